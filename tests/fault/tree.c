/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of a tree refused in turn: the status, and that nothing has changed. */
#include "support/support.h"

#include <stdio.h>

#include "jianfu/tree.h"

#define NODE_COUNT 40

static void name_of(int64_t id, char *name_out, size_t name_size)
{
    (void)snprintf(name_out, name_size, "unit %lld", (long long)id);
}

/* Nodes 1..count are there, each under half its id, and nothing else. */
static void check_tree(jf_tree *tree, int64_t count)
{
    char name[32];
    int64_t found;
    int64_t parent;

    assert_int_equal(jf_tree_count(tree), count);
    assert_false(jf_tree_has(tree, count + 1));
    for (int64_t id = 1; id <= count; id++) {
        name_of(id, name, sizeof name);
        assert_string_equal(jf_tree_name(tree, id), name);
        assert_ok(jf_tree_find(tree, name, &found, err));
        assert_int_equal(found, id);
        assert_ok(jf_tree_parent(tree, id, &parent, err));
        assert_int_equal(parent, id / 2);
        assert_true(jf_tree_contains(tree, 1, id));
        assert_ok(jf_tree_id_at(tree, (size_t)id - 1, &found, err));
    }
    name_of(count + 1, name, sizeof name);
    assert_fails(JF_E_NOT_FOUND, jf_tree_find(tree, name, &found, err));
    assert_null(jf_tree_name(tree, count + 1));
}

/* Adds node `id`; a refused call is tried once more. */
static jf_status add_node(jf_tree *tree, int64_t id, bool *refused)
{
    jf_error error = {0};
    char name[32];

    name_of(id, name, sizeof name);
    if (jf_tree_add(tree, id, id / 2, name, &error) == JF_OK)
        return JF_OK;
    assert_int_equal(error.status, JF_E_NO_MEMORY);
    check_tree(tree, id - 1);
    *refused = true;
    return jf_tree_add(tree, id, id / 2, name, &error);
}

static jf_status add_alias(jf_tree *tree, int64_t id, bool *refused)
{
    jf_error error = {0};
    char alias[32];
    int64_t found;

    (void)snprintf(alias, sizeof alias, "alias of %lld", (long long)id);
    if (jf_tree_add_alias(tree, id, alias, &error) != JF_OK) {
        assert_int_equal(error.status, JF_E_NO_MEMORY);
        assert_fails(JF_E_NOT_FOUND, jf_tree_find(tree, alias, &found, err));
        check_tree(tree, NODE_COUNT);
        *refused = true;
        if (jf_tree_add_alias(tree, id, alias, &error) != JF_OK)
            return (jf_status)error.status;
    }
    assert_ok(jf_tree_find(tree, alias, &found, err));
    assert_int_equal(found, id);
    return JF_OK;
}

/* What needs no memory cannot be refused. */
static void check_retirement(jf_tree *tree)
{
    int64_t current;
    int32_t depth;

    assert_ok(jf_tree_retire(tree, 2, 100, 3, err));
    assert_ok(jf_tree_current(tree, 2, 101, &current, err));
    assert_int_equal(current, 3);
    assert_ok(jf_tree_depth(tree, NODE_COUNT, &depth, err));
    assert_int_equal(depth, 5);
}

static jf_status grow(jf_tree *tree)
{
    bool refused = false;
    jf_status status = JF_OK;

    for (int64_t id = 1; id <= NODE_COUNT && !status; id++)
        status = add_node(tree, id, &refused);
    for (int64_t id = 1; id <= NODE_COUNT && !status; id++)
        status = add_alias(tree, id, &refused);
    if (status)
        return status;
    check_tree(tree, NODE_COUNT);
    check_retirement(tree);
    return refused ? JF_E_NO_MEMORY : JF_OK;
}

static jf_status tree_story(const jf_allocator *allocator, void *user)
{
    jf_tree_options options = {.size = sizeof options, .allocator = *allocator};
    jf_error error = {0};
    jf_tree *tree = jf_tree_new(&options, &error);
    jf_status status;

    (void)user;
    if (!tree)
        return (jf_status)error.status;
    jf_tree_free(jf_tree_retain(tree));
    status = grow(tree);
    jf_tree_free(tree);
    return status;
}

static void a_refused_allocation_leaves_a_tree_unchanged(void **state)
{
    (void)state;
    assert_true(jf_test_every_failure(tree_story, NULL) >= 20);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refused_allocation_leaves_a_tree_unchanged),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.tree", tests, NULL, NULL);
}
