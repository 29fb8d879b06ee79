/* SPDX-License-Identifier: Apache-2.0 */
/* The double-entry burden ledger.
 *
 * * A record (a document, a meeting, an inspection …) of one kind on one day has lines: issuer
 * lines spend quotas, recipient lines say on whom it lands. A limit caps what a unit's subtree
 * spends (or bears) of a kind's subtree in one period; the limits of all ancestors of unit and kind
 * apply together, and the strictest outcome wins. What an attempt does not add to a cell is never
 * refused for that cell. Everything that happens is an entry of an append-only journal; the state
 * is the fold of it.
 *
 * * A cell (unit, kind, side, measure, period) counts each record whose day lies in the period and
 * whose kind lies in the kind's subtree, by its lines of that side whose units lie in the unit's
 * subtree. A limit may be set at any time; what was used before counts.
 *
 * * A limit acts in steps (its ladder): a use beyond a step's share of the amount is noticed, needs
 * an explanation, needs an approval, or is refused; the strictest step of all limits wins. A limit
 * in shadow reports what it would have done; a floor never acts.
 *
 * * Attempts: `key` names one attempt, and is remembered once it was granted or refused by a limit.
 * The same call again gives the first outcome again (repeated = 1), with its violations, and
 * changes nothing; another content under the same key is JF_E_EXISTS and the message names the
 * field. Any other failure leaves no trace. An attempt that needed an explanation or approval was
 * refused: a new attempt, with a key of its own, carries it. `subject` links the attempts of one
 * thing. An attempt that was refused because another of its group was (ledger_batch.h) is answered
 * JF_E_LINKED for ever, by every function that makes attempts.
 *
 * * Overflow: all counts that are used or held, on both sides together, and each of the four
 * amounts, have to add up to less than 2^63 over the whole ledger. So no other sum can overflow:
 * landings are a part of the counts.
 *
 * * A live handle: one thread at a time. */
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
    JF_MEASURE_AMOUNT_4 = 6,
    JF_MEASURE_LANDINGS = 7  /**< issuer side only: what the record lands on its recipients (the sum
                                  of the counts of its recipient lines), written off whole by its
                                  lead: its first issuer line with a count, else its first issuer
                                  line */
} jf_measure;

/** What a limit says. Unlimited, zero and not planned are three different things. */
typedef enum jf_limit_state {
    JF_LIMIT_NUMBER = 0,     /**< at most `amount` */
    JF_LIMIT_UNLIMITED = 1,  /**< no limit here, by decision; ancestors still limit */
    JF_LIMIT_NOT_PLANNED = 2 /**< nothing is planned here: any use is refused as off-plan */
} jf_limit_state;

/** Whether a limit keeps use down or up. */
typedef enum jf_bound {
    JF_BOUND_CAP = 0,  /**< at most */
    JF_BOUND_FLOOR = 1 /**< at least: never refuses, judged by its balance when the period is over;
                            `available` says how much is still missing */
} jf_bound;

/** The days over which a limit adds up. */
typedef enum jf_window {
    JF_WINDOW_PERIOD = 0,  /**< the period that holds `day` */
    JF_WINDOW_ROLLING = 1, /**< every window of window_days days, for ever; no period */
    JF_WINDOW_AVERAGE = 2  /**< a period of months; at the end of each of its months the total since
                                its first day may be at most amount x months begun */
} jf_window;

/** Which records a limit counts, and what a record is. */
typedef enum jf_plan_class {
    JF_PLAN_CLASS_PLANNED = 0,
    JF_PLAN_CLASS_OFF_PLAN = 1,  /**< counted apart, by limits of this class; where a planned limit
                                      is NOT_PLANNED it needs an approval */
    JF_PLAN_CLASS_EMERGENCY = 2  /**< as OFF_PLAN (and counted with it) without that approval */
} jf_plan_class;

/** The ladder, from mild to strict. */
typedef enum jf_ladder {
    JF_STEP_NONE = 0,
    JF_STEP_NOTICE = 1,  /**< reported, never refused */
    JF_STEP_EXPLAIN = 2, /**< needs a reason (jf_record.reason), or a grant of this step or above */
    JF_STEP_APPROVE = 3, /**< needs a grant of this step or above */
    JF_STEP_REFUSE = 4   /**< refused, unless a grant of this step lifts it */
} jf_ladder;

