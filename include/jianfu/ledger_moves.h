/* SPDX-License-Identifier: Apache-2.0 */
/* Moves of quota between limits, carry-over, and limits from what was used before: all entries.
 */
#ifndef JIANFU_LEDGER_MOVES_H
#define JIANFU_LEDGER_MOVES_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A move of quota: who, why, how much. Nothing moves between periods but by jf_ledger_close_period
 * and jf_ledger_limit_from_actual. The key is remembered as that of an attempt. */
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
 * JF_E_ARGUMENT: a field of the move or cell; JF_E_NOT_FOUND: unit, kind, text, or the limit;
 * JF_E_RANGE: the day; JF_E_EXISTS: the key with other content; JF_E_STATE: the limit is no
 * number; JF_E_OVERFLOW; JF_E_LIMIT: the amount would fall below zero (remembered, without
 * violations). */
JF_API jf_status jf_ledger_adjust(jf_ledger *self, const jf_move *move, const jf_limit *cell,
                                  jf_outcome *outcome_out, jf_error *err);

/** Moves amount from one limit to another of the same kind, side, measure, class and period, so
 * that the limits above both stay as they are. Statuses as adjust; JF_E_ARGUMENT also: the cells
 * are the same, or of another kind, side, measure, class or period; JF_E_LIMIT: the giver has not
 * so much available (one violation: its limit, asked = the amount). */
JF_API jf_status jf_ledger_transfer(jf_ledger *self, const jf_move *move, const jf_limit *from,
                                    const jf_limit *to, jf_outcome *outcome_out, jf_error *err);

/** Borrows for `to` from `from`, inside the period, within what both limits allow: at most
 * borrow_max at a time, at most lend_max at a time. Statuses as transfer; JF_E_LIMIT also beyond
 * borrow_max or lend_max (one violation: used = what is borrowed or lent, amount = the most). */
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
 * pool (one violation: used = what was drawn so far, amount = the pool). */
JF_API jf_status jf_ledger_draw(jf_ledger *self, const jf_move *move, const jf_limit *from,
                                const jf_limit *to, jf_outcome *outcome_out, jf_error *err);

/** Closes the period of a limit: min(carry_max, max(available, carry_min)) is added to the limit of
 * the period after it, which must be set. move->amount is 0. A later fact in a closed period posts
 * the difference as an entry of its own. carried_out: what was carried.
 * JF_E_ARGUMENT; JF_E_NOT_FOUND: unit, kind, text, the limit or the next one; JF_E_RANGE;
 * JF_E_EXISTS; JF_E_STATE: closed already, or one of the limits is no number; JF_E_OVERFLOW. */
JF_API jf_status jf_ledger_close_period(jf_ledger *self, const jf_move *move,
                                        const jf_limit *cell, int64_t *carried_out, jf_error *err);

/** How limits follow from what was used. */
typedef struct jf_limit_basis {
    uint32_t size;    /**< sizeof(jf_limit_basis) */
    int32_t permille; /**< amount = use x permille / 1000, rounded down; 0 = 1000; to 1,000,000 */
    int64_t key;      /**< names this step; >= 1 */
    jf_day day;       /**< any day of the period that is looked back at */
    int32_t allocate; /**< 1: one total is divided by use (jf_allocate), so that the sum is exact */
    int64_t total;    /**< the total to divide; 0 = the sum of use x permille / 1000 */
    int32_t ratchet;  /**< 1: at most the amount that the limit had in the period looked back at */
    int32_t reserved; /**< 0 */
    int64_t actor;    /**< text of who; 0 = not said */
    int64_t reason;   /**< text of why; 0 = not said */
} jf_limit_basis;

/** Sets limits from the use of the same cells in an earlier period. Each of `limits` is complete
 * but for its amount, which is 0. One entry holds the formula, then one entry a limit.
 * JF_E_ARGUMENT: a field of the basis, no limit or more than 65,536, or as jf_ledger_set_limit;
 * JF_E_NOT_FOUND; JF_E_RANGE; JF_E_EXISTS: the key with other content (a repeat sets nothing);
 * JF_E_RANGE: a total to divide, but no use; JF_E_OVERFLOW. */
JF_API jf_status jf_ledger_limit_from_actual(jf_ledger *self, const jf_limit_basis *basis,
                                             const jf_limit *limits, size_t limit_count,
                                             jf_outcome *outcome_out, jf_error *err);

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
