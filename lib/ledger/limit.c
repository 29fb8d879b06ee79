/* SPDX-License-Identifier: Apache-2.0 */
/* Limits: setting and listing them. The limits of one (unit, kind) form a list in the order in
 * which they were first set, and share rows of cells. */
#include "ledger/link.h"

#include <inttypes.h>

#include "base/records.h"

static jf_status check_ladder(const jf_limit *limit, jf_error *err)
{
    const int32_t steps[] = {limit->notice_permille, limit->explain_permille,
                             limit->approve_permille};
    bool bad = limit->refuse_permille < JF_STEP_NEVER || limit->grace_days < 0 ||
               limit->shadow < 0 || limit->shadow > 1 ||
               (limit->grace_days > 0 && limit->window != JF_WINDOW_PERIOD);

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        bad = bad || steps[i] < JF_STEP_NEVER;
    if (bad)
        return jf__fail(err, JF_E_ARGUMENT,
                        "a step of the ladder, the grace or the shadow is out of its range");
    if (limit->borrow_max < 0 || limit->lend_max < 0 || limit->reserve_pool < 0)
        return jf__fail(err, JF_E_ARGUMENT,
                        "what may be borrowed, lent or drawn is negative");
    return JF_OK;
}

jf_status jf__terms_check(const jf_limit *limit, jf_error *err)
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
    return check_ladder(limit, err);
}

static int32_t permille_of(int32_t given, int32_t unless)
{
    return given == 0 ? unless : given;
}

jf_status jf__terms_read(const jf_ledger *self, const jf_limit *limit, jf__terms *terms_out,
                         jf_error *err)
{
    jf__terms terms = {.state = limit->state,
                       .permille = {-1, permille_of(limit->notice_permille, -1),
                                    permille_of(limit->explain_permille, -1),
                                    permille_of(limit->approve_permille, -1),
                                    permille_of(limit->refuse_permille, 1000)},
                       .grace_days = limit->grace_days,
                       .shadow = limit->shadow,
                       .amount = limit->amount,
                       .borrow_max = limit->borrow_max,
                       .lend_max = limit->lend_max,
                       .pool = limit->reserve_pool};
    jf_status status = jf__terms_check(limit, err);

    if (!status)
        status = jf__note_find(self, limit->approver, "approver", &terms.approver, err);
    if (!status)
        *terms_out = terms;
    return status;
}

uint32_t jf__pair_find(const jf_ledger *self, uint32_t unit, uint32_t kind)
{
    return jf__idmap_find(&self->pair_index, jf__pair_id(unit, kind));
}

uint32_t jf__limit_find(const jf_ledger *self, const jf__scope *scope)
{
    uint32_t pair = jf__pair_find(self, scope->unit, scope->kind);
    uint32_t at = pair == JF__NONE ? JF__NONE : self->pairs.items[pair].head;

    while (at != JF__NONE && !jf__scope_equal(&self->limits.items[at].scope, scope))
        at = self->limits.items[at].next;
    return at;
}

