/* SPDX-License-Identifier: Apache-2.0 */
/* A small organisation for the ledger's tests. Units: 1 the organ, under it sections 11 and 12,
 * under 11 team 111; 2 an enterprise with subsidiaries 21 and 22. Kinds: 1 everything, under it
 * documents 10 (formal 100, letters 101) and meetings 20. */
#ifndef JIANFU_TESTS_LEDGER_FIXTURE_H
#define JIANFU_TESTS_LEDGER_FIXTURE_H

#include "support/support.h"

#include <stdlib.h>

#include "jianfu/ledger.h"

enum { ORGAN = 1, SECTION = 11, OTHER = 12, TEAM = 111, GROUP = 2, FIRM = 21, SHOP = 22 };
enum { ALL = 1, DOCUMENT = 10, FORMAL = 100, LETTER = 101, MEETING = 20 };

/* 2023-03-15, a day in its month, quarter, half and year. */
#define MARCH 19431
#define APRIL (MARCH + 31)
#define NEXT_YEAR (MARCH + 366)

typedef struct fixture {
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
    jf_ledger *ledger;
} fixture;

static inline void fixture_trees(fixture *f)
{
    static const int64_t units[][2] = {{ORGAN, 0},     {SECTION, ORGAN}, {TEAM, SECTION},
                                       {OTHER, ORGAN}, {GROUP, 0},       {FIRM, GROUP},
                                       {SHOP, GROUP}};
    static const int64_t kinds[][2] = {
        {ALL, 0}, {DOCUMENT, ALL}, {FORMAL, DOCUMENT}, {LETTER, DOCUMENT}, {MEETING, ALL}};

    f->calendar = jf_calendar_new(NULL, NULL);
    assert_non_null(f->calendar);
    assert_ok(jf_calendar_seal(f->calendar, err));
    f->units = jf_tree_new(NULL, NULL);
    f->kinds = jf_tree_new(NULL, NULL);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        assert_ok(jf_tree_add(f->units, units[i][0], units[i][1], "单位", err));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        assert_ok(jf_tree_add(f->kinds, kinds[i][0], kinds[i][1], "事项", err));
}

static inline int fixture_setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    jf_error error = {0};

    assert_non_null(f);
    fixture_trees(f);
    f->ledger = assert_made(jf_ledger_new(f->calendar, f->units, f->kinds, NULL, &error), &error);
    *state = f;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    fixture *f = *state;

    jf_ledger_free(f->ledger);
    jf_calendar_free(f->calendar);
    jf_tree_free(f->units);
    jf_tree_free(f->kinds);
    free(f);
    return 0;
}

#define fixture_test(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

/* A cap on the issuer's count in the year of MARCH. */
static inline jf_limit limit_of(int64_t unit, int64_t kind, int64_t amount)
{
    return (jf_limit){.size = sizeof(jf_limit),
                      .unit = unit,
                      .kind = kind,
                      .period_kind = JF_PERIOD_YEAR,
                      .day = MARCH,
                      .amount = amount};
}

static inline void set_limit(fixture *f, jf_limit limit)
{
    assert_ok(jf_ledger_set_limit(f->ledger, &limit, err));
}

static inline jf_balance balance_of(const fixture *f, jf_limit cell)
{
    jf_balance balance = {.size = sizeof balance};

    assert_ok(jf_ledger_balance(f->ledger, &cell, &balance, err));
    return balance;
}

static inline void assert_balance(const fixture *f, jf_limit cell, int64_t used, int64_t held)
{
    jf_balance balance = balance_of(f, cell);

    assert_int_equal(balance.used, used);
    assert_int_equal(balance.held, held);
}

static inline jf_record record_of(int64_t key, int64_t kind, jf_day day)
{
    return (jf_record){.size = sizeof(jf_record), .day = day, .key = key, .kind = kind};
}

static inline jf_line issuer(int64_t unit, int64_t count)
{
    return (jf_line){.unit = unit, .count = count, .side = JF_SIDE_ISSUER};
}

static inline jf_line recipient(int64_t unit, int64_t count)
{
    return (jf_line){.unit = unit, .count = count, .side = JF_SIDE_RECIPIENT};
}

typedef jf_status (*fixture_verb)(jf_ledger *, const jf_record *, const jf_line *, size_t,
                                  jf_outcome *, jf_error *);

/* One issuer line in MARCH. */
static inline jf_status attempt(fixture *f, fixture_verb verb, int64_t key, int64_t unit,
                                int64_t kind, int64_t count, jf_error *err)
{
    jf_record record = record_of(key, kind, MARCH);
    jf_line line = issuer(unit, count);

    return verb(f->ledger, &record, &line, 1, NULL, err);
}

static inline jf_violation violation_of(const fixture *f, size_t index)
{
    jf_violation violation = {.size = sizeof violation};

    assert_ok(jf_ledger_violation_at(f->ledger, index, &violation, err));
    return violation;
}

typedef struct digest {
    uint8_t bytes[32];
} digest;

static inline digest digest_of(const jf_ledger *ledger)
{
    digest taken;

    assert_ok(jf_ledger_digest(ledger, taken.bytes, sizeof taken.bytes, err));
    return taken;
}

#define assert_same_digest(ledger, before)                                                         \
    do {                                                                                           \
        digest jf_test_now = digest_of(ledger);                                                    \
        assert_memory_equal(jf_test_now.bytes, (before).bytes, sizeof jf_test_now.bytes);          \
    } while (0)

#endif
