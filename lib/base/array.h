/* SPDX-License-Identifier: Apache-2.0 */
/* A growing array of any element type.
 *
 *     typedef JF__ARRAY(int64_t) id_array;      // { int64_t *items; size_t count, capacity; }
 *     if (!jf__array_reserve(&ids, 1, allocator)) return jf__fail_memory(err);
 *     ids.items[ids.count++] = id;
 *
 * Reserve first, write after: a failed reserve changes nothing. */
#ifndef JIANFU_LIB_ARRAY_H
#define JIANFU_LIB_ARRAY_H

#include "base/alloc.h"

#define JF__ARRAY(type)                                                                            \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

/* Makes room for `more` further elements; false when memory is refused. */
#define jf__array_reserve(array, more, allocator)                                                  \
    (jf__has_room((array)->capacity, (array)->count, (more)) ||                                    \
     jf__grow(&(array)->items, &(array)->capacity, (array)->count, (more), sizeof *(array)->items, \
              (allocator)))

#define jf__array_release(array, allocator)                                                        \
    (jf__release((allocator), (array)->items), (array)->items = NULL,                              \
     (array)->count = (array)->capacity = 0)

static inline bool jf__has_room(size_t capacity, size_t count, size_t more)
{
    return more <= capacity - count;
}

/* items_at points at the array's items pointer, whatever its type. */
bool jf__grow(void *items_at, size_t *capacity, size_t count, size_t more, size_t size,
              const jf_allocator *allocator);

#endif
