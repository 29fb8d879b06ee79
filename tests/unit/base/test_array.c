/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/array.h"

typedef JF__ARRAY(int64_t) numbers;

static void push(numbers *array, int64_t number, const jf_allocator *allocator)
{
    assert_true(jf__array_reserve(array, 1, allocator));
    array->items[array->count++] = number;
}

static void elements_survive_growth(void **state)
{
    jf_test_memory memory;
    numbers array = {0};

    (void)state;
    jf_test_memory_init(&memory);
    for (int64_t i = 0; i < 10000; i++)
        push(&array, i * i, &memory.allocator);
    for (int64_t i = 0; i < 10000; i++)
        assert_int_equal(array.items[i], i * i);
    jf__array_release(&array, &memory.allocator);
    assert_null(array.items);
    assert_int_equal(array.count, 0);
    assert_int_equal(array.capacity, 0);
    assert_no_leak(&memory);
}

static void growth_is_geometric(void **state)
{
    jf_test_memory memory;
    numbers array = {0};

    (void)state;
    jf_test_memory_init(&memory);
    for (int64_t i = 0; i < 100000; i++)
        push(&array, i, &memory.allocator);
    assert_true(memory.calls < 40);
    jf__array_release(&array, &memory.allocator);
}

static void reserve_makes_all_of_the_room_at_once(void **state)
{
    jf_test_memory memory;
    numbers array = {0};

    (void)state;
    jf_test_memory_init(&memory);
    assert_true(jf__array_reserve(&array, 1000, &memory.allocator));
    assert_true(array.capacity >= 1000);
    for (int64_t i = 0; i < 1000; i++)
        push(&array, i, &memory.allocator);
    assert_int_equal(memory.calls, 1);
    assert_true(jf__array_reserve(&array, 0, &memory.allocator));
    assert_int_equal(memory.calls, 1);
    jf__array_release(&array, &memory.allocator);
}

static void a_refused_reserve_changes_nothing(void **state)
{
    jf_test_memory memory;
    numbers array = {0};
    numbers before;

    (void)state;
    jf_test_memory_init(&memory);
    push(&array, 42, &memory.allocator);
    before = array;
    jf_test_memory_fail(&memory, 1, true);
    assert_false(jf__array_reserve(&array, 1000, &memory.allocator));
    assert_ptr_equal(array.items, before.items);
    assert_int_equal(array.count, before.count);
    assert_int_equal(array.capacity, before.capacity);
    assert_int_equal(array.items[0], 42);
    jf__array_release(&array, &memory.allocator);
    assert_no_leak(&memory);
}

static void an_impossible_count_is_refused(void **state)
{
    jf_test_memory memory;
    numbers array = {0};

    (void)state;
    jf_test_memory_init(&memory);
    push(&array, 42, &memory.allocator);
    assert_false(jf__array_reserve(&array, SIZE_MAX, &memory.allocator));
    assert_false(jf__array_reserve(&array, SIZE_MAX / 4, &memory.allocator));
    assert_false(jf__array_reserve(&array, SIZE_MAX / 8, &memory.allocator));
    assert_int_equal(memory.calls, 1);
    jf__array_release(&array, &memory.allocator);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_survive_growth),
        cmocka_unit_test(growth_is_geometric),
        cmocka_unit_test(reserve_makes_all_of_the_room_at_once),
        cmocka_unit_test(a_refused_reserve_changes_nothing),
        cmocka_unit_test(an_impossible_count_is_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.array", tests, NULL, NULL);
}
