/* SPDX-License-Identifier: Apache-2.0 */
/* Rows made from records: who attends, about what, when not, and who must not overlap. */
#include "meeting/tables.h"

void jf__tables_free(jf__tables *self, const jf_allocator *allocator)
{
    if (!self)
        return;
    jf__release(allocator, self->ranks);
    jf__release(allocator, self->open_days);
    jf__release(allocator, self->open_at);
    jf__array_release(&self->grid, allocator);
    jf__rows_release(&self->starts, allocator);
    jf__rows_release(&self->places, allocator);
    jf__release(allocator, self->needs);
    jf__rows_release(&self->guests, allocator);
    jf__rows_release(&self->topics, allocator);
    jf__rows_release(&self->keys, allocator);
    jf__rows_release(&self->features, allocator);
    jf__rows_release(&self->wanted, allocator);
    jf__rows_release(&self->blocked, allocator);
    jf__rows_release(&self->hours, allocator);
    jf__release(allocator, self->rooms);
    jf__rows_release(&self->clashes, allocator);
    jf__release(allocator, self->clashing.words);
    jf__rows_release(&self->bars, allocator);
    jf__rows_release(&self->agendas_of, allocator);
    jf__rows_release(&self->related, allocator);
    jf__release(allocator, self->apart.words);
    jf__rows_release(&self->partners, allocator);
    jf__release(allocator, self->mergeable.words);
    jf__release(allocator, self);
}

bool jf__bits_make(jf__bits *self, size_t count, const jf_allocator *allocator)
{
    self->row = (count + 63) / 64;
    self->words = jf__allocate(allocator, count * self->row, sizeof *self->words);
    return self->words != NULL;
}

