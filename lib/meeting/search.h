/* SPDX-License-Identifier: Apache-2.0 */
/* The search for a plan: what its parts share. */
#ifndef JIANFU_LIB_MEETING_SEARCH_H
#define JIANFU_LIB_MEETING_SEARCH_H

#include "base/random.h"
#include "meeting/look.h"

typedef struct jf__search {
    jf__state *state;
    jf__random random;
    jf__best best;
    bool no_merge;
    int64_t step;     /* moves tried so far */
    int64_t step_max; /* of the current start */
    jf_progress_fn fn;
    void *user;
    bool is_stopped;
    int64_t price;            /* of an unplaced request */
    uint32_t *weights;        /* by request: how hard it was to place */
    jf__spot *forbidden;      /* by request: the spot it was thrown out of last … */
    int64_t *forbidden_until; /* … and the round of construction up to which it stays forbidden */
    int32_t *thresholds;      /* table of the acceptance rule */
} jf__search;

/* One more step; calls the progress function. False when the search has to end. */
bool jf__search_tick(jf__search *self);

/* Requests that wait now. */
int64_t jf__search_unplaced(const jf__state *state);

/* Keeps the state when it is the best so far. */
void jf__search_keep(jf__search *self);

/* Places what waits: the hardest first, then by throwing out what is in the way. */
bool jf__construct(jf__search *self);

/* Puts pairs that save most into one group, as a start for the search; places nothing. */
void jf__construct_merged(jf__search *self);

/* Applies a random move, for the caller to judge; false when there was nothing to apply, and then
 * the caller has to undo to where the trail stood. */
bool jf__move(jf__search *self);

/* Simulated annealing until step_max. */
void jf__anneal(jf__search *self);

/* Improves the state, which is the best so far, until no single group can be placed better and no
 * two be merged better; keeps it. */
void jf__polish(jf__search *self);

/* The best merge of two requests of different groups, all else staying where it is: the change of
 * cost, and which of the ways it is; false when there is no way. The state is unchanged. */
bool jf__join_price(jf__state *state, uint32_t a, uint32_t b, int64_t *price_out, int *way_out);

/* Applies such a way. */
bool jf__join_apply(jf__state *state, uint32_t a, uint32_t b, int way);

/* Whether all members of two groups may be in one agenda. `shape_out` is theirs together. */
bool jf__join_allowed(const jf__state *state, const uint32_t *members, size_t count,
                      jf__shape *shape_out);

#endif
