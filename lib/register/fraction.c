/* SPDX-License-Identifier: Apache-2.0 */
/* Rounding by long division, digit by digit, with remainders below the denominator: only a quotient
 * that itself leaves 64 bits can overflow. A tie is seen in the exact remainder. */
#include "register/fraction.h"

#include <inttypes.h>

#include "base/checked.h"
#include "base/error.h"
#include "base/records.h"

uint64_t jf__gcd(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* Multiplies *rest (below divisor, divisor < 2^63) by ten; returns the whole part over divisor. */
static uint64_t next_digit(uint64_t *rest, uint64_t divisor)
{
    uint64_t sum = 0;
    uint64_t digit = 0;

    for (int i = 0; i < 10; i++) {
        sum += *rest;
        if (sum >= divisor) {
            sum -= divisor;
            digit++;
        }
    }
    *rest = sum;
    return digit;
}

static bool rounds_away(uint64_t quotient, uint64_t rest, uint64_t divisor, int32_t rounding)
{
    uint64_t missing = divisor - rest;

    if (rounding == JF_ROUNDING_DOWN || rest < missing)
        return false;
    return rest > missing || rounding == JF_ROUNDING_HALF_UP || quotient % 2 == 1;
}

bool jf__divide_rounded(uint64_t part, uint64_t whole, int32_t digits, int32_t rounding,
                         int64_t *result_out)
{
    uint64_t quotient = part / whole;
    uint64_t rest = part % whole;

    for (int32_t i = 0; i < digits; i++) {
        uint64_t digit = next_digit(&rest, whole);

        if (quotient > (INT64_MAX - digit) / 10)
            return false;
        quotient = quotient * 10 + digit;
    }
    if (rounds_away(quotient, rest, whole, rounding))
        quotient++;
    if (quotient > INT64_MAX)
        return false;
    *result_out = (int64_t)quotient;
    return true;
}

jf_status jf__rounding_check(int32_t decimals, int32_t rounding, jf_error *err)
{
    if (decimals < 0 || decimals > JF__DECIMALS_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__DECIMALS_MAX, decimals,
                              "decimals %" PRId32 " is not 0 to %d", decimals, JF__DECIMALS_MAX);
    if (rounding < JF_ROUNDING_HALF_EVEN || rounding > JF_ROUNDING_DOWN)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, rounding, "no rounding %" PRId32, rounding);
    return JF_OK;
}

bool jf__share_add(jf_share *sum, int64_t part, int64_t whole)
{
    int64_t common = (int64_t)jf__gcd((uint64_t)sum->denominator, (uint64_t)whole);
    int64_t left;
    int64_t right;
    int64_t over;

    if (part == 0)
        return true;
    if (!jf__multiply(sum->numerator, whole / common, &left) ||
        !jf__multiply(part, sum->denominator / common, &right) || !jf__add(left, right, &left) ||
        !jf__multiply(sum->denominator, whole / common, &over))
        return false;
    common = (int64_t)jf__gcd((uint64_t)over, (uint64_t)left);
    sum->numerator = left / common;
    sum->denominator = over / common;
    return true;
}

jf_status jf_share_round(const jf_share *share, int32_t decimals, int32_t rounding,
                         int64_t *rounded_out, jf_error *err)
{
    jf_share known;
    jf_status status = jf__record_read(&known, sizeof known, share, "share", err);
    int64_t rounded;

    if (!status)
        status = jf__rounding_check(decimals, rounding, err);
    if (status)
        return status;
    if (!rounded_out)
        return jf__fail_null(err, "rounded_out");
    if (known.numerator < 0 || known.denominator < 1)
        return jf__fail(err, JF_E_ARGUMENT, "%" PRId64 "/%" PRId64 " is no number of documents",
                        known.numerator, known.denominator);
    if (!jf__divide_rounded((uint64_t)known.numerator, (uint64_t)known.denominator, decimals,
                            rounding, &rounded))
        return jf__fail(err, JF_E_OVERFLOW, "the rounded number leaves 64 bits");
    *rounded_out = rounded;
    return JF_OK;
}
