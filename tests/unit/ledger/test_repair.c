/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "jianfu/ledger_reconcile.h"

#include "base/random.h"

enum { LINES = 8, ROWS = 200 };

static jf_outside outside_of(int64_t subject, int64_t kind, int64_t unit, int64_t count)
{
    return (jf_outside){
        .subject = subject, .kind = kind, .unit = unit, .count = count, .day = MARCH};
}

static jf_reconciliation *reconcile(const fixture *f, const jf_outside *rows, size_t row_count)
{
    jf_error error = {0};

    return assert_made(jf_ledger_reconcile(f->ledger, NULL, rows, row_count, &error), &error);
}

static jf_difference at(const jf_reconciliation *found, size_t index)
{
    jf_difference difference = {.size = sizeof difference};

    assert_ok(jf_reconciliation_at(found, index, &difference, err));
    return difference;
}

static jf_difference first_of(const fixture *f, const jf_outside *rows, size_t row_count)
{
    jf_reconciliation *found = reconcile(f, rows, row_count);
    jf_difference difference = at(found, 0);

    jf_reconciliation_free(found);
    return difference;
}

/* Mends every difference, the last one first when asked; all items are built before any is done.
 * Gives how many there were. */
static size_t mend(fixture *f, const jf_outside *rows, size_t row_count, int64_t key,
                   bool last_first)
{
    jf_reconciliation *found = reconcile(f, rows, row_count);
    size_t count = jf_reconciliation_count(found);
    jf_item *items = calloc(count + 1, sizeof *items);
    jf_line *lines = calloc(count + 1, LINES * sizeof *lines);
    int32_t *results = calloc(count + 1, sizeof *results);
    size_t line_count = 0;

    assert_non_null(items);
    assert_non_null(lines);
    assert_non_null(results);
    for (size_t i = 0; i < count; i++) {
        jf_difference difference = at(found, last_first ? count - 1 - i : i);

        assert_ok(jf_ledger_repair(f->ledger, &difference, key + (int64_t)i, &items[i],
                                   lines + line_count, (size_t)difference.line_count, err));
        assert_int_equal(items[i].line_count, difference.line_count);
        line_count += (size_t)items[i].line_count;
    }
    if (count > 0)
        assert_ok(jf_ledger_batch(f->ledger, items, count, lines, line_count, results, count,
                                  err));
    for (size_t i = 0; i < count; i++)
        assert_int_equal(results[i], JF_OK);
    jf_reconciliation_free(found);
    free(items);
    free(lines);
    free(results);
    return count;
}

static void assert_mended(fixture *f, const jf_outside *rows, size_t row_count, size_t wanted)
{
    assert_int_equal(mend(f, rows, row_count, 1000, false), wanted);
    assert_int_equal(mend(f, rows, row_count, 2000, false), 0);
}

static void missing_is_issued(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(5, FORMAL, TEAM, 3);

    assert_mended(f, &row, 1, 1);
    assert_balance(f, limit_of(TEAM, FORMAL, 0), 3, 0);
}

static void missing_with_an_open_hold_is_committed(void **state)
{
    fixture *f = *state;
    jf_outside rows[2] = {outside_of(1, FORMAL, TEAM, 3), outside_of(2, LETTER, OTHER, 9)};

    rows[0].day = APRIL;
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 3, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 3, err));
    assert_mended(f, rows, 2, 2);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 12, 0);
    assert_balance(f, limit_of(OTHER, LETTER, 0), 9, 0);
}

static void extra_and_merged_are_freed(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(2, FORMAL, TEAM, 3);

    row.merged_into = 7;
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 3, err));
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 3, err));
    assert_mended(f, &row, 1, 2);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 0);
}

static void all_fields_of_one_record_are_mended_in_any_order(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, LETTER, OTHER, 9);

    row.day = APRIL;
    for (int64_t key = 1; key <= 2; key++) {
        assert_ok(attempt(f, jf_ledger_issue, key, TEAM, FORMAL, 3, err));
        row.subject = key;
        assert_int_equal(mend(f, &row, 1, key * 1000, key == 2), 4 + (size_t)(key - 1));
        assert_balance(f, limit_of(OTHER, LETTER, 0), 9, 0);
    }
}

