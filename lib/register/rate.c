/* SPDX-License-Identifier: Apache-2.0 */
/* Rates of change: an exact fraction in lowest terms, and its one rounding to a percentage.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/error.h"
#include "base/records.h"
#include "jianfu/register.h"
#include "register/fraction.h"

/* Digits of a percentage before the asked decimals: the factor 100. */
#define PERCENT_DIGITS 2

static jf_status check_arguments(int64_t before, int64_t after, int32_t decimals, int32_t rounding,
                                 jf_error *err)
{
    if (before < 0 || after < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, before < 0 ? before : after,
                              "%s is negative", before < 0 ? "before" : "after");
    return jf__rounding_check(decimals, rounding, err);
}

jf_status jf_rate_change(int64_t before, int64_t after, int32_t decimals, int32_t rounding,
                         jf_rate *rate_out, jf_error *err)
{
    jf_rate rate = {.size = sizeof rate};
    jf_status status = check_arguments(before, after, decimals, rounding, err);

    if (!status)
        status = jf__record_writable(rate_out, "rate_out", err);
    if (status)
        return status;
    rate.decimals = decimals;
    rate.rounding = rounding;
    if (before != 0) {
        bool falls = after < before;
        uint64_t change = (uint64_t)(falls ? before - after : after - before);
        uint64_t common = jf__gcd((uint64_t)before, change);
        uint64_t base = (uint64_t)before / common;

        change /= common;
        if (!jf__divide_rounded(change, base, PERCENT_DIGITS + decimals, rounding, &rate.rounded))
            return jf__fail(err, JF_E_OVERFLOW,
                            "rate from %" PRId64 " to %" PRId64 " leaves 64 bits", before, after);
        rate.is_defined = 1;
        rate.numerator = falls ? -(int64_t)change : (int64_t)change;
        rate.denominator = (int64_t)base;
        rate.rounded = falls ? -rate.rounded : rate.rounded;
    }
    jf__record_write(rate_out, &rate, sizeof rate);
    return JF_OK;
}

static void write_percent(const jf_rate *rate, char *text_out, size_t text_size)
{
    uint64_t units = rate->rounded < 0 ? 0 - (uint64_t)rate->rounded : (uint64_t)rate->rounded;
    const char *sign = rate->rounded < 0 ? "-" : rate->rounded > 0 ? "+" : "";
    uint64_t scale = 1;

    for (int32_t i = 0; i < rate->decimals; i++)
        scale *= 10;
    if (rate->decimals == 0)
        (void)snprintf(text_out, text_size, "%s%" PRIu64, sign, units);
    else
        (void)snprintf(text_out, text_size, "%s%" PRIu64 ".%0*" PRIu64, sign, units / scale,
                       (int)rate->decimals, units % scale);
}

jf_status jf_rate_format(const jf_rate *rate, char *text_out, size_t text_size, jf_error *err)
{
    jf_rate known;
    jf_status status = jf__record_read(&known, sizeof known, rate, "rate", err);

    if (status)
        return status;
    if (!text_out)
        return jf__fail_null(err, "text_out");
    if (known.is_defined && (known.decimals < 0 || known.decimals > JF__DECIMALS_MAX))
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__DECIMALS_MAX, known.decimals,
                              "decimals %" PRId32 " is not 0 to %d", known.decimals,
                              JF__DECIMALS_MAX);
    if (text_size < JF_RATE_TEXT_SIZE)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_RATE_TEXT_SIZE, (int64_t)text_size,
                              "text_out has %zu bytes, a rate needs %d", text_size,
                              JF_RATE_TEXT_SIZE);
    if (known.is_defined)
        write_percent(&known, text_out, text_size);
    else
        (void)snprintf(text_out, text_size, "undefined");
    return JF_OK;
}
