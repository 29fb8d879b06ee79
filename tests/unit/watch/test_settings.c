/* SPDX-License-Identifier: Apache-2.0 */
#include "support/panels.h"
#include "support/support.h"

#include "watch/settings.h"

static jf_forecast_settings defaults(void)
{
    jf_forecast_settings settings = {.size = sizeof settings};

    assert_ok(jf_forecast_settings_default(&settings, err));
    return settings;
}

static void defaults_fill_every_field(void **state)
{
    jf_forecast_settings settings = defaults();

    (void)state;
    for (int i = 0; i < JF__SETTING_COUNT; i++)
        assert_in_range(*jf__setting_at(&settings, i), 1, jf__setting_most(i));
    assert_int_equal(settings.dispersion_ppm, 860000);
    assert_int_equal(settings.shock_month_ppm, 130000);
    assert_fails(JF_E_ARGUMENT, jf_forecast_settings_default(NULL, err));
    settings.size = 0;
    assert_fails(JF_E_ARGUMENT, jf_forecast_settings_default(&settings, err));
}

static void table_reaches_every_field_of_the_record(void **state)
{
    jf_forecast_settings settings = {.size = sizeof settings};
    int32_t fields[1 + JF__SETTING_COUNT];

    (void)state;
    assert_int_equal(sizeof settings, sizeof fields);
    for (int i = 0; i < JF__SETTING_COUNT; i++)
        *jf__setting_at(&settings, i) = i + 1;
    memcpy(fields, &settings, sizeof fields);
    for (int i = 0; i < JF__SETTING_COUNT; i++)
        assert_int_equal(fields[i + 1], i + 1);
}

static void settings_out_of_range_are_named(void **state)
{
    (void)state;
    for (int i = 0; i < JF__SETTING_COUNT; i++)
        for (int side = 0; side < 2; side++) {
            jf_forecast_settings settings = {.size = sizeof settings};
            jf_error error = {0};

            *jf__setting_at(&settings, i) = side ? jf__setting_most(i) + 1 : -1;
            assert_null(jf_panel_new(0, NULL, &settings, NULL, &error));
            assert_int_equal(error.status, JF_E_ARGUMENT);
            assert_int_equal(error.actual, side ? jf__setting_most(i) + 1 : -1);
            assert_int_equal(error.expected, jf__setting_most(i));
            assert_non_null(strstr(error.message, "settings."));
        }
}

static void odds_and_memory_stay_below_one(void **state)
{
    jf_forecast_settings settings = {.size = sizeof settings};

    (void)state;
    assert_int_equal(jf__setting_most(1), 1000000);
    settings.memory_ppm = settings.jump_odds_ppm = settings.reversion_ppm = 999999;
    settings.growth_ppm = 1000000;
    jf_panel_free(jf_test_panel("2023-01-01", NULL, &settings, NULL));
}

static void zero_means_default_and_the_rest_is_kept(void **state)
{
    jf_forecast_settings wanted = defaults();
    jf_forecast_settings found = {.size = sizeof found, .drift_ppm = 7};
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, &found, NULL);

    (void)state;
    wanted.drift_ppm = 7;
    assert_ok(jf_panel_settings(panel, &found, err));
    assert_memory_equal(&found, &wanted, sizeof found);
    jf_panel_free(panel);
    panel = jf_test_panel("2023-01-01", NULL, &wanted, NULL);
    assert_ok(jf_panel_settings(panel, &found, err));
    assert_memory_equal(&found, &wanted, sizeof found);
    jf_panel_free(panel);
}

static void settings_become_numbers_of_the_model(void **state)
{
    jf_forecast_settings settings = defaults();
    jf__model model;

    (void)state;
    settings.jump_odds_ppm = 250000;
    jf__settings_model(&settings, &model);
    assert_true(model.odds[0] == 0.75 && model.odds[1] == 0.25);
    assert_true(model.season == 300.0);
    assert_true(model.jump[1] == 1.0);
    assert_true(model.scale == 1.0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_fill_every_field),
        cmocka_unit_test(table_reaches_every_field_of_the_record),
        cmocka_unit_test(settings_out_of_range_are_named),
        cmocka_unit_test(odds_and_memory_stay_below_one),
        cmocka_unit_test(zero_means_default_and_the_rest_is_kept),
        cmocka_unit_test(settings_become_numbers_of_the_model),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.settings", tests, NULL, NULL);
}
