/* SPDX-License-Identifier: Apache-2.0 */
/* Features: what rooms have, what requests need, and which room may hold which requests. */
#include "base/error.h"
#include "meeting/tables.h"

static jf_status read_feature(const jf_problem *self, const jf__idmap *ids, int64_t owner,
                              const char *what, int64_t feature, jf__feature *out, jf_error *err)
{
    jf_status status = jf__problem_check_open(self, err);

    if (status)
        return status;
    if (feature < 1)
        return jf__fail_about(err, JF_E_ARGUMENT, feature, 1, feature, "feature %lld is below 1",
                              (long long)feature);
    out->feature = feature;
    return jf__problem_find(ids, owner, what, &out->owner, err);
}

jf_status jf_problem_add_room_feature(jf_problem *self, int64_t room, int64_t feature,
                                      jf_error *err)
{
    jf__feature own;
    jf_status status =
        read_feature(self, self ? &self->room_ids : NULL, room, "room", feature, &own, err);

    if (status)
        return status;
    if (!jf__array_reserve(&self->features, 1, &self->allocator))
        return jf__fail_memory(err);
    self->features.items[self->features.count++] = own;
    return JF_OK;
}

jf_status jf_problem_add_need(jf_problem *self, int64_t request, int64_t feature, jf_error *err)
{
    jf__feature own;
    jf_status status = read_feature(self, self ? &self->request_ids : NULL, request, "request",
                                    feature, &own, err);

    if (status)
        return status;
    if (!jf__array_reserve(&self->needs, 1, &self->allocator))
        return jf__fail_memory(err);
    self->needs.items[self->needs.count++] = own;
    return JF_OK;
}

static bool add_keys(jf__key_rows *rows, const jf__feature *items, size_t count,
                     size_t owner_count, const jf_allocator *allocator)
{
    if (!jf__array_reserve(rows, count, allocator))
        return false;
    for (size_t i = 0; i < count; i++)
        rows->items[rows->count++] = (jf__key){items[i].owner, items[i].feature};
    return jf__keys_finish(rows, owner_count, allocator);
}

bool jf__tables_add_features(jf__tables *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t needs = problem->rooms.count > 0 ? problem->needs.count : 0;

    return add_keys(&self->features, problem->features.items, problem->features.count,
                    problem->rooms.count, allocator) &&
           add_keys(&self->wanted, problem->needs.items, needs, problem->requests.count, allocator);
}

/* Both lists are sorted by feature. */
bool jf__tables_has_features(const jf__tables *self, uint32_t room, uint32_t request)
{
    size_t at = self->features.offsets[room];

    for (size_t i = self->wanted.offsets[request]; i < self->wanted.offsets[request + 1]; i++) {
        while (at < self->features.offsets[room + 1] &&
               self->features.items[at].key < self->wanted.items[i].key)
            at++;
        if (at == self->features.offsets[room + 1] ||
            self->features.items[at].key != self->wanted.items[i].key)
            return false;
    }
    return true;
}

static bool has_all_features(const jf__tables *self, uint32_t room, const uint32_t *members,
                             size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!jf__tables_has_features(self, room, members[i]))
            return false;
    return true;
}

bool jf__tables_has_room(const jf__tables *self, const jf_problem *problem,
                         const uint32_t *members, size_t count)
{
    for (uint32_t room = 0; self->wanted.count > 0 && room < problem->rooms.count; room++)
        if (has_all_features(self, room, members, count))
            return true;
    return self->wanted.count == 0;
}
