/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/random.h"

/* The sequence that Vigna's reference splitmix64.c gives for this seed. */
static void sequence_is_that_of_splitmix64(void **state)
{
    static const uint64_t wanted[] = {
        UINT64_C(6457827717110365317),  UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423),  UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821),
    };
    jf__random random = {1234567};

    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        assert_true(jf__random_next(&random) == wanted[i]);
}

static void same_seed_gives_the_same_sequence(void **state)
{
    jf__random a = {99};
    jf__random b = {99};

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_true(jf__random_next(&a) == jf__random_next(&b));
}

static void below_stays_below_and_reaches_everything(void **state)
{
    jf__random random = {1};
    int seen[7] = {0};

    (void)state;
    for (int i = 0; i < 7000; i++) {
        uint32_t number = jf__random_below(&random, 7);

        assert_true(number < 7);
        seen[number]++;
    }
    for (size_t i = 0; i < 7; i++)
        assert_in_range(seen[i], 850, 1150);
}

static void below_one_is_always_zero(void **state)
{
    jf__random random = {5};

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_int_equal(jf__random_below(&random, 1), 0);
}

static void below_takes_the_largest_bound(void **state)
{
    jf__random random = {5};
    uint32_t largest = 0;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        uint32_t number = jf__random_below(&random, UINT32_MAX);

        largest = number > largest ? number : largest;
    }
    assert_true(largest < UINT32_MAX && largest > UINT32_MAX / 2);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequence_is_that_of_splitmix64),
        cmocka_unit_test(same_seed_gives_the_same_sequence),
        cmocka_unit_test(below_stays_below_and_reaches_everything),
        cmocka_unit_test(below_one_is_always_zero),
        cmocka_unit_test(below_takes_the_largest_bound),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.random", tests, NULL, NULL);
}
