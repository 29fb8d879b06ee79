/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts that follow from other cells are kept at what their formula gives:
 *
 *   difference   u32 link, u32 count, each: u32 part, i64 by
 *
 * A link leads from a period to a later one, so settling in rounds comes to an end; what a link has
 * become different by in all of them is posted in one entry. */
#include "ledger/link.h"

#include "base/checked.h"

#define HEAD_SIZE 9
#define PART_SIZE 12

static int64_t limited(int64_t value, int64_t least, int64_t most)
{
    value = value < least ? least : value;
    return value > most ? most : value;
}

bool jf__link_scale(int64_t value, int32_t permille, int64_t *out)
{
    int64_t whole;

    return jf__multiply(value / 1000, permille, &whole) &&
           jf__add(whole, value % 1000 * permille / 1000, out);
}

static bool compute_each(const jf_ledger *self, jf__link *link)
{
    for (size_t i = 0; i < link->part_count; i++) {
        jf__derived *part = &link->parts[i];

        if (!jf__link_scale(jf__limit_used(self, &self->limits.items[part->base]), link->permille,
                   &part->amount))
            return false;
    }
    return true;
}

static bool compute_shared(const jf_ledger *self, jf__link *link)
{
    int64_t total = 0;

    for (size_t i = 0; i < link->part_count; i++) {
        int64_t used = jf__limit_used(self, &self->limits.items[link->parts[i].base]);

        /* what is divided among others may leave less than nothing */
        link->weights[i] = used < 0 ? 0 : used;
        if (!jf__add(total, link->weights[i], &total))
            return false;
    }
    if (!jf__link_scale(total, link->permille, &total) ||
        (total > 0 && jf_allocate(total, link->weights, link->part_count, link->weights,
                                  link->part_count, NULL)))
        return false;
    for (size_t i = 0; i < link->part_count; i++)
        link->parts[i].amount = total > 0 ? link->weights[i] : 0;
    return true;
}

static void hold_down(const jf_ledger *self, jf__link *link)
{
    for (size_t i = 0; i < link->part_count; i++) {
        const jf__terms *terms = &self->limits.items[link->parts[i].base].terms;

        if (link->ratchet && terms->state == JF_LIMIT_NUMBER &&
            link->parts[i].amount > terms->amount)
            link->parts[i].amount = terms->amount;
        if (link->parts[i].amount < 0)
            link->parts[i].amount = 0;
    }
}

bool jf__link_compute(const jf_ledger *self, jf__link *link)
{
    if (link->type == JF__ENTRY_CARRY) {
        const jf__limit *base = &self->limits.items[link->parts[0].base];

        link->parts[0].amount =
            base->terms.state == JF_LIMIT_NUMBER
                ? limited(jf__limit_available(self, base), link->least, link->most)
                : link->parts[0].now;
        return true;
    }
    if (!(link->method == JF_DERIVATION_SHARED ? compute_shared : compute_each)(self, link))
        return false;
    hold_down(self, link);
    return true;
}

void jf__links_add(jf_ledger *self, const jf__link *link)
{
    jf__range *linked = &self->linked;

    if (self->links.count == 0)
        *linked = link->days;
    if (link->days.first < linked->first)
        linked->first = link->days.first;
    if (link->days.last > linked->last)
        linked->last = link->days.last;
    self->links.items[self->links.count++] = *link;
}

bool jf__links_reserve(jf_ledger *self, size_t body_size, size_t entry_count)
{
    for (size_t i = 0; i < self->links.count; i++)
        body_size += HEAD_SIZE + PART_SIZE * self->links.items[i].part_count;
    return jf__journal_reserve(&self->journal, body_size, entry_count + self->links.count,
                               &self->allocator);
}

/* Brings the limits to what the formula gives; whether anything has changed. */
static bool bring(jf_ledger *self, jf__link *link)
{
    bool changed = false;

    if (!jf__link_compute(self, link))
        return false;
    for (size_t i = 0; i < link->part_count; i++) {
        jf__derived *part = &link->parts[i];
        const jf__terms *terms = &self->limits.items[part->to].terms;

        if (part->amount == part->now)
            continue;
        if (terms->state == JF_LIMIT_NUMBER)
            jf__limit_change(self, part->to,
                             jf__add_saturated(terms->amount, part->amount - part->now));
        part->now = part->amount;
        changed = true;
    }
    return changed;
}

static void post(jf_ledger *self, uint32_t number)
{
    jf__link *link = &self->links.items[number];
    jf__journal *journal = &self->journal;
    size_t count = 0;
    size_t start;

    for (size_t i = 0; i < link->part_count; i++)
        count += link->parts[i].now != link->parts[i].posted;
    if (count == 0)
        return;
    start = jf__journal_begin(journal, JF__ENTRY_DIFFERENCE);
    jf__journal_put(journal, number, 4);
    jf__journal_put(journal, count, 4);
    for (size_t i = 0; i < link->part_count; i++) {
        jf__derived *part = &link->parts[i];

        if (part->now == part->posted)
            continue;
        jf__journal_put(journal, i, 4);
        jf__journal_put(journal, (uint64_t)(part->now - part->posted), 8);
        part->posted = part->now;
    }
    jf__journal_end(journal, start);
}

void jf__links_settle(jf_ledger *self)
{
    bool changed = self->links.count > 0;

    while (changed) {
        changed = false;
        for (size_t i = 0; i < self->links.count; i++)
            changed = bring(self, &self->links.items[i]) || changed;
    }
    for (size_t i = 0; i < self->links.count; i++)
        post(self, (uint32_t)i);
}

void jf__link_release(jf__link *link, const jf_allocator *allocator)
{
    jf__release(allocator, link->parts);
    jf__release(allocator, link->weights);
}
