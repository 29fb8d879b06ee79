/* SPDX-License-Identifier: Apache-2.0 */
/* Calls of a ledger that are in order, and what breaks them: one thing each. */
#ifndef JIANFU_TESTS_LEDGER_BAD_INPUT_H
#define JIANFU_TESTS_LEDGER_BAD_INPUT_H

#include "unit/ledger/fixture.h"

enum { UNKNOWN = 999, NO_TEXT = 77, REASON = 1, GRANTS = 70, SUBJECT = 5 };
enum { HOLD = 1, RECORD = 2, OPEN = 3, ENDED = 4 }; /* keys */

/* A call of every kind, in order; `spoil` breaks what it likes. */
typedef struct order {
    jf_limit limit;
    jf_limit other;
    jf_record record;
    jf_change change;
    jf_move move;
    jf_grant grant;
    jf_reform reform;
    jf_line line;
    jf_item item;
    size_t count; /* of lines, grants, items */
    int64_t key;
    int64_t of;
    jf_day day;
    const char *text;
} order;

typedef jf_status (*action)(jf_ledger *ledger, const order *o, jf_error *err);
typedef void (*spoil)(order *o);

static order in_order(void)
{
    order o = {.limit = limit_of(OTHER, ALL, 3),
               .other = limit_of(SECTION, ALL, 3),
               .record = record_of(100, FORMAL, MARCH),
               .change = {.size = sizeof(jf_change), .day = JF_DAY_NONE, .key = 100, .of = HOLD},
               .move = {.size = sizeof(jf_move), .key = 100, .amount = 1},
               .reform = {.size = sizeof(jf_reform), .day = MARCH, .key = 100, .unit = TEAM},
               .line = issuer(TEAM, 1),
               .item = {.key = 100, .kind = FORMAL, .verb = JF_VERB_ISSUE, .day = MARCH,
                        .line_count = 1},
               .count = 1,
               .key = 100,
               .of = HOLD,
               .day = MARCH,
               .text = "新名"};

    o.grant = (jf_grant){.unit = SECTION, .kind = ALL, .period_kind = JF_PERIOD_YEAR, .day = MARCH,
                         .step = JF_STEP_REFUSE};
    return o;
}

/* --- the calls */

static jf_status do_limit(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_set_limit(l, &o->limit, err);
}

static jf_status do_text(jf_ledger *l, const order *o, jf_error *err)
{
    int64_t id = 0;

    return jf_ledger_text(l, o->text, &id, err);
}

static jf_status do_grant(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_grant(l, o->key, SUBJECT, &o->grant, o->count, NULL, err);
}

static jf_status do_issue(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_issue(l, &o->record, &o->line, o->count, NULL, err);
}

static jf_status do_hold(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_hold(l, &o->record, &o->line, o->count, NULL, err);
}

static jf_status do_check(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_check(l, &o->record, &o->line, o->count, NULL, err);
}

static jf_status do_commit(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_commit(l, o->key, o->of, o->day, NULL, err);
}

static jf_status do_release(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_release(l, o->key, o->of, NULL, err);
}

static jf_status do_commit_lines(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_commit_lines(l, &o->change, &o->line, o->count, NULL, err);
}

static jf_status do_revive(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_revive(l, &o->change, NULL, err);
}

static jf_status do_withdraw(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_withdraw(l, &o->change, NULL, err);
}

static jf_status do_amend(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_amend(l, &o->change, &o->line, o->count, NULL, err);
}

static jf_status do_expire(jf_ledger *l, const order *o, jf_error *err)
{
    int64_t count = 0;

    return jf_ledger_expire(l, o->day, &count, err);
}

static jf_status do_adjust(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_adjust(l, &o->move, &o->other, NULL, err);
}

static jf_status do_transfer(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_transfer(l, &o->move, &o->other, &o->limit, NULL, err);
}

static jf_status do_borrow(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_borrow(l, &o->move, &o->other, &o->limit, NULL, err);
}

static jf_status do_repay(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_repay(l, &o->move, &o->other, &o->limit, NULL, err);
}

static jf_status do_draw(jf_ledger *l, const order *o, jf_error *err)
{
    jf_limit to = o->limit;

    if (to.unit == OTHER) /* is not below the pool, its unit is */
        to.unit = SECTION;
    return jf_ledger_draw(l, &o->move, &o->other, &to, NULL, err);
}

