/* SPDX-License-Identifier: Apache-2.0 */
/* Cheap questions first: bounds of the group, then the groups of that day, then rooms. */
#include "meeting/look.h"

jf__starts jf__look_starts(const jf__state *state, uint32_t group, int32_t day)
{
    const jf__tables *tables = state->tables;
    const jf__shape *shape = &state->groups[group].shape;
    jf__starts starts = {NULL, NULL, NULL, 0};

    if (shape->pin_start >= 0) {
        starts.pinned = &shape->pin_start;
        starts.count = 1;
    } else if (tables->starts_by_day) {
        starts.own = tables->starts.items + tables->starts.offsets[day];
        starts.count = tables->starts.offsets[day + 1] - tables->starts.offsets[day];
    } else {
        starts.grid = tables->grid.items;
        starts.count = tables->grid.count;
    }
    return starts;
}

/* First interval of an owner that ends after a time. */
static size_t find_interval(const jf__taken *items, const size_t *offsets, uint32_t owner,
                            int32_t day, int32_t minute)
{
    size_t low = offsets[owner];
    size_t high = offsets[owner + 1];

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const jf__taken *item = &items[middle];

        if (item->day < day || (item->day == day && item->end <= minute))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_blocked(const jf__tables *tables, uint32_t request, int32_t day, int32_t start,
                       int32_t end)
{
    size_t at = find_interval(tables->blocked.items, tables->blocked.offsets, request, day, start);

    return at < tables->blocked.offsets[request + 1] && tables->blocked.items[at].day == day &&
           tables->blocked.items[at].start < end;
}

bool jf__look_fits(const jf__state *state, uint32_t group, int32_t day, int32_t start)
{
    const jf__shape *shape = &state->groups[group].shape;
    uint32_t open_at = state->tables->open_at[day];
    int32_t end = start + shape->layout.minutes;

    if (shape->is_torn || open_at < shape->window_first || open_at >= shape->window_end ||
        (shape->pin_start >= 0 && shape->pin_start != start) ||
        !jf__problem_in_hours(state->problem, start, end))
        return false;
    for (uint32_t request = state->groups[group].first_member; request != JF__NONE;
         request = state->next_member[request])
        if (is_blocked(state->tables, request, day, start, end))
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
}

/* A room with hours holds a meeting within one interval; intervals may overlap. */
static bool is_room_open(const jf__tables *tables, uint32_t room, int32_t day, int32_t start,
                         int32_t end)
{
    size_t last = tables->hours.offsets[room + 1];
    size_t at = find_interval(tables->hours.items, tables->hours.offsets, room, day, -1);

    if (tables->hours.offsets[room] == last)
        return true;
    for (; at < last && tables->hours.items[at].day == day; at++)
        if (tables->hours.items[at].start <= start && tables->hours.items[at].end >= end)
            return true;
    return false;
}

bool jf__look_room_fits(const jf__state *state, uint32_t group, uint32_t room, int32_t day,
                        int32_t start)
{
    const jf__shape *shape = &state->groups[group].shape;
    int32_t capacity = state->problem->rooms.items[room].capacity;

    return (shape->pin_room == JF__NONE || shape->pin_room == room) &&
           (capacity == 0 || shape->layout.seats <= capacity) &&
           is_room_open(state->tables, room, day, start, start + shape->layout.minutes);
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

/* Best spot of one day below the limit. */
static bool find_on_day(jf__state *state, uint32_t group, uint32_t open_at, int64_t limit,
                        jf__spot *spot_out, int64_t *cost_out)
{
    int32_t day = (int32_t)state->tables->open_days[open_at];
    int64_t shift = jf__cost_shift(state, group, day);
    jf__starts starts = jf__look_starts(state, group, day);
    bool found = false;

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

/* Position of the open day nearest to the target of the first member, inside the window. */
static uint32_t nearest_to_target(const jf__state *state, uint32_t group)
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
    middle = nearest_to_target(state, group);
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
