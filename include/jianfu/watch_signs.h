/* SPDX-License-Identifier: Apache-2.0 */
/* Signs: detectors that need no limit. More than last year, a burst, formal papers that turn into
 * informal ones, into another series or into fewer and longer ones, what piles up on a recipient,
 * silence, and a floor that will be missed.
 *
 * Each is a pure function of counts: nothing is kept, nothing allocated. Rows of windows, weeks and
 * years go from the oldest to the one that is judged, which is the last. Thresholds are conventions
 * of ours, not rule texts; counts and shares are compared exactly, never rounded, probabilities as
 * they are shown, in whole millionths. What is shown is rounded once, half away from zero. A sign
 * is a reason to look, and no finding of fault.
 *
 * All of them: JF_E_ARGUMENT: a rule outside its range, thresholds not ascending, the input, an
 * array that is NULL or of another length than the contract says, the result's size; then, row by
 * row, JF_E_RANGE: a number outside its range (err->actual is the number, err->subject its index).
 * Counts are 0 to JF_SIGN_COUNT_MAX.
 */
#ifndef JIANFU_WATCH_SIGNS_H
#define JIANFU_WATCH_SIGNS_H

#include "jianfu/watch.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Largest count of a window, week or year. */
#define JF_SIGN_COUNT_MAX 1000000

/** Largest amount (pages, annexes, topics, characters) of a window. */
#define JF_SIGN_AMOUNT_MAX 1000000000000

/** Most windows or years of a row. */
#define JF_SIGN_WINDOW_MAX 100

/** Most series among which relabelling is looked for. */
#define JF_SIGN_SERIES_MAX 4096

/** Most arrivals in one question. */
#define JF_SIGN_ARRIVAL_MAX 16384

/** What was seen. */
typedef enum jf_sign {
    JF_SIGN_NONE = 0,
    JF_SIGN_SMALL_COUNT = 1,  /**< it would have been seen, but the counts are too small */
    JF_SIGN_NO_BASE = 2,      /**< no past to compare with, or too little */
    JF_SIGN_NOT_YET = 3,      /**< the part of the year so far is not comparable */
    JF_SIGN_RISE = 4,         /**< more than in the same part of last year */
    JF_SIGN_BURST = 5,        /**< more than chance explains at the usual rate */
    JF_SIGN_SUBSTITUTION = 6, /**< formal falls, informal rises */
    JF_SIGN_SHARE = 7,        /**< formal falls, and informal falls much less or hardly rises */
    JF_SIGN_RELABELLED = 8,   /**< a series collapses, a new one takes its volume */
    JF_SIGN_BUNDLED = 9,      /**< fewer documents with as much in them */
    JF_SIGN_BUNCHED = 10,     /**< too much on a recipient in one week */
    JF_SIGN_MASTERS = 11,     /**< too many issuers on one recipient */
    JF_SIGN_STALE = 12,       /**< silent for longer than chance explains */
    JF_SIGN_FLOOR = 13        /**< a floor is or will be missed */
} jf_sign;

/** Rules of the signs; zero means default. All are 0 or more; a share is at most 1,000, a
 * probability at most 1,000,000; red is never easier to reach than yellow. */
