/* SPDX-License-Identifier: Apache-2.0 */
/* The double-entry burden ledger.
 *
 * A record (a document, a meeting, an inspection …) of one kind on one day has lines: issuer lines
 * spend quotas, recipient lines say on whom it lands. A limit caps what a unit's subtree spends
 * (or bears) of a kind's subtree in one period; the limits of all ancestors of unit and kind apply
 * together, and the strictest outcome wins. What an attempt does not add to a cell is never refused
 * for that cell. Everything that happens is an entry of an append-only journal; the state is the
 * fold of it.
 *
 * A cell (unit, kind, side, measure, period) counts each record whose day lies in the period and
 * whose kind lies in the kind's subtree, by its lines of that side whose units lie in the unit's
 * subtree. A limit may be set at any time; what was used before counts.
 *
 * Attempts: `key` names one attempt, and is remembered once it was granted or refused by a limit.
 * The same call again gives the first outcome again (repeated = 1), with its violations, and
 * changes nothing; another content under the same key is JF_E_EXISTS and the message names the
 * field. Any other failure leaves no trace. `subject` links the attempts of one thing.
 *
 * Overflow: all counts that are used or held, on both sides together, and each of the four amounts,
 * have to add up to less than 2^63 over the whole ledger. So no other sum can overflow.
 *
 * A live handle: one thread at a time.
 */
#ifndef JIANFU_LEDGER_H
#define JIANFU_LEDGER_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/tree.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The ledger of one organisation. */
typedef struct jf_ledger jf_ledger;

/** Options of a ledger; zero means default. */
typedef struct jf_ledger_options {
    uint32_t size;          /**< sizeof(jf_ledger_options) */
    int32_t reserved;       /**< 0 */
    jf_allocator allocator;
} jf_ledger_options;

/** Which side of a record a line or limit is about. */
typedef enum jf_side {
    JF_SIDE_ISSUER = 1,   /**< who issues, and spends */
    JF_SIDE_RECIPIENT = 2 /**< on whom it lands, who bears */
} jf_side;

/** What a limit adds up. */
typedef enum jf_measure {
    JF_MEASURE_DEFAULT = 0,  /**< COUNT on the issuer side, ITEMS on the recipient side */
    JF_MEASURE_COUNT = 1,    /**< the sum of the lines' counts (recipient side: landings) */
    JF_MEASURE_ITEMS = 2,    /**< records with at least one line of count > 0 in the subtree */
    JF_MEASURE_AMOUNT_1 = 3, /**< the sum of amounts[0], in the unit the caller chose for it */
    JF_MEASURE_AMOUNT_2 = 4,
    JF_MEASURE_AMOUNT_3 = 5,
    JF_MEASURE_AMOUNT_4 = 6
} jf_measure;

/** What a limit says. Unlimited, zero and not planned are three different things. */
typedef enum jf_limit_state {
    JF_LIMIT_NUMBER = 0,     /**< at most `amount` */
    JF_LIMIT_UNLIMITED = 1,  /**< no limit here, by decision; ancestors still limit */
    JF_LIMIT_NOT_PLANNED = 2 /**< nothing is planned here: any use is refused as off-plan */
} jf_limit_state;

/** A cap on the use of a unit's subtree, of a kind's subtree, in one period. */
typedef struct jf_limit {
    uint32_t size;         /**< sizeof(jf_limit) */
    int32_t side;          /**< a jf_side; 0 = issuer */
    int64_t unit;          /**< node of the unit tree */
    int64_t kind;          /**< node of the kind tree */
    int32_t measure;       /**< a jf_measure */
    int32_t period_kind;   /**< a jf_period_kind */
    int32_t fiscal_month;  /**< first month of the fiscal year; 0 = 1 */
    jf_day day;            /**< any day of the period */
    int32_t state;         /**< a jf_limit_state */
    int32_t reserved;      /**< 0 */
    int64_t amount;        /**< the cap, 0 or more; 0 unless state is JF_LIMIT_NUMBER */
} jf_limit;

/** One attempt to issue or hold. */
typedef struct jf_record {
    uint32_t size;    /**< sizeof(jf_record) */
    jf_day day;       /**< the day it counts on */
    int64_t key;      /**< names this attempt; >= 1, unique in the ledger; a check may have 0 */
    int64_t subject;  /**< what it is about, shared by all attempts for it; 0 = the key */
    int64_t kind;     /**< node of the kind tree */
} jf_record;

/** One side of a record at one unit; frozen. */
typedef struct jf_line {
    int64_t unit;       /**< node of the unit tree */
    int64_t count;      /**< 0 or more; a co-issuer that does not count has 0 */
    int64_t amounts[4]; /**< 0 or more, for instance pages and person-minutes */
    int32_t side;       /**< a jf_side */
    int32_t reserved;   /**< 0 */
} jf_line;

