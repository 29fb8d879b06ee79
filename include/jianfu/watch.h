/* SPDX-License-Identifier: Apache-2.0 */
/* Early warning: who shows signs of exceeding its quota, and why.
 *
 * Three detectors look at every cell: `level` (use against the limit), `forecast` (how likely the
 * period ends above it, watch_forecast.h) and `pace` (a projection of the period's total from the
 * share of the past period that lay behind at the same point), which decides where there is no
 * forecast. A detector is a pure function of numbers; the watch applies it to the cells of a
 * ledger. Further signs are in watch_signs.h, alerts with a memory in watch_alert.h.
 */
#ifndef JIANFU_WATCH_H
#define JIANFU_WATCH_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"
#include "jianfu/ledger.h"
#include "jianfu/watch_forecast.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Levels of a warning (traffic lights). */
typedef enum jf_alert_level {
    JF_ALERT_GREEN = 0,
    JF_ALERT_WATCH = 1,
    JF_ALERT_YELLOW = 2,
    JF_ALERT_RED = 3
} jf_alert_level;

/** Why a detector said what it said. */
typedef enum jf_alert_cause {
    JF_CAUSE_NONE = 0,
    JF_CAUSE_LEVEL = 1,       /**< use reached a step of the limit */
    JF_CAUSE_PACE = 2,        /**< the projection passes a step of the limit */
    JF_CAUSE_SMALL_COUNT = 3, /**< pace or forecast would have warned, but the counts are too
                                   small */
    JF_CAUSE_NO_LIMIT = 4,    /**< no number to compare with */
    JF_CAUSE_FORECAST = 5,    /**< the period probably ends above the cap, or below the floor */
    JF_CAUSE_EARLY = 6        /**< it would, but too little of the period lies behind for that to be
                                   a sign */
} jf_alert_cause;

/** Rules of the watch; zero means default. The thresholds are conventions, not a rule text; they
 * ascend, and are compared with the exact ratio, never with a rounded one. */
typedef struct jf_watch_rules {
    uint32_t size;                 /**< sizeof(jf_watch_rules) */
    int32_t level_watch_permille;  /**< use / limit for WATCH, from it; 0 = 800 */
    int32_t level_yellow_permille; /**< for YELLOW, from it; 0 = 950 */
    int32_t level_red_permille;    /**< for RED, above it; 0 = 1000 */
    int32_t pace_yellow_permille;  /**< projection / limit for YELLOW, above it; 0 = 1000 */
    int32_t pace_red_permille;     /**< for RED, from it; 0 = 1200 */
    int32_t small_use;             /**< pace is silent below this use; 0 = 5 */
    int32_t small_excess_permille; /**< pace is silent while projection - limit is below this
                                       many thousandths of a document; 0 = 1000 */
    int32_t level_off;             /**< 1: no level detector */
    int32_t pace_off;              /**< 1: no pace detector, and no projection */
    int32_t forecast_off;          /**< 1: no forecast: the pace decides */
    int32_t forecast_watch_ppm;    /**< P(exceed) for WATCH, from it; 0 = 500,000 */
    int32_t forecast_yellow_ppm;   /**< for YELLOW, from it; 0 = 700,000 */
    int32_t forecast_red_ppm;      /**< for RED, from it; 0 = 850,000 */
    int32_t early_permille;        /**< share of the period that has to lie behind before less than
                                        RED is raised by the forecast; 0 = 150 */
    int32_t seasons_apart;         /**< 1: January and February have seasons of their own; 0: one
                                        that they share out by workdays, as Spring Festival moves
                                        between them */
} jf_watch_rules;

/** What a detector knows of a cell. Counts are >= 0. */
typedef struct jf_pace_input {
    uint32_t size;     /**< sizeof(jf_pace_input) */
    int32_t has_limit; /**< 1: `limit` is a number */
    int64_t limit;
    int64_t used;       /**< in this period, up to and with today */
    int64_t share_done; /**< of the reference period: counted up to the same point … */
    int64_t share_all;  /**< … of this total; 0 of 0: no reference, the next two decide */
    int64_t days_done;  /**< workdays of this period up to and with today */
    int64_t days_all;   /**< workdays of this period */
} jf_pace_input;

/** A warning, or its absence, with its evidence. */
typedef struct jf_warning {
    uint32_t size;         /**< sizeof(jf_warning) */
    int32_t level;         /**< a jf_alert_level: the higher one of the detectors */
    int32_t cause;         /**< a jf_alert_cause: who decided, LEVEL in a tie */
    int32_t level_by_use;  /**< a jf_alert_level: what the level detector alone says */
    int32_t level_by_pace; /**< a jf_alert_level: what the pace detector alone says */
    int32_t used_permille; /**< used / limit, rounded half up, at most INT32_MAX; -1: limit 0 or
                                    none */
    int64_t unit;          /**< 0 from the pure function */
    int64_t kind;
    int64_t limit;
    int64_t used;
    int64_t projected_milli;    /**< projected total of the period in thousandths, rounded half up;
                                    -1: no projection */
    int64_t projected_permille; /**< projection / limit, rounded half up; -1: limit 0 or none, or no
                                     projection */
    int64_t share_done;         /**< evidence: the share that was used (0: none) … */
    int64_t share_all;          /**< … as a fraction */
    jf_day first;               /**< the period; JF_DAY_NONE from the pure function */
    jf_day last;
    int32_t bound;              /**< a jf_bound: of a floor, what follows is about falling short */
    int32_t has_forecast;       /**< 1: what follows says something */
    int32_t level_by_forecast;  /**< a jf_alert_level: what the forecast alone says */
    int32_t forecast_ppm;       /**< P(total > cap) or P(total < floor); -1: there is no number to
                                     compare with, or no forecast */
    int32_t basis;              /**< a jf_forecast_basis */
    int32_t changed_ppm;        /**< how likely its level has jumped with this year */
    int32_t share_ppm;          /**< expected share of the period that lies behind */
    int64_t expected_milli;     /**< forecast total in thousandths; -1: no forecast */
    int64_t total_q10;          /**< total that is reached with 90 % … */
    int64_t total_q50;          /**< … half */
    int64_t total_q90;          /**< … and 10 % probability */
    jf_day day_q10;             /**< first day by which the cap is passed with 10 % probability;
                                     JF_DAY_NONE: not within the period, or a floor … */
    jf_day day_q50;             /**< … 50 % … */
    jf_day day_q90;             /**< … 90 % */
} jf_warning;

