/* SPDX-License-Identifier: Apache-2.0 */
/* A plan in the making: groups of requests (gatherings of one agenda), each placed or waiting, with
 * the running cost, and a trail by which every change can be taken back.
 *
 * Every request is in exactly one group; there are as many groups as requests, unused ones are
 * vacant. Cost counts waiting groups as if they were held, without shift and conflicts, so that
 * placing one never looks dear. Nothing here judges whether a change is wise or allowed. */
#ifndef JIANFU_LIB_MEETING_STATE_H
#define JIANFU_LIB_MEETING_STATE_H

#include "meeting/layout.h"

#define JF__NOWHERE (-1)

/* Where and when. */
typedef struct jf__spot {
    int32_t day; /* offset, or JF__NOWHERE */
    int32_t start;
    uint32_t room; /* JF__NONE in a problem without rooms */
} jf__spot;

/* What a group needs as a whole. */
typedef struct jf__shape {
    jf__layout layout;
    int64_t base; /* cost by itself */
    uint32_t
        window_first; /* [first, end) in open_days; empty when the members have no common day */
    uint32_t window_end;
    int32_t pin_start; /* minute, or -1 */
    uint32_t pin_room; /* or JF__NONE */
    bool is_torn;      /* pins contradict each other */
} jf__shape;

typedef struct jf__group {
    jf__shape shape;
    jf__spot spot;
    uint32_t first_member; /* then next_member[]; JF__NONE when vacant */
    uint32_t member_count;
    uint32_t next; /* in the list of its day */
    uint32_t previous;
    uint32_t waiting_at; /* position in waiting[] */
} jf__group;

/* Whereabouts of one request, enough to rebuild a state. */
typedef struct jf__seat {
    uint32_t group;
    jf__spot spot;
} jf__seat;

/* The best state met so far: fewest unplaced requests, then least cost, then the earlier one. */
typedef struct jf__best {
    jf__seat *seats;
    int64_t unplaced;
    int64_t cost;
    bool is_any;
} jf__best;

typedef struct jf__change jf__change;

typedef struct jf__state {
    const jf_problem *problem;
    const jf__tables *tables;
    size_t count; /* requests, and groups */
    jf__group *groups;
    uint32_t *next_member; /* by request */
    uint32_t *group_of;    /* by request */
    uint32_t *day_first;   /* by day: a group, or JF__NONE */
    uint32_t *vacant;
    size_t vacant_count;
    uint32_t *waiting; /* groups that have members and no spot */
    size_t waiting_count;
    int64_t cost;
    jf__change *trail;
    size_t trail_count;
    uint32_t *members; /* scratch: members of a group */
    size_t *cursors;   /* scratch of layouts */
    uint32_t *users;   /* by room: a group that holds it, as of the last look */
    uint32_t *uses;    /* by room: how many hold it, as of the last look */
} jf__state;

/* NULL when memory is refused. Every request waits in a group of its own. */
jf__state *jf__state_new(const jf_problem *problem);
void jf__state_free(jf__state *self);

/* Everything anew from the seats, one a request. Groups are taken as they are, allowed or not. */
void jf__state_load(jf__state *self, const jf__seat *seats);
void jf__state_save(const jf__state *self, jf__seat *seats_out);

/* Changes. Place a waiting group; let a placed one wait; put a request into another group, where
 * both groups wait (or `to` is vacant); empty a waiting group into another. */
void jf__state_put(jf__state *self, uint32_t group, jf__spot spot);
void jf__state_take(jf__state *self, uint32_t group);
void jf__state_transfer(jf__state *self, uint32_t request, uint32_t to);
void jf__state_join(jf__state *self, uint32_t from, uint32_t to);

/* A group without members; there is one whenever some group has two. */
uint32_t jf__state_vacant(const jf__state *self);

/* Where the trail stands. Undoing goes back to there; committing forgets the trail. */
typedef struct jf__mark {
    size_t trail_count;
    int64_t cost;
} jf__mark;

jf__mark jf__state_mark(const jf__state *self);
void jf__state_undo(jf__state *self, jf__mark mark);
void jf__state_commit(jf__state *self);

/* Copies the members to self->members and returns their number. */
size_t jf__state_list(const jf__state *self, uint32_t group);

/* Shape of any set of requests. */
void jf__shape_make(const jf__state *self, const uint32_t *members, size_t count, jf__shape *out);

static inline bool jf__is_placed(const jf__state *self, uint32_t group)
{
    return self->groups[group].spot.day != JF__NOWHERE;
}

#endif
