/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/support.h"

#include <stdlib.h>

#include "jianfu/watch.h"

#define SECTION_COUNT 20

enum { ORGAN = 1, SECTION = 101, OTHER = 102, FIRM = 900 };
enum { DOCUMENT = 10, LETTER = 11 };

/* The municipal year: what each section issued in 2022 and in the first half of 2022 and 2023, and
 * its cap of 2023. */
static const struct {
    int64_t past;
    int64_t cap;
    int64_t past_half;
    int64_t half;
} sections[SECTION_COUNT] = {
    {62, 59, 29, 24}, {18, 17, 8, 8},   {24, 23, 11, 10}, {36, 34, 17, 14}, {31, 29, 14, 13},
    {28, 27, 13, 12}, {34, 32, 16, 14}, {22, 21, 10, 12}, {15, 14, 7, 12},  {26, 25, 12, 10},
    {14, 13, 6, 6},   {17, 16, 8, 7},   {44, 42, 20, 16}, {48, 46, 22, 16}, {20, 19, 9, 8},
    {12, 11, 6, 5},   {35, 33, 16, 22}, {16, 15, 7, 7},   {11, 11, 5, 8},   {17, 16, 8, 7},
};

typedef struct fixture {
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
    jf_ledger *ledger;
    jf_watch *watch;
    int64_t next_key;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    jf_error error = {0};

    assert_non_null(f);
    f->next_key = 1;
    f->calendar = jf_test_china(2022, 2023);
    f->units = assert_made(jf_tree_new(NULL, &error), &error);
    f->kinds = assert_made(jf_tree_new(NULL, &error), &error);
    assert_ok(jf_tree_add(f->units, ORGAN, 0, "示例市国资委", err));
    for (int64_t i = 0; i < SECTION_COUNT; i++)
        assert_ok(jf_tree_add(f->units, SECTION + i, ORGAN, "科", err));
    assert_ok(jf_tree_add(f->units, FIRM, 0, "集团", err));
    assert_ok(jf_tree_add(f->kinds, DOCUMENT, 0, "文件", err));
    assert_ok(jf_tree_add(f->kinds, LETTER, DOCUMENT, "函", err));
    f->ledger = assert_made(jf_ledger_new(f->calendar, f->units, f->kinds, NULL, &error), &error);
    f->watch = assert_made(jf_watch_new(f->calendar, NULL, NULL, &error), &error);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    jf_watch_free(f->watch);
    jf_ledger_free(f->ledger);
    jf_tree_free(f->units);
    jf_tree_free(f->kinds);
    jf_calendar_free(f->calendar);
    free(f);
    return 0;
}

