/* SPDX-License-Identifier: Apache-2.0 */
/* Map from an id (int64, not 0) to an index (uint32). Open addressing, linear probing, load at
 * most 1/2, no removal. Iteration is not offered: order must never come from a hash. */
#ifndef JIANFU_LIB_IDMAP_H
#define JIANFU_LIB_IDMAP_H

#include "base/alloc.h"

#define JF__IDMAP_NONE UINT32_MAX

typedef struct jf__idmap_slot {
    int64_t id;
    uint32_t value;
} jf__idmap_slot;

typedef struct jf__idmap {
    jf__idmap_slot *slots;
    size_t slot_count; /* 0 or a power of two */
    size_t count;
} jf__idmap;

/* Where the probe of an id begins; the map is not empty. By the finaliser of SplitMix64 (Steele,
 * Lea, Flood 2014): ids are often consecutive. */
static inline size_t jf__idmap_home(const jf__idmap *map, int64_t id)
{
    uint64_t x = (uint64_t)id;

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    x ^= x >> 31;
    return (size_t)x & (map->slot_count - 1);
}

/* As find, from its home on, for an id that is not 0. */
static inline uint32_t jf__idmap_find_from(const jf__idmap *map, size_t home, int64_t id)
{
    size_t at;

    for (at = home; map->slots[at].id != id; at = (at + 1) & (map->slot_count - 1))
        if (map->slots[at].id == 0)
            return JF__IDMAP_NONE;
    return map->slots[at].value;
}

/* JF__IDMAP_NONE when absent. */
static inline uint32_t jf__idmap_find(const jf__idmap *map, int64_t id)
{
    if (map->slot_count == 0 || id == 0)
        return JF__IDMAP_NONE;
    return jf__idmap_find_from(map, jf__idmap_home(map, id), id);
}

/* Room for `more` further ids, so that the puts that follow cannot fail. */
bool jf__idmap_reserve(jf__idmap *map, size_t more, const jf_allocator *allocator);

/* Sets id -> value; room must have been reserved. */
void jf__idmap_put(jf__idmap *map, int64_t id, uint32_t value);

void jf__idmap_release(jf__idmap *map, const jf_allocator *allocator);

#endif
