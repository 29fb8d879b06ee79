/* SPDX-License-Identifier: Apache-2.0 */
/* Shift and conflicts. Only the groups of one day are looked at. */
#include "meeting/cost.h"

int64_t jf__cost_shift(const jf__state *state, uint32_t group, int32_t day)
{
    int64_t rank = state->tables->ranks[day];
    int64_t days = 0;

    for (uint32_t request = state->groups[group].first_member; request != JF__NONE;
         request = state->next_member[request]) {
        int64_t apart = rank - state->tables->needs[request].target_rank;

        days += apart < 0 ? -apart : apart;
    }
    return days * state->problem->rules.weight_shift;
}

int64_t jf__cost_overlap(const jf__state *state, uint32_t a, uint32_t b)
{
    const jf__tables *tables = state->tables;
    int64_t price = 0;

    for (uint32_t x = state->groups[a].first_member; x != JF__NONE; x = state->next_member[x])
        for (uint32_t y = state->groups[b].first_member; y != JF__NONE; y = state->next_member[y])
            if (jf__bits_get(&tables->clashing, x, y))
                price += jf__link_find(&tables->clashes, x, y)->weight;
    return price;
}

int64_t jf__cost_spot(const jf__state *state, uint32_t group, jf__spot spot)
{
    int32_t end = spot.start + state->groups[group].shape.layout.minutes;
    int64_t price = jf__cost_shift(state, group, spot.day);

    if (state->tables->clashes.count == 0)
        return price;
    for (uint32_t other = state->day_first[spot.day]; other != JF__NONE;
         other = state->groups[other].next)
        if (other != group && jf__overlaps(&state->groups[other], spot.start, end))
            price += jf__cost_overlap(state, group, other);
    return price;
}
