/* SPDX-License-Identifier: Apache-2.0 */
/* The n-th week of a month, which rule texts name and none defines: three readings (TV19). */
#include <inttypes.h>

#include "base/error.h"
#include "jianfu/rules.h"

/* Days from the 1st to the first day of week 1; the weekday is that of the 1st, 1 Monday. */
static int32_t shift_of(int32_t definition, int32_t weekday)
{
    if (definition == JF_WEEK_SEVEN_DAYS)
        return 0;
    if (definition == JF_WEEK_FIRST_MONDAY)
        return (8 - weekday) % 7;
    return 1 - weekday;
}

static jf_status month_bounds(int32_t year, int32_t month, jf_day *first_out, jf_day *last_out,
                              jf_error *err)
{
    jf_period period;
    jf_status status = jf_day_from_civil(year, month, 1, first_out, err);

    if (!status)
        status = jf_period_containing(*first_out, JF_PERIOD_MONTH, 1, &period, err);
    if (!status)
        *last_out = period.last;
    return status;
}

jf_status jf_month_week(int32_t year, int32_t month, int32_t week, int32_t definition,
                        jf_day *first_out, jf_day *last_out, jf_error *err)
{
    jf_day month_first;
    jf_day month_last;
    jf_day first;
    int32_t weekday;
    jf_status status;

    if (!first_out || !last_out)
        return jf__fail_null(err, first_out ? "last_out" : "first_out");
    if (definition < JF_WEEK_DEFAULT || definition > JF_WEEK_SEVEN_DAYS)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_WEEK_SEVEN_DAYS, definition,
                              "no week definition %" PRId32, definition);
    status = month_bounds(year, month, &month_first, &month_last, err);
    if (!status)
        status = jf_day_weekday(month_first, &weekday, err);
    if (status)
        return status;
    if (week < 1 || week > 6)
        return jf__fail_about(err, JF_E_RANGE, 0, 6, week, "week %" PRId32 " is not 1 to 6", week);
    first = month_first + shift_of(definition, weekday) + 7 * (week - 1);
    if (first > month_last)
        return jf__fail_about(err, JF_E_NOT_FOUND, 0, 0, week,
                              "month %" PRId32 " of %" PRId32 " has no week %" PRId32, month, year,
                              week);
    *first_out = first;
    if (definition != JF_WEEK_SEVEN_DAYS)
        *last_out = first + 4;
    else
        *last_out = first + 6 < month_last ? first + 6 : month_last;
    return JF_OK;
}
