/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs worth a verdict, without looking at all pairs: requests are put into buckets by topic or
 * by attendee, each bucket is sorted by window or by target, and only neighbours in that order are
 * judged (merge-model.md, section 9). */
#include "meeting/pair.h"

typedef struct entry {
    int64_t bucket;
    int64_t first; /* of the range that has to meet that of another entry */
    int64_t end;
    uint32_t request;
} entry;

typedef struct sweep {
    const jf_problem *problem;
    const jf__tables *tables;
    JF__ARRAY(entry) entries;
    bool with_near_misses;
    jf__link_rows *out;
} sweep;

static int compare_entries(const void *a, const void *b, const void *context)
{
    const entry *x = a;
    const entry *y = b;

    (void)context;
    if (x->bucket != y->bucket)
        return x->bucket < y->bucket ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

static bool judge(sweep *self, uint32_t a, uint32_t b)
{
    uint32_t low = a < b ? a : b;
    uint32_t high = a < b ? b : a;
    jf_pair pair;

    jf__pair_judge(self->problem, self->tables, low, high, &pair);
    if (pair.failed != 0 && (!self->with_near_misses || (pair.failed & (pair.failed - 1)) != 0))
        return true;
    return jf__link_add(self->out, low, high, pair.failed, &self->problem->allocator);
}

/* Judges pairs of one bucket whose ranges meet. */
static bool run_sweep(sweep *self)
{
    const entry *items;
    size_t count = self->entries.count;

    if (!jf__sort(self->entries.items, count, sizeof *self->entries.items, compare_entries, NULL,
                  &self->problem->allocator))
        return false;
    items = self->entries.items;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1;
             j < count && items[j].bucket == items[i].bucket && items[j].first < items[i].end; j++)
            if (items[i].request != items[j].request &&
                !judge(self, items[i].request, items[j].request))
                return false;
    return true;
}

static bool add_entry(sweep *self, int64_t bucket, uint32_t request, bool by_target)
{
    const jf__need *need = &self->tables->needs[request];
    entry own = {bucket, need->window_first, need->window_end, request};

    if (by_target) {
        own.first = need->target_rank;
        own.end = own.first + self->problem->rules.near_days + 1;
    }
    if (!jf__array_reserve(&self->entries, 1, &self->problem->allocator))
        return false;
    self->entries.items[self->entries.count++] = own;
    return true;
}

static bool sweep_topics(sweep *self, bool by_target)
{
    self->entries.count = 0;
    for (size_t i = 0; i < self->tables->topics.count; i++)
        if (!add_entry(self, self->tables->topics.items[i].key, self->tables->topics.items[i].owner,
                       by_target))
            return false;
    return run_sweep(self);
}

static bool sweep_people(sweep *self, bool by_target)
{
    self->entries.count = 0;
    for (size_t i = 0; i < self->tables->agendas_of.count; i++)
        if (!add_entry(self, self->tables->agendas_of.items[i].owner,
                       self->tables->agendas_of.items[i].other, by_target))
            return false;
    return run_sweep(self);
}

static bool finish(sweep *self, bool done)
{
    const jf_allocator *allocator = &self->problem->allocator;
    jf__link_rows *out = self->out;

    jf__array_release(&self->entries, allocator);
    if (!done ||
        !jf__sort(out->items, out->count, sizeof *out->items, jf__link_compare, NULL, allocator))
        return false;
    jf__link_unique(out);
    return true;
}

bool jf__pairs_passing(const jf_problem *problem, const jf__tables *tables, jf__link_rows *out)
{
    sweep self = {.problem = problem, .tables = tables, .out = out};

    return finish(&self, sweep_topics(&self, false));
}

bool jf__pairs_in_question(const jf_problem *problem, const jf__tables *tables, jf__link_rows *out)
{
    sweep self = {.problem = problem, .tables = tables, .with_near_misses = true, .out = out};

    return finish(&self, sweep_topics(&self, false) && sweep_topics(&self, true) &&
                             sweep_people(&self, false) && sweep_people(&self, true));
}

bool jf__tables_add_partners(jf__tables *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;
    jf__link_rows *rows = &self->partners;
    size_t pair_count;

    if (!jf__bits_make(&self->mergeable, problem->requests.count, allocator))
        return false;
    if (problem->rules.no_merge == 0 && !jf__pairs_passing(problem, self, rows))
        return false;
    pair_count = rows->count;
    for (size_t i = 0; i < pair_count; i++) {
        jf__bits_set(&self->mergeable, rows->items[i].owner, rows->items[i].other);
        if (!jf__link_add(rows, rows->items[i].other, rows->items[i].owner, 0, allocator))
            return false;
    }
    return jf__rows_sort(rows, problem->requests.count, jf__link_compare, allocator);
}
