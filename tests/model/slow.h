/* SPDX-License-Identifier: Apache-2.0 */
/* The slow, obvious model of a small ledger: lists of records, limits and attempts, every number
 * summed anew for every question. Records of one issuer line, limits on counts in months, units of
 * two levels, kinds without parents. No code of the library but its types, and none of the naive
 * ledger in Python. For one program only: everything is static. */
#ifndef JIANFU_TESTS_MODEL_SLOW_H
#define JIANFU_TESTS_MODEL_SLOW_H

#include "model/call.h"

#include <string.h>

enum {
    MODEL_ROOT = 1, /* the unit above all others */
    MODEL_LIMITS = 16,
    MODEL_ATTEMPTS = 8,
    MODEL_REPORTS = 4
};

typedef enum model_state { GONE, HELD, USED, EXPIRED, WITHDRAWN } model_state;

typedef struct model_limit {
    jf_limit terms;
    int64_t borrowed;
    int64_t lent;
    int64_t refusals;
    jf_day since;
} model_limit;

/* Where something counts; count 0: nowhere. */
typedef struct model_content {
    int64_t unit;
    int64_t kind;
    int64_t count;
    jf_day day;
} model_content;

typedef struct model_report {
    size_t limit;
    int64_t used;
    int64_t held;
    int64_t asked;
    int32_t step;
    int32_t needed;
    jf_day since;
    int32_t expiring;
} model_report;

typedef struct model_answer {
    jf_status status;
    jf_outcome outcome;
    int64_t expired;
    model_report violations[MODEL_REPORTS];
    model_report notices[MODEL_REPORTS];
} model_answer;

/* An attempt under its key, and what has become of its record. */
typedef struct model_attempt {
    call asked;
    model_answer answer;
    model_state state;
    model_content content;
    jf_day expires;
    bool is_spent;
} model_attempt;

typedef struct model {
    model_limit limits[MODEL_LIMITS];
    size_t limit_count;
    model_attempt attempts[MODEL_ATTEMPTS];
    size_t attempt_count;
    int64_t entries;
} model;

/* First days of the months 2023-03 to 2023-07. */
static int model_month(jf_day day)
{
    static const jf_day firsts[] = {19417, 19448, 19478, 19509, 19539};
    int month = -1;

    while (month + 1 < 5 && day >= firsts[month + 1])
        month++;
    return month;
}

static int64_t model_adds(const model_limit *limit, const model_content *c)
{
    bool in_unit = limit->terms.unit == MODEL_ROOT || limit->terms.unit == c->unit;

    return in_unit && limit->terms.kind == c->kind &&
                   model_month(limit->terms.day) == model_month(c->day)
               ? c->count
               : 0;
}

static int64_t model_used(const model *m, const model_limit *limit)
{
    int64_t sum = 0;

    for (size_t i = 0; i < m->attempt_count; i++)
        if (m->attempts[i].state == USED || m->attempts[i].state == WITHDRAWN)
            sum += model_adds(limit, &m->attempts[i].content);
    return sum;
}

static int64_t model_held(const model *m, const model_limit *limit)
{
    int64_t sum = 0;

    for (size_t i = 0; i < m->attempt_count; i++)
        if (m->attempts[i].state == HELD)
            sum += model_adds(limit, &m->attempts[i].content);
    return sum;
}

static int64_t model_available(const model *m, const model_limit *limit)
{
    return limit->terms.amount - model_used(m, limit) - model_held(m, limit);
}

static model_attempt *model_find(model *m, int64_t key)
{
    for (size_t i = 0; i < m->attempt_count; i++)
        if (call_key(&m->attempts[i].asked) == key)
            return &m->attempts[i];
    return NULL;
}

static model_limit *model_limit_of(model *m, const jf_limit *cell)
{
    for (size_t i = 0; i < m->limit_count; i++)
        if (m->limits[i].terms.unit == cell->unit && m->limits[i].terms.kind == cell->kind &&
            model_month(m->limits[i].terms.day) == model_month(cell->day))
            return &m->limits[i];
    return NULL;
}

/* The day since which each limit is above its amount, after something was taken and given. */
static void model_note_since(model *m, const model_content *take, const model_content *give)
{
    for (size_t i = 0; i < m->limit_count; i++) {
        model_limit *limit = &m->limits[i];

        if (model_available(m, limit) >= 0)
            limit->since = JF_DAY_NONE;
        else if (limit->since == JF_DAY_NONE && model_adds(limit, take) > model_adds(limit, give))
            limit->since = take->day;
    }
}

static int32_t model_step(const jf_limit *terms, int64_t total)
{
    const int32_t permille[] = {0, terms->notice_permille, terms->explain_permille,
                                terms->approve_permille,
                                terms->refuse_permille ? terms->refuse_permille : 1000};
    int32_t passed = JF_STEP_NONE;

    for (int32_t step = JF_STEP_NOTICE; step <= JF_STEP_REFUSE; step++)
        if (permille[step] > 0 && total * 1000 > terms->amount * permille[step])
            passed = step;
    return passed;
}