typedef struct jf_sign_rules {
    uint32_t size;                  /**< sizeof(jf_sign_rules) */
    int32_t small_use;              /**< a count below it is too small to rest on; 0 = 5 */
    int32_t small_change;           /**< so is a change of fewer documents; 0 = 3 */
    int32_t yoy_yellow_permille;    /**< growth for YELLOW, above it; 0 = 50 */
    int32_t yoy_red_permille;       /**< for RED, above it; 0 = 200 */
    int32_t burst_weeks;            /**< weeks that teach the usual rate, at most; 0 = 52 */
    int32_t burst_least;            /**< … and at least; 0 = 13 */
    int32_t burst_yellow_ppm;       /**< mid-p for YELLOW, up to it; 0 = 10,000 */
    int32_t burst_red_ppm;          /**< for RED, up to it; 0 = 1,000 */
    int32_t shadow_fall_permille;   /**< formal falls at least so much; 0 = 100 */
    int32_t shadow_rise_permille;   /**< informal rises at least so much; 0 = 200 */
    int32_t shadow_shift_permille;  /**< and its share by so many thousandths; 0 = 50 */
    int32_t share_fall_permille;    /**< SHARE: formal falls at least so much; 0 = 250 */
    int32_t share_shift_permille;   /**< and the informal share rises by so much; 0 = 100 */
    int32_t shadow_rho_permille;    /**< correlation of the classes within a window; 0 = 30 */
    int32_t shadow_tail_ppm;        /**< a shift as rare as this raises the level; 0 = 50,000 */
    int32_t relabel_left_permille;  /**< what is left of a collapsed series, at most; 0 = 333 */
    int32_t relabel_new_permille;   /**< past of a new series, of what it has now; 0 = 100 */
    int32_t relabel_match_permille; /**< the smaller of loss and gain, of the larger; 0 = 500 */
    int32_t relabel_least;          /**< loss and gain are at least so many; 0 = 10 */
    int32_t relabel_years;          /**< years of the past; 0 = 3 */
    int32_t bundling_fall_permille; /**< documents fall at least so much; 0 = 150 */
    int32_t bundling_hold_permille; /**< while the amount falls at most so much; 0 = 50 */
    int32_t peak_items;             /**< items a week that are many, from it; 0 = 5 */
    int32_t peak_permille;          /**< and so many times the own median week; 0 = 3,000 */
    int32_t masters_least;          /**< different issuers for YELLOW, from it; twice it for RED;
                                         0 = 5 */
    int32_t masters_days;           /**< within so many days; 0 = 31 */
    int32_t stale_least;            /**< gaps that teach the usual one, at least; 0 = 5 */
    int32_t stale_yellow_ppm;       /**< P(silent so long) for YELLOW, up to it; 0 = 10,000 */
    int32_t stale_red_ppm;          /**< for RED, up to it; 0 = 1,000 */
    int32_t floor_watch_permille;   /**< P(total < floor) for WATCH, from it; 0 = 300 */
    int32_t floor_yellow_permille;  /**< for YELLOW, from it; 0 = 500 */
    int32_t floor_red_permille;     /**< for RED, from it; 0 = 850 */
} jf_sign_rules;

/** How far the year is. */
typedef struct jf_yoy_input {
    uint32_t size;   /**< sizeof(jf_yoy_input) */
    int32_t month;   /**< month reached, 1 to 12 */
    int32_t is_part; /**< 1: that month is counted up to the same day in both years only */
} jf_yoy_input;

/** This year to date against last year to date. */
typedef struct jf_yoy {
    uint32_t size;          /**< sizeof(jf_yoy) */
    int32_t level;          /**< a jf_alert_level */
    int32_t sign;           /**< a jf_sign: NONE, RISE, SMALL_COUNT, NO_BASE, NOT_YET */
    int32_t month;          /**< month reached */
    int64_t base;           /**< last year to date */
    int64_t now;            /**< this year to date */
    int64_t permille;       /**< change; INT32_MAX: from 0 */
    int64_t month_base;     /**< evidence: the month reached alone, in February with January … */
    int64_t month_now;      /**< … and of this year; both 0 in January */
    int64_t month_permille; /**< change of these; INT32_MAX: from 0 */
} jf_yoy;

/** Only-fall (只减不增): counts of the twelve months of last year and of this one; those
 * after the month reached are not looked at. January and February are compared together only,
 * because Spring Festival moves between them (National Bureau of Statistics on the shift of the
 * holiday): before the end of February the sign is NOT_YET. RISE: the year to date grew beyond a
 * step; small: `now` below small_use or growth below small_change documents. A base of 0 is
 * NO_BASE. `rules` may be NULL.
 * JF_E_ARGUMENT: month, is_part, a row not of twelve; JF_E_RANGE: a count up to the month. */
JF_API jf_status jf_yoy_assess(const jf_sign_rules *rules, const jf_yoy_input *input,
                               const int64_t *bases, size_t base_count, const int64_t *nows,
                               size_t now_count, jf_yoy *yoy_out, jf_error *err);

/** A week against the recent past. */
typedef struct jf_burst {
    uint32_t size;          /**< sizeof(jf_burst) */
    int32_t level;          /**< a jf_alert_level */
    int32_t sign;           /**< a jf_sign: NONE, BURST, SMALL_COUNT, NO_BASE */
    int32_t midp_ppm;       /**< P(more) + P(as many) / 2; -1: NO_BASE */
    int64_t count;          /**< the last week */
    int64_t recent;         /**< the last four weeks, that week among them */
    int64_t mean_milli;     /**< a usual week … */
    int64_t variance_milli; /**< … its variance, that of the estimate of the mean included */
    int32_t weeks;          /**< weeks it was learned from */
    int32_t capped;         /**< of these, past bursts that were capped */
} jf_burst;

