/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch_signs.h"

/* The months of the municipal organ. */
static const int64_t organ_2022[12] = {34, 27, 52, 46, 40, 45, 41, 38, 44, 35, 54, 74};
static const int64_t organ_2023[12] = {28, 34, 50, 42, 37, 40, 38, 36, 40, 33, 50, 70};

static jf_yoy assess_part(const int64_t *bases, const int64_t *nows, int32_t month, int32_t is_part)
{
    const jf_yoy_input input = {.size = sizeof input, .month = month, .is_part = is_part};
    jf_yoy yoy = {.size = sizeof yoy};

    assert_ok(jf_yoy_assess(NULL, &input, bases, 12, nows, 12, &yoy, err));
    return yoy;
}

static jf_yoy assess(const int64_t *bases, const int64_t *nows, int32_t month)
{
    return assess_part(bases, nows, month, 0);
}

/* Two months: January and the rest of the year to date. */
static jf_yoy assess_sums(int64_t base, int64_t now)
{
    const int64_t bases[12] = {0, base};
    const int64_t nows[12] = {0, now};

    return assess(bases, nows, 2);
}

static void february_of_a_moving_festival_is_silent(void **state)
{
    jf_yoy yoy = assess(organ_2022, organ_2023, 2);

    (void)state;
    assert_int_equal(yoy.sign, JF_SIGN_NONE);
    assert_int_equal(yoy.level, JF_ALERT_GREEN);
    assert_int_equal(yoy.base, 61);
    assert_int_equal(yoy.now, 62);
    assert_int_equal(yoy.permille, 16);
    assert_int_equal(yoy.month_base, 61);
    assert_int_equal(yoy.month_now, 62);
    assert_int_equal(yoy.month_permille, 16);
}

static void january_alone_and_a_part_of_february_are_not_judged(void **state)
{
    const int64_t many[12] = {300, 300, 300};
    jf_yoy yoy = assess(organ_2022, many, 1);

    (void)state;
    assert_int_equal(yoy.sign, JF_SIGN_NOT_YET);
    assert_int_equal(yoy.level, JF_ALERT_GREEN);
    assert_int_equal(yoy.month_now, 0);
    assert_int_equal(assess_part(organ_2022, many, 2, 1).sign, JF_SIGN_NOT_YET);
    assert_int_equal(assess_part(organ_2022, many, 3, 1).sign, JF_SIGN_RISE);
}

static void the_first_half_of_the_municipal_year_fell(void **state)
{
    jf_yoy yoy = assess(organ_2022, organ_2023, 6);

    (void)state;
    assert_int_equal(yoy.base, 244);
    assert_int_equal(yoy.now, 231);
    assert_int_equal(yoy.permille, -53);
    assert_int_equal(yoy.month_base, 45);
    assert_int_equal(yoy.month_now, 40);
    assert_int_equal(yoy.month_permille, -111);
    assert_int_equal(yoy.sign, JF_SIGN_NONE);
}

static void growth_is_compared_exactly_with_the_steps(void **state)
{
    (void)state;
    assert_int_equal(assess_sums(1000, 1050).level, JF_ALERT_GREEN);
    assert_int_equal(assess_sums(1000, 1051).level, JF_ALERT_YELLOW);
    assert_int_equal(assess_sums(1000, 1200).level, JF_ALERT_YELLOW);
    assert_int_equal(assess_sums(1000, 1201).level, JF_ALERT_RED);
    assert_int_equal(assess_sums(1000, 1201).sign, JF_SIGN_RISE);
}

static void small_counts_are_said_but_do_not_warn(void **state)
{
    (void)state;
    assert_int_equal(assess_sums(1, 4).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess_sums(4, 6).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess_sums(4, 6).level, JF_ALERT_GREEN);
    assert_int_equal(assess_sums(2, 5).sign, JF_SIGN_RISE);
}

