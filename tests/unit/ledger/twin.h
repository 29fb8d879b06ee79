/* SPDX-License-Identifier: Apache-2.0 */
/* A second ledger made from the journal of the first, and the comparison of all that two hold. */
#ifndef JIANFU_TESTS_LEDGER_TWIN_H
#define JIANFU_TESTS_LEDGER_TWIN_H

#include "fixture.h"

#include "ledger/ledger.h"

static inline jf_ledger *twin_of(const fixture *f)
{
    size_t size = jf_ledger_journal_size(f->ledger);
    uint8_t *bytes = malloc(size);
    jf_error error = {0};
    jf_ledger *twin;

    assert_non_null(bytes);
    assert_ok(jf_ledger_journal_read(f->ledger, 0, bytes, size, err));
    twin = assert_made(jf_ledger_replay(f->calendar, bytes, size, NULL, &error), &error);
    free(bytes);
    return twin;
}

static inline void assert_same_limits(const jf_ledger *a, const jf_ledger *b)
{
    assert_int_equal(a->limits.count, b->limits.count);
    for (size_t i = 0; i < a->limits.count; i++) {
        const jf__limit *x = &a->limits.items[i];
        const jf__limit *y = &b->limits.items[i];

        assert_int_equal(jf__limit_free(a, x), jf__limit_free(b, y));
        assert_int_equal(*jf__margin_of(&a->rows, x->cell), *jf__margin_of(&b->rows, y->cell));
        assert_int_equal(x->held, y->held);
        assert_int_equal(x->borrowed, y->borrowed);
        assert_int_equal(x->lent, y->lent);
        assert_int_equal(x->inherited, y->inherited);
        assert_int_equal(x->refusals, y->refusals);
        assert_int_equal(x->since, y->since);
        assert_int_equal(x->expiring, y->expiring);
        assert_int_equal(x->terms.amount, y->terms.amount);
        assert_int_equal(x->terms.pool, y->terms.pool);
    }
}

static inline void assert_same_links(const jf_ledger *a, const jf_ledger *b)
{
    assert_int_equal(a->links.count, b->links.count);
    for (size_t i = 0; i < a->links.count; i++)
        for (size_t j = 0; j < a->links.items[i].part_count; j++) {
            const jf__derived *x = &a->links.items[i].parts[j];
            const jf__derived *y = &b->links.items[i].parts[j];

            assert_int_equal(x->posted, y->posted);
            assert_int_equal(x->now, y->now);
        }
}

static inline void assert_same_days(const jf_ledger *a, const jf_ledger *b)
{
    assert_int_equal(a->days.count, b->days.count);
    for (size_t i = 0; i < a->days.count; i++) {
        const jf__days *x = &a->days.items[i];
        const jf__days *y = &b->days.items[i];

        assert_int_equal(x->count, y->count);
        for (size_t j = 0; j < x->count; j++) {
            assert_int_equal(x->items[j].day, y->items[j].day);
            assert_int_equal(x->items[j].used, y->items[j].used);
            assert_int_equal(x->items[j].held, y->items[j].held);
        }
    }
}

static inline void assert_same_attempts(const jf_ledger *a, const jf_ledger *b)
{
    assert_int_equal(a->attempts.count, b->attempts.count);
    for (uint32_t i = 0; i < a->attempts.count; i++) {
        const jf__attempt *x = jf__attempt_at(&a->attempts, i);
        const jf__attempt *y = jf__attempt_at(&b->attempts, i);

        assert_int_equal(x->offset, y->offset);
        assert_int_equal(x->entry, y->entry);
        assert_int_equal(x->kind, y->kind);
        assert_int_equal(x->day, y->day);
        assert_int_equal(x->type, y->type);
        assert_int_equal(x->state, y->state);
        assert_int_equal(x->flags, y->flags);
        if (x->flags & JF__ATTEMPT_MOVED)
            assert_int_equal(jf__idmap_find(&a->contents, (int64_t)i + 1),
                             jf__idmap_find(&b->contents, (int64_t)i + 1));
        assert_int_equal(jf__key_lookup(a, jf__key_of(a, i)), i);
    }
    assert_int_equal(a->expiries.count, b->expiries.count);
    for (size_t i = 0; i < a->expiries.count; i++) {
        assert_int_equal(a->expiries.items[i].attempt, b->expiries.items[i].attempt);
        assert_int_equal(a->expiries.items[i].last, b->expiries.items[i].last);
    }
}

/* All that is state: whatever decides how the next call is answered. */
static inline void assert_same_state(const jf_ledger *a, const jf_ledger *b)
{
    assert_same_digest(a, digest_of(b));
    assert_int_equal(a->journal.entry_count, b->journal.entry_count);
    assert_memory_equal(&a->totals, &b->totals, sizeof a->totals);
    assert_same_limits(a, b);
    assert_same_links(a, b);
    assert_same_days(a, b);
    assert_same_attempts(a, b);
}

/* The journal gives the same ledger again. */
static inline void assert_replays(const fixture *f)
{
    jf_ledger *twin = twin_of(f);

    assert_same_state(f->ledger, twin);
    jf_ledger_free(twin);
}

#endif