static jf_status do_batch(jf_ledger *l, const order *o, jf_error *err)
{
    int32_t result;

    return jf_ledger_batch(l, &o->item, o->count, &o->line, 1, &result, o->count, err);
}

/* What the one item came to. */
static jf_status do_item(jf_ledger *l, const order *o, jf_error *err)
{
    int32_t result = 0;

    assert_int_equal(jf_ledger_batch(l, &o->item, 1, &o->line, (size_t)o->item.line_count,
                                     &result, 1, err),
                     JF_OK);
    return (jf_status)result;
}

static jf_status do_balance(jf_ledger *l, const order *o, jf_error *err)
{
    jf_balance balance = {.size = sizeof balance};

    return jf_ledger_balance(l, &o->limit, &balance, err);
}

static jf_status do_series(jf_ledger *l, const order *o, jf_error *err)
{
    int64_t values[2];

    return jf_ledger_series(l, &o->limit, o->day, values, 2, err);
}

static jf_status do_expiring(jf_ledger *l, const order *o, jf_error *err)
{
    int64_t count = 0;

    return jf_ledger_expiring(l, &o->limit, o->day, NULL, 0, &count, err);
}

static jf_status do_explain(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_explain(l, o->of, NULL, err);
}

static jf_status do_move_unit(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_move_unit(l, &o->reform, o->of == HOLD ? OTHER : o->of, NULL, err);
}

static jf_status do_rename(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_rename_unit(l, &o->reform, o->text, NULL, err);
}

static jf_status do_add_unit(jf_ledger *l, const order *o, jf_error *err)
{
    return jf_ledger_add_unit(l, o->key, o->of == HOLD ? OTHER : o->of, o->text, err);
}

/* --- what is broken */

#define SPOIL(name, ...)                                                                           \
    static void name(order *o)                                                                     \
    {                                                                                              \
        __VA_ARGS__;                                                                               \
    }

