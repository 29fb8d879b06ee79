/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <math.h>

#include "base/random.h"
#include "watch/beta.h"
#include "watch/real.h"

#include "golden_beta.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A number in [low, high], even in its logarithm. */
static double draw(jf__random *random, double low, double high)
{
    double share = (double)(jf__random_next(random) >> 11) * 0x1p-53;

    return low * jf__exp(share * jf__log(high / low));
}

/* Both tails to 1e-10, the smaller one of itself. */
static void check_tails(jf__tails got, const golden_tails *wanted)
{
    double smaller = fmin(wanted->below, wanted->above);

    if (!(fabs(got.below - wanted->below) <= 1e-10 && fabs(got.above - wanted->above) <= 1e-10 &&
          fabs(fmin(got.below, got.above) - smaller) <= 1e-10 * smaller))
        fail_msg("a %.17g, b %.17g, x %.17g: %.17g and %.17g, not %.17g and %.17g", wanted->a,
                 wanted->b, wanted->x, got.below, got.above, wanted->below, wanted->above);
}

static void incomplete_beta_agrees_with_golden_vectors_to_1e_10(void **state)
{
    (void)state;
    assert_true(COUNT(golden_betas) >= 200);
    for (size_t i = 0; i < COUNT(golden_betas); i++) {
        const golden_tails *row = &golden_betas[i];

        check_tails(jf__beta_tails(row->a, row->b, row->x, 1.0 - row->x), row);
        assert_true(fabs(jf__beta_regularized(row->a, row->b, row->x) - row->below) <= 1e-10);
    }
}

static void incomplete_gamma_agrees_with_golden_vectors_to_1e_10(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(golden_gammas); i++) {
        const golden_tails *row = &golden_gammas[i];

        check_tails(jf__gamma_tails(row->a, row->x), row);
        assert_true(fabs(jf__gamma_regularized_lower(row->a, row->x) - row->below) <= 1e-10);
    }
}

/* Laws of every size, at a point within ten standard deviations or anywhere. */
typedef struct law_point {
    double a;
    double b;
    double x;
} law_point;

static law_point draw_point(jf__random *random, double low, double high)
{
    law_point point = {.a = draw(random, low, high), .b = draw(random, low, high)};
    double mean = point.a / (point.a + point.b);
    double deviation = sqrt(mean * (1.0 - mean) / (point.a + point.b + 1.0));

    point.x = mean + deviation * (jf__random_below(random, 2001) / 100.0 - 10.0);
    if (!(point.x > 0.0 && point.x < 1.0))
        point.x = draw(random, 1e-9, 1.0);
    return point;
}

static void mirror_image_of_a_law_has_its_tails_exchanged(void **state)
{
    jf__random random = {.state = 1};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        law_point p = draw_point(&random, 1e-6, 1e9);
        jf__tails tails = jf__beta_tails(p.a, p.b, p.x, 1.0 - p.x);
        jf__tails mirror = jf__beta_tails(p.b, p.a, 1.0 - p.x, p.x);

        assert_true(fabs(tails.below - mirror.above) <= 1e-15);
        assert_true(fabs(tails.above - mirror.below) <= 1e-15);
        assert_true(fabs(tails.below + tails.above - 1.0) <= 1e-12);
    }
}

/* I_x(a, b) = I_x(a + 1, b) + kernel / a: a step across the ways in which a tail is found. */
static void one_more_of_a_takes_the_kernel_away(void **state)
{
    jf__random random = {.state = 2};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        law_point p = draw_point(&random, 1e-3, 3e5);
        jf__tails tails = jf__beta_tails(p.a, p.b, p.x, 1.0 - p.x);
        jf__tails more = jf__beta_tails(p.a + 1.0, p.b, p.x, 1.0 - p.x);
        double step = jf__beta_kernel(p.a, p.b, p.x, 1.0 - p.x) / p.a;

        assert_true(fabs(tails.below - more.below - step) <= 1e-11 * tails.below + 1e-290);
        assert_true(fabs(more.above - tails.above - step) <= 1e-11 * more.above + 1e-290);
    }
}

static void one_more_of_a_takes_the_kernel_away_from_a_gamma_law(void **state)
{
    jf__random random = {.state = 3};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        double a = draw(&random, 1e-3, 1e6);
        double x = a * draw(&random, 0.5, 2.0);
        jf__tails tails = jf__gamma_tails(a, x);
        jf__tails more = jf__gamma_tails(a + 1.0, x);
        double step = jf__gamma_kernel(a, x) / a;

        assert_true(fabs(tails.below - more.below - step) <= 1e-11 * tails.below + 1e-290);
        assert_true(fabs(more.above - tails.above - step) <= 1e-11 * more.above + 1e-290);
    }
}

