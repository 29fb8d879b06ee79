/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the bulk questions refused, once and from then on: the call says so, the
 * caller's array is as it was, and the same call then works. The others need no memory. */
#include "support/support.h"

#include "jianfu/ledger.h"
#include "jianfu/ledger_reconcile.h"

#define DAY 19431 /* 2023-03-15 */
#define ROWS 40

typedef struct world {
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
} world;

/* Asks a question; JF_OK or what it failed with. */
typedef jf_status (*question)(const jf_ledger *ledger, int64_t *values, jf_error *err);

static const jf_count_query months = {
    .size = sizeof(jf_count_query), .period_kind = JF_PERIOD_MONTH, .day = DAY, .period_count = 2};

static jf_status ask_counts(const jf_ledger *ledger, int64_t *values, jf_error *err)
{
    jf_count_query query = months;
    jf_cell cells[ROWS];

    query.measure = JF_MEASURE_ITEMS;
    for (int64_t i = 0; i < ROWS; i++)
        cells[i] = (jf_cell){1 + i % 3, 1 + i / 3 % 3};
    return jf_ledger_counts(ledger, &query, cells, ROWS, values, ROWS * 2, err);
}

static jf_status ask_yoy(const jf_ledger *ledger, int64_t *values, jf_error *err)
{
    const jf_cell cell = {1, 1};

    return jf_ledger_yoy(ledger, &months, &cell, 1, values, 4, err);
}

static jf_status ask_flows(const jf_ledger *ledger, int64_t *values, jf_error *err)
{
    jf_flow flows[ROWS];

    for (int64_t i = 0; i < ROWS; i++)
        flows[i] = (jf_flow){i % 4, 1 + i / 4 % 3, 1};
    return jf_ledger_flows(ledger, &months, flows, ROWS, values, ROWS * 2, err);
}

static jf_status ask_reconcile(const jf_ledger *ledger, int64_t *values, jf_error *err)
{
    jf_outside rows[ROWS];
    jf_reconciliation *found;

    for (int64_t i = 0; i < ROWS; i++)
        rows[i] = (jf_outside){.subject = 2 + i, .kind = 1, .unit = 1, .day = DAY};
    found = jf_ledger_reconcile(ledger, NULL, rows, ROWS, err);
    if (!found)
        return (jf_status)err->status;
    values[0] = (int64_t)jf_reconciliation_count(found);
    jf_reconciliation_free(found);
    return JF_OK;
}

static void issue(jf_ledger *ledger, int64_t key)
{
    jf_record record = {.size = sizeof record, .day = DAY, .key = key, .kind = 2};
    const jf_line lines[2] = {{.unit = 3, .count = 1, .side = JF_SIDE_ISSUER},
                              {.unit = 2, .count = key, .side = JF_SIDE_RECIPIENT}};

    assert_ok(jf_ledger_issue(ledger, &record, lines, 2, NULL, err));
}

static jf_ledger *make_ledger(const world *w, const jf_allocator *allocator)
{
    jf_ledger_options options = {.size = sizeof options, .allocator = *allocator};
    const jf_limit limit = {.size = sizeof limit, .unit = 1, .kind = 1, .day = DAY,
                            .period_kind = JF_PERIOD_YEAR, .amount = 100};
    jf_error error = {0};
    jf_ledger *ledger = assert_made(
        jf_ledger_new(w->calendar, w->units, w->kinds, &options, &error), &error);

    assert_ok(jf_ledger_set_limit(ledger, &limit, err));
    for (int64_t key = 1; key <= 20; key++)
        issue(ledger, key);
    return ledger;
}

/* True when nothing was refused. */
static bool try_failure(const jf_ledger *ledger, jf_test_memory *memory, question ask, int64_t n,
                        bool on)
{
    int64_t values[ROWS * 2];
    int64_t live = memory->live;
    jf_error error = {0};
    jf_status status;

    memset(values, 7, sizeof values);
    jf_test_memory_fail(memory, n, on);
    status = ask(ledger, values, &error);
    jf_test_memory_fail(memory, 0, false);
    assert_int_equal(memory->live, live);
    if (status == JF_OK)
        return true;
    assert_int_equal(status, JF_E_NO_MEMORY);
    assert_int_equal(error.status, JF_E_NO_MEMORY);
    for (size_t i = 0; i < ROWS * 2; i++)
        assert_int_equal(values[i], INT64_C(0x0707070707070707));
    assert_int_equal(ask(ledger, values, &error), JF_OK);
    return false;
}

static void refused_memory_leaves_the_values(void **state)
{
    const question questions[] = {ask_counts, ask_yoy, ask_flows, ask_reconcile};
    jf_test_memory memory;
    jf_ledger *ledger;

    jf_test_memory_init(&memory);
    ledger = make_ledger(*state, &memory.allocator);
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        for (int on = 0; on < 2; on++) {
            int64_t n = 1;

            while (!try_failure(ledger, &memory, questions[i], n, on))
                n++;
            assert_in_range(n, 4, 30);
        }
    jf_ledger_free(ledger);
    assert_no_leak(&memory);
}

static void trial_standings_view_and_repair_need_no_memory(void **state)
{
    jf_trial trial = {.size = sizeof trial};
    const jf_difference extra = {
        .size = sizeof extra, .type = JF_DIFFERENCE_EXTRA, .subject = 1, .key = 1};
    int64_t values[JF_LEDGER_STANDING_VALUES];
    jf_item item;
    size_t size;
    jf_test_memory memory;
    jf_ledger *ledger;
    int64_t calls;

    jf_test_memory_init(&memory);
    ledger = make_ledger(*state, &memory.allocator);
    calls = memory.calls;
    assert_ok(jf_ledger_trial(ledger, 0, 0, &trial, err));
    assert_ok(jf_ledger_standings(ledger, 0, values, JF_LEDGER_STANDING_VALUES, err));
    assert_ok(jf_ledger_repair(ledger, &extra, 90, &item, NULL, 0, err));
    assert_non_null(jf_ledger_journal_view(ledger, 0, &size));
    assert_int_equal(memory.calls, calls);
    jf_ledger_free(ledger);
    assert_no_leak(&memory);
}

static int make_world(void **state)
{
    static world w;
    jf_tree **trees[2] = {&w.units, &w.kinds};

    w.calendar = jf_calendar_new(NULL, NULL);
    assert_ok(jf_calendar_seal(w.calendar, err));
    for (int i = 0; i < 2; i++) {
        *trees[i] = jf_tree_new(NULL, NULL);
        for (int64_t id = 1; id <= 3; id++)
            assert_ok(jf_tree_add(*trees[i], id, id / 2, "节点", err));
    }
    *state = &w;
    return 0;
}

static int end_world(void **state)
{
    world *w = *state;

    jf_calendar_free(w->calendar);
    jf_tree_free(w->units);
    jf_tree_free(w->kinds);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused_memory_leaves_the_values),
        cmocka_unit_test(trial_standings_view_and_repair_need_no_memory),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.ledger_count", tests, make_world, end_world);
}