SPOIL(limit_side, o->limit.side = 3)
SPOIL(limit_measure, o->limit.measure = 8)
SPOIL(limit_landings, o->limit.measure = JF_MEASURE_LANDINGS; o->limit.side = JF_SIDE_RECIPIENT)
SPOIL(limit_period, o->limit.period_kind = 6)
SPOIL(limit_month, o->limit.fiscal_month = 13)
SPOIL(limit_state, o->limit.state = -1)
SPOIL(limit_negative, o->limit.amount = -1)
SPOIL(limit_amount, o->limit.state = JF_LIMIT_UNLIMITED)
SPOIL(limit_reserved, o->limit.reserved = 1)
SPOIL(limit_window, o->limit.window = JF_WINDOW_ROLLING)
SPOIL(limit_floor, o->limit.window = JF_WINDOW_AVERAGE; o->limit.bound = JF_BOUND_FLOOR)
SPOIL(limit_average, o->limit.window = JF_WINDOW_AVERAGE; o->limit.period_kind = JF_PERIOD_WEEK)
SPOIL(limit_grace, o->limit.window = JF_WINDOW_AVERAGE; o->limit.grace_days = 1)
SPOIL(limit_step, o->limit.refuse_permille = -2)
SPOIL(limit_lend, o->limit.lend_max = -1)
SPOIL(limit_pool, o->limit.reserve_pool = INT64_MIN)
SPOIL(limit_unit, o->limit.unit = UNKNOWN)
SPOIL(limit_kind, o->limit.kind = -1)
SPOIL(limit_day, o->limit.day = JF_DAY_LAST + 1)
SPOIL(limit_week, o->limit.day = JF_DAY_LAST; o->limit.period_kind = JF_PERIOD_WEEK)
SPOIL(limit_approver, o->limit.approver = NO_TEXT)
SPOIL(limit_none, o->limit.period_kind = JF_PERIOD_MONTH)
SPOIL(limit_same, o->limit = o->other)
SPOIL(text_empty, o->text = "")
SPOIL(text_bytes, o->text = "\xFF")
SPOIL(text_null, o->text = NULL)
SPOIL(grant_none, o->count = 0)
SPOIL(grant_key, o->key = 0)
SPOIL(grant_step, o->grant.step = JF_STEP_NOTICE)
SPOIL(grant_by, o->grant.by = NO_TEXT)
SPOIL(grant_unit, o->grant.unit = TEAM)
SPOIL(grant_day, o->grant.day = JF_DAY_FIRST - 1)
SPOIL(record_key, o->record.key = 0)
SPOIL(record_negative, o->record.key = -1)
SPOIL(record_subject, o->record.subject = -1)
SPOIL(record_class, o->record.off_plan = 3)
SPOIL(record_expires, o->record.expires = MARCH)
SPOIL(record_expires_late, o->record.expires = JF_DAY_LAST + 1)
SPOIL(record_no_line, o->count = 0)
SPOIL(record_lines, o->count = 1048577)
SPOIL(record_count, o->line.count = -1)
SPOIL(record_amount, o->line.amounts[3] = -1)
SPOIL(record_side, o->line.side = 0)
SPOIL(record_kind, o->record.kind = UNKNOWN)
SPOIL(record_unit, o->line.unit = UNKNOWN)
SPOIL(record_actor, o->record.actor = NO_TEXT)
SPOIL(record_reason, o->record.reason = -1)
SPOIL(record_day, o->record.day = JF_DAY_NONE)
SPOIL(record_taken, o->record.key = RECORD)
SPOIL(record_grants, o->record.grants = UNKNOWN)
SPOIL(record_foreign, o->record.grants = GRANTS; o->record.subject = SUBJECT + 1)
SPOIL(record_huge, o->line.count = INT64_MAX)
SPOIL(change_key, o->key = o->change.key = 0)
SPOIL(change_of, o->of = o->change.of = 0)
SPOIL(change_none, o->of = o->change.of = UNKNOWN)
SPOIL(change_record, o->of = o->change.of = RECORD)
SPOIL(change_ended, o->of = o->change.of = ENDED)
SPOIL(change_taken, o->key = o->change.key = RECORD)
SPOIL(change_day, o->day = o->change.day = JF_DAY_LAST + 1)
SPOIL(change_frees, o->change.frees = 1)
SPOIL(change_frees_twice, o->change.frees = 2; o->change.of = RECORD)
SPOIL(change_expires, o->change.expires = MARCH)
SPOIL(change_kind, o->change.kind = UNKNOWN)
SPOIL(change_grants, o->change.grants = -1)
SPOIL(change_text, o->change.actor = NO_TEXT)
SPOIL(change_count, o->line.count = -1)
SPOIL(change_huge, o->line.count = INT64_MAX)
SPOIL(change_withdrawn_day, o->change.day = MARCH; o->change.of = RECORD)
SPOIL(day_none, o->day = JF_DAY_NONE)
SPOIL(day_late, o->day = JF_DAY_LAST + 1)
SPOIL(series_late, o->day = JF_DAY_LAST)
SPOIL(move_key, o->move.key = -5)
SPOIL(move_zero, o->move.amount = 0)
SPOIL(move_negative, o->move.amount = -1)
SPOIL(move_text, o->move.reason = NO_TEXT)
SPOIL(move_taken, o->move.key = RECORD)
SPOIL(move_huge, o->move.amount = INT64_MAX)
SPOIL(batch_none, o->count = 0)
SPOIL(batch_verb, o->item.verb = 8)
SPOIL(batch_lines, o->item.line_count = 2)
SPOIL(item_of, o->item.of = HOLD)
SPOIL(item_unit, o->line.unit = UNKNOWN)
SPOIL(item_day, o->item.day = JF_DAY_FIRST - 1)
SPOIL(item_release, o->item.verb = JF_VERB_RELEASE; o->item.of = HOLD; o->item.line_count = 0)
SPOIL(reform_key, o->reform.key = 0)
SPOIL(reform_day, o->reform.day = JF_DAY_FIRST - 1)
SPOIL(reform_unit, o->reform.unit = UNKNOWN)
SPOIL(reform_actor, o->reform.actor = NO_TEXT)
SPOIL(reform_taken, o->reform.key = RECORD)
SPOIL(reform_circle, o->reform.unit = ORGAN; o->of = TEAM)
SPOIL(reform_parent, o->of = UNKNOWN)
SPOIL(add_negative, o->key = -1)
SPOIL(add_known, o->key = TEAM)

#endif