static void a_year_without_documents_is_no_base(void **state)
{
    jf_yoy yoy = assess_sums(0, 50);

    (void)state;
    assert_int_equal(yoy.sign, JF_SIGN_NO_BASE);
    assert_int_equal(yoy.permille, INT32_MAX);
    assert_int_equal(assess_sums(0, 0).permille, 0);
}

static void months_to_come_are_not_looked_at(void **state)
{
    const int64_t past[12] = {5, 5, 5, -1, INT64_MAX};
    const int64_t now[12] = {5, 5, 5, INT64_MIN, 0};

    (void)state;
    assert_int_equal(assess(past, now, 3).base, 15);
}

static void bad_months_and_rows_are_refused(void **state)
{
    jf_yoy_input input = {.size = sizeof input, .month = 0};
    jf_yoy yoy = {.size = sizeof yoy};

    (void)state;
    assert_fails(JF_E_ARGUMENT,
                 jf_yoy_assess(NULL, &input, organ_2022, 12, organ_2023, 12, &yoy, err));
    input.month = 13;
    assert_fails(JF_E_ARGUMENT,
                 jf_yoy_assess(NULL, &input, organ_2022, 12, organ_2023, 12, &yoy, err));
    input.month = 12;
    input.is_part = 2;
    assert_fails(JF_E_ARGUMENT,
                 jf_yoy_assess(NULL, &input, organ_2022, 12, organ_2023, 12, &yoy, err));
    input.is_part = 0;
    assert_fails(JF_E_ARGUMENT,
                 jf_yoy_assess(NULL, NULL, organ_2022, 12, organ_2023, 12, &yoy, err));
    assert_fails(JF_E_ARGUMENT, jf_yoy_assess(NULL, &input, NULL, 12, organ_2023, 12, &yoy, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_yoy_assess(NULL, &input, organ_2022, 11, organ_2023, 12, &yoy, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_yoy_assess(NULL, &input, organ_2022, 12, organ_2023, 13, &yoy, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_yoy_assess(NULL, &input, organ_2022, 12, organ_2023, 12, NULL, err));
}

static void a_count_outside_its_range_leaves_the_result(void **state)
{
    const jf_yoy_input input = {.size = sizeof input, .month = 3};
    const int64_t most[12] = {JF_SIGN_COUNT_MAX, JF_SIGN_COUNT_MAX, JF_SIGN_COUNT_MAX};
    const int64_t beyond[12] = {0, 0, JF_SIGN_COUNT_MAX + 1};
    const int64_t below[12] = {0, -1};
    jf_yoy yoy = {.size = sizeof yoy, .level = 77};
    jf_error error = {0};

    (void)state;
    assert_int_equal(jf_yoy_assess(NULL, &input, most, 12, beyond, 12, &yoy, &error), JF_E_RANGE);
    assert_int_equal(error.subject, 2);
    assert_int_equal(error.actual, JF_SIGN_COUNT_MAX + 1);
    assert_fails(JF_E_RANGE, jf_yoy_assess(NULL, &input, below, 12, most, 12, &yoy, err));
    assert_int_equal(yoy.level, 77);
    assert_ok(jf_yoy_assess(NULL, &input, most, 12, most, 12, &yoy, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(february_of_a_moving_festival_is_silent),
        cmocka_unit_test(january_alone_and_a_part_of_february_are_not_judged),
        cmocka_unit_test(the_first_half_of_the_municipal_year_fell),
        cmocka_unit_test(growth_is_compared_exactly_with_the_steps),
        cmocka_unit_test(small_counts_are_said_but_do_not_warn),
        cmocka_unit_test(a_year_without_documents_is_no_base),
        cmocka_unit_test(months_to_come_are_not_looked_at),
        cmocka_unit_test(bad_months_and_rows_are_refused),
        cmocka_unit_test(a_count_outside_its_range_leaves_the_result),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_yoy", tests, NULL, NULL);
}
