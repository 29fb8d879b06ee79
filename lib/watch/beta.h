/* SPDX-License-Identifier: Apache-2.0 */
/* The regularized incomplete beta and gamma functions: both tails at once, so that neither is
 * found by a subtraction that loses it.
 *
 * Error: 1e-10 of the smaller tail for a and b in [1e-6, 1e9], where x and y are right to the last
 * bit (a rest of 1e-16 in x moves a tail at z standard deviations by 1e-16 z sqrt(a + b)); beyond
 * that range it grows with the square root of the larger of them. Arguments outside their range
 * are moved to its nearer end, NaN to the lower; no result is NaN. */
#ifndef JIANFU_LIB_WATCH_BETA_H
#define JIANFU_LIB_WATCH_BETA_H

typedef struct jf__tails {
    double below; /* probability up to the argument */
    double above; /* what is left of 1 */
} jf__tails;

/* I_x(a, b) and 1 - I_x(a, b); a, b in [1e-30, 1e30], x in [0, 1], y = 1 - x. The smaller of x and
 * y is what counts: give both as they are known, not one as 1 minus the other. Sources: A. R.
 * DiDonato, A. H. Morris, "Significant digit computation of the incomplete beta function ratios",
 * 1992 (its continued fraction and the power series); for large a and b an integral of our own. */
jf__tails jf__beta_tails(double a, double b, double x, double y);

/* I_x(a, b), as above. */
double jf__beta_regularized(double a, double b, double x);

/* x^a y^b / B(a, b), as above. Source: C. Loader, "Fast and accurate computation of binomial
 * probabilities", 2000 (the deviances from the saddle point and what Stirling's formula leaves). */
double jf__beta_kernel(double a, double b, double x, double y);

/* P(a, x) and 1 - P(a, x), the limit of I_{x/n}(a, n) for large n; a in [1e-30, 1e30], x in
 * [0, 1e30]. Sources: Abramowitz and Stegun, "Handbook of mathematical functions", 1964, 6.5.29
 * (the power series) and 6.5.31 (the continued fraction, its even part); the limit of those of the
 * beta function. */
jf__tails jf__gamma_tails(double a, double x);

/* P(a, x), as above. */
double jf__gamma_regularized_lower(double a, double x);

/* x^a e^-x / Gamma(a), as above. */
double jf__gamma_kernel(double a, double x);

#endif
