/* SPDX-License-Identifier: Apache-2.0 */
/* Calls drawn at random. */
#include "model/history.h"

#include <string.h>

int64_t history_below(history *h, int64_t bound)
{
    h->seed = h->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((h->seed >> 33) % (uint64_t)bound);
}

bool history_once_in(history *h, int64_t times)
{
    return history_below(h, times) == 0;
}

bool history_has(const history *h, feature f)
{
    return (h->features & (unsigned)f) != 0;
}

jf_day history_day(history *h)
{
    return h->base + (jf_day)history_below(h, h->spread);
}

static int64_t any_text(history *h)
{
    return h->texts > 0 && history_once_in(h, 3) ? 1 + history_below(h, h->texts) : 0;
}

static int64_t any_key(history *h)
{
    return 1 + history_below(h, 1000000);
}

static void draw_period(history *h, jf_limit *l)
{
    l->period_kind = 1 + (int32_t)history_below(h, 1 + history_below(h, 5));
    if (history_has(h, FEATURE_FISCAL))
        l->fiscal_month = (int32_t)history_below(h, 13);
    l->day = history_day(h);
    if (!history_has(h, FEATURE_WINDOWS) || !history_once_in(h, 3))
        return;
    if (history_once_in(h, 2)) {
        l->window = JF_WINDOW_AVERAGE;
        l->period_kind = 1 + (int32_t)history_below(h, 4);
    } else {
        l->window = JF_WINDOW_ROLLING;
        l->window_days = 2 + (int32_t)history_below(h, history_once_in(h, 4) ? 365 : 12);
        l->period_kind = l->fiscal_month = 0;
    }
}

static void draw_cell(history *h, jf_limit *l)
{
    l->unit = 1 + history_below(h, 1 + history_below(h, h->w.unit_count));
    l->kind = 1 + history_below(h, 1 + history_below(h, h->w.kind_count));
    l->side = (int32_t)history_below(h, 3);
    l->measure = (int32_t)history_below(h, history_has(h, FEATURE_AMOUNTS) ? 7 : 3);
    if (l->side != JF_SIDE_RECIPIENT && history_has(h, FEATURE_LANDINGS) && history_once_in(h, 3))
        l->measure = JF_MEASURE_LANDINGS;
    draw_period(h, l);
    if (history_has(h, FEATURE_CLASSES) && history_once_in(h, 3))
        l->plan_class = JF_PLAN_CLASS_OFF_PLAN;
    if (history_has(h, FEATURE_FLOORS) && l->window == 0 && history_once_in(h, 4))
        l->bound = JF_BOUND_FLOOR;
}

static const jf_limit *known_cell(history *h)
{
    return &h->cells[history_below(h, (int64_t)h->cell_count)];
}

/* A cell that has a limit, or now and then any other. */
static void draw_known_cell(history *h, jf_limit *l)
{
    if (h->cell_count > 0 && !history_once_in(h, 8))
        *l = *known_cell(h);
    else
        draw_cell(h, l);
}

static int32_t draw_permille(history *h)
{
    static const int32_t steps[] = {0, -1, 0, 1, 300, 500, 800, 999, 1000, 1001, 1200, 2000};

    return steps[history_below(h, sizeof steps / sizeof steps[0])];
}

static void draw_ladder(history *h, jf_limit *l)
{
    if (history_has(h, FEATURE_LADDER) && !history_once_in(h, 4)) {
        int32_t *const steps[] = {&l->notice_permille, &l->explain_permille, &l->approve_permille,
                                  &l->refuse_permille};
        int64_t strictest = history_once_in(h, 4) ? 2 : history_below(h, 4);

        for (int64_t i = 0; i < 4; i++) /* those above the strictest are hardly reached */
            *steps[i] = i <= strictest ? draw_permille(h)
                        : i == 3       ? 20000 * (int32_t)history_below(h, 2) - 1
                                       : 0;
    }
    if (history_has(h, FEATURE_GRACE) && l->window == 0 && history_once_in(h, 2))
        l->grace_days = 1 + (int32_t)history_below(h, 9);
    if (history_has(h, FEATURE_SHADOW) && history_once_in(h, 3))
        l->shadow = 1;
}

