/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/panels.h"
#include "support/support.h"

static int32_t basis_of(int64_t quota, int32_t years, int64_t past, bool with_others)
{
    int64_t months[36];
    int64_t others[24];
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_forecast found;

    for (int i = 0; i < 36; i++)
        months[i] = i < years * 12 ? past : 1;
    jf_test_fill_year(8, others);
    jf_test_fill_year(8, others + 12);
    jf_test_panel_add(panel, 1, quota, years, months);
    if (with_others)
        jf_test_panel_add(panel, 2, 100, 1, others);
    found = jf_test_forecast(panel, "2023-02-28", 0);
    jf_test_check_forecast(&found, jf_test_day("2023-02-28"), jf_test_day("2023-12-31"));
    jf_panel_free(panel);
    return found.basis;
}

static void basis_is_the_first_that_holds(void **state)
{
    (void)state;
    assert_int_equal(basis_of(40, 2, 3, true), JF_FORECAST_BY_UNIT);
    assert_int_equal(basis_of(40, 0, 0, true), JF_FORECAST_BY_QUOTA);
    assert_int_equal(basis_of(-1, 0, 0, true), JF_FORECAST_BY_POOL);
    assert_int_equal(basis_of(0, 0, 0, true), JF_FORECAST_BY_POOL);
    assert_int_equal(basis_of(-1, 0, 0, false), JF_FORECAST_BY_DEFAULT);
    assert_int_equal(basis_of(0, 0, 0, false), JF_FORECAST_BY_DEFAULT);
}

static void years_before_the_first_document_are_no_past(void **state)
{
    (void)state;
    assert_int_equal(basis_of(40, 2, 0, true), JF_FORECAST_BY_QUOTA);
    assert_int_equal(basis_of(0, 2, 0, true), JF_FORECAST_BY_POOL);
    assert_int_equal(basis_of(0, 2, 0, false), JF_FORECAST_BY_DEFAULT);
    assert_int_equal(basis_of(40, 2, JF_MONTH_MISSING, true), JF_FORECAST_BY_QUOTA);
}

static void size_comes_from_the_basis(void **state)
{
    const int64_t none[12] = {0};
    int64_t others[24];
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);

    (void)state;
    jf_test_fill_year(8, others);
    jf_test_fill_year(8, others + 12);
    jf_test_panel_add(panel, 1, 40, 0, none);
    jf_test_panel_add(panel, 2, -1, 0, none);
    jf_test_panel_add(panel, 3, 100, 1, others);
    assert_in_range(jf_test_forecast(panel, "2023-01-01", 0).level_milli, 30000, 40001);
    assert_in_range(jf_test_forecast(panel, "2023-01-01", 1).level_milli, 70000, 96001);
    jf_panel_free(panel);
}

static void nothing_at_all_is_a_forecast_of_little(void **state)
{
    const int64_t months[36] = {0};
    jf_panel *panel = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_forecast found;

    (void)state;
    jf_test_panel_add(panel, 1, 0, 2, months);
    jf_test_panel_add(panel, 2, 0, 0, months);
    jf_test_panel_add(panel, 3, 50, 2, months);
    for (size_t i = 0; i < 3; i++) {
        found = jf_test_forecast(panel, "2023-11-30", i);
        jf_test_check_forecast(&found, jf_test_day("2023-11-30"), jf_test_day("2023-12-31"));
        assert_int_equal(found.used, 0);
        assert_true(found.exceed_ppm < 300000);
        assert_in_range(found.total_q90, 0, 5);
    }
    jf_panel_free(panel);
}

/* Many units, all of which began the year with twice their usual. */
static void a_shock_to_all_others_moves_a_unit(void **state)
{
    int64_t months[24];
    jf_panel *alone = jf_test_panel("2023-06-30", NULL, NULL, NULL);
    jf_panel *among = jf_test_panel("2023-06-30", NULL, NULL, NULL);

    (void)state;
    jf_test_fill_year(10, months);
    jf_test_fill_year(10, months + 12);
    jf_test_panel_add(alone, 1, 130, 1, months);
    jf_test_panel_add(among, 1, 130, 1, months);
    for (int i = 12; i < 24; i++)
        months[i] = 14;
    for (int64_t unit = 2; unit < 40; unit++)
        jf_test_panel_add(among, unit, 130, 1, months);
    assert_int_equal(jf_test_forecast(alone, "2023-03-31", 0).shock_ppm, 0);
    assert_true(jf_test_forecast(among, "2023-03-31", 0).shock_ppm > 30000);
    assert_true(jf_test_forecast(among, "2023-03-31", 0).level_milli >
                jf_test_forecast(alone, "2023-03-31", 0).level_milli);
    jf_panel_free(alone);
    jf_panel_free(among);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(basis_is_the_first_that_holds),
        cmocka_unit_test(years_before_the_first_document_are_no_past),
        cmocka_unit_test(size_comes_from_the_basis),
        cmocka_unit_test(nothing_at_all_is_a_forecast_of_little),
        cmocka_unit_test(a_shock_to_all_others_moves_a_unit),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.pool", tests, NULL, NULL);
}
