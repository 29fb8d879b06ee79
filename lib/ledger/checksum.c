/* SPDX-License-Identifier: Apache-2.0 */
/* Eight bytes a step, by the processor's instruction where there is one, else by tables (Kounavis
 * and Berry, "Novel table lookup-based algorithms for high-performance CRC generation", 2008):
 * table[k][b] is byte b followed by k zero bytes. The sums are the same. */
#include "ledger/checksum.h"

#define POLYNOMIAL UINT32_C(0x82f63b78) /* reflected */

static uint32_t word_at(const uint8_t *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

#if defined(__GNUC__) && defined(__x86_64__)

static bool has_instruction(void)
{
    __builtin_cpu_init();
    return __builtin_cpu_supports("sse4.2") != 0;
}

__attribute__((target("sse4.2"))) static uint32_t add_by_processor(uint32_t value,
                                                                   const uint8_t *bytes,
                                                                   size_t size)
{
    uint64_t wide = value;

    for (; size >= 8; bytes += 8, size -= 8)
        wide = __builtin_ia32_crc32di(wide, word_at(bytes) | (uint64_t)word_at(bytes + 4) << 32);
    value = (uint32_t)wide;
    for (; size > 0; bytes++, size--)
        value = __builtin_ia32_crc32qi(value, *bytes);
    return value;
}

#else

static bool has_instruction(void)
{
    return false;
}

static uint32_t add_by_processor(uint32_t value, const uint8_t *bytes, size_t size)
{
    (void)bytes;
    (void)size;
    return value;
}

#endif

void jf__crc32c_init(jf__crc32c *crc)
{
    crc->by_processor = has_instruction();
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t value = byte;

        for (int bit = 0; bit < 8; bit++)
            value = (value >> 1) ^ (value & 1 ? POLYNOMIAL : 0);
        crc->table[0][byte] = value;
    }
    for (size_t slice = 1; slice < 8; slice++)
        for (size_t byte = 0; byte < 256; byte++) {
            uint32_t before = crc->table[slice - 1][byte];

            crc->table[slice][byte] = (before >> 8) ^ crc->table[0][before & 0xFF];
        }
}

static uint32_t add_by_tables(const jf__crc32c *crc, uint32_t value, const uint8_t *bytes,
                              size_t size)
{
    for (; size >= 8; bytes += 8, size -= 8) {
        uint32_t low = value ^ word_at(bytes);
        uint32_t high = word_at(bytes + 4);

        value = crc->table[7][low & 0xFF] ^ crc->table[6][(low >> 8) & 0xFF] ^
                crc->table[5][(low >> 16) & 0xFF] ^ crc->table[4][low >> 24] ^
                crc->table[3][high & 0xFF] ^ crc->table[2][(high >> 8) & 0xFF] ^
                crc->table[1][(high >> 16) & 0xFF] ^ crc->table[0][high >> 24];
    }
    for (; size > 0; bytes++, size--)
        value = (value >> 8) ^ crc->table[0][(value ^ *bytes) & 0xFF];
    return value;
}

uint32_t jf__crc32c_add(const jf__crc32c *crc, uint32_t before, const uint8_t *bytes, size_t size)
{
    return crc->by_processor ? ~add_by_processor(~before, bytes, size)
                             : ~add_by_tables(crc, ~before, bytes, size);
}
