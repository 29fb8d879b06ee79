/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "jianfu/ledger_reconcile.h"

static jf_outside outside_of(int64_t subject, int64_t kind, int64_t unit, int64_t count)
{
    return (jf_outside){
        .subject = subject, .kind = kind, .unit = unit, .count = count, .day = MARCH};
}

/* Three records as outside has them: subjects 1 to 3. */
static void issue_three(fixture *f, jf_outside rows[3])
{
    for (int64_t i = 0; i < 3; i++) {
        rows[i] = outside_of(i + 1, FORMAL, TEAM, i + 2);
        assert_ok(attempt(f, jf_ledger_issue, i + 1, TEAM, FORMAL, i + 2, err));
    }
}

static jf_reconciliation *reconcile(const fixture *f, const jf_reconcile *scope,
                                    const jf_outside *rows, size_t row_count)
{
    jf_error error = {0};

    return assert_made(jf_ledger_reconcile(f->ledger, scope, rows, row_count, &error), &error);
}

static jf_difference at(const jf_reconciliation *found, size_t index)
{
    jf_difference difference = {.size = sizeof difference};

    assert_ok(jf_reconciliation_at(found, index, &difference, err));
    return difference;
}

static void assert_count(const fixture *f, const jf_reconcile *scope, const jf_outside *rows,
                         size_t row_count, size_t wanted)
{
    jf_reconciliation *found = reconcile(f, scope, rows, row_count);

    assert_int_equal(jf_reconciliation_count(found), wanted);
    jf_reconciliation_free(found);
}

/* The only difference. */
static jf_difference only(const fixture *f, const jf_reconcile *scope, const jf_outside *rows,
                          size_t row_count)
{
    jf_reconciliation *found = reconcile(f, scope, rows, row_count);
    jf_difference difference = at(found, 0);

    assert_int_equal(jf_reconciliation_count(found), 1);
    jf_reconciliation_free(found);
    return difference;
}

static void nothing_differs_from_itself(void **state)
{
    fixture *f = *state;
    jf_outside rows[3];

    issue_three(f, rows);
    assert_count(f, NULL, rows, 3, 0);
}

static void missing_and_extra_are_told(void **state)
{
    fixture *f = *state;
    jf_outside rows[3];
    jf_difference difference;
    jf_reconciliation *found;

    issue_three(f, rows);
    rows[1] = outside_of(20, LETTER, OTHER, 5);
    found = reconcile(f, NULL, rows, 3);
    assert_int_equal(jf_reconciliation_count(found), 2);
    difference = at(found, 0);
    assert_int_equal(difference.type, JF_DIFFERENCE_MISSING);
    assert_int_equal(difference.subject, 20);
    assert_int_equal(difference.key, 0);
    assert_int_equal(difference.outside_kind, LETTER);
    assert_int_equal(difference.outside_unit, OTHER);
    assert_int_equal(difference.outside_count, 5);
    assert_int_equal(difference.outside_day, MARCH);
    assert_int_equal(difference.day, JF_DAY_NONE);
    difference = at(found, 1);
    assert_int_equal(difference.type, JF_DIFFERENCE_EXTRA);
    assert_int_equal(difference.key, 2);
    assert_int_equal(difference.subject, 2);
    assert_int_equal(difference.unit, TEAM);
    assert_int_equal(difference.count, 3);
    assert_int_equal(difference.outside_day, JF_DAY_NONE);
    jf_reconciliation_free(found);
}

