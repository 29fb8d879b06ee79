/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/panels.h"
#include "support/support.h"

static jf_panel *panel_of(int32_t period_kind, int32_t fiscal_month)
{
    const jf_panel_options opts = {
        .size = sizeof opts, .fiscal_month = fiscal_month, .period_kind = period_kind};

    return jf_test_panel("2023-06-30", NULL, NULL, &opts);
}

/* Two years of 4 a month, then this year with `now` in each of its first months. */
static jf_forecast steady(int64_t quota, int64_t now, const char *today)
{
    int64_t months[36];
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_forecast found;

    for (int i = 0; i < 36; i++)
        months[i] = i < 24 ? 4 : now;
    jf_test_panel_add(panel, 7, quota, 2, months);
    found = jf_test_forecast(panel, today, 0);
    jf_test_check_forecast(&found, jf_test_day(today), jf_test_day("2023-12-31"));
    jf_panel_free(panel);
    return found;
}

static void forecast_tells_what_it_rests_on(void **state)
{
    jf_forecast found = steady(50, 4, "2023-06-30");

    (void)state;
    assert_int_equal(found.unit, 7);
    assert_int_equal(found.quota, 50);
    assert_int_equal(found.used, 24);
    assert_int_equal(found.age, 0);
    assert_int_equal(found.basis, JF_FORECAST_BY_UNIT);
    assert_in_range(found.level_milli, 46000, 50000);
    assert_in_range(found.mean_milli, 47000, 49000);
    assert_in_range(found.share_ppm, 499000, 501000);
    assert_in_range(found.exceed_ppm, 200000, 500000);
    assert_in_range(found.changed_ppm, 0, 90000);
}

static void certain_is_what_has_happened_and_nothing_else(void **state)
{
    (void)state;
    assert_int_equal(steady(23, 4, "2023-06-30").exceed_ppm, 1000000);
    assert_in_range(steady(24, 4, "2023-06-30").exceed_ppm, 999000, 999999);
    assert_int_equal(steady(0, 1, "2023-01-31").exceed_ppm, 1000000);
    assert_int_equal(steady(100, 1000, "2023-01-01").exceed_ppm, 1000000);
    assert_int_equal(steady(1001, 1000, "2023-02-15").exceed_ppm, 1000000);
}

static void nearly_certain_is_not_certain(void **state)
{
    int64_t months[24];
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);

    (void)state;
    jf_test_fill_year(1000, months);
    jf_test_fill_year(1000, months + 12);
    jf_test_panel_add(panel, 1, 2000, 1, months);
    jf_test_panel_add(panel, 2, 1999, 1, months);
    assert_int_equal(jf_test_exceed(panel, "2023-02-28", 0), 999999);
    assert_int_equal(jf_test_exceed(panel, "2023-02-28", 1), 1000000);
    jf_panel_free(panel);
}

static void end_of_the_period_decides(void **state)
{
    (void)state;
    assert_int_equal(steady(48, 4, "2023-12-31").exceed_ppm, 0);
    assert_int_equal(steady(47, 4, "2023-12-31").exceed_ppm, 1000000);
    assert_int_equal(steady(48, 4, "2023-12-31").total_q10, 48);
    assert_int_equal(steady(48, 4, "2023-12-31").total_q90, 48);
    assert_int_equal(steady(48, 4, "2023-12-31").mean_milli, 48000);
    assert_int_equal(steady(48, 4, "2023-12-31").share_ppm, 1000000);
}

static void without_a_quota_only_the_total_is_told(void **state)
{
    jf_forecast found = steady(-1, 4, "2023-06-30");

    (void)state;
    assert_int_equal(found.exceed_ppm, -1);
    assert_int_equal(found.day_q10, JF_DAY_NONE);
    assert_int_equal(found.day_q50, JF_DAY_NONE);
    assert_int_equal(found.day_q90, JF_DAY_NONE);
    assert_int_equal(found.total_q50, steady(50, 4, "2023-06-30").total_q50);
    assert_int_equal(steady(-1, 4, "2023-12-31").exceed_ppm, -1);
}

static void a_quota_that_is_passed_was_passed_by_the_day_known(void **state)
{
    jf_forecast found = steady(10, 4, "2023-06-30");

    (void)state;
    assert_int_equal(found.day_q10, jf_test_day("2023-06-30"));
    assert_int_equal(found.day_q90, jf_test_day("2023-06-30"));
}

static void days_of_passing_come_in_order(void **state)
{
    jf_forecast found = steady(30, 4, "2023-06-30");

    (void)state;
    assert_true(found.exceed_ppm >= 900000);
    assert_in_range(found.day_q10, jf_test_day("2023-07-01"), jf_test_day("2023-08-10"));
    assert_in_range(found.day_q50, jf_test_day("2023-08-01"), jf_test_day("2023-09-10"));
    assert_true(found.day_q50 < found.day_q90);
    found = steady(50, 4, "2023-06-30");
    assert_true(found.day_q10 != JF_DAY_NONE);
    assert_int_equal(found.day_q90, JF_DAY_NONE);
}

