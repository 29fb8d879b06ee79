/* SPDX-License-Identifier: Apache-2.0 */
/* Forecasts for the limits of a ledger. */
#include "fixture.h"

#include <stdio.h>

static jf_watch *use_rules(fixture *f, jf_watch_rules rules)
{
    jf_error error = {0};

    rules.size = sizeof rules;
    jf_watch_free(f->watch);
    f->watch = assert_made(jf_watch_new(f->calendar, &rules, NULL, &error), &error);
    return f->watch;
}

/* A document on the 15th of each month of 2022, and `count` in each month of 2023 up to May. */
static void issue_steadily(fixture *f, int64_t count)
{
    for (int month = 1; month <= 12; month++) {
        char day[24];

        (void)snprintf(day, sizeof day, "2022-%02d-15", month);
        issue(f, SECTION, LETTER, day, 4);
        (void)snprintf(day, sizeof day, "2023-%02d-15", month);
        if (count > 0 && month <= 5)
            issue(f, SECTION, LETTER, day, count);
    }
}

static jf_warning may_2023(fixture *f, jf_limit limit)
{
    return only_warning(f, limit, "2023-05-31");
}

static void twice_the_pace_of_last_year_probably_exceeds(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 8);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 50));
    assert_int_equal(warning.has_forecast, 1);
    assert_int_equal(warning.basis, JF_FORECAST_BY_UNIT);
    assert_in_range(warning.forecast_ppm, 950000, 1000000);
    assert_int_equal(warning.level_by_forecast, JF_ALERT_RED);
    assert_int_equal(warning.level, JF_ALERT_RED);
    assert_int_equal(warning.cause, JF_CAUSE_FORECAST);
    assert_in_range(warning.total_q50, 75, 100);
    assert_in_range(warning.expected_milli, 75000, 100000);
    assert_true(warning.total_q10 <= warning.total_q50 && warning.total_q50 <= warning.total_q90);
    assert_in_range(warning.day_q50, jf_test_day("2023-06-15"), jf_test_day("2023-08-31"));
    assert_true(warning.day_q10 <= warning.day_q50 && warning.day_q50 <= warning.day_q90);
    assert_in_range(warning.share_ppm, 350000, 450000);
}

static void half_the_pace_of_last_year_does_not(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 2);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 45));
    assert_in_range(warning.forecast_ppm, 0, 100000);
    assert_int_equal(warning.level, JF_ALERT_GREEN);
    assert_int_equal(warning.cause, JF_CAUSE_NONE);
    assert_int_equal(warning.day_q90, JF_DAY_NONE);
}

static void the_forecast_decides_in_place_of_the_pace(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    issue_steadily(f, 4);
    issue(f, SECTION, LETTER, "2023-05-20", 1);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 49));
    assert_int_equal(warning.level, JF_ALERT_YELLOW);
    assert_int_equal(warning.cause, JF_CAUSE_PACE);
    use_rules(f, (jf_watch_rules){.forecast_yellow_ppm = 900000, .forecast_red_ppm = 950000});
    evaluate(f, "2023-05-31", 0);
    warning = warning_at(f, 0);
    assert_int_equal(warning.level_by_pace, JF_ALERT_YELLOW);
    assert_int_equal(warning.level, warning.level_by_forecast);
    assert_in_range(warning.level, JF_ALERT_GREEN, JF_ALERT_WATCH);
}

static void without_the_forecast_nothing_is_told_of_it(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    issue_steadily(f, 8);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 50));
    assert_int_equal(warning.has_forecast, 0);
    assert_int_equal(warning.forecast_ppm, -1);
    assert_int_equal(warning.expected_milli, -1);
    assert_int_equal(warning.day_q10, JF_DAY_NONE);
}

static void few_documents_are_no_sign(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    issue(f, SECTION, LETTER, "2022-06-15", 6);
    issue(f, SECTION, LETTER, "2023-03-15", 4);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 6));
    assert_in_range(warning.forecast_ppm, 500000, 1000000);
    assert_int_equal(warning.level, JF_ALERT_GREEN);
    assert_int_equal(warning.cause, JF_CAUSE_SMALL_COUNT);
}

static void early_in_the_year_the_past_alone_is_no_sign(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 0);
    issue(f, SECTION, LETTER, "2023-01-15", 5);
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 46));
    evaluate(f, "2023-01-31", 0);
    warning = warning_at(f, 0);
    assert_in_range(warning.forecast_ppm, 500000, 849999);
    assert_int_equal(warning.cause, JF_CAUSE_EARLY);
    assert_int_equal(warning.level, JF_ALERT_GREEN);
    use_rules(f, (jf_watch_rules){.early_permille = 1});
    evaluate(f, "2023-01-31", 0);
    assert_int_equal(warning_at(f, 0).cause, JF_CAUSE_FORECAST);
}

