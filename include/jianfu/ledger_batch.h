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
 * (the others); what an item's verb does not use is 0. */
typedef struct jf_item {
    int64_t key;
    int64_t of;         /**< as in jf_change; 0 for issue and hold */
    int64_t subject;
    int64_t kind;
    int64_t actor;
    int64_t reason;
    int64_t grants;
    int32_t verb;       /**< a jf_verb */
    jf_day day;         /**< ignored by release */
    jf_day expires;
    int32_t plan_class; /**< jf_record.off_plan */
    int32_t frees;
    int32_t line_count; /**< how many of the batch's lines are its own, in order */
    int32_t reserved;   /**< 0 */
} jf_item;

/** Does the attempts one after the other, as the functions of the same names would, faster.
 * results_out gets what each call would have returned; one that fails does not stop the next.
 * Afterwards violations and notices are those of the last item that was decided;
 * jf_ledger_explain tells about each.
 * JF_E_ARGUMENT: no item or more than 1,048,576, result_count is not item_count, a verb that is
 * none, line counts that are negative or do not add up to line_count: nothing is done.
 * O(lines x limits that apply). */
JF_API jf_status jf_ledger_batch(jf_ledger *self, const jf_item *items, size_t item_count,
                                 const jf_line *lines, size_t line_count, int32_t *results_out,
                                 size_t result_count, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