static void each_field_that_differs_is_a_difference(void **state)
{
    fixture *f = *state;
    jf_outside rows[3];
    const int32_t types[] = {JF_DIFFERENCE_RECLASSED, JF_DIFFERENCE_DIFFERENT,
                             JF_DIFFERENCE_DIFFERENT, JF_DIFFERENCE_DIFFERENT};
    jf_reconciliation *found;

    issue_three(f, rows);
    rows[0] = (jf_outside){
        .subject = 1, .kind = LETTER, .unit = OTHER, .count = 9, .day = MARCH + 1};
    found = reconcile(f, NULL, rows, 3);
    assert_int_equal(jf_reconciliation_count(found), 4);
    for (size_t i = 0; i < 4; i++) {
        jf_difference difference = at(found, i);

        assert_int_equal(difference.type, types[i]);
        assert_int_equal(difference.field, i);
        assert_int_equal(difference.key, 1);
        assert_int_equal(difference.kind, FORMAL);
        assert_int_equal(difference.outside_kind, LETTER);
        assert_int_equal(difference.unit, TEAM);
        assert_int_equal(difference.outside_unit, OTHER);
        assert_int_equal(difference.count, 2);
        assert_int_equal(difference.outside_count, 9);
        assert_int_equal(difference.day, MARCH);
        assert_int_equal(difference.outside_day, MARCH + 1);
        assert_int_equal(difference.line_count, i < 2 ? 0 : 1);
    }
    jf_reconciliation_free(found);
}

static void merged_subjects_that_still_count_are_told(void **state)
{
    fixture *f = *state;
    jf_outside rows[3];
    jf_difference difference;

    issue_three(f, rows);
    rows[2].merged_into = 1;
    rows[2].count = 77; /* nothing else of it is compared */
    difference = only(f, NULL, rows, 3);
    assert_int_equal(difference.type, JF_DIFFERENCE_MERGED);
    assert_int_equal(difference.merged_into, 1);
    assert_int_equal(difference.key, 3);
    rows[2].subject = 30; /* not in the ledger: as it should be */
    difference = only(f, NULL, rows, 3);
    assert_int_equal(difference.type, JF_DIFFERENCE_EXTRA);
}

static void what_counts_now_is_compared(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(7, FORMAL, TEAM, 5);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 50);
    jf_change change = {.size = sizeof change, .key = 4, .of = 3, .day = JF_DAY_NONE, .frees = 1};

    record.subject = 7;
    set_limit(f, limit_of(ORGAN, ALL, 10));
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_int_equal(only(f, NULL, &row, 1).type, JF_DIFFERENCE_MISSING);
    record.key = 3;
    line.count = 4;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_int_equal(only(f, NULL, &row, 1).field, JF_DIFFERENCE_FIELD_COUNT);
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    assert_int_equal(only(f, NULL, &row, 1).type, JF_DIFFERENCE_MISSING);
    record.key = 5;
    line.count = 5;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_count(f, NULL, &row, 1, 0);
    change = (jf_change){.size = sizeof change, .key = 6, .of = 5, .day = JF_DAY_NONE};
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    assert_count(f, NULL, &row, 1, 0); /* withdrawn, and counts */
}

static void open_hold_is_not_yet_a_record(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, TEAM, 5);
    jf_difference difference;

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 5, err));
    assert_count(f, NULL, NULL, 0, 0);
    difference = only(f, NULL, &row, 1);
    assert_int_equal(difference.type, JF_DIFFERENCE_MISSING);
    assert_int_equal(difference.key, 1);
    assert_int_equal(difference.line_count, 0);
    row.count = 6;
    assert_int_equal(only(f, NULL, &row, 1).line_count, 1);
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, JF_DAY_NONE, NULL, err));
    row.count = 5;
    assert_count(f, NULL, &row, 1, 0);
}

static void second_record_of_a_subject_is_extra(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(7, FORMAL, TEAM, 5);
    jf_record record = record_of(1, FORMAL, MARCH - 1);
    jf_line line = issuer(TEAM, 5);
    jf_difference difference;

    record.subject = 7;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    record.key = 2;
    record.day = MARCH;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    difference = only(f, NULL, &row, 1);
    assert_int_equal(difference.type, JF_DIFFERENCE_EXTRA);
    assert_int_equal(difference.key, 1); /* the other fits better */
    row.day = MARCH - 1;
    assert_int_equal(only(f, NULL, &row, 1).key, 2);
}

