/* SPDX-License-Identifier: Apache-2.0 */
/* Alerts: what a detector says, look by look, made into something that opens once, moves and ends.
 *
 * jf_alert_step is a pure function: rules, the alert before, what a detector says today; out come
 * the alert after and what has happened. The book `jf_alerts` applies it to many alerts at once and
 * keeps its inputs as a text from which it can be rebuilt to any day. There is one alert for a
 * detector, unit, kind and period; its level moves, it does not open twice.
 *
 * No data is no news: an alert is never lowered or cleared by a look without data or while its
 * newest datum is too old. It becomes stale instead, and says so.
 */
#ifndef JIANFU_WATCH_ALERT_H
#define JIANFU_WATCH_ALERT_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/tree.h"
#include "jianfu/watch.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Which detector speaks. */
typedef enum jf_alert_rule {
    JF_ALERT_RULE_ANY = 0,      /**< in rules and silences: whichever */
    JF_ALERT_RULE_LEVEL = 1,    /**< use against the limit; above it is a fact */
    JF_ALERT_RULE_PACE = 2,     /**< projection against the limit */
    JF_ALERT_RULE_FORECAST = 3, /**< probability of exceeding the limit */
    JF_ALERT_RULE_YOY = 4,      /**< growth against the same period a year before */
    JF_ALERT_RULE_BURST = 5,    /**< many in a short time */
    JF_ALERT_RULE_SHADOW = 6,   /**< formal documents replaced by informal ones */
    JF_ALERT_RULE_BUNDLING = 7, /**< several documents bundled into one */
    JF_ALERT_RULE_LOAD = 8,     /**< what lands on a recipient */
    JF_ALERT_RULE_MASTERS = 9,  /**< many senders to one recipient */
    JF_ALERT_RULE_STALE = 10,   /**< a source that has gone quiet */
    JF_ALERT_RULE_FLOOR = 11    /**< less than what has to be done */
} jf_alert_rule;

/** Where an alert stands. */
typedef enum jf_alert_state {
    JF_ALERT_STATE_NONE = 0,    /**< never raised, and not about to be */
    JF_ALERT_STATE_PENDING = 1, /**< a threshold is reached, the alert not raised yet */
    JF_ALERT_STATE_OPEN = 2,    /**< raised, at its level */
    JF_ALERT_STATE_CLEARED = 3, /**< was open; may open again */
    JF_ALERT_STATE_EXPIRED = 4  /**< was open when its period ended; never changes again */
} jf_alert_state;

/** What has happened to an alert; bits. Of one step they are told in ascending order. */
typedef enum jf_alert_action {
    JF_ACTION_RAISED = 1,        /**< opened */
    JF_ACTION_WORSENED = 2,      /**< its level rose */
    JF_ACTION_EASED = 4,         /**< its level fell, it stays open */
    JF_ACTION_CLEARED = 8,       /**< closed by what the detector says */
    JF_ACTION_WENT_STALE = 16,   /**< its newest datum is too old */
    JF_ACTION_FRESH_AGAIN = 32,  /**< no longer so */
    JF_ACTION_ACK_ENDED = 64,    /**< its acknowledgement ended, by day or by a rise */
    JF_ACTION_ESCALATED = 128,   /**< nobody has acknowledged it for too many workdays */
    JF_ACTION_EXPIRED = 256,     /**< closed by the end of its period */
    JF_ACTION_ACKNOWLEDGED = 512 /**< not of a step: by jf_alerts_acknowledge */
} jf_alert_action;

/** When alerts rise and fall; zero means default. Thresholds are in millionths of what the detector
 * measures; the defaults suit probabilities. A threshold is reached from it on. The level falls
 * where the value is below the threshold that clears it; in between it stays. Thresholds of a row
 * do not fall from watch to red, and none that clears is above the one that raises. */
