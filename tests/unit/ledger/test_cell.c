/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_limit cell_of(int64_t unit, int64_t kind, int32_t side, int32_t measure)
{
    jf_limit cell = limit_of(unit, kind, 1000);

    cell.side = side;
    cell.measure = measure;
    return cell;
}

/* One record: the organ's section issues 2 of 30 pages; three subsidiaries' lines bear it. */
static void issue_one(fixture *f, int64_t key)
{
    jf_record record = record_of(key, FORMAL, MARCH);
    jf_line lines[4] = {issuer(SECTION, 2), recipient(FIRM, 1), recipient(FIRM, 3),
                        recipient(SHOP, 0)};

    lines[0].amounts[0] = 30;
    lines[1].amounts[1] = 40;
    lines[3].amounts[1] = 5;
    lines[2].amounts[3] = 7;
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 4, NULL, err));
}

static void assert_measures(const fixture *f)
{
    assert_balance(f, cell_of(ORGAN, ALL, JF_SIDE_ISSUER, JF_MEASURE_COUNT), 4, 0);
    assert_balance(f, cell_of(ORGAN, ALL, JF_SIDE_ISSUER, JF_MEASURE_ITEMS), 2, 0);
    assert_balance(f, cell_of(ORGAN, ALL, JF_SIDE_ISSUER, JF_MEASURE_AMOUNT_1), 60, 0);
    assert_balance(f, cell_of(GROUP, DOCUMENT, JF_SIDE_RECIPIENT, JF_MEASURE_ITEMS), 2, 0);
    assert_balance(f, cell_of(GROUP, DOCUMENT, JF_SIDE_RECIPIENT, JF_MEASURE_COUNT), 8, 0);
    assert_balance(f, cell_of(GROUP, DOCUMENT, JF_SIDE_RECIPIENT, JF_MEASURE_AMOUNT_2), 90, 0);
    assert_balance(f, cell_of(GROUP, DOCUMENT, JF_SIDE_RECIPIENT, JF_MEASURE_AMOUNT_4), 14, 0);
    assert_balance(f, cell_of(SHOP, DOCUMENT, JF_SIDE_RECIPIENT, JF_MEASURE_ITEMS), 0, 0);
    assert_balance(f, cell_of(SHOP, DOCUMENT, JF_SIDE_RECIPIENT, JF_MEASURE_AMOUNT_2), 10, 0);
    assert_balance(f, cell_of(ORGAN, ALL, JF_SIDE_RECIPIENT, JF_MEASURE_COUNT), 0, 0);
    assert_balance(f, cell_of(SECTION, LETTER, JF_SIDE_ISSUER, JF_MEASURE_COUNT), 0, 0);
}

static void set_all_limits(fixture *f)
{
    const int64_t units[] = {ORGAN, SECTION, GROUP, FIRM, SHOP};
    const int64_t kinds[] = {ALL, DOCUMENT, LETTER};

    for (size_t u = 0; u < 5; u++)
        for (size_t k = 0; k < 3; k++)
            for (int32_t side = JF_SIDE_ISSUER; side <= JF_SIDE_RECIPIENT; side++)
                for (int32_t m = JF_MEASURE_COUNT; m <= JF_MEASURE_AMOUNT_4; m++)
                    set_limit(f, cell_of(units[u], kinds[k], side, m));
}

static void measures_are_summed_without_limits(void **state)
{
    issue_one(*state, 1);
    issue_one(*state, 2);
    assert_measures(*state);
}

static void measures_are_counted_under_limits(void **state)
{
    set_all_limits(*state);
    issue_one(*state, 1);
    issue_one(*state, 2);
    assert_measures(*state);
}

static void limits_set_late_count_what_was_used_before(void **state)
{
    issue_one(*state, 1);
    set_all_limits(*state);
    issue_one(*state, 2);
    assert_measures(*state);
}

static void limit_set_late_counts_open_holds_too(void **state)
{
    fixture *f = *state;

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 3, err));
    set_limit(f, limit_of(ORGAN, ALL, 10));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 3);
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, JF_DAY_NONE, NULL, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 3, 0);
}

static void refused_and_released_attempts_are_not_counted_late(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(OTHER, ALL, 0));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 1, OTHER, FORMAL, 3, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 3, err));
    assert_ok(jf_ledger_release(f->ledger, 3, 2, NULL, err));
    set_limit(f, limit_of(ORGAN, ALL, 10));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 0);
}

/* What issuers write off is what recipients bear, when every record says so. */
static void landings_of_both_sides_balance(void **state)
{
    fixture *f = *state;
    const int64_t from[] = {SECTION, TEAM, OTHER};
    const int64_t to[] = {FIRM, SHOP};

    for (int64_t key = 1; key <= 60; key++) {
        jf_record record = record_of(key, key % 2 ? FORMAL : MEETING, MARCH + (jf_day)(key % 9));
        jf_line lines[3] = {issuer(from[key % 3], 3), recipient(to[key % 2], 1),
                            recipient(to[1 - key % 2], 2)};

        assert_ok(jf_ledger_issue(f->ledger, &record, lines, 3, NULL, err));
    }
    for (int64_t kind = ALL; kind <= MEETING; kind += kind == ALL ? 9 : 10) {
        jf_limit issued = cell_of(ORGAN, kind, JF_SIDE_ISSUER, JF_MEASURE_COUNT);
        jf_limit borne = cell_of(GROUP, kind, JF_SIDE_RECIPIENT, JF_MEASURE_COUNT);

        assert_int_equal(balance_of(f, issued).used, balance_of(f, borne).used);
        assert_int_equal(balance_of(f, issued).used, kind == ALL ? 180 : 90);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(measures_are_summed_without_limits),
        fixture_test(measures_are_counted_under_limits),
        fixture_test(limits_set_late_count_what_was_used_before),
        fixture_test(limit_set_late_counts_open_holds_too),
        fixture_test(refused_and_released_attempts_are_not_counted_late),
        fixture_test(landings_of_both_sides_balance),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.cell", tests, NULL, NULL);
}
