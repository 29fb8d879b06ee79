/* SPDX-License-Identifier: Apache-2.0 */
/* What is derived from the records of a problem when it is sealed: compact, indexed by position in
 * the order of adding, read by pair tests, costs, search, bound. Days are offsets from the first
 * day of the horizon here. */
#ifndef JIANFU_LIB_MEETING_TABLES_H
#define JIANFU_LIB_MEETING_TABLES_H

#include "meeting/problem.h"
#include "meeting/rows.h"

/* Symmetric relation of requests, one bit a pair. */
typedef struct jf__bits {
    uint64_t *words;
    size_t row; /* words a row */
} jf__bits;

static inline bool jf__bits_get(const jf__bits *bits, uint32_t a, uint32_t b)
{
    return (bits->words[a * bits->row + b / 64] >> (b % 64)) & 1U;
}

static inline void jf__bits_set(jf__bits *bits, uint32_t a, uint32_t b)
{
    bits->words[a * bits->row + b / 64] |= UINT64_C(1) << (b % 64);
    bits->words[b * bits->row + a / 64] |= UINT64_C(1) << (a % 64);
}

/* What a request needs. */
typedef struct jf__need {
    int32_t minutes;
    int32_t opening;
    int32_t pin_start;     /* minute, or -1 */
    uint32_t pin_room;     /* or JF__NONE */
    uint32_t window_first; /* [first, end) in open_days; a pinned start narrows it to its day */
    uint32_t window_end;
    int32_t target_rank;
    int32_t minutes_cap; /* of its class; 0 = none */
    int32_t heads_cap;
} jf__need;

typedef struct jf__guest {
    uint32_t owner; /* request */
    uint32_t person;
    int32_t heads;
    bool is_optional;
} jf__guest;

/* A topic, or a person or unit on which the attendee test is judged, or a feature. */
typedef struct jf__key {
    uint32_t owner; /* request, or room */
    int64_t key;
} jf__key;

typedef JF__ROWS(jf__key) jf__key_rows;

/* A relation as one of its two requests sees it. */
typedef struct jf__related {
    uint32_t owner; /* request */
    uint32_t other;
    int32_t kind;  /* a jf_relation_kind */
    bool is_first; /* the owner is request_a */
    int64_t least; /* minutes from the end of the first to the start of the second */
    int64_t most;
} jf__related;

typedef struct jf__start {
    uint32_t owner; /* day */
    int32_t minute;
} jf__start;

/* A day and minute at which a request could start. */
typedef struct jf__place {
    uint32_t owner; /* request */
    int32_t day;
    int32_t minute;
} jf__place;

struct jf__tables {
    int32_t *ranks;      /* by day: working days from the first day to it */
    uint32_t *open_days; /* days that may carry meetings, ascending */
    size_t open_count;
    uint32_t *open_at;       /* by day: its position in open_days, or JF__NONE */
    int32_t longest;         /* minutes of the longest agenda that a start on the grain allows */
    JF__ARRAY(int32_t) grid; /* starts of every day, if some room is always open or there is none */
    JF__ROWS(jf__start) starts; /* else: starts at which some room is open, by day */
    bool starts_by_day;
    JF__ROWS(jf__place)
    places;          /* by request: where it could be if it were alone; none if too many */
    jf__need *needs; /* by request */
    JF__ROWS(jf__guest) guests;  /* by request, then person */
    jf__key_rows topics;         /* by request; not generic, unique */
    jf__key_rows keys;           /* by request; basis of the attendee test, unique */
    jf__key_rows features;       /* by room; unique */
    jf__key_rows wanted;         /* by request: features; unique, none in a problem without rooms */
    JF__ROWS(jf__taken) blocked; /* by request, then time: unavailable, or somebody is busy */
    JF__ROWS(jf__taken) hours;   /* by room, then time */
    uint32_t *rooms;             /* by capacity, the smallest first */
    jf__link_rows clashes;       /* by request: with a weight, both ways; the price of overlap */
    jf__bits clashing;           /* the same as bits */
    jf__link_rows bars;          /* by request, both ways */
    JF__ROWS(jf__related) related; /* by request, both ways, as added */
    jf__link_rows agendas_of;    /* by person: the requests that require him, weight = heads */
    jf__bits apart;              /* must not overlap: a shared person, or a hard conflict */
    jf__link_rows partners;      /* by request, both ways: the pair passes every merge test */
    jf__bits mergeable;          /* the same as bits */
};

void jf__tables_free(jf__tables *self, const jf_allocator *allocator);

/* Each makes one part; they are called in this order. */
jf_status jf__tables_add_days(jf__tables *self, const jf_problem *problem, jf_error *err);
jf_status jf__tables_add_needs(jf__tables *self, const jf_problem *problem, jf_error *err);
bool jf__tables_add_people(jf__tables *self, const jf_problem *problem);
bool jf__tables_add_subjects(jf__tables *self, const jf_problem *problem);
bool jf__tables_add_features(jf__tables *self, const jf_problem *problem);
bool jf__tables_add_times(jf__tables *self, const jf_problem *problem);
/* Relations; those that keep two requests out of one agenda become bars too. */
bool jf__tables_add_relations(jf__tables *self, const jf_problem *problem);
bool jf__tables_add_pairings(jf__tables *self, const jf_problem *problem);
bool jf__tables_add_starts(jf__tables *self, const jf_problem *problem);
bool jf__tables_add_places(jf__tables *self, const jf_problem *problem);
bool jf__tables_add_partners(jf__tables *self, const jf_problem *problem);

/* Sorts keys that were appended, drops equal ones and makes their offsets. */
bool jf__keys_finish(jf__key_rows *self, size_t owner_count, const jf_allocator *allocator);

/* Whether a room has all that a request needs, and whether some room has all that they need. */
bool jf__tables_has_features(const jf__tables *self, uint32_t room, uint32_t request);
bool jf__tables_has_room(const jf__tables *self, const jf_problem *problem,
                         const uint32_t *members, size_t count);

/* Whether a request is kept from [start, end) of a day: unavailable, or somebody is busy. */
bool jf__tables_is_blocked(const jf__tables *self, uint32_t request, int32_t day, int32_t start,
                           int32_t end);

/* Whether a room is open throughout [start, end) of a day, within one interval of its hours. */
bool jf__tables_is_room_open(const jf__tables *self, uint32_t room, int32_t day, int32_t start,
                             int32_t end);

/* Starts worth trying on an open day. */
typedef struct jf__starts {
    const int32_t *pinned; /* exactly one, or NULL */
    const int32_t *grid;   /* or those of every day */
    const jf__start *own;  /* or those of this day */
    size_t count;
} jf__starts;

/* `pin_start` is -1, or the only start; it has to live as long as the answer. */
jf__starts jf__tables_starts(const jf__tables *self, int32_t day, const int32_t *pin_start);

static inline int32_t jf__starts_at(const jf__starts *starts, size_t index)
{
    if (starts->pinned)
        return *starts->pinned;
    return starts->own ? starts->own[index].minute : starts->grid[index];
}

bool jf__bits_make(jf__bits *self, size_t count, const jf_allocator *allocator);

#endif
