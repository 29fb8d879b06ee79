/* SPDX-License-Identifier: Apache-2.0 */
/* The rows that a bulk count asks for, indexed before the records are read, so that a record finds
 * its rows without looking at the others. */
#include <inttypes.h>
#include <string.h>

#include "ledger/count.h"

bool jf__asked_begin(jf__asked *asked, size_t node_count, const jf_allocator *allocator)
{
    asked->numbers = jf__allocate(allocator, node_count + 1, sizeof *asked->numbers);
    return asked->numbers != NULL;
}

void jf__asked_end(jf__asked *asked, const jf_allocator *allocator)
{
    jf__release(allocator, asked->numbers);
}

uint32_t jf__asked_add(jf__asked *asked, uint32_t node)
{
    if (asked->numbers[node] == 0)
        asked->numbers[node] = ++asked->count;
    return asked->numbers[node] - 1;
}

jf_status jf__asked_find(const jf__nodes *nodes, const char *what, int64_t id, size_t row,
                         uint32_t *node_out, jf_error *err)
{
    *node_out = jf__node_find(nodes, id);
    if (*node_out == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, id, 0, (int64_t)row,
                              "the ledger has no %s %" PRId64 " (row %zu)", what, id, row);
    return JF_OK;
}

void jf__count_rows_end(jf__count_rows *rows, const jf_allocator *allocator)
{
    jf__asked_end(&rows->kinds, allocator);
    jf__release(allocator, rows->kinds_above);
    jf__release(allocator, rows->same);
    jf__idmap_release(&rows->index, allocator);
}

bool jf__count_rows_begin(jf__count_rows *rows, const jf_ledger *self, size_t row_count)
{
    const jf_allocator *allocator = &self->allocator;

    rows->kinds_above = jf__allocate(allocator, JF__DEPTH_MAX + 1, sizeof *rows->kinds_above);
    rows->same = jf__allocate(allocator, row_count, sizeof *rows->same);
    return rows->kinds_above && rows->same &&
           jf__asked_begin(&rows->kinds, self->kinds.list.count, allocator) &&
           jf__idmap_reserve(&rows->index, row_count, allocator);
}

bool jf__count_rows_add(jf__count_rows *rows, uint32_t number, uint32_t kind)
{
    int64_t id = jf__pair_id(number, jf__asked_add(&rows->kinds, kind));
    uint32_t row = (uint32_t)rows->count++;
    uint32_t known = jf__idmap_find(&rows->index, id);

    rows->same[row] = known == JF__NONE ? row : known;
    if (known == JF__NONE)
        jf__idmap_put(&rows->index, id, row);
    return known == JF__NONE;
}

bool jf__count_rows_climb(jf__count_rows *rows, const jf_ledger *self, uint32_t kind)
{
    rows->above_count = 0;
    for (; kind != JF__NONE; kind = self->kinds.list.items[kind].parent)
        if (rows->kinds.numbers[kind] != 0)
            rows->kinds_above[rows->above_count++] = rows->kinds.numbers[kind] - 1;
    return rows->above_count > 0;
}

uint32_t jf__count_rows_find(const jf__count_rows *rows, uint32_t number, size_t i)
{
    return jf__idmap_find(&rows->index, jf__pair_id(number, rows->kinds_above[i]));
}

void jf__count_rows_copy(const jf__count_rows *rows, int64_t *values, size_t width)
{
    for (size_t row = 0; row < rows->count; row++)
        if (rows->same[row] != row)
            memcpy(values + row * width, values + rows->same[row] * width,
                   width * sizeof *values);
}
