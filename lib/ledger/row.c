/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/row.h"

bool jf__rows_reserve(jf__rows *rows, const jf_allocator *allocator)
{
    jf__chunk chunk;

    if (rows->count / JF__CHUNK_ROWS < rows->chunks.count)
        return true;
    if (rows->count > UINT32_MAX / 128 || !jf__array_reserve(&rows->chunks, 1, allocator))
        return false;
    chunk.block = jf__allocate(allocator, JF__CHUNK_ROWS + 1, sizeof(jf__row));
    if (!chunk.block)
        return false;
    chunk.rows = (jf__row *)(((uintptr_t)chunk.block + sizeof(jf__row) - 1) &
                             ~(uintptr_t)(sizeof(jf__row) - 1));
    rows->chunks.items[rows->chunks.count++] = chunk;
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
