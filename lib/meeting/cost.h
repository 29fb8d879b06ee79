/* SPDX-License-Identifier: Apache-2.0 */
/* The part of the cost that depends on where a group lies. */
#ifndef JIANFU_LIB_MEETING_COST_H
#define JIANFU_LIB_MEETING_COST_H

#include "meeting/state.h"

/* Price of the working days between a day and the targets of the members. */
int64_t jf__cost_shift(const jf__state *state, uint32_t group, int32_t day);

/* Price of an overlap of two groups. */
int64_t jf__cost_overlap(const jf__state *state, uint32_t a, uint32_t b);

/* Shift, and price of overlaps with all that is placed now; the group itself may be placed. */
int64_t jf__cost_spot(const jf__state *state, uint32_t group, jf__spot spot);

/* Whether two groups lie in time so that they overlap: [start, end) against a placed group. */
static inline bool jf__overlaps(const jf__group *placed, int32_t start, int32_t end)
{
    return placed->spot.start < end && start < placed->spot.start + placed->shape.layout.minutes;
}

#endif
