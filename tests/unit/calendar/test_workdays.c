/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"

#define UNTOUCHED 4711

static void assert_added(const jf_calendar *calendar, const char *day, int32_t step,
                         const char *wanted)
{
    jf_day answer = JF_DAY_NONE;

    assert_ok(jf_calendar_add_workdays(calendar, jf_test_day(day), step, &answer, err));
    assert_int_equal(answer, jf_test_day(wanted));
}

static void assert_add_fails(const jf_calendar *calendar, jf_day day, int32_t step,
                             jf_status wanted)
{
    jf_day answer = UNTOUCHED;

    assert_int_equal(jf_calendar_add_workdays(calendar, day, step, &answer, NULL), wanted);
    assert_int_equal(answer, UNTOUCHED);
}

static void every_day_has_its_kind(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());

    (void)state;
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-01"), JF_DAY_KIND_HOLIDAY);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-06"), JF_DAY_KIND_HOLIDAY);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-07"), JF_DAY_KIND_MAKEUP);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-09"), JF_DAY_KIND_WORKDAY);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-14"), JF_DAY_KIND_WEEKEND);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-31"), JF_DAY_KIND_WORKDAY);
    jf_calendar_free(calendar);
}

static void workdays_are_ordinary_and_make_up_days(void **state)
{
    static const struct {
        const char *day;
        bool is_workday;
    } days[] = {
        {"2023-10-01", false}, {"2023-10-06", false}, {"2023-10-07", true},
        {"2023-10-09", true},  {"2023-10-15", false},
    };
    jf_calendar *calendar = jf_test_sealed(jf_test_october());

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        bool is_workday = !days[i].is_workday;

        assert_ok(jf_calendar_is_workday(calendar, jf_test_day(days[i].day), &is_workday, err));
        assert_int_equal(is_workday, days[i].is_workday);
    }
    jf_calendar_free(calendar);
}

static void all_days_may_be_known(void **state)
{
    jf_calendar *calendar = jf_test_calendar_new(0);

    (void)state;
    assert_ok(jf_calendar_set_known(calendar, JF_DAY_FIRST, JF_DAY_LAST, err));
    assert_ok(jf_calendar_set_known(calendar, JF_DAY_LAST, JF_DAY_LAST, err));
    jf_test_sealed(calendar);
    assert_int_equal(jf_test_count(calendar, "0001-01-01", "9999-12-31"), 521722 * 5 + 5);
    assert_added(calendar, "0001-01-01", 521722 * 5 + 4, "9999-12-31");
    assert_added(calendar, "9999-12-31", -(521722 * 5 + 4), "0001-01-01");
    assert_add_fails(calendar, JF_DAY_LAST, 1, JF_E_RANGE);
    assert_add_fails(calendar, JF_DAY_FIRST, -1, JF_E_RANGE);
    jf_calendar_free(calendar);
}

static void an_open_calendar_answers_nothing_but_known(void **state)
{
    jf_calendar *calendar = jf_test_october();
    jf_day first;
    jf_day last;
    int32_t kind;
    bool is_workday;
    int64_t count;

    (void)state;
    assert_fails(JF_E_NOT_SEALED, jf_calendar_day_kind(calendar, JF_DAY_NONE, &kind, err));
    assert_fails(JF_E_NOT_SEALED, jf_calendar_is_workday(calendar, JF_DAY_NONE, &is_workday, err));
    assert_fails(JF_E_NOT_SEALED, jf_calendar_workday_count(calendar, 2, 0, &count, err));
    assert_fails(JF_E_NOT_SEALED, jf_calendar_add_workdays(calendar, JF_DAY_NONE, 1, &first, err));
    assert_fails(JF_E_NOT_SEALED, jf_calendar_workday_bounds(calendar, 2, 0, &first, &last, err));
    assert_ok(jf_calendar_known(calendar, &first, &last, err));
    assert_int_equal(first, jf_test_day("2023-10-01"));
    jf_calendar_free(calendar);
}

