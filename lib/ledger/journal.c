/* SPDX-License-Identifier: Apache-2.0 */
/* `size` counts finished entries only; what is being written stands behind it in the last segment.
 * A seal keeps its running context, so that a digest costs only what was added since. */
#include "ledger/journal.h"

#include <string.h>

#define SEGMENT_LEAST ((size_t)1 << 12)
#define SEGMENT_MOST ((size_t)1 << 20)

jf__reader jf__entry_body(const uint8_t *bytes, size_t byte_count, size_t offset, uint32_t *crc_out)
{
    jf__reader frame = {bytes, byte_count, offset, false};
    uint32_t size = jf__read_number(&frame);

    *crc_out = jf__read_number(&frame);
    if (frame.failed || size < 1 || size > byte_count - frame.at)
        return (jf__reader){.failed = true};
    return (jf__reader){bytes + frame.at, size, 0, false};
}

static const jf__segment *segment_at(const jf__journal *journal, size_t offset)
{
    size_t low = 0;
    size_t high = journal->segments.count - 1;

    while (low < high) {
        size_t middle = (low + high + 1) / 2;

        if (journal->segments.items[middle].start <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return &journal->segments.items[low];
}

jf__reader jf__journal_body(const jf__journal *journal, size_t offset)
{
    const jf__segment *segment = segment_at(journal, offset);
    uint32_t crc;

    return jf__entry_body(segment->bytes, segment->used, offset - segment->start, &crc);
}

void jf__journal_copy(const jf__journal *journal, size_t offset, uint8_t *out, size_t count)
{
    const jf__segment *segment = count > 0 ? segment_at(journal, offset) : NULL;

    while (count > 0) {
        size_t skip = offset - segment->start;
        size_t part = segment->used - skip < count ? segment->used - skip : count;

        memcpy(out, segment->bytes + skip, part);
        out += part;
        offset += part;
        count -= part;
        segment++;
    }
}

const uint8_t *jf__journal_view(const jf__journal *journal, size_t offset, size_t *size_out)
{
    const jf__segment *segment = offset < journal->size ? segment_at(journal, offset) : NULL;

    *size_out = segment ? segment->used - (offset - segment->start) : 0;
    return segment ? segment->bytes + (offset - segment->start) : NULL;
}

bool jf__journal_ends_with(const jf__journal *journal, size_t offset, const uint8_t *bytes,
                           size_t count)
{
    const jf__segment *segment = count > 0 ? segment_at(journal, offset) : NULL;

    if (journal->size - offset != count)
        return false;
    while (count > 0) {
        size_t skip = offset - segment->start;
        size_t part = segment->used - skip;

        if (memcmp(bytes, segment->bytes + skip, part) != 0)
            return false;
        bytes += part;
        offset += part;
        count -= part;
        segment++;
    }
    return true;
}

/* As much as there is already, within bounds: small ledgers stay small. */
static size_t next_capacity(size_t size, size_t need)
{
    size_t capacity = size < SEGMENT_LEAST ? SEGMENT_LEAST : size;

    if (capacity > SEGMENT_MOST)
        capacity = SEGMENT_MOST;
    /* what needs more than a segment may need it again and again, and use little of it */
    return capacity < need ? need + capacity : capacity;
}

bool jf__journal_reserve(jf__journal *journal, size_t body_size, size_t entry_count,
                         const jf_allocator *allocator)
{
    size_t need = body_size + entry_count * JF__FRAME_SIZE;
    jf__segment *last =
        journal->segments.count > 0 ? &journal->segments.items[journal->segments.count - 1] : NULL;
    jf__segment added = {.start = journal->size};

    if (last && need <= last->capacity - last->used)
        return true;
    if (!jf__array_reserve(&journal->segments, 1, allocator))
        return false;
    added.capacity = next_capacity(journal->size, need);
    added.bytes = jf__reallocate(allocator, NULL, added.capacity, 1);
    if (!added.bytes)
        return false;
    journal->segments.items[journal->segments.count++] = added;
    return true;
}

size_t jf__journal_begin(jf__journal *journal, int32_t type)
{
    journal->segments.items[journal->segments.count - 1].used += JF__FRAME_SIZE;
    jf__journal_put(journal, (uint64_t)type, 1);
    return journal->size;
}

void jf__journal_end(jf__journal *journal, size_t offset)
{
    jf__segment *last = &journal->segments.items[journal->segments.count - 1];
    size_t frame = offset - last->start;
    size_t stop = last->used;
    size_t size = stop - frame - JF__FRAME_SIZE;
    uint32_t crc = jf__crc32c_of(&journal->crc, last->bytes + frame + JF__FRAME_SIZE, size);

    (void)jf__store(jf__store(last->bytes + frame, size, 4), crc, 4);
    journal->size += stop - frame;
    journal->entry_count++;
}

void jf__journal_put_bytes(jf__journal *journal, const void *bytes, size_t count)
{
    jf__segment *last = &journal->segments.items[journal->segments.count - 1];

    if (count > 0)
        memcpy(last->bytes + last->used, bytes, count);
    last->used += count;
}

void jf__journal_adopt(jf__journal *journal, const uint8_t *frame, size_t size)
{
    jf__journal_put_bytes(journal, frame, size);
    journal->size += size;
    journal->entry_count++;
}

/* Segments that are empty are passed over. */
static const uint8_t *frame_at(const jf__segment **segment, size_t offset)
{
    while (offset == (*segment)->start + (*segment)->used)
        ++*segment;
    return (*segment)->bytes + (offset - (*segment)->start);
}

size_t jf__journal_after(const jf__journal *journal, size_t offset, int64_t count)
{
    const jf__segment *segment = segment_at(journal, offset);

    while (count-- > 0)
        offset += JF__FRAME_SIZE + jf__load_number(frame_at(&segment, offset));
    return offset;
}

/* Of the segments that are left empty one stays. */
void jf__journal_cut(jf__journal *journal, size_t offset, int64_t entry_count,
                     const jf_allocator *allocator)
{
    jf__segment *segments = journal->segments.items;

    for (size_t i = journal->segments.count; i-- > 0;) {
        jf__segment *segment = &segments[i];

        if (segment->start + segment->used <= offset)
            break;
        segment->used = segment->start < offset ? offset - segment->start : 0;
        segment->start = segment->start < offset ? segment->start : offset;
    }
    while (journal->segments.count > 1 && segments[journal->segments.count - 1].used == 0 &&
           segments[journal->segments.count - 2].used == 0)
        jf__release(allocator, segments[--journal->segments.count].bytes);
    journal->size = offset;
    journal->entry_count = entry_count;
}

void jf__journal_feed(const jf__journal *journal, jf__sha256 *context, size_t size)
{
    for (size_t i = 0; i < journal->segments.count; i++) {
        const jf__segment *segment = &journal->segments.items[i];
        size_t end = segment->start + segment->used;

        if (end <= size)
            continue;
        jf__sha256_add(context, segment->bytes + (size - segment->start), end - size);
        size = end;
    }
}

uint32_t jf__journal_crc(const jf__journal *journal)
{
    const jf__segment *segment = journal->segments.items;
    uint32_t crc = 0;

    for (size_t offset = 0; offset < journal->size;) {
        const uint8_t *frame = frame_at(&segment, offset);

        crc = jf__crc32c_add(&journal->crc, crc, frame, JF__FRAME_SIZE);
        offset += JF__FRAME_SIZE + jf__load_number(frame);
    }
    return crc;
}

void jf__journal_digest(const jf__journal *journal, uint8_t out[JF__SHA256_SIZE])
{
    jf__sha256 context = journal->digest;

    jf__journal_feed(journal, &context, journal->digested);
    jf__sha256_finish(&context, out);
}

void jf__journal_release(jf__journal *journal, const jf_allocator *allocator)
{
    for (size_t i = 0; i < journal->segments.count; i++)
        jf__release(allocator, journal->segments.items[i].bytes);
    jf__array_release(&journal->segments, allocator);
}
