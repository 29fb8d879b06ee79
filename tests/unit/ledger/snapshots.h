/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes of journals and snapshots, and a ledger with something of everything. */
#ifndef JIANFU_TESTS_LEDGER_SNAPSHOTS_H
#define JIANFU_TESTS_LEDGER_SNAPSHOTS_H

#include "fixture.h"

typedef struct content {
    uint8_t *bytes;
    size_t size;
} content;

static inline content journal_of(const jf_ledger *ledger)
{
    content taken = {NULL, jf_ledger_journal_size(ledger)};

    taken.bytes = malloc(taken.size);
    assert_non_null(taken.bytes);
    assert_ok(jf_ledger_journal_read(ledger, 0, taken.bytes, taken.size, err));
    return taken;
}

static inline content snapshot_of(const jf_ledger *ledger)
{
    content taken = {NULL, jf_ledger_snapshot_size(ledger)};

    taken.bytes = malloc(taken.size);
    assert_non_null(taken.bytes);
    assert_ok(jf_ledger_snapshot_write(ledger, taken.bytes, taken.size, err));
    return taken;
}

static inline void assert_same_content(content a, content b)
{
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.bytes, b.bytes, a.size);
}

static inline jf_ledger *restored(const fixture *f, content snapshot, content journal)
{
    jf_error error = {0};

    return assert_made(jf_ledger_restore(f->calendar, snapshot.bytes, snapshot.size,
                                         journal.bytes, journal.size, NULL, &error),
                       &error);
}

static inline void assert_refused(const fixture *f, content snapshot, content journal,
                                  jf_status wanted, size_t offset)
{
    jf_error error = {0};
    jf_ledger *made = jf_ledger_restore(f->calendar, snapshot.bytes, snapshot.size, journal.bytes,
                                        journal.size, NULL, &error);

    assert_null(made);
    assert_int_equal(error.status, wanted);
    if (offset != SIZE_MAX)
        assert_int_equal(error.actual, offset);
}

/* The same in everything that can be asked: journal, snapshot, limits, standings. */
static inline void assert_same_ledger(const jf_ledger *a, const jf_ledger *b)
{
    content journals[2] = {journal_of(a), journal_of(b)};
    content snapshots[2] = {snapshot_of(a), snapshot_of(b)};

    assert_same_content(journals[0], journals[1]);
    assert_same_content(snapshots[0], snapshots[1]);
    assert_int_equal(jf_ledger_entry_count(a), jf_ledger_entry_count(b));
    assert_int_equal(jf_ledger_limit_count(a), jf_ledger_limit_count(b));
    for (size_t i = 0; i < jf_ledger_limit_count(a); i++) {
        jf_limit limits[2] = {{.size = sizeof(jf_limit)}, {.size = sizeof(jf_limit)}};
        jf_balance balances[2] = {{.size = sizeof(jf_balance)}, {.size = sizeof(jf_balance)}};

        assert_ok(jf_ledger_limit_at(a, i, &limits[0], err));
        assert_ok(jf_ledger_limit_at(b, i, &limits[1], err));
        assert_memory_equal(&limits[0], &limits[1], sizeof limits[0]);
        assert_ok(jf_ledger_balance(a, &limits[0], &balances[0], err));
        assert_ok(jf_ledger_balance(b, &limits[0], &balances[1], err));
        assert_memory_equal(&balances[0], &balances[1], sizeof balances[0]);
    }
    for (int i = 0; i < 2; i++) {
        free(journals[i].bytes);
        free(snapshots[i].bytes);
    }
}

static inline void fill_limits(fixture *f)
{
    jf_limit rolling = {.size = sizeof rolling, .unit = SECTION, .kind = ALL, .amount = 90,
                        .window = JF_WINDOW_ROLLING, .window_days = 30, .day = MARCH};
    jf_limit average = limit_of(ORGAN, DOCUMENT, 40);
    jf_limit ladder = limit_of(ORGAN, ALL, 9);
    jf_limit borne = limit_of(GROUP, ALL, 50);

    average.window = JF_WINDOW_AVERAGE;
    ladder.notice_permille = 500;
    ladder.explain_permille = 900;
    ladder.reserve_pool = 5;
    borne.side = JF_SIDE_RECIPIENT;
    set_limit(f, ladder);
    set_limit(f, rolling);
    set_limit(f, average);
    set_limit(f, borne);
    set_limit(f, limit_of(TEAM, FORMAL, 6));
}

static inline void fill_records(fixture *f)
{
    jf_record held = record_of(3, MEETING, MARCH);
    jf_record wide = record_of(20, LETTER, MARCH);
    jf_line lines[3] = {issuer(TEAM, 0), recipient(FIRM, 5), recipient(SHOP, 0)};
    jf_line line = issuer(OTHER, 1);
    jf_change amend = {.size = sizeof amend, .day = APRIL, .key = 10, .of = 20, .kind = FORMAL};
    int64_t count;

    held.expires = APRIL;
    lines[2].amounts[1] = 90;
    wide.subject = 3;
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_hold(f->ledger, &held, &line, 1, NULL, err));
    held.key = 4;
    held.expires = NEXT_YEAR;
    assert_ok(jf_ledger_hold(f->ledger, &held, &line, 1, NULL, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 5, TEAM, FORMAL, 7, err));
    assert_ok(jf_ledger_commit(f->ledger, 7, 2, APRIL, NULL, err));
    assert_ok(jf_ledger_issue(f->ledger, &wide, lines, 3, NULL, err));
    assert_ok(jf_ledger_amend(f->ledger, &amend, lines, 2, NULL, err));
    assert_ok(jf_ledger_expire(f->ledger, APRIL + 1, &count, err));
    assert_int_equal(count, 1);
}

/* Something of everything. */
static inline void fill(fixture *f)
{
    jf_limit organ = limit_of(ORGAN, ALL, 0);
    jf_grant grant = {.unit = ORGAN, .kind = ALL, .period_kind = JF_PERIOD_YEAR, .day = MARCH,
                      .step = JF_STEP_REFUSE};
    jf_move move = {.size = sizeof move, .key = 30, .amount = 3};
    jf_reform reform = {.size = sizeof reform, .day = APRIL, .key = 31, .unit = OTHER};
    jf_derivation derivation = {.size = sizeof derivation, .key = 32};
    jf_limit next = limit_of(TEAM, FORMAL, 0);
    int64_t units[2] = {TEAM, SECTION};
    int64_t id;

    assert_ok(jf_ledger_text(f->ledger, "王处长", &id, err));
    fill_limits(f);
    fill_records(f);
    grant.by = id;
    assert_ok(jf_ledger_grant(f->ledger, 29, 77, &grant, 1, NULL, err));
    assert_ok(jf_ledger_adjust(f->ledger, &move, &organ, NULL, err));
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, SECTION, NULL, err));
    next.day = NEXT_YEAR;
    assert_ok(jf_ledger_derive(f->ledger, &derivation, &organ, &next, units, 2, NULL, err));
    assert_ok(jf_ledger_seal_batch(f->ledger, err));
    assert_ok(attempt(f, jf_ledger_hold, 40, TEAM, LETTER, 1, err));
}

#endif
