/* SPDX-License-Identifier: Apache-2.0 */
/* A linear filter of two states (a lasting level that wanders and a passing deviation that decays)
 * on monthly counts, twice: once with the usual step at a year's start, once with a jump. It is the
 * best linear estimate for means and variances that grow with the level (H. Buehlmann,
 * "Experience rating and credibility", 1967; R. E. Kalman, "A new approach to linear filtering and
 * prediction problems", 1960; P. J. Harrison, C. F. Stevens, "Bayesian forecasting", 1976, for the
 * stories). Steps are in proportion to the level. Variance of a count: dispersion x mean, with a
 * dispersion that grows as a power of the level. */
#include "watch/level.h"

#include <math.h>
#include <stdbool.h>

#include "watch/real.h"

/* No level is taken to be below a document a year. */
#define LEAST_LEVEL 1.0

/* Least weight that a month leaves to a story, relative to the likelier one. */
#define LEAST_LIKELIHOOD 1e-13

#define PAST_YEARS_MAX 4.0
#define LEAST_DISPERSION 0.05

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double square(double a)
{
    return a * a;
}

static double size_of(const jf__state *state)
{
    return larger(state->lasting + state->passing, LEAST_LEVEL);
}

static double dispersion_at(const jf__model *model, double size)
{
    double at_one = model->scale * model->dispersion;

    return larger(at_one * jf__exp(model->growth * jf__log(size)), LEAST_DISPERSION);
}

void jf__level_begin(const jf__model *model, double size, double sd, jf__level *level)
{
    jf__state state = {.lasting = larger(size, LEAST_LEVEL)};

    state.lasting_variance = square(sd * state.lasting);
    state.passing_variance = square(model->passing * state.lasting) / (1.0 - square(model->memory));
    *level = (jf__level){.past_mean = state.lasting, .past_years = 1.0};
    for (int i = 0; i < JF__STORIES; i++) {
        level->story[i] = state;
        level->weight[i] = model->odds[i];
    }
    level->shift_lasting = state.lasting;
}

/* One state with the mean and covariance of the stories together. */
static jf__state merge(const jf__level *level)
{
    jf__state whole = {0};

    for (int i = 0; i < JF__STORIES; i++) {
        whole.lasting += level->weight[i] * level->story[i].lasting;
        whole.passing += level->weight[i] * level->story[i].passing;
    }
    for (int i = 0; i < JF__STORIES; i++) {
        const jf__state *story = &level->story[i];
        double lasting = story->lasting - whole.lasting;
        double passing = story->passing - whole.passing;

        whole.lasting_variance += level->weight[i] * (story->lasting_variance + square(lasting));
        whole.covariance += level->weight[i] * (story->covariance + lasting * passing);
        whole.passing_variance += level->weight[i] * (story->passing_variance + square(passing));
    }
    return whole;
}

void jf__level_new_year(const jf__model *model, double total, jf__level *level)
{
    jf__state whole = merge(level);
    double rest = 1.0 - model->reversion;
    double size;

    if (total >= 0.0) {
        level->past_mean =
            (level->past_mean * level->past_years + total) / (level->past_years + 1.0);
        level->past_years =
            level->past_years + 1.0 < PAST_YEARS_MAX ? level->past_years + 1.0 : PAST_YEARS_MAX;
    }
    whole.lasting += model->reversion * (level->past_mean - whole.lasting);
    whole.lasting_variance *= square(rest);
    whole.covariance *= rest;
    if (total >= 0.0)
        whole.lasting += model->last_year * (total - whole.lasting);
    size = size_of(&whole);
    for (int i = 0; i < JF__STORIES; i++) {
        level->story[i] = whole;
        level->story[i].lasting_variance += square(model->jump[i] * size);
        level->weight[i] = model->odds[i];
    }
    level->shift_lasting = size;
    level->shift_passing = 0.0;
}

