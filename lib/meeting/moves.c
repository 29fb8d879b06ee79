/* SPDX-License-Identifier: Apache-2.0 */
/* Moves of the search. Each is proposed at random, applied as far as it can be, and judged by its
 * change of cost alone; what it pushes out of the way is settled elsewhere or has to wait. */
#include "meeting/search.h"

#define SETTLE_TRIES 6
#define SAMPLE_TRIES 4
#define NEAR_DAYS 8 /* windows that are longer are sampled near the target too */
#define PUSHED_MAX 2

static uint32_t below(jf__search *self, size_t bound)
{
    return jf__random_below(&self->random, (uint32_t)bound);
}

/* A start on a day, any the group may have. */
static bool sample_start(jf__search *self, uint32_t group, uint32_t open_at, jf__spot *out)
{
    const jf__tables *tables = self->state->tables;
    int32_t day = (int32_t)tables->open_days[open_at];
    jf__starts starts = jf__tables_starts(tables, day, &self->state->groups[group].shape.pin_start);

    if (starts.count == 0)
        return false;
    *out = (jf__spot){day, jf__starts_at(&starts, below(self, starts.count)), JF__NONE};
    return true;
}

/* A few days before or after the target of a member. */
static bool sample_near_target(jf__search *self, uint32_t group, jf__spot *out)
{
    const jf__shape *shape = &self->state->groups[group].shape;
    uint32_t at = jf__look_nearest(self->state, group);
    uint32_t step = below(self, 4);

    if (below(self, 2) == 0)
        at = at + step < shape->window_end ? at + step : shape->window_end - 1;
    else
        at = at >= shape->window_first + step ? at - step : shape->window_first;
    return sample_start(self, group, at, out);
}

/* Anywhere in the window: from the list of a member's places when there is one. */
static bool sample_anywhere(jf__search *self, uint32_t group, jf__spot *out)
{
    const jf__state *state = self->state;
    const jf__shape *shape = &state->groups[group].shape;
    uint32_t request = state->groups[group].first_member;
    size_t first = state->tables->places.offsets[request];
    size_t count = state->tables->places.offsets[request + 1] - first;
    const jf__place *place;

    if (count == 0)
        return sample_start(
            self, group, shape->window_first + below(self, shape->window_end - shape->window_first),
            out);
    place = &state->tables->places.items[first + below(self, count)];
    *out = (jf__spot){place->day, place->minute, JF__NONE};
    return true;
}

/* A time that the group itself allows; a few tries. */
static bool sample_time(jf__search *self, uint32_t group, jf__spot *out)
{
    const jf__shape *shape = &self->state->groups[group].shape;

    if (shape->is_torn || shape->window_first >= shape->window_end)
        return false;
    for (int i = 0; i < SAMPLE_TRIES; i++) {
        bool near = shape->window_end - shape->window_first > NEAR_DAYS && below(self, 2) == 0;
        bool sampled =
            near ? sample_near_target(self, group, out) : sample_anywhere(self, group, out);

        if (sampled && jf__look_fits(self->state, group, out->day, out->start))
            return true;
    }
    return false;
}

/* Places a waiting group at a time if nothing is in the way. */
static bool settle_at(jf__search *self, uint32_t group, jf__spot spot)
{
    jf__view view;

    if (spot.day == JF__NOWHERE || !jf__look_fits(self->state, group, spot.day, spot.start))
        return false;
    jf__look_around(self->state, group, spot.day, spot.start, &view);
    if (view.count > 0 ||
        !jf__look_room(self->state, group, spot.day, spot.start, spot.room, &spot.room))
        return false;
    jf__state_put(self->state, group, spot);
    return true;
}

/* Relations leave few places, which samples miss: all are looked at. */
static bool settle_related(jf__search *self, uint32_t group)
{
    jf__spot spot;
    int64_t cost;

    if (!jf__look_is_related(self->state, group) ||
        !jf__look_best(self->state, group, INT64_MAX, &spot, &cost))
        return false;
    jf__state_put(self->state, group, spot);
    return true;
}

