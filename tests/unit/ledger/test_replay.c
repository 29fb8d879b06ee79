/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "ledger/ledger.h"

typedef struct journal {
    uint8_t *bytes;
    size_t size;
} journal;

static journal journal_of(const jf_ledger *ledger)
{
    journal taken = {NULL, jf_ledger_journal_size(ledger)};

    taken.bytes = malloc(taken.size);
    assert_non_null(taken.bytes);
    assert_ok(jf_ledger_journal_read(ledger, 0, taken.bytes, taken.size, err));
    return taken;
}

/* Something of everything. */
static void fill(fixture *f)
{
    jf_record record = record_of(20, LETTER, MARCH);
    jf_line lines[3] = {issuer(TEAM, 1), recipient(FIRM, 5), recipient(SHOP, 0)};
    jf_limit april = limit_of(ORGAN, ALL, 0);

    lines[2].amounts[1] = 90;
    record.subject = 3;
    april.day = NEXT_YEAR;
    set_limit(f, limit_of(ORGAN, ALL, 9));
    set_limit(f, april);
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 3, OTHER, MEETING, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 4, OTHER, MEETING, 1, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 5, TEAM, FORMAL, 7, err));
    assert_fails(JF_E_LIMIT, jf_ledger_commit(f->ledger, 6, 2, NEXT_YEAR, NULL, err));
    assert_ok(jf_ledger_commit(f->ledger, 7, 2, APRIL, NULL, err));
    assert_ok(jf_ledger_release(f->ledger, 8, 3, NULL, err));
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 3, NULL, err));
    set_limit(f, limit_of(ORGAN, ALL, 2));
}

/* A group that is granted and one that is refused, with an entry behind each. */
static void fill_groups(fixture *f)
{
    jf_item items[] = {
        {.key = 1, .kind = FORMAL, .verb = JF_VERB_HOLD, .day = MARCH, .line_count = 1,
         .expires = APRIL, .linked = 1},
        {.key = 2, .of = 1, .verb = JF_VERB_COMMIT, .day = APRIL, .linked = 1},
        {.key = 3, .kind = LETTER, .verb = JF_VERB_ISSUE, .day = MARCH, .line_count = 1},
        {.key = 4, .kind = LETTER, .verb = JF_VERB_HOLD, .day = MARCH, .line_count = 1,
         .subject = 9, .linked = 1},
        {.key = 5, .of = 3, .verb = JF_VERB_AMEND, .day = APRIL, .line_count = 1, .linked = 1},
        {.key = 6, .of = 4, .verb = JF_VERB_RELEASE},
    };
    jf_line lines[] = {issuer(TEAM, 2), issuer(OTHER, 1), issuer(TEAM, 1), issuer(TEAM, 8)};
    static const int32_t wanted[] = {JF_OK,       JF_OK,      JF_OK,
                                     JF_E_LINKED, JF_E_LIMIT, JF_E_LINKED};
    int32_t results[3];

    set_limit(f, limit_of(ORGAN, ALL, 9));
    for (size_t i = 0; i < 2; i++) {
        assert_ok(jf_ledger_batch(f->ledger, items + 3 * i, 3, lines + 2 * i, 2, results, 3, err));
        assert_memory_equal(results, wanted + 3 * i, sizeof results);
        set_limit(f, limit_of(ORGAN, ALL, 8));
    }
}

static void assert_corrupt(const fixture *f, journal taken, size_t offset)
{
    jf_error error = {0};
    jf_ledger *ledger = jf_ledger_replay(f->calendar, taken.bytes, taken.size, NULL, &error);

    assert_null(ledger);
    assert_int_equal(error.status, JF_E_CORRUPT);
    if (offset != SIZE_MAX)
        assert_int_equal(error.actual, offset);
}

static void seal_entry(journal taken, size_t offset)
{
    jf__crc32c crc;
    size_t size = taken.bytes[offset] | (size_t)taken.bytes[offset + 1] << 8;
    uint32_t sum;

    jf__crc32c_init(&crc);
    sum = jf__crc32c_of(&crc, taken.bytes + offset + 8, size);
    for (size_t i = 0; i < 4; i++)
        taken.bytes[offset + 4 + i] = (uint8_t)(sum >> (8 * i));
}

