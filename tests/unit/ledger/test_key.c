/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <string.h>

static void retry_of_a_granted_attempt_gives_the_first_outcome(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(5, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 1);
    jf_outcome first = {.size = sizeof first};
    jf_outcome again = {.size = sizeof again};
    digest before;

    set_limit(f, limit_of(ORGAN, ALL, 1));
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, &first, err));
    before = digest_of(f->ledger);
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, &again, err));
    assert_int_equal(again.entry, first.entry);
    assert_int_equal(again.repeated, 1);
    assert_same_digest(f->ledger, before);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 1, 0);
}

static void retry_of_a_refused_attempt_stays_refused_with_its_numbers(void **state)
{
    fixture *f = *state;
    jf_error first = {0};
    jf_error again = {0};
    jf_violation violation;

    set_limit(f, limit_of(ORGAN, ALL, 1));
    set_limit(f, limit_of(TEAM, FORMAL, 2));
    (void)attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 3, &first);
    violation = violation_of(f, 1);
    set_limit(f, limit_of(ORGAN, ALL, 100));
    set_limit(f, limit_of(TEAM, FORMAL, 100));
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 7, err));
    assert_int_equal(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 3, &again), JF_E_LIMIT);
    assert_string_equal(again.message, first.message);
    assert_int_equal(again.actual, first.actual);
    assert_int_equal(jf_ledger_violation_count(f->ledger), 2);
    assert_int_equal(violation_of(f, 1).amount, violation.amount);
    assert_int_equal(violation_of(f, 1).used, 0);
}

static void retries_of_hold_commit_and_release_change_nothing(void **state)
{
    fixture *f = *state;
    jf_outcome outcome = {.size = sizeof outcome};
    digest before;

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_commit(f->ledger, 3, 1, MARCH, NULL, err));
    assert_ok(jf_ledger_release(f->ledger, 4, 2, NULL, err));
    before = digest_of(f->ledger);
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_commit(f->ledger, 3, 1, MARCH, &outcome, err));
    assert_int_equal(outcome.repeated, 1);
    assert_ok(jf_ledger_release(f->ledger, 4, 2, &outcome, err));
    assert_int_equal(outcome.repeated, 1);
    assert_same_digest(f->ledger, before);
}

static void refused_commit_stays_refused_under_its_key(void **state)
{
    fixture *f = *state;
    jf_limit next = limit_of(ORGAN, ALL, 0);

    next.day = NEXT_YEAR;
    set_limit(f, next);
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_LIMIT, jf_ledger_commit(f->ledger, 2, 1, NEXT_YEAR, NULL, err));
    assert_ok(jf_ledger_release(f->ledger, 3, 1, NULL, err));
    assert_fails(JF_E_LIMIT, jf_ledger_commit(f->ledger, 2, 1, NEXT_YEAR, NULL, err));
}

static void subject_zero_is_the_key(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(5, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 1);

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    record.subject = 5;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

static void assert_names(fixture *f, const jf_record *record, const jf_line *lines, size_t count,
                         const char *field)
{
    jf_error error = {0};
    digest before = digest_of(f->ledger);

    assert_int_equal(jf_ledger_issue(f->ledger, record, lines, count, NULL, &error), JF_E_EXISTS);
    assert_non_null(strstr(error.message, field));
    assert_int_equal(error.subject, 5);
    assert_int_not_equal(error.expected, error.actual);
    assert_same_digest(f->ledger, before);
}

static void other_content_under_a_key_names_the_field(void **state)
{
    fixture *f = *state;
    const jf_record record = record_of(5, FORMAL, MARCH);
    const jf_line lines[2] = {issuer(TEAM, 1), recipient(FIRM, 1)};
    jf_record other = record;
    jf_line changed[2] = {lines[0], lines[1]};

    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
    other.day++;
    assert_names(f, &other, lines, 2, " day:");
    other = record;
    other.subject = 6;
    assert_names(f, &other, lines, 2, " subject:");
    other = record;
    other.kind = LETTER;
    assert_names(f, &other, lines, 2, " kind:");
    assert_names(f, &record, lines, 1, " line_count:");
    changed[1].unit = SHOP;
    assert_names(f, &record, changed, 2, " lines[1].unit:");
    changed[1] = lines[1];
    changed[0].side = JF_SIDE_RECIPIENT;
    assert_names(f, &record, changed, 2, " lines[0].side:");
    changed[0] = lines[0];
    changed[0].count = 3;
    assert_names(f, &record, changed, 2, " lines[0].count:");
    changed[0] = lines[0];
    changed[1].amounts[2] = 3;
    assert_names(f, &record, changed, 2, " lines[1].amounts[2]:");
}

static void other_operation_under_a_key_is_named(void **state)
{
    fixture *f = *state;
    jf_error error = {0};

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_commit(f->ledger, 3, 1, MARCH, NULL, err));
    assert_int_equal(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, &error), JF_E_EXISTS);
    assert_non_null(strstr(error.message, "operation"));
    assert_int_equal(jf_ledger_release(f->ledger, 3, 2, NULL, &error), JF_E_EXISTS);
    assert_non_null(strstr(error.message, "operation"));
    assert_int_equal(jf_ledger_commit(f->ledger, 3, 2, MARCH, NULL, &error), JF_E_EXISTS);
    assert_non_null(strstr(error.message, "hold_key"));
    assert_int_equal(jf_ledger_commit(f->ledger, 3, 1, APRIL, NULL, &error), JF_E_EXISTS);
    assert_non_null(strstr(error.message, " day:"));
}

static void failed_calls_are_not_remembered(void **state)
{
    fixture *f = *state;

    assert_fails(JF_E_NOT_FOUND, attempt(f, jf_ledger_issue, 1, 99, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
}

static void many_keys_are_remembered(void **state)
{
    fixture *f = *state;
    int64_t entries;

    for (int64_t key = 1; key <= 2000; key++)
        assert_ok(attempt(f, jf_ledger_issue, key * key, TEAM, FORMAL, key % 3, err));
    entries = jf_ledger_entry_count(f->ledger);
    for (int64_t key = 1; key <= 2000; key++)
        assert_ok(attempt(f, jf_ledger_issue, key * key, TEAM, FORMAL, key % 3, err));
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(retry_of_a_granted_attempt_gives_the_first_outcome),
        fixture_test(retry_of_a_refused_attempt_stays_refused_with_its_numbers),
        fixture_test(retries_of_hold_commit_and_release_change_nothing),
        fixture_test(refused_commit_stays_refused_under_its_key),
        fixture_test(subject_zero_is_the_key),
        fixture_test(other_content_under_a_key_names_the_field),
        fixture_test(other_operation_under_a_key_is_named),
        fixture_test(failed_calls_are_not_remembered),
        fixture_test(many_keys_are_remembered),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.key", tests, NULL, NULL);
}