/** The last week (or other span of equal length) against a negative binomial with the mean and
 * variance of the 52 before the last four; a burst that goes on must not teach what is usual. Past
 * bursts are capped at mean + 2.58 deviations of the weeks without them. Half a document is added
 * to the sum, and the variance is at least the mean. Below small_use documents in four weeks it is
 * silent (SMALL_COUNT). After Noufaily et al. 2013 and farringtonFlexible in R's surveillance.
 * `rules` may be NULL.
 * JF_E_ARGUMENT: no week. Fewer than burst_least + 4 weeks: NO_BASE. */
JF_API jf_status jf_burst_assess(const jf_sign_rules *rules, const int64_t *weeks,
                                 size_t week_count, jf_burst *burst_out, jf_error *err);

/** Formal against informal papers of one unit, now and before. */
typedef struct jf_shadow {
    uint32_t size;               /**< sizeof(jf_shadow) */
    int32_t level;               /**< a jf_alert_level */
    int32_t sign;                /**< a jf_sign: NONE, SUBSTITUTION, SHARE, SMALL_COUNT, NO_BASE */
    int32_t tail_ppm;            /**< P(at least so many informal), if nothing had changed; -1:
                                      NO_BASE */
    int64_t formal_now;          /**< documents */
    int64_t informal_now;        /**< documents */
    int64_t formal_past_milli;   /**< mean of the past windows */
    int64_t informal_past_milli; /**< mean of the past windows */
    int64_t formal_permille;     /**< change against the mean; INT32_MAX: from 0 */
    int64_t informal_permille;   /**< change against the mean; INT32_MAX: from 0 */
    int32_t share_now_permille;  /**< informal of all; -1: NO_BASE */
    int32_t share_past_permille; /**< informal of all; -1: NO_BASE */
    int32_t shift_permille;      /**< now - past, rounded on its own */
} jf_shadow;

/** Formal papers that turn into informal ones (“红头”变“白头”): the same window of 1 or more
 * past years and of this one. SUBSTITUTION: formal falls, informal rises, and the informal share
 * rises, each by its threshold: YELLOW. Where not, SHARE: formal falls far and the share rises far,
 * whatever informal did: WATCH, for it may be that only formal papers were cut. A tail up to
 * shadow_tail_ppm raises either by one level. Small: formal lost fewer than small_change, informal
 * now below small_use or, for SUBSTITUTION, gained fewer than small_change. NO_BASE: no paper of
 * either class now or before.
 * Tail: beta-binomial with the past share (informal + 1/2) / (all + 1) and the correlation rho; of
 * more than 10,000 papers now, as of 10,000. `rules` may be NULL.
 * JF_E_ARGUMENT: fewer than 2 windows, more than 100, rows of unlike length. */
JF_API jf_status jf_shadow_assess(const jf_sign_rules *rules, const int64_t *formals,
                                  size_t formal_count, const int64_t *informals,
                                  size_t informal_count, jf_shadow *shadow_out, jf_error *err);

/** A series that ends against one that begins. */
typedef struct jf_relabel {
    uint32_t size;           /**< sizeof(jf_relabel) */
    int32_t level;           /**< a jf_alert_level: GREEN or YELLOW */
    int32_t sign;            /**< a jf_sign: NONE, RELABELLED, SMALL_COUNT, NO_BASE */
    int32_t match_permille;  /**< the smaller of loss and gain, of the larger; 0: not both */
    int64_t fall_past_milli; /**< mean of the known past years */
    int64_t fall_now;        /**< this year; -1: not known */
    int64_t rise_past_milli; /**< mean of the known past years */
    int64_t rise_now;        /**< this year; -1: not known */
} jf_relabel;

/** Whether `falls` was re-classed as `rises`: yearly totals of two series of one unit, -1 where not
 * known (which is not 0). The past is what is known of relabel_years years; the year before the
 * judged one is left out, since it may be the year of the change. RELABELLED: of `falls` at most
 * relabel_left_permille is left, `rises` had at most relabel_new_permille of what it has now, and
 * loss and gain are alike; small: loss or gain below relabel_least. NO_BASE: a series without a
 * known past or not known now. `rules` may be NULL.
 * JF_E_ARGUMENT: no year, more than 100, rows of unlike length; JF_E_RANGE: a total below -1 or
 * above 1,000,000. */
JF_API jf_status jf_relabel_assess(const jf_sign_rules *rules, const int64_t *falls,
                                   size_t fall_count, const int64_t *rises, size_t rise_count,
                                   jf_relabel *relabel_out, jf_error *err);

