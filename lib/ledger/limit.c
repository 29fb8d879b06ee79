/* SPDX-License-Identifier: Apache-2.0 */
/* Limits: reading and naming a cell, setting its limit, listing limits. The limits of one
 * (unit, kind) form a list in the order in which they were first set. */
#include "ledger/ledger.h"

#include <inttypes.h>

#include "base/records.h"

static jf_status check_cell(const jf_limit *cell, bool with_period, jf_error *err)
{
    if (cell->side < 0 || cell->side > JF_SIDE_RECIPIENT)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_SIDE_RECIPIENT, cell->side,
                              "%" PRId32 " is not a side", cell->side);
    if (cell->measure < 0 || cell->measure > JF_MEASURE_AMOUNT_4)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_MEASURE_AMOUNT_4, cell->measure,
                              "%" PRId32 " is not a measure", cell->measure);
    if (!with_period)
        return JF_OK;
    if (cell->period_kind < JF_PERIOD_YEAR || cell->period_kind > JF_PERIOD_WEEK)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_PERIOD_WEEK, cell->period_kind,
                              "%" PRId32 " is not a kind of period", cell->period_kind);
    if (cell->fiscal_month < 0 || cell->fiscal_month > 12)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 12, cell->fiscal_month,
                              "%" PRId32 " is not a month", cell->fiscal_month);
    return JF_OK;
}

static jf_status check_state(const jf_limit *limit, jf_error *err)
{
    if (limit->state < JF_LIMIT_NUMBER || limit->state > JF_LIMIT_NOT_PLANNED)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_LIMIT_NOT_PLANNED, limit->state,
                              "%" PRId32 " is not a state of a limit", limit->state);
    if (limit->amount < 0 || (limit->amount > 0 && limit->state != JF_LIMIT_NUMBER))
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, limit->amount,
                              "amount %" PRId64 " of a limit that is %s", limit->amount,
                              limit->state == JF_LIMIT_NUMBER ? "a number" : "no number");
    if (limit->reserved != 0)
        return jf__fail(err, JF_E_ARGUMENT, "limit.reserved is not 0");
    return JF_OK;
}

jf_status jf__scope_read(const jf_ledger *self, const jf_limit *cell, bool with_period,
                         jf__scope *scope_out, jf_error *err)
{
    jf__scope scope = {.first = JF_DAY_FIRST, .last = JF_DAY_LAST};
    jf_period period;
    jf_status status = check_cell(cell, with_period, err);

    if (status)
        return status;
    scope.side = cell->side ? cell->side : JF_SIDE_ISSUER;
    scope.measure = cell->measure                     ? cell->measure
                    : scope.side == JF_SIDE_RECIPIENT ? JF_MEASURE_ITEMS
                                                      : JF_MEASURE_COUNT;
    scope.unit = jf__node_find(&self->units, cell->unit);
    if (scope.unit == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, cell->unit, 0, 0,
                              "the ledger has no unit %" PRId64, cell->unit);
    scope.kind = jf__node_find(&self->kinds, cell->kind);
    if (scope.kind == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, cell->kind, 0, 0,
                              "the ledger has no kind %" PRId64, cell->kind);
    if (with_period) {
        status = jf_period_containing(cell->day, cell->period_kind, cell->fiscal_month, &period,
                                      err);
        if (status)
            return status;
        scope.period_kind = period.kind;
        scope.fiscal_month = period.fiscal_month;
        scope.first = period.first;
        scope.last = period.last;
    }
    *scope_out = scope;
    return JF_OK;
}

uint32_t jf__pair_find(const jf_ledger *self, uint32_t unit, uint32_t kind)
{
    return jf__idmap_find(&self->pair_index, jf__pair_id(unit, kind));
}

uint32_t jf__limit_find(const jf_ledger *self, const jf__scope *scope)
{
    uint32_t pair = jf__pair_find(self, scope->unit, scope->kind);
    uint32_t at = pair == JF__NONE ? JF__NONE : self->pairs.items[pair].head;

    for (; at != JF__NONE; at = self->limits.items[at].next) {
        const jf__scope *set = &self->limits.items[at].scope;

        if (set->first == scope->first && set->period_kind == scope->period_kind &&
            set->side == scope->side && set->measure == scope->measure &&
            set->fiscal_month == scope->fiscal_month)
            return at;
    }
    return JF__NONE;
}

