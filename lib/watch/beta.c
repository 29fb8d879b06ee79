/* SPDX-License-Identifier: Apache-2.0 */
/* Which way a tail is found. The tail on the far side of the mean is found first, seen from the
 * law or from its mirror image (b, a, y, x), and the other one is what is left of 1:
 *
 * - a <= 1 and x small against 1 / b: the power series at 0. It alone gives both tails without a
 *   subtraction, since I_x may be near 1 on either side of the mean there.
 * - a and b above `steep`: an integral. With t / (1 - t) = e^-s x / y the tail is the kernel times
 *   the integral over s > 0 of
 *       e^-f(s),  f(s) = a s + (a + b) log(1 + x (e^-s - 1)),
 *   where f is convex and near (a y - b x) s + (a + b) x y s^2 / 2: it is smooth on the scale on
 *   which it decays, and the points of Gauss and Legendre up to f = 34 give it to 1e-13.
 * - otherwise: the continued fraction, in a number of steps that grows with sqrt(min(a, b)).
 *
 * A gamma law is the limit of a beta law for large b with b x held; it takes the same ways. */
#include "watch/beta.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "watch/real.h"

static const double steep = 1e5;
static const double tiny = 1e-300;
static const double inverse_sqrt_2pi = 0x1.9884533d43651p-2;

enum { STEPS_MAX = 10000 };

static double clamp(double x, double low, double high)
{
    return x > low ? x < high ? x : high : low;
}

static double square(double x)
{
    return x * x;
}

/* What a b loses by rounding (T. J. Dekker 1971): each factor is split into halves of 26 bits. */
static double product_rest(double a, double b, double product)
{
    double a_high = a * 134217729.0;
    double b_high = b * 134217729.0;

    a_high -= a_high - a;
    b_high -= b_high - b;
    return (a_high * b_high - product + a_high * (b - b_high) + (a - a_high) * b_high) +
           (a - a_high) * (b - b_high);
}

/* a y - b x: how far x is below the mean, times a + b. Near the mean the products are so much
 * greater than their difference that their roundings would decide the far tails. */
static double lead_of(double a, double b, double x, double y)
{
    double first = a * y;
    double second = b * x;

    return (first - second) + (product_rest(a, y, first) - product_rest(b, x, second));
}

/* a log(a / mean) + mean - a, where excess = mean - a is known better than from the two. */
static double deviance(double a, double mean, double excess)
{
    double ratio = excess / a;

    if (ratio > -0.29 && ratio < 0.41)
        return -a * jf__log1p_rest(ratio);
    return a * jf__log(a / mean) + excess;
}

static double kernel(double a, double b, double x, double y, double lead)
{
    double sum = a + b;
    double exponent = jf__stirling_rest(sum) - jf__stirling_rest(a) - jf__stirling_rest(b) -
                      deviance(a, sum * x, -lead) - deviance(b, sum * y, lead);

    return inverse_sqrt_2pi * sqrt(a / sum * b) * jf__exp(exponent);
}

static double gamma_kernel(double a, double x)
{
    return inverse_sqrt_2pi * sqrt(a) * jf__exp(-jf__stirling_rest(a) - deviance(a, x, x - a));
}

/* A continued fraction summed from the front (W. J. Lentz 1976, I. J. Thompson and A. R. Barnett
 * 1986): value = front + part_1 / (next_1 + part_2 / (next_2 + ...)). */
typedef struct fraction {
    double value;
    double over;
    double under;
} fraction;

static fraction fraction_begin(double front)
{
    return (fraction){.value = front, .over = front, .under = 0.0};
}

/* True when one more step changed nothing that counts. */
static bool fraction_step(fraction *self, double part, double next)
{
    double under = next + part * self->under;
    double change;

    self->over = next + part / self->over;
    if (self->over < tiny && self->over > -tiny)
        self->over = tiny;
    self->under = 1.0 / (under < tiny && under > -tiny ? tiny : under);
    change = self->over * self->under;
    self->value *= change;
    return change > 1.0 - 4e-16 && change < 1.0 + 4e-16;
}

/* What the lower tail's fraction needs; in the limit of a gamma law x is 0 and y is 1. */
typedef struct lower_tail {
    double a;
    double sum_x; /* (a + b) x */
    double b_x;   /* b x */
    double x;
    double y;
    double lead; /* a y - b x, not negative */
} lower_tail;

