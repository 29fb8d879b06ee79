/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"

#define UNTOUCHED 4711

static void known_days_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(jf_test_day("1970-01-01"), 0);
    assert_int_equal(jf_test_day("1969-12-31"), -1);
    assert_int_equal(jf_test_day("0001-01-01"), JF_DAY_FIRST);
    assert_int_equal(jf_test_day("9999-12-31"), JF_DAY_LAST);
    assert_int_equal(jf_test_day("2000-02-29"), 11016);
    assert_int_equal(jf_test_day("2023-10-09"), 19639);
}

static void from_civil_refuses_dates_that_do_not_exist(void **state)
{
    static const jf_civil missing[] = {
        {0, 1, 1},         {10000, 1, 1},        {-1, 1, 1},
        {INT32_MIN, 1, 1}, {INT32_MAX, 1, 1},    {2023, 0, 1},
        {2023, 13, 1},     {2023, INT32_MIN, 1}, {2023, INT32_MAX, 1},
        {2023, 2, 29},     {1900, 2, 29},        {2024, 2, 30},
        {2023, 4, 31},     {2023, 12, 32},       {2023, 1, 0},
        {2023, 1, -1},     {2023, 1, INT32_MIN}, {2023, 1, INT32_MAX},
    };
    jf_error error;

    (void)state;
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        jf_day day = UNTOUCHED;

        assert_int_equal(
            jf_day_from_civil(missing[i].year, missing[i].month, missing[i].day, &day, &error),
            JF_E_RANGE);
        assert_int_equal(error.status, JF_E_RANGE);
        assert_int_equal(day, UNTOUCHED);
    }
}

static void from_civil_says_which_part_is_wrong(void **state)
{
    jf_error error;
    jf_day day;

    (void)state;
    assert_int_equal(jf_day_from_civil(2023, 2, 29, &day, &error), JF_E_RANGE);
    assert_string_equal(error.message, "2023-02 has no day 29");
    assert_int_equal(error.expected, 28);
    assert_int_equal(error.actual, 29);
    assert_int_equal(jf_day_from_civil(2023, 13, 1, &day, &error), JF_E_RANGE);
    assert_string_equal(error.message, "month 13 is outside 1 to 12");
    assert_int_equal(jf_day_from_civil(10000, 1, 1, &day, &error), JF_E_RANGE);
    assert_string_equal(error.message, "year 10000 is outside 1 to 9999");
}

static void from_civil_accepts_the_end_of_every_month(void **state)
{
    static const int32_t lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    jf_day day;

    (void)state;
    for (int32_t month = 1; month <= 12; month++) {
        assert_ok(jf_day_from_civil(2024, month, lengths[month - 1], &day, err));
        assert_fails(JF_E_RANGE, jf_day_from_civil(2024, month, lengths[month - 1] + 1, &day, err));
        assert_ok(jf_day_from_civil(9999, month, lengths[month - 1] - (month == 2), &day, err));
    }
}

static void civil_is_the_inverse(void **state)
{
    jf_civil civil;

    (void)state;
    assert_ok(jf_day_civil(jf_test_day("2024-02-29"), &civil, err));
    assert_int_equal(civil.year, 2024);
    assert_int_equal(civil.month, 2);
    assert_int_equal(civil.day, 29);
    assert_ok(jf_day_civil(JF_DAY_FIRST, &civil, err));
    assert_int_equal(civil.year, 1);
    assert_ok(jf_day_civil(JF_DAY_LAST, &civil, err));
    assert_int_equal(civil.year, 9999);
}

static void days_outside_the_range_are_refused(void **state)
{
    static const jf_day outside[] = {JF_DAY_FIRST - 1, JF_DAY_LAST + 1, JF_DAY_NONE, INT32_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        jf_civil civil = {UNTOUCHED, 0, 0};
        int32_t weekday = UNTOUCHED;
        char text[11] = "untouched";
        jf_error error;

        assert_int_equal(jf_day_civil(outside[i], &civil, &error), JF_E_RANGE);
        assert_int_equal(error.actual, outside[i]);
        assert_int_equal(civil.year, UNTOUCHED);
        assert_int_equal(jf_day_weekday(outside[i], &weekday, &error), JF_E_RANGE);
        assert_int_equal(weekday, UNTOUCHED);
        assert_int_equal(jf_day_format(outside[i], text, sizeof text, &error), JF_E_RANGE);
        assert_string_equal(text, "untouched");
    }
}

static void weekdays_follow_iso_8601(void **state)
{
    static const struct {
        const char *day;
        int32_t weekday;
    } known[] = {
        {"1970-01-01", JF_WEEKDAY_THURSDAY},  {"1969-12-31", JF_WEEKDAY_WEDNESDAY},
        {"0001-01-01", JF_WEEKDAY_MONDAY},    {"9999-12-31", JF_WEEKDAY_FRIDAY},
        {"2023-01-28", JF_WEEKDAY_SATURDAY},  {"2023-01-29", JF_WEEKDAY_SUNDAY},
        {"2023-03-01", JF_WEEKDAY_WEDNESDAY}, {"2000-02-29", JF_WEEKDAY_TUESDAY},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int32_t weekday;

        assert_ok(jf_day_weekday(jf_test_day(known[i].day), &weekday, err));
        assert_int_equal(weekday, known[i].weekday);
    }
}

