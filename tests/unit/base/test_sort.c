/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/random.h"
#include "base/sort.h"

#define ITEM_MAX 300

/* A key and the place where it stood. */
typedef struct item {
    int32_t key;
    int32_t place;
} item;

static int by_key(const void *a, const void *b, const void *context)
{
    const item *left = a;
    const item *right = b;
    int sign = context ? *(const int *)context : 1;

    return sign * ((left->key > right->key) - (left->key < right->key));
}

static void fill(item *items, size_t count, jf__random *random, uint32_t bound)
{
    for (size_t i = 0; i < count; i++) {
        items[i].key = (int32_t)jf__random_below(random, bound);
        items[i].place = (int32_t)i;
    }
}

static bool in_order(const item *items, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (items[i - 1].key > items[i].key ||
            (items[i - 1].key == items[i].key && items[i - 1].place >= items[i].place))
            return false;
    return true;
}

static void every_length_is_sorted_and_ties_keep_their_order(void **state)
{
    jf_test_memory memory;
    jf__random random = {3};
    item items[ITEM_MAX];

    (void)state;
    jf_test_memory_init(&memory);
    for (size_t count = 0; count < ITEM_MAX; count++)
        for (uint32_t bound = 1; bound <= 1000; bound *= 10) {
            fill(items, count, &random, bound);
            assert_true(jf__sort(items, count, sizeof *items, by_key, NULL, &memory.allocator));
            assert_true(in_order(items, count));
        }
    assert_no_leak(&memory);
}

static void no_element_is_lost(void **state)
{
    jf_test_memory memory;
    jf__random random = {4};
    item items[ITEM_MAX];
    bool seen[ITEM_MAX] = {false};

    (void)state;
    jf_test_memory_init(&memory);
    fill(items, ITEM_MAX, &random, 50);
    assert_true(jf__sort(items, ITEM_MAX, sizeof *items, by_key, NULL, &memory.allocator));
    for (size_t i = 0; i < ITEM_MAX; i++) {
        assert_false(seen[items[i].place]);
        seen[items[i].place] = true;
    }
}

static void the_context_reaches_the_comparison(void **state)
{
    jf_test_memory memory;
    item items[] = {{1, 0}, {3, 1}, {2, 2}};
    int descending = -1;

    (void)state;
    jf_test_memory_init(&memory);
    assert_true(jf__sort(items, 3, sizeof *items, by_key, &descending, &memory.allocator));
    assert_int_equal(items[0].key, 3);
    assert_int_equal(items[1].key, 2);
    assert_int_equal(items[2].key, 1);
}

static void a_refusal_leaves_the_items_alone(void **state)
{
    jf_test_memory memory;
    item items[] = {{3, 0}, {1, 1}};

    (void)state;
    jf_test_memory_init(&memory);
    jf_test_memory_fail(&memory, 1, true);
    assert_false(jf__sort(items, 2, sizeof *items, by_key, NULL, &memory.allocator));
    assert_int_equal(items[0].key, 3);
    assert_int_equal(items[1].key, 1);
}

static void fewer_than_two_items_need_no_memory(void **state)
{
    jf_test_memory memory;
    item only = {1, 0};

    (void)state;
    jf_test_memory_init(&memory);
    jf_test_memory_fail(&memory, 1, true);
    assert_true(jf__sort(&only, 1, sizeof only, by_key, NULL, &memory.allocator));
    assert_true(jf__sort(NULL, 0, sizeof only, by_key, NULL, &memory.allocator));
    assert_int_equal(memory.calls, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_length_is_sorted_and_ties_keep_their_order),
        cmocka_unit_test(no_element_is_lost),
        cmocka_unit_test(the_context_reaches_the_comparison),
        cmocka_unit_test(a_refusal_leaves_the_items_alone),
        cmocka_unit_test(fewer_than_two_items_need_no_memory),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.sort", tests, NULL, NULL);
}