static void issue(fixture *f, int64_t unit, int64_t kind, const char *day, int64_t count)
{
    jf_record record = {
        .size = sizeof record, .day = jf_test_day(day), .key = f->next_key++, .kind = kind};
    jf_line line = {.unit = unit, .count = count, .side = JF_SIDE_ISSUER};

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

static jf_limit limit_of(int64_t unit, int32_t period_kind, const char *day, int64_t amount)
{
    return (jf_limit){.size = sizeof(jf_limit),
                      .unit = unit,
                      .kind = DOCUMENT,
                      .period_kind = period_kind,
                      .day = jf_test_day(day),
                      .amount = amount};
}

static void set_limit(fixture *f, jf_limit limit)
{
    assert_ok(jf_ledger_set_limit(f->ledger, &limit, err));
}

static void evaluate(fixture *f, const char *today, int64_t season_unit)
{
    assert_ok(jf_watch_evaluate(f->watch, f->ledger, jf_test_day(today), season_unit, err));
}

static jf_warning warning_at(const fixture *f, size_t index)
{
    jf_warning warning = {.size = sizeof warning};

    assert_ok(jf_watch_warning_at(f->watch, index, &warning, err));
    return warning;
}

/* Evaluates one limit and gives what was found. */
static jf_warning only_warning(fixture *f, jf_limit limit, const char *today)
{
    set_limit(f, limit);
    evaluate(f, today, 0);
    assert_int_equal(jf_watch_warning_count(f->watch), 1);
    return warning_at(f, 0);
}

static void fill_municipal_year(fixture *f)
{
    for (int64_t i = 0; i < SECTION_COUNT; i++) {
        set_limit(f, limit_of(SECTION + i, JF_PERIOD_YEAR, "2023-01-01", sections[i].cap));
        issue(f, SECTION + i, DOCUMENT, "2022-06-30", sections[i].past_half);
        issue(f, SECTION + i, LETTER, "2022-12-30", sections[i].past - sections[i].past_half);
        issue(f, SECTION + i, LETTER, "2023-06-30", sections[i].half);
    }
    set_limit(f, limit_of(ORGAN, JF_PERIOD_YEAR, "2023-01-01", 503));
}

static void four_sections_of_the_municipal_year_are_red(void **state)
{
    const int64_t red[] = {8, 9, 17, 19};
    const int64_t percent[] = {124, 186, 145, 158};
    const int64_t small[] = {2, 11, 18};
    size_t red_count = 0;
    size_t small_count = 0;

    fill_municipal_year(*state);
    evaluate(*state, "2023-06-30", ORGAN);
    assert_int_equal(jf_watch_warning_count(((fixture *)*state)->watch), SECTION_COUNT + 1);
    for (int64_t section = 1; section <= SECTION_COUNT; section++) {
        jf_warning warning = warning_at(*state, (size_t)section - 1);

        assert_int_equal(warning.unit, SECTION + section - 1);
        assert_int_equal(warning.share_done, 244);
        assert_int_equal(warning.share_all, 530);
        if (warning.level == JF_ALERT_RED) {
            assert_int_equal(section, red[red_count]);
            assert_int_equal((warning.projected_permille + 5) / 10, percent[red_count++]);
            assert_int_equal(warning.cause, JF_CAUSE_PACE);
        } else {
            assert_int_equal(warning.level, JF_ALERT_GREEN);
        }
        if (warning.cause == JF_CAUSE_SMALL_COUNT)
            assert_int_equal(section, small[small_count++]);
    }
    assert_int_equal(red_count, 4);
    assert_int_equal(small_count, 3);
}

static void tv15_total_of_the_organ_hides_them(void **state)
{
    jf_warning organ;

    fill_municipal_year(*state);
    evaluate(*state, "2023-06-30", 0);
    organ = warning_at(*state, SECTION_COUNT);
    assert_int_equal(organ.unit, ORGAN);
    assert_int_equal(organ.kind, DOCUMENT);
    assert_int_equal(organ.first, jf_test_day("2023-01-01"));
    assert_int_equal(organ.last, jf_test_day("2023-12-31"));
    assert_int_equal(organ.used, 231);
    assert_int_equal(organ.limit, 503);
    assert_int_equal((organ.projected_milli + 50) / 100, 5018);
    assert_int_equal(organ.level, JF_ALERT_GREEN);
}

static void season_is_the_own_one_unless_asked(void **state)
{
    fill_municipal_year(*state);
    evaluate(*state, "2023-06-30", 0);
    assert_int_equal(warning_at(*state, 8).share_done, 7);
    assert_int_equal(warning_at(*state, 8).share_all, 15);
}

static void use_after_today_is_not_seen(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    issue(f, SECTION, LETTER, "2023-06-30", 5);
    issue(f, SECTION, LETTER, "2023-07-01", 3);
    issue(f, SECTION, LETTER, "2022-06-30", 2);
    issue(f, SECTION, LETTER, "2022-07-01", 2);
    warning = only_warning(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-12-31", 99), "2023-06-30");
    assert_int_equal(warning.used, 5);
    assert_int_equal(warning.share_done, 2);
    assert_int_equal(warning.share_all, 4);
    assert_int_equal(warning.projected_milli, 10000);
}

static void held_use_is_not_seen(void **state)
{
    fixture *f = *state;
    jf_record record = {
        .size = sizeof record, .day = jf_test_day("2023-06-30"), .key = 500, .kind = LETTER};
    jf_line line = {.unit = SECTION, .count = 7, .side = JF_SIDE_ISSUER};

    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    assert_int_equal(
        only_warning(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-12-31", 8), "2023-06-30").used, 0);
}

static void without_last_year_workdays_decide(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    issue(f, SECTION, LETTER, "2023-06-30", 231);
    warning = only_warning(f, limit_of(ORGAN, JF_PERIOD_YEAR, "2023-01-01", 503), "2023-06-30");
    assert_int_equal(warning.share_done, 123);
    assert_int_equal(warning.share_all, 249);
    assert_int_equal(warning.projected_milli, 467634);
}

static void season_unit_without_use_leaves_it_to_workdays(void **state)
{
    fixture *f = *state;

    issue(f, SECTION, LETTER, "2022-06-30", 10);
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 9));
    evaluate(f, "2023-06-30", FIRM);
    assert_int_equal(warning_at(f, 0).share_all, 249);
}

static void reference_is_the_same_period_of_last_year(void **state)
{
    const struct {
        int32_t kind;
        const char *before;
        const char *first;
        const char *last;
        const char *after;
    } periods[] = {
        {JF_PERIOD_YEAR, "2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01"},
        {JF_PERIOD_HALF, "2021-12-31", "2022-01-01", "2022-06-30", "2022-07-01"},
        {JF_PERIOD_QUARTER, "2022-03-31", "2022-04-01", "2022-06-30", "2022-07-01"},
        {JF_PERIOD_MONTH, "2022-04-30", "2022-05-01", "2022-05-31", "2022-06-01"},
        {JF_PERIOD_WEEK, "2022-05-15", "2022-05-16", "2022-05-22", "2022-05-23"},
    };
    fixture *f = *state;

    for (size_t i = 0; i < 5; i++) {
        int64_t unit = SECTION + (int64_t)i;

        issue(f, unit, LETTER, periods[i].before, 100000);
        issue(f, unit, LETTER, periods[i].first, 1);
        issue(f, unit, LETTER, "2022-05-17", 10);
        issue(f, unit, LETTER, "2022-05-18", 100);
        issue(f, unit, LETTER, periods[i].last, 1000);
        issue(f, unit, LETTER, periods[i].after, 100000);
        set_limit(f, limit_of(unit, periods[i].kind, "2023-05-17", 99));
    }
    evaluate(f, "2023-05-17", 0);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(warning_at(f, i).share_done, 11);
        assert_int_equal(warning_at(f, i).share_all, 1111);
    }
}

static void leap_day_refers_to_28_february(void **state)
{
    jf_error error = {0};
    fixture *f = *state;
    jf_warning warning;

    jf_watch_free(f->watch);
    jf_calendar_free(f->calendar);
    f->calendar = jf_test_china(2023, 2024);
    f->watch = assert_made(jf_watch_new(f->calendar, NULL, NULL, &error), &error);
    issue(f, SECTION, LETTER, "2023-02-28", 3);
    issue(f, SECTION, LETTER, "2023-03-01", 4);
    warning = only_warning(f, limit_of(SECTION, JF_PERIOD_YEAR, "2024-01-01", 9), "2024-02-29");
    assert_int_equal(warning.share_done, 3);
    assert_int_equal(warning.share_all, 7);
}

static void fiscal_years_are_followed(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(SECTION, JF_PERIOD_YEAR, "2023-05-01", 99);
    jf_warning warning;

    limit.fiscal_month = 4;
    issue(f, SECTION, LETTER, "2022-03-31", 1000);
    issue(f, SECTION, LETTER, "2022-04-01", 1);
    issue(f, SECTION, LETTER, "2023-03-31", 6);
    issue(f, SECTION, LETTER, "2023-04-01", 5);
    warning = only_warning(f, limit, "2023-05-17");
    assert_int_equal(warning.first, jf_test_day("2023-04-01"));
    assert_int_equal(warning.used, 5);
    assert_int_equal(warning.share_done, 1);
    assert_int_equal(warning.share_all, 7);
}

static void only_issuer_counts_of_this_period_are_watched(void **state)
{
    fixture *f = *state;
    jf_limit recipient = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 9);
    jf_limit amount = recipient;
    jf_limit items = recipient;

    recipient.side = JF_SIDE_RECIPIENT;
    amount.measure = JF_MEASURE_AMOUNT_1;
    items.measure = JF_MEASURE_ITEMS;
    set_limit(f, recipient);
    set_limit(f, amount);
    set_limit(f, items);
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2022-01-01", 9));
    set_limit(f, limit_of(SECTION, JF_PERIOD_HALF, "2023-07-01", 9));
    set_limit(f, limit_of(OTHER, JF_PERIOD_HALF, "2023-06-30", 9));
    evaluate(f, "2023-06-30", 0);
    assert_int_equal(jf_watch_warning_count(f->watch), 1);
    assert_int_equal(warning_at(f, 0).unit, OTHER);
}

