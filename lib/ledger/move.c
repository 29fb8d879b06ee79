/* SPDX-License-Identifier: Apache-2.0 */
/* Moves of quota between limits. A move is remembered under its key with its outcome:
 *
 *   move   i64 key, u8 verb, u8 refused, u32 from, u32 to, i64 amount, u32 actor, u32 reason */
#include "ledger/link.h"
#include "ledger/move.h"

#include <inttypes.h>

#include "base/checked.h"
#include "base/records.h"

static jf_status read_move(const jf_ledger *self, const jf_move *move, jf__move *read_out,
                           jf_error *err)
{
    jf_move read;
    jf_status status = jf__record_read(&read, sizeof read, move, "move", err);

    if (status)
        return status;
    if (read.key < 1 || read.reserved != 0 || read.amount == 0 ||
        (read.amount < 0 && read_out->verb != JF__MOVE_ADJUST))
        return jf__fail_about(err, JF_E_ARGUMENT, read.key, 1, read.amount,
                              "move %" PRId64 " of %" PRId64, read.key, read.amount);
    read_out->key = read.key;
    read_out->amount = read.amount;
    status = jf__note_find(self, read.actor, "actor", &read_out->actor, err);
    return status ? status : jf__note_find(self, read.reason, "reason", &read_out->reason, err);
}

/* Whether quota may go from one cell to the other. */
static bool is_fit(const jf_ledger *self, const jf__move *move)
{
    const jf__scope *from = &self->limits.items[move->from].scope;
    const jf__scope *to = &self->limits.items[move->to].scope;
    jf__scope same = *from;

    if (from->window != JF_WINDOW_PERIOD || to->window != JF_WINDOW_PERIOD ||
        from->bound != JF_BOUND_CAP || to->bound != JF_BOUND_CAP)
        return false;
    if (move->verb == JF__MOVE_DRAW)
        return jf__unit_within(&self->units, from->unit, to->unit, to->last, to->reach) &&
               jf__node_within(&self->kinds, from->kind, to->kind) && from->side == to->side &&
               from->measure == to->measure && from->plan_class == to->plan_class &&
               to->first >= from->first && to->last <= from->last;
    same.unit = to->unit;
    return move->from != move->to && jf__scope_equal(&same, to);
}

static bool is_loan(const jf__move *move)
{
    return move->verb == JF__MOVE_BORROW || move->verb == JF__MOVE_LEND;
}

