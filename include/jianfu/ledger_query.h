/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to a ledger: standing of cells, and series.
 */
#ifndef JIANFU_LEDGER_QUERY_H
#define JIANFU_LEDGER_QUERY_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Standing of (unit, kind, side, measure) in the period of that kind that holds the day, whether
 * or not a limit is set there. Fields as in jf_limit; only those that name the cell are read (unit,
 * kind, side, measure, period, bound, window, plan class). For a rolling limit it is the window
 * that ends with `day`, for an average what the months begun by `day` allow. JF_E_ARGUMENT;
 * JF_E_NOT_FOUND; JF_E_RANGE. O(limits of this unit and kind) where a limit is set, else
 * O(records). */
JF_API jf_status jf_ledger_balance(const jf_ledger *self, const jf_limit *cell,
                                   jf_balance *balance_out, jf_error *err);

/** Use per day of (unit, kind, side, measure) from `first` on, one value a day; holds are left
 * out. Only unit, kind, side, measure and class of `cell` are read.
 * JF_E_ARGUMENT; JF_E_NOT_FOUND; JF_E_RANGE: a day outside the day range.
 * O(records + value_count). */
JF_API jf_status jf_ledger_series(const jf_ledger *self, const jf_limit *cell, jf_day first,
                                  int64_t *values_out, size_t value_count, jf_error *err);


/** How many grants there are under a key; 0 when nothing was granted. */
JF_API size_t jf_ledger_grant_count(const jf_ledger *self, int64_t key);

/** What was granted under a key, one after the other. JF_E_NOT_FOUND: the key; JF_E_RANGE: the
 * index. O(index). */
JF_API jf_status jf_ledger_grant_at(const jf_ledger *self, int64_t key, size_t index,
                                    jf_grant *grant_out, jf_error *err);

/** What a remembered attempt did. */
typedef enum jf_attempt_type {
    JF_ATTEMPT_TYPE_ISSUE = 5,
    JF_ATTEMPT_TYPE_HOLD = 6,
    JF_ATTEMPT_TYPE_COMMIT = 7,
    JF_ATTEMPT_TYPE_RELEASE = 8,
    JF_ATTEMPT_TYPE_GRANT = 10,
    JF_ATTEMPT_TYPE_REVIVE = 12,
    JF_ATTEMPT_TYPE_WITHDRAW = 13,
    JF_ATTEMPT_TYPE_AMEND = 14,
    JF_ATTEMPT_TYPE_MOVE = 15,
    JF_ATTEMPT_TYPE_REFORM = 17,
    JF_ATTEMPT_TYPE_CARRY = 18,
    JF_ATTEMPT_TYPE_DERIVE = 21
} jf_attempt_type;

/** What has become of it. */
typedef enum jf_attempt_state {
    JF_ATTEMPT_STATE_REFUSED = 1,
    JF_ATTEMPT_STATE_USED = 2,      /**< an issue, or a hold that was committed */
    JF_ATTEMPT_STATE_HELD = 3,
    JF_ATTEMPT_STATE_RELEASED = 4,
    JF_ATTEMPT_STATE_DONE = 5,      /**< any other that went through; grants that wait */
    JF_ATTEMPT_STATE_EXPIRED = 6,
    JF_ATTEMPT_STATE_WITHDRAWN = 7, /**< still counts */
    JF_ATTEMPT_STATE_FREED = 8,     /**< withdrawn, counts no more */
    JF_ATTEMPT_STATE_SPENT = 9      /**< grants that were carried */
} jf_attempt_state;

/** A remembered attempt: as it was asked for, and where a hold or record counts now. */
typedef struct jf_attempt {
    uint32_t size;      /**< sizeof(jf_attempt) */
    int32_t type;       /**< a jf_attempt_type */
    int32_t state;      /**< a jf_attempt_state */
    int32_t plan_class; /**< a jf_plan_class */
    int64_t entry;      /**< number of its journal entry */
    int64_t key;
    int64_t of;         /**< as in jf_change; 0 = none */
    int64_t subject;    /**< of an issue or hold; else the key */
    int64_t kind;       /**< where it counts now; 0 = none */
    int64_t actor;
    int64_t reason;
    int64_t grants;
    jf_day day;         /**< on which it counts now; JF_DAY_NONE = none */
    jf_day expires;     /**< as asked for; JF_DAY_NONE = never */
    int32_t frees;      /**< as asked for */
    int32_t line_count; /**< lines that count now (jf_ledger_line_at) */
} jf_attempt;

/** Number of attempts that are remembered. */
JF_API size_t jf_ledger_attempt_count(const jf_ledger *self);

/** The attempt at index, in the order of their entries. JF_E_RANGE. */
JF_API jf_status jf_ledger_attempt_at(const jf_ledger *self, size_t index,
                                      jf_attempt *attempt_out, jf_error *err);

/** The attempt under a key. JF_E_NOT_FOUND. */
JF_API jf_status jf_ledger_attempt(const jf_ledger *self, int64_t key, jf_attempt *attempt_out,
                                   jf_error *err);

/** How many lines jf_ledger_line_at has; 0 when the key is unknown. */
JF_API size_t jf_ledger_line_count(const jf_ledger *self, int64_t key);

/** One of the lines of an attempt: of a hold or record those that count now, else those asked for.
 * JF_E_NOT_FOUND: the key; JF_E_RANGE: the index. O(index). */
JF_API jf_status jf_ledger_line_at(const jf_ledger *self, int64_t key, size_t index,
                                   jf_line *line_out, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
