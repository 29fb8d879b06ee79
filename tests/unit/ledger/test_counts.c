/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "jianfu/register.h"

#define MONTH 4 /* of the query's periods: 2023-01 to 2023-04 */

static jf_count_query months(int32_t count)
{
    return (jf_count_query){.size = sizeof(jf_count_query),
                            .period_kind = JF_PERIOD_MONTH,
                            .day = MARCH - 73, /* 2023-01-01 */
                            .period_count = count};
}

static jf_count_query years(jf_day day)
{
    return (jf_count_query){
        .size = sizeof(jf_count_query), .period_kind = JF_PERIOD_YEAR, .day = day};
}

static void record(fixture *f, fixture_verb verb, int64_t key, int64_t kind, jf_day day,
                   const jf_line *lines, size_t line_count)
{
    jf_record made = record_of(key, kind, day);

    assert_ok(verb(f->ledger, &made, lines, line_count, NULL, err));
}

static void issue_on(fixture *f, int64_t key, int64_t unit, int64_t kind, jf_day day, int64_t count)
{
    jf_line line = issuer(unit, count);

    record(f, jf_ledger_issue, key, kind, day, &line, 1);
}

static void cells_are_counted_in_each_period(void **state)
{
    fixture *f = *state;
    const jf_cell cells[] = {{ORGAN, ALL}, {SECTION, DOCUMENT}, {TEAM, MEETING}, {OTHER, LETTER}};
    const int64_t wanted[] = {0, 0, 9, 5, 0, 0, 2, 5, 0, 0, 0, 0, 0, 0, 7, 0};
    jf_count_query query = months(MONTH);
    int64_t values[4 * MONTH];

    issue_on(f, 1, TEAM, FORMAL, MARCH, 2);
    issue_on(f, 2, OTHER, LETTER, MARCH + 1, 7);
    issue_on(f, 3, SECTION, DOCUMENT, APRIL, 5);
    issue_on(f, 4, TEAM, MEETING, NEXT_YEAR, 100);
    assert_ok(jf_ledger_counts(f->ledger, &query, cells, 4, values, 4 * MONTH, err));
    assert_memory_equal(values, wanted, sizeof values);
}

static void cell_asked_for_twice_is_answered_twice(void **state)
{
    fixture *f = *state;
    const jf_cell cells[] = {{ORGAN, ALL}, {SECTION, ALL}, {ORGAN, ALL}};
    const int64_t wanted[] = {2, 2, 2};
    int64_t values[3];

    issue_on(f, 1, TEAM, FORMAL, MARCH, 2);
    assert_ok(jf_ledger_counts(f->ledger, NULL, cells, 3, values, 3, err));
    assert_memory_equal(values, wanted, sizeof values);
}

static void count_one(fixture *f, jf_count_query query, jf_cell cell, int64_t wanted)
{
    int64_t value = -1;

    assert_ok(jf_ledger_counts(f->ledger, &query, &cell, 1, &value, 1, err));
    assert_int_equal(value, wanted);
}

static void every_measure_of_either_side_is_counted(void **state)
{
    fixture *f = *state;
    jf_count_query query = years(MARCH);
    jf_line lines[4] = {issuer(TEAM, 2), recipient(FIRM, 1), recipient(FIRM, 3),
                        recipient(SHOP, 0)};

    lines[0].amounts[0] = 30;
    lines[3].amounts[3] = 5;
    record(f, jf_ledger_issue, 1, FORMAL, MARCH, lines, 4);
    record(f, jf_ledger_issue, 2, FORMAL, MARCH, lines, 4);
    count_one(f, query, (jf_cell){ORGAN, ALL}, 4);
    query.measure = JF_MEASURE_ITEMS;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 2);
    query.measure = JF_MEASURE_AMOUNT_1;
    count_one(f, query, (jf_cell){SECTION, ALL}, 60);
    query.measure = JF_MEASURE_LANDINGS;
    count_one(f, query, (jf_cell){SECTION, ALL}, 8);
    count_one(f, query, (jf_cell){GROUP, ALL}, 0);
    query.side = JF_SIDE_RECIPIENT;
    query.measure = JF_MEASURE_DEFAULT;
    count_one(f, query, (jf_cell){GROUP, ALL}, 2);
    count_one(f, query, (jf_cell){SHOP, ALL}, 0);
    query.measure = JF_MEASURE_COUNT;
    count_one(f, query, (jf_cell){FIRM, DOCUMENT}, 8);
    query.measure = JF_MEASURE_AMOUNT_4;
    count_one(f, query, (jf_cell){GROUP, DOCUMENT}, 10);
}