jf_status jf__limit_of_cell(const jf_ledger *self, const jf_limit *cell, const char *what,
                            uint32_t *limit_out, jf_error *err)
{
    jf__scope scope;
    jf_status status = jf__cell_read(self, cell, what, true, &scope, err);

    if (status)
        return status;
    *limit_out = jf__limit_find(self, &scope);
    if (*limit_out == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, self->units.list.items[scope.unit].id, 0, 0,
                              "no limit is set in the cell `%s`", what);
    return JF_OK;
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

/* A free cell for the next limit of a pair. */
static uint32_t add_cell(jf_ledger *self, const jf__pair *pair, uint32_t limit)
{
    uint32_t cell = pair->last_cell + 1;

    if (pair->count % JF__ROW_CELLS == 0) {
        cell = jf__rows_add(&self->rows);
        for (size_t i = 0; i < JF__ROW_CELLS; i++) {
            self->limit_of.items[self->limit_of.count++] = JF__NONE;
            self->mark.items[self->mark.count++] = 0;
        }
    }
    self->limit_of.items[cell] = limit;
    return cell;
}

bool jf__limit_reserve(jf_ledger *self, size_t count)
{
    return jf__array_reserve(&self->limits, count, &self->allocator) &&
           jf__array_reserve(&self->pairs, count, &self->allocator) &&
           jf__idmap_reserve(&self->pair_index, count, &self->allocator) &&
           jf__rows_reserve(&self->rows, count, &self->allocator) &&
           jf__array_reserve(&self->limit_of, count * JF__ROW_CELLS, &self->allocator) &&
           jf__array_reserve(&self->mark, count * JF__ROW_CELLS, &self->allocator) &&
           jf__array_reserve(&self->days, count, &self->allocator);
}

uint32_t jf__limit_add(jf_ledger *self, const jf__scope *scope)
{
    jf__limit added = {.scope = *scope, .next = JF__NONE, .days = JF__NONE, .tie = JF__NONE,
                       .since = JF_DAY_NONE,
                       .terms = {.state = JF_LIMIT_NUMBER}};
    uint32_t number = (uint32_t)self->limits.count;
    jf__pair *pair = pair_of(self, scope);

    if (scope->window != JF_WINDOW_PERIOD) {
        added.days = (uint32_t)self->days.count++;
        self->days.items[added.days] = (jf__days){0};
    }
    added.cell = add_cell(self, pair, number);
    *jf__free_of(&self->rows, added.cell) = 0;
    if (pair->tail == JF__NONE)
        pair->head = number;
    else
        self->limits.items[pair->tail].next = number;
    pair->tail = number;
    pair->count++;
    pair->last_cell = added.cell;
    self->limits.items[self->limits.count++] = added;
    return number;
}

void jf__limit_drop(jf_ledger *self)
{
    uint32_t number = (uint32_t)self->limits.count - 1;
    const jf__limit *limit = &self->limits.items[number];
    jf__pair *pair = &self->pairs.items[jf__pair_find(self, limit->scope.unit, limit->scope.kind)];
    uint32_t before = JF__NONE;

    for (uint32_t at = pair->head; at != number; at = self->limits.items[at].next)
        before = at;
    if (limit->days != JF__NONE) {
        jf__array_release(&self->days.items[limit->days], &self->allocator);
        self->days.count--;
    }
    self->limit_of.items[limit->cell] = JF__NONE;
    if (--pair->count % JF__ROW_CELLS == 0) {
        self->rows.count--;
        self->limit_of.count -= JF__ROW_CELLS;
        self->mark.count -= JF__ROW_CELLS;
    }
    pair->tail = before;
    if (before == JF__NONE) {
        pair->head = JF__NONE;
    } else {
        self->limits.items[before].next = JF__NONE;
        pair->last_cell = self->limits.items[before].cell;
    }
    self->limits.count--;
}

/* The sums of the days of a limit that is new; false when memory is refused. */
static bool sum_days(jf_ledger *self, const jf__limit *limit)
{
    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, (uint32_t)i);
        bool used = jf__state_is_used(attempt->state);
        int64_t value;

        if (!jf__attempt_counts(self, attempt, &limit->scope))
            continue;
        if (!jf__days_reserve(self, limit))
            return false;
        value = jf__attempt_value(self, (uint32_t)i, &limit->scope);
        if (value != 0)
            jf__days_add(self, limit, attempt->day, used ? value : 0, used ? 0 : value);
    }
    return true;
}

static int32_t count_expiring(const jf_ledger *self, const jf__scope *scope)
{
    int32_t count = 0;

    for (size_t i = 0; i < self->expiries.count; i++) {
        uint32_t attempt = self->expiries.items[i].attempt;

        count += jf__attempt_counts(self, jf__attempt_at(&self->attempts, attempt), scope) &&
                 jf__attempt_value(self, attempt, scope) > 0;
    }
    return count;
}

void jf__limit_sum(jf_ledger *self, uint32_t number)
{
    jf__limit *limit = &self->limits.items[number];
    int64_t used;

    jf__scope_sum(self, &limit->scope, &used, &limit->held);
    limit->expiring = count_expiring(self, &limit->scope);
    *jf__free_of(&self->rows, limit->cell) = -used - limit->held;
    limit->inherited = 0;
    (void)jf__limit_inherit(self, number);
}

/* Adds a limit with the use that there was before it. */
static jf_status add_limit(jf_ledger *self, const jf__scope *scope, jf_error *err)
{
    uint32_t number;

    if (!jf__limit_reserve(self, 1))
        return jf__fail_memory(err);
    number = jf__limit_add(self, scope);
    if (scope->window != JF_WINDOW_PERIOD && !sum_days(self, &self->limits.items[number])) {
        jf__limit_drop(self);
        return jf__fail_memory(err);
    }
    jf__limit_sum(self, number);
    jf__plans_release(&self->plans, &self->allocator);
    return JF_OK;
}

