/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/panels.h"
#include "support/support.h"

/* A unit with counts after the month of today, or after the day known. */
static jf_forecast with_later(int64_t later, const char *known, const char *today, int from)
{
    int64_t months[24];
    jf_forecast_case added = {1, 60, known ? jf_test_day(known) : JF_DAY_NONE, 1};
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_forecast found;

    for (int i = 0; i < 24; i++)
        months[i] = i < 12 + from ? 5 : later;
    assert_ok(jf_panel_add(panel, &added, 1, months, 24, err));
    jf_test_panel_add(panel, 2, 60, 1, months);
    found = jf_test_forecast(panel, today, 0);
    jf_panel_free(panel);
    return found;
}

static void what_comes_later_has_no_influence(void **state)
{
    const int64_t later[] = {0, 1000, JF_MONTH_MISSING};
    jf_forecast alike = with_later(5, NULL, "2023-04-10", 4);

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        jf_forecast found = with_later(later[i], NULL, "2023-04-10", 4);

        assert_memory_equal(&found, &alike, sizeof found);
    }
}

static jf_forecast known_until(int64_t later)
{
    int64_t months[24];
    jf_forecast_case added = {1, 60, jf_test_day("2023-03-20"), 1};
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_forecast found;

    for (int i = 0; i < 24; i++)
        months[i] = i < 15 ? 5 : later;
    assert_ok(jf_panel_add(panel, &added, 1, months, 24, err));
    found = jf_test_forecast(panel, "2023-06-30", 0);
    jf_panel_free(panel);
    return found;
}

static void what_is_counted_after_the_day_known_has_no_influence(void **state)
{
    jf_forecast alike = known_until(5);
    jf_forecast found = known_until(1000);

    (void)state;
    assert_memory_equal(&found, &alike, sizeof found);
    found = known_until(JF_MONTH_MISSING);
    assert_memory_equal(&found, &alike, sizeof found);
}

static void stale_counts_leave_more_to_come(void **state)
{
    jf_forecast found = known_until(5);

    (void)state;
    assert_int_equal(found.used, 15);
    assert_int_equal(found.age, 102);
    assert_in_range(found.share_ppm, 215000, 225000);
    assert_in_range(found.mean_milli, 58000, 72000);
    assert_true(found.day_q10 > jf_test_day("2023-03-20"));
}

static void days_known_outside_the_year_are_moved_into_it(void **state)
{
    const int64_t months[12] = {3, 3, 3, 3};
    const jf_day known[] = {JF_DAY_NONE + 1, jf_test_day("2022-11-30"), jf_test_day("2023-06-30"),
                            INT32_MAX};
    const int64_t used[] = {0, 0, 12, 12};
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        jf_forecast_case added = {(int64_t)i, 40, known[i], 0};
        jf_forecast found;

        assert_ok(jf_panel_add(panel, &added, 1, months, 12, err));
        found = jf_test_forecast(panel, "2023-04-30", i);
        jf_test_check_forecast(&found, jf_test_day("2023-04-30"), jf_test_day("2023-12-31"));
        assert_int_equal(found.used, used[i]);
        assert_int_equal(found.age, i < 2 ? 120 : 0);
        assert_int_equal(found.share_ppm > 0, i >= 2);
    }
    jf_panel_free(panel);
}

static jf_forecast with_march(int64_t march_before, int64_t march, const char *today)
{
    int64_t months[24];
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_forecast found;

    jf_test_fill_year(6, months);
    jf_test_fill_year(6, months + 12);
    months[2] = march_before;
    months[14] = march;
    jf_test_panel_add(panel, 1, 72, 1, months);
    found = jf_test_forecast(panel, today, 0);
    jf_test_check_forecast(&found, jf_test_day(today), jf_test_day("2023-12-31"));
    jf_panel_free(panel);
    return found;
}

