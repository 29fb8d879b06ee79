/* SPDX-License-Identifier: Apache-2.0 */
/* Items sorted by owner in one array, with the offset at which each owner's items begin: the shape
 * of every derived table. Each item type begins with its uint32_t owner.
 *
 *     items of owner i: rows.items[rows.offsets[i]] .. rows.items[rows.offsets[i + 1] - 1] */
#ifndef JIANFU_LIB_MEETING_ROWS_H
#define JIANFU_LIB_MEETING_ROWS_H

#include "base/array.h"
#include "base/sort.h"

#define JF__ROWS(type)                                                                             \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
        size_t *offsets; /* owner_count + 1 */                                                     \
    }

/* Sorts the items that were appended and makes their offsets; false when memory is refused. */
#define jf__rows_sort(rows, owner_count, compare, allocator)                                       \
    (jf__sort((rows)->items, (rows)->count, sizeof *(rows)->items, (compare), NULL,                \
              (allocator)) &&                                                                      \
     jf__rows_index(rows, owner_count, allocator))

/* Makes the offsets of items that are sorted by owner already. */
#define jf__rows_index(rows, owner_count, allocator)                                               \
    jf__rows_offsets((rows)->items, (rows)->count, sizeof *(rows)->items, (owner_count),           \
                     &(rows)->offsets, (allocator))

#define jf__rows_release(rows, allocator)                                                          \
    (jf__release((allocator), (rows)->items), jf__release((allocator), (rows)->offsets))

bool jf__rows_offsets(const void *items, size_t count, size_t size, size_t owner_count,
                      size_t **offsets_out, const jf_allocator *allocator);

/* An owner and two numbers: a person's request, a partner with its weight, a topic of a request. */
typedef struct jf__link {
    uint32_t owner;
    uint32_t other;
    int64_t weight;
} jf__link;

typedef JF__ROWS(jf__link) jf__link_rows;

/* By owner, then other, then weight. */
int jf__link_compare(const void *a, const void *b, const void *context);

/* Drops all but the first of links that agree in owner and other. */
void jf__link_unique(jf__link_rows *rows);

/* The link of an owner to another one, or NULL. O(log of the owner's links). */
const jf__link *jf__link_find(const jf__link_rows *rows, uint32_t owner, uint32_t other);

bool jf__link_add(jf__link_rows *rows, uint32_t owner, uint32_t other, int64_t weight,
                  const jf_allocator *allocator);

#endif