typedef struct jf_alert_rules {
    uint32_t size;            /**< sizeof(jf_alert_rules) */
    int32_t rule;             /**< for jf_alerts_set_rules: the jf_alert_rule that these are for;
                                  ANY: all that have no own */
    int32_t raise_watch_ppm;  /**< 0 = 500,000 */
    int32_t raise_yellow_ppm; /**< 0 = 700,000 */
    int32_t raise_red_ppm;    /**< 0 = 850,000 */
    int32_t clear_watch_ppm;  /**< 0 = 350,000 */
    int32_t clear_yellow_ppm; /**< 0 = 550,000 */
    int32_t clear_red_ppm;    /**< 0 = 750,000 */
    int32_t pending_days;     /**< a level is raised when all looks with data of this many days have
                                  reached it; 0 = at once; at most 366 */
    int32_t dwell_days;       /**< days before a level falls; 0 = 14; -1 none; at most 366 */
    int32_t escalate_workdays; /**< workdays without acknowledgement from one escalation to the
                                   next; 0 = 5; -1 never; at most 366 */
    int32_t small_count;      /**< a value that rests on fewer events raises to small_level at most,
                                  but of FLOOR, where few are what it is about; 0 = 5; -1 none; at
                                  most 1,000,000 */
    int32_t small_level;      /**< highest level of a small count; 0 = watch; -1 nothing is raised;
                                  2 yellow */
    int32_t stale_days;       /**< age of the newest datum from which an open alert is stale; 0 =
                                  14; -1 never; at most 3660 */
    int32_t fdr_ppm;          /**< of the book: jf_alert_portfolio of this share over the forecasts
                                  of a look; 0 = off; at most 1,000,000 */
} jf_alert_rules;

/** Which alert; frozen. */
typedef struct jf_alert_key {
    int64_t unit;  /**< >= 1 */
    int64_t kind;  /**< >= 0; 0: of no one kind */
    int32_t rule;  /**< a jf_alert_rule */
    jf_day first;  /**< the period, closed */
    jf_day last;
} jf_alert_key;

/** An early sign: what a detector says of a unit, kind and period on one day. */
typedef struct jf_alert_sign {
    uint32_t size;     /**< sizeof(jf_alert_sign) */
    int32_t rule;      /**< a jf_alert_rule */
    int64_t unit;      /**< >= 1 */
    int64_t kind;      /**< >= 0; 0: of no one kind */
    jf_day first;      /**< the period, closed */
    jf_day last;
    int32_t missing;   /**< 1: there are no data today; of what follows only data_day and silenced
                           are used */
    int32_t value_ppm; /**< probability or ratio in millionths, 0 or more; of FORECAST at
                           most 1,000,000 */
    jf_day data_day;   /**< day of the newest datum; JF_DAY_NONE: as before, only when missing */
    int32_t basis;     /**< what the value rests on, >= 0; passed through; 0 = not said */
    int64_t count;     /**< events that the value rests on, 0 or more */
    int64_t used;      /**< 0 or more */
    int64_t limit;     /**< 0 or more; read when has_limit is set */
    int32_t has_limit; /**< 1: `limit` is a number */
    int32_t held_back; /**< 1: may not raise the level (jf_alert_portfolio) */
    int32_t silenced;  /**< 1: what happens is recorded, not told */
    jf_day date_q10;   /**< when the limit is used up, with probability .1 not later; JF_DAY_NONE:
                           beyond the period */
    jf_day date_q50;   /**< .5; JF_DAY_NONE as above */
    jf_day date_q90;   /**< .9; JF_DAY_NONE as above */
    int64_t projected_milli; /**< projected total of the period in thousandths, 0 or more */
} jf_alert_sign;

/** An alert as it stands after a step. Give back what a step gave; a record whose rule is 0 stands
 * for none. */
