/* SPDX-License-Identifier: Apache-2.0 */
/* Limits that follow from the actual use of a period before. The amounts stand behind the formula
 * in the entry:
 *
 *   derive   i64 key, u32 actor, u32 reason, u8 method, u32 permille, u8 ratchet, base, target (as
 *            in the entry of a limit, unit and number 0), u32 count, each u32 unit, then for each
 *            i64 amount */
#include "ledger/link.h"

#include <inttypes.h>

#include "base/records.h"

#define HEAD_SIZE 64 /* at least: what stands before and between the cells and the units */
#define UNIT_SIZE 12
#define PERMILLE_MAX 10000

typedef struct deriving {
    jf_derivation read;
    uint32_t actor;
    uint32_t reason;
    jf__scope base;
    jf__limit target; /* scope and terms */
    const int64_t *units;
    size_t unit_count;
} deriving;

static jf_status read_formula(const jf_ledger *self, const jf_derivation *derivation,
                              deriving *work, jf_error *err)
{
    jf_derivation *read = &work->read;
    jf_status status = jf__record_read(read, sizeof *read, derivation, "derivation", err);

    if (status)
        return status;
    if (read->permille == 0)
        read->permille = 1000;
    if (read->key < 1 || read->method < JF_DERIVATION_EACH ||
        read->method > JF_DERIVATION_SHARED || read->permille < 1 ||
        read->permille > PERMILLE_MAX || read->ratchet < 0 || read->ratchet > 1)
        return jf__fail_about(err, JF_E_ARGUMENT, read->key, PERMILLE_MAX, read->permille,
                              "derivation %" PRId64 " by method %" PRId32 " of %" PRId32
                              " per mille",
                              read->key, read->method, read->permille);
    status = jf__note_find(self, read->actor, "actor", &work->actor, err);
    return status ? status : jf__note_find(self, read->reason, "reason", &work->reason, err);
}

/* A cell but for its unit, which may be any. */
static jf_status read_cell(const jf_ledger *self, const jf_limit *cell, const char *what,
                           jf_limit *read_out, jf__scope *scope_out, jf_error *err)
{
    jf_status status = jf__record_read(read_out, sizeof *read_out, cell, what, err);

    if (status)
        return status;
    read_out->unit = self->units.list.count > 0 ? self->units.list.items[0].id : 0;
    return jf__scope_read(self, read_out, true, scope_out, err);
}

static jf_status read_cells(const jf_ledger *self, const jf_limit *base, const jf_limit *target,
                            deriving *work, jf_error *err)
{
    jf_limit read;
    jf_status status = read_cell(self, base, "base", &read, &work->base, err);

    if (!status)
        status = read_cell(self, target, "target", &read, &work->target.scope, err);
    read.amount = 0;
    if (!status)
        status = jf__terms_check(&read, err);
    if (!status)
        status = jf__terms_read(self, &read, &work->target.terms, err);
    if (status)
        return status;
    if (read.state != JF_LIMIT_NUMBER || work->base.window != JF_WINDOW_PERIOD ||
        work->target.scope.window != JF_WINDOW_PERIOD ||
        work->target.scope.first <= work->base.last)
        return jf__fail_about(err, JF_E_ARGUMENT, work->read.key, 0, 0,
                              "limits follow as numbers from the cell of an earlier period");
    return JF_OK;
}

static jf_status check_units(const jf_ledger *self, const deriving *work, jf_error *err)
{
    for (size_t i = 0; i < work->unit_count; i++) {
        if (jf__node_find(&self->units, work->units[i]) == JF__NONE)
            return jf__fail_about(err, JF_E_NOT_FOUND, work->units[i], 0, (int64_t)i,
                                  "the ledger has no unit %" PRId64, work->units[i]);
        for (size_t j = 0; j < i; j++)
            if (work->units[j] == work->units[i])
                return jf__fail_about(err, JF_E_ARGUMENT, work->units[i], 0, (int64_t)i,
                                      "unit %" PRId64 " stands twice", work->units[i]);
    }
    return JF_OK;
}

static jf_status check_open(const jf_ledger *self, const deriving *work, jf_error *err)
{
    for (size_t i = 0; i < work->unit_count; i++) {
        uint32_t unit = jf__node_find(&self->units, work->units[i]);

        if (self->units.list.items[unit].end <= work->target.scope.reach)
            return jf__fail_about(err, JF_E_STATE, work->units[i], 0, 0,
                                  "unit %" PRId64 " has ended by then", work->units[i]);
    }
    return JF_OK;
}

