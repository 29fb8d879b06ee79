/* SPDX-License-Identifier: Apache-2.0 */
/* Why pairs stand apart. A pair that passes every test is priced by the best merge of the two with
 * everything else left where it is; without any such merge the reason is its placement. */
#include "meeting/pair.h"
#include "meeting/plan.h"
#include "meeting/search.h"

/* The plan as a state; gatherings keep their numbers less one, unplaced requests take the rest. */
static jf__state *load_state(const jf_plan *self)
{
    const jf_problem *problem = self->problem;
    size_t count = problem->requests.count;
    jf__seat *seats = jf__allocate(&problem->allocator, count, sizeof *seats);
    jf__state *state = jf__state_new(problem);
    uint32_t next = (uint32_t)self->gathering_count;

    for (size_t i = 0; seats && state && i < count; i++) {
        const jf_placement *from = &self->placements[i];

        seats[i] = (jf__seat){next, {JF__NOWHERE, 0, JF__NONE}};
        if (from->gathering == 0) {
            next++;
            continue;
        }
        seats[i].group = (uint32_t)from->gathering - 1;
        seats[i].spot.day = from->day - problem->options.first;
        seats[i].spot.start = from->start;
        seats[i].spot.room = jf__idmap_find(&problem->room_ids, from->room);
    }
    if (seats && state)
        jf__state_load(state, seats);
    jf__release(&problem->allocator, seats);
    if (seats)
        return state;
    jf__state_free(state);
    return NULL;
}

static jf_refusal explain(const jf_plan *self, jf__state *state, const jf__link *pair)
{
    const jf_request *requests = self->problem->requests.items;
    jf_refusal refusal = {.size = sizeof refusal,
                          .reason = JF_REFUSAL_TEST,
                          .request_a = requests[pair->owner].id,
                          .request_b = requests[pair->other].id,
                          .test = (int32_t)pair->weight};
    int way;

    if (pair->weight == 0)
        refusal.reason = jf__join_price(state, pair->owner, pair->other, &refusal.price, &way)
                             ? JF_REFUSAL_PRICE
                             : JF_REFUSAL_PLACEMENT;
    return refusal;
}

static bool explain_pairs(jf_plan *self, jf__state *state, const jf__link_rows *pairs)
{
    bool may_merge = !self->no_merge && self->problem->rules.no_merge == 0;

    for (size_t i = 0; i < pairs->count; i++) {
        const jf__link *pair = &pairs->items[i];

        if (state->group_of[pair->owner] == state->group_of[pair->other] ||
            (pair->weight == 0 && !may_merge))
            continue;
        if (!jf__array_reserve(&self->refusals, 1, &self->problem->allocator))
            return false;
        self->refusals.items[self->refusals.count++] = explain(self, state, pair);
    }
    return true;
}

bool jf__plan_explain(jf_plan *self)
{
    const jf_allocator *allocator = &self->problem->allocator;
    jf__link_rows pairs = {0};
    jf__state *state = load_state(self);
    bool done = state && jf__pairs_in_question(self->problem, self->problem->tables, &pairs) &&
                explain_pairs(self, state, &pairs);

    jf__state_free(state);
    jf__rows_release(&pairs, allocator);
    return done;
}
