/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/support.h"

#include "jianfu/watch_signs.h"

#define COUNT(items) (sizeof(items) / sizeof (items)[0])

/* So many days after Monday, 2 January 2023. */
static jf_arrival arrival(int64_t issuer, int32_t after, int32_t items)
{
    return (jf_arrival){issuer, jf_test_day("2023-01-02") + after, items};
}

/* In the ten weeks from 2 January to 12 March 2023. */
static jf_peak assess_peak(int32_t cap, const jf_arrival *arrivals, size_t count)
{
    const jf_peak_input input = {.size = sizeof input,
                                 .first = jf_test_day("2023-01-04"),
                                 .last = jf_test_day("2023-03-06"),
                                 .cap = cap};
    jf_peak peak = {.size = sizeof peak};

    assert_ok(jf_peak_assess(NULL, &input, arrivals, count, &peak, err));
    return peak;
}

static jf_masters assess_masters(const jf_arrival *arrivals, size_t count)
{
    jf_masters masters = {.size = sizeof masters};

    assert_ok(jf_masters_assess(NULL, arrivals, count, &masters, err));
    return masters;
}

static void the_fullest_week_of_a_recipient_is_found(void **state)
{
    const jf_arrival arrivals[] = {arrival(1, 2, 1),  arrival(1, 14, 2), arrival(2, 16, 1),
                                   arrival(1, 20, 3), arrival(1, 21, 4), arrival(3, 63, 1)};
    jf_peak peak = assess_peak(0, arrivals, COUNT(arrivals));

    (void)state;
    assert_int_equal(peak.sign, JF_SIGN_BUNCHED);
    assert_int_equal(peak.level, JF_ALERT_YELLOW);
    assert_int_equal(peak.week, jf_test_day("2023-01-16"));
    assert_int_equal(peak.items, 6);
    assert_int_equal(peak.median, 0);
    assert_int_equal(peak.weeks, 10);
    assert_int_equal(peak.total, 12);
}

static void a_week_that_is_full_as_ever_is_no_peak(void **state)
{
    jf_arrival arrivals[10];
    jf_peak peak;

    (void)state;
    for (int32_t i = 0; i < 10; i++)
        arrivals[i] = arrival(1, i * 7 + 2, i < 5 ? 4 : 6);
    arrivals[9].day = jf_test_day("2023-03-06");
    peak = assess_peak(0, arrivals, 10);
    assert_int_equal(peak.median, 4);
    assert_int_equal(peak.sign, JF_SIGN_NONE);
    arrivals[8].items = 11;
    assert_int_equal(assess_peak(0, arrivals, 10).sign, JF_SIGN_NONE);
    arrivals[8].items = 12;
    assert_int_equal(assess_peak(0, arrivals, 10).sign, JF_SIGN_BUNCHED);
}

static void a_cap_that_is_set_is_red_above_it(void **state)
{
    const jf_arrival arrivals[] = {arrival(1, 7, 3)};

    (void)state;
    assert_int_equal(assess_peak(0, arrivals, 1).level, JF_ALERT_GREEN);
    assert_int_equal(assess_peak(3, arrivals, 1).level, JF_ALERT_GREEN);
    assert_int_equal(assess_peak(2, arrivals, 1).level, JF_ALERT_RED);
    assert_int_equal(assess_peak(2, arrivals, 1).sign, JF_SIGN_BUNCHED);
}

static void no_arrivals_have_no_week(void **state)
{
    const jf_arrival nothing[] = {arrival(1, 7, 0)};

    (void)state;
    assert_int_equal(assess_peak(0, NULL, 0).week, JF_DAY_NONE);
    assert_int_equal(assess_peak(0, nothing, 1).week, JF_DAY_NONE);
    assert_int_equal(assess_peak(0, nothing, 1).weeks, 10);
    assert_int_equal(assess_masters(NULL, 0).first, JF_DAY_NONE);
    assert_int_equal(assess_masters(nothing, 1).issuers, 0);
}

static void five_issuers_within_a_month_are_many_masters(void **state)
{
    const jf_arrival arrivals[] = {arrival(9, 0, 1),  arrival(1, 40, 0), arrival(1, 41, 1),
                                   arrival(2, 50, 2), arrival(3, 50, 1), arrival(1, 60, 1),
                                   arrival(4, 65, 1), arrival(5, 71, 1), arrival(4, 71, 1),
                                   arrival(6, 99, 1)};
    jf_masters masters = assess_masters(arrivals, COUNT(arrivals));

    (void)state;
    assert_int_equal(masters.sign, JF_SIGN_MASTERS);
    assert_int_equal(masters.level, JF_ALERT_YELLOW);
    assert_int_equal(masters.issuers, 5);
    assert_int_equal(masters.items, 8);
    assert_int_equal(masters.first, arrival(0, 41, 0).day);
    assert_int_equal(masters.last, arrival(0, 71, 0).day);
}