/* I_x(a, b) over the kernel. */
static double lower_fraction(const lower_tail *self)
{
    double a = self->a;
    double inverse = 1.0 / (a + 1.0);
    fraction sum = fraction_begin(a * inverse * (self->lead + 1.0));

    for (int n = 1; n <= STEPS_MAX; n++) {
        double before = inverse;
        double grown = n * (self->b_x - n * self->x);
        double part = (a + n - 1) * before * (self->sum_x + (n - 1) * self->x) * before * grown;

        inverse = 1.0 / (a + 2 * n + 1);
        if (fraction_step(&sum, part,
                          n + grown * before +
                              (a + n) * inverse * (self->lead + 1.0 + n * (1.0 + self->y))))
            break;
    }
    return 1.0 / sum.value;
}

/* 1 - P(a, x) over the kernel, x >= a. */
static double upper_gamma_fraction(double a, double x)
{
    fraction sum = fraction_begin(x - a + 1.0);

    for (int n = 1; n <= STEPS_MAX; n++) {
        if (fraction_step(&sum, n * (a - n), x - a + 1.0 + 2 * n))
            break;
    }
    return 1.0 / sum.value;
}

/* The integral's f(s) = lead s + mass (e^t - 1 - t) + count (log(1 + u) - u), t = towards s and
 * u = share (e^t - 1). `share` is the smaller of x and y, which keeps the last two terms from
 * cancelling; seen from y, e^-f is the same in terms of e^s. */
typedef struct steep_tail {
    double lead;
    double mass;     /* (a + b) share */
    double count;    /* a + b, or 0 in the limit of a gamma law */
    double share;    /* the smaller of x and y, or 0 */
    double variance; /* (a + b) x y */
    double towards;  /* -1 from x, 1 from y */
} steep_tail;

/* (e^t - 1 - t); the series' terms fall below 2^-53 of its first for |t| < 1/2. */
static double exp_rest(double t)
{
    double sum = 1.0;

    if (t < -0.5 || t > 0.5)
        return jf__expm1(t) - t;
    for (int n = 14; n > 2; n--)
        sum = 1.0 + sum * t / n;
    return sum * t * t / 2;
}

static double steep_height(const steep_tail *self, double s)
{
    double t = self->towards * s;
    double rest = exp_rest(t);
    double f = self->lead * s + self->mass * rest;

    if (self->count > 0)
        f += self->count * jf__log1p_rest(self->share * (rest + t));
    return jf__exp(-f);
}

static double steep_integral(const steep_tail *self)
{
    /* Gauss and Legendre, 24 points: those above 0, each with its weight. */
    static const double points[][2] = {
        {0.06405689286260563, 0.12793819534675216}, {0.1911188674736163, 0.1258374563468283},
        {0.3150426796961634, 0.12167047292780339},  {0.4337935076260451, 0.1155056680537256},
        {0.5454214713888396, 0.10744427011596563},  {0.6480936519369755, 0.09761865210411388},
        {0.7401241915785544, 0.08619016153195327},  {0.820001985973903, 0.0733464814110803},
        {0.8864155270044011, 0.05929858491543678},  {0.9382745520027328, 0.04427743881741981},
        {0.9747285559713095, 0.028531388628933663}, {0.9951872199970213, 0.0123412297999872},
    };
    double half = 34.0 / (self->lead + sqrt(square(self->lead) + 68.0 * self->variance));
    double sum = 0.0;

    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        double offset = half * points[i][0];

        sum +=
            points[i][1] * (steep_height(self, half - offset) + steep_height(self, half + offset));
    }
    return half * sum;
}

static double steep_beta(double a, double b, double x, double y, double lead)
{
    steep_tail tail = {.lead = lead, .count = a + b, .variance = (a + b) * x * y};

    tail.share = x < y ? x : y;
    tail.towards = x < y ? -1.0 : 1.0;
    tail.mass = tail.count * tail.share;
    return steep_integral(&tail);
}

/* a times the sum over n >= 1 of (1 - b) ... (n - b) / n! x^n / (a + n); in the limit of a gamma
 * law x is 0 and b x is held. */
static double series_rest(double a, double b_x, double x)
{
    double term = 1.0;
    double sum = 0.0;

    for (int n = 1; n <= STEPS_MAX; n++) {
        double part;

        term *= x - b_x / n;
        part = term / (a + n);
        sum += part;
        if (fabs(part) <= 1e-17 * fabs(sum))
            break;
    }
    return a * sum;
}

