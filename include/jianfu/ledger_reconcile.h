/* SPDX-License-Identifier: Apache-2.0 */
/* Reconciliation of a ledger with a register outside, subject by subject, and the entries that mend
 * the differences.
 *
 * Compared is what counts now: of the attempts of a subject the record in use (issued, committed,
 * or withdrawn without freeing its quota). Refused attempts, open or ended holds and freed records
 * are not. The lead of a record is its first issuer line with a count, else its first issuer
 * line; its count is the sum over its issuer lines. */
#ifndef JIANFU_LEDGER_RECONCILE_H
#define JIANFU_LEDGER_RECONCILE_H

#include "jianfu/ledger.h"
#include "jianfu/ledger_batch.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a register outside says of one subject; frozen. */
typedef struct jf_outside {
    int64_t subject;     /**< 1 or more; once in the register */
    int64_t kind;        /**< node of the kind tree */
    int64_t unit;        /**< node of the unit tree: who issued it */
    int64_t count;       /**< 0 or more */
    int64_t merged_into; /**< the subject that it became a part of; 0 = none */
    jf_day day;          /**< the day it counts on */
    int32_t reserved;    /**< 0 */
} jf_outside;

/** Which part is compared; zero means all. A subject is compared when its row or its record lies
 * in that part. */
typedef struct jf_reconcile {
    uint32_t size;    /**< sizeof(jf_reconcile) */
    int32_t reserved; /**< 0 */
    int64_t unit;     /**< only what this unit and those below it issued; 0 = all */
    int64_t kind;     /**< only this kind and those below it; 0 = all */
    jf_day first;     /**< only days from this one on; 0 or JF_DAY_NONE = all */
    jf_day last;      /**< only days up to this one; 0 or JF_DAY_NONE = all */
} jf_reconcile;

/** Types of difference. */
typedef enum jf_difference_type {
    JF_DIFFERENCE_MISSING = 1,   /**< outside has it, the ledger counts it not */
    JF_DIFFERENCE_EXTRA = 2,     /**< the ledger counts it, outside does not have it; or a second
                                      record of a subject */
    JF_DIFFERENCE_DIFFERENT = 3, /**< another day, unit or count: see the field */
    JF_DIFFERENCE_RECLASSED = 4, /**< another kind */
    JF_DIFFERENCE_MERGED = 5     /**< outside it was merged into another, the ledger counts it */
} jf_difference_type;

/** The field that a difference is about. */
typedef enum jf_difference_field {
    JF_DIFFERENCE_FIELD_NONE = 0, /**< not about one field */
    JF_DIFFERENCE_FIELD_DAY = 1,
    JF_DIFFERENCE_FIELD_UNIT = 2,
    JF_DIFFERENCE_FIELD_COUNT = 3
} jf_difference_field;

/** One difference: what the ledger has, and what outside says. */
typedef struct jf_difference {
    uint32_t size;         /**< sizeof(jf_difference) */
    int32_t type;          /**< a jf_difference_type */
    int32_t field;         /**< a jf_difference_field */
    int32_t line_count;    /**< lines that its repair needs */
    int64_t subject;       /**< what it is about */
    int64_t key;           /**< of the ledger's record; when MISSING, of an open hold for it; 0 =
                                none */
    int64_t kind;          /**< in the ledger; 0 = none */
    int64_t unit;          /**< the lead in the ledger; 0 = none */
    int64_t count;         /**< in the ledger */
    int64_t outside_kind;  /**< 0 = none */
    int64_t outside_unit;  /**< 0 = none */
    int64_t outside_count; /**< in the register outside */
    int64_t merged_into;   /**< the subject it was merged into outside; 0 = none */
    jf_day day;            /**< in the ledger; JF_DAY_NONE = none */
    jf_day outside_day;    /**< JF_DAY_NONE = none */
} jf_difference;

/** Differences between a ledger and a register outside. */
typedef struct jf_reconciliation jf_reconciliation;

/** Compares a ledger with the rows of a register outside. `scope` may be NULL: all of it. The
 * result is a copy: later changes of the ledger are not seen. Of two records of one subject that
 * both count, the one that differs in fewer fields is compared (the earlier of them), the other is
 * extra. Units are the same when one stood for the other on the record's day.
 * JF_E_ARGUMENT: scope, or rows is NULL but row_count is not 0, more than 16,777,216 rows;
 * JF_E_NOT_FOUND: unit or kind of the scope; JF_E_RANGE: its days; then row by row, with its
 * number in err->line, from 1: JF_E_ARGUMENT: subject, count, merged_into or reserved; JF_E_RANGE:
 * the day; JF_E_NOT_FOUND: unit or kind; JF_E_EXISTS: the subject stands in an earlier row
 * (err->expected is that row, err->actual this one); JF_E_NO_MEMORY. O(records + lines + rows). */
JF_API jf_reconciliation *jf_ledger_reconcile(const jf_ledger *self, const jf_reconcile *scope,
                                              const jf_outside *rows, size_t row_count,
                                              jf_error *err);

/** NULL is allowed. */
JF_API void jf_reconciliation_free(jf_reconciliation *self);

/** Number of differences. */
JF_API size_t jf_reconciliation_count(const jf_reconciliation *self);

/** The difference at index: those of rows in their order (of one row: kind, day, unit, count), then
 * what is extra in the order of the ledger. JF_E_RANGE. */
JF_API jf_status jf_reconciliation_at(const jf_reconciliation *self, size_t index,
                                      jf_difference *difference_out, jf_error *err);

/** Builds what mends a difference, under a new key, for jf_ledger_batch: missing is issued (with an
 * issuer line only), or its open hold committed; extra and merged are withdrawn and freed; the rest
 * is amended. line_count is at least that of the difference; item_out->line_count says how many
 * were written. Repairs of one record may be done in any order. Nothing is changed here: the item
 * is asked of the limits like any other attempt.
 * JF_E_ARGUMENT: the difference, its type or field, key < 1, item_out or lines_out; JF_E_NOT_FOUND:
 * the ledger has no record under the difference's key; JF_E_STATE: it counts no more, or was
 * withdrawn and nothing can change it; JF_E_RANGE: line_count. O(lines of the record). */
JF_API jf_status jf_ledger_repair(const jf_ledger *self, const jf_difference *difference,
                                  int64_t key, jf_item *item_out, jf_line *lines_out,
                                  size_t line_count, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
