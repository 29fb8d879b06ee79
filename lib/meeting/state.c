/* SPDX-License-Identifier: Apache-2.0 */
/* Groups, lists and the trail. Undoing runs the changes backwards, so stacks (vacant groups) come
 * back exactly; lists may come back in another order, which depends on the changes alone. */
#include "meeting/state.h"

#include "meeting/cost.h"

enum change_kind { CHANGE_PUT, CHANGE_TAKE, CHANGE_TRANSFER };

struct jf__change {
    enum change_kind kind;
    uint32_t group; /* the one put or taken, or the one the request came from */
    uint32_t request;
    jf__spot spot; /* where the taken group was */
};

/* A move changes a few groups; emptying a group of all requests is the longest change. */
static size_t trail_capacity(size_t count)
{
    return 4 * count + 64;
}

static bool allocate_parts(jf__state *self)
{
    const jf_allocator *allocator = &self->problem->allocator;
    size_t rooms = self->problem->rooms.count;
    size_t days = (size_t)(self->problem->options.last - self->problem->options.first) + 1;
    size_t n = self->count;

    self->groups = jf__allocate(allocator, n, sizeof *self->groups);
    self->next_member = jf__allocate(allocator, n, sizeof *self->next_member);
    self->group_of = jf__allocate(allocator, n, sizeof *self->group_of);
    self->day_first = jf__allocate(allocator, days, sizeof *self->day_first);
    self->vacant = jf__allocate(allocator, n, sizeof *self->vacant);
    self->waiting = jf__allocate(allocator, n, sizeof *self->waiting);
    self->trail = jf__allocate(allocator, trail_capacity(n), sizeof *self->trail);
    self->members = jf__allocate(allocator, n, sizeof *self->members);
    self->cursors = jf__allocate(allocator, n, sizeof *self->cursors);
    self->users = jf__allocate(allocator, rooms, sizeof *self->users);
    self->uses = jf__allocate(allocator, rooms, sizeof *self->uses);
    return self->groups && self->next_member && self->group_of && self->day_first && self->vacant &&
           self->waiting && self->trail && self->members && self->cursors && self->users &&
           self->uses;
}

void jf__state_free(jf__state *self)
{
    const jf_allocator *allocator;

    if (!self)
        return;
    allocator = &self->problem->allocator;
    jf__release(allocator, self->groups);
    jf__release(allocator, self->next_member);
    jf__release(allocator, self->group_of);
    jf__release(allocator, self->day_first);
    jf__release(allocator, self->vacant);
    jf__release(allocator, self->waiting);
    jf__release(allocator, self->trail);
    jf__release(allocator, self->members);
    jf__release(allocator, self->cursors);
    jf__release(allocator, self->users);
    jf__release(allocator, self->uses);
    jf__release(allocator, self);
}

jf__state *jf__state_new(const jf_problem *problem)
{
    jf__state *self = jf__allocate(&problem->allocator, 1, sizeof *self);
    jf__seat *alone;

    if (!self)
        return NULL;
    self->problem = problem;
    self->tables = problem->tables;
    self->count = problem->requests.count;
    alone = jf__allocate(&problem->allocator, self->count, sizeof *alone);
    if (!alone || !allocate_parts(self)) {
        jf__release(&problem->allocator, alone);
        jf__state_free(self);
        return NULL;
    }
    for (size_t i = 0; i < self->count; i++)
        alone[i] = (jf__seat){(uint32_t)i, {JF__NOWHERE, 0, JF__NONE}};
    jf__state_load(self, alone);
    jf__release(&problem->allocator, alone);
    return self;
}

void jf__shape_make(const jf__state *self, const uint32_t *members, size_t count, jf__shape *out)
{
    *out = (jf__shape){.pin_start = -1, .pin_room = JF__NONE, .window_end = UINT32_MAX};
    jf__layout_make(self->tables, members, count, self->cursors, &out->layout);
    out->base = jf__layout_cost(&self->problem->rules, &out->layout);
    for (size_t i = 0; i < count; i++) {
        const jf__need *need = &self->tables->needs[members[i]];

        if (need->window_first > out->window_first)
            out->window_first = need->window_first;
        if (need->window_end < out->window_end)
            out->window_end = need->window_end;
        if (need->pin_start >= 0) {
            out->is_torn |= out->pin_start >= 0 && out->pin_start != need->pin_start;
            out->pin_start = need->pin_start;
        }
        if (need->pin_room != JF__NONE) {
            out->is_torn |= out->pin_room != JF__NONE && out->pin_room != need->pin_room;
            out->pin_room = need->pin_room;
        }
    }
}

size_t jf__state_list(const jf__state *self, uint32_t group)
{
    size_t count = 0;

    for (uint32_t request = self->groups[group].first_member; request != JF__NONE;
         request = self->next_member[request])
        self->members[count++] = request;
    return count;
}

static void reshape(jf__state *self, uint32_t group)
{
    jf__group *own = &self->groups[group];
    size_t count = jf__state_list(self, group);

    self->cost -= own->shape.base;
    own->shape = (jf__shape){0};
    if (count > 0)
        jf__shape_make(self, self->members, count, &own->shape);
    self->cost += own->shape.base;
}

static void start_waiting(jf__state *self, uint32_t group)
{
    self->groups[group].waiting_at = (uint32_t)self->waiting_count;
    self->waiting[self->waiting_count++] = group;
}

static void stop_waiting(jf__state *self, uint32_t group)
{
    uint32_t at = self->groups[group].waiting_at;
    uint32_t last = self->waiting[--self->waiting_count];

    self->waiting[at] = last;
    self->groups[last].waiting_at = at;
}

