/* SPDX-License-Identifier: Apache-2.0 */
/* What the limits of a unit leave to those that go on for it. Limits that are wanting are made
 * first, without use; a recount then finds their use, and giving cannot fail. */
#include <inttypes.h>

#include "base/checked.h"
#include "ledger/link.h"
#include "ledger/reform.h"

/* A part of an amount for each heir; the first has all of what is not divided. An overdraft is
 * divided like what it is an overdraft of. */
static jf_status divide(jf_ledger *self, int64_t amount, int64_t *parts, jf_error *err)
{
    size_t count = self->charge.heirs.count;
    jf_status status;

    for (size_t i = 0; i < count; i++)
        parts[i] = self->charge.heirs.items[i].share;
    if (count == 1) {
        parts[0] = amount;
        return JF_OK;
    }
    status = jf_allocate(amount < 0 ? -amount : amount, parts, count, parts, count, err);
    for (size_t i = 0; i < count && !status && amount < 0; i++)
        parts[i] = -parts[i];
    return status;
}

/* Whether an heir's limit of that state takes what a limit of the other state leaves. */
static bool is_wanted(int32_t to, int32_t from)
{
    return from == JF_LIMIT_NUMBER && to != JF_LIMIT_UNLIMITED;
}

static jf_status list_one(jf_ledger *self, uint32_t from, int64_t *parts, jf_error *err)
{
    size_t first = self->charge.bequests.count;
    size_t heirs = self->charge.heirs.count;
    jf_status status;

    for (size_t i = 0; i < heirs; i++) {
        jf__scope scope = self->limits.items[from].scope;

        scope.unit = jf__unit_current(&self->units, self->charge.heirs.items[i].into, JF_DAY_LAST);
        self->charge.bequests.items[first + i] =
            (jf__bequest){.from = from, .to = jf__limit_find(self, &scope), .heir = scope.unit,
                          .is_first = i == 0};
    }
    status = divide(self, self->limits.items[from].terms.amount, parts, err);
    for (size_t i = 0; i < heirs && !status; i++)
        self->charge.bequests.items[first + i].amount = parts[i];
    if (!status)
        status = divide(self, self->limits.items[from].terms.pool, parts, err);
    for (size_t i = 0; i < heirs && !status; i++)
        self->charge.bequests.items[first + i].pool = parts[i];
    if (!status)
        self->charge.bequests.count += heirs;
    return status;
}

static bool fits(const jf_ledger *self, const jf__bequest *bequest)
{
    const jf__limit *from = &self->limits.items[bequest->from];
    const jf__limit *to = &self->limits.items[bequest->to];
    int64_t sum;

    return jf__add(to->terms.amount, bequest->amount, &sum) &&
           jf__add(to->terms.pool, bequest->pool, &sum) &&
           jf__add(to->borrowed, from->borrowed, &sum) && jf__add(to->lent, from->lent, &sum);
}

static jf_status check_amounts(const jf_ledger *self, jf_error *err)
{
    for (size_t i = 0; i < self->charge.bequests.count; i++) {
        const jf__bequest *bequest = &self->charge.bequests.items[i];

        if (bequest->to != JF__NONE && !fits(self, bequest))
            return jf__fail_about(err, JF_E_OVERFLOW,
                                  self->units.list.items[bequest->heir].id, 0, bequest->amount,
                                  "a limit of unit %" PRId64 " would leave 64 bits",
                                  self->units.list.items[bequest->heir].id);
    }
    return JF_OK;
}

static jf_status list_all(jf_ledger *self, const jf__reform *reform, int64_t *parts,
                          jf_error *err)
{
    jf_status status = JF_OK;

    self->charge.bequests.count = 0;
    for (size_t i = 0; i < self->limits.count && !status; i++) {
        const jf__scope *scope = &self->limits.items[i].scope;

        if (scope->unit != reform->unit || scope->reach < reform->day)
            continue;
        if (!jf__array_reserve(&self->charge.bequests, self->charge.heirs.count,
                               &self->allocator))
            return jf__fail_memory(err);
        status = list_one(self, (uint32_t)i, parts, err);
    }
    return status ? status : check_amounts(self, err);
}

static void make_missing(jf_ledger *self)
{
    for (size_t i = 0; i < self->charge.bequests.count; i++) {
        jf__bequest *bequest = &self->charge.bequests.items[i];
        jf__scope scope = self->limits.items[bequest->from].scope;

        scope.unit = bequest->heir;
        if (bequest->to == JF__NONE)
            bequest->to = jf__limit_find(self, &scope); /* made for another heir */
        if (bequest->to != JF__NONE)
            continue;
        bequest->to = jf__limit_add(self, &scope);
        bequest->is_made = true;
    }
}