static void parse_refuses_every_other_form(void **state)
{
    static const char *const forms[] = {
        "",           "2023",        "2023-1-1",    "2023-01-1",
        "2023/01/01", "20230101",    "2023-01-01 ", " 2023-01-01",
        "2023-01-0x", "x023-01-01",  "2023-0 -01",  "+023-01-01",
        "-023-01-01", "2023-01-01T", "02023-01-01", "2023-01-010",
        "2023年1月1", "2023-+1-01",
    };

    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        jf_day day = UNTOUCHED;
        jf_error error;

        assert_int_equal(jf_day_parse(forms[i], &day, &error), JF_E_TEXT);
        assert_int_equal(error.status, JF_E_TEXT);
        assert_int_equal(day, UNTOUCHED);
    }
}

static void parse_refuses_a_date_that_does_not_exist(void **state)
{
    jf_day day = UNTOUCHED;

    (void)state;
    assert_fails(JF_E_RANGE, jf_day_parse("2023-02-29", &day, err));
    assert_fails(JF_E_RANGE, jf_day_parse("0000-01-01", &day, err));
    assert_fails(JF_E_RANGE, jf_day_parse("2023-00-01", &day, err));
    assert_fails(JF_E_RANGE, jf_day_parse("2023-01-00", &day, err));
    assert_fails(JF_E_RANGE, jf_day_parse("2023-99-99", &day, err));
    assert_int_equal(day, UNTOUCHED);
}

static void format_writes_ten_characters_and_a_nul(void **state)
{
    char text[12];

    (void)state;
    memset(text, 'x', sizeof text);
    assert_ok(jf_day_format(jf_test_day("0987-06-05"), text, 11, err));
    assert_string_equal(text, "0987-06-05");
    assert_int_equal(text[11], 'x');
}

static void format_refuses_a_small_buffer(void **state)
{
    char text[11] = "untouched";
    jf_error error;

    (void)state;
    assert_int_equal(jf_day_format(0, text, 10, &error), JF_E_RANGE);
    assert_int_equal(error.expected, 11);
    assert_int_equal(error.actual, 10);
    assert_fails(JF_E_RANGE, jf_day_format(0, text, 0, err));
    assert_string_equal(text, "untouched");
}

static void add_years_keeps_month_and_day(void **state)
{
    static const struct {
        const char *day;
        int32_t years;
        const char *wanted;
    } known[] = {
        {"2023-10-09", -1, "2022-10-09"},   {"2023-10-09", 0, "2023-10-09"},
        {"2024-02-29", -1, "2023-02-28"},   {"2024-02-29", 4, "2028-02-29"},
        {"2000-02-29", -100, "1900-02-28"}, {"2023-02-28", 1, "2024-02-28"},
        {"0001-01-01", 9998, "9999-01-01"}, {"9999-12-31", -9998, "0001-12-31"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        jf_day day = JF_DAY_NONE;

        assert_ok(jf_day_add_years(jf_test_day(known[i].day), known[i].years, &day, err));
        assert_int_equal(day, jf_test_day(known[i].wanted));
    }
}

static void add_years_refuses_to_leave_the_range(void **state)
{
    static const int32_t years[] = {-2023, 7977, INT32_MIN, INT32_MAX};
    jf_day start = jf_test_day("2023-10-09");
    jf_day day = UNTOUCHED;

    (void)state;
    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++)
        assert_fails(JF_E_RANGE, jf_day_add_years(start, years[i], &day, err));
    assert_fails(JF_E_RANGE, jf_day_add_years(JF_DAY_NONE, 0, &day, err));
    assert_int_equal(day, UNTOUCHED);
}

static void null_is_an_argument_error(void **state)
{
    jf_day day;
    jf_error error;

    (void)state;
    assert_int_equal(jf_day_from_civil(2023, 1, 1, NULL, &error), JF_E_ARGUMENT);
    assert_string_equal(error.message, "day_out is NULL");
    assert_fails(JF_E_ARGUMENT, jf_day_civil(0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_day_weekday(0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_day_parse(NULL, &day, err));
    assert_fails(JF_E_ARGUMENT, jf_day_parse("2023-01-01", NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_day_format(0, NULL, 11, err));
    assert_fails(JF_E_ARGUMENT, jf_day_add_years(JF_DAY_NONE, 0, NULL, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(from_civil_refuses_dates_that_do_not_exist),
        cmocka_unit_test(from_civil_says_which_part_is_wrong),
        cmocka_unit_test(from_civil_accepts_the_end_of_every_month),
        cmocka_unit_test(civil_is_the_inverse),
        cmocka_unit_test(days_outside_the_range_are_refused),
        cmocka_unit_test(weekdays_follow_iso_8601),
        cmocka_unit_test(parse_refuses_every_other_form),
        cmocka_unit_test(parse_refuses_a_date_that_does_not_exist),
        cmocka_unit_test(format_writes_ten_characters_and_a_nul),
        cmocka_unit_test(format_refuses_a_small_buffer),
        cmocka_unit_test(add_years_keeps_month_and_day),
        cmocka_unit_test(add_years_refuses_to_leave_the_range),
        cmocka_unit_test(null_is_an_argument_error),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("calendar.day", tests, NULL, NULL);
}
