/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_change change_of(int64_t key, int64_t of)
{
    return (jf_change){.size = sizeof(jf_change), .day = JF_DAY_NONE, .key = key, .of = of};
}

static void hold_until(fixture *f, int64_t key, int64_t count, jf_day expires)
{
    jf_record record = record_of(key, FORMAL, MARCH);
    jf_line line = issuer(TEAM, count);

    record.expires = expires;
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
}

static void commit_of_a_part_frees_the_rest(void **state)
{
    fixture *f = *state;
    jf_change change = change_of(2, 1);
    jf_line line = issuer(TEAM, 2);

    set_limit(f, limit_of(ORGAN, ALL, 5));
    hold_until(f, 1, 5, 0);
    assert_ok(jf_ledger_commit_lines(f->ledger, &change, &line, 1, NULL, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 2, 0);
    assert_balance(f, limit_of(SECTION, DOCUMENT, 0), 2, 0);
}

static void commit_above_the_hold_asks_for_the_difference(void **state)
{
    fixture *f = *state;
    jf_change change = change_of(2, 1);
    jf_line line = issuer(TEAM, 6);

    set_limit(f, limit_of(ORGAN, ALL, 5));
    hold_until(f, 1, 4, 0);
    assert_fails(JF_E_LIMIT, jf_ledger_commit_lines(f->ledger, &change, &line, 1, NULL, err));
    assert_int_equal(violation_of(f, 0).asked, 2);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 4);
    change.key = 3;
    line.count = 5;
    assert_ok(jf_ledger_commit_lines(f->ledger, &change, &line, 1, NULL, err));
    line.count = 4;
    assert_fails(JF_E_EXISTS, jf_ledger_commit_lines(f->ledger, &change, &line, 1, NULL, err));
}

static void holds_expire_after_their_last_day_and_are_revived(void **state)
{
    fixture *f = *state;
    jf_limit cell = limit_of(ORGAN, ALL, 5);
    jf_change change = change_of(3, 1);
    int64_t count = -1;
    int64_t keys[2] = {0, 0};

    set_limit(f, cell);
    hold_until(f, 1, 4, MARCH + 5);
    hold_until(f, 2, 1, 0);
    assert_ok(jf_ledger_expiring(f->ledger, &cell, MARCH + 5, keys, 2, &count, err));
    assert_int_equal(count, 1);
    assert_int_equal(keys[0], 1);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 9, TEAM, FORMAL, 1, err));
    assert_int_equal(violation_of(f, 0).expiring_count, 1);
    assert_fails(JF_E_STATE, jf_ledger_revive(f->ledger, &change, NULL, err));
    assert_ok(jf_ledger_expire(f->ledger, MARCH + 5, &count, err));
    assert_int_equal(count, 0);
    assert_ok(jf_ledger_expire(f->ledger, MARCH + 6, &count, err));
    assert_int_equal(count, 1);
    assert_balance(f, cell, 0, 1);
    assert_fails(JF_E_STATE, jf_ledger_commit(f->ledger, 8, 1, MARCH, NULL, err));
    change.expires = MARCH + 9;
    assert_ok(jf_ledger_revive(f->ledger, &change, NULL, err));
    assert_balance(f, cell, 0, 5);
    assert_fails(JF_E_RANGE, jf_ledger_expire(f->ledger, JF_DAY_LAST + 1, &count, err));
    assert_ok(jf_ledger_commit(f->ledger, 4, 1, JF_DAY_NONE, NULL, err));
    assert_ok(jf_ledger_expire(f->ledger, MARCH + 99, &count, err));
    assert_int_equal(count, 0);
}

static void withdrawn_record_counts_unless_it_frees(void **state)
{
    fixture *f = *state;
    jf_change change = change_of(3, 1);

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 2, err));
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 3, err));
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 5, 0);
    change = change_of(4, 2);
    change.frees = 1;
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 2, 0);
    change.key = 5;
    assert_fails(JF_E_STATE, jf_ledger_withdraw(f->ledger, &change, NULL, err));
    change.of = 77;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_withdraw(f->ledger, &change, NULL, err));
}

static void amended_record_moves_at_once_or_not_at_all(void **state)
{
    fixture *f = *state;
    jf_change change = change_of(2, 1);
    jf_line line = issuer(OTHER, 3);

    set_limit(f, limit_of(ORGAN, FORMAL, 2));
    set_limit(f, limit_of(OTHER, ALL, 2));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 2, err));
    assert_fails(JF_E_LIMIT, jf_ledger_amend(f->ledger, &change, &line, 1, NULL, err));
    assert_int_equal(jf_ledger_violation_count(f->ledger), 2);
    assert_balance(f, limit_of(TEAM, ALL, 0), 2, 0);
    change.key = 3;
    change.kind = LETTER;
    line.count = 2;
    assert_ok(jf_ledger_amend(f->ledger, &change, &line, 1, NULL, err));
    assert_balance(f, limit_of(TEAM, ALL, 0), 0, 0);
    assert_balance(f, limit_of(OTHER, LETTER, 0), 2, 0);
    assert_balance(f, limit_of(ORGAN, FORMAL, 0), 0, 0);
    change = change_of(4, 1);
    change.day = NEXT_YEAR;
    assert_ok(jf_ledger_amend(f->ledger, &change, NULL, 0, NULL, err));
    assert_balance(f, limit_of(OTHER, LETTER, 0), 0, 0);
}

static void fields_that_do_not_fit_are_named(void **state)
{
    fixture *f = *state;
    digest before;
    jf_change change;

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 2, err));
    before = digest_of(f->ledger);
    change = change_of(2, 1);
    change.frees = 1;
    assert_fails(JF_E_ARGUMENT, jf_ledger_amend(f->ledger, &change, NULL, 0, NULL, err));
    change = change_of(2, 1);
    change.kind = FORMAL;
    assert_fails(JF_E_ARGUMENT, jf_ledger_withdraw(f->ledger, &change, NULL, err));
    change = change_of(2, 1);
    change.expires = MARCH;
    assert_fails(JF_E_ARGUMENT, jf_ledger_amend(f->ledger, &change, NULL, 0, NULL, err));
    change = change_of(2, 1);
    change.reason = 5;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_amend(f->ledger, &change, NULL, 0, NULL, err));
    change = change_of(2, 1);
    change.kind = 999;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_amend(f->ledger, &change, NULL, 0, NULL, err));
    change = change_of(2, 1);
    change.day = JF_DAY_LAST + 1;
    assert_fails(JF_E_RANGE, jf_ledger_amend(f->ledger, &change, NULL, 0, NULL, err));
    assert_same_digest(f->ledger, before);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(commit_of_a_part_frees_the_rest),
        fixture_test(commit_above_the_hold_asks_for_the_difference),
        fixture_test(holds_expire_after_their_last_day_and_are_revived),
        fixture_test(withdrawn_record_counts_unless_it_frees),
        fixture_test(amended_record_moves_at_once_or_not_at_all),
        fixture_test(fields_that_do_not_fit_are_named),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.change", tests, NULL, NULL);
}