static void law_of_one_is_a_power(void **state)
{
    (void)state;
    for (double b = 0x1p-20; b < 1e9; b *= 3.0) {
        for (double x = 0x1p-30; x < 1.0; x *= 1.7) {
            double log_above = b * jf__log1p(-x);
            jf__tails tails = jf__beta_tails(1.0, b, x, 1.0 - x);

            assert_true(fabs(tails.below + jf__expm1(log_above)) <= 1e-12 * tails.below);
            assert_true(fabs(tails.above - jf__exp(log_above)) <= 1e-12);
        }
    }
}

static void tails_are_monotone_in_x(void **state)
{
    static const double sizes[] = {1e-6, 0.3, 1.0, 2.5, 40.0, 999.5, 99999.0, 100001.0, 1e9};

    (void)state;
    for (size_t i = 0; i < COUNT(sizes) * COUNT(sizes); i++) {
        double a = sizes[i / COUNT(sizes)];
        double b = sizes[i % COUNT(sizes)];
        double before = 0.0;

        for (double x = 0.0; x <= 1.0; x += 0x1p-10) {
            double below = jf__beta_regularized(a, b, x);

            assert_true(below >= before - 1e-13 && below <= 1.0);
            before = below;
        }
        assert_true(before == 1.0);
    }
}

/* I_{x/n}(a, n) tends to P(a, x); the difference is of the order of (a + x) / n. */
static void gamma_law_is_the_limit_of_beta_laws(void **state)
{
    const double n = 1e20;

    (void)state;
    for (double a = 0.01; a < 1e7; a *= 2.3) {
        for (double z = -3.0; z <= 3.0; z += 0.5) {
            double x = a + z * sqrt(a) > 0 ? a + z * sqrt(a) : a / 2;
            jf__tails gamma = jf__gamma_tails(a, x);
            jf__tails beta = jf__beta_tails(a, n, x / n, 1.0);

            assert_true(fabs(gamma.below - beta.below) <= 1e-10 * gamma.below);
            assert_true(fabs(gamma.above - beta.above) <= 1e-10 * gamma.above);
        }
    }
}

/* y is told apart, so that a tail of 1e-30 next to x = 1 is found. */
static void point_next_to_1_is_told_by_its_distance(void **state)
{
    jf__tails tails = jf__beta_tails(7.0, 1.5, 1.0, 1e-20);

    (void)state;
    /* y^b / (b B(7, 3/2)) and next to nothing more. */
    assert_true(tails.below == 1.0);
    assert_true(fabs(tails.above / (jf__beta_kernel(7.0, 1.5, 1.0, 1e-20) / 1.5) - 1.0) < 1e-12);
    assert_true(tails.above > 1e-30 && tails.above < 1e-27);
}

static void ends_and_nonsense_give_a_probability(void **state)
{
    static const double values[] = {-1.0,       0.0, 1e-320, 1e-30, 1e-6,  0.5,
                                    1.0,        2.0, 1e9,    1e18,  1e300, (double)INFINITY,
                                    (double)NAN};
    size_t count = COUNT(values);

    (void)state;
    assert_true(jf__beta_regularized(2.0, 3.0, 0.0) == 0.0);
    assert_true(jf__beta_regularized(2.0, 3.0, 1.0) == 1.0);
    assert_true(jf__gamma_regularized_lower(2.0, 0.0) == 0.0);
    for (size_t i = 0; i < count * count * count; i++) {
        double a = values[i / count / count];
        double b = values[i / count % count];
        double x = values[i % count];
        double below = jf__beta_regularized(a, b, x);
        double gamma = jf__gamma_regularized_lower(a, x);

        assert_true(below >= 0.0 && below <= 1.0);
        assert_true(gamma >= 0.0 && gamma <= 1.0);
        assert_true(jf__beta_kernel(a, b, x, 1.0 - x) >= 0.0);
        assert_true(jf__gamma_kernel(a, x) >= 0.0);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(incomplete_beta_agrees_with_golden_vectors_to_1e_10),
        cmocka_unit_test(incomplete_gamma_agrees_with_golden_vectors_to_1e_10),
        cmocka_unit_test(mirror_image_of_a_law_has_its_tails_exchanged),
        cmocka_unit_test(one_more_of_a_takes_the_kernel_away),
        cmocka_unit_test(one_more_of_a_takes_the_kernel_away_from_a_gamma_law),
        cmocka_unit_test(law_of_one_is_a_power),
        cmocka_unit_test(tails_are_monotone_in_x),
        cmocka_unit_test(gamma_law_is_the_limit_of_beta_laws),
        cmocka_unit_test(point_next_to_1_is_told_by_its_distance),
        cmocka_unit_test(ends_and_nonsense_give_a_probability),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.beta", tests, NULL, NULL);
}
