/* SPDX-License-Identifier: Apache-2.0 */
/* Plans made elsewhere: their placements are read, completed and held together by gathering. */
#include "base/error.h"
#include "meeting/plan.h"

/* A length of 0 becomes what the requests of the agenda need. */
jf_status jf__plan_fill_lengths(jf_plan *self, jf_error *err)
{
    const jf_problem *problem = self->problem;
    const jf_allocator *allocator = &problem->allocator;
    size_t count = problem->requests.count;
    jf__idmap firsts = {0};
    int32_t *openings = jf__allocate(allocator, count, sizeof *openings);
    int32_t *contents = jf__allocate(allocator, count, sizeof *contents);
    bool done = openings && contents && jf__idmap_reserve(&firsts, count, allocator);

    for (size_t i = 0; done && i < count; i++) {
        const jf_request *request = &problem->requests.items[i];
        uint32_t first = jf__idmap_find(&firsts, self->placements[i].gathering);

        if (self->placements[i].gathering == 0)
            continue;
        if (first == JF__IDMAP_NONE) {
            first = (uint32_t)i;
            jf__idmap_put(&firsts, self->placements[i].gathering, first);
        }
        contents[first] += request->minutes - request->opening;
        if (request->opening > openings[first])
            openings[first] = request->opening;
    }
    for (size_t i = 0; done && i < count; i++) {
        uint32_t first = jf__idmap_find(&firsts, self->placements[i].gathering);

        if (first != JF__IDMAP_NONE && self->placements[i].minutes == 0)
            self->placements[i].minutes = openings[first] + contents[first];
    }
    jf__idmap_release(&firsts, allocator);
    jf__release(allocator, openings);
    jf__release(allocator, contents);
    return done ? JF_OK : jf__fail_memory(err);
}

static jf_status check_fields(const jf_problem *problem, const jf_placement *placement,
                              jf_error *err)
{
    int64_t id = placement->request;

    if (placement->gathering < 0 || placement->reserved != 0 ||
        (placement->gathering > 0 && placement->agenda != 1))
        return jf__fail_about(err, JF_E_ARGUMENT, id, 1, placement->agenda,
                              "request %lld is in agenda %d of gathering %d", (long long)id,
                              (int)placement->agenda, (int)placement->gathering);
    if (placement->gathering == 0)
        return JF_OK;
    if (placement->day < problem->options.first || placement->day > problem->options.last)
        return jf__fail_about(err, JF_E_RANGE, id, problem->options.first, placement->day,
                              "request %lld is placed on day %d, outside the horizon",
                              (long long)id, (int)placement->day);
    if (placement->start < 0 || placement->minutes < 0 || placement->start >= JF__MINUTES_OF_DAY ||
        placement->minutes > JF__MINUTES_OF_DAY)
        return jf__fail_about(err, JF_E_RANGE, id, JF__MINUTES_OF_DAY, placement->start,
                              "request %lld is placed at minute %d for %d minutes", (long long)id,
                              (int)placement->start, (int)placement->minutes);
    return JF_OK;
}

jf_status jf__plan_put(jf_plan *self, const jf_placement *placement, int32_t mark, int32_t *marks,
                       jf_error *err)
{
    const jf_problem *problem = self->problem;
    uint32_t index = 0;
    uint32_t room;
    jf_status status =
        jf__problem_find(&problem->request_ids, placement->request, "request", &index, err);

    if (!status && placement->room != 0)
        status = jf__problem_find(&problem->room_ids, placement->room, "room", &room, err);
    if (!status && marks[index])
        status = jf__fail_about(err, JF_E_EXISTS, placement->request, 0, 0,
                                "request %lld is placed twice", (long long)placement->request);
    if (!status)
        status = check_fields(problem, placement, err);
    if (status)
        return status;
    marks[index] = mark;
    if (placement->gathering > 0)
        self->placements[index] = *placement;
    return JF_OK;
}

static bool is_same_place(const jf_placement *a, const jf_placement *b)
{
    return a->day == b->day && a->start == b->start && a->room == b->room &&
           a->minutes == b->minutes;
}

/* Members of a gathering lie together; lengths are filled in. */
static jf_status check_together(jf_plan *self, jf_error *err)
{
    const jf_allocator *allocator = &self->problem->allocator;
    size_t count = self->problem->requests.count;
    jf__idmap firsts = {0};
    jf_status status = JF_OK;

    if (!jf__idmap_reserve(&firsts, count, allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; !status && i < count; i++) {
        const jf_placement *own = &self->placements[i];
        uint32_t first = jf__idmap_find(&firsts, own->gathering);

        if (own->gathering > 0 && first == JF__IDMAP_NONE)
            jf__idmap_put(&firsts, own->gathering, (uint32_t)i);
        else if (own->gathering > 0 && !is_same_place(&self->placements[first], own))
            status = jf__fail_about(err, JF_E_ARGUMENT, own->request, 0, own->gathering,
                                    "requests %lld and %lld of gathering %d lie apart",
                                    (long long)self->placements[first].request,
                                    (long long)own->request, (int)own->gathering);
    }
    jf__idmap_release(&firsts, allocator);
    return status;
}

jf_status jf__plan_join(jf_plan *self, jf_error *err)
{
    jf_status status = jf__plan_fill_lengths(self, err);

    return status ? status : check_together(self, err);
}

static jf_status read_placements(jf_plan *self, const jf_placement *placements,
                                 size_t placement_count, jf_error *err)
{
    const jf_allocator *allocator = &self->problem->allocator;
    int32_t *marks = jf__allocate(allocator, self->problem->requests.count, sizeof *marks);
    jf_status status = marks ? JF_OK : jf__fail_memory(err);

    for (size_t i = 0; !status && i < placement_count; i++)
        status = jf__plan_put(self, &placements[i], 1, marks, err);
    jf__release(allocator, marks);
    return status ? status : jf__plan_join(self, err);
}

jf_plan *jf_plan_new(jf_problem *problem, const jf_placement *placements, size_t placement_count,
                     jf_error *err)
{
    jf_plan *self;
    jf_status status;

    if (jf__problem_check_sealed(problem, "problem", err))
        return NULL;
    if (!placements && placement_count > 0) {
        (void)jf__fail_null(err, "placements");
        return NULL;
    }
    self = jf__plan_new(problem, err);
    if (!self)
        return NULL;
    status = read_placements(self, placements, placement_count, err);
    if (!status)
        status = jf__plan_finish(self, err);
    if (status) {
        jf_plan_free(self);
        return NULL;
    }
    return self;
}
