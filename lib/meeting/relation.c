/* SPDX-License-Identifier: Apache-2.0 */
/* Relations of two requests: told, kept as rows, and asked when a group looks for a place. A placed
 * group that stands in a wrong relation to a place is a blocker of it, whatever its day. */
#include "base/error.h"
#include "base/records.h"
#include "meeting/look.h"

static jf_status check_relation(const jf_relation *relation, jf_error *err)
{
    bool has_minutes = relation->kind == JF_RELATION_BEFORE;
    int32_t most = relation->most == 0    ? INT32_MAX
                   : relation->most == -1 ? 0
                                          : relation->most;

    if (relation->kind < JF_RELATION_BEFORE || relation->kind > JF_RELATION_ADJACENT)
        return jf__fail_about(err, JF_E_ARGUMENT, relation->request_a, JF_RELATION_ADJACENT,
                              relation->kind, "no relation %d", (int)relation->kind);
    if (relation->least < 0 || relation->least > most ||
        (!has_minutes && (relation->least != 0 || relation->most != 0)))
        return jf__fail_about(err, JF_E_ARGUMENT, relation->request_a, relation->least,
                              relation->most, "a relation of kind %d has minutes %d to %d",
                              (int)relation->kind, (int)relation->least, (int)relation->most);
    return JF_OK;
}

jf_status jf_problem_add_relation(jf_problem *self, const jf_relation *relation, jf_error *err)
{
    jf_relation own;
    jf__relation kept = {0};
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__record_read(&own, sizeof own, relation, "relation", err);
    if (!status)
        status = check_relation(&own, err);
    if (!status)
        status = jf__problem_find(&self->request_ids, own.request_a, "request", &kept.a, err);
    if (!status)
        status = jf__problem_find(&self->request_ids, own.request_b, "request", &kept.b, err);
    if (status)
        return status;
    if (kept.a == kept.b)
        return jf__fail_about(err, JF_E_ARGUMENT, own.request_a, 0, 0,
                              "request %lld is related to itself", (long long)own.request_a);
    if (!jf__array_reserve(&self->relations, 1, &self->allocator))
        return jf__fail_memory(err);
    kept.kind = own.kind;
    kept.least = own.least;
    kept.most = own.most > 0 ? own.most : INT64_MAX;
    if (own.most == -1 || own.kind == JF_RELATION_ADJACENT)
        kept.most = 0;
    self->relations.items[self->relations.count++] = kept;
    return JF_OK;
}

static int compare_related(const void *a, const void *b, const void *context)
{
    const jf__related *x = a;
    const jf__related *y = b;

    (void)context;
    return (x->owner > y->owner) - (x->owner < y->owner);
}

bool jf__tables_add_relations(jf__tables *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t count = problem->relations.count;

    if (!jf__array_reserve(&self->related, 2 * count, allocator))
        return false;
    for (size_t i = 0; i < count; i++) {
        const jf__relation *from = &problem->relations.items[i];

        self->related.items[self->related.count++] =
            (jf__related){from->a, from->b, from->kind, true, from->least, from->most};
        self->related.items[self->related.count++] =
            (jf__related){from->b, from->a, from->kind, false, from->least, from->most};
        if (from->kind != JF_RELATION_SAME_DAY &&
            (!jf__link_add(&self->bars, from->a, from->b, 0, allocator) ||
             !jf__link_add(&self->bars, from->b, from->a, 0, allocator)))
            return false;
    }
    return jf__rows_sort(&self->related, problem->requests.count, compare_related, allocator);
}

/* Minutes from the first day of the horizon. */
static int64_t minutes_to(int32_t day, int32_t minute)
{
    return (int64_t)day * JF__MINUTES_OF_DAY + minute;
}

static bool is_kept(const jf__related *relation, int32_t day, int32_t start, int32_t end,
                    const jf__group *other)
{
    int32_t other_end = other->spot.start + other->shape.layout.minutes;
    bool same_day = day == other->spot.day;
    int64_t gap =
        relation->is_first
            ? minutes_to(other->spot.day, other->spot.start) - minutes_to(day, end)
            : minutes_to(day, start) - minutes_to(other->spot.day, other_end);

    if (relation->kind == JF_RELATION_SAME_DAY)
        return same_day;
    if (relation->kind == JF_RELATION_DIFFERENT_DAY)
        return !same_day;
    return gap >= relation->least && gap <= relation->most &&
           (relation->kind != JF_RELATION_ADJACENT || same_day);
}

static void add_blocker(jf__view *view, uint32_t group)
{
    for (uint32_t i = 0; i < view->count && i < JF__BLOCKER_MAX; i++)
        if (view->blockers[i] == group)
            return;
    if (view->count < JF__BLOCKER_MAX)
        view->blockers[view->count] = group;
    if (view->count <= JF__BLOCKER_MAX)
        view->count++;
}

void jf__look_related(const jf__state *state, uint32_t group, int32_t day, int32_t start,
                      jf__view *view)
{
    const jf__tables *tables = state->tables;
    int32_t end = start + state->groups[group].shape.layout.minutes;

    if (tables->related.count == 0)
        return;
    for (uint32_t request = state->groups[group].first_member; request != JF__NONE;
         request = state->next_member[request])
        for (size_t i = tables->related.offsets[request]; i < tables->related.offsets[request + 1];
             i++) {
            const jf__related *relation = &tables->related.items[i];
            uint32_t other = state->group_of[relation->other];

            if (other != group && jf__is_placed(state, other) &&
                !is_kept(relation, day, start, end, &state->groups[other]))
                add_blocker(view, other);
        }
}

/* No start of the first day and no end of the other make the gap less than the nights between the
 * two days but one. */
static bool may_be_kept(const jf__related *relation, int32_t day, int32_t other_day)
{
    int64_t nights =
        relation->is_first ? (int64_t)other_day - day : (int64_t)day - (int64_t)other_day;

    if (relation->kind == JF_RELATION_DIFFERENT_DAY)
        return nights != 0;
    if (relation->kind != JF_RELATION_BEFORE)
        return nights == 0;
    return nights >= 0 && (nights - 1) * JF__MINUTES_OF_DAY <= relation->most;
}

bool jf__look_may_relate(const jf__state *state, uint32_t group, int32_t day)
{
    const jf__tables *tables = state->tables;

    for (uint32_t request = state->groups[group].first_member;
         tables->related.count > 0 && request != JF__NONE; request = state->next_member[request])
        for (size_t i = tables->related.offsets[request]; i < tables->related.offsets[request + 1];
             i++) {
            uint32_t other = state->group_of[tables->related.items[i].other];

            if (other != group && jf__is_placed(state, other) &&
                !may_be_kept(&tables->related.items[i], day, state->groups[other].spot.day))
                return false;
        }
    return true;
}

bool jf__look_is_related(const jf__state *state, uint32_t group)
{
    const size_t *offsets = state->tables->related.offsets;

    for (uint32_t request = state->groups[group].first_member; request != JF__NONE;
         request = state->next_member[request])
        if (offsets[request] < offsets[request + 1])
            return true;
    return false;
}
