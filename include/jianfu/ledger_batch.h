/* SPDX-License-Identifier: Apache-2.0 */
/* Many attempts in one call.
 */
#ifndef JIANFU_LEDGER_BATCH_H
#define JIANFU_LEDGER_BATCH_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What an item of a batch does. */
typedef enum jf_verb {
    JF_VERB_ISSUE = 1,
    JF_VERB_HOLD = 2,
    JF_VERB_COMMIT = 3, /**< with lines: jf_ledger_commit_lines */
    JF_VERB_RELEASE = 4,
    JF_VERB_REVIVE = 5,
    JF_VERB_WITHDRAW = 6,
    JF_VERB_AMEND = 7
} jf_verb;

/** One attempt of a batch; frozen. The fields are those of jf_record (issue, hold) and jf_change
 * (the others); zero means that an item does not use it. */
typedef struct jf_item {
    int64_t key;        /**< names this attempt; >= 1 */
    int64_t of;         /**< as in jf_change; 0 for issue and hold */
    int64_t subject;
    int64_t kind;
    int64_t actor;
    int64_t reason;
    int64_t grants;
    int32_t verb;       /**< a jf_verb */
    jf_day day;         /**< as in jf_record, jf_change (JF_DAY_NONE); ignored by release */
    jf_day expires;     /**< 0 or JF_DAY_NONE = for ever */
    int32_t plan_class; /**< a jf_plan_class, as jf_record.off_plan */
    int32_t frees;      /**< 1: a withdrawn record frees its quota */
    int32_t line_count; /**< how many of the batch's lines are its own, in order */
    int32_t linked;     /**< 1: this item and the next are of one group: all or none */
} jf_item;

/** Does the attempts one after the other, as the functions of the same names would, faster.
 * The result of each is the jf_status that the call would have returned; one that fails does not
 * stop the next. Afterwards violations and notices are those of the last item that was decided; of
 * a group that was refused, those of the item that was. jf_ledger_explain tells about each.
 *
 * Of a group all take effect or none. The fields and ids of all its items are read first; then they
 * are done in order, each after those before it, until one is not granted. An item that a limit
 * refuses gets JF_E_LIMIT, the others JF_E_LINKED, and all are remembered so under their keys; that
 * and the count of refusals is all that has changed. Its violations count the use of the items
 * before it. An item that fails otherwise gets its status, the others JF_E_LINKED, and there is no
 * trace of the group. A group that is remembered has an entry of its own before those of its
 * attempts.
 *
 * When all keys of a group are known, each item is answered as it would be alone and nothing is
 * done: so a group, or a part of it, can be tried again. When only some are known it is not the
 * group that it was: these are JF_E_EXISTS, the others JF_E_LINKED, and nothing is done. A key that
 * stands in a group twice is JF_E_EXISTS where it stands again, and fails the group.
 *
 * JF_E_ARGUMENT: no item or more than 1,048,576, result_count is not item_count, a verb that is
 * none, a link that is not 0 or 1, a last item that is linked, line counts that are negative or do
 * not add up to line_count: nothing is done.
 * O(lines x limits that apply); memory for what a group changes, until the ledger is freed. */
JF_API jf_status jf_ledger_batch(jf_ledger *self, const jf_item *items, size_t item_count,
                                 const jf_line *lines, size_t line_count, int32_t *results_out,
                                 size_t result_count, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