static uint32_t limit_at(const jf_ledger *self, const jf__scope *cell, uint32_t unit)
{
    jf__scope scope = *cell;

    scope.unit = unit;
    return jf__limit_find(self, &scope);
}

/* What the formula gives, taken from the records where no limit counts; nothing is written. */
static int64_t use_of(const jf_ledger *self, const jf__scope *base, uint32_t unit)
{
    uint32_t limit = limit_at(self, base, unit);
    jf__scope scope = *base;
    int64_t used;
    int64_t held;

    if (limit != JF__NONE)
        return jf__limit_used(self, &self->limits.items[limit]);
    scope.unit = unit;
    jf__scope_sum(self, &scope, &used, &held);
    return used + jf__scope_inherited(self, &scope);
}

/* Whether every product fits, now. */
static jf_status check_products(const jf_ledger *self, const deriving *work, int64_t *weights,
                                jf_error *err)
{
    int64_t total = 0;
    bool fits = true;

    for (size_t i = 0; i < work->unit_count; i++) {
        int64_t use = use_of(self, &work->base, jf__node_find(&self->units, work->units[i]));
        int64_t scaled;

        weights[i] = use < 0 ? 0 : use;
        fits = fits && jf__link_scale(weights[i], work->read.permille, &scaled);
        total += weights[i];
    }
    fits = fits && jf__link_scale(total, work->read.permille, &total);
    if (fits && work->read.method == JF_DERIVATION_SHARED && total > 0)
        fits = !jf_allocate(total, weights, work->unit_count, weights, work->unit_count, NULL);
    return fits ? JF_OK
                : jf__fail_about(err, JF_E_OVERFLOW, work->read.key, 0, 0,
                                 "an amount leaves 64 bits");
}

/* The limit of a unit in a cell; one that is wanting is made with its use, as unlimited. */
static uint32_t have_limit(jf_ledger *self, const jf__scope *cell, uint32_t unit)
{
    const jf__terms terms = {.state = JF_LIMIT_UNLIMITED,
                             .permille = {-1, -1, -1, -1, 1000}};
    uint32_t limit = limit_at(self, cell, unit);
    jf__scope scope = *cell;

    if (limit != JF__NONE)
        return limit;
    scope.unit = unit;
    limit = jf__limit_add(self, &scope);
    jf__limit_sum(self, limit);
    jf__limit_set_terms(self, limit, &terms);
    return limit;
}

static void set_targets(jf_ledger *self, const deriving *work, jf__link *link)
{
    (void)jf__link_compute(self, link);
    for (size_t i = 0; i < link->part_count; i++) {
        jf__derived *part = &link->parts[i];
        jf__terms terms = work->target.terms;

        part->now = part->posted = terms.amount = part->amount;
        jf__limit_set_terms(self, part->to, &terms);
    }
}

static void write_derive(jf_ledger *self, const deriving *work, const jf__link *link)
{
    jf__journal *journal = &self->journal;
    size_t start = jf__journal_begin(journal, JF__ENTRY_DERIVE);
    jf__limit base = {.scope = work->base,
                      .terms = {.permille = {-1, -1, -1, -1, 1000}}};

    jf__journal_put(journal, (uint64_t)work->read.key, 8);
    jf__journal_put(journal, work->actor, 4);
    jf__journal_put(journal, work->reason, 4);
    jf__journal_put(journal, (uint64_t)work->read.method, 1);
    jf__journal_put(journal, (uint64_t)work->read.permille, 4);
    jf__journal_put(journal, (uint64_t)work->read.ratchet, 1);
    jf__entry_put_limit(self, &base, 0);
    jf__entry_put_limit(self, &work->target, 0);
    jf__journal_put(journal, work->unit_count, 4);
    for (size_t i = 0; i < work->unit_count; i++)
        jf__journal_put(journal, jf__node_find(&self->units, work->units[i]), 4);
    for (size_t i = 0; link && i < link->part_count; i++)
        jf__journal_put(journal, (uint64_t)link->parts[i].posted, 8);
    jf__journal_end(journal, start);
}

static const char *field_at(size_t place)
{
    return place < 13   ? "actor"
           : place < 17 ? "reason"
           : place < 18 ? "method"
           : place < 22 ? "permille"
           : place < 23 ? "ratchet"
                        : "cells or units";
}

