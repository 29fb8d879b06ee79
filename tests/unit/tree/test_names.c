/* SPDX-License-Identifier: Apache-2.0 */
#include "support/trees.h"

#include <stdlib.h>

#define UNTOUCHED 4711
#define TEXT_MAX 65535

static void a_name_is_limited_to_65535_bytes(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    char *name = malloc(TEXT_MAX + 2);
    int64_t id;

    (void)state;
    assert_non_null(name);
    memset(name, 'x', TEXT_MAX + 1);
    name[TEXT_MAX + 1] = '\0';
    assert_fails(JF_E_RANGE, jf_tree_add(tree, 3, 0, name, err));
    assert_fails(JF_E_RANGE, jf_tree_add_alias(tree, 1, name, err));
    assert_fails(JF_E_RANGE, jf_tree_find(tree, name, &id, err));
    name[TEXT_MAX] = '\0';
    assert_ok(jf_tree_add(tree, 3, 0, name, err));
    assert_int_equal(jf_test_tree_found(tree, name), 3);
    free(name);
    jf_tree_free(tree);
}

static void names_are_copied(void **state)
{
    jf_tree *tree = jf_test_tree_new();
    char name[] = "办公室";

    (void)state;
    assert_ok(jf_tree_add(tree, 1, 0, name, err));
    name[0] = 'x';
    assert_string_equal(jf_tree_name(tree, 1), "办公室");
    assert_null(jf_tree_name(tree, 2));
    jf_tree_free(tree);
}

static void a_name_of_the_tree_itself_can_be_added(void **state)
{
    jf_tree *tree = jf_test_tree_new();

    (void)state;
    assert_ok(
        jf_tree_add(tree, 1, 0, "a name that is longer than what the store holds at first", err));
    for (int64_t id = 2; id < 50; id++)
        assert_ok(jf_tree_add(tree, id, id - 1, jf_tree_name(tree, id - 1) + 1, err));
    assert_string_equal(jf_tree_name(tree, 10), "at is longer than what the store holds at first");
    jf_tree_free(tree);
}

static void find_takes_names_and_aliases(void **state)
{
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    assert_ok(jf_tree_add_alias(tree, 1, "市国资委", err));
    assert_ok(jf_tree_add_alias(tree, 1, "国资委", err));
    assert_int_equal(jf_test_tree_found(tree, "示例市国资委"), 1);
    assert_int_equal(jf_test_tree_found(tree, "市国资委"), 1);
    assert_int_equal(jf_test_tree_found(tree, "国资委"), 1);
    assert_int_equal(jf_test_tree_found(tree, "文书科"), 112);
    assert_string_equal(jf_tree_name(tree, 1), "示例市国资委");
    jf_tree_free(tree);
}

static void find_takes_the_exact_text_only(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id = UNTOUCHED;
    jf_error error;

    (void)state;
    assert_int_equal(jf_tree_find(tree, "办公", &id, &error), JF_E_NOT_FOUND);
    assert_string_equal(error.message, "no node carries the name 办公");
    assert_fails(JF_E_NOT_FOUND, jf_tree_find(tree, "办公室 ", &id, err));
    assert_fails(JF_E_NOT_FOUND, jf_tree_find(tree, "", &id, err));
    assert_fails(JF_E_ENCODING, jf_tree_find(tree, "\xb9\xfa", &id, err));
    assert_int_equal(id, UNTOUCHED);
    jf_tree_free(tree);
}

static void an_alias_twice_or_equal_to_the_name_is_not_ambiguous(void **state)
{
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    assert_ok(jf_tree_add_alias(tree, 11, "办", err));
    assert_ok(jf_tree_add_alias(tree, 11, "办", err));
    assert_ok(jf_tree_add_alias(tree, 11, "办公室", err));
    assert_int_equal(jf_test_tree_found(tree, "办"), 11);
    assert_int_equal(jf_test_tree_found(tree, "办公室"), 11);
    jf_tree_free(tree);
}

static void a_name_that_several_carry_is_ambiguous(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id = UNTOUCHED;
    jf_error error;

    (void)state;
    assert_ok(jf_tree_add(tree, 21, 2, "办公室", err));
    assert_int_equal(jf_tree_find(tree, "办公室", &id, &error), JF_E_AMBIGUOUS);
    assert_int_equal(error.expected, 11);
    assert_int_equal(error.actual, 21);
    assert_string_equal(error.message, "2 nodes (11, 21) carry the name 办公室");
    assert_ok(jf_tree_add_alias(tree, 112, "办公室", err));
    assert_int_equal(jf_tree_find(tree, "办公室", &id, &error), JF_E_AMBIGUOUS);
    assert_string_equal(error.message, "3 nodes (11, 21, 112) carry the name 办公室");
    assert_int_equal(id, UNTOUCHED);
    jf_tree_free(tree);
}

