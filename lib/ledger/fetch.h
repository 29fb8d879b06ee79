/* SPDX-License-Identifier: Apache-2.0 */
/* Fetching ahead for batches. */
#ifndef JIANFU_LIB_LEDGER_FETCH_H
#define JIANFU_LIB_LEDGER_FETCH_H

#include "jianfu/ledger_batch.h"

#define JF__FETCH_ITEMS 16U /* at a time */

/* Brings near what the first of the items touch; changes nothing. */
void jf__fetch(const jf_ledger *self, const jf_item *items, size_t item_count,
               const jf_line *lines);

#endif
