/* SPDX-License-Identifier: Apache-2.0 */
/* From one period to the next: what is left is carried over, and limits follow from actual use.
 * Both are entries with their formula. A late fact that changes what they were computed from (a
 * record of the old period, its limit, a hold that ends) is followed, in the same call, by an entry
 * with the difference; what was posted is never rewritten. So at any entry the new limits are what
 * the formula gives then, together with all that was moved from or to them.
 */
#ifndef JIANFU_LEDGER_CLOSE_H
#define JIANFU_LEDGER_CLOSE_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Most that may be carried, and most that may be overdrawn: 2^62. */
#define JF_LEDGER_CARRY_MAX INT64_C(4611686018427387904)

/** A carry-over: within which bounds, who, why. The key is remembered as that of an attempt. */
typedef struct jf_carry {
    uint32_t size;    /**< sizeof(jf_carry) */
    int32_t reserved; /**< 0 */
    int64_t key;      /**< names this carry-over; >= 1 */
    int64_t least;    /**< at least this is carried: 0, or negative for an overdraft up to it, or
                           positive for an allowance that does not depend on the balance */
    int64_t most;     /**< at most this is carried; not below least */
    int64_t actor;    /**< text of who; 0 = not said */
    int64_t reason;   /**< text of why; 0 = not said */
} jf_carry;

/** Adds min(most, max(available, least)) of one limit to the amount of another: the same cell in a
 * later period of the same kind. An amount may become negative by it (an overdraft): then any use
 * is above each of its steps. Source: rollover of metered grants as OpenMeter defines it.
 * JF_E_ARGUMENT: a field of the carry-over or cell, cells that are no caps over a period, that
 * differ in more than the period, or in the wrong order; JF_E_NOT_FOUND: unit, kind, text, or the
 * limit; JF_E_RANGE: the day, a bound beyond 2^62; JF_E_EXISTS: the key with other
 * content; JF_E_STATE: a limit is no number, its unit has ended, or `from` was carried over
 * already; JF_E_OVERFLOW: the amount might leave 64 bits. */
JF_API jf_status jf_ledger_carry(jf_ledger *self, const jf_carry *carry, const jf_limit *from,
                                 const jf_limit *to, jf_outcome *outcome_out, jf_error *err);

/** How amounts follow from actual use. */
typedef enum jf_derivation_method {
    JF_DERIVATION_EACH = 0,  /**< each unit has permille / 1000 of its own use, rounded down */
    JF_DERIVATION_SHARED = 1 /**< permille / 1000 of the use of all units, rounded down, is divided
                                  in proportion to their use by jf_allocate */
} jf_derivation_method;

/** Limits that follow from use: by which formula, who, why. The key is remembered as that of an
 * attempt. */
typedef struct jf_derivation {
    uint32_t size;    /**< sizeof(jf_derivation) */
    int32_t method;   /**< a jf_derivation_method */
    int64_t key;      /**< names this derivation; >= 1 */
    int64_t actor;    /**< text of who; 0 = not said */
    int64_t reason;   /**< text of why; 0 = not said */
    int32_t permille; /**< share of the use, 1 to 10,000; 0 = 1000, so that nothing rises */
    int32_t ratchet;  /**< 1: never above the amount of the old limit, where that is a number */
} jf_derivation;

/** Most units of one derivation. */
#define JF_LEDGER_DERIVE_MAX 4096

/** Sets the limits of units from their use in a base period (holds are left out). `base` names the
 * cell but for the unit; `target` is the limit to be set but for unit and amount, in a period
 * after that of `base`. A unit without limit in the base cell gets an unlimited one there, which
 * keeps its count.
 * JF_E_ARGUMENT: a field, no unit or more than 4,096, a unit twice, a target that is no number,
 * cells over windows, or in the wrong order; JF_E_NOT_FOUND: unit, kind or text; JF_E_RANGE: a day;
 * JF_E_EXISTS: the key with other content; JF_E_STATE: a unit that has ended within the target;
 * JF_E_OVERFLOW: a product leaves 64 bits (after that, a late fact that would take it out leaves
 * the limits as they are). O(units^2), O(units x records) where base limits are wanting. */
JF_API jf_status jf_ledger_derive(jf_ledger *self, const jf_derivation *derivation,
                                  const jf_limit *base, const jf_limit *target,
                                  const int64_t *units, size_t unit_count,
                                  jf_outcome *outcome_out, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
