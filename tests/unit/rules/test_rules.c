/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_rules *empty_rules(void)
{
    jf_error error = {0};

    return assert_made(jf_rules_new(NULL, NULL, &error), &error);
}

static void a_preset_is_added_once_and_whole(void **state)
{
    jf_rules *rules = empty_rules();
    jf_clause clause = {.size = sizeof clause};

    (void)state;
    assert_ok(jf_rules_add_preset(rules, "zhangjiajie-2022", err));
    assert_int_equal(jf_rules_count(rules), 7);
    assert_fails(JF_E_EXISTS, jf_rules_add_preset(rules, "zhangjiajie-2022", err));
    assert_fails(JF_E_NOT_FOUND, jf_rules_add_preset(rules, "zhangjiajie", err));
    assert_fails(JF_E_NOT_FOUND, jf_rules_add_preset(rules, "", err));
    assert_int_equal(jf_rules_count(rules), 7);
    assert_ok(jf_rules_at(rules, 3, &clause, err));
    assert_int_equal(clause.check, JF_CHECK_QUIET_DAY);
    assert_int_equal(clause.year, 2022);
    assert_int_equal(clause.effective_from, jf_test_day("2022-05-09"));
    assert_int_equal(clause.effective_until, JF_DAY_NONE);
    assert_string_equal(jf_rules_text_at(rules, 3), "星期一为无会日");
    assert_string_equal(jf_rules_place_at(rules, 3), "张家界市");
    assert_string_equal(jf_rules_preset_at(rules, 3), "zhangjiajie-2022");
    assert_string_equal(jf_rules_source_at(rules, 3), "zjjnews.cn, 2022-05-09");
    jf_rules_free(rules);
}

static void a_clause_of_ones_own_keeps_its_texts(void **state)
{
    jf_clause clause = {.size = sizeof clause,
                        .check = JF_CHECK_HEADS,
                        .draft = JF_DRAFT_MEETING,
                        .limit = 30};
    char text[] = "不超过30人";
    jf_rules *rules = empty_rules();

    (void)state;
    assert_ok(jf_rules_add_clause(rules, &clause, "本市", "", text, err));
    text[0] = '\0';
    assert_string_equal(jf_rules_text_at(rules, 0), "不超过30人");
    assert_string_equal(jf_rules_place_at(rules, 0), "本市");
    assert_string_equal(jf_rules_source_at(rules, 0), "");
    assert_string_equal(jf_rules_preset_at(rules, 0), "");
    jf_rules_free(rules);
}

static void beyond_the_end_there_is_nothing(void **state)
{
    jf_rules *rules = empty_rules();
    jf_clause clause = {.size = sizeof clause};

    (void)state;
    assert_fails(JF_E_RANGE, jf_rules_at(rules, 0, &clause, err));
    assert_fails(JF_E_ARGUMENT, jf_rules_at(rules, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_rules_at(NULL, 0, &clause, err));
    assert_null(jf_rules_text_at(rules, 0));
    assert_null(jf_rules_place_at(rules, 0));
    assert_null(jf_rules_source_at(rules, 0));
    assert_null(jf_rules_preset_at(rules, 0));
    assert_int_equal(jf_rules_count(NULL), 0);
    jf_rules_free(rules);
}

static void sealed_rules_do_not_change(void **state)
{
    jf_rules *rules = empty_rules();
    jf_clause clause = {.size = sizeof clause, .check = JF_CHECK_HEADS, .draft = JF_DRAFT_MEETING};

    (void)state;
    assert_ok(jf_rules_seal(rules, err));
    assert_ok(jf_rules_seal(rules, err));
    assert_fails(JF_E_SEALED, jf_rules_add_preset(rules, "zhangjiajie-2022", err));
    assert_fails(JF_E_SEALED, jf_rules_add_clause(rules, &clause, "", "", "", err));
    assert_int_equal(jf_rules_count(rules), 0);
    jf_rules_free(rules);
}

static void texts_are_checked_in_their_order(void **state)
{
    jf_rules *rules = empty_rules();
    jf_clause clause = {.size = sizeof clause, .check = JF_CHECK_HEADS, .draft = JF_DRAFT_MEETING};

    (void)state;
    assert_fails(JF_E_ENCODING, jf_rules_add_clause(rules, &clause, "\xff", "", "", err));
    assert_fails(JF_E_ENCODING, jf_rules_add_clause(rules, &clause, "", "\xff", "", err));
    assert_fails(JF_E_ENCODING, jf_rules_add_clause(rules, &clause, "", "", "\xff", err));
    assert_fails(JF_E_ARGUMENT, jf_rules_add_clause(rules, &clause, NULL, "", "", err));
    assert_fails(JF_E_ARGUMENT, jf_rules_add_clause(rules, &clause, "", NULL, "", err));
    assert_fails(JF_E_ARGUMENT, jf_rules_add_clause(rules, &clause, "", "", NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_rules_add_clause(rules, NULL, "", "", "", err));
    assert_fails(JF_E_ARGUMENT, jf_rules_add_clause(NULL, &clause, "", "", "", err));
    assert_fails(JF_E_ARGUMENT, jf_rules_add_preset(NULL, "", err));
    assert_fails(JF_E_ARGUMENT, jf_rules_add_preset(rules, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_rules_seal(NULL, err));
    assert_int_equal(jf_rules_count(rules), 0);
    jf_rules_free(rules);
}

static void the_calendar_is_sealed_and_kept(void **state)
{
    jf_calendar *open = jf_test_october();
    jf_rules_options opts = {.size = sizeof opts, .week_definition = 4};
    jf_error error = {0};
    jf_rules *rules;

    (void)state;
    assert_null(jf_rules_new(open, NULL, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    assert_null(jf_rules_new(NULL, &opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    rules = assert_made(jf_rules_new(jf_test_sealed(open), NULL, &error), &error);
    jf_calendar_free(open);
    assert_ptr_equal(jf_rules_retain(rules), rules);
    jf_rules_free(rules);
    jf_rules_free(rules);
    jf_rules_free(NULL);
    assert_null(jf_rules_retain(NULL));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_preset_is_added_once_and_whole),
                                       cmocka_unit_test(a_clause_of_ones_own_keeps_its_texts),
                                       cmocka_unit_test(beyond_the_end_there_is_nothing),
                                       cmocka_unit_test(sealed_rules_do_not_change),
                                       cmocka_unit_test(texts_are_checked_in_their_order),
                                       cmocka_unit_test(the_calendar_is_sealed_and_kept)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.rules", tests, NULL, NULL);
}
