/* SPDX-License-Identifier: Apache-2.0 */
/* The steps of one alert for those who keep it themselves: what they give back is not believed. */
#include "base/error.h"
#include "base/records.h"
#include "watch/alert.h"

static jf_status check_numbers(const jf_alert *alert, jf_error *err)
{
    bool is_open = alert->state == JF_ALERT_STATE_OPEN;
    bool has_level = is_open || alert->state == JF_ALERT_STATE_EXPIRED;
    const jf__alert_field fields[] = {
        {"rule", alert->rule, JF_ALERT_RULE_LEVEL, JF_ALERT_RULE_FLOOR},
        {"unit", alert->unit, 1, INT64_MAX},
        {"kind", alert->kind, 0, INT64_MAX},
        {"state", alert->state, JF_ALERT_STATE_NONE, JF_ALERT_STATE_EXPIRED},
        {"level", alert->level, has_level ? JF_ALERT_WATCH : JF_ALERT_GREEN,
         has_level ? JF_ALERT_RED : JF_ALERT_GREEN},
        {"value_ppm", alert->value_ppm, -1, INT32_MAX},
        {"stale", alert->stale, 0, is_open},
        {"silenced", alert->silenced, 0, 1},
        {"acknowledged", alert->acknowledged, 0, is_open},
        {"escalations", alert->escalations, 0, INT32_MAX},
        {"raised_count", alert->raised_count, 0, INT32_MAX},
    };

    return jf__alert_fields_check(fields, sizeof fields / sizeof fields[0], "alert", err);
}

static jf_status check_days(const jf_alert *alert, jf_error *err)
{
    bool is_open = alert->state == JF_ALERT_STATE_OPEN;
    const struct {
        const char *name;
        jf_day day;
        bool is_needed;
    } days[] = {
        {"first", alert->first, true},
        {"last", alert->last, true},
        {"day", alert->day, true},
        {"data_day", alert->data_day, false},
        {"ack_until", alert->ack_until, false},
        {"waiting_since", alert->waiting_since, is_open},
        {"level_since", alert->level_since, is_open},
        {"watch_since", alert->watch_since, false},
        {"yellow_since", alert->yellow_since, false},
        {"red_since", alert->red_since, false},
    };

    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        if ((days[i].day != JF_DAY_NONE || days[i].is_needed) &&
            jf__alert_day_check(days[i].day, days[i].name, NULL))
            return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, days[i].day, "alert.%s is no day: %d",
                                  days[i].name, (int)days[i].day);
    return JF_OK;
}

static jf_status read_alert(jf_alert *alert_out, const jf_alert *alert, jf_error *err)
{
    jf_status status = jf__record_read(alert_out, sizeof *alert_out, alert, "before", err);

    if (!status && alert_out->rule != JF_ALERT_RULE_ANY) {
        status = check_numbers(alert_out, err);
        if (!status)
            status = check_days(alert_out, err);
    }
    return status;
}

static jf_status check_after(const jf_alert *before, jf_day day, jf_error *err)
{
    if (day < before->day)
        return jf__fail_about(err, JF_E_RANGE, 0, before->day, day,
                              "the step is on a day before the last one");
    return JF_OK;
}

/* JF_E_ARGUMENT: the sign is of another alert than the one before it, if there is one. */
static jf_status check_key(const jf_alert *before, const jf_alert_sign *sign, jf_error *err)
{
    jf_alert_key key = jf__sign_key(sign);
    jf_alert_key own = jf__alert_key_of(before);

    if (before->rule != JF_ALERT_RULE_ANY && jf__alert_key_compare(&key, &own) != 0)
        return jf__fail(err, JF_E_ARGUMENT, "the sign is of another alert");
    return JF_OK;
}

/* Goes on from the alert before, or from none under the key of the sign. */
static jf_status begin(const jf_alert_sign *sign, jf_day day, jf_alert *alert, jf_error *err)
{
    jf_alert_key key = jf__sign_key(sign);

    if (alert->rule != JF_ALERT_RULE_ANY)
        return check_after(alert, day, err);
    *alert = jf__alert_none(&key, day);
    return JF_OK;
}

jf_status jf_alert_step(const jf_calendar *calendar, const jf_alert_rules *rules, jf_day day,
                        const jf_alert *before, const jf_alert_sign *sign, jf_alert *after_out,
                        int32_t *actions_out, jf_error *err)
{
    jf_alert_rules known = {.size = 0};
    jf_alert alert = {.size = sizeof alert};
    jf_alert_sign said = {.size = 0};
    int32_t actions;
    jf_status status = jf__alert_rules_read(&known, rules, err);

    if (!status && before)
        status = read_alert(&alert, before, err);
    if (!status)
        status = jf__record_writable(after_out, "after_out", err);
    if (!status && !actions_out)
        status = jf__fail_null(err, "actions_out");
    if (!status)
        status = jf__sign_read(&said, sign, err);
    if (!status)
        status = check_key(&alert, &said, err);
    if (!status)
        status = jf__alert_day_check(day, "day", err);
    if (!status)
        status = jf__sign_days_check(&said, day, err);
    if (!status)
        status = begin(&said, day, &alert, err);
    if (!status && calendar)
        status = jf__alert_sealed_check(calendar, err);
    if (!status)
        status = jf__alert_move(calendar, &known, day, &said, &alert, &actions, err);
    if (status)
        return status;
    jf__record_write(after_out, &alert, sizeof alert);
    *actions_out = actions;
    return JF_OK;
}

jf_status jf_alert_acknowledge(const jf_alert *before, jf_day day, jf_day until,
                               jf_alert *after_out, jf_error *err)
{
    jf_alert alert = {.size = sizeof alert};
    jf_status status = read_alert(&alert, before, err);

    if (!status)
        status = jf__record_writable(after_out, "after_out", err);
    if (!status)
        status = jf__alert_day_check(day, "day", err);
    if (!status && until != JF_DAY_NONE)
        status = jf__alert_day_check(until, "until", err);
    if (!status && until != JF_DAY_NONE && until < day)
        status = jf__fail_about(err, JF_E_RANGE, 0, day, until,
                                "the acknowledgement ends before it begins");
    if (!status)
        status = check_after(&alert, day, err);
    if (!status && (alert.state != JF_ALERT_STATE_OPEN || alert.rule == JF_ALERT_RULE_ANY))
        status = jf__fail(err, JF_E_STATE, "an alert that is %s cannot be acknowledged",
                          jf_alert_state_name(alert.state));
    if (status)
        return status;
    alert.acknowledged = 1;
    alert.ack_until = until;
    alert.day = day;
    jf__record_write(after_out, &alert, sizeof alert);
    return JF_OK;
}