typedef struct jf_alert {
    uint32_t size;        /**< sizeof(jf_alert) */
    int32_t rule;         /**< a jf_alert_rule */
    int64_t unit;
    int64_t kind;
    jf_day first;
    jf_day last;
    jf_day day;           /**< of the last step */
    jf_day data_day;      /**< day of the newest datum seen; JF_DAY_NONE: none */
    int32_t state;        /**< a jf_alert_state */
    int32_t level;        /**< a jf_alert_level: green unless open; the last one when expired */
    int32_t value_ppm;    /**< of the last look that had data; -1 none */
    int32_t stale;        /**< 1: open, and its newest datum is too old */
    int32_t silenced;     /**< 1: what the last step did was not told */
    int32_t acknowledged; /**< 1: somebody has seen it at this level */
    jf_day ack_until;     /**< last day of the acknowledgement; JF_DAY_NONE: until worse, or none */
    int32_t escalations;  /**< since waiting_since */
    int32_t raised_count; /**< how many times it has opened */
    jf_day waiting_since; /**< opened, or its acknowledgement ended; JF_DAY_NONE unless open */
    jf_day level_since;   /**< day of the level; JF_DAY_NONE unless open */
    jf_day watch_since;   /**< every look with data since then reached the threshold of watch;
                              JF_DAY_NONE: the last one did not */
    jf_day yellow_since;  /**< JF_DAY_NONE as above */
    jf_day red_since;     /**< JF_DAY_NONE as above */
} jf_alert;

/** One step of one alert; pure. `rules` and `before` may be NULL: the defaults, none before.
 * `calendar` may be NULL: nothing escalates. In this order:
 *  - an expired alert stays as it is; after the period an open one expires, a pending one ends;
 *  - an acknowledgement whose last day is past ends;
 *  - of LEVEL, use above the limit is a fact: red at once, whatever the rules;
 *  - the level rises to the highest one that has been reached for pending_days, as far as small
 *    counts and held_back allow; that ends an acknowledgement. Rising needs data, if only old ones;
 *  - else it falls to the highest one that the value keeps, or the alert clears: never without
 *    data, when stale, or before dwell_days at its level;
 *  - an open alert that is not acknowledged escalates at each multiple of escalate_workdays after
 *    waiting_since; several at once count as one that went further.
 * A look without data leaves what has been reached (`watch_since` …) as it was.
 * JF_E_ARGUMENT: rules, `before` or sign with a field outside its range, rules that do not ascend,
 * a key that is not that of `before`; JF_E_RANGE: no such day, the period's first day after its
 * last, `day` before that of `before`, a data_day after `day` or none with data; JF_E_NOT_SEALED;
 * JF_E_UNKNOWN_DAY: workdays were needed and are not known. */
JF_API jf_status jf_alert_step(const jf_calendar *calendar, const jf_alert_rules *rules, jf_day day,
                               const jf_alert *before, const jf_alert_sign *sign,
                               jf_alert *after_out, int32_t *actions_out, jf_error *err);

/** Acknowledges an open alert: until it is worse, or until the end of the day `until` (JF_DAY_NONE
 * = only until worse), whatever comes first. Again: the new day holds. Pure.
 * JF_E_ARGUMENT: a field of `before`; JF_E_RANGE: no such day, `day` before that of `before`,
 * `until` before `day`; JF_E_STATE: not open. */
JF_API jf_status jf_alert_acknowledge(const jf_alert *before, jf_day day, jf_day until,
                                      jf_alert *after_out, jf_error *err);

/** Bayesian false discovery control over many probabilities: flags (1, else 0) the largest set
 * whose mean of 1 - p is at most alpha, p and alpha in millionths. The likeliest come first, of
 * equal ones the first. Exact; O(20 x values), no memory. At most 1,048,576 values.
 * JF_E_ARGUMENT: flag_count is not value_count; JF_E_RANGE: alpha or a value not in 0..1,000,000
 * (err->line is its place, from 1), too many values. */
JF_API jf_status jf_alert_portfolio(const int32_t *values, size_t value_count, int32_t alpha_ppm,
                                    int32_t *flags_out, size_t flag_count, jf_error *err);

