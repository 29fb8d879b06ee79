/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"

static jf_period parsed(const char *name, int32_t fiscal_month)
{
    jf_period period = {0, 0, 0, 0};

    assert_ok(jf_period_parse(name, fiscal_month, &period, err));
    return period;
}

static void assert_days(const jf_period *period, const char *first, const char *last)
{
    assert_int_equal(period->first, jf_test_day(first));
    assert_int_equal(period->last, jf_test_day(last));
}

static void assert_named(const jf_period *period, const char *wanted)
{
    char name[JF_PERIOD_NAME_SIZE];

    assert_ok(jf_period_name(period, name, sizeof name, err));
    assert_string_equal(name, wanted);
}

static void containing_finds_every_kind(void **state)
{
    static const struct {
        const char *day;
        int32_t kind;
        int32_t fiscal_month;
        const char *first;
        const char *last;
        const char *name;
    } known[] = {
        {"2023-05-17", JF_PERIOD_YEAR, 1, "2023-01-01", "2023-12-31", "2023"},
        {"2023-06-30", JF_PERIOD_HALF, 1, "2023-01-01", "2023-06-30", "2023-H1"},
        {"2023-07-01", JF_PERIOD_HALF, 1, "2023-07-01", "2023-12-31", "2023-H2"},
        {"2023-09-30", JF_PERIOD_QUARTER, 1, "2023-07-01", "2023-09-30", "2023-Q3"},
        {"2024-02-29", JF_PERIOD_MONTH, 1, "2024-02-01", "2024-02-29", "2024-02"},
        {"2023-02-15", JF_PERIOD_WEEK, 1, "2023-02-13", "2023-02-19", "2023-W07"},
        {"2023-01-01", JF_PERIOD_WEEK, 1, "2022-12-26", "2023-01-01", "2022-W52"},
        {"2021-01-03", JF_PERIOD_WEEK, 1, "2020-12-28", "2021-01-03", "2020-W53"},
        {"2024-12-30", JF_PERIOD_WEEK, 1, "2024-12-30", "2025-01-05", "2025-W01"},
        {"2023-03-31", JF_PERIOD_YEAR, 4, "2022-04-01", "2023-03-31", "2022"},
        {"2023-04-01", JF_PERIOD_YEAR, 4, "2023-04-01", "2024-03-31", "2023"},
        {"2024-01-31", JF_PERIOD_HALF, 4, "2023-10-01", "2024-03-31", "2023-H2"},
        {"2024-01-31", JF_PERIOD_QUARTER, 4, "2024-01-01", "2024-03-31", "2023-Q4"},
        {"2024-01-31", JF_PERIOD_QUARTER, 12, "2023-12-01", "2024-02-29", "2023-Q1"},
        {"0001-01-01", JF_PERIOD_WEEK, 1, "0001-01-01", "0001-01-07", "0001-W01"},
        {"9999-12-31", JF_PERIOD_YEAR, 1, "9999-01-01", "9999-12-31", "9999"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        jf_period period;

        assert_ok(jf_period_containing(jf_test_day(known[i].day), known[i].kind,
                                       known[i].fiscal_month, &period, err));
        assert_int_equal(period.kind, known[i].kind);
        assert_int_equal(period.fiscal_month, known[i].fiscal_month);
        assert_days(&period, known[i].first, known[i].last);
        assert_named(&period, known[i].name);
    }
}

static void fiscal_month_is_ignored_for_months_and_weeks(void **state)
{
    jf_period period;

    (void)state;
    assert_ok(jf_period_containing(jf_test_day("2023-05-17"), JF_PERIOD_MONTH, 4, &period, err));
    assert_int_equal(period.fiscal_month, 1);
    assert_named(&period, "2023-05");
    assert_ok(jf_period_containing(jf_test_day("2023-05-17"), JF_PERIOD_WEEK, 12, &period, err));
    assert_int_equal(period.fiscal_month, 1);
    period = parsed("2023-05", 4);
    assert_days(&period, "2023-05-01", "2023-05-31");
    assert_int_equal(period.fiscal_month, 1);
    assert_int_equal(parsed("2023-W20", 4).fiscal_month, 1);
}

static void fiscal_month_zero_means_january(void **state)
{
    jf_period period;

    (void)state;
    assert_ok(jf_period_containing(0, JF_PERIOD_YEAR, 0, &period, err));
    assert_int_equal(period.fiscal_month, 1);
    assert_days(&period, "1970-01-01", "1970-12-31");
    assert_int_equal(parsed("1970", 0).fiscal_month, 1);
}

static void containing_refuses_another_kind_or_month(void **state)
{
    jf_period period;
    jf_error error;

    (void)state;
    assert_int_equal(jf_period_containing(0, 0, 1, &period, &error), JF_E_ARGUMENT);
    assert_fails(JF_E_ARGUMENT, jf_period_containing(0, 6, 1, &period, err));
    assert_fails(JF_E_ARGUMENT, jf_period_containing(0, INT32_MIN, 1, &period, err));
    assert_int_equal(jf_period_containing(0, JF_PERIOD_YEAR, 13, &period, &error), JF_E_ARGUMENT);
    assert_string_equal(error.message, "fiscal month 13 is outside 1 to 12");
    assert_fails(JF_E_ARGUMENT, jf_period_containing(0, JF_PERIOD_WEEK, -1, &period, err));
    assert_fails(JF_E_ARGUMENT, jf_period_containing(JF_DAY_NONE, 0, 1, &period, err));
}

static void containing_refuses_days_and_periods_outside_the_range(void **state)
{
    jf_period period = {77, 0, 0, 0};

    (void)state;
    assert_fails(JF_E_RANGE, jf_period_containing(JF_DAY_NONE, 1, 1, &period, err));
    assert_fails(JF_E_RANGE, jf_period_containing(JF_DAY_LAST + 1, 1, 1, &period, err));
    assert_fails(JF_E_RANGE, jf_period_containing(JF_DAY_LAST, JF_PERIOD_WEEK, 1, &period, err));
    assert_fails(JF_E_RANGE, jf_period_containing(JF_DAY_LAST, JF_PERIOD_YEAR, 2, &period, err));
    assert_fails(JF_E_RANGE, jf_period_containing(JF_DAY_FIRST, JF_PERIOD_YEAR, 2, &period, err));
    assert_fails(JF_E_RANGE,
                 jf_period_containing(JF_DAY_FIRST, JF_PERIOD_QUARTER, 12, &period, err));
    assert_int_equal(period.kind, 77);
}

static void shift_moves_by_whole_periods(void **state)
{
    static const struct {
        const char *from;
        int32_t step;
        const char *to;
    } known[] = {
        {"2023", 1, "2024"},          {"2023", -22, "2001"},
        {"2023-H2", 1, "2024-H1"},    {"2023-Q1", -1, "2022-Q4"},
        {"2023-Q3", 0, "2023-Q3"},    {"2023-12", 1, "2024-01"},
        {"2023-01", -13, "2021-12"},  {"2020-W53", 1, "2021-W01"},
        {"2023-W01", -1, "2022-W52"}, {"0001-01", 119987, "9999-12"},
        {"9999", -9998, "0001"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        jf_period period = parsed(known[i].from, 1);

        assert_ok(jf_period_shift(&period, known[i].step, &period, err));
        assert_named(&period, known[i].to);
    }
}

static void shift_keeps_the_fiscal_month(void **state)
{
    jf_period period = parsed("2022-Q4", 4);

    (void)state;
    assert_days(&period, "2023-01-01", "2023-03-31");
    assert_ok(jf_period_shift(&period, 1, &period, err));
    assert_int_equal(period.fiscal_month, 4);
    assert_named(&period, "2023-Q1");
    assert_days(&period, "2023-04-01", "2023-06-30");
}

static void shift_refuses_to_leave_the_range(void **state)
{
    static const char *const names[] = {"2023", "2023-H1", "2023-Q1", "2023-05", "2023-W07"};
    static const int32_t steps[] = {INT32_MIN, -2000000, 2000000, INT32_MAX};
    jf_period last = parsed("9999", 1);
    jf_period first = parsed("0001-W01", 1);

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (size_t j = 0; j < sizeof steps / sizeof steps[0]; j++) {
            jf_period period = parsed(names[i], 1);
            jf_period out = {77, 0, 0, 0};

            assert_fails(JF_E_RANGE, jf_period_shift(&period, steps[j], &out, err));
            assert_int_equal(out.kind, 77);
        }
    assert_fails(JF_E_RANGE, jf_period_shift(&last, 1, &last, err));
    assert_fails(JF_E_RANGE, jf_period_shift(&first, -1, &first, err));
}

static void what_is_not_a_period_is_refused(void **state)
{
    jf_period good = parsed("2023-Q3", 4);
    jf_period bad[9];
    char name[JF_PERIOD_NAME_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        bad[i] = good;
    bad[0].kind = 0;
    bad[1].kind = JF_PERIOD_WEEK + 1;
    bad[2].kind = JF_PERIOD_HALF;
    bad[3].fiscal_month = 0;
    bad[4].fiscal_month = 5;
    bad[5].fiscal_month = 13;
    bad[6].first++;
    bad[7].last--;
    bad[8].first = JF_DAY_NONE;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_fails(JF_E_ARGUMENT, jf_period_shift(&bad[i], 1, &good, err));
        assert_fails(JF_E_ARGUMENT, jf_period_name(&bad[i], name, sizeof name, err));
    }
    good = parsed("2023-05", 1);
    good.fiscal_month = 4;
    assert_fails(JF_E_ARGUMENT, jf_period_shift(&good, 1, &good, err));
}

static void parse_gives_the_named_days(void **state)
{
    jf_period period = parsed("2025-H1", 1);

    (void)state;
    assert_int_equal(period.kind, JF_PERIOD_HALF);
    assert_days(&period, "2025-01-01", "2025-06-30");
    period = parsed("2025", 9);
    assert_days(&period, "2025-09-01", "2026-08-31");
    period = parsed("2020-W53", 1);
    assert_days(&period, "2020-12-28", "2021-01-03");
    period = parsed("2026-W01", 1);
    assert_days(&period, "2025-12-29", "2026-01-04");
    period = parsed("0001-12", 1);
    assert_days(&period, "0001-12-01", "0001-12-31");
}

static void parse_refuses_every_other_form(void **state)
{
    static const char *const forms[] = {
        "",         "2",        "202",     "2023-",     "2023-H",     "2023-H11", "2023-Q",
        "2023-Q33", "2023-W",   "2023-W7", "2023-W077", "2023-5",     "2023-005", "2023-x5",
        "2023H1",   "2023-h1",  "2023-q1", "2023-w07",  " 2023",      "2023 ",    "20234",
        "x023",     "2023-W-7", "2023-Hx", "2023-05-",  "2023-05-01", "2023年",
    };

    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        jf_period period = {77, 0, 0, 0};

        assert_fails(JF_E_TEXT, jf_period_parse(forms[i], 1, &period, err));
        assert_int_equal(period.kind, 77);
    }
}

static void parse_refuses_periods_that_do_not_exist(void **state)
{
    static const struct {
        const char *name;
        int32_t fiscal_month;
    } missing[] = {
        {"2023-H0", 1},  {"2023-H3", 1},  {"2023-Q0", 1},  {"2023-Q5", 1},  {"2023-00", 1},
        {"2023-13", 1},  {"2023-99", 1},  {"2023-W00", 1}, {"2023-W53", 1}, {"2023-W99", 1},
        {"0000", 1},     {"0000-12", 1},  {"0000-W52", 1}, {"9999", 2},     {"9999-H2", 2},
        {"9999-W52", 1}, {"9999-W53", 1}, {"9999-Q4", 12},
    };

    (void)state;
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        jf_period period = {77, 0, 0, 0};

        assert_fails(JF_E_RANGE,
                     jf_period_parse(missing[i].name, missing[i].fiscal_month, &period, err));
        assert_int_equal(period.kind, 77);
    }
}