static void pass_month(const jf__model *model, jf__state *state)
{
    double size = size_of(state);

    state->passing *= model->memory;
    state->passing_variance =
        square(model->memory) * state->passing_variance + square(model->passing * size);
    state->covariance *= model->memory;
    state->lasting_variance += square(model->drift * size);
}

void jf__level_skip(const jf__model *model, jf__level *level)
{
    for (int i = 0; i < JF__STORIES; i++)
        pass_month(model, &level->story[i]);
    level->shift_passing *= model->memory;
}

/* One story sees a month: what was expected, and how surprising it is. */
typedef struct sight {
    double expected;
    double residual;
    double level_variance; /* of the residual, for doubt of the level and of a year's opening */
    double variance;       /* of the residual */
    double likelihood;
    double gain_lasting;
    double gain_passing;
} sight;

static double normal_density(double residual, double variance)
{
    return jf__exp(-0.5 * (square(residual) / variance + jf__log(variance)));
}

/* A month far above the expected says that a batch came, more than that the level rose. */
static double damped(const jf__model *model, const sight *seen)
{
    double own = seen->variance - seen->level_variance;
    double allowed = model->outlier * model->outlier * seen->variance;

    if (seen->residual <= 0.0 || square(seen->residual) <= allowed)
        return seen->variance;
    return seen->level_variance + own * square(seen->residual) / allowed;
}

static sight look(const jf__model *model, const jf__state *state, int month, double share,
                  int64_t count, bool exact)
{
    sight seen = {.expected = share * (state->lasting + state->passing)};
    double mean = larger(seen.expected, 0.5 * share);
    double doubt =
        larger(state->lasting_variance + 2.0 * state->covariance + state->passing_variance, 0.0);
    double opening = month == 0 ? model->opening * size_of(state) : 0.0;
    double damped_variance;

    seen.residual = (double)count - seen.expected;
    seen.level_variance = square(share) * (doubt + square(opening));
    seen.variance = seen.level_variance + dispersion_at(model, size_of(state)) * mean;
    seen.likelihood = exact ? jf__count_mass(&(jf__count_law){mean, seen.variance}, count)
                            : normal_density(seen.residual, seen.variance);
    damped_variance = damped(model, &seen);
    seen.variance = damped_variance;
    seen.gain_lasting = share * (state->lasting_variance + state->covariance) / damped_variance;
    seen.gain_passing = share * (state->covariance + state->passing_variance) / damped_variance;
    return seen;
}

/* Rounding leaves no variance below zero and no correlation above one. */
static void settle(jf__state *state)
{
    double most;

    state->lasting_variance = larger(state->lasting_variance, 0.0);
    state->passing_variance = larger(state->passing_variance, 0.0);
    most = sqrt(state->lasting_variance) * sqrt(state->passing_variance);
    if (state->covariance > most)
        state->covariance = most;
    if (state->covariance < -most)
        state->covariance = -most;
}

static void learn(double share, const sight *seen, jf__state *state)
{
    double lasting = share * (state->lasting_variance + state->covariance);
    double passing = share * (state->covariance + state->passing_variance);

    state->lasting += seen->gain_lasting * seen->residual;
    state->passing += seen->gain_passing * seen->residual;
    state->lasting_variance -= seen->gain_lasting * lasting;
    state->covariance -= seen->gain_lasting * passing;
    state->passing_variance -= seen->gain_passing * passing;
    settle(state);
}

static void weigh(const sight seen[JF__STORIES], jf__level *level)
{
    double best = larger(seen[0].likelihood, seen[1].likelihood);
    double sum = 0.0;

    if (!(best > 0.0))
        return;
    for (int i = 0; i < JF__STORIES; i++) {
        level->weight[i] *= larger(seen[i].likelihood / best, LEAST_LIKELIHOOD);
        sum += level->weight[i];
    }
    for (int i = 0; i < JF__STORIES; i++)
        level->weight[i] /= sum;
}

/* Misfit of the usual story, for the dispersion of the panel. One month counts for at most 16
 * times what it is expected to. */
