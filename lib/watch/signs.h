/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the signs share: their rules with the defaults, checks of rows, rounding. */
#ifndef JIANFU_LIB_WATCH_SIGNS_H
#define JIANFU_LIB_WATCH_SIGNS_H

#include "jianfu/watch_signs.h"

/* A row of numbers and how its contract names it. */
typedef struct jf__row {
    const char *name;
    const int64_t *values;
    size_t count;
} jf__row;

/* Copies `rules` (NULL = all defaults) to *rules_out with the defaults filled in. */
jf_status jf__sign_rules_read(jf_sign_rules *rules_out, const jf_sign_rules *rules, jf_error *err);

/* JF_OK, or JF_E_ARGUMENT: the row is NULL or has fewer or more numbers. */
jf_status jf__row_shape(const jf__row *row, size_t least, size_t most, jf_error *err);

/* As jf__row_shape for both, up to JF_SIGN_WINDOW_MAX; JF_E_ARGUMENT also: unlike length. */
jf_status jf__row_pair_shape(const jf__row *one, const jf__row *two, size_t least, jf_error *err);

/* JF_OK, or JF_E_RANGE: the first `count` numbers are not all in least..most. */
jf_status jf__row_range(const jf__row *row, size_t count, int64_t least, int64_t most,
                        jf_error *err);

/* JF_OK, or JF_E_RANGE: the number is not in least..most. */
jf_status jf__number_range(const char *name, int64_t value, int64_t least, int64_t most,
                           jf_error *err);

int64_t jf__row_sum(const int64_t *values, size_t count);

/* part / whole, half away from zero; whole > 0. */
int64_t jf__divide(int64_t part, int64_t whole);

/* (now - past) / past per mille; from 0: INT32_MAX, or 0 where now is 0 too. */
int64_t jf__change(int64_t past, int64_t now);

/* A probability in millionths. */
int32_t jf__ppm(double probability);

#endif
