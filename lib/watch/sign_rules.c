/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of the signs with their defaults, and what the detectors share: checks of rows,
 * rounding, names. Counts of at most JF_SIGN_COUNT_MAX in rows of at most JF_SIGN_WINDOW_MAX keep
 * every product of the detectors in 64 bits, so they compare without looking for overflow. */
#include <inttypes.h>

#include "base/error.h"
#include "base/records.h"
#include "watch/signs.h"

enum { SHARE_MOST = 1000, PPM_MOST = 1000000 };

typedef struct rule {
    const char *name;
    size_t offset;
    int32_t usual;
    int32_t most;
} rule;

#define RULE(field, usual, most) {#field, offsetof(jf_sign_rules, field), usual, most}

static const rule known_rules[] = {
    RULE(small_use, 5, INT32_MAX),
    RULE(small_change, 3, INT32_MAX),
    RULE(yoy_yellow_permille, 50, INT32_MAX),
    RULE(yoy_red_permille, 200, INT32_MAX),
    RULE(burst_weeks, 52, INT32_MAX),
    RULE(burst_least, 13, INT32_MAX),
    RULE(burst_yellow_ppm, 10000, PPM_MOST),
    RULE(burst_red_ppm, 1000, PPM_MOST),
    RULE(shadow_fall_permille, 100, SHARE_MOST),
    RULE(shadow_rise_permille, 200, INT32_MAX),
    RULE(shadow_shift_permille, 50, SHARE_MOST),
    RULE(share_fall_permille, 250, SHARE_MOST),
    RULE(share_shift_permille, 100, SHARE_MOST),
    RULE(shadow_rho_permille, 30, SHARE_MOST - 1),
    RULE(shadow_tail_ppm, 50000, PPM_MOST),
    RULE(relabel_left_permille, 333, SHARE_MOST),
    RULE(relabel_new_permille, 100, SHARE_MOST),
    RULE(relabel_match_permille, 500, SHARE_MOST),
    RULE(relabel_least, 10, INT32_MAX),
    RULE(relabel_years, 3, JF_SIGN_WINDOW_MAX),
    RULE(bundling_fall_permille, 150, SHARE_MOST),
    RULE(bundling_hold_permille, 50, SHARE_MOST),
    RULE(peak_items, 5, INT32_MAX),
    RULE(peak_permille, 3000, INT32_MAX),
    RULE(masters_least, 5, INT32_MAX),
    RULE(masters_days, 31, INT32_MAX),
    RULE(stale_least, 5, INT32_MAX),
    RULE(stale_yellow_ppm, 10000, PPM_MOST),
    RULE(stale_red_ppm, 1000, PPM_MOST),
    RULE(floor_watch_permille, 300, SHARE_MOST),
    RULE(floor_yellow_permille, 500, SHARE_MOST),
    RULE(floor_red_permille, 850, SHARE_MOST),
};

/* Fields of the same type in a row, at offsets that the compiler gave. */
static int32_t *field_of(jf_sign_rules *rules, const rule *known)
{
    return (int32_t *)(void *)((char *)rules + known->offset);
}

jf_status jf__sign_rules_read(jf_sign_rules *rules_out, const jf_sign_rules *rules, jf_error *err)
{
    jf_sign_rules read;
    jf_status status = jf__options_read(&read, sizeof read, rules, "rules", err);

    if (status)
        return status;
    for (size_t i = 0; i < sizeof known_rules / sizeof known_rules[0]; i++) {
        const rule *known = &known_rules[i];
        int32_t *value = field_of(&read, known);

        if (*value < 0 || *value > known->most)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, known->most, *value,
                                  "rules.%s is %" PRId32, known->name, *value);
        if (*value == 0)
            *value = known->usual;
    }
    if (read.yoy_yellow_permille > read.yoy_red_permille ||
        read.burst_yellow_ppm < read.burst_red_ppm || read.burst_least > read.burst_weeks ||
        read.stale_yellow_ppm < read.stale_red_ppm ||
        read.floor_watch_permille > read.floor_yellow_permille ||
        read.floor_yellow_permille > read.floor_red_permille)
        return jf__fail(err, JF_E_ARGUMENT, "thresholds of the rules do not ascend");
    *rules_out = read;
    return JF_OK;
}

jf_status jf__row_shape(const jf__row *row, size_t least, size_t most, jf_error *err)
{
    if (!row->values)
        return jf__fail_null(err, row->name);
    if (row->count < least || row->count > most)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)(row->count < least ? least : most),
                              (int64_t)row->count, "%s has %zu numbers", row->name, row->count);
    return JF_OK;
}

jf_status jf__row_pair_shape(const jf__row *one, const jf__row *two, size_t least, jf_error *err)
{
    jf_status status = jf__row_shape(one, least, JF_SIGN_WINDOW_MAX, err);

    if (!status)
        status = jf__row_shape(two, least, JF_SIGN_WINDOW_MAX, err);
    if (!status && one->count != two->count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)one->count, (int64_t)two->count,
                              "%s has %zu numbers, %s has %zu", one->name, one->count, two->name,
                              two->count);
    return status;
}

jf_status jf__number_range(const char *name, int64_t value, int64_t least, int64_t most,
                           jf_error *err)
{
    if (value >= least && value <= most)
        return JF_OK;
    return jf__fail_about(err, JF_E_RANGE, 0, value < least ? least : most, value,
                          "%s is %" PRId64, name, value);
}

jf_status jf__row_range(const jf__row *row, size_t count, int64_t least, int64_t most,
                        jf_error *err)
{
    for (size_t i = 0; i < count; i++)
        if (row->values[i] < least || row->values[i] > most)
            return jf__fail_about(err, JF_E_RANGE, (int64_t)i,
                                  row->values[i] < least ? least : most, row->values[i],
                                  "%s[%zu] is %" PRId64, row->name, i, row->values[i]);
    return JF_OK;
}

int64_t jf__row_sum(const int64_t *values, size_t count)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

int64_t jf__divide(int64_t part, int64_t whole)
{
    int64_t size = part < 0 ? -part : part;
    int64_t rest = size % whole;
    int64_t quotient = size / whole + (rest >= whole - rest ? 1 : 0);

    return part < 0 ? -quotient : quotient;
}

int64_t jf__change(int64_t past, int64_t now)
{
    if (past == 0)
        return now == 0 ? 0 : INT32_MAX;
    return jf__divide((now - past) * 1000, past);
}

int32_t jf__ppm(double probability)
{
    double ppm = probability * PPM_MOST + 0.5;

    return ppm < 1 ? 0 : ppm >= PPM_MOST ? PPM_MOST : (int32_t)ppm;
}

const char *jf_sign_name(int32_t sign)
{
    static const char *const names[] = {
        "none",         "small-count", "no-base",    "not-yet", "rise",    "burst",
        "substitution", "share",       "relabelled", "bundled", "bunched", "masters",
        "stale",        "floor"};

    return sign >= 0 && (size_t)sign < sizeof names / sizeof names[0] ? names[sign] : "unknown";
}
