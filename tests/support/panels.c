/* SPDX-License-Identifier: Apache-2.0 */
#include "support/panels.h"

#include "support/calendars.h"

#include <stdlib.h>

jf_panel *jf_test_panel(const char *day, jf_calendar *calendar,
                        const jf_forecast_settings *settings, const jf_panel_options *opts)
{
    jf_error error = {0};

    return assert_made(jf_panel_new(jf_test_day(day), calendar, settings, opts, &error), &error);
}

void jf_test_panel_add(jf_panel *panel, int64_t unit, int64_t quota, int32_t years,
                       const int64_t *months)
{
    const jf_forecast_case added = {unit, quota, JF_DAY_NONE, years};

    assert_ok(jf_panel_add(panel, &added, 1, months, (size_t)(years + 1) * JF_TEST_YEAR, err));
}

jf_forecast jf_test_forecast(const jf_panel *panel, const char *today, size_t index)
{
    size_t count = jf_panel_count(panel);
    jf_forecast *forecasts = calloc(count, sizeof *forecasts);
    jf_forecast found;

    assert_non_null(forecasts);
    assert_true(index < count);
    assert_ok(jf_panel_forecast(panel, jf_test_day(today), forecasts, count, err));
    found = forecasts[index];
    free(forecasts);
    return found;
}

int32_t jf_test_exceed(const jf_panel *panel, const char *today, size_t index)
{
    size_t count = jf_panel_count(panel);
    int32_t *results = calloc(count, sizeof *results);
    int32_t found;

    assert_non_null(results);
    assert_true(index < count);
    assert_ok(jf_panel_exceed(panel, jf_test_day(today), results, count, err));
    found = results[index];
    free(results);
    return found;
}

void jf_test_fill_year(int64_t count, int64_t months_out[JF_TEST_YEAR])
{
    for (int i = 0; i < JF_TEST_YEAR; i++)
        months_out[i] = count;
}

static void check_day(jf_day day, int32_t exceed_ppm, int32_t ppm, jf_day first, jf_day last)
{
    assert_int_equal(day != JF_DAY_NONE, exceed_ppm >= ppm);
    if (day != JF_DAY_NONE)
        assert_true(day >= first && day <= last);
}

static void check_days(const jf_forecast *forecast, jf_day today, jf_day last)
{
    jf_day known = today - forecast->age;

    check_day(forecast->day_q10, forecast->exceed_ppm, 100000, known, last);
    check_day(forecast->day_q50, forecast->exceed_ppm, 500000, known, last);
    check_day(forecast->day_q90, forecast->exceed_ppm, 900000, known, last);
    if (forecast->day_q50 != JF_DAY_NONE)
        assert_true(forecast->day_q10 <= forecast->day_q50);
    if (forecast->day_q90 != JF_DAY_NONE)
        assert_true(forecast->day_q50 <= forecast->day_q90);
}

void jf_test_check_forecast(const jf_forecast *forecast, jf_day today, jf_day last)
{
    assert_in_range(forecast->used, 0, JF_TEST_YEAR * JF_FORECAST_COUNT_MAX);
    assert_true(forecast->total_q10 >= forecast->used);
    assert_true(forecast->total_q50 >= forecast->total_q10);
    assert_true(forecast->total_q90 >= forecast->total_q50);
    assert_true(forecast->mean_milli >= forecast->used * 1000);
    assert_in_range(forecast->level_milli, 1000, INT64_C(1000000000000000));
    assert_in_range(forecast->usual_mean_milli, 0, INT64_C(1000000000000000));
    assert_in_range(forecast->usual_variance_milli, 0, INT64_C(1000000000000000));
    assert_in_range(forecast->changed_mean_milli, 0, INT64_C(1000000000000000));
    assert_in_range(forecast->changed_variance_milli, 0, INT64_C(1000000000000000));
    assert_in_range(forecast->changed_ppm, 0, 1000000);
    assert_in_range(forecast->share_ppm, 0, 1000000);
    assert_in_range(forecast->shock_ppm + 500000, 0, 1000000);
    assert_in_range(forecast->basis, JF_FORECAST_BY_UNIT, JF_FORECAST_BY_DEFAULT);
    assert_in_range(forecast->age, 0, 366);
    assert_int_equal(forecast->reserved, 0);
    if (forecast->quota < 0)
        assert_int_equal(forecast->exceed_ppm, -1);
    else
        assert_in_range(forecast->exceed_ppm, 0, 1000000);
    if (forecast->quota >= 0)
        assert_int_equal(forecast->exceed_ppm == 1000000, forecast->used > forecast->quota);
    check_days(forecast, today, last);
}
