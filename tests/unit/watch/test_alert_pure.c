/* SPDX-License-Identifier: Apache-2.0 */
/* What a step refuses, in the order of its contract. */
#include "alerts.h"

#include <stdlib.h>

static const int32_t none = JF_DAY_NONE;

/* Status of a step with these, on 1 March 2023; a refused one has to leave its results. */
static jf_status try_step(const jf_calendar *calendar, const jf_alert_rules *rules,
                          const jf_alert *before, const jf_alert_sign *sign, jf_error *err)
{
    jf_alert after = {.size = sizeof after, .unit = 99};
    int32_t actions = -7;
    jf_status status = jf_alert_step(calendar, rules, jf_test_day("2023-03-01"), before, sign,
                                     &after, &actions, err);

    if (status) {
        assert_int_equal(actions, -7);
        assert_int_equal(after.unit, 99);
    }
    return status;
}

static jf_status try_rules(jf_alert_rules rules, jf_error *err)
{
    jf_alert_sign sign = sign_on("2023-03-01", 0);

    rules.size = sizeof rules;
    return try_step(NULL, &rules, NULL, &sign, err);
}

static void rules_outside_their_range_are_refused(void **state)
{
    const jf_alert_rules wrong[] = {
        {.rule = -1},           {.rule = 12},           {.raise_watch_ppm = -1},
        {.raise_yellow_ppm = -1}, {.raise_red_ppm = -1}, {.clear_watch_ppm = -1},
        {.clear_yellow_ppm = -1}, {.clear_red_ppm = -1}, {.pending_days = -1},
        {.pending_days = 367},  {.dwell_days = -2},     {.dwell_days = 367},
        {.escalate_workdays = -2}, {.escalate_workdays = 367}, {.small_count = -2},
        {.small_count = 1000001}, {.small_level = -2},  {.small_level = 3},
        {.stale_days = -2},     {.stale_days = 3661},   {.fdr_ppm = -1},
        {.fdr_ppm = 1000001},
    };
    const jf_alert_rules disordered[] = {
        {.raise_watch_ppm = 700001}, {.raise_yellow_ppm = 850001}, {.clear_watch_ppm = 550001},
        {.clear_yellow_ppm = 750001}, {.raise_watch_ppm = 349999},
        {.clear_watch_ppm = 500001, .clear_yellow_ppm = 550000},
        {.clear_yellow_ppm = 700001, .clear_red_ppm = 800000}, {.clear_red_ppm = 850001},
    };
    const jf_alert_rules right[] = {
        {.raise_watch_ppm = 350000}, {.clear_red_ppm = 850000}, {.dwell_days = -1},
        {.raise_red_ppm = INT32_MAX}, {.pending_days = 366, .stale_days = 3660},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_fails(JF_E_ARGUMENT, try_rules(wrong[i], err));
    for (size_t i = 0; i < sizeof disordered / sizeof disordered[0]; i++)
        assert_fails(JF_E_ARGUMENT, try_rules(disordered[i], err));
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
        assert_ok(try_rules(right[i], err));
}

static jf_status try_sign(jf_alert_sign sign, jf_error *err)
{
    return try_step(NULL, NULL, NULL, &sign, err);
}

#define assert_sign_fails(status, field, wrong)                                                    \
    do {                                                                                           \
        jf_alert_sign changed = sign_on("2023-03-01", 0);                                          \
        changed.field = (wrong);                                                                   \
        assert_fails(status, try_sign(changed, err));                                              \
    } while (0)

static void signs_outside_their_range_are_refused(void **state)
{
    (void)state;
    assert_sign_fails(JF_E_ARGUMENT, size, 3);
    assert_sign_fails(JF_E_ARGUMENT, rule, 0);
    assert_sign_fails(JF_E_ARGUMENT, rule, 12);
    assert_sign_fails(JF_E_ARGUMENT, unit, 0);
    assert_sign_fails(JF_E_ARGUMENT, kind, -1);
    assert_sign_fails(JF_E_ARGUMENT, missing, 2);
    assert_sign_fails(JF_E_ARGUMENT, value_ppm, -1);
    assert_sign_fails(JF_E_ARGUMENT, value_ppm, 1000001);
    assert_sign_fails(JF_E_ARGUMENT, basis, -1);
    assert_sign_fails(JF_E_ARGUMENT, count, -1);
    assert_sign_fails(JF_E_ARGUMENT, used, -1);
    assert_sign_fails(JF_E_ARGUMENT, limit, -1);
    assert_sign_fails(JF_E_ARGUMENT, has_limit, -1);
    assert_sign_fails(JF_E_ARGUMENT, held_back, 2);
    assert_sign_fails(JF_E_ARGUMENT, silenced, 2);
    assert_sign_fails(JF_E_ARGUMENT, projected_milli, -1);
    assert_sign_fails(JF_E_RANGE, first, none);
    assert_sign_fails(JF_E_RANGE, last, JF_DAY_LAST + 1);
    assert_sign_fails(JF_E_RANGE, last, jf_test_day("2022-12-31"));
    assert_sign_fails(JF_E_RANGE, data_day, none);
    assert_sign_fails(JF_E_RANGE, data_day, jf_test_day("2023-03-02"));
    assert_sign_fails(JF_E_RANGE, date_q10, JF_DAY_FIRST - 1);
    assert_sign_fails(JF_E_RANGE, date_q50, JF_DAY_LAST + 1);
    assert_sign_fails(JF_E_RANGE, date_q90, JF_DAY_LAST + 1);
}

static void ratio_may_be_above_one(void **state)
{
    jf_alert_sign sign = sign_on("2023-03-01", 0);

    (void)state;
    sign.rule = JF_ALERT_RULE_PACE;
    sign.value_ppm = INT32_MAX;
    assert_ok(try_sign(sign, err));
}

static jf_alert open_alert(void)
{
    course c = course_with((jf_alert_rules){0});

    step(&c, "2023-02-01", 600000);
    return c.alert;
}

static jf_status try_before(jf_alert before, jf_error *err)
{
    jf_alert_sign sign = sign_on("2023-03-01", 0);

    return try_step(NULL, NULL, &before, &sign, err);
}

#define assert_before_fails(status, field, wrong)                                                  \
    do {                                                                                           \
        jf_alert changed = open_alert();                                                           \
        changed.field = (wrong);                                                                   \
        assert_fails(status, try_before(changed, err));                                            \
    } while (0)

static void alerts_that_no_step_gives_are_refused(void **state)
{
    (void)state;
    assert_before_fails(JF_E_ARGUMENT, size, 3);
    assert_before_fails(JF_E_ARGUMENT, rule, 12);
    assert_before_fails(JF_E_ARGUMENT, unit, 0);
    assert_before_fails(JF_E_ARGUMENT, kind, -1);
    assert_before_fails(JF_E_ARGUMENT, state, 5);
    assert_before_fails(JF_E_ARGUMENT, state, JF_ALERT_STATE_CLEARED);
    assert_before_fails(JF_E_ARGUMENT, level, JF_ALERT_GREEN);
    assert_before_fails(JF_E_ARGUMENT, level, 4);
    assert_before_fails(JF_E_ARGUMENT, value_ppm, -2);
    assert_before_fails(JF_E_ARGUMENT, stale, 2);
    assert_before_fails(JF_E_ARGUMENT, silenced, -1);
    assert_before_fails(JF_E_ARGUMENT, acknowledged, 2);
    assert_before_fails(JF_E_ARGUMENT, escalations, -1);
    assert_before_fails(JF_E_ARGUMENT, raised_count, -1);
    assert_before_fails(JF_E_ARGUMENT, first, none);
    assert_before_fails(JF_E_ARGUMENT, day, none);
    assert_before_fails(JF_E_ARGUMENT, data_day, JF_DAY_LAST + 1);
    assert_before_fails(JF_E_ARGUMENT, ack_until, JF_DAY_FIRST - 1);
    assert_before_fails(JF_E_ARGUMENT, waiting_since, none);
    assert_before_fails(JF_E_ARGUMENT, level_since, none);
    assert_before_fails(JF_E_ARGUMENT, watch_since, none + 1);
    assert_before_fails(JF_E_ARGUMENT, yellow_since, none + 1);
    assert_before_fails(JF_E_ARGUMENT, red_since, none + 1);
}

static void another_key_or_an_earlier_day_is_refused(void **state)
{
    (void)state;
    assert_before_fails(JF_E_ARGUMENT, unit, 8);
    assert_before_fails(JF_E_ARGUMENT, kind, 11);
    assert_before_fails(JF_E_ARGUMENT, rule, JF_ALERT_RULE_PACE);
    assert_before_fails(JF_E_ARGUMENT, first, jf_test_day("2023-01-02"));
    assert_before_fails(JF_E_ARGUMENT, last, jf_test_day("2023-12-30"));
    assert_before_fails(JF_E_RANGE, day, jf_test_day("2023-03-02"));
}

static void arguments_come_before_ranges(void **state)
{
    jf_alert before = {.size = sizeof before};
    jf_alert after = {.size = sizeof after};
    jf_alert_sign sign = sign_on("2023-03-01", 900000);
    jf_alert_sign wrong = sign;
    int32_t actions;
    jf_day day = jf_test_day("2023-03-01");

    (void)state;
    assert_ok(jf_alert_step(NULL, NULL, day, NULL, &sign, &before, &actions, err));
    wrong.value_ppm = -1;
    assert_fails(JF_E_ARGUMENT, jf_alert_step(NULL, NULL, JF_DAY_NONE, &before, &wrong, &after,
                                              &actions, err));
    wrong = sign;
    wrong.last = wrong.first - 1;
    assert_fails(JF_E_ARGUMENT,
                 jf_alert_step(NULL, NULL, day, &before, &wrong, &after, &actions, err));
}

static void nulls_and_days_are_refused(void **state)
{
    jf_alert_sign sign = sign_on("2023-03-01", 0);
    jf_alert after = {.size = sizeof after};
    jf_alert small = {.size = 3};
    int32_t actions;
    jf_day day = jf_test_day("2023-03-01");

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_alert_step(NULL, NULL, day, NULL, NULL, &after, &actions, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_step(NULL, NULL, day, NULL, &sign, NULL, &actions, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_step(NULL, NULL, day, NULL, &sign, &small, &actions, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_step(NULL, NULL, day, NULL, &sign, &after, NULL, err));
    assert_fails(JF_E_RANGE,
                 jf_alert_step(NULL, NULL, JF_DAY_NONE, NULL, &sign, &after, &actions, err));
    assert_ok(jf_alert_step(NULL, NULL, day, NULL, &sign, &after, &actions, NULL));
}

static void calendar_has_to_be_sealed_and_to_know_the_days(void **state)
{
    jf_calendar *calendar = jf_test_calendar_new(0);
    jf_calendar *late = jf_test_china(2024, 2024);
    jf_alert_sign sign = sign_on("2023-03-01", 600000);
    jf_alert before = open_alert();

    (void)state;
    assert_fails(JF_E_NOT_SEALED, try_step(calendar, NULL, NULL, &sign, err));
    assert_ok(try_step(late, NULL, NULL, &sign, err));
    assert_fails(JF_E_UNKNOWN_DAY, try_step(late, NULL, &before, &sign, err));
    jf_calendar_free(calendar);
    jf_calendar_free(late);
}

static void only_open_alerts_are_acknowledged(void **state)
{
    jf_alert open = open_alert();
    jf_alert empty = {.size = sizeof empty};
    jf_alert odd = {.size = sizeof odd, .state = JF_ALERT_STATE_OPEN};
    jf_alert after = {.size = sizeof after};
    jf_day day = jf_test_day("2023-03-01");

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_alert_acknowledge(NULL, day, none, &after, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_acknowledge(&open, day, none, NULL, err));
    assert_fails(JF_E_RANGE, jf_alert_acknowledge(&open, none, none, &after, err));
    assert_fails(JF_E_RANGE, jf_alert_acknowledge(&open, day, JF_DAY_LAST + 1, &after, err));
    assert_fails(JF_E_RANGE, jf_alert_acknowledge(&open, day, day - 1, &after, err));
    assert_fails(JF_E_RANGE,
                 jf_alert_acknowledge(&open, jf_test_day("2023-01-31"), none, &after, err));
    assert_fails(JF_E_STATE, jf_alert_acknowledge(&empty, day, none, &after, err));
    assert_fails(JF_E_STATE, jf_alert_acknowledge(&odd, day, none, &after, err));
    assert_int_equal(after.acknowledged, 0);
    assert_ok(jf_alert_acknowledge(&open, day, day, &after, err));
    assert_int_equal(after.acknowledged, 1);
    assert_int_equal(after.ack_until, day);
    open.escalations = -1;
    assert_fails(JF_E_ARGUMENT, jf_alert_acknowledge(&open, day, none, &after, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_outside_their_range_are_refused),
        cmocka_unit_test(signs_outside_their_range_are_refused),
        cmocka_unit_test(ratio_may_be_above_one),
        cmocka_unit_test(alerts_that_no_step_gives_are_refused),
        cmocka_unit_test(another_key_or_an_earlier_day_is_refused),
        cmocka_unit_test(arguments_come_before_ranges),
        cmocka_unit_test(nulls_and_days_are_refused),
        cmocka_unit_test(calendar_has_to_be_sealed_and_to_know_the_days),
        cmocka_unit_test(only_open_alerts_are_acknowledged),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.alert_pure", tests, NULL, NULL);
}
