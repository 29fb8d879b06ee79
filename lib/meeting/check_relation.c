/* SPDX-License-Identifier: Apache-2.0 */
/* Whether relations are kept, record by record. Two requests of one gathering are a question of
 * merges. */
#include "meeting/check.h"

static jf_status report(jf__checker *self, const jf__relation *relation, int64_t expected,
                        int64_t actual)
{
    return jf__checker_add(self, JF_BROKEN_RELATION, self->placements[relation->a].request,
                           self->placements[relation->b].request, relation->kind, expected, actual);
}

static jf_status check_relation(jf__checker *self, const jf__relation *relation)
{
    const jf_placement *a = &self->placements[relation->a];
    const jf_placement *b = &self->placements[relation->b];
    int64_t nights = (int64_t)b->day - a->day;
    int64_t between = nights * JF__MINUTES_OF_DAY + b->start - (a->start + a->minutes);

    switch (relation->kind) {
    case JF_RELATION_SAME_DAY:
        return nights == 0 ? JF_OK : report(self, relation, a->day, b->day);
    case JF_RELATION_DIFFERENT_DAY:
        return nights != 0 ? JF_OK : report(self, relation, 0, b->day);
    case JF_RELATION_ADJACENT:
        return nights == 0 && between == 0 ? JF_OK : report(self, relation, 0, between);
    default:
        break;
    }
    if (between < relation->least)
        return report(self, relation, relation->least, between);
    return between <= relation->most ? JF_OK : report(self, relation, relation->most, between);
}

jf_status jf__checker_relations(jf__checker *self)
{
    const jf_problem *problem = self->problem;
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < problem->relations.count; i++) {
        const jf__relation *relation = &problem->relations.items[i];
        int32_t a = self->placements[relation->a].gathering;
        int32_t b = self->placements[relation->b].gathering;

        if (a > 0 && b > 0 && a != b)
            status = check_relation(self, relation);
    }
    return status;
}