static void replay_gives_the_same_bytes_and_balances(void **state)
{
    fixture *f = *state;
    jf_error error = {0};
    jf_ledger *live = f->ledger;
    jf_balance balance;
    journal taken;
    digest before;

    fill(f);
    taken = journal_of(live);
    before = digest_of(live);
    balance = balance_of(f, limit_of(ORGAN, ALL, 0));
    f->ledger = assert_made(
        jf_ledger_replay(f->calendar, taken.bytes, taken.size, NULL, &error), &error);
    assert_same_digest(f->ledger, before);
    assert_int_equal(jf_ledger_entry_count(f->ledger), jf_ledger_entry_count(live));
    assert_int_equal(jf_ledger_limit_count(f->ledger), 2);
    assert_balance(f, limit_of(ORGAN, ALL, 0), balance.used, balance.held);
    assert_int_equal(jf_ledger_violation_count(f->ledger), 0);
    jf_ledger_free(live);
    free(taken.bytes);
}

static void replayed_ledger_remembers_its_keys(void **state)
{
    fixture *f = *state;
    journal taken;
    digest before;

    fill(f);
    taken = journal_of(f->ledger);
    before = digest_of(f->ledger);
    jf_ledger_free(f->ledger);
    f->ledger = jf_ledger_replay(f->calendar, taken.bytes, taken.size, NULL, NULL);
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 5, TEAM, FORMAL, 7, err));
    assert_int_equal(violation_of(f, 0).amount, 9);
    assert_fails(JF_E_EXISTS, attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 5, err));
    assert_same_digest(f->ledger, before);
    assert_ok(jf_ledger_commit(f->ledger, 9, 4, MARCH, NULL, err));
    free(taken.bytes);
}

