/* SPDX-License-Identifier: Apache-2.0 */
/* Civil dates and day counts by Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
 * (2014): years begin in March, eras are 400 years of 146,097 days. One era is added on the way
 * in and taken off on the way out, so that every division is of numbers that are not negative. */
#include "calendar/day.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

#define ERA_YEARS 400
#define ERA_DAYS 146097
#define EPOCH_SHIFT 719468 /* 0000-03-01 to 1970-01-01 */
#define TEXT_LENGTH 10

static bool day_exists(int64_t day)
{
    return day >= JF_DAY_FIRST && day <= JF_DAY_LAST;
}

jf_status jf__day_check(int64_t day, jf_error *err)
{
    if (day_exists(day))
        return JF_OK;
    return jf__fail_about(err, JF_E_RANGE, 0, 0, day, "day %lld is outside 0001-01-01..9999-12-31",
                          (long long)day);
}

int32_t jf__day_of(int32_t year, int32_t month, int32_t day_of_month)
{
    int32_t y = year + ERA_YEARS - (month <= 2);
    int32_t era = y / ERA_YEARS;
    int32_t year_of_era = y % ERA_YEARS;
    int32_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day_of_month - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return (era - 1) * ERA_DAYS + day_of_era - EPOCH_SHIFT;
}

jf_civil jf__day_civil(jf_day day)
{
    int32_t z = day + EPOCH_SHIFT + ERA_DAYS;
    int32_t era = z / ERA_DAYS;
    int32_t day_of_era = z % ERA_DAYS;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t march_month = (5 * day_of_year + 2) / 153;
    jf_civil civil;

    civil.day = day_of_year - (153 * march_month + 2) / 5 + 1;
    civil.month = march_month < 10 ? march_month + 3 : march_month - 9;
    civil.year = year_of_era + (era - 1) * ERA_YEARS + (civil.month <= 2);
    return civil;
}

int32_t jf__day_of_week(int64_t day)
{
    int64_t rest = (day + 3) % 7; /* 1970-01-01 was a Thursday */

    return (int32_t)(rest < 0 ? rest + 7 : rest);
}

int32_t jf__digits_read(const char *text, size_t count)
{
    int32_t value = 0;

    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

void jf__digits_write(char *text_out, int32_t value, size_t count)
{
    while (count-- > 0) {
        text_out[count] = (char)('0' + value % 10);
        value /= 10;
    }
}

static void write_day(char *text_out, jf_day day)
{
    jf_civil civil = jf__day_civil(day);

    jf__digits_write(text_out, civil.year, 4);
    text_out[4] = '-';
    jf__digits_write(text_out + 5, civil.month, 2);
    text_out[7] = '-';
    jf__digits_write(text_out + 8, civil.day, 2);
    text_out[TEXT_LENGTH] = '\0';
}

jf__day_text jf__day_show(int64_t day)
{
    jf__day_text shown;

    if (day_exists(day))
        write_day(shown.text, (jf_day)day);
    else
        (void)snprintf(shown.text, sizeof shown.text, "%lld", (long long)day);
    return shown;
}

/* Where the month ends is where the next one begins. */
static int32_t month_length(int32_t year, int32_t month)
{
    return month == 12 ? 31 : jf__day_of(year, month + 1, 1) - jf__day_of(year, month, 1);
}

jf_status jf_day_from_civil(int32_t year, int32_t month, int32_t day, jf_day *day_out,
                            jf_error *err)
{
    if (!day_out)
        return jf__fail_null(err, "day_out");
    if (year < 1 || year > 9999)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, year, "year %d is outside 1 to 9999",
                              (int)year);
    if (month < 1 || month > 12)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, month, "month %d is outside 1 to 12",
                              (int)month);
    if (day < 1 || day > month_length(year, month))
        return jf__fail_about(err, JF_E_RANGE, 0, month_length(year, month), day,
                              "%04d-%02d has no day %d", (int)year, (int)month, (int)day);
    *day_out = jf__day_of(year, month, day);
    return JF_OK;
}

jf_status jf_day_civil(jf_day day, jf_civil *civil_out, jf_error *err)
{
    jf_status status;

    if (!civil_out)
        return jf__fail_null(err, "civil_out");
    status = jf__day_check(day, err);
    if (status)
        return status;
    *civil_out = jf__day_civil(day);
    return JF_OK;
}

jf_status jf_day_weekday(jf_day day, int32_t *weekday_out, jf_error *err)
{
    jf_status status;

    if (!weekday_out)
        return jf__fail_null(err, "weekday_out");
    status = jf__day_check(day, err);
    if (status)
        return status;
    *weekday_out = jf__day_of_week(day) + 1;
    return JF_OK;
}

jf_status jf_day_parse(const char *text, jf_day *day_out, jf_error *err)
{
    int32_t year;
    int32_t month;
    int32_t day;

    if (!text)
        return jf__fail_null(err, "text");
    if (!day_out)
        return jf__fail_null(err, "day_out");
    if (strlen(text) != TEXT_LENGTH || text[4] != '-' || text[7] != '-')
        return jf__fail(err, JF_E_TEXT, "day is not written YYYY-MM-DD");
    year = jf__digits_read(text, 4);
    month = jf__digits_read(text + 5, 2);
    day = jf__digits_read(text + 8, 2);
    if (year < 0 || month < 0 || day < 0)
        return jf__fail(err, JF_E_TEXT, "day is not written YYYY-MM-DD");
    return jf_day_from_civil(year, month, day, day_out, err);
}

jf_status jf_day_format(jf_day day, char *text_out, size_t text_size, jf_error *err)
{
    jf_status status;

    if (!text_out)
        return jf__fail_null(err, "text_out");
    status = jf__day_check(day, err);
    if (status)
        return status;
    if (text_size <= TEXT_LENGTH)
        return jf__fail_about(err, JF_E_RANGE, 0, TEXT_LENGTH + 1, (int64_t)text_size,
                              "a day needs %d bytes", TEXT_LENGTH + 1);
    write_day(text_out, day);
    return JF_OK;
}

jf_status jf_day_add_years(jf_day day, int32_t years, jf_day *day_out, jf_error *err)
{
    jf_civil civil;
    jf_status status;
    int64_t year;
    int32_t length;

    if (!day_out)
        return jf__fail_null(err, "day_out");
    status = jf__day_check(day, err);
    if (status)
        return status;
    civil = jf__day_civil(day);
    year = (int64_t)civil.year + years;
    if (year < 1 || year > 9999)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, year, "year %lld is outside 1 to 9999",
                              (long long)year);
    length = month_length((int32_t)year, civil.month);
    *day_out = jf__day_of((int32_t)year, civil.month, civil.day < length ? civil.day : length);
    return JF_OK;
}
