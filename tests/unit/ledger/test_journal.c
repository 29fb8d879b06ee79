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

static void group_entry_has_its_layout(void **state)
{
    fixture *f = *state;
    jf_item items[2] = {
        {.key = 1, .kind = FORMAL, .verb = JF_VERB_HOLD, .day = MARCH, .line_count = 1,
         .linked = 1},
        {.key = 2, .of = 1, .verb = JF_VERB_RELEASE}};
    jf_line line = issuer(TEAM, 1);
    const uint8_t first[] = {6,  0, 0, 0, 0, 0, 0, 0, 16, 2, 0, 0, 0, 0,
                             27, 0, 0, 0, 0, 0, 0, 0, 6,  0, 1};
    const uint8_t last[] = {8, 65, 4, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0};
    int32_t results[2];
    size_t start = jf_ledger_journal_size(f->ledger);
    uint8_t bytes[sizeof first];

    assert_ok(jf_ledger_batch(f->ledger, items, 2, &line, 1, results, 2, err));
    assert_ok(jf_ledger_journal_read(f->ledger, start, bytes, sizeof bytes, err));
    memset(bytes + 4, 0, 4); /* without the CRCs */
    memset(bytes + 18, 0, 4);
    assert_memory_equal(bytes, first, sizeof first);
    set_limit(f, limit_of(ORGAN, ALL, 0));
    start = jf_ledger_journal_size(f->ledger);
    items[0].key = items[1].of = 3;
    items[1].key = 4;
    assert_ok(jf_ledger_batch(f->ledger, items, 2, &line, 1, results, 2, err));
    assert_int_equal(results[0], JF_E_LIMIT);
    assert_ok(jf_ledger_journal_read(f->ledger, start, bytes, 14, err));
    assert_int_equal(bytes[13], 1);
    assert_entry(f, last, sizeof last);
}

static void names_of_units_stand_in_the_journal(void **state)
{
    fixture *f = *state;
    uint8_t bytes[64];
    const uint8_t name[] = {6, 0, 0xe5, 0x8d, 0x95, 0xe4, 0xbd, 0x8d};

    assert_ok(jf_ledger_journal_read(f->ledger, 8 + 43 + 8 + 13, bytes, sizeof name, err));
    assert_memory_equal(bytes, name, sizeof name);
}

static void view_shows_the_bytes_as_they_stand(void **state)
{
    fixture *f = *state;
    size_t whole;
    size_t at = 0;
    uint8_t *copy;

    for (int64_t key = 1; key <= 40000; key++)
        assert_ok(attempt(f, jf_ledger_issue, key, TEAM, FORMAL, 2, err));
    whole = jf_ledger_journal_size(f->ledger);
    copy = malloc(whole);
    assert_non_null(copy);
    assert_ok(jf_ledger_journal_read(f->ledger, 0, copy, whole, err));
    while (at < whole) {
        size_t size = 0;
        const uint8_t *bytes = jf_ledger_journal_view(f->ledger, at, &size);

        assert_non_null(bytes);
        assert_in_range(size, 1, whole - at);
        assert_memory_equal(bytes, copy + at, size);
        at += size > 3 && at == 0 ? 3 : size; /* from the middle as well */
    }
    free(copy);
}

static void view_ends_with_the_journal(void **state)
{
    fixture *f = *state;
    size_t size = 7;
    const uint8_t *first = jf_ledger_journal_view(f->ledger, 0, &size);

    assert_int_equal(size, jf_ledger_journal_size(f->ledger));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 2, err));
    assert_ptr_equal(jf_ledger_journal_view(f->ledger, 0, &size), first);
    assert_null(jf_ledger_journal_view(f->ledger, size, &size));
    assert_int_equal(size, 0);
    assert_null(jf_ledger_journal_view(f->ledger, SIZE_MAX, &size));
    assert_null(jf_ledger_journal_view(NULL, 0, &size));
    assert_null(jf_ledger_journal_view(f->ledger, 0, NULL));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(limit_entry_has_its_layout),
        fixture_test(issue_entry_has_its_layout),
        fixture_test(refused_entry_carries_its_violations),
        fixture_test(commit_and_release_entries_have_their_layout),
        fixture_test(group_entry_has_its_layout),
        fixture_test(names_of_units_stand_in_the_journal),
        fixture_test(view_shows_the_bytes_as_they_stand),
        fixture_test(view_ends_with_the_journal),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.journal", tests, NULL, NULL);
}
