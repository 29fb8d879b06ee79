/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <math.h>

#include "base/random.h"
#include "watch/count.h"
#include "watch/real.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Laws of all kinds, n of the binomial not whole in the last three. */
static const jf__count_law laws[] = {
    {0.3, 0.3},  {7.0, 7.0},  {80.0, 80.0}, {0.5, 4.0}, {12.0, 18.0}, {60.0, 61.0},  {40.0, 900.0},
    {5.0, 3.75}, {0.7, 0.21}, {30.0, 1.5},  {6.3, 2.9}, {0.9, 0.4},   {44.4, 17.17},
};

static void assert_near(double got, double wanted, double most)
{
    if (!(fabs(got - wanted) <= most))
        fail_msg("%.17g, not %.17g", got, wanted);
}

static void tails_and_masses_agree_with_golden_vectors_to_1e_10(void **state)
{
    /* scipy 1.17.1: sf and pmf of nbinom, poisson and binom. */
    static const struct {
        jf__count_law law;
        int64_t bound;
        double above;
        double mass;
    } rows[] = {
        {{12.0, 18.0}, 20, 0.03342032609714118, 0.016364860734305608},
        {{12.0, 18.0}, 3, 0.9917649574854125, 0.005720307383897319},
        {{0.4, 3.0}, 2, 0.04782863299719128, 0.021672381435986748},
        {{350.0, 4200.0}, 600, 0.0005190699734083747, 2.0553551633613023e-05},
        {{2500.0, 2600.0}, 2700, 5.163617699176753e-05, 4.209977343817993e-06},
        {{1000000.0, 1050000.0}, 1003000, 0.001712153395471319, 5.3742615337868306e-06},
        {{0.001, 0.5}, 0, 1.2454046893449948e-05, 0.9999875459531069},
        {{80.0, 9000.0}, 400, 0.014380356740347402, 0.00013734894880769723},
        {{3.0, 3.0}, 5, 0.08391794203130347, 0.10081881344492458},
        {{0.02, 0.02}, 0, 0.0198013266932447, 0.9801986733067553},
        {{45.0, 45.0}, 60, 0.013289165738884303, 0.005361968909690941},
        {{1200.0, 1200.0}, 1100, 0.9981845614680381, 0.00016525309807884764},
        {{5.0, 3.75}, 8, 0.04092516770651855, 0.06088668921620408},
        {{50.0, 25.0}, 61, 0.01048936783892586, 0.007110732269926525},
        {{125.0, 109.375}, 150, 0.008553313623244215, 0.0023522236764271193},
        {{2.5, 2.34375}, 1, 0.7225897610522681, 0.20175290105289598},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_near(jf__count_above(&rows[i].law, rows[i].bound), rows[i].above,
                    1e-10 * rows[i].above);
        assert_near(jf__count_mass(&rows[i].law, rows[i].bound), rows[i].mass,
                    1e-10 * rows[i].mass);
    }
}

/* P(k + 1) = P(k) (m / (k + 1)), from P(0) = e^-m. */
static void law_of_equal_mean_and_variance_is_poisson(void **state)
{
    const jf__count_law law = {.mean = 6.5, .variance = 6.5};
    double mass = jf__exp(-6.5);

    (void)state;
    for (int64_t k = 0; k < 40; k++) {
        assert_near(jf__count_mass(&law, k), mass, 1e-13 * mass);
        mass *= law.mean / (double)(k + 1);
    }
}

/* P(k + 1) = P(k) (r + k) / (k + 1) (1 - p), from P(0) = p^r. */
static void law_of_greater_variance_is_negative_binomial(void **state)
{
    const jf__count_law law = {.mean = 4.0, .variance = 12.0};
    double mass = 1.0 / 9.0;

    (void)state;
    for (int64_t k = 0; k < 60; k++) {
        assert_near(jf__count_mass(&law, k), mass, 1e-13 * mass);
        mass *= (2.0 + (double)k) / (double)(k + 1) * (2.0 / 3.0);
    }
}

