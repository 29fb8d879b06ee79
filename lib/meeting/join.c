/* SPDX-License-Identifier: Apache-2.0 */
/* Merging two requests in a plan that stands: whole groups, one of the two alone, or both alone. */
#include "meeting/search.h"

enum way { WAY_WHOLE, WAY_FIRST, WAY_SECOND, WAY_BOTH, WAY_COUNT };

bool jf__join_allowed(const jf__state *state, const uint32_t *members, size_t count,
                      jf__shape *shape_out)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (!jf__bits_get(&state->tables->mergeable, members[i], members[j]))
                return false;
    if (!jf__tables_has_room(state->tables, state->problem, members, count))
        return false;
    jf__shape_make(state, members, count, shape_out);
    return !shape_out->is_torn && shape_out->window_first < shape_out->window_end &&
           jf__layout_failed(&state->problem->rules, state->tables, members, count,
                             &shape_out->layout) == 0 &&
           (shape_out->pin_start >= 0 || shape_out->layout.minutes <= state->tables->longest);
}

/* A way is its own when it differs from the ones before it. */
static bool is_way(const jf__state *state, uint32_t a, uint32_t b, int way)
{
    bool a_has_others = state->groups[state->group_of[a]].member_count > 1;
    bool b_has_others = state->groups[state->group_of[b]].member_count > 1;

    return way == WAY_WHOLE || (way == WAY_FIRST && a_has_others) ||
           (way == WAY_SECOND && b_has_others) || (way == WAY_BOTH && a_has_others && b_has_others);
}

/* Members of the group that would come of it, in state->members. */
static size_t list_union(const jf__state *state, uint32_t a, uint32_t b, int way)
{
    bool whole_a = way == WAY_WHOLE || way == WAY_SECOND;
    bool whole_b = way == WAY_WHOLE || way == WAY_FIRST;
    size_t count = 0;

    for (uint32_t r = state->groups[state->group_of[a]].first_member; r != JF__NONE;
         r = state->next_member[r])
        if (whole_a || r == a)
            state->members[count++] = r;
    for (uint32_t r = state->groups[state->group_of[b]].first_member; r != JF__NONE;
         r = state->next_member[r])
        if (whole_b || r == b)
            state->members[count++] = r;
    return count;
}

/* Takes a request out of its group, whose others stay where they are; gives its new group, or
 * JF__NONE when the others cannot stay without it. */
static uint32_t pull_out(jf__state *state, uint32_t request)
{
    uint32_t group = state->group_of[request];
    uint32_t own = jf__state_vacant(state);
    jf__spot spot = state->groups[group].spot;

    if (spot.day != JF__NOWHERE)
        jf__state_take(state, group);
    jf__state_transfer(state, request, own);
    if (spot.day != JF__NOWHERE && !jf__look_stays(state, group, spot))
        return JF__NONE;
    if (spot.day != JF__NOWHERE)
        jf__state_put(state, group, spot);
    return own;
}

static bool put_together(jf__state *state, uint32_t a, uint32_t b, int way)
{
    uint32_t from = state->group_of[a];
    uint32_t to = state->group_of[b];

    if ((way == WAY_FIRST || way == WAY_BOTH) && state->groups[from].member_count > 1)
        from = pull_out(state, a);
    if ((way == WAY_SECOND || way == WAY_BOTH) && state->groups[to].member_count > 1)
        to = pull_out(state, b);
    if (from == JF__NONE || to == JF__NONE)
        return false;
    if (jf__is_placed(state, from))
        jf__state_take(state, from);
    if (jf__is_placed(state, to))
        jf__state_take(state, to);
    jf__state_join(state, from, to);
    return true;
}

bool jf__join_apply(jf__state *state, uint32_t a, uint32_t b, int way)
{
    size_t count = list_union(state, a, b, way);
    jf__shape shape;
    jf__spot spot;
    int64_t cost;

    if (!jf__join_allowed(state, state->members, count, &shape))
        return false;
    if (!put_together(state, a, b, way) ||
        !jf__look_best(state, state->group_of[b], INT64_MAX, &spot, &cost))
        return false;
    jf__state_put(state, state->group_of[b], spot);
    return true;
}

bool jf__join_price(jf__state *state, uint32_t a, uint32_t b, int64_t *price_out, int *way_out)
{
    jf__mark mark = jf__state_mark(state);
    bool found = false;

    for (int way = WAY_WHOLE; way < WAY_COUNT; way++) {
        bool applied = is_way(state, a, b, way) && jf__join_apply(state, a, b, way);
        int64_t price = state->cost - mark.cost;

        jf__state_undo(state, mark);
        if (!applied || (found && price >= *price_out))
            continue;
        found = true;
        *price_out = price;
        *way_out = way;
    }
    return found;
}