/** Applies the detectors to one cell. Projection: used x share_all / share_done, by the past
 * season; without a reference (share_all 0 or share_done 0) used x days_all / days_done; without
 * days none. Any use of a limit of 0 is RED, none is GREEN. `rules` may be NULL.
 * JF_E_ARGUMENT: a rule or number outside its range, share_done > share_all, days_done > days_all,
 * thresholds not ascending; JF_E_OVERFLOW: an exact comparison leaves 64 bits. */
JF_API jf_status jf_watch_assess(const jf_watch_rules *rules, const jf_pace_input *input,
                                 jf_warning *warning_out, jf_error *err);

/** A watch over one ledger. A live handle. */
typedef struct jf_watch jf_watch;

/** Options of a watch; zero means default. */
typedef struct jf_watch_options {
    uint32_t size;    /**< sizeof(jf_watch_options) */
    int32_t reserved; /**< 0 */
    jf_allocator allocator;
} jf_watch_options;

/** A watch with its rules (NULL = defaults) on a sealed calendar; `opts` may be NULL.
 * JF_E_ARGUMENT; JF_E_NOT_SEALED. */
JF_API jf_watch *jf_watch_new(jf_calendar *calendar, const jf_watch_rules *rules,
                              const jf_watch_options *opts, jf_error *err);

/** NULL is allowed. */
JF_API void jf_watch_free(jf_watch *self);

/** Looks at every issuer-side limit on counts of the ledger whose period holds `today`, with the
 * use up to and with `today` (holds left out), divided where a unit was. An average is looked at up
 * to the end of the month of `today`: `first`, `last` and `limit` are those of the months begun.
 * What rolls has no period and is not looked at. The day 0, 1 January 1970, is no end of a count:
 * there, and a year later for the season, the count goes on to the end of the period.
 *
 * Pace: the season comes from the period of the same kind that holds the same civil day one year
 * earlier (29 February: 28 February), up to and with that day: the use of `season_unit` (0 = each
 * limit's own unit) of the limit's kind; where it is empty up to there, workdays decide. What is
 * unlimited or not planned has the cause NO_LIMIT.
 *
 * Forecast: limits of one kind and one kind of period (a month to a year, no window) are a panel,
 * with the use of up to 6 years before; months of past years before the first use of any of them
 * are not known. A unit with a cap and a floor stands in it once. A unit with more than 10^9
 * documents in a month has no forecast, and a limit above 10^9 no days. The forecast decides in the
 * place of the pace, except where it rests on this year alone.
 * With few documents (small_use) or early in the period it is silent, and the cause says so. A
 * floor is never warned of by level or pace.
 *
 * Replaces the warnings of the evaluation before; a failed evaluation keeps them.
 * JF_E_RANGE: no such day, or none one year earlier; JF_E_NOT_FOUND: season_unit; then cell by
 * cell: JF_E_UNKNOWN_DAY: workdays were needed and are not known; JF_E_OVERFLOW; then, of the
 * forecast, JF_E_RANGE: a day before the year 14. As jf_ledger_counts, three times for each kind of
 * period and once for each panel. */
JF_API jf_status jf_watch_evaluate(jf_watch *self, const jf_ledger *ledger, jf_day today,
                                   int64_t season_unit, jf_error *err);

/** Number of cells looked at by the last evaluation. */
JF_API size_t jf_watch_warning_count(const jf_watch *self);

/** What was found for the cell at index, in the order of the ledger's limits, GREEN ones too.
 * JF_E_RANGE. */
JF_API jf_status jf_watch_warning_at(const jf_watch *self, size_t index, jf_warning *warning_out,
                                     jf_error *err);

/** Name of a level, "green" … "red", and of a cause, for instance "small-count". */
JF_API const char *jf_alert_level_name(int32_t level);
JF_API const char *jf_alert_cause_name(int32_t cause);

/** Bytes that hold every warning text with its NUL. */
#define JF_WARNING_TEXT_SIZE 192

/** One line with level, use, projection, probability and cause, for instance
 * "red     used   12 of   14, projected   26.066 = 186.2 %, exceeds with  99.8 % (forecast)".
 * JF_E_ARGUMENT; JF_E_RANGE: text_size < JF_WARNING_TEXT_SIZE. */
JF_API jf_status jf_warning_format(const jf_warning *warning, char *text_out, size_t text_size,
                                   jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
