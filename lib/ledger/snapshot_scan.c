/* SPDX-License-Identifier: Apache-2.0 */
/* The journal before a snapshot: its entries are taken over as they stand. What changes names or
 * the tree of units is done again, as in a replay: it is rare, and the records are not there yet.
 * Attempts are remembered by their keys; what the library reads of them later is checked here. */
#include "base/checked.h"
#include "base/touch.h"
#include "ledger/move.h"
#include "ledger/replay.h"
#include "ledger/snapshot.h"

#define KEY_END 10 /* of the key in the body of an attempt */
#define AHEAD 16

typedef struct scan {
    jf_ledger *self;
    jf__replay replay;
    size_t fetched; /* offset up to which slots of keys were fetched */
    jf__entry entry;
    uint32_t limit_bound;
} scan;

static bool is_day(jf_day day)
{
    return day >= JF_DAY_FIRST && day <= JF_DAY_LAST;
}

static void name_limit(scan *work, uint32_t limit)
{
    if (limit >= work->limit_bound)
        work->limit_bound = limit < JF__NONE ? limit + 1 : JF__NONE;
}

static bool head_fits(const jf_ledger *self, const jf__entry *entry)
{
    const jf__request *request = &entry->request;
    if (request->key < 1 || entry->line_count > JF__LINE_MAX ||
        request->plan_class < JF_PLAN_CLASS_PLANNED ||
        request->plan_class > JF_PLAN_CLASS_EMERGENCY)
        return false;
    if (jf__entry_is_record(request->type))
        return is_day(request->day) && request->kind < self->kinds.list.count;
    return (request->day == JF_DAY_NONE || is_day(request->day)) &&
           (request->kind == JF__NONE || request->kind < self->kinds.list.count);
}

/* What was decided adds up in 64 bits, as a part of the totals; what was not, need not. */
static bool lines_fit(const jf_ledger *self, jf__entry *entry)
{
    bool decided = !(entry->flags & JF__ENTRY_LINKED);
    jf__totals sum = {{0}};

    for (uint32_t i = 0; i < entry->line_count; i++) {
        jf__line line = jf__entry_line(entry);
        bool negative = line.count < 0;

        for (size_t j = 0; j < JF__AMOUNT_COUNT; j++)
            negative = negative || line.amounts[j] < 0;
        if (entry->reader.failed || line.unit >= self->units.list.count || negative ||
            (decided && !jf__totals_add(&sum, &line)))
            return false;
    }
    return true;
}

static bool report_fits(const jf__report *report)
{
    int64_t sum;

    return report->state >= JF_LIMIT_NUMBER && report->state <= JF_LIMIT_NOT_PLANNED &&
           report->step > JF_STEP_NONE && report->step <= JF_STEP_REFUSE &&
           jf__add(report->used, report->held, &sum) && jf__add(sum, report->asked, &sum) &&
           jf__subtract(sum, report->amount, &sum);
}

static bool reports_fit(scan *work)
{
    jf__reader *reader = &work->entry.reader;
    uint32_t count;

    if (!(work->entry.flags & JF__ENTRY_REPORTS))
        return true;
    count = jf__read_number(reader);
    if (jf__read(reader, 1) > JF_STEP_REFUSE)
        return false;
    while (count-- > 0) {
        jf__report report = jf__entry_report(reader);

        if (reader->failed || !report_fits(&report))
            return false;
        name_limit(work, report.limit);
    }
    return true;
}

/* Remembers an attempt whose entry comes next; its state follows with the snapshot. */
static jf_status remember(jf_ledger *self, const jf__request *request, bool refused)
{
    if (!jf__attempt_reserve(self, request->key))
        return JF_E_NO_MEMORY;
    jf__attempt_add(self, request)->state = refused ? JF__ATTEMPT_REFUSED : JF__ATTEMPT_DONE;
    return JF_OK;
}

static jf_status scan_attempt(scan *work, jf__reader body)
{
    jf__entry_load(&work->entry, body);
    if (!head_fits(work->self, &work->entry) || !lines_fit(work->self, &work->entry) ||
        !reports_fit(work) || work->entry.reader.failed ||
        work->entry.reader.at != work->entry.reader.size)
        return JF_E_CORRUPT;
    if (remember(work->self, &work->entry.request, (work->entry.flags & JF__ENTRY_REFUSED) != 0))
        return JF_E_NO_MEMORY;
    if (work->entry.flags & JF__ENTRY_LINKED)
        jf__attempt_at(&work->self->attempts, (uint32_t)work->self->attempts.count - 1)->flags |=
            JF__ATTEMPT_LINKED;
    return JF_OK;
}

static jf_status scan_grants(scan *work, jf__reader body)
{
    jf__request request = {.type = JF__ENTRY_GRANT, .kind = JF__NONE};
    uint32_t count;

    (void)jf__read(&body, 1);
    request.key = jf__read_id(&body);
    (void)jf__read_id(&body);
    count = jf__read_number(&body);
    if (request.key < 1 || count > JF__GRANT_MAX ||
        body.size != JF__GRANT_HEAD + JF__GRANT_SIZE * (size_t)count)
        return JF_E_CORRUPT;
    while (count-- > 0) {
        jf__lift lift;

        (void)jf__entry_grant(&body, &lift);
        name_limit(work, lift.limit);
    }
    return remember(work->self, &request, false);
}

