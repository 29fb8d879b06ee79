/* SPDX-License-Identifier: Apache-2.0 */
/* Silence: the age of the newest datum against the gaps before it.
 *
 * Exponential gaps of an unknown rate, prior 1 / rate: after n gaps of T days together the next one
 * is longer than t with probability (T / (T + t))^n, a Lomax tail. It widens by itself where there
 * are few gaps. Real gaps come in clusters, which the exponential does not know; so a silence has
 * to be longer than the largest gap too. */
#include "base/error.h"
#include "base/records.h"
#include "watch/signs.h"

/* base^exponent, 0 <= base <= 1, by squaring: the same bits everywhere. */
static double power(double base, size_t exponent)
{
    double result = 1;

    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1)
            result *= base;
        base *= base;
    }
    return result;
}

static void judge(const jf_sign_rules *rules, const int64_t *gaps, size_t gap_count,
                  jf_stale *stale)
{
    double sum = 0;

    for (size_t i = 0; i < gap_count; i++) {
        sum += (double)gaps[i];
        if (gaps[i] > stale->largest_gap)
            stale->largest_gap = gaps[i];
    }
    if (gap_count > 0)
        stale->mean_gap_milli = (int64_t)(sum * 1000 / (double)gap_count + 0.5);
    if (gap_count < (size_t)rules->stale_least) {
        stale->sign = JF_SIGN_NO_BASE;
        return;
    }
    sum = sum > 0 ? sum : 1;
    stale->silent_ppm = jf__ppm(power(sum / (sum + (double)stale->age), gap_count));
    if (stale->age <= stale->largest_gap || stale->silent_ppm > rules->stale_yellow_ppm)
        return;
    stale->sign = JF_SIGN_STALE;
    stale->level =
        stale->silent_ppm <= rules->stale_red_ppm ? JF_ALERT_RED : JF_ALERT_YELLOW;
}

jf_status jf_stale_assess(const jf_sign_rules *rules, int64_t age, const int64_t *gaps,
                          size_t gap_count, jf_stale *stale_out, jf_error *err)
{
    const jf__row row = {"gaps", gaps, gap_count};
    jf_sign_rules known = {.size = 0};
    jf_stale stale = {.size = sizeof stale, .age = age};
    jf_status status = jf__sign_rules_read(&known, rules, err);

    if (!status && gap_count > 0)
        status = jf__row_shape(&row, 0, SIZE_MAX, err);
    if (!status)
        status = jf__record_writable(stale_out, "stale_out", err);
    if (!status)
        status = jf__number_range("age", age, 0, JF_SIGN_COUNT_MAX, err);
    if (!status)
        status = jf__row_range(&row, gap_count, 0, JF_SIGN_COUNT_MAX, err);
    if (status)
        return status;
    stale.silent_ppm = -1;
    stale.mean_gap_milli = -1;
    stale.largest_gap = -1;
    judge(&known, gaps, gap_count, &stale);
    jf__record_write(stale_out, &stale, sizeof stale);
    return JF_OK;
}
