/* SPDX-License-Identifier: Apache-2.0 */
/* Forecasts of random panels: in range whatever goes in, the same however it is asked, and moving
 * the way they should. Laws against sums of masses, one by one. */
#include "support/calendars.h"
#include "support/panels.h"
#include "support/support.h"

#include <math.h>

#include "base/random.h"
#include "watch/panel.h"
#include "watch/settings.h"

enum { UNITS = 30, YEARS_MOST = 13, MONTHS_MOST = (YEARS_MOST + 1) * JF_TEST_YEAR };

typedef struct unit {
    jf_forecast_case found;
    int64_t months[MONTHS_MOST];
} unit;

static int64_t between(jf__random *random, int64_t least, int64_t most)
{
    return least + (int64_t)jf__random_below(random, (uint32_t)(most - least + 1));
}

static bool one_in(jf__random *random, uint32_t count)
{
    return jf__random_below(random, count) == 0;
}

/* 1 to 30 bits, each length equally likely, at most `most`. */
static int64_t of_any_size(jf__random *random, int64_t most)
{
    int64_t value = (int64_t)(jf__random_next(random) >> (34 + jf__random_below(random, 30)));

    return value < most ? value : most;
}

static void make_settings(jf__random *random, jf_forecast_settings *settings)
{
    *settings = (jf_forecast_settings){.size = sizeof *settings};
    for (int i = 0; i < JF__SETTING_COUNT; i++) {
        int64_t most = jf__setting_most(i);
        const int64_t choices[] = {0, 0, 1, most, of_any_size(random, most)};

        *jf__setting_at(settings, i) = (int32_t)choices[jf__random_below(random, 5)];
    }
}

static int64_t hostile_count(jf__random *random, uint32_t kind)
{
    switch (kind) {
    case 0: return 0;
    case 1: return of_any_size(random, JF_FORECAST_COUNT_MAX);
    case 2: return one_in(random, 3) ? JF_MONTH_MISSING : between(random, 0, 9);
    case 3: return one_in(random, 2) ? 0 : JF_FORECAST_COUNT_MAX;
    case 4: return JF_MONTH_MISSING;
    default: return one_in(random, 30) ? JF_FORECAST_COUNT_MAX : between(random, 0, 3);
    }
}

static void make_hostile(jf__random *random, jf_day first, unit *made)
{
    uint32_t kind = jf__random_below(random, 6);

    made->found = (jf_forecast_case){
        .unit = (int64_t)jf__random_next(random),
        .quota = one_in(random, 4) ? -1 : of_any_size(random, JF_FORECAST_COUNT_MAX),
        .known = one_in(random, 2) ? JF_DAY_NONE : first + (jf_day)between(random, -40, 400),
        .years = (int32_t)between(random, 0, YEARS_MOST),
    };
    for (int i = 0; i < MONTHS_MOST; i++)
        made->months[i] = hostile_count(random, one_in(random, 9) ? 5 : kind);
}

static void add(jf_panel *panel, const unit *added)
{
    assert_ok(jf_panel_add(panel, &added->found, 1, added->months,
                           (size_t)(added->found.years + 1) * JF_TEST_YEAR, err));
}

/* Where a period of this kind that holds the day ends. */
static jf_day last_of(jf_day day, const jf_panel_options *opts)
{
    jf_period period;
    int32_t kind = opts->period_kind ? opts->period_kind : JF_PERIOD_YEAR;

    assert_ok(jf_period_containing(day, kind, opts->fiscal_month, &period, err));
    return period.last;
}