static void parse_refuses_another_fiscal_month_first(void **state)
{
    jf_period period;

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_period_parse("2023", 13, &period, err));
    assert_fails(JF_E_ARGUMENT, jf_period_parse("nonsense", -1, &period, err));
}

static void parse_says_which_period_is_missing(void **state)
{
    jf_period period;
    jf_error error;

    (void)state;
    assert_int_equal(jf_period_parse("2023-H3", 1, &period, &error), JF_E_RANGE);
    assert_string_equal(error.message, "2023 has no half 3");
    assert_int_equal(jf_period_parse("2023-Q5", 1, &period, &error), JF_E_RANGE);
    assert_string_equal(error.message, "2023 has no quarter 5");
    assert_int_equal(jf_period_parse("2023-13", 1, &period, &error), JF_E_RANGE);
    assert_string_equal(error.message, "2023 has no month 13");
    assert_int_equal(jf_period_parse("2023-W53", 1, &period, &error), JF_E_RANGE);
    assert_string_equal(error.message, "2023 has no week 53");
}

static void name_refuses_a_small_buffer(void **state)
{
    jf_period period = parsed("2023", 1);
    char name[JF_PERIOD_NAME_SIZE] = "untouched";

    (void)state;
    assert_fails(JF_E_RANGE, jf_period_name(&period, name, JF_PERIOD_NAME_SIZE - 1, err));
    assert_string_equal(name, "untouched");
    period.first++;
    assert_fails(JF_E_ARGUMENT, jf_period_name(&period, name, 0, err));
}

