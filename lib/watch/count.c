/* SPDX-License-Identifier: Apache-2.0 */
/* A law is read into one of four kinds, with both p and 1 - p from the mean and the variance, so
 * that neither is lost next to 1. */
#include "watch/count.h"

#include <math.h>

#include "watch/beta.h"
#include "watch/real.h"

static const double mean_max = 1e12;
static const double mean_min = 1e-12;
static const double grow_max = 0.95;
static const double shape_min = 1e-6;
static const double nearly = 1e-9;

typedef enum panjer_kind {
    PANJER_ZERO,
    PANJER_POISSON,
    PANJER_NEGATIVE,
    PANJER_BINOMIAL
} panjer_kind;

typedef struct panjer {
    panjer_kind kind;
    double mean;
    double size; /* r of the negative binomial, n of the binomial */
    double grow; /* 1 - p of the negative binomial, p of the binomial */
    double stop; /* 1 - grow */
} panjer;

static panjer negative_of(double mean, double variance)
{
    double most = mean + mean * (mean / shape_min);
    double excess;

    if (variance > most)
        variance = most;
    excess = variance - mean;
    return (panjer){.kind = PANJER_NEGATIVE,
                    .mean = mean,
                    .size = mean * (mean / excess),
                    .grow = excess / variance,
                    .stop = mean / variance};
}

static panjer binomial_of(double mean, double variance)
{
    /* At most the mean: a count between 0 and 1 on average has its least variance at n = 1. */
    double grow = fmin((mean - variance) / mean, fmin(mean, grow_max));
    double size = mean / grow;
    /* Beyond 2^52 every double is whole. */
    double whole = size < 0x1p+52 ? (double)(int64_t)(size + 0.5) : size;

    if (fabs(size - whole) <= nearly * size)
        size = whole;
    return (panjer){
        .kind = PANJER_BINOMIAL, .mean = mean, .size = size, .grow = grow, .stop = 1.0 - grow};
}

static panjer panjer_of(const jf__count_law *law)
{
    double mean = law->mean < mean_max ? law->mean : mean_max;
    double variance = law->variance;

    if (!(law->mean >= mean_min))
        return (panjer){.kind = PANJER_ZERO};
    if (variance - mean > nearly * mean)
        return negative_of(mean, variance);
    if (mean - variance > nearly * mean)
        return binomial_of(mean, variance);
    return (panjer){.kind = PANJER_POISSON, .mean = mean};
}

static double above(const panjer *self, double bound)
{
    switch (self->kind) {
    case PANJER_POISSON: return jf__gamma_tails(bound + 1.0, self->mean).below;
    case PANJER_NEGATIVE:
        return jf__beta_tails(bound + 1.0, self->size, self->grow, self->stop).below;
    case PANJER_BINOMIAL:
        if (bound >= self->size)
            return 0.0;
        return jf__beta_tails(bound + 1.0, self->size - bound, self->grow, self->stop).below;
    case PANJER_ZERO: break;
    }
    return 0.0;
}

/* stop^size, by the logarithm of the one of stop and grow that is the smaller. */
static double stop_power(const panjer *self)
{
    double log_stop = self->grow < 0.5 ? jf__log1p(-self->grow) : jf__log(self->stop);

    return jf__exp(self->size * log_stop);
}

static double mass_at_0(const panjer *self)
{
    switch (self->kind) {
    case PANJER_POISSON: return jf__exp(-self->mean);
    case PANJER_NEGATIVE:
    case PANJER_BINOMIAL: return stop_power(self);
    case PANJER_ZERO: break;
    }
    return 1.0;
}

static double mass(const panjer *self, double value)
{
    double left = self->size - value;

    switch (self->kind) {
    case PANJER_POISSON: return jf__gamma_kernel(value, self->mean) / value;
    case PANJER_NEGATIVE: return jf__beta_kernel(value, self->size, self->grow, self->stop) / value;
    case PANJER_BINOMIAL:
        if (left <= 0.0)
            return above(self, value - 1.0);
        return jf__beta_kernel(value, left, self->grow, self->stop) / value * (self->size / left);
    case PANJER_ZERO: break;
    }
    return 0.0;
}

double jf__count_above(const jf__count_law *law, int64_t bound)
{
    panjer read = panjer_of(law);

    return bound < 0 ? 1.0 : above(&read, (double)bound);
}

double jf__count_mass(const jf__count_law *law, int64_t value)
{
    panjer read = panjer_of(law);

    if (value < 0)
        return 0.0;
    return value == 0 ? mass_at_0(&read) : mass(&read, (double)value);
}
