/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch.h"

static jf_warning example(void)
{
    jf_warning warning = {.size = sizeof warning};

    warning.level = JF_ALERT_RED;
    warning.cause = JF_CAUSE_PACE;
    warning.used = 12;
    warning.limit = 14;
    warning.projected_milli = 26066;
    warning.projected_permille = 1862;
    return warning;
}

static void a_warning_shows_level_use_projection_and_cause(void **state)
{
    jf_warning warning = example();
    char text[JF_WARNING_TEXT_SIZE];

    (void)state;
    assert_ok(jf_warning_format(&warning, text, sizeof text, err));
    assert_string_equal(text, "red     used   12 of   14, projected   26.066 = 186.2 % (pace)");
}

static void a_warning_without_projection_shows_none(void **state)
{
    jf_warning warning = example();
    char text[JF_WARNING_TEXT_SIZE];

    (void)state;
    warning.projected_permille = -1;
    assert_ok(jf_warning_format(&warning, text, sizeof text, err));
    assert_string_equal(text, "red     used   12 of   14 (pace)");
}

static void a_forecast_is_told_with_its_probability(void **state)
{
    jf_warning warning = example();
    char text[JF_WARNING_TEXT_SIZE];

    (void)state;
    warning.has_forecast = 1;
    warning.forecast_ppm = 998500;
    warning.cause = JF_CAUSE_FORECAST;
    assert_ok(jf_warning_format(&warning, text, sizeof text, err));
    assert_string_equal(text, "red     used   12 of   14, projected   26.066 = 186.2 %, "
                              "exceeds with  99.9 % (forecast)");
    warning.bound = JF_BOUND_FLOOR;
    warning.projected_permille = -1;
    assert_ok(jf_warning_format(&warning, text, sizeof text, err));
    assert_string_equal(text, "red     used   12 of   14, falls short with  99.9 % (forecast)");
    warning.forecast_ppm = -1;
    assert_ok(jf_warning_format(&warning, text, sizeof text, err));
    assert_string_equal(text, "red     used   12 of   14 (forecast)");
}

static void the_largest_numbers_fit_the_buffer(void **state)
{
    jf_warning warning = example();
    char text[JF_WARNING_TEXT_SIZE];

    (void)state;
    warning.level = JF_ALERT_YELLOW;
    warning.cause = JF_CAUSE_SMALL_COUNT;
    warning.used = warning.limit = INT64_MIN;
    warning.projected_milli = warning.projected_permille = INT64_MAX;
    warning.has_forecast = 1;
    warning.forecast_ppm = INT32_MAX;
    warning.bound = JF_BOUND_FLOOR;
    assert_ok(jf_warning_format(&warning, text, sizeof text, err));
    assert_non_null(strstr(text, "(small-count)"));
}

static void bad_arguments_are_refused(void **state)
{
    jf_warning warning = example();
    char text[JF_WARNING_TEXT_SIZE];

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_warning_format(NULL, text, sizeof text, err));
    assert_fails(JF_E_ARGUMENT, jf_warning_format(&warning, NULL, sizeof text, err));
    assert_fails(JF_E_RANGE, jf_warning_format(&warning, text, sizeof text - 1, err));
    warning.size = 0;
    assert_fails(JF_E_ARGUMENT, jf_warning_format(&warning, text, sizeof text, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_warning_shows_level_use_projection_and_cause),
        cmocka_unit_test(a_warning_without_projection_shows_none),
        cmocka_unit_test(a_forecast_is_told_with_its_probability),
        cmocka_unit_test(the_largest_numbers_fit_the_buffer),
        cmocka_unit_test(bad_arguments_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.warning_text", tests, NULL, NULL);
}
