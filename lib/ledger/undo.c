/* SPDX-License-Identifier: Apache-2.0 */
/* What the attempts of a group change is kept before they change it, with whatever memory that
 * takes, so that undoing needs none and cannot fail. Of attempts that come with the group only
 * their number and keys have to go. Plans and room are no part of the state: they stay. */
#include "ledger/ledger.h"

bool jf__undo_begin(jf_ledger *self)
{
    jf__undo *undo = &self->undo;

    if (!jf__array_reserve(&undo->mark, self->limits.count - undo->mark.count, &self->allocator))
        return false;
    while (undo->mark.count < self->limits.count)
        undo->mark.items[undo->mark.count++] = 0;
    undo->is_open = true;
    undo->journal_size = self->journal.size;
    undo->entry_count = self->journal.entry_count;
    undo->attempt_count = self->attempts.count;
    undo->totals = self->totals;
    return true;
}

static bool keep_limit(jf_ledger *self, uint32_t number)
{
    jf__undo *undo = &self->undo;
    const jf__limit *limit = &self->limits.items[number];
    uint32_t mark = undo->mark.items[number];

    if (mark < undo->limits.count && undo->limits.items[mark].number == number)
        return true;
    if (!jf__array_reserve(&undo->limits, 1, &self->allocator))
        return false;
    undo->mark.items[number] = (uint32_t)undo->limits.count;
    undo->limits.items[undo->limits.count++] =
        (jf__limit_before){number, jf__limit_free(self, limit),
                           *jf__margin_of(&self->rows, limit->cell), *limit};
    return true;
}

static bool keep_day(jf_ledger *self, uint32_t number, jf_day day)
{
    jf__undo *undo = &self->undo;
    const jf__day_sum *sum = jf__days_find(self, &self->limits.items[number], day);
    jf__day_before before = {.limit = number, .is_new = !sum, .sum = {.day = day}};

    if (!jf__array_reserve(&undo->days, 1, &self->allocator))
        return false;
    if (sum)
        before.sum = *sum;
    undo->days.items[undo->days.count++] = before;
    return true;
}

static bool keep_touch(jf_ledger *self, const jf__touch *touch)
{
    uint32_t number = self->limit_of.items[touch->cell];
    const jf__charge *charge = &self->charge;

    if (touch->gate)
        return true;
    if (!keep_limit(self, number))
        return false;
    if (self->limits.items[number].days == JF__NONE)
        return true;
    return (touch->take == 0 || keep_day(self, number, charge->take.day)) &&
           (touch->give == 0 || keep_day(self, number, charge->give.day));
}

static bool keep_attempt(jf_ledger *self, uint32_t number)
{
    jf__undo *undo = &self->undo;
    jf__attempt_before before = {.number = number};

    if (number == JF__NONE || number >= undo->attempt_count)
        return true;
    if (!jf__array_reserve(&undo->attempts, 1, &self->allocator))
        return false;
    before.attempt = *jf__attempt_at(&self->attempts, number);
    before.content = jf__idmap_find(&self->contents, (int64_t)number + 1);
    if (before.attempt.flags & JF__ATTEMPT_EXPIRES)
        before.expires = jf__expiry_of(self, number);
    undo->attempts.items[undo->attempts.count++] = before;
    return true;
}

/* A refusal changes no more than the count of refusals. */
static bool keep_refusal(jf_ledger *self)
{
    const jf__reports *violations = &self->charge.answer.violations;

    for (size_t i = 0; i < violations->count; i++)
        if (!keep_limit(self, violations->items[i].limit))
            return false;
    return true;
}

static bool keep_all_limits(jf_ledger *self)
{
    for (uint32_t i = 0; i < self->limits.count; i++)
        if (!keep_limit(self, i))
            return false;
    return true;
}

static bool keep_links(jf_ledger *self)
{
    jf__undo *undo = &self->undo;

    if (undo->has_links)
        return true;
    undo->parts.count = 0;
    for (size_t i = 0; i < self->links.count; i++) {
        const jf__link *link = &self->links.items[i];

        if (!jf__array_reserve(&undo->parts, link->part_count, &self->allocator))
            return false;
        for (size_t j = 0; j < link->part_count; j++)
            undo->parts.items[undo->parts.count++] = link->parts[j];
    }
    undo->has_links = true;
    return true;
}

