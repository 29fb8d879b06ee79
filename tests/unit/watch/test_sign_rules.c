/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch_signs.h"

/* Any detector reads the rules first. */
static jf_status assess(const jf_sign_rules *rules, jf_error *err)
{
    const int64_t gaps[] = {1, 1, 1, 1, 1};
    jf_stale stale = {.size = sizeof stale};

    return jf_stale_assess(rules, 1, gaps, 5, &stale, err);
}

static void null_and_zeros_are_the_defaults(void **state)
{
    const jf_sign_rules zeros = {.size = sizeof zeros};

    (void)state;
    assert_ok(assess(NULL, err));
    assert_ok(assess(&zeros, err));
}

static void negative_rules_are_refused(void **state)
{
    (void)state;
    for (size_t at = sizeof(uint32_t); at < sizeof(jf_sign_rules); at += sizeof(int32_t)) {
        const int32_t negative = -1;
        jf_sign_rules rules = {.size = sizeof rules};

        memcpy((char *)&rules + at, &negative, sizeof negative);
        assert_fails(JF_E_ARGUMENT, assess(&rules, err));
    }
}

static void shares_and_probabilities_have_an_end(void **state)
{
    const jf_sign_rules most = {.size = sizeof most,
                                .shadow_shift_permille = 1000,
                                .relabel_left_permille = 1000,
                                .burst_yellow_ppm = 1000000,
                                .stale_yellow_ppm = 1000000,
                                .floor_red_permille = 1000,
                                .shadow_rho_permille = 999};
    jf_sign_rules beyond = most;

    (void)state;
    assert_ok(assess(&most, err));
    beyond.relabel_left_permille++;
    assert_fails(JF_E_ARGUMENT, assess(&beyond, err));
    beyond = most;
    beyond.burst_yellow_ppm++;
    assert_fails(JF_E_ARGUMENT, assess(&beyond, err));
    beyond = most;
    beyond.shadow_rho_permille++;
    assert_fails(JF_E_ARGUMENT, assess(&beyond, err));
}

static void red_is_never_easier_than_yellow(void **state)
{
    const jf_sign_rules wrong[] = {
        {.size = sizeof wrong[0], .yoy_yellow_permille = 201},
        {.size = sizeof wrong[0], .burst_yellow_ppm = 999},
        {.size = sizeof wrong[0], .burst_weeks = 12},
        {.size = sizeof wrong[0], .stale_red_ppm = 10001},
        {.size = sizeof wrong[0], .floor_watch_permille = 501},
        {.size = sizeof wrong[0], .floor_yellow_permille = 851},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_fails(JF_E_ARGUMENT, assess(&wrong[i], err));
}

static void rules_of_a_later_version_are_refused_unless_they_say_nothing(void **state)
{
    struct {
        jf_sign_rules rules;
        int32_t later;
    } larger = {.rules = {.size = sizeof larger}};

    (void)state;
    assert_ok(assess(&larger.rules, err));
    larger.later = 1;
    assert_fails(JF_E_ARGUMENT, assess(&larger.rules, err));
}

static void signs_have_names(void **state)
{
    (void)state;
    assert_string_equal(jf_sign_name(JF_SIGN_NONE), "none");
    assert_string_equal(jf_sign_name(JF_SIGN_SMALL_COUNT), "small-count");
    assert_string_equal(jf_sign_name(JF_SIGN_RELABELLED), "relabelled");
    assert_string_equal(jf_sign_name(JF_SIGN_FLOOR), "floor");
    assert_string_equal(jf_sign_name(JF_SIGN_FLOOR + 1), "unknown");
    assert_string_equal(jf_sign_name(-1), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_and_zeros_are_the_defaults),
        cmocka_unit_test(negative_rules_are_refused),
        cmocka_unit_test(shares_and_probabilities_have_an_end),
        cmocka_unit_test(red_is_never_easier_than_yellow),
        cmocka_unit_test(rules_of_a_later_version_are_refused_unless_they_say_nothing),
        cmocka_unit_test(signs_have_names),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_rules", tests, NULL, NULL);
}
