/* SPDX-License-Identifier: Apache-2.0 */
/* Fetching ahead for batches. */
#ifndef JIANFU_LIB_LEDGER_FETCH_H
#define JIANFU_LIB_LEDGER_FETCH_H

#include "jianfu/ledger_batch.h"
#include "ledger/state.h"

#define JF__FETCH_ITEMS 16U /* at a time */

/* Brings near what the first of the items touch, and finds their hints. */
void jf__fetch(jf_ledger *self, const jf_item *items, size_t item_count, const jf_line *lines);

/* Brings near the place of a key. */
void jf__fetch_key(const jf_ledger *self, int64_t key);

/* There are no more items: hints are forgotten. */
void jf__fetch_end(jf_ledger *self);

/* Hints of an item's lines; NULL when there are none. While a batch runs, the lines are some of
 * its own, from the first that was fetched on. */
const jf__hint *jf__fetched(const jf_ledger *self, const jf_line *lines, size_t line_count);

#endif
