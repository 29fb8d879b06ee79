/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in the way of a group at some time: its own bounds, other groups, rooms. */
#ifndef JIANFU_LIB_MEETING_LOOK_H
#define JIANFU_LIB_MEETING_LOOK_H

#include "meeting/cost.h"

#define JF__BLOCKER_MAX 8

/* Groups that must not be where they are: they would overlap the one that looks, or stand in a
 * wrong relation to it. */
typedef struct jf__view {
    uint32_t blockers[JF__BLOCKER_MAX];
    uint32_t count;   /* of blockers; JF__BLOCKER_MAX + 1 = too many to list */
    int64_t conflict; /* price of overlaps with groups that may overlap */
} jf__view;

/* Whether the group could be held then if nothing else were planned: day, hours, pins, times at
 * which a member or an attendee cannot. Rooms are not looked at. */
bool jf__look_fits(const jf__state *state, uint32_t group, int32_t day, int32_t start);

/* Blockers and conflicts at a time, and who holds which room then. */
void jf__look_around(jf__state *state, uint32_t group, int32_t day, int32_t start, jf__view *out);

/* Adds placed groups, of any day, that stand in a wrong relation to the group there. */
void jf__look_related(const jf__state *state, uint32_t group, int32_t day, int32_t start,
                      jf__view *view);

/* False when no start on a day keeps the relations to the groups that are placed. */
bool jf__look_may_relate(const jf__state *state, uint32_t group, int32_t day);

/* Whether a group that has lost a member may come back to its spot: the member may have been the
 * one pinned there, off the grain, and the group ends earlier than its relations want. */
bool jf__look_stays(const jf__state *state, uint32_t group, jf__spot spot);

/* Whether some member has a relation. */
bool jf__look_is_related(const jf__state *state, uint32_t group);

/* After jf__look_around: whether a room would do if it were free. */
bool jf__look_room_fits(const jf__state *state, uint32_t group, uint32_t room, int32_t day,
                        int32_t start);

/* After jf__look_around: the smallest free room that fits, `preferred` if it does; false when there
 * is none. The room is JF__NONE in a problem without rooms. */
bool jf__look_room(const jf__state *state, uint32_t group, int32_t day, int32_t start,
                   uint32_t preferred, uint32_t *room_out);

/* Position in open_days of the first day in the window that is not before the target of the first
 * member (the last day, if all are). The window must not be empty. */
uint32_t jf__look_nearest(const jf__state *state, uint32_t group);

/* The cheapest spot that fits, is free of blockers and has a room, with everything else as it is;
 * false when no spot costs less than `limit`. O(days x starts x groups of a day). */
bool jf__look_best(jf__state *state, uint32_t group, int64_t limit, jf__spot *spot_out,
                   int64_t *cost_out);

#endif
