/* SPDX-License-Identifier: Apache-2.0 */
/* CRC-32C (Castagnoli; RFC 3720 appendix B.4). The table lives in the handle that uses it. */
#ifndef JIANFU_LIB_CHECKSUM_H
#define JIANFU_LIB_CHECKSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct jf__crc32c {
    bool by_processor; /* it has an instruction for this */
    uint32_t table[8][256];
} jf__crc32c;

void jf__crc32c_init(jf__crc32c *crc);

/* Goes on from the checksum of what came before; 0 to begin with. */
uint32_t jf__crc32c_add(const jf__crc32c *crc, uint32_t before, const uint8_t *bytes, size_t size);

static inline uint32_t jf__crc32c_of(const jf__crc32c *crc, const uint8_t *bytes, size_t size)
{
    return jf__crc32c_add(crc, 0, bytes, size);
}

#endif