static bool settle(jf__search *self, uint32_t group, jf__spot wish)
{
    if (settle_at(self, group, wish))
        return true;
    for (int i = 0; i < SETTLE_TRIES; i++) {
        jf__spot spot;

        if (sample_time(self, group, &spot) && settle_at(self, group, spot))
            return true;
    }
    return settle_related(self, group);
}

static bool is_blocker(const jf__view *view, uint32_t group)
{
    for (uint32_t i = 0; i < view->count; i++)
        if (view->blockers[i] == group)
            return true;
    return false;
}

/* A room for the group once the blockers are gone; if need be its holder becomes a blocker. */
static bool find_room(jf__search *self, uint32_t group, jf__spot *spot, uint32_t preferred,
                      jf__view *view)
{
    const jf__state *state = self->state;
    size_t count = state->problem->rooms.count;
    uint32_t first;
    uint32_t pushed = JF__NONE;

    if (jf__look_room(state, group, spot->day, spot->start, preferred, &spot->room))
        return true;
    first = below(self, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t room = (uint32_t)((first + i) % count);

        if (state->uses[room] != 1 ||
            !jf__look_room_fits(state, group, room, spot->day, spot->start))
            continue;
        if (is_blocker(view, state->users[room])) {
            spot->room = room;
            return true;
        }
        if (pushed == JF__NONE)
            pushed = spot->room = room;
    }
    if (pushed == JF__NONE || view->count >= PUSHED_MAX)
        return false;
    view->blockers[view->count++] = state->users[pushed];
    return true;
}

/* Places a waiting group; at most PUSHED_MAX others give way, to `wish` or elsewhere, or wait. */
static bool push_in(jf__search *self, uint32_t group, jf__spot spot, jf__spot wish)
{
    jf__state *state = self->state;
    jf__view view;

    jf__look_around(state, group, spot.day, spot.start, &view);
    if (view.count > PUSHED_MAX || !find_room(self, group, &spot, spot.room, &view))
        return false;
    for (uint32_t i = 0; i < view.count; i++)
        jf__state_take(state, view.blockers[i]);
    jf__state_put(state, group, spot);
    for (uint32_t i = 0; i < view.count; i++)
        (void)settle(self, view.blockers[i], wish);
    return true;
}

/* To another time, in the same room if possible. */
static bool shift(jf__search *self, uint32_t group)
{
    jf__state *state = self->state;
    jf__spot old = state->groups[group].spot;
    jf__spot spot;

    if (!sample_time(self, group, &spot) || (spot.day == old.day && spot.start == old.start))
        return false;
    spot.room = old.room;
    if (old.day != JF__NOWHERE)
        jf__state_take(state, group);
    return push_in(self, group, spot, old);
}

/* To another room at the same time; its holder takes the old one. */
static bool change_room(jf__search *self, uint32_t group)
{
    jf__state *state = self->state;
    jf__spot old = state->groups[group].spot;
    jf__spot spot = old;
    jf__view view;
    uint32_t other;

    if (old.day == JF__NOWHERE || state->problem->rooms.count < 2)
        return false;
    spot.room = below(self, state->problem->rooms.count);
    jf__look_around(state, group, old.day, old.start, &view);
    if (spot.room == old.room || state->uses[spot.room] > 1 ||
        !jf__look_room_fits(state, group, spot.room, old.day, old.start))
        return false;
    other = state->uses[spot.room] == 1 ? state->users[spot.room] : JF__NONE;
    jf__state_take(state, group);
    if (other != JF__NONE) {
        jf__spot back = state->groups[other].spot;

        back.room = old.room;
        jf__state_take(state, other);
        jf__state_put(state, group, spot);
        return settle_at(self, other, back);
    }
    jf__state_put(state, group, spot);
    return true;
}