static void an_alias_equal_to_the_name_of_another_is_ambiguous(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id = UNTOUCHED;

    (void)state;
    assert_ok(jf_tree_add_alias(tree, 2, "人事处", err));
    assert_fails(JF_E_AMBIGUOUS, jf_tree_find(tree, "人事处", &id, err));
    jf_tree_free(tree);
}

static void a_name_that_very_many_carry_lists_the_first_eight(void **state)
{
    jf_tree *tree = jf_test_tree_new();
    int64_t id;
    jf_error error;

    (void)state;
    for (int64_t i = 0; i < 20; i++)
        assert_ok(jf_tree_add(tree, INT64_MAX - i, 0, "x", err));
    assert_int_equal(jf_tree_find(tree, "x", &id, &error), JF_E_AMBIGUOUS);
    assert_non_null(strstr(error.message, "20 nodes (9223372036854775807, 9223372036854775806"));
    assert_non_null(strstr(error.message, "9223372036854775800, ...) carry the name x"));
    jf_tree_free(tree);
}

static void alias_refuses_unknown_node_and_bad_text(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id;

    (void)state;
    assert_fails(JF_E_NOT_FOUND, jf_tree_add_alias(tree, 99, "", err));
    assert_fails(JF_E_ARGUMENT, jf_tree_add_alias(tree, 1, "", err));
    assert_fails(JF_E_ENCODING, jf_tree_add_alias(tree, 1, "\xff", err));
    assert_fails(JF_E_NOT_FOUND, jf_tree_find(tree, "", &id, err));
    jf_tree_free(tree);
}

static void a_name_stands_for_its_successor_after_the_last_day(void **state)
{
    jf_tree *tree = jf_test_tree_small();
    int64_t id = -1;

    (void)state;
    assert_ok(jf_tree_retire(tree, 111, 100, 112, err));
    assert_ok(jf_tree_find_on(tree, "机要科", 100, &id, err));
    assert_int_equal(id, 111);
    assert_ok(jf_tree_find_on(tree, "机要科", 101, &id, err));
    assert_int_equal(id, 112);
    assert_ok(jf_tree_add_alias(tree, 111, "文书科", err));
    assert_fails(JF_E_AMBIGUOUS, jf_tree_find_on(tree, "文书科", 100, &id, err));
    assert_ok(jf_tree_find_on(tree, "文书科", 101, &id, err));
    assert_int_equal(id, 112);
    assert_ok(jf_tree_retire(tree, 12, 100, 0, err));
    assert_fails(JF_E_NOT_FOUND, jf_tree_find_on(tree, "人事处", 101, &id, err));
    assert_fails(JF_E_NOT_FOUND, jf_tree_find_on(tree, "无此处", 101, &id, err));
    assert_fails(JF_E_RANGE, jf_tree_find_on(tree, "机要科", JF_DAY_NONE, &id, err));
    assert_fails(JF_E_ENCODING, jf_tree_find_on(tree, "\xFF", 1, &id, err));
    assert_fails(JF_E_ARGUMENT, jf_tree_find_on(NULL, "机要科", 1, &id, err));
    assert_int_equal(id, 112);
    jf_tree_free(tree);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_limited_to_65535_bytes),
        cmocka_unit_test(names_are_copied),
        cmocka_unit_test(a_name_of_the_tree_itself_can_be_added),
        cmocka_unit_test(find_takes_names_and_aliases),
        cmocka_unit_test(find_takes_the_exact_text_only),
        cmocka_unit_test(an_alias_twice_or_equal_to_the_name_is_not_ambiguous),
        cmocka_unit_test(a_name_that_several_carry_is_ambiguous),
        cmocka_unit_test(an_alias_equal_to_the_name_of_another_is_ambiguous),
        cmocka_unit_test(a_name_that_very_many_carry_lists_the_first_eight),
        cmocka_unit_test(alias_refuses_unknown_node_and_bad_text),
        cmocka_unit_test(a_name_stands_for_its_successor_after_the_last_day),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("tree.names", tests, NULL, NULL);
}
