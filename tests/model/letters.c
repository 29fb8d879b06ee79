/* SPDX-License-Identifier: Apache-2.0 */
#include "model/letters.h"

#define MARCH 19431 /* 2023-03-15 */
#define APRIL 19462 /* 2023-04-15 */
#define EXPIRY 19487 /* 2023-05-10 */
#define TODAY_BEFORE 19480
#define TODAY_AFTER 19490
#define SUBJECT 1

static jf_day day_of(int month)
{
    return month == 1 ? MARCH : APRIL;
}

static jf_day other_day(jf_day day)
{
    return day == MARCH ? APRIL : MARCH;
}

jf_limit letter_limit(int64_t unit, int64_t kind, int month)
{
    jf_limit limit = {.size = sizeof limit, .side = JF_SIDE_ISSUER, .unit = unit, .kind = kind};

    limit.period_kind = JF_PERIOD_MONTH;
    limit.day = day_of(month);
    limit.amount = unit == 1 ? 3 : 2;
    limit.notice_permille = unit == 1 ? 500 : 0;
    limit.approve_permille = unit == 1 ? 0 : 1000;
    limit.refuse_permille = unit == 1 ? 0 : 2000;
    limit.borrow_max = limit.lend_max = limit.reserve_pool = 1;
    return limit;
}

/* Takes the next digit off a number. */
static int digit(size_t *number, size_t base)
{
    size_t value = *number % base;

    *number /= base;
    return (int)value;
}

/* A cell out of the number, and what it names. */
static jf_limit cell_of(size_t *number, size_t units, named *n)
{
    int64_t unit = digit(number, units) + (units == 3 ? 1 : 2);

    n->kind = digit(number, 2) + 1;
    n->month = digit(number, 2) + 1;
    n->unit = unit == 1 ? 0 : unit;
    return letter_limit(unit, n->kind, n->month);
}

static void put_record(call *c, const jf_limit *cell, int64_t count)
{
    c->record.kind = cell->kind;
    c->record.day = cell->day;
    c->record.subject = SUBJECT;
    c->record.expires = c->verb == CALL_HOLD ? EXPIRY : 0;
    c->line_count = 1;
    c->lines[0].unit = cell->unit;
    c->lines[0].count = count;
    c->lines[0].side = JF_SIDE_ISSUER;
}

static void put_grant(call *c, const jf_limit *cell, int32_t step)
{
    jf_grant *g = &c->grants[0];

    c->subject = SUBJECT;
    c->grant_count = 1;
    g->unit = cell->unit;
    g->kind = cell->kind;
    g->side = cell->side;
    g->period_kind = cell->period_kind;
    g->day = cell->day;
    g->step = step;
}

/* The letters that need nothing before them. */
static void put_alone(size_t letter, call *c, named *n)
{
    static const int32_t moves[] = {CALL_TRANSFER, CALL_BORROW, CALL_LEND, CALL_REPAY};

    if (letter < 48) {
        call_begin(c, digit(&letter, 2) ? CALL_HOLD : CALL_ISSUE);
        c->cell = cell_of(&letter, 3, n);
        put_record(c, &c->cell, digit(&letter, 2) ? 4 : 1);
    } else if ((letter -= 48) < 48) {
        call_begin(c, digit(&letter, 2) ? CALL_ADJUST : CALL_LIMIT);
        c->cell = cell_of(&letter, 3, n);
        c->move.amount = digit(&letter, 2) ? -9 : 1;
        if (c->verb == CALL_LIMIT)
            c->cell.amount = c->move.amount < 0 ? 0 : 5;
    } else if ((letter -= 48) < 64) {
        call_begin(c, moves[digit(&letter, 4)]);
        c->cell = cell_of(&letter, 2, n);
        c->other = letter_limit(5 - c->cell.unit, c->cell.kind, n->month);
        c->move.amount = digit(&letter, 2) ? 9 : 1;
    } else if ((letter -= 64) < 24) {
        call_begin(c, CALL_DRAW);
        c->other = cell_of(&letter, 3, n);
        c->cell = letter_limit(1, c->other.kind, n->month);
        c->move.amount = digit(&letter, 2) ? 9 : 1;
    } else if ((letter -= 24) < 24) {
        call_begin(c, CALL_GRANT);
        c->cell = cell_of(&letter, 3, n);
        put_grant(c, &c->cell, digit(&letter, 2) ? JF_STEP_REFUSE : JF_STEP_EXPLAIN);
    } else {
        call_begin(c, CALL_EXPIRE);
        c->day = letter - 24 ? TODAY_AFTER : TODAY_BEFORE;
    }
}

