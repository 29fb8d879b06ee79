/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/register.h"

static jf_rate rate_of(int64_t before, int64_t after, int32_t decimals, int32_t rounding)
{
    jf_rate rate = {.size = sizeof rate};

    assert_ok(jf_rate_change(before, after, decimals, rounding, &rate, err));
    return rate;
}

/* The rate as text lives until the next call. */
static const char *text_of(int64_t before, int64_t after, int32_t decimals, int32_t rounding)
{
    static char text[JF_RATE_TEXT_SIZE];
    jf_rate rate = rate_of(before, after, decimals, rounding);

    assert_ok(jf_rate_format(&rate, text, sizeof text, err));
    return text;
}

static void tv01_the_rate_is_exact_and_rounded_once(void **state)
{
    jf_rate rate = rate_of(244, 231, 1, JF_ROUNDING_HALF_EVEN);

    (void)state;
    assert_int_equal(rate.is_defined, 1);
    assert_int_equal(rate.numerator, -13);
    assert_int_equal(rate.denominator, 244);
    assert_int_equal(rate.rounded, -53);
    assert_int_equal(rate.decimals, 1);
    assert_int_equal(rate.rounding, JF_ROUNDING_HALF_EVEN);
    assert_string_equal(text_of(244, 231, 1, JF_ROUNDING_HALF_EVEN), "-5.3");
}

static void tv02_a_tie_goes_as_the_rounding_says(void **state)
{
    (void)state;
    assert_string_equal(text_of(400, 379, 1, JF_ROUNDING_HALF_EVEN), "-5.2");
    assert_string_equal(text_of(400, 379, 1, JF_ROUNDING_HALF_UP), "-5.3");
    assert_string_equal(text_of(400, 379, 1, JF_ROUNDING_DOWN), "-5.2");
    assert_string_equal(text_of(400, 421, 1, JF_ROUNDING_HALF_UP), "+5.3");
    assert_string_equal(text_of(400, 423, 1, JF_ROUNDING_HALF_EVEN), "+5.8");
}

static void tv03_zeros_behind_the_point_are_kept(void **state)
{
    (void)state;
    assert_string_equal(text_of(120, 108, 1, JF_ROUNDING_HALF_EVEN), "-10.0");
    assert_string_equal(text_of(124, 113, 1, JF_ROUNDING_HALF_EVEN), "-8.9");
}

static void tv04_truncation_goes_towards_zero(void **state)
{
    (void)state;
    assert_string_equal(text_of(498, 42, 1, JF_ROUNDING_HALF_EVEN), "-91.6");
    assert_string_equal(text_of(498, 42, 1, JF_ROUNDING_HALF_UP), "-91.6");
    assert_string_equal(text_of(498, 42, 1, JF_ROUNDING_DOWN), "-91.5");
}

static void tv05_a_base_of_zero_gives_no_rate(void **state)
{
    jf_rate rate = rate_of(0, 5, 1, JF_ROUNDING_HALF_EVEN);

    (void)state;
    assert_int_equal(rate.is_defined, 0);
    assert_int_equal(rate.numerator, 0);
    assert_string_equal(text_of(0, 5, 1, JF_ROUNDING_HALF_EVEN), "undefined");
    assert_string_equal(text_of(0, 0, 1, JF_ROUNDING_HALF_EVEN), "undefined");
}

static void rounding_is_never_done_in_two_steps(void **state)
{
    (void)state;
    /* 16/305 = 5.2459 %: 5.25 and then 5.3 would be wrong. */
    for (int32_t rounding = JF_ROUNDING_HALF_EVEN; rounding <= JF_ROUNDING_DOWN; rounding++)
        assert_string_equal(text_of(305, 289, 1, rounding), "-5.2");
    assert_string_equal(text_of(305, 289, 2, JF_ROUNDING_HALF_UP), "-5.25");
}

static void pairs_of_the_rule_books_print_as_there(void **state)
{
    (void)state;
    assert_string_equal(text_of(132, 125, 1, JF_ROUNDING_HALF_EVEN), "-5.3");
    assert_string_equal(text_of(75, 71, 1, JF_ROUNDING_HALF_EVEN), "-5.3");
    assert_string_equal(text_of(190, 180, 1, JF_ROUNDING_HALF_EVEN), "-5.3");
    assert_string_equal(text_of(27, 34, 1, JF_ROUNDING_HALF_EVEN), "+25.9");
    assert_string_equal(text_of(118, 96, 1, JF_ROUNDING_HALF_EVEN), "-18.6");
}

static void no_change_has_no_sign(void **state)
{
    (void)state;
    assert_string_equal(text_of(8, 8, 1, JF_ROUNDING_HALF_EVEN), "0.0");
    assert_string_equal(text_of(8, 8, 0, JF_ROUNDING_HALF_EVEN), "0");
    assert_string_equal(text_of(100000, 99999, 1, JF_ROUNDING_HALF_EVEN), "0.0");
    assert_int_equal(rate_of(8, 8, 1, JF_ROUNDING_HALF_EVEN).denominator, 1);
}

