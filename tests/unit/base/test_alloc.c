/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/alloc.h"

static void init_without_functions_gives_libc(void **state)
{
    jf_allocator zero = {.user = NULL};
    jf_allocator allocator;
    void *block;

    (void)state;
    assert_ok(jf__allocator_init(&allocator, &zero, err));
    assert_ok(jf__allocator_init(&allocator, NULL, err));
    block = jf__allocate(&allocator, 3, 5);
    assert_non_null(block);
    block = jf__reallocate(&allocator, block, 300, 5);
    assert_non_null(block);
    jf__release(&allocator, block);
}

static void init_keeps_the_functions_of_the_caller(void **state)
{
    jf_test_memory memory;
    jf_allocator allocator;

    (void)state;
    jf_test_memory_init(&memory);
    assert_ok(jf__allocator_init(&allocator, &memory.allocator, err));
    jf__release(&allocator, jf__allocate(&allocator, 1, 1));
    assert_int_equal(memory.calls, 1);
    assert_no_leak(&memory);
}

static void init_refuses_a_part_of_the_functions(void **state)
{
    jf_test_memory memory;

    (void)state;
    jf_test_memory_init(&memory);
    for (int missing = 0; missing < 3; missing++) {
        jf_allocator part = memory.allocator;
        jf_allocator out = {.user = &memory};

        if (missing == 0)
            part.allocate = NULL;
        else if (missing == 1)
            part.reallocate = NULL;
        else
            part.release = NULL;
        assert_fails(JF_E_ARGUMENT, jf__allocator_init(&out, &part, err));
        assert_ptr_equal(out.user, &memory);
        assert_true(out.allocate == NULL);
    }
}

/* Hands out one dirty block. */
static void *dirty_allocate(size_t size, void *user)
{
    memset(user, 0x5a, size);
    return user;
}

static void a_new_block_is_zeroed(void **state)
{
    char dirty[64];
    jf_allocator allocator = {.allocate = dirty_allocate, .user = dirty};
    const char *block = jf__allocate(&allocator, 4, 16);

    (void)state;
    for (size_t i = 0; i < sizeof dirty; i++)
        assert_int_equal(block[i], 0);
}

static void nothing_is_still_a_block(void **state)
{
    jf_test_memory memory;
    void *block;

    (void)state;
    jf_test_memory_init(&memory);
    block = jf__allocate(&memory.allocator, 0, 8);
    assert_non_null(block);
    block = jf__reallocate(&memory.allocator, block, 8, 0);
    assert_non_null(block);
    jf__release(&memory.allocator, block);
    assert_no_leak(&memory);
}

static void a_product_that_overflows_is_refused(void **state)
{
    jf_test_memory memory;

    (void)state;
    jf_test_memory_init(&memory);
    assert_null(jf__allocate(&memory.allocator, SIZE_MAX, 2));
    assert_null(jf__allocate(&memory.allocator, SIZE_MAX / 2 + 1, 1));
    assert_null(jf__reallocate(&memory.allocator, NULL, SIZE_MAX / 8, 16));
    assert_int_equal(memory.calls, 0);
}

static void a_refusal_gives_null_and_keeps_the_block(void **state)
{
    jf_test_memory memory;
    char *block;

    (void)state;
    jf_test_memory_init(&memory);
    block = jf__allocate(&memory.allocator, 1, 4);
    block[3] = 'x';
    jf_test_memory_fail(&memory, 1, true);
    assert_null(jf__allocate(&memory.allocator, 1, 4));
    assert_null(jf__reallocate(&memory.allocator, block, 1, 400));
    assert_null(jf__reallocate(&memory.allocator, NULL, 1, 400));
    assert_int_equal(block[3], 'x');
    jf__release(&memory.allocator, block);
    assert_no_leak(&memory);
}

static void releasing_null_calls_nobody(void **state)
{
    jf_allocator allocator = {.user = NULL};

    (void)state;
    jf__release(&allocator, NULL);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(init_without_functions_gives_libc),
        cmocka_unit_test(init_keeps_the_functions_of_the_caller),
        cmocka_unit_test(init_refuses_a_part_of_the_functions),
        cmocka_unit_test(a_new_block_is_zeroed),
        cmocka_unit_test(nothing_is_still_a_block),
        cmocka_unit_test(a_product_that_overflows_is_refused),
        cmocka_unit_test(a_refusal_gives_null_and_keeps_the_block),
        cmocka_unit_test(releasing_null_calls_nobody),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.alloc", tests, NULL, NULL);
}
