/* SPDX-License-Identifier: Apache-2.0 */
/* Snapshots affect cost, never meaning. Random histories are restored from snapshots taken on the
 * way, and asked for as of any entry, with any subset of snapshots kept: it must be what replaying
 * that much of the journal gives, in everything that can be asked, and go on in the same way. Then
 * bytes of snapshot and journal are changed, with all checksums made right again: whatever is
 * accepted must be usable. */
#include "ledger_history.h"

#include <stdlib.h>

#include "base/digest.h"
#include "ledger/checksum.h"

enum { STEPS = 220, POINTS = 4 };

/* Of the layout of a snapshot. */
enum { JOURNAL_SIZE_AT = 16, JOURNAL_CRC_AT = 24, SECTIONS_AT = 60, TABLE_AT = 64 };

static jf_calendar *calendar;

typedef struct content {
    uint8_t *bytes;
    size_t size;
} content;

/* A point on the way. */
typedef struct point {
    history then; /* without the ledger */
    content snapshot;
    size_t journal_size;
} point;

static content journal_of(const jf_ledger *ledger)
{
    content taken = {NULL, jf_ledger_journal_size(ledger)};

    taken.bytes = malloc(taken.size);
    assert_non_null(taken.bytes);
    assert_ok(jf_ledger_journal_read(ledger, 0, taken.bytes, taken.size, err));
    return taken;
}

static content snapshot_of(const jf_ledger *ledger)
{
    content taken = {NULL, jf_ledger_snapshot_size(ledger)};

    taken.bytes = malloc(taken.size);
    assert_non_null(taken.bytes);
    assert_ok(jf_ledger_snapshot_write(ledger, taken.bytes, taken.size, err));
    return taken;
}

static void compare_content(content a, content b)
{
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.bytes, b.bytes, a.size);
    free(a.bytes);
    free(b.bytes);
}

static void compare_cell(const jf_ledger *a, const jf_ledger *b, const jf_limit *cell)
{
    const jf_ledger *both[2] = {a, b};
    jf_balance balances[2];
    int64_t series[2][DAY_COUNT];
    int64_t keys[2][8] = {{0}};
    int64_t counts[2];

    memset(balances, 0, sizeof balances);
    for (int i = 0; i < 2; i++) {
        balances[i].size = sizeof balances[i];
        assert_ok(jf_ledger_balance(both[i], cell, &balances[i], err));
        assert_ok(jf_ledger_series(both[i], cell, DAY_FIRST, series[i], DAY_COUNT, err));
        assert_ok(jf_ledger_expiring(both[i], cell, DAY_FIRST + DAY_COUNT, keys[i], 8, &counts[i],
                                     err));
    }
    assert_memory_equal(&balances[0], &balances[1], sizeof balances[0]);
    assert_memory_equal(series[0], series[1], sizeof series[0]);
    assert_memory_equal(keys[0], keys[1], sizeof keys[0]);
    assert_int_equal(counts[0], counts[1]);
}

static void compare_key(jf_ledger *a, jf_ledger *b, int64_t key)
{
    jf_ledger *both[2] = {a, b};
    jf_outcome outcomes[2];
    jf_violation reports[2];
    jf_status statuses[2];

    memset(outcomes, 0, sizeof outcomes);
    memset(reports, 0, sizeof reports);
    for (int i = 0; i < 2; i++) {
        outcomes[i].size = sizeof outcomes[i];
        reports[i].size = sizeof reports[i];
        statuses[i] = jf_ledger_explain(both[i], key, &outcomes[i], NULL);
        if (!statuses[i] && outcomes[i].violation_count > 0)
            assert_ok(jf_ledger_violation_at(both[i], 0, &reports[i], err));
    }
    assert_int_equal(statuses[0], statuses[1]);
    assert_memory_equal(&outcomes[0], &outcomes[1], sizeof outcomes[0]);
    assert_memory_equal(&reports[0], &reports[1], sizeof reports[0]);
}

