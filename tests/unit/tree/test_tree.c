/* SPDX-License-Identifier: Apache-2.0 */
#include "support/trees.h"

#include "base/random.h"

#define UNTOUCHED 4711

static void assert_order(jf_tree *tree, const int64_t *ids, size_t id_count)
{
    assert_int_equal(jf_tree_count(tree), id_count);
    for (size_t i = 0; i < id_count; i++) {
        int64_t id = 0;

        assert_ok(jf_tree_id_at(tree, i, &id, err));
        assert_int_equal(id, ids[i]);
    }
}

/* Every id from 1 to the count is listed once, after its parent. */
static void assert_each_listed_once(jf_tree *tree)
{
    bool seen[61] = {true};

    for (size_t i = 0; i < jf_tree_count(tree); i++) {
        int64_t id = 0;
        int64_t parent = 0;

        assert_ok(jf_tree_id_at(tree, i, &id, err));
        assert_ok(jf_tree_parent(tree, id, &parent, err));
        assert_false(seen[id]);
        assert_true(seen[parent]);
        seen[id] = true;
    }
}

static int64_t current_on(const jf_tree *tree, int64_t id, jf_day day)
{
    int64_t current = 0;

    assert_ok(jf_tree_current(tree, id, day, &current, err));
    return current;
}

