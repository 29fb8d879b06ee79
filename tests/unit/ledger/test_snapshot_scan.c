/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshots.h"

static void changed_journal_is_found_at_its_entry(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;
    size_t at;

    fill(f);
    at = jf_ledger_journal_size(f->ledger);
    assert_ok(attempt(f, jf_ledger_issue, 50, SECTION, MEETING, 1, err));
    snapshot = snapshot_of(f->ledger);
    journal = journal_of(f->ledger);
    journal.bytes[at + 12] ^= 1;
    assert_refused(f, snapshot, journal, JF_E_CORRUPT, at);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void shorter_journal_is_refused(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;

    fill(f);
    journal = journal_of(f->ledger);
    assert_ok(attempt(f, jf_ledger_issue, 50, SECTION, MEETING, 1, err));
    snapshot = snapshot_of(f->ledger);
    assert_refused(f, snapshot, journal, JF_E_STATE, SIZE_MAX);
    journal.size--;
    assert_refused(f, snapshot, journal, JF_E_STATE, SIZE_MAX);
    journal.size = 0;
    assert_refused(f, snapshot, journal, JF_E_CORRUPT, 0);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void journal_of_another_ledger_is_refused(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journals[2];

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    snapshot = snapshot_of(f->ledger);
    jf_ledger_free(f->ledger);
    f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 4, err));
    journals[0] = journal_of(f->ledger); /* with entries of the same size */
    jf_ledger_free(f->ledger);
    f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
    fill(f);
    journals[1] = journal_of(f->ledger);
    for (int i = 0; i < 2; i++) {
        assert_refused(f, snapshot, journals[i], JF_E_STATE, SIZE_MAX);
        free(journals[i].bytes);
    }
    free(snapshot.bytes);
}

static void another_calendar_is_refused(void **state)
{
    fixture *f = *state;
    fixture other = {.calendar = jf_calendar_new(NULL, NULL)};
    content snapshot = snapshot_of(f->ledger);
    content journal = journal_of(f->ledger);

    assert_refused(&other, snapshot, journal, JF_E_NOT_SEALED, SIZE_MAX);
    assert_ok(jf_calendar_set_known(other.calendar, MARCH, MARCH, err));
    assert_ok(jf_calendar_seal(other.calendar, err));
    assert_refused(&other, snapshot, journal, JF_E_STATE, SIZE_MAX);
    jf_calendar_free(other.calendar);
    free(snapshot.bytes);
    free(journal.bytes);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(changed_journal_is_found_at_its_entry),
        fixture_test(shorter_journal_is_refused),
        fixture_test(journal_of_another_ledger_is_refused),
        fixture_test(another_calendar_is_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.snapshot_scan", tests, NULL, NULL);
}
