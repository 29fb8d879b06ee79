/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"

jf_day jf_test_day(const char *text)
{
    jf_day day = JF_DAY_NONE;

    assert_ok(jf_day_parse(text, &day, err));
    return day;
}

jf_period jf_test_period(const char *name)
{
    jf_period period = {0, 0, 0, 0};

    assert_ok(jf_period_parse(name, 1, &period, err));
    return period;
}

jf_calendar *jf_test_calendar_new(int32_t assume_plain_weeks)
{
    jf_calendar_options options = {.size = sizeof options,
                                   .assume_plain_weeks = assume_plain_weeks};
    jf_error error;

    return assert_made(jf_calendar_new(&options, &error), &error);
}

jf_calendar *jf_test_october(void)
{
    jf_calendar *calendar = jf_test_calendar_new(0);

    assert_ok(jf_calendar_mark(calendar, jf_test_day("2023-10-01"), jf_test_day("2023-10-06"),
                               JF_DAY_KIND_HOLIDAY, err));
    assert_ok(jf_calendar_mark(calendar, jf_test_day("2023-10-07"), jf_test_day("2023-10-08"),
                               JF_DAY_KIND_MAKEUP, err));
    assert_ok(
        jf_calendar_set_known(calendar, jf_test_day("2023-10-01"), jf_test_day("2023-10-31"), err));
    return calendar;
}

jf_calendar *jf_test_sealed(jf_calendar *calendar)
{
    assert_ok(jf_calendar_seal(calendar, err));
    return calendar;
}

jf_calendar *jf_test_china(int32_t first_year, int32_t last_year)
{
    jf_calendar *calendar = jf_test_calendar_new(0);

    for (int32_t year = first_year; year <= last_year; year++)
        assert_ok(jf_calendar_add_schedule(calendar, year, err));
    return jf_test_sealed(calendar);
}

int32_t jf_test_kind_on(const jf_calendar *calendar, const char *day)
{
    int32_t kind = 0;

    assert_ok(jf_calendar_day_kind(calendar, jf_test_day(day), &kind, err));
    return kind;
}

int64_t jf_test_count(const jf_calendar *calendar, const char *first, const char *last)
{
    int64_t count = -1;

    assert_ok(
        jf_calendar_workday_count(calendar, jf_test_day(first), jf_test_day(last), &count, err));
    return count;
}