/* What a result no longer shows: the rounding makes a number of everything. */
static void check_state(const jf__walk *walk, const jf__pool *pool)
{
    for (int i = 0; i < JF__STORIES; i++) {
        const jf__state *story = &walk->level.story[i];

        assert_true(isfinite(story->lasting) && isfinite(story->passing));
        assert_true(isfinite(story->lasting_variance) && isfinite(story->covariance));
        assert_true(isfinite(story->passing_variance));
        assert_true(story->lasting_variance >= 0.0 && story->passing_variance >= 0.0);
        assert_true(walk->level.weight[i] >= 0.0 && walk->level.weight[i] <= 1.0);
    }
    assert_true(fabs(walk->level.weight[0] + walk->level.weight[1] - 1.0) < 1e-9);
    assert_true(isfinite(walk->shock));
    assert_true(pool->model.scale >= 0.2 && pool->model.scale <= 5.0);
}

static void check_states(const jf_panel *panel, jf_day today)
{
    jf__pool pool;

    jf__pool_make(panel, today, &pool);
    for (int i = 0; i < JF__MONTHS; i++)
        assert_true(pool.shock[i].year_year >= 0.0 && isfinite(pool.shock[i].year_year) &&
                    isfinite(pool.shock[i].year_month) && isfinite(pool.shock[i].year_seen));
    for (size_t i = 0; i < panel->cases.count; i++) {
        jf__story story = jf__panel_story(panel, i, 0, today);
        jf__shock_month own[JF__MONTHS];
        jf__count_law laws[JF__STORIES];
        jf__walk walk;

        jf__walk_past(panel, &pool.model, pool.season, pool.size, &story, &walk);
        jf__walk_year(panel, &pool.model, &story, own, &walk);
        jf__walk_shock(&pool.model, pool.shock, own, JF__MONTHS, &walk);
        check_state(&walk, &pool);
        jf__walk_laws(panel, &pool.model, &story, &walk, panel->start[0], panel->start[12] - 1,
                      laws);
        for (int k = 0; k < JF__STORIES; k++)
            assert_true(isfinite(laws[k].mean) && isfinite(laws[k].variance));
    }
}

static void check_hostile(const jf_panel *panel, size_t count, jf_day today, jf_day last)
{
    jf_forecast found[UNITS];
    jf_forecast again[UNITS];
    int32_t exceed[UNITS];

    assert_ok(jf_panel_forecast(panel, today, found, count, err));
    assert_ok(jf_panel_forecast(panel, today, again, count, err));
    assert_ok(jf_panel_exceed(panel, today, exceed, count, err));
    for (size_t i = 0; i < count; i++) {
        jf_test_check_forecast(&found[i], today, last);
        assert_int_equal(exceed[i], found[i].exceed_ppm);
    }
    if (count)
        assert_memory_equal(found, again, count * sizeof found[0]);
}

static void run_hostile(uint64_t seed, jf_calendar *calendar)
{
    jf__random random = {seed};
    jf_panel_options opts = {.size = sizeof opts};
    jf_forecast_settings settings;
    jf_period year;
    jf_panel *panel;
    size_t count = jf__random_below(&random, UNITS + 1);

    opts.fiscal_month = (int32_t)between(&random, 0, 12);
    opts.period_kind = (int32_t)between(&random, 0, JF_PERIOD_MONTH);
    opts.joined = calendar ? (int32_t)between(&random, 0, 1) : 0;
    make_settings(&random, &settings);
    panel = jf_test_panel("2023-06-30", calendar, one_in(&random, 3) ? NULL : &settings, &opts);
    assert_ok(jf_period_containing(jf_test_day("2023-06-30"), JF_PERIOD_YEAR, opts.fiscal_month,
                                   &year, err));
    for (size_t i = 0; i < count; i++) {
        unit made;

        make_hostile(&random, year.first, &made);
        add(panel, &made);
    }
    if (one_in(&random, 50))
        assert_ok(jf_panel_refit(panel, err));
    for (int look = 0; look < 2; look++) {
        jf_day today = (jf_day)between(&random, year.first, year.last);

        check_hostile(panel, count, today, last_of(today, &opts));
        check_states(panel, today);
    }
    check_hostile(panel, count, year.last, year.last);
    jf_panel_free(panel);
}

