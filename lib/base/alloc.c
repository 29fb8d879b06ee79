/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static void *libc_allocate(size_t size, void *user)
{
    (void)user;
    return malloc(size);
}

static void *libc_reallocate(void *block, size_t size, void *user)
{
    (void)user;
    return realloc(block, size);
}

static void libc_release(void *block, void *user)
{
    (void)user;
    free(block);
}

jf_status jf__allocator_init(jf_allocator *out, const jf_allocator *source, jf_error *err)
{
    bool any = source && (source->allocate || source->reallocate || source->release);
    bool all = source && source->allocate && source->reallocate && source->release;

    if (any && !all)
        return jf__fail(err, JF_E_ARGUMENT, "allocator needs all three functions or none");
    if (all) {
        *out = *source;
        return JF_OK;
    }
    out->allocate = libc_allocate;
    out->reallocate = libc_reallocate;
    out->release = libc_release;
    out->user = NULL;
    return JF_OK;
}

void *jf__allocate(const jf_allocator *allocator, size_t count, size_t size)
{
    void *block;

    if (count == 0 || size == 0)
        count = size = 1;
    if (count > SIZE_MAX / 2 / size)
        return NULL;
    block = allocator->allocate(count * size, allocator->user);
    if (block)
        memset(block, 0, count * size);
    return block;
}

void *jf__reallocate(const jf_allocator *allocator, void *block, size_t count, size_t size)
{
    if (count == 0 || size == 0)
        count = size = 1;
    if (count > SIZE_MAX / 2 / size)
        return NULL;
    if (!block)
        return allocator->allocate(count * size, allocator->user);
    return allocator->reallocate(block, count * size, allocator->user);
}

void jf__release(const jf_allocator *allocator, void *block)
{
    if (block)
        allocator->release(block, allocator->user);
}
