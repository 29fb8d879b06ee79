/* SPDX-License-Identifier: Apache-2.0 */
/* Which of many probabilities may be told at once: the largest set whose expected share of false
 * ones is at most alpha.
 *
 * With the doubts 1 - p in ascending order, the mean of the first k does not fall as k grows, so
 * the largest set is a beginning of that order, and the largest doubt of which all fit is found by
 * halving. Of the next doubt, as many as still fit are taken from the front: no sorting, no memory.
 * Source of the rule: Muller, Parmigiani, Rice, "FDR and Bayesian multiple comparisons rules"
 * (2006). */
#include "base/error.h"
#include "watch/alert.h"

#define PPM 1000000
#define VALUES_MAX 1048576

typedef struct pool {
    const int32_t *values;
    size_t count;
    int32_t alpha;
} pool;

static jf_status check(const pool *p, jf_error *err)
{
    if (p->alpha < 0 || p->alpha > PPM)
        return jf__fail_about(err, JF_E_RANGE, 0, PPM, p->alpha, "alpha is %d millionths",
                              (int)p->alpha);
    if (p->count > VALUES_MAX)
        return jf__fail_about(err, JF_E_RANGE, 0, VALUES_MAX, (int64_t)p->count,
                              "%zu probabilities are too many", p->count);
    for (size_t i = 0; i < p->count; i++)
        if (p->values[i] < 0 || p->values[i] > PPM)
            return jf__fail_at(err, JF_E_RANGE, (int32_t)i + 1, "%d millionths is no probability",
                               (int)p->values[i]);
    return JF_OK;
}

/* How much room the set of all doubts up to `doubt` leaves: alpha x its count - its sum. */
static int64_t room_of(const pool *p, int32_t doubt)
{
    int64_t room = 0;

    for (size_t i = 0; i < p->count; i++)
        if (PPM - p->values[i] <= doubt)
            room += p->alpha - (PPM - p->values[i]);
    return room;
}

/* The largest doubt of which all fit; -1: not even those of 0. */
static int32_t largest_doubt(const pool *p)
{
    int32_t fits = -1;
    int32_t fails = PPM + 1;

    while (fails - fits > 1) {
        int32_t middle = fits + (fails - fits) / 2;

        if (room_of(p, middle) >= 0)
            fits = middle;
        else
            fails = middle;
    }
    return fits;
}

jf_status jf_alert_portfolio(const int32_t *values, size_t value_count, int32_t alpha_ppm,
                             int32_t *flags_out, size_t flag_count, jf_error *err)
{
    pool p = {values, value_count, alpha_ppm};
    int32_t doubt;
    int64_t room;
    jf_status status;

    if (!values && value_count > 0)
        return jf__fail_null(err, "values");
    if (!flags_out && flag_count > 0)
        return jf__fail_null(err, "flags_out");
    if (flag_count != value_count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)value_count, (int64_t)flag_count,
                              "flag_count is not value_count");
    status = check(&p, err);
    if (status)
        return status;
    doubt = largest_doubt(&p);
    room = room_of(&p, doubt);
    for (size_t i = 0; i < value_count; i++) {
        int32_t own = PPM - values[i];
        bool is_next = own == doubt + 1 && room >= own - alpha_ppm;

        if (is_next)
            room -= own - alpha_ppm;
        flags_out[i] = own <= doubt || is_next;
    }
    return JF_OK;
}