/** Every pair of n series of one unit, totals[series x years + year]: pairs_out[fall x n + rise]
 * is the match_permille of a RELABELLED pair, 0 of any other. `rules` may be NULL.
 * JF_E_ARGUMENT: years outside 1 to 100, totals no multiple of years, no series or more than 4,096,
 * pair_count not n x n; JF_E_RANGE: a total below -1 or above 1,000,000.
 * O(n x n x years). */
JF_API jf_status jf_relabel_find(const jf_sign_rules *rules, const int64_t *totals,
                                 size_t total_count, int32_t years, int64_t *pairs_out,
                                 size_t pair_count, jf_error *err);

/** Documents and what is in them, now and before. */
typedef struct jf_bundling {
    uint32_t size;                /**< sizeof(jf_bundling) */
    int32_t level;                /**< a jf_alert_level: GREEN or YELLOW */
    int32_t sign;                 /**< a jf_sign: NONE, BUNDLED, SMALL_COUNT, NO_BASE */
    int64_t documents_now;        /**< documents */
    int64_t documents_past_milli; /**< mean of the past windows */
    int64_t documents_permille;   /**< change against the mean; INT32_MAX: from 0 */
    int64_t amount_now;           /**< pages, annexes, topics or characters */
    int64_t amount_past_milli;    /**< mean of the past windows */
    int64_t amount_permille;      /**< change against the mean; INT32_MAX: from 0 */
    int64_t average_now_milli;    /**< amount a document; -1: no document */
    int64_t average_past_milli;   /**< amount a document; -1: no document */
} jf_bundling;

/** Fewer documents with as much in them (多文合一): the same window of 1 or more past years
 * and of this one. BUNDLED: documents fall at least bundling_fall_permille while their pages,
 * annexes or topics fall at most bundling_hold_permille; small: fewer than small_use documents now
 * or fewer than small_change lost. Which document it was: jf_rules_find_bundled. NO_BASE: no
 * document or amount in the past. `rules` may be NULL.
 * JF_E_ARGUMENT: as jf_shadow_assess; JF_E_RANGE: amounts are at most 10^12. */
JF_API jf_status jf_bundling_assess(const jf_sign_rules *rules, const int64_t *documents,
                                    size_t document_count, const int64_t *amounts,
                                    size_t amount_count, jf_bundling *bundling_out, jf_error *err);

/** What lands on one recipient on one day from one issuer; frozen. */
typedef struct jf_arrival {
    int64_t issuer; /**< 1 or more */
    jf_day day;
    int32_t items;  /**< 0 or more */
} jf_arrival;

/** Which weeks, and what is allowed in one. */
typedef struct jf_peak_input {
    uint32_t size; /**< sizeof(jf_peak_input) */
    jf_day first;  /**< the weeks that hold the days from here … */
    jf_day last;   /**< … to here */
    int32_t cap;   /**< most items a week; 0 = none set */
} jf_peak_input;

/** The fullest week of a recipient. */
typedef struct jf_peak {
    uint32_t size;  /**< sizeof(jf_peak) */
    int32_t level;  /**< a jf_alert_level: GREEN, YELLOW or RED */
    int32_t sign;   /**< a jf_sign: NONE or BUNCHED */
    jf_day week;    /**< Monday of the fullest week, the earliest of them; JF_DAY_NONE: no item */
    int64_t items;  /**< in that week */
    int64_t median; /**< of all the weeks, those without items too; the lower one of two */
    int64_t weeks;  /**< that the median is of */
    int64_t total;  /**< items of all weeks */
} jf_peak;

/** Bunching (集中扎堆): the fullest ISO week. BUNCHED: RED above a cap that was
 * set; else YELLOW from peak_items a week, where that is peak_permille of the median week (of 1,
 * where that is 0). Arrivals in the order of their days. `rules` may be NULL.
 * JF_E_ARGUMENT: cap below 0, days out of order, more than 16,384 arrivals; JF_E_RANGE: first
 * or last outside the day range, first > last, then arrival by arrival: a day outside first..last,
 * the issuer, items. O(arrivals x log items). */
JF_API jf_status jf_peak_assess(const jf_sign_rules *rules, const jf_peak_input *input,
                                const jf_arrival *arrivals, size_t arrival_count, jf_peak *peak_out,
                                jf_error *err);

/** The window in which a recipient has the most issuers. */
typedef struct jf_masters {
    uint32_t size;   /**< sizeof(jf_masters) */
    int32_t level;   /**< a jf_alert_level: GREEN, YELLOW or RED */
    int32_t sign;    /**< a jf_sign: NONE or MASTERS */
    int32_t issuers; /**< different ones in the window */
    int64_t items;   /**< in the window */
    jf_day first;    /**< first arrival of the window, the earliest of them; JF_DAY_NONE: no item */
    jf_day last;     /**< its last arrival */
} jf_masters;

