/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <math.h>

#include "watch/level.h"
#include "watch/settings.h"

#define SHARE (1.0 / 12)

static jf__model shipped(void)
{
    jf_forecast_settings settings = {.size = sizeof settings};
    jf__model model;

    assert_ok(jf_forecast_settings_default(&settings, err));
    jf__settings_model(&settings, &model);
    return model;
}

static jf__level begun(const jf__model *model, double size)
{
    jf__level level;

    jf__level_begin(model, size, 0.4, &level);
    return level;
}

static void assert_near(double got, double wanted, double error)
{
    if (!(fabs(got - wanted) <= error))
        fail_msg("%.17g, not %.17g", got, wanted);
}

static void a_level_begins_with_its_size_and_the_odds(void **state)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);

    (void)state;
    assert_near(jf__level_now(&level), 60.0, 1e-9);
    assert_near(level.weight[0], 0.91, 1e-9);
    assert_near(level.weight[1], 0.09, 1e-9);
    assert_near(level.story[1].lasting_variance, 24.0 * 24.0, 1e-9);
}

static void no_level_is_below_one_document_a_year(void **state)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 0.0);

    (void)state;
    assert_near(jf__level_now(&level), 1.0, 1e-9);
    for (int month = 0; month < 60; month++)
        jf__level_see(&model, 1, SHARE, 0, 1, &level, NULL);
    assert_near(jf__level_now(&level), 1.0, 1e-9);
}

static void what_was_expected_teaches_no_other_level(void **state)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);
    double before = level.story[0].lasting_variance;

    (void)state;
    jf__level_see(&model, 1, SHARE, 5, 1, &level, NULL);
    assert_near(jf__level_now(&level), 60.0, 1e-9);
    assert_true(level.story[0].lasting_variance < before);
    assert_near(level.weight[0] + level.weight[1], 1.0, 1e-12);
}

static void more_documents_mean_a_higher_level(void **state)
{
    jf__model model = shipped();
    double before = 0.0;

    (void)state;
    /* Up to 5.5 standard deviations above what was expected. */
    for (int64_t count = 0; count <= 26; count++) {
        jf__level level = begun(&model, 60.0);

        jf__level_see(&model, 1, SHARE, count, 0, &level, NULL);
        assert_true(jf__level_now(&level) >= before);
        before = jf__level_now(&level);
    }
}

static double level_after(int64_t count)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);

    jf__level_see(&model, 1, SHARE, count, 1, &level, NULL);
    return jf__level_now(&level);
}

static void the_greater_a_batch_the_less_it_says_of_the_level(void **state)
{
    (void)state;
    assert_true(level_after(40) < level_after(27));
    assert_true(level_after(400) < level_after(40));
    assert_in_range(level_after(1000000000), 60, 61);
}

static void a_changed_level_is_believed_when_months_show_it(void **state)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);

    (void)state;
    for (int month = 0; month < 36; month++) {
        jf__level_see(&model, 1, SHARE, 5, 1, &level, NULL);
        if (month % 12 == 11)
            jf__level_new_year(&model, 60.0, &level);
    }
    for (int month = 0; month < 3; month++)
        jf__level_see(&model, 1, SHARE, 15, 1, &level, NULL);
    assert_true(level.weight[1] > 0.5);
    assert_true(jf__level_now(&level) > 130.0);
}

static void a_month_unseen_leaves_the_level_and_raises_the_doubt(void **state)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);
    double before;

    (void)state;
    jf__level_see(&model, 1, SHARE, 9, 1, &level, NULL);
    before = level.story[0].lasting_variance;
    level.story[0].passing = 10.0;
    jf__level_skip(&model, &level);
    assert_near(level.story[0].passing, 8.7, 1e-9);
    assert_true(level.story[0].lasting_variance > before);
}

static void a_new_year_draws_to_the_past_and_forgets_the_stories(void **state)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);
    jf__level unknown;

    (void)state;
    for (int month = 0; month < 12; month++)
        jf__level_see(&model, 1, SHARE, 10, 1, &level, NULL);
    unknown = level;
    jf__level_new_year(&model, 120.0, &level);
    assert_near(level.past_mean, 90.0, 1e-9);
    assert_near(level.past_years, 2.0, 1e-9);
    assert_near(level.weight[1], 0.09, 1e-12);
    assert_true(level.story[1].lasting_variance > level.story[0].lasting_variance);
    jf__level_new_year(&model, -1.0, &unknown);
    assert_near(unknown.past_mean, 60.0, 1e-9);
    assert_true(unknown.story[0].lasting < level.story[0].lasting);
}

