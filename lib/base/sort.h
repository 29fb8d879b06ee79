/* SPDX-License-Identifier: Apache-2.0 */
/* Stable merge sort with a context: same order on every platform. */
#ifndef JIANFU_LIB_SORT_H
#define JIANFU_LIB_SORT_H

#include "base/alloc.h"

/* Negative, 0, positive as a is before, equal to, after b. */
typedef int (*jf__compare)(const void *a, const void *b, const void *context);

/* Sorts in place; false when the scratch memory (count * size bytes) is refused. */
bool jf__sort(void *items, size_t count, size_t size, jf__compare compare, const void *context,
              const jf_allocator *allocator);

#endif
