/* SPDX-License-Identifier: Apache-2.0 */
/* What a probability, a panel and a refit take, on units that are drawn. */
#include <stdlib.h>

#include "cases.h"
#include "counts.h"
#include "jianfu/watch_forecast.h"

#define REPEATS 5
#define PAST_YEARS 3
#define TODAY_MONTHS 6 /* of the year lie behind */
#define ADDED_AT_ONCE 10000

/* A whole number of lowest..lowest + width - 1. */
static int64_t draw(uint64_t *state, int64_t lowest, int64_t width)
{
    return lowest + (int64_t)(bench_random(state) % (uint64_t)width);
}

/* Laws as forecasts make them: up to a few hundred documents, more variance than chance gives,
 * asked near what is expected. */
static jf_count_law draw_law(uint64_t *state)
{
    int64_t mean = draw(state, 1, 300);
    int64_t changed = mean * draw(state, 300, 1700) / 1000;

    return (jf_count_law){mean * 1000,
                          mean * draw(state, 1000, 9000),
                          changed * 1000,
                          changed * draw(state, 1000, 90000),
                          draw(state, 0, 500000),
                          mean * draw(state, 500, 1000) / 1000};
}

void cases_laws(const bench_options *options)
{
    size_t count = options->effort == BENCH_TINY ? 1000 : 1000000;
    const char *name = "count_law_exceed";
    bench_sample sample = {.count = 0};
    uint64_t state = 1;
    jf_count_law *laws;
    int32_t *results;

    if (!bench_wants(options, name))
        return;
    laws = bench_allocate(count, sizeof *laws);
    results = bench_allocate(count, sizeof *results);
    for (size_t i = 0; i < count; i++)
        laws[i] = draw_law(&state);
    for (int i = 0; i < REPEATS; i++) {
        double start = bench_processor_now();
        jf_error error;

        bench_expect(jf_count_law_exceed(laws, count, results, count, &error), JF_OK, &error, name);
        bench_sample_add(&sample, (bench_processor_now() - start) * 1e6 / (double)count);
    }
    bench_print(WATCH_SUITE, name, "us_per_law", &sample);
    bench_print_value(WATCH_SUITE, name, "laws", (double)count);
    free(results);
    free(laws);
}

/* Months of a unit of 10 to 500 documents a year, whose level moves from year to year. */
static void draw_months(uint64_t *state, int32_t years, int64_t *months_out)
{
    int64_t level = draw(state, 10, draw(state, 1, 490));

    for (int32_t year = 0; year <= years; year++) {
        for (int month = 0; month < MONTHS; month++)
            *months_out++ = level * draw(state, 0, 2000) / (MONTHS * 1000);
        level = 1 + level * draw(state, 800, 400) / 1000;
    }
}

static void add_units(jf_panel *panel, size_t count, int32_t years, uint64_t *state)
{
    size_t width = ((size_t)years + 1) * MONTHS;
    jf_forecast_case *units = bench_allocate(ADDED_AT_ONCE, sizeof *units);
    int64_t *months = bench_allocate(ADDED_AT_ONCE * width, sizeof *months);

    for (size_t from = 0; from < count; from += ADDED_AT_ONCE) {
        size_t added = count - from < ADDED_AT_ONCE ? count - from : ADDED_AT_ONCE;
        jf_error error;

        for (size_t i = 0; i < added; i++) {
            int64_t *own = months + i * width;
            int64_t last = 0;

            draw_months(state, years, own);
            for (int month = 0; month < MONTHS; month++)
                last += own[(years - 1) * MONTHS + month];
            units[i] = (jf_forecast_case){(int64_t)(from + i), last * 95 / 100, JF_DAY_NONE, years};
        }
        bench_expect(jf_panel_add(panel, units, added, months, added * width, &error), JF_OK,
                     &error, "units");
    }
    free(months);
    free(units);
}

static jf_panel *make_panel(size_t count, int32_t years, jf_day *today_out)
{
    uint64_t state = 2;
    jf_panel *panel;
    jf_error error;

    bench_expect(jf_day_from_civil(2030, TODAY_MONTHS + 1, 1, today_out, &error), JF_OK, &error,
                 "a day");
    panel = jf_panel_new(--*today_out, NULL, NULL, NULL, &error);
    bench_require(panel != NULL, "a panel");
    add_units(panel, count, years, &state);
    return panel;
}

/* One call over all units; `forecasts` NULL: the probability alone. */
static void look(const jf_panel *panel, jf_day today, int32_t *results, jf_forecast *forecasts,
                 size_t count)
{
    jf_error error;

    if (forecasts)
        bench_expect(jf_panel_forecast(panel, today, forecasts, count, &error), JF_OK, &error,
                     "forecast");
    else
        bench_expect(jf_panel_exceed(panel, today, results, count, &error), JF_OK, &error,
                     "exceed");
}

static void measure_panel(const char *case_name, bool is_forecast, size_t count, int repeats)
{
    int32_t *results = is_forecast ? NULL : bench_allocate(count, sizeof *results);
    jf_forecast *forecasts = is_forecast ? bench_allocate(count, sizeof *forecasts) : NULL;
    bench_sample sample = {.count = 0};
    jf_day today;
    jf_panel *panel = make_panel(count, PAST_YEARS, &today);

    for (int i = 0; i < repeats; i++) {
        double start = bench_processor_now();

        look(panel, today, results, forecasts, count);
        bench_sample_add(&sample, (bench_processor_now() - start) * 1e6 / (double)count);
    }
    bench_print(WATCH_SUITE, case_name, "us_per_unit", &sample);
    bench_print_value(WATCH_SUITE, case_name, "units", (double)count);
    jf_panel_free(panel);
    free(forecasts);
    free(results);
}

void cases_panel(const bench_options *options)
{
    bool tiny = options->effort == BENCH_TINY;
    bool is_long = options->effort == BENCH_LONG;

    if (bench_wants(options, "panel_exceed"))
        measure_panel("panel_exceed", false, tiny ? 200 : 1000000, is_long ? REPEATS : 1);
    if (bench_wants(options, "panel_forecast"))
        measure_panel("panel_forecast", true, tiny ? 200 : is_long ? 1000000 : 100000,
                      is_long ? REPEATS : 3);
}

void cases_refit(const bench_options *options)
{
    bool tiny = options->effort == BENCH_TINY;
    size_t count = tiny ? 20 : 100;
    int32_t years = tiny ? 3 : 8;
    bench_sample sample = {.count = 0};

    if (!bench_wants(options, "panel_refit"))
        return;
    for (int i = 0; i < (tiny ? 1 : 3); i++) {
        jf_day today;
        jf_panel *panel = make_panel(count, years, &today);
        double start = bench_processor_now();
        jf_error error;

        bench_expect(jf_panel_refit(panel, &error), JF_OK, &error, "refit");
        bench_sample_add(&sample, bench_processor_now() - start);
        jf_panel_free(panel);
    }
    bench_print(WATCH_SUITE, "panel_refit", "seconds", &sample);
    bench_print_value(WATCH_SUITE, "panel_refit", "unit_years", (double)count * years);
}
