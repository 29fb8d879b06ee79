/* SPDX-License-Identifier: Apache-2.0 */
/* Days, periods and workdays against models that count one by one and share no code. */
#include "support/support.h"

#include <stdio.h>

#include "jianfu/calendar.h"

#include "base/random.h"

/* A date that only knows how to become the next one. */
typedef struct counted {
    int32_t year;
    int32_t month;
    int32_t day;
    int32_t weekday;
} counted;

static const counted first_counted = {1, 1, 1, 1};

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static void advance(counted *date)
{
    static const int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t length = lengths[date->month - 1] + (date->month == 2 && is_leap(date->year));

    date->weekday = date->weekday == 7 ? 1 : date->weekday + 1;
    if (++date->day <= length)
        return;
    date->day = 1;
    if (++date->month <= 12)
        return;
    date->month = 1;
    date->year++;
}

static void every_day_agrees_with_counting(void **state)
{
    counted date = first_counted;

    (void)state;
    for (jf_day day = JF_DAY_FIRST; day <= JF_DAY_LAST; day++, advance(&date)) {
        jf_civil civil = {0, 0, 0};
        int32_t weekday = 0;
        jf_day back = JF_DAY_NONE;

        if (jf_day_civil(day, &civil, NULL) || civil.year != date.year ||
            civil.month != date.month || civil.day != date.day)
            fail_msg("day %d is not %d-%d-%d", day, date.year, date.month, date.day);
        if (jf_day_weekday(day, &weekday, NULL) || weekday != date.weekday)
            fail_msg("day %d is not on weekday %d", day, date.weekday);
        if (jf_day_from_civil(date.year, date.month, date.day, &back, NULL) || back != day)
            fail_msg("%d-%d-%d is not day %d", date.year, date.month, date.day, day);
    }
    assert_int_equal(date.year, 10000);
}

static void every_day_is_read_back_as_it_is_written(void **state)
{
    char last[11] = "";

    (void)state;
    for (jf_day day = JF_DAY_FIRST; day <= JF_DAY_LAST; day++) {
        char text[11];
        jf_day back = JF_DAY_NONE;

        if (jf_day_format(day, text, sizeof text, NULL) || jf_day_parse(text, &back, NULL) ||
            back != day || strcmp(last, text) >= 0)
            fail_msg("day %d is written %s", day, text);
        memcpy(last, text, sizeof last);
    }
}

static bool same(const jf_period *a, const jf_period *b)
{
    return a->kind == b->kind && a->fiscal_month == b->fiscal_month && a->first == b->first &&
           a->last == b->last;
}

static void assert_holds(const jf_period *period, jf_day day)
{
    jf_period other;

    if (jf_period_containing(day, period->kind, period->fiscal_month, &other, NULL) ||
        !same(period, &other))
        fail_msg("day %d is not in the period of kind %d from %d to %d", day, period->kind,
                 period->first, period->last);
}

static void assert_named_back(const jf_period *period)
{
    char name[JF_PERIOD_NAME_SIZE];
    jf_period other;

    if (jf_period_name(period, name, sizeof name, NULL) ||
        jf_period_parse(name, period->fiscal_month, &other, NULL) || !same(period, &other))
        fail_msg("%s does not name the period from %d to %d", name, period->first, period->last);
}

/* Months that lie between the starts of two periods. */
static int32_t months_between(jf_day first, jf_day next)
{
    jf_civil from = {0, 0, 0};
    jf_civil to = {0, 0, 0};

    assert_ok(jf_day_civil(first, &from, err));
    assert_ok(jf_day_civil(next, &to, err));
    assert_int_equal(from.day, 1);
    assert_int_equal(to.day, 1);
    return (to.year - from.year) * 12 + to.month - from.month;
}

