/* SPDX-License-Identifier: Apache-2.0 */
/* Live counters of limits, in rows of one cache line: four cells of one (unit, kind), first what is
 * free in each, then below which a step acts. Rows stand in chunks that never move.
 *
 * free = base - used - held, where base is the amount of a number, INT64_MAX / 2 of unlimited, 0 of
 * not planned. An attempt that leaves every cell at its margin or above needs no further look. */
#ifndef JIANFU_LIB_LEDGER_ROW_H
#define JIANFU_LIB_LEDGER_ROW_H

#include "base/array.h"

#define JF__ROW_CELLS 4U
#define JF__CHUNK_ROWS 1024U

typedef struct jf__row {
    int64_t free[JF__ROW_CELLS];
    int64_t margin[JF__ROW_CELLS];
} jf__row;

typedef struct jf__chunk {
    void *block;   /* as allocated */
    jf__row *rows; /* aligned in it */
} jf__chunk;

typedef struct jf__rows {
    JF__ARRAY(jf__chunk) chunks;
    uint32_t count;
} jf__rows;

static inline jf__row *jf__row_of(const jf__rows *rows, uint32_t cell)
{
    uint32_t row = cell / JF__ROW_CELLS;

    return &rows->chunks.items[row / JF__CHUNK_ROWS].rows[row % JF__CHUNK_ROWS];
}

static inline int64_t *jf__free_of(const jf__rows *rows, uint32_t cell)
{
    return &jf__row_of(rows, cell)->free[cell % JF__ROW_CELLS];
}

static inline int64_t *jf__margin_of(const jf__rows *rows, uint32_t cell)
{
    return &jf__row_of(rows, cell)->margin[cell % JF__ROW_CELLS];
}

/* Room for `count` further rows, 1 or more; false when memory is refused or numbers run out. */
bool jf__rows_reserve(jf__rows *rows, size_t count, const jf_allocator *allocator);

/* The first cell of a new row of zeros. */
uint32_t jf__rows_add(jf__rows *rows);

void jf__rows_release(jf__rows *rows, const jf_allocator *allocator);

#endif