static void decimals_go_from_none_to_six(void **state)
{
    (void)state;
    assert_string_equal(text_of(3, 1, 0, JF_ROUNDING_HALF_EVEN), "-67");
    assert_string_equal(text_of(3, 1, 6, JF_ROUNDING_HALF_EVEN), "-66.666667");
    assert_string_equal(text_of(3, 1, 6, JF_ROUNDING_DOWN), "-66.666666");
    assert_string_equal(text_of(20000000, 20000001, 6, JF_ROUNDING_DOWN), "+0.000005");
}

static void largest_counts_give_exact_rates(void **state)
{
    jf_rate rate = rate_of(INT64_MAX, 0, 6, JF_ROUNDING_HALF_UP);

    (void)state;
    assert_int_equal(rate.numerator, -1);
    assert_int_equal(rate.denominator, 1);
    assert_int_equal(rate.rounded, -100000000);
    rate = rate_of(INT64_MAX, INT64_MAX - 1, 0, JF_ROUNDING_HALF_EVEN);
    assert_int_equal(rate.numerator, -1);
    assert_int_equal(rate.denominator, INT64_MAX);
    assert_int_equal(rate.rounded, 0);
    assert_string_equal(text_of(INT64_MAX - 1, INT64_MAX / 2, 6, JF_ROUNDING_HALF_EVEN),
                        "-50.000000");
}

static void a_percentage_beyond_64_bits_is_an_overflow(void **state)
{
    jf_rate rate = {.size = sizeof rate, .rounded = 77};

    (void)state;
    assert_fails(JF_E_OVERFLOW, jf_rate_change(1, INT64_MAX, 0, JF_ROUNDING_DOWN, &rate, err));
    assert_int_equal(rate.rounded, 77);
    /* 92233720368547758 x 100 % just fits; one more does not. */
    assert_int_equal(rate_of(1, INT64_C(92233720368547759), 0, JF_ROUNDING_DOWN).rounded,
                     INT64_C(9223372036854775800));
    assert_fails(JF_E_OVERFLOW,
                 jf_rate_change(1, INT64_C(92233720368547760), 0, JF_ROUNDING_DOWN, &rate, err));
    /* Only the rounding leaves 64 bits. */
    assert_int_equal(rate_of(151, INT64_C(1392729177565071298), 1, JF_ROUNDING_DOWN).rounded,
                     INT64_MAX);
    assert_fails(JF_E_OVERFLOW, jf_rate_change(151, INT64_C(1392729177565071298), 1,
                                               JF_ROUNDING_HALF_UP, &rate, err));
}

static void arguments_outside_their_range_are_refused(void **state)
{
    jf_rate rate = {.size = sizeof rate};
    jf_rate unsized = {.size = 0};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_rate_change(-1, 1, 1, 0, &rate, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_change(1, -1, 1, 0, &rate, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_change(INT64_MAX, INT64_MIN, 1, 0, &rate, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_change(1, 1, -1, 0, &rate, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_change(1, 1, 7, 0, &rate, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_change(1, 1, 1, -1, &rate, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_change(1, 1, 1, 3, &rate, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_change(1, 1, 1, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_change(1, 1, 1, 0, &unsized, err));
}

static void format_refuses_bad_rates_and_small_buffers(void **state)
{
    char text[JF_RATE_TEXT_SIZE] = "kept";
    jf_rate rate = rate_of(4, 5, 1, JF_ROUNDING_HALF_EVEN);
    jf_rate wrong = rate;

    (void)state;
    wrong.decimals = 7;
    assert_fails(JF_E_ARGUMENT, jf_rate_format(NULL, text, sizeof text, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_format(&rate, NULL, sizeof text, err));
    assert_fails(JF_E_ARGUMENT, jf_rate_format(&wrong, text, sizeof text, err));
    assert_fails(JF_E_RANGE, jf_rate_format(&rate, text, sizeof text - 1, err));
    assert_string_equal(text, "kept");
}

static void longest_text_fits(void **state)
{
    char text[JF_RATE_TEXT_SIZE];
    jf_rate rate = {.size = sizeof rate, .is_defined = 1, .rounded = INT64_MIN, .decimals = 6};

    (void)state;
    assert_ok(jf_rate_format(&rate, text, sizeof text, err));
    assert_string_equal(text, "-9223372036854.775808");
    rate.decimals = 0;
    assert_ok(jf_rate_format(&rate, text, sizeof text, err));
    assert_string_equal(text, "-9223372036854775808");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tv01_the_rate_is_exact_and_rounded_once),
        cmocka_unit_test(tv02_a_tie_goes_as_the_rounding_says),
        cmocka_unit_test(tv03_zeros_behind_the_point_are_kept),
        cmocka_unit_test(tv04_truncation_goes_towards_zero),
        cmocka_unit_test(tv05_a_base_of_zero_gives_no_rate),
        cmocka_unit_test(rounding_is_never_done_in_two_steps),
        cmocka_unit_test(pairs_of_the_rule_books_print_as_there),
        cmocka_unit_test(no_change_has_no_sign),
        cmocka_unit_test(decimals_go_from_none_to_six),
        cmocka_unit_test(largest_counts_give_exact_rates),
        cmocka_unit_test(a_percentage_beyond_64_bits_is_an_overflow),
        cmocka_unit_test(arguments_outside_their_range_are_refused),
        cmocka_unit_test(format_refuses_bad_rates_and_small_buffers),
        cmocka_unit_test(longest_text_fits),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.rate", tests, NULL, NULL);
}
