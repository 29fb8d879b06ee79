/* SPDX-License-Identifier: Apache-2.0 */
/* The checker: judges and prices placements from the records of the problem alone. It shares no
 * code with pair tests, costs and search, and reads none of their tables. */
#ifndef JIANFU_LIB_MEETING_CHECK_H
#define JIANFU_LIB_MEETING_CHECK_H

#include "meeting/problem.h"

typedef JF__ARRAY(jf_broken) jf__broken_array;

/* Appends every broken rule: by kind, then in the order of requests. */
jf_status jf__check_plan(const jf_problem *problem, const jf_placement *placements,
                         jf__broken_array *broken, jf_error *err);

/* Writes one cost for each jf_cost_term. */
jf_status jf__check_costs(const jf_problem *problem, const jf_placement *placements,
                          int64_t *costs_out, jf_error *err);

/* For the files of the checker. */

/* Somebody of a gathering, over all requests of it that name him. */
typedef struct jf__present {
    uint32_t person;
    bool is_required;
    int64_t heads; /* the most of any of these requests */
    int64_t own;   /* minutes of the requests that require him */
} jf__present;

typedef struct jf__checker {
    const jf_problem *problem;
    const jf_placement *placements;
    jf__broken_array *broken;
    jf_error *err;
    uint32_t *order; /* placed requests by gathering, then as added */
    size_t order_count;
    size_t *guest_first;  /* by request: its first place in guests */
    uint32_t *guests;     /* positions in problem->attendances */
    jf__present *present; /* of the gathering that was gathered last */
    size_t present_count;
    uint32_t *present_at; /* by person: position in present + 1, or 0 */
} jf__checker;

jf_status jf__checker_open(jf__checker *self, const jf_problem *problem,
                           const jf_placement *placements, jf_error *err);
void jf__checker_close(jf__checker *self);

/* Members of the gathering that begins at order[first]. */
size_t jf__checker_members(const jf__checker *self, size_t first);

/* Fills `present` with the people of these members. */
void jf__checker_gather(jf__checker *self, const uint32_t *members, size_t count);

jf_status jf__checker_add(jf__checker *self, int32_t kind, int64_t request_a, int64_t request_b,
                          int64_t subject, int64_t expected, int64_t actual);

/* Working days after the earlier day up to and with the later one. */
jf_status jf__checker_days_between(const jf_problem *problem, jf_day a, jf_day b, int64_t *days_out,
                                   jf_error *err);

/* Whether meetings may be held on a day. */
jf_status jf__checker_is_open(const jf_problem *problem, jf_day day, bool *is_open_out,
                              jf_error *err);

/* Longest opening and all contents. */
int64_t jf__checker_length(const jf_problem *problem, const uint32_t *members, size_t count);

/* Groups of rules. */
jf_status jf__checker_overlaps(jf__checker *self, int32_t kind);
jf_status jf__checker_merges(jf__checker *self);
jf_status jf__checker_relations(jf__checker *self);

#endif
