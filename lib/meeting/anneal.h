/* SPDX-License-Identifier: Apache-2.0 */
/* Integer acceptance rule of simulated annealing. */
#ifndef JIANFU_LIB_MEETING_ANNEAL_H
#define JIANFU_LIB_MEETING_ANNEAL_H

#include <stdint.h>

#define JF__THRESHOLDS 1024

/* Fills the table with -ln((2 i + 1) / 2048) in units of 2^-16, for i = 0 .. 1023. */
void jf__thresholds_fill(int32_t *table);

/* value * factor / 2^30, exact but for rounding down; factor at most 2^30, value not negative. */
int64_t jf__scale_by(int64_t value, int64_t factor);

/* The largest factor by which `steps` scalings bring `from` to `to` or below. */
int64_t jf__cooling_factor(int64_t from, int64_t to, int32_t steps);

#endif