/* Where the record of a call counts, as it was asked for; MARCH for what is no record. */
static jf_day record_day(const call *of)
{
    return call_is_record(of->verb) ? of->record.day : MARCH;
}

static void put_change(call *c, int32_t verb, const call *of, jf_day day)
{
    call_begin(c, verb);
    c->change.of = call_key(of) ? call_key(of) : 99;
    c->change.day = day;
}

static void put_count(call *c, const call *of, int64_t count)
{
    c->line_count = 1;
    c->lines[0].unit = call_is_record(of->verb) ? of->lines[0].unit : 1;
    c->lines[0].count = count;
    c->lines[0].side = JF_SIDE_ISSUER;
}

static void put_amendment(call *c, size_t which, const call *of)
{
    put_change(c, CALL_AMEND, of, which == 3 ? other_day(record_day(of)) : JF_DAY_NONE);
    if (which < 2)
        put_count(c, of, which ? 9 : 2);
    if (which == 2)
        c->change.kind = of->record.kind == 1 ? 2 : 1;
}

/* Something else under the key of a call. */
static void put_changed(call *c, const call *of)
{
    *c = *of;
    if (call_is_record(of->verb))
        c->lines[0].count++;
    else if (call_is_move(of->verb))
        c->move.amount++;
    else if (call_is_change(of->verb))
        c->change.key = of->change.key, c->verb = of->verb == CALL_RELEASE ? CALL_COMMIT
                                                                          : CALL_RELEASE;
    else
        c->subject++;
}

/* The letters about a call that came before. */
static void put_of_call(size_t letter, const call *of, call *c)
{
    jf_day day = record_day(of);

    if (letter < 2) {
        put_change(c, CALL_COMMIT, of, letter ? other_day(day) : JF_DAY_NONE);
    } else if (letter < 4) {
        put_change(c, CALL_COMMIT_LINES, of, JF_DAY_NONE);
        put_count(c, of, letter == 3 ? 9 : 1);
    } else if (letter == 4) {
        put_change(c, CALL_RELEASE, of, JF_DAY_NONE);
    } else if (letter < 7) {
        put_change(c, CALL_REVIVE, of, letter == 6 ? other_day(day) : JF_DAY_NONE);
        c->change.expires = TODAY_AFTER + 30;
    } else if (letter < 9) {
        put_change(c, CALL_WITHDRAW, of, JF_DAY_NONE);
        c->change.frees = letter == 8;
    } else if (letter < 13) {
        put_amendment(c, letter - 9, of);
    } else if (letter == 13) {
        call_begin(c, CALL_ISSUE);
        c->cell = letter_limit(1, 1, 1);
        put_record(c, of->verb == CALL_GRANT ? &of->cell : &c->cell, 4);
        c->record.grants = call_key(of) ? call_key(of) : 99;
    } else if (letter == 14) {
        *c = *of;
    } else {
        put_changed(c, of);
    }
}

static void put_key(call *c, int64_t key)
{
    if (call_is_record(c->verb))
        c->record.key = key;
    else if (call_is_change(c->verb))
        c->change.key = key;
    else if (call_is_move(c->verb))
        c->move.key = key;
    else if (c->verb == CALL_GRANT)
        c->key = key;
}

void letter_call(size_t letter, const call *path, size_t length, call *c, named *n)
{
    size_t of;

    n->unit = n->kind = n->month = 0;
    if (letter < LETTERS_ALONE) {
        put_alone(letter, c, n);
        put_key(c, (int64_t)length + 1);
        return;
    }
    letter -= LETTERS_ALONE;
    of = letter / LETTERS_OF_CALL;
    letter %= LETTERS_OF_CALL;
    put_of_call(letter, &path[of], c);
    if (letter < 14)
        put_key(c, (int64_t)length + 1);
}
