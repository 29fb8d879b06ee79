# SPDX-License-Identifier: Apache-2.0
# Made golden_beta.h with scipy 1.17.1. The tests need neither this nor scipy.
"""Writes golden_beta.h: both tails of beta and gamma laws as scipy gives them.

    golden.py > golden_beta.h

Left out is what scipy does not know to 1e-11 itself: tails below 1e-200, points where it answers
otherwise for the mirror image of the same law, and tails of gamma laws with a above 100 that are
below 1e-3, where its error is some 1e-15 of 1 and not of the tail.
"""

import math
import random

from scipy import special

HEAD = """/* SPDX-License-Identifier: Apache-2.0 */
/* Written by golden.py with scipy {version}. */
#ifndef JIANFU_TESTS_WATCH_GOLDEN_BETA_H
#define JIANFU_TESTS_WATCH_GOLDEN_BETA_H

typedef struct golden_tails {{
    double a;
    double b; /* 0 for a gamma law */
    double x;
    double below;
    double above;
}} golden_tails;
"""

# Ranges of a and b, and how many points of each.
BETA_RANGES = (
    ((1e-6, 1), (1e-6, 1), 30),
    ((1e-6, 1), (1, 1e3), 30),
    ((1e-6, 1), (1e3, 1e9), 20),
    ((1, 20), (1, 20), 30),
    ((5, 500), (1, 100), 60),
    ((500, 1e5), (500, 1e5), 30),
    ((1, 1e3), (1e5, 1e9), 30),
    ((1e5, 1e9), (1e5, 1e9), 40),
)
GAMMA_RANGES = ((1e-6, 1, 15), (1, 100, 25), (100, 1e5, 15), (1e5, 1e9, 15))
DEVIATIONS = (0, 0.3, -0.3, 1, -1, 2, -2, 4, -4, 8, -8, 20, -20)


def short(value, digits):
    return float(f"{value:.{digits}g}")


def between(source, low, high):
    return short(math.exp(source.uniform(math.log(low), math.log(high))), 6)


def is_settled(below, above, mirrored):
    smaller = min(below, above)
    return smaller > 1e-200 and abs(min(mirrored) - smaller) <= 1e-11 * smaller


def beta_point(source, a, b):
    """A point some standard deviations from the mean, or anywhere when that leaves [0, 1]."""
    mean = a / (a + b)
    deviation = math.sqrt(mean * (b / (a + b)) / (a + b + 1))
    x = mean + source.choice(DEVIATIONS) * deviation
    if not 0 < x < 1:
        x = mean * source.random() if source.random() < 0.5 else mean + (1 - mean) * source.random()
    return short(x, 12)


def beta_rows(source):
    for a_range, b_range, count in BETA_RANGES:
        made = 0
        while made < count:
            a, b = between(source, *a_range), between(source, *b_range)
            if source.random() < 0.5:
                a, b = b, a
            x = beta_point(source, a, b)
            if not 0 < x < 1:
                continue
            below, above = float(special.betainc(a, b, x)), float(special.betaincc(a, b, x))
            mirrored = (float(special.betainc(b, a, 1 - x)), float(special.betaincc(b, a, 1 - x)))
            if is_settled(below, above, mirrored):
                made += 1
                yield a, b, x, below, above


def gamma_rows(source):
    for low, high, count in GAMMA_RANGES:
        made = 0
        while made < count:
            a = between(source, low, high)
            x = a + source.choice(DEVIATIONS) * math.sqrt(a)
            x = short(x if x > 0 else a * source.random(), 12)
            below, above = float(special.gammainc(a, x)), float(special.gammaincc(a, x))
            if min(below, above) > (1e-3 if a > 100 else 1e-200):
                made += 1
                yield a, 0.0, x, below, above


def table(name, rows):
    print(f"\nstatic const golden_tails {name}[] = {{")
    for row in rows:
        print("    {" + ", ".join(repr(value) for value in row) + "},")
    print("};")


def main():
    import scipy

    source = random.Random(20240229)
    print(HEAD.format(version=scipy.__version__), end="")
    table("golden_betas", beta_rows(source))
    table("golden_gammas", gamma_rows(source))
    print("\n#endif")


if __name__ == "__main__":
    main()
