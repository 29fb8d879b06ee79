/* SPDX-License-Identifier: Apache-2.0 */
/* Reconciliation: rows are indexed by subject, then two passes over the attempts. The first finds
 * for each row the record that fits it best; the second lists what no row wants. */
#include <inttypes.h>

#include "base/records.h"
#include "ledger/reconcile.h"

/* Fields in which a record differs from its row; their order is that of the differences. */
#define DIFFERS_KIND 1U
#define DIFFERS_DAY 2U
#define DIFFERS_UNIT 4U
#define DIFFERS_COUNT 8U

struct jf_reconciliation {
    jf_allocator allocator;
    JF__ARRAY(jf_difference) differences;
};

/* A row, and what the ledger has for it. */
typedef struct row {
    const jf_outside *outside;
    uint32_t kind;
    uint32_t unit;
    uint32_t best; /* attempt in use, or JF__NONE */
    uint32_t differs;
    uint32_t hold; /* first open hold, or JF__NONE */
} row;

typedef struct part {
    uint32_t unit; /* or JF__NONE */
    uint32_t kind; /* or JF__NONE */
    jf_day first;
    jf_day last;
} part;

typedef struct reconcile {
    const jf_ledger *self;
    jf_reconciliation *result;
    part scope;
    jf__idmap index; /* subject -> row */
    row *rows;
    size_t row_count;
} reconcile;

static jf_status read_day(jf_day day, jf_day otherwise, jf_day *day_out, jf_error *err)
{
    *day_out = day == 0 || day == JF_DAY_NONE ? otherwise : day;
    if (*day_out < JF_DAY_FIRST || *day_out > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, day, "%" PRId32 " is not a day", day);
    return JF_OK;
}

static jf_status find_node(const jf__nodes *nodes, const char *what, int64_t id,
                           uint32_t *node_out, jf_error *err)
{
    *node_out = jf__node_find(nodes, id);
    if (*node_out == JF__NONE && id != 0)
        return jf__fail_about(err, JF_E_NOT_FOUND, id, 0, 0, "the ledger has no %s %" PRId64,
                              what, id);
    return JF_OK;
}

static jf_status read_scope(reconcile *work, const jf_reconcile *given, jf_error *err)
{
    const jf_ledger *self = work->self;
    part *scope = &work->scope;
    jf_reconcile read;
    jf_status status = jf__options_read(&read, sizeof read, given, "scope", err);

    if (!status && read.reserved != 0)
        status = jf__fail(err, JF_E_ARGUMENT, "scope.reserved is not 0");
    if (!status)
        status = find_node(&self->units, "unit", read.unit, &scope->unit, err);
    if (!status)
        status = find_node(&self->kinds, "kind", read.kind, &scope->kind, err);
    if (!status)
        status = read_day(read.first, JF_DAY_FIRST, &scope->first, err);
    if (!status)
        status = read_day(read.last, JF_DAY_LAST, &scope->last, err);
    if (!status && scope->first > scope->last)
        status = jf__fail_about(err, JF_E_RANGE, 0, scope->first, scope->last,
                                "the days from %" PRId32 " to %" PRId32 " are none", scope->first,
                                scope->last);
    return status;
}

static jf_status check_row(const jf_outside *outside, int32_t number, jf_error *err)
{
    const char *field = outside->subject < 1                               ? "subject"
                        : outside->count < 0                               ? "count"
                        : outside->merged_into < 0                         ? "merged_into"
                        : outside->merged_into == outside->subject         ? "merged_into"
                        : outside->reserved != 0                           ? "reserved"
                                                                           : NULL;

    if (field)
        return jf__fail_at(err, JF_E_ARGUMENT, number, "row %" PRId32 ": %s is not allowed",
                           number, field);
    if (outside->day < JF_DAY_FIRST || outside->day > JF_DAY_LAST)
        return jf__fail_at(err, JF_E_RANGE, number, "row %" PRId32 ": %" PRId32 " is not a day",
                           number, outside->day);
    return JF_OK;
}

static jf_status fail_twice(jf_error *err, int64_t subject, uint32_t first, int32_t number)
{
    jf_status status = jf__fail_about(err, JF_E_EXISTS, subject, (int64_t)first + 1, number,
                                      "subject %" PRId64 " stands in rows %" PRIu32
                                      " and %" PRId32,
                                      subject, first + 1, number);

    if (err)
        err->line = number;
    return status;
}

static jf_status read_row(reconcile *work, const jf_outside *outside, jf_error *err)
{
    const jf_ledger *self = work->self;
    int32_t number = (int32_t)work->row_count + 1;
    uint32_t first = jf__idmap_find(&work->index, outside->subject);
    row read = {.outside = outside, .unit = jf__node_find(&self->units, outside->unit),
                .kind = jf__node_find(&self->kinds, outside->kind), .best = JF__NONE,
                .hold = JF__NONE};
    jf_status status = check_row(outside, number, err);

    if (status)
        return status;
    if (read.unit == JF__NONE || read.kind == JF__NONE)
        return jf__fail_at(err, JF_E_NOT_FOUND, number,
                           "row %" PRId32 ": the ledger has no %s %" PRId64, number,
                           read.unit == JF__NONE ? "unit" : "kind",
                           read.unit == JF__NONE ? outside->unit : outside->kind);
    if (first != JF__NONE)
        return fail_twice(err, outside->subject, first, number);
    jf__idmap_put(&work->index, outside->subject, (uint32_t)work->row_count);
    work->rows[work->row_count++] = read;
    return JF_OK;
}

