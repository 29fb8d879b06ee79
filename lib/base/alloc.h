/* SPDX-License-Identifier: Apache-2.0 */
/* Allocation through the caller's jf_allocator, with checked sizes. */
#ifndef JIANFU_LIB_ALLOC_H
#define JIANFU_LIB_ALLOC_H

#include "jianfu/base.h"

/* Copies *source (NULL or all zero: libc) to *out; JF_E_ARGUMENT when only part of it is set. */
jf_status jf__allocator_init(jf_allocator *out, const jf_allocator *source, jf_error *err);

/* Zeroed block of count * size bytes; NULL when refused or when the product overflows. */
void *jf__allocate(const jf_allocator *allocator, size_t count, size_t size);

/* Resizes to count * size bytes; NULL when refused, block stays valid then. New bytes undefined. */
void *jf__reallocate(const jf_allocator *allocator, void *block, size_t count, size_t size);

/* NULL is allowed. */
void jf__release(const jf_allocator *allocator, void *block);

#endif