static void days_outside_the_known_range_are_unknown(void **state)
{
    static const char *const unknown[] = {"2023-09-30", "2023-11-01", "0001-01-01", "9999-12-31"};
    jf_calendar *calendar = jf_test_sealed(jf_test_october());
    jf_day inside = jf_test_day("2023-10-09");

    (void)state;
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        jf_day day = jf_test_day(unknown[i]);
        jf_day low = day < inside ? day : inside;
        jf_day high = day < inside ? inside : day;
        int32_t kind = UNTOUCHED;
        bool is_workday;
        int64_t count = UNTOUCHED;
        jf_error error;

        assert_int_equal(jf_calendar_day_kind(calendar, day, &kind, &error), JF_E_UNKNOWN_DAY);
        assert_int_equal(error.actual, day);
        assert_int_equal(kind, UNTOUCHED);
        assert_fails(JF_E_UNKNOWN_DAY, jf_calendar_is_workday(calendar, day, &is_workday, err));
        assert_fails(JF_E_UNKNOWN_DAY, jf_calendar_workday_count(calendar, low, high, &count, err));
        assert_int_equal(count, UNTOUCHED);
        assert_fails(JF_E_UNKNOWN_DAY,
                     jf_calendar_workday_bounds(calendar, low, high, &low, &high, err));
        assert_add_fails(calendar, day, 0, JF_E_UNKNOWN_DAY);
    }
    jf_calendar_free(calendar);
}

static void an_unknown_day_is_named_with_the_known_range(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());
    jf_calendar *empty = jf_test_sealed(jf_test_calendar_new(0));
    int32_t kind;
    jf_error error;

    (void)state;
    assert_int_equal(jf_calendar_day_kind(calendar, jf_test_day("2023-11-01"), &kind, &error),
                     JF_E_UNKNOWN_DAY);
    assert_string_equal(error.message,
                        "2023-11-01 is outside the known range 2023-10-01 to 2023-10-31");
    assert_int_equal(jf_calendar_day_kind(empty, 0, &kind, &error), JF_E_UNKNOWN_DAY);
    assert_string_equal(error.message, "1970-01-01: calendar knows no day");
    jf_calendar_free(calendar);
    jf_calendar_free(empty);
}

static void days_that_do_not_exist_are_out_of_range(void **state)
{
    static const jf_day outside[] = {JF_DAY_NONE, JF_DAY_FIRST - 1, JF_DAY_LAST + 1, INT32_MAX};
    jf_calendar *calendar = jf_test_sealed(jf_test_calendar_new(0));

    (void)state;
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        int32_t kind;
        bool is_workday;

        assert_fails(JF_E_RANGE, jf_calendar_day_kind(calendar, outside[i], &kind, err));
        assert_fails(JF_E_RANGE, jf_calendar_is_workday(calendar, outside[i], &is_workday, err));
        for (int32_t step = -1; step <= 1; step++)
            assert_add_fails(calendar, outside[i], step, JF_E_RANGE);
    }
    jf_calendar_free(calendar);
}

static void count_is_closed_on_both_sides(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());

    (void)state;
    assert_int_equal(jf_test_count(calendar, "2023-10-01", "2023-10-31"), 19);
    assert_int_equal(jf_test_count(calendar, "2023-10-01", "2023-10-06"), 0);
    assert_int_equal(jf_test_count(calendar, "2023-10-06", "2023-10-07"), 1);
    assert_int_equal(jf_test_count(calendar, "2023-10-07", "2023-10-07"), 1);
    assert_int_equal(jf_test_count(calendar, "2023-10-07", "2023-10-13"), 7);
    assert_int_equal(jf_test_count(calendar, "2023-10-31", "2023-10-31"), 1);
    jf_calendar_free(calendar);
}

static void count_of_an_empty_range_is_zero_and_needs_no_known_day(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());
    int64_t count = UNTOUCHED;

    (void)state;
    assert_int_equal(jf_test_count(calendar, "2023-10-10", "2023-10-09"), 0);
    assert_int_equal(jf_test_count(calendar, "1999-10-10", "1999-10-09"), 0);
    assert_ok(jf_calendar_workday_count(calendar, JF_DAY_FIRST, JF_DAY_FIRST - 1, &count, err));
    assert_int_equal(count, 0);
    assert_ok(jf_calendar_workday_count(calendar, JF_DAY_LAST + 1, JF_DAY_LAST, &count, err));
    assert_int_equal(count, 0);
    jf_calendar_free(calendar);
}