/** What a warning of the watch says as a sign of its forecast: of a cap how likely it is exceeded
 * (rule FORECAST), of a floor that it is missed (FLOOR). A forecast that is silent because the
 * period is young or the counts are small may not raise the level (held_back). `data_day`: day of
 * the newest datum that the warning rests on.
 * JF_E_ARGUMENT: the warning has another shape than those of a watch; JF_E_NOT_FOUND: it has no
 * forecast, or no limit to compare with. */
JF_API jf_status jf_warning_sign(const jf_warning *warning, jf_day data_day,
                                 jf_alert_sign *sign_out, jf_error *err);

/** What would resolve an alert. */
typedef struct jf_advice {
    uint32_t size;    /**< sizeof(jf_advice) */
    int32_t exceeded; /**< 1: use is above the limit already: a fact; of FLOOR 0 */
    int64_t save;     /**< how many fewer than projected until the period's end; 0 = none */
    jf_day by;        /**< the latest day to begin: date_q10, at most the last of the period; the
                          day of the look when exceeded; of FLOOR the last of the period: the day
                          to be done by */
    int64_t more;     /**< of FLOOR: how many more than projected until the period's end; 0 =
                          none */
} jf_advice;

/** How many have to be saved, and by when: projection, or the use where that is more, less the
 * limit, rounded up, at least 1 for an alert at RED. Of FLOOR, whose limit is the floor, nothing is
 * to be saved: how many have to be added, by the same rule. `level` is a jf_alert_level.
 * JF_E_ARGUMENT: a field of the sign, level; JF_E_RANGE: its days, or `day`; JF_E_NOT_FOUND: the
 * sign has no data or no limit. */
JF_API jf_status jf_alert_advice(const jf_alert_sign *sign, int32_t level, jf_day day,
                                 jf_advice *advice_out, jf_error *err);

/** A unit beside the one of an alert; frozen. */
typedef struct jf_sibling {
    int64_t unit;
    int64_t limit;           /**< 0 or more */
    int64_t used;            /**< 0 or more */
    int64_t projected_milli; /**< in thousandths, 0 or more */
    int64_t headroom;        /**< result: limit - projection, rounded down; ignored where given; 0 =
                                 none */
} jf_sibling;

/** The choice_count siblings with most room, largest first, of equal ones the first. A projection
 * below the use counts as the use. No memory; O(siblings x choices).
 * JF_E_ARGUMENT: more choices than siblings, more than 1,048,576 siblings, a number below 0
 * (err->line is the place of the sibling, from 1). */
JF_API jf_status jf_alert_siblings(const jf_sibling *siblings, size_t sibling_count,
                                   jf_sibling *choices_out, size_t choice_count, jf_error *err);

/** A part of a total; frozen. */
typedef struct jf_contributor {
    int64_t id;             /**< a unit or kind */
    int64_t count;          /**< 0 or more */
    int64_t share_permille; /**< result: share of the total, rounded half up; ignored where given; 0
                                = none */
} jf_contributor;

/** The largest contributors, largest first, of equal ones the first. No memory; O(contributors x
 * shares). JF_E_ARGUMENT: more shares than contributors, more than 1,048,576 contributors, a count
 * below 0 (err->line is its place, from 1); JF_E_OVERFLOW: a thousand times the total leaves 64
 * bits. */
JF_API jf_status jf_alert_contributors(const jf_contributor *contributors, size_t contributor_count,
                                       jf_contributor *shares_out, size_t share_count,
                                       jf_error *err);

/** Name of a detector, for instance "forecast"; "unknown" for any other number. `rule` is a
 * jf_alert_rule. */
JF_API const char *jf_alert_rule_name(int32_t rule);

/** Name of a state, for instance "open"; "unknown" for any other number. */
JF_API const char *jf_alert_state_name(int32_t state);

/** Name of one action, for instance "went-stale"; "unknown" for any other number. */
JF_API const char *jf_alert_action_name(int32_t action);

