/* SPDX-License-Identifier: Apache-2.0 */
/* The method of Hamilton (largest remainder) without memory: the shares are rounded down, and a
 * binary search finds the remainder from which on a share is rounded up. */
#include <inttypes.h>

#include "base/checked.h"
#include "base/error.h"
#include "jianfu/ledger.h"

/* total x weight in units of the sum of the weights, with the rest: exact, though the product may
 * need 128 bits. weight <= sum. */
typedef struct portion {
    int64_t whole;
    int64_t rest;
} portion;

static portion divide(int64_t total, int64_t weight, int64_t sum)
{
    portion result = {.whole = total / sum * weight};
    uint64_t left = (uint64_t)(total % sum);
    uint64_t quotient = 0;
    uint64_t rest = 0;
    int64_t product;

    if (jf__multiply(total % sum, weight, &product)) {
        result.whole += product / sum;
        result.rest = product % sum;
        return result;
    }
    for (int bit = 62; bit >= 0; bit--) {
        uint64_t doubled = 2 * rest;

        quotient = 2 * quotient + (doubled >= (uint64_t)sum);
        rest = doubled >= (uint64_t)sum ? doubled - (uint64_t)sum : doubled;
        if ((weight >> bit & 1) == 0)
            continue;
        rest += left;
        quotient += rest >= (uint64_t)sum;
        rest -= rest >= (uint64_t)sum ? (uint64_t)sum : 0;
    }
    result.whole += (int64_t)quotient;
    result.rest = (int64_t)rest;
    return result;
}

static jf_status check_weights(int64_t total, const int64_t *weights, size_t weight_count,
                               int64_t *sum_out, jf_error *err)
{
    bool fits = true;

    *sum_out = 0;
    for (size_t i = 0; i < weight_count; i++)
        if (weights[i] < 0)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, weights[i],
                                  "weights[%zu] is negative: %" PRId64, i, weights[i]);
    for (size_t i = 0; i < weight_count; i++)
        fits = fits && jf__add(*sum_out, weights[i], sum_out);
    if (fits && *sum_out == 0 && total > 0)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, total,
                              "all weights are 0 but %" PRId64 " is to be divided", total);
    return fits ? JF_OK : jf__fail(err, JF_E_OVERFLOW, "the weights together leave 64 bits");
}

/* How many remainders are `least` or more. */
static size_t count_from(int64_t least, int64_t total, const int64_t *weights, size_t weight_count,
                         int64_t sum)
{
    size_t count = 0;

    for (size_t i = 0; i < weight_count; i++)
        count += divide(total, weights[i], sum).rest >= least;
    return count;
}

/* The largest remainder that at least `wanted` shares reach. */
static int64_t find_edge(size_t wanted, int64_t total, const int64_t *weights, size_t weight_count,
                         int64_t sum)
{
    int64_t low = 0;
    int64_t high = sum;

    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (count_from(middle, total, weights, weight_count, sum) >= wanted)
            low = middle;
        else
            high = middle;
    }
    return low;
}

jf_status jf_allocate(int64_t total, const int64_t *weights, size_t weight_count,
                      int64_t *shares_out, size_t share_count, jf_error *err)
{
    int64_t sum;
    int64_t missing = total;
    int64_t edge = 0;
    int64_t at_edge;
    jf_status status;

    if (!weights || !shares_out)
        return jf__fail_null(err, !weights ? "weights" : "shares_out");
    if (total < 0 || weight_count < 1 || share_count != weight_count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, total,
                              "%" PRId64 " over %zu weights into %zu shares", total, weight_count,
                              share_count);
    status = check_weights(total, weights, weight_count, &sum, err);
    if (status)
        return status;
    sum = sum > 0 ? sum : 1;
    for (size_t i = 0; i < weight_count; i++)
        missing -= divide(total, weights[i], sum).whole;
    if (missing > 0)
        edge = find_edge((size_t)missing, total, weights, weight_count, sum);
    at_edge = missing - (int64_t)count_from(edge + 1, total, weights, weight_count, sum);
    for (size_t i = 0; i < weight_count; i++) {
        portion share = divide(total, weights[i], sum);
        bool up = missing > 0 && (share.rest > edge || (share.rest == edge && at_edge-- > 0));

        shares_out[i] = share.whole + up;
    }
    return JF_OK;
}