static void draw_terms(history *h, jf_limit *l)
{
    l->state = JF_LIMIT_NUMBER;
    if (history_has(h, FEATURE_STATES) && history_once_in(h, 5))
        l->state = 1 + (int32_t)history_below(h, 2);
    l->amount = history_below(h, history_has(h, FEATURE_TIGHT) ? 12 : 60);
    if (history_has(h, FEATURE_HUGE) && history_once_in(h, 4))
        l->amount = INT64_MAX / (1 + history_below(h, 4)) - history_below(h, 3);
    if (history_once_in(h, 2))
        history_aim_amount(h, l);
    if (l->state != JF_LIMIT_NUMBER)
        l->amount = 0;
    draw_ladder(h, l);
    l->approver = any_text(h);
    if (!history_has(h, FEATURE_MOVES))
        return;
    l->borrow_max = history_below(h, 12);
    l->lend_max = history_below(h, 12);
    l->reserve_pool = history_once_in(h, 2) ? history_below(h, 20) : 0;
    if (history_has(h, FEATURE_HUGE) && history_once_in(h, 4))
        l->lend_max = l->borrow_max = l->reserve_pool = INT64_MAX;
}

static void draw_limit(history *h, call *c)
{
    jf_limit *l = &c->cell;
    bool is_known = h->cell_count == HISTORY_CELLS ||
                    (h->cell_count > 0 && history_once_in(h, 3));

    if (is_known) {
        *l = *known_cell(h);
    } else if (h->cell_count > 0 && history_has(h, FEATURE_MOVES) && history_once_in(h, 2)) {
        *l = *known_cell(h);
        l->unit = 1 + history_below(h, h->w.unit_count);
    } else {
        draw_cell(h, l);
    }
    l->grace_days = l->shadow = 0;
    l->notice_permille = l->explain_permille = l->approve_permille = l->refuse_permille = 0;
    l->borrow_max = l->lend_max = l->reserve_pool = 0;
    draw_terms(h, l);
}

static jf_line draw_line(history *h)
{
    jf_line line = {.unit = 1 + history_below(h, h->w.unit_count),
                    .side = history_once_in(h, 3) ? JF_SIDE_RECIPIENT : JF_SIDE_ISSUER,
                    .count = history_below(h, 4)};

    if (history_once_in(h, 4))
        line.count = history_below(h, 9);
    for (size_t i = 0; i < 4; i++)
        if (history_has(h, FEATURE_AMOUNTS) && history_once_in(h, 3))
            line.amounts[i] = history_below(h, 20);
    if (history_has(h, FEATURE_HUGE) && history_once_in(h, 6))
        line.amounts[history_below(h, 4)] = INT64_MAX / (1 + history_below(h, 9));
    if (history_has(h, FEATURE_HUGE) && history_once_in(h, 12))
        line.count = INT64_MAX / (1 + history_below(h, 9));
    return line;
}

static size_t draw_lines(history *h, jf_line *lines)
{
    size_t count = 1;

    if (history_has(h, FEATURE_LINES))
        count += (size_t)history_below(h, 4);
    for (size_t i = 0; i < count; i++)
        lines[i] = draw_line(h);
    return count;
}

/* Now and then the grants of its subject. */
static int64_t draw_grants(history *h, int64_t subject)
{
    if (!history_has(h, FEATURE_GRANTS) || h->grant_count == 0 || history_once_in(h, 3))
        return 0;
    for (int tries = 0; tries < 6; tries++) {
        size_t i = (size_t)history_below(h, (int64_t)h->grant_count);

        if (h->grants[i][1] == subject || history_once_in(h, 20))
            return h->grants[i][0];
    }
    return 0;
}

static jf_day draw_expiry(history *h, jf_day day)
{
    jf_day last = day + (jf_day)history_below(h, 16) - 4;

    if (last >= 1 && last <= JF_DAY_LAST)
        return last;
    return history_once_in(h, 2) ? JF_DAY_NONE : 0;
}

static void draw_record(history *h, call *c)
{
    jf_record *r = &c->record;

    r->key = c->verb == CALL_CHECK && history_once_in(h, 2) ? 0 : any_key(h);
    r->day = history_day(h);
    r->subject = history_below(h, 4);
    r->kind = 1 + history_below(h, h->w.kind_count);
    r->actor = any_text(h);
    r->reason = history_has(h, FEATURE_LADDER) ? any_text(h) : 0;
    r->grants = draw_grants(h, r->subject);
    if (history_has(h, FEATURE_CLASSES) && history_once_in(h, 3))
        r->off_plan = 1 + (int32_t)history_below(h, 2);
    c->line_count = draw_lines(h, c->lines);
    if (!history_once_in(h, 3))
        history_aim_record(h, r, &c->lines[0]);
    if (c->verb == CALL_HOLD && history_has(h, FEATURE_EXPIRY) && !history_once_in(h, 4))
        r->expires = draw_expiry(h, r->day);
}

