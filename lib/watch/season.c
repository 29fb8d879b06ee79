/* SPDX-License-Identifier: Apache-2.0 */
/* Season: shares of a year's months, per exposure. A unit's own past is drawn to the season of the
 * panel as if the latter had spoken through some documents of its own (a Dirichlet prior). In the
 * panel's season a unit weighs as the square root of its documents. */
#include <math.h>

#include "watch/panel.h"

/* A year without a season weighs in a panel as a unit with 25 documents. */
#define FLAT_WEIGHT 5.0

static bool is_empty(const int64_t *year)
{
    for (int i = 0; i < JF__MONTHS; i++)
        if (year[i] > 0)
            return false;
    return true;
}

jf__story jf__panel_story(const jf_panel *self, size_t index, int32_t back, jf_day today)
{
    const jf__panel_case *found = &self->cases.items[index];
    int32_t before = found->years - back;
    jf__story story = {.back = back, .quota = found->quota};
    const int64_t *year = self->months.items + found->first + (size_t)before * JF__MONTHS;

    story.years = before < JF_FORECAST_YEARS ? before : JF_FORECAST_YEARS;
    while (story.years > 0 && is_empty(year - (size_t)story.years * JF__MONTHS))
        story.years--;
    story.months = year - (size_t)story.years * JF__MONTHS;
    story.known = found->known == JF_DAY_NONE || found->known > today ? today : found->known;
    if (story.known < self->start[0] - 1)
        story.known = self->start[0] - 1;
    if (back > 0)
        story.known = self->start[JF__MONTHS] - 1;
    return story;
}

int64_t jf__story_total(const jf__story *story, int32_t year)
{
    int64_t total = 0;

    for (int i = 0; i < JF__MONTHS; i++) {
        int64_t count = story->months[year * JF__MONTHS + i];

        total += count > 0 ? count : 0;
    }
    return total;
}

static const double *exposure_of(const jf_panel *self, int32_t back)
{
    return self->exposure[JF__PANEL_YEARS - 1 - back];
}

/* January and February speak with one rate. */
static void join(const jf_panel *self, double counts[JF__MONTHS], double exposures[JF__MONTHS])
{
    int january = self->january;
    int february = (january + 1) % JF__MONTHS;
    double count = counts[january] + counts[february];
    double exposure = exposures[january] + exposures[february];

    if (!self->joined || !(exposure > 0.0))
        return;
    counts[january] = count * exposures[january] / exposure;
    counts[february] = count * exposures[february] / exposure;
}

/* A month of which nothing is known is to the others as in the season expected. */
static void fill_unseen(const jf_panel *self, const double expected[JF__MONTHS],
                        const double exposures[JF__MONTHS], double rates[JF__MONTHS])
{
    int january = self->january;
    int february = (january + 1) % JF__MONTHS;
    double seen = 0.0;
    double seen_expected = 0.0;

    for (int i = 0; i < JF__MONTHS; i++)
        if (exposures[i] > 0.0) {
            seen += rates[i];
            seen_expected += expected[i];
        }
    for (int i = 0; i < JF__MONTHS; i++)
        if (!(exposures[i] > 0.0) && seen_expected > 0.0)
            rates[i] = seen * expected[i] / seen_expected;
    if (self->joined && exposures[january] > 0.0 && !(exposures[february] > 0.0))
        rates[february] = rates[january];
    if (self->joined && exposures[february] > 0.0 && !(exposures[january] > 0.0))
        rates[january] = rates[february];
}

/* Documents by month at equal exposure; returns their sum. */
static double own_counts(const jf_panel *self, const jf__story *story,
                         const double expected[JF__MONTHS], double counts[JF__MONTHS])
{
    double exposures[JF__MONTHS] = {0};
    double total = 0.0;
    double sum = 0.0;

    for (int i = 0; i < JF__MONTHS; i++)
        counts[i] = 0.0;
    for (int32_t year = 0; year < story->years; year++) {
        const double *exposure = exposure_of(self, story->back + story->years - year);

        for (int i = 0; i < JF__MONTHS; i++) {
            int64_t count = story->months[year * JF__MONTHS + i];

            if (count == JF_MONTH_MISSING)
                continue;
            counts[i] += (double)count;
            exposures[i] += exposure[i];
            total += (double)count;
        }
    }
    join(self, counts, exposures);
    for (int i = 0; i < JF__MONTHS; i++)
        counts[i] = exposures[i] > 0.0 ? counts[i] / exposures[i] : 0.0;
    fill_unseen(self, expected, exposures, counts);
    for (int i = 0; i < JF__MONTHS; i++)
        sum += counts[i];
    for (int i = 0; i < JF__MONTHS; i++)
        counts[i] *= sum > 0.0 ? total / sum : 0.0;
    return total;
}

void jf__season_add(const jf_panel *self, const jf__story *story, double sums[JF__MONTHS])
{
    static const double flat[JF__MONTHS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    double counts[JF__MONTHS];
    double total = own_counts(self, story, flat, counts);

    if (!(total > 0.0))
        return;
    for (int i = 0; i < JF__MONTHS; i++)
        sums[i] += counts[i] / sqrt(total);
}

void jf__season_close(double sums[JF__MONTHS])
{
    double sum = FLAT_WEIGHT;

    for (int i = 0; i < JF__MONTHS; i++)
        sum += sums[i];
    for (int i = 0; i < JF__MONTHS; i++)
        sums[i] = (sums[i] + FLAT_WEIGHT / JF__MONTHS) / sum;
}

void jf__season_own(const jf_panel *self, double weight, const double pooled[JF__MONTHS],
                    const jf__story *story, double season_out[JF__MONTHS])
{
    double total = own_counts(self, story, pooled, season_out);

    for (int i = 0; i < JF__MONTHS; i++)
        season_out[i] = (season_out[i] + weight * pooled[i]) / (total + weight);
}

void jf__season_shares(const jf_panel *self, const double season[JF__MONTHS], int32_t back,
                       double shares_out[JF__MONTHS])
{
    const double *exposure = exposure_of(self, back);
    double sum = 0.0;

    for (int i = 0; i < JF__MONTHS; i++) {
        shares_out[i] = season[i] * exposure[i];
        sum += shares_out[i];
    }
    for (int i = 0; i < JF__MONTHS; i++)
        shares_out[i] /= sum;
}
