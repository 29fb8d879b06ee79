/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_move move_of(int64_t key, int64_t amount)
{
    return (jf_move){.size = sizeof(jf_move), .key = key, .amount = amount};
}

static int64_t amount_of(const fixture *f, jf_limit cell)
{
    return balance_of(f, cell).limit;
}

static void transfer_moves_what_is_available(void **state)
{
    fixture *f = *state;
    jf_limit from = limit_of(SECTION, ALL, 5);
    jf_limit to = limit_of(OTHER, ALL, 1);
    jf_move move = move_of(10, 4);
    jf_outcome outcome = {.size = sizeof outcome};

    set_limit(f, from);
    set_limit(f, to);
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 2, err));
    assert_fails(JF_E_LIMIT, jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
    assert_fails(JF_E_LIMIT, jf_ledger_transfer(f->ledger, &move, &from, &to, &outcome, err));
    assert_int_equal(outcome.repeated, 1);
    move = move_of(11, 3);
    assert_ok(jf_ledger_transfer(f->ledger, &move, &from, &to, &outcome, err));
    assert_int_equal(outcome.entry, jf_ledger_entry_count(f->ledger));
    assert_int_equal(amount_of(f, from), 2);
    assert_int_equal(amount_of(f, to), 4);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_issue, 3, OTHER, FORMAL, 4, err));
    move.amount = 2;
    assert_fails(JF_E_EXISTS, jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
}

static void cells_of_a_transfer_have_to_fit(void **state)
{
    fixture *f = *state;
    jf_limit from = limit_of(SECTION, ALL, 5);
    jf_limit to = limit_of(OTHER, ALL, 1);
    jf_limit later = to;
    jf_move move = move_of(10, 1);
    digest before;

    later.day = NEXT_YEAR;
    set_limit(f, from);
    set_limit(f, to);
    set_limit(f, later);
    before = digest_of(f->ledger);
    assert_fails(JF_E_ARGUMENT, jf_ledger_transfer(f->ledger, &move, &from, &later, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_transfer(f->ledger, &move, &from, &from, NULL, err));
    to.unit = FIRM;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
    to.unit = OTHER;
    move.amount = -1;
    assert_fails(JF_E_ARGUMENT, jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
    move.amount = INT64_MAX;
    assert_fails(JF_E_OVERFLOW, jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
    move.amount = 1;
    move.actor = 3;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
    assert_same_digest(f->ledger, before);
    to.state = JF_LIMIT_UNLIMITED;
    to.amount = 0;
    set_limit(f, to);
    move.actor = 0;
    assert_fails(JF_E_STATE, jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
}

static void adjust_changes_a_limit_but_not_below_zero(void **state)
{
    fixture *f = *state;
    jf_limit cell = limit_of(ORGAN, ALL, 5);
    jf_move move = move_of(10, -6);

    set_limit(f, cell);
    assert_fails(JF_E_LIMIT, jf_ledger_adjust(f->ledger, &move, &cell, NULL, err));
    move = move_of(11, -5);
    assert_ok(jf_ledger_adjust(f->ledger, &move, &cell, NULL, err));
    move = move_of(12, 2);
    assert_ok(jf_ledger_adjust(f->ledger, &move, &cell, NULL, err));
    assert_int_equal(amount_of(f, cell), 2);
}

static void loans_stay_within_both_limits_and_are_repaid(void **state)
{
    fixture *f = *state;
    jf_limit lender = limit_of(SECTION, ALL, 9);
    jf_limit borrower = limit_of(OTHER, ALL, 0);
    jf_move move = move_of(10, 4);

    lender.lend_max = 3;
    borrower.borrow_max = 5;
    set_limit(f, lender);
    set_limit(f, borrower);
    assert_fails(JF_E_LIMIT, jf_ledger_borrow(f->ledger, &move, &lender, &borrower, NULL, err));
    move.key = 11;
    assert_ok(jf_ledger_lend(f->ledger, &move, &lender, &borrower, NULL, err));
    move.key = 12;
    assert_fails(JF_E_LIMIT, jf_ledger_lend(f->ledger, &move, &lender, &borrower, NULL, err));
    assert_int_equal(balance_of(f, borrower).borrowed, 4);
    assert_int_equal(balance_of(f, lender).lent, 4);
    move = move_of(13, 5);
    assert_fails(JF_E_STATE, jf_ledger_repay(f->ledger, &move, &borrower, &lender, NULL, err));
    move.amount = 4;
    assert_ok(jf_ledger_repay(f->ledger, &move, &borrower, &lender, NULL, err));
    assert_int_equal(amount_of(f, lender), 9);
    assert_int_equal(balance_of(f, borrower).borrowed, 0);
}

static void draw_empties_the_pool(void **state)
{
    fixture *f = *state;
    jf_limit pool = limit_of(ORGAN, ALL, 10);
    jf_limit below = limit_of(SECTION, DOCUMENT, 1);
    jf_move move = move_of(10, 4);

    pool.reserve_pool = 5;
    below.period_kind = JF_PERIOD_QUARTER;
    set_limit(f, pool);
    set_limit(f, below);
    assert_ok(jf_ledger_draw(f->ledger, &move, &pool, &below, NULL, err));
    assert_int_equal(amount_of(f, pool), 14);
    assert_int_equal(amount_of(f, below), 5);
    assert_int_equal(balance_of(f, pool).pool, 1);
    move.key = 11;
    assert_fails(JF_E_LIMIT, jf_ledger_draw(f->ledger, &move, &pool, &below, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_draw(f->ledger, &move, &below, &pool, NULL, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(transfer_moves_what_is_available),
        fixture_test(cells_of_a_transfer_have_to_fit),
        fixture_test(adjust_changes_a_limit_but_not_below_zero),
        fixture_test(loans_stay_within_both_limits_and_are_repaid),
        fixture_test(draw_empties_the_pool),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.move", tests, NULL, NULL);
}
