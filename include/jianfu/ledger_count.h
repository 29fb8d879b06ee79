/* SPDX-License-Identifier: Apache-2.0 */
/* Many counts in one call: cells, year on year, flows from issuers to recipients, the standing of
 * limits, and the trial balance of landings. Values go to an array of the caller's, in one pass
 * over the records. */
#ifndef JIANFU_LEDGER_COUNT_H
#define JIANFU_LEDGER_COUNT_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Most cells or flows of one call. */
#define JF_LEDGER_CELL_MAX 16777216

/** Most periods of one call. */
#define JF_LEDGER_PERIOD_MAX 65536

/** Values that jf_ledger_standings writes for each limit. */
#define JF_LEDGER_STANDING_VALUES 4

/** Which use is counted. */
typedef enum jf_use {
    JF_USE_USED = 0, /**< issued and committed */
    JF_USE_HELD = 1, /**< held, not yet resolved */
    JF_USE_BOTH = 2
} jf_use;

/** What is counted, and where; frozen. */
typedef struct jf_cell {
    int64_t unit; /**< node of the unit tree: its subtree */
    int64_t kind; /**< node of the kind tree: its subtree */
} jf_cell;

/** From whom to whom; frozen. */
typedef struct jf_flow {
    int64_t issuer;    /**< the lead is this unit or below it; 0 = from outside: the record has no
                            issuer line */
    int64_t recipient; /**< it lands on this unit or below it */
    int64_t kind;      /**< node of the kind tree: its subtree */
} jf_flow;

/** How cells are counted; zero means default. */
typedef struct jf_count_query {
    uint32_t size;        /**< sizeof(jf_count_query) */
    int32_t side;         /**< a jf_side; 0 = issuer */
    int32_t measure;      /**< a jf_measure */
    int32_t period_kind;  /**< a jf_period_kind; 0 = one period that holds all days */
    int32_t fiscal_month; /**< first month of the fiscal year; 0 = 1 */
    jf_day day;           /**< any day of the first period; JF_DAY_NONE or any without a kind */
    int32_t period_count; /**< so many periods, one after the other; 0 = 1 */
    int32_t plan_class;   /**< a jf_plan_class: PLANNED or OFF_PLAN */
    int32_t what;         /**< a jf_use */
    jf_day until;         /**< only records of days up to it; 0 or JF_DAY_NONE = all */
    int32_t joined;       /**< 1: units that go on for others have the history of those in every
                               period; 0: in periods that reach the day of the change, as limits */
} jf_count_query;

/** Counts many cells over many periods: values_out[cell x periods + period], each as the use (or
 * holds) in the jf_balance of that cell, for records of days up to `until`.
 * value_count is cell_count x periods. `query` may be NULL: all defaults.
 * JF_E_ARGUMENT: a field outside its enum, landings on the recipient side, a period_count below 0
 * or above 65,536 or, without a period kind, above 1, no cell or more than 16,777,216, another
 * value_count; JF_E_RANGE: a day, or a period that leaves the day range; JF_E_NOT_FOUND: a unit or
 * kind (err->actual is the index of the cell); JF_E_NO_MEMORY.
 * O(cells + records + lines x depth of unit x depth of kind), and O(records) more for each cell
 * and period in which its unit was divided. */
JF_API jf_status jf_ledger_counts(const jf_ledger *self, const jf_count_query *query,
                                  const jf_cell *cells, size_t cell_count, int64_t *values_out,
                                  size_t value_count, jf_error *err);

/** As jf_ledger_counts, and for each period the one a year before: values_out[(cell x periods +
 * period) x 2] is the base, the next value is now; value_count is cell_count x periods x 2. The
 * year before a week is 52 weeks before. A unit that goes on for others has their history in the
 * base as well as now (TV20). `until` cuts the base a year earlier, so that both end on the same
 * day of their year. The exact rate of a pair is jf_rate_change(base, now, …).
 * Statuses as counts; JF_E_ARGUMENT also: no period kind. */
JF_API jf_status jf_ledger_yoy(const jf_ledger *self, const jf_count_query *query,
                               const jf_cell *cells, size_t cell_count, int64_t *values_out,
                               size_t value_count, jf_error *err);

/** Landings that records with their lead at or below an issuer put on units at or below a
 * recipient: values_out[flow x periods + period]. `query` may be NULL; its side is 0 or issuer,
 * its measure 0 or landings. Both units are those of the record's day, as in counts; use that was
 * divided stays with its records.
 * Statuses as counts; JF_E_ARGUMENT also: side or measure. */
JF_API jf_status jf_ledger_flows(const jf_ledger *self, const jf_count_query *query,
                                 const jf_flow *flows, size_t flow_count, int64_t *values_out,
                                 size_t value_count, jf_error *err);

/** Standings of limits from index `first` on, four values a limit: limit, used, held, available,
 * as in jf_balance. A rolling limit is shown in its fullest window (the earliest of them), an
 * average at the end of its period. value_count is four times the number of limits wanted.
 * JF_E_ARGUMENT: values_out is NULL, value_count is no multiple of four; JF_E_RANGE: beyond the
 * limits. O(limits + days with use in windows). */
JF_API jf_status jf_ledger_standings(const jf_ledger *self, size_t first, int64_t *values_out,
                                     size_t value_count, jf_error *err);

/** Trial balance: landings that issuers write off, against those that recipients bear. */
typedef struct jf_trial {
    uint32_t size;            /**< sizeof(jf_trial) */
    int32_t is_balanced;      /**< 1: every record has written_off + outside = borne */
    int64_t records;          /**< records in use that it is about */
    int64_t written_off;      /**< by their leads */
    int64_t outside;          /**< by nobody here: of records without issuer line */
    int64_t borne;            /**< by their recipients */
    int64_t holds;            /**< open holds */
    int64_t held_written_off; /**< as above, of holds */
    int64_t held_outside;     /**< as above, of holds */
    int64_t held_borne;       /**< as above, of holds */
    int64_t unbalanced;       /**< key of the first record that does not balance; 0 = none */
} jf_trial;

/** The trial balance of a kind's subtree (kind 0 = all) over the days up to `until` (0 or
 * JF_DAY_NONE = all), of every plan class. It balances unless the ledger is broken.
 * JF_E_ARGUMENT: trial_out; JF_E_NOT_FOUND: the kind; JF_E_RANGE: the day. O(lines). */
JF_API jf_status jf_ledger_trial(const jf_ledger *self, int64_t kind, jf_day until,
                                 jf_trial *trial_out, jf_error *err);

/** The journal's bytes as they stand, without a copy, from an offset on up to where they are
 * contiguous; size_out: how many. NULL and 0 at its end and beyond, and for NULL arguments. Ask
 * again at offset + size for what follows. The bytes stay as they are while the ledger lives. */
JF_API const uint8_t *jf_ledger_journal_view(const jf_ledger *self, size_t offset,
                                             size_t *size_out);

#ifdef __cplusplus
}
#endif

#endif
