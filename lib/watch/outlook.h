/* SPDX-License-Identifier: Apache-2.0 */
/* Forecasts for the limits of a ledger. */
#ifndef JIANFU_LIB_WATCH_OUTLOOK_H
#define JIANFU_LIB_WATCH_OUTLOOK_H

#include "watch/uses.h"

/* Adds the forecasts to the warnings, each decided by level, pace and forecast. `rules` have been
 * read. Statuses of jf_ledger_counts and jf_panel_*. */
jf_status jf__outlook_add(const jf_ledger *ledger, jf_calendar *calendar,
                          const jf_watch_rules *rules, const jf_allocator *allocator, jf_day today,
                          jf__watched *watched, size_t watched_count, jf_error *err);

#endif
