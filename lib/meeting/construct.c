/* SPDX-License-Identifier: Apache-2.0 */
/* A first plan. Groups are placed by how little room they have, each at its cheapest spot; what is
 * left goes in by throwing out what is lightest, with weights that grow for what is thrown out and
 * a spot that stays forbidden to it for some rounds (the shape of TSSP, Goh et al. 2017). */
#include "meeting/search.h"

#define ROUNDS_FORBIDDEN 10
#define DAYS_LOOKED_AT 48

typedef struct entry {
    uint32_t group;
    uint64_t room; /* days and starts per neighbour */
} entry;

static int compare_entries(const void *a, const void *b, const void *context)
{
    const entry *x = a;
    const entry *y = b;

    (void)context;
    if (x->room != y->room)
        return x->room < y->room ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static uint64_t count_neighbours(const jf__state *state, uint32_t request)
{
    uint64_t count = 0;

    for (uint32_t other = 0; other < state->count; other++)
        count += jf__bits_get(&state->tables->apart, request, other) ? 1 : 0;
    return count;
}

static uint64_t room_of(const jf__state *state, uint32_t group)
{
    const jf__shape *shape = &state->groups[group].shape;
    uint64_t days =
        shape->window_end > shape->window_first ? shape->window_end - shape->window_first : 0;
    uint64_t starts = shape->pin_start >= 0 ? 1 : state->tables->grid.count;
    uint64_t neighbours = count_neighbours(state, state->groups[group].first_member);

    return days * starts * 1024 / (neighbours + 1) / (uint64_t)(shape->layout.minutes + 1);
}

static bool place_in_order(jf__search *self)
{
    jf__state *state = self->state;
    const jf_allocator *allocator = &state->problem->allocator;
    size_t count = state->waiting_count;
    entry *order = jf__allocate(allocator, count, sizeof *order);
    bool sorted;

    if (!order)
        return false;
    for (size_t i = 0; i < count; i++)
        order[i] = (entry){state->waiting[i], room_of(state, state->waiting[i])};
    sorted = jf__sort(order, count, sizeof *order, compare_entries, NULL, allocator);
    for (size_t i = 0; sorted && i < count; i++) {
        jf__spot spot;
        int64_t cost;

        if (jf__look_best(state, order[i].group, INT64_MAX, &spot, &cost))
            jf__state_put(state, order[i].group, spot);
        jf__state_commit(state);
    }
    jf__release(allocator, order);
    return sorted;
}

static int64_t weight_of(const jf__search *self, uint32_t group)
{
    int64_t weight = 0;

    for (uint32_t request = self->state->groups[group].first_member; request != JF__NONE;
         request = self->state->next_member[request])
        weight += self->weights[request];
    return weight;
}

/* A way in: a spot, and whom it throws out. */
typedef struct entrance {
    jf__spot spot;
    uint32_t out[JF__BLOCKER_MAX + 1];
    uint32_t out_count;
    int64_t weight; /* of those thrown out */
    int64_t cost;
} entrance;

static bool is_listed(const entrance *way, uint32_t group)
{
    for (uint32_t i = 0; i < way->out_count; i++)
        if (way->out[i] == group)
            return true;
    return false;
}

/* Chooses the room whose holder is lightest; a free one, or one of a group that goes out anyway,
 * weighs nothing. */
static bool choose_room(const jf__search *self, uint32_t group, entrance *way)
{
    const jf__state *state = self->state;
    int64_t least = INT64_MAX;

    way->spot.room = JF__NONE;
    if (state->problem->rooms.count == 0)
        return true;
    for (size_t i = 0; i < state->problem->rooms.count; i++) {
        uint32_t room = state->tables->rooms[i];
        bool is_free = state->uses[room] == 0 ||
                       (state->uses[room] == 1 && is_listed(way, state->users[room]));
        int64_t weight = is_free ? 0 : weight_of(self, state->users[room]);

        if (weight >= least || (!is_free && state->uses[room] > 1) ||
            !jf__look_room_fits(state, group, room, way->spot.day, way->spot.start))
            continue;
        least = weight;
        way->spot.room = room;
    }
    if (way->spot.room != JF__NONE && least > 0) {
        way->out[way->out_count++] = state->users[way->spot.room];
        way->weight += least;
    }
    return way->spot.room != JF__NONE;
}

static bool is_forbidden(const jf__search *self, uint32_t group, int32_t day, int32_t start,
                         int64_t round)
{
    uint32_t request = self->state->groups[group].first_member;

    return self->forbidden_until[request] > round && self->forbidden[request].day == day &&
           self->forbidden[request].start == start;
}

static bool open_entrance(jf__search *self, uint32_t group, int32_t day, int32_t start,
                          entrance *way)
{
    jf__state *state = self->state;
    jf__view view;

    if (!jf__look_fits(state, group, day, start))
        return false;
    jf__look_around(state, group, day, start, &view);
    if (view.count > JF__BLOCKER_MAX)
        return false;
    way->spot = (jf__spot){day, start, JF__NONE};
    way->out_count = view.count;
    way->weight = 0;
    way->cost = view.conflict + jf__cost_shift(state, group, day);
    for (uint32_t i = 0; i < view.count; i++) {
        way->out[i] = view.blockers[i];
        way->weight += weight_of(self, view.blockers[i]);
    }
    return choose_room(self, group, way);
}

/* The lightest entrance over the days of the window, or a sample of them; ties go to the cheaper
 * one, then by chance. */
static bool find_entrance(jf__search *self, uint32_t group, int64_t round, entrance *best)
{
    jf__state *state = self->state;
    const jf__shape *shape = &state->groups[group].shape;
    uint32_t days = shape->window_end - shape->window_first;
    uint32_t tries = days < DAYS_LOOKED_AT ? days : DAYS_LOOKED_AT;
    uint32_t ties = 0;

    for (uint32_t i = 0; i < tries; i++) {
        uint32_t at = days == tries ? i : jf__random_below(&self->random, days);
        int32_t day = (int32_t)state->tables->open_days[shape->window_first + at];
        jf__starts starts = jf__tables_starts(state->tables, day, &shape->pin_start);

        for (size_t k = 0; k < starts.count; k++) {
            int32_t start = jf__starts_at(&starts, k);
            entrance way = {.cost = 0};

            if (is_forbidden(self, group, day, start, round) ||
                !open_entrance(self, group, day, start, &way))
                continue;
            if (ties > 0 && (way.weight > best->weight ||
                             (way.weight == best->weight && way.cost > best->cost)))
                continue;
            ties = ties > 0 && way.weight == best->weight && way.cost == best->cost ? ties + 1 : 1;
            if (ties == 1 || jf__random_below(&self->random, ties) == 0)
                *best = way;
        }
    }
    return ties > 0;
}

static void throw_out(jf__search *self, uint32_t group, int64_t round)
{
    jf__state *state = self->state;
    uint32_t first = state->groups[group].first_member;

    self->forbidden[first] = state->groups[group].spot;
    self->forbidden_until[first] =
        round + ROUNDS_FORBIDDEN + jf__random_below(&self->random, ROUNDS_FORBIDDEN);
    for (uint32_t request = first; request != JF__NONE; request = state->next_member[request])
        self->weights[request]++;
    jf__state_take(state, group);
}

static void enter(jf__search *self, uint32_t group, const entrance *way, int64_t round)
{
    jf__state *state = self->state;

    for (uint32_t i = 0; i < way->out_count; i++)
        throw_out(self, way->out[i], round);
    jf__state_put(state, group, way->spot);
    for (uint32_t i = 0; i < way->out_count; i++) {
        jf__spot spot;
        int64_t cost;

        if (jf__look_best(state, way->out[i], INT64_MAX, &spot, &cost))
            jf__state_put(state, way->out[i], spot);
    }
    jf__state_commit(state);
}

/* The heaviest waiting group. */
static uint32_t pick_waiting(const jf__search *self)
{
    const jf__state *state = self->state;
    uint32_t picked = state->waiting[0];

    for (size_t i = 1; i < state->waiting_count; i++) {
        int64_t more = weight_of(self, state->waiting[i]) - weight_of(self, picked);

        if (more > 0 || (more == 0 && state->waiting[i] < picked))
            picked = state->waiting[i];
    }
    return picked;
}

bool jf__construct(jf__search *self)
{
    jf__state *state = self->state;
    int64_t rounds = 20 * (int64_t)state->count + 200;

    for (size_t i = 0; i < state->count; i++) {
        self->weights[i] = 1;
        self->forbidden_until[i] = 0;
    }
    if (!place_in_order(self))
        return false;
    jf__search_keep(self);
    for (int64_t round = 1; round <= rounds && state->waiting_count > 0; round++) {
        uint32_t group = pick_waiting(self);
        entrance way = {.cost = 0};

        if (!jf__search_tick(self))
            break;
        for (uint32_t request = state->groups[group].first_member; request != JF__NONE;
             request = state->next_member[request])
            self->weights[request]++;
        if (find_entrance(self, group, round, &way))
            enter(self, group, &way, round);
        jf__search_keep(self);
    }
    return true;
}

void jf__construct_merged(jf__search *self)
{
    jf__state *state = self->state;
    const jf__link_rows *partners = &state->tables->partners;

    for (size_t i = 0; i < partners->count; i++) {
        const jf__link *pair = &partners->items[i];
        uint32_t from = state->group_of[pair->other];
        uint32_t to = state->group_of[pair->owner];
        size_t count;
        jf__shape shape;
        int64_t apart = state->groups[from].shape.base + state->groups[to].shape.base;

        if (from == to)
            continue;
        count = jf__state_list(state, from);
        for (uint32_t r = state->groups[to].first_member; r != JF__NONE; r = state->next_member[r])
            state->members[count++] = r;
        if (jf__join_allowed(state, state->members, count, &shape) && shape.base < apart)
            jf__state_join(state, from, to);
        jf__state_commit(state);
    }
}
