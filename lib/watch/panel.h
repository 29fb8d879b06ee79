/* SPDX-License-Identifier: Apache-2.0 */
/* What a panel consists of, for the files that forecast from it. */
#ifndef JIANFU_LIB_WATCH_PANEL_H
#define JIANFU_LIB_WATCH_PANEL_H

#include "jianfu/watch_forecast.h"

#include "base/array.h"
#include "watch/level.h"

#define JF__MONTHS 12

/* Years of months that a panel keeps of a unit, this year included: a refit looks at past years,
 * each with its own past. */
#define JF__PANEL_YEARS (2 * JF_FORECAST_YEARS + 1)

typedef struct jf__panel_case {
    int64_t unit;
    int64_t quota;
    jf_day known;
    int32_t years; /* of history that are kept */
    size_t first;  /* of its months */
} jf__panel_case;

struct jf_panel {
    jf_allocator allocator;
    jf_calendar *calendar; /* may be NULL */
    jf_forecast_settings settings;
    int32_t period_kind;
    int32_t fiscal_month;
    bool joined;
    int32_t january;              /* index of the month in this year */
    jf_day start[JF__MONTHS + 1]; /* first days of the months, and of the next year */
    double exposure[JF__PANEL_YEARS][JF__MONTHS]; /* of months, 1 on average; last: this year */
    JF__ARRAY(jf__panel_case) cases;
    JF__ARRAY(int64_t) months;
};

/* What the units of a panel share. */
typedef struct jf__pool {
    jf__model model;
    double season[JF__MONTHS]; /* shares of a year at equal exposure, sum 1 */
    double size;               /* typical total of a year; 0: no unit has a past */
    jf__shock_month shock[JF__MONTHS];
} jf__pool;

/* A unit seen up to a day. */
typedef struct jf__walk {
    jf__level level;
    double season[JF__MONTHS]; /* shares of this year */
    int32_t basis;
    jf_day known; /* last day seen; the day before the year: none */
    double shock; /* of the others, relative to the level */
} jf__walk;

/* A unit in one year: `years` years of months, the first of them not empty, then that year's, of
 * which those up to `known` may be looked at. */
typedef struct jf__story {
    const int64_t *months;
    int32_t years;
    int32_t back; /* years from that year to the panel's */
    int64_t quota;
    jf_day known; /* in the panel's year */
} jf__story;

/* Workdays of first..last, which lie in the month that begins on month[0], the next on month[1]:
 * all days without a calendar, Monday to Friday where that does not know the whole month. */
double jf__panel_workdays(const jf_panel *self, const jf_day month[2], jf_day first, jf_day last);

/* The case at index in the panel's year (back 0, as of today) or an earlier one (the whole of it);
 * back is at most what is kept. */
jf__story jf__panel_story(const jf_panel *self, size_t index, int32_t back, jf_day today);

/* Total of a year of the story, 0 the first; missing months are passed over. */
int64_t jf__story_total(const jf__story *story, int32_t year);

/* Season of one unit at equal exposure: its own past drawn to that of the panel. */
void jf__season_own(const jf_panel *self, double weight, const double pooled[JF__MONTHS],
                    const jf__story *story, double season_out[JF__MONTHS]);

/* Adds a unit to the sums from which the season of the panel is made. */
void jf__season_add(const jf_panel *self, const jf__story *story, double sums[JF__MONTHS]);

/* Makes shares of the sums. */
void jf__season_close(double sums[JF__MONTHS]);

/* Shares of the months of a year `back` years before the panel's. */
void jf__season_shares(const jf_panel *self, const double season[JF__MONTHS], int32_t back,
                       double shares_out[JF__MONTHS]);

/* Part of the month at index, of this year, that lies in first..last; 0 to 1. */
double jf__month_part(const jf_panel *self, int month, jf_day first, jf_day last);

/* Walks a unit through its past, to the start of the year of its story. */
void jf__walk_past(const jf_panel *self, const jf__model *model, const double pooled[JF__MONTHS],
                   double size, const jf__story *story, jf__walk *walk_out);

/* And through that year up to the day known; `own` gets what each month says of the shock, zero
 * beyond, and may be NULL. */
void jf__walk_year(const jf_panel *self, const jf__model *model, const jf__story *story,
                   jf__shock_month own[JF__MONTHS], jf__walk *walk);

/* Applies the shock of all others: that of the first months of the pool without `own`. */
void jf__walk_shock(const jf__model *model, const jf__shock_month all[JF__MONTHS],
                    const jf__shock_month own[JF__MONTHS], int month_count, jf__walk *walk);

/* Season, size, dispersion and shock of the panel as of today. */
void jf__pool_make(const jf_panel *self, jf_day today, jf__pool *pool_out);

/* Season of the panel as of the start of the year `back` years before its own. */
void jf__pool_season(const jf_panel *self, int32_t back, double season_out[JF__MONTHS]);

/* Laws of what is not known of the days first..last of the panel's year: what comes after the day
 * known, and months that are missing before it. */
void jf__walk_laws(const jf_panel *self, const jf__model *model, const jf__story *story,
                   const jf__walk *walk, jf_day first, jf_day last,
                   jf__count_law laws_out[JF__STORIES]);

#endif
