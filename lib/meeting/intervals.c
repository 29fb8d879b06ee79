/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about times of one request or one room, and the list of all places of a request. */
#include "meeting/tables.h"

/* A request with more places is loose enough to be sampled without a list. */
#define PLACES_MAX 4096

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

bool jf__tables_is_blocked(const jf__tables *self, uint32_t request, int32_t day, int32_t start,
                           int32_t end)
{
    size_t at = find_interval(self->blocked.items, self->blocked.offsets, request, day, start);

    return at < self->blocked.offsets[request + 1] && self->blocked.items[at].day == day &&
           self->blocked.items[at].start < end;
}

bool jf__tables_is_room_open(const jf__tables *self, uint32_t room, int32_t day, int32_t start,
                             int32_t end)
{
    size_t last = self->hours.offsets[room + 1];
    size_t at;

    if (self->hours.offsets[room] == last)
        return true;
    /* hours of a room may overlap, so all of the day are tried */
    at = find_interval(self->hours.items, self->hours.offsets, room, day, -1);
    for (; at < last && self->hours.items[at].day == day; at++)
        if (self->hours.items[at].start <= start && self->hours.items[at].end >= end)
            return true;
    return false;
}

jf__starts jf__tables_starts(const jf__tables *self, int32_t day, const int32_t *pin_start)
{
    jf__starts starts = {NULL, NULL, NULL, 0};

    if (*pin_start >= 0) {
        starts.pinned = pin_start;
        starts.count = 1;
    } else if (self->starts_by_day) {
        starts.count = self->starts.offsets[day + 1] - self->starts.offsets[day];
        if (starts.count > 0) /* no day may have any: then there are no items to point into */
            starts.own = self->starts.items + self->starts.offsets[day];
    } else {
        starts.grid = self->grid.items;
        starts.count = self->grid.count;
    }
    return starts;
}

/* Whether some room that has what the request needs is open then; true without rooms. Chairs are
 * not counted. */
static bool is_some_room_open(const jf__tables *self, const jf_problem *problem, uint32_t request,
                              int32_t day, int32_t start)
{
    int32_t end = start + self->needs[request].minutes;

    for (uint32_t room = 0; room < problem->rooms.count; room++)
        if (jf__tables_has_features(self, room, request) &&
            jf__tables_is_room_open(self, room, day, start, end))
            return true;
    return problem->rooms.count == 0;
}

static bool add_places(jf__tables *self, const jf_problem *problem, uint32_t request,
                       uint32_t open_at)
{
    const jf__need *need = &self->needs[request];
    int32_t day = (int32_t)self->open_days[open_at];
    jf__starts starts = jf__tables_starts(self, day, &need->pin_start);

    for (size_t i = 0; i < starts.count; i++) {
        int32_t start = jf__starts_at(&starts, i);
        int32_t end = start + need->minutes;

        if (!jf__problem_in_hours(problem, start, end) ||
            jf__tables_is_blocked(self, request, day, start, end) ||
            !is_some_room_open(self, problem, request, day, start))
            continue;
        if (!jf__array_reserve(&self->places, 1, &problem->allocator))
            return false;
        self->places.items[self->places.count++] = (jf__place){request, day, start};
    }
    return true;
}

bool jf__tables_add_places(jf__tables *self, const jf_problem *problem)
{
    for (uint32_t request = 0; request < problem->requests.count; request++) {
        const jf__need *need = &self->needs[request];
        size_t before = self->places.count;

        for (uint32_t at = need->window_first;
             at < need->window_end && self->places.count - before <= PLACES_MAX; at++)
            if (!add_places(self, problem, request, at))
                return false;
        if (self->places.count - before > PLACES_MAX)
            self->places.count = before;
    }
    return jf__rows_index(&self->places, problem->requests.count, &problem->allocator);
}