/** Result of an attempt. */
typedef struct jf_outcome {
    uint32_t size;           /**< sizeof(jf_outcome) */
    int32_t status;          /**< JF_OK or JF_E_LIMIT: the outcome that is remembered */
    int64_t entry;           /**< number of its journal entry, from 1; 0 for a check of a new key */
    int32_t violation_count; /**< limits that refuse; see jf_ledger_violation_at */
    int32_t repeated;        /**< 1: this key had been answered before */
} jf_outcome;

/** A limit that refused an attempt. */
typedef struct jf_violation {
    uint32_t size;        /**< sizeof(jf_violation) */
    int32_t side;         /**< a jf_side */
    int64_t unit;         /**< the limit's unit: where the limit hit */
    int64_t kind;         /**< the limit's kind */
    int32_t measure;      /**< a jf_measure, never DEFAULT */
    int32_t period_kind;  /**< a jf_period_kind */
    jf_day first;         /**< first day of the period */
    jf_day last;          /**< last day of the period */
    int32_t state;        /**< a jf_limit_state: NUMBER or NOT_PLANNED */
    int32_t reserved;     /**< 0 */
    int64_t amount;       /**< the limit; 0 when NOT_PLANNED */
    int64_t used;         /**< used before the attempt, holds not included */
    int64_t held;         /**< held before the attempt */
    int64_t asked;        /**< what the attempt adds */
    int64_t short_by;     /**< used + held + asked - amount, at least 1 */
} jf_violation;

/** Standing of one cell. */
typedef struct jf_balance {
    uint32_t size;      /**< sizeof(jf_balance) */
    int32_t state;      /**< a jf_limit_state; -1: no limit is set here */
    int64_t limit;      /**< the cap; 0 unless state is NUMBER */
    int64_t used;       /**< issued and committed */
    int64_t held;       /**< held, not yet resolved */
    int64_t available;  /**< limit - used - held (negative after a cut, 0 or less when NOT_PLANNED);
                             INT64_MAX when UNLIMITED or not set */
} jf_balance;

/** A ledger over a sealed calendar and the nodes that two trees have now: they are copied, later
 * changes of the trees are not seen. `opts` may be NULL.
 * JF_E_ARGUMENT; JF_E_NOT_SEALED. O(nodes + days of the calendar's known range). */
JF_API jf_ledger *jf_ledger_new(jf_calendar *calendar, jf_tree *units, jf_tree *kinds,
                                const jf_ledger_options *opts, jf_error *err);

/** NULL is allowed. */
JF_API void jf_ledger_free(jf_ledger *self);

/** Sets or replaces the limit of (unit, kind, side, measure, period). Lowering below use is
 * allowed: availability is negative then. O(limits of this unit and kind); O(records) when this
 * limit is new.
 * JF_E_ARGUMENT: a field outside its enum, amount < 0, or an amount with a state that is no number;
 * JF_E_NOT_FOUND: unit or kind; JF_E_RANGE: the day. */
JF_API jf_status jf_ledger_set_limit(jf_ledger *self, const jf_limit *limit, jf_error *err);

/** Number of limits set. */
JF_API size_t jf_ledger_limit_count(const jf_ledger *self);

/** The limit at index, in the order in which they were first set, without defaults: side, measure
 * and fiscal_month are written out, day is the first of the period. JF_E_RANGE. */
JF_API jf_status jf_ledger_limit_at(const jf_ledger *self, size_t index, jf_limit *limit_out,
                                    jf_error *err);

/** Whether a record may be issued: the very code path of issue, without the entry; the key is
 * not remembered. With a key that is remembered already it answers as issue would; key 0 is always
 * new. Statuses as jf_ledger_issue. */
JF_API jf_status jf_ledger_check(jf_ledger *self, const jf_record *record, const jf_line *lines,
                                 size_t line_count, jf_outcome *outcome_out, jf_error *err);

/** Issues a record at once. A unit may stand in several lines.
 * JF_E_ARGUMENT: a field outside its range, no line or more than 1,048,576; JF_E_NOT_FOUND: kind or
 * unit; JF_E_RANGE: the day; JF_E_EXISTS: the key with other content (err->subject is the key,
 * expected and actual the first and the new value); JF_E_OVERFLOW; JF_E_LIMIT: refused, the state
 * is unchanged but for the remembered refusal (err names the first violated limit: subject = its
 * unit, expected = its amount, actual = what use would become; jf_ledger_violation_at gives all).
 * outcome_out (NULL allowed, here and below) is written with JF_OK and JF_E_LIMIT.
 * O(lines x limits that apply). */
JF_API jf_status jf_ledger_issue(jf_ledger *self, const jf_record *record, const jf_line *lines,
                                 size_t line_count, jf_outcome *outcome_out, jf_error *err);

