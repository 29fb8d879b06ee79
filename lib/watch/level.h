/* SPDX-License-Identifier: Apache-2.0 */
/* What is known of one unit's level, month by month, in two stories: its year began as usual, or
 * its level jumped. */
#ifndef JIANFU_LIB_WATCH_LEVEL_H
#define JIANFU_LIB_WATCH_LEVEL_H

#include <stdint.h>

#include "watch/count.h"

#define JF__STORIES 2

/* jf_forecast_settings as numbers. */
typedef struct jf__model {
    double dispersion;
    double growth;
    double memory;
    double passing;
    double drift;
    double jump[JF__STORIES]; /* sd of the step at a year's start */
    double odds[JF__STORIES];
    double reversion;
    double season;
    double outlier;
    double shock;
    double shock_month;
    double opening;
    double last_year;
    double scale; /* of the dispersion, learned from the panel */
} jf__model;

/* Mean and covariance of the lasting level and the passing deviation from it, in documents a
 * year, in one story. */
typedef struct jf__state {
    double lasting;
    double passing;
    double lasting_variance;
    double covariance;
    double passing_variance;
} jf__state;

/* What one month of a unit says of the shock to all: sums of products of what the month would
 * move by with a unit shock of the year, of the month, and of what was seen, each over its
 * variance. */
typedef struct jf__shock_month {
    double year_year;
    double year_month;
    double year_seen;
} jf__shock_month;

typedef struct jf__level {
    jf__state story[JF__STORIES];
    double weight[JF__STORIES]; /* sum 1 */
    double past_mean;           /* of the years seen, and how many these are (at most 4) */
    double past_years;
    double shift_lasting; /* what a unit shock at the year's start would have moved the usual */
    double shift_passing; /* story's state by */
    double misfit;        /* sums over the months seen: squared residual less what the level's */
    double expected;      /* own doubt explains; dispersion expected */
} jf__level;

/* A level of which only a size is known. sd is relative to it. */
void jf__level_begin(const jf__model *model, double size, double sd, jf__level *level);

/* A year ends with its total (below 0: not known), and the next begins. */
void jf__level_new_year(const jf__model *model, double total, jf__level *level);

/* A month passes of which nothing is known. */
void jf__level_skip(const jf__model *model, jf__level *level);

/* A month of the year, 0 the first, or its part so far, with `share` of a year's season. `exact`:
 * stories are weighed by the law of counts, else by the normal law, which is good enough for the
 * past and ten times as fast. month_out may be NULL. */
void jf__level_see(const jf__model *model, int month, double share, int64_t count, int exact,
                   jf__level *level, jf__shock_month *month_out);

/* Laws of the sum over further months with these shares of a year's season; lead 0: the first is
 * the rest of the month that was seen last. */
void jf__level_ahead(const jf__model *model, const jf__level *level, const double *shares,
                     int month_count, int lead, jf__count_law laws_out[JF__STORIES]);

/* Level now, documents a year. */
double jf__level_now(const jf__level *level);

/* The level after a shock of this mean and variance to the usual story. */
void jf__level_shock(double mean, double variance, jf__level *level);

#endif