void jf__limit_settle(jf_ledger *self, uint32_t number)
{
    jf__limit *limit = &self->limits.items[number];

    *jf__margin_of(&self->rows, limit->cell) = jf__ladder_margin(limit);
    if (limit->terms.state != JF_LIMIT_NUMBER || jf__limit_available(self, limit) >= 0)
        limit->since = JF_DAY_NONE;
}

void jf__limit_set_terms(jf_ledger *self, uint32_t number, const jf__terms *terms)
{
    jf__limit *limit = &self->limits.items[number];
    int64_t used = jf__limit_used(self, limit);

    limit->terms = *terms;
    /* held first: what is divided may leave less use than nothing, but not less than is held */
    *jf__free_of(&self->rows, limit->cell) = jf__terms_base(terms) - limit->held - used;
    jf__limit_settle(self, number);
    jf__limit_stir(self, number);
}

void jf__limit_change(jf_ledger *self, uint32_t number, int64_t amount)
{
    jf__terms terms = self->limits.items[number].terms;

    terms.amount = amount;
    jf__limit_set_terms(self, number, &terms);
}

jf_status jf__limit_put(jf_ledger *self, const jf__scope *scope, const jf__terms *terms,
                        jf_error *err)
{
    uint32_t number = jf__limit_find(self, scope);
    const jf__terms *before;

    if (number == JF__NONE) {
        jf_status status = add_limit(self, scope, err);

        if (status)
            return status;
        number = (uint32_t)self->limits.count - 1;
    }
    before = &self->limits.items[number].terms;
    if (before->state != terms->state || before->amount != terms->amount)
        jf__links_end(self, number);
    jf__limit_set_terms(self, number, terms);
    jf__entry_write_limit(self, &self->limits.items[number]);
    jf__links_settle(self);
    return JF_OK;
}

jf_status jf_ledger_set_limit(jf_ledger *self, const jf_limit *limit, jf_error *err)
{
    jf__terms terms;
    jf__scope scope;
    jf_limit read;
    jf_status status;

    if (!self || !limit)
        return jf__fail_null(err, !self ? "self" : "limit");
    status = jf__record_read(&read, sizeof read, limit, "limit", err);
    if (!status)
        status = jf__terms_check(&read, err);
    if (!status)
        status = jf__scope_read(self, &read, true, &scope, err);
    if (!status)
        status = jf__terms_read(self, &read, &terms, err);
    if (status)
        return status;
    if (!jf__links_reserve(self, JF__ENTRY_LIMIT_MAX, 1))
        return jf__fail_memory(err);
    return jf__limit_put(self, &scope, &terms, err);
}

size_t jf_ledger_limit_count(const jf_ledger *self)
{
    return self ? self->limits.count : 0;
}

void jf__terms_show(const jf__terms *terms, jf_limit *limit_out)
{
    limit_out->state = terms->state;
    limit_out->amount = terms->amount;
    limit_out->notice_permille = terms->permille[JF_STEP_NOTICE];
    limit_out->explain_permille = terms->permille[JF_STEP_EXPLAIN];
    limit_out->approve_permille = terms->permille[JF_STEP_APPROVE];
    limit_out->refuse_permille = terms->permille[JF_STEP_REFUSE];
    limit_out->grace_days = terms->grace_days;
    limit_out->shadow = terms->shadow;
    limit_out->borrow_max = terms->borrow_max;
    limit_out->lend_max = terms->lend_max;
    limit_out->reserve_pool = terms->pool;
    limit_out->approver = terms->approver;
}

jf_status jf_ledger_limit_at(const jf_ledger *self, size_t index, jf_limit *limit_out,
                             jf_error *err)
{
    jf_limit shown = {0};
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(limit_out, "limit_out", err);
    if (status)
        return status;
    if (index >= self->limits.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->limits.count, 0,
                              "limit %zu of %zu", index, self->limits.count);
    jf__scope_show(self, &self->limits.items[index].scope, &shown);
    jf__terms_show(&self->limits.items[index].terms, &shown);
    jf__record_write(limit_out, &shown, sizeof shown);
    return JF_OK;
}
