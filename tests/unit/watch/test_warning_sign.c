/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/support.h"

#include "jianfu/watch_alert.h"

static jf_warning example(void)
{
    return (jf_warning){.size = sizeof(jf_warning),
                        .cause = JF_CAUSE_FORECAST,
                        .unit = 109,
                        .kind = 11,
                        .used = 12,
                        .limit = 14,
                        .first = jf_test_day("2023-01-01"),
                        .last = jf_test_day("2023-12-31"),
                        .has_forecast = 1,
                        .forecast_ppm = 998500,
                        .basis = 1,
                        .expected_milli = 23505,
                        .day_q10 = jf_test_day("2023-07-20"),
                        .day_q50 = jf_test_day("2023-08-15"),
                        .day_q90 = jf_test_day("2023-10-02")};
}

static jf_alert_sign sign_of(jf_warning warning)
{
    jf_alert_sign sign = {.size = sizeof sign};

    assert_ok(jf_warning_sign(&warning, jf_test_day("2023-06-28"), &sign, err));
    return sign;
}

static void a_warning_of_a_cap_is_a_sign_of_the_forecast(void **state)
{
    jf_alert_sign sign = sign_of(example());

    (void)state;
    assert_int_equal(sign.rule, JF_ALERT_RULE_FORECAST);
    assert_int_equal(sign.unit, 109);
    assert_int_equal(sign.kind, 11);
    assert_int_equal(sign.first, jf_test_day("2023-01-01"));
    assert_int_equal(sign.last, jf_test_day("2023-12-31"));
    assert_int_equal(sign.value_ppm, 998500);
    assert_int_equal(sign.data_day, jf_test_day("2023-06-28"));
    assert_int_equal(sign.basis, 1);
    assert_int_equal(sign.count, 12);
    assert_int_equal(sign.used, 12);
    assert_int_equal(sign.limit, 14);
    assert_int_equal(sign.has_limit, 1);
    assert_int_equal(sign.held_back, 0);
    assert_int_equal(sign.missing, 0);
    assert_int_equal(sign.projected_milli, 23505);
    assert_int_equal(sign.date_q10, jf_test_day("2023-07-20"));
    assert_int_equal(sign.date_q50, jf_test_day("2023-08-15"));
    assert_int_equal(sign.date_q90, jf_test_day("2023-10-02"));
}

static void a_warning_of_a_floor_is_a_sign_of_missing_it(void **state)
{
    jf_warning warning = example();

    (void)state;
    warning.bound = JF_BOUND_FLOOR;
    assert_int_equal(sign_of(warning).rule, JF_ALERT_RULE_FLOOR);
}

static void a_silent_forecast_may_not_raise(void **state)
{
    jf_warning warning = example();

    (void)state;
    warning.cause = JF_CAUSE_EARLY;
    assert_int_equal(sign_of(warning).held_back, 1);
    warning.cause = JF_CAUSE_SMALL_COUNT;
    assert_int_equal(sign_of(warning).held_back, 1);
}

static void a_sign_of_a_warning_is_taken_by_a_step(void **state)
{
    jf_alert_sign sign = sign_of(example());
    jf_alert alert = {.size = sizeof alert};
    int32_t actions;

    (void)state;
    assert_ok(jf_alert_step(NULL, NULL, jf_test_day("2023-06-30"), NULL, &sign, &alert, &actions,
                            err));
    assert_int_equal(alert.state, JF_ALERT_STATE_OPEN);
    assert_int_equal(alert.level, JF_ALERT_RED);
}

static void what_has_no_forecast_is_no_sign(void **state)
{
    jf_alert_sign sign = {.size = sizeof sign, .unit = 77};
    jf_warning warning = example();

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_warning_sign(NULL, 0, &sign, err));
    assert_fails(JF_E_ARGUMENT, jf_warning_sign(&warning, 0, NULL, err));
    warning.bound = 2;
    assert_fails(JF_E_ARGUMENT, jf_warning_sign(&warning, 0, &sign, err));
    warning.bound = JF_BOUND_CAP;
    warning.forecast_ppm = -1;
    assert_fails(JF_E_NOT_FOUND, jf_warning_sign(&warning, 0, &sign, err));
    warning.forecast_ppm = 5;
    warning.has_forecast = 0;
    assert_fails(JF_E_NOT_FOUND, jf_warning_sign(&warning, 0, &sign, err));
    assert_int_equal(sign.unit, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_warning_of_a_cap_is_a_sign_of_the_forecast),
        cmocka_unit_test(a_warning_of_a_floor_is_a_sign_of_missing_it),
        cmocka_unit_test(a_silent_forecast_may_not_raise),
        cmocka_unit_test(a_sign_of_a_warning_is_taken_by_a_step),
        cmocka_unit_test(what_has_no_forecast_is_no_sign),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
