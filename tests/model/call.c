/* SPDX-License-Identifier: Apache-2.0 */
#include "model/call.h"

#include <stdio.h>
#include <string.h>

bool call_is_change(int32_t verb)
{
    return verb >= CALL_COMMIT && verb <= CALL_AMEND;
}

bool call_is_record(int32_t verb)
{
    return verb >= CALL_CHECK && verb <= CALL_HOLD;
}

bool call_is_move(int32_t verb)
{
    return verb >= CALL_ADJUST && verb <= CALL_DRAW;
}

int64_t call_key(const call *c)
{
    if (call_is_record(c->verb))
        return c->record.key;
    if (call_is_change(c->verb))
        return c->change.key;
    if (call_is_move(c->verb))
        return c->move.key;
    return c->verb == CALL_GRANT || c->verb == CALL_EXPLAIN ? c->key : 0;
}

void call_begin(call *c, int32_t verb)
{
    memset(c, 0, sizeof *c);
    c->verb = verb;
    c->cell.size = c->other.size = sizeof(jf_limit);
    c->move.size = sizeof(jf_move);
    c->record.size = sizeof(jf_record);
    c->change.size = sizeof(jf_change);
    c->change.day = JF_DAY_NONE;
}

static jf_status run_text(jf_ledger *ledger, const call *c, answer *a)
{
    static char text[65600];

    (void)snprintf(text, sizeof text, "词 %d", (int)c->text);
    if (c->text == 0)
        text[0] = '\0';
    if (c->text == -1)
        (void)snprintf(text, sizeof text, "\xFF\xFE");
    if (c->text == -2) {
        memset(text, 'x', 65536);
        text[65536] = '\0';
    }
    a->value_count = 1;
    return jf_ledger_text(ledger, text, &a->values[0], &a->error);
}

static jf_status run_record(jf_ledger *ledger, const call *c, answer *a)
{
    return (c->verb == CALL_CHECK   ? jf_ledger_check
            : c->verb == CALL_ISSUE ? jf_ledger_issue
                                    : jf_ledger_hold)(ledger, &c->record, c->lines, c->line_count,
                                                      &a->outcome, &a->error);
}

static jf_status run_change(jf_ledger *ledger, const call *c, answer *a)
{
    const jf_change *change = &c->change;

    switch (c->verb) {
    case CALL_COMMIT:
        return jf_ledger_commit(ledger, change->key, change->of, change->day, &a->outcome,
                                &a->error);
    case CALL_RELEASE:
        return jf_ledger_release(ledger, change->key, change->of, &a->outcome, &a->error);
    case CALL_COMMIT_LINES:
        return jf_ledger_commit_lines(ledger, change, c->lines, c->line_count, &a->outcome,
                                      &a->error);
    case CALL_REVIVE:
        return jf_ledger_revive(ledger, change, &a->outcome, &a->error);
    case CALL_WITHDRAW:
        return jf_ledger_withdraw(ledger, change, &a->outcome, &a->error);
    default:
        return jf_ledger_amend(ledger, change, c->lines, c->line_count, &a->outcome, &a->error);
    }
}

static jf_status run_move(jf_ledger *ledger, const call *c, answer *a)
{
    static jf_status (*const verbs[])(jf_ledger *, const jf_move *, const jf_limit *,
                                      const jf_limit *, jf_outcome *, jf_error *) = {
        jf_ledger_transfer, jf_ledger_borrow, jf_ledger_lend, jf_ledger_repay, jf_ledger_draw};

    if (c->verb == CALL_ADJUST)
        return jf_ledger_adjust(ledger, &c->move, &c->cell, &a->outcome, &a->error);
    return verbs[c->verb - CALL_TRANSFER](ledger, &c->move, &c->cell, &c->other, &a->outcome,
                                          &a->error);
}

static jf_status run_balance(jf_ledger *ledger, const call *c, answer *a)
{
    jf_balance b = {.size = sizeof b};
    jf_status status = jf_ledger_balance(ledger, &c->cell, &b, &a->error);
    const int64_t values[] = {b.state,    b.limit, b.used, b.held,     b.available,
                              b.borrowed, b.lent,  b.pool, b.refusals, b.since};

    memcpy(a->values, values, sizeof values);
    a->value_count = sizeof values / sizeof values[0];
    return status;
}

static jf_status run_expiring(jf_ledger *ledger, const call *c, answer *a)
{
    int64_t count = 0;
    jf_status status = jf_ledger_expiring(ledger, &c->cell, c->day, a->values + 1, c->value_count,
                                          &count, &a->error);

    a->values[0] = count;
    a->value_count = 1 + (size_t)(count < (int64_t)c->value_count ? count
                                                                  : (int64_t)c->value_count);
    return status;
}

static jf_status run_batch(jf_ledger *ledger, const call *c, answer *a)
{
    int32_t results[CALL_ITEMS] = {0};
    jf_status status = jf_ledger_batch(ledger, c->items, c->item_count, c->lines, c->line_count,
                                       results, c->value_count, &a->error);

    for (size_t i = 0; i < c->item_count; i++)
        a->values[i] = results[i];
    a->value_count = c->item_count;
    return status;
}

static jf_status run_other(jf_ledger *ledger, const call *c, answer *a)
{
    switch (c->verb) {
    case CALL_LIMIT:
        return jf_ledger_set_limit(ledger, &c->cell, &a->error);
    case CALL_TEXT:
        return run_text(ledger, c, a);
    case CALL_GRANT:
        return jf_ledger_grant(ledger, c->key, c->subject, c->grants, c->grant_count, &a->outcome,
                               &a->error);
    case CALL_EXPIRE:
        a->value_count = 1;
        return jf_ledger_expire(ledger, c->day, &a->values[0], &a->error);
    case CALL_EXPLAIN:
        return jf_ledger_explain(ledger, c->key, &a->outcome, &a->error);
    case CALL_EXPIRING:
        return run_expiring(ledger, c, a);
    case CALL_BALANCE:
        return run_balance(ledger, c, a);
    case CALL_SERIES:
        a->value_count = c->value_count;
        return jf_ledger_series(ledger, &c->cell, c->day, a->values, c->value_count, &a->error);
    case CALL_BATCH:
        return run_batch(ledger, c, a);
    default:
        return jf_ledger_seal_batch(ledger, &a->error);
    }
}

/* Values of a call that failed: none, unless it wrote some. */
static size_t written(const answer *a)
{
    size_t count = CALL_VALUES;

    while (count > 0 && a->values[count - 1] == 0)
        count--;
    return count;
}

void call_run(jf_ledger *ledger, const call *c, answer *a)
{
    memset(a, 0, sizeof *a);
    a->outcome.size = sizeof a->outcome;
    if (call_is_record(c->verb))
        a->status = run_record(ledger, c, a);
    else if (call_is_change(c->verb))
        a->status = run_change(ledger, c, a);
    else if (call_is_move(c->verb))
        a->status = run_move(ledger, c, a);
    else
        a->status = run_other(ledger, c, a);
    if (a->status != JF_OK)
        a->value_count = written(a);
}
