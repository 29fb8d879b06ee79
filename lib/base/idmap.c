/* SPDX-License-Identifier: Apache-2.0 */
#include "base/idmap.h"

static jf__idmap_slot *slot_of(const jf__idmap *map, int64_t id)
{
    size_t at = jf__idmap_home(map, id);

    while (map->slots[at].id != 0 && map->slots[at].id != id)
        at = (at + 1) & (map->slot_count - 1);
    return &map->slots[at];
}

bool jf__idmap_reserve(jf__idmap *map, size_t more, const jf_allocator *allocator)
{
    jf__idmap grown = {0};

    if (more > SIZE_MAX / 8 - map->count)
        return false;
    if ((map->count + more) * 2 <= map->slot_count)
        return true;
    grown.slot_count = map->slot_count ? map->slot_count : 16;
    while (grown.slot_count < (map->count + more) * 2)
        grown.slot_count *= 2;
    grown.slots = jf__allocate(allocator, grown.slot_count, sizeof *grown.slots);
    if (!grown.slots)
        return false;
    for (size_t i = 0; i < map->slot_count; i++)
        if (map->slots[i].id != 0)
            jf__idmap_put(&grown, map->slots[i].id, map->slots[i].value);
    jf__release(allocator, map->slots);
    *map = grown;
    return true;
}

void jf__idmap_put(jf__idmap *map, int64_t id, uint32_t value)
{
    jf__idmap_slot *slot = slot_of(map, id);

    if (slot->id == 0) {
        slot->id = id;
        map->count++;
    }
    slot->value = value;
}

void jf__idmap_release(jf__idmap *map, const jf_allocator *allocator)
{
    jf__release(allocator, map->slots);
    map->slots = NULL;
    map->slot_count = map->count = 0;
}