static void compare_attempt(const jf_ledger *a, const jf_ledger *b, size_t index)
{
    jf_attempt attempts[2];

    memset(attempts, 0, sizeof attempts);
    attempts[0].size = attempts[1].size = sizeof attempts[0];
    assert_ok(jf_ledger_attempt_at(a, index, &attempts[0], err));
    assert_ok(jf_ledger_attempt_at(b, index, &attempts[1], err));
    assert_memory_equal(&attempts[0], &attempts[1], sizeof attempts[0]);
}

static void compare(jf_ledger *a, jf_ledger *b, int64_t last_key)
{
    compare_content(journal_of(a), journal_of(b));
    compare_content(snapshot_of(a), snapshot_of(b));
    assert_int_equal(jf_ledger_entry_count(a), jf_ledger_entry_count(b));
    assert_int_equal(jf_ledger_sealed_size(a), jf_ledger_sealed_size(b));
    assert_int_equal(jf_ledger_limit_count(a), jf_ledger_limit_count(b));
    for (size_t i = 0; i < jf_ledger_limit_count(a); i++) {
        jf_limit limits[2];

        memset(limits, 0, sizeof limits);
        limits[0].size = limits[1].size = sizeof limits[0];
        assert_ok(jf_ledger_limit_at(a, i, &limits[0], err));
        assert_ok(jf_ledger_limit_at(b, i, &limits[1], err));
        assert_memory_equal(&limits[0], &limits[1], sizeof limits[0]);
        compare_cell(a, b, &limits[0]);
    }
    assert_int_equal(jf_ledger_attempt_count(a), jf_ledger_attempt_count(b));
    for (size_t i = 0; i < jf_ledger_attempt_count(a); i++)
        compare_attempt(a, b, i);
    for (int64_t key = 1; key <= last_key; key++)
        compare_key(a, b, key);
}

static jf_ledger *replayed(content journal, size_t size)
{
    return jf_ledger_replay(calendar, journal.bytes, size, NULL, NULL);
}

static jf_ledger *restored(content snapshot, content journal, size_t size)
{
    jf_error error = {0};

    return assert_made(jf_ledger_restore(calendar, snapshot.bytes, snapshot.size, journal.bytes,
                                         size, NULL, &error),
                       &error);
}

static point point_of(const history *h)
{
    point p = {.then = *h, .snapshot = snapshot_of(h->ledger),
               .journal_size = jf_ledger_journal_size(h->ledger)};

    p.then.ledger = NULL;
    return p;
}

/* From the point on by the rest of the journal, and by doing the same again. */
static void check_point(const point *p, const history *live, content journal, int64_t steps)
{
    jf_ledger *whole = restored(p->snapshot, journal, journal.size);
    jf_ledger *wanted = replayed(journal, p->journal_size);
    history again = p->then;

    assert_non_null(wanted);
    compare(whole, live->ledger, live->key);
    jf_ledger_free(whole);
    again.ledger = restored(p->snapshot, journal, p->journal_size);
    compare(again.ledger, wanted, again.key);
    while (steps-- > 0)
        (void)step(&again);
    compare(again.ledger, live->ledger, live->key);
    jf_ledger_free(again.ledger);
    jf_ledger_free(wanted);
}

static size_t next_entry(content journal, size_t at)
{
    return at + 8 + (journal.bytes[at] | (size_t)journal.bytes[at + 1] << 8);
}

/* Every few entries, whatever is kept; an entry that no replay ends with cannot be asked for. */
static void check_as_of(history *h, content journal)
{
    size_t at = 0;

    for (int64_t entry = 1; entry <= jf_ledger_entry_count(h->ledger); entry++) {
        jf_error error = {0};
        jf_ledger *wanted;
        jf_ledger *made;

        at = next_entry(journal, at);
        if (rand() % 12 != 0)
            continue;
        wanted = replayed(journal, at);
        made = jf_ledger_as_of(h->ledger, entry, NULL, &error);
        assert_int_equal(made != NULL, wanted != NULL);
        if (made)
            compare(made, wanted, h->key);
        else
            assert_int_equal(error.status, JF_E_RANGE);
        jf_ledger_free(made);
        jf_ledger_free(wanted);
    }
    while (jf_ledger_kept_count(h->ledger) > 0 && rand() % 4 != 0)
        assert_ok(jf_ledger_drop(h->ledger,
                                 (size_t)rand() % jf_ledger_kept_count(h->ledger), err));
}

