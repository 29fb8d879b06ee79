/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void every_number_has_its_name(void **state)
{
    (void)state;
    assert_string_equal(jf_check_name(JF_CHECK_CHARACTERS), "characters");
    assert_string_equal(jf_check_name(JF_CHECK_UNRELATED), "unrelated");
    assert_string_equal(jf_severity_name(JF_SEVERITY_NONE), "none");
    assert_string_equal(jf_severity_name(JF_SEVERITY_REFUSE), "refuse");
    assert_string_equal(jf_input_name(JF_INPUT_NONE), "none");
    assert_string_equal(jf_input_name(JF_INPUT_CHAIR_MINUTES), "chair-minutes");
    assert_string_equal(jf_input_name(JF_INPUT_NUMBER_AT_TARGET), "number-at-target");
}

static void other_numbers_are_unknown(void **state)
{
    (void)state;
    assert_string_equal(jf_check_name(0), "unknown");
    assert_string_equal(jf_check_name(JF_CHECK_UNRELATED + 1), "unknown");
    assert_string_equal(jf_severity_name(-1), "unknown");
    assert_string_equal(jf_severity_name(JF_SEVERITY_REFUSE + 1), "unknown");
    assert_string_equal(jf_input_name(-1), "unknown");
    assert_string_equal(jf_input_name(JF_INPUT_NUMBER_AT_TARGET + 1), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_number_has_its_name),
                                       cmocka_unit_test(other_numbers_are_unknown)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.names", tests, NULL, NULL);
}