/** A step that is never reached, where a per mille is asked for. */
#define JF_STEP_NEVER (-1)

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
    int32_t bound;         /**< a jf_bound */
    int32_t window;        /**< a jf_window */
    int32_t window_days;   /**< 2 to 366 with JF_WINDOW_ROLLING; 0 = none */
    int32_t plan_class;    /**< a jf_plan_class: PLANNED or OFF_PLAN */
    int32_t notice_permille;  /**< a step acts when use x 1000 > amount x per mille; 0 = never */
    int32_t explain_permille; /**< 0 = never */
    int32_t approve_permille; /**< 0 = never */
    int32_t refuse_permille;  /**< 0 = 1000; JF_STEP_NEVER = never */
    int32_t grace_days;    /**< REFUSE is only noticed until so many days after the first day above
                                (jf_balance.since); 0 = no grace; plain periods only */
    int32_t shadow;        /**< 1: reports, never refuses */
    int64_t borrow_max;    /**< most that may be borrowed at a time; 0 = none */
    int64_t lend_max;      /**< most that may be lent on another's asking; 0 = none */
    int64_t reserve_pool;  /**< kept beside the amount, and only drawn from; 0 or more */
    int64_t approver;      /**< text of who may approve; 0 = not said */
} jf_limit;

/** One attempt to issue or hold. */
typedef struct jf_record {
    uint32_t size;    /**< sizeof(jf_record) */
    jf_day day;       /**< the day it counts on */
    int64_t key;      /**< names this attempt; >= 1, unique in the ledger; a check may have 0 */
    int64_t subject;  /**< what it is about, shared by all attempts for it; 0 = the key */
    int64_t kind;     /**< node of the kind tree */
    int64_t actor;    /**< text of who did it; 0 = not said (jf_ledger_text) */
    int64_t reason;   /**< written explanation, answers JF_STEP_EXPLAIN; 0 = none */
    int64_t grants;   /**< key of the grants that it carries (jf_ledger_grant); 0 = none */
    jf_day expires;   /**< of a hold: its last day; 0 or JF_DAY_NONE = for ever */
    int32_t off_plan; /**< a jf_plan_class */
} jf_record;

/** A change of a hold or record. */
typedef struct jf_change {
    uint32_t size;   /**< sizeof(jf_change) */
    jf_day day;      /**< the day it counts on from now; JF_DAY_NONE = as it is */
    int64_t key;     /**< names this attempt; >= 1 */
    int64_t of;      /**< key of the hold or record that is changed */
    int64_t kind;    /**< its kind from now; 0 = as it is */
    int64_t actor;   /**< as in jf_record */
    int64_t reason;  /**< as in jf_record */
    int64_t grants;  /**< as in jf_record */
    jf_day expires;  /**< of a revived hold: its last day; 0 or JF_DAY_NONE = for ever */
    int32_t frees;   /**< 1: a withdrawn record frees its quota */
} jf_change;

/** Lifts a step of one limit; frozen. Unit to day name the limit as in jf_limit. */
typedef struct jf_grant {
    int64_t unit;
    int64_t kind;
    int64_t by;           /**< text of who grants it */
    int64_t reason;       /**< text of why; 0 = not said */
    int32_t side;
    int32_t measure;
    int32_t period_kind;
    int32_t fiscal_month;
    jf_day day;
    int32_t window;       /**< a jf_window */
    int32_t window_days;
    int32_t plan_class;
    int32_t step;         /**< a jf_ladder from EXPLAIN on: this step and those below are lifted */
    jf_day on;            /**< when it was granted; 0 = not said */
} jf_grant;

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
    int32_t status;          /**< what is remembered: JF_OK, JF_E_LIMIT or JF_E_LINKED */
    int64_t entry;           /**< number of its journal entry, from 1; 0 for a check of a new key */
    int32_t violation_count; /**< limits that refuse; see jf_ledger_violation_at */
    int32_t repeated;        /**< 1: this key had been answered before */
    int32_t step;            /**< a jf_ladder: the strictest of any limit, shadows apart */
    int32_t notice_count;    /**< limits that report but do not refuse; see jf_ledger_notice_at */
} jf_outcome;

