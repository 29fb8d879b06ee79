/* SPDX-License-Identifier: Apache-2.0 */
/* Limits and what is moved between them, done again. */
#include "ledger/move.h"
#include "ledger/replay.h"

static void read_parts(jf__reader *body, jf_limit *limit)
{
    uint32_t parts = (uint32_t)jf__read(body, 1);

    if (parts & 1U) {
        limit->bound = (int32_t)jf__read(body, 1);
        limit->window = (int32_t)jf__read(body, 1);
        limit->window_days = (int32_t)jf__read(body, 2);
        limit->plan_class = (int32_t)jf__read(body, 1);
    }
    if (parts & 2U) {
        limit->notice_permille = (int32_t)jf__read_number(body);
        limit->explain_permille = (int32_t)jf__read_number(body);
        limit->approve_permille = (int32_t)jf__read_number(body);
        limit->refuse_permille = (int32_t)jf__read_number(body);
        limit->grace_days = (int32_t)jf__read_number(body);
        limit->shadow = (int32_t)jf__read(body, 1);
    }
    if (parts & 4U) {
        limit->borrow_max = jf__read_id(body);
        limit->lend_max = jf__read_id(body);
        limit->reserve_pool = jf__read_id(body);
    }
    if (parts & 8U)
        limit->approver = jf__read_number(body);
}

/* What jf__entry_put_limit writes. */
static jf_limit read_limit(const jf_ledger *ledger, jf__reader *body)
{
    jf_limit limit = {.size = sizeof limit};

    limit.unit = jf__replay_id(&ledger->units, jf__read_number(body));
    limit.kind = jf__replay_id(&ledger->kinds, jf__read_number(body));
    limit.side = (int32_t)jf__read(body, 1);
    limit.measure = (int32_t)jf__read(body, 1);
    limit.period_kind = (int32_t)jf__read(body, 1);
    limit.fiscal_month = (int32_t)jf__read(body, 1);
    limit.day = jf__read_day(body);
    limit.state = (int32_t)jf__read(body, 1);
    limit.amount = jf__read_id(body);
    (void)jf__read_number(body);
    read_parts(body, &limit);
    return limit;
}

jf_status jf__replay_limit(jf__replay *work, jf__reader body, jf_error *err)
{
    jf_limit limit;

    (void)jf__read(&body, 1);
    limit = read_limit(work->ledger, &body);
    return jf_ledger_set_limit(work->ledger, &limit, err);
}

jf_status jf__replay_move(jf__replay *work, jf__reader body, jf_error *err)
{
    jf_ledger *ledger = work->ledger;
    jf__move read = jf__move_read(body);
    jf_move move = {.size = sizeof move, .key = read.key, .amount = read.amount,
                    .actor = read.actor, .reason = read.reason};
    jf_limit from = {.size = sizeof from};
    jf_limit to = {.size = sizeof to};

    if (read.from >= ledger->limits.count || read.to >= ledger->limits.count)
        return JF_E_CORRUPT;
    jf__scope_show(ledger, &ledger->limits.items[read.from].scope, &from);
    jf__scope_show(ledger, &ledger->limits.items[read.to].scope, &to);
    switch (read.verb) {
    case JF__MOVE_ADJUST:
        return jf_ledger_adjust(ledger, &move, &to, NULL, err);
    case JF__MOVE_TRANSFER:
        return jf_ledger_transfer(ledger, &move, &from, &to, NULL, err);
    case JF__MOVE_BORROW:
        return jf_ledger_borrow(ledger, &move, &from, &to, NULL, err);
    case JF__MOVE_LEND:
        return jf_ledger_lend(ledger, &move, &from, &to, NULL, err);
    case JF__MOVE_REPAY:
        return jf_ledger_repay(ledger, &move, &from, &to, NULL, err);
    case JF__MOVE_DRAW:
        return jf_ledger_draw(ledger, &move, &from, &to, NULL, err);
    default:
        return JF_E_CORRUPT;
    }
}

jf_status jf__replay_carry(jf__replay *work, jf__reader body, jf_error *err)
{
    const jf_ledger *ledger = work->ledger;
    jf_carry carry = {.size = sizeof carry};
    jf_limit from = {.size = sizeof from};
    jf_limit to = {.size = sizeof to};
    uint32_t numbers[2];

    (void)jf__read(&body, 1);
    carry.key = jf__read_id(&body);
    numbers[0] = jf__read_number(&body);
    numbers[1] = jf__read_number(&body);
    carry.least = jf__read_id(&body);
    carry.most = jf__read_id(&body);
    carry.actor = jf__read_number(&body);
    carry.reason = jf__read_number(&body);
    if (numbers[0] >= ledger->limits.count || numbers[1] >= ledger->limits.count)
        return JF_E_CORRUPT;
    jf__scope_show(ledger, &ledger->limits.items[numbers[0]].scope, &from);
    jf__scope_show(ledger, &ledger->limits.items[numbers[1]].scope, &to);
    return jf_ledger_carry(work->ledger, &carry, &from, &to, NULL, err);
}

jf_status jf__replay_derive(jf__replay *work, jf__reader body, jf_error *err)
{
    jf_ledger *ledger = work->ledger;
    jf_derivation derivation = {.size = sizeof derivation};
    jf_limit base;
    jf_limit target;
    uint32_t count;

    (void)jf__read(&body, 1);
    derivation.key = jf__read_id(&body);
    derivation.actor = jf__read_number(&body);
    derivation.reason = jf__read_number(&body);
    derivation.method = (int32_t)jf__read(&body, 1);
    derivation.permille = (int32_t)jf__read_number(&body);
    derivation.ratchet = (int32_t)jf__read(&body, 1);
    base = read_limit(ledger, &body);
    target = read_limit(ledger, &body);
    count = jf__read_number(&body);
    if (body.failed || count > JF_LEDGER_DERIVE_MAX)
        return JF_E_CORRUPT;
    work->parts.count = 0;
    if (!jf__array_reserve(&work->parts, count, &ledger->allocator))
        return jf__fail_memory(err);
    while (work->parts.count < count)
        work->parts.items[work->parts.count++] =
            jf__replay_id(&ledger->units, jf__read_number(&body));
    return jf_ledger_derive(ledger, &derivation, &base, &target, work->parts.items, count, NULL,
                            err);
}
