/* SPDX-License-Identifier: Apache-2.0 */
/* Counters. Only cells with a limit keep one; every other sum, and that of a limit set late, is
 * taken from the records. */
#include "ledger/entry.h"

#include "base/checked.h"

/* Of unlimited it is half of all there is: as far from one end of 64 bits as from the other. */
int64_t jf__terms_base(const jf__terms *terms)
{
    return terms->state == JF_LIMIT_UNLIMITED                       ? INT64_MAX / 2
           : terms->state == JF_LIMIT_NUMBER && terms->amount > 0 ? terms->amount
                                                                  : 0;
}

int64_t jf__limit_available(const jf_ledger *self, const jf__limit *limit)
{
    int64_t overdraft = limit->terms.amount < 0 ? limit->terms.amount : 0;

    return jf__add_saturated(jf__limit_free(self, limit), overdraft);
}

bool jf__limit_is_above(const jf_ledger *self, const jf__limit *limit)
{
    return limit->terms.state == JF_LIMIT_NUMBER && limit->days == JF__NONE &&
           limit->scope.bound == JF_BOUND_CAP && jf__limit_available(self, limit) < 0;
}

int64_t jf__limit_used(const jf_ledger *self, const jf__limit *limit)
{
    /* held first: base - free may leave 64 bits, its parts do not */
    return jf__terms_base(&limit->terms) - limit->held - jf__limit_free(self, limit);
}

static int64_t line_in_scope(const jf_ledger *self, const jf__line *line, jf_day day,
                             const jf__scope *scope)
{
    if (line->side != scope->side ||
        !jf__unit_within(&self->units, scope->unit, line->unit, day, scope->reach))
        return 0;
    return jf__line_value(line, scope->measure);
}

/* Who leads and what lands is known when all lines have been seen. */
static int64_t landings_in_scope(const jf_ledger *self, jf__entry *entry, jf_day day,
                                 const jf__scope *scope)
{
    jf__lead lead = JF__LEAD_NONE;

    for (uint32_t i = 0; i < entry->line_count; i++) {
        jf__line line = jf__entry_line(entry);

        jf__lead_add(&lead, &line);
    }
    return lead.line != JF__NONE &&
                   jf__unit_within(&self->units, scope->unit, lead.unit, day, scope->reach)
               ? lead.landings
               : 0;
}

int64_t jf__attempt_value(const jf_ledger *self, uint32_t attempt, const jf__scope *scope)
{
    jf__entry entry = jf__entry_of_lines(self, attempt);
    jf_day day = jf__attempt_at(&self->attempts, attempt)->day;
    int64_t sum = 0;

    if (scope->measure == JF_MEASURE_LANDINGS)
        return landings_in_scope(self, &entry, day, scope);
    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line line = jf__entry_line(&entry);

        sum += line_in_scope(self, &line, day, scope);
    }
    return scope->measure == JF_MEASURE_ITEMS ? sum > 0 : sum;
}

bool jf__attempt_counts(const jf_ledger *self, const jf__attempt *attempt, const jf__scope *scope)
{
    bool is_planned = (attempt->flags & JF__ATTEMPT_CLASS) == JF_PLAN_CLASS_PLANNED;

    return jf__attempt_is_live(attempt) && attempt->day >= scope->first &&
           attempt->day <= scope->last &&
           is_planned == (scope->plan_class == JF_PLAN_CLASS_PLANNED) &&
           jf__node_within(&self->kinds, scope->kind, attempt->kind);
}

void jf__scope_sum(const jf_ledger *self, const jf__scope *scope, int64_t *used_out,
                   int64_t *held_out)
{
    *used_out = *held_out = 0;
    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, (uint32_t)i);

        if (jf__attempt_counts(self, attempt, scope))
            *(jf__state_is_used(attempt->state) ? used_out : held_out) +=
                jf__attempt_value(self, (uint32_t)i, scope);
    }
}
