/* SPDX-License-Identifier: Apache-2.0 */
/* SplitMix64 (Steele, Lea, Flood 2014): small, fast, same everywhere. Not for secrets. */
#ifndef JIANFU_LIB_RANDOM_H
#define JIANFU_LIB_RANDOM_H

#include <stdint.h>

typedef struct jf__random {
    uint64_t state;
} jf__random;

static inline uint64_t jf__random_next(jf__random *random)
{
    uint64_t x = (random->state += UINT64_C(0x9e3779b97f4a7c15));

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* A number in [0, bound), bound >= 1; the bias is below bound / 2^32 (Lemire 2019). */
static inline uint32_t jf__random_below(jf__random *random, uint32_t bound)
{
    return (uint32_t)(((jf__random_next(random) >> 32) * bound) >> 32);
}

#endif
