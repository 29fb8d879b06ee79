/* SPDX-License-Identifier: Apache-2.0 */
/* What an agenda of some requests is like: its length, its people, what it costs by itself. */
#ifndef JIANFU_LIB_MEETING_LAYOUT_H
#define JIANFU_LIB_MEETING_LAYOUT_H

#include "meeting/tables.h"

typedef struct jf__layout {
    int64_t attended;    /* minutes x heads of required attendees */
    int64_t superfluous; /* the part beyond their own requests */
    int64_t heads;       /* chairs of required attendees … */
    int64_t seats;       /* … and of optional guests too */
    int32_t minutes;     /* longest opening and all contents */
    int32_t growth;      /* most minutes that an attendee sits beyond the lengths of his own */
} jf__layout;

/* `cursors` is scratch for `count` numbers. O(attendances x count). */
void jf__layout_make(const jf__tables *tables, const uint32_t *members, size_t count,
                     size_t *cursors, jf__layout *out);

/* Cost of the agenda by itself, in a gathering of its own. */
int64_t jf__layout_cost(const jf_meeting_rules *rules, const jf__layout *layout);

/* Smallest cap among the members; 0 = none. */
int32_t jf__layout_minutes_cap(const jf__tables *tables, const uint32_t *members, size_t count);
int32_t jf__layout_heads_cap(const jf__tables *tables, const uint32_t *members, size_t count);

/* Bits of jf_merge_test that a set of two or more members fails as a set. */
int32_t jf__layout_failed(const jf_meeting_rules *rules, const jf__tables *tables,
                          const uint32_t *members, size_t count, const jf__layout *layout);

#endif