/* States in which a change finds what it changes. */
static aim fitting(history *h, int32_t verb)
{
    if (verb == CALL_WITHDRAW || verb == CALL_AMEND)
        return history_once_in(h, 2) ? AIM_USED : AIM_ISSUED;
    return verb == CALL_REVIVE ? AIM_EXPIRED : AIM_HELD;
}

static const target *draw_target(history *h, int32_t verb)
{
    aim wanted = history_once_in(h, 2)   ? fitting(h, verb)
                 : history_once_in(h, 3) ? AIM_EXPIRED
                                         : (aim)history_below(h, AIM_STATES);
    size_t start;

    if (h->target_count == 0 || wanted == AIM_UNKNOWN)
        return NULL;
    start = (size_t)history_below(h, (int64_t)h->target_count);
    for (size_t i = 0; i < h->target_count; i++) {
        const target *found = &h->targets[(start + i) % h->target_count];

        if (found->state == wanted)
            return found;
    }
    return history_once_in(h, 6) ? NULL : &h->targets[start];
}

/* Less, more, elsewhere, or something else altogether. */
static void draw_changed_lines(history *h, call *c, const target *of)
{
    jf_change *g = &c->change;

    c->line_count = of->line_count;
    memcpy(c->lines, of->lines, sizeof c->lines);
    switch (history_below(h, 5)) {
    case 0:
        for (size_t i = 0; i < c->line_count; i++)
            c->lines[i].count = history_below(h, c->lines[i].count / 2 + 1);
        g->day = JF_DAY_NONE;
        break;
    case 1:
        g->day = JF_DAY_NONE;
        if (c->lines[0].count < 1000)
            c->lines[0].count += 1 + history_below(h, history_once_in(h, 2) ? 4 : 60);
        break;
    case 2:
        c->lines[0].unit = 1 + history_below(h, h->w.unit_count);
        break;
    case 3:
        c->line_count = 0;
        break;
    default:
        c->line_count = draw_lines(h, c->lines);
    }
}

static void draw_change(history *h, call *c)
{
    jf_change *g = &c->change;
    const target *of = draw_target(h, c->verb);
    bool rewrites = c->verb == CALL_COMMIT_LINES || c->verb == CALL_AMEND;

    g->key = any_key(h);
    g->of = of ? of->record.key : any_key(h);
    if (c->verb != CALL_RELEASE && c->verb != CALL_WITHDRAW && history_once_in(h, 3))
        g->day = history_aim_day(h, of);
    if (c->verb == CALL_COMMIT || c->verb == CALL_RELEASE)
        return;
    g->actor = any_text(h);
    g->reason = history_has(h, FEATURE_LADDER) ? any_text(h) : 0;
    g->grants = of ? draw_grants(h, of->record.subject ? of->record.subject : of->record.key) : 0;
    if (rewrites && history_once_in(h, 4))
        g->kind = 1 + history_below(h, h->w.kind_count);
    if (c->verb == CALL_WITHDRAW)
        g->frees = (int32_t)history_below(h, 2);
    if (c->verb == CALL_REVIVE && history_once_in(h, 2))
        g->expires = draw_expiry(h, history_day(h));
    if (rewrites && of)
        draw_changed_lines(h, c, of);
    if (rewrites && c->line_count > 0 && history_once_in(h, 3))
        history_aim_change(h, g, &c->lines[0]);
}

static void draw_move(history *h, call *c)
{
    jf_move *m = &c->move;

    m->key = any_key(h);
    m->amount = 1 + history_below(h, 6);
    m->actor = any_text(h);
    m->reason = any_text(h);
    draw_known_cell(h, &c->cell);
    if (c->verb == CALL_ADJUST && history_once_in(h, 2))
        m->amount = -m->amount;
    if (history_has(h, FEATURE_HUGE) && history_once_in(h, 4))
        m->amount = INT64_MAX - history_below(h, 3);
    if (history_once_in(h, 6)) {
        draw_known_cell(h, &c->other);
        return;
    }
    for (size_t i = 0; i < 2 * HISTORY_CELLS && h->cell_count > 0; i++) {
        c->other = *known_cell(h);
        if (c->other.unit != c->cell.unit && c->other.kind == c->cell.kind &&
            c->other.measure == c->cell.measure && c->other.side == c->cell.side &&
            c->other.period_kind == c->cell.period_kind)
            return;
    }
}

