/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void balance_without_a_limit_says_so(void **state)
{
    fixture *f = *state;
    jf_balance balance;

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 2, err));
    balance = balance_of(f, limit_of(ORGAN, ALL, 0));
    assert_int_equal(balance.state, -1);
    assert_int_equal(balance.limit, 0);
    assert_int_equal(balance.used, 4);
    assert_int_equal(balance.held, 2);
    assert_int_equal(balance.available, INT64_MAX);
}

static void balance_of_a_number_is_what_is_left(void **state)
{
    fixture *f = *state;
    jf_balance balance;

    set_limit(f, limit_of(ORGAN, ALL, 9));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 2, err));
    balance = balance_of(f, limit_of(ORGAN, ALL, 0));
    assert_int_equal(balance.state, JF_LIMIT_NUMBER);
    assert_int_equal(balance.limit, 9);
    assert_int_equal(balance.available, 3);
}

static void balance_ignores_state_and_amount_of_the_question(void **state)
{
    fixture *f = *state;
    jf_limit cell = limit_of(ORGAN, ALL, -5);

    cell.state = 99;
    assert_int_equal(balance_of(f, cell).state, -1);
}

static void questions_are_checked_like_limits(void **state)
{
    fixture *f = *state;
    jf_limit cell = limit_of(98, 97, 0);
    jf_balance balance = {.size = sizeof balance, .used = 77};
    int64_t value = 77;

    cell.side = 3;
    assert_fails(JF_E_ARGUMENT, jf_ledger_balance(f->ledger, &cell, &balance, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_series(f->ledger, &cell, MARCH, &value, 1, err));
    cell.side = 0;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_balance(f->ledger, &cell, &balance, err));
    assert_fails(JF_E_NOT_FOUND, jf_ledger_series(f->ledger, &cell, MARCH, &value, 1, err));
    cell = limit_of(ORGAN, ALL, 0);
    cell.day = JF_DAY_NONE;
    assert_fails(JF_E_RANGE, jf_ledger_balance(f->ledger, &cell, &balance, err));
    assert_fails(JF_E_RANGE, jf_ledger_series(f->ledger, &cell, JF_DAY_NONE, &value, 1, err));
    assert_fails(JF_E_RANGE, jf_ledger_series(f->ledger, &cell, JF_DAY_LAST, &value, 2, err));
    cell.period_kind = 0;
    assert_fails(JF_E_ARGUMENT, jf_ledger_balance(f->ledger, &cell, &balance, err));
    assert_ok(jf_ledger_series(f->ledger, &cell, JF_DAY_LAST, &value, 1, err));
    assert_ok(jf_ledger_series(f->ledger, &cell, MARCH, NULL, 0, err));
    assert_int_equal(balance.used, 77);
    assert_int_equal(value, 0);
}

static void series_has_use_a_day_without_holds(void **state)
{
    fixture *f = *state;
    jf_limit cell = limit_of(ORGAN, DOCUMENT, 0);
    int64_t values[5];

    for (int64_t key = 1; key <= 10; key++) {
        jf_record record = record_of(key, key % 2 ? FORMAL : MEETING, MARCH + (jf_day)key - 3);
        jf_line line = issuer(TEAM, key);

        assert_ok((key == 5 ? jf_ledger_hold : jf_ledger_issue)(f->ledger, &record, &line, 1, NULL,
                                                                err));
    }
    assert_ok(jf_ledger_series(f->ledger, &cell, MARCH, values, 5, err));
    assert_int_equal(values[0], 3);
    assert_int_equal(values[1], 0);
    assert_int_equal(values[2], 0);
    assert_int_equal(values[3], 0);
    assert_int_equal(values[4], 7);
}

static void series_of_items_counts_records(void **state)
{
    fixture *f = *state;
    jf_limit cell = limit_of(GROUP, ALL, 0);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[2] = {recipient(FIRM, 4), recipient(SHOP, 4)};
    int64_t value;

    cell.side = JF_SIDE_RECIPIENT;
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
    assert_ok(jf_ledger_series(f->ledger, &cell, MARCH, &value, 1, err));
    assert_int_equal(value, 1);
    cell.measure = JF_MEASURE_COUNT;
    assert_ok(jf_ledger_series(f->ledger, &cell, MARCH, &value, 1, err));
    assert_int_equal(value, 8);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(balance_without_a_limit_says_so),
        fixture_test(balance_of_a_number_is_what_is_left),
        fixture_test(balance_ignores_state_and_amount_of_the_question),
        fixture_test(questions_are_checked_like_limits),
        fixture_test(series_has_use_a_day_without_holds),
        fixture_test(series_of_items_counts_records),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.query", tests, NULL, NULL);
}
