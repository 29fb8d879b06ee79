/* SPDX-License-Identifier: Apache-2.0 */
/* Rules on one gathering at a time: day, hours, length, room, pins, unavailable times, features. */
#include "meeting/check.h"

#include "base/error.h"

jf_status jf__checker_is_open(const jf_problem *problem, jf_day day, bool *is_open_out,
                              jf_error *err)
{
    jf_status status = JF_OK;

    *is_open_out = true;
    if (problem->options.any_day == 0)
        status = jf_calendar_is_workday(problem->calendar, day, is_open_out, err);
    for (size_t i = 0; i < problem->blackouts.count; i++)
        if (problem->blackouts.items[i].first <= day && day <= problem->blackouts.items[i].last)
            *is_open_out = false;
    return status;
}

static jf_status check_unplaced(jf__checker *self)
{
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < self->problem->requests.count; i++)
        if (self->placements[i].gathering == 0)
            status =
                jf__checker_add(self, JF_BROKEN_UNPLACED, self->placements[i].request, 0, 0, 0, 0);
    return status;
}

static jf_status check_day(jf__checker *self, uint32_t index)
{
    const jf_request *request = &self->problem->requests.items[index];
    jf_day day = self->placements[index].day;
    bool is_open;
    jf_status status = jf__checker_is_open(self->problem, day, &is_open, self->err);

    if (!status && day < request->first)
        status = jf__checker_add(self, JF_BROKEN_DAY, request->id, 0, 0, request->first, day);
    else if (!status && day > request->last)
        status = jf__checker_add(self, JF_BROKEN_DAY, request->id, 0, 0, request->last, day);
    else if (!status && !is_open)
        status = jf__checker_add(self, JF_BROKEN_DAY, request->id, 0, 0, 0, day);
    return status;
}

static bool is_pinned_to(const jf__checker *self, const uint32_t *members, size_t count,
                         int32_t start)
{
    for (size_t i = 0; i < count; i++)
        if (self->problem->requests.items[members[i]].pin_start == start + 1)
            return true;
    return false;
}

static jf_status check_hours(jf__checker *self, const uint32_t *members, size_t count)
{
    const jf_placement *own = &self->placements[members[0]];
    const jf_problem_options *day = &self->problem->options;
    int32_t end = own->start + own->minutes;

    if (own->start < day->day_from)
        return jf__checker_add(self, JF_BROKEN_HOURS, own->request, 0, 0, day->day_from,
                               own->start);
    if (end > day->day_to)
        return jf__checker_add(self, JF_BROKEN_HOURS, own->request, 0, 0, day->day_to, end);
    if (day->lunch_from < day->lunch_to && own->start < day->lunch_to && end > day->lunch_from)
        return jf__checker_add(self, JF_BROKEN_HOURS, own->request, 0, 0,
                               own->start < day->lunch_from ? day->lunch_from : day->lunch_to,
                               own->start < day->lunch_from ? end : own->start);
    if ((own->start - day->day_from) % day->grain != 0 &&
        !is_pinned_to(self, members, count, own->start))
        return jf__checker_add(self, JF_BROKEN_HOURS, own->request, 0, 0,
                               own->start - (own->start - day->day_from) % day->grain, own->start);
    return JF_OK;
}

int64_t jf__checker_length(const jf_problem *problem, const uint32_t *members, size_t count)
{
    int64_t opening = 0;
    int64_t length = 0;

    for (size_t i = 0; i < count; i++) {
        const jf_request *request = &problem->requests.items[members[i]];

        length += request->minutes - request->opening;
        opening = request->opening > opening ? request->opening : opening;
    }
    return length + opening;
}

static jf_status check_length(jf__checker *self, const uint32_t *members, size_t count)
{
    const jf_placement *own = &self->placements[members[0]];
    int64_t length = jf__checker_length(self->problem, members, count);

    if (own->minutes == length)
        return JF_OK;
    return jf__checker_add(self, JF_BROKEN_LENGTH, own->request, 0, 0, length, own->minutes);
}

/* A room given and open; whether others hold it is a question of overlaps. */
static jf_status check_room(jf__checker *self, const uint32_t *members)
{
    const jf_problem *problem = self->problem;
    const jf_placement *own = &self->placements[members[0]];
    uint32_t room = jf__idmap_find(&problem->room_ids, own->room);
    bool has_hours = false;

    if (problem->rooms.count == 0)
        return JF_OK;
    if (own->room == 0)
        return jf__checker_add(self, JF_BROKEN_ROOM, own->request, 0, 0, 1, 0);
    for (size_t i = 0; i < problem->room_hours.count; i++) {
        const jf__taken *hours = &problem->room_hours.items[i];

        if (hours->owner != room)
            continue;
        has_hours = true;
        if (hours->day == own->day && hours->start <= own->start &&
            hours->end >= own->start + own->minutes)
            return JF_OK;
    }
    if (!has_hours)
        return JF_OK;
    return jf__checker_add(self, JF_BROKEN_ROOM, own->request, 0, own->room, 0, own->start);
}

