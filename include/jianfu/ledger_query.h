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
 * out. Only unit, kind, side and measure of `cell` are read.
 * JF_E_ARGUMENT; JF_E_NOT_FOUND; JF_E_RANGE: a day outside the day range.
 * O(records + value_count). */
JF_API jf_status jf_ledger_series(const jf_ledger *self, const jf_limit *cell, jf_day first,
                                  int64_t *values_out, size_t value_count, jf_error *err);


#ifdef __cplusplus
}
#endif

#endif
