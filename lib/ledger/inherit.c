/* SPDX-License-Identifier: Apache-2.0 */
/* Use of units that were divided. The first heir has the records of the unit, by its lineage; here
 * is what it passes on to the others, and what they have from it. An heir gets its share of
 * whatever the unit has used before the day, rounded down, so late facts are divided as well.
 *
 * Days fall from a unit to those it inherits from (an heir is open on the day it begins), so the
 * recursion ends. */
#include "ledger/ledger.h"

static int64_t share_of(int64_t use, const jf__heir *heir)
{
    /* whole is at most 10^9: nothing leaves 64 bits */
    return use / heir->whole * heir->share + use % heir->whole * heir->share / heir->whole;
}

static int64_t use_of(const jf_ledger *self, const jf__scope *scope)
{
    int64_t used;
    int64_t held;

    jf__scope_sum(self, scope, &used, &held);
    return used + jf__scope_inherited(self, scope);
}

/* What a unit has passed on to all heirs but the first, of its use in a scope. */
static int64_t passed_on(const jf_ledger *self, const jf__scope *scope)
{
    const jf__node *node = &self->units.list.items[scope->unit];
    int64_t sum = 0;
    int64_t use;

    if (node->heir_count < 2)
        return 0;
    use = use_of(self, scope);
    for (uint32_t i = 1; i < node->heir_count; i++)
        sum += share_of(use, &self->units.heirs.items[node->heir + i]);
    return sum;
}

/* What one heir of a unit has besides records; the scope is cut down to the unit's days. */
static int64_t from_heir(const jf_ledger *self, uint32_t index, const jf__scope *scope)
{
    const jf__heir *heir = &self->units.heirs.items[index];
    jf__scope before = *scope;

    before.unit = heir->unit;
    if (before.last >= heir->day)
        before.last = heir->day - 1;
    if (before.last < before.first)
        return 0;
    if (index == self->units.list.items[heir->unit].heir)
        return jf__scope_inherited(self, &before) - passed_on(self, &before);
    return share_of(use_of(self, &before), heir);
}

int64_t jf__scope_inherited(const jf_ledger *self, const jf__scope *scope)
{
    const jf__nodes *units = &self->units;
    int64_t sum = 0;

    if (units->divided == JF_DAY_NONE || scope->window != JF_WINDOW_PERIOD)
        return 0;
    for (size_t i = 0; i < units->heirs.count; i++) {
        const jf__heir *heir = &units->heirs.items[i];

        if (heir->day <= scope->reach &&
            jf__unit_current(units, heir->into, heir->day) == scope->unit)
            sum += from_heir(self, (uint32_t)i, scope);
    }
    return sum;
}

void jf__inherited_refresh(jf_ledger *self)
{
    for (size_t i = 0; i < self->limits.count; i++) {
        jf__limit *limit = &self->limits.items[i];
        int64_t inherited = jf__scope_inherited(self, &limit->scope);

        *jf__free_of(&self->rows, limit->cell) -= inherited - limit->inherited;
        limit->inherited = inherited;
    }
}