static void count_refuses_a_bad_range(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());
    int64_t count = UNTOUCHED;
    jf_day day = UNTOUCHED;

    (void)state;
    assert_fails(JF_E_RANGE, jf_calendar_workday_count(calendar, 2, 0, &count, err));
    assert_fails(JF_E_RANGE, jf_calendar_workday_count(calendar, JF_DAY_FIRST - 1, 0, &count, err));
    assert_fails(JF_E_RANGE, jf_calendar_workday_count(calendar, 0, JF_DAY_LAST + 1, &count, err));
    assert_fails(JF_E_RANGE,
                 jf_calendar_workday_count(calendar, INT32_MAX, INT32_MIN, &count, err));
    assert_fails(JF_E_RANGE, jf_calendar_workday_bounds(calendar, 2, 0, &day, &day, err));
    assert_int_equal(count, UNTOUCHED);
    assert_int_equal(day, UNTOUCHED);
    jf_calendar_free(calendar);
}

static void step_zero_gives_the_day_or_the_next_workday(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());

    (void)state;
    assert_added(calendar, "2023-10-09", 0, "2023-10-09");
    assert_added(calendar, "2023-10-07", 0, "2023-10-07");
    assert_added(calendar, "2023-10-01", 0, "2023-10-07");
    assert_added(calendar, "2023-10-14", 0, "2023-10-16");
    jf_calendar_free(calendar);
}

static void steps_count_workdays_strictly_after_or_before(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());

    (void)state;
    assert_added(calendar, "2023-10-01", 1, "2023-10-07");
    assert_added(calendar, "2023-10-07", 1, "2023-10-08");
    assert_added(calendar, "2023-10-07", 7, "2023-10-16");
    assert_added(calendar, "2023-10-14", -1, "2023-10-13");
    assert_added(calendar, "2023-10-09", -1, "2023-10-08");
    assert_added(calendar, "2023-10-09", -2, "2023-10-07");
    assert_added(calendar, "2023-10-31", -18, "2023-10-07");
    jf_calendar_free(calendar);
}

static void only_the_days_looked_at_must_be_known(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());

    (void)state;
    assert_added(calendar, "2023-11-01", -1, "2023-10-31");
    assert_added(calendar, "2023-09-30", 1, "2023-10-07");
    assert_add_fails(calendar, jf_test_day("2023-11-02"), -1, JF_E_UNKNOWN_DAY);
    assert_add_fails(calendar, jf_test_day("2023-09-29"), 1, JF_E_UNKNOWN_DAY);
    assert_add_fails(calendar, jf_test_day("2023-11-01"), 0, JF_E_UNKNOWN_DAY);
    jf_calendar_free(calendar);
}

static void an_answer_beyond_the_known_range_is_unknown(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());

    (void)state;
    assert_add_fails(calendar, jf_test_day("2023-10-31"), 1, JF_E_UNKNOWN_DAY);
    assert_add_fails(calendar, jf_test_day("2023-10-07"), -1, JF_E_UNKNOWN_DAY);
    assert_add_fails(calendar, jf_test_day("2023-10-09"), INT32_MAX, JF_E_UNKNOWN_DAY);
    assert_add_fails(calendar, jf_test_day("2023-10-09"), INT32_MIN, JF_E_UNKNOWN_DAY);
    assert_added(calendar, "2023-10-09", 16, "2023-10-31");
    assert_add_fails(calendar, jf_test_day("2023-10-09"), 17, JF_E_UNKNOWN_DAY);
    jf_calendar_free(calendar);
}

