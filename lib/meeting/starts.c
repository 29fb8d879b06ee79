/* SPDX-License-Identifier: Apache-2.0 */
/* Starts worth trying: on the grain, in the hours of the day, and while some room is open. */
#include "meeting/tables.h"

static bool add_grid(jf__tables *self, const jf_problem *problem)
{
    const jf_problem_options *day = &problem->options;

    for (int32_t start = day->day_from; start < day->day_to; start += day->grain) {
        if (!jf__problem_in_hours(problem, start, start + 1))
            continue;
        if (!jf__array_reserve(&self->grid, 1, &problem->allocator))
            return false;
        self->grid.items[self->grid.count++] = start;
    }
    return true;
}

static bool add_starts_within(jf__tables *self, const jf__taken *hours,
                              const jf_allocator *allocator)
{
    for (size_t i = 0; i < self->grid.count; i++) {
        int32_t start = self->grid.items[i];

        if (start < hours->start || start >= hours->end)
            continue;
        if (!jf__array_reserve(&self->starts, 1, allocator))
            return false;
        self->starts.items[self->starts.count++] = (jf__start){(uint32_t)hours->day, start};
    }
    return true;
}

static int compare_starts(const void *a, const void *b, const void *context)
{
    const jf__start *x = a;
    const jf__start *y = b;

    (void)context;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    return (x->minute > y->minute) - (x->minute < y->minute);
}

static void drop_equal_starts(jf__tables *self)
{
    size_t kept = 0;

    for (size_t i = 0; i < self->starts.count; i++)
        if (kept == 0 ||
            compare_starts(&self->starts.items[kept - 1], &self->starts.items[i], NULL) != 0)
            self->starts.items[kept++] = self->starts.items[i];
    self->starts.count = kept;
}

static bool add_rooms(jf__tables *self, const jf_problem *problem)
{
    size_t count = problem->rooms.count;

    self->rooms = jf__allocate(&problem->allocator, count, sizeof *self->rooms);
    if (!self->rooms)
        return false;
    for (size_t i = 0; i < count; i++) {
        uint32_t capacity = (uint32_t)problem->rooms.items[i].capacity - 1U;
        size_t at = i;

        /* capacity 0 is "any number" and wraps to the largest */
        for (; at > 0; at--) {
            uint32_t before = (uint32_t)problem->rooms.items[self->rooms[at - 1]].capacity - 1U;

            if (before <= capacity)
                break;
            self->rooms[at] = self->rooms[at - 1];
        }
        self->rooms[at] = (uint32_t)i;
    }
    return true;
}

bool jf__tables_add_starts(jf__tables *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t days = (size_t)(problem->options.last - problem->options.first) + 1;

    if (!add_rooms(self, problem) || !add_grid(self, problem))
        return false;
    self->starts_by_day = problem->rooms.count > 0;
    for (size_t room = 0; room < problem->rooms.count; room++)
        if (self->hours.offsets[room] == self->hours.offsets[room + 1])
            self->starts_by_day = false;
    if (!self->starts_by_day)
        return true;
    for (size_t i = 0; i < self->hours.count; i++)
        if (!add_starts_within(self, &self->hours.items[i], allocator))
            return false;
    if (!jf__sort(self->starts.items, self->starts.count, sizeof *self->starts.items,
                  compare_starts, NULL, allocator))
        return false;
    drop_equal_starts(self);
    return jf__rows_index(&self->starts, days, allocator);
}
