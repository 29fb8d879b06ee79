/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"

#define UNTOUCHED 4711

static void new_takes_null_options(void **state)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);

    (void)state;
    assert_non_null(calendar);
    jf_calendar_free(calendar);
}

static void new_refuses_wrong_options(void **state)
{
    jf_calendar_options options = {.size = 0};
    jf_allocator part = {.user = NULL};
    jf_test_memory memory;
    jf_error error;

    (void)state;
    jf_test_memory_init(&memory);
    assert_null(jf_calendar_new(&options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    options.size = sizeof options;
    options.assume_plain_weeks = 2;
    assert_null(jf_calendar_new(&options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_string_equal(error.message, "assume_plain_weeks is neither 0 nor 1");
    options.assume_plain_weeks = 0;
    part.release = memory.allocator.release;
    options.allocator = part;
    assert_null(jf_calendar_new(&options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
}

static void retained_calendar_outlives_its_first_reference(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());
    jf_calendar *other = jf_calendar_retain(calendar);

    (void)state;
    assert_ptr_equal(other, calendar);
    jf_calendar_free(calendar);
    assert_int_equal(jf_test_kind_on(other, "2023-10-01"), JF_DAY_KIND_HOLIDAY);
    jf_calendar_free(other);
    assert_null(jf_calendar_retain(NULL));
    jf_calendar_free(NULL);
}

static void marking_the_same_again_changes_nothing(void **state)
{
    jf_calendar *calendar = jf_test_october();

    (void)state;
    assert_ok(jf_calendar_mark(calendar, jf_test_day("2023-10-01"), jf_test_day("2023-10-06"),
                               JF_DAY_KIND_HOLIDAY, err));
    jf_test_sealed(calendar);
    assert_int_equal(jf_test_count(calendar, "2023-10-01", "2023-10-31"), 19);
    jf_calendar_free(calendar);
}

static void marks_may_be_added_in_any_order(void **state)
{
    static const char *const holidays[] = {"2023-06-22", "2023-01-02", "2023-09-29",
                                           "2023-04-05", "2023-12-29", "2023-01-03"};
    jf_calendar *calendar = jf_test_calendar_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof holidays / sizeof holidays[0]; i++)
        assert_ok(jf_calendar_mark(calendar, jf_test_day(holidays[i]), jf_test_day(holidays[i]),
                                   JF_DAY_KIND_HOLIDAY, err));
    assert_ok(
        jf_calendar_set_known(calendar, jf_test_day("2023-01-01"), jf_test_day("2023-12-31"), err));
    jf_test_sealed(calendar);
    for (size_t i = 0; i < sizeof holidays / sizeof holidays[0]; i++)
        assert_int_equal(jf_test_kind_on(calendar, holidays[i]), JF_DAY_KIND_HOLIDAY);
    assert_int_equal(jf_test_count(calendar, "2023-01-01", "2023-12-31"), 260 - 6);
    jf_calendar_free(calendar);
}

static void mark_refuses_other_kinds(void **state)
{
    static const int32_t kinds[] = {0, JF_DAY_KIND_WORKDAY, JF_DAY_KIND_WEEKEND, 5, -1};
    jf_calendar *calendar = jf_test_calendar_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        assert_fails(JF_E_ARGUMENT, jf_calendar_mark(calendar, 0, 0, kinds[i], err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_mark(calendar, 1, 0, 0, err));
    jf_calendar_free(calendar);
}

static void mark_refuses_a_make_up_day_on_a_weekday(void **state)
{
    jf_calendar *calendar = jf_test_calendar_new(1);
    jf_day saturday = jf_test_day("2023-10-07");
    jf_error error;

    (void)state;
    assert_int_equal(jf_calendar_mark(calendar, saturday - 1, saturday, JF_DAY_KIND_MAKEUP, &error),
                     JF_E_ARGUMENT);
    assert_int_equal(jf_calendar_mark(calendar, saturday, saturday + 2, JF_DAY_KIND_MAKEUP, &error),
                     JF_E_ARGUMENT);
    assert_string_equal(error.message,
                        "a make-up workday from 2023-10-07 to 2023-10-09 is a weekday");
    assert_int_equal(
        jf_calendar_mark(calendar, saturday, saturday + 700, JF_DAY_KIND_MAKEUP, &error),
        JF_E_ARGUMENT);
    assert_int_equal(
        jf_calendar_mark(calendar, JF_DAY_LAST + 3, JF_DAY_LAST + 4, JF_DAY_KIND_MAKEUP, &error),
        JF_E_ARGUMENT);
    jf_test_sealed(calendar);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-07"), JF_DAY_KIND_WEEKEND);
    jf_calendar_free(calendar);
}

static void mark_refuses_a_bad_range(void **state)
{
    jf_calendar *calendar = jf_test_calendar_new(0);
    jf_error error;

    (void)state;
    assert_int_equal(jf_calendar_mark(calendar, 1, 0, JF_DAY_KIND_HOLIDAY, &error), JF_E_RANGE);
    assert_string_equal(error.message, "1970-01-01 is before 1970-01-02");
    assert_int_equal(jf_calendar_mark(calendar, 10, 0, JF_DAY_KIND_MAKEUP, &error), JF_E_RANGE);
    assert_fails(JF_E_RANGE, jf_calendar_mark(calendar, JF_DAY_FIRST - 1, JF_DAY_FIRST,
                                              JF_DAY_KIND_HOLIDAY, err));
    assert_fails(JF_E_RANGE, jf_calendar_mark(calendar, JF_DAY_LAST, JF_DAY_LAST + 1,
                                              JF_DAY_KIND_HOLIDAY, err));
    assert_fails(JF_E_RANGE,
                 jf_calendar_mark(calendar, INT32_MIN, INT32_MAX, JF_DAY_KIND_HOLIDAY, err));
    assert_int_equal(jf_calendar_mark(calendar, 0, 366, JF_DAY_KIND_HOLIDAY, &error), JF_E_RANGE);
    assert_int_equal(error.expected, 366);
    assert_int_equal(error.actual, 367);
    assert_ok(jf_calendar_mark(calendar, 0, 365, JF_DAY_KIND_HOLIDAY, err));
    jf_calendar_free(calendar);
}

static void mark_refuses_a_day_of_the_other_kind(void **state)
{
    jf_calendar *calendar = jf_test_october();
    jf_error error;

    (void)state;
    assert_int_equal(jf_calendar_mark(calendar, jf_test_day("2023-10-07"),
                                      jf_test_day("2023-10-10"), JF_DAY_KIND_HOLIDAY, &error),
                     JF_E_EXISTS);
    assert_int_equal(error.subject, 0);
    assert_int_equal(error.actual, jf_test_day("2023-10-07"));
    assert_string_equal(error.message, "2023-10-07 is marked as a make-up workday already");
    assert_int_equal(jf_calendar_mark(calendar, jf_test_day("2023-10-01"),
                                      jf_test_day("2023-10-01"), JF_DAY_KIND_MAKEUP, &error),
                     JF_E_EXISTS);
    assert_string_equal(error.message, "2023-10-01 is marked as a holiday already");
    jf_test_sealed(calendar);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-09"), JF_DAY_KIND_WORKDAY);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-07"), JF_DAY_KIND_MAKEUP);
    jf_calendar_free(calendar);
}

static void known_range_grows_by_touching_or_overlapping(void **state)
{
    jf_calendar *calendar = jf_test_calendar_new(0);
    jf_day first = UNTOUCHED;
    jf_day last = UNTOUCHED;
    jf_error error;

    (void)state;
    assert_int_equal(jf_calendar_known(calendar, &first, &last, &error), JF_E_NOT_FOUND);
    assert_int_equal(first, UNTOUCHED);
    assert_ok(jf_calendar_set_known(calendar, 100, 200, err));
    assert_ok(jf_calendar_set_known(calendar, 201, 300, err));
    assert_ok(jf_calendar_set_known(calendar, 50, 99, err));
    assert_ok(jf_calendar_set_known(calendar, 120, 130, err));
    assert_int_equal(jf_calendar_set_known(calendar, 302, 310, &error), JF_E_STATE);
    assert_int_equal(jf_calendar_set_known(calendar, 0, 48, &error), JF_E_STATE);
    assert_string_equal(error.message, "1970-01-01 to 1970-02-18 leaves a gap to the known range "
                                       "1970-02-20 to 1970-10-28");
    assert_ok(jf_calendar_known(calendar, &first, &last, err));
    assert_int_equal(first, 50);
    assert_int_equal(last, 300);
    jf_calendar_free(calendar);
}

static void set_known_refuses_a_bad_range(void **state)
{
    jf_calendar *calendar = jf_test_calendar_new(0);

    (void)state;
    assert_fails(JF_E_RANGE, jf_calendar_set_known(calendar, 1, 0, err));
    assert_fails(JF_E_RANGE, jf_calendar_set_known(calendar, JF_DAY_FIRST - 1, 0, err));
    assert_fails(JF_E_RANGE, jf_calendar_set_known(calendar, 0, JF_DAY_LAST + 1, err));
    jf_calendar_free(calendar);
}

static void a_sealed_calendar_does_not_change(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());

    (void)state;
    assert_fails(JF_E_SEALED, jf_calendar_mark(calendar, 1, 0, 0, err));
    assert_fails(JF_E_SEALED, jf_calendar_set_known(calendar, 1, 0, err));
    assert_fails(JF_E_SEALED, jf_calendar_add_schedule(calendar, 1, err));
    assert_ok(jf_calendar_seal(calendar, err));
    assert_int_equal(jf_test_count(calendar, "2023-10-01", "2023-10-31"), 19);
    jf_calendar_free(calendar);
}

static void null_is_an_argument_error_when_building(void **state)
{
    jf_calendar *calendar = jf_test_calendar_new(0);
    jf_day day;

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_calendar_mark(NULL, 0, 0, JF_DAY_KIND_HOLIDAY, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_set_known(NULL, 0, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_add_schedule(NULL, 2023, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_seal(NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_known(NULL, &day, &day, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_known(calendar, NULL, &day, err));
    assert_fails(JF_E_ARGUMENT, jf_calendar_known(calendar, &day, NULL, err));
    jf_calendar_free(calendar);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_takes_null_options),
        cmocka_unit_test(new_refuses_wrong_options),
        cmocka_unit_test(retained_calendar_outlives_its_first_reference),
        cmocka_unit_test(marking_the_same_again_changes_nothing),
        cmocka_unit_test(marks_may_be_added_in_any_order),
        cmocka_unit_test(mark_refuses_other_kinds),
        cmocka_unit_test(mark_refuses_a_make_up_day_on_a_weekday),
        cmocka_unit_test(mark_refuses_a_bad_range),
        cmocka_unit_test(mark_refuses_a_day_of_the_other_kind),
        cmocka_unit_test(known_range_grows_by_touching_or_overlapping),
        cmocka_unit_test(set_known_refuses_a_bad_range),
        cmocka_unit_test(a_sealed_calendar_does_not_change),
        cmocka_unit_test(null_is_an_argument_error_when_building),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("calendar.calendar", tests, NULL, NULL);
}