static void a_missing_month_of_the_past_is_no_zero(void **state)
{
    (void)state;
    assert_true(with_march(JF_MONTH_MISSING, 6, "2023-01-31").level_milli >
                with_march(0, 6, "2023-01-31").level_milli + 2000);
    assert_in_range(with_march(JF_MONTH_MISSING, 6, "2023-01-31").level_milli, 66000, 74000);
}

static void a_missing_month_of_this_year_is_still_to_come(void **state)
{
    jf_forecast found = with_march(6, JF_MONTH_MISSING, "2023-06-30");

    (void)state;
    assert_int_equal(found.used, 30);
    assert_in_range(found.mean_milli, 68000, 74000);
    found = with_march(6, JF_MONTH_MISSING, "2023-12-31");
    assert_int_equal(found.used, 66);
    assert_true(found.total_q90 > found.total_q10);
    assert_in_range(found.mean_milli, 70000, 74000);
    assert_in_range(found.exceed_ppm, 100000, 900000);
    found = with_march(6, 0, "2023-12-31");
    assert_int_equal(found.mean_milli, 66000);
    assert_int_equal(found.exceed_ppm, 0);
}

static void a_quota_passed_in_a_missing_month_is_passed_by_the_day_known(void **state)
{
    int64_t months[24];
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_forecast found;

    (void)state;
    jf_test_fill_year(20, months);
    jf_test_fill_year(20, months + 12);
    months[14] = JF_MONTH_MISSING;
    jf_test_panel_add(panel, 1, 105, 1, months);
    found = jf_test_forecast(panel, "2023-06-30", 0);
    assert_int_equal(found.used, 100);
    assert_int_equal(found.day_q10, jf_test_day("2023-06-30"));
    assert_int_equal(found.day_q90, jf_test_day("2023-06-30"));
    jf_panel_free(panel);
}

static void empty_years_before_the_first_document_change_nothing(void **state)
{
    int64_t months[48] = {0};
    jf_forecast found[2];

    (void)state;
    for (int i = 24; i < 48; i++)
        months[i] = 4;
    for (int i = 0; i < 2; i++) {
        jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);

        jf_test_panel_add(panel, 1, 50, i ? 3 : 1, i ? months : months + 24);
        found[i] = jf_test_forecast(panel, "2023-05-31", 0);
        jf_panel_free(panel);
    }
    assert_memory_equal(&found[0], &found[1], sizeof found[0]);
}

static void stale_counts_of_before_the_period_leave_all_of_it(void **state)
{
    const jf_panel_options opts = {.size = sizeof opts, .period_kind = JF_PERIOD_QUARTER};
    const jf_forecast_case added = {1, 20, jf_test_day("2023-05-15"), 1};
    int64_t months[24];
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, &opts);
    jf_forecast found;

    (void)state;
    jf_test_fill_year(6, months);
    jf_test_fill_year(6, months + 12);
    assert_ok(jf_panel_add(panel, &added, 1, months, 24, err));
    found = jf_test_forecast(panel, "2023-08-20", 0);
    jf_test_check_forecast(&found, jf_test_day("2023-08-20"), jf_test_day("2023-09-30"));
    assert_int_equal(found.used, 0);
    assert_int_equal(found.share_ppm, 0);
    assert_in_range(found.mean_milli, 16000, 20000);
    assert_true(found.day_q10 >= jf_test_day("2023-07-01"));
    jf_panel_free(panel);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_later_has_no_influence),
        cmocka_unit_test(what_is_counted_after_the_day_known_has_no_influence),
        cmocka_unit_test(stale_counts_leave_more_to_come),
        cmocka_unit_test(days_known_outside_the_year_are_moved_into_it),
        cmocka_unit_test(a_missing_month_of_the_past_is_no_zero),
        cmocka_unit_test(a_missing_month_of_this_year_is_still_to_come),
        cmocka_unit_test(a_quota_passed_in_a_missing_month_is_passed_by_the_day_known),
        cmocka_unit_test(empty_years_before_the_first_document_change_nothing),
        cmocka_unit_test(stale_counts_of_before_the_period_leave_all_of_it),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.walk", tests, NULL, NULL);
}
