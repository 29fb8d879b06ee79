/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshots.h"

#include "ledger/ledger.h"

#define SECTION_TABLE 64 /* 12 bytes each, then the CRC of the head */
#define SECTION_COUNT_AT 60

static uint64_t number_at(const uint8_t *bytes, size_t width)
{
    uint64_t value = 0;

    for (size_t i = 0; i < width; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

static void put_number(uint8_t *bytes, uint64_t value, size_t width)
{
    for (size_t i = 0; i < width; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
}

static size_t section_count_of(content snapshot)
{
    return (size_t)number_at(snapshot.bytes + SECTION_COUNT_AT, 4);
}

/* Where a section begins; the one after the last is the end. */
static size_t section_start(content snapshot, size_t section)
{
    size_t start = SECTION_TABLE + 12 * section_count_of(snapshot) + 4;

    for (size_t i = 0; i < section; i++)
        start += (size_t)number_at(snapshot.bytes + SECTION_TABLE + 12 * i, 8);
    return start;
}

static uint32_t crc_of(const uint8_t *bytes, size_t size)
{
    jf__crc32c crc;

    jf__crc32c_init(&crc);
    return jf__crc32c_of(&crc, bytes, size);
}

/* Gives changed bytes the checksums of an honest snapshot. */
static void repair(content snapshot)
{
    size_t count = section_count_of(snapshot);
    size_t table_end = SECTION_TABLE + 12 * count;
    jf__sha256 context;

    for (size_t i = 0; i < count; i++) {
        size_t start = section_start(snapshot, i);

        put_number(snapshot.bytes + SECTION_TABLE + 12 * i + 8,
                   crc_of(snapshot.bytes + start, section_start(snapshot, i + 1) - start), 4);
    }
    put_number(snapshot.bytes + table_end, crc_of(snapshot.bytes, table_end), 4);
    jf__sha256_init(&context);
    jf__sha256_add(&context, snapshot.bytes, snapshot.size - 32);
    jf__sha256_finish(&context, snapshot.bytes + snapshot.size - 32);
}

static void restored_ledger_is_the_same(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;
    jf_ledger *again;

    fill(f);
    snapshot = snapshot_of(f->ledger);
    journal = journal_of(f->ledger);
    again = restored(f, snapshot, journal);
    assert_same_ledger(f->ledger, again);
    assert_int_equal(jf_ledger_violation_count(again), 0);
    jf_ledger_free(again);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void replayed_ledger_has_the_same_snapshot(void **state)
{
    fixture *f = *state;
    content journal;
    jf_error error = {0};
    jf_ledger *again;

    fill(f);
    journal = journal_of(f->ledger);
    again = assert_made(
        jf_ledger_replay(f->calendar, journal.bytes, journal.size, NULL, &error), &error);
    assert_same_ledger(f->ledger, again);
    jf_ledger_free(again);
    free(journal.bytes);
}

static void ledger_without_records_is_restored(void **state)
{
    fixture *f = *state;
    content snapshot = snapshot_of(f->ledger);
    content journal = journal_of(f->ledger);
    jf_ledger *again = restored(f, snapshot, journal);

    assert_same_ledger(f->ledger, again);
    jf_ledger_free(again);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void rest_of_the_journal_is_replayed(void **state)
{
    fixture *f = *state;
    jf_change withdraw = {.size = sizeof withdraw, .day = JF_DAY_NONE, .key = 51, .of = 1,
                          .frees = 1};
    content snapshot;
    content journal;
    jf_ledger *again;

    fill(f);
    snapshot = snapshot_of(f->ledger);
    assert_ok(attempt(f, jf_ledger_issue, 50, SECTION, MEETING, 1, err));
    assert_ok(jf_ledger_withdraw(f->ledger, &withdraw, NULL, err));
    assert_ok(jf_ledger_commit(f->ledger, 52, 40, APRIL, NULL, err));
    journal = journal_of(f->ledger);
    again = restored(f, snapshot, journal);
    assert_same_ledger(f->ledger, again);
    jf_ledger_free(again);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void restored_ledger_remembers_its_keys(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;
    jf_ledger *live = f->ledger;
    digest before;

    fill(f);
    before = digest_of(live);
    snapshot = snapshot_of(live);
    journal = journal_of(live);
    f->ledger = restored(f, snapshot, journal);
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 5, TEAM, FORMAL, 7, err));
    assert_int_equal(violation_of(f, 0).amount, 6);
    assert_fails(JF_E_EXISTS, attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 5, err));
    assert_fails(JF_E_STATE, jf_ledger_commit(f->ledger, 60, 3, MARCH, NULL, err));
    assert_same_digest(f->ledger, before);
    jf_ledger_free(live);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void restored_ledger_goes_on_as_the_live_one(void **state)
{
    fixture *f = *state;
    jf_ledger *live = f->ledger;
    jf_change revive = {.size = sizeof revive, .day = JF_DAY_NONE, .key = 60, .of = 3,
                        .expires = NEXT_YEAR};
    jf_ledger *both[2];
    content snapshot;
    content journal;

    fill(f);
    snapshot = snapshot_of(live);
    journal = journal_of(live);
    both[0] = live;
    both[1] = restored(f, snapshot, journal);
    for (int i = 0; i < 2; i++) {
        int64_t count;

        f->ledger = both[i];
        assert_ok(jf_ledger_revive(f->ledger, &revive, NULL, err));
        assert_ok(jf_ledger_commit(f->ledger, 61, 4, MARCH, NULL, err));
        (void)attempt(f, jf_ledger_issue, 62, TEAM, FORMAL, 2, NULL);
        assert_ok(jf_ledger_expire(f->ledger, NEXT_YEAR + 1, &count, err));
        assert_ok(jf_ledger_seal_batch(f->ledger, err));
    }
    assert_same_ledger(both[0], both[1]);
    jf_ledger_free(live);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void seals_are_known_again(void **state)
{
    fixture *f = *state;
    char heads[2][JF_LEDGER_HEAD_SIZE];
    content snapshot;
    content journal;
    jf_ledger *again;

    fill(f);
    snapshot = snapshot_of(f->ledger);
    journal = journal_of(f->ledger);
    again = restored(f, snapshot, journal);
    assert_ok(jf_ledger_chain_head(f->ledger, heads[0], sizeof heads[0], err));
    assert_ok(jf_ledger_chain_head(again, heads[1], sizeof heads[1], err));
    assert_string_equal(heads[0], heads[1]);
    assert_int_equal(jf_ledger_sealed_size(f->ledger), jf_ledger_sealed_size(again));
    jf_ledger_free(again);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void every_changed_byte_is_found_in_its_section(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;
    size_t section = 0;
    size_t start = 0;

    fill(f);
    snapshot = snapshot_of(f->ledger);
    journal = journal_of(f->ledger);
    for (size_t i = 0; i < snapshot.size; i++) {
        while (section <= section_count_of(snapshot) && i >= section_start(snapshot, section))
            start = section_start(snapshot, section++);
        snapshot.bytes[i] ^= 0x41;
        assert_refused(f, snapshot, journal, JF_E_CORRUPT, start);
        snapshot.bytes[i] ^= 0x41;
    }
    free(snapshot.bytes);
    free(journal.bytes);
}

static void every_cut_is_found_where_it_is(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;

    fill(f);
    snapshot = snapshot_of(f->ledger);
    journal = journal_of(f->ledger);
    for (size_t size = 0; size < snapshot.size; size++) {
        /* of its own size, so that reading beyond the end is seen */
        content cut = {malloc(size + 1), size};
        size_t start = 0;

        assert_non_null(cut.bytes);
        memcpy(cut.bytes, snapshot.bytes, size);
        for (size_t i = 0; i <= section_count_of(snapshot); i++)
            if (section_start(snapshot, i) <= size)
                start = section_start(snapshot, i);
        assert_refused(f, cut, journal, JF_E_CORRUPT,
                       size < section_start(snapshot, 0) ? 0 : start);
        free(cut.bytes);
    }
    free(snapshot.bytes);
    free(journal.bytes);
}

static void every_inserted_byte_is_found(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;

    fill(f);
    snapshot = snapshot_of(f->ledger);
    journal = journal_of(f->ledger);
    for (size_t at = 0; at <= snapshot.size; at++) {
        content longer = {malloc(snapshot.size + 1), snapshot.size + 1};

        assert_non_null(longer.bytes);
        memcpy(longer.bytes, snapshot.bytes, at);
        longer.bytes[at] = 0;
        memcpy(longer.bytes + at + 1, snapshot.bytes + at, snapshot.size - at);
        assert_refused(f, longer, journal, JF_E_CORRUPT, SIZE_MAX);
        free(longer.bytes);
    }
    free(snapshot.bytes);
    free(journal.bytes);
}

/* With right checksums a lie may pass, but only one that can do no harm. */
static void numbers_with_right_checksums_are_not_trusted(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;
    size_t accepted = 0;
    size_t changed = 0;

    fill(f);
    snapshot = snapshot_of(f->ledger);
    journal = journal_of(f->ledger);
    for (size_t i = section_start(snapshot, 0); i < snapshot.size - 32; i += jf_test_stride())
        for (int bit = 0; bit < 8; bit++) {
            jf_ledger *made;

            snapshot.bytes[i] ^= (uint8_t)(1 << bit);
            repair(snapshot);
            made = jf_ledger_restore(f->calendar, snapshot.bytes, snapshot.size, journal.bytes,
                                     journal.size, NULL, NULL);
            snapshot.bytes[i] ^= (uint8_t)(1 << bit);
            changed++;
            accepted += made != NULL;
            if (made) {
                jf_ledger *live = f->ledger;

                f->ledger = made;
                (void)attempt(f, jf_ledger_issue, 90, TEAM, FORMAL, 1, NULL);
                (void)jf_ledger_commit(made, 91, 40, MARCH, NULL, NULL);
                f->ledger = live;
            }
            jf_ledger_free(made);
        }
    assert_in_range(accepted, 1, changed / 2);
    free(snapshot.bytes);
    free(journal.bytes);
}

static void totals_must_be_those_of_the_records(void **state)
{
    fixture *f = *state;
    content snapshot;
    content journal;
    size_t states;

    fill(f);
    snapshot = snapshot_of(f->ledger);
    journal = journal_of(f->ledger);
    states = section_start(snapshot, 0);
    assert_int_equal(snapshot.bytes[states + 4], JF__ATTEMPT_USED);
    snapshot.bytes[states + 4] = JF__ATTEMPT_FREED;
    repair(snapshot);
    assert_refused(f, snapshot, journal, JF_E_CORRUPT, section_start(snapshot, 3));
    free(snapshot.bytes);
    free(journal.bytes);
}

static void arguments_are_checked(void **state)
{
    fixture *f = *state;
    jf_ledger_options options = {.size = sizeof options, .reserved = 1};
    jf_error error = {0};
    uint8_t byte = 0;

    assert_int_equal(jf_ledger_snapshot_size(NULL), 0);
    assert_fails(JF_E_ARGUMENT, jf_ledger_snapshot_write(NULL, &byte, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_snapshot_write(f->ledger, NULL, 1, err));
    assert_fails(JF_E_RANGE, jf_ledger_snapshot_write(f->ledger, &byte, 1, err));
    assert_null(jf_ledger_restore(NULL, &byte, 1, &byte, 1, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_ledger_restore(f->calendar, NULL, 1, &byte, 1, NULL, NULL));
    assert_null(jf_ledger_restore(f->calendar, &byte, 1, NULL, 1, NULL, NULL));
    assert_null(jf_ledger_restore(f->calendar, &byte, 1, &byte, 1, &options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(restored_ledger_is_the_same),
        fixture_test(replayed_ledger_has_the_same_snapshot),
        fixture_test(ledger_without_records_is_restored),
        fixture_test(rest_of_the_journal_is_replayed),
        fixture_test(restored_ledger_remembers_its_keys),
        fixture_test(restored_ledger_goes_on_as_the_live_one),
        fixture_test(seals_are_known_again),
        fixture_test(every_changed_byte_is_found_in_its_section),
        fixture_test(every_cut_is_found_where_it_is),
        fixture_test(every_inserted_byte_is_found),
        fixture_test(numbers_with_right_checksums_are_not_trusted),
        fixture_test(totals_must_be_those_of_the_records),
        fixture_test(arguments_are_checked),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.snapshot", tests, NULL, NULL);
}
