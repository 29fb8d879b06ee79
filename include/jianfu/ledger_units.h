/* SPDX-License-Identifier: Apache-2.0 */
/* Units and kinds that are added, and units that are reorganised; all of it entries.
 *
 * * A reorganisation holds from a day on, and past records stay where they were: a record counts at
 * its unit and at what is above that on the record's day. It may be entered late; then records of
 * days from that day on are counted anew. It is never refused for want of quota: what is available
 * may become negative.
 *
 * * A unit that was merged or divided has ended: from the day on, its heir stands for it, also
 * where records, holds and parents still name the unit itself. The heir takes over what was before
 * as well (use, holds, history) in each cell whose days reach the day of the change, and in every
 * window; cells that were over before stay as they were.
 *
 * * Limits of the unit that reach the day are given to the heirs with it: amount, pool and loans
 * are added to the heir's limit of the same cell, or become one where it has none, with the same
 * ladder. An heir's unlimited stays so; an amount replaces its not planned; what is unlimited or
 * not planned is given only to heirs that have no such limit. Where an heir has ended itself,
 * whoever goes on for it has them. The unit's own limits stay for late facts; no quota is moved
 * from or to them, and a new one that is set for the unit counts only what is before its end. A
 * loan between units that become one stays open.
 *
 * * What is divided: amounts and pools by the method of jf_allocate; of the use before the day, in
 * each cell of a period, every heir but the first has share x use / sum of the shares, rounded
 * down, and the first the rest. Windows, loans, and open holds go to the first as a whole. A late
 * fact of the unit is asked of the first as a whole too, and then divided. Use of units below is
 * divided with it: what moves as a whole to one of the heirs is better moved there before. An item
 * that several divided units share counts with each, as far as the first has it. An heir that
 * was above the unit on a day of the cell has records of it already: no part goes to it or by it.
 * Series list records, and so the first heir's.
 *
 * * What was carried over or derived into limits of a unit that is merged follows on at the heir
 * (ledger_close.h); of one that is divided, what was given is divided, and follows no more.
 */
#ifndef JIANFU_LEDGER_UNITS_H
#define JIANFU_LEDGER_UNITS_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Most parts that a unit may be divided into. */
#define JF_LEDGER_PART_MAX 1024

/** A reorganisation: of which unit, from when, who, why. The key is remembered as that of an
 * attempt. */
typedef struct jf_reform {
    uint32_t size;  /**< sizeof(jf_reform) */
    jf_day day;     /**< the first day on which it holds */
    int64_t key;    /**< names this reorganisation; >= 1 */
    int64_t unit;   /**< the unit that changes */
    int64_t actor;  /**< text of who; 0 = not said */
    int64_t reason; /**< text of why; 0 = not said */
} jf_reform;

/** Adds a unit under `parent` (0 = a root), as if it had been there always.
 * JF_E_ARGUMENT: unit < 1, parent < 0, empty name; JF_E_RANGE: a name of more than 65,535 bytes;
 * JF_E_ENCODING; JF_E_EXISTS: the id is taken; JF_E_NOT_FOUND: the parent; JF_E_RANGE: depth over
 * 64. */
JF_API jf_status jf_ledger_add_unit(jf_ledger *self, int64_t unit, int64_t parent,
                                    const char *name, jf_error *err);

/** As jf_ledger_add_unit, for a kind. */
JF_API jf_status jf_ledger_add_kind(jf_ledger *self, int64_t kind, int64_t parent,
                                    const char *name, jf_error *err);

/** Gives the unit another name from the day on.
 * JF_E_ARGUMENT: empty name; JF_E_RANGE: a name of more than 65,535 bytes; JF_E_ENCODING; then
 * JF_E_ARGUMENT: key < 1; JF_E_RANGE: the day; JF_E_NOT_FOUND: unit, actor or reason; JF_E_EXISTS:
 * the key with other content. */
JF_API jf_status jf_ledger_rename_unit(jf_ledger *self, const jf_reform *reform, const char *name,
                                       jf_outcome *outcome_out, jf_error *err);

/** Puts the unit with all that is below it under `parent` (0 = a root) from the day on, up to the
 * next day on which it was moved. Statuses as rename (JF_E_NOT_FOUND also: the parent);
 * JF_E_STATE: it would come to lie below itself, or has ended by then. O(records). */
JF_API jf_status jf_ledger_move_unit(jf_ledger *self, const jf_reform *reform, int64_t parent,
                                     jf_outcome *outcome_out, jf_error *err);

/** Merges the unit into another: it ends, and `into` goes on for it. Statuses as move, where
 * JF_E_STATE also: `into` has ended by then, or is itself below the unit; JF_E_OVERFLOW: an amount
 * would leave 64 bits. O(records). */
JF_API jf_status jf_ledger_merge_unit(jf_ledger *self, const jf_reform *reform, int64_t into,
                                      jf_outcome *outcome_out, jf_error *err);

/** Divides the unit among 2 to 1,024 others by shares: it ends, and the first part goes on for it.
 * share_count equals part_count. JF_E_ARGUMENT: the counts, a part that stands twice, a share below
 * 1; JF_E_RANGE: shares that sum to more than 1,000,000,000; then as merge, where JF_E_OVERFLOW
 * also: an amount x a share would leave 64 bits.
 * O(records). */
JF_API jf_status jf_ledger_split_unit(jf_ledger *self, const jf_reform *reform,
                                      const int64_t *parts, size_t part_count,
                                      const int64_t *shares, size_t share_count,
                                      jf_outcome *outcome_out, jf_error *err);

/** Which unit stands for one on a day: itself until it ends, then who goes on for it.
 * JF_E_NOT_FOUND; JF_E_RANGE: the day. */
JF_API jf_status jf_ledger_unit_current(const jf_ledger *self, int64_t unit, jf_day day,
                                        int64_t *unit_out, jf_error *err);

/** The unit above one on a day, 0 above a root; of a unit that has ended, above who goes on for it.
 * JF_E_NOT_FOUND; JF_E_RANGE: the day. */
JF_API jf_status jf_ledger_unit_parent(const jf_ledger *self, int64_t unit, jf_day day,
                                       int64_t *parent_out, jf_error *err);

/** The name of a unit on a day; NULL when it is unknown. */
JF_API const char *jf_ledger_unit_name(const jf_ledger *self, int64_t unit, jf_day day);

#ifdef __cplusplus
}
#endif

#endif