static void null_is_an_argument_error(void **state)
{
    jf_period period = parsed("2023", 1);
    char name[JF_PERIOD_NAME_SIZE];

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_period_containing(0, 1, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_period_shift(NULL, 1, &period, err));
    assert_fails(JF_E_ARGUMENT, jf_period_shift(&period, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_period_parse(NULL, 1, &period, err));
    assert_fails(JF_E_ARGUMENT, jf_period_parse("2023", 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_period_name(NULL, name, sizeof name, err));
    assert_fails(JF_E_ARGUMENT, jf_period_name(&period, NULL, sizeof name, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(containing_finds_every_kind),
        cmocka_unit_test(fiscal_month_is_ignored_for_months_and_weeks),
        cmocka_unit_test(fiscal_month_zero_means_january),
        cmocka_unit_test(containing_refuses_another_kind_or_month),
        cmocka_unit_test(containing_refuses_days_and_periods_outside_the_range),
        cmocka_unit_test(shift_moves_by_whole_periods),
        cmocka_unit_test(shift_keeps_the_fiscal_month),
        cmocka_unit_test(shift_refuses_to_leave_the_range),
        cmocka_unit_test(what_is_not_a_period_is_refused),
        cmocka_unit_test(parse_gives_the_named_days),
        cmocka_unit_test(parse_refuses_every_other_form),
        cmocka_unit_test(parse_refuses_periods_that_do_not_exist),
        cmocka_unit_test(parse_refuses_another_fiscal_month_first),
        cmocka_unit_test(parse_says_which_period_is_missing),
        cmocka_unit_test(name_refuses_a_small_buffer),
        cmocka_unit_test(null_is_an_argument_error),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("calendar.period", tests, NULL, NULL);
}
