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

static inline uint64_t jf__read(jf__reader *reader, size_t byte_count)
{
    uint64_t value = 0;

    if (reader->failed || byte_count > reader->size - reader->at) {
        reader->failed = true;
        return 0;
    }
    for (size_t i = 0; i < byte_count; i++)
        value |= (uint64_t)reader->bytes[reader->at + i] << (8 * i);
    reader->at += byte_count;
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
/* Takes back all entries from an offset on; what was reserved is reserved no more. */
void jf__journal_cut(jf__journal *journal, size_t offset, int64_t entry_count,
                     const jf_allocator *allocator);
/* Feeds all bytes that a context lacks, which has had the first `size`. */
void jf__journal_feed(const jf__journal *journal, jf__sha256 *context, size_t size);
/* SHA-256 of all bytes so far. */
void jf__journal_digest(const jf__journal *journal, uint8_t out[JF__SHA256_SIZE]);
void jf__journal_release(jf__journal *journal, const jf_allocator *allocator);

static inline void jf__journal_put(jf__journal *journal, uint64_t value, size_t byte_count)
{
    jf__segment *last = &journal->segments.items[journal->segments.count - 1];
    uint8_t *to = last->bytes + last->used;

    for (size_t i = 0; i < byte_count; i++)
        to[i] = (uint8_t)(value >> (8 * i));
    last->used += byte_count;
}

#endif