static void hostile_panels_stay_in_range(void **state)
{
    jf_calendar *calendars[] = {NULL, jf_test_china(2022, 2024), jf_test_sealed(jf_test_october())};
    uint64_t rounds = jf_test_long() ? 20000 : 300;

    (void)state;
    for (uint64_t seed = 1; seed <= rounds; seed += jf_test_stride())
        run_hostile(seed, calendars[seed % 3]);
    /* Rounding made its variances negative, and all units of the panel NaN. */
    run_hostile(10849, calendars[10849 % 3]);
    for (int i = 1; i < 3; i++)
        jf_calendar_free(calendars[i]);
}

/* A unit as there are many. */
static void make_usual(jf__random *random, int64_t id, unit *made)
{
    int64_t size = between(random, 1, 12);

    made->found = (jf_forecast_case){id, 12 * size, JF_DAY_NONE, (int32_t)between(random, 0, 4)};
    for (int i = 0; i < MONTHS_MOST; i++)
        made->months[i] = between(random, 0, 2 * size);
}

static void make_panel_of_usual(uint64_t seed, unit units[UNITS])
{
    jf__random random = {seed};

    for (int i = 0; i < UNITS; i++)
        make_usual(&random, i + 1, &units[i]);
}

static void ask(const unit *units, size_t count, const char *today, int32_t *exceed_out)
{
    jf_panel *panel = jf_test_panel("2023-01-01", NULL, NULL, NULL);

    for (size_t i = 0; i < count; i++)
        add(panel, &units[i]);
    assert_ok(jf_panel_exceed(panel, jf_test_day(today), exceed_out, count, err));
    jf_panel_free(panel);
}

static void order_of_the_units_is_without_meaning(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        unit units[UNITS];
        unit turned[UNITS];
        int32_t found[UNITS];
        int32_t again[UNITS];

        make_panel_of_usual(seed, units);
        for (int i = 0; i < UNITS; i++)
            turned[i] = units[(i * 7 + 3) % UNITS];
        ask(units, UNITS, "2023-05-20", found);
        ask(turned, UNITS, "2023-05-20", again);
        /* Sums of doubles differ in their last bits. */
        for (int i = 0; i < UNITS; i++)
            assert_in_range(again[i] - found[(i * 7 + 3) % UNITS] + 1, 0, 2);
    }
}

static void tiny_units_hardly_matter(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        unit units[UNITS];
        int32_t found[UNITS];
        int32_t again[UNITS];

        make_panel_of_usual(seed, units);
        for (int i = UNITS - 3; i < UNITS; i++) {
            units[i].found.years = 2;
            memset(units[i].months, 0, sizeof units[i].months);
            units[i].months[i % 12] = 1;
        }
        ask(units, UNITS - 3, "2023-05-20", found);
        ask(units, UNITS, "2023-05-20", again);
        /* Each has all its documents in one month, which moves the season a little. */
        for (int i = 0; i < UNITS - 3; i++)
            assert_in_range(again[i] - found[i] + 30000, 0, 60000);
    }
}

static void more_quota_is_less_risk(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        unit units[UNITS];
        int32_t found[UNITS];

        make_panel_of_usual(seed, units);
        for (int i = 1; i < UNITS; i++) {
            units[i] = units[0];
            units[i].found.years = 2;
            units[i].found.quota = 5 * i;
        }
        ask(units, UNITS, "2023-05-20", found);
        for (int i = 2; i < UNITS; i++)
            assert_true(found[i] <= found[i - 1]);
    }
}

/* May has i documents; a batch, of which the level hears less, begins above. */
static void more_use_is_more_risk(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        jf__random random = {seed};
        int32_t before = -1;
        unit found;

        make_usual(&random, 1, &found);
        found.found.years = 3;
        for (int64_t use = 0; use <= found.found.quota / 4; use++) {
            int32_t now;

            found.months[40] = use;
            ask(&found, 1, "2023-05-31", &now);
            assert_true(now >= before);
            before = now;
        }
    }
}

