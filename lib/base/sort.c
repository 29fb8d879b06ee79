/* SPDX-License-Identifier: Apache-2.0 */
/* Bottom-up merge sort. */
#include "base/sort.h"

#include <string.h>

typedef struct job {
    size_t size;
    jf__compare compare;
    const void *context;
} job;

static void merge(const job *work, const char *from, char *to, size_t left_count, size_t count)
{
    const char *left = from;
    const char *right = from + left_count * work->size;
    const char *left_end = right;
    const char *right_end = from + count * work->size;

    while (left < left_end || right < right_end) {
        bool take_left = right == right_end ||
                         (left < left_end && work->compare(left, right, work->context) <= 0);
        const char **source = take_left ? &left : &right;

        memcpy(to, *source, work->size);
        *source += work->size;
        to += work->size;
    }
}

bool jf__sort(void *items, size_t count, size_t size, jf__compare compare, const void *context,
              const jf_allocator *allocator)
{
    job work = {size, compare, context};
    char *from = items;
    char *scratch;
    char *to;

    if (count < 2)
        return true;
    scratch = jf__allocate(allocator, count, size);
    if (!scratch)
        return false;
    to = scratch;
    for (size_t width = 1; width < count; width *= 2) {
        char *swap = from;

        for (size_t at = 0; at < count; at += 2 * width) {
            size_t total = count - at < 2 * width ? count - at : 2 * width;
            size_t left = total < width ? total : width;

            merge(&work, from + at * size, to + at * size, left, total);
        }
        from = to;
        to = swap;
    }
    if (from != (char *)items)
        memcpy(items, from, count * size);
    jf__release(allocator, scratch);
    return true;
}
