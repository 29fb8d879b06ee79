/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch_signs.h"

enum { PAST = 52, RECENT = 4, WEEKS = PAST + RECENT };

/* A year of weeks with a mean of 2.3, then four weeks of which the last is judged. */
static void fill(int64_t *weeks_out, int64_t before, int64_t last)
{
    static const int64_t usual[] = {2, 3, 1, 4, 2, 0, 3, 2, 1, 5, 2, 3, 2};

    for (size_t i = 0; i < PAST; i++)
        weeks_out[i] = usual[i % 13];
    for (size_t i = PAST; i < WEEKS; i++)
        weeks_out[i] = before;
    weeks_out[WEEKS - 1] = last;
}

static jf_burst assess(const int64_t *weeks, size_t count)
{
    jf_burst burst = {.size = sizeof burst};

    assert_ok(jf_burst_assess(NULL, weeks, count, &burst, err));
    return burst;
}

static jf_burst assess_last(int64_t before, int64_t last)
{
    int64_t weeks[WEEKS];

    fill(weeks, before, last);
    return assess(weeks, WEEKS);
}

/* The probabilities of these tests were worked out by another program, mass by mass. */
static void a_week_of_four_times_the_usual_is_a_burst(void **state)
{
    jf_burst burst = assess_last(2, 9);

    (void)state;
    assert_int_equal(burst.sign, JF_SIGN_BURST);
    assert_int_equal(burst.level, JF_ALERT_RED);
    assert_int_equal(burst.midp_ppm, 491);
    assert_int_equal(burst.count, 9);
    assert_int_equal(burst.recent, 15);
    assert_int_equal(burst.mean_milli, 2317);
    assert_int_equal(burst.variance_milli, 2362);
    assert_int_equal(burst.weeks, PAST);
    assert_int_equal(burst.capped, 0);
    assert_int_equal(assess_last(2, 7).level, JF_ALERT_YELLOW);
}

static void a_week_of_twice_the_usual_is_chance(void **state)
{
    jf_burst burst = assess_last(2, 5);

    (void)state;
    assert_int_equal(burst.midp_ppm, 60002);
    assert_int_equal(burst.sign, JF_SIGN_NONE);
    assert_int_equal(burst.level, JF_ALERT_GREEN);
}

static void a_burst_that_goes_on_does_not_make_itself_usual(void **state)
{
    (void)state;
    assert_int_equal(assess_last(9, 9).midp_ppm, 491);
}

static void past_bursts_are_capped(void **state)
{
    int64_t weeks[WEEKS];
    jf_burst burst;

    (void)state;
    fill(weeks, 2, 9);
    for (size_t i = 26; i < 30; i++)
        weeks[i] = 30;
    burst = assess(weeks, WEEKS);
    assert_int_equal(burst.capped, 4);
    assert_int_equal(burst.mean_milli, 2606);
    assert_int_equal(burst.midp_ppm, 1275);
    assert_int_equal(burst.sign, JF_SIGN_BURST);
}

static void a_unit_of_few_documents_is_silent(void **state)
{
    int64_t weeks[WEEKS] = {0};

    (void)state;
    weeks[WEEKS - 1] = 4;
    assert_int_equal(assess(weeks, WEEKS).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess(weeks, WEEKS).level, JF_ALERT_GREEN);
    weeks[WEEKS - 2] = 1;
    assert_int_equal(assess(weeks, WEEKS).sign, JF_SIGN_BURST);
}

static void only_the_last_year_teaches(void **state)
{
    int64_t weeks[WEEKS + 100];

    (void)state;
    for (size_t i = 0; i < 100; i++)
        weeks[i] = 1000;
    fill(weeks + 100, 2, 9);
    assert_int_equal(assess(weeks, WEEKS + 100).midp_ppm, 491);
}

static void a_short_past_is_no_base(void **state)
{
    int64_t weeks[WEEKS];
    jf_burst burst;

    (void)state;
    fill(weeks, 2, 9);
    burst = assess(weeks + PAST - 13, 13 + RECENT);
    assert_int_equal(burst.weeks, 13);
    assert_int_equal(burst.midp_ppm, 827);
    burst = assess(weeks + PAST - 12, 12 + RECENT);
    assert_int_equal(burst.sign, JF_SIGN_NO_BASE);
    assert_int_equal(burst.midp_ppm, -1);
    burst = assess(weeks + WEEKS - 1, 1);
    assert_int_equal(burst.sign, JF_SIGN_NO_BASE);
    assert_int_equal(burst.recent, 9);
}

static void the_largest_counts_are_judged(void **state)
{
    int64_t weeks[WEEKS];

    (void)state;
    for (size_t i = 0; i < WEEKS; i++)
        weeks[i] = JF_SIGN_COUNT_MAX;
    assert_in_range(assess(weeks, WEEKS).midp_ppm, 490000, 510000);
    memset(weeks, 0, PAST * sizeof *weeks);
    assert_int_equal(assess(weeks, WEEKS).midp_ppm, 0);
}

static void bad_weeks_are_refused(void **state)
{
    const int64_t weeks[] = {1, -1, JF_SIGN_COUNT_MAX + 1};
    jf_burst burst = {.size = sizeof burst, .level = 77};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_burst_assess(NULL, NULL, 1, &burst, err));
    assert_fails(JF_E_ARGUMENT, jf_burst_assess(NULL, weeks, 0, &burst, err));
    assert_fails(JF_E_ARGUMENT, jf_burst_assess(NULL, weeks, 1, NULL, err));
    assert_fails(JF_E_RANGE, jf_burst_assess(NULL, weeks, 2, &burst, err));
    assert_fails(JF_E_RANGE, jf_burst_assess(NULL, weeks + 2, 1, &burst, err));
    assert_int_equal(burst.level, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_of_four_times_the_usual_is_a_burst),
        cmocka_unit_test(a_week_of_twice_the_usual_is_chance),
        cmocka_unit_test(a_burst_that_goes_on_does_not_make_itself_usual),
        cmocka_unit_test(past_bursts_are_capped),
        cmocka_unit_test(a_unit_of_few_documents_is_silent),
        cmocka_unit_test(only_the_last_year_teaches),
        cmocka_unit_test(a_short_past_is_no_base),
        cmocka_unit_test(the_largest_counts_are_judged),
        cmocka_unit_test(bad_weeks_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_burst", tests, NULL, NULL);
}