static void use_above_the_limit_is_a_fact(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 8);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 39));
    assert_int_equal(warning.forecast_ppm, 1000000);
    assert_int_equal(warning.level, JF_ALERT_RED);
    assert_int_equal(warning.cause, JF_CAUSE_LEVEL);
}

static void a_floor_is_warned_of_when_it_will_be_missed(void **state)
{
    fixture *f = *state;
    jf_limit floor = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 48);
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    floor.bound = JF_BOUND_FLOOR;
    issue_steadily(f, 1);
    warning = may_2023(f, floor);
    assert_int_equal(warning.bound, JF_BOUND_FLOOR);
    assert_in_range(warning.forecast_ppm, 900000, 1000000);
    assert_int_equal(warning.level, JF_ALERT_RED);
    assert_int_equal(warning.cause, JF_CAUSE_FORECAST);
    assert_int_equal(warning.day_q50, JF_DAY_NONE);
}

static void a_floor_that_is_met_is_never_warned_of(void **state)
{
    fixture *f = *state;
    jf_limit floor = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 20);
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    floor.bound = JF_BOUND_FLOOR;
    issue_steadily(f, 8);
    warning = may_2023(f, floor);
    assert_int_equal(warning.forecast_ppm, 0);
    assert_int_equal(warning.level_by_use, JF_ALERT_GREEN);
    assert_int_equal(warning.level, JF_ALERT_GREEN);
    assert_int_equal(warning.cause, JF_CAUSE_NONE);
}

static void what_is_unlimited_has_a_total_and_no_probability(void **state)
{
    fixture *f = *state;
    jf_limit unlimited = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 0);
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    unlimited.state = JF_LIMIT_UNLIMITED;
    issue_steadily(f, 4);
    warning = may_2023(f, unlimited);
    assert_int_equal(warning.has_forecast, 1);
    assert_int_equal(warning.forecast_ppm, -1);
    assert_in_range(warning.total_q50, 40, 60);
    assert_int_equal(warning.cause, JF_CAUSE_NO_LIMIT);
}

static void a_half_year_is_forecast_up_to_its_end(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 4);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_HALF, "2023-01-01", 40));
    assert_int_equal(warning.last, jf_test_day("2023-06-30"));
    assert_in_range(warning.total_q50, 22, 26);
    assert_in_range(warning.share_ppm, 780000, 880000);
    assert_in_range(warning.forecast_ppm, 0, 1000);
}

static void weeks_and_windows_have_no_forecast(void **state)
{
    fixture *f = *state;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 4);
    assert_int_equal(
        may_2023(f, limit_of(SECTION, JF_PERIOD_WEEK, "2023-05-31", 4)).has_forecast, 0);
}

static void months_before_the_first_use_are_no_zeros(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    for (int month = 7; month <= 12; month++) {
        char day[24];

        (void)snprintf(day, sizeof day, "2022-%02d-15", month);
        issue(f, SECTION, LETTER, day, 8);
    }
    issue(f, SECTION, LETTER, "2023-01-16", 8);
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 99));
    evaluate(f, "2023-01-31", 0);
    warning = warning_at(f, 0);
    /* Eight a month are 96 a year; with zeros before July 2022 the past would say 48. */
    assert_in_range(warning.total_q50, 80, 110);
}

static void new_units_rest_on_their_quota(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    issue(f, OTHER, LETTER, "2023-05-15", 3);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 24));
    assert_int_equal(warning.basis, JF_FORECAST_BY_QUOTA);
    assert_in_range(warning.forecast_ppm, 0, 200000);
}

static void each_kind_is_a_panel_of_its_own(void **state)
{
    fixture *f = *state;
    jf_limit letters = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 50);
    jf_warning alone;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 8);
    alone = may_2023(f, letters);
    letters.kind = LETTER;
    letters.amount = 7;
    set_limit(f, letters);
    evaluate(f, "2023-05-31", 0);
    assert_int_equal(jf_watch_warning_count(f->watch), 2);
    assert_memory_equal(&alone, &(jf_warning[]){warning_at(f, 0)}[0], sizeof alone);
    assert_int_equal(warning_at(f, 1).has_forecast, 1);
}

static void a_floor_of_zero_is_never_missed(void **state)
{
    fixture *f = *state;
    jf_limit floor = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 0);
    jf_warning warning;

    use_rules(f, (jf_watch_rules){0});
    floor.bound = JF_BOUND_FLOOR;
    issue_steadily(f, 4);
    warning = may_2023(f, floor);
    assert_int_equal(warning.has_forecast, 1);
    assert_int_equal(warning.forecast_ppm, 0);
    assert_int_equal(warning.level, JF_ALERT_GREEN);
}