static int compare_guests(const void *a, const void *b, const void *context)
{
    const jf__guest *x = a;
    const jf__guest *y = b;

    (void)context;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

static int compare_keys(const void *a, const void *b, const void *context)
{
    const jf__key *x = a;
    const jf__key *y = b;

    (void)context;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

static int compare_taken(const void *a, const void *b, const void *context)
{
    const jf__taken *x = a;
    const jf__taken *y = b;

    (void)context;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

static size_t unique_keys(jf__key *items, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare_keys(&items[kept - 1], &items[i], NULL) != 0)
            items[kept++] = items[i];
    return kept;
}

bool jf__keys_finish(jf__key_rows *self, size_t owner_count, const jf_allocator *allocator)
{
    if (!jf__sort(self->items, self->count, sizeof *self->items, compare_keys, NULL, allocator))
        return false;
    self->count = unique_keys(self->items, self->count);
    return jf__rows_index(self, owner_count, allocator);
}

/* Persons without unit stand for themselves on either basis: negative keys cannot be units. */
static int64_t basis_key(const jf_problem *problem, uint32_t person)
{
    int64_t unit = problem->persons.items[person].unit;

    return problem->rules.basis == JF_BASIS_UNIT && unit > 0 ? unit : -1 - (int64_t)person;
}

bool jf__tables_add_people(jf__tables *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t request_count = problem->requests.count;

    if (!jf__array_reserve(&self->guests, problem->attendances.count, allocator) ||
        !jf__array_reserve(&self->keys, problem->attendances.count, allocator))
        return false;
    for (size_t i = 0; i < problem->attendances.count; i++) {
        const jf__attendance *from = &problem->attendances.items[i];

        self->guests.items[self->guests.count++] =
            (jf__guest){from->request, from->person, from->heads, from->is_optional};
        if (from->is_optional)
            continue;
        self->keys.items[self->keys.count++] =
            (jf__key){from->request, basis_key(problem, from->person)};
        if (!jf__link_add(&self->agendas_of, from->person, from->request,
                          from->heads > 0 ? from->heads : 1, allocator))
            return false;
    }
    return jf__keys_finish(&self->keys, request_count, allocator) &&
           jf__rows_sort(&self->guests, request_count, compare_guests, allocator) &&
           jf__rows_sort(&self->agendas_of, problem->persons.count, jf__link_compare, allocator);
}

static bool is_generic(const jf_problem *problem, int64_t topic)
{
    for (size_t i = 0; i < problem->generic_topics.count; i++)
        if (problem->generic_topics.items[i] == topic)
            return true;
    return false;
}

bool jf__tables_add_subjects(jf__tables *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;

    if (!jf__array_reserve(&self->topics, problem->subjects.count, allocator))
        return false;
    for (size_t i = 0; i < problem->subjects.count; i++) {
        const jf__subject *from = &problem->subjects.items[i];

        if (!is_generic(problem, from->topic))
            self->topics.items[self->topics.count++] = (jf__key){from->request, from->topic};
    }
    return jf__keys_finish(&self->topics, problem->requests.count, allocator);
}

/* Joins intervals of one owner that overlap or touch; the items are sorted. */
static size_t join_intervals(jf__taken *items, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        jf__taken *last = kept > 0 ? &items[kept - 1] : NULL;

        if (last && last->owner == items[i].owner && last->day == items[i].day &&
            items[i].start <= last->end) {
            if (items[i].end > last->end)
                last->end = items[i].end;
        } else {
            items[kept++] = items[i];
        }
    }
    return kept;
}

static bool add_blocked(jf__tables *self, const jf_problem *problem, const jf__taken *from,
                        uint32_t request)
{
    if (!jf__array_reserve(&self->blocked, 1, &problem->allocator))
        return false;
    self->blocked.items[self->blocked.count++] =
        (jf__taken){request, from->day - problem->options.first, from->start, from->end};
    return true;
}

/* A busy person blocks every request that requires him. */
static bool add_busy(jf__tables *self, const jf_problem *problem, const jf__taken *busy)
{
    size_t end = self->agendas_of.offsets[busy->owner + 1];

    for (size_t i = self->agendas_of.offsets[busy->owner]; i < end; i++)
        if (!add_blocked(self, problem, busy, self->agendas_of.items[i].other))
            return false;
    return true;
}

bool jf__tables_add_times(jf__tables *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;

    for (size_t i = 0; i < problem->unavailable.count; i++)
        if (!add_blocked(self, problem, &problem->unavailable.items[i],
                         problem->unavailable.items[i].owner))
            return false;
    for (size_t i = 0; i < problem->busy.count; i++)
        if (!add_busy(self, problem, &problem->busy.items[i]))
            return false;
    if (!jf__sort(self->blocked.items, self->blocked.count, sizeof *self->blocked.items,
                  compare_taken, NULL, allocator) ||
        !jf__array_reserve(&self->hours, problem->room_hours.count, allocator))
        return false;
    self->blocked.count = join_intervals(self->blocked.items, self->blocked.count);
    for (size_t i = 0; i < problem->room_hours.count; i++) {
        const jf__taken *from = &problem->room_hours.items[i];

        self->hours.items[self->hours.count++] =
            (jf__taken){from->owner, from->day - problem->options.first, from->start, from->end};
    }
    return jf__rows_index(&self->blocked, problem->requests.count, allocator) &&
           jf__rows_sort(&self->hours, problem->rooms.count, compare_taken, allocator);
}

static void set_apart_by_persons(jf__tables *self, size_t person_count)
{
    const jf__link *items = self->agendas_of.items;

    for (size_t person = 0; person < person_count; person++) {
        size_t end = self->agendas_of.offsets[person + 1];

        for (size_t i = self->agendas_of.offsets[person]; i < end; i++)
            for (size_t j = i + 1; j < end; j++)
                jf__bits_set(&self->apart, items[i].other, items[j].other);
    }
}

/* Weights of one pair add up; a hard conflict needs no weight beside it. */
static void sum_clashes(jf__tables *self)
{
    jf__link_rows *rows = &self->clashes;
    size_t kept = 0;

    for (size_t i = 0; i < rows->count; i++) {
        jf__link *last = kept > 0 ? &rows->items[kept - 1] : NULL;

        if (jf__bits_get(&self->apart, rows->items[i].owner, rows->items[i].other))
            continue;
        if (last && last->owner == rows->items[i].owner && last->other == rows->items[i].other)
            last->weight += rows->items[i].weight;
        else
            rows->items[kept++] = rows->items[i];
    }
    rows->count = kept;
    for (size_t i = 0; i < kept; i++)
        jf__bits_set(&self->clashing, rows->items[i].owner, rows->items[i].other);
}

static bool add_both_ways(jf__link_rows *rows, const jf__pairing *pairing,
                          const jf_allocator *allocator)
{
    return jf__link_add(rows, pairing->a, pairing->b, pairing->weight, allocator) &&
           jf__link_add(rows, pairing->b, pairing->a, pairing->weight, allocator);
}

static bool add_conflicts(jf__tables *self, const jf_problem *problem)
{
    for (size_t i = 0; i < problem->conflicts.count; i++) {
        const jf__pairing *pairing = &problem->conflicts.items[i];

        if (pairing->weight == 0)
            jf__bits_set(&self->apart, pairing->a, pairing->b);
        else if (!add_both_ways(&self->clashes, pairing, &problem->allocator))
            return false;
    }
    return true;
}

bool jf__tables_add_pairings(jf__tables *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t count = problem->requests.count;

    if (!jf__bits_make(&self->apart, count, allocator) ||
        !jf__bits_make(&self->clashing, count, allocator) || !add_conflicts(self, problem))
        return false;
    set_apart_by_persons(self, problem->persons.count);
    for (size_t i = 0; i < problem->bars.count; i++)
        if (!add_both_ways(&self->bars, &problem->bars.items[i], allocator))
            return false;
    if (!jf__tables_add_relations(self, problem))
        return false;
    if (!jf__sort(self->clashes.items, self->clashes.count, sizeof *self->clashes.items,
                  jf__link_compare, NULL, allocator))
        return false;
    sum_clashes(self);
    return jf__rows_index(&self->clashes, count, allocator) &&
           jf__rows_sort(&self->bars, count, jf__link_compare, allocator);
}
