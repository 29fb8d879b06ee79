/* SPDX-License-Identifier: Apache-2.0 */
/* Reconciliation of a ledger with an outside register: typed differences.
 */
#ifndef JIANFU_LEDGER_RECONCILE_H
#define JIANFU_LEDGER_RECONCILE_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A comparison of a ledger with an outside register. */
typedef struct jf_reconcile jf_reconcile;

/** Options of a comparison; zero means default. */
typedef struct jf_reconcile_options {
    uint32_t size;   /**< sizeof(jf_reconcile_options) */
    jf_day first;    /**< days that are compared; first = last = 0: all */
    jf_day last;
    int32_t reserved; /**< 0 */
} jf_reconcile_options;

/** A document of the outside register, as an issuer spends it. */
typedef struct jf_outside {
    uint32_t size;   /**< sizeof(jf_outside) */
    jf_day day;
    int64_t subject; /**< as in the ledger; >= 1 */
    int64_t kind;
    int64_t unit;    /**< the issuer that counts */
    int64_t count;   /**< 0 or more */
} jf_outside;

/** What differs. */
typedef enum jf_difference_kind {
    JF_DIFFERENCE_MISSING = 1,    /**< outside, not in the ledger */
    JF_DIFFERENCE_EXTRA = 2,      /**< in the ledger, not outside */
    JF_DIFFERENCE_DIFFERENT = 3,  /**< another day, issuer or count */
    JF_DIFFERENCE_RECLASSED = 4,  /**< another kind, whatever else */
    JF_DIFFERENCE_MERGED = 5      /**< several of one day, kind and unit in the ledger, where one
                                       stands outside with their count */
} jf_difference_kind;

/** One difference. */
typedef struct jf_difference {
    uint32_t size;     /**< sizeof(jf_difference) */
    int32_t what;      /**< a jf_difference_kind */
    int64_t subject;   /**< outside; of EXTRA: in the ledger */
    int64_t key;       /**< record in the ledger (the first, when MERGED); 0 = none */
    jf_day day;        /**< in the ledger; as of the outside row when MISSING */
    jf_day outside_day;
    int64_t kind;
    int64_t outside_kind;
    int64_t unit;
    int64_t outside_unit;
    int64_t count;
    int64_t outside_count;
} jf_difference;

/** An empty comparison with the ledger, which is kept and read by jf_reconcile_run. `opts` may be
 * NULL. JF_E_ARGUMENT; JF_E_RANGE: first > last or outside the day range. */
JF_API jf_reconcile *jf_reconcile_new(jf_ledger *ledger, const jf_reconcile_options *opts,
                                      jf_error *err);

/** NULL is allowed. */
JF_API void jf_reconcile_free(jf_reconcile *self);

/** Adds rows of the outside register. JF_E_ARGUMENT: subject < 1 or count < 0; JF_E_NOT_FOUND: kind
 * or unit; JF_E_RANGE: the day; JF_E_EXISTS: the subject. */
JF_API jf_status jf_reconcile_add(jf_reconcile *self, const jf_outside *outside, jf_error *err);

/** Compares with the records in use of the ledger, as it is now, by subject. It changes no ledger:
 * differences are repaired by entries of the caller. O((records + rows) x log). */
JF_API jf_status jf_reconcile_run(jf_reconcile *self, jf_error *err);

/** Differences found by the last run. */
JF_API size_t jf_reconcile_count(const jf_reconcile *self);

/** The difference at index: those of the rows in the order of adding, then the extra ones in the
 * order of the ledger. JF_E_RANGE. */
JF_API jf_status jf_reconcile_at(const jf_reconcile *self, size_t index,
                                 jf_difference *difference_out, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