static bool model_is_granted(const model_attempt *grants, const jf_limit *terms, int32_t step)
{
    for (size_t i = 0; grants && i < grants->asked.grant_count; i++) {
        const jf_grant *g = &grants->asked.grants[i];

        if (g->unit == terms->unit && g->kind == terms->kind && g->step >= step &&
            model_month(g->day) == model_month(terms->day))
            return true;
    }
    return false;
}

static int32_t model_expiring(const model *m, const model_limit *limit)
{
    int32_t count = 0;

    for (size_t i = 0; i < m->attempt_count; i++)
        count += m->attempts[i].state == HELD && m->attempts[i].expires != 0 &&
                 model_adds(limit, &m->attempts[i].content) > 0;
    return count;
}

static void model_judge(const model *m, model_answer *a, size_t number, int64_t asked,
                        const model_attempt *grants)
{
    const model_limit *limit = &m->limits[number];
    model_report report = {number, model_used(m, limit), model_held(m, limit), asked, 0, 0,
                           limit->since, model_expiring(m, limit)};

    report.step = model_step(&limit->terms, report.used + report.held + asked);
    if (asked <= 0 || report.step == JF_STEP_NONE)
        return;
    if (report.step > a->outcome.step)
        a->outcome.step = report.step;
    if (report.step == JF_STEP_NOTICE || model_is_granted(grants, &limit->terms, report.step)) {
        a->notices[a->outcome.notice_count++] = report;
        return;
    }
    report.needed = report.step;
    a->violations[a->outcome.violation_count++] = report;
}

/* All limits that the content meets: of its own unit, then of the one above. */
static void model_decide(const model *m, model_answer *a, const model_content *take,
                         const model_content *give, const model_attempt *grants)
{
    for (int64_t unit = take->unit; take->count > 0; unit = MODEL_ROOT) {
        for (size_t i = 0; i < m->limit_count; i++)
            if (m->limits[i].terms.unit == unit && model_adds(&m->limits[i], take) > 0)
                model_judge(m, a, i,
                            model_adds(&m->limits[i], take) - model_adds(&m->limits[i], give),
                            grants);
        if (unit == MODEL_ROOT)
            break;
    }
    a->status = a->outcome.violation_count > 0 ? JF_E_LIMIT : JF_OK;
}

/* Remembers an attempt with its answer. */
static model_attempt *model_remember(model *m, const call *c, model_answer *a)
{
    model_attempt *made = &m->attempts[m->attempt_count++];

    a->outcome.status = (int32_t)a->status;
    a->outcome.entry = ++m->entries;
    for (int32_t i = 0; i < a->outcome.violation_count; i++)
        m->limits[a->violations[i].limit].refusals++;
    *made = (model_attempt){.asked = *c, .answer = *a};
    return made;
}

static bool model_recall(model *m, const call *c, model_answer *a)
{
    const model_attempt *known = model_find(m, call_key(c));

    if (!known)
        return false;
    if (memcmp(&known->asked, c, sizeof *c) != 0) {
        a->status = JF_E_EXISTS;
        return true;
    }
    *a = known->answer;
    a->outcome.repeated = 1;
    return true;
}

/* The grants that it carries; false when it fails for them. */
static bool model_carry(model *m, int64_t key, int64_t subject, model_answer *a,
                        model_attempt **grants)
{
    *grants = key ? model_find(m, key) : NULL;
    if (key == 0)
        return true;
    if (!*grants || (*grants)->asked.verb != CALL_GRANT)
        a->status = JF_E_NOT_FOUND;
    else if ((*grants)->is_spent || (*grants)->asked.subject != subject)
        a->status = JF_E_STATE;
    return a->status == JF_OK;
}

static void model_record(model *m, const call *c, model_answer *a)
{
    const model_content none = {0};
    model_content take = {c->lines[0].unit, c->record.kind, c->lines[0].count, c->record.day};
    int64_t subject = c->record.subject ? c->record.subject : c->record.key;
    model_attempt *grants;
    model_attempt *made;

    if (model_recall(m, c, a) || !model_carry(m, c->record.grants, subject, a, &grants))
        return;
    model_decide(m, a, &take, &none, grants);
    made = model_remember(m, c, a);
    if (a->status != JF_OK)
        return;
    if (grants)
        grants->is_spent = true;
    made->state = c->verb == CALL_HOLD ? HELD : USED;
    made->content = take;
    made->expires = c->record.expires;
    model_note_since(m, &take, &none);
}

static bool model_is_open(const model_attempt *of, int32_t verb)
{
    if (verb == CALL_REVIVE)
        return of->state == EXPIRED;
    if (verb == CALL_WITHDRAW || verb == CALL_AMEND)
        return of->state == USED;
    return of->state == HELD;
}

static model_content model_taken(const call *c, const model_content *old)
{
    model_content take = *old;

    if (c->verb == CALL_RELEASE || c->verb == CALL_WITHDRAW)
        return (model_content){0};
    if (c->change.kind)
        take.kind = c->change.kind;
    if (c->change.day != JF_DAY_NONE)
        take.day = c->change.day;
    if (c->line_count > 0) {
        take.unit = c->lines[0].unit;
        take.count = c->lines[0].count;
    }
    return take;
}

