/* SPDX-License-Identifier: Apache-2.0 */
/* Each function brings its argument near 0, 1 or 2 by exact steps, sums a power series there that
 * is cut where its rest is below 2^-57 of the sum, and adds the greatest term last.
 * Polynomials are summed as two halves, in even and odd powers, which a processor does at once. */
#include "watch/real.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The first 33 bits of log 2, so that a whole number of them is exact, and what they leave. */
static const double ln2_high = 0x1.62e42fefp-1;
static const double ln2_low = 0x1.473de6af278edp-34;
static const double half_log_2pi = 0x1.d67f1c864beb5p-1;
static const double sqrt_half = 0x1.6a09e667f3bcdp-1;

/* Coefficients in ascending powers of x; count is even. */
static double polynomial(const double *coefficients, size_t count, double x)
{
    double square = x * x;
    double even = coefficients[count - 2];
    double odd = coefficients[count - 1];

    for (size_t i = count - 2; i > 0; i -= 2) {
        even = even * square + coefficients[i - 2];
        odd = odd * square + coefficients[i - 1];
    }
    return even + odd * x;
}

static uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double of_bits(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/* 2^power, -1022 <= power <= 1023. */
static double power_of_2(int power)
{
    return of_bits((uint64_t)(power + 1023) << 52);
}

/* (e^r - 1 - r) / r^2 for |r| <= log(2) / 2. */
static double exp_rest(double r)
{
    static const double inverse_factorials[] = {
        1.0 / 2,       1.0 / 6,        1.0 / 24,        1.0 / 120,
        1.0 / 720,     1.0 / 5040,     1.0 / 40320,     1.0 / 362880,
        1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0,
    };

    return polynomial(inverse_factorials, COUNT(inverse_factorials), r);
}

double jf__exp(double x)
{
    int power;
    double high;
    double low;
    double r;

    if (!(x >= -746.0))
        return x != x ? x : 0.0;
    if (x > 709.79)
        return (double)INFINITY;
    power = (int)(x * 0x1.71547652b82fep+0 + (x < 0 ? -0.5 : 0.5));
    high = x - power * ln2_high;
    low = power * ln2_low;
    r = high - low;
    low = (high - r) - low;
    r = 1.0 + (r + (low + r * r * exp_rest(r)));
    /* In two steps: 2^power alone may be no normal number. */
    return r * power_of_2(power / 2) * power_of_2(power - power / 2);
}

double jf__expm1(double x)
{
    return x > -0.34 && x < 0.34 ? x + x * x * exp_rest(x) : jf__exp(x) - 1.0;
}

/* 2 atanh(s) / s - 2 in powers of s^2, for |s| <= 3 - 2 sqrt(2), without the factor s^2. */
static double atanh_rest(double square)
{
    static const double odd_parts[] = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
                                       2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21};

    return polynomial(odd_parts, COUNT(odd_parts), square);
}

double jf__log(double x)
{
    uint64_t bits;
    int power = 0;
    double f;
    double s;

    if (!(x > 0.0))
        return x == 0.0 ? -(double)INFINITY : (double)NAN;
    if (x > 0x1.fffffffffffffp+1023)
        return x;
    if (x < 0x1p-1022) {
        x *= 0x1p+54;
        power = -54;
    }
    bits = bits_of(x);
    power += (int)(bits >> 52) - 1023;
    x = of_bits((bits & UINT64_C(0x000fffffffffffff)) | UINT64_C(0x3ff0000000000000));
    if (x > 2 * sqrt_half) {
        x *= 0.5;
        power++;
    }
    /* With s = f / (2 + f): log(1 + f) = 2 atanh(s) = f - s (f - s^2 rest), and f is exact. */
    f = x - 1.0;
    s = f / (2.0 + f);
    return power * ln2_high + (f - (s * (f - s * s * atanh_rest(s * s)) - power * ln2_low));
}

double jf__log1p(double x)
{
    double sum = 1.0 + x;

    if (sum == 1.0)
        return x;
    return sum > 0x1p+53 || !(sum > 0.0) ? jf__log(sum) : jf__log(sum) * (x / (sum - 1.0));
}

double jf__log1p_rest(double x)
{
    double s;

    if (!(x > -0.29 && x < 0.41))
        return jf__log1p(x) - x;
    /* With s = x / (2 + x): 2 atanh(s) = 2 s + s^3 rest, and 2 s - x = -s x. */
    s = x / (2.0 + x);
    return s * (s * s * atanh_rest(s * s) - x);
}

/* log Gamma(2 + z) / z for |z| <= 1/2: (-1)^k (zeta(k) - 1) / k from k = 2 on, after 1 - gamma. */
static double log_gamma_slope(double z)
{
    static const double zetas[] = {
        0.3224670334241132,     -0.0673523010531981,     0.020580808427784546,
        -0.007385551028673986,  0.0028905103307415234,   -0.001192753911703261,
        0.0005096695247430425,  -0.00022315475845357939, 9.945751278180853e-05,
        -4.492623673813314e-05, 2.050721277567069e-05,   -9.439488275268397e-06,
        4.374866789907488e-06,  -2.039215753801366e-06,  9.55141213040742e-07,
        -4.492469198764566e-07, 2.1207184805554665e-07,  -1.0043224823968099e-07,
        4.7698101693639804e-08, -2.2711094608943164e-08, 1.0838659214896955e-08,
        -5.183475041970047e-09, 2.4836745438024785e-09,  -1.1921401405860912e-09,
        5.731367241678862e-10,  -2.7595228851242334e-10,
    };

    return 0x1.b0ee6072093cep-2 + z * polynomial(zetas, COUNT(zetas), z);
}

/* B_2k / (2k (2k - 1) x^(2k-1)), k from 1 on, for x >= 10. */
static double stirling_series(double x)
{
    static const double bernoullis[] = {
        1.0 / 12,   -1.0 / 360,        1.0 / 1260, -1.0 / 1680,
        1.0 / 1188, -691.0 / 360360.0, 1.0 / 156,  -3617.0 / 122400,
    };
    double inverse = 1.0 / x;

    return inverse * polynomial(bernoullis, COUNT(bernoullis), inverse * inverse);
}

double jf__log_gamma(double x)
{
    double product = 1.0;

    if (x >= 10.0)
        return (x - 0.5) * (jf__log(x) - 1.0) + ((half_log_2pi - 0.5) + stirling_series(x));
    if (x < 0.5)
        return x * log_gamma_slope(x) - jf__log1p(x) - jf__log(x);
    if (x < 1.5)
        return (x - 1.0) * log_gamma_slope(x - 1.0) - jf__log1p(x - 1.0);
    for (; x > 2.5; product *= x)
        x -= 1.0;
    return (x - 2.0) * log_gamma_slope(x - 2.0) + jf__log(product);
}

double jf__stirling_rest(double x)
{
    if (x >= 10.0)
        return stirling_series(x);
    return jf__log_gamma(x) - (x - 0.5) * jf__log(x) + x - half_log_2pi;
}

double jf__log_gamma_step(double x, double step)
{
    double excess = 0.0;
    double moved;

    /* Gamma(x + step) / Gamma(x) is that of x + 1 over 1 + step / x; 1 + excess is the product. */
    for (; x < 10.0; x += 1.0)
        excess += step / x * (1.0 + excess);
    moved = x + step;
    return (x - 0.5) * jf__log1p(step / x) + step * (jf__log(moved) - 1.0) +
           (stirling_series(moved) - stirling_series(x)) - jf__log1p(excess);
}
