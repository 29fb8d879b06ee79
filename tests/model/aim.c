/* SPDX-License-Identifier: Apache-2.0 */
/* Calls aimed at the limits that there are: amounts near the use, records that meet a limit, and
 * new attempts that carry what the first one lacked. The answers are asked for aim only. */
#include "model/history.h"

#include <string.h>

void history_aim_amount(history *h, jf_limit *l)
{
    jf_balance b = {.size = sizeof b};
    int64_t near = history_below(h, 8) - 2;

    if (jf_ledger_balance(h->w.ledger, l, &b, NULL) != JF_OK)
        return;
    if (b.used + b.held < INT64_MAX - 8 && b.used + b.held + near >= 0)
        l->amount = b.used + b.held + near;
}

/* A day of the limit's period. */
static jf_day day_of(history *h, const jf_limit *l)
{
    jf_period p;
    int64_t days;

    if (l->window == JF_WINDOW_ROLLING)
        return history_day(h);
    if (jf_period_containing(l->day, l->period_kind, l->fiscal_month, &p, NULL) != JF_OK)
        return l->day;
    days = p.last - p.first + 1;
    switch (history_below(h, 6)) {
    case 0: return p.first - (p.first > JF_DAY_FIRST);
    case 1: return p.first;
    case 2: return p.last;
    case 3: return p.last + (p.last < JF_DAY_LAST);
    case 4: return p.first + (jf_day)history_below(h, days);
    default: return l->day;
    }
}

static bool within(const int64_t *parents, int64_t above, int64_t node)
{
    while (node > 0 && node != above)
        node = parents[node];
    return node == above;
}

/* A cell that the line meets, if one is found soon. */
static const jf_limit *cell_for(history *h, int64_t kind, const jf_line *line)
{
    const jf_limit *l = NULL;

    for (int tries = 0; tries < 8; tries++) {
        l = &h->cells[history_below(h, (int64_t)h->cell_count)];
        if (l->kind <= h->w.kind_count && l->unit <= h->w.unit_count &&
            within(h->w.kind_parents, l->kind, kind) &&
            within(h->w.unit_parents, l->unit, line->unit) &&
            (l->side ? l->side : JF_SIDE_ISSUER) == line->side)
            break;
    }
    return l;
}

jf_day history_aim_day(history *h, const target *of)
{
    if (h->cell_count == 0 || !of || history_once_in(h, 4))
        return history_day(h);
    return day_of(h, cell_for(h, of->record.kind, &of->lines[0]));
}

void history_aim_change(history *h, jf_change *g, jf_line *line)
{
    const jf_limit *l;

    if (h->cell_count == 0)
        return;
    l = &h->cells[history_below(h, (int64_t)h->cell_count)];
    g->kind = l->kind;
    if (history_once_in(h, 2))
        g->day = l->day;
    line->unit = l->unit;
    line->side = l->side ? l->side : JF_SIDE_ISSUER;
    line->count = 1 + history_below(h, 12);
    if (l->measure >= JF_MEASURE_AMOUNT_1 && l->measure <= JF_MEASURE_AMOUNT_4)
        line->amounts[l->measure - 3] = 1 + history_below(h, 12);
}

void history_aim_record(history *h, jf_record *r, jf_line *line)
{
    const jf_limit *l;

    if (h->cell_count == 0)
        return;
    l = &h->cells[history_below(h, (int64_t)h->cell_count)];
    r->kind = l->kind;
    r->day = day_of(h, l);
    r->off_plan = l->plan_class;
    line->unit = l->unit;
    line->side = l->side ? l->side : JF_SIDE_ISSUER;
    if (line->count == 0)
        line->count = 1;
    if (l->measure >= JF_MEASURE_AMOUNT_1 && l->measure <= JF_MEASURE_AMOUNT_4 &&
        line->amounts[l->measure - 3] == 0)
        line->amounts[l->measure - 3] = 1 + history_below(h, 9);
}

/* The limit of a violation by its own fields; a violation does not name the fiscal month. */
static bool limit_of(const history *h, const jf_violation *v, jf_limit *limit_out)
{
    for (size_t i = 0; i < jf_ledger_limit_count(h->w.ledger); i++) {
        jf_limit l = {.size = sizeof l};

        (void)jf_ledger_limit_at(h->w.ledger, i, &l, NULL);
        if (l.unit == v->unit && l.kind == v->kind && l.side == v->side &&
            l.measure == v->measure && l.period_kind == v->period_kind &&
            l.window == v->window && l.window_days == v->window_days &&
            l.plan_class == v->plan_class && l.bound == JF_BOUND_CAP &&
            (l.window == JF_WINDOW_ROLLING || l.day == v->first)) {
            *limit_out = l;
            return true;
        }
    }
    return false;
}

