/* SPDX-License-Identifier: Apache-2.0 */
/* Moves of quota between limits, all of them entries; and exact division.
 */
#ifndef JIANFU_LEDGER_MOVES_H
#define JIANFU_LEDGER_MOVES_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A move of quota: who, why, how much. Nothing moves between periods. The key is remembered as
 * that of an attempt. */
typedef struct jf_move {
    uint32_t size;    /**< sizeof(jf_move) */
    int32_t reserved; /**< 0 */
    int64_t key;      /**< names this move; >= 1 */
    int64_t amount;   /**< what is moved; 1 or more, but any except 0 to adjust */
    int64_t actor;    /**< text of who; 0 = not said */
    int64_t reason;   /**< text of why; 0 = not said */
} jf_move;

/** Changes the amount of a limit by move->amount. Below zero is refused, below use is not.
 * `cell` names a limit as in jf_ledger_balance, here and below.
 * JF_E_ARGUMENT: a field of the move; JF_E_NOT_FOUND: a text; of each cell in turn JF_E_ARGUMENT:
 * a field; JF_E_NOT_FOUND: unit or kind; JF_E_RANGE: the day; JF_E_NOT_FOUND: the limit; then
 * JF_E_EXISTS: the key with other content; JF_E_STATE: the limit is no number; JF_E_OVERFLOW;
 * JF_E_LIMIT: the amount would fall below zero (remembered, no violation is listed). */
JF_API jf_status jf_ledger_adjust(jf_ledger *self, const jf_move *move, const jf_limit *cell,
                                  jf_outcome *outcome_out, jf_error *err);

/** Moves amount from one limit to another of the same kind, side, measure, class and period, so
 * that the limits above both stay as they are. Statuses as adjust; JF_E_ARGUMENT also: the cells
 * are the same, or of another kind, side, measure, class or period; JF_E_LIMIT: the giver has not
 * so much available (remembered, no violation is listed; the same below). */
JF_API jf_status jf_ledger_transfer(jf_ledger *self, const jf_move *move, const jf_limit *from,
                                    const jf_limit *to, jf_outcome *outcome_out, jf_error *err);

/** Borrows for `to` from `from`, inside the period, within what both limits allow: at most
 * borrow_max at a time, at most lend_max at a time. Statuses as transfer; JF_E_LIMIT also beyond
 * borrow_max or lend_max. */
JF_API jf_status jf_ledger_borrow(jf_ledger *self, const jf_move *move, const jf_limit *from,
                                  const jf_limit *to, jf_outcome *outcome_out, jf_error *err);

/** As borrow, on the lender's own decision: lend_max does not apply. */
JF_API jf_status jf_ledger_lend(jf_ledger *self, const jf_move *move, const jf_limit *from,
                                const jf_limit *to, jf_outcome *outcome_out, jf_error *err);

/** Gives back what `from` has borrowed to `to`, who lent. Statuses as transfer; JF_E_STATE: more
 * than `from` has borrowed, or than `to` has lent. */
JF_API jf_status jf_ledger_repay(jf_ledger *self, const jf_move *move, const jf_limit *from,
                                 const jf_limit *to, jf_outcome *outcome_out, jf_error *err);

/** Draws from the reserve pool of a limit for a limit at or below its unit and kind, of the same
 * side, measure and class, whose period lies inside. The amount of the pool's own limit rises with
 * it; limits between the two do not. Statuses as transfer; JF_E_LIMIT: more than is left in the
 * pool. */
JF_API jf_status jf_ledger_draw(jf_ledger *self, const jf_move *move, const jf_limit *from,
                                const jf_limit *to, jf_outcome *outcome_out, jf_error *err);

/** Divides `total` >= 0 by weights >= 0 so that the shares sum to it exactly: largest remainder,
 * ties to the earlier one. share_count equals weight_count; the arrays may be the same.
 * JF_E_ARGUMENT: total < 0, no weight, another share_count, a negative weight; JF_E_RANGE: all
 * weights are 0 but the total is not; JF_E_OVERFLOW: total x weight, or the sum of the weights,
 * leaves 64 bits. O(64 x weights), no memory. Source: method of Hamilton. */
JF_API jf_status jf_allocate(int64_t total, const int64_t *weights, size_t weight_count,
                             int64_t *shares_out, size_t share_count, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
