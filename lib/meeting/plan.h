/* SPDX-License-Identifier: Apache-2.0 */
/* What a plan consists of, and the steps that make it whole. */
#ifndef JIANFU_LIB_MEETING_PLAN_H
#define JIANFU_LIB_MEETING_PLAN_H

#include "meeting/check.h"
#include "meeting/state.h"

#define JF__COST_TERMS (JF_COST_CONFLICT + 1)

struct jf_plan {
    jf_problem *problem;
    jf_placement *placements; /* one a request, in the order of requests */
    size_t gathering_count;
    size_t unplaced_count;
    int64_t costs[JF__COST_TERMS];
    int64_t bound;
    int32_t verdict;
    bool no_merge;
    jf__broken_array broken;
    JF__ARRAY(jf_refusal) refusals;
};

/* A plan with every request unplaced; costs, bound and lists are still to be made. */
jf_plan *jf__plan_new(jf_problem *problem, jf_error *err);

/* Numbers gatherings by time, then checks, prices, bounds and explains the placements. */
jf_status jf__plan_finish(jf_plan *self, jf_error *err);

/* Gives placements of length 0 the length that their gathering needs. */
jf_status jf__plan_fill_lengths(jf_plan *self, jf_error *err);

/* Takes a placement made elsewhere. `marks`, one a request, is 0 for those without one; it becomes
 * `mark`, which is not 0. */
jf_status jf__plan_put(jf_plan *self, const jf_placement *placement, int32_t mark, int32_t *marks,
                       jf_error *err);

/* Fills in lengths and holds the members of each gathering together. JF_E_ARGUMENT: they lie apart
 * (err->subject is the request). */
jf_status jf__plan_join(jf_plan *self, jf_error *err);

/* Whether a finished plan breaks nothing but that requests are unplaced. */
bool jf__plan_is_sound(const jf_plan *self);

/* What a search that was not stopped concludes when this is its plan. */
int32_t jf__plan_conclude(const jf_plan *self);

/* The plan of a search. */
jf_plan *jf__plan_from_best(jf_problem *problem, const jf__best *best, bool no_merge,
                            bool is_stopped, jf_error *err);

/* Fills the refusals of a plan that is complete otherwise. */
bool jf__plan_explain(jf_plan *self);

#endif
