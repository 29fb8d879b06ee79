/* SPDX-License-Identifier: Apache-2.0 */
/* The shipped schedules against what docs say the notices name (test vectors TV06 to TV08). */
#include "support/calendars.h"

#include "calendar/schedule.h"

#define FIRST_YEAR 2022
#define LAST_YEAR 2026

static int64_t count_in(const jf_calendar *calendar, const char *name)
{
    jf_period period;
    int64_t count = -1;

    assert_ok(jf_period_parse(name, 1, &period, err));
    assert_ok(jf_calendar_workday_count(calendar, period.first, period.last, &count, err));
    return count;
}

static void tv06_fifth_workday_before_an_event(void **state)
{
    static const char *const pairs[][2] = {
        {"2023-10-09", "2023-09-26"}, {"2023-01-30", "2023-01-18"}, {"2023-05-08", "2023-04-27"},
        {"2023-06-26", "2023-06-16"}, {"2023-05-04", "2023-04-24"}, {"2023-04-06", "2023-03-29"},
    };
    jf_calendar *calendar = jf_test_china(FIRST_YEAR, LAST_YEAR);

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        jf_day day = JF_DAY_NONE;

        assert_ok(jf_calendar_add_workdays(calendar, jf_test_day(pairs[i][0]), -5, &day, err));
        assert_int_equal(day, jf_test_day(pairs[i][1]));
    }
    jf_calendar_free(calendar);
}

static void tv07_workdays_of_halves_and_years(void **state)
{
    jf_calendar *calendar = jf_test_china(FIRST_YEAR, LAST_YEAR);

    (void)state;
    assert_int_equal(count_in(calendar, "2022-H1"), 122);
    assert_int_equal(count_in(calendar, "2023-H1"), 123);
    assert_int_equal(count_in(calendar, "2022"), 249);
    assert_int_equal(count_in(calendar, "2023"), 249);
    assert_int_equal(count_in(calendar, "2024"), 251);
    jf_calendar_free(calendar);
}

static void tv08_holidays_and_make_up_days_of_2023(void **state)
{
    jf_calendar *calendar = jf_test_china(FIRST_YEAR, LAST_YEAR);

    (void)state;
    assert_int_equal(jf_test_kind_on(calendar, "2023-01-02"), JF_DAY_KIND_HOLIDAY);
    assert_int_equal(jf_test_kind_on(calendar, "2022-12-31"), JF_DAY_KIND_HOLIDAY);
    assert_int_equal(jf_test_kind_on(calendar, "2023-10-07"), JF_DAY_KIND_MAKEUP);
    assert_int_equal(jf_test_kind_on(calendar, "2023-06-25"), JF_DAY_KIND_MAKEUP);
    jf_calendar_free(calendar);
}

static void workdays_of_every_month_are_those_of_the_table(void **state)
{
    static const struct {
        int32_t year;
        int64_t months[12];
    } table[] = {
        {2022, {21, 16, 23, 21, 20, 21, 21, 23, 21, 18, 22, 22}},
        {2023, {18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21}},
        {2024, {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22}},
    };
    jf_calendar *calendar = jf_test_china(FIRST_YEAR, LAST_YEAR);

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        jf_day first;
        jf_period month;

        assert_ok(jf_day_from_civil(table[i].year, 1, 1, &first, err));
        assert_ok(jf_period_containing(first, JF_PERIOD_MONTH, 1, &month, err));
        for (size_t j = 0; j < 12; j++) {
            int64_t count = -1;

            assert_ok(jf_calendar_workday_count(calendar, month.first, month.last, &count, err));
            assert_int_equal(count, table[i].months[j]);
            assert_ok(jf_period_shift(&month, 1, &month, err));
        }
    }
    jf_calendar_free(calendar);
}

/* 365 days, less the weekends, less the days off on weekdays, plus the make-up days. */
static void years_2025_and_2026_have_248_workdays_each(void **state)
{
    jf_calendar *calendar = jf_test_china(FIRST_YEAR, LAST_YEAR);

    (void)state;
    assert_int_equal(count_in(calendar, "2025"), 261 - 18 + 5);
    assert_int_equal(count_in(calendar, "2026"), 261 - 19 + 6);
    jf_calendar_free(calendar);
}