static void use_holds_and_both_are_told_apart(void **state)
{
    fixture *f = *state;
    jf_count_query query = years(MARCH);
    jf_change change = {.size = sizeof change, .key = 20, .of = 1, .day = JF_DAY_NONE};

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 2, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 3, err));
    assert_ok(attempt(f, jf_ledger_hold, 3, TEAM, FORMAL, 50, err));
    assert_ok(jf_ledger_release(f->ledger, 4, 3, NULL, err));
    count_one(f, query, (jf_cell){ORGAN, ALL}, 2);
    query.what = JF_USE_HELD;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 3);
    query.what = JF_USE_BOTH;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 5);
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    count_one(f, query, (jf_cell){ORGAN, ALL}, 5);
}

static void plan_classes_are_counted_apart(void **state)
{
    fixture *f = *state;
    jf_count_query query = years(MARCH);
    jf_record made = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 4);

    made.off_plan = JF_PLAN_CLASS_EMERGENCY;
    assert_ok(jf_ledger_issue(f->ledger, &made, &line, 1, NULL, err));
    issue_on(f, 2, TEAM, FORMAL, MARCH, 1);
    count_one(f, query, (jf_cell){ORGAN, ALL}, 1);
    query.plan_class = JF_PLAN_CLASS_OFF_PLAN;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 4);
}

static void until_leaves_out_later_days(void **state)
{
    fixture *f = *state;
    jf_count_query query = years(MARCH);

    issue_on(f, 1, TEAM, FORMAL, MARCH, 1);
    issue_on(f, 2, TEAM, FORMAL, MARCH + 1, 10);
    query.until = MARCH;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 1);
    query.until = MARCH + 1;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 11);
    query.until = JF_DAY_NONE;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 11);
    query.until = MARCH - 1;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 0);
}

static void fiscal_periods_are_counted(void **state)
{
    fixture *f = *state;
    jf_count_query query = years(MARCH);

    issue_on(f, 1, TEAM, FORMAL, MARCH, 1);
    issue_on(f, 2, TEAM, FORMAL, APRIL, 10);
    query.fiscal_month = 4;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 1);
    query.day = APRIL;
    count_one(f, query, (jf_cell){ORGAN, ALL}, 10);
}

/* TV01: 244 in the first half of 2022, 231 in that of 2023. */
static void year_on_year_gives_pairs_for_exact_rates(void **state)
{
    fixture *f = *state;
    const jf_cell cells[] = {{ORGAN, DOCUMENT}, {OTHER, ALL}};
    jf_count_query query = {.size = sizeof query, .period_kind = JF_PERIOD_HALF, .day = MARCH};
    jf_rate rate = {.size = sizeof rate};
    char text[JF_RATE_TEXT_SIZE];
    int64_t values[4];

    issue_on(f, 1, TEAM, FORMAL, MARCH - 365, 200);
    issue_on(f, 2, SECTION, LETTER, MARCH - 400, 44);
    issue_on(f, 3, TEAM, FORMAL, MARCH, 231);
    issue_on(f, 4, TEAM, MEETING, MARCH, 9);
    assert_ok(jf_ledger_yoy(f->ledger, &query, cells, 2, values, 4, err));
    assert_int_equal(values[0], 244);
    assert_int_equal(values[1], 231);
    assert_ok(jf_rate_change(values[0], values[1], 1, JF_ROUNDING_HALF_EVEN, &rate, err));
    assert_int_equal(rate.numerator, -13);
    assert_int_equal(rate.denominator, 244);
    assert_ok(jf_rate_format(&rate, text, sizeof text, err));
    assert_string_equal(text, "-5.3");
    assert_int_equal(values[2] + values[3], 0);
    assert_ok(jf_rate_change(values[2], values[3], 1, JF_ROUNDING_HALF_EVEN, &rate, err));
    assert_false(rate.is_defined); /* TV05 */
}

static void record_may_be_base_and_now(void **state)
{
    fixture *f = *state;
    const jf_cell cell = {ORGAN, ALL};
    jf_count_query query = years(MARCH);
    int64_t values[4];
    const int64_t wanted[] = {1, 3, 3, 7};

    query.period_count = 2;
    query.measure = JF_MEASURE_ITEMS;
    for (int64_t key = 1; key <= 11; key++)
        issue_on(f, key, TEAM, FORMAL,
                 key == 1 ? MARCH - 365 : key <= 4 ? MARCH : NEXT_YEAR, 2);
    assert_ok(jf_ledger_yoy(f->ledger, &query, &cell, 1, values, 4, err));
    assert_memory_equal(values, wanted, sizeof values);
}

