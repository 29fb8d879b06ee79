/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void new_needs_all_three_handles(void **state)
{
    fixture *f = *state;
    jf_error error = {0};

    assert_null(jf_ledger_new(NULL, f->units, f->kinds, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_ledger_new(f->calendar, NULL, f->kinds, NULL, NULL));
    assert_null(jf_ledger_new(f->calendar, f->units, NULL, NULL, NULL));
}

static void calendar_must_be_sealed(void **state)
{
    fixture *f = *state;
    jf_calendar *open = jf_calendar_new(NULL, NULL);
    jf_error error = {0};

    assert_null(jf_ledger_new(open, f->units, f->kinds, NULL, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    jf_calendar_free(open);
}

static void options_are_checked(void **state)
{
    fixture *f = *state;
    jf_ledger_options options = {.size = sizeof options, .reserved = 1};
    jf_error error = {0};

    assert_null(jf_ledger_new(f->calendar, f->units, f->kinds, &options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    options.size = 0;
    assert_null(jf_ledger_new(f->calendar, f->units, f->kinds, &options, NULL));
}

static void free_of_nothing_is_allowed(void **state)
{
    (void)state;
    jf_ledger_free(NULL);
}

static void ledger_outlives_what_it_was_made_from(void **state)
{
    fixture *f = *state;

    jf_calendar_free(f->calendar);
    jf_tree_free(f->units);
    jf_tree_free(f->kinds);
    f->calendar = NULL;
    f->units = f->kinds = NULL;
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
}

static void later_nodes_of_the_trees_are_not_seen(void **state)
{
    fixture *f = *state;

    assert_ok(jf_tree_add(f->units, 99, 0, "新", err));
    assert_fails(JF_E_NOT_FOUND, attempt(f, jf_ledger_issue, 1, 99, FORMAL, 1, err));
}

static void journal_opens_with_calendar_units_and_kinds(void **state)
{
    fixture *f = *state;

    assert_int_equal(jf_ledger_entry_count(f->ledger), 1 + 7 + 5);
}

static void journal_is_read_in_parts(void **state)
{
    fixture *f = *state;
    size_t size = jf_ledger_journal_size(f->ledger);
    uint8_t *whole = malloc(size);
    uint8_t part[7];

    assert_non_null(whole);
    assert_ok(jf_ledger_journal_read(f->ledger, 0, whole, size, err));
    assert_ok(jf_ledger_journal_read(f->ledger, 5, part, sizeof part, err));
    assert_memory_equal(part, whole + 5, sizeof part);
    assert_ok(jf_ledger_journal_read(f->ledger, size, NULL, 0, err));
    assert_fails(JF_E_RANGE, jf_ledger_journal_read(f->ledger, size, part, 1, err));
    assert_fails(JF_E_RANGE, jf_ledger_journal_read(f->ledger, size + 1, part, 0, err));
    assert_fails(JF_E_RANGE, jf_ledger_journal_read(f->ledger, 1, part, SIZE_MAX, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_journal_read(f->ledger, 0, NULL, 1, err));
    free(whole);
}

static void digest_changes_with_every_entry(void **state)
{
    fixture *f = *state;
    digest before = digest_of(f->ledger);
    digest after;

    set_limit(f, limit_of(ORGAN, ALL, 3));
    after = digest_of(f->ledger);
    assert_memory_not_equal(before.bytes, after.bytes, sizeof before.bytes);
    assert_fails(JF_E_RANGE, jf_ledger_digest(f->ledger, before.bytes, 31, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_digest(f->ledger, NULL, 32, err));
}

static void two_calendars_open_differently(void **state)
{
    fixture *f = *state;
    jf_calendar *other = jf_calendar_new(NULL, NULL);
    jf_calendar_options plain = {.size = sizeof plain, .assume_plain_weeks = 1};
    jf_calendar *weeks = jf_calendar_new(&plain, NULL);
    jf_ledger *ledgers[2];
    digest taken[3];

    assert_ok(jf_calendar_set_known(other, MARCH, MARCH + 6, err));
    assert_ok(jf_calendar_seal(other, err));
    assert_ok(jf_calendar_seal(weeks, err));
    ledgers[0] = jf_ledger_new(other, f->units, f->kinds, NULL, NULL);
    ledgers[1] = jf_ledger_new(weeks, f->units, f->kinds, NULL, NULL);
    taken[0] = digest_of(f->ledger);
    taken[1] = digest_of(ledgers[0]);
    taken[2] = digest_of(ledgers[1]);
    assert_memory_not_equal(&taken[0], &taken[1], sizeof taken[0]);
    assert_memory_not_equal(&taken[0], &taken[2], sizeof taken[0]);
    assert_memory_not_equal(&taken[1], &taken[2], sizeof taken[0]);
    jf_ledger_free(ledgers[0]);
    jf_ledger_free(ledgers[1]);
    jf_calendar_free(other);
    jf_calendar_free(weeks);
}

static void null_is_an_argument_error_everywhere(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 1);
    jf_limit limit_out = {.size = sizeof limit_out};
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(ORGAN, 1);
    jf_balance balance = {.size = sizeof balance};
    jf_violation violation = {.size = sizeof violation};
    int64_t values[2];
    uint8_t bytes[32];

    assert_fails(JF_E_ARGUMENT, jf_ledger_set_limit(NULL, &limit, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_set_limit(f->ledger, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_limit_at(NULL, 0, &limit_out, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_limit_at(f->ledger, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_issue(NULL, &record, &line, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_issue(f->ledger, NULL, &line, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_issue(f->ledger, &record, NULL, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_hold(NULL, &record, &line, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_check(NULL, &record, &line, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_commit(NULL, 2, 1, MARCH, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_release(NULL, 2, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_violation_at(NULL, 0, &violation, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_violation_at(f->ledger, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_balance(NULL, &limit, &balance, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_balance(f->ledger, NULL, &balance, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_balance(f->ledger, &limit, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_series(NULL, &limit, MARCH, values, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_series(f->ledger, NULL, MARCH, values, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_series(f->ledger, &limit, MARCH, NULL, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_journal_read(NULL, 0, bytes, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_digest(NULL, bytes, 32, err));
    assert_null(jf_ledger_replay(NULL, bytes, 1, NULL, NULL));
    assert_null(jf_ledger_replay(f->calendar, NULL, 1, NULL, NULL));
    assert_int_equal(jf_ledger_limit_count(NULL), 0);
    assert_int_equal(jf_ledger_violation_count(NULL), 0);
    assert_int_equal(jf_ledger_entry_count(NULL), 0);
    assert_int_equal(jf_ledger_journal_size(NULL), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(new_needs_all_three_handles),
        fixture_test(calendar_must_be_sealed),
        fixture_test(options_are_checked),
        fixture_test(free_of_nothing_is_allowed),
        fixture_test(ledger_outlives_what_it_was_made_from),
        fixture_test(later_nodes_of_the_trees_are_not_seen),
        fixture_test(journal_opens_with_calendar_units_and_kinds),
        fixture_test(journal_is_read_in_parts),
        fixture_test(digest_changes_with_every_entry),
        fixture_test(two_calendars_open_differently),
        fixture_test(null_is_an_argument_error_everywhere),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.ledger", tests, NULL, NULL);
}
