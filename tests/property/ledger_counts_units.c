/* SPDX-License-Identifier: Apache-2.0 */
/* Where units are moved, merged and divided, bulk counts against the balance of each cell, one at a
 * time. */
#include "ledger_counts.h"

/* Any reorganisation that the ledger lets through. */
static void reorganise(const model *m, int64_t key)
{
    jf_reform reform = {.size = sizeof reform, .key = key, .unit = 1 + below(UNITS),
                        .day = FIRST + (jf_day)below(DAYS)};
    const int64_t parts[] = {1 + below(UNITS / 2), 1 + UNITS / 2 + below(UNITS / 2)};
    const int64_t shares[] = {1 + below(4), 1 + below(4)};

    switch (below(3)) {
    case 0:
        (void)jf_ledger_move_unit(m->ledger, &reform, below(UNITS + 1), NULL, NULL);
        break;
    case 1:
        (void)jf_ledger_merge_unit(m->ledger, &reform, 1 + below(UNITS), NULL, NULL);
        break;
    default:
        (void)jf_ledger_split_unit(m->ledger, &reform, parts, 2, shares, 2, NULL, NULL);
    }
}

static int64_t balance_of(const model *m, const jf_count_query *query, const jf_cell *cell,
                          int32_t period)
{
    jf_limit limit = {.size = sizeof limit, .unit = cell->unit, .kind = cell->kind,
                      .side = query->side, .measure = query->measure,
                      .period_kind = query->period_kind, .fiscal_month = query->fiscal_month,
                      .plan_class = query->plan_class};
    jf_balance balance = {.size = sizeof balance};
    jf_period days;

    assert_ok(
        jf_period_containing(query->day, query->period_kind, query->fiscal_month, &days, err));
    assert_ok(jf_period_shift(&days, period, &days, err));
    limit.day = days.first;
    assert_ok(jf_ledger_balance(m->ledger, &limit, &balance, err));
    return (query->what != JF_USE_HELD ? balance.used : 0) +
           (query->what != JF_USE_USED ? balance.held : 0);
}

static void compare_balances(const model *m)
{
    int64_t got[CELLS * PERIODS];
    jf_count_query query = random_query(true);
    size_t width = (size_t)query.period_count;
    jf_cell cells[CELLS];

    query.until = query.joined = 0;
    random_cells(cells);
    assert_ok(jf_ledger_counts(m->ledger, &query, cells, CELLS, got, CELLS * width, err));
    for (size_t i = 0; i < CELLS; i++)
        for (int32_t period = 0; period < query.period_count; period++)
            assert_int_equal(got[i * width + (size_t)period],
                             balance_of(m, &query, &cells[i], period));
}

static void counts_are_the_balances_of_reorganised_units(void **state)
{
    static model m;
    int64_t episodes = jf_test_long() ? EPISODES * 20 : EPISODES;

    (void)state;
    for (int64_t episode = 1; episode <= episodes; episode++) {
        source.state = (uint64_t)episode + 1000;
        begin(&m);
        for (int i = 0; i < QUERIES / 2; i++) {
            reorganise(&m, 5000 + i);
            compare_balances(&m);
        }
        finish(&m);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_the_balances_of_reorganised_units),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_counts_units", tests, NULL, NULL);
}