static void until_cuts_the_base_a_year_earlier(void **state)
{
    fixture *f = *state;
    const jf_cell cell = {ORGAN, ALL};
    jf_count_query query = years(MARCH);
    int64_t values[2];

    issue_on(f, 1, TEAM, FORMAL, MARCH - 365, 1);
    issue_on(f, 2, TEAM, FORMAL, MARCH - 364, 10);
    issue_on(f, 3, TEAM, FORMAL, MARCH, 100);
    issue_on(f, 4, TEAM, FORMAL, MARCH + 1, 1000);
    query.until = MARCH;
    assert_ok(jf_ledger_yoy(f->ledger, &query, &cell, 1, values, 2, err));
    assert_int_equal(values[0], 1);
    assert_int_equal(values[1], 100);
    query.period_kind = JF_PERIOD_WEEK;
    assert_ok(jf_ledger_yoy(f->ledger, &query, &cell, 1, values, 2, err));
    assert_int_equal(values[0], 11); /* 364 days before: the day after, last year */
    assert_int_equal(values[1], 100);
}

/* TV20: A (10 in the half of 2022, then 4) was merged into B (20, then 18) on 2023-04-01. */
static void base_has_the_history_of_merged_units(void **state)
{
    fixture *f = *state;
    const jf_cell cells[] = {{OTHER, ALL}, {SECTION, ALL}};
    jf_count_query query = {.size = sizeof query, .period_kind = JF_PERIOD_HALF, .day = MARCH};
    jf_reform reform = {.size = sizeof reform, .day = MARCH + 17, .key = 9, .unit = SECTION};
    int64_t values[4];

    issue_on(f, 1, SECTION, FORMAL, MARCH - 365, 10);
    issue_on(f, 2, OTHER, FORMAL, MARCH - 365, 20);
    issue_on(f, 3, SECTION, FORMAL, MARCH, 4);
    issue_on(f, 4, OTHER, FORMAL, MARCH, 18);
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_ok(jf_ledger_yoy(f->ledger, &query, cells, 2, values, 4, err));
    assert_int_equal(values[0], 30);
    assert_int_equal(values[1], 22);
    assert_int_equal(values[2], 10);
    query.day = MARCH - 365;
    count_one(f, query, cells[0], 20);
    query.joined = 1;
    count_one(f, query, cells[0], 30);
}

static void divided_use_is_counted_as_in_a_balance(void **state)
{
    fixture *f = *state;
    const jf_cell cells[] = {{SECTION, ALL}, {OTHER, ALL}, {TEAM, FORMAL}, {ORGAN, ALL}};
    const int64_t parts[] = {OTHER, TEAM};
    const int64_t shares[] = {2, 1};
    jf_count_query query = years(MARCH);
    jf_reform reform = {.size = sizeof reform, .day = MARCH + 17, .key = 9, .unit = SECTION};
    int64_t values[4];

    assert_ok(jf_ledger_move_unit(
        f->ledger, &(jf_reform){.size = sizeof reform, .day = 0, .key = 8, .unit = TEAM}, ORGAN,
        NULL, err));
    issue_on(f, 1, SECTION, FORMAL, MARCH, 10);
    issue_on(f, 2, OTHER, FORMAL, APRIL, 5);
    assert_ok(jf_ledger_split_unit(f->ledger, &reform, parts, 2, shares, 2, NULL, err));
    assert_ok(jf_ledger_counts(f->ledger, &query, cells, 4, values, 4, err));
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(values[i],
                         balance_of(f, limit_of(cells[i].unit, cells[i].kind, 0)).used);
    assert_int_equal(values[1], 12);
    assert_int_equal(values[2], 3);
    query.what = JF_USE_HELD;
    assert_ok(jf_ledger_counts(f->ledger, &query, cells, 4, values, 4, err));
    assert_int_equal(values[2], 0);
}

static void sums_reach_the_largest_number(void **state)
{
    fixture *f = *state;
    jf_count_query query = years(MARCH);

    issue_on(f, 1, TEAM, FORMAL, MARCH, INT64_MAX - 1);
    issue_on(f, 2, OTHER, MEETING, MARCH, 1);
    query.what = JF_USE_BOTH;
    count_one(f, query, (jf_cell){ORGAN, ALL}, INT64_MAX);
}

