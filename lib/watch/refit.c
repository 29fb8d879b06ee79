/* SPDX-License-Identifier: Apache-2.0 */
/* Fits the settings to past years: the sum of log P(remainder of the year) over the looks at the
 * starts of its twelve months, less a penalty for leaving the settings it begins with, is climbed
 * by steps along one setting at a time (R. Hooke, T. A. Jeeves, "Direct search", 1961). A setting
 * moves on a scale on which its penalty is that of a normal law. */
#include "watch/panel.h"

#include "base/error.h"
#include "watch/real.h"
#include "watch/settings.h"

#define LEAST_ROWS 20
#define LEAST_TOTAL 10
#define SWEEP_MAX 30
#define FIRST_STEP 0.5
#define LAST_STEP 0.1
#define LEAST_MASS 1e-13

typedef enum scale { SCALE_LOG, SCALE_LINEAR, SCALE_ODDS } scale;

/* In the order of the settings; sd on the scale: natural logarithm, plain, log of the odds. */
static const struct {
    scale scale;
    double sd;
} priors[JF__SETTING_COUNT] = {
    {SCALE_LOG, 0.5}, {SCALE_LINEAR, 0.15}, {SCALE_ODDS, 1.0}, {SCALE_LOG, 0.5},  {SCALE_LOG, 0.5},
    {SCALE_LOG, 0.4}, {SCALE_LOG, 0.4},     {SCALE_ODDS, 0.7}, {SCALE_ODDS, 1.0}, {SCALE_LOG, 0.7},
    {SCALE_LOG, 0.4}, {SCALE_LOG, 0.7},     {SCALE_LOG, 0.7},  {SCALE_LOG, 0.5},  {SCALE_ODDS, 1.0},
};

/* A unit in one past year. */
typedef struct row {
    jf__story story;
    jf__walk start;                  /* after its past */
    jf__shock_month own[JF__MONTHS]; /* of its year */
} row;

typedef struct fit {
    const jf_panel *panel;
    JF__ARRAY(row) rows; /* by year */
    double season[JF_FORECAST_YEARS + 1][JF__MONTHS];
} fit;

static double moved(int index, double value, double sds)
{
    double step = sds * priors[index].sd;
    double odds = value / (1.0 - value) * jf__exp(step);

    if (priors[index].scale == SCALE_LINEAR)
        return value + step;
    return priors[index].scale == SCALE_ODDS ? odds / (1.0 + odds) : value * jf__exp(step);
}

static void set_at(const jf_forecast_settings *center, int index, double sds,
                   jf_forecast_settings *settings)
{
    double unit = 1e6;
    jf_forecast_settings from = *center;
    double value = moved(index, (double)*jf__setting_at(&from, index) / unit, sds) * unit + 0.5;
    double most = (double)jf__setting_most(index);

    *jf__setting_at(settings, index) = (int32_t)(value < 1.0 ? 1.0 : value > most ? most : value);
}

static void see_month(const jf__model *model, row *found, int month, jf__walk *walk,
                      jf__shock_month *own)
{
    int64_t count = found->story.months[found->story.years * JF__MONTHS + month];

    if (count == JF_MONTH_MISSING)
        jf__level_skip(model, &walk->level);
    else
        jf__level_see(model, month, walk->season[month], count, 1, &walk->level, own);
}

/* Sums up what a year's rows say of its shock. */
static void share_shock(const fit *self, const jf__model *model, size_t first, size_t last,
                        jf__shock_month all[JF__MONTHS])
{
    for (size_t r = first; r < last; r++) {
        row *found = &self->rows.items[r];
        jf__walk walk;

        jf__walk_past(self->panel, model, self->season[found->story.back], 0.0, &found->story,
                      &found->start);
        walk = found->start;
        for (int i = 0; i < JF__MONTHS; i++) {
            found->own[i] = (jf__shock_month){0};
            see_month(model, found, i, &walk, &found->own[i]);
            all[i].year_year += found->own[i].year_year;
            all[i].year_month += found->own[i].year_month;
            all[i].year_seen += found->own[i].year_seen;
        }
    }
}

static double log_mass(const jf__model *model, const jf__walk *walk, int month, int64_t rest)
{
    jf__count_law laws[JF__STORIES];
    double mass = 0.0;

    jf__level_ahead(model, &walk->level, walk->season + month, JF__MONTHS - month, 1, laws);
    for (int i = 0; i < JF__STORIES; i++)
        mass += walk->level.weight[i] * jf__count_mass(&laws[i], rest);
    return jf__log(mass > LEAST_MASS ? mass : LEAST_MASS);
}