static void what_is_no_number_is_no_limit(void **state)
{
    fixture *f = *state;
    jf_limit unlimited = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 0);
    jf_limit not_planned = limit_of(OTHER, JF_PERIOD_YEAR, "2023-01-01", 0);

    unlimited.state = JF_LIMIT_UNLIMITED;
    not_planned.state = JF_LIMIT_NOT_PLANNED;
    set_limit(f, unlimited);
    set_limit(f, not_planned);
    issue(f, SECTION, LETTER, "2023-06-30", 50);
    evaluate(f, "2023-06-30", 0);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(warning_at(f, i).level, JF_ALERT_GREEN);
        assert_int_equal(warning_at(f, i).cause, JF_CAUSE_NO_LIMIT);
    }
    assert_int_equal(warning_at(f, 0).used, 50);
}

static void limit_cut_below_its_use_is_red(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    issue(f, SECTION, LETTER, "2023-05-17", 12);
    warning = only_warning(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 10), "2023-05-17");
    assert_int_equal(warning.level_by_use, JF_ALERT_RED);
    assert_int_equal(warning.used_permille, 1200);
    assert_int_equal(warning.cause, JF_CAUSE_LEVEL);
}

static void each_evaluation_replaces_the_one_before(void **state)
{
    fixture *f = *state;

    assert_int_equal(jf_watch_warning_count(f->watch), 0);
    set_limit(f, limit_of(SECTION, JF_PERIOD_MONTH, "2023-05-01", 9));
    evaluate(f, "2023-05-17", 0);
    assert_int_equal(jf_watch_warning_count(f->watch), 1);
    evaluate(f, "2023-06-17", 0);
    assert_int_equal(jf_watch_warning_count(f->watch), 0);
}

