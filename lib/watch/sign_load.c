/* SPDX-License-Identifier: Apache-2.0 */
/* What piles up on one recipient: the fullest week, and the most different issuers at a time.
 *
 * Nothing is allocated, so the median is found by bisection over its value, one pass a step, and
 * whether an issuer is in the window already by looking through the window. */
#include "base/error.h"
#include "base/records.h"
#include "watch/signs.h"

enum { WEEK = 7 };

static jf_status check_shape(const jf_arrival *arrivals, size_t arrival_count, jf_error *err)
{
    if (!arrivals && arrival_count > 0)
        return jf__fail_null(err, "arrivals");
    if (arrival_count > JF_SIGN_ARRIVAL_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_SIGN_ARRIVAL_MAX, (int64_t)arrival_count,
                              "%zu arrivals", arrival_count);
    for (size_t i = 1; i < arrival_count; i++)
        if (arrivals[i].day < arrivals[i - 1].day)
            return jf__fail_about(err, JF_E_ARGUMENT, (int64_t)i, arrivals[i - 1].day,
                                  arrivals[i].day, "arrivals[%zu] is of an earlier day", i);
    return JF_OK;
}

static jf_status check_arrivals(const jf_arrival *arrivals, size_t arrival_count, jf_day first,
                                jf_day last, jf_error *err)
{
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < arrival_count; i++) {
        status = jf__number_range("day", arrivals[i].day, first, last, err);
        if (!status)
            status = jf__number_range("issuer", arrivals[i].issuer, 1, INT64_MAX, err);
        if (!status)
            status = jf__number_range("items", arrivals[i].items, 0, INT32_MAX, err);
        if (status && err)
            err->subject = (int64_t)i;
    }
    return status;
}

/* The week of arrivals[from] on: sets its Monday and items, and returns where the next begins. */
static size_t sum_week(const jf_arrival *arrivals, size_t arrival_count, size_t from,
                       jf_day monday, jf_day *week_out, int64_t *items_out)
{
    size_t end = from;

    *week_out = monday + (arrivals[from].day - monday) / WEEK * WEEK;
    *items_out = 0;
    while (end < arrival_count && arrivals[end].day - *week_out < WEEK)
        *items_out += arrivals[end++].items;
    return end;
}

static int64_t count_fuller(const jf_arrival *arrivals, size_t arrival_count, jf_day monday,
                            int64_t items)
{
    int64_t fuller = 0;
    jf_day week;
    int64_t sum;

    for (size_t i = 0; i < arrival_count;) {
        i = sum_week(arrivals, arrival_count, i, monday, &week, &sum);
        fuller += sum > items ? 1 : 0;
    }
    return fuller;
}