/* Parts and scratch of a link with as many as there are units, and room for all it needs. */
static bool reserve(jf_ledger *self, const deriving *work, jf__link *link)
{
    size_t size = HEAD_SIZE + 2 * JF__ENTRY_LIMIT_MAX + work->unit_count * UNIT_SIZE;

    link->parts = jf__allocate(&self->allocator, work->unit_count, sizeof *link->parts);
    link->weights = jf__allocate(&self->allocator, work->unit_count, sizeof *link->weights);
    return link->parts && link->weights && jf__array_reserve(&self->links, 1, &self->allocator) &&
           jf__links_reserve(self, size, 1) && jf__attempt_reserve(self, work->read.key) &&
           jf__limit_reserve(self, 2 * work->unit_count);
}

static void apply(jf_ledger *self, const deriving *work, jf__link *link)
{
    jf__request request = {.type = JF__ENTRY_DERIVE, .kind = JF__NONE, .key = work->read.key};
    size_t limit_count = self->limits.count;

    for (size_t i = 0; i < work->unit_count; i++) {
        uint32_t unit = jf__node_find(&self->units, work->units[i]);

        link->parts[i].base = have_limit(self, &work->base, unit);
        link->parts[i].to = have_limit(self, &work->target.scope, unit);
    }
    if (self->limits.count > limit_count)
        jf__plans_release(&self->plans, &self->allocator);
    set_targets(self, work, link);
    jf__attempt_add(self, &request)->state = JF__ATTEMPT_DONE;
    write_derive(self, work, link);
    jf__links_add(self, link);
    jf__links_settle(self);
}

static jf_status run(jf_ledger *self, const deriving *work, jf_outcome *outcome_out,
                     jf_error *err)
{
    jf__link link = {.type = JF__ENTRY_DERIVE, .method = work->read.method,
                     .permille = work->read.permille, .ratchet = work->read.ratchet,
                     .days = {work->base.first, work->base.last},
                     .part_count = work->unit_count};
    uint32_t number = (uint32_t)self->attempts.count;
    jf_status status = check_open(self, work, err);

    if (status)
        return status;
    if (reserve(self, work, &link))
        status = check_products(self, work, link.weights, err);
    else
        status = jf__fail_memory(err);
    if (status) {
        jf__link_release(&link, &self->allocator);
        return status;
    }
    apply(self, work, &link);
    return jf__attempt_first(self, number, outcome_out, err);
}

static jf_status answer(jf_ledger *self, const deriving *work, jf_outcome *outcome_out,
                        jf_error *err)
{
    size_t size = HEAD_SIZE + 2 * JF__ENTRY_LIMIT_MAX + work->unit_count * UNIT_SIZE;
    uint32_t known = jf__key_lookup(self, work->read.key);
    size_t offset = self->journal.size;
    jf_status status;

    if (known == JF__NONE)
        return run(self, work, outcome_out, err);
    if (!jf__journal_reserve(&self->journal, size, 1, &self->allocator))
        return jf__fail_memory(err);
    write_derive(self, work, NULL);
    size = jf__journal_body(&self->journal, offset).size;
    status = jf__key_same(self, work->read.key, known, offset, size, field_at, err);
    return status ? status : jf__attempt_repeat(self, known, outcome_out, err);
}

jf_status jf_ledger_derive(jf_ledger *self, const jf_derivation *derivation,
                           const jf_limit *base, const jf_limit *target, const int64_t *units,
                           size_t unit_count, jf_outcome *outcome_out, jf_error *err)
{
    deriving work = {.units = units, .unit_count = unit_count};
    jf_status status;

    if (!self || !derivation || !base || !target || !units)
        return jf__fail_null(err, !self         ? "self"
                                  : !derivation ? "derivation"
                                  : !base       ? "base"
                                  : !target     ? "target"
                                                : "units");
    if (unit_count < 1 || unit_count > JF_LEDGER_DERIVE_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_LEDGER_DERIVE_MAX, (int64_t)unit_count,
                              "%zu units", unit_count);
    status = read_formula(self, derivation, &work, err);
    if (!status)
        status = jf__outcome_check(outcome_out, err);
    if (!status)
        status = read_cells(self, base, target, &work, err);
    if (!status)
        status = check_units(self, &work, err);
    return status ? status : answer(self, &work, outcome_out, err);
}
