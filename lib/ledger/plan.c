/* SPDX-License-Identifier: Apache-2.0 */
/* Plans: which cells a line of (unit, kind) touches on a day, compiled once for the longest range
 * of days around it on which they are the same. A span lists the cells from the unit up, then from
 * the kind up, then in the order of the limits: that is the order of violations. */
#include "ledger/ledger.h"

static const jf__span *find_span(const jf__plans *plans, uint32_t head, jf_day day)
{
    for (uint32_t at = head; at != JF__NONE; at = plans->spans.items[at].next) {
        const jf__span *span = &plans->spans.items[at];

        if (day >= span->first && day <= span->last)
            return span;
    }
    return NULL;
}

/* Appends the cells of one pair and side that hold the day; narrows the span to the days on which
 * every limit of the pair answers as on that day. */
static bool add_pair(jf_ledger *self, const jf__pair *pair, int32_t side, jf_day day,
                     jf__span *span)
{
    jf__plans *plans = &self->plans;

    if (!jf__array_reserve(&plans->items, pair->count, &self->allocator))
        return false;
    for (uint32_t at = pair->head; at != JF__NONE; at = self->limits.items[at].next) {
        const jf__limit *limit = &self->limits.items[at];
        const jf__scope *scope = &limit->scope;
        jf_day first = day < scope->first ? span->first : scope->last + 1;
        jf_day last = day < scope->first ? scope->first - 1 : span->last;

        if (scope->side != side)
            continue;
        if (day >= scope->first && day <= scope->last) {
            first = scope->first;
            last = scope->last;
            plans->items.items[plans->items.count++] = limit->cell * 8 + (uint32_t)scope->measure;
        }
        span->first = first > span->first ? first : span->first;
        span->last = last < span->last ? last : span->last;
    }
    return true;
}

static bool add_side(jf_ledger *self, uint32_t unit, uint32_t kind, int32_t side, jf_day day,
                     jf__span *span)
{
    const jf__node *units = self->units.list.items;
    const jf__node *kinds = self->kinds.list.items;

    for (uint32_t u = unit; u != JF__NONE; u = units[u].parent)
        for (uint32_t k = kind; k != JF__NONE; k = kinds[k].parent) {
            uint32_t pair = jf__pair_find(self, u, k);

            if (pair != JF__NONE && !add_pair(self, &self->pairs.items[pair], side, day, span))
                return false;
        }
    return true;
}

static const jf__span *compile(jf_ledger *self, uint32_t unit, uint32_t kind, jf_day day,
                               uint32_t head)
{
    jf__plans *plans = &self->plans;
    size_t start = plans->items.count;
    jf__span span = {.first = JF_DAY_FIRST, .last = JF_DAY_LAST, .start = (uint32_t)start,
                     .next = head};
    size_t middle;

    if (start > UINT32_MAX / 2 || plans->spans.count > UINT32_MAX / 2 ||
        !jf__array_reserve(&plans->spans, 1, &self->allocator) ||
        !jf__idmap_reserve(&plans->index, 1, &self->allocator))
        return NULL;
    if (!add_side(self, unit, kind, JF_SIDE_ISSUER, day, &span)) {
        plans->items.count = start;
        return NULL;
    }
    middle = plans->items.count;
    if (!add_side(self, unit, kind, JF_SIDE_RECIPIENT, day, &span)) {
        plans->items.count = start;
        return NULL;
    }
    span.issuer_count = (uint32_t)(middle - start);
    span.recipient_count = (uint32_t)(plans->items.count - middle);
    jf__idmap_put(&plans->index, jf__pair_id(unit, kind), (uint32_t)plans->spans.count);
    plans->spans.items[plans->spans.count++] = span;
    return &plans->spans.items[plans->spans.count - 1];
}

const jf__span *jf__plan_find(jf_ledger *self, uint32_t unit, uint32_t kind, jf_day day)
{
    uint32_t head = jf__idmap_find(&self->plans.index, jf__pair_id(unit, kind));
    const jf__span *span = find_span(&self->plans, head, day);

    return span ? span : compile(self, unit, kind, day, head);
}

void jf__plans_release(jf__plans *plans, const jf_allocator *allocator)
{
    jf__idmap_release(&plans->index, allocator);
    jf__array_release(&plans->spans, allocator);
    jf__array_release(&plans->items, allocator);
}