static void recipients_and_amounts_stay_as_they_are(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, OTHER, 7);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[4] = {recipient(FIRM, 4), issuer(TEAM, 2), issuer(ORGAN, 3), recipient(SHOP, 5)};
    jf_limit pages = limit_of(OTHER, ALL, 0);
    jf_limit landed = limit_of(GROUP, ALL, 0);

    lines[1].amounts[0] = 30;
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 4, NULL, err));
    assert_mended(f, &row, 1, 2);
    pages.measure = JF_MEASURE_AMOUNT_1;
    landed.side = JF_SIDE_RECIPIENT;
    landed.measure = JF_MEASURE_COUNT;
    assert_balance(f, pages, 30, 0);
    assert_balance(f, landed, 9, 0);
    assert_balance(f, limit_of(OTHER, ALL, 0), 4, 0); /* 3 of the 7 are the organ's own */
}

static void co_issuers_only_sign_when_the_count_leaves_them_nothing(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, TEAM, 3);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[3] = {issuer(OTHER, 0), issuer(TEAM, 2), issuer(OTHER, 3)};

    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 3, NULL, err));
    assert_mended(f, &row, 1, 1);
    assert_balance(f, limit_of(TEAM, ALL, 0), 3, 0);
    assert_balance(f, limit_of(OTHER, ALL, 0), 0, 0);
    row.count = 0;
    assert_int_equal(mend(f, &row, 1, 3000, false), 1);
    assert_int_equal(mend(f, &row, 1, 4000, false), 0);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 0);
}

static void record_without_issuer_gets_one(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, TEAM, 3);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = recipient(FIRM, 4);

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_mended(f, &row, 1, 2);
    assert_balance(f, limit_of(TEAM, ALL, 0), 3, 0);
}

static void repair_is_asked_of_the_limits(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, TEAM, 30);
    jf_difference difference;
    jf_item item;
    jf_line line;
    int32_t result;

    set_limit(f, limit_of(ORGAN, ALL, 5));
    difference = first_of(f, &row, 1);
    assert_ok(jf_ledger_repair(f->ledger, &difference, 50, &item, &line, 1, err));
    assert_ok(jf_ledger_batch(f->ledger, &item, 1, &line, 1, &result, 1, err));
    assert_int_equal(result, JF_E_LIMIT);
    assert_int_equal(first_of(f, &row, 1).type, JF_DIFFERENCE_MISSING);
}

static void bad_repairs_are_refused(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, TEAM, 4);
    jf_difference good;
    jf_difference bad;
    jf_item item = {.key = 7};
    jf_line line;

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 3, err));
    good = bad = first_of(f, &row, 1);
    assert_fails(JF_E_ARGUMENT, jf_ledger_repair(NULL, &good, 9, &item, &line, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_repair(f->ledger, NULL, 9, &item, &line, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_repair(f->ledger, &good, 0, &item, &line, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_repair(f->ledger, &good, 9, NULL, &line, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_repair(f->ledger, &good, 9, &item, NULL, 1, err));
    assert_fails(JF_E_RANGE, jf_ledger_repair(f->ledger, &good, 9, &item, NULL, 0, err));
    bad.field = JF_DIFFERENCE_FIELD_NONE;
    assert_fails(JF_E_ARGUMENT, jf_ledger_repair(f->ledger, &bad, 9, &item, &line, 1, err));
    bad.field = JF_DIFFERENCE_FIELD_COUNT;
    bad.type = JF_DIFFERENCE_EXTRA;
    assert_fails(JF_E_ARGUMENT, jf_ledger_repair(f->ledger, &bad, 9, &item, &line, 1, err));
    bad.type = JF_DIFFERENCE_MERGED + 1;
    assert_fails(JF_E_ARGUMENT, jf_ledger_repair(f->ledger, &bad, 9, &item, &line, 1, err));
    bad = good;
    bad.key = 99;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_repair(f->ledger, &bad, 9, &item, &line, 1, err));
    bad.key = 0;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_repair(f->ledger, &bad, 9, &item, &line, 1, err));
    assert_int_equal(item.key, 7);
}

static void what_counts_no_more_is_not_repaired(void **state)
{
    fixture *f = *state;
    jf_outside row = outside_of(1, FORMAL, TEAM, 4);
    jf_outside held = outside_of(3, FORMAL, TEAM, 3);
    jf_change change = {.size = sizeof change, .key = 2, .of = 1, .day = JF_DAY_NONE};
    jf_difference difference;
    jf_item item;
    jf_line line;

    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 3, err));
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    difference = first_of(f, &row, 1); /* it counts, but nothing can change it */
    assert_fails(JF_E_STATE, jf_ledger_repair(f->ledger, &difference, 9, &item, &line, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 3, TEAM, FORMAL, 3, err));
    difference = first_of(f, &held, 1);
    assert_ok(jf_ledger_release(f->ledger, 4, 3, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_repair(f->ledger, &difference, 9, &item, &line, 1, err));
}

