/* SPDX-License-Identifier: Apache-2.0 */
/* Bad input to every function of a ledger that changes or asks it: each row breaks one thing of a
 * call that is in order, and names the status that the contract gives. The journal's digest, all
 * balances and the reports of the last attempt are the same afterwards, and then the call in order
 * goes through. */
#include "property/ledger_bad_input.h"

typedef struct row {
    action call;
    spoil spoil;
    jf_status wanted;
} row;

static const row rows[] = {
    {do_limit, limit_side, JF_E_ARGUMENT}, {do_limit, limit_measure, JF_E_ARGUMENT},
    {do_limit, limit_landings, JF_E_ARGUMENT}, {do_limit, limit_period, JF_E_ARGUMENT},
    {do_limit, limit_month, JF_E_ARGUMENT}, {do_limit, limit_window, JF_E_ARGUMENT},
    {do_limit, limit_floor, JF_E_ARGUMENT}, {do_limit, limit_average, JF_E_ARGUMENT},
    {do_limit, limit_unit, JF_E_NOT_FOUND}, {do_limit, limit_kind, JF_E_NOT_FOUND},
    {do_limit, limit_day, JF_E_RANGE}, {do_limit, limit_week, JF_E_RANGE},
    {do_limit, limit_state, JF_E_ARGUMENT}, {do_limit, limit_negative, JF_E_ARGUMENT},
    {do_limit, limit_amount, JF_E_ARGUMENT}, {do_limit, limit_reserved, JF_E_ARGUMENT},
    {do_limit, limit_grace, JF_E_ARGUMENT}, {do_limit, limit_step, JF_E_ARGUMENT},
    {do_limit, limit_lend, JF_E_ARGUMENT}, {do_limit, limit_pool, JF_E_ARGUMENT},
    {do_limit, limit_approver, JF_E_NOT_FOUND}, {do_text, text_empty, JF_E_ARGUMENT},
    {do_text, text_null, JF_E_ARGUMENT}, {do_text, text_bytes, JF_E_ENCODING},
    {do_grant, grant_none, JF_E_ARGUMENT}, {do_grant, grant_key, JF_E_ARGUMENT},
    {do_grant, grant_step, JF_E_ARGUMENT}, {do_grant, grant_by, JF_E_NOT_FOUND},
    {do_grant, grant_unit, JF_E_NOT_FOUND}, {do_grant, grant_day, JF_E_RANGE},
    {do_grant, change_taken, JF_E_EXISTS}, {do_issue, record_key, JF_E_ARGUMENT},
    {do_issue, record_negative, JF_E_ARGUMENT}, {do_issue, record_subject, JF_E_ARGUMENT},
    {do_issue, record_class, JF_E_ARGUMENT}, {do_issue, record_expires_late, JF_E_ARGUMENT},
    {do_issue, record_no_line, JF_E_ARGUMENT}, {do_issue, record_lines, JF_E_ARGUMENT},
    {do_issue, record_count, JF_E_ARGUMENT}, {do_issue, record_amount, JF_E_ARGUMENT},
    {do_issue, record_side, JF_E_ARGUMENT}, {do_issue, record_kind, JF_E_NOT_FOUND},
    {do_issue, record_unit, JF_E_NOT_FOUND}, {do_issue, record_actor, JF_E_NOT_FOUND},
    {do_issue, record_reason, JF_E_NOT_FOUND}, {do_issue, record_day, JF_E_RANGE},
    {do_issue, record_taken, JF_E_EXISTS}, {do_issue, record_grants, JF_E_NOT_FOUND},
    {do_issue, record_foreign, JF_E_STATE}, {do_issue, record_huge, JF_E_OVERFLOW},
    {do_issue, record_expires, JF_E_ARGUMENT}, {do_hold, record_key, JF_E_ARGUMENT},
    {do_hold, record_negative, JF_E_ARGUMENT}, {do_hold, record_subject, JF_E_ARGUMENT},
    {do_hold, record_class, JF_E_ARGUMENT}, {do_hold, record_expires_late, JF_E_ARGUMENT},
    {do_hold, record_no_line, JF_E_ARGUMENT}, {do_hold, record_lines, JF_E_ARGUMENT},
    {do_hold, record_count, JF_E_ARGUMENT}, {do_hold, record_amount, JF_E_ARGUMENT},
    {do_hold, record_side, JF_E_ARGUMENT}, {do_hold, record_kind, JF_E_NOT_FOUND},
    {do_hold, record_unit, JF_E_NOT_FOUND}, {do_hold, record_actor, JF_E_NOT_FOUND},
    {do_hold, record_reason, JF_E_NOT_FOUND}, {do_hold, record_day, JF_E_RANGE},
    {do_hold, record_taken, JF_E_EXISTS}, {do_hold, record_grants, JF_E_NOT_FOUND},
    {do_hold, record_foreign, JF_E_STATE}, {do_hold, record_huge, JF_E_OVERFLOW},
    {do_check, record_negative, JF_E_ARGUMENT}, {do_check, record_subject, JF_E_ARGUMENT},
    {do_check, record_class, JF_E_ARGUMENT}, {do_check, record_expires_late, JF_E_ARGUMENT},
    {do_check, record_no_line, JF_E_ARGUMENT}, {do_check, record_lines, JF_E_ARGUMENT},
    {do_check, record_count, JF_E_ARGUMENT}, {do_check, record_amount, JF_E_ARGUMENT},
    {do_check, record_side, JF_E_ARGUMENT}, {do_check, record_kind, JF_E_NOT_FOUND},
    {do_check, record_unit, JF_E_NOT_FOUND}, {do_check, record_actor, JF_E_NOT_FOUND},
    {do_check, record_reason, JF_E_NOT_FOUND}, {do_check, record_day, JF_E_RANGE},
    {do_check, record_taken, JF_E_EXISTS}, {do_check, record_grants, JF_E_NOT_FOUND},
    {do_check, record_foreign, JF_E_STATE}, {do_check, record_huge, JF_E_OVERFLOW},
    {do_commit, change_key, JF_E_ARGUMENT}, {do_commit, change_of, JF_E_ARGUMENT},
    {do_commit, change_none, JF_E_NOT_FOUND}, {do_commit, change_taken, JF_E_EXISTS},
    {do_commit, change_ended, JF_E_STATE}, {do_commit, change_record, JF_E_NOT_FOUND},
    {do_commit, change_day, JF_E_RANGE}, {do_release, change_key, JF_E_ARGUMENT},
    {do_release, change_of, JF_E_ARGUMENT}, {do_release, change_none, JF_E_NOT_FOUND},
    {do_release, change_taken, JF_E_EXISTS}, {do_release, change_ended, JF_E_STATE},
    {do_release, change_record, JF_E_NOT_FOUND}, {do_commit_lines, change_key, JF_E_ARGUMENT},
    {do_commit_lines, change_of, JF_E_ARGUMENT}, {do_commit_lines, change_none, JF_E_NOT_FOUND},
    {do_commit_lines, change_taken, JF_E_EXISTS}, {do_commit_lines, change_ended, JF_E_STATE},
    {do_commit_lines, change_expires, JF_E_ARGUMENT},
    {do_commit_lines, change_kind, JF_E_NOT_FOUND},
    {do_commit_lines, change_grants, JF_E_ARGUMENT},
    {do_commit_lines, change_text, JF_E_NOT_FOUND}, {do_commit_lines, change_count, JF_E_ARGUMENT},
    {do_commit_lines, change_huge, JF_E_OVERFLOW}, {do_commit_lines, change_day, JF_E_RANGE},
    {do_commit_lines, change_frees, JF_E_ARGUMENT},
    {do_commit_lines, change_record, JF_E_NOT_FOUND}, {do_revive, change_key, JF_E_ARGUMENT},
    {do_revive, change_of, JF_E_ARGUMENT}, {do_revive, change_none, JF_E_NOT_FOUND},
    {do_revive, change_taken, JF_E_EXISTS}, {do_revive, change_ended, JF_E_STATE},
    {do_revive, change_text, JF_E_NOT_FOUND}, {do_revive, change_frees, JF_E_ARGUMENT},
    {do_withdraw, change_key, JF_E_ARGUMENT}, {do_withdraw, change_of, JF_E_ARGUMENT},
    {do_withdraw, change_none, JF_E_NOT_FOUND}, {do_withdraw, change_taken, JF_E_EXISTS},
    {do_withdraw, change_ended, JF_E_STATE}, {do_withdraw, change_frees_twice, JF_E_ARGUMENT},
    {do_withdraw, change_withdrawn_day, JF_E_ARGUMENT},
    {do_withdraw, change_expires, JF_E_ARGUMENT}, {do_withdraw, change_text, JF_E_NOT_FOUND},
    {do_amend, change_key, JF_E_ARGUMENT}, {do_amend, change_of, JF_E_ARGUMENT},
    {do_amend, change_none, JF_E_NOT_FOUND}, {do_amend, change_taken, JF_E_EXISTS},
    {do_amend, change_ended, JF_E_STATE}, {do_amend, change_expires, JF_E_ARGUMENT},
    {do_amend, change_kind, JF_E_NOT_FOUND}, {do_amend, change_grants, JF_E_ARGUMENT},
    {do_amend, change_text, JF_E_NOT_FOUND}, {do_amend, change_count, JF_E_ARGUMENT},
    {do_amend, change_frees, JF_E_ARGUMENT}, {do_expire, day_none, JF_E_RANGE},
    {do_expire, day_late, JF_E_RANGE}, {do_adjust, move_key, JF_E_ARGUMENT},
    {do_adjust, move_zero, JF_E_ARGUMENT}, {do_adjust, move_text, JF_E_NOT_FOUND},
    {do_adjust, move_taken, JF_E_EXISTS}, {do_adjust, move_huge, JF_E_OVERFLOW},
    {do_transfer, move_key, JF_E_ARGUMENT}, {do_transfer, move_zero, JF_E_ARGUMENT},
    {do_transfer, move_text, JF_E_NOT_FOUND}, {do_transfer, move_taken, JF_E_EXISTS},
    {do_transfer, move_huge, JF_E_OVERFLOW}, {do_transfer, move_negative, JF_E_ARGUMENT},
    {do_transfer, limit_none, JF_E_NOT_FOUND}, {do_transfer, limit_same, JF_E_ARGUMENT},
    {do_transfer, limit_side, JF_E_ARGUMENT}, {do_transfer, limit_measure, JF_E_ARGUMENT},
    {do_transfer, limit_landings, JF_E_ARGUMENT}, {do_transfer, limit_period, JF_E_ARGUMENT},
    {do_transfer, limit_month, JF_E_ARGUMENT}, {do_transfer, limit_window, JF_E_ARGUMENT},
    {do_transfer, limit_floor, JF_E_ARGUMENT}, {do_transfer, limit_average, JF_E_ARGUMENT},
    {do_transfer, limit_unit, JF_E_NOT_FOUND}, {do_transfer, limit_kind, JF_E_NOT_FOUND},
    {do_transfer, limit_day, JF_E_RANGE}, {do_transfer, limit_week, JF_E_RANGE},
    {do_borrow, move_key, JF_E_ARGUMENT}, {do_borrow, move_zero, JF_E_ARGUMENT},
    {do_borrow, move_text, JF_E_NOT_FOUND}, {do_borrow, move_taken, JF_E_EXISTS},
    {do_borrow, move_huge, JF_E_OVERFLOW}, {do_borrow, move_negative, JF_E_ARGUMENT},
    {do_borrow, limit_none, JF_E_NOT_FOUND}, {do_borrow, limit_same, JF_E_ARGUMENT},
    {do_borrow, limit_side, JF_E_ARGUMENT}, {do_borrow, limit_measure, JF_E_ARGUMENT},
    {do_borrow, limit_landings, JF_E_ARGUMENT}, {do_borrow, limit_period, JF_E_ARGUMENT},
    {do_borrow, limit_month, JF_E_ARGUMENT}, {do_borrow, limit_window, JF_E_ARGUMENT},
    {do_borrow, limit_floor, JF_E_ARGUMENT}, {do_borrow, limit_average, JF_E_ARGUMENT},
    {do_borrow, limit_unit, JF_E_NOT_FOUND}, {do_borrow, limit_kind, JF_E_NOT_FOUND},
    {do_borrow, limit_day, JF_E_RANGE}, {do_borrow, limit_week, JF_E_RANGE},
    {do_repay, move_key, JF_E_ARGUMENT}, {do_repay, move_zero, JF_E_ARGUMENT},
    {do_repay, move_text, JF_E_NOT_FOUND}, {do_repay, move_taken, JF_E_EXISTS},
    {do_repay, move_negative, JF_E_ARGUMENT}, {do_repay, limit_none, JF_E_NOT_FOUND},
    {do_repay, limit_same, JF_E_ARGUMENT}, {do_repay, limit_side, JF_E_ARGUMENT},
    {do_repay, limit_measure, JF_E_ARGUMENT}, {do_repay, limit_landings, JF_E_ARGUMENT},
    {do_repay, limit_period, JF_E_ARGUMENT}, {do_repay, limit_month, JF_E_ARGUMENT},
    {do_repay, limit_window, JF_E_ARGUMENT}, {do_repay, limit_floor, JF_E_ARGUMENT},
    {do_repay, limit_average, JF_E_ARGUMENT}, {do_repay, limit_unit, JF_E_NOT_FOUND},
    {do_repay, limit_kind, JF_E_NOT_FOUND}, {do_repay, limit_day, JF_E_RANGE},
    {do_repay, limit_week, JF_E_RANGE}, {do_repay, move_huge, JF_E_STATE},
    {do_draw, move_key, JF_E_ARGUMENT}, {do_draw, move_zero, JF_E_ARGUMENT},
    {do_draw, move_text, JF_E_NOT_FOUND}, {do_draw, move_taken, JF_E_EXISTS},
    {do_draw, move_huge, JF_E_OVERFLOW}, {do_draw, move_negative, JF_E_ARGUMENT},
    {do_draw, limit_none, JF_E_NOT_FOUND}, {do_draw, limit_side, JF_E_ARGUMENT},
    {do_draw, limit_measure, JF_E_ARGUMENT}, {do_draw, limit_landings, JF_E_ARGUMENT},
    {do_draw, limit_period, JF_E_ARGUMENT}, {do_draw, limit_month, JF_E_ARGUMENT},
    {do_draw, limit_window, JF_E_ARGUMENT}, {do_draw, limit_floor, JF_E_ARGUMENT},
    {do_draw, limit_average, JF_E_ARGUMENT}, {do_draw, limit_unit, JF_E_NOT_FOUND},
    {do_draw, limit_kind, JF_E_NOT_FOUND}, {do_draw, limit_day, JF_E_RANGE},
    {do_draw, limit_week, JF_E_RANGE}, {do_batch, batch_none, JF_E_ARGUMENT},
    {do_batch, batch_verb, JF_E_ARGUMENT}, {do_batch, batch_lines, JF_E_ARGUMENT},
    {do_item, item_of, JF_E_ARGUMENT}, {do_item, item_unit, JF_E_NOT_FOUND},
    {do_item, item_day, JF_E_RANGE}, {do_item, item_release, JF_E_ARGUMENT},
    {do_balance, limit_side, JF_E_ARGUMENT}, {do_balance, limit_measure, JF_E_ARGUMENT},
    {do_balance, limit_landings, JF_E_ARGUMENT}, {do_balance, limit_period, JF_E_ARGUMENT},
    {do_balance, limit_month, JF_E_ARGUMENT}, {do_balance, limit_window, JF_E_ARGUMENT},
    {do_balance, limit_floor, JF_E_ARGUMENT}, {do_balance, limit_average, JF_E_ARGUMENT},
    {do_balance, limit_unit, JF_E_NOT_FOUND}, {do_balance, limit_kind, JF_E_NOT_FOUND},
    {do_balance, limit_day, JF_E_RANGE}, {do_balance, limit_week, JF_E_RANGE},
    {do_series, limit_side, JF_E_ARGUMENT}, {do_series, limit_measure, JF_E_ARGUMENT},
    {do_series, limit_unit, JF_E_NOT_FOUND}, {do_series, day_late, JF_E_RANGE},
    {do_series, series_late, JF_E_RANGE}, {do_expiring, limit_side, JF_E_ARGUMENT},
    {do_expiring, limit_measure, JF_E_ARGUMENT}, {do_expiring, limit_landings, JF_E_ARGUMENT},
    {do_expiring, limit_period, JF_E_ARGUMENT}, {do_expiring, limit_month, JF_E_ARGUMENT},
    {do_expiring, limit_window, JF_E_ARGUMENT}, {do_expiring, limit_floor, JF_E_ARGUMENT},
    {do_expiring, limit_average, JF_E_ARGUMENT}, {do_expiring, limit_unit, JF_E_NOT_FOUND},
    {do_expiring, limit_kind, JF_E_NOT_FOUND}, {do_expiring, limit_day, JF_E_RANGE},
    {do_expiring, limit_week, JF_E_RANGE}, {do_expiring, day_late, JF_E_RANGE},
    {do_explain, change_none, JF_E_NOT_FOUND}, {do_move_unit, reform_key, JF_E_ARGUMENT},
    {do_move_unit, reform_day, JF_E_RANGE}, {do_move_unit, reform_unit, JF_E_NOT_FOUND},
    {do_move_unit, reform_parent, JF_E_NOT_FOUND}, {do_move_unit, reform_actor, JF_E_NOT_FOUND},
    {do_move_unit, reform_taken, JF_E_EXISTS}, {do_move_unit, reform_circle, JF_E_STATE},
    {do_rename, reform_key, JF_E_ARGUMENT}, {do_rename, text_empty, JF_E_ARGUMENT},
    {do_rename, text_bytes, JF_E_ENCODING}, {do_rename, reform_day, JF_E_RANGE},
    {do_rename, reform_unit, JF_E_NOT_FOUND}, {do_add_unit, add_negative, JF_E_ARGUMENT},
    {do_add_unit, text_empty, JF_E_ARGUMENT}, {do_add_unit, text_bytes, JF_E_ENCODING},
    {do_add_unit, add_known, JF_E_EXISTS}, {do_add_unit, reform_parent, JF_E_NOT_FOUND},
};

