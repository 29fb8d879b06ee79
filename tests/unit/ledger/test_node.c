/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "ledger/ledger.h"

static void subtree_is_a_range_of_numbers(void **state)
{
    fixture *f = *state;
    const jf__nodes *units = &f->ledger->units;
    const int64_t ids[] = {ORGAN, SECTION, OTHER, TEAM, GROUP, FIRM, SHOP};

    for (size_t a = 0; a < 7; a++)
        for (size_t b = 0; b < 7; b++)
            assert_int_equal(jf__node_within(units, jf__node_find(units, ids[a]),
                                               jf__node_find(units, ids[b])),
                             jf_tree_contains(f->units, ids[a], ids[b]));
}

static void ids_that_are_no_nodes_are_not_found(void **state)
{
    fixture *f = *state;

    assert_int_equal(jf__node_find(&f->ledger->units, FORMAL), JF__NONE);
    assert_int_equal(jf__node_find(&f->ledger->units, 0), JF__NONE);
    assert_int_equal(jf__node_find(&f->ledger->units, -1), JF__NONE);
    assert_int_equal(jf__node_find(&f->ledger->units, INT64_MAX), JF__NONE);
}

static void only_new_nodes_fit(void **state)
{
    fixture *f = *state;
    const jf__nodes *units = &f->ledger->units;
    uint32_t last = (uint32_t)units->list.count - 1;

    assert_true(jf__node_fits(units, 99, JF__NONE));
    assert_true(jf__node_fits(units, 99, last));
    assert_true(jf__node_fits(units, 99, jf__node_find(units, GROUP)));
    assert_true(jf__node_fits(units, 99, jf__node_find(units, ORGAN)));
    assert_false(jf__node_fits(units, 99, last + 1));
    assert_false(jf__node_fits(units, SHOP, JF__NONE));
    assert_false(jf__node_fits(units, 0, JF__NONE));
}

static void limits_reach_through_the_deepest_tree(void **state)
{
    fixture *f = *state;
    jf_tree *deep = jf_tree_new(NULL, NULL);
    jf_limit limit = limit_of(1, ALL, 1);

    for (int64_t id = 1; id <= 65; id++)
        assert_ok(jf_tree_add(deep, id, id - 1, "x", err));
    jf_ledger_free(f->ledger);
    f->ledger = jf_ledger_new(f->calendar, deep, f->kinds, NULL, NULL);
    jf_tree_free(deep);
    for (int64_t id = 1; id <= 65; id++) {
        limit.unit = id;
        set_limit(f, limit);
    }
    assert_ok(attempt(f, jf_ledger_issue, 1, 65, FORMAL, 1, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 2, 65, FORMAL, 1, err));
    assert_int_equal(jf_ledger_violation_count(f->ledger), 65);
}

static void empty_trees_make_a_ledger_without_use(void **state)
{
    fixture *f = *state;
    jf_tree *empty = jf_tree_new(NULL, NULL);

    jf_ledger_free(f->ledger);
    f->ledger = jf_ledger_new(f->calendar, empty, empty, NULL, NULL);
    jf_tree_free(empty);
    assert_int_equal(jf_ledger_entry_count(f->ledger), 1);
    assert_fails(JF_E_NOT_FOUND, attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(subtree_is_a_range_of_numbers),
        fixture_test(ids_that_are_no_nodes_are_not_found),
        fixture_test(only_new_nodes_fit),
        fixture_test(limits_reach_through_the_deepest_tree),
        fixture_test(empty_trees_make_a_ledger_without_use),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.node", tests, NULL, NULL);
}