static void another_calendar_is_refused(void **state)
{
    fixture *f = *state;
    jf_calendar *other = jf_calendar_new(NULL, NULL);
    journal taken = journal_of(f->ledger);
    jf_error error = {0};

    assert_null(jf_ledger_replay(other, taken.bytes, taken.size, NULL, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    assert_ok(jf_calendar_set_known(other, MARCH, MARCH, err));
    assert_ok(jf_calendar_seal(other, err));
    assert_null(jf_ledger_replay(other, taken.bytes, taken.size, NULL, &error));
    assert_int_equal(error.status, JF_E_STATE);
    jf_calendar_free(other);
    free(taken.bytes);
}

static void every_changed_byte_is_found(void **state)
{
    fixture *f = *state;
    journal taken;

    fill(f);
    taken = journal_of(f->ledger);
    for (size_t i = 0; i < taken.size; i++) {
        taken.bytes[i] ^= 0x41;
        assert_corrupt(f, taken, SIZE_MAX);
        taken.bytes[i] ^= 0x41;
    }
    free(taken.bytes);
}

static void every_cut_inside_an_entry_is_found(void **state)
{
    fixture *f = *state;
    journal taken;
    size_t whole = 0;

    fill(f);
    taken = journal_of(f->ledger);
    for (size_t size = 0, next = 0; size < taken.size; size++) {
        journal cut = {taken.bytes, size};
        jf_ledger *ledger;

        if (size == next && size > 0) {
            ledger = jf_ledger_replay(f->calendar, cut.bytes, cut.size, NULL, NULL);
            assert_non_null(ledger);
            assert_int_equal(jf_ledger_entry_count(ledger), whole);
            jf_ledger_free(ledger);
        } else {
            assert_corrupt(f, cut, SIZE_MAX);
        }
        if (size == next) {
            next += 8 + taken.bytes[size] + ((size_t)taken.bytes[size + 1] << 8);
            whole++;
        }
    }
    free(taken.bytes);
}

/* A byte may be changed to something that can come about; then the bytes of the replay must be the
 * same. */
static void assert_no_bit_is_trusted(fixture *f)
{
    journal taken = journal_of(f->ledger);
    size_t accepted = 0;
    size_t changed = 0;

    for (size_t entry = 0; entry < taken.size;) {
        size_t size = taken.bytes[entry] | (size_t)taken.bytes[entry + 1] << 8;

        for (size_t i = entry + 8; i < entry + 8 + size; i += jf_test_stride())
            for (int bit = 0; bit < 8; bit++) {
                jf_ledger *ledger;

                taken.bytes[i] ^= (uint8_t)(1 << bit);
                seal_entry(taken, entry);
                ledger = jf_ledger_replay(f->calendar, taken.bytes, taken.size, NULL, NULL);
                changed++;
                if (ledger) {
                    journal again = journal_of(ledger);

                    assert_int_equal(again.size, taken.size);
                    assert_memory_equal(again.bytes, taken.bytes, taken.size);
                    free(again.bytes);
                    accepted++;
                }
                jf_ledger_free(ledger);
                taken.bytes[i] ^= (uint8_t)(1 << bit);
            }
        seal_entry(taken, entry);
        entry += 8 + size;
    }
    assert_in_range(accepted, 1, changed / 2);
    free(taken.bytes);
}

/* With a right CRC, replay must find by itself that no attempt gives such an entry. */
static void entries_with_a_right_checksum_are_not_trusted(void **state)
{
    fill(*state);
    assert_no_bit_is_trusted(*state);
}

static void groups_with_a_right_checksum_are_not_trusted(void **state)
{
    fill_groups(*state);
    assert_no_bit_is_trusted(*state);
}

static size_t entry_size(journal taken, size_t offset)
{
    return 8 + taken.bytes[offset] + ((size_t)taken.bytes[offset + 1] << 8);
}

static void every_cut_inside_a_group_is_found(void **state)
{
    fixture *f = *state;
    jf_error error = {0};
    size_t groups = 0;
    size_t start;
    journal taken;

    start = jf_ledger_journal_size(f->ledger);
    fill_groups(f);
    taken = journal_of(f->ledger);
    while (start < taken.size) {
        bool is_group = taken.bytes[start + 8] == 16;
        size_t end = start;

        for (int entries = is_group ? 4 : 1; entries > 0; entries--)
            end += entry_size(taken, end);
        for (size_t size = start + 1; size < end; size++)
            assert_corrupt(f, (journal){taken.bytes, size}, start);
        jf_ledger_free(assert_made(
            jf_ledger_replay(f->calendar, taken.bytes, end, NULL, &error), &error));
        groups += is_group;
        start = end;
    }
    assert_int_equal(groups, 2);
    free(taken.bytes);
}

static void member_of_a_group_does_not_stand_alone(void **state)
{
    fixture *f = *state;
    size_t start;
    journal taken;
    size_t group;

    set_limit(f, limit_of(ORGAN, ALL, 9));
    start = jf_ledger_journal_size(f->ledger);
    fill_groups(f);
    taken = journal_of(f->ledger);
    start += entry_size(taken, start);
    while (taken.bytes[start + 8] != 16 || taken.bytes[start + 13] != 1)
        start += entry_size(taken, start);
    group = entry_size(taken, start);
    memmove(taken.bytes + start, taken.bytes + start + group, taken.size - start - group);
    taken.size -= group;
    assert_corrupt(f, taken, start);
    free(taken.bytes);
}

static void unit_or_kind_without_a_name_is_corrupt(void **state)
{
    fixture *f = *state;
    size_t last = 0;

    for (int type = 2; type <= 3; type++) {
        journal taken = journal_of(f->ledger);

        for (size_t at = 0; at < taken.size && taken.bytes[at + 8] <= type;
             at += entry_size(taken, at))
            last = at;
        assert_int_equal(taken.bytes[last + 8], type);
        taken.size = last + 8 + 15;
        taken.bytes[last] = 15;
        taken.bytes[last + 8 + 13] = 0;
        seal_entry(taken, last);
        assert_corrupt(f, taken, last);
        free(taken.bytes);
    }
}

static void offset_of_the_bad_entry_is_named(void **state)
{
    fixture *f = *state;
    journal taken;
    size_t last;

    fill(f);
    last = jf_ledger_journal_size(f->ledger);
    set_limit(f, limit_of(TEAM, ALL, 2));
    taken = journal_of(f->ledger);
    taken.bytes[last + 12] ^= 1;
    assert_corrupt(f, taken, last);
    free(taken.bytes);
}

static void doubled_entry_is_corrupt(void **state)
{
    fixture *f = *state;
    size_t start = jf_ledger_journal_size(f->ledger);
    journal taken;
    size_t size;

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    taken = journal_of(f->ledger);
    size = taken.size - start;
    taken.bytes = realloc(taken.bytes, taken.size + size);
    assert_non_null(taken.bytes);
    memcpy(taken.bytes + taken.size, taken.bytes + start, size);
    taken.size += size;
    assert_corrupt(f, taken, start + size);
    free(taken.bytes);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(replay_gives_the_same_bytes_and_balances),
        fixture_test(replayed_ledger_remembers_its_keys),
        fixture_test(another_calendar_is_refused),
        fixture_test(every_changed_byte_is_found),
        fixture_test(every_cut_inside_an_entry_is_found),
        fixture_test(entries_with_a_right_checksum_are_not_trusted),
        fixture_test(groups_with_a_right_checksum_are_not_trusted),
        fixture_test(every_cut_inside_a_group_is_found),
        fixture_test(member_of_a_group_does_not_stand_alone),
        fixture_test(unit_or_kind_without_a_name_is_corrupt),
        fixture_test(offset_of_the_bad_entry_is_named),
        fixture_test(doubled_entry_is_corrupt),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.replay", tests, NULL, NULL);
}