/* P(N > bound) by H. H. Panjer's recursion from the mass at 0. */
static long double slow_above(long double mean, long double variance, int64_t bound)
{
    long double a = variance == mean ? 0.0L : 1.0L - mean / variance;
    long double size = variance == mean ? 0.0L : mean * mean / (variance - mean);
    long double b = variance == mean ? mean : (size - 1.0L) * a;
    long double mass = variance == mean ? expl(-mean) : expl(size * logl(mean / variance));
    long double below = 0.0L;

    if (mean == 0.0L)
        return bound < 0 ? 1.0L : 0.0L;
    for (int64_t n = 0; n <= bound; n++) {
        if (n > 0)
            mass *= a + b / (long double)n;
        /* Draws are a whole number, after which the masses are rounding. */
        if (a < 0.0L && (long double)n > 0.5L - size)
            break;
        below += mass;
    }
    return 1.0L - below;
}

/* Variance above the mean, equal to it, or that of a whole number of draws; none so far above a
 * small mean that the library moves it. */
static void make_law(jf__random *random, int64_t *mean_milli, int64_t *variance_milli)
{
    int64_t mean = between(random, 20, 60000);
    int64_t draws = between(random, 1, 60);
    int64_t tenths = between(random, 1, 9);

    switch (jf__random_below(random, 3)) {
    case 0:
        *mean_milli = mean;
        *variance_milli = mean + between(random, 1, 400000);
        break;
    case 1: *mean_milli = *variance_milli = mean; break;
    default:
        *mean_milli = draws * tenths * 100;
        *variance_milli = draws * tenths * (10 - tenths) * 10;
    }
}

static void laws_agree_with_sums_of_masses(void **state)
{
    jf__random random = {20230101};
    int rounds = jf_test_long() ? 200000 : 20000;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        jf_count_law law = {.changed_ppm = between(&random, 0, 1000000),
                            .bound = between(&random, -1, 120)};
        long double changed = (long double)law.changed_ppm / 1e6L;
        long double wanted;
        int32_t found;

        make_law(&random, &law.usual_mean_milli, &law.usual_variance_milli);
        make_law(&random, &law.changed_mean_milli, &law.changed_variance_milli);
        wanted =
            (1.0L - changed) * slow_above((long double)law.usual_mean_milli / 1e3L,
                                          (long double)law.usual_variance_milli / 1e3L, law.bound) +
            changed * slow_above((long double)law.changed_mean_milli / 1e3L,
                                 (long double)law.changed_variance_milli / 1e3L, law.bound);
        assert_ok(jf_count_law_exceed(&law, 1, &found, 1, err));
        if (!(fabsl((long double)found - wanted * 1e6L) <= 2.0L))
            fail_msg("%d, not %.3Lf, in round %d", found, wanted * 1e6L, round);
    }
}

static void risk_of_a_law_falls_with_its_bound(void **state)
{
    jf__random random = {7};

    (void)state;
    for (int round = 0; round < 300; round++) {
        jf_count_law laws[200] = {{.changed_ppm = between(&random, 0, 1000000)}};
        int32_t found[200];

        make_law(&random, &laws[0].usual_mean_milli, &laws[0].usual_variance_milli);
        make_law(&random, &laws[0].changed_mean_milli, &laws[0].changed_variance_milli);
        for (int i = 1; i < 200; i++) {
            laws[i] = laws[0];
            laws[i].bound = i;
        }
        assert_ok(jf_count_law_exceed(laws, 200, found, 200, err));
        for (int i = 1; i < 200; i++)
            assert_true(found[i] <= found[i - 1]);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_panels_stay_in_range),
        cmocka_unit_test(order_of_the_units_is_without_meaning),
        cmocka_unit_test(tiny_units_hardly_matter),
        cmocka_unit_test(more_quota_is_less_risk),
        cmocka_unit_test(more_use_is_more_risk),
        cmocka_unit_test(laws_agree_with_sums_of_masses),
        cmocka_unit_test(risk_of_a_law_falls_with_its_bound),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.watch_forecast", tests, NULL, NULL);
}
