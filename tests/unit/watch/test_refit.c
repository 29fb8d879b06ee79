/* SPDX-License-Identifier: Apache-2.0 */
#include "support/panels.h"
#include "support/support.h"

#include "base/random.h"
#include "watch/settings.h"

enum { YEARS = 4, MONTHS = (YEARS + 1) * JF_TEST_YEAR };

/* Units of this many documents a month and one to four more, which is smoother than the shipped
 * settings have it. */
static jf_panel *panel_of(const jf_forecast_settings *settings, int unit_count, int64_t usual,
                          int64_t this_year)
{
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, settings, NULL);
    jf__random random = {20230101};

    for (int unit = 1; unit <= unit_count; unit++) {
        int64_t months[MONTHS];

        for (int i = 0; i < MONTHS; i++)
            months[i] = usual + (int64_t)jf__random_below(&random, 5);
        for (int i = YEARS * JF_TEST_YEAR; i < MONTHS && this_year >= -1; i++)
            months[i] = this_year;
        jf_test_panel_add(panel, unit, 12 * usual, YEARS, months);
    }
    return panel;
}

static jf_forecast_settings settings_of(const jf_panel *panel)
{
    jf_forecast_settings settings = {.size = sizeof settings};

    assert_ok(jf_panel_settings(panel, &settings, err));
    return settings;
}

static bool refit_changes(int unit_count, int64_t usual)
{
    jf_panel *panel = panel_of(NULL, unit_count, usual, 0);
    jf_forecast_settings before = settings_of(panel);
    jf_forecast_settings after;

    assert_ok(jf_panel_refit(panel, err));
    after = settings_of(panel);
    jf_panel_free(panel);
    return memcmp(&before, &after, sizeof before) != 0;
}

static void fewer_than_20_unit_years_change_nothing(void **state)
{
    (void)state;
    /* A unit has a unit-year for each past year but the first. */
    assert_false(refit_changes(6, 4));
    assert_true(refit_changes(7, 4));
}

static bool refit_changes_years_of(int64_t total)
{
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);
    jf_forecast_settings before = settings_of(panel);
    jf_forecast_settings after;
    int64_t months[MONTHS];

    for (int i = 0; i < MONTHS; i++)
        months[i] = i % JF_TEST_YEAR == 3 ? total : 0;
    for (int64_t unit = 1; unit <= 10; unit++)
        jf_test_panel_add(panel, unit, total, YEARS, months);
    assert_ok(jf_panel_refit(panel, err));
    after = settings_of(panel);
    jf_panel_free(panel);
    return memcmp(&before, &after, sizeof before) != 0;
}

static void small_units_are_left_out(void **state)
{
    (void)state;
    assert_false(refit_changes_years_of(9));
    assert_true(refit_changes_years_of(10));
}

static void settings_fitted_to_smooth_years_expect_less(void **state)
{
    jf_panel *panel = panel_of(NULL, 10, 8, 0);
    jf_forecast_settings before = settings_of(panel);
    jf_forecast_settings after;

    (void)state;
    assert_ok(jf_panel_refit(panel, err));
    after = settings_of(panel);
    assert_true(after.dispersion_ppm < before.dispersion_ppm);
    assert_true(after.jump_odds_ppm < before.jump_odds_ppm);
    jf_panel_free(panel);
}

static void this_year_is_never_looked_at(void **state)
{
    const int64_t this_year[] = {0, 1000, JF_MONTH_MISSING};
    jf_forecast_settings found[3];

    (void)state;
    for (int i = 0; i < 3; i++) {
        jf_panel *panel = panel_of(NULL, 8, 4, this_year[i]);

        assert_ok(jf_panel_refit(panel, err));
        found[i] = settings_of(panel);
        jf_panel_free(panel);
    }
    assert_memory_equal(&found[0], &found[1], sizeof found[0]);
    assert_memory_equal(&found[0], &found[2], sizeof found[0]);
}

static void further_forecasts_use_what_was_fitted(void **state)
{
    jf_panel *fitted = panel_of(NULL, 8, 4, 6);
    jf_forecast_settings settings;
    jf_panel *given;
    jf_forecast found;
    jf_forecast wanted;

    (void)state;
    found = jf_test_forecast(fitted, "2023-04-30", 3);
    assert_ok(jf_panel_refit(fitted, err));
    settings = settings_of(fitted);
    given = panel_of(&settings, 8, 4, 6);
    wanted = jf_test_forecast(given, "2023-04-30", 3);
    assert_memory_not_equal(&found, &wanted, sizeof found);
    found = jf_test_forecast(fitted, "2023-04-30", 3);
    assert_memory_equal(&found, &wanted, sizeof found);
    jf_panel_free(fitted);
    jf_panel_free(given);
}

/* Every setting at its least or greatest. */
static void fitted_settings_stay_in_their_ranges(void **state)
{
    (void)state;
    for (int side = 0; side<4; side += (int)jf_test_stride()> 1 ? 3 : 1) {
        jf_forecast_settings settings = {.size = sizeof settings};
        jf_panel *panel;

        for (int i = 0; i < JF__SETTING_COUNT; i++)
            *jf__setting_at(&settings, i) =
                (side < 2 ? side : i % 2 == side % 2) ? jf__setting_most(i) : 1;
        panel = panel_of(&settings, 7, 4, 0);
        assert_ok(jf_panel_refit(panel, err));
        settings = settings_of(panel);
        for (int i = 0; i < JF__SETTING_COUNT; i++)
            assert_in_range(*jf__setting_at(&settings, i), 1, jf__setting_most(i));
        jf_panel_free(panel);
    }
}

static void years_with_missing_months_are_no_unit_years(void **state)
{
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);
    jf_forecast_settings before = settings_of(panel);
    jf_forecast_settings after;
    int64_t months[MONTHS];

    (void)state;
    for (int i = 0; i < MONTHS; i++)
        months[i] = i % 12 == 5 ? JF_MONTH_MISSING : 4;
    for (int64_t unit = 1; unit <= 10; unit++)
        jf_test_panel_add(panel, unit, 50, YEARS, months);
    assert_ok(jf_panel_refit(panel, err));
    after = settings_of(panel);
    assert_memory_equal(&before, &after, sizeof before);
    jf_panel_free(panel);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewer_than_20_unit_years_change_nothing),
        cmocka_unit_test(small_units_are_left_out),
        cmocka_unit_test(settings_fitted_to_smooth_years_expect_less),
        cmocka_unit_test(this_year_is_never_looked_at),
        cmocka_unit_test(further_forecasts_use_what_was_fitted),
        cmocka_unit_test(fitted_settings_stay_in_their_ranges),
        cmocka_unit_test(years_with_missing_months_are_no_unit_years),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.refit", tests, NULL, NULL);
}