static void law_of_whole_n_is_the_exact_binomial(void **state)
{
    const jf__count_law law = {.mean = 5.0, .variance = 3.75};
    double mass = 1.0;
    double above = 1.0;

    (void)state;
    for (int i = 0; i < 20; i++)
        mass *= 0.75;
    for (int64_t k = 0; k <= 20; k++) {
        above -= mass;
        assert_near(jf__count_mass(&law, k), mass, 1e-12 * mass);
        assert_near(jf__count_above(&law, k), above, 1e-14);
        mass *= (double)(20 - k) / (double)(k + 1) / 3.0;
    }
    assert_true(jf__count_above(&law, 20) == 0.0);
    assert_true(jf__count_mass(&law, 21) == 0.0);
}

static void masses_sum_to_what_is_not_above(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(laws); i++) {
        double sum = 0.0;

        for (int64_t k = 0; k < 1500; k++) {
            double mass = jf__count_mass(&laws[i], k);

            sum += mass;
            assert_true(mass >= 0.0);
            assert_near(sum + jf__count_above(&laws[i], k), 1.0, 1e-12);
        }
        assert_near(sum, 1.0, 1e-12);
    }
}

/* The binomial with n not whole meets them nearly; the others to the last digits. */
static void masses_have_the_mean_and_the_variance(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(laws); i++) {
        double most = laws[i].variance < laws[i].mean ? 0.02 : 1e-9;
        double mean = 0.0;
        double squares = 0.0;

        for (int64_t k = 0; k < 2500; k++) {
            double mass = jf__count_mass(&laws[i], k);

            mean += mass * (double)k;
            squares += mass * (double)k * (double)k;
        }
        assert_near(mean, laws[i].mean, most * laws[i].mean);
        assert_near(squares - mean * mean, laws[i].variance, 10.0 * most * laws[i].variance);
    }
}

static void above_falls_as_the_bound_grows(void **state)
{
    jf__random random = {.state = 11};

    (void)state;
    for (int i = 0; i < 2000; i++) {
        double mean = jf__exp((double)jf__random_below(&random, 2800) / 100.0);
        double ratio = jf__exp((double)jf__random_below(&random, 1200) / 100.0 - 4.0);
        const jf__count_law law = {.mean = mean, .variance = mean * ratio};
        double step = sqrt(law.variance) / 7.0;
        double before = 1.0;

        for (int k = -60; k < 120; k++) {
            double above = jf__count_above(&law, (int64_t)(mean + k * step));

            assert_true(above >= 0.0 && above <= before + 1e-12);
            before = above;
        }
    }
}

/* A step in the variance changes a tail by the same order, also across the kinds. */
static void poisson_limit_is_continuous(void **state)
{
    static const double steps[] = {1e-6, 1e-7, 1e-8, 1.1e-9, 0.9e-9, 1e-10};

    (void)state;
    for (double mean = 0.01; mean < 1e11; mean *= 3.1) {
        const jf__count_law poisson = {.mean = mean, .variance = mean};

        for (size_t i = 0; i < COUNT(steps) * 7; i++) {
            double step = steps[i / 7];
            const jf__count_law more = {.mean = mean, .variance = mean * (1.0 + step)};
            const jf__count_law less = {.mean = mean, .variance = mean * (1.0 - step)};
            double at = mean + ((double)(i % 7) - 3.0) * sqrt(mean);
            int64_t bound = at > 0 ? (int64_t)at : 0;
            double above = jf__count_above(&poisson, bound);

            assert_near(jf__count_above(&more, bound), above, step + 1e-12);
            assert_near(jf__count_above(&less, bound), above, step + 1e-12);
        }
    }
}

/* So n passes from just below a whole number to just above it. */
static void law_is_continuous_in_n(void **state)
{
    (void)state;
    for (double n = 3.0; n < 200.0; n += 7.0) {
        for (double offset = -1e-8; offset < 2e-8; offset += 5e-9) {
            const jf__count_law whole = {.mean = n * 0.25, .variance = n * 0.1875};
            const jf__count_law other = {.mean = n * 0.25,
                                         .variance = n * 0.25 * (1.0 - n * 0.25 / (n + offset))};

            for (int64_t k = 0; k < (int64_t)n + 2; k++)
                assert_near(jf__count_above(&other, k), jf__count_above(&whole, k), 1e-7);
        }
    }
}