/* --- a random ledger against a random register */

static jf__random source;

static uint32_t below(uint32_t bound)
{
    return jf__random_below(&source, bound);
}

static int64_t random_unit(void)
{
    static const int64_t units[] = {ORGAN, SECTION, OTHER, TEAM, GROUP, FIRM, SHOP};

    return units[below(7)];
}

static int64_t random_kind(void)
{
    static const int64_t kinds[] = {ALL, DOCUMENT, FORMAL, LETTER, MEETING};

    return kinds[below(5)];
}

static void add_record(fixture *f, int64_t key)
{
    jf_record record = record_of(key, random_kind(), MARCH + (jf_day)below(3));
    jf_line lines[4];
    size_t count = 1 + below(4);
    jf_change change = {.size = sizeof change, .key = key + 500, .of = key, .day = JF_DAY_NONE,
                        .frees = 1};

    record.subject = 1 + below(ROWS);
    for (size_t i = 0; i < count; i++)
        lines[i] = below(3) ? issuer(random_unit(), below(4)) : recipient(random_unit(), below(4));
    if (below(3) == 0) {
        assert_ok(jf_ledger_hold(f->ledger, &record, lines, count, NULL, err));
        if (below(2))
            assert_ok(jf_ledger_release(f->ledger, key + 500, key, NULL, err));
    } else {
        assert_ok(jf_ledger_issue(f->ledger, &record, lines, count, NULL, err));
        if (below(4) == 0)
            assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    }
}

static size_t make_register(jf_outside *rows)
{
    size_t count = 0;

    for (int64_t subject = 1; subject <= ROWS; subject++) {
        if (below(4) == 0)
            continue;
        rows[count] = outside_of(subject, random_kind(), random_unit(), below(5));
        rows[count].day = MARCH + (jf_day)below(3);
        rows[count].merged_into = below(8) == 0 ? ROWS + 1 : 0;
        count++;
    }
    return count;
}

static void after_the_repairs_nothing_differs_and_the_journal_only_grew(void **state)
{
    fixture *f = *state;
    jf_outside rows[ROWS];
    size_t row_count;
    size_t repairs;
    int64_t entries;
    size_t size;
    uint8_t *before;
    uint8_t *after;

    source.state = 11;
    for (int64_t key = 1; key <= 300; key++)
        add_record(f, key);
    row_count = make_register(rows);
    entries = jf_ledger_entry_count(f->ledger);
    size = jf_ledger_journal_size(f->ledger);
    before = malloc(size);
    after = malloc(size);
    assert_non_null(before);
    assert_non_null(after);
    assert_ok(jf_ledger_journal_read(f->ledger, 0, before, size, err));
    repairs = mend(f, rows, row_count, 5000, true);
    assert_in_range(repairs, 100, 1000);
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries + (int64_t)repairs);
    assert_ok(jf_ledger_journal_read(f->ledger, 0, after, size, err));
    assert_memory_equal(before, after, size);
    assert_int_equal(mend(f, rows, row_count, 9000, false), 0);
    free(before);
    free(after);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(missing_is_issued),
        fixture_test(missing_with_an_open_hold_is_committed),
        fixture_test(extra_and_merged_are_freed),
        fixture_test(all_fields_of_one_record_are_mended_in_any_order),
        fixture_test(recipients_and_amounts_stay_as_they_are),
        fixture_test(co_issuers_only_sign_when_the_count_leaves_them_nothing),
        fixture_test(record_without_issuer_gets_one),
        fixture_test(repair_is_asked_of_the_limits),
        fixture_test(bad_repairs_are_refused),
        fixture_test(what_counts_no_more_is_not_repaired),
        fixture_test(after_the_repairs_nothing_differs_and_the_journal_only_grew),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.repair", tests, NULL, NULL);
}