static jf_status read_rows(reconcile *work, const jf_outside *rows, size_t row_count,
                           jf_error *err)
{
    const jf_allocator *allocator = &work->self->allocator;
    jf_status status = JF_OK;

    work->rows = jf__allocate(allocator, row_count + 1, sizeof *work->rows);
    if (!work->rows || !jf__idmap_reserve(&work->index, row_count, allocator))
        return jf__fail_memory(err);
    while (!status && work->row_count < row_count)
        status = read_row(work, &rows[work->row_count], err);
    return status;
}

static uint32_t compare(const jf_ledger *self, const row *wanted, const jf__brief *brief)
{
    return (brief->kind != wanted->kind ? DIFFERS_KIND : 0) |
           (brief->day != wanted->outside->day ? DIFFERS_DAY : 0) |
           (!jf__unit_is_same(self, brief->unit, wanted->unit, brief->day) ? DIFFERS_UNIT : 0) |
           (brief->count != wanted->outside->count ? DIFFERS_COUNT : 0);
}

static uint32_t count_of(uint32_t differs)
{
    uint32_t count = 0;

    for (; differs != 0; differs &= differs - 1)
        count++;
    return count;
}

/* The row of a live attempt, or NULL. */
static row *row_of(const reconcile *work, const jf__brief *brief)
{
    uint32_t number = jf__idmap_find(&work->index, brief->subject);

    return number == JF__NONE ? NULL : &work->rows[number];
}

static void match_records(reconcile *work)
{
    const jf_ledger *self = work->self;

    for (uint32_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, i);
        jf__brief brief;
        uint32_t differs;
        row *found;

        if (!jf__attempt_is_live(attempt))
            continue;
        brief = jf__brief_of(self, i);
        found = row_of(work, &brief);
        if (!found)
            continue;
        if (attempt->state == JF__ATTEMPT_HELD) {
            found->hold = found->hold == JF__NONE ? i : found->hold;
            continue;
        }
        differs = compare(self, found, &brief);
        if (found->best == JF__NONE || count_of(differs) < count_of(found->differs)) {
            found->best = i;
            found->differs = differs;
        }
    }
}

static bool is_inside(const reconcile *work, uint32_t unit, uint32_t kind, jf_day day)
{
    const jf_ledger *self = work->self;
    const part *scope = &work->scope;

    return day >= scope->first && day <= scope->last &&
           (scope->kind == JF__NONE || jf__node_within(&self->kinds, scope->kind, kind)) &&
           (scope->unit == JF__NONE ||
            (unit != JF__NONE &&
             jf__unit_within(&self->units, scope->unit, unit, day, JF_DAY_LAST)));
}

/* What a row and a record (either may be missing) have to say in a difference. */
static jf_difference describe(const reconcile *work, const row *wanted, const jf__brief *brief)
{
    const jf_ledger *self = work->self;
    jf_difference told = {.day = JF_DAY_NONE, .outside_day = JF_DAY_NONE};

    if (brief) {
        told.subject = brief->subject;
        told.key = brief->key;
        told.kind = self->kinds.list.items[brief->kind].id;
        told.unit = brief->unit == JF__NONE ? 0 : self->units.list.items[brief->unit].id;
        told.count = brief->count;
        told.day = brief->day;
    }
    if (wanted) {
        told.subject = wanted->outside->subject;
        told.outside_kind = wanted->outside->kind;
        told.outside_unit = wanted->outside->unit;
        told.outside_count = wanted->outside->count;
        told.outside_day = wanted->outside->day;
        told.merged_into = wanted->outside->merged_into;
    }
    return told;
}

static bool add(reconcile *work, jf_difference told, jf_difference_type type,
                jf_difference_field field, uint32_t line_count)
{
    jf_reconciliation *result = work->result;

    told.size = sizeof told;
    told.type = (int32_t)type;
    told.field = (int32_t)field;
    told.line_count = (int32_t)line_count;
    if (!jf__array_reserve(&result->differences, 1, &result->allocator))
        return false;
    result->differences.items[result->differences.count++] = told;
    return true;
}

static bool add_missing(reconcile *work, const row *wanted)
{
    jf_difference told = describe(work, wanted, NULL);
    uint32_t line_count = 1;

    if (!is_inside(work, wanted->unit, wanted->kind, wanted->outside->day))
        return true;
    if (wanted->hold != JF__NONE) {
        jf__brief brief = jf__brief_of(work->self, wanted->hold);

        told.key = brief.key;
        line_count = compare(work->self, wanted, &brief) & (DIFFERS_UNIT | DIFFERS_COUNT)
                         ? jf__brief_line_count(&brief)
                         : 0;
    }
    return add(work, told, JF_DIFFERENCE_MISSING, JF_DIFFERENCE_FIELD_NONE, line_count);
}

