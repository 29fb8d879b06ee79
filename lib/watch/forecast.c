/* SPDX-License-Identifier: Apache-2.0 */
/* From laws to forecasts: probabilities, totals, days. Rounding happens here and nowhere else. */
#include "watch/panel.h"

#include "base/error.h"

#define MILLION 1000000
#define THOUSAND 1000.0

/* A total beyond this is told as this. */
#define TOTAL_MOST INT64_C(1000000000000000)

typedef struct question {
    const jf_panel *panel;
    jf__pool pool;
    jf_day first; /* of the quota's period */
    jf_day last;
    jf_day today;
} question;

typedef struct unit {
    jf__story story;
    jf__walk walk;
    jf__count_law laws[JF__STORIES]; /* up to the period's end */
    int64_t used;
} unit;

static int32_t to_ppm(double share)
{
    double scaled = share * MILLION + 0.5;

    if (!(scaled > 0.0))
        return 0;
    return scaled < MILLION ? (int32_t)scaled : MILLION;
}

static int64_t to_milli(double value)
{
    double scaled = value * THOUSAND + 0.5;

    if (!(scaled > 0.0))
        return 0;
    return scaled < (double)TOTAL_MOST ? (int64_t)scaled : TOTAL_MOST;
}

static double above(const jf__walk *walk, const jf__count_law laws[JF__STORIES], int64_t bound)
{
    double sum = 0.0;

    for (int i = 0; i < JF__STORIES; i++)
        sum += walk->level.weight[i] * jf__count_above(&laws[i], bound);
    return sum;
}

static int64_t count_used(const question *asked, const jf__story *story)
{
    const int64_t *year = story->months + story->years * JF__MONTHS;
    const jf_day *start = asked->panel->start;
    int64_t used = 0;

    for (int i = 0; i < JF__MONTHS; i++)
        if (start[i] >= asked->first && start[i] <= story->known && start[i] <= asked->last)
            used += year[i] > 0 ? year[i] : 0;
    return used;
}

static void look_at(const question *asked, size_t index, unit *found)
{
    const jf_panel *panel = asked->panel;
    jf__shock_month own[JF__MONTHS];

    found->story = jf__panel_story(panel, index, 0, asked->today);
    jf__walk_past(panel, &asked->pool.model, asked->pool.season, asked->pool.size, &found->story,
                  &found->walk);
    jf__walk_year(panel, &asked->pool.model, &found->story, own, &found->walk);
    jf__walk_shock(&asked->pool.model, asked->pool.shock, own, JF__MONTHS, &found->walk);
    jf__walk_laws(panel, &asked->pool.model, &found->story, &found->walk, asked->first, asked->last,
                  found->laws);
    found->used = count_used(asked, &found->story);
}

/* Only what has happened is certain. */
static int32_t exceed_ppm(const unit *found)
{
    int64_t quota = found->story.quota;
    int32_t ppm;

    if (quota < 0)
        return -1;
    if (found->used > quota)
        return MILLION;
    ppm = to_ppm(above(&found->walk, found->laws, quota - found->used));
    return ppm < MILLION ? ppm : MILLION - 1;
}

