/* SPDX-License-Identifier: Apache-2.0 */
/* The allocator that refuses: what fault tests prove is only as good as it is. */
#include "support/support.h"

static void *ask(jf_test_memory *memory)
{
    return memory->allocator.allocate(8, memory->allocator.user);
}

static void give_back(jf_test_memory *memory, void *block)
{
    if (block)
        memory->allocator.release(block, memory->allocator.user);
}

static void live_blocks_are_counted(void **state)
{
    jf_test_memory memory;
    void *first;
    void *second;

    (void)state;
    jf_test_memory_init(&memory);

    first = ask(&memory);
    second = memory.allocator.reallocate(NULL, 8, &memory);
    assert_int_equal(memory.live, 2);
    first = memory.allocator.reallocate(first, 800, &memory);
    assert_int_equal(memory.live, 2);
    assert_int_equal(memory.calls, 3);

    give_back(&memory, first);
    give_back(&memory, second);
    assert_no_leak(&memory);
}

static void one_call_is_refused(void **state)
{
    jf_test_memory memory;
    void *blocks[4];

    (void)state;
    jf_test_memory_init(&memory);
    jf_test_memory_fail(&memory, 2, false);

    for (int i = 0; i < 4; i++)
        blocks[i] = ask(&memory);

    assert_true(blocks[0] && !blocks[1] && blocks[2] && blocks[3]);
    assert_int_equal(memory.refused, 1);
    for (int i = 0; i < 4; i++)
        give_back(&memory, blocks[i]);
    assert_no_leak(&memory);
}

static void every_later_call_is_refused(void **state)
{
    jf_test_memory memory;
    void *blocks[4];

    (void)state;
    jf_test_memory_init(&memory);
    jf_test_memory_fail(&memory, 2, true);

    for (int i = 0; i < 4; i++)
        blocks[i] = ask(&memory);

    assert_true(blocks[0] && !blocks[1] && !blocks[2] && !blocks[3]);
    assert_int_equal(memory.refused, 3);
    give_back(&memory, blocks[0]);
}

static void a_refused_reallocation_keeps_its_block(void **state)
{
    jf_test_memory memory;
    char *block;

    (void)state;
    jf_test_memory_init(&memory);
    block = ask(&memory);
    block[0] = 'x';
    jf_test_memory_fail(&memory, 1, false);

    assert_null(memory.allocator.reallocate(block, 800, &memory));

    assert_int_equal(block[0], 'x');
    assert_int_equal(memory.live, 1);
    give_back(&memory, block);
}

/* Three allocations, the runs counted in *user. */
static jf_status three_blocks(const jf_allocator *allocator, void *user)
{
    void *blocks[3] = {NULL, NULL, NULL};
    jf_status status = JF_OK;

    ++*(int *)user;
    for (int i = 0; i < 3 && !status; i++) {
        blocks[i] = allocator->allocate(8, allocator->user);
        status = blocks[i] ? JF_OK : JF_E_NO_MEMORY;
    }
    for (int i = 0; i < 3; i++) {
        if (blocks[i])
            allocator->release(blocks[i], allocator->user);
    }
    return status;
}

static void every_allocation_is_refused_both_ways(void **state)
{
    int runs = 0;

    (void)state;
    assert_int_equal(jf_test_every_failure(three_blocks, &runs), 3);
    assert_int_equal(runs, 2 * 3 + 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(live_blocks_are_counted),
        cmocka_unit_test(one_call_is_refused),
        cmocka_unit_test(every_later_call_is_refused),
        cmocka_unit_test(a_refused_reallocation_keeps_its_block),
        cmocka_unit_test(every_allocation_is_refused_both_ways),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("support.memory", tests, NULL, NULL);
}