/* From the first whole period to the last, each next to the one before. Gives their number. */
static int32_t walk(int32_t kind, int32_t fiscal_month, int32_t months, bool every_day)
{
    jf_period period;
    jf_period next;
    int32_t count = 1;
    jf_day first;

    assert_ok(jf_day_from_civil(1, months ? fiscal_month : 1, 1, &first, err));
    assert_ok(jf_period_containing(first, kind, fiscal_month, &period, err));
    assert_int_equal(period.first, first);
    for (;; count++) {
        jf_day step = every_day ? 1 : (period.last - period.first) / 3 + 1;
        jf_period back;

        for (jf_day day = period.first; day < period.last; day += step)
            assert_holds(&period, day);
        assert_holds(&period, period.last);
        assert_named_back(&period);
        if (jf_period_shift(&period, 1, &next, NULL))
            return count;
        assert_int_equal(next.first, period.last + 1);
        assert_ok(jf_period_shift(&next, -1, &back, err));
        assert_true(same(&back, &period));
        if (months)
            assert_int_equal(months_between(period.first, next.first), months);
        else
            assert_int_equal(next.first - period.first, 7);
        period = next;
    }
}

static void periods_of_every_kind_partition_the_time_line(void **state)
{
    (void)state;
    assert_int_equal(walk(JF_PERIOD_WEEK, 1, 0, true), 521722);
    assert_int_equal(walk(JF_PERIOD_MONTH, 1, 1, true), 119988);
    for (int32_t fiscal_month = 1; fiscal_month <= 12; fiscal_month++) {
        int32_t lost = fiscal_month == 1 ? 0 : 1;
        int32_t missing = fiscal_month - 1; /* months before the first start */

        assert_int_equal(walk(JF_PERIOD_YEAR, fiscal_month, 12, lost == 0), 9999 - lost);
        assert_int_equal(walk(JF_PERIOD_HALF, fiscal_month, 6, lost == 0), (119988 - missing) / 6);
        assert_int_equal(walk(JF_PERIOD_QUARTER, fiscal_month, 3, lost == 0),
                         (119988 - missing) / 3);
    }
}

/* A week belongs to the year of its Thursday; the first one of a year is week 1. */
static void iso_weeks_agree_with_counting(void **state)
{
    counted thursday = first_counted;
    int32_t week = 0;
    jf_day monday = JF_DAY_FIRST;

    (void)state;
    for (int i = 0; i < 3; i++)
        advance(&thursday);
    for (; monday + 6 <= JF_DAY_LAST; monday += 7) {
        char wanted[40];
        char name[JF_PERIOD_NAME_SIZE] = "";
        jf_period period;

        week = thursday.month == 1 && thursday.day <= 7 ? 1 : week + 1;
        (void)snprintf(wanted, sizeof wanted, "%04d-W%02d", thursday.year, week);
        if (jf_period_containing(monday + 6, JF_PERIOD_WEEK, 1, &period, NULL) ||
            jf_period_name(&period, name, sizeof name, NULL) || strcmp(name, wanted) != 0)
            fail_msg("the week of day %d is %s, not %s", monday, wanted, name);
        for (int i = 0; i < 7; i++)
            advance(&thursday);
    }
}

#define DAY_MAX 900
#define ORIGIN 18000 /* 2019-04-14, a Sunday */
#define BEYOND (-1)

/* A calendar as a list of days that are worked or not. */
typedef struct model {
    jf_calendar *calendar;
    int32_t count;
    bool worked[DAY_MAX];
} model;

static void mark(model *made, int32_t first, int32_t last, int32_t kind)
{
    assert_ok(jf_calendar_mark(made->calendar, ORIGIN + first, ORIGIN + last, kind, err));
    for (int32_t i = first; i <= last; i++)
        made->worked[i] = kind == JF_DAY_KIND_MAKEUP;
}

/* Whether the weekday of ORIGIN + i is Saturday or Sunday; ORIGIN is a Sunday. */
static bool is_weekend(int32_t i)
{
    return i % 7 == 0 || i % 7 == 6;
}

