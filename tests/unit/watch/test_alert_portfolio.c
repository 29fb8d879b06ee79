/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/random.h"
#include "jianfu/watch_alert.h"

enum { VALUES = 12, ROUNDS = 2000 };

static void mean_of_the_doubts_is_held(void **state)
{
    const int32_t values[] = {500000, 990000, 850000, 950000, 700000};
    int32_t flags[5];
    const int32_t wanted[] = {0, 1, 1, 1, 0};

    (void)state;
    /* Doubts .01 .05 .15: mean .07; with the next, .3, it would be .1275. */
    assert_ok(jf_alert_portfolio(values, 5, 100000, flags, 5, err));
    assert_memory_equal(flags, wanted, sizeof wanted);
}

static void equal_values_are_taken_from_the_front(void **state)
{
    const int32_t values[] = {800000, 1000000, 800000, 800000};
    int32_t flags[4];
    const int32_t wanted[] = {1, 1, 0, 0};

    (void)state;
    assert_ok(jf_alert_portfolio(values, 4, 100000, flags, 4, err));
    assert_memory_equal(flags, wanted, sizeof wanted);
}

static void ends_of_the_range_are_exact(void **state)
{
    const int32_t values[] = {0, 1000000, 999999};
    int32_t flags[3];
    const int32_t certain[] = {0, 1, 0};
    const int32_t all[] = {1, 1, 1};

    (void)state;
    assert_ok(jf_alert_portfolio(values, 3, 0, flags, 3, err));
    assert_memory_equal(flags, certain, sizeof certain);
    assert_ok(jf_alert_portfolio(values, 3, 1000000, flags, 3, err));
    assert_memory_equal(flags, all, sizeof all);
    assert_ok(jf_alert_portfolio(values, 3, 333334, flags, 3, err));
    assert_memory_equal(flags, all, sizeof all);
    assert_ok(jf_alert_portfolio(NULL, 0, 100000, NULL, 0, err));
}

/* The largest set by trying all sets: its size and the sum of its doubts. */
static void search(const int32_t *values, int32_t alpha, int *size_out, int64_t *doubt_out)
{
    *size_out = 0;
    *doubt_out = 0;
    for (uint32_t set = 0; set < 1U << VALUES; set++) {
        int size = 0;
        int64_t doubt = 0;

        for (int i = 0; i < VALUES; i++)
            if (set >> i & 1) {
                size++;
                doubt += 1000000 - values[i];
            }
        if (doubt <= (int64_t)alpha * size &&
            (size > *size_out || (size == *size_out && doubt < *doubt_out))) {
            *size_out = size;
            *doubt_out = doubt;
        }
    }
}

static void set_is_the_largest_of_all(void **state)
{
    jf__random random = {4};

    (void)state;
    for (int round = 0; round < ROUNDS / (int)jf_test_stride() / 10; round++) {
        int32_t alpha = (int32_t)jf__random_below(&random, 4) * 100000;
        int32_t values[VALUES];
        int32_t flags[VALUES];
        int size = 0;
        int wanted_size;
        int64_t doubt = 0;
        int64_t wanted_doubt;

        for (int i = 0; i < VALUES; i++)
            values[i] = 1000000 - (int32_t)jf__random_below(&random, 10) * 50000;
        assert_ok(jf_alert_portfolio(values, VALUES, alpha, flags, VALUES, err));
        for (int i = 0; i < VALUES; i++) {
            size += flags[i];
            doubt += flags[i] ? 1000000 - values[i] : 0;
        }
        search(values, alpha, &wanted_size, &wanted_doubt);
        assert_int_equal(size, wanted_size);
        assert_int_equal(doubt, wanted_doubt);
    }
}

static void what_is_out_of_range_is_refused(void **state)
{
    const int32_t values[] = {0, 1000001};
    const int32_t negative[] = {-1};
    int32_t flags[2] = {7, 7};
    jf_error error = {0};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_alert_portfolio(NULL, 1, 0, flags, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_portfolio(values, 1, 0, NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_portfolio(values, 2, 0, flags, 1, err));
    assert_fails(JF_E_RANGE, jf_alert_portfolio(values, 1, -1, flags, 1, err));
    assert_fails(JF_E_RANGE, jf_alert_portfolio(values, 1, 1000001, flags, 1, err));
    assert_fails(JF_E_RANGE, jf_alert_portfolio(values, 1048577, 0, flags, 1048577, err));
    assert_fails(JF_E_RANGE, jf_alert_portfolio(negative, 1, 0, flags, 1, err));
    assert_int_equal(jf_alert_portfolio(values, 2, 0, flags, 2, &error), JF_E_RANGE);
    assert_int_equal(error.line, 2);
    assert_int_equal(flags[0], 7);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_of_the_doubts_is_held),
        cmocka_unit_test(equal_values_are_taken_from_the_front),
        cmocka_unit_test(ends_of_the_range_are_exact),
        cmocka_unit_test(set_is_the_largest_of_all),
        cmocka_unit_test(what_is_out_of_range_is_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.alert_portfolio", tests, NULL, NULL);
}
