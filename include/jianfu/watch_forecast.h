/* SPDX-License-Identifier: Apache-2.0 */
/* Forecast of a year's total from monthly counts: how likely it passes the quota, and when.
 *
 * A panel holds the months of many units. Each unit has a level that moves: slowly, by months of
 * more or less, at times by a jump at the start of a year. What is known of it is a mean and a
 * variance for each of two stories (as usual, changed), updated month by month; units share their
 * season, their dispersion and the shocks that hit all of them. The remainder of the period has a
 * law of counts with that mean and variance, and so have the total and the day on which the
 * quota is passed. docs/rfc/0005-forecast.md tells the model, its sources and what was tried.
 *
 * Counts go in as integers and probabilities come out as millionths (ppm), rounded half up; what
 * lies between are doubles computed with functions of our own, so the same input gives the same
 * output on every machine.
 */
#ifndef JIANFU_WATCH_FORECAST_H
#define JIANFU_WATCH_FORECAST_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Count of a month of which nothing is known; it is no zero. */
#define JF_MONTH_MISSING (-1)

/** Years of history that a forecast looks at; more may be given and are passed over. */
#define JF_FORECAST_YEARS 6

/** Largest count of a month, and largest quota. */
#define JF_FORECAST_COUNT_MAX INT64_C(1000000000)

/** Constants of the model; zero means the shipped default. Jumps and shocks are relative to the
 * level: 100,000 ppm is a tenth of it. All are at most 10^8. */
typedef struct jf_forecast_settings {
    uint32_t size;              /**< sizeof(jf_forecast_settings) */
    int32_t dispersion_ppm;     /**< variance / mean of a unit with one document a year */
    int32_t growth_ppm;         /**< power of the level with which the dispersion grows; at most
                                     10^6 */
    int32_t memory_ppm;         /**< how much of a passing deviation lasts to the next month;
                                     below 10^6 */
    int32_t passing_ppm;        /**< sd of a month's step of the passing deviation */
    int32_t drift_ppm;          /**< sd of a month's step of the lasting level */
    int32_t year_ppm;           /**< sd of the step at a year's start, as usual */
    int32_t jump_ppm;           /**< sd of the step at a year's start that changes things */
    int32_t jump_odds_ppm;      /**< how often that happens; below 10^6 */
    int32_t reversion_ppm;      /**< pull to the mean of the past at a year's start; below 10^6 */
    int32_t season_documents;   /**< documents of a unit's own past that weigh as much as the
                                     season of the panel */
    int32_t outlier_ppm;        /**< a month this many sd above the expected (in ppm of one sd)
                                     says less of the level */
    int32_t shock_ppm;          /**< sd of a year's shock to all units */
    int32_t shock_month_ppm;    /**< sd of a month's shock to all units */
    int32_t opening_ppm;        /**< sd of what is particular to the first month of a year, of each
                                     unit and of all */
    int32_t last_year_ppm;      /**< pull to last year's total at a year's start; below 10^6 */
} jf_forecast_settings;

/** The shipped settings, with every field filled in. JF_E_ARGUMENT: settings_out. */
JF_API jf_status jf_forecast_settings_default(jf_forecast_settings *settings_out, jf_error *err);

/** What a forecast rests on; the first that holds. */
typedef enum jf_forecast_basis {
    JF_FORECAST_BY_UNIT = 0,   /**< the unit's own past years */
    JF_FORECAST_BY_QUOTA = 1,  /**< no past: its quota tells its size */
    JF_FORECAST_BY_POOL = 2,   /**< neither: the usual size in the panel, a geometric mean of
                                    last year's totals */
    JF_FORECAST_BY_DEFAULT = 3 /**< nothing but the counts of this year */
} jf_forecast_basis;

/** One unit of a panel; frozen. */
typedef struct jf_forecast_case {
    int64_t unit;  /**< any id, comes back with the forecast */
    int64_t quota; /**< cap of the period; -1: none, only the total is forecast */
    jf_day known;  /**< its counts are complete up to this day; JF_DAY_NONE: up to today. Before
                        the year: nothing of it is known, and of past months only what is not -1 */
    int32_t years; /**< whole years of its months before this year, >= 0 */
} jf_forecast_case;

/** A forecast; frozen. The total is that of the quota's period. No mean or variance is told as more
 * than 10^15 thousandths. */
typedef struct jf_forecast {
    int64_t unit;
    int64_t quota;               /**< as given; -1: none */
    int64_t used;                /**< in the period, up to the day known */
    int64_t mean_milli;          /**< expected total, in thousandths */
    int64_t total_q10;           /**< least total with P(total <= it) >= 10 % */
    int64_t total_q50;           /**< ... 50 % */
    int64_t total_q90;           /**< ... 90 % */
    int64_t level_milli;         /**< the unit's level now, documents a year, in thousandths */
    int64_t usual_mean_milli;    /**< remainder if things are as usual, mean in thousandths … */
    int64_t usual_variance_milli;
    int64_t changed_mean_milli;  /**< … if the level has jumped at the year's start */
    int64_t changed_variance_milli;
    int32_t changed_ppm;         /**< how likely that is */
    int32_t exceed_ppm;          /**< P(total > quota); 10^6 once it is, and only then;
                                      -1: no quota */
    jf_day day_q10;              /**< first day by which P(quota passed) >= 10 %; JF_DAY_NONE: not
                                      within the period, or no quota */
    jf_day day_q50;              /**< ... 50 % */
    jf_day day_q90;              /**< ... 90 % */
    int32_t share_ppm;           /**< expected share of the period that lies behind */
    int32_t shock_ppm;           /**< shock of the year to all other units as seen so far, relative
                                      to the level; may be negative */
    int32_t basis;               /**< a jf_forecast_basis */
    int32_t age;                 /**< days from the day known to today, of one before the year from
                                      the day before the year */
    int32_t reserved;            /**< 0 */
} jf_forecast;

