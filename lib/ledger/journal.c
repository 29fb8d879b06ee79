/* SPDX-License-Identifier: Apache-2.0 */
/* Writing the journal. Every entry is a frame: u32 body size, u32 CRC-32C of the body, body. All
 * numbers are little-endian; the first byte of a body is its type. Callers reserve first.
 *
 *   open     u16 version, i32 known first, i32 known last, 32 bytes calendar digest
 *   unit     i64 id, u32 parent, u16 name size, name           (kind: the same)
 *   limit    u32 unit, u32 kind, u8 side, u8 measure, u8 period kind, u8 fiscal month, i32 first,
 *            u8 state, i64 amount, u32 limit
 *   issue    u8 flags, i64 key, [i64 subject,] i32 day, u32 kind, u32 lines, lines, violations
 *   hold     as issue
 *   commit   u8 flags, i64 key, i64 hold key, i32 day, violations
 *   release  u8 flags, i64 key, i64 hold key
 *
 *   line       u8 shape, u32 unit, [i64 count,] [i64 amounts that are not 0]
 *   violations [u32 count, each: u32 limit, u8 state, i64 amount, used, held, asked] if refused
 *
 * Units, kinds and limits are named by the order of their entries. */
#include "ledger/ledger.h"

#include <string.h>

#define HEAD_SIZE 40 /* at least: what an attempt has before its lines, and the violation count */
#define LINE_SIZE 45
#define VIOLATION_SIZE 37

static void put(jf_ledger *self, uint64_t value, size_t byte_count)
{
    uint8_t *to = self->journal.bytes.items + self->journal.bytes.count;

    for (size_t i = 0; i < byte_count; i++)
        to[i] = (uint8_t)(value >> (8 * i));
    self->journal.bytes.count += byte_count;
}

static void put_bytes(jf_ledger *self, const void *bytes, size_t size)
{
    if (size > 0)
        memcpy(self->journal.bytes.items + self->journal.bytes.count, bytes, size);
    self->journal.bytes.count += size;
}

/* Begins an entry; its frame is filled at the end. */
static size_t begin(jf_ledger *self, int32_t type)
{
    size_t start = self->journal.bytes.count;

    self->journal.bytes.count += JF__FRAME_SIZE;
    put(self, (uint64_t)type, 1);
    return start;
}

static void end(jf_ledger *self, size_t start)
{
    size_t stop = self->journal.bytes.count;
    size_t size = stop - start - JF__FRAME_SIZE;
    const uint8_t *body = self->journal.bytes.items + start + JF__FRAME_SIZE;
    uint32_t crc = jf__crc32c_of(&self->journal.crc, body, size);

    self->journal.bytes.count = start;
    put(self, size, 4);
    put(self, crc, 4);
    self->journal.bytes.count = stop;
    self->journal.entry_count++;
}

bool jf__journal_reserve(jf_ledger *self, size_t body_size)
{
    return jf__array_reserve(&self->journal.bytes, JF__FRAME_SIZE + body_size, &self->allocator);
}

bool jf__journal_open(jf_ledger *self, jf_day first, jf_day last, const uint8_t digest[32])
{
    size_t start;

    if (!jf__journal_reserve(self, JF__ENTRY_OPEN_SIZE))
        return false;
    start = begin(self, JF__ENTRY_OPEN);
    put(self, JF__FORMAT_VERSION, 2);
    put(self, (uint32_t)first, 4);
    put(self, (uint32_t)last, 4);
    put_bytes(self, digest, 32);
    end(self, start);
    return true;
}

bool jf__journal_node(jf_ledger *self, jf__entry_type type, const jf__node *node, const char *name)
{
    size_t size = strlen(name);
    size_t start;

    if (!jf__journal_reserve(self, 15 + size))
        return false;
    start = begin(self, (int32_t)type);
    put(self, (uint64_t)node->id, 8);
    put(self, node->parent, 4);
    put(self, size, 2);
    put_bytes(self, name, size);
    end(self, start);
    return true;
}

void jf__journal_limit(jf_ledger *self, const jf__limit *limit)
{
    const jf__scope *scope = &limit->scope;
    size_t start = begin(self, JF__ENTRY_LIMIT);

    put(self, scope->unit, 4);
    put(self, scope->kind, 4);
    put(self, (uint64_t)scope->side, 1);
    put(self, (uint64_t)scope->measure, 1);
    put(self, (uint64_t)scope->period_kind, 1);
    put(self, (uint64_t)scope->fiscal_month, 1);
    put(self, (uint32_t)scope->first, 4);
    put(self, (uint64_t)limit->state, 1);
    put(self, (uint64_t)limit->amount, 8);
    put(self, self->cells.limit_of.items[limit->cell], 4);
    end(self, start);
}

bool jf__journal_reserve_attempt(jf_ledger *self, const jf__request *request)
{
    size_t lines = request->hold == JF__NONE ? self->charge.lines.count : 0;

    return jf__journal_reserve(self, HEAD_SIZE + lines * LINE_SIZE +
                                         self->charge.violations.count * VIOLATION_SIZE);
}

static void put_line(jf_ledger *self, const jf__line *line)
{
    uint32_t shape = line->side == JF_SIDE_RECIPIENT ? JF__SHAPE_RECIPIENT : 0;

    shape |= line->count != 1 ? JF__SHAPE_COUNT : 0;
    for (size_t i = 0; i < JF__AMOUNT_COUNT; i++)
        shape |= line->amounts[i] != 0 ? JF__SHAPE_AMOUNT << i : 0;
    put(self, shape, 1);
    put(self, line->unit, 4);
    if (line->count != 1)
        put(self, (uint64_t)line->count, 8);
    for (size_t i = 0; i < JF__AMOUNT_COUNT; i++)
        if (line->amounts[i] != 0)
            put(self, (uint64_t)line->amounts[i], 8);
}

static void put_violations(jf_ledger *self)
{
    const jf__violations *list = &self->charge.violations;

    put(self, list->count, 4);
    for (size_t i = 0; i < list->count; i++) {
        put(self, list->items[i].limit, 4);
        put(self, (uint64_t)list->items[i].state, 1);
        put(self, (uint64_t)list->items[i].amount, 8);
        put(self, (uint64_t)list->items[i].used, 8);
        put(self, (uint64_t)list->items[i].held, 8);
        put(self, (uint64_t)list->items[i].asked, 8);
    }
}

void jf__journal_attempt(jf_ledger *self, const jf__request *request)
{
    bool refused = self->charge.violations.count > 0;
    bool resolves = request->hold != JF__NONE;
    bool subject = !resolves && request->subject != request->key;
    size_t start = begin(self, request->type);

    put(self, (refused ? JF__ENTRY_REFUSED : 0) | (subject ? JF__ENTRY_SUBJECT : 0), 1);
    put(self, (uint64_t)request->key, 8);
    if (resolves)
        put(self, (uint64_t)request->hold_key, 8);
    if (subject)
        put(self, (uint64_t)request->subject, 8);
    if (request->type != JF__ENTRY_RELEASE)
        put(self, (uint32_t)request->day, 4);
    if (!resolves) {
        put(self, request->kind, 4);
        put(self, self->charge.lines.count, 4);
        for (size_t i = 0; i < self->charge.lines.count; i++)
            put_line(self, &self->charge.lines.items[i]);
    }
    if (refused)
        put_violations(self);
    end(self, start);
}
