/* SPDX-License-Identifier: Apache-2.0 */
/* Replay does again what each entry says, on the path of the public functions, and compares what
 * that writes with what was written. So it trusts no byte: an entry that would not come about is
 * corrupt, whatever its CRC says. */
#include "ledger/replay.h"

#include <inttypes.h>
#include <string.h>

#include "ledger/fetch.h"

jf_status jf__entry_fail(jf_error *err, size_t offset, const char *what)
{
    return jf__fail_about(err, JF_E_CORRUPT, 0, 0, (int64_t)offset,
                          "the journal entry at byte %zu %s", offset, what);
}

jf_status jf__replay_frame(const jf__replay *work, size_t offset, jf__reader *body_out,
                           jf_error *err)
{
    uint32_t crc;

    *body_out = jf__entry_body(work->bytes, work->byte_count, offset, &crc);
    if (body_out->failed)
        return jf__entry_fail(err, offset, "is cut off");
    if (jf__crc32c_of(&work->ledger->journal.crc, body_out->bytes, body_out->size) != crc)
        return jf__entry_fail(err, offset, "does not have its CRC");
    return JF_OK;
}

/* A text with its size before it, to the end of the body; never empty. */
jf_status jf__replay_name(jf__replay *work, jf__reader *body, jf_error *err)
{
    size_t size = (size_t)jf__read(body, 2);

    if (body->failed || size < 1 || size != body->size - body->at ||
        memchr(body->bytes + body->at, 0, size) ||
        jf__utf8_valid((const char *)body->bytes + body->at, size) != size)
        return JF_E_CORRUPT;
    if (!jf__array_reserve(&work->name, size + 1, &work->ledger->allocator))
        return jf__fail_memory(err);
    memcpy(work->name.items, body->bytes + body->at, size);
    work->name.items[size] = '\0';
    return JF_OK;
}

static jf_status replay_text(jf__replay *work, jf__reader body, jf_error *err)
{
    jf_status status;
    int64_t id;

    (void)jf__read(&body, 1);
    status = jf__replay_name(work, &body, err);
    return status ? status : jf_ledger_text(work->ledger, work->name.items, &id, err);
}

static jf_status replay_expire(jf__replay *work, jf__reader body, jf_error *err)
{
    int64_t count;

    (void)jf__read(&body, 1);
    return jf_ledger_expire(work->ledger, jf__read_day(&body), &count, err);
}

static jf_status replay_entry(jf__replay *work, jf__reader body, jf_error *err)
{
    uint8_t type = body.bytes[0];

    if (jf__entry_is_attempt(type))
        return jf__replay_attempt(work, body, err);
    switch (type) {
    case JF__ENTRY_UNIT:
    case JF__ENTRY_KIND:
        return jf__replay_node(work, (jf__entry_type)type, body, err);
    case JF__ENTRY_LIMIT:
        return jf__replay_limit(work, body, err);
    case JF__ENTRY_TEXT:
        return replay_text(work, body, err);
    case JF__ENTRY_GRANT:
        return jf__replay_grants(work, body, err);
    case JF__ENTRY_EXPIRE:
        return replay_expire(work, body, err);
    case JF__ENTRY_MOVE:
        return jf__replay_move(work, body, err);
    case JF__ENTRY_GROUP:
        return jf__replay_group(work, body, err);
    case JF__ENTRY_REFORM:
        return jf__replay_reform(work, body, err);
    case JF__ENTRY_CARRY:
        return jf__replay_carry(work, body, err);
    case JF__ENTRY_DERIVE:
        return jf__replay_derive(work, body, err);
    case JF__ENTRY_SEAL:
        return jf_ledger_seal_batch(work->ledger, err);
    default:
        return JF_E_CORRUPT;
    }
}

