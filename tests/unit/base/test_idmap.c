/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/idmap.h"

static void put(jf__idmap *map, int64_t id, uint32_t value, const jf_allocator *allocator)
{
    assert_true(jf__idmap_reserve(map, 1, allocator));
    jf__idmap_put(map, id, value);
}

static void an_empty_map_holds_nothing(void **state)
{
    jf__idmap map = {0};

    (void)state;
    assert_int_equal(jf__idmap_find(&map, 1), JF__IDMAP_NONE);
    assert_int_equal(jf__idmap_find(&map, 0), JF__IDMAP_NONE);
}

static void every_id_is_found_with_its_value(void **state)
{
    jf_test_memory memory;
    jf__idmap map = {0};

    (void)state;
    jf_test_memory_init(&memory);
    for (uint32_t i = 1; i <= 5000; i++) {
        put(&map, i, i + 7, &memory.allocator);
        put(&map, -(int64_t)i, i + 9, &memory.allocator);
        put(&map, (int64_t)i << 32, i + 11, &memory.allocator);
    }
    assert_int_equal(map.count, 15000);
    for (uint32_t i = 1; i <= 5000; i++) {
        assert_int_equal(jf__idmap_find(&map, i), i + 7);
        assert_int_equal(jf__idmap_find(&map, -(int64_t)i), i + 9);
        assert_int_equal(jf__idmap_find(&map, (int64_t)i << 32), i + 11);
    }
    assert_int_equal(jf__idmap_find(&map, 5001), JF__IDMAP_NONE);
    assert_int_equal(jf__idmap_find(&map, 0), JF__IDMAP_NONE);
    assert_true(map.count * 2 <= map.slot_count);
    jf__idmap_release(&map, &memory.allocator);
    assert_no_leak(&memory);
}

static void extreme_ids_and_value_zero_are_kept(void **state)
{
    jf_test_memory memory;
    jf__idmap map = {0};

    (void)state;
    jf_test_memory_init(&memory);
    put(&map, INT64_MAX, 0, &memory.allocator);
    put(&map, INT64_MIN, 1, &memory.allocator);
    assert_int_equal(jf__idmap_find(&map, INT64_MAX), 0);
    assert_int_equal(jf__idmap_find(&map, INT64_MIN), 1);
    jf__idmap_release(&map, &memory.allocator);
}

static void putting_an_id_again_replaces_its_value(void **state)
{
    jf_test_memory memory;
    jf__idmap map = {0};

    (void)state;
    jf_test_memory_init(&memory);
    put(&map, 5, 1, &memory.allocator);
    jf__idmap_put(&map, 5, 2);
    assert_int_equal(jf__idmap_find(&map, 5), 2);
    assert_int_equal(map.count, 1);
    jf__idmap_release(&map, &memory.allocator);
}

static void reserved_puts_need_no_memory(void **state)
{
    jf_test_memory memory;
    jf__idmap map = {0};

    (void)state;
    jf_test_memory_init(&memory);
    assert_true(jf__idmap_reserve(&map, 1000, &memory.allocator));
    jf_test_memory_fail(&memory, 1, true);
    for (uint32_t i = 1; i <= 1000; i++)
        jf__idmap_put(&map, i, i);
    assert_int_equal(memory.calls, 0);
    assert_int_equal(jf__idmap_find(&map, 1000), 1000);
    jf__idmap_release(&map, &memory.allocator);
}

static void a_refused_reserve_changes_nothing(void **state)
{
    jf_test_memory memory;
    jf__idmap map = {0};

    (void)state;
    jf_test_memory_init(&memory);
    put(&map, 5, 1, &memory.allocator);
    jf_test_memory_fail(&memory, 1, true);
    assert_false(jf__idmap_reserve(&map, 1000, &memory.allocator));
    assert_false(jf__idmap_reserve(&map, SIZE_MAX, &memory.allocator));
    assert_int_equal(jf__idmap_find(&map, 5), 1);
    assert_int_equal(map.count, 1);
    jf__idmap_release(&map, &memory.allocator);
    assert_int_equal(map.slot_count, 0);
    assert_no_leak(&memory);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_holds_nothing),
        cmocka_unit_test(every_id_is_found_with_its_value),
        cmocka_unit_test(extreme_ids_and_value_zero_are_kept),
        cmocka_unit_test(putting_an_id_again_replaces_its_value),
        cmocka_unit_test(reserved_puts_need_no_memory),
        cmocka_unit_test(a_refused_reserve_changes_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.idmap", tests, NULL, NULL);
}
