/* SPDX-License-Identifier: Apache-2.0 */
/* Exact int64 arithmetic: false when the result would leave 64 bits (*out is untouched then). */
#ifndef JIANFU_LIB_CHECKED_H
#define JIANFU_LIB_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

static inline bool jf__add(int64_t a, int64_t b, int64_t *out)
{
    if ((b > 0 && a > INT64_MAX - b) || (b < 0 && a < INT64_MIN - b))
        return false;
    *out = a + b;
    return true;
}

static inline bool jf__subtract(int64_t a, int64_t b, int64_t *out)
{
    if ((b < 0 && a > INT64_MAX + b) || (b > 0 && a < INT64_MIN + b))
        return false;
    *out = a - b;
    return true;
}

/* a + b, or the end of the range that it would pass. */
static inline int64_t jf__add_saturated(int64_t a, int64_t b)
{
    int64_t sum;

    return jf__add(a, b, &sum) ? sum : b > 0 ? INT64_MAX : INT64_MIN;
}

static inline bool jf__multiply(int64_t a, int64_t b, int64_t *out)
{
    if (a > 0 ? (b > 0 ? a > INT64_MAX / b : b < INT64_MIN / a)
              : (b > 0 ? a < INT64_MIN / b : a != 0 && b < INT64_MAX / a))
        return false;
    *out = a * b;
    return true;
}

#endif
