/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_attempt attempt_of(const fixture *f, int64_t key)
{
    jf_attempt attempt = {.size = sizeof attempt};

    assert_ok(jf_ledger_attempt(f->ledger, key, &attempt, err));
    return attempt;
}

static void attempts_are_told_as_they_stand_now(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[2] = {issuer(TEAM, 1), recipient(FIRM, 2)};
    jf_change change = {.size = sizeof change, .day = APRIL, .key = 3, .of = 1, .kind = LETTER};
    jf_attempt told;
    jf_line line;

    record.subject = 77;
    record.expires = APRIL;
    lines[1].amounts[2] = 9;
    set_limit(f, limit_of(SECTION, ALL, 3));
    assert_ok(jf_ledger_hold(f->ledger, &record, lines, 2, NULL, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 9, err));
    assert_ok(jf_ledger_commit_lines(f->ledger, &change, lines, 1, NULL, err));
    assert_int_equal(jf_ledger_attempt_count(f->ledger), 3);
    told = attempt_of(f, 1);
    assert_int_equal(told.type, JF_ATTEMPT_TYPE_HOLD);
    assert_int_equal(told.state, JF_ATTEMPT_STATE_USED);
    assert_int_equal(told.subject, 77);
    assert_int_equal(told.day, APRIL);
    assert_int_equal(told.expires, APRIL);
    assert_int_equal(told.kind, LETTER);
    assert_int_equal(told.line_count, 1);
    told = attempt_of(f, 3);
    assert_int_equal(told.type, JF_ATTEMPT_TYPE_COMMIT);
    assert_int_equal(told.state, JF_ATTEMPT_STATE_DONE);
    assert_int_equal(told.of, 1);
    assert_int_equal(told.entry, jf_ledger_entry_count(f->ledger));
    assert_ok(jf_ledger_attempt_at(f->ledger, 1, &told, err));
    assert_int_equal(told.key, 2);
    assert_int_equal(told.state, JF_ATTEMPT_STATE_REFUSED);
    assert_ok(jf_ledger_line_at(f->ledger, 2, 0, &line, err));
    assert_int_equal(line.count, 9);
    assert_int_equal(line.unit, TEAM);
    assert_int_equal(jf_ledger_line_count(f->ledger, 1), 1);
    assert_int_equal(jf_ledger_line_count(f->ledger, 9), 0);
    assert_fails(JF_E_RANGE, jf_ledger_line_at(f->ledger, 1, 1, &line, err));
    assert_fails(JF_E_NOT_FOUND, jf_ledger_line_at(f->ledger, 9, 0, &line, err));
    assert_fails(JF_E_RANGE, jf_ledger_attempt_at(f->ledger, 3, &told, err));
    assert_fails(JF_E_NOT_FOUND, jf_ledger_attempt(f->ledger, 9, &told, err));
}

static void grants_tell_who_when_and_why(void **state)
{
    fixture *f = *state;
    jf_grant grant = {.unit = SECTION, .kind = ALL, .side = JF_SIDE_ISSUER,
                      .measure = JF_MEASURE_COUNT, .period_kind = JF_PERIOD_YEAR,
                      .fiscal_month = 1, .day = MARCH, .step = JF_STEP_REFUSE, .on = APRIL};
    jf_grant told;

    set_limit(f, limit_of(SECTION, ALL, 3));
    assert_ok(jf_ledger_text(f->ledger, "王主任", &grant.by, err));
    assert_ok(jf_ledger_text(f->ledger, "防汛急件", &grant.reason, err));
    assert_ok(jf_ledger_grant(f->ledger, 5, 77, &grant, 1, NULL, err));
    assert_ok(jf_ledger_grant_at(f->ledger, 5, 0, &told, err));
    assert_int_equal(jf_ledger_grant_count(f->ledger, 5), 1);
    assert_int_equal(jf_ledger_grant_count(f->ledger, 6), 0);
    grant.day = told.day; /* the first of the year */
    assert_memory_equal(&told, &grant, sizeof told);
    assert_int_equal(attempt_of(f, 5).type, JF_ATTEMPT_TYPE_GRANT);
    assert_fails(JF_E_RANGE, jf_ledger_grant_at(f->ledger, 5, 1, &told, err));
    assert_fails(JF_E_NOT_FOUND, jf_ledger_grant_at(f->ledger, 6, 0, &told, err));
    grant.on = JF_DAY_LAST + 1;
    assert_fails(JF_E_RANGE, jf_ledger_grant(f->ledger, 6, 77, &grant, 1, NULL, err));
    grant.on = 0;
    grant.reason = 99;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_grant(f->ledger, 6, 77, &grant, 1, NULL, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(attempts_are_told_as_they_stand_now),
        fixture_test(grants_tell_who_when_and_why),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.history", tests, NULL, NULL);
}