static void shorter_periods_count_what_is_theirs(void **state)
{
    const struct {
        int32_t kind;
        int64_t used;
        const char *last;
    } rows[] = {
        {JF_PERIOD_YEAR, 40, "2023-12-31"},
        {JF_PERIOD_HALF, 16, "2023-12-31"},
        {JF_PERIOD_QUARTER, 16, "2023-09-30"},
        {JF_PERIOD_MONTH, 9, "2023-08-31"},
    };
    const int64_t months[24] = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 7, 9};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        jf_panel *panel = panel_of(rows[i].kind, 0);
        jf_forecast found;

        jf_test_panel_add(panel, 1, 20, 1, months);
        found = jf_test_forecast(panel, "2023-08-20", 0);
        jf_test_check_forecast(&found, jf_test_day("2023-08-20"), jf_test_day(rows[i].last));
        assert_int_equal(found.used, rows[i].used);
        found = jf_test_forecast(panel, rows[i].last, 0);
        if (rows[i].kind == JF_PERIOD_MONTH)
            assert_int_equal(found.exceed_ppm, 0);
        jf_panel_free(panel);
    }
}

static void fiscal_years_begin_in_their_month(void **state)
{
    const int64_t months[24] = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 1, 2, 4, 8};
    jf_panel *panel = panel_of(0, 4);
    jf_error error = {0};
    jf_forecast found;

    (void)state;
    jf_test_panel_add(panel, 1, 50, 1, months);
    found = jf_test_forecast(panel, "2023-06-30", 0);
    assert_int_equal(found.used, 7);
    found = jf_test_forecast(panel, "2024-03-31", 0);
    assert_int_equal(found.used, 15);
    assert_int_equal(found.exceed_ppm, 0);
    assert_int_equal(jf_panel_forecast(panel, jf_test_day("2023-03-31"), &found, 1, &error),
                     JF_E_RANGE);
    assert_int_equal(jf_panel_forecast(panel, jf_test_day("2024-04-01"), &found, 1, &error),
                     JF_E_RANGE);
    jf_panel_free(panel);
}