/* What follows from an attempt may concern any limit. */
static bool keep_what_follows(jf_ledger *self)
{
    bool linked = jf__charge_is_linked(self);

    if (!linked && !jf__charge_is_divided(self))
        return true;
    return keep_all_limits(self) && (!linked || keep_links(self));
}

bool jf__undo_keep(jf_ledger *self, const jf__request *request)
{
    if (jf__charge_refuses(self, request))
        return keep_refusal(self);
    if (self->charge.is_plain &&
        !jf__charge_touch(self, request->plan_class, &self->charge.take))
        return false;
    for (size_t i = 0; i < self->charge.touches.count; i++)
        if (!keep_touch(self, &self->charge.touches.items[i]))
            return false;
    return keep_what_follows(self) && keep_attempt(self, request->of) &&
           keep_attempt(self, request->grants);
}

static void forget_attempts(jf_ledger *self)
{
    size_t count = self->undo.attempt_count;

    while (self->expiries.count > 0 &&
           self->expiries.items[self->expiries.count - 1].attempt >= count)
        self->expiries.count--;
    while (self->attempts.count > count) {
        uint32_t number = (uint32_t)--self->attempts.count;

        jf__keytable_remove(&self->keys, jf__key_tag(jf__key_of(self, number)), number);
    }
}

static void restore_attempt(jf_ledger *self, const jf__attempt_before *before)
{
    jf__attempt *attempt = jf__attempt_at(&self->attempts, before->number);

    if (attempt->flags & JF__ATTEMPT_EXPIRES)
        jf__expiry_forget(self, before->number);
    *attempt = before->attempt;
    if (attempt->flags & JF__ATTEMPT_EXPIRES)
        jf__expiry_set(self, before->number, before->expires);
    if (attempt->flags & JF__ATTEMPT_MOVED)
        jf__idmap_put(&self->contents, (int64_t)before->number + 1, before->content);
}

/* What was kept before a memory refusal may not have changed after it. */
static void restore_day(jf_ledger *self, const jf__day_before *before)
{
    const jf__limit *limit = &self->limits.items[before->limit];
    const jf__day_sum *now = jf__days_find(self, limit, before->sum.day);

    if (now && before->is_new)
        jf__days_drop(self, limit, before->sum.day);
    else if (now)
        jf__days_add(self, limit, before->sum.day, before->sum.used - now->used,
                     before->sum.held - now->held);
}

static void restore_limits(jf_ledger *self)
{
    const jf__undo *undo = &self->undo;

    for (size_t i = 0; i < undo->limits.count; i++) {
        const jf__limit_before *before = &undo->limits.items[i];

        self->limits.items[before->number] = before->limit;
        *jf__free_of(&self->rows, before->limit.cell) = before->free;
        *jf__margin_of(&self->rows, before->limit.cell) = before->margin;
    }
}

static void restore_links(jf_ledger *self)
{
    const jf__derived *parts = self->undo.parts.items;

    if (!self->undo.has_links)
        return;
    for (size_t i = 0; i < self->links.count; i++)
        for (size_t j = 0; j < self->links.items[i].part_count; j++)
            self->links.items[i].parts[j] = *parts++;
}

void jf__undo_all(jf_ledger *self)
{
    jf__undo *undo = &self->undo;

    forget_attempts(self);
    for (size_t i = undo->attempts.count; i-- > 0;)
        restore_attempt(self, &undo->attempts.items[i]);
    for (size_t i = undo->days.count; i-- > 0;)
        restore_day(self, &undo->days.items[i]);
    restore_limits(self);
    restore_links(self);
    self->totals = undo->totals;
    jf__journal_cut(&self->journal, undo->journal_size, undo->entry_count, &self->allocator);
    jf__undo_end(self);
}

void jf__undo_end(jf_ledger *self)
{
    jf__undo *undo = &self->undo;

    undo->is_open = undo->has_links = false;
    undo->limits.count = undo->days.count = undo->attempts.count = 0;
}

void jf__undo_release(jf__undo *undo, const jf_allocator *allocator)
{
    jf__array_release(&undo->limits, allocator);
    jf__array_release(&undo->mark, allocator);
    jf__array_release(&undo->days, allocator);
    jf__array_release(&undo->attempts, allocator);
    jf__array_release(&undo->parts, allocator);
}
