/* SPDX-License-Identifier: Apache-2.0 */
/* Sealing: the derived tables are made aside and hung into the problem when all of them stand, so
 * that a failure leaves the problem open and as it was. Days and windows are made here. */
#include "base/checked.h"
#include "base/error.h"
#include "meeting/tables.h"

/* Whether a day counts as a working day for distances, apart from blackouts. */
static jf_status is_workday(const jf_problem *problem, jf_day day, bool *out, jf_error *err)
{
    *out = true;
    if (!problem->calendar || problem->options.any_day == 1)
        return JF_OK;
    return jf_calendar_is_workday(problem->calendar, day, out, err);
}

static bool in_blackout(const jf_problem *problem, jf_day day)
{
    for (size_t i = 0; i < problem->blackouts.count; i++)
        if (day >= problem->blackouts.items[i].first && day <= problem->blackouts.items[i].last)
            return true;
    return false;
}

jf_status jf__tables_add_days(jf__tables *self, const jf_problem *problem, jf_error *err)
{
    size_t count = (size_t)(problem->options.last - problem->options.first) + 1;
    int32_t rank = 0;

    self->ranks = jf__allocate(&problem->allocator, count, sizeof *self->ranks);
    self->open_days = jf__allocate(&problem->allocator, count, sizeof *self->open_days);
    self->open_at = jf__allocate(&problem->allocator, count, sizeof *self->open_at);
    if (!self->ranks || !self->open_days || !self->open_at)
        return jf__fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        jf_day day = problem->options.first + (jf_day)i;
        bool workday;
        jf_status status = is_workday(problem, day, &workday, err);

        if (status)
            return status;
        rank += workday ? 1 : 0;
        self->ranks[i] = rank;
        self->open_at[i] = JF__NONE;
        if (!workday || in_blackout(problem, day))
            continue;
        self->open_at[i] = (uint32_t)self->open_count;
        self->open_days[self->open_count++] = (uint32_t)i;
    }
    self->longest = jf__problem_longest(problem);
    return JF_OK;
}

/* Rank of any day, in the horizon or not: working days up to it, less those before the horizon. */
static jf_status rank_of(const jf_problem *problem, const jf__tables *tables, jf_day day,
                         int32_t *rank_out, jf_error *err)
{
    jf_day first = problem->options.first;
    bool before = day < first;
    int64_t count = 0;
    jf_status status;

    if (!problem->calendar || problem->options.any_day == 1) {
        *rank_out = day - first + 1;
        return JF_OK;
    }
    if (day >= first && day <= problem->options.last) {
        *rank_out = tables->ranks[day - first];
        return JF_OK;
    }
    status = before ? jf_calendar_workday_count(problem->calendar, day + 1, first - 1, &count, err)
                    : jf_calendar_workday_count(problem->calendar, first, day, &count, err);
    if (!status)
        *rank_out = (int32_t)(before ? -count : count);
    return status;
}

