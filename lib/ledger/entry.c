/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the journal; journal.c describes the layout. */
#include "ledger/ledger.h"

uint64_t jf__read(jf__reader *reader, size_t byte_count)
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

int64_t jf__read_id(jf__reader *reader)
{
    return (int64_t)jf__read(reader, 8);
}

jf_day jf__read_day(jf__reader *reader)
{
    return (jf_day)(uint32_t)jf__read(reader, 4);
}

uint32_t jf__read_number(jf__reader *reader)
{
    return (uint32_t)jf__read(reader, 4);
}

jf__reader jf__entry_body(const uint8_t *bytes, size_t byte_count, size_t offset, uint32_t *crc_out)
{
    jf__reader frame = {bytes, byte_count, offset, false};
    uint32_t size = jf__read_number(&frame);

    *crc_out = jf__read_number(&frame);
    if (frame.failed || size < 1 || size > byte_count - frame.at)
        return (jf__reader){.failed = true};
    return (jf__reader){bytes + frame.at, size, 0, false};
}

jf__entry jf__entry_read(jf__reader body)
{
    jf__entry entry = {.reader = body};
    jf__reader *reader = &entry.reader;
    jf__request *request = &entry.request;

    request->type = (int32_t)jf__read(reader, 1);
    request->hold = JF__NONE;
    entry.flags = (uint32_t)jf__read(reader, 1);
    request->key = jf__read_id(reader);
    request->subject = request->key;
    request->day = JF_DAY_NONE;
    if (request->type == JF__ENTRY_COMMIT || request->type == JF__ENTRY_RELEASE)
        request->hold_key = jf__read_id(reader);
    if (entry.flags & JF__ENTRY_SUBJECT)
        request->subject = jf__read_id(reader);
    if (request->type != JF__ENTRY_RELEASE)
        request->day = jf__read_day(reader);
    if (request->type == JF__ENTRY_ISSUE || request->type == JF__ENTRY_HOLD) {
        request->kind = jf__read_number(reader);
        entry.line_count = jf__read_number(reader);
    }
    return entry;
}

jf__entry jf__entry_at(const jf_ledger *self, const jf__attempt *attempt)
{
    uint32_t crc;

    return jf__entry_read(jf__entry_body(self->journal.bytes.items, self->journal.bytes.count,
                                         attempt->offset, &crc));
}

jf__line jf__entry_line(jf__entry *entry)
{
    jf__reader *reader = &entry->reader;
    uint32_t shape = (uint32_t)jf__read(reader, 1);
    jf__line line = {.side = shape & JF__SHAPE_RECIPIENT ? JF_SIDE_RECIPIENT : JF_SIDE_ISSUER,
                     .count = 1};

    line.unit = jf__read_number(reader);
    if (shape & JF__SHAPE_COUNT)
        line.count = jf__read_id(reader);
    for (size_t i = 0; i < JF__AMOUNT_COUNT; i++)
        if (shape & JF__SHAPE_AMOUNT << i)
            line.amounts[i] = jf__read_id(reader);
    return line;
}

static jf__violation read_violation(jf__reader *reader)
{
    jf__violation violation = {.limit = jf__read_number(reader)};

    violation.state = (int32_t)jf__read(reader, 1);
    violation.amount = jf__read_id(reader);
    violation.used = jf__read_id(reader);
    violation.held = jf__read_id(reader);
    violation.asked = jf__read_id(reader);
    return violation;
}

bool jf__entry_violations(jf_ledger *self, const jf__attempt *attempt, jf__violations *out)
{
    jf__entry entry = jf__entry_at(self, attempt);
    uint32_t count;

    out->count = 0;
    if (!(entry.flags & JF__ENTRY_REFUSED))
        return true;
    for (uint32_t i = 0; i < entry.line_count; i++)
        (void)jf__entry_line(&entry);
    count = jf__read_number(&entry.reader);
    if (!jf__array_reserve(out, count, &self->allocator))
        return false;
    while (out->count < count)
        out->items[out->count++] = read_violation(&entry.reader);
    return true;
}
