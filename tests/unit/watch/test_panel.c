/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/panels.h"
#include "support/support.h"

static int64_t months[13 * JF_TEST_YEAR];

static jf_forecast_case case_of(int64_t quota, int32_t years)
{
    return (jf_forecast_case){.unit = 7, .quota = quota, .known = JF_DAY_NONE, .years = years};
}

static jf_status status_of_new(jf_day day, jf_calendar *calendar,
                               const jf_forecast_settings *settings, const jf_panel_options *opts)
{
    jf_error error = {0};
    jf_panel *panel = jf_panel_new(day, calendar, settings, opts, &error);

    assert_int_equal(panel == NULL, error.status != JF_OK);
    jf_panel_free(panel);
    return (jf_status)error.status;
}

static void options_are_held_to_their_ranges(void **state)
{
    const jf_panel_options wrong[] = {
        {.size = sizeof(jf_panel_options), .fiscal_month = 13},
        {.size = sizeof(jf_panel_options), .fiscal_month = -1},
        {.size = sizeof(jf_panel_options), .period_kind = JF_PERIOD_WEEK},
        {.size = sizeof(jf_panel_options), .period_kind = -1},
        {.size = sizeof(jf_panel_options), .joined = 2},
        {.size = sizeof(jf_panel_options), .joined = -1},
        {.size = 0},
    };
    const jf_panel_options last = {
        .size = sizeof last, .fiscal_month = 12, .period_kind = JF_PERIOD_MONTH};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(status_of_new(0, NULL, NULL, &wrong[i]), JF_E_ARGUMENT);
    assert_int_equal(status_of_new(0, NULL, NULL, &last), JF_OK);
}

static void joined_months_need_a_calendar(void **state)
{
    const jf_panel_options joined = {.size = sizeof joined, .joined = 1};
    jf_calendar *calendar = jf_test_china(2023, 2023);

    (void)state;
    assert_int_equal(status_of_new(0, NULL, NULL, &joined), JF_E_ARGUMENT);
    assert_int_equal(status_of_new(0, calendar, NULL, &joined), JF_OK);
    jf_calendar_free(calendar);
}

static void wrong_setting_comes_before_open_calendar_and_that_before_wrong_day(void **state)
{
    const jf_forecast_settings wrong = {.size = sizeof wrong, .drift_ppm = -1};
    jf_calendar *open = jf_test_calendar_new(0);

    (void)state;
    assert_int_equal(status_of_new(JF_DAY_LAST + 1, open, &wrong, NULL), JF_E_ARGUMENT);
    assert_int_equal(status_of_new(JF_DAY_LAST + 1, open, NULL, NULL), JF_E_NOT_SEALED);
    assert_int_equal(status_of_new(0, open, NULL, NULL), JF_E_NOT_SEALED);
    assert_int_equal(status_of_new(JF_DAY_LAST + 1, NULL, NULL, NULL), JF_E_RANGE);
    jf_calendar_free(open);
}

static void years_before_the_panel_have_to_be_days_too(void **state)
{
    const jf_panel_options fiscal = {.size = sizeof fiscal, .fiscal_month = 4};

    (void)state;
    assert_int_equal(status_of_new(jf_test_day("0012-12-31"), NULL, NULL, NULL), JF_E_RANGE);
    assert_int_equal(status_of_new(jf_test_day("0013-01-01"), NULL, NULL, NULL), JF_OK);
    assert_int_equal(status_of_new(jf_test_day("9999-12-31"), NULL, NULL, NULL), JF_OK);
    assert_int_equal(status_of_new(jf_test_day("9999-12-31"), NULL, NULL, &fiscal), JF_E_RANGE);
}

static void years_unknown_to_the_calendar_are_no_error(void **state)
{
    jf_calendar *calendar = jf_test_october();
    jf_calendar *ignorant = jf_test_sealed(jf_test_calendar_new(0));

    (void)state;
    assert_int_equal(status_of_new(0, jf_test_sealed(calendar), NULL, NULL), JF_OK);
    assert_int_equal(status_of_new(jf_test_day("9999-12-31"), ignorant, NULL, NULL), JF_OK);
    jf_calendar_free(calendar);
    jf_calendar_free(ignorant);
}

static void panel_keeps_its_calendar(void **state)
{
    jf_calendar *calendar = jf_test_china(2022, 2023);
    jf_panel *panel = jf_test_panel("2023-01-01", calendar, NULL, NULL);

    (void)state;
    jf_calendar_free(calendar);
    jf_test_panel_add(panel, 1, 10, 0, months);
    assert_int_equal(jf_test_forecast(panel, "2023-06-30", 0).unit, 1);
    jf_panel_free(panel);
    jf_panel_free(NULL);
}

