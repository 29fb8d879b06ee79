/* SPDX-License-Identifier: Apache-2.0 */
/* From the watch, which has no memory, to alerts, which have. */
#include "base/error.h"
#include "base/records.h"
#include "jianfu/watch_alert.h"

static int64_t not_below_zero(int64_t number)
{
    return number > 0 ? number : 0;
}

jf_status jf_warning_sign(const jf_warning *warning, jf_day data_day, jf_alert_sign *sign_out,
                          jf_error *err)
{
    jf_alert_sign sign = {.size = sizeof sign};
    jf_warning known;
    jf_status status = jf__record_read(&known, sizeof known, warning, "warning", err);

    if (!status)
        status = jf__record_writable(sign_out, "sign_out", err);
    if (status)
        return status;
    if (known.bound != JF_BOUND_CAP && known.bound != JF_BOUND_FLOOR)
        return jf__fail_about(err, JF_E_ARGUMENT, known.unit, JF_BOUND_FLOOR, known.bound,
                              "warning.bound is no bound");
    if (!known.has_forecast || known.forecast_ppm < 0)
        return jf__fail_about(err, JF_E_NOT_FOUND, known.unit, 0, 0,
                              "the warning has no forecast to compare with a limit");
    sign.rule = known.bound == JF_BOUND_FLOOR ? JF_ALERT_RULE_FLOOR : JF_ALERT_RULE_FORECAST;
    sign.unit = known.unit;
    sign.kind = known.kind;
    sign.first = known.first;
    sign.last = known.last;
    sign.value_ppm = known.forecast_ppm;
    sign.data_day = data_day;
    sign.basis = known.basis;
    sign.count = not_below_zero(known.used);
    sign.used = not_below_zero(known.used);
    sign.limit = not_below_zero(known.limit);
    sign.has_limit = 1;
    sign.held_back = known.cause == JF_CAUSE_EARLY || known.cause == JF_CAUSE_SMALL_COUNT;
    sign.date_q10 = known.day_q10;
    sign.date_q50 = known.day_q50;
    sign.date_q90 = known.day_q90;
    sign.projected_milli = not_below_zero(known.expected_milli);
    jf__record_write(sign_out, &sign, sizeof sign);
    return JF_OK;
}