static jf__pair *pair_of(jf_ledger *self, const jf__scope *scope)
{
    uint32_t number = jf__pair_find(self, scope->unit, scope->kind);

    if (number == JF__NONE) {
        number = (uint32_t)self->pairs.count++;
        self->pairs.items[number] = (jf__pair){.head = JF__NONE, .tail = JF__NONE};
        jf__idmap_put(&self->pair_index, jf__pair_id(scope->unit, scope->kind), number);
    }
    return &self->pairs.items[number];
}

/* Adds a limit with the use that there was before it. */
static jf_status add_limit(jf_ledger *self, const jf__scope *scope, const jf_limit *limit,
                           jf_error *err)
{
    jf__limit added = {.scope = *scope, .state = limit->state, .amount = limit->amount,
                       .next = JF__NONE};
    uint32_t number = (uint32_t)self->limits.count;
    int64_t used;
    jf__pair *pair;

    if (!jf__array_reserve(&self->limits, 1, &self->allocator) ||
        !jf__array_reserve(&self->pairs, 1, &self->allocator) ||
        !jf__idmap_reserve(&self->pair_index, 1, &self->allocator) ||
        !jf__cells_reserve(&self->cells, &self->allocator))
        return jf__fail_memory(err);
    jf__scope_sum(self, scope, &used, &added.held);
    pair = pair_of(self, scope);
    added.cell = jf__cell_add(&self->cells, pair, number);
    self->cells.free_of.items[added.cell] =
        jf__limit_base(added.state, added.amount) - used - added.held;
    if (pair->tail == JF__NONE)
        pair->head = number;
    else
        self->limits.items[pair->tail].next = number;
    pair->tail = number;
    pair->count++;
    pair->last_cell = added.cell;
    self->limits.items[self->limits.count++] = added;
    jf__plans_release(&self->plans, &self->allocator);
    return JF_OK;
}

static void change_limit(jf_ledger *self, uint32_t number, const jf_limit *limit)
{
    jf__limit *changed = &self->limits.items[number];
    int64_t used = jf__limit_used(self, changed);

    changed->state = limit->state;
    changed->amount = limit->amount;
    self->cells.free_of.items[changed->cell] =
        jf__limit_base(changed->state, changed->amount) - used - changed->held;
}

jf_status jf_ledger_set_limit(jf_ledger *self, const jf_limit *limit, jf_error *err)
{
    jf__scope scope;
    jf_limit read;
    jf_status status;
    uint32_t number;

    if (!self || !limit)
        return jf__fail_null(err, !self ? "self" : "limit");
    status = jf__record_read(&read, sizeof read, limit, "limit", err);
    if (!status)
        status = check_state(&read, err);
    if (!status)
        status = jf__scope_read(self, &read, true, &scope, err);
    if (status)
        return status;
    if (!jf__journal_reserve(self, JF__ENTRY_LIMIT_SIZE))
        return jf__fail_memory(err);
    number = jf__limit_find(self, &scope);
    if (number != JF__NONE) {
        change_limit(self, number, &read);
    } else {
        number = (uint32_t)self->limits.count;
        status = add_limit(self, &scope, &read, err);
        if (status)
            return status;
    }
    jf__journal_limit(self, &self->limits.items[number]);
    return JF_OK;
}

size_t jf_ledger_limit_count(const jf_ledger *self)
{
    return self ? self->limits.count : 0;
}

jf_status jf_ledger_limit_at(const jf_ledger *self, size_t index, jf_limit *limit_out,
                             jf_error *err)
{
    jf_limit shown = {0};
    const jf__limit *limit;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(limit_out, "limit_out", err);
    if (status)
        return status;
    if (index >= self->limits.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->limits.count, 0,
                              "limit %zu of %zu", index, self->limits.count);
    limit = &self->limits.items[index];
    shown.side = limit->scope.side;
    shown.unit = self->units.list.items[limit->scope.unit].id;
    shown.kind = self->kinds.list.items[limit->scope.kind].id;
    shown.measure = limit->scope.measure;
    shown.period_kind = limit->scope.period_kind;
    shown.fiscal_month = limit->scope.fiscal_month;
    shown.day = limit->scope.first;
    shown.state = limit->state;
    shown.amount = limit->amount;
    jf__record_write(limit_out, &shown, sizeof shown);
    return JF_OK;
}
