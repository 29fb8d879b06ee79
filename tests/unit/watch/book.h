/* SPDX-License-Identifier: Apache-2.0 */
/* A book of alerts: looks of one sign, and what they leave. */
#ifndef JIANFU_TESTS_WATCH_BOOK_H
#define JIANFU_TESTS_WATCH_BOOK_H

#include "alerts.h"

static inline jf_alert_key key_of(const jf_alert_sign *sign)
{
    return (jf_alert_key){.unit = sign->unit,
                          .kind = sign->kind,
                          .rule = sign->rule,
                          .first = sign->first,
                          .last = sign->last};
}

static inline jf_alerts *new_book(jf_calendar *calendar, const jf_alert_rules *rules)
{
    jf_error error = {0};

    return assert_made(jf_alerts_new(calendar, rules, NULL, &error), &error);
}

/* A look of one sign of this value. */
static inline void look(jf_alerts *book, const char *day, int32_t value_ppm)
{
    jf_alert_sign sign = sign_on(day, value_ppm);

    assert_ok(jf_alerts_observe(book, jf_test_day(day), &sign, 1, err));
}

static inline jf_alert alert_at(const jf_alerts *book, size_t index)
{
    jf_alert alert = {.size = sizeof alert};

    assert_ok(jf_alerts_alert_at(book, index, &alert, err));
    return alert;
}

static inline jf_alert_event event_at(const jf_alerts *book, size_t index)
{
    jf_alert_event event = {.size = sizeof event};

    assert_ok(jf_alerts_event_at(book, index, &event, err));
    return event;
}

#endif
