/* SPDX-License-Identifier: Apache-2.0 */
/* What the units of a panel share: season, typical size, dispersion, and the shock of the year. */
#include "watch/panel.h"
#include "watch/real.h"
#include "watch/settings.h"

/* Months' worth of evidence with which the shipped dispersion speaks against the panel's. */
#define DISPERSION_WEIGHT 60.0
#define DISPERSION_LEAST 0.2
#define DISPERSION_MOST 5.0

void jf__pool_season(const jf_panel *self, int32_t back, double season_out[JF__MONTHS])
{
    for (int i = 0; i < JF__MONTHS; i++)
        season_out[i] = 0.0;
    for (size_t i = 0; i < self->cases.count; i++) {
        jf__story story;

        if (self->cases.items[i].years < back)
            continue;
        story = jf__panel_story(self, i, back, JF_DAY_LAST);
        jf__season_add(self, &story, season_out);
    }
    jf__season_close(season_out);
}

static void learn(const jf_panel *self, jf__pool *pool)
{
    double misfit = DISPERSION_WEIGHT;
    double expected = DISPERSION_WEIGHT;
    double logs = 0.0;
    double units = 0.0;

    jf__pool_season(self, 0, pool->season);
    pool->model.scale = 1.0;
    for (size_t i = 0; i < self->cases.count; i++) {
        jf__story story = jf__panel_story(self, i, 0, self->start[0] - 1);
        jf__walk walk;

        if (story.years == 0)
            continue;
        jf__walk_past(self, &pool->model, pool->season, 0.0, &story, &walk);
        misfit += walk.level.misfit;
        expected += walk.level.expected;
        logs += jf__log1p((double)jf__story_total(&story, story.years - 1));
        units += 1.0;
    }
    pool->size = units > 0.0 ? jf__expm1(logs / units) : 0.0;
    pool->model.scale = misfit / expected;
    if (!(pool->model.scale > DISPERSION_LEAST))
        pool->model.scale = DISPERSION_LEAST;
    if (pool->model.scale > DISPERSION_MOST)
        pool->model.scale = DISPERSION_MOST;
}

void jf__pool_make(const jf_panel *self, jf_day today, jf__pool *pool_out)
{
    *pool_out = (jf__pool){.size = 0.0};
    jf__settings_model(&self->settings, &pool_out->model);
    learn(self, pool_out);
    for (size_t i = 0; i < self->cases.count; i++) {
        jf__story story = jf__panel_story(self, i, 0, today);
        jf__shock_month own[JF__MONTHS];
        jf__walk walk;

        jf__walk_past(self, &pool_out->model, pool_out->season, pool_out->size, &story, &walk);
        jf__walk_year(self, &pool_out->model, &story, own, &walk);
        for (int k = 0; k < JF__MONTHS; k++) {
            pool_out->shock[k].year_year += own[k].year_year;
            pool_out->shock[k].year_month += own[k].year_month;
            pool_out->shock[k].year_seen += own[k].year_seen;
        }
    }
}
