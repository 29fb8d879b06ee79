/* SPDX-License-Identifier: Apache-2.0 */
/* What the next items of a batch will touch is fetched ahead, or each of them would wait for its
 * chain of misses alone: unit, plan, span, runs, rows. The chains of all items go forward together,
 * one link a stage, so that the misses of a stage overlap (Chen, Ailamaki, Gibbons and Mowry,
 * "Improving hash join performance through prefetching", 2004: group prefetching). */
#include "ledger/fetch.h"

#include "base/touch.h"
#include "ledger/ledger.h"

static void touch_slot(const jf__idmap *map, int64_t id)
{
    if (map->slot_count > 0)
        jf__touch_line(&map->slots[jf__idmap_home(map, id)]);
}

static void touch_keys(const jf__keytable *keys, const jf_item *items, size_t item_count)
{
    for (size_t i = 0; i < item_count; i++) {
        uint32_t tag = jf__key_tag(items[i].key);
        const jf__key_page *page = jf__keytable_page(keys, tag);

        if (page)
            jf__touch_line(&page->slots[tag % JF__PAGE_SLOTS]);
    }
}

static void touch_units(jf_ledger *self, const jf_item *items, size_t item_count)
{
    jf__hints *hints = &self->hints;

    hints->count = 0;
    for (size_t i = 0; i < item_count; i++)
        for (int32_t j = 0; j < items[i].line_count && hints->count < JF__HINT_MAX; j++) {
            touch_slot(&self->units.index, hints->lines[hints->count].unit);
            hints->list[hints->count++].item = &items[i];
        }
}

/* The items are of one kind, mostly: it is looked up when it changes. */
static void find_units(jf_ledger *self)
{
    int64_t kind_id = 0;
    uint32_t kind = JF__NONE;

    for (size_t i = 0; i < self->hints.count; i++) {
        jf__hint *hint = &self->hints.list[i];

        if (hint->item->kind != kind_id) {
            kind_id = hint->item->kind;
            kind = jf__node_find(&self->kinds, kind_id);
        }
        hint->unit = jf__node_find(&self->units, self->hints.lines[i].unit);
        hint->plan = hint->unit == JF__NONE || kind == JF__NONE
                         ? 0
                         : jf__plan_id(hint->unit, kind, hint->item->plan_class);
        touch_slot(&self->plans.index, hint->plan);
    }
}

static void find_heads(jf_ledger *self)
{
    const jf__plans *plans = &self->plans;

    for (size_t i = 0; i < self->hints.count; i++) {
        jf__hint *hint = &self->hints.list[i];

        hint->span = jf__idmap_find(&plans->index, hint->plan);
        if (hint->span != JF__NONE)
            jf__touch_line(&plans->spans.items[hint->span]);
    }
}

static const jf__run *runs_of(const jf_ledger *self, size_t line, size_t *count_out)
{
    const jf__hint *hint = &self->hints.list[line];

    *count_out = 0;
    return hint->span == 0 ? NULL
                           : jf__span_runs(&self->plans, &self->plans.spans.items[hint->span - 1],
                                           self->hints.lines[line].side, count_out);
}

static void find_spans(jf_ledger *self)
{
    const jf__plans *plans = &self->plans;

    for (size_t i = 0; i < self->hints.count; i++) {
        jf__hint *hint = &self->hints.list[i];
        const jf__span *span = jf__span_on(plans, hint->span, hint->item->day);
        const jf__run *runs;
        size_t count;

        hint->span = span ? (uint32_t)(span - plans->spans.items) + 1 : 0;
        runs = runs_of(self, i, &count);
        if (count > 0)
            jf__touch_line(runs);
    }
}

static void touch_rows(const jf_ledger *self)
{
    for (size_t i = 0; i < self->hints.count; i++) {
        size_t count;
        const jf__run *runs = runs_of(self, i, &count);

        for (size_t j = 0; j < count; j++)
            jf__touch_line(runs[j].row);
    }
}

void jf__fetch(jf_ledger *self, const jf_item *items, size_t item_count, const jf_line *lines)
{
    item_count = item_count < JF__FETCH_ITEMS ? item_count : JF__FETCH_ITEMS;
    self->hints.lines = lines;
    self->hints.version = self->plans.version;
    touch_keys(&self->keys, items, item_count);
    touch_units(self, items, item_count);
    find_units(self);
    find_heads(self);
    find_spans(self);
    touch_rows(self);
}

void jf__fetch_end(jf_ledger *self)
{
    self->hints.lines = NULL;
    self->hints.count = 0;
}

const jf__hint *jf__fetched(const jf_ledger *self, const jf_line *lines, size_t line_count)
{
    const jf__hints *hints = &self->hints;
    size_t from;

    if (hints->count == 0 || hints->version != self->plans.version)
        return NULL;
    from = (size_t)(lines - hints->lines);
    return from < hints->count && line_count <= hints->count - from ? &hints->list[from] : NULL;
}
