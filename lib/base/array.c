/* SPDX-License-Identifier: Apache-2.0 */
#include "base/array.h"

#include <string.h>

bool jf__grow(void *items_at, size_t *capacity, size_t count, size_t more, size_t size,
              const jf_allocator *allocator)
{
    size_t wanted;
    void *block;

    if (more <= *capacity - count)
        return true;
    if (more > SIZE_MAX / 4 - count)
        return false;
    wanted = *capacity + *capacity / 2;
    if (wanted < count + more)
        wanted = count + more;
    if (wanted < 8)
        wanted = 8;
    memcpy(&block, items_at, sizeof block);
    block = jf__reallocate(allocator, block, wanted, size);
    if (!block)
        return false;
    memcpy(items_at, &block, sizeof block);
    *capacity = wanted;
    return true;
}
