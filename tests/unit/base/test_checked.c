/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/checked.h"

#define UNTOUCHED 12345

static void add_refuses_just_what_leaves_64_bits(void **state)
{
    int64_t sum = UNTOUCHED;

    (void)state;
    assert_false(jf__add(INT64_MAX, 1, &sum));
    assert_false(jf__add(INT64_MIN, -1, &sum));
    assert_false(jf__add(INT64_MIN, INT64_MIN, &sum));
    assert_int_equal(sum, UNTOUCHED);
    assert_true(jf__add(INT64_MAX - 1, 1, &sum));
    assert_true(sum == INT64_MAX);
    assert_true(jf__add(INT64_MIN, INT64_MAX, &sum));
    assert_true(sum == -1);
    assert_true(jf__add(INT64_MIN + 1, -1, &sum));
    assert_true(sum == INT64_MIN);
}

static void subtract_refuses_just_what_leaves_64_bits(void **state)
{
    int64_t difference = UNTOUCHED;

    (void)state;
    assert_false(jf__subtract(INT64_MIN, 1, &difference));
    assert_false(jf__subtract(INT64_MAX, -1, &difference));
    assert_false(jf__subtract(0, INT64_MIN, &difference));
    assert_int_equal(difference, UNTOUCHED);
    assert_true(jf__subtract(-1, INT64_MIN, &difference));
    assert_true(difference == INT64_MAX);
    assert_true(jf__subtract(INT64_MIN + 1, 1, &difference));
    assert_true(difference == INT64_MIN);
}

static void multiply_refuses_just_what_leaves_64_bits(void **state)
{
    int64_t product = UNTOUCHED;

    (void)state;
    assert_false(jf__multiply(INT64_MIN, -1, &product));
    assert_false(jf__multiply(-1, INT64_MIN, &product));
    assert_false(jf__multiply(INT64_MAX, 2, &product));
    assert_false(jf__multiply(INT64_MAX / 2 + 1, 2, &product));
    assert_false(jf__multiply(INT64_MIN / 2 - 1, 2, &product));
    assert_false(jf__multiply(2, INT64_MIN / 2 - 1, &product));
    assert_false(jf__multiply(INT64_MIN / 2, -2, &product));
    assert_int_equal(product, UNTOUCHED);
    assert_true(jf__multiply(INT64_MIN / 2, 2, &product));
    assert_true(product == INT64_MIN);
    assert_true(jf__multiply(-INT64_MAX, -1, &product));
    assert_true(product == INT64_MAX);
}

/* The same questions asked of small numbers, where the answer is plain. */
static void every_sign_gives_the_plain_result(void **state)
{
    (void)state;
    for (int64_t a = -3; a <= 3; a++)
        for (int64_t b = -3; b <= 3; b++) {
            int64_t result = UNTOUCHED;

            assert_true(jf__add(a, b, &result));
            assert_true(result == a + b);
            assert_true(jf__subtract(a, b, &result));
            assert_true(result == a - b);
            assert_true(jf__multiply(a, b, &result));
            assert_true(result == a * b);
        }
}

static void zero_times_an_extreme_is_zero(void **state)
{
    int64_t product = UNTOUCHED;

    (void)state;
    assert_true(jf__multiply(0, INT64_MIN, &product));
    assert_true(product == 0);
    assert_true(jf__multiply(INT64_MIN, 0, &product));
    assert_true(product == 0);
    assert_true(jf__multiply(INT64_MIN, 1, &product));
    assert_true(product == INT64_MIN);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(add_refuses_just_what_leaves_64_bits),
        cmocka_unit_test(subtract_refuses_just_what_leaves_64_bits),
        cmocka_unit_test(multiply_refuses_just_what_leaves_64_bits),
        cmocka_unit_test(every_sign_gives_the_plain_result),
        cmocka_unit_test(zero_times_an_extreme_is_zero),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.checked", tests, NULL, NULL);
}
