/* SPDX-License-Identifier: Apache-2.0 */
/* What the next items of a batch will touch is fetched ahead, or each of them would wait for its
 * chain of misses alone: unit, plan, span, runs, rows. The chains of all items go forward together,
 * one link a stage, so that the misses of a stage overlap (Chen, Ailamaki, Gibbons and Mowry,
 * "Improving hash join performance through prefetching", 2004: group prefetching). */
#include "ledger/fetch.h"

#include "base/touch.h"
#include "ledger/ledger.h"

/* The home of an id in an index that is not empty. */
static size_t touch_home(const jf__idmap *map, int64_t id)
{
    size_t home = jf__idmap_home(map, id);

    jf__touch_line(&map->slots[home]);
    return home;
}

void jf__fetch_key(const jf_ledger *self, int64_t key)
{
    uint32_t tag = jf__key_tag(key);
    const jf__key_page *page = jf__keytable_page(&self->keys, tag);

    if (page)
        jf__touch_line(&page->slots[tag % JF__PAGE_SLOTS]);
}

static void touch_units(jf_ledger *self, const jf_item *items, size_t item_count)
{
    const jf_line *line = self->hints.lines;
    jf__hint *hint = self->hints.list;
    const jf__hint *end = hint + JF__HINT_MAX;

    for (size_t i = 0; i < item_count; i++)
        for (int32_t j = 0; j < items[i].line_count && hint < end; j++, hint++, line++) {
            hint->item = &items[i];
            hint->home = touch_home(&self->units.index, line->unit);
        }
    self->hints.count = (size_t)(hint - self->hints.list);
}

/* The items are of one kind, mostly: it is looked up when it changes. */
static void find_units(jf_ledger *self)
{
    const jf__idmap *index = &self->plans.index;
    int64_t kind_id = 0;
    uint32_t kind = JF__NONE;

    for (size_t i = 0; i < self->hints.count; i++) {
        jf__hint *hint = &self->hints.list[i];
        int64_t id = self->hints.lines[i].unit;

        if (hint->item->kind != kind_id) {
            kind_id = hint->item->kind;
            kind = jf__node_find(&self->kinds, kind_id);
        }
        hint->unit = id == 0 ? JF__NONE
                             : jf__idmap_find_from(&self->units.index, hint->home, id);
        hint->plan = 0;
        if (hint->unit != JF__NONE && kind != JF__NONE && index->slot_count > 0) {
            hint->plan = jf__plan_id(hint->unit, kind, hint->item->plan_class);
            hint->home = touch_home(index, hint->plan);
        }
    }
}

static void find_heads(jf_ledger *self)
{
    const jf__plans *plans = &self->plans;

    for (size_t i = 0; i < self->hints.count; i++) {
        jf__hint *hint = &self->hints.list[i];

        hint->span = hint->plan == 0
                         ? JF__NONE
                         : jf__idmap_find_from(&plans->index, hint->home, hint->plan);
        if (hint->span != JF__NONE)
            jf__touch_line(&plans->spans.items[hint->span]);
    }
}

static void find_spans(jf_ledger *self)
{
    const jf__plans *plans = &self->plans;

    for (size_t i = 0; i < self->hints.count; i++) {
        jf__hint *hint = &self->hints.list[i];
        const jf__span *span = jf__span_on(plans, hint->span, hint->item->day);

        hint->span = 0;
        hint->run_count = 0;
        if (!span)
            continue;
        hint->span = (uint32_t)(span - plans->spans.items) + 1;
        hint->runs =
            jf__span_runs(plans, span, self->hints.lines[i].side, &hint->run_count);
        if (hint->run_count > 0)
            jf__touch_line(hint->runs);
    }
}

static void touch_rows(const jf_ledger *self)
{
    for (size_t i = 0; i < self->hints.count; i++) {
        const jf__hint *hint = &self->hints.list[i];

        for (size_t j = 0; j < hint->run_count; j++)
            jf__touch_line(hint->runs[j].row);
    }
}

void jf__fetch(jf_ledger *self, const jf_item *items, size_t item_count, const jf_line *lines)
{
    item_count = item_count < JF__FETCH_ITEMS ? item_count : JF__FETCH_ITEMS;
    self->hints.lines = lines;
    self->hints.count = 0;
    self->hints.version = self->plans.version;
    for (size_t i = 0; i < item_count; i++)
        jf__fetch_key(self, items[i].key);
    if (self->units.index.slot_count == 0)
        return;
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