/* Grants for the violations of the last attempt. */
static void draw_grants(history *h, call *c, int64_t subject)
{
    size_t count = jf_ledger_violation_count(h->w.ledger);

    call_begin(c, CALL_GRANT);
    c->key = 1 + history_below(h, 1000000);
    c->subject = subject;
    for (size_t i = 0; i < count && c->grant_count < CALL_GRANTS; i++) {
        jf_violation v = {.size = sizeof v};
        jf_limit l;

        (void)jf_ledger_violation_at(h->w.ledger, i, &v, NULL);
        if (!limit_of(h, &v, &l))
            continue;
        c->grants[c->grant_count++] =
            (jf_grant){.unit = l.unit, .kind = l.kind, .side = l.side, .measure = l.measure,
                       .period_kind = l.period_kind, .fiscal_month = l.fiscal_month,
                       .day = l.day, .window = l.window, .window_days = l.window_days,
                       .plan_class = l.plan_class,
                       .step = history_once_in(h, 8) ? JF_STEP_EXPLAIN : v.needed};
        if (history_once_in(h, 3))
            c->grants[c->grant_count - 1].step = JF_STEP_REFUSE;
    }
}

static void carry(history *h, call *c, int64_t grants, int64_t reason)
{
    if (call_is_record(c->verb)) {
        c->record.key = 1 + history_below(h, 1000000);
        c->record.grants = grants;
        c->record.reason = reason;
    } else {
        c->verb = c->verb == CALL_COMMIT ? CALL_COMMIT_LINES : c->verb;
        c->change.key = 1 + history_below(h, 1000000);
        c->change.grants = grants;
        c->change.reason = reason;
    }
}

bool history_plead(history *h, call *again, call *grant)
{
    int64_t subject = call_is_record(again->verb) ? again->record.subject : 0;
    int64_t reason = h->texts > 0 && history_once_in(h, 4) ? 1 : 0;

    for (size_t i = 0; i < h->target_count && call_is_change(again->verb); i++)
        if (h->targets[i].record.key == again->change.of)
            subject = h->targets[i].record.subject ? h->targets[i].record.subject
                                                   : again->change.of;
    if (call_is_record(again->verb) && subject == 0)
        subject = again->record.subject = 1 + history_below(h, 3);
    if (subject == 0 || again->verb == CALL_CHECK)
        return false;
    draw_grants(h, grant, subject);
    if (grant->grant_count == 0)
        return false;
    carry(h, again, grant->key, reason);
    return true;
}

bool history_squeeze(history *h, call *limit, call *change)
{
    static const int32_t verbs[] = {CALL_COMMIT, CALL_COMMIT, CALL_COMMIT_LINES, CALL_COMMIT_LINES,
                                    CALL_REVIVE, CALL_REVIVE, CALL_AMEND};
    int32_t verb = verbs[history_below(h, 7)];
    aim wanted = verb == CALL_AMEND    ? (history_once_in(h, 2) ? AIM_ISSUED : AIM_USED)
                 : verb == CALL_REVIVE ? AIM_EXPIRED
                                       : AIM_HELD;
    bool rewrites = verb == CALL_COMMIT_LINES || verb == CALL_AMEND;
    size_t start = h->target_count > 0 ? (size_t)history_below(h, (int64_t)h->target_count) : 0;
    const target *of = NULL;

    for (size_t i = 0; i < h->target_count && !of; i++) {
        const target *found = &h->targets[(start + i) % h->target_count];

        if (found->state == wanted)
            of = found;
    }
    if (!of || h->cell_count == 0)
        return false;
    call_begin(limit, CALL_LIMIT);
    limit->cell = *cell_for(h, of->record.kind, &of->lines[0]);
    limit->cell.state = JF_LIMIT_NUMBER;
    limit->cell.shadow = limit->cell.grace_days = limit->cell.refuse_permille = 0;
    history_aim_amount(h, &limit->cell);
    call_begin(change, verb);
    change->change.key = 1 + history_below(h, 1000000);
    change->change.of = of->record.key;
    change->change.day = limit->cell.day;
    if (verb == CALL_REVIVE)
        change->change.expires = of->record.expires;
    if (rewrites && !history_once_in(h, 3)) {
        change->line_count = 1;
        change->lines[0] = of->lines[0];
        change->lines[0].count = INT32_MAX + history_below(h, 9);
        change->change.day = history_once_in(h, 4) ? limit->cell.day : JF_DAY_NONE;
    }
    return true;
}
