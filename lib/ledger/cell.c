/* SPDX-License-Identifier: Apache-2.0 */
/* Counters. Only cells with a limit keep one; every other sum, and that of a limit set late, is
 * taken from the records. */
#include "ledger/ledger.h"

bool jf__cells_reserve(jf__cells *cells, const jf_allocator *allocator)
{
    return cells->free_of.count <= UINT32_MAX / 16 &&
           jf__array_reserve(&cells->free_of, JF__ROW_CELLS, allocator) &&
           jf__array_reserve(&cells->limit_of, JF__ROW_CELLS, allocator) &&
           jf__array_reserve(&cells->mark, JF__ROW_CELLS, allocator);
}

uint32_t jf__cell_add(jf__cells *cells, const jf__pair *pair, uint32_t limit)
{
    uint32_t cell = pair->last_cell + 1;

    if (pair->count % JF__ROW_CELLS == 0) {
        cell = (uint32_t)cells->free_of.count;
        for (size_t i = 0; i < JF__ROW_CELLS; i++) {
            cells->free_of.items[cells->free_of.count++] = 0;
            cells->limit_of.items[cells->limit_of.count++] = JF__NONE;
            cells->mark.items[cells->mark.count++] = 0;
        }
    }
    cells->limit_of.items[cell] = limit;
    return cell;
}

void jf__cells_release(jf__cells *cells, const jf_allocator *allocator)
{
    jf__array_release(&cells->free_of, allocator);
    jf__array_release(&cells->limit_of, allocator);
    jf__array_release(&cells->mark, allocator);
}

int64_t jf__limit_base(int32_t state, int64_t amount)
{
    return state == JF_LIMIT_UNLIMITED ? INT64_MAX : state == JF_LIMIT_NUMBER ? amount : 0;
}

int64_t jf__limit_used(const jf_ledger *self, const jf__limit *limit)
{
    int64_t base = jf__limit_base(limit->state, limit->amount);

    /* held first: base - free may leave 64 bits, its parts do not */
    return base - limit->held - self->cells.free_of.items[limit->cell];
}

int64_t jf__line_value(const jf__line *line, int32_t measure)
{
    if (measure == JF_MEASURE_COUNT)
        return line->count;
    if (measure == JF_MEASURE_ITEMS)
        return line->count > 0;
    return line->amounts[measure - JF_MEASURE_AMOUNT_1];
}

int64_t jf__attempt_value(const jf_ledger *self, const jf__attempt *attempt,
                          const jf__scope *scope)
{
    jf__entry entry = jf__entry_at(self, attempt);
    int64_t sum = 0;

    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line line = jf__entry_line(&entry);

        if (line.side == scope->side &&
            jf__node_contains(&self->units, scope->unit, line.unit))
            sum += jf__line_value(&line, scope->measure);
    }
    return scope->measure == JF_MEASURE_ITEMS ? sum > 0 : sum;
}

bool jf__attempt_counts(const jf_ledger *self, const jf__attempt *attempt, const jf__scope *scope)
{
    return (attempt->state == JF__ATTEMPT_USED || attempt->state == JF__ATTEMPT_HELD) &&
           attempt->day >= scope->first && attempt->day <= scope->last &&
           jf__node_contains(&self->kinds, scope->kind, attempt->kind);
}

void jf__scope_sum(const jf_ledger *self, const jf__scope *scope, int64_t *used_out,
                   int64_t *held_out)
{
    *used_out = *held_out = 0;
    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = &self->attempts.items[i];

        if (jf__attempt_counts(self, attempt, scope))
            *(attempt->state == JF__ATTEMPT_USED ? used_out : held_out) +=
                jf__attempt_value(self, attempt, scope);
    }
}
