/* SPDX-License-Identifier: Apache-2.0 */
/* Periods of months are counted in months since January of year 0, so that a fiscal start is a
 * subtraction; weeks are counted in days, and belong to the year of their Thursday (ISO 8601). */
#include <string.h>

#include "jianfu/calendar.h"

#include "base/error.h"
#include "calendar/day.h"

#define FIRST_MONTH 12   /* January of year 1 */
#define MONTH_END 120000 /* January of year 10000 */
#define YEAR_LENGTH 4    /* bytes of "2023" */

/* What a name says. */
typedef struct label {
    int32_t year;
    int32_t number; /* 0 for a year */
} label;

/* 0 for weeks. */
static int32_t months_of(int32_t kind)
{
    static const int32_t months[] = {0, 12, 6, 3, 1, 0};

    return months[kind];
}

/* Checks both and makes fiscal_month the number that a period of this kind carries. */
static jf_status check_kind(int32_t kind, int32_t *fiscal_month, jf_error *err)
{
    if (kind < JF_PERIOD_YEAR || kind > JF_PERIOD_WEEK)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, kind, "no period kind %d", (int)kind);
    if (*fiscal_month < 0 || *fiscal_month > 12)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, *fiscal_month,
                              "fiscal month %d is outside 1 to 12", (int)*fiscal_month);
    if (*fiscal_month == 0 || kind == JF_PERIOD_MONTH || kind == JF_PERIOD_WEEK)
        *fiscal_month = 1;
    return JF_OK;
}

static int32_t month_of(jf_day day)
{
    jf_civil civil = jf__day_civil(day);

    return civil.year * 12 + civil.month - 1;
}

static int32_t first_of_month(int64_t month)
{
    return jf__day_of((int32_t)(month / 12), (int32_t)(month % 12) + 1, 1);
}

static jf_status fail_outside(jf_error *err)
{
    return jf__fail(err, JF_E_RANGE, "period leaves 0001-01-01..9999-12-31");
}

static jf_status make_months(int64_t first_month, int32_t kind, int32_t fiscal_month,
                             jf_period *period_out, jf_error *err)
{
    int64_t end = first_month + months_of(kind);

    if (first_month < FIRST_MONTH || end > MONTH_END)
        return fail_outside(err);
    period_out->kind = kind;
    period_out->fiscal_month = fiscal_month;
    period_out->first = first_of_month(first_month);
    period_out->last = first_of_month(end) - 1;
    return JF_OK;
}

static jf_status make_week(int64_t monday, jf_period *period_out, jf_error *err)
{
    if (monday < JF_DAY_FIRST || monday + 6 > JF_DAY_LAST)
        return fail_outside(err);
    period_out->kind = JF_PERIOD_WEEK;
    period_out->fiscal_month = 1;
    period_out->first = (jf_day)monday;
    period_out->last = (jf_day)(monday + 6);
    return JF_OK;
}

/* kind and fiscal_month have passed check_kind; the day exists. */
static jf_status make_containing(jf_day day, int32_t kind, int32_t fiscal_month,
                                 jf_period *period_out, jf_error *err)
{
    int32_t since_start;

    if (kind == JF_PERIOD_WEEK)
        return make_week(day - jf__day_of_week(day), period_out, err);
    since_start = month_of(day) - (fiscal_month - 1);
    since_start -= since_start % months_of(kind);
    return make_months(since_start + fiscal_month - 1, kind, fiscal_month, period_out, err);
}

jf_status jf_period_containing(jf_day day, int32_t kind, int32_t fiscal_month,
                               jf_period *period_out, jf_error *err)
{
    jf_status status;

    if (!period_out)
        return jf__fail_null(err, "period_out");
    status = check_kind(kind, &fiscal_month, err);
    if (!status)
        status = jf__day_check(day, err);
    if (status)
        return status;
    return make_containing(day, kind, fiscal_month, period_out, err);
}

/* A period is one that make_containing gives for its own first day. */
static jf_status check_period(const jf_period *period, jf_error *err)
{
    jf_period own = {0, 0, 0, 0};
    int32_t fiscal_month = period->fiscal_month;
    bool good = check_kind(period->kind, &fiscal_month, NULL) == JF_OK &&
                jf__day_check(period->first, NULL) == JF_OK &&
                make_containing(period->first, period->kind, fiscal_month, &own, NULL) == JF_OK &&
                own.fiscal_month == period->fiscal_month && own.first == period->first &&
                own.last == period->last;

    if (good)
        return JF_OK;
    return jf__fail(err, JF_E_ARGUMENT, "%s to %s is not a period of kind %d, fiscal month %d",
                    jf__day_show(period->first).text, jf__day_show(period->last).text,
                    (int)period->kind, (int)period->fiscal_month);
}

jf_status jf_period_shift(const jf_period *period, int32_t step, jf_period *period_out,
                          jf_error *err)
{
    jf_status status;

    if (!period)
        return jf__fail_null(err, "period");
    if (!period_out)
        return jf__fail_null(err, "period_out");
    status = check_period(period, err);
    if (status)
        return status;
    if (period->kind == JF_PERIOD_WEEK)
        return make_week(period->first + (int64_t)step * 7, period_out, err);
    return make_months(month_of(period->first) + (int64_t)step * months_of(period->kind),
                       period->kind, period->fiscal_month, period_out, err);
}

