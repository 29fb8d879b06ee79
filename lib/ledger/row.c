/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/row.h"

static bool add_chunk(jf__rows *rows, const jf_allocator *allocator)
{
    jf__chunk chunk;

    if (!jf__array_reserve(&rows->chunks, 1, allocator))
        return false;
    chunk.block = jf__allocate(allocator, JF__CHUNK_ROWS + 1, sizeof(jf__row));
    if (!chunk.block)
        return false;
    chunk.rows = (jf__row *)(((uintptr_t)chunk.block + sizeof(jf__row) - 1) &
                             ~(uintptr_t)(sizeof(jf__row) - 1));
    rows->chunks.items[rows->chunks.count++] = chunk;
    return true;
}

bool jf__rows_reserve(jf__rows *rows, size_t count, const jf_allocator *allocator)
{
    if (rows->count > UINT32_MAX / 128 || count > UINT32_MAX / 128)
        return false;
    while ((rows->count + count - 1) / JF__CHUNK_ROWS >= rows->chunks.count)
        if (!add_chunk(rows, allocator))
            return false;
    return true;
}

uint32_t jf__rows_add(jf__rows *rows)
{
    return rows->count++ * JF__ROW_CELLS;
}

void jf__rows_release(jf__rows *rows, const jf_allocator *allocator)
{
    for (size_t i = 0; i < rows->chunks.count; i++)
        jf__release(allocator, rows->chunks.items[i].block);
    jf__array_release(&rows->chunks, allocator);
}
