/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_rules *rules_with_calendar(jf_clause clause, jf_calendar *calendar)
{
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(calendar, NULL, &error), &error);

    clause.size = sizeof clause;
    assert_ok(jf_rules_add_clause(rules, &clause, "", "", "", err));
    assert_ok(jf_rules_seal(rules, err));
    jf_calendar_free(calendar);
    return rules;
}

static int32_t said_of_filing(jf_rules *rules, const char *day, const char *filed)
{
    jf_meeting_draft draft = {
        .size = sizeof draft, .day = jf_test_day(day), .filed = jf_test_day(filed)};

    return said(jf_rules_check_meeting(rules, &draft, NULL));
}

/* The dates of TV06, as deadlines: on it passes, a day later does not. */
static void five_working_days_ahead_are_counted_over_holidays(void **state)
{
    static const char *const rows[][3] = {{"2023-10-09", "2023-09-26", "2023-09-27"},
                                          {"2023-01-30", "2023-01-18", "2023-01-19"},
                                          {"2023-05-08", "2023-04-27", "2023-04-28"},
                                          {"2023-06-26", "2023-06-16", "2023-06-17"},
                                          {"2023-05-04", "2023-04-24", "2023-04-25"},
                                          {"2023-04-06", "2023-03-29", "2023-03-30"}};
    jf_clause clause = {
        .check = JF_CHECK_FILING_WORKDAYS, .draft = JF_DRAFT_MEETING, .limit = 5};
    jf_rules *rules = rules_with_calendar(clause, jf_test_china(2022, 2023));

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(said_of_filing(rules, rows[i][0], rows[i][1]), JF_SEVERITY_PASSED);
        assert_int_equal(said_of_filing(rules, rows[i][0], rows[i][2]), JF_SEVERITY_NOTICE);
    }
    jf_rules_free(rules);
}

static void filed_long_before_the_known_days_is_early_enough(void **state)
{
    jf_clause clause = {
        .check = JF_CHECK_FILING_WORKDAYS, .draft = JF_DRAFT_MEETING, .limit = 2};
    jf_rules *rules = rules_with_calendar(clause, jf_test_sealed(jf_test_october()));

    (void)state;
    assert_int_equal(said_of_filing(rules, "2023-10-12", "2020-01-01"), JF_SEVERITY_PASSED);
    assert_int_equal(said_of_filing(rules, "2023-10-12", "2023-10-12"), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_filing(rules, "2023-10-12", "2023-11-30"), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_filing(rules, "2023-12-12", "2023-10-01"), JF_SEVERITY_SKIPPED);
    assert_int_equal(said_of_filing(rules, "2023-10-02", "2023-09-01"), JF_SEVERITY_SKIPPED);
    jf_rules_free(rules);
}

static void without_a_calendar_working_days_are_skipped(void **state)
{
    jf_clause clause = {
        .check = JF_CHECK_FILING_WORKDAYS, .draft = JF_DRAFT_MEETING, .limit = 5};
    jf_clause off_day = {.check = JF_CHECK_OFF_DAY, .draft = JF_DRAFT_MEETING};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said_of_filing(rules, "2023-10-12", "2023-10-01"), JF_SEVERITY_SKIPPED);
    jf_rules_free(rules);
    rules = rules_of(off_day);
    assert_int_equal(said_of_filing(rules, "2023-10-14", "2023-10-01"), JF_SEVERITY_SKIPPED);
    jf_rules_free(rules);
}

static int32_t said_of_length(jf_rules *rules, const char *day, int32_t minutes, int32_t days)
{
    jf_meeting_draft draft = {
        .size = sizeof draft, .day = jf_test_day(day), .minutes = minutes, .days = days};

    return said(jf_rules_check_meeting(rules, &draft, NULL));
}

/* 9 March 2023 is a Thursday; the no-meeting day is Monday, 13 March. */
static void every_day_of_a_meeting_is_looked_at(void **state)
{
    jf_clause clause = {.check = JF_CHECK_QUIET_DAY,
                        .draft = JF_DRAFT_MEETING,
                        .limit = JF_WEEKDAY_MONDAY};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said_of_length(rules, "2023-03-09", 0, 0), JF_SEVERITY_PASSED);
    assert_int_equal(said_of_length(rules, "2023-03-09", 0, 4), JF_SEVERITY_PASSED);
    assert_int_equal(said_of_length(rules, "2023-03-09", 0, 5), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_length(rules, "2023-03-09", 4 * 480, 0), JF_SEVERITY_PASSED);
    assert_int_equal(said_of_length(rules, "2023-03-09", 4 * 480 + 1, 0), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_length(rules, "2023-03-13", 10, 1), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_length(rules, "9999-12-31", 480 * 366, 366), JF_SEVERITY_PASSED);
    jf_rules_free(rules);
}

