/* SPDX-License-Identifier: Apache-2.0 */
/* Groups of at most eight items, built one by one, and what has to come of them. */
#ifndef JIANFU_TESTS_LEDGER_GROUP_H
#define JIANFU_TESTS_LEDGER_GROUP_H

#include "twin.h"

enum { MOST = 8 };

/* Items with at most one line each. */
typedef struct call {
    jf_item items[MOST];
    jf_line lines[MOST];
    int32_t results[MOST];
    size_t item_count;
    size_t line_count;
} call;

static inline jf_item *add(call *c, int64_t key, int32_t verb, int64_t of)
{
    jf_item *item = &c->items[c->item_count++];

    *item = (jf_item){.key = key, .verb = verb, .of = of, .day = JF_DAY_NONE};
    if (c->item_count > 1)
        item[-1].linked = 1;
    return item;
}

static inline jf_item *add_record(call *c, int64_t key, int32_t verb, int64_t unit, int64_t count)
{
    jf_item *item = add(c, key, verb, 0);

    item->kind = FORMAL;
    item->day = MARCH;
    item->line_count = 1;
    c->lines[c->line_count++] = issuer(unit, count);
    return item;
}

static inline void run(const fixture *f, call *c)
{
    for (size_t i = 0; i < MOST; i++)
        c->results[i] = -7;
    assert_ok(jf_ledger_batch(f->ledger, c->items, c->item_count, c->lines, c->line_count,
                              c->results, c->item_count, err));
}

/* Runs it; the item `at` has to get the status, all others JF_E_LINKED. */
static inline void assert_decides(const fixture *f, call *c, size_t at, jf_status status)
{
    run(f, c);
    for (size_t i = 0; i < c->item_count; i++)
        assert_int_equal(c->results[i], i == at ? status : JF_E_LINKED);
}

static inline void assert_all_ok(const fixture *f, call *c)
{
    run(f, c);
    for (size_t i = 0; i < c->item_count; i++)
        assert_int_equal(c->results[i], JF_OK);
}

static inline void assert_no_trace(const fixture *f, call *c, size_t at, jf_status status)
{
    jf_ledger *twin = twin_of(f);
    size_t violations = jf_ledger_violation_count(f->ledger);

    assert_decides(f, c, at, status);
    assert_same_state(f->ledger, twin);
    assert_int_equal(jf_ledger_violation_count(f->ledger), violations);
    jf_ledger_free(twin);
}

static inline jf_outcome explain(const fixture *f, int64_t key)
{
    jf_outcome outcome = {.size = sizeof outcome};

    assert_ok(jf_ledger_explain(f->ledger, key, &outcome, err));
    return outcome;
}

#endif
