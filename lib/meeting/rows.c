/* SPDX-License-Identifier: Apache-2.0 */
/* Offsets of sorted items by counting; links as the commonest item. */
#include "meeting/rows.h"

#include <string.h>

bool jf__rows_offsets(const void *items, size_t count, size_t size, size_t owner_count,
                      size_t **offsets_out, const jf_allocator *allocator)
{
    size_t *offsets = jf__allocate(allocator, owner_count + 1, sizeof *offsets);

    if (!offsets)
        return false;
    for (size_t i = 0; i < count; i++) {
        uint32_t owner;

        memcpy(&owner, (const char *)items + i * size, sizeof owner);
        offsets[owner + 1]++;
    }
    for (size_t owner = 0; owner < owner_count; owner++)
        offsets[owner + 1] += offsets[owner];
    *offsets_out = offsets;
    return true;
}

int jf__link_compare(const void *a, const void *b, const void *context)
{
    const jf__link *x = a;
    const jf__link *y = b;

    (void)context;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    if (x->other != y->other)
        return x->other < y->other ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

void jf__link_unique(jf__link_rows *rows)
{
    size_t kept = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const jf__link *last = kept > 0 ? &rows->items[kept - 1] : NULL;

        if (!last || last->owner != rows->items[i].owner || last->other != rows->items[i].other)
            rows->items[kept++] = rows->items[i];
    }
    rows->count = kept;
}

const jf__link *jf__link_find(const jf__link_rows *rows, uint32_t owner, uint32_t other)
{
    size_t low = rows->offsets[owner];
    size_t high = rows->offsets[owner + 1];

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (rows->items[middle].other < other)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < rows->offsets[owner + 1] && rows->items[low].other == other)
        return &rows->items[low];
    return NULL;
}

bool jf__link_add(jf__link_rows *rows, uint32_t owner, uint32_t other, int64_t weight,
                  const jf_allocator *allocator)
{
    if (!jf__array_reserve(rows, 1, allocator))
        return false;
    rows->items[rows->count++] = (jf__link){owner, other, weight};
    return true;
}
