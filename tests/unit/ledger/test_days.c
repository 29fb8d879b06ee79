/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_status issue_on(fixture *f, int64_t key, jf_day day, int64_t count, jf_error *err)
{
    jf_record record = record_of(key, FORMAL, day);
    jf_line line = issuer(TEAM, count);

    return jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err);
}

static jf_limit rolling(int64_t amount, int32_t days)
{
    return (jf_limit){.size = sizeof(jf_limit), .unit = ORGAN, .kind = ALL, .day = MARCH,
                      .window = JF_WINDOW_ROLLING, .window_days = days, .amount = amount};
}

static void rolling_cap_holds_for_every_window_of_the_day(void **state)
{
    fixture *f = *state;

    set_limit(f, rolling(3, 7));
    assert_ok(issue_on(f, 1, MARCH, 2, err));
    assert_ok(issue_on(f, 2, MARCH + 7, 3, err));
    assert_ok(issue_on(f, 3, MARCH - 6, 1, err));
    assert_fails(JF_E_LIMIT, issue_on(f, 4, MARCH + 3, 1, err)); /* with MARCH + 7 */
    assert_int_equal(violation_of(f, 0).used, 3);
    assert_int_equal(violation_of(f, 0).window, JF_WINDOW_ROLLING);
    assert_int_equal(violation_of(f, 0).last - violation_of(f, 0).first, 6);
    assert_fails(JF_E_LIMIT, issue_on(f, 5, MARCH - 3, 1, err)); /* back-dated */
    assert_int_equal(balance_of(f, rolling(0, 7)).used, 3);
}

static void rolling_cap_set_late_counts_what_was(void **state)
{
    fixture *f = *state;

    assert_ok(issue_on(f, 1, MARCH, 2, err));
    set_limit(f, rolling(3, 30));
    assert_fails(JF_E_LIMIT, issue_on(f, 2, MARCH + 29, 2, err));
    assert_ok(issue_on(f, 3, MARCH + 30, 2, err));
}

static void average_allows_amount_times_months_begun(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 2);

    limit.window = JF_WINDOW_AVERAGE;
    set_limit(f, limit);
    assert_fails(JF_E_LIMIT, issue_on(f, 1, MARCH, 7, err)); /* 3 months: 6 */
    assert_int_equal(violation_of(f, 0).amount, 6);
    assert_ok(issue_on(f, 2, MARCH, 6, err));
    assert_ok(issue_on(f, 3, APRIL, 2, err));
    assert_fails(JF_E_LIMIT, issue_on(f, 4, MARCH - 31, 1, err)); /* would break March */
    assert_int_equal(balance_of(f, limit).limit, 6);
}

static void commit_on_another_day_moves_in_the_window(void **state)
{
    fixture *f = *state;
    jf_limit cell = rolling(3, 7);

    set_limit(f, cell);
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 3, err));
    assert_balance(f, cell, 0, 3);
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, MARCH + 3, NULL, err));
    assert_balance(f, cell, 0, 0);
    cell.day = MARCH + 3;
    assert_balance(f, cell, 3, 0);
}

static void record_off_the_plan_is_lessened_under_an_unlimited_window(void **state)
{
    fixture *f = *state;
    jf_limit cell = rolling(0, 7);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 2, .of = 1};
    jf_line line = issuer(TEAM, 5);

    cell.state = JF_LIMIT_UNLIMITED;
    set_limit(f, cell);
    record.off_plan = JF_PLAN_CLASS_OFF_PLAN;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    line.count = 1;
    assert_ok(jf_ledger_amend(f->ledger, &change, &line, 1, NULL, err));
    assert_balance(f, cell, 0, 0);
}

static void greatest_amounts_are_changed_within_a_window(void **state)
{
    fixture *f = *state;
    jf_limit cell = rolling(INT64_MAX, 7);
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 2, .of = 1};
    jf_line line = issuer(TEAM, INT64_MAX - 1);

    set_limit(f, cell);
    assert_ok(issue_on(f, 1, MARCH, INT64_MAX, err));
    assert_ok(jf_ledger_amend(f->ledger, &change, &line, 1, NULL, err));
    assert_balance(f, cell, INT64_MAX - 1, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(rolling_cap_holds_for_every_window_of_the_day),
        fixture_test(rolling_cap_set_late_counts_what_was),
        fixture_test(average_allows_amount_times_months_begun),
        fixture_test(commit_on_another_day_moves_in_the_window),
        fixture_test(record_off_the_plan_is_lessened_under_an_unlimited_window),
        fixture_test(greatest_amounts_are_changed_within_a_window),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.days", tests, NULL, NULL);
}