static void model_change(model *m, const call *c, model_answer *a)
{
    bool any = c->verb == CALL_WITHDRAW || c->verb == CALL_AMEND;
    bool gives = c->verb != CALL_REVIVE && (c->verb != CALL_WITHDRAW || c->change.frees);
    model_attempt *of = model_find(m, c->change.of);
    model_content give = {0};
    model_content take;

    if (!of || of->answer.status != JF_OK ||
        !(of->asked.verb == CALL_HOLD || (any && of->asked.verb == CALL_ISSUE))) {
        a->status = JF_E_NOT_FOUND;
        return;
    }
    if (model_recall(m, c, a))
        return;
    if (!model_is_open(of, c->verb)) {
        a->status = JF_E_STATE;
        return;
    }
    take = model_taken(c, &of->content);
    if (gives)
        give = of->content;
    model_decide(m, a, &take, &give, NULL);
    (void)model_remember(m, c, a);
    if (a->status != JF_OK)
        return;
    of->state = c->verb == CALL_RELEASE || c->change.frees ? GONE
                : c->verb == CALL_REVIVE                   ? HELD
                : c->verb == CALL_WITHDRAW                 ? WITHDRAWN
                                                           : USED;
    of->expires = c->change.expires;
    if (c->verb != CALL_WITHDRAW && c->verb != CALL_RELEASE)
        of->content = take;
    model_note_since(m, &take, &give);
}

static void model_expire(model *m, jf_day today, model_answer *a)
{
    const model_content none = {0};

    for (size_t i = 0; i < m->attempt_count; i++) {
        model_attempt *hold = &m->attempts[i];

        if (hold->state != HELD || hold->expires == 0 || hold->expires >= today)
            continue;
        hold->state = EXPIRED;
        a->expired++;
    }
    m->entries += a->expired > 0;
    model_note_since(m, &none, &none);
}

static int64_t model_room(const model *m, int32_t verb, const model_limit *from,
                          const model_limit *to)
{
    int64_t room = model_available(m, from);
    int64_t lendable = from->terms.lend_max - from->lent;
    int64_t borrowable = to->terms.borrow_max - to->borrowed;

    if (verb == CALL_DRAW)
        return from->terms.reserve_pool;
    if (verb == CALL_BORROW && lendable < room)
        room = lendable;
    if ((verb == CALL_BORROW || verb == CALL_LEND) && borrowable < room)
        room = borrowable;
    return room;
}

static void model_shift(int32_t verb, int64_t amount, model_limit *from, model_limit *to)
{
    bool lends = verb == CALL_BORROW || verb == CALL_LEND;

    to->borrowed += lends ? amount : 0;
    from->lent += lends ? amount : 0;
    from->borrowed -= verb == CALL_REPAY ? amount : 0;
    to->lent -= verb == CALL_REPAY ? amount : 0;
    from->terms.reserve_pool -= verb == CALL_DRAW ? amount : 0;
    to->terms.amount += amount;
    if (from != to)
        from->terms.amount += verb == CALL_DRAW ? amount : -amount;
}

static void model_move(model *m, const call *c, model_answer *a)
{
    const model_content none = {0};
    model_limit *from = model_limit_of(m, &c->cell);
    model_limit *to = c->verb == CALL_ADJUST ? from : model_limit_of(m, &c->other);
    int64_t amount = c->move.amount;

    if (model_recall(m, c, a))
        return;
    if (c->verb == CALL_REPAY && (from->borrowed < amount || to->lent < amount)) {
        a->status = JF_E_STATE;
        return;
    }
    if (c->verb == CALL_ADJUST ? to->terms.amount + amount < 0
                               : amount > model_room(m, c->verb, from, to))
        a->status = JF_E_LIMIT;
    (void)model_remember(m, c, a);
    if (a->status != JF_OK)
        return;
    model_shift(c->verb, amount, from, to);
    model_note_since(m, &none, &none);
}

static void model_set(model *m, const jf_limit *limit)
{
    const model_content none = {0};
    model_limit *known = model_limit_of(m, limit);

    if (!known) {
        known = &m->limits[m->limit_count++];
        *known = (model_limit){.since = JF_DAY_NONE};
    }
    known->terms = *limit;
    m->entries++;
    model_note_since(m, &none, &none);
}

/* What should come of a call, which is in order but for what the state says to it. */
static void model_call(model *m, const call *c, model_answer *a)
{
    memset(a, 0, sizeof *a);
    if (c->verb == CALL_LIMIT)
        model_set(m, &c->cell);
    else if (c->verb == CALL_EXPIRE)
        model_expire(m, c->day, a);
    else if (call_is_move(c->verb))
        model_move(m, c, a);
    else if (call_is_change(c->verb))
        model_change(m, c, a);
    else if (call_is_record(c->verb))
        model_record(m, c, a);
    else if (!model_recall(m, c, a)) /* a grant */
        (void)model_remember(m, c, a);
}

#endif
