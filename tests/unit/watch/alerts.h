/* SPDX-License-Identifier: Apache-2.0 */
/* Signs of a forecast for one unit and a year, and steps of one alert. */
#ifndef JIANFU_TESTS_WATCH_ALERTS_H
#define JIANFU_TESTS_WATCH_ALERTS_H

#include "support/calendars.h"
#include "support/support.h"

#include "jianfu/watch_alert.h"

/* What a forecast of unit 7 and kind 10 for 2023 says on a day, on data of that day. */
static inline jf_alert_sign sign_on(const char *day, int32_t value_ppm)
{
    return (jf_alert_sign){.size = sizeof(jf_alert_sign),
                     .rule = JF_ALERT_RULE_FORECAST,
                     .unit = 7,
                     .kind = 10,
                     .first = jf_test_day("2023-01-01"),
                     .last = jf_test_day("2023-12-31"),
                     .value_ppm = value_ppm,
                     .data_day = jf_test_day(day),
                     .count = 100,
                     .used = 50,
                     .limit = 100,
                     .has_limit = 1,
                     .date_q10 = JF_DAY_NONE,
                     .date_q50 = JF_DAY_NONE,
                     .date_q90 = JF_DAY_NONE};
}

static inline jf_alert_sign missing_sign(void)
{
    jf_alert_sign sign = sign_on("2023-01-01", 0);

    sign.missing = 1;
    sign.data_day = JF_DAY_NONE;
    return sign;
}

/* An alert on its way, with the rules and the calendar it goes by. */
typedef struct course {
    jf_alert_rules rules;
    jf_calendar *calendar; /* NULL: nothing escalates */
    jf_alert alert;
    int32_t actions;
} course;

static inline course course_with(jf_alert_rules rules)
{
    rules.size = sizeof rules;
    return (course){.rules = rules, .alert = {.size = sizeof(jf_alert)}};
}

static inline int32_t step_by(course *c, const char *day, const jf_alert_sign *sign)
{
    assert_ok(jf_alert_step(c->calendar, &c->rules, jf_test_day(day), &c->alert, sign, &c->alert,
                            &c->actions, err));
    return c->actions;
}

/* The actions of a look that says this value. */
static inline int32_t step(course *c, const char *day, int32_t value_ppm)
{
    jf_alert_sign sign = sign_on(day, value_ppm);

    return step_by(c, day, &sign);
}

/* The actions of a look without data. */
static inline int32_t step_blind(course *c, const char *day)
{
    jf_alert_sign sign = missing_sign();

    return step_by(c, day, &sign);
}

static inline void assert_stands(const course *c, int32_t state, int32_t level)
{
    assert_int_equal(c->alert.state, state);
    assert_int_equal(c->alert.level, level);
}

#endif