/* Reads "" as a year, "-H1", "-Q3", "-05" or "-W07"; false: another form. */
static bool read_number(const char *text, int32_t *kind_out, int32_t *number_out)
{
    size_t digits = 2;

    *kind_out = JF_PERIOD_YEAR;
    *number_out = 0;
    if (*text == '\0')
        return true;
    if (*text++ != '-')
        return false;
    *kind_out = JF_PERIOD_MONTH;
    if (*text == 'H' || *text == 'Q') {
        *kind_out = *text++ == 'H' ? JF_PERIOD_HALF : JF_PERIOD_QUARTER;
        digits = 1;
    } else if (*text == 'W') {
        *kind_out = JF_PERIOD_WEEK;
        text++;
    }
    if (strlen(text) != digits)
        return false;
    *number_out = jf__digits_read(text, digits);
    return *number_out >= 0;
}

/* Weeks of a year are counted from the one that holds 4 January. */
static jf_status make_numbered_week(label name, jf_period *period_out, jf_error *err)
{
    jf_day fourth = jf__day_of(name.year, 1, 4);
    jf_day monday = fourth - jf__day_of_week(fourth) + (name.number - 1) * 7;

    if (name.number < 1 || jf__day_civil(monday + 3).year != name.year)
        return jf__fail(err, JF_E_RANGE, "%04d has no week %d", (int)name.year, (int)name.number);
    return make_week(monday, period_out, err);
}

static jf_status make_numbered(label name, int32_t kind, int32_t fiscal_month,
                               jf_period *period_out, jf_error *err)
{
    int32_t months = months_of(kind);
    int32_t index = kind == JF_PERIOD_YEAR ? 0 : name.number - 1;

    if (index < 0 || index * months >= 12)
        return jf__fail(err, JF_E_RANGE, "%04d has no %s %d", (int)name.year,
                        kind == JF_PERIOD_HALF      ? "half"
                        : kind == JF_PERIOD_QUARTER ? "quarter"
                                                    : "month",
                        (int)name.number);
    return make_months(name.year * 12 + fiscal_month - 1 + index * months, kind, fiscal_month,
                       period_out, err);
}

jf_status jf_period_parse(const char *text, int32_t fiscal_month, jf_period *period_out,
                          jf_error *err)
{
    jf_status status;
    label name;
    int32_t kind = JF_PERIOD_YEAR;

    if (!text)
        return jf__fail_null(err, "text");
    if (!period_out)
        return jf__fail_null(err, "period_out");
    status = check_kind(kind, &fiscal_month, err);
    if (status)
        return status;
    name.year = strlen(text) < YEAR_LENGTH ? -1 : jf__digits_read(text, YEAR_LENGTH);
    if (name.year < 0 || !read_number(text + YEAR_LENGTH, &kind, &name.number))
        return jf__fail(err, JF_E_TEXT,
                        "period is not written 2023, 2023-H1, 2023-Q3, 2023-05 or 2023-W07");
    if (name.year == 0)
        return fail_outside(err);
    (void)check_kind(kind, &fiscal_month, NULL);
    if (kind == JF_PERIOD_WEEK)
        return make_numbered_week(name, period_out, err);
    return make_numbered(name, kind, fiscal_month, period_out, err);
}

static label label_of(const jf_period *period)
{
    label name;

    if (period->kind == JF_PERIOD_WEEK) {
        jf_day thursday = period->first + 3;

        name.year = jf__day_civil(thursday).year;
        name.number = (thursday - jf__day_of(name.year, 1, 1)) / 7 + 1;
    } else {
        int32_t since_start = month_of(period->first) - (period->fiscal_month - 1);

        name.year = since_start / 12;
        name.number = since_start % 12 / months_of(period->kind) + 1;
    }
    return name;
}

jf_status jf_period_name(const jf_period *period, char *text_out, size_t text_size, jf_error *err)
{
    static const char *const marks[] = {"", "", "-H", "-Q", "-", "-W"};
    static const size_t digits[] = {0, 0, 1, 1, 2, 2};
    jf_status status;
    size_t length;
    label name;

    if (!period)
        return jf__fail_null(err, "period");
    if (!text_out)
        return jf__fail_null(err, "text_out");
    status = check_period(period, err);
    if (status)
        return status;
    if (text_size < JF_PERIOD_NAME_SIZE)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_PERIOD_NAME_SIZE, (int64_t)text_size,
                              "a period name needs %d bytes", JF_PERIOD_NAME_SIZE);
    name = label_of(period);
    jf__digits_write(text_out, name.year, YEAR_LENGTH);
    length = strlen(marks[period->kind]);
    memcpy(text_out + YEAR_LENGTH, marks[period->kind], length);
    length += YEAR_LENGTH;
    jf__digits_write(text_out + length, name.number, digits[period->kind]);
    text_out[length + digits[period->kind]] = '\0';
    return JF_OK;
}