/* Position of the first open day that is not before the offset. */
static uint32_t open_from(const jf__tables *self, int64_t offset)
{
    uint32_t low = 0;
    uint32_t high = (uint32_t)self->open_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if ((int64_t)self->open_days[middle] < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static jf_status fill_need(const jf__tables *self, const jf_problem *problem,
                           const jf_request *request, jf__need *need, jf_error *err)
{
    int64_t origin = problem->options.first;
    bool pinned = request->pin_start > 0;
    uint32_t class_index = jf__idmap_find(&problem->class_ids, request->meeting_class);

    need->minutes = request->minutes;
    need->opening = request->opening;
    need->pin_start = request->pin_start - 1;
    need->pin_room = jf__idmap_find(&problem->room_ids, request->pin_room);
    need->window_first = open_from(self, (pinned ? request->target : request->first) - origin);
    need->window_end = open_from(self, (pinned ? request->target : request->last) - origin + 1);
    if (class_index != JF__IDMAP_NONE) {
        need->minutes_cap = problem->classes.items[class_index].max_minutes;
        need->heads_cap = problem->classes.items[class_index].max_heads;
    }
    if (need->window_first >= need->window_end)
        return jf__fail_about(err, JF_E_RANGE, request->id, 1, 0,
                              "request %lld has no day for meetings in its window",
                              (long long)request->id);
    return rank_of(problem, self, request->target, &need->target_rank, err);
}

jf_status jf__tables_add_needs(jf__tables *self, const jf_problem *problem, jf_error *err)
{
    self->needs = jf__allocate(&problem->allocator, problem->requests.count, sizeof *self->needs);
    if (!self->needs)
        return jf__fail_memory(err);
    for (size_t i = 0; i < problem->requests.count; i++) {
        jf_status status =
            fill_need(self, problem, &problem->requests.items[i], &self->needs[i], err);

        if (status)
            return status;
    }
    return JF_OK;
}

static int64_t heads_of_all(const jf_problem *problem)
{
    int64_t heads = 0;

    for (size_t i = 0; i < problem->attendances.count; i++)
        heads += problem->attendances.items[i].heads > 0 ? problem->attendances.items[i].heads : 1;
    return heads;
}

/* False when the costs of some plan, even a broken one, could leave 64 bits. The eighth leaves room
 * for sums and for the prices of the search. */
static bool costs_fit(const jf_problem *problem)
{
    int64_t requests = (int64_t)problem->requests.count;
    int64_t minutes = 0;
    int64_t attended;
    int64_t labels;
    int64_t shift;
    int64_t sum;

    for (size_t i = 0; i < problem->requests.count; i++)
        minutes += problem->requests.items[i].minutes;
    minutes += JF__MINUTES_OF_DAY * requests; /* lengths of plans made elsewhere */
    labels = requests * ((int64_t)problem->rules.weight_agenda + problem->rules.weight_gathering);
    shift = requests * ((int64_t)JF_DAY_LAST - JF_DAY_FIRST);
    if (!jf__multiply(minutes, heads_of_all(problem), &attended) ||
        !jf__multiply(attended, 1 + (int64_t)problem->rules.weight_superfluous, &attended) ||
        !jf__multiply(shift, problem->rules.weight_shift, &shift) ||
        !jf__add(attended, labels, &sum) || !jf__add(sum, shift, &sum))
        return false;
    for (size_t i = 0; i < problem->conflicts.count; i++)
        if (!jf__add(sum, problem->conflicts.items[i].weight, &sum))
            return false;
    return sum <= INT64_MAX / 8;
}

static jf_status fill_tables(jf__tables *self, const jf_problem *problem, jf_error *err)
{
    jf_status status = jf__tables_add_days(self, problem, err);

    if (!status)
        status = jf__tables_add_needs(self, problem, err);
    if (!status && !costs_fit(problem))
        status = jf__fail(err, JF_E_OVERFLOW, "costs of a plan could leave 64 bits");
    if (status)
        return status;
    if (!jf__tables_add_people(self, problem) || !jf__tables_add_subjects(self, problem) ||
        !jf__tables_add_features(self, problem) || !jf__tables_add_times(self, problem) ||
        !jf__tables_add_pairings(self, problem) || !jf__tables_add_starts(self, problem) ||
        !jf__tables_add_places(self, problem) || !jf__tables_add_partners(self, problem))
        return jf__fail_memory(err);
    return JF_OK;
}

jf_status jf_problem_seal(jf_problem *self, jf_error *err)
{
    jf__tables *tables;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (self->tables)
        return JF_OK;
    tables = jf__allocate(&self->allocator, 1, sizeof *tables);
    if (!tables)
        return jf__fail_memory(err);
    status = fill_tables(tables, self, err);
    if (status)
        jf__tables_free(tables, &self->allocator);
    else
        self->tables = tables;
    return status;
}