static void no_mean_stands_at_0(void **state)
{
    static const double means[] = {0.0, -0.0, -3.0, 1e-13, (double)NAN, -(double)INFINITY};

    (void)state;
    for (size_t i = 0; i < COUNT(means); i++) {
        const jf__count_law law = {.mean = means[i], .variance = 5.0};

        assert_true(jf__count_above(&law, -1) == 1.0);
        assert_true(jf__count_above(&law, 0) == 0.0);
        assert_true(jf__count_mass(&law, -1) == 0.0);
        assert_true(jf__count_mass(&law, 0) == 1.0);
        assert_true(jf__count_mass(&law, 1) == 0.0);
    }
}

static void assert_same_law(jf__count_law got, jf__count_law wanted)
{
    for (int64_t k = -1; k < 30; k++)
        assert_near(jf__count_above(&got, k), jf__count_above(&wanted, k), 1e-12);
}

static void what_leaves_its_range_is_moved_to_its_end(void **state)
{
    (void)state;
    assert_same_law((jf__count_law){10.0, 0.0}, (jf__count_law){10.0, 0.5});
    assert_same_law((jf__count_law){10.0, -(double)INFINITY}, (jf__count_law){10.0, 0.5});
    assert_same_law((jf__count_law){2.0, 1e30}, (jf__count_law){2.0, 2.0 + 4e6});
    assert_same_law((jf__count_law){2.0, (double)INFINITY}, (jf__count_law){2.0, 2.0 + 4e6});
    assert_same_law((jf__count_law){2.0, (double)NAN}, (jf__count_law){2.0, 2.0});
    assert_same_law((jf__count_law){1e300, 0.0}, (jf__count_law){1e12, 5e10});
}

/* A count of mean 0.3 has at least the variance of one that is 0 or 1. */
static void least_variance_below_1_is_that_of_0_or_1(void **state)
{
    static const double means[] = {1e-11, 1e-4, 0.3, 0.9};

    (void)state;
    for (size_t i = 0; i < COUNT(means); i++) {
        const jf__count_law law = {.mean = means[i], .variance = 0.0};

        assert_near(jf__count_above(&law, 0), means[i], 1e-14 * means[i]);
        assert_near(jf__count_mass(&law, 0), 1.0 - means[i], 1e-14);
        assert_near(jf__count_mass(&law, 1), means[i], 1e-14 * means[i]);
        assert_true(jf__count_above(&law, 1) == 0.0);
    }
}

static void nothing_is_nan(void **state)
{
    static const double values[] = {
        -1.0, 0.0,   1e-320,           1e-12,      1e-6, 0.05, 0.95, 1.0, 3.7, 1e3, 1e6, 1e12,
        1e30, 1e308, (double)INFINITY, (double)NAN};
    static const int64_t bounds[] = {INT64_MIN, -1, 0, 1, 2, 1000, 1000000, INT64_C(1000000000000),
                                     INT64_MAX};

    (void)state;
    for (size_t i = 0; i < COUNT(values) * COUNT(values); i++) {
        const jf__count_law law = {.mean = values[i / COUNT(values)],
                                   .variance = values[i % COUNT(values)]};
        double before = 1.0;

        for (size_t k = 0; k < COUNT(bounds); k++) {
            double above = jf__count_above(&law, bounds[k]);
            double mass = jf__count_mass(&law, bounds[k]);

            assert_true(above >= 0.0 && above <= before + 1e-12);
            assert_true(mass >= 0.0 && mass <= 1.0 + 1e-12);
            before = above;
        }
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tails_and_masses_agree_with_golden_vectors_to_1e_10),
        cmocka_unit_test(law_of_equal_mean_and_variance_is_poisson),
        cmocka_unit_test(law_of_greater_variance_is_negative_binomial),
        cmocka_unit_test(law_of_whole_n_is_the_exact_binomial),
        cmocka_unit_test(masses_sum_to_what_is_not_above),
        cmocka_unit_test(masses_have_the_mean_and_the_variance),
        cmocka_unit_test(above_falls_as_the_bound_grows),
        cmocka_unit_test(poisson_limit_is_continuous),
        cmocka_unit_test(law_is_continuous_in_n),
        cmocka_unit_test(no_mean_stands_at_0),
        cmocka_unit_test(what_leaves_its_range_is_moved_to_its_end),
        cmocka_unit_test(least_variance_below_1_is_that_of_0_or_1),
        cmocka_unit_test(nothing_is_nan),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.count", tests, NULL, NULL);
}