/** A limit that refused an attempt, or reports on it. */
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
    int64_t amount;       /**< the limit; 0 when NOT_PLANNED; x months begun when AVERAGE */
    int64_t used;         /**< used before the attempt, holds not included */
    int64_t held;         /**< held before the attempt */
    int64_t asked;        /**< what the attempt adds */
    int64_t short_by;     /**< used + held + asked - amount; 1 or more when above it */
    int32_t window;       /**< a jf_window; first and last are those of the worst window */
    int32_t window_days;  /**< as in jf_limit */
    int32_t plan_class;   /**< as in jf_limit */
    int32_t step;         /**< a jf_ladder: the strictest that is passed */
    int32_t needed;       /**< a jf_ladder: what a grant has to lift; NONE when nothing refuses */
    int32_t shadow;       /**< 1: reported by a limit that was in shadow then */
    int64_t approver;     /**< who may approve, as set in the limit now */
    jf_day since;         /**< day from which the limit has been above its amount before this
                               attempt; JF_DAY_NONE: it was not */
    int32_t expiring_count; /**< open holds in this cell that expire one day, at the attempt */
    int32_t fiscal_month; /**< first month of the limit's fiscal year, as a grant names it */
    int32_t reserved_2;   /**< 0 */
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
    int64_t borrowed;   /**< of limit, borrowed and not repaid */
    int64_t lent;       /**< lent and not repaid; no longer part of limit */
    int64_t pool;       /**< left in the reserve pool */
    int64_t refusals;   /**< attempts that this limit has refused */
    jf_day since;       /**< day from which it has been above limit; JF_DAY_NONE: it is not, or
                             nothing was added since it was cut; caps of plain periods */
    int32_t reserved;   /**< 0 */
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
 * Loans stay open, as part of the amount that is replaced; grace runs on.
 * JF_E_ARGUMENT: a field outside its enum or sign, an amount with a state that is no number, a
 * rolling limit with a period, an average over weeks, a floor or grace that is no plain period,
 * landings on the recipient side; JF_E_NOT_FOUND: unit or kind; JF_E_RANGE: the day;
 * JF_E_NOT_FOUND: the approver. */
JF_API jf_status jf_ledger_set_limit(jf_ledger *self, const jf_limit *limit, jf_error *err);

/** Number of limits set. */
JF_API size_t jf_ledger_limit_count(const jf_ledger *self);

/** The limit at index, in the order in which they were first set, without defaults: side, measure
 * and fiscal_month are written out, day is the first of the period. JF_E_RANGE. */
JF_API jf_status jf_ledger_limit_at(const jf_ledger *self, size_t index, jf_limit *limit_out,
                                    jf_error *err);

/** Remembers a text (a name, a reference, a reason) and gives its id; an equal text has the same
 * id. JF_E_ARGUMENT: empty; JF_E_RANGE: more than 65,535 bytes; JF_E_ENCODING. */
JF_API jf_status jf_ledger_text(jf_ledger *self, const char *text, int64_t *id_out, jf_error *err);

/** The text of an id; NULL when unknown. */
JF_API const char *jf_ledger_text_of(const jf_ledger *self, int64_t id);

/** Records grants for the attempts of one subject, under a key. An attempt that names the key in
 * `grants` carries them; once one was granted, they are spent.
 * JF_E_ARGUMENT: key or subject < 1, no grant or more than 1,024; of each grant in turn
 * JF_E_ARGUMENT: a field outside its enum; JF_E_NOT_FOUND: unit, kind; JF_E_RANGE: the day;
 * JF_E_NOT_FOUND: by, reason; JF_E_RANGE: `on`; JF_E_NOT_FOUND: no such limit (subject is the
 * unit); then JF_E_EXISTS: the key with other content. */
JF_API jf_status jf_ledger_grant(jf_ledger *self, int64_t key, int64_t subject,
                                 const jf_grant *grants, size_t grant_count,
                                 jf_outcome *outcome_out, jf_error *err);

/** Whether a record may be issued: the very code path of issue, without the entry; the key is
 * not remembered. With a key that is remembered already it answers as issue would; key 0 is always
 * new. Statuses as jf_ledger_issue. */
JF_API jf_status jf_ledger_check(jf_ledger *self, const jf_record *record, const jf_line *lines,
                                 size_t line_count, jf_outcome *outcome_out, jf_error *err);

/** Issues a record at once. A unit may stand in several lines. JF_E_ARGUMENT: a field outside its
 * range, no line or more than 1,048,576; JF_E_NOT_FOUND: kind, unit, actor or reason; JF_E_RANGE:
 * the day; JF_E_EXISTS: the key with other content (err->subject is the key, expected and actual
 * the first and the new value); JF_E_NOT_FOUND: the grants; JF_E_STATE: the grants are spent or of
 * another subject; JF_E_OVERFLOW; JF_E_LIMIT: refused, the state is unchanged but for the
 * remembered refusal (err names the first violated limit: subject = its unit, expected = its
 * amount, actual = what use would become; jf_ledger_violation_at gives all). outcome_out (NULL
 * allowed, here and below) is written with JF_OK and JF_E_LIMIT. O(lines x limits that apply). */
