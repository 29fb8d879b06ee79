/* SPDX-License-Identifier: Apache-2.0 */
/* Short words for stories of reorganised units; days are of the years around MARCH. */
#ifndef JIANFU_TESTS_LEDGER_REFORMS_H
#define JIANFU_TESTS_LEDGER_REFORMS_H

#include "twin.h"

#define JANUARY (MARCH - 73) /* 2023-01-01 */
#define NEXT_JANUARY (JANUARY + 365)

static int64_t reforms_key = 1000;

static inline jf_reform reform(int64_t unit, jf_day day)
{
    return (jf_reform){.size = sizeof(jf_reform), .day = day, .key = reforms_key++, .unit = unit};
}

static inline void merge(fixture *f, int64_t unit, int64_t into, jf_day day)
{
    jf_reform merger = reform(unit, day);

    assert_ok(jf_ledger_merge_unit(f->ledger, &merger, into, NULL, err));
}

static inline void split(fixture *f, int64_t unit, int64_t first, int64_t second, jf_day day)
{
    const int64_t parts[] = {first, second};
    const int64_t shares[] = {1, 1};
    jf_reform division = reform(unit, day);

    assert_ok(jf_ledger_split_unit(f->ledger, &division, parts, 2, shares, 2, NULL, err));
}

static inline void add_unit(fixture *f, int64_t unit, int64_t parent)
{
    assert_ok(jf_ledger_add_unit(f->ledger, unit, parent, "科", err));
}

static inline int64_t issue_on(fixture *f, int64_t unit, int64_t count, jf_day day)
{
    jf_record record = record_of(reforms_key++, FORMAL, day);
    jf_line line = issuer(unit, count);

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    return record.key;
}

static inline jf_limit year_limit(int64_t unit, int64_t amount, jf_day day)
{
    jf_limit limit = limit_of(unit, ALL, amount);

    limit.day = day;
    limit.refuse_permille = JF_STEP_NEVER;
    return limit;
}

static inline int64_t limit_on(const fixture *f, int64_t unit, jf_day day)
{
    return balance_of(f, year_limit(unit, 0, day)).limit;
}

static inline int64_t used_on(const fixture *f, int64_t unit, jf_day day)
{
    return balance_of(f, year_limit(unit, 0, day)).used;
}

static inline void carry_over(fixture *f, int64_t unit, int64_t least, int64_t most)
{
    jf_carry carry = {.size = sizeof carry, .key = reforms_key++, .least = least, .most = most};
    jf_limit from = year_limit(unit, 0, JANUARY);
    jf_limit to = year_limit(unit, 0, NEXT_JANUARY);

    assert_ok(jf_ledger_carry(f->ledger, &carry, &from, &to, NULL, err));
}

/* From the use of one year the limits of the next. */
static inline void derive(fixture *f, int32_t permille, const int64_t *units, size_t unit_count)
{
    jf_derivation formula = {.size = sizeof formula, .key = reforms_key++, .permille = permille};
    jf_limit base = year_limit(ORGAN, 0, JANUARY);
    jf_limit target = year_limit(ORGAN, 0, NEXT_JANUARY);

    assert_ok(jf_ledger_derive(f->ledger, &formula, &base, &target, units, unit_count, NULL, err));
}

static inline void assert_same_standings(const jf_ledger *a, const jf_ledger *b)
{
    size_t count = 4 * jf_ledger_limit_count(a);
    int64_t *values[2] = {calloc(count + 1, 8), calloc(count + 1, 8)};

    assert_true(values[0] && values[1]);
    assert_ok(jf_ledger_standings(a, 0, values[0], count, err));
    assert_ok(jf_ledger_standings(b, 0, values[1], count, err));
    assert_memory_equal(values[0], values[1], count * 8);
    free(values[0]);
    free(values[1]);
}

/* The journal gives the same ledger again, and so does the ledger as of its last entry. */
static inline void assert_rebuilt(const fixture *f)
{
    jf_error error = {0};
    jf_ledger *twin = twin_of(f);
    jf_ledger *now = assert_made(jf_ledger_as_of(f->ledger, 0, NULL, &error), &error);

    assert_same_state(f->ledger, twin);
    assert_same_standings(f->ledger, twin);
    assert_same_standings(f->ledger, now);
    jf_ledger_free(twin);
    jf_ledger_free(now);
}

#endif
