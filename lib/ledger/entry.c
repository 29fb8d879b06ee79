/* SPDX-License-Identifier: Apache-2.0 */
/* Reading entries; entry_write.c describes the layout. */
#include "ledger/entry.h"

static void read_detail(jf__reader *reader, jf__request *request)
{
    request->actor = jf__read_number(reader);
    request->reason = jf__read_number(reader);
    request->grants_key = jf__read_id(reader);
    request->expires = jf__read_day(reader);
    request->plan_class = (int32_t)jf__read(reader, 1);
    request->frees = (int32_t)jf__read(reader, 1);
}

jf__entry jf__entry_read(jf__reader body)
{
    jf__entry entry = {.reader = body};
    jf__reader *reader = &entry.reader;
    jf__request *request = &entry.request;
    bool is_record;

    request->type = (int32_t)jf__read(reader, 1);
    request->of = request->grants = request->kind = JF__NONE;
    is_record = jf__entry_is_record(request->type);
    entry.flags = (uint32_t)jf__read(reader, 1);
    request->key = jf__read_id(reader);
    request->subject = request->key;
    request->day = JF_DAY_NONE;
    if (!is_record)
        request->of_key = jf__read_id(reader);
    if (entry.flags & JF__ENTRY_SUBJECT)
        request->subject = jf__read_id(reader);
    if (request->type != JF__ENTRY_RELEASE)
        request->day = jf__read_day(reader);
    if (entry.flags & JF__ENTRY_DETAIL)
        read_detail(reader, request);
    if (is_record || entry.flags & JF__ENTRY_KIND_SET)
        request->kind = jf__read_number(reader);
    if (is_record || entry.flags & JF__ENTRY_LINES)
        entry.line_count = jf__read_number(reader);
    return entry;
}

jf__entry jf__entry_at(const jf_ledger *self, uint32_t attempt)
{
    return jf__entry_read(jf__journal_body(
        &self->journal, jf__attempt_at(&self->attempts, attempt)->offset));
}

jf__entry jf__entry_of_lines(const jf_ledger *self, uint32_t attempt)
{
    if (jf__attempt_at(&self->attempts, attempt)->flags & JF__ATTEMPT_MOVED)
        attempt = jf__idmap_find(&self->contents, (int64_t)attempt + 1);
    return jf__entry_at(self, attempt);
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

static jf__report read_report(jf__reader *reader)
{
    jf__report report = {.limit = jf__read_number(reader)};

    report.state = (int32_t)jf__read(reader, 1);
    report.step = (int32_t)jf__read(reader, 1);
    report.refuses = (int32_t)jf__read(reader, 1);
    report.shadow = report.refuses >> 1;
    report.refuses &= 1;
    report.amount = jf__read_id(reader);
    report.used = jf__read_id(reader);
    report.held = jf__read_id(reader);
    report.asked = jf__read_id(reader);
    report.first = jf__read_day(reader);
    report.last = jf__read_day(reader);
    report.since = jf__read_day(reader);
    report.expiring = (int32_t)jf__read_number(reader);
    return report;
}

static bool read_reports(jf_ledger *self, jf__reader *reader, jf__answer *out)
{
    uint32_t count = jf__read_number(reader);

    out->step = (int32_t)jf__read(reader, 1);
    if (!jf__array_reserve(&out->violations, count, &self->allocator) ||
        !jf__array_reserve(&out->notices, count, &self->allocator))
        return false;
    while (count-- > 0) {
        jf__report report = read_report(reader);
        jf__reports *list = report.refuses ? &out->violations : &out->notices;

        list->items[list->count++] = report;
    }
    return true;
}

bool jf__entry_answer(jf_ledger *self, uint32_t attempt, jf__answer *out)
{
    jf__entry entry;

    out->violations.count = out->notices.count = 0;
    out->step = JF_STEP_NONE;
    if (!jf__entry_is_attempt(jf__attempt_at(&self->attempts, attempt)->type))
        return true;
    entry = jf__entry_at(self, attempt);
    if (!(entry.flags & JF__ENTRY_REPORTS))
        return true;
    for (uint32_t i = 0; i < entry.line_count; i++)
        (void)jf__entry_line(&entry);
    return read_reports(self, &entry.reader, out);
}

bool jf__entry_grant(jf__reader *reader, jf__lift *lift_out)
{
    lift_out->limit = jf__read_number(reader);
    lift_out->step = (int32_t)jf__read(reader, 1);
    lift_out->by = jf__read_number(reader);
    lift_out->reason = jf__read_number(reader);
    lift_out->on = jf__read_day(reader);
    return !reader->failed;
}
