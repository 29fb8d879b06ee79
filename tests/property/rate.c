/* SPDX-License-Identifier: Apache-2.0 */
/* Rates against a model in twice the width, which multiplies out what the library divides. */
#include "support/support.h"

#include "base/random.h"
#include "jianfu/register.h"

#if defined(__SIZEOF_INT128__)

__extension__ typedef unsigned __int128 wide;

/* A number of 1 to 63 bits, each length equally likely. */
static int64_t random_count(jf__random *random)
{
    return (int64_t)(jf__random_next(random) >> (1 + jf__random_below(random, 63)));
}

/* Both are 0 or more. */
static wide product(int64_t a, int64_t b)
{
    return (wide)(uint64_t)a * (uint64_t)b;
}

/* |after - before| / before in percent, as whole units of 10^-decimals. */
static wide expected_units(int64_t before, int64_t after, int32_t decimals, int32_t rounding)
{
    wide base = (wide)before;
    wide scaled = product(after > before ? after - before : before - after, 100);
    wide units;
    wide twice;

    for (int32_t i = 0; i < decimals; i++)
        scaled *= 10;
    units = scaled / base;
    twice = (scaled - units * base) * 2;
    if (rounding == JF_ROUNDING_DOWN || twice < base)
        return units;
    if (twice == base && rounding == JF_ROUNDING_HALF_EVEN)
        return units + units % 2;
    return units + 1;
}

static bool shares_a_small_factor(int64_t a, int64_t b)
{
    for (int64_t factor = 2; factor < 200; factor++)
        if (a % factor == 0 && b % factor == 0)
            return true;
    return false;
}

static void check_exact(const jf_rate *rate, int64_t before, int64_t after)
{
    int64_t change = after > before ? after - before : before - after;
    int64_t numerator = rate->numerator < 0 ? -rate->numerator : rate->numerator;

    assert_int_equal(rate->numerator < 0, after < before);
    assert_true(rate->denominator >= 1);
    assert_true(product(numerator, before) == product(change, rate->denominator));
    assert_false(numerator != 0 && shares_a_small_factor(numerator, rate->denominator));
}

static void check_rate(int64_t before, int64_t after, int32_t decimals, int32_t rounding)
{
    jf_rate rate = {.size = sizeof rate};
    wide units = expected_units(before, after, decimals, rounding);
    jf_status status = jf_rate_change(before, after, decimals, rounding, &rate, NULL);

    if (units > INT64_MAX) {
        assert_int_equal(status, JF_E_OVERFLOW);
        return;
    }
    assert_int_equal(status, JF_OK);
    assert_int_equal(rate.rounded, after < before ? -(int64_t)units : (int64_t)units);
    check_exact(&rate, before, after);
}

static void check_all_ways(int64_t before, int64_t after)
{
    for (int32_t decimals = 0; decimals <= 6; decimals++)
        for (int32_t rounding = JF_ROUNDING_HALF_EVEN; rounding <= JF_ROUNDING_DOWN; rounding++)
            check_rate(before, after, decimals, rounding);
}

static void random_rates_agree(void **state)
{
    jf__random random = {20230101};
    int rounds = jf_test_long() ? 1000000 : 20000;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        int64_t before = random_count(&random);
        int64_t after = random_count(&random);

        check_all_ways(before ? before : 1, after);
    }
}

static void small_rates_agree_all(void **state)
{
    int64_t most = jf_test_long() ? 600 : 120;

    (void)state;
    for (int64_t before = 1; before <= most; before++)
        for (int64_t after = 0; after <= most; after++)
            check_all_ways(before, after);
}

static void ties_agree(void **state)
{
    /* Bases of 2, 4, 8 … times 25 end in a tie at some digit. */
    (void)state;
    for (int64_t before = 8; before < INT64_MAX / 4; before *= 2)
        for (int64_t after = before; after < before + 64; after++) {
            check_all_ways(before, after);
            check_all_ways(before, before - (after - before) / 8);
        }
}

static void largest_counts_agree(void **state)
{
    (void)state;
    for (int64_t a = 0; a < 40; a++)
        for (int64_t b = 0; b < 40; b++) {
            check_all_ways(INT64_MAX - a, INT64_MAX - b);
            check_all_ways(INT64_MAX - a, b);
            check_all_ways(b + 1, INT64_MAX - a);
            check_all_ways(INT64_MAX / 2 + a, b);
        }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_rates_agree),
        cmocka_unit_test(small_rates_agree_all),
        cmocka_unit_test(ties_agree),
        cmocka_unit_test(largest_counts_agree),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.rate", tests, NULL, NULL);
}

#else

int main(void)
{
    print_message("skipped: the compiler has no integer of 128 bits\n");
    return 77;
}

#endif