/* Linking leaves the cost alone: undoing knows it already. */
static void link_day(jf__state *self, uint32_t group, jf__spot spot)
{
    jf__group *own = &self->groups[group];
    uint32_t first = self->day_first[spot.day];

    own->spot = spot;
    own->previous = JF__NONE;
    own->next = first;
    if (first != JF__NONE)
        self->groups[first].previous = group;
    self->day_first[spot.day] = group;
    stop_waiting(self, group);
}

static void unlink_day(jf__state *self, uint32_t group)
{
    jf__group *own = &self->groups[group];

    if (own->next != JF__NONE)
        self->groups[own->next].previous = own->previous;
    if (own->previous != JF__NONE)
        self->groups[own->previous].next = own->next;
    else
        self->day_first[own->spot.day] = own->next;
    own->spot = (jf__spot){JF__NOWHERE, 0, JF__NONE};
    start_waiting(self, group);
}

static void add_member(jf__state *self, uint32_t request, uint32_t group)
{
    jf__group *own = &self->groups[group];

    if (own->member_count++ == 0)
        start_waiting(self, group);
    self->next_member[request] = own->first_member;
    own->first_member = request;
    self->group_of[request] = group;
}

static void remove_member(jf__state *self, uint32_t request)
{
    uint32_t group = self->group_of[request];
    uint32_t *at = &self->groups[group].first_member;

    while (*at != request)
        at = &self->next_member[*at];
    *at = self->next_member[request];
    if (--self->groups[group].member_count == 0)
        stop_waiting(self, group);
}

static void clear(jf__state *self)
{
    size_t days = (size_t)(self->problem->options.last - self->problem->options.first) + 1;

    self->cost = 0;
    self->trail_count = self->waiting_count = self->vacant_count = 0;
    for (size_t day = 0; day < days; day++)
        self->day_first[day] = JF__NONE;
    for (size_t i = 0; i < self->count; i++)
        self->groups[i] = (jf__group){.spot = {JF__NOWHERE, 0, JF__NONE}, .first_member = JF__NONE};
}

void jf__state_load(jf__state *self, const jf__seat *seats)
{
    clear(self);
    for (size_t i = 0; i < self->count; i++)
        add_member(self, (uint32_t)i, seats[i].group);
    for (size_t i = 0; i < self->count; i++) {
        if (self->groups[i].member_count == 0)
            self->vacant[self->vacant_count++] = (uint32_t)i;
        reshape(self, (uint32_t)i);
    }
    for (size_t i = 0; i < self->count; i++)
        if (seats[i].spot.day != JF__NOWHERE && !jf__is_placed(self, seats[i].group))
            jf__state_put(self, seats[i].group, seats[i].spot);
    jf__state_commit(self);
}

void jf__state_save(const jf__state *self, jf__seat *seats_out)
{
    for (size_t i = 0; i < self->count; i++) {
        uint32_t group = self->group_of[i];

        seats_out[i] = (jf__seat){group, self->groups[group].spot};
    }
}

static void record(jf__state *self, enum change_kind kind, uint32_t group, uint32_t request,
                   jf__spot spot)
{
    self->trail[self->trail_count++] = (jf__change){kind, group, request, spot};
}

void jf__state_put(jf__state *self, uint32_t group, jf__spot spot)
{
    link_day(self, group, spot);
    self->cost += jf__cost_spot(self, group, spot);
    record(self, CHANGE_PUT, group, JF__NONE, spot);
}

void jf__state_take(jf__state *self, uint32_t group)
{
    record(self, CHANGE_TAKE, group, JF__NONE, self->groups[group].spot);
    self->cost -= jf__cost_spot(self, group, self->groups[group].spot);
    unlink_day(self, group);
}

void jf__state_transfer(jf__state *self, uint32_t request, uint32_t to)
{
    uint32_t from = self->group_of[request];

    record(self, CHANGE_TRANSFER, from, request, self->groups[from].spot);
    if (self->groups[to].member_count == 0)
        self->vacant_count--;
    remove_member(self, request);
    add_member(self, request, to);
    if (self->groups[from].member_count == 0)
        self->vacant[self->vacant_count++] = from;
    reshape(self, from);
    reshape(self, to);
}

static void undo_transfer(jf__state *self, uint32_t request, uint32_t from)
{
    uint32_t to = self->group_of[request];

    if (self->groups[from].member_count == 0)
        self->vacant_count--;
    remove_member(self, request);
    add_member(self, request, from);
    if (self->groups[to].member_count == 0)
        self->vacant[self->vacant_count++] = to;
    reshape(self, from);
    reshape(self, to);
}

void jf__state_join(jf__state *self, uint32_t from, uint32_t to)
{
    while (self->groups[from].member_count > 0)
        jf__state_transfer(self, self->groups[from].first_member, to);
}

uint32_t jf__state_vacant(const jf__state *self)
{
    return self->vacant[self->vacant_count - 1];
}

jf__mark jf__state_mark(const jf__state *self)
{
    return (jf__mark){self->trail_count, self->cost};
}

void jf__state_undo(jf__state *self, jf__mark mark)
{
    while (self->trail_count > mark.trail_count) {
        const jf__change *change = &self->trail[--self->trail_count];

        if (change->kind == CHANGE_PUT)
            unlink_day(self, change->group);
        else if (change->kind == CHANGE_TAKE)
            link_day(self, change->group, change->spot);
        else
            undo_transfer(self, change->request, change->group);
    }
    self->cost = mark.cost;
}

void jf__state_commit(jf__state *self)
{
    self->trail_count = 0;
}
