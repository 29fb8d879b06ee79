/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 by FIPS 180-4, section 6.2. Portable: bytes are assembled by shifts. */
#include "base/digest.h"

#include <string.h>

static const uint32_t initial[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, unsigned by)
{
    return (x >> by) | (x << (32 - by));
}

static uint32_t word_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void expand(uint32_t schedule[64], const uint8_t *block)
{
    for (size_t t = 0; t < 16; t++)
        schedule[t] = word_at(block + 4 * t);
    for (size_t t = 16; t < 64; t++) {
        uint32_t a = schedule[t - 15];
        uint32_t b = schedule[t - 2];

        schedule[t] = schedule[t - 16] + schedule[t - 7] +
                      (rotate(a, 7) ^ rotate(a, 18) ^ (a >> 3)) +
                      (rotate(b, 17) ^ rotate(b, 19) ^ (b >> 10));
    }
}

/* One round changes d and h alone: the next calls the words by their new names. */
#define ROUND(a, b, c, d, e, f, g, h, t)                                                           \
    do {                                                                                           \
        uint32_t first = (h) + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +                    \
                         ((g) ^ ((e) & ((f) ^ (g)))) + round_constants[t] + schedule[t];           \
                                                                                                   \
        (d) += first;                                                                              \
        (h) = first + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +                             \
              (((a) & (b)) | ((c) & ((a) | (b))));                                                 \
    } while (0)

static void compress(uint32_t state[8], const uint8_t *block)
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    uint32_t schedule[64];

    expand(schedule, block);
    for (size_t t = 0; t < 64; t += 8) {
        ROUND(a, b, c, d, e, f, g, h, t);
        ROUND(h, a, b, c, d, e, f, g, t + 1);
        ROUND(g, h, a, b, c, d, e, f, t + 2);
        ROUND(f, g, h, a, b, c, d, e, t + 3);
        ROUND(e, f, g, h, a, b, c, d, t + 4);
        ROUND(d, e, f, g, h, a, b, c, t + 5);
        ROUND(c, d, e, f, g, h, a, b, t + 6);
        ROUND(b, c, d, e, f, g, h, a, t + 7);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

void jf__sha256_init(jf__sha256 *digest)
{
    memset(digest, 0, sizeof *digest);
    memcpy(digest->state, initial, sizeof initial);
}

void jf__sha256_add(jf__sha256 *digest, const void *bytes, size_t size)
{
    const uint8_t *from = bytes;
    size_t filled = (size_t)(digest->size % 64);

    digest->size += size;
    if (filled > 0) {
        size_t part = size < 64 - filled ? size : 64 - filled;

        if (part > 0)
            memcpy(digest->block + filled, from, part);
        if (filled + part < 64)
            return;
        compress(digest->state, digest->block);
        from += part;
        size -= part;
    }
    for (; size >= 64; from += 64, size -= 64)
        compress(digest->state, from);
    if (size > 0)
        memcpy(digest->block, from, size);
}

void jf__sha256_finish(jf__sha256 *digest, uint8_t out[JF__SHA256_SIZE])
{
    static const uint8_t padding[64] = {0x80};
    uint64_t bits = digest->size * 8;
    size_t filled = (size_t)(digest->size % 64);
    uint8_t length[8];

    for (size_t i = 0; i < 8; i++)
        length[i] = (uint8_t)(bits >> (56 - 8 * i));
    jf__sha256_add(digest, padding, filled < 56 ? 56 - filled : 120 - filled);
    jf__sha256_add(digest, length, sizeof length);
    for (size_t i = 0; i < JF__SHA256_SIZE; i++)
        out[i] = (uint8_t)(digest->state[i / 4] >> (24 - 8 * (i % 4)));
}
