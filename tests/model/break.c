/* SPDX-License-Identifier: Apache-2.0 */
/* Calls broken on purpose: one field takes a value that the contract forbids, or that names
 * nothing. Two in a row show which of two failures wins. */
#include "model/history.h"

#define UNKNOWN 999

static const jf_day no_days[] = {JF_DAY_FIRST - 1, JF_DAY_LAST + 1, INT32_MAX, INT32_MIN + 1};

static jf_day no_day(history *h)
{
    return no_days[history_below(h, sizeof no_days / sizeof no_days[0])];
}

/* Below or above an enum of 0 to `most`. */
static int32_t outside(history *h, int32_t most)
{
    return history_once_in(h, 2) ? -1 - (int32_t)history_below(h, 3)
                                 : most + 1 + (int32_t)history_below(h, 3);
}

static void break_cell(history *h, jf_limit *l)
{
    switch (history_below(h, 11)) {
    case 0: l->side = outside(h, JF_SIDE_RECIPIENT); break;
    case 1: l->measure = history_once_in(h, 2) ? JF_MEASURE_LANDINGS : outside(h, 7); break;
    case 2: l->period_kind = history_once_in(h, 2) ? 0 : outside(h, JF_PERIOD_WEEK); break;
    case 3: l->fiscal_month = outside(h, 12); break;
    case 4: l->bound = outside(h, JF_BOUND_FLOOR); break;
    case 5: l->window = outside(h, JF_WINDOW_AVERAGE); break;
    case 6: l->window_days = (int32_t)history_below(h, 2) * 367; break;
    case 7: l->plan_class = outside(h, JF_PLAN_CLASS_OFF_PLAN); break;
    case 8: l->unit = history_once_in(h, 2) ? UNKNOWN : -history_below(h, 2); break;
    case 9: l->kind = history_once_in(h, 2) ? UNKNOWN : -history_below(h, 2); break;
    default: l->day = no_day(h); break;
    }
}

static void break_window(history *h, jf_limit *l)
{
    switch (history_below(h, 4)) {
    case 0:
        l->bound = JF_BOUND_FLOOR;
        l->window = JF_WINDOW_AVERAGE;
        break;
    case 1:
        l->window = JF_WINDOW_ROLLING;
        l->window_days = 367 * (int32_t)history_below(h, 2) + 1;
        break;
    case 2:
        l->window = JF_WINDOW_AVERAGE;
        l->period_kind = JF_PERIOD_WEEK;
        break;
    default:
        l->window = JF_WINDOW_ROLLING;
        l->window_days = 7;
        l->period_kind = JF_PERIOD_YEAR;
    }
}

static void break_terms(history *h, jf_limit *l)
{
    switch (history_below(h, 13)) {
    case 0: l->state = outside(h, JF_LIMIT_NOT_PLANNED); break;
    case 1: l->reserved = 1; break;
    case 2: l->amount = -1 - history_below(h, 3); break;
    case 3:
        l->state = JF_LIMIT_UNLIMITED;
        l->amount = 1;
        break;
    case 4: l->notice_permille = -2; break;
    case 5: l->explain_permille = INT32_MIN; break;
    case 6: l->approve_permille = -2; break;
    case 7: l->refuse_permille = -2; break;
    case 8: l->grace_days = -1; break;
    case 9: l->shadow = outside(h, 1); break;
    case 10: l->borrow_max = -1; break;
    case 11: l->lend_max = INT64_MIN; break;
    default: l->reserve_pool = -1; break;
    }
}

static void break_limit(history *h, jf_limit *l)
{
    int64_t dice = history_below(h, 12);

    if (dice == 0)
        l->approver = history_once_in(h, 2) ? UNKNOWN : -1;
    else if (dice < 3)
        break_window(h, l);
    else if (dice < 7)
        break_terms(h, l);
    else
        break_cell(h, l);
}

static void break_line(history *h, jf_line *l)
{
    switch (history_below(h, 5)) {
    case 0: l->count = -1; break;
    case 1: l->amounts[history_below(h, 4)] = INT64_MIN; break;
    case 2: l->side = history_once_in(h, 2) ? 0 : outside(h, JF_SIDE_RECIPIENT); break;
    case 3: l->reserved = 1; break;
    default: l->unit = history_once_in(h, 2) ? UNKNOWN : -history_below(h, 2); break;
    }
}

static void break_lines(history *h, call *c)
{
    if (c->line_count == 0 || history_once_in(h, 4))
        c->line_count = c->line_count == 0 && !call_is_record(c->verb);
    else
        break_line(h, &c->lines[history_below(h, (int64_t)c->line_count)]);
}

static void break_record(history *h, call *c)
{
    jf_record *r = &c->record;

    switch (history_below(h, 10)) {
    case 0: r->key = -history_below(h, 2); break;
    case 1: r->subject = -1; break;
    case 2: r->kind = history_once_in(h, 2) ? UNKNOWN : -history_below(h, 2); break;
    case 3: r->actor = history_once_in(h, 2) ? UNKNOWN : -1; break;
    case 4: r->reason = history_once_in(h, 2) ? UNKNOWN : INT64_MAX; break;
    case 5: r->grants = history_once_in(h, 2) ? -1 : UNKNOWN; break;
    case 6: r->expires = c->verb == CALL_HOLD ? JF_DAY_LAST + 1 : 30000; break;
    case 7: r->off_plan = outside(h, JF_PLAN_CLASS_EMERGENCY); break;
    case 8: r->day = no_day(h); break;
    default: break_lines(h, c); break;
    }
}

