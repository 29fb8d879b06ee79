/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void hold_is_refused_when_a_parent_is_exhausted(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(ORGAN, ALL, 1));
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 1);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_hold, 2, OTHER, LETTER, 1, err));
    assert_int_equal(violation_of(f, 0).unit, ORGAN);
}

static void commit_turns_a_hold_into_use(void **state)
{
    fixture *f = *state;
    jf_outcome outcome = {.size = sizeof outcome};

    set_limit(f, limit_of(ORGAN, ALL, 1));
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, JF_DAY_NONE, &outcome, err));
    assert_int_equal(outcome.entry, jf_ledger_entry_count(f->ledger));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 1, 0);
}

static void release_frees_a_hold(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(ORGAN, ALL, 1));
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_release(f->ledger, 2, 1, NULL, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 0);
    assert_ok(attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 1, err));
}

static void commit_in_the_same_period_asks_for_nothing(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(ORGAN, ALL, 5));
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 5, err));
    set_limit(f, limit_of(ORGAN, ALL, 0));
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, APRIL, NULL, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 5, 0);
}

static void commit_on_another_day_frees_old_cells_and_checks_new_ones(void **state)
{
    fixture *f = *state;
    jf_limit march = limit_of(ORGAN, ALL, 5);
    jf_limit april;

    march.period_kind = JF_PERIOD_MONTH;
    april = march;
    april.day = APRIL;
    april.amount = 4;
    set_limit(f, march);
    set_limit(f, april);
    set_limit(f, limit_of(ORGAN, ALL, 5));
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 5, err));
    assert_fails(JF_E_LIMIT, jf_ledger_commit(f->ledger, 2, 1, APRIL, NULL, err));
    assert_int_equal(jf_ledger_violation_count(f->ledger), 1);
    assert_int_equal(violation_of(f, 0).asked, 5);
    assert_balance(f, march, 0, 5);
    april.amount = 5;
    set_limit(f, april);
    assert_ok(jf_ledger_commit(f->ledger, 3, 1, APRIL, NULL, err));
    assert_balance(f, march, 0, 0);
    assert_balance(f, april, 5, 0);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 5, 0);
}

static void committed_record_counts_on_its_new_day_everywhere(void **state)
{
    fixture *f = *state;
    int64_t values[APRIL - MARCH + 1];

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 2, err));
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, APRIL, NULL, err));
    {
        jf_limit cell = limit_of(ORGAN, ALL, 0);

        assert_ok(jf_ledger_series(f->ledger, &cell, MARCH, values, APRIL - MARCH + 1, err));
    }
    assert_int_equal(values[0], 0);
    assert_int_equal(values[APRIL - MARCH], 2);
}

static void hold_is_resolved_once(void **state)
{
    fixture *f = *state;
    digest before;

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_commit(f->ledger, 3, 1, MARCH, NULL, err));
    assert_ok(jf_ledger_release(f->ledger, 4, 2, NULL, err));
    before = digest_of(f->ledger);
    for (int64_t hold = 1; hold <= 2; hold++) {
        assert_fails(JF_E_STATE, jf_ledger_commit(f->ledger, 9, hold, MARCH, NULL, err));
        assert_fails(JF_E_STATE, jf_ledger_release(f->ledger, 9, hold, NULL, err));
    }
    assert_same_digest(f->ledger, before);
}

static void only_granted_holds_are_found(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(OTHER, ALL, 0));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_hold, 2, OTHER, FORMAL, 1, err));
    for (int64_t hold = 1; hold <= 3; hold++) {
        assert_fails(JF_E_NOT_FOUND, jf_ledger_commit(f->ledger, 9, hold, MARCH, NULL, err));
        assert_fails(JF_E_NOT_FOUND, jf_ledger_release(f->ledger, 9, hold, NULL, err));
    }
}

static void keys_and_day_of_a_resolution_are_checked(void **state)
{
    fixture *f = *state;
    jf_outcome outcome = {.size = 0};

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_commit(f->ledger, 0, 1, MARCH, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_commit(f->ledger, 2, 0, MARCH, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_commit(f->ledger, 2, 1, MARCH, &outcome, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_release(f->ledger, -1, 1, NULL, err));
    assert_fails(JF_E_RANGE, jf_ledger_commit(f->ledger, 2, 1, JF_DAY_LAST + 1, NULL, err));
    assert_fails(JF_E_EXISTS, jf_ledger_commit(f->ledger, 1, 1, MARCH, NULL, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(hold_is_refused_when_a_parent_is_exhausted),
        fixture_test(commit_turns_a_hold_into_use),
        fixture_test(release_frees_a_hold),
        fixture_test(commit_in_the_same_period_asks_for_nothing),
        fixture_test(commit_on_another_day_frees_old_cells_and_checks_new_ones),
        fixture_test(committed_record_counts_on_its_new_day_everywhere),
        fixture_test(hold_is_resolved_once),
        fixture_test(only_granted_holds_are_found),
        fixture_test(keys_and_day_of_a_resolution_are_checked),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.hold", tests, NULL, NULL);
}