/* e^exponent (1 + rest) and what is left of 1. */
static jf__tails series_tails(double exponent, double rest)
{
    double first = jf__exp(exponent);

    return (jf__tails){.below = clamp(first * (1.0 + rest), 0.0, 1.0),
                       .above = clamp(-(jf__expm1(exponent) + first * rest), 0.0, 1.0)};
}

static bool series_fits(double a, double b, double x)
{
    return a <= 1.0 && x <= 0.5 && b * x <= 1.0;
}

static jf__tails series_beta(double a, double b, double x)
{
    double exponent = a * jf__log(x) + jf__log_gamma_step(b, a) - jf__log_gamma_step(1.0, a);

    return series_tails(exponent, series_rest(a, b * x, x));
}

static jf__tails tails_of_below(double below)
{
    below = clamp(below, 0.0, 1.0);
    return (jf__tails){.below = below, .above = 1.0 - below};
}

static jf__tails mirrored(jf__tails tails)
{
    return (jf__tails){.below = tails.above, .above = tails.below};
}

/* The tail below an argument that is not above the mean. */
static jf__tails far_beta(double a, double b, double x, double y, double lead)
{
    double height = kernel(a, b, x, y, lead);
    lower_tail tail = {.a = a, .sum_x = (a + b) * x, .b_x = b * x, .x = x, .y = y, .lead = lead};

    if (height <= 0.0)
        return tails_of_below(0.0);
    if (a > steep && b > steep)
        return tails_of_below(height * steep_beta(a, b, x, y, lead));
    return tails_of_below(height * lower_fraction(&tail));
}

jf__tails jf__beta_tails(double a, double b, double x, double y)
{
    double lead;

    a = clamp(a, 1e-30, 1e30);
    b = clamp(b, 1e-30, 1e30);
    if (!(x > 0.0))
        return tails_of_below(0.0);
    if (!(y > 0.0))
        return tails_of_below(1.0);
    if (series_fits(a, b, x))
        return series_beta(a, b, x);
    if (series_fits(b, a, y))
        return mirrored(series_beta(b, a, y));
    lead = lead_of(a, b, x, y);
    if (lead >= 0.0)
        return far_beta(a, b, x, y, lead);
    return mirrored(far_beta(b, a, y, x, -lead));
}

double jf__beta_regularized(double a, double b, double x)
{
    return jf__beta_tails(a, b, x, 1.0 - x).below;
}

double jf__beta_kernel(double a, double b, double x, double y)
{
    a = clamp(a, 1e-30, 1e30);
    b = clamp(b, 1e-30, 1e30);
    return x > 0.0 && y > 0.0 ? kernel(a, b, x, y, lead_of(a, b, x, y)) : 0.0;
}

static double lower_gamma(double a, double x)
{
    if (a > steep)
        return steep_integral(
            &(steep_tail){.lead = a - x, .mass = x, .variance = x, .towards = -1.0});
    return lower_fraction(&(lower_tail){.a = a, .sum_x = x, .b_x = x, .y = 1.0, .lead = a - x});
}

static double upper_gamma(double a, double x)
{
    if (a > steep)
        return steep_integral(
            &(steep_tail){.lead = x - a, .mass = x, .variance = x, .towards = 1.0});
    return upper_gamma_fraction(a, x);
}

jf__tails jf__gamma_tails(double a, double x)
{
    double height;

    a = clamp(a, 1e-30, 1e30);
    x = clamp(x, 0.0, 1e30);
    if (!(x > 0.0))
        return tails_of_below(0.0);
    if (a <= 1.0 && x <= 1.0)
        return series_tails(a * jf__log(x) - jf__log_gamma_step(1.0, a), series_rest(a, x, 0.0));
    height = gamma_kernel(a, x);
    if (height <= 0.0)
        return tails_of_below(x < a ? 0.0 : 1.0);
    if (x <= a)
        return tails_of_below(height * lower_gamma(a, x));
    return mirrored(tails_of_below(height * upper_gamma(a, x)));
}

double jf__gamma_regularized_lower(double a, double x)
{
    return jf__gamma_tails(a, x).below;
}

double jf__gamma_kernel(double a, double x)
{
    x = clamp(x, 0.0, 1e30);
    return x > 0.0 ? gamma_kernel(clamp(a, 1e-30, 1e30), x) : 0.0;
}
