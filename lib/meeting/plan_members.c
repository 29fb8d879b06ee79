/* SPDX-License-Identifier: Apache-2.0 */
/* Who meets together: the requests of a gathering, read off the placements. */
#include "base/error.h"
#include "jianfu/meeting.h"

/* Agendas before `agenda` come first; inside an agenda the order of the problem. */
static bool comes_before(const jf_placement *a, size_t a_index, const jf_placement *b,
                         size_t b_index)
{
    return a->agenda != b->agenda ? a->agenda < b->agenda : a_index < b_index;
}

/* Members of the gathering that come before the placement at `own_index`. */
static size_t rank_of(const jf_plan *self, const jf_placement *own, size_t own_index)
{
    size_t rank = 0;

    for (size_t i = 0; i < jf_plan_placement_count(self); i++) {
        jf_placement other;

        if (!jf_plan_placement_at(self, i, &other, NULL) && other.gathering == own->gathering &&
            comes_before(&other, i, own, own_index))
            rank++;
    }
    return rank;
}

size_t jf_plan_member_count(const jf_plan *self, int32_t gathering)
{
    size_t count = 0;

    for (size_t i = 0; i < jf_plan_placement_count(self); i++) {
        jf_placement placement;

        if (!jf_plan_placement_at(self, i, &placement, NULL) && gathering > 0 &&
            placement.gathering == gathering)
            count++;
    }
    return count;
}

jf_status jf_plan_member_at(const jf_plan *self, int32_t gathering, size_t index,
                            int64_t *request_out, jf_error *err)
{
    if (!self || !request_out)
        return jf__fail_null(err, self ? "request_out" : "self");
    for (size_t i = 0; gathering > 0 && i < jf_plan_placement_count(self); i++) {
        jf_placement placement;

        if (jf_plan_placement_at(self, i, &placement, NULL) || placement.gathering != gathering)
            continue;
        if (rank_of(self, &placement, i) == index) {
            *request_out = placement.request;
            return JF_OK;
        }
    }
    return jf__fail_about(err, JF_E_RANGE, gathering, 0, (int64_t)index,
                          "gathering %d has no member %zu", (int)gathering, index);
}
