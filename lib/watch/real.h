/* SPDX-License-Identifier: Apache-2.0 */
/* Elementary functions of doubles that give the same bits on every machine.
 *
 * They use + - * /, sqrt, comparison and integer work on the bits of a double, all of which
 * IEEE 754 rounds in one way only; the elementary functions of a C library differ in their last
 * bits from one to the next. The compiler must not fuse a multiplication with an addition
 * (cmake/compiler.cmake). A NaN gives a NaN; nothing else does, inside the ranges told. */
#ifndef JIANFU_LIB_WATCH_REAL_H
#define JIANFU_LIB_WATCH_REAL_H

/* e^x to 1 ulp: infinity above 709.78, 0 below -745.13. */
double jf__exp(double x);

/* e^x - 1 to 3 ulp, small x included. */
double jf__expm1(double x);

/* Natural logarithm to 1 ulp, x >= 0: minus infinity at 0; NaN below. */
double jf__log(double x);

/* log(1 + x) to 3 ulp, x >= -1, small x included. Source: W. Kahan, as told by D. Goldberg,
 * "What every computer scientist should know about floating-point arithmetic", 1991, theorem 4. */
double jf__log1p(double x);

/* log(1 + x) - x to some ulp, x > -1, small x included. */
double jf__log1p_rest(double x);

/* log Gamma(x), 0 < x <= 1e300, to 1e-14 of its value, near its zeros at 1 and 2 too. Sources:
 * Abramowitz and Stegun, "Handbook of mathematical functions", 1964, 6.1.33 (the series at 2) and
 * 6.1.41 (Stirling). */
double jf__log_gamma(double x);

/* What Stirling's formula leaves: log Gamma(x) - (x - 1/2) log x + x - log(2 pi) / 2, x > 0, to
 * 1e-14 absolute. Source: as for log Gamma, 6.1.41. */
double jf__stirling_rest(double x);

/* log Gamma(x + step) - log Gamma(x), x > 0 and 0 < step <= 1, to 1e-11 of its value unless that
 * is near 0; the step may be small against x. */
double jf__log_gamma_step(double x, double step);

#endif