static void add_is_all_or_none(void **state)
{
    const jf_forecast_case cases[] = {case_of(1, 0), case_of(-2, 0)};
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);
    jf_error error = {0};

    (void)state;
    assert_int_equal(jf_panel_add(panel, cases, 2, months, 24, &error), JF_E_RANGE);
    assert_int_equal(error.actual, 1);
    assert_int_equal(error.subject, 7);
    assert_int_equal(jf_panel_count(panel), 0);
    assert_ok(jf_panel_add(panel, cases, 1, months, 12, err));
    assert_int_equal(jf_panel_count(panel), 1);
    jf_panel_free(panel);
}

static void counts_and_quotas_are_held_to_their_ranges(void **state)
{
    const struct {
        int64_t quota;
        int64_t count;
        jf_status status;
    } rows[] = {
        {-1, JF_MONTH_MISSING, JF_OK},
        {JF_FORECAST_COUNT_MAX, JF_FORECAST_COUNT_MAX, JF_OK},
        {-2, 0, JF_E_RANGE},
        {JF_FORECAST_COUNT_MAX + 1, 0, JF_E_RANGE},
        {0, -2, JF_E_RANGE},
        {0, JF_FORECAST_COUNT_MAX + 1, JF_E_RANGE},
        {INT64_MIN, INT64_MAX, JF_E_RANGE},
    };
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (int at = 0; at < 24; at += 23) {
            const jf_forecast_case added = case_of(rows[i].quota, 1);
            int64_t counts[24] = {0};

            counts[at] = rows[i].count;
            assert_fails(rows[i].status, jf_panel_add(panel, &added, 1, counts, 24, err));
        }
    jf_panel_free(panel);
}

static void number_of_months_has_to_fit(void **state)
{
    const jf_forecast_case one = case_of(1, 1);
    const jf_forecast_case negative = case_of(1, -1);
    const jf_forecast_case endless = case_of(1, INT32_MAX);
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, &one, 1, months, 23, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, &one, 1, months, 25, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, &one, 1, months, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, &negative, 1, months, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, &endless, 1, months, 24, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, NULL, 0, months, 1, err));
    assert_ok(jf_panel_add(panel, NULL, 0, NULL, 0, err));
    assert_int_equal(jf_panel_count(panel), 0);
    jf_panel_free(panel);
}

static void wrong_number_of_months_comes_before_a_wrong_count(void **state)
{
    const jf_forecast_case cases[] = {case_of(-2, 0), case_of(1, 0)};
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, cases, 2, months, 23, err));
    assert_fails(JF_E_RANGE, jf_panel_add(panel, cases, 2, months, 24, err));
    jf_panel_free(panel);
}

static void null_arguments_are_named(void **state)
{
    const jf_forecast_case one = case_of(1, 0);
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);
    jf_forecast_settings settings = {.size = sizeof settings};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_panel_add(NULL, &one, 1, months, 12, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, NULL, 1, months, 12, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_add(panel, &one, 1, NULL, 12, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_settings(NULL, &settings, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_settings(panel, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_panel_refit(NULL, err));
    assert_int_equal(jf_panel_count(NULL), 0);
    jf_panel_free(panel);
}

static void older_years_than_are_looked_at_change_nothing(void **state)
{
    enum { YEARS = 400, COUNTS = (YEARS + 1) * JF_TEST_YEAR };
    static int64_t counts[COUNTS];
    const size_t looked_at = (size_t)(JF_FORECAST_YEARS + 1) * JF_TEST_YEAR;
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);
    jf_forecast found[2];

    (void)state;
    for (int i = 0; i < COUNTS; i++)
        counts[i] = i < COUNTS - (int)looked_at ? 900000 : 3 + i % 4;
    jf_test_panel_add(panel, 1, 60, YEARS, counts);
    found[0] = jf_test_forecast(panel, "2023-05-10", 0);
    jf_panel_free(panel);
    panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);
    jf_test_panel_add(panel, 1, 60, JF_FORECAST_YEARS, counts + COUNTS - looked_at);
    found[1] = jf_test_forecast(panel, "2023-05-10", 0);
    assert_memory_equal(&found[0], &found[1], sizeof found[0]);
    jf_panel_free(panel);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_held_to_their_ranges),
        cmocka_unit_test(joined_months_need_a_calendar),
        cmocka_unit_test(wrong_setting_comes_before_open_calendar_and_that_before_wrong_day),
        cmocka_unit_test(years_before_the_panel_have_to_be_days_too),
        cmocka_unit_test(years_unknown_to_the_calendar_are_no_error),
        cmocka_unit_test(panel_keeps_its_calendar),
        cmocka_unit_test(add_is_all_or_none),
        cmocka_unit_test(counts_and_quotas_are_held_to_their_ranges),
        cmocka_unit_test(number_of_months_has_to_fit),
        cmocka_unit_test(wrong_number_of_months_comes_before_a_wrong_count),
        cmocka_unit_test(null_arguments_are_named),
        cmocka_unit_test(older_years_than_are_looked_at_change_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.panel", tests, NULL, NULL);
}
