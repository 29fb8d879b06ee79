/* SPDX-License-Identifier: Apache-2.0 */
/* Exact fractions, and the one rounding that they get. */
#ifndef JIANFU_LIB_FRACTION_H
#define JIANFU_LIB_FRACTION_H

#include "jianfu/register.h"

#define JF__DECIMALS_MAX 6

/* Greatest common divisor; the other number where one is 0. */
uint64_t jf__gcd(uint64_t a, uint64_t b);

/* part / whole x 10^digits, rounded; false when it leaves the int64 range. whole is 1 or more. */
bool jf__divide_rounded(uint64_t part, uint64_t whole, int32_t digits, int32_t rounding,
                        int64_t *result_out);

/* JF_OK, or JF_E_ARGUMENT. */
jf_status jf__rounding_check(int32_t decimals, int32_t rounding, jf_error *err);

/* Adds part / whole (whole 1 or more, part 0 or more) to a sum in lowest terms; false, with the sum
 * as it was, when 64 bits do not hold it. */
bool jf__share_add(jf_share *sum, int64_t part, int64_t whole);

#endif
