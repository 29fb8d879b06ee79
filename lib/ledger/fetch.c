/* SPDX-License-Identifier: Apache-2.0 */
/* What the next items of a batch will touch is fetched ahead, or each of them would wait for its
 * chain of misses alone: unit, plan, span, runs, rows. The chains of all items go forward together,
 * one link a stage, so that the misses of a stage overlap (Chen, Ailamaki, Gibbons and Mowry,
 * "Improving hash join performance through prefetching", 2004: group prefetching). */
#include "ledger/fetch.h"

#include "base/touch.h"
#include "ledger/ledger.h"

#define LINES 64 /* of a group; what is beyond is not fetched */

typedef struct ahead {
    const jf_item *item;
    const jf_line *line;
    int64_t plan;         /* id */
    uint32_t head;        /* of the list of spans */
    const jf__run *runs;
    size_t run_count;
} ahead;

typedef struct group {
    const jf_ledger *self;
    ahead list[LINES];
    size_t count;
} group;

static void fetch_slot(const jf__idmap *map, int64_t id)
{
    if (map->slot_count > 0)
        jf__touch_line(&map->slots[jf__idmap_home(map, id)]);
}

static void fetch_key(const jf__keytable *keys, int64_t key)
{
    uint32_t tag = jf__key_tag(key);
    const jf__key_page *page = jf__keytable_page(keys, tag);

    if (page)
        jf__touch_line(&page->slots[tag % JF__PAGE_SLOTS]);
}

static void begin(group *work, const jf_item *items, size_t item_count, const jf_line *lines)
{
    for (size_t i = 0; i < item_count; i++) {
        fetch_key(&work->self->keys, items[i].key);
        for (int32_t j = 0; j < items[i].line_count && work->count < LINES; j++, lines++) {
            fetch_slot(&work->self->units.index, lines->unit);
            work->list[work->count++] = (ahead){.item = &items[i], .line = lines};
        }
    }
}

/* Units of one kind, mostly: it is looked up when it changes. */
static void find_units(group *work)
{
    const jf_ledger *self = work->self;
    int64_t kind_id = 0;
    uint32_t kind = JF__NONE;

    for (size_t i = 0; i < work->count; i++) {
        ahead *at = &work->list[i];
        uint32_t unit = jf__node_find(&self->units, at->line->unit);

        if (at->item->kind != kind_id) {
            kind_id = at->item->kind;
            kind = jf__node_find(&self->kinds, kind_id);
        }
        at->plan = unit == JF__NONE || kind == JF__NONE
                       ? 0
                       : jf__plan_id(unit, kind, at->item->plan_class);
        fetch_slot(&self->plans.index, at->plan);
    }
}

static void find_spans(group *work)
{
    const jf__plans *plans = &work->self->plans;

    for (size_t i = 0; i < work->count; i++) {
        ahead *at = &work->list[i];

        at->head = jf__idmap_find(&plans->index, at->plan);
        if (at->head != JF__NONE)
            jf__touch_line(&plans->spans.items[at->head]);
    }
}

static void find_runs(group *work)
{
    const jf__plans *plans = &work->self->plans;

    for (size_t i = 0; i < work->count; i++) {
        ahead *at = &work->list[i];
        const jf__span *span = jf__span_on(plans, at->head, at->item->day);

        if (!span)
            continue;
        at->runs = jf__span_runs(plans, span, at->line->side, &at->run_count);
        if (at->run_count > 0)
            jf__touch_line(at->runs);
    }
}

static void fetch_rows(const group *work)
{
    for (size_t i = 0; i < work->count; i++) {
        const ahead *at = &work->list[i];

        for (size_t j = 0; j < at->run_count; j++) {
            const jf__row *row = jf__row_of(&work->self->rows, at->runs[j].cell);

            jf__touch_line(row->free);
            jf__touch_line(row->margin);
        }
    }
}

void jf__fetch(const jf_ledger *self, const jf_item *items, size_t item_count,
               const jf_line *lines)
{
    group work;

    work.self = self;
    work.count = 0;
    begin(&work, items, item_count < JF__FETCH_ITEMS ? item_count : JF__FETCH_ITEMS, lines);
    find_units(&work);
    find_spans(&work);
    find_runs(&work);
    fetch_rows(&work);
}