static void a_shock_moves_the_usual_story_alone(void **state)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);
    jf__level before = level;

    (void)state;
    jf__level_shock(0.1, 0.01, &level);
    assert_near(level.story[0].lasting, 66.0, 1e-9);
    assert_near(level.story[0].lasting_variance - before.story[0].lasting_variance, 36.0, 1e-9);
    assert_memory_equal(&level.story[1], &before.story[1], sizeof level.story[1]);
}

/* Steps a hundred times the level, hardly any dispersion, counts of 0 and 10^9 by turns. */
static void doubt_is_never_below_nothing(void **state)
{
    jf__model model = shipped();

    (void)state;
    model.jump[0] = model.jump[1] = model.passing = model.drift = 100.0;
    model.dispersion = model.growth = 1e-6;
    for (int memory = 0; memory < 10; memory++) {
        jf__level level;

        model.memory = 0.111111 * memory;
        jf__level_begin(&model, 1e9, 1.0, &level);
        for (int month = 0; month < 240; month++) {
            const jf__state *usual = &level.story[0];

            jf__level_see(&model, month % 12, month % 5 ? SHARE : 1e-9, month % 3 ? 1000000000 : 0,
                          0, &level, NULL);
            if (month % 12 == 11)
                jf__level_new_year(&model, 1e9, &level);
            assert_true(usual->lasting_variance >= 0.0 && usual->passing_variance >= 0.0);
            assert_true(usual->covariance * usual->covariance <=
                        1.000001 * usual->lasting_variance * usual->passing_variance);
        }
    }
}

/* Covariance of the level in two months to come, the present one being -1, by the sums that the
 * steps are made of. */
static double covariance(const jf__model *model, const jf__state *now, int i, int j, int lead)
{
    double size = now->lasting + now->passing;
    double kept_i = pow(model->memory, i + lead);
    double kept_j = pow(model->memory, j + lead);
    double sum = now->lasting_variance + (kept_i + kept_j) * now->covariance +
                 kept_i * kept_j * now->passing_variance;

    for (int step = lead ? 0 : 1; step <= (i < j ? i : j); step++) {
        sum += pow(model->drift * size, 2.0);
        sum += pow(model->passing * size, 2.0) * pow(model->memory, i - step) *
               pow(model->memory, j - step);
    }
    return sum;
}

static void laws_ahead_add_up_month_by_month(void **state)
{
    const double shares[7] = {0.02, 0.11, 0.05, 0.0, 0.2, 0.08, 0.1};
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);

    (void)state;
    jf__level_see(&model, 1, SHARE, 9, 1, &level, NULL);
    for (int lead = 0; lead < 2; lead++) {
        const jf__state *now = &level.story[0];
        jf__count_law laws[JF__STORIES];
        double mean = 0.0;
        double variance = 0.0;
        double size = now->lasting + now->passing;

        for (int i = 0; i < 7; i++) {
            mean += shares[i] * (now->lasting + pow(model.memory, i + lead) * now->passing);
            for (int j = 0; j < 7; j++)
                variance += shares[i] * shares[j] * covariance(&model, now, i, j, lead);
        }
        variance += model.dispersion * pow(size, model.growth) * mean;
        jf__level_ahead(&model, &level, shares, 7, lead, laws);
        assert_near(laws[0].mean, mean, 1e-9 * mean);
        assert_near(laws[0].variance, variance, 1e-9 * variance);
    }
}

static void nothing_ahead_is_nothing(void **state)
{
    jf__model model = shipped();
    jf__level level = begun(&model, 60.0);
    jf__count_law laws[JF__STORIES];

    (void)state;
    jf__level_ahead(&model, &level, NULL, 0, 1, laws);
    for (int i = 0; i < JF__STORIES; i++)
        assert_true(laws[i].mean == 0.0 && laws[i].variance == 0.0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_level_begins_with_its_size_and_the_odds),
        cmocka_unit_test(no_level_is_below_one_document_a_year),
        cmocka_unit_test(what_was_expected_teaches_no_other_level),
        cmocka_unit_test(more_documents_mean_a_higher_level),
        cmocka_unit_test(the_greater_a_batch_the_less_it_says_of_the_level),
        cmocka_unit_test(a_changed_level_is_believed_when_months_show_it),
        cmocka_unit_test(a_month_unseen_leaves_the_level_and_raises_the_doubt),
        cmocka_unit_test(a_new_year_draws_to_the_past_and_forgets_the_stories),
        cmocka_unit_test(a_shock_moves_the_usual_story_alone),
        cmocka_unit_test(doubt_is_never_below_nothing),
        cmocka_unit_test(laws_ahead_add_up_month_by_month),
        cmocka_unit_test(nothing_ahead_is_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.level", tests, NULL, NULL);
}
