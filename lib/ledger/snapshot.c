/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of a snapshot, around its sections; and restoring. A journal is told by the CRC-32C of
 * its frames, which hold those of the bodies: its SHA-256 would take much of the time of a replay,
 * and stands in the snapshot for those who want to check it
 * (`head -c BYTES journal | sha256sum`). */
#include "ledger/snapshot.h"

#include <string.h>

#include "ledger/replay.h"

#define MAGIC "JFSNAP"
#define MAGIC_SIZE 6
#define HEAD_SIZE ((size_t)(64 + 12 * JF__SECTION_COUNT + 4))

typedef struct section {
    const char *name;
    void (*write)(const jf_ledger *self, jf__codec *codec);
    jf_status (*read)(jf_ledger *self, jf__codec *codec);
} section;

/* What is read of limits needs the totals, totals the places, places the states. */
static const section sections[JF__SECTION_COUNT] = {
    {"states", jf__states_write, jf__states_read},
    {"places", jf__places_write, jf__places_read},
    {"expiries", jf__expiries_write, jf__expiries_read},
    {"totals", jf__totals_write, jf__totals_read},
    {"limits", jf__limits_write, jf__limits_read},
    {"day sums", jf__days_write, jf__days_read},
    {"links", jf__links_write, jf__links_read},
};

static void put(jf__codec *codec, uint64_t value, size_t width)
{
    jf__pass(codec, &value, width);
}

static void put_bytes(jf__codec *codec, const void *bytes, size_t count)
{
    if (codec->to)
        memcpy(codec->to + codec->at, bytes, count);
    codec->at += count;
}

static void put_head(const jf_ledger *self, jf__codec *head, bool is_own)
{
    bool checks = head->to && !is_own;
    uint8_t digest[JF__SHA256_SIZE] = {0};

    if (checks)
        jf__journal_digest(&self->journal, digest);
    put_bytes(head, MAGIC, MAGIC_SIZE);
    put(head, JF__SNAPSHOT_VERSION, 2);
    put(head, (uint64_t)self->journal.entry_count, 8);
    put(head, self->journal.size, 8);
    put(head, checks ? jf__journal_crc(&self->journal) : 0, 4);
    put_bytes(head, digest, sizeof digest);
    put(head, JF__SECTION_COUNT, 4);
}

size_t jf__snapshot_put(const jf_ledger *self, uint8_t *to, bool is_own)
{
    const jf__crc32c *crc = &self->journal.crc;
    bool checks = to && !is_own;
    jf__codec head = {.to = to};
    jf__codec body = {.to = to, .at = HEAD_SIZE};
    uint8_t digest[JF__SHA256_SIZE] = {0};

    put_head(self, &head, is_own);
    for (size_t i = 0; i < JF__SECTION_COUNT; i++) {
        size_t start = body.at;

        sections[i].write(self, &body);
        put(&head, body.at - start, 8);
        put(&head, checks ? jf__crc32c_of(crc, to + start, body.at - start) : 0, 4);
    }
    put(&head, checks ? jf__crc32c_of(crc, to, head.at) : 0, 4);
    if (checks) {
        jf__sha256 context;

        jf__sha256_init(&context);
        jf__sha256_add(&context, to, body.at);
        jf__sha256_finish(&context, digest);
    }
    put_bytes(&body, digest, sizeof digest);
    return body.at;
}

static jf_status fail_part(jf_error *err, size_t offset, const char *name, const char *what)
{
    return jf__fail_about(err, JF_E_CORRUPT, 0, 0, (int64_t)offset,
                          "the %s of the snapshot, at byte %zu, %s", name, offset, what);
}

static jf_status read_head(const jf_ledger *self, jf__reader *reader, jf__snapshot *snapshot,
                           jf_error *err)
{
    uint64_t journal_size;

    if (reader->size < HEAD_SIZE || memcmp(reader->bytes, MAGIC, MAGIC_SIZE) != 0)
        return fail_part(err, 0, "head", "is none");
    reader->at = HEAD_SIZE - 4;
    if (!snapshot->is_own &&
        jf__read_number(reader) != jf__crc32c_of(&self->journal.crc, reader->bytes, HEAD_SIZE - 4))
        return fail_part(err, 0, "head", "does not have its CRC");
    reader->at = MAGIC_SIZE;
    if (jf__read(reader, 2) != JF__SNAPSHOT_VERSION)
        return fail_part(err, 0, "head", "is of another version");
    snapshot->entry_count = jf__read_id(reader);
    journal_size = jf__read(reader, 8);
    snapshot->journal_size = journal_size < SIZE_MAX ? (size_t)journal_size : SIZE_MAX;
    snapshot->journal_crc = jf__read_number(reader);
    reader->at += JF__SHA256_SIZE;
    if (jf__read_number(reader) != JF__SECTION_COUNT)
        return fail_part(err, 0, "head", "names other sections");
    return JF_OK;
}

