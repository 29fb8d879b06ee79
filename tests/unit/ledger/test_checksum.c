/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "ledger/checksum.h"

/* Vectors of RFC 3720, appendix B.4, and the usual check value. */
static void known_vectors_have_their_checksum(void **state)
{
    jf__crc32c crc;
    uint8_t bytes[32];

    (void)state;
    jf__crc32c_init(&crc);
    memset(bytes, 0, sizeof bytes);
    assert_int_equal(jf__crc32c_of(&crc, bytes, sizeof bytes), 0x8a9136aa);
    memset(bytes, 0xFF, sizeof bytes);
    assert_int_equal(jf__crc32c_of(&crc, bytes, sizeof bytes), 0x62a8ab43);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)i;
    assert_int_equal(jf__crc32c_of(&crc, bytes, sizeof bytes), 0x46dd794e);
    assert_int_equal(jf__crc32c_of(&crc, (const uint8_t *)"123456789", 9), 0xe3069283);
}

static void nothing_has_checksum_zero(void **state)
{
    jf__crc32c crc;

    (void)state;
    jf__crc32c_init(&crc);
    assert_int_equal(jf__crc32c_of(&crc, (const uint8_t *)"", 0), 0);
}

/* Of any length and alignment, in one piece and in two. */
static void tables_and_processor_give_the_same(void **state)
{
    jf__crc32c crc;
    jf__crc32c tables;
    uint8_t bytes[80];

    (void)state;
    jf__crc32c_init(&crc);
    tables = crc;
    tables.by_processor = false;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 37 + 11);
    for (size_t from = 0; from < 8; from++)
        for (size_t size = 0; size + from <= sizeof bytes; size++) {
            uint32_t whole = jf__crc32c_of(&tables, bytes + from, size);
            uint32_t half = jf__crc32c_of(&crc, bytes + from, size / 2);

            assert_int_equal(jf__crc32c_of(&crc, bytes + from, size), whole);
            assert_int_equal(
                jf__crc32c_add(&crc, half, bytes + from + size / 2, size - size / 2), whole);
        }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_vectors_have_their_checksum),
        cmocka_unit_test(nothing_has_checksum_zero),
        cmocka_unit_test(tables_and_processor_give_the_same),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.checksum", tests, NULL, NULL);
}
