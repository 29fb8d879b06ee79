/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts that follow from other cells: carry-over, and limits from actual use. */
#ifndef JIANFU_LIB_LEDGER_LINK_H
#define JIANFU_LIB_LEDGER_LINK_H

#include "ledger/entry.h"

/* Fills the amounts of a link by its formula; false when they leave 64 bits. */
bool jf__link_compute(const jf_ledger *self, jf__link *link);

/* value x permille / 1000, rounded down; false when it leaves 64 bits. */
bool jf__link_scale(int64_t value, int32_t permille, int64_t *out);

/* Adds a link, for which there is room, whose amounts have been posted. */
void jf__links_add(jf_ledger *self, const jf__link *link);

/* Room in the journal for entries with bodies of body_size bytes together, and for the differences
 * that may follow. */
bool jf__links_reserve(jf_ledger *self, size_t body_size, size_t entry_count);

/* Posts what has become different. */
void jf__links_settle(jf_ledger *self);

void jf__link_release(jf__link *link, const jf_allocator *allocator);

#endif
