/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

enum { WIDTH = JF_LEDGER_STANDING_VALUES };

static void issue_on(fixture *f, int64_t key, jf_day day, int64_t count)
{
    jf_record record = record_of(key, FORMAL, day);
    jf_line line = issuer(TEAM, count);

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

static void assert_values(const int64_t *values, int64_t amount, int64_t used, int64_t held,
                          int64_t available)
{
    assert_int_equal(values[0], amount);
    assert_int_equal(values[1], used);
    assert_int_equal(values[2], held);
    assert_int_equal(values[3], available);
}

static void standings_are_those_of_the_balances(void **state)
{
    fixture *f = *state;
    jf_limit unlimited = limit_of(SECTION, ALL, 0);
    jf_limit not_planned = limit_of(OTHER, ALL, 0);
    int64_t values[3 * WIDTH];

    unlimited.state = JF_LIMIT_UNLIMITED;
    not_planned.state = JF_LIMIT_NOT_PLANNED;
    set_limit(f, limit_of(ORGAN, DOCUMENT, 10));
    set_limit(f, unlimited);
    set_limit(f, not_planned);
    issue_on(f, 1, MARCH, 4);
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 3, err));
    assert_ok(jf_ledger_standings(f->ledger, 0, values, 3 * WIDTH, err));
    assert_values(values, 10, 4, 3, 3);
    assert_values(values + WIDTH, 0, 4, 3, INT64_MAX);
    assert_values(values + 2 * WIDTH, 0, 0, 0, 0);
    assert_ok(jf_ledger_standings(f->ledger, 1, values, WIDTH, err));
    assert_values(values, 0, 4, 3, INT64_MAX);
}

static void rolling_limit_is_shown_in_its_fullest_window(void **state)
{
    fixture *f = *state;
    jf_limit rolling = {.size = sizeof rolling, .unit = ORGAN, .kind = ALL, .amount = 9,
                        .window = JF_WINDOW_ROLLING, .window_days = 7, .day = MARCH};
    int64_t values[WIDTH];

    set_limit(f, rolling);
    assert_ok(jf_ledger_standings(f->ledger, 0, values, WIDTH, err));
    assert_values(values, 9, 0, 0, 9);
    issue_on(f, 1, MARCH, 3);
    issue_on(f, 2, MARCH + 6, 4);
    issue_on(f, 3, MARCH + 12, 2);
    issue_on(f, 4, MARCH + 30, 6);
    assert_ok(jf_ledger_standings(f->ledger, 0, values, WIDTH, err));
    assert_values(values, 9, 7, 0, 2);
}

static void average_is_shown_at_the_end_of_its_period(void **state)
{
    fixture *f = *state;
    jf_limit average = limit_of(ORGAN, ALL, 2);
    int64_t values[WIDTH];

    average.window = JF_WINDOW_AVERAGE;
    set_limit(f, average);
    issue_on(f, 1, MARCH, 5);
    assert_ok(jf_ledger_standings(f->ledger, 0, values, WIDTH, err));
    assert_values(values, 24, 5, 0, 19);
}

static void bad_standings_are_refused(void **state)
{
    fixture *f = *state;
    int64_t values[2 * WIDTH] = {7};

    set_limit(f, limit_of(ORGAN, ALL, 1));
    assert_fails(JF_E_ARGUMENT, jf_ledger_standings(NULL, 0, values, WIDTH, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_standings(f->ledger, 0, NULL, WIDTH, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_standings(f->ledger, 0, values, WIDTH + 1, err));
    assert_fails(JF_E_RANGE, jf_ledger_standings(f->ledger, 0, values, 2 * WIDTH, err));
    assert_fails(JF_E_RANGE, jf_ledger_standings(f->ledger, 2, values, 0, err));
    assert_int_equal(values[0], 7);
    assert_ok(jf_ledger_standings(f->ledger, 1, NULL, 0, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(standings_are_those_of_the_balances),
        fixture_test(rolling_limit_is_shown_in_its_fullest_window),
        fixture_test(average_is_shown_at_the_end_of_its_period),
        fixture_test(bad_standings_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.standings", tests, NULL, NULL);
}