static void the_window_is_of_exactly_so_many_days(void **state)
{
    jf_arrival arrivals[] = {arrival(1, 0, 1), arrival(2, 1, 1), arrival(3, 2, 1),
                             arrival(4, 3, 1), arrival(5, 30, 1)};

    (void)state;
    assert_int_equal(assess_masters(arrivals, 5).issuers, 5);
    arrivals[4].day++;
    assert_int_equal(assess_masters(arrivals, 5).issuers, 4);
    assert_int_equal(assess_masters(arrivals, 5).sign, JF_SIGN_NONE);
}

static void twice_as_many_masters_are_red(void **state)
{
    jf_arrival arrivals[10];

    (void)state;
    for (int32_t i = 0; i < 10; i++)
        arrivals[i] = arrival(i + 1, 5, 1);
    assert_int_equal(assess_masters(arrivals, 9).level, JF_ALERT_YELLOW);
    assert_int_equal(assess_masters(arrivals, 10).level, JF_ALERT_RED);
}

static void one_issuer_that_comes_often_is_one_master(void **state)
{
    jf_arrival arrivals[100];

    (void)state;
    for (int32_t i = 0; i < 100; i++)
        arrivals[i] = arrival(7, i, 1);
    assert_int_equal(assess_masters(arrivals, 100).issuers, 1);
    assert_int_equal(assess_masters(arrivals, 100).items, 31);
}

static void the_whole_day_range_is_accepted(void **state)
{
    const jf_peak_input input = {
        .size = sizeof input, .first = JF_DAY_FIRST, .last = JF_DAY_LAST};
    const jf_arrival arrivals[] = {{INT64_MAX, JF_DAY_FIRST, INT32_MAX},
                                   {1, JF_DAY_LAST, INT32_MAX}};
    jf_peak peak = {.size = sizeof peak};

    (void)state;
    assert_ok(jf_peak_assess(NULL, &input, arrivals, 2, &peak, err));
    assert_int_equal(peak.total, 2 * (int64_t)INT32_MAX);
    assert_int_equal(peak.week, JF_DAY_FIRST);
    assert_int_equal(peak.median, 0);
    assert_int_equal(assess_masters(arrivals, 2).issuers, 1);
}

static void bad_weeks_are_refused(void **state)
{
    const jf_arrival arrivals[] = {arrival(1, 7, 1)};
    jf_peak_input input = {.size = sizeof input, .first = arrivals[0].day};
    jf_peak peak = {.size = sizeof peak, .level = 77};

    (void)state;
    input.last = input.first - 1;
    assert_fails(JF_E_RANGE, jf_peak_assess(NULL, &input, NULL, 0, &peak, err));
    input.last = input.first = JF_DAY_LAST + 1;
    assert_fails(JF_E_RANGE, jf_peak_assess(NULL, &input, NULL, 0, &peak, err));
    input.last = input.first = arrivals[0].day + 1;
    assert_fails(JF_E_RANGE, jf_peak_assess(NULL, &input, arrivals, 1, &peak, err));
    input.cap = -1;
    assert_fails(JF_E_ARGUMENT, jf_peak_assess(NULL, &input, arrivals, 1, &peak, err));
    assert_fails(JF_E_ARGUMENT, jf_peak_assess(NULL, NULL, arrivals, 1, &peak, err));
    assert_int_equal(peak.level, 77);
}

static void bad_arrivals_are_refused(void **state)
{
    static const jf_arrival many[JF_SIGN_ARRIVAL_MAX + 1];
    const jf_arrival unordered[] = {arrival(1, 7, 1), arrival(1, 6, 1)};
    const jf_arrival bad[] = {arrival(0, 7, 1), arrival(1, 7, -1), {1, JF_DAY_NONE, 1}};
    jf_masters masters = {.size = sizeof masters, .level = 77};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_masters_assess(NULL, NULL, 1, &masters, err));
    assert_fails(JF_E_ARGUMENT, jf_masters_assess(NULL, unordered, 2, &masters, err));
    assert_fails(JF_E_ARGUMENT, jf_masters_assess(NULL, many, COUNT(many), &masters, err));
    assert_fails(JF_E_ARGUMENT, jf_masters_assess(NULL, unordered, 1, NULL, err));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_fails(JF_E_RANGE, jf_masters_assess(NULL, &bad[i], 1, &masters, err));
    assert_int_equal(masters.level, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fullest_week_of_a_recipient_is_found),
        cmocka_unit_test(a_week_that_is_full_as_ever_is_no_peak),
        cmocka_unit_test(a_cap_that_is_set_is_red_above_it),
        cmocka_unit_test(no_arrivals_have_no_week),
        cmocka_unit_test(five_issuers_within_a_month_are_many_masters),
        cmocka_unit_test(the_window_is_of_exactly_so_many_days),
        cmocka_unit_test(twice_as_many_masters_are_red),
        cmocka_unit_test(one_issuer_that_comes_often_is_one_master),
        cmocka_unit_test(the_whole_day_range_is_accepted),
        cmocka_unit_test(bad_weeks_are_refused),
        cmocka_unit_test(bad_arrivals_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_load", tests, NULL, NULL);
}