/* Mean over the looks of a row. */
static double row_likelihood(const jf__model *model, row *found,
                             const jf__shock_month all[JF__MONTHS])
{
    jf__walk walk = found->start;
    int64_t rest = jf__story_total(&found->story, found->story.years);
    const int64_t *year = found->story.months + found->story.years * JF__MONTHS;
    double sum = 0.0;

    for (int i = 0; i < JF__MONTHS; i++) {
        jf__walk shocked = walk;

        jf__walk_shock(model, all, found->own, i, &shocked);
        sum += log_mass(model, &shocked, i, rest);
        see_month(model, found, i, &walk, &(jf__shock_month){0});
        rest -= year[i] > 0 ? year[i] : 0;
    }
    return sum / JF__MONTHS;
}

static double likelihood(const fit *self, const jf_forecast_settings *settings)
{
    jf__model model;
    double sum = 0.0;
    size_t first = 0;

    jf__settings_model(settings, &model);
    while (first < self->rows.count) {
        jf__shock_month all[JF__MONTHS] = {{0}};
        int32_t back = self->rows.items[first].story.back;
        size_t last = first;

        while (last < self->rows.count && self->rows.items[last].story.back == back)
            last++;
        share_shock(self, &model, first, last, all);
        for (size_t r = first; r < last; r++)
            sum += row_likelihood(&model, &self->rows.items[r], all);
        first = last;
    }
    return sum;
}

static bool is_row(const jf__story *story)
{
    const int64_t *year = story->months + story->years * JF__MONTHS;

    for (int i = 0; i < JF__MONTHS; i++)
        if (year[i] == JF_MONTH_MISSING)
            return false;
    return story->years > 0 && jf__story_total(story, story->years - 1) >= LEAST_TOTAL;
}

static jf_status collect(fit *self, const jf_allocator *allocator, jf_error *err)
{
    const jf_panel *panel = self->panel;

    for (int32_t back = 1; back <= JF_FORECAST_YEARS; back++) {
        jf__pool_season(panel, back, self->season[back]);
        for (size_t i = 0; i < panel->cases.count; i++) {
            jf__story story;

            if (panel->cases.items[i].years <= back)
                continue;
            story = jf__panel_story(panel, i, back, JF_DAY_LAST);
            if (!is_row(&story))
                continue;
            if (!jf__array_reserve(&self->rows, 1, allocator))
                return jf__fail_memory(err);
            self->rows.items[self->rows.count++] = (row){.story = story};
        }
    }
    return JF_OK;
}

static double penalty(const double at[JF__SETTING_COUNT])
{
    double sum = 0.0;

    for (int i = 0; i < JF__SETTING_COUNT; i++)
        sum += 0.5 * at[i] * at[i];
    return sum;
}

/* Tries both directions along one setting; true when one is better. */
static bool improve(const fit *self, const jf_forecast_settings *center, int index, double step,
                    double at[JF__SETTING_COUNT], jf_forecast_settings *settings, double *best)
{
    for (int side = 1; side >= -1; side -= 2) {
        jf_forecast_settings tried = *settings;
        double before = at[index];
        double value;

        at[index] = before + side * step;
        set_at(center, index, at[index], &tried);
        value = likelihood(self, &tried) - penalty(at);
        if (value > *best) {
            *best = value;
            *settings = tried;
            return true;
        }
        at[index] = before;
    }
    return false;
}

static void climb(const fit *self, jf_forecast_settings *settings)
{
    const jf_forecast_settings center = *settings;
    double at[JF__SETTING_COUNT] = {0};
    double best = likelihood(self, settings);
    double step = FIRST_STEP;

    for (int sweep = 0; sweep < SWEEP_MAX && step > LAST_STEP; sweep++) {
        bool better = false;

        for (int i = 0; i < JF__SETTING_COUNT; i++)
            if (improve(self, &center, i, step, at, settings, &best))
                better = true;
        if (!better)
            step *= 0.5;
    }
}

jf_status jf_panel_refit(jf_panel *self, jf_error *err)
{
    fit own = {.panel = self};
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = collect(&own, &self->allocator, err);
    if (!status && own.rows.count >= LEAST_ROWS)
        climb(&own, &self->settings);
    jf__array_release(&own.rows, &self->allocator);
    return status;
}
