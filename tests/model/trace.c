/* SPDX-License-Identifier: Apache-2.0 */
#include "model/trace.h"

#include <stdlib.h>
#include <string.h>

static void give_up(const char *why)
{
    (void)fprintf(stderr, "trace: %s\n", why);
    exit(2);
}

static void put(trace *t, int64_t value)
{
    if (t->count == t->capacity) {
        t->capacity = t->capacity ? 2 * t->capacity : 65536;
        t->values = realloc(t->values, t->capacity * sizeof *t->values);
        if (!t->values)
            give_up("no memory");
    }
    t->values[t->count++] = value;
}

static void put_all(trace *t, const int64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put(t, values[i]);
}

#define PUT(t, ...)                                                                                \
    do {                                                                                           \
        const int64_t put_values[] = {__VA_ARGS__};                                                \
        put_all((t), put_values, sizeof put_values / sizeof put_values[0]);                        \
    } while (0)

static jf_tree *open_tree(const int64_t *parents, int64_t count)
{
    jf_tree *tree = jf_tree_new(NULL, NULL);

    for (int64_t id = 1; id <= count; id++)
        if (jf_tree_add(tree, id, parents[id], "节点", NULL) != JF_OK)
            give_up("a node does not fit");
    return tree;
}

void world_open(world *w, const jf_allocator *allocator)
{
    jf_ledger_options opts = {.size = sizeof opts};
    jf_tree *units = open_tree(w->unit_parents, w->unit_count);
    jf_tree *kinds = open_tree(w->kind_parents, w->kind_count);

    if (allocator)
        opts.allocator = *allocator;
    w->calendar = jf_calendar_new(NULL, NULL);
    if (jf_calendar_seal(w->calendar, NULL) != JF_OK)
        give_up("no calendar");
    w->ledger = jf_ledger_new(w->calendar, units, kinds, &opts, NULL);
    if (!w->ledger)
        give_up("no ledger");
    jf_tree_free(units);
    jf_tree_free(kinds);
}

void world_close(world *w)
{
    jf_ledger_free(w->ledger);
    jf_calendar_free(w->calendar);
}

void trace_begin(trace *t, const world *w, int64_t seed)
{
    t->count = 0;
    t->standing_count = 0;
    PUT(t, 0, seed, w->unit_count);
    put_all(t, w->unit_parents + 1, (size_t)w->unit_count);
    put(t, w->kind_count);
    put_all(t, w->kind_parents + 1, (size_t)w->kind_count);
    if (jf_ledger_digest(w->ledger, t->digest, sizeof t->digest, NULL) != JF_OK)
        give_up("no digest");
}

static void put_limit(trace *t, const jf_limit *l)
{
    PUT(t, l->side, l->unit, l->kind, l->measure, l->period_kind, l->fiscal_month, l->day,
        l->state, l->reserved, l->amount, l->bound, l->window, l->window_days, l->plan_class,
        l->notice_permille, l->explain_permille, l->approve_permille, l->refuse_permille,
        l->grace_days, l->shadow, l->borrow_max, l->lend_max, l->reserve_pool, l->approver);
}

static void put_lines(trace *t, const jf_line *lines, size_t line_count)
{
    put(t, (int64_t)line_count);
    for (size_t i = 0; i < line_count; i++) {
        const jf_line *l = &lines[i];

        PUT(t, l->unit, l->count, l->amounts[0], l->amounts[1], l->amounts[2], l->amounts[3],
            l->side, l->reserved);
    }
}

static void put_grants(trace *t, const call *c)
{
    PUT(t, c->key, c->subject, (int64_t)c->grant_count);
    for (size_t i = 0; i < c->grant_count; i++) {
        const jf_grant *g = &c->grants[i];

        PUT(t, g->unit, g->kind, g->by, g->reason, g->side, g->measure, g->period_kind,
            g->fiscal_month, g->day, g->window, g->window_days, g->plan_class, g->step, g->on);
    }
}

static void put_items(trace *t, const call *c)
{
    PUT(t, (int64_t)c->value_count, (int64_t)c->item_count);
    for (size_t i = 0; i < c->item_count; i++) {
        const jf_item *m = &c->items[i];

        PUT(t, m->key, m->of, m->subject, m->kind, m->actor, m->reason, m->grants, m->verb,
            m->day, m->expires, m->plan_class, m->frees, m->line_count, m->linked);
    }
    put_lines(t, c->lines, c->line_count);
}

static void put_attempt(trace *t, const call *c)
{
    const jf_record *r = &c->record;
    const jf_change *g = &c->change;

    if (call_is_record(c->verb))
        PUT(t, r->day, r->key, r->subject, r->kind, r->actor, r->reason, r->grants, r->expires,
            r->off_plan);
    else
        PUT(t, g->day, g->key, g->of, g->kind, g->actor, g->reason, g->grants, g->expires,
            g->frees);
    put_lines(t, c->lines, c->line_count);
}

static void put_fields(trace *t, const call *c)
{
    switch (c->verb) {
    case CALL_LIMIT:
    case CALL_BALANCE:
        put_limit(t, &c->cell);
        break;
    case CALL_TEXT:
        put(t, c->text);
        break;
    case CALL_GRANT:
        put_grants(t, c);
        break;
    case CALL_EXPIRE:
        put(t, c->day);
        break;
    case CALL_EXPLAIN:
        put(t, c->key);
        break;
    case CALL_EXPIRING:
    case CALL_SERIES:
        put_limit(t, &c->cell);
        PUT(t, c->day, (int64_t)c->value_count);
        break;
    case CALL_BATCH:
        put_items(t, c);
        break;
    default:
        break;
    }
}

