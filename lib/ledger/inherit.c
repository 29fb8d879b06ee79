/* SPDX-License-Identifier: Apache-2.0 */
/* Use of units that were divided. The first heir has the records of the unit, by its lineage; here
 * is what it passes on to the others, and what they have from it. An heir gets its share of
 * whatever the unit has used before the day, rounded down, so late facts are divided as well.
 *
 * Days fall from a unit to those it inherits from (an heir is open on the day it begins), so the
 * recursion ends; and as a unit ends once, what is found about it holds for a whole question. An
 * heir that was above the unit on a day of the scope has records of it anyway, and neither gives
 * nor takes there. */
#include "base/checked.h"
#include "ledger/ledger.h"

static int64_t share_of(int64_t use, const jf__heir *heir)
{
    /* whole is at most 10^9: nothing leaves 64 bits */
    return use / heir->whole * heir->share + use % heir->whole * heir->share / heir->whole;
}

/* Use by records. A limit of the unit counts the very days before it ended. */
static int64_t recorded(const jf_ledger *self, const jf__scope *scope, const jf__scope *before)
{
    jf__scope same = *scope;
    uint32_t number;
    int64_t used;
    int64_t held;

    same.unit = before->unit;
    number = jf__limit_find(self, &same);
    if (number != JF__NONE)
        return jf__limit_used(self, &self->limits.items[number]) -
               self->limits.items[number].inherited;
    jf__scope_sum(self, before, &used, &held);
    return used;
}

static int64_t inherited_by(const jf_ledger *self, const jf__scope *scope);

/* Use of a unit that has ended, and what of it went to others, in a scope that is cut down to its
 * days; found once for each question. */
static const jf__memo *memo_of(const jf_ledger *self, uint32_t unit, const jf__scope *scope,
                               const jf__scope *before)
{
    const jf__node *node = &self->units.list.items[unit];
    jf__memo *memo = &self->units.memos.items[1 + node->heir];
    jf__memo found = {.question = self->units.memos.items[0].question};

    if (memo->question == found.question)
        return memo;
    found.inherited = inherited_by(self, before);
    if (node->heir_count > 1) {
        found.use = jf__add_saturated(recorded(self, scope, before), found.inherited);
        for (uint32_t i = 1; i < node->heir_count; i++)
            found.passed_on += share_of(found.use, &self->units.heirs.items[node->heir + i]);
    }
    *memo = found;
    return memo;
}

/* What one heir of a unit has besides records. */
static int64_t from_heir(const jf_ledger *self, uint32_t index, const jf__scope *scope)
{
    const jf__heir *heir = &self->units.heirs.items[index];
    jf__scope before = *scope;
    const jf__memo *memo;
    jf__range days;

    before.unit = heir->unit;
    if (before.last >= heir->day)
        before.last = heir->day - 1;
    days = (jf__range){before.first, before.last};
    if (before.last < before.first ||
        jf__unit_ever_within(&self->units, scope->unit, heir->unit, &days))
        return 0;
    memo = memo_of(self, heir->unit, scope, &before);
    if (index == self->units.list.items[heir->unit].heir)
        return jf__add_saturated(memo->inherited, -memo->passed_on);
    return share_of(memo->use, heir);
}

static int64_t inherited_by(const jf_ledger *self, const jf__scope *scope)
{
    const jf__nodes *units = &self->units;
    int64_t sum = 0;

    for (size_t i = 0; i < units->heirs.count; i++) {
        const jf__heir *heir = &units->heirs.items[i];

        if (heir->day <= scope->reach &&
            jf__unit_current(units, heir->into, heir->day) == scope->unit)
            sum = jf__add_saturated(sum, from_heir(self, (uint32_t)i, scope));
    }
    if (sum < 0 && scope->measure == JF_MEASURE_ITEMS) {
        /* one item may have been passed on by several units */
        int64_t own = recorded(self, scope, scope);

        sum = sum < -own ? -own : sum;
    }
    return sum;
}

int64_t jf__scope_inherited(const jf_ledger *self, const jf__scope *scope)
{
    if (self->units.divided == JF_DAY_NONE || scope->window != JF_WINDOW_PERIOD)
        return 0;
    self->units.memos.items[0].question++;
    return inherited_by(self, scope);
}

bool jf__unit_is_divided(const jf__nodes *units, uint32_t unit, jf_day day)
{
    jf__range days;
    size_t count = jf__lineage_of(units, unit, day, &days);

    for (size_t i = 0; i < count; i++)
        if (units->list.items[units->lineage.items[i].unit].heir_count > 1)
            return true;
    return false;
}

/* Where units were moved, divided and joined again, some use may come by two ways; of the greatest
 * numbers only so much is taken that use and holds stay in 64 bits. */
static int64_t inherited_of(const jf_ledger *self, const jf__limit *limit)
{
    int64_t own = jf__limit_used(self, limit) - limit->inherited;
    int64_t most = INT64_MAX - limit->held - (own > 0 ? own : 0);
    int64_t inherited = jf__scope_inherited(self, &limit->scope);

    return inherited > most ? most : inherited;
}

int64_t jf__limit_inherit(jf_ledger *self, uint32_t number)
{
    jf__limit *limit = &self->limits.items[number];
    int64_t inherited = inherited_of(self, limit);
    int64_t grown = inherited - limit->inherited;
    int64_t *free_in = jf__free_of(&self->rows, limit->cell);

    if (grown == 0)
        return 0;
    *free_in = jf__subtract_wrapped(*free_in, grown);
    limit->inherited = inherited;
    jf__limit_stir(self, number);
    return grown;
}
