/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void issue_says_how_it_went(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(7, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 1);
    jf_outcome outcome = {.size = sizeof outcome};

    set_limit(f, limit_of(ORGAN, ALL, 1));
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, &outcome, err));
    assert_int_equal(outcome.status, JF_OK);
    assert_int_equal(outcome.entry, jf_ledger_entry_count(f->ledger));
    assert_int_equal(outcome.violation_count, 0);
    assert_int_equal(outcome.repeated, 0);
    record.key = 8;
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, &outcome, err));
    assert_int_equal(outcome.status, JF_E_LIMIT);
    assert_int_equal(outcome.entry, jf_ledger_entry_count(f->ledger));
    assert_int_equal(outcome.violation_count, 1);
}

static void check_decides_as_issue_and_leaves_no_trace(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(7, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 1);
    jf_outcome outcome = {.size = sizeof outcome};
    digest before;

    set_limit(f, limit_of(ORGAN, ALL, 1));
    before = digest_of(f->ledger);
    assert_ok(jf_ledger_check(f->ledger, &record, &line, 1, &outcome, err));
    assert_int_equal(outcome.entry, 0);
    line.count = 2;
    assert_fails(JF_E_LIMIT, jf_ledger_check(f->ledger, &record, &line, 1, &outcome, err));
    assert_int_equal(violation_of(f, 0).short_by, 1);
    assert_same_digest(f->ledger, before);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 0);
    assert_ok(attempt(f, jf_ledger_issue, 7, TEAM, FORMAL, 1, err));
}

static void check_may_do_without_a_key(void **state)
{
    fixture *f = *state;

    assert_ok(attempt(f, jf_ledger_check, 0, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_ARGUMENT, attempt(f, jf_ledger_check, -1, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_ARGUMENT, attempt(f, jf_ledger_issue, 0, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_ARGUMENT, attempt(f, jf_ledger_hold, 0, TEAM, FORMAL, 1, err));
}

static void check_of_a_remembered_key_answers_as_issue_would(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 1);
    jf_outcome outcome = {.size = sizeof outcome};

    set_limit(f, limit_of(ORGAN, ALL, 0));
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    set_limit(f, limit_of(ORGAN, ALL, 9));
    assert_fails(JF_E_LIMIT, jf_ledger_check(f->ledger, &record, &line, 1, &outcome, err));
    assert_int_equal(outcome.repeated, 1);
    assert_true(outcome.entry > 0);
    line.count = 2;
    assert_fails(JF_E_EXISTS, jf_ledger_check(f->ledger, &record, &line, 1, &outcome, err));
}

static void wrong_fields_are_refused_before_anything_else(void **state)
{
    fixture *f = *state;
    jf_record good = record_of(1, FORMAL, MARCH);
    jf_record records[] = {good, good, good};
    jf_line lines[] = {issuer(99, 1), issuer(TEAM, -1), issuer(TEAM, 1), issuer(TEAM, 1),
                       issuer(TEAM, 1), issuer(TEAM, 1)};
    jf_outcome outcome = {.size = 0};
    digest before = digest_of(f->ledger);

    records[0].size = 0;
    records[1].key = 0;
    records[2].subject = -1;
    lines[2].amounts[3] = -1;
    lines[3].side = 0;
    lines[4].side = 3;
    lines[5].reserved = 1;
    for (size_t i = 0; i < 3; i++)
        assert_fails(JF_E_ARGUMENT,
                     jf_ledger_issue(f->ledger, &records[i], lines, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_issue(f->ledger, &good, lines, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_issue(f->ledger, &good, lines, 1048577, NULL, err));
    for (size_t i = 1; i < 6; i++)
        assert_fails(JF_E_ARGUMENT,
                     jf_ledger_issue(f->ledger, &good, &lines[i], 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_issue(f->ledger, &good, lines, 1, &outcome, err));
    assert_same_digest(f->ledger, before);
}

static void unknown_kind_unit_and_day_are_refused_in_this_order(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, 98, INT32_MAX);
    jf_line line = issuer(99, 1);
    jf_error error = {0};

    assert_int_equal(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, &error), JF_E_NOT_FOUND);
    assert_int_equal(error.subject, 98);
    record.kind = FORMAL;
    assert_int_equal(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, &error), JF_E_NOT_FOUND);
    assert_int_equal(error.subject, 99);
    line.unit = TEAM;
    assert_fails(JF_E_RANGE, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    record.day = JF_DAY_FIRST - 1;
    assert_fails(JF_E_RANGE, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    record.day = JF_DAY_NONE;
    assert_fails(JF_E_RANGE, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

static void failed_call_leaves_outcome_and_violations(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(2, 98, MARCH);
    jf_line line = issuer(TEAM, 1);
    jf_outcome outcome = {.size = sizeof outcome, .entry = 77};

    set_limit(f, limit_of(ORGAN, ALL, 0));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_NOT_FOUND,
                 jf_ledger_issue(f->ledger, &record, &line, 1, &outcome, err));
    assert_int_equal(outcome.entry, 77);
    assert_int_equal(jf_ledger_violation_count(f->ledger), 1);
}

static void shorter_outcome_of_an_older_caller_is_filled(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 1);
    jf_outcome outcome = {.size = 8, .entry = 77};

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, &outcome, err));
    assert_int_equal(outcome.size, 8);
    assert_int_equal(outcome.entry, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(issue_says_how_it_went),
        fixture_test(check_decides_as_issue_and_leaves_no_trace),
        fixture_test(check_may_do_without_a_key),
        fixture_test(check_of_a_remembered_key_answers_as_issue_would),
        fixture_test(wrong_fields_are_refused_before_anything_else),
        fixture_test(unknown_kind_unit_and_day_are_refused_in_this_order),
        fixture_test(failed_call_leaves_outcome_and_violations),
        fixture_test(shorter_outcome_of_an_older_caller_is_filled),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.attempt", tests, NULL, NULL);
}
