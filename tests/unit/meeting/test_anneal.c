/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <math.h>

#include "meeting/anneal.h"

static void thresholds_are_exponential_variates(void **state)
{
    int32_t table[JF__THRESHOLDS];

    (void)state;
    jf__thresholds_fill(table);
    for (int i = 0; i < JF__THRESHOLDS; i++) {
        double wanted = -log((2.0 * i + 1.0) / 2048.0) * 65536.0;

        assert_true(fabs(table[i] - wanted) < 4.0);
        assert_true(i == 0 || table[i] < table[i - 1]);
    }
}

static void scaling_is_exact(void **state)
{
    (void)state;
    assert_int_equal(jf__scale_by(0, 1), 0);
    assert_int_equal(jf__scale_by(1000, INT64_C(1) << 30), 1000);
    assert_int_equal(jf__scale_by(1000, INT64_C(1) << 29), 500);
    assert_int_equal(jf__scale_by(3, (INT64_C(1) << 30) - 1), 2);
    assert_int_equal(jf__scale_by(INT64_C(1) << 43, INT64_C(1) << 29), INT64_C(1) << 42);
}

static void cooling_ends_where_it_should(void **state)
{
    static const int64_t from[] = {256, 25600, INT64_C(1) << 43};

    (void)state;
    for (size_t i = 0; i < sizeof from / sizeof from[0]; i++) {
        int64_t factor = jf__cooling_factor(from[i], 100, 64);
        int64_t value = from[i];

        for (int step = 0; step < 64; step++)
            value = jf__scale_by(value, factor);
        assert_in_range(value, 90, 100);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thresholds_are_exponential_variates),
        cmocka_unit_test(scaling_is_exact),
        cmocka_unit_test(cooling_ends_where_it_should),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.anneal", tests, NULL, NULL);
}
