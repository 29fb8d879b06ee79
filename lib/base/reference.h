/* SPDX-License-Identifier: Apache-2.0 */
/* Reference count of a handle. Handles keep their own references to the handles they use, so that
 * the order of destruction never matters; sealed ones may be shared between threads. */
#ifndef JIANFU_LIB_REFERENCE_H
#define JIANFU_LIB_REFERENCE_H

#include <stdatomic.h>
#include <stdbool.h>

typedef struct jf__reference {
    atomic_size_t others; /* references beyond the first */
} jf__reference;

static inline void jf__reference_take(jf__reference *reference)
{
    atomic_fetch_add_explicit(&reference->others, 1, memory_order_relaxed);
}

/* True when that was the last one: the caller releases the handle. */
static inline bool jf__reference_drop(jf__reference *reference)
{
    return atomic_fetch_sub_explicit(&reference->others, 1, memory_order_acq_rel) == 0;
}

#endif