/** As issue, but the use is held until committed or released; a hold is charged at once. */
JF_API jf_status jf_ledger_hold(jf_ledger *self, const jf_record *record, const jf_line *lines,
                                size_t line_count, jf_outcome *outcome_out, jf_error *err);

/** Turns a hold into use, on `day` (JF_DAY_NONE = the hold's day). On a day in other periods the
 * old cells are freed and the new ones checked, in one step; a cell that holds both days is asked
 * for nothing. `key` names this attempt.
 * JF_E_ARGUMENT: a key below 1; JF_E_NOT_FOUND: no hold was granted under hold_key; JF_E_EXISTS:
 * the key with other content; JF_E_STATE: the hold is resolved already; JF_E_RANGE: the day;
 * JF_E_LIMIT as issue: the hold stays. */
JF_API jf_status jf_ledger_commit(jf_ledger *self, int64_t key, int64_t hold_key, jf_day day,
                                  jf_outcome *outcome_out, jf_error *err);

/** Frees a hold. JF_E_ARGUMENT; JF_E_NOT_FOUND; JF_E_EXISTS; JF_E_STATE as commit. */
JF_API jf_status jf_ledger_release(jf_ledger *self, int64_t key, int64_t hold_key,
                                   jf_outcome *outcome_out, jf_error *err);

/** Limits violated by the last attempt or check that was decided; 0 after one that passed. */
JF_API size_t jf_ledger_violation_count(const jf_ledger *self);

/** The violation at index: in the order of the lines that add to the cell, then from the unit up,
 * then from the kind up, then by the order of the limits. Each limit once. JF_E_RANGE. */
JF_API jf_status jf_ledger_violation_at(const jf_ledger *self, size_t index,
                                        jf_violation *violation_out, jf_error *err);

/** Standing of (unit, kind, side, measure) in the period of that kind that holds the day, whether
 * or not a limit is set there. Fields as in jf_limit; state and amount are not read.
 * JF_E_ARGUMENT; JF_E_NOT_FOUND; JF_E_RANGE. O(limits of this unit and kind) where a limit is set,
 * else O(records). */
JF_API jf_status jf_ledger_balance(const jf_ledger *self, const jf_limit *cell,
                                   jf_balance *balance_out, jf_error *err);

/** Use per day of (unit, kind, side, measure) from `first` on, one value a day; holds are left
 * out. Only unit, kind, side and measure of `cell` are read.
 * JF_E_ARGUMENT; JF_E_NOT_FOUND; JF_E_RANGE: a day outside the day range.
 * O(records + value_count). */
JF_API jf_status jf_ledger_series(const jf_ledger *self, const jf_limit *cell, jf_day first,
                                  int64_t *values_out, size_t value_count, jf_error *err);

/** Number of journal entries: the opening, one per unit, kind and limit set, one per attempt. */
JF_API int64_t jf_ledger_entry_count(const jf_ledger *self);

/** Bytes of the journal so far. */
JF_API size_t jf_ledger_journal_size(const jf_ledger *self);

/** Copies byte_count journal bytes from an offset. JF_E_RANGE: beyond the journal. */
JF_API jf_status jf_ledger_journal_read(const jf_ledger *self, size_t offset, uint8_t *bytes_out,
                                        size_t byte_count, jf_error *err);

/** Digest of the whole journal: SHA-256 (FIPS 180-4), 32 bytes. JF_E_RANGE: digest_size < 32.
 * O(journal). */
JF_API jf_status jf_ledger_digest(const jf_ledger *self, uint8_t *digest_out, size_t digest_size,
                                  jf_error *err);

/** A ledger rebuilt from journal bytes; its own journal has the same bytes. Each entry is done
 * again and has to come out as it was written. The calendar must be the one the journal was opened
 * with (its digest stands in the first entry).
 * JF_E_ARGUMENT; JF_E_NOT_SEALED; JF_E_CORRUPT: the bytes fail their check (err->actual is the
 * offset of the entry); JF_E_STATE: another calendar, found before later entries are read. */
JF_API jf_ledger *jf_ledger_replay(jf_calendar *calendar, const uint8_t *bytes, size_t byte_count,
                                   const jf_ledger_options *opts, jf_error *err);

/** Divides `total` >= 0 by weights >= 0 so that the shares sum to it exactly: largest remainder,
 * ties to the earlier one. share_count equals weight_count; the arrays may be the same.
 * JF_E_ARGUMENT: total < 0, no weight, another share_count, a negative weight; JF_E_RANGE: all
 * weights are 0 but the total is not; JF_E_OVERFLOW: total x weight, or the sum of the weights,
 * leaves 64 bits. O(64 x weights), no memory. Source: method of Hamilton. */
JF_API jf_status jf_allocate(int64_t total, const int64_t *weights, size_t weight_count,
                             int64_t *shares_out, size_t share_count, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