static void add_misfit(const jf__model *model, const sight *seen, jf__level *level)
{
    double expected = (seen->variance - seen->level_variance) / model->scale;
    double misfit = square(seen->residual);

    if (misfit > 16.0 * seen->variance)
        misfit = 16.0 * seen->variance;
    level->misfit += (misfit - seen->level_variance) / seen->variance;
    level->expected += expected / seen->variance;
}

static void note_shock(double share, const sight *seen, double weight, jf__level *level,
                       jf__shock_month *month_out)
{
    double by_year = share * (level->shift_lasting + level->shift_passing);
    double per = weight / seen->variance;

    *month_out = (jf__shock_month){.year_year = per * square(by_year),
                                   .year_month = per * by_year * seen->expected,
                                   .year_seen = per * by_year * seen->residual};
    level->shift_lasting -= seen->gain_lasting * by_year;
    level->shift_passing -= seen->gain_passing * by_year;
}

void jf__level_see(const jf__model *model, int month, double share, int64_t count, int exact,
                   jf__level *level, jf__shock_month *month_out)
{
    sight seen[JF__STORIES];
    double usual = level->weight[0];

    for (int i = 0; i < JF__STORIES; i++) {
        pass_month(model, &level->story[i]);
        seen[i] = look(model, &level->story[i], month, share, count, exact != 0);
    }
    level->shift_passing *= model->memory;
    add_misfit(model, &seen[0], level);
    if (month_out)
        note_shock(share, &seen[0], usual, level, month_out);
    for (int i = 0; i < JF__STORIES; i++)
        learn(share, &seen[i], &level->story[i]);
    weigh(seen, level);
}

/* What the states now, and the steps to come, do to a sum over months with these shares. */
typedef struct horizon {
    double lasting;       /* sum of the shares */
    double passing;       /* sum of the shares, each with what is left of a deviation now */
    double lasting_steps; /* sums of squares, over the months of steps */
    double passing_steps;
} horizon;

static horizon measure(const jf__model *model, const double *shares, int month_count, int lead)
{
    horizon sum = {0};
    double later = 0.0;
    double later_passing = 0.0;

    for (int i = month_count - 1; i >= 0; i--) {
        later += shares[i];
        later_passing = shares[i] + model->memory * later_passing;
        if (i > 0 || lead) {
            sum.lasting_steps += square(later);
            sum.passing_steps += square(later_passing);
        }
    }
    sum.lasting = later;
    sum.passing = lead ? model->memory * later_passing : later_passing;
    return sum;
}

void jf__level_ahead(const jf__model *model, const jf__level *level, const double *shares,
                     int month_count, int lead, jf__count_law laws_out[JF__STORIES])
{
    horizon sum = measure(model, shares, month_count, lead);

    for (int i = 0; i < JF__STORIES; i++) {
        const jf__state *state = &level->story[i];
        double size = size_of(state);
        double mean = larger(sum.lasting * state->lasting + sum.passing * state->passing,
                             0.02 * sum.lasting * size);
        double steps =
            square(model->drift) * sum.lasting_steps + square(model->passing) * sum.passing_steps;
        double doubt = square(sum.lasting) * state->lasting_variance +
                       2.0 * sum.lasting * sum.passing * state->covariance +
                       square(sum.passing) * state->passing_variance;

        laws_out[i] = (jf__count_law){mean, larger(doubt, 0.0) + steps * square(size) +
                                                dispersion_at(model, size) * mean};
    }
}

double jf__level_now(const jf__level *level)
{
    jf__state whole = merge(level);

    return size_of(&whole);
}

void jf__level_shock(double mean, double variance, jf__level *level)
{
    jf__state *usual = &level->story[0];

    usual->lasting += mean * level->shift_lasting;
    usual->passing += mean * level->shift_passing;
    usual->lasting_variance += variance * square(level->shift_lasting);
    usual->covariance += variance * level->shift_lasting * level->shift_passing;
    usual->passing_variance += variance * square(level->shift_passing);
}
