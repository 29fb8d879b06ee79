/* SPDX-License-Identifier: Apache-2.0 */
/* Counts of many cells in one pass over the records. No sum can overflow: each is a part of the
 * totals of the ledger. */
#include <string.h>

#include "base/checked.h"
#include "ledger/count.h"

typedef struct counts {
    jf__count count;
    jf__count_rows rows;
    jf__asked units;
    uint32_t *seen;  /* by row and slot: the record that was last counted there, + 1; of items */
    bool *inherits;  /* by unit: it may have use that was divided */
    int64_t *values;
    jf__slot slots[2]; /* of the record that is being counted */
    size_t slot_count;
    uint32_t mark;     /* the record + 1 */
    jf_day day;
} counts;

static void end(counts *work)
{
    const jf_allocator *allocator = &work->count.self->allocator;

    jf__count_end(&work->count);
    jf__count_rows_end(&work->rows, allocator);
    jf__asked_end(&work->units, allocator);
    jf__release(allocator, work->seen);
    jf__release(allocator, work->inherits);
}

static bool reserve(counts *work, size_t cell_count)
{
    const jf_ledger *self = work->count.self;
    size_t marks = work->count.query.measure == JF_MEASURE_ITEMS ? cell_count * 2 : 1;
    size_t unit_count = self->units.list.count;

    work->seen = jf__allocate(&self->allocator, marks, sizeof *work->seen);
    work->inherits = jf__allocate(&self->allocator, unit_count + 1, sizeof *work->inherits);
    return work->seen && work->inherits &&
           jf__asked_begin(&work->units, unit_count, &self->allocator) &&
           jf__count_rows_begin(&work->rows, self, cell_count);
}

static jf_status read_cells(counts *work, const jf_cell *cells, size_t cell_count, jf_error *err)
{
    const jf_ledger *self = work->count.self;

    if (!reserve(work, cell_count))
        return jf__fail_memory(err);
    for (size_t i = 0; i < cell_count; i++) {
        uint32_t unit;
        uint32_t kind;
        jf_status status =
            jf__asked_find(&self->units, "unit", cells[i].unit, i, &unit, err);

        if (!status)
            status = jf__asked_find(&self->kinds, "kind", cells[i].kind, i, &kind, err);
        if (status)
            return status;
        (void)jf__count_rows_add(&work->rows, jf__asked_add(&work->units, unit), kind);
    }
    return JF_OK;
}

/* Adds to a row, in the slots whose periods reach the day from which on its unit counts this. */
static void add_to_row(counts *work, uint32_t row, jf_day from, int64_t value)
{
    size_t width = jf__count_width(&work->count);

    for (size_t i = 0; i < work->slot_count; i++) {
        if (from > work->slots[i].reach)
            continue;
        if (work->count.query.measure == JF_MEASURE_ITEMS) {
            uint32_t *seen = &work->seen[(size_t)row * 2 + i];

            if (*seen == work->mark)
                continue;
            *seen = work->mark;
        }
        work->values[row * width + work->slots[i].index] += value;
    }
}

static void add_value(counts *work, uint32_t unit, int64_t value)
{
    const jf__nodes *units = &work->count.self->units;
    jf__range days;
    size_t length = value == 0 ? 0 : jf__lineage_of(units, unit, work->day, &days);

    for (size_t i = 0; i < length; i++) {
        const jf__ancestor *above = &units->lineage.items[i];
        uint32_t number = work->units.numbers[above->unit];

        for (size_t k = 0; number != 0 && k < work->rows.above_count; k++) {
            uint32_t row = jf__count_rows_find(&work->rows, number - 1, k);

            if (row != JF__NONE)
                add_to_row(work, row, above->from, value);
        }
    }
}