static void rules_of_the_watch_are_used(void **state)
{
    fixture *f = *state;
    jf_watch_rules rules = {.size = sizeof rules, .level_watch_permille = 100, .pace_off = 1};
    jf_error error = {0};

    jf_watch_free(f->watch);
    f->watch = assert_made(jf_watch_new(f->calendar, &rules, NULL, &error), &error);
    issue(f, SECTION, LETTER, "2023-05-17", 1);
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 10));
    evaluate(f, "2023-05-17", 0);
    assert_int_equal(warning_at(f, 0).level, JF_ALERT_WATCH);
    assert_int_equal(warning_at(f, 0).projected_milli, -1);
}

static void failed_evaluation_keeps_the_warnings_before(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 9));
    set_limit(f, limit_of(OTHER, JF_PERIOD_YEAR, "2023-01-01", 9));
    set_limit(f, limit_of(ORGAN, JF_PERIOD_YEAR, "2025-01-01", 9));
    issue(f, SECTION, LETTER, "2022-06-30", 4);
    evaluate(f, "2023-06-30", ORGAN);
    assert_fails(JF_E_NOT_FOUND, jf_watch_evaluate(f->watch, f->ledger, jf_test_day("2023-06-30"),
                                                   777, err));
    assert_fails(JF_E_RANGE, jf_watch_evaluate(f->watch, f->ledger, JF_DAY_LAST + 1, 0, err));
    assert_fails(JF_E_RANGE, jf_watch_evaluate(f->watch, f->ledger, JF_DAY_FIRST, 0, err));
    assert_fails(JF_E_UNKNOWN_DAY, jf_watch_evaluate(f->watch, f->ledger,
                                                     jf_test_day("2025-06-30"), 0, err));
    assert_int_equal(jf_watch_warning_count(f->watch), 2);
    assert_int_equal(warning_at(f, 1).unit, OTHER);
    assert_int_equal(warning_at(f, 1).share_all, 4);
}