static void draw_grant(history *h, call *c)
{
    c->key = any_key(h);
    c->subject = 1 + history_below(h, 3);
    c->grant_count = 1 + (size_t)history_below(h, CALL_GRANTS);
    for (size_t i = 0; i < c->grant_count; i++) {
        jf_grant *g = &c->grants[i];
        jf_limit l = {.size = sizeof l};

        draw_known_cell(h, &l);
        *g = (jf_grant){.unit = l.unit, .kind = l.kind, .by = any_text(h), .side = l.side,
                        .measure = l.measure, .period_kind = l.period_kind,
                        .fiscal_month = l.fiscal_month, .day = l.day, .window = l.window,
                        .window_days = l.window_days, .plan_class = l.plan_class,
                        .step = JF_STEP_EXPLAIN + (int32_t)history_below(h, 3)};
    }
}

static void draw_item(history *h, call *c, jf_item *item)
{
    static const int32_t verbs[] = {0,           CALL_ISSUE,  CALL_HOLD,     CALL_COMMIT_LINES,
                                    CALL_RELEASE, CALL_REVIVE, CALL_WITHDRAW, CALL_AMEND};
    call one;

    item->verb = 1 + (int32_t)history_below(h, 7);
    history_call(h, &one, verbs[item->verb]);
    if (c->line_count + one.line_count > CALL_LINES)
        one.line_count = 0;
    if (call_is_record(one.verb)) {
        const jf_record *r = &one.record;

        *item = (jf_item){.key = r->key, .subject = r->subject, .kind = r->kind,
                          .actor = r->actor, .reason = r->reason, .grants = r->grants,
                          .verb = item->verb, .day = r->day, .expires = r->expires,
                          .plan_class = r->off_plan};
    } else {
        const jf_change *g = &one.change;

        *item = (jf_item){.key = g->key, .of = g->of, .kind = g->kind, .actor = g->actor,
                          .reason = g->reason, .grants = g->grants, .verb = item->verb,
                          .day = g->day, .expires = g->expires, .frees = g->frees};
    }
    item->line_count = (int32_t)one.line_count;
    memcpy(c->lines + c->line_count, one.lines, one.line_count * sizeof one.lines[0]);
    c->line_count += one.line_count;
}

static void draw_batch(history *h, call *c)
{
    c->item_count = c->value_count = 1 + (size_t)history_below(h, CALL_ITEMS);
    for (size_t i = 0; i < c->item_count; i++) {
        draw_item(h, c, &c->items[i]);
        if (i > 0 && history_once_in(h, 6))
            c->items[i].key = c->items[i - 1].key;
        if (i + 1 < c->item_count && history_has(h, FEATURE_GROUPS))
            c->items[i].linked = (int32_t)history_below(h, 2);
    }
}

static void draw_question(history *h, call *c)
{
    draw_known_cell(h, &c->cell);
    c->day = history_day(h);
    if (c->verb == CALL_EXPIRE && history_once_in(h, 2) && c->day < JF_DAY_LAST - 400)
        c->day += (jf_day)h->spread / 2;
    c->value_count = (size_t)history_below(h, c->verb == CALL_SERIES ? CALL_VALUES : 5);
    if (c->verb == CALL_BALANCE && history_once_in(h, 2))
        c->cell.day = c->day;
    if (c->verb == CALL_SERIES && (int64_t)c->day + (int64_t)c->value_count > JF_DAY_LAST)
        c->value_count = 1;
}

void history_call(history *h, call *c, int32_t verb)
{
    call_begin(c, verb);
    if (verb >= CALL_ADD_UNIT) {
        history_reform(h, c);
        return;
    }
    if (verb == CALL_LIMIT)
        draw_limit(h, c);
    else if (verb == CALL_TEXT)
        c->text = 1 + history_below(h, 9);
    else if (verb == CALL_GRANT)
        draw_grant(h, c);
    else if (call_is_record(verb))
        draw_record(h, c);
    else if (call_is_change(verb))
        draw_change(h, c);
    else if (call_is_move(verb))
        draw_move(h, c);
    else if (verb == CALL_BATCH)
        draw_batch(h, c);
    else if (verb == CALL_EXPLAIN)
        c->key = h->sent_count > 0 && !history_once_in(h, 6)
                     ? call_key(&h->sent[history_below(h, (int64_t)h->sent_count)])
                     : any_key(h);
    else
        draw_question(h, c);
}
