/* SPDX-License-Identifier: Apache-2.0 */
/* Cheap questions first: bounds of the group, then the groups of that day, then rooms. */
#include "meeting/look.h"

/* A pin is kept, on the grain or not; all else lies on the grain. */
static bool may_start(const jf__state *state, uint32_t group, int32_t start)
{
    const jf_problem_options *day = &state->problem->options;
    int32_t pin_start = state->groups[group].shape.pin_start;

    return pin_start >= 0 ? pin_start == start : (start - day->day_from) % day->grain == 0;
}

bool jf__look_fits(const jf__state *state, uint32_t group, int32_t day, int32_t start)
{
    const jf__shape *shape = &state->groups[group].shape;
    uint32_t open_at = state->tables->open_at[day];
    int32_t end = start + shape->layout.minutes;

    if (shape->is_torn || open_at < shape->window_first || open_at >= shape->window_end ||
        !may_start(state, group, start) ||
        !jf__problem_in_hours(state->problem, start, end))
        return false;
    for (uint32_t request = state->groups[group].first_member; request != JF__NONE;
         request = state->next_member[request])
        if (jf__tables_is_blocked(state->tables, request, day, start, end))
            return false;
    return true;
}

static bool are_apart(const jf__state *state, uint32_t a, uint32_t b)
{
    for (uint32_t x = state->groups[a].first_member; x != JF__NONE; x = state->next_member[x])
        for (uint32_t y = state->groups[b].first_member; y != JF__NONE; y = state->next_member[y])
            if (jf__bits_get(&state->tables->apart, x, y))
                return true;
    return false;
}

void jf__look_around(jf__state *state, uint32_t group, int32_t day, int32_t start, jf__view *out)
{
    int32_t end = start + state->groups[group].shape.layout.minutes;
    bool has_clashes = state->tables->clashes.count > 0;

    out->count = 0;
    out->conflict = 0;
    for (size_t room = 0; room < state->problem->rooms.count; room++)
        state->uses[room] = 0;
    for (uint32_t other = state->day_first[day]; other != JF__NONE;
         other = state->groups[other].next) {
        uint32_t room = state->groups[other].spot.room;

        if (other == group || !jf__overlaps(&state->groups[other], start, end))
            continue;
        if (room != JF__NONE) {
            state->users[room] = other;
            state->uses[room]++;
        }
        if (are_apart(state, group, other)) {
            if (out->count < JF__BLOCKER_MAX)
                out->blockers[out->count] = other;
            if (out->count <= JF__BLOCKER_MAX)
                out->count++;
        } else if (has_clashes) {
            out->conflict += jf__cost_overlap(state, group, other);
        }
    }
    jf__look_related(state, group, day, start, out);
}

static bool has_features(const jf__state *state, uint32_t group, uint32_t room)
{
    if (state->tables->wanted.count == 0)
        return true;
    for (uint32_t request = state->groups[group].first_member; request != JF__NONE;
         request = state->next_member[request])
        if (!jf__tables_has_features(state->tables, room, request))
            return false;
    return true;
}

bool jf__look_room_fits(const jf__state *state, uint32_t group, uint32_t room, int32_t day,
                        int32_t start)
{
    const jf__shape *shape = &state->groups[group].shape;
    int32_t capacity = state->problem->rooms.items[room].capacity;

    return (shape->pin_room == JF__NONE || shape->pin_room == room) &&
           (capacity == 0 || shape->layout.seats <= capacity) &&
           has_features(state, group, room) &&
           jf__tables_is_room_open(state->tables, room, day, start, start + shape->layout.minutes);
}

bool jf__look_room(const jf__state *state, uint32_t group, int32_t day, int32_t start,
                   uint32_t preferred, uint32_t *room_out)
{
    size_t count = state->problem->rooms.count;

    *room_out = JF__NONE;
    if (count == 0)
        return true;
    if (preferred != JF__NONE && state->uses[preferred] == 0 &&
        jf__look_room_fits(state, group, preferred, day, start)) {
        *room_out = preferred;
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t room = state->tables->rooms[i];

        if (state->uses[room] == 0 && jf__look_room_fits(state, group, room, day, start)) {
            *room_out = room;
            return true;
        }
    }
    return false;
}

bool jf__look_stays(const jf__state *state, uint32_t group, jf__spot spot)
{
    jf__view view = {.count = 0};

    jf__look_related(state, group, spot.day, spot.start, &view);
    return view.count == 0 && may_start(state, group, spot.start);
}

/* Best spot of one day below the limit. */
static bool find_on_day(jf__state *state, uint32_t group, uint32_t open_at, int64_t limit,
                        jf__spot *spot_out, int64_t *cost_out)
{
    int32_t day = (int32_t)state->tables->open_days[open_at];
    int64_t shift = jf__cost_shift(state, group, day);
    jf__starts starts =
        jf__tables_starts(state->tables, day, &state->groups[group].shape.pin_start);
    bool found = false;

    if (!jf__look_may_relate(state, group, day))
        return false;
    for (size_t i = 0; i < starts.count && shift < limit; i++) {
        int32_t start = jf__starts_at(&starts, i);
        uint32_t room;
        jf__view view;

        if (!jf__look_fits(state, group, day, start))
            continue;
        jf__look_around(state, group, day, start, &view);
        if (view.count > 0 || shift + view.conflict >= limit ||
            !jf__look_room(state, group, day, start, JF__NONE, &room))
            continue;
        limit = *cost_out = shift + view.conflict;
        *spot_out = (jf__spot){day, start, room};
        found = true;
    }
    return found;
}

uint32_t jf__look_nearest(const jf__state *state, uint32_t group)
{
    const jf__shape *shape = &state->groups[group].shape;
    int32_t target = state->tables->needs[state->groups[group].first_member].target_rank;
    uint32_t low = shape->window_first;
    uint32_t high = shape->window_end - 1;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (state->tables->ranks[state->tables->open_days[middle]] < target)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool jf__look_best(jf__state *state, uint32_t group, int64_t limit, jf__spot *spot_out,
                   int64_t *cost_out)
{
    const jf__shape *shape = &state->groups[group].shape;
    bool found = false;
    uint32_t middle;

    if (shape->window_first >= shape->window_end || shape->is_torn)
        return false;
    middle = jf__look_nearest(state, group);
    /* outwards, so that good spots come first and far days are dropped by their shift alone */
    for (uint32_t step = 0; step <= shape->window_end - shape->window_first; step++) {
        if (middle + step < shape->window_end &&
            find_on_day(state, group, middle + step, limit, spot_out, cost_out)) {
            found = true;
            limit = *cost_out;
        }
        if (step > 0 && middle >= shape->window_first + step &&
            find_on_day(state, group, middle - step, limit, spot_out, cost_out)) {
            found = true;
            limit = *cost_out;
        }
    }
    return found;
}