static void plain_weeks_make_every_day_known(void **state)
{
    jf_calendar *calendar = jf_test_calendar_new(1);

    (void)state;
    assert_ok(jf_calendar_mark(calendar, jf_test_day("2023-10-02"), jf_test_day("2023-10-02"),
                               JF_DAY_KIND_HOLIDAY, err));
    jf_test_sealed(calendar);
    assert_int_equal(jf_test_kind_on(calendar, "0001-01-01"), JF_DAY_KIND_WORKDAY);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-01"), JF_DAY_KIND_WEEKEND);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-02"), JF_DAY_KIND_HOLIDAY);
    assert_int_equal(jf_test_count(calendar, "2023-10-01", "2023-10-08"), 4);
    assert_added(calendar, "2023-09-29", 1, "2023-10-03");
    assert_add_fails(calendar, JF_DAY_LAST - 1, 2, JF_E_RANGE);
    assert_add_fails(calendar, 0, INT32_MIN, JF_E_RANGE);
    jf_calendar_free(calendar);
}

static void bounds_are_the_outermost_workdays(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());
    jf_day first;
    jf_day last;

    (void)state;
    assert_ok(jf_calendar_workday_bounds(calendar, jf_test_day("2023-10-01"),
                                         jf_test_day("2023-10-15"), &first, &last, err));
    assert_int_equal(first, jf_test_day("2023-10-07"));
    assert_int_equal(last, jf_test_day("2023-10-13"));
    assert_ok(jf_calendar_workday_bounds(calendar, jf_test_day("2023-10-08"),
                                         jf_test_day("2023-10-08"), &first, &last, err));
    assert_int_equal(first, jf_test_day("2023-10-08"));
    assert_int_equal(last, jf_test_day("2023-10-08"));
    jf_calendar_free(calendar);
}

static void bounds_of_a_range_without_workday_are_not_found(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());
    jf_day first = UNTOUCHED;
    jf_day last = UNTOUCHED;
    jf_error error;

    (void)state;
    assert_int_equal(jf_calendar_workday_bounds(calendar, jf_test_day("2023-10-01"),
                                                jf_test_day("2023-10-06"), &first, &last, &error),
                     JF_E_NOT_FOUND);
    assert_string_equal(error.message, "no working day from 2023-10-01 to 2023-10-06");
    assert_fails(JF_E_NOT_FOUND, jf_calendar_workday_bounds(calendar, 1, 0, &first, &last, err));
    assert_int_equal(first, UNTOUCHED);
    assert_int_equal(last, UNTOUCHED);
    jf_calendar_free(calendar);
}

static void null_is_an_argument_error_when_asking(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_calendar_new(1));
    jf_day day;
    int32_t kind;
    bool is_workday;
    int64_t count;

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_calendar_day_kind(NULL, 0, &kind, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_day_kind(calendar, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_is_workday(NULL, 0, &is_workday, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_is_workday(calendar, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_workday_count(NULL, 0, 0, &count, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_workday_count(calendar, 0, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_add_workdays(NULL, 0, 0, &day, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_add_workdays(calendar, 0, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_workday_bounds(NULL, 0, 0, &day, &day, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_workday_bounds(calendar, 0, 0, NULL, &day, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_workday_bounds(calendar, 0, 0, &day, NULL, err));
    jf_calendar_free(calendar);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_has_its_kind),
        cmocka_unit_test(workdays_are_ordinary_and_make_up_days),
        cmocka_unit_test(all_days_may_be_known),
        cmocka_unit_test(an_open_calendar_answers_nothing_but_known),
        cmocka_unit_test(days_outside_the_known_range_are_unknown),
        cmocka_unit_test(an_unknown_day_is_named_with_the_known_range),
        cmocka_unit_test(days_that_do_not_exist_are_out_of_range),
        cmocka_unit_test(count_is_closed_on_both_sides),
        cmocka_unit_test(count_of_an_empty_range_is_zero_and_needs_no_known_day),
        cmocka_unit_test(count_refuses_a_bad_range),
        cmocka_unit_test(step_zero_gives_the_day_or_the_next_workday),
        cmocka_unit_test(steps_count_workdays_strictly_after_or_before),
        cmocka_unit_test(only_the_days_looked_at_must_be_known),
        cmocka_unit_test(an_answer_beyond_the_known_range_is_unknown),
        cmocka_unit_test(plain_weeks_make_every_day_known),
        cmocka_unit_test(bounds_are_the_outermost_workdays),
        cmocka_unit_test(bounds_of_a_range_without_workday_are_not_found),
        cmocka_unit_test(null_is_an_argument_error_when_asking),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("calendar.workdays", tests, NULL, NULL);
}