static void check_history(uint64_t seed)
{
    history h = {.seed = seed, .features = (unsigned)seed % 32};
    point points[POINTS];
    content journal;

    begin(&h, calendar, NULL);
    for (int i = 0; i < POINTS; i++) {
        for (int64_t steps = STEPS / POINTS; steps-- > 0;) {
            (void)step(&h);
            if (rand() % 30 == 0)
                assert_ok(jf_ledger_keep(h.ledger, err));
        }
        points[i] = point_of(&h);
    }
    journal = journal_of(h.ledger);
    for (int i = 0; i < POINTS; i++) {
        check_point(&points[i], &h, journal, (int64_t)(POINTS - 1 - i) * (STEPS / POINTS));
        free(points[i].snapshot.bytes);
    }
    check_as_of(&h, journal);
    check_as_of(&h, journal);
    free(journal.bytes);
    jf_ledger_free(h.ledger);
}

static void snapshots_affect_cost_never_meaning(void **state)
{
    uint64_t histories = jf_test_long() ? 2000 : 48 / jf_test_stride() + 1;

    (void)state;
    srand(1);
    for (uint64_t seed = 1; seed <= histories; seed++)
        check_history(seed);
}

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

static void repair_journal(const jf__crc32c *crc, content snapshot, content journal)
{
    size_t size = (size_t)number_at(snapshot.bytes + JOURNAL_SIZE_AT, 8);
    uint32_t sum = 0;

    for (size_t at = 0; at < journal.size; at = next_entry(journal, at))
        put_number(journal.bytes + at + 4,
                   jf__crc32c_of(crc, journal.bytes + at + 8, next_entry(journal, at) - at - 8),
                   4);
    for (size_t at = 0; at < size && at < journal.size; at = next_entry(journal, at))
        sum = jf__crc32c_add(crc, sum, journal.bytes + at, 8);
    put_number(snapshot.bytes + JOURNAL_CRC_AT, sum, 4);
}

static void repair_snapshot(const jf__crc32c *crc, content snapshot)
{
    size_t count = (size_t)number_at(snapshot.bytes + SECTIONS_AT, 4);
    size_t table_end = TABLE_AT + 12 * count;
    size_t start = table_end + 4;
    jf__sha256 digest;

    for (size_t i = 0; i < count; i++) {
        uint8_t *row = snapshot.bytes + TABLE_AT + 12 * i;
        size_t size = (size_t)number_at(row, 8);

        put_number(row + 8, jf__crc32c_of(crc, snapshot.bytes + start, size), 4);
        start += size;
    }
    put_number(snapshot.bytes + table_end, jf__crc32c_of(crc, snapshot.bytes, table_end), 4);
    jf__sha256_init(&digest);
    jf__sha256_add(&digest, snapshot.bytes, snapshot.size - 32);
    jf__sha256_finish(&digest, snapshot.bytes + snapshot.size - 32);
}

static uint8_t random_byte(uint8_t before)
{
    static const uint8_t edges[] = {0, 1, 0x7f, 0x80, 0xff};

    switch (rand() % 3) {
    case 0:
        return (uint8_t)rand();
    case 1:
        return (uint8_t)(before ^ 1 << rand() % 8);
    default:
        return edges[(size_t)rand() % sizeof edges];
    }
}

/* Changes bytes of sections, or of bodies of entries; sizes stay, so that the rest is reached. */
static void change(content snapshot, content journal)
{
    size_t head = TABLE_AT + 12 * (size_t)number_at(snapshot.bytes + SECTIONS_AT, 4) + 4;

    for (int changes = 1 + rand() % 3; changes-- > 0;) {
        if (rand() % 2) {
            size_t at = head + (size_t)rand() % (snapshot.size - head);

            snapshot.bytes[at] = random_byte(snapshot.bytes[at]);
        } else {
            size_t wanted = (size_t)rand() % journal.size;
            size_t at = 0;

            while (next_entry(journal, at) <= wanted)
                at = next_entry(journal, at);
            if (wanted >= at + 8)
                journal.bytes[wanted] = random_byte(journal.bytes[wanted]);
        }
    }
}

