/* SPDX-License-Identifier: Apache-2.0 */
/* Signs and keys: what they may be, and their order. */
#include "base/error.h"
#include "base/records.h"
#include "watch/alert.h"

#define PPM 1000000

jf_status jf__alert_day_check(jf_day day, const char *what, jf_error *err)
{
    if (day < JF_DAY_FIRST || day > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_DAY_LAST, day, "%s is no day: %d", what,
                              (int)day);
    return JF_OK;
}

jf_status jf__alert_sealed_check(const jf_calendar *calendar, jf_error *err)
{
    int64_t none;

    if (jf_calendar_workday_count(calendar, 0, -1, &none, NULL) == JF_E_NOT_SEALED)
        return jf__fail(err, JF_E_NOT_SEALED, "the calendar of alerts is not sealed");
    return JF_OK;
}

static jf_status check_numbers(const jf_alert_sign *sign, jf_error *err)
{
    bool is_probability = sign->rule == JF_ALERT_RULE_FORECAST;
    const jf__alert_field fields[] = {
        {"rule", sign->rule, JF_ALERT_RULE_LEVEL, JF_ALERT_RULE_FLOOR},
        {"unit", sign->unit, 1, INT64_MAX},
        {"kind", sign->kind, 0, INT64_MAX},
        {"missing", sign->missing, 0, 1},
        {"value_ppm", sign->value_ppm, 0, is_probability ? PPM : INT32_MAX},
        {"basis", sign->basis, 0, INT32_MAX},
        {"count", sign->count, 0, INT64_MAX},
        {"used", sign->used, 0, INT64_MAX},
        {"limit", sign->limit, 0, INT64_MAX},
        {"has_limit", sign->has_limit, 0, 1},
        {"held_back", sign->held_back, 0, 1},
        {"silenced", sign->silenced, 0, 1},
        {"projected_milli", sign->projected_milli, 0, INT64_MAX},
    };

    return jf__alert_fields_check(fields, sizeof fields / sizeof fields[0], "sign", err);
}

static jf_status check_quantile(jf_day day, const char *what, jf_error *err)
{
    return day == JF_DAY_NONE ? JF_OK : jf__alert_day_check(day, what, err);
}

jf_status jf__sign_days_check(const jf_alert_sign *sign, jf_day day, jf_error *err)
{
    jf_status status = jf__alert_day_check(sign->first, "sign.first", err);

    if (!status)
        status = jf__alert_day_check(sign->last, "sign.last", err);
    if (!status && sign->first > sign->last)
        status = jf__fail(err, JF_E_RANGE, "the period of the sign ends before it begins");
    if (!status && !(sign->missing && sign->data_day == JF_DAY_NONE))
        status = jf__alert_day_check(sign->data_day, "sign.data_day", err);
    if (!status && sign->data_day > day)
        status = jf__fail_about(err, JF_E_RANGE, 0, day, sign->data_day,
                                "the newest datum of the sign is later than the look");
    if (!status)
        status = check_quantile(sign->date_q10, "sign.date_q10", err);
    if (!status)
        status = check_quantile(sign->date_q50, "sign.date_q50", err);
    if (!status)
        status = check_quantile(sign->date_q90, "sign.date_q90", err);
    return status;
}

jf_status jf__sign_read(jf_alert_sign *sign_out, const void *sign, jf_error *err)
{
    jf_alert_sign known;
    jf_status status = jf__record_read(&known, sizeof known, sign, "sign", err);

    if (!status)
        status = check_numbers(&known, err);
    if (!status)
        *sign_out = known;
    return status;
}

jf_alert_key jf__sign_key(const jf_alert_sign *sign)
{
    return (jf_alert_key){.unit = sign->unit,
                          .kind = sign->kind,
                          .rule = sign->rule,
                          .first = sign->first,
                          .last = sign->last};
}

jf_alert_key jf__alert_key_of(const jf_alert *alert)
{
    return (jf_alert_key){.unit = alert->unit,
                          .kind = alert->kind,
                          .rule = alert->rule,
                          .first = alert->first,
                          .last = alert->last};
}

static int order_of(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int jf__alert_key_compare(const jf_alert_key *a, const jf_alert_key *b)
{
    int order = order_of(a->unit, b->unit);

    if (order == 0)
        order = order_of(a->kind, b->kind);
    if (order == 0)
        order = order_of(a->rule, b->rule);
    if (order == 0)
        order = order_of(a->first, b->first);
    return order != 0 ? order : order_of(a->last, b->last);
}