/* Least number that at most half of the weeks exceed. */
static int64_t median_of(const jf_arrival *arrivals, size_t arrival_count, jf_day monday,
                         const jf_peak *peak)
{
    int64_t low = 0;
    int64_t high = peak->items;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (count_fuller(arrivals, arrival_count, monday, middle) <= peak->weeks / 2)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The cap is a rule, the rest a comparison: items x 1,000 stay in 64 bits. */
static void judge_peak(const jf_sign_rules *rules, const jf_peak_input *input, jf_peak *peak)
{
    int64_t usual = peak->median > 0 ? peak->median : 1;

    if (input->cap > 0 && peak->items > input->cap)
        peak->level = JF_ALERT_RED;
    else if (peak->items >= rules->peak_items &&
             peak->items * 1000 / rules->peak_permille >= usual)
        peak->level = JF_ALERT_YELLOW;
    peak->sign = peak->level > JF_ALERT_GREEN ? JF_SIGN_BUNCHED : JF_SIGN_NONE;
}

static jf_status read_peak_input(jf_peak_input *input_out, const jf_peak_input *input,
                                 jf_error *err)
{
    jf_status status = jf__record_read(input_out, sizeof *input_out, input, "input", err);

    if (!status && input_out->cap < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, input_out->cap, "cap is negative");
    return status;
}

/* Sets the Monday of the week that holds `first`. */
static jf_status check_days(const jf_peak_input *input, jf_day *monday_out, jf_error *err)
{
    int32_t weekday;
    jf_status status = jf_day_weekday(input->first, &weekday, err);

    if (status)
        return status;
    *monday_out = input->first - (weekday - 1);
    return jf__number_range("last", input->last, input->first, JF_DAY_LAST, err);
}

jf_status jf_peak_assess(const jf_sign_rules *rules, const jf_peak_input *input,
                         const jf_arrival *arrivals, size_t arrival_count, jf_peak *peak_out,
                         jf_error *err)
{
    jf_sign_rules known = {.size = 0};
    jf_peak_input asked = {.size = 0};
    jf_peak peak = {.size = sizeof peak, .week = JF_DAY_NONE};
    jf_status status = jf__sign_rules_read(&known, rules, err);
    jf_day monday;

    if (!status)
        status = read_peak_input(&asked, input, err);
    if (!status)
        status = check_shape(arrivals, arrival_count, err);
    if (!status)
        status = jf__record_writable(peak_out, "peak_out", err);
    if (!status)
        status = check_days(&asked, &monday, err);
    if (!status)
        status = check_arrivals(arrivals, arrival_count, asked.first, asked.last, err);
    if (status)
        return status;
    peak.weeks = (asked.last - monday) / WEEK + 1;
    for (size_t i = 0; i < arrival_count;) {
        int64_t items;
        jf_day week;

        i = sum_week(arrivals, arrival_count, i, monday, &week, &items);
        peak.total += items;
        if (items > peak.items) {
            peak.items = items;
            peak.week = week;
        }
    }
    peak.median = median_of(arrivals, arrival_count, monday, &peak);
    judge_peak(&known, &asked, &peak);
    jf__record_write(peak_out, &peak, sizeof peak);
    return JF_OK;
}

/* Whether the issuer has items among arrivals[from] .. arrivals[to - 1]. */
static bool is_among(const jf_arrival *arrivals, size_t from, size_t to, int64_t issuer)
{
    for (size_t i = from; i < to; i++)
        if (arrivals[i].issuer == issuer && arrivals[i].items > 0)
            return true;
    return false;
}

/* Moves a window over the arrivals and keeps the first one with the most issuers. */
static void find_masters(const jf_arrival *arrivals, size_t arrival_count, int32_t days,
                         jf_masters *masters)
{
    size_t from = 0;
    int32_t issuers = 0;
    int64_t items = 0;

    for (size_t i = 0; i < arrival_count; i++) {
        const jf_arrival *next = &arrivals[i];

        if (next->items == 0)
            continue;
        for (; next->day - arrivals[from].day >= days || arrivals[from].items == 0; from++) {
            const jf_arrival *gone = &arrivals[from];

            items -= gone->items;
            if (gone->items > 0 && !is_among(arrivals, from + 1, i, gone->issuer))
                issuers--;
        }
        if (!is_among(arrivals, from, i, next->issuer))
            issuers++;
        items += next->items;
        if (issuers > masters->issuers) {
            masters->issuers = issuers;
            masters->first = arrivals[from].day;
        }
        if (issuers == masters->issuers && arrivals[from].day == masters->first) {
            masters->last = next->day;
            masters->items = items;
        }
    }
}

jf_status jf_masters_assess(const jf_sign_rules *rules, const jf_arrival *arrivals,
                            size_t arrival_count, jf_masters *masters_out, jf_error *err)
{
    jf_sign_rules known = {.size = 0};
    jf_masters masters = {.size = sizeof masters, .first = JF_DAY_NONE, .last = JF_DAY_NONE};
    jf_status status = jf__sign_rules_read(&known, rules, err);

    if (!status)
        status = check_shape(arrivals, arrival_count, err);
    if (!status)
        status = jf__record_writable(masters_out, "masters_out", err);
    if (!status)
        status = check_arrivals(arrivals, arrival_count, JF_DAY_FIRST, JF_DAY_LAST, err);
    if (status)
        return status;
    find_masters(arrivals, arrival_count, known.masters_days, &masters);
    if (masters.issuers >= known.masters_least) {
        masters.sign = JF_SIGN_MASTERS;
        masters.level = masters.issuers / 2 >= known.masters_least ? JF_ALERT_RED : JF_ALERT_YELLOW;
    }
    jf__record_write(masters_out, &masters, sizeof masters);
    return JF_OK;
}
