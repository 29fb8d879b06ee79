/* SPDX-License-Identifier: Apache-2.0 */
/* Plans: which cells a line of (unit, kind) touches on a day, compiled once for the longest range
 * of days around it on which they are the same. A span lists the cells from the unit up, then from
 * the kind up, then in the order of the limits: that is the order of violations. Records off the
 * plan have spans of their own: the limits of their class, and as gates the planned ones. */
#include "ledger/ledger.h"

typedef struct compiled {
    jf__span span;
    uint32_t unit;
    uint32_t kind;
    int32_t plan_class;
    jf_day day;
} compiled;

static const jf__span *find_span(const jf__plans *plans, uint32_t head, jf_day day)
{
    for (uint32_t at = head; at != JF__NONE; at = plans->spans.items[at].next) {
        const jf__span *span = &plans->spans.items[at];

        if (day >= span->first && day <= span->last)
            return span;
    }
    return NULL;
}

/* Planned limits concern everybody, those off the plan only what is. */
static bool concerns(const jf__scope *scope, int32_t side, int32_t plan_class)
{
    return scope->side == side &&
           (scope->plan_class == JF_PLAN_CLASS_PLANNED || plan_class != JF_PLAN_CLASS_PLANNED);
}

/* Appends the cells of one pair and side that hold the day; narrows the span to the days on which
 * every limit of the pair answers as on that day. Limits out of the reach of `from` do not
 * count. */
static bool add_pair(jf_ledger *self, const jf__pair *pair, int32_t side, jf_day from,
                     compiled *work)
{
    jf__plans *plans = &self->plans;
    jf__span *span = &work->span;

    if (!jf__array_reserve(&plans->items, pair->count, &self->allocator))
        return false;
    for (uint32_t at = pair->head; at != JF__NONE; at = self->limits.items[at].next) {
        const jf__limit *limit = &self->limits.items[at];
        const jf__scope *scope = &limit->scope;
        jf_day first = work->day < scope->first ? span->first : scope->last + 1;
        jf_day last = work->day < scope->first ? scope->first - 1 : span->last;

        if (!concerns(scope, side, work->plan_class) || scope->reach < from)
            continue;
        if (work->day >= scope->first && work->day <= scope->last) {
            first = scope->first;
            last = scope->last;
            plans->items.items[plans->items.count++] = limit->cell * 8 + (uint32_t)scope->measure;
        }
        span->first = first > span->first ? first : span->first;
        span->last = last < span->last ? last : span->last;
    }
    return true;
}

static bool add_side(jf_ledger *self, int32_t side, compiled *work)
{
    const jf__node *kinds = self->kinds.list.items;
    jf__span *span = &work->span;
    jf__range days;
    size_t count = jf__lineage_of(&self->units, work->unit, work->day, &days);

    span->first = days.first > span->first ? days.first : span->first;
    span->last = days.last < span->last ? days.last : span->last;
    for (size_t i = 0; i < count; i++) {
        const jf__ancestor *above = &self->units.lineage.items[i];

        for (uint32_t k = work->kind; k != JF__NONE; k = kinds[k].parent) {
            uint32_t pair = jf__pair_find(self, above->unit, k);

            if (pair != JF__NONE &&
                !add_pair(self, &self->pairs.items[pair], side, above->from, work))
                return false;
        }
    }
    return true;
}

/* Units and kinds are below 2^31, so two bits of 64 are left. */
static int64_t index_of(uint32_t unit, uint32_t kind, int32_t plan_class)
{
    return jf__pair_id(unit, kind) * 2 + (plan_class != JF_PLAN_CLASS_PLANNED);
}

static const jf__span *compile(jf_ledger *self, compiled *work, uint32_t head)
{
    jf__plans *plans = &self->plans;
    size_t start = plans->items.count;
    size_t middle;

    work->span = (jf__span){.first = JF_DAY_FIRST, .last = JF_DAY_LAST,
                            .start = (uint32_t)start, .next = head};
    if (start > UINT32_MAX / 2 || plans->spans.count > UINT32_MAX / 2 ||
        !jf__array_reserve(&plans->spans, 1, &self->allocator) ||
        !jf__idmap_reserve(&plans->index, 1, &self->allocator))
        return NULL;
    if (!add_side(self, JF_SIDE_ISSUER, work)) {
        plans->items.count = start;
        return NULL;
    }
    middle = plans->items.count;
    if (!add_side(self, JF_SIDE_RECIPIENT, work)) {
        plans->items.count = start;
        return NULL;
    }
    work->span.issuer_count = (uint32_t)(middle - start);
    work->span.recipient_count = (uint32_t)(plans->items.count - middle);
    jf__idmap_put(&plans->index, index_of(work->unit, work->kind, work->plan_class),
                  (uint32_t)plans->spans.count);
    plans->spans.items[plans->spans.count++] = work->span;
    return &plans->spans.items[plans->spans.count - 1];
}

const jf__span *jf__plan_known(const jf_ledger *self, uint32_t unit, const jf__content *content,
                               int32_t plan_class)
{
    return find_span(&self->plans,
                     jf__idmap_find(&self->plans.index, index_of(unit, content->kind, plan_class)),
                     content->day);
}

const jf__span *jf__plan_find(jf_ledger *self, uint32_t unit, const jf__content *content,
                              int32_t plan_class)
{
    uint32_t head =
        jf__idmap_find(&self->plans.index, index_of(unit, content->kind, plan_class));
    const jf__span *span = find_span(&self->plans, head, content->day);
    compiled work = {.unit = unit, .kind = content->kind, .plan_class = plan_class,
                     .day = content->day};

    return span ? span : compile(self, &work, head);
}

void jf__plans_release(jf__plans *plans, const jf_allocator *allocator)
{
    jf__idmap_release(&plans->index, allocator);
    jf__array_release(&plans->spans, allocator);
    jf__array_release(&plans->items, allocator);
}