/* Parts of links that end in limits of a unit. */
static size_t count_following(const jf_ledger *self, uint32_t unit)
{
    size_t count = 0;

    for (size_t i = 0; i < self->links.count; i++)
        for (size_t j = 0; j < self->links.items[i].part_count; j++)
            count += self->limits.items[self->links.items[i].parts[j].to].scope.unit == unit;
    return count;
}

jf_status jf__bequests_make(jf_ledger *self, const jf__reform *reform, jf_error *err)
{
    int64_t *parts = jf__allocate(&self->allocator, self->charge.heirs.count, sizeof *parts);
    jf_status status;

    if (!parts)
        return jf__fail_memory(err);
    status = list_all(self, reform, parts, err);
    jf__release(&self->allocator, parts);
    if (status)
        return status;
    if (!jf__limit_reserve(self, self->charge.bequests.count + 1) ||
        !jf__links_room(self, count_following(self, reform->unit)))
        return jf__fail_memory(err);
    make_missing(self);
    return JF_OK;
}

void jf__bequests_undo(jf_ledger *self)
{
    for (size_t i = 0; i < self->charge.bequests.count; i++)
        if (self->charge.bequests.items[i].is_made)
            jf__limit_drop(self);
}

/* The bequest of a limit to the first heir; they stand in the order of the limits. */
static jf__bequest *bequest_of(jf_ledger *self, uint32_t limit)
{
    jf__bequest *list = self->charge.bequests.items;
    size_t low = 0;
    size_t high = self->charge.bequests.count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (list[middle].from < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low < self->charge.bequests.count && list[low].from == limit ? &list[low] : NULL;
}

/* Whether the heir has a formula of the same kind between the same cells. */
static bool has_own(const jf_ledger *self, uint32_t link, uint32_t base, uint32_t to)
{
    for (uint32_t at = self->limits.items[base].tie; at != JF__NONE;
         at = self->ties.items[at].next) {
        const jf__tie *tie = &self->ties.items[at];
        const jf__link *other = &self->links.items[tie->link];
        const jf__derived *part = &other->parts[tie->part];

        if (!part->has_ended && part->base == base && part->to == to &&
            (tie->link == link || (other->type == JF__ENTRY_CARRY &&
                                   self->links.items[link].type == JF__ENTRY_CARRY)))
            return true;
    }
    return false;
}

/* A part that ended in a limit of the unit ends in the heir's. Where its base goes to the heir as
 * well, the heir's own formula has what was left there, or the part is the heir's from now on. Of a
 * unit that is divided, what was given is divided with the amount, and follows no more. */
static void hand_on(jf_ledger *self, uint32_t link, uint32_t number)
{
    jf__derived *part = &self->links.items[link].parts[number];
    jf__bequest *to = bequest_of(self, part->to);
    const jf__bequest *base = bequest_of(self, part->base);

    if (!to || part->has_ended)
        return;
    if (self->charge.heirs.count > 1) {
        jf__part_end(part);
        return;
    }
    if (base && has_own(self, link, base->to, to->to)) {
        to->amount -= part->now;
        jf__part_end(part);
        return;
    }
    part->to = to->to;
    self->limits.items[to->to].follows = true;
    if (base) {
        part->base = base->to;
        jf__link_tie(self, link, number);
    }
}

static void give(jf_ledger *self, const jf__bequest *bequest)
{
    jf__limit *from = &self->limits.items[bequest->from];
    jf__limit *to = &self->limits.items[bequest->to];
    jf__terms terms = to->terms;

    if (bequest->is_made) {
        terms = from->terms;
        terms.amount = bequest->amount;
        terms.pool = bequest->pool;
    } else if (is_wanted(terms.state, from->terms.state)) {
        terms.state = JF_LIMIT_NUMBER;
        terms.amount = jf__add_saturated(terms.amount, bequest->amount);
        terms.pool = jf__add_saturated(terms.pool, bequest->pool);
    }
    if (bequest->is_first) {
        to->borrowed = jf__add_saturated(to->borrowed, from->borrowed);
        to->lent = jf__add_saturated(to->lent, from->lent);
        from->borrowed = from->lent = 0;
    }
    jf__limit_set_terms(self, bequest->to, &terms);
}

void jf__bequests_give(jf_ledger *self, const jf__reform *reform)
{
    for (size_t i = 0; i < self->links.count; i++)
        for (size_t j = 0; j < self->links.items[i].part_count; j++)
            if (self->limits.items[self->links.items[i].parts[j].to].scope.unit == reform->unit)
                hand_on(self, (uint32_t)i, (uint32_t)j);
    for (size_t i = 0; i < self->charge.bequests.count; i++)
        give(self, &self->charge.bequests.items[i]);
}