static void add_lines(counts *work, jf__entry entry)
{
    const jf_count_query *query = &work->count.query;
    jf__lead lead = JF__LEAD_NONE;

    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line line = jf__entry_line(&entry);

        if (query->measure == JF_MEASURE_LANDINGS)
            jf__lead_add(&lead, &line);
        else if (line.side == query->side)
            add_value(work, line.unit, jf__line_value(&line, query->measure));
    }
    if (lead.line != JF__NONE)
        add_value(work, lead.unit, lead.landings);
}

static void add_records(counts *work)
{
    const jf_ledger *self = work->count.self;

    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, (uint32_t)i);

        work->slot_count = jf__count_slots(&work->count, attempt, work->slots);
        if (work->slot_count == 0 || !jf__count_rows_climb(&work->rows, self, attempt->kind))
            continue;
        work->mark = (uint32_t)i + 1;
        work->day = attempt->day;
        add_lines(work, jf__entry_of_lines(self, (uint32_t)i));
    }
}

static void add_inherited_row(counts *work, size_t row, uint32_t unit, uint32_t kind)
{
    size_t width = jf__count_width(&work->count);

    for (size_t i = 0; i < width; i++) {
        jf__scope scope;

        jf__count_scope(&work->count, i, &scope);
        scope.unit = unit;
        scope.kind = kind;
        work->values[row * width + i] = jf__add_saturated(
            work->values[row * width + i], jf__scope_inherited(work->count.self, &scope));
    }
}

/* Use that was divided stands in no record of the heir: as in a balance, it is used, not held. */
static void add_inherited(counts *work, const jf_cell *cells)
{
    const jf_ledger *self = work->count.self;
    const jf__nodes *units = &self->units;

    if (units->divided == JF_DAY_NONE || work->count.query.what == JF_USE_HELD)
        return;
    for (size_t i = 0; i < units->heirs.count; i++) {
        const jf__heir *heir = &units->heirs.items[i];

        work->inherits[jf__unit_current(units, heir->into, heir->day)] = true;
    }
    for (size_t row = 0; row < work->rows.count; row++) {
        uint32_t unit = jf__node_find(units, cells[row].unit);

        if (work->rows.same[row] == row && work->inherits[unit])
            add_inherited_row(work, row, unit, jf__node_find(&self->kinds, cells[row].kind));
    }
}

static jf_status count_cells(counts *work, const jf_count_query *query, const jf_cell *cells,
                             size_t cell_count, size_t value_count, jf_error *err)
{
    jf_status status = jf__count_begin(&work->count, query, cell_count, value_count, err);

    if (status)
        return status;
    status = read_cells(work, cells, cell_count, err);
    if (!status) {
        memset(work->values, 0, value_count * sizeof *work->values);
        add_records(work);
        add_inherited(work, cells);
        jf__count_rows_copy(&work->rows, work->values, jf__count_width(&work->count));
    }
    end(work);
    return status;
}

static jf_status check_arrays(const jf_ledger *self, const jf_cell *cells, const int64_t *values,
                              jf_error *err)
{
    if (!self || !cells || !values)
        return jf__fail_null(err, !self ? "self" : !cells ? "cells" : "values_out");
    return JF_OK;
}

jf_status jf_ledger_counts(const jf_ledger *self, const jf_count_query *query,
                           const jf_cell *cells, size_t cell_count, int64_t *values_out,
                           size_t value_count, jf_error *err)
{
    counts work = {.count = {.self = self}, .values = values_out};
    jf_status status = check_arrays(self, cells, values_out, err);

    return status ? status : count_cells(&work, query, cells, cell_count, value_count, err);
}

jf_status jf_ledger_yoy(const jf_ledger *self, const jf_count_query *query, const jf_cell *cells,
                        size_t cell_count, int64_t *values_out, size_t value_count, jf_error *err)
{
    counts work = {.count = {.self = self, .with_base = true}, .values = values_out};
    jf_status status = check_arrays(self, cells, values_out, err);

    return status ? status : count_cells(&work, query, cells, cell_count, value_count, err);
}