static bool add_fields(reconcile *work, const row *wanted, const jf__brief *brief)
{
    jf_difference told = describe(work, wanted, brief);
    uint32_t line_count = jf__brief_line_count(brief);

    return (!(wanted->differs & DIFFERS_KIND) ||
            add(work, told, JF_DIFFERENCE_RECLASSED, JF_DIFFERENCE_FIELD_NONE, 0)) &&
           (!(wanted->differs & DIFFERS_DAY) ||
            add(work, told, JF_DIFFERENCE_DIFFERENT, JF_DIFFERENCE_FIELD_DAY, 0)) &&
           (!(wanted->differs & DIFFERS_UNIT) ||
            add(work, told, JF_DIFFERENCE_DIFFERENT, JF_DIFFERENCE_FIELD_UNIT, line_count)) &&
           (!(wanted->differs & DIFFERS_COUNT) ||
            add(work, told, JF_DIFFERENCE_DIFFERENT, JF_DIFFERENCE_FIELD_COUNT, line_count));
}

static bool add_row(reconcile *work, const row *wanted)
{
    const jf_outside *outside = wanted->outside;
    jf__brief brief;

    if (wanted->best == JF__NONE)
        return outside->merged_into != 0 || add_missing(work, wanted);
    brief = jf__brief_of(work->self, wanted->best);
    if (!is_inside(work, wanted->unit, wanted->kind, outside->day) &&
        !is_inside(work, brief.unit, brief.kind, brief.day))
        return true;
    if (outside->merged_into != 0)
        return add(work, describe(work, wanted, &brief), JF_DIFFERENCE_MERGED,
                   JF_DIFFERENCE_FIELD_NONE, 0);
    return add_fields(work, wanted, &brief);
}

static bool add_extra(reconcile *work, uint32_t attempt)
{
    jf__brief brief = jf__brief_of(work->self, attempt);
    const row *wanted = row_of(work, &brief);

    if ((wanted && wanted->best == attempt) ||
        !is_inside(work, brief.unit, brief.kind, brief.day))
        return true;
    return add(work, describe(work, NULL, &brief), JF_DIFFERENCE_EXTRA, JF_DIFFERENCE_FIELD_NONE,
               0);
}

static bool add_all(reconcile *work)
{
    const jf_ledger *self = work->self;

    for (size_t i = 0; i < work->row_count; i++)
        if (!add_row(work, &work->rows[i]))
            return false;
    for (uint32_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, i);

        if (jf__attempt_is_live(attempt) && attempt->state != JF__ATTEMPT_HELD &&
            !add_extra(work, i))
            return false;
    }
    return true;
}

static jf_status run(reconcile *work, const jf_outside *rows, size_t row_count, jf_error *err)
{
    jf_status status = read_rows(work, rows, row_count, err);

    if (status)
        return status;
    match_records(work);
    return add_all(work) ? JF_OK : jf__fail_memory(err);
}

jf_reconciliation *jf_ledger_reconcile(const jf_ledger *self, const jf_reconcile *scope,
                                       const jf_outside *rows, size_t row_count, jf_error *err)
{
    reconcile work = {.self = self};
    jf_status status;

    if (!self || (!rows && row_count > 0)) {
        (void)jf__fail_null(err, !self ? "self" : "rows");
        return NULL;
    }
    status = read_scope(&work, scope, err);
    if (!status && row_count > JF_LEDGER_CELL_MAX)
        status = jf__fail_about(err, JF_E_ARGUMENT, 0, JF_LEDGER_CELL_MAX, (int64_t)row_count,
                                "%zu rows are more than %d", row_count, JF_LEDGER_CELL_MAX);
    if (status)
        return NULL;
    work.result = jf__allocate(&self->allocator, 1, sizeof *work.result);
    if (!work.result) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    work.result->allocator = self->allocator;
    status = run(&work, rows, row_count, err);
    jf__idmap_release(&work.index, &self->allocator);
    jf__release(&self->allocator, work.rows);
    if (status) {
        jf_reconciliation_free(work.result);
        return NULL;
    }
    return work.result;
}

void jf_reconciliation_free(jf_reconciliation *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__array_release(&self->differences, &allocator);
    jf__release(&allocator, self);
}

size_t jf_reconciliation_count(const jf_reconciliation *self)
{
    return self ? self->differences.count : 0;
}

jf_status jf_reconciliation_at(const jf_reconciliation *self, size_t index,
                               jf_difference *difference_out, jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(difference_out, "difference_out", err);
    if (status)
        return status;
    if (index >= self->differences.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->differences.count,
                              (int64_t)index, "difference %zu of %zu", index,
                              self->differences.count);
    jf__record_write(difference_out, &self->differences.items[index],
                     sizeof self->differences.items[index]);
    return JF_OK;
}
