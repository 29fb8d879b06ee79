/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a journal, in segments that never move; each entry lies whole in one of them. */
#ifndef JIANFU_LIB_LEDGER_JOURNAL_H
#define JIANFU_LIB_LEDGER_JOURNAL_H

#include "base/array.h"
#include "base/digest.h"
#include "ledger/checksum.h"

#define JF__FRAME_SIZE 8 /* body size and CRC before each body */

typedef struct jf__segment {
    uint8_t *bytes;
    size_t start; /* offset of its first byte in the journal */
    size_t used;
    size_t capacity;
} jf__segment;

typedef struct jf__journal {
    JF__ARRAY(jf__segment) segments;
    size_t size;
    int64_t entry_count;
    jf__crc32c crc;
    jf__sha256 digest;   /* running, of the first `digested` bytes */
    size_t digested;
    int64_t sealed_count; /* entries that a seal covers, the seals with them */
    size_t sealed_size;
    uint8_t head[JF__SHA256_SIZE];
} jf__journal;

/* Reads little-endian numbers; past the end it gives zeros and `failed` stays set. */
typedef struct jf__reader {
    const uint8_t *bytes;
    size_t size;
    size_t at;
    bool failed;
} jf__reader;

/* Written out, these are one load each. */
static inline uint32_t jf__load_number(const uint8_t *from)
{
    return from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

static inline uint64_t jf__load_id(const uint8_t *from)
{
    return jf__load_number(from) | (uint64_t)jf__load_number(from + 4) << 32;
}

static inline uint64_t jf__read(jf__reader *reader, size_t byte_count)
{
    uint64_t value = 0;
    const uint8_t *from;

    if (reader->failed || byte_count > reader->size - reader->at) {
        reader->failed = true;
        return 0;
    }
    from = reader->bytes + reader->at;
    reader->at += byte_count;
    if (byte_count == 8)
        return jf__load_id(from);
    if (byte_count == 4)
        return jf__load_number(from);
    for (size_t i = 0; i < byte_count; i++)
        value |= (uint64_t)from[i] << (8 * i);
    return value;
}

static inline int64_t jf__read_id(jf__reader *reader)
{
    return (int64_t)jf__read(reader, 8);
}

static inline int32_t jf__read_day(jf__reader *reader)
{
    return (int32_t)(uint32_t)jf__read(reader, 4);
}

static inline uint32_t jf__read_number(jf__reader *reader)
{
    return (uint32_t)jf__read(reader, 4);
}

/* Body of the entry whose frame begins at offset; failed when it does not fit in the bytes. */
jf__reader jf__entry_body(const uint8_t *bytes, size_t byte_count, size_t offset,
                          uint32_t *crc_out);
/* Body of an entry of the journal, by the offset of its frame. */
jf__reader jf__journal_body(const jf__journal *journal, size_t offset);
/* Copies bytes that lie in the journal. */
void jf__journal_copy(const jf__journal *journal, size_t offset, uint8_t *out, size_t count);
/* The bytes from an offset on that lie in one piece; none at the end and beyond. */
const uint8_t *jf__journal_view(const jf__journal *journal, size_t offset, size_t *size_out);
/* Whether the journal holds exactly these bytes from an offset to its end. */
bool jf__journal_ends_with(const jf__journal *journal, size_t offset, const uint8_t *bytes,
                           size_t count);

/* Room for one entry after the other, all with bodies of body_size bytes together. */
bool jf__journal_reserve(jf__journal *journal, size_t body_size, size_t entry_count,
                         const jf_allocator *allocator);
/* Begins an entry and gives its offset; its frame is filled at the end. */
size_t jf__journal_begin(jf__journal *journal, int32_t type);
void jf__journal_end(jf__journal *journal, size_t offset);
void jf__journal_put_bytes(jf__journal *journal, const void *bytes, size_t count);
/* Takes over an entry as it stands, its frame with it; room must have been reserved. */
void jf__journal_adopt(jf__journal *journal, const uint8_t *frame, size_t size);
/* Offset of the entry that comes `count` entries after the one at an offset. */
size_t jf__journal_after(const jf__journal *journal, size_t offset, int64_t count);
/* Takes back all entries from an offset on; what was reserved is reserved no more. */
void jf__journal_cut(jf__journal *journal, size_t offset, int64_t entry_count,
                     const jf_allocator *allocator);
/* Feeds all bytes that a context lacks, which has had the first `size`. */
void jf__journal_feed(const jf__journal *journal, jf__sha256 *context, size_t size);
/* CRC-32C of the frames, without bodies, of all entries so far. */
uint32_t jf__journal_crc(const jf__journal *journal);
/* SHA-256 of all bytes so far. */
void jf__journal_digest(const jf__journal *journal, uint8_t out[JF__SHA256_SIZE]);
void jf__journal_release(jf__journal *journal, const jf_allocator *allocator);

/* Stores a little-endian number of 1, 2, 4 or 8 bytes and gives the place behind it. Written out,
 * each of them is one store. */
static inline uint8_t *jf__store(uint8_t *to, uint64_t value, size_t byte_count)
{
    to[0] = (uint8_t)value;
    if (byte_count >= 2)
        to[1] = (uint8_t)(value >> 8);
    if (byte_count >= 4) {
        to[2] = (uint8_t)(value >> 16);
        to[3] = (uint8_t)(value >> 24);
    }
    if (byte_count == 8) {
        to[4] = (uint8_t)(value >> 32);
        to[5] = (uint8_t)(value >> 40);
        to[6] = (uint8_t)(value >> 48);
        to[7] = (uint8_t)(value >> 56);
    }
    return to + byte_count;
}

/* Where the next byte goes; jf__journal_filled says up to where they have come. */
static inline uint8_t *jf__journal_tail(const jf__journal *journal)
{
    const jf__segment *last = &journal->segments.items[journal->segments.count - 1];

    return last->bytes + last->used;
}

static inline void jf__journal_filled(jf__journal *journal, const uint8_t *to)
{
    jf__segment *last = &journal->segments.items[journal->segments.count - 1];

    last->used = (size_t)(to - last->bytes);
}

static inline void jf__journal_put(jf__journal *journal, uint64_t value, size_t byte_count)
{
    jf__journal_filled(journal, jf__store(jf__journal_tail(journal), value, byte_count));
}

#endif
