/* SPDX-License-Identifier: Apache-2.0 */
#include "alerts.h"

static void value_between_the_thresholds_moves_nothing(void **state)
{
    course c = course_with((jf_alert_rules){.dwell_days = -1});

    (void)state;
    assert_int_equal(step(&c, "2023-03-01", 499999), 0);
    assert_stands(&c, JF_ALERT_STATE_NONE, JF_ALERT_GREEN);
    assert_int_equal(step(&c, "2023-03-02", 500000), JF_ACTION_RAISED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_WATCH);
    assert_int_equal(step(&c, "2023-03-03", 350000), 0);
    assert_int_equal(step(&c, "2023-03-04", 699999), 0);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_WATCH);
    assert_int_equal(step(&c, "2023-03-05", 349999), JF_ACTION_CLEARED);
    assert_stands(&c, JF_ALERT_STATE_CLEARED, JF_ALERT_GREEN);
    assert_int_equal(c.alert.level_since, JF_DAY_NONE);
    assert_int_equal(c.alert.waiting_since, JF_DAY_NONE);
}

static void level_of_one_alert_moves_up_and_down(void **state)
{
    course c = course_with((jf_alert_rules){.dwell_days = -1});

    (void)state;
    assert_int_equal(step(&c, "2023-03-01", 700000), JF_ACTION_RAISED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_YELLOW);
    assert_int_equal(step(&c, "2023-03-02", 850000), JF_ACTION_WORSENED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
    assert_int_equal(step(&c, "2023-03-03", 749999), JF_ACTION_EASED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_YELLOW);
    assert_int_equal(step(&c, "2023-03-04", 549999), JF_ACTION_EASED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_WATCH);
    assert_int_equal(step(&c, "2023-03-05", 900000), JF_ACTION_WORSENED);
    assert_int_equal(step(&c, "2023-03-06", 0), JF_ACTION_CLEARED);
    assert_int_equal(c.alert.raised_count, 1);
    assert_int_equal(step(&c, "2023-03-07", 600000), JF_ACTION_RAISED);
    assert_int_equal(c.alert.raised_count, 2);
    assert_int_equal(c.alert.value_ppm, 600000);
}

static void level_stays_for_the_dwell(void **state)
{
    course c = course_with((jf_alert_rules){0});

    (void)state;
    step(&c, "2023-03-01", 900000);
    assert_int_equal(step(&c, "2023-03-14", 400000), 0);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
    assert_int_equal(step(&c, "2023-03-15", 400000), JF_ACTION_EASED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_WATCH);
    assert_int_equal(step(&c, "2023-03-28", 0), 0);
    assert_int_equal(step(&c, "2023-03-29", 0), JF_ACTION_CLEARED);
}

static void each_level_is_pending_for_itself(void **state)
{
    course c = course_with((jf_alert_rules){.pending_days = 5});

    (void)state;
    assert_int_equal(step(&c, "2023-03-01", 500000), 0);
    assert_stands(&c, JF_ALERT_STATE_PENDING, JF_ALERT_GREEN);
    assert_int_equal(step(&c, "2023-03-04", 900000), 0);
    assert_int_equal(step(&c, "2023-03-06", 900000), JF_ACTION_RAISED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_WATCH);
    assert_int_equal(c.alert.red_since, jf_test_day("2023-03-04"));
    assert_int_equal(step(&c, "2023-03-08", 900000), 0);
    assert_int_equal(step(&c, "2023-03-09", 900000), JF_ACTION_WORSENED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
}

static void look_below_the_threshold_ends_what_is_pending(void **state)
{
    course c = course_with((jf_alert_rules){.pending_days = 3, .dwell_days = -1});

    (void)state;
    step(&c, "2023-03-01", 500000);
    assert_int_equal(step(&c, "2023-03-03", 499999), 0);
    assert_stands(&c, JF_ALERT_STATE_NONE, JF_ALERT_GREEN);
    assert_int_equal(step(&c, "2023-03-04", 500000), 0);
    assert_int_equal(step_blind(&c, "2023-03-05"), 0);
    assert_stands(&c, JF_ALERT_STATE_PENDING, JF_ALERT_GREEN);
    assert_int_equal(step_blind(&c, "2023-03-07"), 0);
    assert_int_equal(step(&c, "2023-03-08", 500000), JF_ACTION_RAISED);
    step(&c, "2023-03-09", 0);
    step(&c, "2023-03-10", 500000);
    assert_stands(&c, JF_ALERT_STATE_PENDING, JF_ALERT_GREEN);
    step(&c, "2023-03-11", 0);
    assert_stands(&c, JF_ALERT_STATE_CLEARED, JF_ALERT_GREEN);
}

static void missing_data_never_lower_and_make_stale(void **state)
{
    course c = course_with((jf_alert_rules){.dwell_days = -1});

    (void)state;
    step(&c, "2023-03-01", 900000);
    assert_int_equal(step_blind(&c, "2023-03-14"), 0);
    assert_int_equal(step_blind(&c, "2023-03-15"), JF_ACTION_WENT_STALE);
    assert_int_equal(c.alert.stale, 1);
    assert_int_equal(step_blind(&c, "2023-11-30"), 0);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
    assert_int_equal(c.alert.data_day, jf_test_day("2023-03-01"));
    assert_int_equal(step(&c, "2023-12-01", 0), JF_ACTION_CLEARED | JF_ACTION_FRESH_AGAIN);
    assert_int_equal(c.alert.stale, 0);
}

static void old_data_never_lower_but_may_raise(void **state)
{
    course c = course_with((jf_alert_rules){.dwell_days = -1});
    jf_alert_sign old = sign_on("2023-03-01", 600000);

    (void)state;
    assert_int_equal(step_by(&c, "2023-03-15", &old), JF_ACTION_RAISED | JF_ACTION_WENT_STALE);
    old.value_ppm = 0;
    assert_int_equal(step_by(&c, "2023-03-16", &old), 0);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_WATCH);
    old.value_ppm = 900000;
    assert_int_equal(step_by(&c, "2023-03-17", &old), JF_ACTION_WORSENED);
    old.data_day = jf_test_day("2023-03-04");
    assert_int_equal(step_by(&c, "2023-03-17", &old), JF_ACTION_FRESH_AGAIN);
}

static void data_of_an_earlier_day_do_not_make_older(void **state)
{
    course c = course_with((jf_alert_rules){.stale_days = 5});
    jf_alert_sign sign = sign_on("2023-03-01", 600000);

    (void)state;
    step(&c, "2023-03-10", 600000);
    assert_int_equal(step_by(&c, "2023-03-11", &sign), 0);
    assert_int_equal(c.alert.data_day, jf_test_day("2023-03-10"));
    sign = missing_sign();
    sign.data_day = jf_test_day("2023-03-12");
    assert_int_equal(step_by(&c, "2023-03-15", &sign), 0);
    assert_int_equal(step_blind(&c, "2023-03-17"), JF_ACTION_WENT_STALE);
}

static void fact_is_red_at_once(void **state)
{
    jf_alert_rules rules = {.pending_days = 30, .dwell_days = -1};
    jf_alert_sign sign = sign_on("2023-03-01", 0);
    course c = course_with(rules);

    (void)state;
    sign.rule = JF_ALERT_RULE_LEVEL;
    sign.used = 100;
    sign.count = 1;
    assert_int_equal(step_by(&c, "2023-03-01", &sign), 0);
    sign.used = 101;
    sign.held_back = 1;
    assert_int_equal(step_by(&c, "2023-03-02", &sign), JF_ACTION_RAISED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
    assert_int_equal(step_by(&c, "2023-03-10", &sign), 0);
    sign.used = 100;
    assert_int_equal(step_by(&c, "2023-03-11", &sign), JF_ACTION_CLEARED);
}

static void fact_needs_a_limit_data_and_the_rule_of_levels(void **state)
{
    course c = course_with((jf_alert_rules){0});
    jf_alert_sign sign = sign_on("2023-03-01", 0);

    (void)state;
    sign.used = 101;
    assert_int_equal(step_by(&c, "2023-03-01", &sign), 0);
    c = course_with((jf_alert_rules){0});
    sign.rule = JF_ALERT_RULE_LEVEL;
    sign.has_limit = 0;
    assert_int_equal(step_by(&c, "2023-03-01", &sign), 0);
    sign.has_limit = 1;
    sign.missing = 1;
    assert_int_equal(step_by(&c, "2023-03-01", &sign), 0);
    assert_int_equal(c.alert.value_ppm, 0);
    assert_stands(&c, JF_ALERT_STATE_NONE, JF_ALERT_GREEN);
}

static void small_counts_rise_to_their_level_only(void **state)
{
    const struct {
        int32_t small_level;
        int64_t count;
        int32_t level;
    } cases[] = {{0, 4, JF_ALERT_WATCH},   {0, 5, JF_ALERT_RED},    {1, 0, JF_ALERT_WATCH},
                 {2, 4, JF_ALERT_YELLOW},  {-1, 4, JF_ALERT_GREEN}, {-1, 5, JF_ALERT_RED}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        course c = course_with((jf_alert_rules){.small_level = cases[i].small_level});
        jf_alert_sign sign = sign_on("2023-03-01", 1000000);

        sign.count = cases[i].count;
        step_by(&c, "2023-03-01", &sign);
        assert_int_equal(c.alert.level, cases[i].level);
    }
}

static void small_counts_of_a_floor_are_what_it_is_about(void **state)
{
    course c = course_with((jf_alert_rules){.small_level = -1});
    jf_alert_sign sign = sign_on("2023-11-30", 990000);

    (void)state;
    sign.rule = JF_ALERT_RULE_FLOOR;
    sign.count = 0;
    step_by(&c, "2023-11-30", &sign);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
}

static void small_counts_lower_nothing(void **state)
{
    course c = course_with((jf_alert_rules){.dwell_days = -1});
    jf_alert_sign sign = sign_on("2023-03-02", 900000);

    (void)state;
    step(&c, "2023-03-01", 900000);
    sign.count = 0;
    assert_int_equal(step_by(&c, "2023-03-02", &sign), 0);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
}

static void held_back_sign_raises_nothing(void **state)
{
    course c = course_with((jf_alert_rules){.dwell_days = -1});
    jf_alert_sign sign = sign_on("2023-03-01", 900000);

    (void)state;
    sign.held_back = 1;
    assert_int_equal(step_by(&c, "2023-03-01", &sign), 0);
    assert_stands(&c, JF_ALERT_STATE_PENDING, JF_ALERT_GREEN);
    step(&c, "2023-03-02", 600000);
    assert_int_equal(step_by(&c, "2023-03-03", &sign), 0);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_WATCH);
    sign.value_ppm = 0;
    assert_int_equal(step_by(&c, "2023-03-04", &sign), JF_ACTION_CLEARED);
}

static void alert_expires_with_its_period(void **state)
{
    course c = course_with((jf_alert_rules){0});
    course pending = course_with((jf_alert_rules){.pending_days = 9});
    jf_alert expired;

    (void)state;
    step(&c, "2023-12-01", 900000);
    assert_int_equal(step_blind(&c, "2023-12-31"), JF_ACTION_WENT_STALE);
    assert_int_equal(step_blind(&c, "2024-01-01"), JF_ACTION_EXPIRED);
    assert_stands(&c, JF_ALERT_STATE_EXPIRED, JF_ALERT_RED);
    assert_int_equal(c.alert.stale, 0);
    expired = c.alert;
    assert_int_equal(step(&c, "2024-03-01", 1000000), 0);
    assert_memory_equal(&c.alert, &expired, sizeof expired);
    step(&pending, "2023-12-30", 900000);
    assert_int_equal(step(&pending, "2024-01-01", 900000), 0);
    assert_stands(&pending, JF_ALERT_STATE_NONE, JF_ALERT_GREEN);
    assert_int_equal(pending.alert.red_since, JF_DAY_NONE);
}

static void acknowledge(course *c, const char *day, const char *until)
{
    assert_ok(jf_alert_acknowledge(&c->alert, jf_test_day(day),
                                   until ? jf_test_day(until) : JF_DAY_NONE, &c->alert, err));
}

static void rise_ends_an_acknowledgement(void **state)
{
    course c = course_with((jf_alert_rules){.dwell_days = -1});

    (void)state;
    step(&c, "2023-03-01", 900000);
    acknowledge(&c, "2023-03-02", NULL);
    assert_int_equal(step(&c, "2023-03-03", 600000), JF_ACTION_EASED);
    assert_int_equal(c.alert.acknowledged, 1);
    assert_int_equal(step(&c, "2023-03-04", 850000), JF_ACTION_WORSENED | JF_ACTION_ACK_ENDED);
    assert_int_equal(c.alert.acknowledged, 0);
    assert_int_equal(c.alert.waiting_since, jf_test_day("2023-03-04"));
    acknowledge(&c, "2023-03-05", NULL);
    assert_int_equal(step(&c, "2023-03-06", 0), JF_ACTION_CLEARED);
    assert_int_equal(c.alert.acknowledged, 0);
}

static void acknowledgement_ends_after_its_last_day(void **state)
{
    course c = course_with((jf_alert_rules){0});

    (void)state;
    step(&c, "2023-03-01", 600000);
    acknowledge(&c, "2023-03-02", "2023-03-05");
    acknowledge(&c, "2023-03-02", "2023-03-10");
    assert_int_equal(c.alert.ack_until, jf_test_day("2023-03-10"));
    assert_int_equal(step(&c, "2023-03-10", 600000), 0);
    assert_int_equal(step_blind(&c, "2023-03-11"), JF_ACTION_ACK_ENDED);
    assert_int_equal(c.alert.ack_until, JF_DAY_NONE);
    assert_int_equal(c.alert.waiting_since, jf_test_day("2023-03-11"));
}

static void escalation_counts_workdays_of_the_calendar(void **state)
{
    course c = course_with((jf_alert_rules){.stale_days = -1});

    (void)state;
    c.calendar = jf_test_china(2023, 2023);
    /* Off from 29 September to 6 October; 7 and 8 October are make-up workdays. */
    step(&c, "2023-09-27", 600000);
    assert_int_equal(step(&c, "2023-10-09", 600000), 0);
    assert_int_equal(step(&c, "2023-10-10", 600000), JF_ACTION_ESCALATED);
    assert_int_equal(c.alert.escalations, 1);
    assert_int_equal(step(&c, "2023-10-16", 600000), 0);
    assert_int_equal(step_blind(&c, "2023-11-15"), JF_ACTION_ESCALATED);
    assert_int_equal(c.alert.escalations, 6);
    acknowledge(&c, "2023-11-16", "2023-11-30");
    assert_int_equal(step(&c, "2023-11-30", 600000), 0);
    assert_int_equal(step(&c, "2023-12-01", 600000), JF_ACTION_ACK_ENDED);
    assert_int_equal(c.alert.escalations, 0);
    assert_int_equal(step(&c, "2023-12-08", 600000), JF_ACTION_ESCALATED);
    c.rules.escalate_workdays = -1;
    assert_int_equal(step(&c, "2023-12-29", 600000), 0);
    jf_calendar_free(c.calendar);
}

static void silence_lets_the_alert_move(void **state)
{
    course c = course_with((jf_alert_rules){0});
    jf_alert_sign sign = sign_on("2023-03-01", 900000);

    (void)state;
    sign.silenced = 1;
    assert_int_equal(step_by(&c, "2023-03-01", &sign), JF_ACTION_RAISED);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
    assert_int_equal(c.alert.silenced, 1);
    step(&c, "2023-03-02", 900000);
    assert_int_equal(c.alert.silenced, 0);
}

static void changed_rules_leave_the_alert_as_it_is(void **state)
{
    course c = course_with((jf_alert_rules){0});

    (void)state;
    step(&c, "2023-03-01", 900000);
    c.rules.raise_red_ppm = 950000;
    c.rules.clear_red_ppm = 940000;
    assert_int_equal(step(&c, "2023-03-02", 920000), 0);
    assert_stands(&c, JF_ALERT_STATE_OPEN, JF_ALERT_RED);
    assert_int_equal(step(&c, "2023-03-15", 920000), JF_ACTION_EASED);
}

static void names_are_told(void **state)
{
    (void)state;
    assert_string_equal(jf_alert_rule_name(JF_ALERT_RULE_ANY), "any");
    assert_string_equal(jf_alert_rule_name(JF_ALERT_RULE_LEVEL), "level");
    assert_string_equal(jf_alert_rule_name(JF_ALERT_RULE_FLOOR), "floor");
    assert_string_equal(jf_alert_rule_name(12), "unknown");
    assert_string_equal(jf_alert_rule_name(-1), "unknown");
    assert_string_equal(jf_alert_state_name(JF_ALERT_STATE_NONE), "none");
    assert_string_equal(jf_alert_state_name(JF_ALERT_STATE_EXPIRED), "expired");
    assert_string_equal(jf_alert_state_name(5), "unknown");
    assert_string_equal(jf_alert_action_name(JF_ACTION_RAISED), "raised");
    assert_string_equal(jf_alert_action_name(JF_ACTION_ACKNOWLEDGED), "acknowledged");
    assert_string_equal(jf_alert_action_name(3), "unknown");
    assert_string_equal(jf_alert_action_name(0), "unknown");
    assert_string_equal(jf_alert_action_name(1024), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value_between_the_thresholds_moves_nothing),
        cmocka_unit_test(level_of_one_alert_moves_up_and_down),
        cmocka_unit_test(level_stays_for_the_dwell),
        cmocka_unit_test(each_level_is_pending_for_itself),
        cmocka_unit_test(look_below_the_threshold_ends_what_is_pending),
        cmocka_unit_test(missing_data_never_lower_and_make_stale),
        cmocka_unit_test(old_data_never_lower_but_may_raise),
        cmocka_unit_test(data_of_an_earlier_day_do_not_make_older),
        cmocka_unit_test(fact_is_red_at_once),
        cmocka_unit_test(fact_needs_a_limit_data_and_the_rule_of_levels),
        cmocka_unit_test(small_counts_rise_to_their_level_only),
        cmocka_unit_test(small_counts_of_a_floor_are_what_it_is_about),
        cmocka_unit_test(small_counts_lower_nothing),
        cmocka_unit_test(held_back_sign_raises_nothing),
        cmocka_unit_test(alert_expires_with_its_period),
        cmocka_unit_test(rise_ends_an_acknowledgement),
        cmocka_unit_test(acknowledgement_ends_after_its_last_day),
        cmocka_unit_test(escalation_counts_workdays_of_the_calendar),
        cmocka_unit_test(silence_lets_the_alert_move),
        cmocka_unit_test(changed_rules_leave_the_alert_as_it_is),
        cmocka_unit_test(names_are_told),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.alert_step", tests, NULL, NULL);
}
