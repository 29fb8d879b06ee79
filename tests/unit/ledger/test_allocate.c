/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/ledger.h"

/* DOMAIN 6.3: actuals of 2022 and the caps of 2023. */
static const int64_t actuals[20] = {62, 18, 24, 36, 31, 28, 34, 22, 15, 26,
                                    14, 17, 44, 48, 20, 12, 35, 16, 11, 17};
static const int64_t caps[20] = {59, 17, 23, 34, 29, 27, 32, 21, 14, 25,
                                 13, 16, 42, 46, 19, 11, 33, 15, 11, 16};

static void tv14_503_by_the_actuals_of_2022(void **state)
{
    int64_t shares[20];
    int64_t sum = 0;

    (void)state;
    assert_ok(jf_allocate(503, actuals, 20, shares, 20, err));
    for (size_t i = 0; i < 20; i++) {
        assert_int_equal(shares[i], caps[i]);
        sum += shares[i];
    }
    assert_int_equal(sum, 503);
}

static void ties_go_to_the_earlier(void **state)
{
    const int64_t weights[3] = {1, 1, 1};
    int64_t shares[3];

    (void)state;
    assert_ok(jf_allocate(2, weights, 3, shares, 3, err));
    assert_int_equal(shares[0], 1);
    assert_int_equal(shares[1], 1);
    assert_int_equal(shares[2], 0);
}

static void weight_zero_gets_nothing(void **state)
{
    const int64_t weights[3] = {0, 5, 0};
    int64_t shares[3];

    (void)state;
    assert_ok(jf_allocate(7, weights, 3, shares, 3, err));
    assert_int_equal(shares[0], 0);
    assert_int_equal(shares[1], 7);
    assert_int_equal(shares[2], 0);
}

static void total_zero_over_no_weight_is_zero(void **state)
{
    const int64_t weights[2] = {0, 0};
    int64_t shares[2] = {9, 9};

    (void)state;
    assert_ok(jf_allocate(0, weights, 2, shares, 2, err));
    assert_int_equal(shares[0] + shares[1], 0);
}

static void shares_may_replace_the_weights(void **state)
{
    int64_t values[20];

    (void)state;
    memcpy(values, actuals, sizeof values);
    assert_ok(jf_allocate(503, values, 20, values, 20, err));
    assert_memory_equal(values, caps, sizeof caps);
}

/* The definition: floor or floor + 1, and nobody rounded up has less remainder. */
static void assert_largest_remainder(int64_t total, const int64_t w[4], const int64_t s[4])
{
    int64_t weight = w[0] + w[1] + w[2] + w[3];

    assert_int_equal(s[0] + s[1] + s[2] + s[3], total);
    for (size_t i = 0; i < 4; i++) {
        assert_in_range(s[i] - total * w[i] / weight, 0, 1);
        for (size_t j = 0; j < 4; j++) {
            int64_t ri = total * w[i] % weight;
            int64_t rj = total * w[j] % weight;

            if (s[i] > total * w[i] / weight && s[j] == total * w[j] / weight)
                assert_true(ri > rj || (ri == rj && i < j));
        }
    }
}

static void every_small_case_is_largest_remainder(void **state)
{
    (void)state;
    for (int64_t code = 1; code < 5 * 5 * 5 * 5; code++) {
        const int64_t weights[4] = {code % 5, code / 5 % 5, code / 25 % 5, code / 125};

        for (int64_t total = 0; total < 12; total++) {
            int64_t shares[4];

            assert_ok(jf_allocate(total, weights, 4, shares, 4, err));
            assert_largest_remainder(total, weights, shares);
        }
    }
}

static void wrong_arguments_are_refused(void **state)
{
    const int64_t weights[2] = {1, -1};
    const int64_t zeros[2] = {0, 0};
    int64_t shares[2] = {7, 7};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_allocate(1, NULL, 2, shares, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_allocate(1, weights, 2, NULL, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_allocate(-1, zeros, 2, shares, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_allocate(1, zeros, 0, shares, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_allocate(1, zeros, 2, shares, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_allocate(1, weights, 2, shares, 2, err));
    assert_fails(JF_E_RANGE, jf_allocate(1, zeros, 2, shares, 2, err));
    assert_int_equal(shares[0] + shares[1], 14);
}

static void products_beyond_64_bits_are_exact(void **state)
{
    const int64_t large[2] = {INT64_MAX, 0};
    const int64_t thirds[3] = {INT64_MAX / 3, INT64_MAX / 3, INT64_MAX / 3};
    const int64_t uneven[3] = {4000000000, 4000000001, 1999999999};
    int64_t shares[3];

    (void)state;
    assert_ok(jf_allocate(INT64_MAX, large, 2, shares, 2, err));
    assert_int_equal(shares[0], INT64_MAX);
    assert_int_equal(shares[1], 0);
    assert_ok(jf_allocate(1000000000000000001, thirds, 3, shares, 3, err));
    assert_int_equal(shares[0], 333333333333333334);
    assert_int_equal(shares[1], 333333333333333334);
    assert_int_equal(shares[2], 333333333333333333);
    /* 7,777,777,777 x each / 10^10: .8, .57777777… and .62222222… are left of the parts */
    assert_ok(jf_allocate(7777777777, uneven, 3, shares, 3, err));
    assert_int_equal(shares[0], 3111111111);
    assert_int_equal(shares[1], 3111111111);
    assert_int_equal(shares[2], 1555555555);
}

static void weights_beyond_64_bits_together_are_overflow(void **state)
{
    const int64_t both[2] = {INT64_MAX, 1};
    int64_t shares[2] = {7, 7};

    (void)state;
    assert_fails(JF_E_OVERFLOW, jf_allocate(1, both, 2, shares, 2, err));
    assert_int_equal(shares[0], 7);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tv14_503_by_the_actuals_of_2022),
        cmocka_unit_test(ties_go_to_the_earlier),
        cmocka_unit_test(weight_zero_gets_nothing),
        cmocka_unit_test(total_zero_over_no_weight_is_zero),
        cmocka_unit_test(shares_may_replace_the_weights),
        cmocka_unit_test(every_small_case_is_largest_remainder),
        cmocka_unit_test(wrong_arguments_are_refused),
        cmocka_unit_test(products_beyond_64_bits_are_exact),
        cmocka_unit_test(weights_beyond_64_bits_together_are_overflow),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.allocate", tests, NULL, NULL);
}
