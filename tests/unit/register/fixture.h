/* SPDX-License-Identifier: Apache-2.0 */
/* A register over two small trees. */
#ifndef JIANFU_TESTS_REGISTER_FIXTURE_H
#define JIANFU_TESTS_REGISTER_FIXTURE_H

#include "support/support.h"

#include "jianfu/register.h"

#define JUNE_30 19538 /* 2023-06-30 */

/* Units: 1 organ with sections 101 and 102; kinds: 10 documents with 11 letters. */
typedef struct fixture {
    jf_tree *units;
    jf_tree *kinds;
    jf_register *documents;
} fixture;

static const jf_document plain = {.size = sizeof plain,
                                  .sponsor = 101,
                                  .kind = 10,
                                  .date_signed = JUNE_30,
                                  .date_dispatched = JUNE_30 + 3,
                                  .date_published = JF_DAY_NONE};

static inline jf_tree *tree_of(int64_t root, const int64_t *children, size_t child_count)
{
    jf_error error = {0};
    jf_tree *tree = assert_made(jf_tree_new(NULL, &error), &error);

    assert_ok(jf_tree_add(tree, root, 0, "root", err));
    for (size_t i = 0; i < child_count; i++)
        assert_ok(jf_tree_add(tree, children[i], root, "child", err));
    return tree;
}

static inline int set_up(void **state)
{
    static fixture made;
    const int64_t sections[] = {101, 102};
    const int64_t letters[] = {11};
    jf_error error = {0};

    made.units = tree_of(1, sections, 2);
    made.kinds = tree_of(10, letters, 1);
    made.documents =
        assert_made(jf_register_new(made.units, made.kinds, NULL, NULL, &error), &error);
    *state = &made;
    return 0;
}

static inline int tear_down(void **state)
{
    fixture *made = *state;

    jf_register_free(made->documents);
    jf_tree_free(made->units);
    jf_tree_free(made->kinds);
    return 0;
}

static inline void add(const fixture *made, jf_document document)
{
    assert_ok(jf_register_add(made->documents, &document, "", "", err));
}

static inline int64_t total(const fixture *made, int64_t unit, int64_t kind, jf_day first,
                            jf_day last)
{
    int64_t sum = -1;

    assert_ok(jf_register_total(made->documents, unit, kind, first, last, &sum, err));
    return sum;
}

#define with_register(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