/** Many masters (多头): the most different issuers within masters_days days. Arrivals in the
 * order of their days; those of 0 items do not count. `rules` may be NULL.
 * JF_E_ARGUMENT: days out of order, more than 16,384 arrivals; JF_E_RANGE: arrival by arrival:
 * a day outside the day range, the issuer, items. O(arrivals x arrivals within a window). */
JF_API jf_status jf_masters_assess(const jf_sign_rules *rules, const jf_arrival *arrivals,
                                   size_t arrival_count, jf_masters *masters_out, jf_error *err);

/** How long a unit has been silent. */
typedef struct jf_stale {
    uint32_t size;          /**< sizeof(jf_stale) */
    int32_t level;          /**< a jf_alert_level: GREEN, YELLOW or RED */
    int32_t sign;           /**< a jf_sign: NONE, STALE, NO_BASE */
    int32_t silent_ppm;     /**< P(silent so long) at its own rate; -1: NO_BASE */
    int64_t age;            /**< since its newest datum */
    int64_t mean_gap_milli; /**< -1: no gap */
    int64_t largest_gap;    /**< -1: no gap */
} jf_stale;

/** Missing data, or nothing to report: the age of a unit's newest datum against the gaps between
 * the data before, all in days or all in workdays, each at most 1,000,000. STALE: longer
 * than its largest gap, and P(silent so long) = (T / (T + age))^n for n gaps of T days together
 * (exponential gaps of an unknown rate with the prior 1 / rate; a T of 0 counts as 1). A unit that
 * reports twice a year is not stale after a month. `rules` may be NULL.
 * JF_E_RANGE: age, a gap. Fewer than stale_least gaps: NO_BASE. */
JF_API jf_status jf_stale_assess(const jf_sign_rules *rules, int64_t age, const int64_t *gaps,
                                 size_t gap_count, jf_stale *stale_out, jf_error *err);

/** A floor: so many there have to be in the period. Counts and days are 0 to
 * JF_SIGN_COUNT_MAX. */
typedef struct jf_floor_input {
    uint32_t size;      /**< sizeof(jf_floor_input) */
    int32_t reserved;   /**< 0 */
    int64_t floor;      /**< least number of the period */
    int64_t used;       /**< up to and with today */
    int64_t usual;      /**< usual number of such a period; 0: not known */
    int64_t share_done; /**< of the reference period: counted up to the same point … */
    int64_t share_all;  /**< … of this total; 0: no reference, workdays decide */
    int64_t days_done;  /**< workdays of this period up to and with today */
    int64_t days_all;   /**< workdays of this period, 1 or more */
} jf_floor_input;

/** Whether a floor will be reached. */
typedef struct jf_floor {
    uint32_t size;           /**< sizeof(jf_floor) */
    int32_t level;           /**< a jf_alert_level */
    int32_t sign;            /**< a jf_sign: NONE, FLOOR, NO_BASE */
    int32_t short_ppm;       /**< P(total < floor); -1: NO_BASE */
    int64_t need;            /**< still missing */
    int64_t projected_milli; /**< expected total of the period; -1: NO_BASE */
    int64_t short_milli;     /**< what the projection lacks; 0: nothing */
    int64_t last_day;        /**< how many workdays of the period may be over before the usual rate
                                  has to set in, to reach the floor on its last one; fewer than
                                  days_done: too late; -1: no usual rate */
} jf_floor;

/** A floor in danger. Model: the number of the period is Poisson with a rate that is gamma with the
 * mean `usual` and the shape 6 (a spread of .41, as found between the years of agencies), updated
 * by what was used; without `usual` the gamma has the shape 1/2 and no mean. What is still to come
 * is then negative binomial. FLOOR: P(total < floor) from the three steps; a period that is over
 * decides by itself; at the latest YELLOW when last_day lies behind. A floor that is reached is
 * GREEN. NO_BASE: neither `usual` nor a part of the period behind. `rules` may be NULL.
 * JF_E_ARGUMENT: reserved; JF_E_RANGE: a number, in the order of the fields; share_done is at most
 * share_all, days_done at most days_all. */
JF_API jf_status jf_floor_assess(const jf_sign_rules *rules, const jf_floor_input *input,
                                 jf_floor *floor_out, jf_error *err);

/** Name of a sign, for instance "small-count"; "unknown" for any other number. */
JF_API const char *jf_sign_name(int32_t sign);

#ifdef __cplusplus
}
#endif

#endif
