/* SPDX-License-Identifier: Apache-2.0 */
#include "support/trees.h"

jf_tree *jf_test_tree_new(void)
{
    jf_error error;

    return assert_made(jf_tree_new(NULL, &error), &error);
}

jf_tree *jf_test_tree_small(void)
{
    jf_tree *tree = jf_test_tree_new();

    assert_ok(jf_tree_add(tree, 1, 0, "示例市国资委", err));
    assert_ok(jf_tree_add(tree, 2, 0, "示例市财政局", err));
    assert_ok(jf_tree_add(tree, 11, 1, "办公室", err));
    assert_ok(jf_tree_add(tree, 12, 1, "人事处", err));
    assert_ok(jf_tree_add(tree, 111, 11, "机要科", err));
    assert_ok(jf_tree_add(tree, 112, 11, "文书科", err));
    return tree;
}

int64_t jf_test_tree_found(const jf_tree *tree, const char *name)
{
    int64_t id = 0;

    assert_ok(jf_tree_find(tree, name, &id, err));
    return id;
}