static jf_status check_state(const jf_ledger *self, const jf__move *move, jf_error *err)
{
    const jf__limit *from = &self->limits.items[move->from];
    const jf__limit *to = &self->limits.items[move->to];
    int64_t sum;

    if (from->terms.state != JF_LIMIT_NUMBER || to->terms.state != JF_LIMIT_NUMBER)
        return jf__fail_about(err, JF_E_STATE, move->key, 0, 0,
                              "quota is moved between limits that are numbers");
    if (jf__limit_is_closed(self, from) || jf__limit_is_closed(self, to))
        return jf__fail_about(err, JF_E_STATE, move->key, 0, 0,
                              "the unit of a limit has ended: its quota is with its heirs");
    if (move->verb == JF__MOVE_REPAY && (from->borrowed < move->amount || to->lent < move->amount))
        return jf__fail_about(err, JF_E_STATE, move->key,
                              from->borrowed < to->lent ? from->borrowed : to->lent, move->amount,
                              "%" PRId64 " is more than was borrowed or lent", move->amount);
    if ((move->amount > 0 && !jf__add(to->terms.amount, move->amount, &sum)) ||
        (is_loan(move) && (!jf__add(from->lent, move->amount, &sum) ||
                           !jf__add(to->borrowed, move->amount, &sum))) ||
        (move->verb == JF__MOVE_DRAW && !jf__add(from->terms.amount, move->amount, &sum)))
        return jf__fail_about(err, JF_E_OVERFLOW, move->key, 0, move->amount,
                              "a limit would leave 64 bits");
    return JF_OK;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* The most that may be moved now. */
static int64_t room_of(const jf_ledger *self, const jf__move *move)
{
    const jf__limit *from = &self->limits.items[move->from];
    const jf__limit *to = &self->limits.items[move->to];
    int64_t room = jf__limit_available(self, from);

    if (move->verb == JF__MOVE_DRAW)
        return from->terms.pool;
    if (move->verb == JF__MOVE_BORROW)
        room = least(room, from->terms.lend_max - from->lent);
    if (is_loan(move))
        room = least(room, to->terms.borrow_max - to->borrowed);
    return room;
}

static bool is_refused(const jf_ledger *self, const jf__move *move)
{
    if (move->verb == JF__MOVE_ADJUST)
        return move->amount < 0 && (self->limits.items[move->to].terms.amount < 0 ||
                                    self->limits.items[move->to].terms.amount + move->amount < 0);
    return move->amount > room_of(self, move);
}

static void change_amount(jf_ledger *self, uint32_t limit, int64_t by)
{
    jf__limit_change(self, limit, self->limits.items[limit].terms.amount + by);
}

static void apply(jf_ledger *self, const jf__move *move)
{
    jf__limit *from = &self->limits.items[move->from];
    jf__limit *to = &self->limits.items[move->to];

    if (is_loan(move)) {
        to->borrowed += move->amount;
        from->lent += move->amount;
    } else if (move->verb == JF__MOVE_REPAY) {
        from->borrowed -= move->amount;
        to->lent -= move->amount;
    } else if (move->verb == JF__MOVE_DRAW) {
        from->terms.pool -= move->amount;
    }
    change_amount(self, move->to, move->amount);
    if (move->from != move->to)
        change_amount(self, move->from,
                      move->verb == JF__MOVE_DRAW ? move->amount : -move->amount);
}

jf__move jf__move_read(jf__reader body)
{
    jf__move move;

    (void)jf__read(&body, 1);
    move.key = jf__read_id(&body);
    move.verb = (int32_t)jf__read(&body, 1);
    move.refused = jf__read(&body, 1) != 0;
    move.from = jf__read_number(&body);
    move.to = jf__read_number(&body);
    move.amount = jf__read_id(&body);
    move.actor = jf__read_number(&body);
    move.reason = jf__read_number(&body);
    return move;
}

static void write_move(jf_ledger *self, const jf__move *move)
{
    jf__journal *journal = &self->journal;
    size_t start = jf__journal_begin(journal, JF__ENTRY_MOVE);

    jf__journal_put(journal, (uint64_t)move->key, 8);
    jf__journal_put(journal, (uint64_t)move->verb, 1);
    jf__journal_put(journal, move->refused, 1);
    jf__journal_put(journal, move->from, 4);
    jf__journal_put(journal, move->to, 4);
    jf__journal_put(journal, (uint64_t)move->amount, 8);
    jf__journal_put(journal, move->actor, 4);
    jf__journal_put(journal, move->reason, 4);
    jf__journal_end(journal, start);
}

static jf_status compare(const jf_ledger *self, const jf__move *move, uint32_t attempt,
                         jf_error *err)
{
    const jf__attempt *known = jf__attempt_at(&self->attempts, attempt);
    jf__move first;

    if (known->type != JF__ENTRY_MOVE)
        return jf__key_fail(err, move->key, "operation", known->type, JF__ENTRY_MOVE);
    first = jf__move_read(jf__journal_body(&self->journal, known->offset));
    if (first.verb != move->verb)
        return jf__key_fail(err, move->key, "operation", first.verb, move->verb);
    if (first.from != move->from || first.to != move->to)
        return jf__key_fail(err, move->key, "limit",
                            first.from != move->from ? first.from : first.to,
                            first.from != move->from ? move->from : move->to);
    if (first.amount != move->amount)
        return jf__key_fail(err, move->key, "amount", first.amount, move->amount);
    if (first.actor != move->actor)
        return jf__key_fail(err, move->key, "actor", first.actor, move->actor);
    if (first.reason != move->reason)
        return jf__key_fail(err, move->key, "reason", first.reason, move->reason);
    return JF_OK;
}

static jf_status run(jf_ledger *self, jf__move *move, jf_outcome *outcome_out, jf_error *err)
{
    jf__request request = {.type = JF__ENTRY_MOVE, .kind = JF__NONE, .key = move->key};
    uint32_t attempt = jf__key_lookup(self, move->key);
    jf_status status;

    if (attempt != JF__NONE) {
        status = compare(self, move, attempt, err);
        return status ? status : jf__attempt_repeat(self, attempt, outcome_out, err);
    }
    status = check_state(self, move, err);
    if (status)
        return status;
    if (!jf__attempt_reserve(self, move->key) ||
        !jf__links_reserve(self, JF__MOVE_SIZE, 1))
        return jf__fail_memory(err);
    move->refused = is_refused(self, move);
    attempt = (uint32_t)self->attempts.count;
    jf__attempt_add(self, &request)->state =
        move->refused ? JF__ATTEMPT_REFUSED : JF__ATTEMPT_DONE;
    write_move(self, move);
    if (!move->refused) {
        apply(self, move);
        jf__links_settle(self);
    }
    return jf__attempt_first(self, attempt, outcome_out, err);
}

static jf_status move_between(jf_ledger *self, jf__move_verb verb, const jf_move *move,
                              const jf_limit *from, const jf_limit *to, jf_outcome *outcome_out,
                              jf_error *err)
{
    jf__move read = {.verb = (int32_t)verb};
    jf_status status;

    if (!self || !move || !from || !to)
        return jf__fail_null(err, !self ? "self" : !move ? "move" : !from ? "from" : "to");
    status = read_move(self, move, &read, err);
    if (!status)
        status = jf__outcome_check(outcome_out, err);
    if (!status)
        status = jf__limit_of_cell(self, from, "from", &read.from, err);
    if (!status)
        status = jf__limit_of_cell(self, to, "to", &read.to, err);
    if (status)
        return status;
    if (verb != JF__MOVE_ADJUST && !is_fit(self, &read))
        return jf__fail_about(err, JF_E_ARGUMENT, read.key, 0, 0,
                              "quota does not go from the one cell to the other");
    return run(self, &read, outcome_out, err);
}

jf_status jf_ledger_adjust(jf_ledger *self, const jf_move *move, const jf_limit *cell,
                           jf_outcome *outcome_out, jf_error *err)
{
    return move_between(self, JF__MOVE_ADJUST, move, cell, cell, outcome_out, err);
}

jf_status jf_ledger_transfer(jf_ledger *self, const jf_move *move, const jf_limit *from,
                             const jf_limit *to, jf_outcome *outcome_out, jf_error *err)
{
    return move_between(self, JF__MOVE_TRANSFER, move, from, to, outcome_out, err);
}

jf_status jf_ledger_borrow(jf_ledger *self, const jf_move *move, const jf_limit *from,
                           const jf_limit *to, jf_outcome *outcome_out, jf_error *err)
{
    return move_between(self, JF__MOVE_BORROW, move, from, to, outcome_out, err);
}

jf_status jf_ledger_lend(jf_ledger *self, const jf_move *move, const jf_limit *from,
                         const jf_limit *to, jf_outcome *outcome_out, jf_error *err)
{
    return move_between(self, JF__MOVE_LEND, move, from, to, outcome_out, err);
}

jf_status jf_ledger_repay(jf_ledger *self, const jf_move *move, const jf_limit *from,
                          const jf_limit *to, jf_outcome *outcome_out, jf_error *err)
{
    return move_between(self, JF__MOVE_REPAY, move, from, to, outcome_out, err);
}

jf_status jf_ledger_draw(jf_ledger *self, const jf_move *move, const jf_limit *from,
                         const jf_limit *to, jf_outcome *outcome_out, jf_error *err)
{
    return move_between(self, JF__MOVE_DRAW, move, from, to, outcome_out, err);
}
