/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a plan. */
#include "base/error.h"
#include "base/records.h"
#include "meeting/plan.h"

int32_t jf_plan_verdict(const jf_plan *self)
{
    return self ? self->verdict : 0;
}

size_t jf_plan_placement_count(const jf_plan *self)
{
    return self ? self->problem->requests.count : 0;
}

/* JF_OK when the index is below the count of what `what` names. */
static jf_status check_index(size_t index, size_t count, const char *what, jf_error *err)
{
    if (index < count)
        return JF_OK;
    return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)count, (int64_t)index, "%s %zu of %zu", what,
                          index, count);
}

jf_status jf_plan_placement_at(const jf_plan *self, size_t index, jf_placement *placement_out,
                               jf_error *err)
{
    jf_status status;

    if (!self || !placement_out)
        return jf__fail_null(err, self ? "placement_out" : "self");
    status = check_index(index, jf_plan_placement_count(self), "placement", err);
    if (!status)
        *placement_out = self->placements[index];
    return status;
}

size_t jf_plan_gathering_count(const jf_plan *self)
{
    return self ? self->gathering_count : 0;
}

size_t jf_plan_agenda_count(const jf_plan *self)
{
    return jf_plan_gathering_count(self);
}

size_t jf_plan_unplaced_count(const jf_plan *self)
{
    return self ? self->unplaced_count : 0;
}

jf_status jf_plan_cost(const jf_plan *self, int32_t term, int64_t *cost_out, jf_error *err)
{
    if (!self || !cost_out)
        return jf__fail_null(err, self ? "cost_out" : "self");
    if (term < JF_COST_TOTAL || term >= JF__COST_TERMS)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__COST_TERMS - 1, term, "no cost term %d",
                              (int)term);
    *cost_out = self->costs[term];
    return JF_OK;
}

int64_t jf_plan_bound(const jf_plan *self)
{
    return self ? self->bound : 0;
}

size_t jf_plan_broken_count(const jf_plan *self)
{
    return self ? self->broken.count : 0;
}

jf_status jf_plan_broken_at(const jf_plan *self, size_t index, jf_broken *broken_out, jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(broken_out, "broken_out", err);
    if (!status)
        status = check_index(index, self->broken.count, "violation", err);
    if (!status)
        jf__record_write(broken_out, &self->broken.items[index], sizeof(jf_broken));
    return status;
}

const char *jf_violation_kind_name(int32_t kind)
{
    static const char *const names[] = {"unplaced",    "day",      "hours",    "length",
                                        "person",      "room",     "capacity", "pin",
                                        "unavailable", "conflict", "merge",    "feature",
                                        "relation"};

    return kind >= JF_BROKEN_UNPLACED && kind <= JF_BROKEN_RELATION ? names[kind - 1] : "unknown";
}

size_t jf_plan_refusal_count(const jf_plan *self)
{
    return self ? self->refusals.count : 0;
}

jf_status jf_plan_refusal_at(const jf_plan *self, size_t index, jf_refusal *refusal_out,
                             jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(refusal_out, "refusal_out", err);
    if (!status)
        status = check_index(index, self->refusals.count, "refusal", err);
    if (!status)
        jf__record_write(refusal_out, &self->refusals.items[index], sizeof(jf_refusal));
    return status;
}