/** The alerts of an organ with their history. A live handle. */
typedef struct jf_alerts jf_alerts;

/** Options of a book of alerts; zero means default. */
typedef struct jf_alerts_options {
    uint32_t size;    /**< sizeof(jf_alerts_options) */
    int32_t reserved; /**< 0 */
    jf_allocator allocator;
} jf_alerts_options;

/** A silence over closed days: alerts move on, what happens is recorded and not told. */
typedef struct jf_silence {
    uint32_t size; /**< sizeof(jf_silence) */
    int32_t rule;  /**< a jf_alert_rule */
    int64_t unit;  /**< 0 = any */
    int64_t kind;  /**< 0 = any */
    jf_day first;
    jf_day last;
} jf_silence;

/** One thing that has happened to an alert. */
typedef struct jf_alert_event {
    uint32_t size;        /**< sizeof(jf_alert_event) */
    int32_t action;       /**< a jf_alert_action, one of them */
    int64_t unit;
    int64_t kind;
    int32_t rule;         /**< a jf_alert_rule */
    jf_day first;
    jf_day last;
    jf_day day;
    int32_t level_before; /**< a jf_alert_level: before the look, green if it was not open */
    int32_t level_after;  /**< a jf_alert_level */
    int32_t escalations;  /**< how far it has escalated */
    int32_t silenced;     /**< 1: not to be told */
} jf_alert_event;

/** An empty book on a sealed calendar, which escalation needs, with rules for every detector.
 * `rules` may be NULL: the defaults. `opts` may be NULL. JF_E_ARGUMENT: as jf_alerts_set_rules,
 * also rules of one detector; JF_E_NOT_SEALED. */
JF_API jf_alerts *jf_alerts_new(jf_calendar *calendar, const jf_alert_rules *rules,
                                const jf_alerts_options *opts, jf_error *err);

/** NULL is allowed. */
JF_API void jf_alerts_free(jf_alerts *self);

/** Replaces the rules of one detector, or of all that have no own. Alerts stay as they are; the
 * next look is the first that the rules hold for.
 * JF_E_ARGUMENT: a field outside its range, thresholds that do not ascend or clear above raise. */
JF_API jf_status jf_alerts_set_rules(jf_alerts *self, const jf_alert_rules *rules, jf_error *err);

/** One look: a step of each alert that a sign is given for, in their order, then of all others, in
 * the order in which they came to the book, as by a sign that is missing. Each silence that fits
 * silences; where the rules of FORECAST say so, forecasts outside the portfolio of this look are
 * held back. Signs that raise nothing and make nothing pending leave no trace but in the log.
 * All signs have one size field.
 * JF_E_ARGUMENT: more than 1,048,576 signs; JF_E_RANGE: no such day, or before the last look or
 * acknowledgement; then sign by sign, with its place in err->line, from 1: as jf_alert_step;
 * then JF_E_EXISTS: a key stands twice (err->line is the first sign that repeats one);
 * JF_E_NO_MEMORY; JF_E_UNKNOWN_DAY. O(signs x log + (signs + alerts) x silences). */
JF_API jf_status jf_alerts_observe(jf_alerts *self, jf_day day, const jf_alert_sign *signs,
                                   size_t sign_count, jf_error *err);

/** Acknowledges as jf_alert_acknowledge does, with a note ("" = none). The event is told like any
 * other. `until`: JF_DAY_NONE = until worse.
 * JF_E_ARGUMENT; JF_E_RANGE: the note has more than 65,535 bytes; JF_E_ENCODING; JF_E_RANGE: no
 * such day, or before the last look or acknowledgement; JF_E_NOT_FOUND: no such alert; JF_E_RANGE:
 * `until` before `day`; JF_E_STATE: not open. O(log alerts + silences). */
JF_API jf_status jf_alerts_acknowledge(jf_alerts *self, const jf_alert_key *key, jf_day day,
                                       jf_day until, const char *note, jf_error *err);

