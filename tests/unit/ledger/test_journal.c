/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

/* The last `size` bytes of the journal, written as hex without the CRC of the entry. */
static void assert_entry(const fixture *f, const uint8_t *body, size_t size)
{
    uint8_t bytes[256];
    size_t whole = jf_ledger_journal_size(f->ledger);

    assert_in_range(size, 1, sizeof bytes - 8);
    assert_ok(jf_ledger_journal_read(f->ledger, whole - size - 8, bytes, size + 8, err));
    assert_int_equal(bytes[0] | bytes[1] << 8, size);
    assert_memory_equal(bytes + 8, body, size);
}

static void limit_entry_has_its_layout(void **state)
{
    fixture *f = *state;
    const uint8_t body[] = {4, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 0x9e, 0x4b, 0,
                            0, 0, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    set_limit(f, limit_of(SECTION, DOCUMENT, 14));
    assert_entry(f, body, sizeof body);
}

static void issue_entry_has_its_layout(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(0x0102, FORMAL, MARCH);
    jf_line lines[2] = {issuer(TEAM, 1), recipient(FIRM, 2)};
    const uint8_t body[] = {5, 2, 2, 1, 0, 0, 0, 0, 0, 0,          /* type, flags, key */
                            9, 0, 0, 0, 0, 0, 0, 0,                /* subject */
                            0xe7, 0x4b, 0, 0, 2, 0, 0, 0,          /* day, kind */
                            2, 0, 0, 0, 0, 2, 0, 0, 0,             /* lines, first of them */
                            0x13, 5, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, /* recipient, count */
                            3, 0, 0, 0, 0, 0, 0, 0};               /* amounts[2] */

    record.subject = 9;
    lines[1].amounts[2] = 3;
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
    assert_entry(f, body, sizeof body);
}

static void refused_entry_carries_its_violations(void **state)
{
    fixture *f = *state;
    const uint8_t body[] = {5, 9, 3, 0, 0, 0, 0, 0, 0, 0,        /* type, flags, key */
                            0xe7, 0x4b, 0, 0, 2, 0, 0, 0,        /* day, kind */
                            1, 0, 0, 0, 0, 2, 0, 0, 0,           /* one line */
                            1, 0, 0, 0, 4,                       /* one report, the step */
                            0, 0, 0, 0, 2, 4, 1,                 /* limit, state, step, refuses */
                            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* amount, used */
                            0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, /* held, asked */
                            0x9e, 0x4b, 0, 0, 0x0a, 0x4d, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0};
    jf_limit limit = limit_of(ORGAN, ALL, 0);

    limit.state = JF_LIMIT_NOT_PLANNED;
    set_limit(f, limit);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 1, err));
    assert_entry(f, body, sizeof body);
}

static void commit_and_release_entries_have_their_layout(void **state)
{
    fixture *f = *state;
    const uint8_t commit[] = {7, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80};
    const uint8_t release[] = {8, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0};

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_commit(f->ledger, 3, 1, JF_DAY_NONE, NULL, err));
    assert_entry(f, commit, sizeof commit);
    assert_ok(jf_ledger_release(f->ledger, 4, 2, NULL, err));
    assert_entry(f, release, sizeof release);
}

static void names_of_units_stand_in_the_journal(void **state)
{
    fixture *f = *state;
    uint8_t bytes[64];
    const uint8_t name[] = {6, 0, 0xe5, 0x8d, 0x95, 0xe4, 0xbd, 0x8d};

    assert_ok(jf_ledger_journal_read(f->ledger, 8 + 43 + 8 + 13, bytes, sizeof name, err));
    assert_memory_equal(bytes, name, sizeof name);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(limit_entry_has_its_layout),
        fixture_test(issue_entry_has_its_layout),
        fixture_test(refused_entry_carries_its_violations),
        fixture_test(commit_and_release_entries_have_their_layout),
        fixture_test(names_of_units_stand_in_the_journal),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.journal", tests, NULL, NULL);
}
