/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "register/fraction.h"

static void shares_add_up_exactly(void **state)
{
    jf_share sum = {sizeof sum, 0, 1};

    (void)state;
    for (int i = 0; i < 3; i++)
        assert_true(jf__share_add(&sum, 1, 3));
    assert_int_equal(sum.numerator, 1);
    assert_int_equal(sum.denominator, 1);
    assert_true(jf__share_add(&sum, 1, 4));
    assert_true(jf__share_add(&sum, 1, 6));
    assert_int_equal(sum.numerator, 17);
    assert_int_equal(sum.denominator, 12);
}

static void shares_stay_in_64_bits(void **state)
{
    jf_share sum = {sizeof sum, INT64_MAX, 1};

    (void)state;
    assert_false(jf__share_add(&sum, 1, 1));
    assert_false(jf__share_add(&sum, 1, 2));
    assert_int_equal(sum.numerator, INT64_MAX);
    assert_int_equal(sum.denominator, 1);
    assert_true(jf__share_add(&sum, 0, 7));
    assert_int_equal(sum.numerator, INT64_MAX);
}

static void check_rounded(int64_t numerator, int64_t denominator, int32_t rounding, int64_t wanted)
{
    jf_share share = {sizeof share, numerator, denominator};
    int64_t rounded = -1;

    assert_ok(jf_share_round(&share, 1, rounding, &rounded, err));
    assert_int_equal(rounded, wanted);
}

static void shares_are_rounded_once(void **state)
{
    (void)state;
    check_rounded(2, 3, JF_ROUNDING_HALF_EVEN, 7);
    check_rounded(1, 4, JF_ROUNDING_HALF_EVEN, 2);
    check_rounded(1, 4, JF_ROUNDING_HALF_UP, 3);
    check_rounded(3, 4, JF_ROUNDING_HALF_EVEN, 8);
    check_rounded(2, 3, JF_ROUNDING_DOWN, 6);
    check_rounded(0, 1, JF_ROUNDING_HALF_UP, 0);
}

static void arguments_are_checked(void **state)
{
    jf_share share = {sizeof share, 1, 3};
    int64_t rounded = 77;

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_share_round(NULL, 1, 0, &rounded, err));
    assert_fails(JF_E_ARGUMENT, jf_share_round(&share, 7, 0, &rounded, err));
    assert_fails(JF_E_ARGUMENT, jf_share_round(&share, 1, 3, &rounded, err));
    assert_fails(JF_E_ARGUMENT, jf_share_round(&share, 1, 0, NULL, err));
    share.denominator = 0;
    assert_fails(JF_E_ARGUMENT, jf_share_round(&share, 1, 0, &rounded, err));
    share.denominator = 1;
    share.numerator = -1;
    assert_fails(JF_E_ARGUMENT, jf_share_round(&share, 1, 0, &rounded, err));
    share.numerator = INT64_MAX;
    assert_fails(JF_E_OVERFLOW, jf_share_round(&share, 1, 0, &rounded, err));
    assert_int_equal(rounded, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_add_up_exactly),
        cmocka_unit_test(shares_stay_in_64_bits),
        cmocka_unit_test(shares_are_rounded_once),
        cmocka_unit_test(arguments_are_checked),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.fraction", tests, NULL, NULL);
}