/* Least remainder with P(remainder <= it) >= share. */
static int64_t quantile(const unit *found, double share)
{
    int64_t low = -1;
    int64_t high = 1;

    while (high < TOTAL_MOST && above(&found->walk, found->laws, high) > 1.0 - share) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (above(&found->walk, found->laws, middle) > 1.0 - share)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static bool is_passed(const question *asked, const unit *found, jf_day day, int32_t ppm)
{
    jf__count_law laws[JF__STORIES];

    jf__walk_laws(asked->panel, &asked->pool.model, &found->story, &found->walk, asked->first, day,
                  laws);
    return to_ppm(above(&found->walk, laws, found->story.quota - found->used)) >= ppm;
}

/* On the day known only a month that is missing can have passed it unseen. */
static jf_day day_passed(const question *asked, const unit *found, int32_t ppm, int32_t at_end)
{
    jf_day low = found->walk.known - 1;
    jf_day high = asked->last;

    if (at_end < ppm)
        return JF_DAY_NONE;
    if (found->used > found->story.quota)
        return found->walk.known;
    while (high - low > 1) {
        jf_day middle = low + (high - low) / 2;

        if (is_passed(asked, found, middle, ppm))
            high = middle;
        else
            low = middle;
    }
    return high;
}

static double share_behind(const question *asked, const unit *found)
{
    const jf_panel *panel = asked->panel;
    double all = 0.0;
    double behind = 0.0;

    for (int i = 0; i < JF__MONTHS; i++) {
        double share = found->walk.season[i];

        if (panel->start[i] < asked->first || panel->start[i] > asked->last)
            continue;
        all += share;
        behind += share * jf__month_part(panel, i, panel->start[i], found->walk.known);
    }
    return all > 0.0 ? behind / all : 0.0;
}

static void tell_days(const question *asked, const unit *found, jf_forecast *forecast)
{
    bool has_quota = forecast->exceed_ppm >= 0;

    forecast->day_q10 = forecast->day_q50 = forecast->day_q90 = JF_DAY_NONE;
    if (!has_quota)
        return;
    forecast->day_q10 = day_passed(asked, found, 100000, forecast->exceed_ppm);
    forecast->day_q50 = day_passed(asked, found, 500000, forecast->exceed_ppm);
    forecast->day_q90 = day_passed(asked, found, 900000, forecast->exceed_ppm);
}

static void tell(const question *asked, size_t index, jf_forecast *forecast_out)
{
    unit found;
    double mean = 0.0;

    look_at(asked, index, &found);
    for (int i = 0; i < JF__STORIES; i++)
        mean += found.walk.level.weight[i] * found.laws[i].mean;
    *forecast_out = (jf_forecast){
        .unit = asked->panel->cases.items[index].unit,
        .quota = found.story.quota,
        .used = found.used,
        .mean_milli = found.used * 1000 + to_milli(mean),
        .total_q10 = found.used + quantile(&found, 0.1),
        .total_q50 = found.used + quantile(&found, 0.5),
        .total_q90 = found.used + quantile(&found, 0.9),
        .level_milli = to_milli(jf__level_now(&found.walk.level)),
        .usual_mean_milli = to_milli(found.laws[0].mean),
        .usual_variance_milli = to_milli(found.laws[0].variance),
        .changed_mean_milli = to_milli(found.laws[1].mean),
        .changed_variance_milli = to_milli(found.laws[1].variance),
        .changed_ppm = to_ppm(found.walk.level.weight[1]),
        .exceed_ppm = exceed_ppm(&found),
        .share_ppm = to_ppm(share_behind(asked, &found)),
        .shock_ppm = to_ppm(found.walk.shock) - to_ppm(-found.walk.shock),
        .basis = found.walk.basis,
        .age = asked->today - found.walk.known,
    };
    tell_days(asked, &found, forecast_out);
}

static jf_status ask(const jf_panel *self, jf_day today, size_t count, question *asked_out,
                     jf_error *err)
{
    jf_period period;
    jf_status status;

    if (count != self->cases.count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)self->cases.count, (int64_t)count,
                              "room for %zu forecasts, %zu units", count, self->cases.count);
    if (today < self->start[0] || today >= self->start[JF__MONTHS])
        return jf__fail_about(err, JF_E_RANGE, 0, self->start[0], today,
                              "today is not in the year of the panel");
    status = jf_period_containing(today, self->period_kind, self->fiscal_month, &period, err);
    if (status)
        return status;
    asked_out->panel = self;
    asked_out->today = today;
    asked_out->first = period.first;
    asked_out->last = period.last;
    jf__pool_make(self, today, &asked_out->pool);
    return JF_OK;
}

jf_status jf_panel_forecast(const jf_panel *self, jf_day today, jf_forecast *forecasts_out,
                            size_t forecast_count, jf_error *err)
{
    question asked;
    jf_status status;

    if (!self || (!forecasts_out && forecast_count))
        return jf__fail_null(err, self ? "forecasts_out" : "self");
    status = ask(self, today, forecast_count, &asked, err);
    for (size_t i = 0; !status && i < forecast_count; i++)
        tell(&asked, i, &forecasts_out[i]);
    return status;
}

jf_status jf_panel_exceed(const jf_panel *self, jf_day today, int32_t *results_out,
                          size_t result_count, jf_error *err)
{
    question asked;
    jf_status status;

    if (!self || (!results_out && result_count))
        return jf__fail_null(err, self ? "results_out" : "self");
    status = ask(self, today, result_count, &asked, err);
    for (size_t i = 0; !status && i < result_count; i++) {
        unit found;

        look_at(&asked, i, &found);
        results_out[i] = exceed_ppm(&found);
    }
    return status;
}

static jf_status check_law(const jf_count_law *law, size_t index, jf_error *err)
{
    const int64_t fields[] = {law->usual_mean_milli, law->usual_variance_milli,
                              law->changed_mean_milli, law->changed_variance_milli};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (fields[i] < 0 || fields[i] > TOTAL_MOST)
            return jf__fail_about(err, JF_E_RANGE, 0, TOTAL_MOST, (int64_t)index,
                                  "mean or variance of law %zu is out of range", index);
    if (law->changed_ppm < 0 || law->changed_ppm > MILLION)
        return jf__fail_about(err, JF_E_RANGE, 0, MILLION, (int64_t)index,
                              "weight of law %zu is out of range", index);
    return JF_OK;
}

jf_status jf_count_law_exceed(const jf_count_law *laws, size_t law_count, int32_t *results_out,
                              size_t result_count, jf_error *err)
{
    if ((!laws && law_count) || (!results_out && result_count))
        return jf__fail_null(err, !laws && law_count ? "laws" : "results_out");
    if (result_count != law_count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)law_count, (int64_t)result_count,
                              "room for %zu results, %zu laws", result_count, law_count);
    for (size_t i = 0; i < law_count; i++) {
        jf_status status = check_law(&laws[i], i, err);

        if (status)
            return status;
    }
    for (size_t i = 0; i < law_count; i++) {
        const jf_count_law *law = &laws[i];
        double changed = (double)law->changed_ppm / MILLION;
        jf__count_law usual = {(double)law->usual_mean_milli / THOUSAND,
                               (double)law->usual_variance_milli / THOUSAND};
        jf__count_law other = {(double)law->changed_mean_milli / THOUSAND,
                               (double)law->changed_variance_milli / THOUSAND};

        results_out[i] = to_ppm((1.0 - changed) * jf__count_above(&usual, law->bound) +
                                changed * jf__count_above(&other, law->bound));
    }
    return JF_OK;
}
