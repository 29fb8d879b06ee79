/* SPDX-License-Identifier: Apache-2.0 */
/* Costs of placements, counted from the records, term by term. */
#include "base/checked.h"
#include "base/error.h"
#include "meeting/check.h"

/* *sum += factor * value */
static bool add_product(int64_t *sum, int64_t factor, int64_t value)
{
    int64_t product;

    return jf__multiply(factor, value, &product) && jf__add(*sum, product, sum);
}

static bool add_gathering(jf__checker *self, const uint32_t *members, size_t count, int64_t *costs)
{
    const jf_meeting_rules *rules = &self->problem->rules;
    int64_t minutes = self->placements[members[0]].minutes;
    int64_t superfluous = 0;

    jf__checker_gather(self, members, count);
    for (size_t i = 0; i < self->present_count; i++) {
        const jf__present *own = &self->present[i];
        int64_t heads = own->heads > 1 ? own->heads : 1;

        if (!own->is_required)
            continue;
        if (!add_product(&costs[JF_COST_ATTENDED], heads, minutes))
            return false;
        if (minutes > own->own && !add_product(&superfluous, heads, minutes - own->own))
            return false;
    }
    return add_product(&costs[JF_COST_SUPERFLUOUS], rules->weight_superfluous, superfluous) &&
           jf__add(costs[JF_COST_AGENDA], rules->weight_agenda, &costs[JF_COST_AGENDA]) &&
           jf__add(costs[JF_COST_GATHERING], rules->weight_gathering, &costs[JF_COST_GATHERING]);
}

static jf_status add_shift(jf__checker *self, uint32_t index, int64_t *costs)
{
    int64_t days;
    jf_status status =
        jf__checker_days_between(self->problem, self->problem->requests.items[index].target,
                                 self->placements[index].day, &days, self->err);

    if (!status && !add_product(&costs[JF_COST_SHIFT], self->problem->rules.weight_shift, days))
        status = jf__fail(self->err, JF_E_OVERFLOW, "shift costs leave 64 bits");
    return status;
}

static bool add_conflicts(jf__checker *self, int64_t *costs)
{
    const jf_problem *problem = self->problem;

    for (size_t i = 0; i < problem->conflicts.count; i++) {
        const jf__pairing *conflict = &problem->conflicts.items[i];
        const jf_placement *a = &self->placements[conflict->a];
        const jf_placement *b = &self->placements[conflict->b];
        bool both = a->gathering > 0 && b->gathering > 0 && a->gathering != b->gathering;

        if (both && a->day == b->day && a->start + a->minutes > b->start &&
            b->start + b->minutes > a->start &&
            !jf__add(costs[JF_COST_CONFLICT], conflict->weight, &costs[JF_COST_CONFLICT]))
            return false;
    }
    return true;
}

static jf_status add_all(jf__checker *self, int64_t *costs)
{
    jf_status status = JF_OK;
    size_t first = 0;

    while (!status && first < self->order_count) {
        size_t count = jf__checker_members(self, first);

        if (!add_gathering(self, &self->order[first], count, costs))
            return jf__fail(self->err, JF_E_OVERFLOW, "costs leave 64 bits");
        first += count;
    }
    for (size_t i = 0; !status && i < self->order_count; i++)
        status = add_shift(self, self->order[i], costs);
    if (!status && !add_conflicts(self, costs))
        status = jf__fail(self->err, JF_E_OVERFLOW, "conflict costs leave 64 bits");
    for (int term = JF_COST_ATTENDED; !status && term <= JF_COST_CONFLICT; term++)
        if (!jf__add(costs[JF_COST_TOTAL], costs[term], &costs[JF_COST_TOTAL]))
            status = jf__fail(self->err, JF_E_OVERFLOW, "the total cost leaves 64 bits");
    return status;
}

jf_status jf__check_costs(const jf_problem *problem, const jf_placement *placements,
                          int64_t *costs_out, jf_error *err)
{
    jf__checker self = {0};
    jf_status status = jf__checker_open(&self, problem, placements, err);

    if (!status)
        status = add_all(&self, costs_out);
    jf__checker_close(&self);
    return status;
}
