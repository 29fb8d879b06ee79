/* SPDX-License-Identifier: Apache-2.0 */
/* Panels for tests. What is asked here has to succeed, else the test fails. */
#ifndef JIANFU_TESTS_PANELS_H
#define JIANFU_TESTS_PANELS_H

#include "support/support.h"

#include "jianfu/watch_forecast.h"

#define JF_TEST_YEAR 12

/* An empty panel of the year of that day; each argument but the first may be NULL. */
jf_panel *jf_test_panel(const char *day, jf_calendar *calendar,
                        const jf_forecast_settings *settings, const jf_panel_options *opts);

/* Adds a unit whose counts are known up to today. */
void jf_test_panel_add(jf_panel *panel, int64_t unit, int64_t quota, int32_t years,
                       const int64_t *months);

/* Forecast of the unit at index. */
jf_forecast jf_test_forecast(const jf_panel *panel, const char *today, size_t index);

/* P(total > quota) of the unit at index, in ppm. */
int32_t jf_test_exceed(const jf_panel *panel, const char *today, size_t index);

/* A year of twelve months with this count. */
void jf_test_fill_year(int64_t count, int64_t months_out[JF_TEST_YEAR]);

/* What holds of every forecast of a period that ends on `last`, whatever the panel. */
void jf_test_check_forecast(const jf_forecast *forecast, jf_day today, jf_day last);

#endif