/** Adds a silence, from the next look on. `units` may be NULL: only the unit itself; otherwise it
 * and what lies below it now. JF_E_ARGUMENT: a rule that is none, unit or kind below 0;
 * JF_E_RANGE: no such day, first after last; JF_E_NOT_FOUND: the unit is not in the tree. */
JF_API jf_status jf_alerts_silence(jf_alerts *self, const jf_silence *silence, jf_tree *units,
                                   jf_error *err);

/** Ends a silence early, from the next look on: `last`, as early as the day before its first (it
 * holds on no day then), takes the place of its last day. What was recorded stays silenced.
 * JF_E_RANGE: no silence at index, no such day, a day before that, or not before its last. */
JF_API jf_status jf_alerts_end_silence(jf_alerts *self, size_t index, jf_day last, jf_error *err);

/** Number of silences so far, those that have ended among them. */
JF_API size_t jf_alerts_silence_count(const jf_alerts *self);

/** The silence at index, in the order in which they were added, with the last day that it has now.
 * JF_E_RANGE. */
JF_API jf_status jf_alerts_silence_at(const jf_alerts *self, size_t index, jf_silence *silence_out,
                                      jf_error *err);

/** Day of the last look or acknowledgement; JF_DAY_NONE before the first. */
JF_API jf_day jf_alerts_day(const jf_alerts *self);

/** Number of alerts that have ever been pending or open. */
JF_API size_t jf_alerts_alert_count(const jf_alerts *self);

/** The alert at index, in the order in which they came to the book. JF_E_RANGE. */
JF_API jf_status jf_alerts_alert_at(const jf_alerts *self, size_t index, jf_alert *alert_out,
                                    jf_error *err);

/** The last sign with data of the alert at index: what it rests on. JF_E_RANGE. */
JF_API jf_status jf_alerts_sign(const jf_alerts *self, size_t index, jf_alert_sign *sign_out,
                                jf_error *err);

/** Note of the last acknowledgement of the alert at index, "" for none; NULL beyond the last. */
JF_API const char *jf_alerts_note(const jf_alerts *self, size_t index);

/** Place of an alert among the alerts. JF_E_NOT_FOUND. O(log alerts). */
JF_API jf_status jf_alerts_find(const jf_alerts *self, const jf_alert_key *key, size_t *index_out,
                                jf_error *err);

/** Number of events so far. */
JF_API size_t jf_alerts_event_count(const jf_alerts *self);

/** The event at index, in the order in which they happened. JF_E_RANGE. */
JF_API jf_status jf_alerts_event_at(const jf_alerts *self, size_t index, jf_alert_event *event_out,
                                    jf_error *err);

/** Bytes of the log so far: everything that was put in, as text (docs/FORMATS.md). */
JF_API size_t jf_alerts_log_size(const jf_alerts *self);

/** Copies byte_count bytes of the log from an offset; what is there never changes, new inputs come
 * behind it. JF_E_RANGE: beyond the log. */
JF_API jf_status jf_alerts_log_read(const jf_alerts *self, size_t offset, uint8_t *bytes_out,
                                    size_t byte_count, jf_error *err);

/** A book rebuilt from its log, as it was before the first look or acknowledgement after `until`
 * (JF_DAY_NONE = to its end); its own log begins with the same bytes. On the same calendar every
 * alert and event is the same. A log cut between two inputs is that of an earlier time.
 * JF_E_ARGUMENT; JF_E_RANGE: until; JF_E_NOT_SEALED; JF_E_TEXT: not such a log, or of another
 * version; JF_E_CORRUPT: a line is not as the book would write it, or says what the book refuses
 * (err->line is the line, from 1); JF_E_UNKNOWN_DAY: the calendar lacks days (err->line). */
JF_API jf_alerts *jf_alerts_replay(jf_calendar *calendar, const uint8_t *bytes, size_t byte_count,
                                   jf_day until, const jf_alerts_options *opts, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