static void bad_queries_are_refused_and_write_nothing(void **state)
{
    fixture *f = *state;
    const jf_cell cell = {ORGAN, ALL};
    jf_count_query good = years(MARCH);
    jf_count_query bad[] = {good, good, good, good, good, good, good, good, good, good, good, good};
    const size_t bad_count = sizeof bad / sizeof bad[0];
    int64_t value = 77;

    bad[0].side = 3;
    bad[1].measure = JF_MEASURE_LANDINGS + 1;
    bad[2].measure = JF_MEASURE_LANDINGS;
    bad[2].side = JF_SIDE_RECIPIENT;
    bad[3].period_kind = 6;
    bad[4].fiscal_month = 13;
    bad[5].period_count = -1;
    bad[6].period_count = JF_LEDGER_PERIOD_MAX + 1;
    bad[7].plan_class = JF_PLAN_CLASS_EMERGENCY;
    bad[8].what = 3;
    bad[9].joined = 2;
    bad[10].size = 1;
    bad[11].period_kind = 0;
    bad[11].period_count = 2;
    for (size_t i = 0; i < bad_count; i++)
        assert_fails(JF_E_ARGUMENT,
                     jf_ledger_counts(f->ledger, &bad[i], &cell, 1, &value, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_yoy(f->ledger, NULL, &cell, 1, &value, 1, err));
    assert_int_equal(value, 77);
}

static void counts_of_cells_and_values_must_agree(void **state)
{
    fixture *f = *state;
    const jf_cell cell = {ORGAN, ALL};
    jf_count_query query = years(MARCH);
    int64_t values[3] = {7, 7, 7};

    assert_fails(JF_E_ARGUMENT, jf_ledger_counts(NULL, &query, &cell, 1, values, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_counts(f->ledger, &query, NULL, 1, values, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_counts(f->ledger, &query, &cell, 1, NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_counts(f->ledger, &query, &cell, 0, values, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_counts(f->ledger, &query, &cell, 1, values, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_yoy(f->ledger, &query, &cell, 1, values, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_yoy(NULL, &query, &cell, 1, values, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_counts(f->ledger, &query, &cell,
                                                 (size_t)JF_LEDGER_CELL_MAX + 1, values, 1, err));
    assert_int_equal(values[0], 7);
}

static void unknown_nodes_name_their_row(void **state)
{
    fixture *f = *state;
    const jf_cell units[] = {{ORGAN, ALL}, {999, ALL}};
    const jf_cell kinds[] = {{ORGAN, ALL}, {ORGAN, 999}};
    int64_t values[2] = {7, 7};
    jf_error error = {0};

    assert_int_equal(jf_ledger_counts(f->ledger, NULL, units, 2, values, 2, &error),
                     JF_E_NOT_FOUND);
    assert_int_equal(error.subject, 999);
    assert_int_equal(error.actual, 1);
    assert_int_equal(jf_ledger_counts(f->ledger, NULL, kinds, 2, values, 2, &error),
                     JF_E_NOT_FOUND);
    assert_int_equal(values[0], 7);
}

static void days_outside_the_range_are_refused(void **state)
{
    fixture *f = *state;
    const jf_cell cell = {ORGAN, ALL};
    jf_count_query query = years(JF_DAY_FIRST);
    int64_t values[4];

    assert_fails(JF_E_RANGE, jf_ledger_yoy(f->ledger, &query, &cell, 1, values, 2, err));
    query.day = JF_DAY_LAST;
    query.period_count = 2;
    assert_fails(JF_E_RANGE, jf_ledger_counts(f->ledger, &query, &cell, 1, values, 2, err));
    query = years(JF_DAY_LAST + 1);
    assert_fails(JF_E_RANGE, jf_ledger_counts(f->ledger, &query, &cell, 1, values, 1, err));
    query = years(MARCH);
    query.until = JF_DAY_LAST + 1;
    assert_fails(JF_E_RANGE, jf_ledger_counts(f->ledger, &query, &cell, 1, values, 1, err));
    query.until = JF_DAY_FIRST;
    assert_fails(JF_E_RANGE, jf_ledger_yoy(f->ledger, &query, &cell, 1, values, 2, err));
    query.period_kind = JF_PERIOD_WEEK;
    assert_ok(jf_ledger_yoy(f->ledger, &query, &cell, 1, values, 2, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(cells_are_counted_in_each_period),
        fixture_test(cell_asked_for_twice_is_answered_twice),
        fixture_test(every_measure_of_either_side_is_counted),
        fixture_test(use_holds_and_both_are_told_apart),
        fixture_test(plan_classes_are_counted_apart),
        fixture_test(until_leaves_out_later_days),
        fixture_test(fiscal_periods_are_counted),
        fixture_test(year_on_year_gives_pairs_for_exact_rates),
        fixture_test(record_may_be_base_and_now),
        fixture_test(until_cuts_the_base_a_year_earlier),
        fixture_test(base_has_the_history_of_merged_units),
        fixture_test(divided_use_is_counted_as_in_a_balance),
        fixture_test(sums_reach_the_largest_number),
        fixture_test(bad_queries_are_refused_and_write_nothing),
        fixture_test(counts_of_cells_and_values_must_agree),
        fixture_test(unknown_nodes_name_their_row),
        fixture_test(days_outside_the_range_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.counts", tests, NULL, NULL);
}