/* Whether sums of made-up counters stay far from 64 bits, whatever is done next. */
static bool is_far_from_overflow(const jf_ledger *made)
{
    static const int64_t far = INT64_C(1) << 60;
    bool is_far = true;

    for (size_t i = 0; i < jf_ledger_limit_count(made); i++) {
        jf_limit limit = {.size = sizeof limit};
        jf_balance balance = {.size = sizeof balance};

        assert_ok(jf_ledger_limit_at(made, i, &limit, err));
        assert_ok(jf_ledger_balance(made, &limit, &balance, err));
        is_far = is_far && limit.amount < far &&
                 limit.amount > -far && balance.lent < far && balance.borrowed < far &&
                 limit.borrow_max < far && limit.reserve_pool < far;
    }
    return is_far;
}

/* Asks an accepted ledger everything, and goes on with it. */
static void use(jf_ledger *made, const history *h)
{
    history again = *h;
    int64_t steps = is_far_from_overflow(made) ? 60 : 0;

    again.ledger = made;
    for (int64_t key = 1; key <= h->key; key++)
        compare_key(made, made, key);
    for (size_t i = 0; i < jf_ledger_attempt_count(made); i++)
        compare_attempt(made, made, i);
    for (size_t i = 0; i < jf_ledger_limit_count(made); i++) {
        jf_limit limit = {.size = sizeof limit};

        assert_ok(jf_ledger_limit_at(made, i, &limit, err));
        compare_cell(made, made, &limit);
    }
    while (steps-- > 0)
        (void)step(&again);
    jf_ledger_free(jf_ledger_as_of(made, 0, NULL, NULL));
}

/* All numbers are small: sums of what is made up can leave 64 bits, and that is no news. */
static int64_t fuzz_history(const jf__crc32c *crc, uint64_t seed, int rounds)
{
    history h = {.seed = seed, .features = (unsigned)seed % 16 * 2};
    content snapshot;
    content journal;
    int64_t accepted = 0;

    begin(&h, calendar, NULL);
    for (int i = 0; i < 80; i++)
        (void)step(&h);
    snapshot = snapshot_of(h.ledger);
    journal = journal_of(h.ledger);
    while (rounds-- > 0) {
        content changed[2] = {{malloc(snapshot.size), snapshot.size},
                              {malloc(journal.size), journal.size}};
        jf_ledger *made;

        assert_true(changed[0].bytes && changed[1].bytes);
        memcpy(changed[0].bytes, snapshot.bytes, snapshot.size);
        memcpy(changed[1].bytes, journal.bytes, journal.size);
        change(changed[0], changed[1]);
        repair_journal(crc, changed[0], changed[1]);
        repair_snapshot(crc, changed[0]);
        made = jf_ledger_restore(calendar, changed[0].bytes, changed[0].size, changed[1].bytes,
                                 changed[1].size, NULL, NULL);
        free(changed[0].bytes);
        free(changed[1].bytes);
        if (made)
            use(made, &h);
        accepted += made != NULL;
        jf_ledger_free(made);
    }
    free(snapshot.bytes);
    free(journal.bytes);
    jf_ledger_free(h.ledger);
    return accepted;
}

static void changed_bytes_with_right_checksums_do_no_harm(void **state)
{
    uint64_t histories = jf_test_long() ? 1000 : 24 / jf_test_stride() + 1;
    int64_t accepted = 0;
    jf__crc32c crc;

    (void)state;
    srand(2);
    jf__crc32c_init(&crc);
    for (uint64_t seed = 1; seed <= histories; seed++)
        accepted += fuzz_history(&crc, seed, 100);
    assert_in_range(accepted, histories, histories * 99);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(snapshots_affect_cost_never_meaning),
        cmocka_unit_test(changed_bytes_with_right_checksums_do_no_harm),
    };
    int failed;

    jf_test_main_filter(argc, argv);
    calendar = jf_calendar_new(NULL, NULL);
    if (!calendar || jf_calendar_seal(calendar, NULL))
        return 1;
    failed = cmocka_run_group_tests_name("property.ledger_snapshot", tests, NULL, NULL);
    jf_calendar_free(calendar);
    return failed;
}