/* Two groups exchange their times. */
static bool swap(jf__search *self, uint32_t group)
{
    jf__state *state = self->state;
    uint32_t other = state->group_of[below(self, state->count)];
    jf__spot a = state->groups[group].spot;
    jf__spot b = state->groups[other].spot;

    if (other == group || a.day == JF__NOWHERE || b.day == JF__NOWHERE ||
        (a.day == b.day && a.start == b.start) || !jf__look_fits(state, group, b.day, b.start) ||
        !jf__look_fits(state, other, a.day, a.start))
        return false;
    jf__state_take(state, group);
    jf__state_take(state, other);
    return settle_at(self, group, b) && settle_at(self, other, a);
}

/* A place for a merged group: where one of its parts was, or any. */
static bool place_merged(jf__search *self, uint32_t group, jf__spot first, jf__spot second)
{
    bool swapped = below(self, 2) == 0;
    jf__spot spot = swapped ? second : first;
    jf__spot wish = swapped ? first : second;

    if (below(self, 4) == 0)
        spot.day = JF__NOWHERE;
    if (spot.day == JF__NOWHERE || !jf__look_fits(self->state, group, spot.day, spot.start))
        return sample_time(self, group, &spot) && push_in(self, group, spot, wish);
    return push_in(self, group, spot, wish);
}

/* A request, or its whole group, joins the group of a partner. */
static bool merge(jf__search *self, uint32_t request)
{
    jf__state *state = self->state;
    const jf__link_rows *partners = &state->tables->partners;
    size_t first = partners->offsets[request];
    size_t count = partners->offsets[request + 1] - first;
    uint32_t from = state->group_of[request];
    bool alone = below(self, 2) == 0 && state->groups[from].member_count > 1;
    jf__spot old_from = state->groups[from].spot;
    jf__spot old_to;
    jf__shape shape;
    uint32_t to;
    size_t size;

    if (count == 0)
        return false;
    to = state->group_of[partners->items[first + below(self, count)].other];
    if (to == from)
        return false;
    size = jf__state_list(state, to);
    for (uint32_t r = state->groups[from].first_member; r != JF__NONE; r = state->next_member[r])
        if (!alone || r == request)
            state->members[size++] = r;
    if (!jf__join_allowed(state, state->members, size, &shape))
        return false;
    old_to = state->groups[to].spot;
    if (old_from.day != JF__NOWHERE)
        jf__state_take(state, from);
    if (old_to.day != JF__NOWHERE)
        jf__state_take(state, to);
    if (alone)
        jf__state_transfer(state, request, to);
    else
        jf__state_join(state, from, to);
    if (alone && old_from.day != JF__NOWHERE) {
        if (!jf__look_stays(state, from, old_from))
            return false;
        jf__state_put(state, from, old_from);
        old_from.day = JF__NOWHERE;
    }
    return place_merged(self, to, old_to, old_from);
}

/* A request leaves its group. */
static bool split(jf__search *self, uint32_t request)
{
    jf__state *state = self->state;
    uint32_t group = state->group_of[request];
    jf__spot old = state->groups[group].spot;
    jf__spot spot;
    uint32_t own;

    if (state->groups[group].member_count < 2)
        return false;
    if (old.day != JF__NOWHERE)
        jf__state_take(state, group);
    own = jf__state_vacant(state);
    jf__state_transfer(state, request, own);
    if (old.day != JF__NOWHERE && !jf__look_stays(state, group, old))
        return false;
    if (old.day != JF__NOWHERE)
        jf__state_put(state, group, old);
    return sample_time(self, own, &spot) &&
           push_in(self, own, spot, (jf__spot){JF__NOWHERE, 0, JF__NONE});
}

bool jf__move(jf__search *self)
{
    jf__state *state = self->state;
    bool may_merge = !self->no_merge && state->tables->partners.count > 0;
    uint32_t request = below(self, state->count);
    uint32_t dice = below(self, may_merge ? 100 : 75);

    if (state->waiting_count > 0 && below(self, 4) == 0)
        return shift(self, state->waiting[below(self, state->waiting_count)]);
    if (dice < 50)
        return shift(self, state->group_of[request]);
    if (dice < 70)
        return swap(self, state->group_of[request]);
    if (dice < 75)
        return change_room(self, state->group_of[request]);
    return dice < 90 ? merge(self, request) : split(self, request);
}