static jf_status find_sections(const jf_ledger *self, jf__reader *reader, jf__snapshot *snapshot,
                               jf_error *err)
{
    size_t at = HEAD_SIZE;

    for (size_t i = 0; i < JF__SECTION_COUNT; i++) {
        uint64_t size = jf__read(reader, 8);
        uint32_t crc = jf__read_number(reader);

        if (size > reader->size - at)
            return fail_part(err, at, sections[i].name, "are cut off");
        snapshot->starts[i] = at;
        snapshot->sizes[i] = (size_t)size;
        if (!snapshot->is_own &&
            jf__crc32c_of(&self->journal.crc, reader->bytes + at, (size_t)size) != crc)
            return fail_part(err, at, sections[i].name, "do not have their CRC");
        at += (size_t)size;
    }
    reader->at = at;
    return JF_OK;
}

static jf_status check_end(const jf__reader *reader, bool is_own, jf_error *err)
{
    uint8_t digest[JF__SHA256_SIZE];
    jf__sha256 context;

    if (reader->size - reader->at != sizeof digest)
        return fail_part(err, reader->at, "end", "is not 32 bytes");
    if (is_own)
        return JF_OK;
    jf__sha256_init(&context);
    jf__sha256_add(&context, reader->bytes, reader->at);
    jf__sha256_finish(&context, digest);
    if (memcmp(digest, reader->bytes + reader->at, sizeof digest) != 0)
        return fail_part(err, reader->at, "end", "is not its SHA-256");
    return JF_OK;
}

static jf_status read_sections(jf_ledger *self, const jf__snapshot *snapshot,
                               uint32_t limit_bound, jf_error *err)
{
    for (size_t i = 0; i < JF__SECTION_COUNT; i++) {
        jf__codec codec = {.from = {snapshot->bytes + snapshot->starts[i], snapshot->sizes[i], 0,
                                    false},
                           .reads = true,
                           .limit_bound = limit_bound,
                           .is_own = snapshot->is_own};
        jf_status status = sections[i].read(self, &codec);

        if (status == JF_E_NO_MEMORY)
            return jf__fail_memory(err);
        if (status || codec.from.failed || codec.from.at != codec.from.size)
            return fail_part(err, snapshot->starts[i], sections[i].name,
                             "do not fit the journal or each other");
    }
    return JF_OK;
}

jf_status jf__snapshot_load(jf_ledger *self, const uint8_t *snapshot, size_t snapshot_size,
                            bool is_own, const uint8_t *bytes, size_t byte_count, jf_error *err)
{
    jf__snapshot read = {.bytes = snapshot, .is_own = is_own};
    jf__reader reader = {snapshot, snapshot_size, 0, false};
    jf__replay rest = {.ledger = self, .bytes = bytes, .byte_count = byte_count};
    uint32_t limit_bound = 0;
    jf_status status = read_head(self, &reader, &read, err);

    if (!status)
        status = find_sections(self, &reader, &read, err);
    if (!status)
        status = check_end(&reader, is_own, err);
    if (!status)
        status = jf__replay_opening(&rest, err);
    if (status)
        return status;
    if (byte_count < read.journal_size)
        return jf__fail_about(err, JF_E_STATE, 0, (int64_t)read.journal_size, (int64_t)byte_count,
                              "the journal has %zu bytes, the snapshot was taken after %zu",
                              byte_count, read.journal_size);
    status = jf__snapshot_scan(self, &read, bytes, &limit_bound, err);
    if (status)
        return status;
    if (self->journal.entry_count != read.entry_count)
        return fail_part(err, 0, "head", "does not say how many entries there are");
    status = read_sections(self, &read, limit_bound, err);
    if (!status)
        status = jf__replay_until(&rest, byte_count, err);
    jf__replay_release(&rest);
    return status;
}

size_t jf_ledger_snapshot_size(const jf_ledger *self)
{
    return self ? jf__snapshot_put(self, NULL, false) : 0;
}

jf_status jf_ledger_snapshot_write(const jf_ledger *self, uint8_t *bytes_out, size_t byte_count,
                                   jf_error *err)
{
    size_t size = jf_ledger_snapshot_size(self);

    if (!self || !bytes_out)
        return jf__fail_null(err, !self ? "self" : "bytes_out");
    if (byte_count != size)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)size, (int64_t)byte_count,
                              "the snapshot has %zu bytes, not %zu", size, byte_count);
    (void)jf__snapshot_put(self, bytes_out, false);
    return JF_OK;
}

jf_ledger *jf_ledger_restore(jf_calendar *calendar, const uint8_t *snapshot_bytes,
                             size_t snapshot_byte_count, const uint8_t *bytes, size_t byte_count,
                             const jf_ledger_options *opts, jf_error *err)
{
    jf_ledger *ledger;

    if (!calendar || !snapshot_bytes || !bytes) {
        (void)jf__fail_null(err, !calendar         ? "calendar"
                                 : !snapshot_bytes ? "snapshot_bytes"
                                                   : "bytes");
        return NULL;
    }
    ledger = jf__ledger_open(calendar, opts, err);
    if (!ledger)
        return NULL;
    if (jf__snapshot_load(ledger, snapshot_bytes, snapshot_byte_count, false, bytes, byte_count,
                          err)) {
        jf_ledger_free(ledger);
        return NULL;
    }
    return ledger;
}