/* Week 1 of April 2023 is 27 to 31 March, when the week holds the 1st. */
static void quiet_weeks_reach_over_the_ends_of_months(void **state)
{
    jf_clause clause = {.check = JF_CHECK_QUIET_WEEK, .draft = JF_DRAFT_MEETING, .limit = 1};
    jf_clause sixth = {.check = JF_CHECK_QUIET_WEEK, .draft = JF_DRAFT_MEETING, .limit = 6};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said_of_length(rules, "2023-03-30", 0, 0), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_length(rules, "2023-04-03", 0, 0), JF_SEVERITY_PASSED);
    assert_int_equal(said_of_length(rules, "2023-03-23", 0, 5), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_length(rules, "0001-01-01", 0, 0), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_length(rules, "2022-12-30", 0, 0), JF_SEVERITY_NOTICE);
    jf_rules_free(rules);
    rules = rules_of(sixth); /* 31 July to 4 August is week 6 of July */
    assert_int_equal(said_of_length(rules, "2023-08-02", 0, 0), JF_SEVERITY_NOTICE);
    assert_int_equal(said_of_length(rules, "2023-08-07", 0, 0), JF_SEVERITY_PASSED);
    jf_rules_free(rules);
}

static void a_week_is_counted_as_the_rules_say_unless_the_clause_does(void **state)
{
    jf_rules_options opts = {.size = sizeof opts, .week_definition = JF_WEEK_FIRST_MONDAY};
    jf_clause clause = {.size = sizeof clause,
                        .check = JF_CHECK_QUIET_WEEK,
                        .draft = JF_DRAFT_MEETING,
                        .limit = 2};
    jf_error error = {0};

    (void)state;
    for (int32_t own = 0; own <= JF_WEEK_SEVEN_DAYS; own++) {
        jf_rules *rules = assert_made(jf_rules_new(NULL, &opts, &error), &error);
        bool passes = own == JF_WEEK_CONTAINING;

        clause.per = own;
        assert_ok(jf_rules_add_clause(rules, &clause, "", "", "", err));
        assert_ok(jf_rules_seal(rules, err));
        assert_int_equal(said_of_length(rules, "2023-03-14", 0, 0),
                         passes ? JF_SEVERITY_PASSED : JF_SEVERITY_NOTICE);
        jf_rules_free(rules);
    }
}

static void deadlines_before_the_first_day_are_missed(void **state)
{
    jf_clause clause = {
        .check = JF_CHECK_PLAN_FILED, .draft = JF_DRAFT_MEETING, .limit = 1130, .per = 1};
    jf_clause days = {.check = JF_CHECK_FILING_DAYS, .draft = JF_DRAFT_MEETING, .limit = 7};
    jf_meeting_draft draft = {.size = sizeof draft,
                              .day = JF_DAY_FIRST,
                              .filed = JF_DAY_FIRST,
                              .plan_filed = JF_DAY_FIRST};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_NOTICE);
    jf_rules_free(rules);
    rules = rules_of(days);
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_NOTICE);
    jf_rules_free(rules);
}

static void a_floor_that_ends_after_the_last_day_is_kept(void **state)
{
    jf_clause clause = {.check = JF_CHECK_INTERVAL, .draft = JF_DRAFT_INSPECTION, .limit = 3};
    jf_inspection_draft draft = {.size = sizeof draft,
                                 .day = JF_DAY_LAST,
                                 .last_visit = jf_test_day("9997-01-01")};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said(jf_rules_check_inspection(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    draft.last_visit = jf_test_day("9996-12-30");
    assert_int_equal(said(jf_rules_check_inspection(rules, &draft, NULL)), JF_SEVERITY_NOTICE);
    jf_rules_free(rules);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_working_days_ahead_are_counted_over_holidays),
        cmocka_unit_test(filed_long_before_the_known_days_is_early_enough),
        cmocka_unit_test(without_a_calendar_working_days_are_skipped),
        cmocka_unit_test(every_day_of_a_meeting_is_looked_at),
        cmocka_unit_test(quiet_weeks_reach_over_the_ends_of_months),
        cmocka_unit_test(a_week_is_counted_as_the_rules_say_unless_the_clause_does),
        cmocka_unit_test(deadlines_before_the_first_day_are_missed),
        cmocka_unit_test(a_floor_that_ends_after_the_last_day_is_kept)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.check_days", tests, NULL, NULL);
}