jf_status jf__replay_opening(const jf__replay *work, jf_error *err)
{
    const jf__segment *opening = &work->ledger->journal.segments.items[0];
    jf__reader body;
    jf_status status = jf__replay_frame(work, 0, &body, err);

    if (status)
        return status;
    if (body.size != JF__ENTRY_OPEN_SIZE ||
        memcmp(body.bytes, opening->bytes + JF__FRAME_SIZE, JF__ENTRY_OPEN_HEAD) != 0)
        return jf__entry_fail(err, 0, "does not open a journal of this format");
    if (memcmp(work->bytes, opening->bytes, JF__FRAME_SIZE + JF__ENTRY_OPEN_SIZE) != 0)
        return jf__fail(err, JF_E_STATE, "the journal was opened with another calendar");
    return JF_OK;
}

/* Replays the entry that comes next; what it wrote, and what followed from it, must be the same
 * bytes. */
static jf_status replay_next(jf__replay *work, jf_error *err)
{
    const jf__journal *journal = &work->ledger->journal;
    size_t offset = journal->size;
    jf__reader body;
    jf_status status = jf__replay_frame(work, offset, &body, err);
    size_t size;

    if (status)
        return status;
    status = replay_entry(work, body, NULL);
    if (status == JF_E_NO_MEMORY)
        return jf__fail_memory(err);
    if (status != JF_OK && status != JF_E_LIMIT)
        return jf__entry_fail(err, offset, "cannot have come about");
    size = journal->size - offset;
    if (size < JF__FRAME_SIZE + body.size || size > work->byte_count - offset ||
        !jf__journal_ends_with(journal, offset, work->bytes + offset, size))
        return jf__entry_fail(err, offset, "is not what its attempt gives");
    return JF_OK;
}

/* Brings near the places of the keys of the entries that come next. */
static void fetch_keys(const jf__replay *work)
{
    size_t offset = work->ledger->journal.size;

    for (size_t i = 0; i < JF__FETCH_ITEMS; i++) {
        uint32_t crc;
        jf__reader body = jf__entry_body(work->bytes, work->byte_count, offset, &crc);

        if (body.failed)
            return;
        if (jf__entry_is_attempt(body.bytes[0]) && body.size >= JF__ENTRY_KEY_AT + 8)
            jf__fetch_key(work->ledger, (int64_t)jf__load_id(body.bytes + JF__ENTRY_KEY_AT));
        offset += JF__FRAME_SIZE + body.size;
    }
}

jf_status jf__replay_until(jf__replay *work, size_t stop, jf_error *err)
{
    jf_status status = JF_OK;

    for (size_t i = 0; !status && work->ledger->journal.size < stop; i++) {
        if (i % JF__FETCH_ITEMS == 0)
            fetch_keys(work);
        status = replay_next(work, err);
    }
    work->ledger->answer.violations.count = work->ledger->answer.notices.count = 0;
    return status;
}

void jf__replay_release(jf__replay *work)
{
    const jf_allocator *allocator = &work->ledger->allocator;

    jf__array_release(&work->items, allocator);
    jf__array_release(&work->results, allocator);
    jf__array_release(&work->lines, allocator);
    jf__array_release(&work->grants, allocator);
    jf__array_release(&work->parts, allocator);
    jf__array_release(&work->name, allocator);
}

jf_ledger *jf_ledger_replay(jf_calendar *calendar, const uint8_t *bytes, size_t byte_count,
                            const jf_ledger_options *opts, jf_error *err)
{
    jf__replay work = {.bytes = bytes, .byte_count = byte_count};
    jf_status status;

    if (!calendar || !bytes) {
        (void)jf__fail_null(err, !calendar ? "calendar" : "bytes");
        return NULL;
    }
    work.ledger = jf__ledger_open(calendar, opts, err);
    if (!work.ledger)
        return NULL;
    status = jf__replay_opening(&work, err);
    if (!status)
        status = jf__replay_until(&work, byte_count, err);
    jf__replay_release(&work);
    if (status) {
        jf_ledger_free(work.ledger);
        return NULL;
    }
    return work.ledger;
}
