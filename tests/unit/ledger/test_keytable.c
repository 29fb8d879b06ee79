/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "ledger/keytable.h"

enum { MOST = 700 };

typedef struct bag {
    jf__key_slot slots[MOST]; /* value = attempt */
    size_t count;
} bag;

static const jf_allocator *plain(void)
{
    static jf_test_memory memory;

    if (!memory.allocator.allocate)
        jf_test_memory_init(&memory);
    return &memory.allocator;
}

static bool holds(const jf__keytable *table, uint32_t tag, uint32_t attempt)
{
    uint32_t at = 0;
    uint32_t found;

    do
        found = jf__keytable_next(table, tag, &at);
    while (found != UINT32_MAX && found != attempt);
    return found == attempt;
}

static void put(jf__keytable *table, bag *in, uint32_t tag, uint32_t attempt)
{
    assert_true(jf__keytable_reserve(table, tag, plain()));
    jf__keytable_put(table, tag, attempt);
    in->slots[in->count++] = (jf__key_slot){tag, attempt};
}

static void take(jf__keytable *table, bag *in, size_t index)
{
    jf__key_slot slot = in->slots[index];

    in->slots[index] = in->slots[--in->count];
    jf__keytable_remove(table, slot.tag, slot.value);
    assert_false(holds(table, slot.tag, slot.value));
}

static void assert_all_there(const jf__keytable *table, const bag *in)
{
    for (size_t i = 0; i < in->count; i++)
        assert_true(holds(table, in->slots[i].tag, in->slots[i].value));
}

static void removed_keys_are_gone_and_the_others_are_found(void **state)
{
    jf__keytable table = {0};
    bag in = {.count = 0};
    uint64_t seed = 7;

    (void)state;
    for (uint32_t attempt = 0; attempt < 20000; attempt++) {
        uint32_t random;

        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        random = (uint32_t)(seed >> 33);
        /* a narrow band of places, across the end of the page, in a few pages: long runs */
        if (in.count < MOST && (in.count < 10 || random % 16 < 8 + attempt / 1000 % 2))
            put(&table, &in, (random >> 8 & 7) << 29 | (1000 + (random >> 16) % 60) % 1024,
                attempt);
        else
            take(&table, &in, (random >> 4) % in.count);
        if (attempt % 50 == 0)
            assert_all_there(&table, &in);
    }
    while (in.count > 0) {
        take(&table, &in, 0);
        assert_all_there(&table, &in);
    }
    jf__keytable_release(&table, plain());
}

static void equal_tags_are_removed_one_at_a_time(void **state)
{
    jf__keytable table = {0};
    bag in = {.count = 0};

    (void)state;
    for (uint32_t attempt = 0; attempt < 5; attempt++)
        put(&table, &in, 1022, attempt);
    put(&table, &in, 0, 5);
    while (in.count > 0) {
        take(&table, &in, in.count / 2);
        assert_all_there(&table, &in);
    }
    assert_int_equal(table.pages[0]->count, 0);
    jf__keytable_release(&table, plain());
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(removed_keys_are_gone_and_the_others_are_found),
        cmocka_unit_test(equal_tags_are_removed_one_at_a_time),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.keytable", tests, NULL, NULL);
}