static void a_unit_with_cap_and_floor_stands_in_the_panel_once(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 50);
    jf_warning cap;
    jf_warning floor;
    jf_warning both;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 5);
    cap = may_2023(f, limit);
    limit.amount = 44;
    limit.bound = JF_BOUND_FLOOR;
    set_limit(f, limit);
    evaluate(f, "2023-05-31", 0);
    assert_int_equal(jf_watch_warning_count(f->watch), 2);
    both = warning_at(f, 0);
    assert_memory_equal(&cap, &both, sizeof cap);
    floor = warning_at(f, 1);
    assert_int_equal(floor.bound, JF_BOUND_FLOOR);
    assert_int_equal(floor.expected_milli, cap.expected_milli);
    assert_in_range(floor.forecast_ppm, 1, 500000);
}

static void limits_of_a_large_amount_are_compared_with_it(void **state)
{
    fixture *f = *state;
    const int64_t billion = JF_FORECAST_COUNT_MAX;
    jf_warning warning;

    use_rules(f, (jf_watch_rules){.pace_off = 1});
    for (int month = 1; month <= 12; month++) {
        char day[24];

        (void)snprintf(day, sizeof day, "2022-%02d-15", month);
        issue(f, SECTION, LETTER, day, billion);
        (void)snprintf(day, sizeof day, "2023-%02d-15", month);
        if (month <= 5)
            issue(f, SECTION, LETTER, day, billion);
    }
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 50 * billion));
    assert_int_equal(warning.used, 5 * billion);
    assert_in_range(warning.forecast_ppm, 0, 1000);
    assert_int_equal(warning.level, JF_ALERT_GREEN);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 6 * billion));
    assert_in_range(warning.forecast_ppm, 990000, 999999);
    assert_int_equal(warning.day_q50, JF_DAY_NONE);
    warning = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 4 * billion));
    assert_int_equal(warning.forecast_ppm, 1000000);
}

static void an_average_beside_a_plain_limit_has_no_forecast(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 50);

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 4);
    set_limit(f, limit);
    limit.window = JF_WINDOW_AVERAGE;
    limit.unit = OTHER;
    set_limit(f, limit);
    evaluate(f, "2023-05-31", 0);
    assert_int_equal(warning_at(f, 0).has_forecast, 1);
    assert_int_equal(warning_at(f, 1).has_forecast, 0);
}

static void a_month_beyond_what_a_panel_takes_leaves_its_unit_out(void **state)
{
    fixture *f = *state;
    jf_warning alone;
    jf_warning beside;

    use_rules(f, (jf_watch_rules){0});
    issue_steadily(f, 5);
    alone = may_2023(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 50));
    issue(f, OTHER, LETTER, "2023-02-15", JF_FORECAST_COUNT_MAX + 1);
    set_limit(f, limit_of(OTHER, JF_PERIOD_YEAR, "2023-01-01", 2 * JF_FORECAST_COUNT_MAX));
    evaluate(f, "2023-05-31", 0);
    beside = warning_at(f, 0);
    assert_memory_equal(&alone, &beside, sizeof alone);
    assert_int_equal(warning_at(f, 1).has_forecast, 0);
    assert_int_equal(warning_at(f, 1).used, JF_FORECAST_COUNT_MAX + 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_watch(twice_the_pace_of_last_year_probably_exceeds),
        with_watch(half_the_pace_of_last_year_does_not),
        with_watch(the_forecast_decides_in_place_of_the_pace),
        with_watch(without_the_forecast_nothing_is_told_of_it),
        with_watch(few_documents_are_no_sign),
        with_watch(early_in_the_year_the_past_alone_is_no_sign),
        with_watch(use_above_the_limit_is_a_fact),
        with_watch(a_floor_is_warned_of_when_it_will_be_missed),
        with_watch(a_floor_that_is_met_is_never_warned_of),
        with_watch(what_is_unlimited_has_a_total_and_no_probability),
        with_watch(a_half_year_is_forecast_up_to_its_end),
        with_watch(weeks_and_windows_have_no_forecast),
        with_watch(months_before_the_first_use_are_no_zeros),
        with_watch(new_units_rest_on_their_quota),
        with_watch(each_kind_is_a_panel_of_its_own),
        with_watch(a_floor_of_zero_is_never_missed),
        with_watch(a_unit_with_cap_and_floor_stands_in_the_panel_once),
        with_watch(limits_of_a_large_amount_are_compared_with_it),
        with_watch(an_average_beside_a_plain_limit_has_no_forecast),
        with_watch(a_month_beyond_what_a_panel_takes_leaves_its_unit_out),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
