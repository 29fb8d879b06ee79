/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of a panel refused in turn: a refused call leaves units and settings. */
#include "support/calendars.h"
#include "support/panels.h"
#include "support/support.h"

enum { UNITS = 24, YEARS = 3, MONTHS = (YEARS + 1) * JF_TEST_YEAR };

static jf_status add_one_by_one(jf_panel *panel)
{
    for (int64_t unit = 1; unit <= UNITS; unit++) {
        const jf_forecast_case added = {unit, 50, JF_DAY_NONE, YEARS};
        size_t before = jf_panel_count(panel);
        int64_t months[MONTHS];
        jf_status status;

        for (int i = 0; i < MONTHS; i++)
            months[i] = (unit + i) % 7 + 1;
        status = jf_panel_add(panel, &added, 1, months, MONTHS, NULL);
        assert_int_equal(jf_panel_count(panel), before + (status ? 0 : 1));
        if (status)
            return status;
    }
    return JF_OK;
}

static jf_status refit_and_forecast(jf_panel *panel)
{
    jf_forecast_settings before = {.size = sizeof before};
    jf_forecast_settings after = {.size = sizeof after};
    jf_forecast found = jf_test_forecast(panel, "2023-05-31", UNITS - 1);
    jf_forecast again;
    jf_status status = jf_panel_settings(panel, &before, NULL);

    if (!status)
        status = jf_panel_refit(panel, NULL);
    assert_ok(jf_panel_settings(panel, &after, err));
    again = jf_test_forecast(panel, "2023-05-31", UNITS - 1);
    assert_int_equal(memcmp(&before, &after, sizeof before) == 0, status != JF_OK);
    assert_int_equal(memcmp(&found, &again, sizeof found) == 0, status != JF_OK);
    return status;
}

static jf_status story(const jf_allocator *allocator, void *user)
{
    const jf_panel_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_error error = {0};
    jf_panel *panel = jf_panel_new(jf_test_day("2023-01-01"), user, NULL, &opts, &error);
    jf_status status;

    if (!panel)
        return (jf_status)error.status;
    status = add_one_by_one(panel);
    if (!status)
        status = refit_and_forecast(panel);
    jf_panel_free(panel);
    return status;
}

static void refused_calls_leave_units_and_settings(void **state)
{
    jf_calendar *calendar = jf_test_china(2022, 2023);

    (void)state;
    assert_true(jf_test_every_failure(story, calendar) >= 6);
    jf_calendar_free(calendar);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(refused_calls_leave_units_and_settings)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.watch_forecast", tests, NULL, NULL);
}
