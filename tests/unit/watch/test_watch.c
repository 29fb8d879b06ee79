/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "jianfu/ledger_units.h"

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
    assert_fails(JF_E_NOT_FOUND,
                 jf_watch_evaluate(f->watch, f->ledger, jf_test_day("2023-06-30"), 777, err));
    assert_fails(JF_E_RANGE, jf_watch_evaluate(f->watch, f->ledger, JF_DAY_LAST + 1, 0, err));
    assert_fails(JF_E_RANGE, jf_watch_evaluate(f->watch, f->ledger, JF_DAY_FIRST, 0, err));
    assert_fails(JF_E_UNKNOWN_DAY,
                 jf_watch_evaluate(f->watch, f->ledger, jf_test_day("2025-06-30"), 0, err));
    assert_int_equal(jf_watch_warning_count(f->watch), 2);
    assert_int_equal(warning_at(f, 1).unit, OTHER);
    assert_int_equal(warning_at(f, 1).share_all, 4);
}

static void numbers_beyond_64_bits_are_an_overflow(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 9));
    issue(f, SECTION, LETTER, "2022-06-30", INT64_MAX - 9);
    issue(f, SECTION, LETTER, "2023-06-30", 9);
    evaluate(f, "2023-06-30", FIRM);
    assert_fails(JF_E_OVERFLOW,
                 jf_watch_evaluate(f->watch, f->ledger, jf_test_day("2023-06-30"), 0, err));
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", INT64_MAX));
    assert_fails(JF_E_OVERFLOW,
                 jf_watch_evaluate(f->watch, f->ledger, jf_test_day("2023-06-30"), FIRM, err));
}

/* A series lists records, and so those of a divided unit with its first heir alone. */
static void use_that_was_divided_is_that_of_the_balance(void **state)
{
    fixture *f = *state;
    const jf_reform reform = {
        .size = sizeof reform, .day = jf_test_day("2023-05-01"), .key = 900, .unit = SECTION};
    const int64_t parts[] = {OTHER, SECTION + 2};
    const int64_t shares[] = {3, 2};

    issue(f, SECTION, LETTER, "2022-03-01", 5);
    issue(f, SECTION, LETTER, "2023-02-01", 10);
    assert_ok(jf_ledger_split_unit(f->ledger, &reform, parts, 2, shares, 2, NULL, err));
    for (size_t i = 0; i < 2; i++) {
        jf_limit limit = limit_of(parts[i], JF_PERIOD_YEAR, "2023-01-01", 50);
        jf_balance balance = {.size = sizeof balance};

        set_limit(f, limit);
        evaluate(f, "2023-06-30", 0);
        assert_ok(jf_ledger_balance(f->ledger, &limit, &balance, err));
        assert_int_equal(balance.used, i == 0 ? 6 : 4);
        assert_int_equal(warning_at(f, i).used, balance.used);
        assert_int_equal(warning_at(f, i).share_all, i == 0 ? 3 : 2);
    }
}

/* What is divided later than the period lies with who had it then. */
static void a_merger_after_the_period_leaves_its_use_where_it_is(void **state)
{
    fixture *f = *state;
    const jf_reform reform = {
        .size = sizeof reform, .day = jf_test_day("2023-08-01"), .key = 900, .unit = OTHER};

    issue(f, SECTION, LETTER, "2023-06-01", 4);
    issue(f, OTHER, LETTER, "2023-06-01", 10);
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, SECTION, NULL, err));
    assert_int_equal(
        only_warning(f, limit_of(SECTION, JF_PERIOD_QUARTER, "2023-06-01", 50), "2023-06-15").used,
        4);
}

/* Ten a month on average are 50 at the end of May. */
static void an_average_is_held_against_the_months_begun(void **state)
{
    fixture *f = *state;
    jf_limit average = limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 10);
    jf_warning warning;

    average.window = JF_WINDOW_AVERAGE;
    issue(f, SECTION, LETTER, "2022-02-01", 20);
    issue(f, SECTION, LETTER, "2022-05-31", 10);
    issue(f, SECTION, LETTER, "2022-06-01", 90);
    issue(f, SECTION, LETTER, "2023-02-01", 30);
    warning = only_warning(f, average, "2023-05-15");
    assert_int_equal(warning.limit, 50);
    assert_int_equal(warning.used_permille, 600);
    assert_int_equal(warning.first, jf_test_day("2023-01-01"));
    assert_int_equal(warning.last, jf_test_day("2023-05-31"));
    assert_int_equal(warning.share_done, 20);
    assert_int_equal(warning.share_all, 30);
    assert_int_equal(warning.level, JF_ALERT_GREEN);
    average.amount = INT64_MAX / 4;
    set_limit(f, average);
    assert_fails(JF_E_OVERFLOW,
                 jf_watch_evaluate(f->watch, f->ledger, jf_test_day("2023-05-15"), 0, err));
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

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_watch(use_after_today_is_not_seen),
        with_watch(held_use_is_not_seen),
        with_watch(only_issuer_counts_of_this_period_are_watched),
        with_watch(what_is_no_number_is_no_limit),
        with_watch(limit_cut_below_its_use_is_red),
        with_watch(each_evaluation_replaces_the_one_before),
        with_watch(rules_of_the_watch_are_used),
        with_watch(failed_evaluation_keeps_the_warnings_before),
        with_watch(numbers_beyond_64_bits_are_an_overflow),
        with_watch(use_that_was_divided_is_that_of_the_balance),
        with_watch(a_merger_after_the_period_leaves_its_use_where_it_is),
        with_watch(an_average_is_held_against_the_months_begun),
        with_watch(calendar_may_be_freed_before_the_watch),
        with_watch(new_refuses_bad_arguments),
        with_watch(arguments_must_be_given),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.watch", tests, NULL, NULL);
}