static void break_change(history *h, call *c)
{
    jf_change *g = &c->change;

    switch (history_below(h, 12)) {
    case 0: g->key = -history_below(h, 2); break;
    case 1: g->of = history_once_in(h, 2) ? UNKNOWN : -history_below(h, 2); break;
    case 2: g->kind = history_once_in(h, 2) ? UNKNOWN : 1 - 2 * history_below(h, 2); break;
    case 3: g->actor = history_once_in(h, 2) ? UNKNOWN : -1; break;
    case 4: g->reason = UNKNOWN; break;
    case 5: g->grants = history_once_in(h, 2) ? -1 : UNKNOWN; break;
    case 6: g->expires = history_once_in(h, 2) ? 30000 : JF_DAY_LAST + 1; break;
    case 7: g->frees = history_once_in(h, 2) ? 1 : 2; break;
    case 8: g->key = g->of; break;
    case 9:
    case 10: g->day = no_day(h); break;
    default: break_lines(h, c); break;
    }
    if (c->verb == CALL_COMMIT || c->verb == CALL_RELEASE) {
        g->kind = g->actor = g->reason = g->grants = 0;
        g->expires = g->frees = 0;
        c->line_count = 0;
        g->day = c->verb == CALL_RELEASE ? JF_DAY_NONE : g->day;
    }
    if (c->verb == CALL_REVIVE || c->verb == CALL_WITHDRAW)
        c->line_count = 0; /* they take none */
}

static void break_move(history *h, call *c)
{
    switch (history_below(h, 10)) {
    case 0: c->move.key = -history_below(h, 2); break;
    case 1: c->move.amount = 0; break;
    case 2: c->move.amount = history_once_in(h, 2) ? INT64_MIN : -1; break;
    case 3: c->move.actor = UNKNOWN; break;
    case 4: c->move.reason = -1; break;
    case 5: c->move.reserved = 1; break;
    case 6: c->other = c->cell; break;
    case 7:
    case 8: break_cell(h, &c->cell); break;
    default: break_cell(h, &c->other); break;
    }
}

static void break_grant(history *h, call *c)
{
    jf_grant *g = &c->grants[history_below(h, (int64_t)c->grant_count)];
    jf_limit l = {.side = g->side, .unit = g->unit, .kind = g->kind, .measure = g->measure,
                  .period_kind = g->period_kind, .fiscal_month = g->fiscal_month, .day = g->day,
                  .window = g->window, .window_days = g->window_days,
                  .plan_class = g->plan_class};

    switch (history_below(h, 8)) {
    case 0: c->key = -history_below(h, 2); return;
    case 1: c->subject = -history_below(h, 2); return;
    case 2: c->grant_count = 0; return;
    case 3: g->step = history_once_in(h, 2) ? JF_STEP_NOTICE : JF_STEP_REFUSE + 1; return;
    case 4: g->by = history_once_in(h, 2) ? UNKNOWN : -1; return;
    case 5: g->on = JF_DAY_LAST + 1; return;
    default: break_cell(h, &l);
    }
    g->side = l.side;
    g->unit = l.unit;
    g->kind = l.kind;
    g->measure = l.measure;
    g->period_kind = l.period_kind;
    g->fiscal_month = l.fiscal_month;
    g->day = l.day;
    g->window = l.window;
    g->window_days = l.window_days;
    g->plan_class = l.plan_class;
}

static void break_batch(history *h, call *c)
{
    jf_item *item = &c->items[history_below(h, (int64_t)c->item_count)];

    switch (history_below(h, 13)) {
    case 12: item->kind = item->kind ? 0 : 1; break;
    case 0: item->verb = history_once_in(h, 2) ? 0 : 8; break;
    case 1: item->line_count = -1; break;
    case 2: item->line_count++; break;
    case 3: c->value_count--; break;
    case 4: item->of = item->of ? 0 : 7; break;
    case 5: item->subject = item->subject ? -1 : 7; break;
    case 6: item->plan_class = item->plan_class ? 3 : 1; break;
    case 7: item->frees = 1; break;
    case 8: item->actor = item->actor ? UNKNOWN : 1; break;
    case 9: item->key = 0; break;
    case 10: item->expires = 30000; break;
    default: item->day = no_day(h); break;
    }
}

void history_break(history *h, call *c)
{
    if (call_is_record(c->verb))
        break_record(h, c);
    else if (call_is_change(c->verb))
        break_change(h, c);
    else if (call_is_move(c->verb))
        break_move(h, c);
    else if (c->verb == CALL_LIMIT)
        break_limit(h, &c->cell);
    else if (c->verb == CALL_GRANT && c->grant_count > 0)
        break_grant(h, c);
    else if (c->verb == CALL_BATCH)
        break_batch(h, c);
    else if (c->verb == CALL_TEXT)
        c->text = -history_below(h, 3);
    else if (c->verb == CALL_EXPIRE || history_once_in(h, 3))
        c->day = no_day(h);
    else
        break_cell(h, &c->cell);
}
