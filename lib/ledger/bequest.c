/* SPDX-License-Identifier: Apache-2.0 */
/* What the limits of a unit leave to those that go on for it. Limits that are wanting are made
 * first, without use; a recount then finds their use, and giving cannot fail. */
#include <inttypes.h>

#include "base/checked.h"
#include "ledger/reform.h"

/* A part of an amount for each heir; the first has all of what is not divided. */
static jf_status divide(jf_ledger *self, int64_t amount, int64_t *parts, jf_error *err)
{
    size_t count = self->charge.heirs.count;

    for (size_t i = 0; i < count; i++)
        parts[i] = self->charge.heirs.items[i].share;
    if (count > 1)
        return jf_allocate(amount, parts, count, parts, count, err);
    parts[0] = amount;
    return JF_OK;
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

        scope.unit = self->charge.heirs.items[i].into;
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

        if (bequest->to != JF__NONE)
            continue;
        scope.unit = bequest->heir;
        bequest->to = jf__limit_add(self, &scope);
        bequest->is_made = true;
    }
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
    if (!jf__limit_reserve(self, self->charge.bequests.count + 1))
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
        terms.amount += bequest->amount;
        terms.pool += bequest->pool;
    }
    if (bequest->is_first) {
        to->borrowed += from->borrowed;
        to->lent += from->lent;
        from->borrowed = from->lent = 0;
    }
    jf__limit_set_terms(self, bequest->to, &terms);
}

void jf__bequests_give(jf_ledger *self)
{
    for (size_t i = 0; i < self->charge.bequests.count; i++)
        give(self, &self->charge.bequests.items[i]);
}
