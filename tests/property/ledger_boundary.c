/* SPDX-License-Identifier: Apache-2.0 */
/* Back-dated facts on each boundary of a period, one day before and one after: of every kind of
 * period and every fiscal month, of windows, entered in all orders, with a later fact there
 * already. Each counts where its day says, and nowhere else. The first day of a period is found by
 * walking over civil dates, not by the library's periods. */
#include "unit/ledger/fixture.h"

enum { FACTS = 6 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The month of a day, counted from January of year 1970, and the first day of that month. */
static int month_of(jf_day day, jf_day *first_out)
{
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int month = 0;
    jf_day first = 0;

    for (;;) {
        int length = lengths[month % 12] + (month % 12 == 1 && is_leap(1970 + month / 12));

        if (day < first + length)
            break;
        first += length;
        month++;
    }
    *first_out = first;
    return month;
}

static int period_number(jf_day day, int32_t kind, int fiscal_month)
{
    static const int months[] = {1, 12, 6, 3, 1};
    jf_day first;
    int shift = kind == JF_PERIOD_MONTH ? 0 : fiscal_month - 1;

    if (kind == JF_PERIOD_WEEK)
        return (day + 3) / 7; /* 1970-01-01 was a Thursday */
    return (month_of(day, &first) + 120 - shift) / months[kind];
}

static void bounds(jf_day day, int32_t kind, int fiscal_month, jf_day *first, jf_day *last)
{
    *first = *last = day;
    while (period_number(*first - 1, kind, fiscal_month) == period_number(day, kind, fiscal_month))
        (*first)--;
    while (period_number(*last + 1, kind, fiscal_month) == period_number(day, kind, fiscal_month))
        (*last)++;
}

static void issue_at(fixture *f, int64_t key, jf_day day, jf_status wanted)
{
    jf_record record = record_of(key, FORMAL, day);
    jf_line line = issuer(TEAM, 1);

    assert_fails(wanted, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

/* Facts around both ends, beginning with the `start`-th; one in the middle comes first. */
static void enter_around(fixture *f, jf_limit limit, int start, bool is_late)
{
    const jf_day middle = limit.day;
    jf_day first;
    jf_day last;

    bounds(middle, limit.period_kind, limit.fiscal_month, &first, &last);
    f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
    limit.amount = 5;
    if (!is_late)
        set_limit(f, limit);
    issue_at(f, 100, middle, JF_OK);
    for (int i = 0; i < FACTS; i++) {
        const jf_day days[FACTS] = {first - 1, first, first + 1, last - 1, last, last + 1};

        issue_at(f, 1 + i, days[(start + i) % FACTS], JF_OK);
    }
    if (is_late)
        set_limit(f, limit);
    assert_balance(f, limit, 5, 0);
    for (int i = 0; i < 2; i++) {
        limit.day = i ? last + 1 : first - 1;
        assert_balance(f, limit, 1, 0);
        limit.day = i ? last : first;
        issue_at(f, 200 + i, limit.day, JF_E_LIMIT);
    }
    issue_at(f, 300, first - 1, JF_OK);
    issue_at(f, 301, last + 1, JF_OK);
    jf_ledger_free(f->ledger);
    f->ledger = NULL;
}

static void back_dated_fact_counts_in_the_period_of_its_day(void **state)
{
    static const jf_day middles[] = {MARCH, 19783 /* 2024-03-01 */, 18628 /* 2021-01-01 */};
    fixture *f = *state;

    jf_ledger_free(f->ledger);
    for (size_t i = 0; i < sizeof middles / sizeof middles[0]; i++)
        for (int32_t kind = JF_PERIOD_YEAR; kind <= JF_PERIOD_WEEK; kind++)
            for (int month = 1; month <= 12; month++) {
                jf_limit limit = limit_of(ORGAN, ALL, 0);
                jf_day first;
                jf_day last;

                limit.period_kind = kind;
                limit.fiscal_month = month;
                bounds(middles[i], kind, month, &first, &last);
                limit.day = first + (last - first) / 2;
                for (int start = 0; start < FACTS; start += (int)jf_test_stride()) {
                    enter_around(f, limit, start, false);
                    enter_around(f, limit, start, true);
                }
            }
}

/* A window of n days that ends on a day: the fact n - 1 days before counts, the one before not. */
static void back_dated_fact_counts_in_the_windows_of_its_day(void **state)
{
    fixture *f = *state;

    for (int32_t days = 2; days <= 366; days += 26) {
        jf_limit limit = {.size = sizeof limit, .unit = ORGAN, .kind = ALL, .day = MARCH,
                          .window = JF_WINDOW_ROLLING, .window_days = days, .amount = 2};
        int64_t key = days * 10;

        jf_ledger_free(f->ledger);
        f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
        set_limit(f, limit);
        issue_at(f, key, MARCH, JF_OK);
        issue_at(f, key + 1, MARCH, JF_OK);
        issue_at(f, key + 2, MARCH - days + 1, JF_E_LIMIT);
        issue_at(f, key + 3, MARCH + days - 1, JF_E_LIMIT);
        issue_at(f, key + 4, MARCH - days, JF_OK);
        issue_at(f, key + 5, MARCH + days, JF_OK);
        assert_balance(f, limit, 2, 0);
        limit.day = MARCH - 1;
        assert_balance(f, limit, 1, 0);
    }
}

/* On each side of every end of a month: what was allowed by then is not passed by a late fact. */
static void back_dated_fact_keeps_the_average_of_every_month_end(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 1);
    jf_day first = MARCH - 73;

    limit.window = JF_WINDOW_AVERAGE;
    for (int month = 1; month <= 11; month++) {
        jf_day next = first;

        jf_ledger_free(f->ledger);
        f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
        set_limit(f, limit);
        while (period_number(next, JF_PERIOD_MONTH, 1) <
               period_number(first, JF_PERIOD_MONTH, 1) + month)
            next++;
        for (int i = 0; i < month + 1; i++)
            issue_at(f, 1 + i, next, JF_OK); /* all that is allowed by the next month */
        issue_at(f, 100, next, JF_E_LIMIT);
        issue_at(f, 101, next - 1, JF_E_LIMIT);
        issue_at(f, 102, first, JF_E_LIMIT);
        assert_balance(f, limit_of(ORGAN, ALL, 0), month + 1, 0);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(back_dated_fact_counts_in_the_period_of_its_day),
        fixture_test(back_dated_fact_counts_in_the_windows_of_its_day),
        fixture_test(back_dated_fact_keeps_the_average_of_every_month_end),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_boundary", tests, NULL, NULL);
}