JF_API jf_status jf_ledger_issue(jf_ledger *self, const jf_record *record, const jf_line *lines,
                                 size_t line_count, jf_outcome *outcome_out, jf_error *err);

/** As issue, but the use is held until committed, released or expired; it is charged at once. */
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

/** Turns a hold into use with other lines: less (the rest is freed), more (the difference is
 * checked), or elsewhere. frees and expires are 0; the kind may change. No line: those of the hold.
 * JF_E_ARGUMENT: a field; JF_E_NOT_FOUND: kind, unit, actor or reason; then as commit; then the
 * grants, JF_E_OVERFLOW and JF_E_LIMIT as issue. So the changes below. */
JF_API jf_status jf_ledger_commit_lines(jf_ledger *self, const jf_change *change,
                                        const jf_line *lines, size_t line_count,
                                        jf_outcome *outcome_out, jf_error *err);

/** Ends every open hold whose last day lies before `today`. count_out: how many. One entry, none
 * when nothing expires. JF_E_RANGE: the day. O(open holds that may expire). */
JF_API jf_status jf_ledger_expire(jf_ledger *self, jf_day today, int64_t *count_out,
                                  jf_error *err);

/** Holds again what a hold that expired held, with a new expiry, on `day` or its own; checked like
 * a hold. kind and frees are 0. Statuses as commit_lines; JF_E_STATE: the hold is not expired. */
JF_API jf_status jf_ledger_revive(jf_ledger *self, const jf_change *change,
                                  jf_outcome *outcome_out, jf_error *err);

/** Withdraws a record that was issued or committed. It still counts, as the burden happened, unless
 * `frees`. Day, kind and expires are as they are (JF_DAY_NONE, 0, 0).
 * Statuses as commit_lines; JF_E_NOT_FOUND: no record was granted under `of`; JF_E_STATE: it is not
 * in use, or withdrawn already. */
JF_API jf_status jf_ledger_withdraw(jf_ledger *self, const jf_change *change,
                                    jf_outcome *outcome_out, jf_error *err);

/** Corrects day, kind or lines (no line: as they are) of a record in use, in one step: the old
 * cells are freed, the new ones checked for the difference. frees and expires are 0. Statuses as
 * withdraw. */
JF_API jf_status jf_ledger_amend(jf_ledger *self, const jf_change *change, const jf_line *lines,
                                 size_t line_count, jf_outcome *outcome_out, jf_error *err);

/** Limits violated by the last attempt or check that was decided; 0 after one that passed. */
JF_API size_t jf_ledger_violation_count(const jf_ledger *self);

/** The violation at index: in the order of the lines that add to the cell, then from the unit up,
 * then from the kind up, then by the order of the limits. Each limit once. JF_E_RANGE. */
JF_API jf_status jf_ledger_violation_at(const jf_ledger *self, size_t index,
                                        jf_violation *violation_out, jf_error *err);

/** Limits that reported on the last attempt or check without refusing it: noticed, lifted by a
 * reason or grant, in grace, or in shadow. */
JF_API size_t jf_ledger_notice_count(const jf_ledger *self);

/** The report at index, in the order of violations. JF_E_RANGE. */
JF_API jf_status jf_ledger_notice_at(const jf_ledger *self, size_t index,
                                     jf_violation *notice_out, jf_error *err);

/** Answers again what the attempt under a key was answered, violations and notices with it; the
 * return value speaks about this call only. JF_E_NOT_FOUND: no attempt is remembered. */
JF_API jf_status jf_ledger_explain(jf_ledger *self, int64_t key, jf_outcome *outcome_out,
                                   jf_error *err);

/** Keys of open holds of a cell that expire on or before a day, in the order of their attempts;
 * count_out: how many there are (the array gets the first ones).
 * JF_E_ARGUMENT; JF_E_NOT_FOUND; JF_E_RANGE. O(open holds that may expire). */
JF_API jf_status jf_ledger_expiring(const jf_ledger *self, const jf_limit *cell, jf_day until,
                                    int64_t *keys_out, size_t key_count, int64_t *count_out,
                                    jf_error *err);

#ifdef __cplusplus
}
#endif

#include "jianfu/ledger_batch.h"
#include "jianfu/ledger_close.h"
#include "jianfu/ledger_count.h"
#include "jianfu/ledger_journal.h"
#include "jianfu/ledger_moves.h"
#include "jianfu/ledger_query.h"
#include "jianfu/ledger_snapshot.h"
#include "jianfu/ledger_units.h"

#endif
