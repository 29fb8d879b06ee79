/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts that follow from other cells are kept at what their formula gives:
 *
 *   difference   u32 link, u32 count, each: u32 part, i64 by
 *
 * A limit that changes makes the links due that follow from it. A link leads from a period to a
 * later one, so each is computed once when those of earlier days come first. */
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

/* The use of each part's base, that of others added to their leads. What is divided among others
 * may leave less than nothing. */
static bool add_up(const jf_ledger *self, jf__link *link)
{
    bool fits = true;

    for (size_t i = 0; i < link->part_count; i++)
        link->weights[i] = 0;
    for (size_t i = 0; i < link->part_count; i++) {
        int64_t used = jf__limit_used(self, &self->limits.items[link->parts[i].base]);
        int64_t *sum = &link->weights[link->parts[i].lead];

        fits = jf__add(*sum, used < 0 ? 0 : used, sum) && fits;
    }
    return fits;
}

static bool compute_each(jf__link *link)
{
    for (size_t i = 0; i < link->part_count; i++)
        if (!jf__link_scale(link->weights[i], link->permille, &link->parts[i].amount))
            return false;
    return true;
}

static bool compute_shared(jf__link *link)
{
    int64_t total = 0;

    for (size_t i = 0; i < link->part_count; i++)
        if (!jf__add(total, link->weights[i], &total))
            return false;
    if (!jf__link_scale(total, link->permille, &total) ||
        (total > 0 && jf_allocate(total, link->weights, link->part_count, link->weights,
                                  link->part_count, NULL)))
        return false;
    for (size_t i = 0; i < link->part_count; i++)
        link->parts[i].amount = total > 0 ? link->weights[i] : 0;
    return true;
}

/* Amounts of the old limits, as far as they are numbers. */
static void hold_down(const jf_ledger *self, jf__link *link)
{
    for (size_t i = 0; i < link->part_count; i++)
        link->weights[i] = 0;
    for (size_t i = 0; i < link->part_count; i++) {
        const jf__terms *terms = &self->limits.items[link->parts[i].base].terms;
        int64_t *most = &link->weights[link->parts[i].lead];

        *most = terms->state == JF_LIMIT_NUMBER ? jf__add_saturated(*most, terms->amount)
                                                : INT64_MAX;
    }
    for (size_t i = 0; i < link->part_count; i++)
        link->parts[i].amount =
            limited(link->parts[i].amount, 0, link->weights[i] < 0 ? 0 : link->weights[i]);
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
    if (!add_up(self, link) ||
        !(link->method == JF_DERIVATION_SHARED ? compute_shared : compute_each)(link))
        return false;
    if (link->ratchet)
        hold_down(self, link);
    return true;
}

bool jf__links_room(jf_ledger *self, size_t part_count)
{
    return jf__array_reserve(&self->links, 1, &self->allocator) &&
           jf__array_reserve(&self->ties, part_count, &self->allocator) &&
           jf__array_reserve(&self->due, self->links.count + 1 - self->due.count,
                             &self->allocator);
}

void jf__link_tie(jf_ledger *self, uint32_t link, uint32_t part)
{
    const jf__derived *derived = &self->links.items[link].parts[part];
    jf__limit *base = &self->limits.items[derived->base];

    self->ties.items[self->ties.count] = (jf__tie){link, part, base->tie};
    base->tie = (uint32_t)self->ties.count++;
    self->limits.items[derived->to].follows = true;
}

void jf__links_add(jf_ledger *self, const jf__link *link)
{
    uint32_t number = (uint32_t)self->links.count;
    jf__range *linked = &self->linked;

    if (self->links.count == 0)
        *linked = link->days;
    if (link->days.first < linked->first)
        linked->first = link->days.first;
    if (link->days.last > linked->last)
        linked->last = link->days.last;
    self->links.items[self->links.count++] = *link;
    self->link_room += JF__FRAME_SIZE + HEAD_SIZE + PART_SIZE * link->part_count;
    for (size_t i = 0; i < link->part_count; i++)
        if (!link->parts[i].has_ended)
            jf__link_tie(self, number, (uint32_t)i);
}

bool jf__links_reserve(jf_ledger *self, size_t body_size, size_t entry_count)
{
    return jf__journal_reserve(&self->journal, body_size + self->link_room, entry_count,
                               &self->allocator);
}

void jf__links_end(jf_ledger *self, uint32_t limit)
{
    if (!self->limits.items[limit].follows)
        return;
    for (size_t i = 0; i < self->links.count; i++)
        for (size_t j = 0; j < self->links.items[i].part_count; j++)
            if (self->links.items[i].parts[j].to == limit)
                jf__part_end(&self->links.items[i].parts[j]);
    self->limits.items[limit].follows = false;
}

static bool is_before(const jf_ledger *self, uint32_t a, uint32_t b)
{
    jf_day first = self->links.items[a].days.first;
    jf_day other = self->links.items[b].days.first;

    return first != other ? first < other : a < b;
}

static void push_due(jf_ledger *self, uint32_t link)
{
    uint32_t *due = self->due.items;
    size_t at = self->due.count++;

    for (; at > 0 && is_before(self, link, due[(at - 1) / 2]); at = (at - 1) / 2)
        due[at] = due[(at - 1) / 2];
    due[at] = link;
}

static uint32_t pop_due(jf_ledger *self)
{
    uint32_t *due = self->due.items;
    uint32_t top = due[0];
    uint32_t last = due[--self->due.count];
    size_t at = 0;

    for (;;) {
        size_t child = 2 * at + 1;

        if (child + 1 < self->due.count && is_before(self, due[child + 1], due[child]))
            child++;
        if (child >= self->due.count || !is_before(self, due[child], last))
            break;
        due[at] = due[child];
        at = child;
    }
    due[at] = last;
    return top;
}

void jf__limit_stir(jf_ledger *self, uint32_t limit)
{
    for (uint32_t at = self->limits.items[limit].tie; at != JF__NONE;
         at = self->ties.items[at].next) {
        const jf__tie *tie = &self->ties.items[at];
        jf__link *link = &self->links.items[tie->link];
        const jf__derived *part = &link->parts[tie->part];

        if (link->is_due || part->has_ended || part->base != limit)
            continue;
        link->is_due = true;
        push_due(self, tie->link);
    }
}

/* Brings the limits to what the formula gives. */
static void bring(jf_ledger *self, jf__link *link)
{
    if (!jf__link_compute(self, link))
        return;
    for (size_t i = 0; i < link->part_count; i++) {
        jf__derived *part = &link->parts[i];
        const jf__terms *terms = &self->limits.items[part->to].terms;

        if (part->has_ended || part->lead != i || part->amount == part->now)
            continue;
        if (terms->state == JF_LIMIT_NUMBER)
            jf__limit_change(self, part->to,
                             jf__add_saturated(terms->amount, part->amount - part->now));
        part->now = part->amount;
    }
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
    uint32_t first = JF__NONE;
    uint32_t last = 0;

    while (self->due.count > 0) {
        uint32_t number = pop_due(self);
        jf__link *link = &self->links.items[number];

        link->is_due = false;
        link->is_settled = true;
        bring(self, link);
        first = number < first ? number : first;
        last = number > last ? number : last;
    }
    for (uint32_t i = first; i <= last && first != JF__NONE; i++) {
        if (self->links.items[i].is_settled)
            post(self, i);
        self->links.items[i].is_settled = false;
    }
}

void jf__link_release(jf__link *link, const jf_allocator *allocator)
{
    jf__release(allocator, link->parts);
    jf__release(allocator, link->weights);
}