/* Balances of everything that the rows could touch, and the last reports. */
typedef struct standing {
    digest journal;
    jf_balance balances[4];
    size_t violations;
    size_t notices;
    int64_t entries;
} standing;

static standing standing_of(const fixture *f)
{
    static const int64_t units[] = {ORGAN, SECTION, OTHER, TEAM};
    standing s;

    memset(&s, 0, sizeof s);
    s.journal = digest_of(f->ledger);
    for (size_t i = 0; i < 4; i++)
        s.balances[i] = balance_of(f, limit_of(units[i], ALL, 0));
    s.violations = jf_ledger_violation_count(f->ledger);
    s.notices = jf_ledger_notice_count(f->ledger);
    s.entries = jf_ledger_entry_count(f->ledger);
    return s;
}

/* A ledger with holds, records, a loan, grants and a refusal that was the last to be told. */
static void prepare(fixture *f)
{
    jf_limit lender = limit_of(OTHER, ALL, 50);
    jf_limit borrower = limit_of(SECTION, ALL, 50);
    jf_grant grant = in_order().grant;
    int64_t text = 0;

    assert_ok(jf_ledger_text(f->ledger, "理由", &text, err));
    lender.lend_max = lender.borrow_max = 5;
    borrower.lend_max = borrower.borrow_max = 5;
    borrower.reserve_pool = 5;
    set_limit(f, lender);
    set_limit(f, borrower);
    set_limit(f, limit_of(FIRM, ALL, 0));
    assert_ok(attempt(f, jf_ledger_hold, HOLD, TEAM, FORMAL, 2, err));
    assert_ok(attempt(f, jf_ledger_issue, RECORD, TEAM, FORMAL, 2, err));
    assert_ok(attempt(f, jf_ledger_hold, OPEN, TEAM, FORMAL, 2, err));
    assert_ok(attempt(f, jf_ledger_hold, ENDED, TEAM, FORMAL, 2, err));
    assert_ok(jf_ledger_release(f->ledger, 60, ENDED, NULL, err));
    assert_ok(jf_ledger_grant(f->ledger, GRANTS, SUBJECT, &grant, 1, NULL, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 61, FIRM, FORMAL, 1, err));
}