static void numbers_beyond_64_bits_are_an_overflow(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 9));
    issue(f, SECTION, LETTER, "2022-06-30", INT64_MAX / 2);
    issue(f, SECTION, LETTER, "2022-07-30", INT64_MAX / 2);
    issue(f, SECTION, LETTER, "2022-08-30", 1);
    evaluate(f, "2023-06-30", FIRM);
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", INT64_MAX));
    assert_fails(JF_E_OVERFLOW, jf_watch_evaluate(f->watch, f->ledger, jf_test_day("2023-06-30"),
                                                  FIRM, err));
}

static void calendar_may_be_freed_before_the_watch(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_error error = {0};
    jf_watch *watch = assert_made(jf_watch_new(calendar, NULL, NULL, &error), &error);
    fixture *f = *state;

    jf_calendar_free(calendar);
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 9));
    assert_ok(jf_watch_evaluate(watch, f->ledger, jf_test_day("2023-06-30"), 0, err));
    jf_watch_free(watch);
    jf_watch_free(NULL);
}

static void new_refuses_bad_arguments(void **state)
{
    fixture *f = *state;
    jf_calendar *open_calendar = jf_test_calendar_new(0);
    jf_watch_rules rules = {.size = sizeof rules, .pace_off = 2};
    jf_watch_options opts = {.size = 0};
    jf_error error = {0};

    assert_null(jf_watch_new(NULL, NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_watch_new(f->calendar, &rules, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_watch_new(f->calendar, NULL, &opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_watch_new(open_calendar, NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    assert_null(jf_watch_new(open_calendar, NULL, NULL, NULL));
    jf_calendar_free(open_calendar);
}

static void arguments_must_be_given(void **state)
{
    fixture *f = *state;
    jf_warning warning = {.size = sizeof warning};
    jf_warning unsized = {.size = 0};

    assert_fails(JF_E_ARGUMENT, jf_watch_evaluate(NULL, f->ledger, 19000, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_watch_evaluate(f->watch, NULL, 19000, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_watch_warning_at(NULL, 0, &warning, err));
    assert_fails(JF_E_ARGUMENT, jf_watch_warning_at(f->watch, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_watch_warning_at(f->watch, 0, &unsized, err));
    assert_fails(JF_E_RANGE, jf_watch_warning_at(f->watch, 0, &warning, err));
    assert_int_equal(jf_watch_warning_count(NULL), 0);
}

#define with_watch(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_watch(four_sections_of_the_municipal_year_are_red),
        with_watch(tv15_total_of_the_organ_hides_them),
        with_watch(season_is_the_own_one_unless_asked),
        with_watch(use_after_today_is_not_seen),
        with_watch(held_use_is_not_seen),
        with_watch(without_last_year_workdays_decide),
        with_watch(season_unit_without_use_leaves_it_to_workdays),
        with_watch(reference_is_the_same_period_of_last_year),
        with_watch(leap_day_refers_to_28_february),
        with_watch(fiscal_years_are_followed),
        with_watch(only_issuer_counts_of_this_period_are_watched),
        with_watch(what_is_no_number_is_no_limit),
        with_watch(limit_cut_below_its_use_is_red),
        with_watch(each_evaluation_replaces_the_one_before),
        with_watch(rules_of_the_watch_are_used),
        with_watch(failed_evaluation_keeps_the_warnings_before),
        with_watch(numbers_beyond_64_bits_are_an_overflow),
        with_watch(calendar_may_be_freed_before_the_watch),
        with_watch(new_refuses_bad_arguments),
        with_watch(arguments_must_be_given),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.watch", tests, NULL, NULL);
}