static void statuses_come_in_order_and_leave_the_results(void **state)
{
    const int64_t months[12] = {0};
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_forecast found = {.unit = 99};
    int32_t exceed = 99;

    (void)state;
    jf_test_panel_add(panel, 1, 10, 0, months);
    assert_fails(JF_E_ARGUMENT, jf_panel_forecast(panel, JF_DAY_NONE, &found, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_exceed(panel, JF_DAY_NONE, &exceed, 0, err));
    assert_fails(JF_E_RANGE, jf_panel_forecast(panel, JF_DAY_NONE, &found, 1, err));
    assert_fails(JF_E_RANGE, jf_panel_exceed(panel, JF_DAY_LAST, &exceed, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_forecast(NULL, 0, &found, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_forecast(panel, 0, NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_exceed(NULL, 0, &exceed, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_exceed(panel, 0, NULL, 1, err));
    assert_int_equal(found.unit, 99);
    assert_int_equal(exceed, 99);
    jf_panel_free(panel);
}

static void an_empty_panel_has_no_forecasts(void **state)
{
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);

    (void)state;
    assert_ok(jf_panel_forecast(panel, jf_test_day("2023-06-30"), NULL, 0, err));
    assert_ok(jf_panel_exceed(panel, jf_test_day("2023-06-30"), NULL, 0, err));
    assert_fails(JF_E_RANGE, jf_panel_exceed(panel, 0, NULL, 0, err));
    assert_ok(jf_panel_refit(panel, err));
    jf_panel_free(panel);
}

static void exceeding_alone_is_what_the_forecast_says(void **state)
{
    const int64_t months[24] = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 5, 4};
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);

    (void)state;
    for (int64_t quota = -1; quota < 80; quota += 9)
        jf_test_panel_add(panel, quota, quota, 1, months);
    for (size_t i = 0; i < jf_panel_count(panel); i++)
        assert_int_equal(jf_test_exceed(panel, "2023-03-15", i),
                         jf_test_forecast(panel, "2023-03-15", i).exceed_ppm);
    jf_panel_free(panel);
}

static void greatest_counts_stay_in_range(void **state)
{
    int64_t months[24];
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);

    (void)state;
    jf_test_fill_year(JF_FORECAST_COUNT_MAX, months);
    jf_test_fill_year(JF_FORECAST_COUNT_MAX, months + 12);
    jf_test_panel_add(panel, INT64_MIN, JF_FORECAST_COUNT_MAX, 1, months);
    jf_test_panel_add(panel, INT64_MAX, JF_FORECAST_COUNT_MAX, 0, months);
    jf_test_fill_year(0, months);
    jf_test_panel_add(panel, 0, JF_FORECAST_COUNT_MAX, 1, months);
    for (size_t i = 0; i < 3; i++) {
        jf_forecast found = jf_test_forecast(panel, "2023-06-30", i);

        jf_test_check_forecast(&found, jf_test_day("2023-06-30"), jf_test_day("2023-12-31"));
        assert_int_equal(found.used, 6 * JF_FORECAST_COUNT_MAX);
        assert_true(found.mean_milli > 7 * JF_FORECAST_COUNT_MAX * 1000);
    }
    jf_panel_free(panel);
}

static int32_t exceed_of(jf_count_law law)
{
    int32_t found = -1;

    assert_ok(jf_count_law_exceed(&law, 1, &found, 1, err));
    return found;
}

static void law_mixes_both_stories(void **state)
{
    const jf_count_law mixed = {2000, 2000, 0, 0, 250000, 0};

    (void)state;
    /* 1 - e^-2 of the time, of three quarters. */
    assert_int_equal(exceed_of(mixed), 648499);
    assert_int_equal(exceed_of((jf_count_law){2000, 2000, 9000, 1, 0, 0}), 864665);
    assert_int_equal(exceed_of((jf_count_law){9000, 1, 2000, 2000, 1000000, 0}), 864665);
}

static void edges_of_a_law(void **state)
{
    (void)state;
    assert_int_equal(exceed_of((jf_count_law){0}), 0);
    assert_int_equal(exceed_of((jf_count_law){.bound = -1}), 1000000);
    assert_int_equal(exceed_of((jf_count_law){.bound = INT64_MIN}), 1000000);
    assert_int_equal(exceed_of((jf_count_law){2000, 2000, 2000, 2000, 500000, INT64_MAX}), 0);
    assert_int_equal(
        exceed_of((jf_count_law){INT64_C(1000000000000000), INT64_C(1000000000000000), 0, 0, 0, 0}),
        1000000);
    assert_int_equal(exceed_of((jf_count_law){INT64_C(1000000000000000), 0, 0,
                                              INT64_C(1000000000000000), 500000, INT64_C(1) << 62}),
                     0);
}

static void laws_are_held_to_their_ranges(void **state)
{
    const int64_t most = INT64_C(1000000000000000);
    const jf_count_law wrong[] = {
        {-1, 0, 0, 0, 0, 0},       {0, -1, 0, 0, 0, 0},       {0, 0, -1, 0, 0, 0},
        {0, 0, 0, -1, 0, 0},       {most + 1, 0, 0, 0, 0, 0}, {0, most + 1, 0, 0, 0, 0},
        {0, 0, most + 1, 0, 0, 0}, {0, 0, 0, most + 1, 0, 0}, {0, 0, 0, 0, -1, 0},
        {0, 0, 0, 0, 1000001, 0},
    };
    int32_t results[3] = {7, 7, 7};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const jf_count_law laws[3] = {{0}, wrong[i], wrong[i]};
        jf_error error = {0};

        assert_int_equal(jf_count_law_exceed(laws, 3, results, 3, &error), JF_E_RANGE);
        assert_int_equal(error.actual, 1);
        assert_int_equal(jf_count_law_exceed(laws, 3, results, 2, &error), JF_E_ARGUMENT);
    }
    assert_fails(JF_E_ARGUMENT, jf_count_law_exceed(NULL, 1, results, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_count_law_exceed(wrong, 1, NULL, 1, err));
    assert_ok(jf_count_law_exceed(NULL, 0, NULL, 0, err));
    assert_int_equal(results[0], 7);
}

static void laws_of_a_forecast_give_its_probability(void **state)
{
    jf_forecast found = steady(50, 4, "2023-06-30");
    jf_count_law law = {found.usual_mean_milli,   found.usual_variance_milli,
                        found.changed_mean_milli, found.changed_variance_milli,
                        found.changed_ppm,        found.quota - found.used};

    (void)state;
    assert_in_range(exceed_of(law) - found.exceed_ppm + 20, 0, 40);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forecast_tells_what_it_rests_on),
        cmocka_unit_test(certain_is_what_has_happened_and_nothing_else),
        cmocka_unit_test(nearly_certain_is_not_certain),
        cmocka_unit_test(end_of_the_period_decides),
        cmocka_unit_test(without_a_quota_only_the_total_is_told),
        cmocka_unit_test(a_quota_that_is_passed_was_passed_by_the_day_known),
        cmocka_unit_test(days_of_passing_come_in_order),
        cmocka_unit_test(shorter_periods_count_what_is_theirs),
        cmocka_unit_test(fiscal_years_begin_in_their_month),
        cmocka_unit_test(statuses_come_in_order_and_leave_the_results),
        cmocka_unit_test(an_empty_panel_has_no_forecasts),
        cmocka_unit_test(exceeding_alone_is_what_the_forecast_says),
        cmocka_unit_test(greatest_counts_stay_in_range),
        cmocka_unit_test(law_mixes_both_stories),
        cmocka_unit_test(edges_of_a_law),
        cmocka_unit_test(laws_are_held_to_their_ranges),
        cmocka_unit_test(laws_of_a_forecast_give_its_probability),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.forecast", tests, NULL, NULL);
}
