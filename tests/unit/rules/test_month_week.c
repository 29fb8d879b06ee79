/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void assert_week(const char *month, int32_t week, int32_t definition, const char *first,
                        const char *last)
{
    jf_civil civil;
    jf_day found[2] = {0, 0};

    assert_ok(jf_day_civil(jf_test_period(month).first, &civil, err));
    assert_ok(
        jf_month_week(civil.year, civil.month, week, definition, &found[0], &found[1], err));
    assert_int_equal(found[0], jf_test_day(first));
    assert_int_equal(found[1], jf_test_day(last));
}

/* 1 March 2023 is a Wednesday. */
static void tv19_the_second_week_of_a_month_has_three_readings(void **state)
{
    (void)state;
    assert_week("2023-03", 2, JF_WEEK_CONTAINING, "2023-03-06", "2023-03-10");
    assert_week("2023-03", 2, JF_WEEK_FIRST_MONDAY, "2023-03-13", "2023-03-17");
    assert_week("2023-03", 2, JF_WEEK_SEVEN_DAYS, "2023-03-08", "2023-03-14");
    assert_week("2023-03", 2, JF_WEEK_DEFAULT, "2023-03-06", "2023-03-10");
}

static int32_t ruling(int32_t definition, const char *day)
{
    jf_clause clause = {.check = JF_CHECK_QUIET_WEEK,
                        .draft = JF_DRAFT_MEETING,
                        .severity = JF_SEVERITY_REFUSE,
                        .limit = 2,
                        .per = definition};
    jf_meeting_draft draft = {.size = sizeof draft, .day = jf_test_day(day)};
    jf_rules *rules = rules_of(clause);
    int32_t severity = said(jf_rules_check_meeting(rules, &draft, NULL));

    jf_rules_free(rules);
    return severity;
}

static void tv19_a_meeting_is_refused_by_one_reading_and_passes_by_another(void **state)
{
    static const struct {
        const char *day;
        bool refused[3];
    } rows[] = {{"2023-03-06", {true, false, false}}, {"2023-03-08", {true, false, true}},
                {"2023-03-10", {true, false, true}},  {"2023-03-11", {false, false, true}},
                {"2023-03-13", {false, true, true}},  {"2023-03-14", {false, true, true}},
                {"2023-03-17", {false, true, false}}, {"2023-03-20", {false, false, false}}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (int32_t k = 0; k < 3; k++)
            assert_int_equal(ruling(k + 1, rows[i].day),
                             rows[i].refused[k] ? JF_SEVERITY_REFUSE : JF_SEVERITY_PASSED);
}

static void week_1_may_begin_in_the_month_before(void **state)
{
    (void)state;
    assert_week("2023-03", 1, JF_WEEK_CONTAINING, "2023-02-27", "2023-03-03");
    assert_week("2023-04", 1, JF_WEEK_CONTAINING, "2023-03-27", "2023-03-31"); /* a Saturday */
    assert_week("2023-05", 1, JF_WEEK_CONTAINING, "2023-05-01", "2023-05-05");
    assert_week("2023-05", 1, JF_WEEK_FIRST_MONDAY, "2023-05-01", "2023-05-05");
    assert_week("2023-03", 1, JF_WEEK_FIRST_MONDAY, "2023-03-06", "2023-03-10");
    assert_week("2023-01", 1, JF_WEEK_CONTAINING, "2022-12-26", "2022-12-30");
    assert_week("2023-03", 1, JF_WEEK_SEVEN_DAYS, "2023-03-01", "2023-03-07");
}

static void last_weeks_end_where_the_month_or_the_week_does(void **state)
{
    (void)state;
    assert_week("2023-03", 5, JF_WEEK_SEVEN_DAYS, "2023-03-29", "2023-03-31");
    assert_week("2023-03", 5, JF_WEEK_CONTAINING, "2023-03-27", "2023-03-31");
    assert_week("2023-05", 5, JF_WEEK_FIRST_MONDAY, "2023-05-29", "2023-06-02");
    assert_week("2023-07", 6, JF_WEEK_CONTAINING, "2023-07-31", "2023-08-04");
}

static void a_month_may_have_no_such_week(void **state)
{
    jf_day first = 7;
    jf_day last = 8;

    (void)state;
    assert_fails(JF_E_NOT_FOUND,
                 jf_month_week(2023, 2, 5, JF_WEEK_SEVEN_DAYS, &first, &last, err));
    assert_fails(JF_E_NOT_FOUND,
                 jf_month_week(2023, 3, 5, JF_WEEK_FIRST_MONDAY, &first, &last, err));
    assert_fails(JF_E_NOT_FOUND,
                 jf_month_week(2023, 3, 6, JF_WEEK_CONTAINING, &first, &last, err));
    assert_int_equal(first, 7);
    assert_int_equal(last, 8);
}

static void arguments_are_checked(void **state)
{
    jf_day first;
    jf_day last;

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_month_week(2023, 3, 2, 4, &first, &last, err));
    assert_fails(JF_E_ARGUMENT, jf_month_week(2023, 3, 2, -1, &first, &last, err));
    assert_fails(JF_E_ARGUMENT, jf_month_week(2023, 3, 2, 1, NULL, &last, err));
    assert_fails(JF_E_ARGUMENT, jf_month_week(2023, 3, 2, 1, &first, NULL, err));
    assert_fails(JF_E_RANGE, jf_month_week(2023, 13, 2, 1, &first, &last, err));
    assert_fails(JF_E_RANGE, jf_month_week(0, 1, 2, 1, &first, &last, err));
    assert_fails(JF_E_RANGE, jf_month_week(2023, 3, 0, 1, &first, &last, err));
    assert_fails(JF_E_RANGE, jf_month_week(2023, 3, 7, 1, &first, &last, err));
    assert_ok(jf_month_week(1, 1, 1, JF_WEEK_CONTAINING, &first, &last, err));
    assert_int_equal(first, JF_DAY_FIRST);
    assert_ok(jf_month_week(9999, 12, 5, JF_WEEK_CONTAINING, &first, &last, err));
    assert_int_equal(last, JF_DAY_LAST);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tv19_the_second_week_of_a_month_has_three_readings),
        cmocka_unit_test(tv19_a_meeting_is_refused_by_one_reading_and_passes_by_another),
        cmocka_unit_test(week_1_may_begin_in_the_month_before),
        cmocka_unit_test(last_weeks_end_where_the_month_or_the_week_does),
        cmocka_unit_test(a_month_may_have_no_such_week),
        cmocka_unit_test(arguments_are_checked)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.month_week", tests, NULL, NULL);
}