static void new_refuses_wrong_options(void **state)
{
    jf_tree_options options = {.size = 2};
    jf_test_memory memory;
    jf_error error;

    (void)state;
    assert_null(jf_tree_new(&options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    options.size = sizeof options;
    options.node_max = -1;
    assert_null(jf_tree_new(&options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_string_equal(error.message, "node_max -1 is negative");
    options.node_max = 0;
    jf_test_memory_init(&memory);
    options.allocator = memory.allocator;
    options.allocator.release = NULL;
    assert_null(jf_tree_new(&options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
}

static void retained_tree_outlives_its_first_reference(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    jf_tree *other = jf_tree_retain(tree);

    (void)state;
    assert_ptr_equal(other, tree);
    jf_tree_free(tree);
    assert_int_equal(jf_tree_count(other), 6);
    jf_tree_free(other);
    assert_null(jf_tree_retain(NULL));
    jf_tree_free(NULL);
}

static void an_empty_tree_holds_nothing(void **state)
{
    jf_tree *tree = jf_test_tree_new();
    int64_t id = UNTOUCHED;

    (void)state;
    assert_int_equal(jf_tree_count(tree), 0);
    assert_fails(JF_E_RANGE, jf_tree_id_at(tree, 0, &id, err));
    assert_int_equal(id, UNTOUCHED);
    assert_false(jf_tree_has(tree, 1));
    assert_false(jf_tree_contains(tree, 1, 1));
    assert_fails(JF_E_NOT_FOUND, jf_tree_find(tree, "办公室", &id, err));
    jf_tree_free(tree);
}

static void add_refuses_bad_arguments(void **state)
{
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_tree_add(tree, 0, 0, "x", err));
    assert_fails(JF_E_ARGUMENT, jf_tree_add(tree, -3, 0, "x", err));
    assert_fails(JF_E_ARGUMENT, jf_tree_add(tree, 3, -1, "x", err));
    assert_fails(JF_E_ARGUMENT, jf_tree_add(tree, 3, 0, "", err));
    assert_fails(JF_E_ARGUMENT, jf_tree_add(tree, 3, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_add(tree, 1, 0, "", err));
    assert_fails(JF_E_ENCODING, jf_tree_add(tree, 3, 0, "\xb9\xfa", err));
    assert_int_equal(jf_tree_count(tree), 6);
    assert_false(jf_tree_has(tree, 3));
    jf_tree_free(tree);
}

static void add_refuses_a_taken_id_before_an_unknown_parent(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    jf_error error;

    (void)state;
    assert_int_equal(jf_tree_add(tree, 11, 99, "x", &error), JF_E_EXISTS);
    assert_int_equal(error.subject, 11);
    assert_int_equal(jf_tree_add(tree, 3, 99, "\xff", &error), JF_E_NOT_FOUND);
    assert_int_equal(error.subject, 99);
    assert_string_equal(jf_tree_name(tree, 11), "办公室");
    jf_tree_free(tree);
}

static void a_node_cannot_be_its_own_parent(void **state)
{
    jf_tree *tree = jf_test_tree_new();

    (void)state;
    assert_fails(JF_E_NOT_FOUND, jf_tree_add(tree, 5, 5, "x", err));
    jf_tree_free(tree);
}

static void add_refuses_more_than_node_max(void **state)
{
    jf_tree_options options = {.size = sizeof options, .node_max = 2};
    jf_tree *tree = jf_tree_new(&options, NULL);
    jf_error error;

    (void)state;
    assert_ok(jf_tree_add(tree, 1, 0, "a", err));
    assert_ok(jf_tree_add(tree, 2, 1, "b", err));
    assert_int_equal(jf_tree_add(tree, 3, 0, "c", &error), JF_E_RANGE);
    assert_int_equal(error.expected, 2);
    assert_string_equal(error.message, "tree is limited to 2 nodes");
    jf_tree_free(tree);
}

static void depth_is_limited_to_64(void **state)
{
    jf_tree *tree = jf_test_tree_new();
    int32_t depth = UNTOUCHED;
    jf_error error;

    (void)state;
    for (int64_t id = 1; id <= 65; id++)
        assert_ok(jf_tree_add(tree, id, id - 1, "level", err));
    assert_int_equal(jf_tree_add(tree, 66, 65, "level", &error), JF_E_RANGE);
    assert_string_equal(error.message, "node 66 would lie deeper than 64");
    assert_ok(jf_tree_depth(tree, 65, &depth, err));
    assert_int_equal(depth, 64);
    assert_true(jf_tree_contains(tree, 1, 65));
    jf_tree_free(tree);
}

static void pre_order_follows_the_order_of_adding_children(void **state)
{
    static const int64_t before[] = {1, 11, 111, 112, 12, 2};
    static const int64_t after[] = {1, 11, 111, 112, 12, 121, 2, 21, 3};
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    assert_order(tree, before, 6);
    assert_ok(jf_tree_add(tree, 3, 0, "x", err));
    assert_ok(jf_tree_add(tree, 21, 2, "x", err));
    assert_ok(jf_tree_add(tree, 121, 12, "x", err));
    assert_order(tree, after, 9);
    jf_tree_free(tree);
}

static void id_at_refuses_an_index_beyond_the_last(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id = UNTOUCHED;

    (void)state;
    assert_fails(JF_E_RANGE, jf_tree_id_at(tree, 6, &id, err));
    assert_fails(JF_E_RANGE, jf_tree_id_at(tree, SIZE_MAX, &id, err));
    assert_int_equal(id, UNTOUCHED);
    jf_tree_free(tree);
}

static void parent_and_depth_are_those_of_the_place(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t parent = UNTOUCHED;
    int32_t depth = UNTOUCHED;

    (void)state;
    assert_ok(jf_tree_parent(tree, 1, &parent, err));
    assert_int_equal(parent, 0);
    assert_ok(jf_tree_parent(tree, 112, &parent, err));
    assert_int_equal(parent, 11);
    assert_ok(jf_tree_depth(tree, 2, &depth, err));
    assert_int_equal(depth, 0);
    assert_ok(jf_tree_depth(tree, 112, &depth, err));
    assert_int_equal(depth, 2);
    assert_fails(JF_E_NOT_FOUND, jf_tree_parent(tree, 99, &parent, err));
    assert_fails(JF_E_NOT_FOUND, jf_tree_depth(tree, 99, &depth, err));
    assert_int_equal(parent, 11);
    assert_int_equal(depth, 2);
    jf_tree_free(tree);
}

static void a_node_contains_itself_and_what_lies_under_it(void **state)
{
    static const int64_t under[][2] = {{1, 1}, {1, 11}, {1, 12}, {1, 111}, {11, 112}, {112, 112}};
    static const int64_t apart[][2] = {{11, 1},    {111, 1}, {2, 1},  {1, 2},   {12, 111}, {11, 12},
                                       {111, 112}, {99, 1},  {1, 99}, {99, 99}, {0, 1}};
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    for (size_t i = 0; i < sizeof under / sizeof under[0]; i++)
        assert_true(jf_tree_contains(tree, under[i][0], under[i][1]));
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
        assert_false(jf_tree_contains(tree, apart[i][0], apart[i][1]));
    jf_tree_free(tree);
}

static void contains_sees_nodes_that_were_added_later(void **state)
{
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    assert_true(jf_tree_contains(tree, 1, 112));
    assert_ok(jf_tree_add(tree, 1111, 111, "x", err));
    assert_true(jf_tree_contains(tree, 1, 1111));
    assert_true(jf_tree_contains(tree, 11, 1111));
    assert_false(jf_tree_contains(tree, 112, 1111));
    jf_tree_free(tree);
}

/* Random forests, asked between changes, against walking up by parents. */
static void contains_agrees_with_walking_up(void **state)
{
    jf__random random = {11};

    (void)state;
    for (int round = 0; round < 20; round++) {
        jf_tree *tree = jf_test_tree_new();

        for (int64_t id = 1; id <= 60; id++) {
            int64_t above = 1 + jf__random_below(&random, (uint32_t)id);
            int64_t at = id;

            assert_ok(jf_tree_add(tree, id, jf__random_below(&random, (uint32_t)id), "x", err));
            while (at != 0 && at != above)
                assert_ok(jf_tree_parent(tree, at, &at, err));
            assert_int_equal(jf_tree_contains(tree, above, id), at == above);
        }
        assert_each_listed_once(tree);
        jf_tree_free(tree);
    }
}

static void a_retired_node_stands_for_itself_up_to_its_last_day(void **state)
{
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    assert_ok(jf_tree_retire(tree, 11, 100, 12, err));
    assert_int_equal(current_on(tree, 11, 99), 11);
    assert_int_equal(current_on(tree, 11, 100), 11);
    assert_int_equal(current_on(tree, 11, 101), 12);
    assert_int_equal(current_on(tree, 12, 101), 12);
    assert_true(jf_tree_has(tree, 11));
    assert_int_equal(jf_test_tree_found(tree, "办公室"), 11);
    jf_tree_free(tree);
}

static void successors_are_followed_to_the_one_that_stands(void **state)
{
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    assert_ok(jf_tree_retire(tree, 111, 100, 112, err));
    assert_ok(jf_tree_retire(tree, 112, 200, 11, err));
    assert_ok(jf_tree_retire(tree, 11, 150, 12, err));
    assert_int_equal(current_on(tree, 111, 100), 111);
    assert_int_equal(current_on(tree, 111, 101), 112);
    assert_int_equal(current_on(tree, 111, 200), 112);
    assert_int_equal(current_on(tree, 111, 201), 12);
    jf_tree_free(tree);
}

static void retired_without_successor_stands_for_nothing_afterwards(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id = UNTOUCHED;
    jf_error error;

    (void)state;
    assert_ok(jf_tree_retire(tree, 12, 100, 0, err));
    assert_ok(jf_tree_retire(tree, 11, 50, 12, err));
    assert_int_equal(current_on(tree, 11, 100), 12);
    assert_int_equal(jf_tree_current(tree, 11, 101, &id, &error), JF_E_NOT_FOUND);
    assert_int_equal(error.subject, 12);
    assert_string_equal(error.message, "node 12 is retired without successor");
    assert_int_equal(id, UNTOUCHED);
    jf_tree_free(tree);
}

static void current_refuses_unknown_ids_and_days(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id = UNTOUCHED;

    (void)state;
    assert_fails(JF_E_NOT_FOUND, jf_tree_current(tree, 99, JF_DAY_NONE, &id, err));
    assert_fails(JF_E_RANGE, jf_tree_current(tree, 1, JF_DAY_NONE, &id, err));
    assert_fails(JF_E_RANGE, jf_tree_current(tree, 1, JF_DAY_LAST + 1, &id, err));
    assert_ok(jf_tree_current(tree, 1, JF_DAY_LAST, &id, err));
    assert_int_equal(id, 1);
    jf_tree_free(tree);
}

static void retire_refuses_unknown_nodes_then_days_then_state(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    jf_error error;

    (void)state;
    assert_fails(JF_E_NOT_FOUND, jf_tree_retire(tree, 99, JF_DAY_NONE, 0, err));
    assert_int_equal(jf_tree_retire(tree, 11, JF_DAY_NONE, 99, &error), JF_E_NOT_FOUND);
    assert_int_equal(error.subject, 99);
    assert_fails(JF_E_NOT_FOUND, jf_tree_retire(tree, 11, 0, -1, err));
    assert_fails(JF_E_RANGE, jf_tree_retire(tree, 11, JF_DAY_NONE, 0, err));
    assert_fails(JF_E_RANGE, jf_tree_retire(tree, 11, JF_DAY_FIRST - 1, 0, err));
    assert_ok(jf_tree_retire(tree, 11, JF_DAY_LAST, 0, err));
    assert_fails(JF_E_RANGE, jf_tree_retire(tree, 11, JF_DAY_LAST + 1, 0, err));
    assert_int_equal(jf_tree_retire(tree, 11, 0, 12, &error), JF_E_STATE);
    assert_string_equal(error.message, "node 11 is retired already");
    assert_int_equal(error.actual, JF_DAY_LAST);
    jf_tree_free(tree);
}

static void retire_refuses_a_successor_that_leads_back(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    jf_error error;

    (void)state;
    assert_fails(JF_E_STATE, jf_tree_retire(tree, 11, 0, 11, err));
    assert_ok(jf_tree_retire(tree, 12, 0, 2, err));
    assert_ok(jf_tree_retire(tree, 2, 0, 11, err));
    assert_int_equal(jf_tree_retire(tree, 11, 0, 12, &error), JF_E_STATE);
    assert_string_equal(error.message, "successor 12 leads back to node 11");
    assert_int_equal(current_on(tree, 12, 5), 11);
    jf_tree_free(tree);
}

static void null_is_an_argument_error_when_changing(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id;

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_tree_add(NULL, 3, 0, "x", err));
    assert_fails(JF_E_ARGUMENT, jf_tree_add_alias(NULL, 1, "x", err));
    assert_fails(JF_E_ARGUMENT, jf_tree_add_alias(tree, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_retire(NULL, 1, 0, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_current(NULL, 1, 0, &id, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_current(tree, 1, 0, NULL, err));
    jf_tree_free(tree);
}

static void null_is_an_argument_error_when_asking(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id;
    int32_t depth;

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_tree_id_at(NULL, 0, &id, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_id_at(tree, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_parent(NULL, 1, &id, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_parent(tree, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_depth(NULL, 1, &depth, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_depth(tree, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_find(NULL, "x", &id, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_find(tree, NULL, &id, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_find(tree, "x", NULL, err));
    assert_int_equal(jf_tree_count(NULL), 0);
    assert_false(jf_tree_has(NULL, 1));
    assert_false(jf_tree_contains(NULL, 1, 1));
    assert_null(jf_tree_name(NULL, 1));
    jf_tree_free(tree);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_refuses_wrong_options),
        cmocka_unit_test(retained_tree_outlives_its_first_reference),
        cmocka_unit_test(an_empty_tree_holds_nothing),
        cmocka_unit_test(add_refuses_bad_arguments),
        cmocka_unit_test(add_refuses_a_taken_id_before_an_unknown_parent),
        cmocka_unit_test(a_node_cannot_be_its_own_parent),
        cmocka_unit_test(add_refuses_more_than_node_max),
        cmocka_unit_test(depth_is_limited_to_64),
        cmocka_unit_test(pre_order_follows_the_order_of_adding_children),
        cmocka_unit_test(id_at_refuses_an_index_beyond_the_last),
        cmocka_unit_test(parent_and_depth_are_those_of_the_place),
        cmocka_unit_test(a_node_contains_itself_and_what_lies_under_it),
        cmocka_unit_test(contains_sees_nodes_that_were_added_later),
        cmocka_unit_test(contains_agrees_with_walking_up),
        cmocka_unit_test(a_retired_node_stands_for_itself_up_to_its_last_day),
        cmocka_unit_test(successors_are_followed_to_the_one_that_stands),
        cmocka_unit_test(retired_without_successor_stands_for_nothing_afterwards),
        cmocka_unit_test(current_refuses_unknown_ids_and_days),
        cmocka_unit_test(retire_refuses_unknown_nodes_then_days_then_state),
        cmocka_unit_test(retire_refuses_a_successor_that_leads_back),
        cmocka_unit_test(null_is_an_argument_error_when_changing),
        cmocka_unit_test(null_is_an_argument_error_when_asking),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("tree.tree", tests, NULL, NULL);
}