static void a_day_on_which_rest_is_only_encouraged_is_a_workday(void **state)
{
    jf_calendar *calendar = jf_test_china(FIRST_YEAR, LAST_YEAR);

    (void)state;
    assert_int_equal(jf_test_kind_on(calendar, "2024-02-09"), JF_DAY_KIND_WORKDAY);
    jf_calendar_free(calendar);
}

static void a_schedule_makes_its_year_known_and_no_more(void **state)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);
    jf_day first;
    jf_day last;

    (void)state;
    assert_ok(jf_calendar_add_schedule(calendar, 2023, err));
    assert_ok(jf_calendar_known(calendar, &first, &last, err));
    assert_int_equal(first, jf_test_day("2023-01-01"));
    assert_int_equal(last, jf_test_day("2023-12-31"));
    jf_calendar_free(calendar);
}

static void a_notice_also_names_days_of_the_year_before(void **state)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);

    (void)state;
    assert_ok(jf_calendar_add_schedule(calendar, 2023, err));
    assert_ok(jf_calendar_add_schedule(calendar, 2022, err));
    assert_ok(jf_calendar_add_schedule(calendar, 2023, err));
    assert_ok(jf_calendar_seal(calendar, err));
    assert_int_equal(jf_test_kind_on(calendar, "2022-12-31"), JF_DAY_KIND_HOLIDAY);
    jf_calendar_free(calendar);
}

static void a_year_that_does_not_ship_is_not_found(void **state)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);
    jf_error error;

    (void)state;
    assert_int_equal(jf_calendar_add_schedule(calendar, FIRST_YEAR - 1, &error), JF_E_NOT_FOUND);
    assert_string_equal(error.message, "no schedule of 2021 ships");
    assert_fails(JF_E_NOT_FOUND, jf_calendar_add_schedule(calendar, INT32_MIN, err));
    assert_fails(JF_E_NOT_FOUND, jf_calendar_add_schedule(calendar, INT32_MAX, err));
    jf_calendar_free(calendar);
}

static void a_schedule_that_leaves_a_gap_adds_nothing(void **state)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);
    jf_day holiday = jf_test_day("2024-01-01");
    jf_day first;
    jf_day last;

    (void)state;
    assert_ok(jf_calendar_add_schedule(calendar, 2022, err));
    assert_fails(JF_E_STATE, jf_calendar_add_schedule(calendar, 2024, err));
    assert_ok(jf_calendar_set_known(calendar, jf_test_day("2023-01-01"), holiday, err));
    assert_ok(jf_calendar_seal(calendar, err));
    assert_int_equal(jf_test_kind_on(calendar, "2024-01-01"), JF_DAY_KIND_WORKDAY);
    assert_ok(jf_calendar_known(calendar, &first, &last, err));
    assert_int_equal(last, holiday);
    jf_calendar_free(calendar);
}

static void a_schedule_that_contradicts_a_mark_adds_nothing(void **state)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);
    jf_day makeup = jf_test_day("2023-10-08");
    jf_day first;
    jf_day last;
    jf_error error;

    (void)state;
    assert_ok(jf_calendar_mark(calendar, makeup, makeup, JF_DAY_KIND_HOLIDAY, err));
    assert_int_equal(jf_calendar_add_schedule(calendar, 2023, &error), JF_E_EXISTS);
    assert_int_equal(error.actual, makeup);
    assert_fails(JF_E_NOT_FOUND, jf_calendar_known(calendar, &first, &last, err));
    assert_ok(jf_calendar_set_known(calendar, jf_test_day("2023-01-01"), makeup, err));
    assert_ok(jf_calendar_seal(calendar, err));
    assert_int_equal(jf_test_kind_on(calendar, "2023-01-02"), JF_DAY_KIND_WORKDAY);
    jf_calendar_free(calendar);
}