static jf_status scan_move(scan *work, jf__reader body)
{
    jf__request request = {.type = JF__ENTRY_MOVE, .kind = JF__NONE};
    jf__move move = jf__move_read(body);

    if (move.key < 1 || body.size != JF__MOVE_SIZE)
        return JF_E_CORRUPT;
    request.key = move.key;
    name_limit(work, move.from);
    name_limit(work, move.to);
    return remember(work->self, &request, move.refused);
}

/* Of these only the key is read again, and the bytes are compared; the rest is in the links. */
static jf_status scan_close(scan *work, jf__reader body)
{
    jf__request request = {.kind = JF__NONE};

    request.type = (int32_t)jf__read(&body, 1);
    request.key = jf__read_id(&body);
    return request.key < 1 ? JF_E_CORRUPT : remember(work->self, &request, false);
}

static jf_status scan_seal(scan *work, jf__reader body)
{
    jf__journal *journal = &work->self->journal;

    if (body.size != JF__SEAL_SIZE)
        return JF_E_CORRUPT;
    journal->sealed_size = journal->size;
    journal->sealed_count = journal->entry_count + 1;
    for (size_t i = 0; i < JF__SHA256_SIZE; i++)
        journal->head[i] = body.bytes[JF__SEAL_SIZE - JF__SHA256_SIZE + i];
    return JF_OK;
}

static jf_status scan_entry(scan *work, jf__reader body)
{
    if (jf__entry_is_attempt(body.bytes[0]))
        return scan_attempt(work, body);
    switch (body.bytes[0]) {
    case JF__ENTRY_GRANT:
        return scan_grants(work, body);
    case JF__ENTRY_MOVE:
        return scan_move(work, body);
    case JF__ENTRY_CARRY:
    case JF__ENTRY_DERIVE:
        return scan_close(work, body);
    case JF__ENTRY_SEAL:
        return scan_seal(work, body);
    case JF__ENTRY_LIMIT: /* stands in the snapshot, as it came out of all that changed it */
    case JF__ENTRY_EXPIRE:
    case JF__ENTRY_GROUP:
    case JF__ENTRY_DIFFERENCE:
        return JF_OK;
    default:
        return JF_E_CORRUPT;
    }
}

static bool is_done_again(uint8_t type)
{
    return type == JF__ENTRY_UNIT || type == JF__ENTRY_KIND || type == JF__ENTRY_TEXT ||
           type == JF__ENTRY_REFORM;
}

/* Fetches what the next attempts will write to, all at once. Nothing is believed: their frames are
 * checked when it is their turn. */
static void fetch(scan *work)
{
    const jf__replay *replay = &work->replay;

    for (int i = 0; i < AHEAD; i++) {
        const uint8_t *frame = replay->bytes + work->fetched;
        size_t left = replay->byte_count - work->fetched;
        uint32_t tag;
        const jf__key_page *page;

        if (left < JF__FRAME_SIZE + KEY_END || jf__load_number(frame) > left - JF__FRAME_SIZE)
            return;
        work->fetched += JF__FRAME_SIZE + jf__load_number(frame);
        tag = jf__key_tag((int64_t)jf__load_id(frame + JF__FRAME_SIZE + KEY_END - 8));
        page = jf__keytable_page(&work->self->keys, tag);
        if (!page)
            continue;
        jf__touch_line(page);
        jf__touch_line(&page->slots[tag % JF__PAGE_SLOTS]);
    }
}

static jf_status take_over(scan *work, const jf__snapshot *snapshot, const uint8_t *bytes,
                           jf_error *err)
{
    jf_ledger *self = work->self;
    size_t offset = self->journal.size;
    uint32_t crc;
    jf__reader body = jf__entry_body(bytes, snapshot->journal_size, offset, &crc);
    jf_status status;

    if (body.failed)
        return jf__fail(err, JF_E_STATE, "no entry of the journal ends where the snapshot begins");
    if (!snapshot->is_own) {
        status = jf__replay_frame(&work->replay, offset, &body, err);
        if (status)
            return status;
    }
    if (is_done_again(body.bytes[0]))
        return jf__replay_until(&work->replay, offset + 1, err);
    if (!jf__journal_reserve(&self->journal, body.size, 1, &self->allocator))
        return jf__fail_memory(err);
    status = scan_entry(work, body);
    if (status == JF_E_CORRUPT)
        return jf__entry_fail(err, offset, "is none that a ledger writes");
    if (status)
        return jf__fail_memory(err);
    jf__journal_adopt(&self->journal, bytes + offset, JF__FRAME_SIZE + body.size);
    return JF_OK;
}

jf_status jf__snapshot_scan(jf_ledger *self, const jf__snapshot *snapshot, const uint8_t *bytes,
                            uint32_t *limit_bound_out, jf_error *err)
{
    scan work = {.self = self,
                 .replay = {.ledger = self, .bytes = bytes, .byte_count = snapshot->journal_size}};
    jf_status status = JF_OK;

    if (snapshot->journal_size < self->journal.size)
        return jf__fail(err, JF_E_STATE, "the snapshot belongs to another journal");
    work.fetched = self->journal.size;
    while (!status && self->journal.size < snapshot->journal_size) {
        if (self->journal.size >= work.fetched)
            fetch(&work);
        status = take_over(&work, snapshot, bytes, err);
    }
    jf__replay_release(&work.replay);
    if (status)
        return status;
    if (!snapshot->is_own && jf__journal_crc(&self->journal) != snapshot->journal_crc)
        return jf__fail(err, JF_E_STATE, "the snapshot belongs to another journal");
    *limit_bound_out = work.limit_bound;
    return JF_OK;
}