/** Months of many units. A live handle. */
typedef struct jf_panel jf_panel;

/** Options of a panel; zero means default. */
typedef struct jf_panel_options {
    uint32_t size;        /**< sizeof(jf_panel_options) */
    int32_t fiscal_month; /**< first month of the year; 0 = 1 */
    int32_t period_kind;  /**< a jf_period_kind of the quotas: YEAR, HALF, QUARTER or MONTH; the
                               period that holds today; 0 = YEAR */
    int32_t joined;       /**< 1: January and February have one season, shared out by workdays
                               (Spring Festival moves between them) */
    jf_allocator allocator;
} jf_panel_options;

/** An empty panel of the year that holds `day`. `calendar` may be NULL: all days of a month are
 * alike, else its workdays count (Monday to Friday in months that it does not know). `settings` and
 * `opts` may be NULL. JF_E_ARGUMENT: a setting or option outside its range, workdays without a
 * calendar (`joined`); JF_E_NOT_SEALED; JF_E_RANGE: no such day, or too near the ends. */
JF_API jf_panel *jf_panel_new(jf_day day, jf_calendar *calendar,
                              const jf_forecast_settings *settings, const jf_panel_options *opts,
                              jf_error *err);

/** NULL is allowed. */
JF_API void jf_panel_free(jf_panel *self);

/** Adds units. `months` has 12 x (years + 1) counts a unit, one unit after the other: its past
 * years, oldest first, then this year's twelve, of which those after the day known are never
 * looked at; -1 is a month of which nothing is known. All or none. JF_E_ARGUMENT: years below 0,
 * another month_count than the cases need; JF_E_RANGE: a count or quota below -1 or above 10^9
 * (err->actual is the index of the case). O(units). */
JF_API jf_status jf_panel_add(jf_panel *self, const jf_forecast_case *cases, size_t case_count,
                              const int64_t *months, size_t month_count, jf_error *err);

/** Number of units. */
JF_API size_t jf_panel_count(const jf_panel *self);

/** Forecasts every unit as of the end of `today`, in the order of adding; what is counted after it
 * has no influence. Allocates nothing. forecast_count is the number of units.
 * JF_E_ARGUMENT: another forecast_count; JF_E_RANGE: today is not in the year of the panel.
 * O(units), with a large constant factor for the quantiles. */
JF_API jf_status jf_panel_forecast(const jf_panel *self, jf_day today, jf_forecast *forecasts_out,
                                   size_t forecast_count, jf_error *err);

/** As jf_panel_forecast, P(total > quota) alone, in ppm; -1: no quota. */
JF_API jf_status jf_panel_exceed(const jf_panel *self, jf_day today, int32_t *results_out,
                                 size_t result_count, jf_error *err);

/** Fits the settings to the past years of the units, never to this year: those under which the
 * past remainders were likeliest, held near the ones it begins with as if a few dozen unit-years
 * had spoken for those. Units with less than 10 documents in the year before are left out. Fewer
 * than 20 unit-years change nothing. Every further forecast uses the fitted settings.
 * O(unit-years x several hundred). */
JF_API jf_status jf_panel_refit(jf_panel *self, jf_error *err);

/** Settings in use. JF_E_ARGUMENT. */
JF_API jf_status jf_panel_settings(const jf_panel *self, jf_forecast_settings *settings_out,
                                   jf_error *err);

/** Two laws of a count, one of which holds; frozen. Mean and variance in thousandths. */
typedef struct jf_count_law {
    int64_t usual_mean_milli;
    int64_t usual_variance_milli;
    int64_t changed_mean_milli;
    int64_t changed_variance_milli;
    int64_t changed_ppm; /**< weight of the second law, 0 to 10^6 */
    int64_t bound;       /**< what is asked: P(count > bound) */
} jf_count_law;

/** P(count > bound) of each law, in ppm: a negative binomial where the variance is above the mean,
 * a Poisson or binomial law where it is equal or below (H. H. Panjer, 1981). A variance above
 * mean + 10^6 mean^2, or below what a binomial law with this mean can have, is taken as that.
 * JF_E_ARGUMENT: another result_count; JF_E_RANGE: a negative mean or variance, one above 10^15, a
 * weight outside its range (err->actual is the index). */
JF_API jf_status jf_count_law_exceed(const jf_count_law *laws, size_t law_count,
                                     int32_t *results_out, size_t result_count, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
