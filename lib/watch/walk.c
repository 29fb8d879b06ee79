/* SPDX-License-Identifier: Apache-2.0 */
/* One unit walked through its past and its year, and what it says of the days to come. */
#include "watch/panel.h"

/* Doubt of a size, relative to it, by what it rests on. */
#define DOUBT_OF_PAST 0.8
#define DOUBT_OF_QUOTA 0.4
#define DOUBT_OF_POOL 1.0

/* A shock of more than half the level is a change of its own and no common one. */
#define SHOCK_MOST 0.5

/* A month of which no workday has passed may have documents all the same. */
#define LEAST_PART 1e-3

/* Mean year of the first two years of the past. */
static double first_size(const jf__story *story)
{
    int years = story->years < 2 ? story->years : 2;
    double sum = 0.0;
    int seen = 0;

    for (int i = 0; i < years * JF__MONTHS; i++)
        if (story->months[i] != JF_MONTH_MISSING) {
            sum += (double)story->months[i];
            seen++;
        }
    return seen ? sum / seen * JF__MONTHS : 0.0;
}

static int months_begun(const jf_panel *self, jf_day known)
{
    int begun = 0;

    while (begun < JF__MONTHS && self->start[begun] <= known)
        begun++;
    return begun;
}

/* What this year's counts would be in a whole year. */
static double size_of_year(const jf_panel *self, const jf__story *story)
{
    const int64_t *year = story->months + story->years * JF__MONTHS;
    int begun = months_begun(self, story->known);
    double days = (double)(story->known - self->start[0]) + 1.0;
    double used = 0.0;

    for (int i = 0; i < begun; i++)
        used += year[i] > 0 ? (double)year[i] : 0.0;
    return days > 0.0 ? used * (double)(self->start[JF__MONTHS] - self->start[0]) / days : 0.0;
}

static void begin(const jf_panel *self, const jf__model *model, double size, const jf__story *story,
                  jf__walk *walk)
{
    if (story->years > 0) {
        walk->basis = JF_FORECAST_BY_UNIT;
        jf__level_begin(model, first_size(story), DOUBT_OF_PAST, &walk->level);
    } else if (story->quota > 0) {
        walk->basis = JF_FORECAST_BY_QUOTA;
        jf__level_begin(model, (double)story->quota, DOUBT_OF_QUOTA, &walk->level);
    } else if (size > 0.0) {
        walk->basis = JF_FORECAST_BY_POOL;
        jf__level_begin(model, size, DOUBT_OF_POOL, &walk->level);
    } else {
        walk->basis = JF_FORECAST_BY_DEFAULT;
        jf__level_begin(model, size_of_year(self, story), DOUBT_OF_POOL, &walk->level);
    }
}

static void see_year(const jf__model *model, const double shares[JF__MONTHS], const int64_t *months,
                     jf__level *level)
{
    double total = 0.0;
    bool whole = true;

    for (int i = 0; i < JF__MONTHS; i++) {
        if (months[i] == JF_MONTH_MISSING) {
            jf__level_skip(model, level);
            whole = false;
            continue;
        }
        jf__level_see(model, i, shares[i], months[i], 0, level, NULL);
        total += (double)months[i];
    }
    jf__level_new_year(model, whole ? total : -1.0, level);
}

void jf__walk_past(const jf_panel *self, const jf__model *model, const double pooled[JF__MONTHS],
                   double size, const jf__story *story, jf__walk *walk_out)
{
    double season[JF__MONTHS];

    *walk_out = (jf__walk){.known = self->start[0] - 1};
    jf__season_own(self, model->season, pooled, story, season);
    begin(self, model, size, story, walk_out);
    for (int32_t year = 0; year < story->years; year++) {
        jf__season_shares(self, season, story->back + story->years - year, walk_out->season);
        see_year(model, walk_out->season, story->months + year * JF__MONTHS, &walk_out->level);
    }
    jf__season_shares(self, season, story->back, walk_out->season);
}

double jf__month_part(const jf_panel *self, int month, jf_day first, jf_day last)
{
    jf_day begin = self->start[month];
    jf_day end = self->start[month + 1] - 1;
    double whole;

    if (first <= begin && last >= end)
        return 1.0;
    first = first > begin ? first : begin;
    last = last < end ? last : end;
    if (first > last)
        return 0.0;
    whole = jf__panel_workdays(self, self->start + month, begin, end);
    if (whole > 0.0)
        return jf__panel_workdays(self, self->start + month, first, last) / whole;
    return ((double)(last - first) + 1.0) / ((double)(end - begin) + 1.0);
}

void jf__walk_year(const jf_panel *self, const jf__model *model, const jf__story *story,
                   jf__shock_month own[JF__MONTHS], jf__walk *walk)
{
    const int64_t *year = story->months + story->years * JF__MONTHS;
    int begun = months_begun(self, story->known);

    for (int i = 0; own && i < JF__MONTHS; i++)
        own[i] = (jf__shock_month){0};
    for (int i = 0; i < begun; i++) {
        double part = jf__month_part(self, i, self->start[i], story->known);
        double share = walk->season[i] * (part > LEAST_PART ? part : LEAST_PART);

        if (year[i] == JF_MONTH_MISSING)
            jf__level_skip(model, &walk->level);
        else
            jf__level_see(model, i, share, year[i], 1, &walk->level, own ? &own[i] : NULL);
    }
    walk->known = story->known;
}

void jf__walk_shock(const jf__model *model, const jf__shock_month all[JF__MONTHS],
                    const jf__shock_month own[JF__MONTHS], int month_count, jf__walk *walk)
{
    double precision = 1.0 / (model->shock * model->shock);
    double seen = 0.0;

    for (int i = 0; i < month_count; i++) {
        double year = all[i].year_year - own[i].year_year;
        double sd = i == 0 && model->opening > model->shock_month ? model->opening
                                                                  : model->shock_month;
        double month = sd * (all[i].year_month - own[i].year_month);
        /* Above the rounding of a sum from which its only term was taken out again. */
        double trust = year > 1e-9 * all[i].year_year ? year / (year + month * month) : 0.0;

        precision += year * trust;
        seen += (all[i].year_seen - own[i].year_seen) * trust;
    }
    walk->shock = seen / precision;
    if (walk->shock > SHOCK_MOST)
        walk->shock = SHOCK_MOST;
    if (walk->shock < -SHOCK_MOST)
        walk->shock = -SHOCK_MOST;
    jf__level_shock(walk->shock, 1.0 / precision, &walk->level);
}

/* Missing months are taken to come last: what is known of them is as little as of those. */
void jf__walk_laws(const jf_panel *self, const jf__model *model, const jf__story *story,
                   const jf__walk *walk, jf_day first, jf_day last,
                   jf__count_law laws_out[JF__STORIES])
{
    const int64_t *year = story->months + story->years * JF__MONTHS;
    double shares[2 * JF__MONTHS];
    int begun = months_begun(self, walk->known);
    int next = begun > 0 && self->start[begun] > walk->known + 1 ? begun - 1 : begun;
    int count = 0;

    for (int i = next; i < JF__MONTHS && self->start[i] <= last; i++) {
        jf_day begin = first > walk->known ? first : walk->known + 1;

        shares[count++] = walk->season[i] * jf__month_part(self, i, begin, last);
    }
    for (int i = 0; i < begun; i++)
        if (year[i] == JF_MONTH_MISSING && self->start[i] >= first)
            shares[count++] =
                walk->season[i] * jf__month_part(self, i, self->start[i], walk->known);
    jf__level_ahead(model, &walk->level, shares, count, next == begun, laws_out);
}
