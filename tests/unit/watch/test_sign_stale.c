/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch_signs.h"

static jf_stale assess(int64_t age, const int64_t *gaps, size_t gap_count)
{
    jf_stale stale = {.size = sizeof stale};

    assert_ok(jf_stale_assess(NULL, age, gaps, gap_count, &stale, err));
    return stale;
}

static void a_unit_that_reports_weekly_is_stale_after_a_month(void **state)
{
    const int64_t gaps[] = {7, 7, 6, 8, 7, 7, 7, 7, 5, 9, 7, 7};
    jf_stale stale = assess(42, gaps, 12);

    (void)state;
    assert_int_equal(stale.sign, JF_SIGN_STALE);
    assert_int_equal(stale.level, JF_ALERT_YELLOW);
    assert_int_equal(stale.age, 42);
    assert_int_equal(stale.mean_gap_milli, 7000);
    assert_int_equal(stale.largest_gap, 9);
    /* (84 / 126)^12 = (2 / 3)^12. */
    assert_int_equal(stale.silent_ppm, 7707);
    /* (84 / 168)^12 = 1 / 4096. */
    assert_int_equal(assess(84, gaps, 12).silent_ppm, 244);
    assert_int_equal(assess(84, gaps, 12).level, JF_ALERT_RED);
    assert_int_equal(assess(28, gaps, 12).level, JF_ALERT_GREEN);
}

static void a_unit_that_reports_twice_a_year_is_not_stale_after_a_month(void **state)
{
    const int64_t gaps[] = {181, 184, 181, 184, 181, 184};

    (void)state;
    assert_int_equal(assess(30, gaps, 6).sign, JF_SIGN_NONE);
    assert_int_equal(assess(400, gaps, 6).sign, JF_SIGN_NONE);
    assert_int_equal(assess(1300, gaps, 6).sign, JF_SIGN_STALE);
}

static void no_silence_is_longer_than_usual_below_the_largest_gap(void **state)
{
    const int64_t gaps[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 40};
    jf_stale stale = assess(40, gaps, 18);

    (void)state;
    assert_true(stale.silent_ppm <= 10000);
    assert_int_equal(stale.sign, JF_SIGN_NONE);
    assert_int_equal(assess(41, gaps, 18).sign, JF_SIGN_STALE);
}

static void few_gaps_are_no_base(void **state)
{
    const int64_t gaps[] = {7, 7, 7, 7};
    jf_stale stale = assess(1000, gaps, 4);

    (void)state;
    assert_int_equal(stale.sign, JF_SIGN_NO_BASE);
    assert_int_equal(stale.silent_ppm, -1);
    assert_int_equal(stale.largest_gap, 7);
    stale = assess(1000, NULL, 0);
    assert_int_equal(stale.sign, JF_SIGN_NO_BASE);
    assert_int_equal(stale.mean_gap_milli, -1);
    assert_int_equal(stale.largest_gap, -1);
}

static void data_of_one_day_are_a_gap_of_one_together(void **state)
{
    const int64_t gaps[] = {0, 0, 0, 0, 0};

    (void)state;
    assert_int_equal(assess(1, gaps, 5).silent_ppm, 31250);
    assert_int_equal(assess(0, gaps, 5).silent_ppm, 1000000);
    assert_int_equal(assess(4, gaps, 5).sign, JF_SIGN_STALE);
}

static void bad_gaps_are_refused(void **state)
{
    const int64_t gaps[] = {1, 1, 1, 1, 1, -1, JF_SIGN_COUNT_MAX + 1};
    jf_stale stale = {.size = sizeof stale, .level = 77};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_stale_assess(NULL, 1, NULL, 5, &stale, err));
    assert_fails(JF_E_ARGUMENT, jf_stale_assess(NULL, 1, gaps, 5, NULL, err));
    assert_fails(JF_E_RANGE, jf_stale_assess(NULL, -1, gaps, 5, &stale, err));
    assert_fails(JF_E_RANGE, jf_stale_assess(NULL, JF_SIGN_COUNT_MAX + 1, gaps, 5, &stale, err));
    assert_fails(JF_E_RANGE, jf_stale_assess(NULL, 1, gaps, 6, &stale, err));
    assert_fails(JF_E_RANGE, jf_stale_assess(NULL, 1, gaps + 6, 1, &stale, err));
    assert_int_equal(stale.level, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_that_reports_weekly_is_stale_after_a_month),
        cmocka_unit_test(a_unit_that_reports_twice_a_year_is_not_stale_after_a_month),
        cmocka_unit_test(no_silence_is_longer_than_usual_below_the_largest_gap),
        cmocka_unit_test(few_gaps_are_no_base),
        cmocka_unit_test(data_of_one_day_are_a_gap_of_one_together),
        cmocka_unit_test(bad_gaps_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_stale", tests, NULL, NULL);
}