static void every_documented_failure_leaves_no_trace(void **state)
{
    fixture *f = *state;
    standing before;

    prepare(f);
    before = standing_of(f);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        order o = in_order();
        jf_error error = {0};
        jf_status status;
        standing after;

        rows[i].spoil(&o);
        status = rows[i].call(f->ledger, &o, &error);
        if (status != rows[i].wanted)
            print_error("row %zu: %s\n", i, error.message);
        assert_int_equal(status, rows[i].wanted);
        after = standing_of(f);
        if (memcmp(&after, &before, sizeof after) != 0)
            print_error("row %zu has left a trace\n", i);
        assert_memory_equal(&after, &before, sizeof after);
    }
    print_message("%zu rows of bad input\n", sizeof rows / sizeof rows[0]);
}

/* The rows would prove nothing if what they break did not work. */
static void what_was_broken_goes_through_in_order(void **state)
{
    static const action actions[] = {
        do_limit,    do_text,     do_grant, do_issue,  do_hold,     do_check,
        do_commit,   do_release,  do_commit_lines,     do_expire,   do_adjust,
        do_transfer, do_borrow,   do_draw,  do_batch,  do_item,     do_balance,
        do_series,   do_expiring, do_explain,          do_move_unit, do_rename,
        do_add_unit};
    fixture *f = *state;

    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        order o = in_order();

        jf_ledger_free(f->ledger);
        f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
        prepare(f);
        assert_ok(actions[i](f->ledger, &o, err));
    }
}

/* Statuses that a call which is in order gives for the state. */
static void refusals_by_state_are_named(void **state)
{
    fixture *f = *state;
    order o = in_order();
    standing before;

    prepare(f);
    before = standing_of(f);
    assert_fails(JF_E_STATE, do_revive(f->ledger, &o, err));   /* held */
    assert_fails(JF_E_STATE, do_withdraw(f->ledger, &o, err)); /* held */
    assert_fails(JF_E_STATE, do_amend(f->ledger, &o, err));    /* held */
    assert_fails(JF_E_STATE, do_repay(f->ledger, &o, err));    /* nothing was borrowed */
    assert_same_digest(f->ledger, before.journal);
    o.limit.state = JF_LIMIT_UNLIMITED;
    o.limit.amount = 0;
    assert_ok(do_limit(f->ledger, &o, err));
    before = standing_of(f);
    assert_fails(JF_E_STATE, do_transfer(f->ledger, &o, err)); /* no number */
    assert_same_digest(f->ledger, before.journal);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(every_documented_failure_leaves_no_trace),
        fixture_test(what_was_broken_goes_through_in_order),
        fixture_test(refusals_by_state_are_named),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_bad_input", tests, NULL, NULL);
}
