/* SPDX-License-Identifier: Apache-2.0 */
/* Trees for tests. What is asked here has to succeed, else the test fails. */
#ifndef JIANFU_TESTS_TREES_H
#define JIANFU_TESTS_TREES_H

#include "support/support.h"

#include "jianfu/tree.h"

jf_tree *jf_test_tree_new(void);

/* 1 (11 (111, 112), 12), 2; added across, so that order of adding is not pre-order:
 * 1 示例市国资委, 2 示例市财政局, 11 办公室, 12 人事处, 111 机要科, 112 文书科. */
jf_tree *jf_test_tree_small(void);

/* The one node that carries the name. */
int64_t jf_test_tree_found(const jf_tree *tree, const char *name);

#endif
