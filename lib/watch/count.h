/* SPDX-License-Identifier: Apache-2.0 */
/* The law of a count with a given mean and variance, of the class of H. H. Panjer, "Recursive
 * evaluation of a family of compound distributions", 1981:
 *
 *     variance > mean   negative binomial, r = mean^2 / (variance - mean), p = mean / variance
 *     variance = mean   Poisson; so taken when the two differ by at most 1e-9 of the mean
 *     variance < mean   binomial, p = 1 - variance / mean, n = mean / p, which need not be whole
 *
 * With n not whole P(N > k) = I_p(k + 1, n - k) for k < n and 0 beyond, which is the binomial law
 * where n is whole and continuous in n; mean and variance are then met nearly, and what is left of
 * 1 stands at the first whole number above n. An n within 1e-9 of a whole number is that number.
 *
 * Moved to the nearer end of its range: a mean outside [0, 1e12] (below 1e-12 it is 0, and all of
 * the law stands at 0); a variance below mean / 20, or below mean (1 - mean), which no count falls
 * short of; a variance above mean + 1e6 mean^2. A mean that is NaN is 0, a variance that is NaN is
 * the mean. No result is NaN.
 *
 * Sources of the tails and masses: N. L. Johnson, A. W. Kemp, S. Kotz, "Univariate discrete
 * distributions", 2005, 3.4, 4.3, 5.3; computed as beta.h tells. */
#ifndef JIANFU_LIB_WATCH_COUNT_H
#define JIANFU_LIB_WATCH_COUNT_H

#include <stdint.h>

typedef struct jf__count_law {
    double mean;
    double variance;
} jf__count_law;

/* P(N > bound), 1 for a bound below 0. It falls as the bound grows, to 1e-12. */
double jf__count_above(const jf__count_law *law, int64_t bound);

/* P(N = value), 0 for a value below 0. */
double jf__count_mass(const jf__count_law *law, int64_t value);

#endif