static void part_restricts_what_is_compared(void **state)
{
    fixture *f = *state;
    jf_outside rows[2] = {outside_of(1, LETTER, OTHER, 1), outside_of(2, FORMAL, TEAM, 1)};
    jf_reconcile part = {.size = sizeof part};

    assert_ok(attempt(f, jf_ledger_issue, 3, SECTION, MEETING, 1, err));
    assert_count(f, &part, rows, 2, 3);
    part.unit = SECTION;
    assert_count(f, &part, rows, 2, 2);
    part.kind = DOCUMENT;
    assert_count(f, &part, rows, 2, 1);
    part.unit = 0;
    assert_count(f, &part, rows, 2, 2);
    part.first = MARCH + 1;
    assert_count(f, &part, rows, 2, 0);
    part.first = part.last = MARCH;
    assert_count(f, &part, rows, 2, 2);
    part.first = JF_DAY_NONE;
    part.last = MARCH - 1;
    assert_count(f, &part, rows, 2, 0);
}

static void subject_that_left_the_part_differs_and_is_not_missing(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, TEAM, 1);
    jf_reconcile part = {.size = sizeof part, .first = MARCH + 1};

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
    row.day = MARCH + 1;
    assert_int_equal(only(f, &part, &row, 1).field, JF_DIFFERENCE_FIELD_DAY);
    part.first = 0;
    part.last = MARCH;
    assert_int_equal(only(f, &part, &row, 1).field, JF_DIFFERENCE_FIELD_DAY);
}

static void unit_and_its_heir_are_the_same(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, OTHER, 1);
    jf_reform reform = {.size = sizeof reform, .day = MARCH, .key = 9, .unit = TEAM};
    jf_reconcile part = {.size = sizeof part, .unit = OTHER};

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
    assert_int_equal(only(f, NULL, &row, 1).field, JF_DIFFERENCE_FIELD_UNIT);
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_count(f, NULL, &row, 1, 0);
    assert_int_equal(only(f, &part, NULL, 0).type, JF_DIFFERENCE_EXTRA);
}

static void lead_and_all_issuers_are_what_a_register_shows(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, OTHER, 3);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[4] = {recipient(FIRM, 8), issuer(TEAM, 0), issuer(OTHER, 1), issuer(TEAM, 2)};
    jf_difference difference;

    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 4, NULL, err));
    assert_count(f, NULL, &row, 1, 0);
    record.key = 2;
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 1, NULL, err));
    difference = only(f, NULL, &row, 1);
    assert_int_equal(difference.type, JF_DIFFERENCE_EXTRA);
    assert_int_equal(difference.unit, 0);
    assert_int_equal(difference.count, 0);
}

static void assert_row_fails(const fixture *f, jf_outside bad, jf_status wanted)
{
    jf_outside rows[3] = {outside_of(1, FORMAL, TEAM, 1), bad, bad};
    jf_error error = {0};

    assert_null(jf_ledger_reconcile(f->ledger, NULL, rows, 3, &error));
    assert_int_equal(error.status, wanted);
    assert_int_equal(error.line, 2);
}

static void bad_rows_are_refused_by_their_number(void **state)
{
    fixture *f = *state;
    const jf_outside good = outside_of(2, FORMAL, TEAM, 1);
    jf_outside bad[] = {good, good, good, good, good, good, good, good, good};
    const jf_status wanted[] = {JF_E_ARGUMENT, JF_E_ARGUMENT, JF_E_ARGUMENT,
                                JF_E_ARGUMENT, JF_E_ARGUMENT, JF_E_RANGE,
                                JF_E_NOT_FOUND, JF_E_NOT_FOUND, JF_E_EXISTS};

    bad[0].subject = 0;
    bad[1].count = -1;
    bad[2].merged_into = -1;
    bad[3].merged_into = 2;
    bad[4].reserved = 1;
    bad[5].day = JF_DAY_NONE;
    bad[6].unit = 0;
    bad[7].kind = 999;
    bad[8].subject = 1;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_row_fails(f, bad[i], wanted[i]);
}

