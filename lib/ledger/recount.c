/* SPDX-License-Identifier: Apache-2.0 */
/* The counters anew from the records, after units were reorganised. Everything is counted before
 * anything is replaced. */
#include "ledger/entry.h"
#include "ledger/reform.h"

static bool add_touch(jf_ledger *self, const jf__attempt *attempt, const jf__touch *touch,
                      jf__tally *tallies)
{
    uint32_t number = self->limit_of.items[touch->cell];
    jf__tally *tally = &tallies[number];
    bool used = jf__state_is_used(attempt->state);

    if (touch->gate)
        return true;
    *(used ? &tally->used : &tally->held) += touch->take;
    tally->expiring += !used && attempt->flags & JF__ATTEMPT_EXPIRES && touch->take > 0;
    if (self->limits.items[number].days == JF__NONE)
        return true;
    if (!jf__array_reserve(&tally->days, 1, &self->allocator))
        return false;
    jf__days_put(&tally->days, attempt->day, used ? touch->take : 0, used ? 0 : touch->take);
    return true;
}

static bool add_attempt(jf_ledger *self, uint32_t number, jf__tally *tallies)
{
    const jf__attempt *attempt = jf__attempt_at(&self->attempts, number);
    jf__content content = {.kind = attempt->kind, .day = attempt->day};

    if (!jf__charge_load(self, number))
        return false;
    content.lines = self->charge.old.items;
    content.line_count = self->charge.old.count;
    self->charge.touches.count = 0;
    if (!jf__charge_touch(self, attempt->flags & JF__ATTEMPT_CLASS, &content))
        return false;
    for (size_t i = 0; i < self->charge.touches.count; i++)
        if (!add_touch(self, attempt, &self->charge.touches.items[i], tallies))
            return false;
    return true;
}

static void release(jf_ledger *self, jf__tally *tallies)
{
    for (size_t i = 0; i < self->limits.count; i++)
        jf__array_release(&tallies[i].days, &self->allocator);
    jf__release(&self->allocator, tallies);
}

jf__tally *jf__recount(jf_ledger *self)
{
    jf__tally *tallies =
        jf__allocate(&self->allocator, self->limits.count + 1, sizeof *tallies);

    if (!tallies)
        return NULL;
    for (size_t i = 0; i < self->limits.count; i++) {
        tallies[i].was_above = jf__limit_is_above(self, &self->limits.items[i]);
        tallies[i].since = self->limits.items[i].since;
    }
    for (size_t i = 0; i < self->attempts.count; i++)
        if (jf__attempt_is_live(jf__attempt_at(&self->attempts, (uint32_t)i)) &&
            !add_attempt(self, (uint32_t)i, tallies)) {
            release(self, tallies);
            return NULL;
        }
    return tallies;
}

static void put_tally(jf_ledger *self, jf__limit *limit, jf__tally *tally)
{
    limit->held = tally->held;
    limit->expiring = tally->expiring;
    limit->inherited = 0;
    *jf__free_of(&self->rows, limit->cell) =
        jf__terms_base(&limit->terms) - tally->used - tally->held;
    if (limit->days != JF__NONE) {
        jf__days before = self->days.items[limit->days];

        self->days.items[limit->days] = tally->days;
        tally->days = before;
    }
}

void jf__recount_apply(jf_ledger *self, jf__tally *tallies, jf_day day)
{
    for (size_t i = 0; i < self->limits.count; i++)
        put_tally(self, &self->limits.items[i], &tallies[i]);
    for (size_t i = 0; i < self->limits.count; i++)
        (void)jf__limit_inherit(self, (uint32_t)i);
    for (size_t i = 0; i < self->limits.count; i++) {
        jf__limit *limit = &self->limits.items[i];

        jf__limit_stir(self, (uint32_t)i);
        limit->since = !jf__limit_is_above(self, limit) ? JF_DAY_NONE
                       : tallies[i].was_above           ? tallies[i].since
                                                        : day;
    }
    release(self, tallies);
}
