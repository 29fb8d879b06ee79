/* SPDX-License-Identifier: Apache-2.0 */
/* A planning problem as it was told: records in the order of adding, checked one by one. What is
 * derived from them at sealing lives in tables.h. The checker reads these records only. */
#ifndef JIANFU_LIB_MEETING_PROBLEM_H
#define JIANFU_LIB_MEETING_PROBLEM_H

#include "base/array.h"
#include "base/idmap.h"
#include "base/reference.h"
#include "jianfu/meeting.h"

#define JF__MINUTES_OF_DAY 1440

/* Defaults of the options and of the rules. */
#define JF__USUAL_DAY_FROM 510
#define JF__USUAL_DAY_TO 1050
#define JF__USUAL_LUNCH_FROM 720
#define JF__USUAL_LUNCH_TO 810
#define JF__USUAL_GRAIN 30
#define JF__USUAL_OVERLAP 800
#define JF__USUAL_NEAR_DAYS 10
#define JF__USUAL_GROWTH 15
#define JF__USUAL_WEIGHT_AGENDA 60
#define JF__USUAL_WEIGHT_GATHERING 120
#define JF__USUAL_WEIGHT_SUPERFLUOUS 1
#define JF__USUAL_WEIGHT_SHIFT 5

/* No request, person, room, group: indexes are uint32_t. */
#define JF__NONE UINT32_MAX

typedef struct jf__attendance {
    uint32_t request;
    uint32_t person;
    int32_t heads;
    bool is_optional;
} jf__attendance;

typedef struct jf__subject {
    uint32_t request;
    int64_t topic;
} jf__subject;

/* Of a room, or needed by a request. */
typedef struct jf__feature {
    uint32_t owner;
    int64_t feature;
} jf__feature;

/* [start, end) of a day is taken from its owner, or given to it (room hours). */
typedef struct jf__taken {
    uint32_t owner;
    jf_day day;
    int32_t start;
    int32_t end;
} jf__taken;

typedef struct jf__pairing {
    uint32_t a;
    uint32_t b;
    int64_t weight; /* 0 for bars, and for hard conflicts */
} jf__pairing;

/* A jf_relation with its defaults filled in. */
typedef struct jf__relation {
    uint32_t a;
    uint32_t b;
    int32_t kind;
    int64_t least;
    int64_t most; /* INT64_MAX: any number */
} jf__relation;

typedef struct jf__blackout {
    jf_day first;
    jf_day last;
} jf__blackout;

typedef struct jf__tables jf__tables;

struct jf_problem {
    jf__reference reference;
    jf_allocator allocator;
    jf_calendar *calendar;      /* NULL: plain days */
    jf_problem_options options; /* defaults filled in; day_from 0 is midnight here */
    jf_meeting_rules rules;     /* defaults filled in; 0 is zero here */
    jf__idmap person_ids;
    jf__idmap room_ids;
    jf__idmap class_ids;
    jf__idmap request_ids;
    jf__idmap attendance_ids; /* request and person packed into one key */
    JF__ARRAY(jf_person) persons;
    JF__ARRAY(jf_room) rooms;
    JF__ARRAY(jf_meeting_class) classes;
    JF__ARRAY(jf_request) requests; /* target is always a day */
    JF__ARRAY(jf__attendance) attendances;
    JF__ARRAY(jf__subject) subjects;
    JF__ARRAY(int64_t) generic_topics;
    JF__ARRAY(jf__taken) busy;        /* owner: person */
    JF__ARRAY(jf__taken) room_hours;  /* owner: room */
    JF__ARRAY(jf__taken) unavailable; /* owner: request */
    JF__ARRAY(jf__feature) features;  /* owner: room */
    JF__ARRAY(jf__feature) needs;     /* owner: request */
    JF__ARRAY(jf__pairing) conflicts;
    JF__ARRAY(jf__pairing) bars;
    JF__ARRAY(jf__relation) relations;
    JF__ARRAY(jf__blackout) blackouts;
    jf__tables *tables; /* NULL until sealed */
};

/* An empty problem of options whose defaults are filled in; else as jf_problem_new. */
jf_problem *jf__problem_make(jf_calendar *calendar, const jf_problem_options *options,
                             jf_error *err);

/* JF_OK when the problem can still be told more. */
jf_status jf__problem_check_open(const jf_problem *self, jf_error *err);

/* JF_OK when the problem can be asked. */
jf_status jf__problem_check_sealed(const jf_problem *self, const char *argument, jf_error *err);

/* Index behind an id, or JF_E_NOT_FOUND with `what` in the message. */
jf_status jf__problem_find(const jf__idmap *ids, int64_t id, const char *what, uint32_t *index_out,
                           jf_error *err);

/* JF_OK when the id is 1 or more and still free. */
jf_status jf__problem_check_new_id(const jf__idmap *ids, int64_t id, const char *what,
                                   jf_error *err);

/* A time that lies in the horizon and in one day, as a record. */
jf_status jf__problem_read_time(const jf_problem *self, uint32_t owner, jf_day day, int32_t start,
                                int32_t minutes, jf__taken *out, jf_error *err);

/* Room for one more in the array and its id map. */
#define jf__problem_reserve(self, array, ids)                                                      \
    (jf__array_reserve((array), 1, &(self)->allocator) &&                                          \
     jf__idmap_reserve((ids), 1, &(self)->allocator))

/* Whether [start, end) of any day lies in the day's hours and outside lunch. */
bool jf__problem_in_hours(const jf_problem *self, int32_t start, int32_t end);

/* Longest agenda that a start on the grain allows. */
int32_t jf__problem_longest(const jf_problem *self);

#endif