static void rows_of_one_subject_are_named(void **state)
{
    fixture *f = *state;
    const jf_outside rows[3] = {outside_of(5, FORMAL, TEAM, 1), outside_of(6, FORMAL, TEAM, 1),
                                outside_of(5, LETTER, TEAM, 1)};
    jf_error error = {0};

    assert_null(jf_ledger_reconcile(f->ledger, NULL, rows, 3, &error));
    assert_int_equal(error.status, JF_E_EXISTS);
    assert_int_equal(error.subject, 5);
    assert_int_equal(error.expected, 1);
    assert_int_equal(error.actual, 3);
    assert_string_equal(error.message, "subject 5 stands in rows 1 and 3");
}

static void assert_part_fails(const fixture *f, jf_reconcile part, jf_status wanted)
{
    jf_error error = {0};

    assert_null(jf_ledger_reconcile(f->ledger, &part, NULL, 0, &error));
    assert_int_equal(error.status, wanted);
}

static void bad_parts_and_arrays_are_refused(void **state)
{
    fixture *f = *state;
    const uint32_t size = sizeof(jf_reconcile);
    const jf_outside row = outside_of(1, FORMAL, TEAM, 1);
    jf_error error = {0};

    assert_part_fails(f, (jf_reconcile){.size = 0}, JF_E_ARGUMENT);
    assert_part_fails(f, (jf_reconcile){.size = size, .reserved = 1}, JF_E_ARGUMENT);
    assert_part_fails(f, (jf_reconcile){.size = size, .unit = 999}, JF_E_NOT_FOUND);
    assert_part_fails(f, (jf_reconcile){.size = size, .kind = 999}, JF_E_NOT_FOUND);
    assert_part_fails(f, (jf_reconcile){.size = size, .first = JF_DAY_LAST + 1}, JF_E_RANGE);
    assert_part_fails(f, (jf_reconcile){.size = size, .last = JF_DAY_FIRST - 1}, JF_E_RANGE);
    assert_part_fails(f, (jf_reconcile){.size = size, .first = 9, .last = 8}, JF_E_RANGE);
    assert_null(jf_ledger_reconcile(NULL, NULL, &row, 1, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_ledger_reconcile(f->ledger, NULL, NULL, 1, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_ledger_reconcile(f->ledger, NULL, &row, (size_t)1 << 25, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
}

static void list_of_differences_has_an_end(void **state)
{
    fixture *f = *state;
    jf_difference difference = {.size = sizeof difference};
    jf_reconciliation *found = reconcile(f, NULL, NULL, 0);

    assert_fails(JF_E_RANGE, jf_reconciliation_at(found, 0, &difference, err));
    assert_fails(JF_E_ARGUMENT, jf_reconciliation_at(found, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_reconciliation_at(NULL, 0, &difference, err));
    assert_int_equal(jf_reconciliation_count(NULL), 0);
    jf_reconciliation_free(found);
    jf_reconciliation_free(NULL);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(nothing_differs_from_itself),
        fixture_test(missing_and_extra_are_told),
        fixture_test(each_field_that_differs_is_a_difference),
        fixture_test(merged_subjects_that_still_count_are_told),
        fixture_test(what_counts_now_is_compared),
        fixture_test(open_hold_is_not_yet_a_record),
        fixture_test(second_record_of_a_subject_is_extra),
        fixture_test(part_restricts_what_is_compared),
        fixture_test(subject_that_left_the_part_differs_and_is_not_missing),
        fixture_test(unit_and_its_heir_are_the_same),
        fixture_test(lead_and_all_issuers_are_what_a_register_shows),
        fixture_test(bad_rows_are_refused_by_their_number),
        fixture_test(rows_of_one_subject_are_named),
        fixture_test(bad_parts_and_arrays_are_refused),
        fixture_test(list_of_differences_has_an_end),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.reconcile", tests, NULL, NULL);
}
