/* SPDX-License-Identifier: Apache-2.0 */
/* Making plans: from the seats of a search, or from placements made elsewhere. Both are numbered,
 * checked, priced and explained by the same steps. */
#include "meeting/plan.h"

#include <assert.h>

#include "base/error.h"
#include "meeting/bound.h"

jf_plan *jf__plan_new(jf_problem *problem, jf_error *err)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t count = problem->requests.count;
    jf_plan *self = jf__allocate(allocator, 1, sizeof *self);

    if (self)
        self->placements = jf__allocate(allocator, count, sizeof *self->placements);
    if (!self || !self->placements) {
        jf__release(allocator, self);
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->problem = jf_problem_retain(problem);
    for (size_t i = 0; i < count; i++)
        self->placements[i].request = problem->requests.items[i].id;
    return self;
}

void jf_plan_free(jf_plan *self)
{
    jf_problem *problem;

    if (!self)
        return;
    problem = self->problem;
    jf__release(&problem->allocator, self->placements);
    jf__array_release(&self->broken, &problem->allocator);
    jf__array_release(&self->refusals, &problem->allocator);
    jf__release(&problem->allocator, self);
    jf_problem_free(problem);
}

/* One gathering, by the first of its requests. */
typedef struct numbered {
    const jf_placement *first;
    uint32_t request;
    int32_t number; /* as given */
} numbered;

static int by_number(const void *a, const void *b, const void *context)
{
    const numbered *x = a;
    const numbered *y = b;

    (void)context;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

static int by_time(const void *a, const void *b, const void *context)
{
    const numbered *x = a;
    const numbered *y = b;

    (void)context;
    if (x->first->day != y->first->day)
        return x->first->day < y->first->day ? -1 : 1;
    if (x->first->start != y->first->start)
        return x->first->start < y->first->start ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

/* Gatherings get numbers from 1 in order of time; agendas are 1 in this version. */
static bool number_gatherings(jf_plan *self)
{
    const jf_allocator *allocator = &self->problem->allocator;
    size_t count = self->problem->requests.count;
    numbered *list = jf__allocate(allocator, count, sizeof *list);
    jf__idmap numbers = {0};
    size_t placed = 0;
    size_t kept = 0;
    bool done;

    if (!list)
        return false;
    for (size_t i = 0; i < count; i++)
        if (self->placements[i].gathering > 0)
            list[placed++] =
                (numbered){&self->placements[i], (uint32_t)i, self->placements[i].gathering};
    done = jf__idmap_reserve(&numbers, placed, allocator) &&
           jf__sort(list, placed, sizeof *list, by_number, NULL, allocator);
    for (size_t i = 0; done && i < placed; i++)
        if (kept == 0 || list[kept - 1].number != list[i].number)
            list[kept++] = list[i];
    done = done && jf__sort(list, kept, sizeof *list, by_time, NULL, allocator);
    for (size_t i = 0; done && i < kept; i++)
        jf__idmap_put(&numbers, list[i].number, (uint32_t)i + 1);
    for (size_t i = 0; done && i < count; i++)
        if (self->placements[i].gathering > 0)
            self->placements[i].gathering =
                (int32_t)jf__idmap_find(&numbers, self->placements[i].gathering);
    self->gathering_count = kept;
    self->unplaced_count = count - placed;
    jf__idmap_release(&numbers, allocator);
    jf__release(allocator, list);
    return done;
}

jf_status jf__plan_finish(jf_plan *self, jf_error *err)
{
    jf_status status;

    if (!number_gatherings(self))
        return jf__fail_memory(err);
    status = jf__check_plan(self->problem, self->placements, &self->broken, err);
    if (!status)
        status = jf__check_costs(self->problem, self->placements, self->costs, err);
    if (status)
        return status;
    if (!jf__bound_make(self->problem, &self->bound) || !jf__plan_explain(self))
        return jf__fail_memory(err);
    return JF_OK;
}

static void place_seats(jf_plan *self, const jf__seat *seats)
{
    const jf_problem *problem = self->problem;

    for (size_t i = 0; i < problem->requests.count; i++) {
        jf_placement *placement = &self->placements[i];
        jf__spot spot = seats[i].spot;

        if (spot.day == JF__NOWHERE)
            continue;
        placement->room = spot.room == JF__NONE ? 0 : problem->rooms.items[spot.room].id;
        placement->gathering = (int32_t)seats[i].group + 1;
        placement->agenda = 1;
        placement->day = problem->options.first + spot.day;
        placement->start = spot.start;
    }
}

bool jf__plan_is_sound(const jf_plan *self)
{
    for (size_t i = 0; i < self->broken.count; i++)
        if (self->broken.items[i].kind != JF_BROKEN_UNPLACED)
            return false;
    return true;
}

int32_t jf__plan_conclude(const jf_plan *self)
{
    if (self->unplaced_count > 0)
        return JF_PLAN_INCOMPLETE;
    return self->costs[JF_COST_TOTAL] == self->bound ? JF_PLAN_OPTIMAL : JF_PLAN_FEASIBLE;
}

/* A search may leave requests unplaced and break nothing else; its cost is that of the checker. */
static bool is_as_searched(const jf_plan *self, int64_t searched_cost)
{
    return jf__plan_is_sound(self) &&
           (self->unplaced_count > 0 || (self->costs[JF_COST_TOTAL] == searched_cost &&
                                         self->costs[JF_COST_TOTAL] >= self->bound));
}

jf_plan *jf__plan_from_best(jf_problem *problem, const jf__best *best, bool no_merge,
                            bool is_stopped, jf_error *err)
{
    jf_plan *self = jf__plan_new(problem, err);
    jf_status status;
    bool sound;

    if (!self)
        return NULL;
    self->no_merge = no_merge;
    place_seats(self, best->seats);
    status = jf__plan_fill_lengths(self, err);
    if (!status)
        status = jf__plan_finish(self, err);
    sound = status || is_as_searched(self, best->cost);
    assert(sound);
    if (!sound)
        status = jf__fail(err, JF_E_INTERNAL, "the checker refuses a plan of the search");
    if (status) {
        jf_plan_free(self);
        return NULL;
    }
    self->verdict = is_stopped ? JF_PLAN_STOPPED : jf__plan_conclude(self);
    return self;
}