void trace_call(trace *t, const call *c)
{
    put(t, c->verb);
    if (call_is_record(c->verb) || call_is_change(c->verb)) {
        put_attempt(t, c);
    } else if (call_is_move(c->verb)) {
        PUT(t, c->move.reserved, c->move.key, c->move.amount, c->move.actor, c->move.reason);
        put_limit(t, &c->cell);
        put_limit(t, &c->other);
    } else {
        put_fields(t, c);
    }
}

static void put_violation(trace *t, const jf_violation *v)
{
    PUT(t, v->side, v->unit, v->kind, v->measure, v->period_kind, v->first, v->last, v->state,
        v->reserved, v->amount, v->used, v->held, v->asked, v->short_by, v->window,
        v->window_days, v->plan_class, v->step, v->needed, v->shadow, v->approver, v->since,
        v->expiring_count);
}

static void put_reports(trace *t, const jf_ledger *ledger)
{
    size_t violations = jf_ledger_violation_count(ledger);
    size_t notices = jf_ledger_notice_count(ledger);

    put(t, (int64_t)violations);
    for (size_t i = 0; i < violations + notices; i++) {
        jf_violation v = {.size = sizeof v};
        jf_status status = i < violations
                               ? jf_ledger_violation_at(ledger, i, &v, NULL)
                               : jf_ledger_notice_at(ledger, i - violations, &v, NULL);

        if (i == violations)
            put(t, (int64_t)notices);
        if (status != JF_OK)
            give_up("a report is missing");
        put_violation(t, &v);
    }
    if (notices == 0)
        put(t, 0);
}

static bool has_changed(trace *t, const jf_ledger *ledger)
{
    uint8_t digest[32];
    bool changed;

    if (jf_ledger_digest(ledger, digest, sizeof digest, NULL) != JF_OK)
        give_up("no digest");
    changed = memcmp(digest, t->digest, sizeof digest) != 0;
    memcpy(t->digest, digest, sizeof digest);
    return changed;
}

static jf_day clamp(jf_day day, const jf_limit *limit)
{
    jf_period period;

    if (limit->window != JF_WINDOW_AVERAGE)
        return day;
    if (jf_period_containing(limit->day, limit->period_kind, limit->fiscal_month, &period, NULL))
        give_up("a limit has no period");
    return day < period.first ? period.first : day > period.last ? period.last : day;
}

static void put_balance(trace *t, const jf_ledger *ledger, const jf_limit *cell, bool whole)
{
    jf_balance b = {.size = sizeof b};
    jf_status status = jf_ledger_balance(ledger, cell, &b, NULL);

    PUT(t, status ? -100 - (int64_t)status : b.state, b.limit, b.used, b.held, b.available);
    if (whole)
        PUT(t, b.borrowed, b.lent, b.pool, b.refusals, b.since);
}

static void put_standing(trace *t, const jf_ledger *ledger, jf_day probe)
{
    size_t start;
    size_t count;

    put(t, 0);
    start = t->count;
    for (size_t i = 0; i < jf_ledger_limit_count(ledger); i++) {
        jf_limit limit = {.size = sizeof limit};

        if (jf_ledger_limit_at(ledger, i, &limit, NULL) != JF_OK)
            give_up("a limit is missing");
        if (limit.window != JF_WINDOW_PERIOD)
            limit.day = clamp(probe, &limit);
        put_balance(t, ledger, &limit, true);
    }
    count = t->count - start;
    t->values[start - 1] = (int64_t)count;
    if (count == t->standing_count && count > 0 &&
        memcmp(t->values + start, t->standing, count * sizeof *t->standing) == 0) {
        t->values[start - 1] = -1;
        t->count = start;
        return;
    }
    t->standing = realloc(t->standing, (count + 1) * sizeof *t->standing);
    if (!t->standing)
        give_up("no memory");
    memcpy(t->standing, t->values + start, count * sizeof *t->standing);
    t->standing_count = count;
}

void trace_answer(trace *t, const world *w, const answer *a, jf_day probe)
{
    PUT(t, (int64_t)a->status, has_changed(t, w->ledger), jf_ledger_entry_count(w->ledger),
        a->error.subject, a->error.expected, a->error.actual, a->outcome.status,
        a->outcome.entry, a->outcome.violation_count, a->outcome.repeated, a->outcome.step,
        a->outcome.notice_count);
    put_reports(t, w->ledger);
    put(t, (int64_t)a->value_count);
    put_all(t, a->values, a->value_count);
    put(t, probe);
    put_standing(t, w->ledger, probe);
}

void trace_grid(trace *t, const world *w, const jf_limit *like)
{
    jf_limit cell = *like;

    PUT(t, TRACE_GRID, cell.period_kind, cell.fiscal_month, cell.day, cell.plan_class);
    for (cell.unit = 1; cell.unit <= w->unit_count; cell.unit++)
        for (cell.kind = 1; cell.kind <= w->kind_count; cell.kind++)
            for (cell.side = 1; cell.side <= 2; cell.side++)
                for (cell.measure = 1; cell.measure <= 8 - cell.side; cell.measure++)
                    put_balance(t, w->ledger, &cell, false);
}

void trace_limits(trace *t, const world *w)
{
    size_t count = jf_ledger_limit_count(w->ledger);

    PUT(t, TRACE_LIMITS, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        jf_limit limit = {.size = sizeof limit};

        if (jf_ledger_limit_at(w->ledger, i, &limit, NULL) != JF_OK)
            give_up("a limit is missing");
        put_limit(t, &limit);
    }
}

void trace_end(trace *t)
{
    t->values[0] = (int64_t)t->count - 1;
    if (t->out && fwrite(t->values, sizeof *t->values, t->count, t->out) != t->count)
        give_up("the reader is gone");
}

void trace_close(trace *t)
{
    free(t->values);
    free(t->standing);
    memset(t, 0, sizeof *t);
}
