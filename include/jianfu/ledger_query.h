/* SPDX-License-Identifier: Apache-2.0 */
/* Questions to a ledger: standing of cells, now or as of any entry, series, and counts in bulk.
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
 * out. Only unit, kind, side and measure of `cell` are read.
 * JF_E_ARGUMENT; JF_E_NOT_FOUND; JF_E_RANGE: a day outside the day range.
 * O(records + value_count). */
JF_API jf_status jf_ledger_series(const jf_ledger *self, const jf_limit *cell, jf_day first,
                                  int64_t *values_out, size_t value_count, jf_error *err);


/** As jf_ledger_balance, but as things stood after journal entry number `entry` (0 = now), and for
 * the records up to `day` only (JF_DAY_NONE = all of the period). Of the amounts only state, limit,
 * used, held and available are answered, the others are 0. Statuses as jf_ledger_balance;
 * JF_E_RANGE: no such entry. O(records + limits set). */
JF_API jf_status jf_ledger_balance_at(const jf_ledger *self, const jf_limit *cell, jf_day day,
                                      int64_t entry, jf_balance *balance_out, jf_error *err);

/** As jf_ledger_series, as things stood after an entry. JF_E_RANGE: no such entry. */
JF_API jf_status jf_ledger_series_at(const jf_ledger *self, const jf_limit *cell, int64_t entry,
                                     jf_day first, int64_t *values_out, size_t value_count,
                                     jf_error *err);

/** A unit and a kind; frozen. */
typedef struct jf_unit_kind {
    int64_t unit;
    int64_t kind;
} jf_unit_kind;

/** Use of many (unit, kind) in value_count / pair_count periods in a row, of which the first is
 * that of `cell`: values_out[pair x periods + period]. Of `cell`, unit and kind are not read. With
 * the side of recipients it is their load; two calls a year apart compare years. JF_E_ARGUMENT: as
 * jf_ledger_balance, no pair, or value_count not a multiple of pair_count; JF_E_NOT_FOUND: a unit
 * or kind; JF_E_RANGE: a period outside the day range. O(records x depth + value_count). */
JF_API jf_status jf_ledger_counts(const jf_ledger *self, const jf_limit *cell,
                                  const jf_unit_kind *pairs, size_t pair_count, int64_t *values_out,
                                  size_t value_count, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