/* Holidays and make-up days in random stretches. */
static void make_model(model *made, jf__random *random)
{
    int32_t at = 0;

    made->calendar = jf_calendar_new(NULL, NULL);
    assert_non_null(made->calendar);
    made->count = 1 + (int32_t)jf__random_below(random, DAY_MAX);
    for (int32_t i = 0; i < made->count; i++)
        made->worked[i] = !is_weekend(i);
    while ((at += (int32_t)jf__random_below(random, 60)) < made->count) {
        int32_t last = at + (int32_t)jf__random_below(random, 9);

        if (jf__random_below(random, 3) == 0 && is_weekend(at))
            mark(made, at, at, JF_DAY_KIND_MAKEUP);
        else
            mark(made, at, last < made->count ? last : made->count - 1, JF_DAY_KIND_HOLIDAY);
        at = last + 1;
    }
    assert_ok(jf_calendar_set_known(made->calendar, ORIGIN, ORIGIN + made->count - 1, err));
    assert_ok(jf_calendar_seal(made->calendar, err));
}

static int64_t naive_count(const model *made, int32_t first, int32_t last)
{
    int64_t count = 0;

    for (int32_t i = first; i <= last; i++)
        count += made->worked[i];
    return count;
}

/* Walks one day at a time; BEYOND when the walk leaves the known days. */
static int32_t naive_add(const model *made, int32_t from, int32_t step)
{
    int32_t direction = step < 0 ? -1 : 1;
    int32_t left = step < 0 ? -step : step;
    int32_t at = step == 0 ? from - 1 : from;

    if (left == 0)
        left = 1;
    while (left > 0) {
        at += direction;
        if (at < 0 || at >= made->count)
            return BEYOND;
        left -= made->worked[at];
    }
    return at;
}

static void check_count(const model *made, jf__random *random)
{
    int32_t first = (int32_t)jf__random_below(random, (uint32_t)made->count);
    int32_t last =
        first - 1 + (int32_t)jf__random_below(random, (uint32_t)(made->count - first) + 1);
    int64_t wanted = naive_count(made, first, last);
    int64_t count = -1;
    jf_day low;
    jf_day high;

    assert_ok(
        jf_calendar_workday_count(made->calendar, ORIGIN + first, ORIGIN + last, &count, err));
    assert_int_equal(count, wanted);
    if (wanted == 0) {
        assert_fails(JF_E_NOT_FOUND, jf_calendar_workday_bounds(made->calendar, ORIGIN + first,
                                                                ORIGIN + last, &low, &high, err));
        return;
    }
    assert_ok(jf_calendar_workday_bounds(made->calendar, ORIGIN + first, ORIGIN + last, &low, &high,
                                         err));
    assert_int_equal(low - ORIGIN, naive_add(made, first, 0));
    assert_int_equal(high - ORIGIN, naive_add(made, last + 1, -1));
}

/* From the day before the known ones to the day after. */
static void check_add(const model *made, jf__random *random)
{
    int32_t from = (int32_t)jf__random_below(random, (uint32_t)made->count + 2) - 1;
    int32_t step =
        (int32_t)jf__random_below(random, (uint32_t)made->count + 20) - (made->count + 20) / 2;
    int32_t wanted = naive_add(made, from, step);
    jf_day day = JF_DAY_NONE;

    if (wanted == BEYOND) {
        assert_fails(JF_E_UNKNOWN_DAY,
                     jf_calendar_add_workdays(made->calendar, ORIGIN + from, step, &day, err));
        return;
    }
    assert_ok(jf_calendar_add_workdays(made->calendar, ORIGIN + from, step, &day, err));
    assert_int_equal(day - ORIGIN, wanted);
}

static void workdays_agree_with_naive_counting(void **state)
{
    jf__random random = {20231009};
    int rounds = jf_test_long() ? 20000 : 200;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        model made;

        make_model(&made, &random);
        for (int i = 0; i < 200; i++) {
            check_count(&made, &random);
            check_add(&made, &random);
        }
        jf_calendar_free(made.calendar);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_agrees_with_counting),
        cmocka_unit_test(every_day_is_read_back_as_it_is_written),
        cmocka_unit_test(periods_of_every_kind_partition_the_time_line),
        cmocka_unit_test(iso_weeks_agree_with_counting),
        cmocka_unit_test(workdays_agree_with_naive_counting),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.day_arithmetic", tests, NULL, NULL);
}