static jf_status check_capacity(jf__checker *self, const uint32_t *members, size_t count)
{
    const jf_problem *problem = self->problem;
    const jf_placement *own = &self->placements[members[0]];
    uint32_t room = jf__idmap_find(&problem->room_ids, own->room);
    int32_t capacity = room == JF__IDMAP_NONE ? 0 : problem->rooms.items[room].capacity;
    int64_t seats = 0;

    if (capacity == 0)
        return JF_OK;
    jf__checker_gather(self, members, count);
    for (size_t i = 0; i < self->present_count; i++)
        seats += self->present[i].heads;
    if (seats <= capacity)
        return JF_OK;
    return jf__checker_add(self, JF_BROKEN_CAPACITY, own->request, 0, own->room, capacity, seats);
}

static jf_status check_pin(jf__checker *self, uint32_t index)
{
    const jf_request *request = &self->problem->requests.items[index];
    const jf_placement *own = &self->placements[index];
    jf_status status = JF_OK;

    if (request->pin_start > 0 && own->day != request->target)
        status = jf__checker_add(self, JF_BROKEN_PIN, request->id, 0, 0, request->target, own->day);
    else if (request->pin_start > 0 && own->start != request->pin_start - 1)
        status = jf__checker_add(self, JF_BROKEN_PIN, request->id, 0, 0, request->pin_start - 1,
                                 own->start);
    if (!status && request->pin_room > 0 && own->room != request->pin_room)
        status = jf__checker_add(self, JF_BROKEN_PIN, request->id, 0, own->room, request->pin_room,
                                 own->room);
    return status;
}

static jf_status check_unavailable(jf__checker *self, uint32_t index)
{
    const jf_placement *own = &self->placements[index];
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < self->problem->unavailable.count; i++) {
        const jf__taken *taken = &self->problem->unavailable.items[i];

        if (taken->owner == index && taken->day == own->day && own->start < taken->end &&
            taken->start < own->start + own->minutes)
            status = jf__checker_add(self, JF_BROKEN_UNAVAILABLE, own->request, 0, 0, taken->end,
                                     own->start);
    }
    return status;
}

static bool room_has(const jf_problem *problem, uint32_t room, int64_t feature)
{
    for (size_t i = 0; i < problem->features.count; i++)
        if (problem->features.items[i].owner == room &&
            problem->features.items[i].feature == feature)
            return true;
    return false;
}

/* The same need told before is reported with its first record. */
static bool is_repeated(const jf_problem *problem, size_t index)
{
    const jf__feature *own = &problem->needs.items[index];

    for (size_t i = 0; i < index; i++)
        if (problem->needs.items[i].owner == own->owner &&
            problem->needs.items[i].feature == own->feature)
            return true;
    return false;
}

/* A missing room is a question of rooms. */
static jf_status check_features(jf__checker *self, uint32_t index)
{
    const jf_problem *problem = self->problem;
    const jf_placement *own = &self->placements[index];
    uint32_t room = jf__idmap_find(&problem->room_ids, own->room);
    jf_status status = JF_OK;

    for (size_t i = 0; !status && room != JF__IDMAP_NONE && i < problem->needs.count; i++) {
        const jf__feature *need = &problem->needs.items[i];

        if (need->owner == index && !room_has(problem, room, need->feature) &&
            !is_repeated(problem, i))
            status = jf__checker_add(self, JF_BROKEN_FEATURE, own->request, 0, own->room,
                                     need->feature, 0);
    }
    return status;
}

static jf_status check_gathering(jf__checker *self, int32_t kind, const uint32_t *members,
                                 size_t count)
{
    jf_status status = JF_OK;

    if (kind == JF_BROKEN_HOURS)
        return check_hours(self, members, count);
    if (kind == JF_BROKEN_LENGTH)
        return check_length(self, members, count);
    if (kind == JF_BROKEN_ROOM)
        return check_room(self, members);
    if (kind == JF_BROKEN_CAPACITY)
        return check_capacity(self, members, count);
    for (size_t i = 0; !status && i < count; i++) {
        if (kind == JF_BROKEN_DAY)
            status = check_day(self, members[i]);
        else if (kind == JF_BROKEN_PIN)
            status = check_pin(self, members[i]);
        else if (kind == JF_BROKEN_UNAVAILABLE)
            status = check_unavailable(self, members[i]);
        else if (kind == JF_BROKEN_FEATURE)
            status = check_features(self, members[i]);
    }
    return status;
}

static jf_status check_kind(jf__checker *self, int32_t kind)
{
    jf_status status = JF_OK;
    size_t first = 0;

    if (kind == JF_BROKEN_UNPLACED)
        return check_unplaced(self);
    if (kind == JF_BROKEN_MERGE)
        return jf__checker_merges(self);
    if (kind == JF_BROKEN_RELATION)
        return jf__checker_relations(self);
    while (!status && first < self->order_count) {
        size_t count = jf__checker_members(self, first);

        status = check_gathering(self, kind, &self->order[first], count);
        first += count;
    }
    if (!status &&
        (kind == JF_BROKEN_PERSON || kind == JF_BROKEN_ROOM || kind == JF_BROKEN_CONFLICT))
        status = jf__checker_overlaps(self, kind);
    return status;
}

jf_status jf__check_plan(const jf_problem *problem, const jf_placement *placements,
                         jf__broken_array *broken, jf_error *err)
{
    jf__checker self = {0};
    jf_status status = jf__checker_open(&self, problem, placements, err);

    self.broken = broken;
    for (int32_t kind = JF_BROKEN_UNPLACED; !status && kind <= JF_BROKEN_RELATION; kind++)
        status = check_kind(&self, kind);
    jf__checker_close(&self);
    return status;
}
