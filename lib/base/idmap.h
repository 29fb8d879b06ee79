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

/* JF__IDMAP_NONE when absent. */
uint32_t jf__idmap_find(const jf__idmap *map, int64_t id);

/* Room for `more` further ids, so that the puts that follow cannot fail. */
bool jf__idmap_reserve(jf__idmap *map, size_t more, const jf_allocator *allocator);

/* Sets id -> value; room must have been reserved. */
void jf__idmap_put(jf__idmap *map, int64_t id, uint32_t value);

void jf__idmap_release(jf__idmap *map, const jf_allocator *allocator);

#endif