static void schedules_are_listed_by_ascending_year(void **state)
{
    static const struct {
        const char *published;
        int32_t holidays;
        int32_t makeups;
    } wanted[] = {
        {"2021-10-25", 31, 7}, {"2022-12-08", 27, 7}, {"2023-10-25", 28, 8},
        {"2024-11-12", 28, 5}, {"2025-11-04", 33, 6},
    };

    (void)state;
    assert_int_equal(jf_schedule_count(), sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < jf_schedule_count(); i++) {
        jf_schedule schedule = {.size = sizeof schedule};

        assert_ok(jf_schedule_at(i, &schedule, err));
        assert_int_equal(schedule.size, sizeof schedule);
        assert_int_equal(schedule.year, FIRST_YEAR + (int32_t)i);
        assert_int_equal(schedule.status, JF_SCHEDULE_OFFICIAL);
        assert_int_equal(schedule.published, jf_test_day(wanted[i].published));
        assert_int_equal(schedule.holidays, wanted[i].holidays);
        assert_int_equal(schedule.makeups, wanted[i].makeups);
    }
}

static void schedule_at_refuses_an_index_beyond_the_last(void **state)
{
    jf_schedule schedule = {.size = sizeof schedule, .year = 77};

    (void)state;
    assert_fails(JF_E_RANGE, jf_schedule_at(jf_schedule_count(), &schedule, err));
    assert_fails(JF_E_RANGE, jf_schedule_at(SIZE_MAX, &schedule, err));
    assert_int_equal(schedule.year, 77);
    schedule.size = 0;
    assert_fails(JF_E_ARGUMENT, jf_schedule_at(SIZE_MAX, &schedule, err));
    assert_fails(JF_E_ARGUMENT, jf_schedule_at(0, NULL, err));
}

static void every_schedule_names_its_notice(void **state)
{
    (void)state;
    for (int32_t year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        assert_non_null(jf_schedule_source(year));
        assert_non_null(strstr(jf_schedule_source(year), "国务院办公厅"));
    }
    assert_null(jf_schedule_source(FIRST_YEAR - 1));
    assert_null(jf_schedule_source(LAST_YEAR + 1));
}

static jf_day table_day(int32_t yyyymmdd)
{
    jf_day day = JF_DAY_NONE;

    assert_ok(jf_day_from_civil(yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100, &day, err));
    return day;
}

/* Marking the table range by range proves dates, order, weekends and freedom from overlap. */
static void every_entry_of_the_table_is_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < jf__schedule_china_count; i++) {
        const jf__schedule_notice *notice = &jf__schedules_china[i];
        jf_calendar *calendar = jf_calendar_new(NULL, NULL);
        size_t count = 0;

        assert_int_equal(notice->year, FIRST_YEAR + (int32_t)i);
        assert_true(table_day(notice->published) < table_day(notice->year * 10000 + 101));
        while (count < JF__SCHEDULE_RANGES && notice->ranges[count].kind != 0) {
            const jf__schedule_range *range = &notice->ranges[count++];

            assert_true(range->last / 10000 == notice->year);
            assert_ok(jf_calendar_mark(calendar, table_day(range->first), table_day(range->last),
                                       range->kind, err));
        }
        for (size_t j = count; j < JF__SCHEDULE_RANGES; j++)
            assert_int_equal(notice->ranges[j].kind, 0);
        jf_calendar_free(calendar);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tv06_fifth_workday_before_an_event),
        cmocka_unit_test(tv07_workdays_of_halves_and_years),
        cmocka_unit_test(tv08_holidays_and_make_up_days_of_2023),
        cmocka_unit_test(workdays_of_every_month_are_those_of_the_table),
        cmocka_unit_test(years_2025_and_2026_have_248_workdays_each),
        cmocka_unit_test(a_day_on_which_rest_is_only_encouraged_is_a_workday),
        cmocka_unit_test(a_schedule_makes_its_year_known_and_no_more),
        cmocka_unit_test(a_notice_also_names_days_of_the_year_before),
        cmocka_unit_test(a_year_that_does_not_ship_is_not_found),
        cmocka_unit_test(a_schedule_that_leaves_a_gap_adds_nothing),
        cmocka_unit_test(a_schedule_that_contradicts_a_mark_adds_nothing),
        cmocka_unit_test(schedules_are_listed_by_ascending_year),
        cmocka_unit_test(schedule_at_refuses_an_index_beyond_the_last),
        cmocka_unit_test(every_schedule_names_its_notice),
        cmocka_unit_test(every_entry_of_the_table_is_sound),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("calendar.schedule", tests, NULL, NULL);
}
