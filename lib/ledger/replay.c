/* SPDX-License-Identifier: Apache-2.0 */
/* Replay does again what each entry says, on the path of the public functions, and compares what
 * that writes with what was written. So it trusts no byte: an entry that would not come about is
 * corrupt, whatever its CRC says. */
#include "ledger/entry.h"
#include "ledger/move.h"
#include "ledger/reform.h"

#include <inttypes.h>
#include <string.h>

typedef struct replay {
    jf_ledger *ledger;
    JF__ARRAY(jf_line) lines;
    JF__ARRAY(jf_grant) grants;
    JF__ARRAY(int64_t) parts; /* then their shares */
    JF__ARRAY(char) name;
} replay;

static jf_status fail_corrupt(jf_error *err, size_t offset, const char *what)
{
    return jf__fail_about(err, JF_E_CORRUPT, 0, 0, (int64_t)offset,
                          "the journal entry at byte %zu %s", offset, what);
}

/* A text with its size before it, to the end of the body. */
static jf_status read_name(replay *work, jf__reader *body, jf_error *err)
{
    size_t size = (size_t)jf__read(body, 2);

    if (body->failed || size != body->size - body->at || memchr(body->bytes + body->at, 0, size) ||
        jf__utf8_valid((const char *)body->bytes + body->at, size) != size)
        return JF_E_CORRUPT;
    if (!jf__array_reserve(&work->name, size + 1, &work->ledger->allocator))
        return jf__fail_memory(err);
    memcpy(work->name.items, body->bytes + body->at, size);
    work->name.items[size] = '\0';
    return JF_OK;
}

static jf_status replay_node(replay *work, jf__entry_type type, jf__reader body, jf_error *err)
{
    jf_ledger *self = work->ledger;
    jf__nodes *nodes = type == JF__ENTRY_UNIT ? &self->units : &self->kinds;
    jf_status status;
    int64_t id;
    uint32_t parent;

    (void)jf__read(&body, 1);
    id = jf__read_id(&body);
    parent = jf__read_number(&body);
    status = read_name(work, &body, err);
    if (status)
        return status;
    if (!jf__node_fits(nodes, id, parent))
        return JF_E_CORRUPT;
    return jf__node_add(self, type, id, parent, work->name.items, err);
}

/* Id of a numbered node; 0, which no node has, for a number that is none. */
static int64_t id_of(const jf__nodes *nodes, uint32_t number)
{
    return number < nodes->list.count ? nodes->list.items[number].id : 0;
}

static void read_parts(jf__reader *body, jf_limit *limit)
{
    uint32_t parts = (uint32_t)jf__read(body, 1);

    if (parts & 1U) {
        limit->bound = (int32_t)jf__read(body, 1);
        limit->window = (int32_t)jf__read(body, 1);
        limit->window_days = (int32_t)jf__read(body, 2);
        limit->plan_class = (int32_t)jf__read(body, 1);
    }
    if (parts & 2U) {
        limit->notice_permille = (int32_t)jf__read_number(body);
        limit->explain_permille = (int32_t)jf__read_number(body);
        limit->approve_permille = (int32_t)jf__read_number(body);
        limit->refuse_permille = (int32_t)jf__read_number(body);
        limit->grace_days = (int32_t)jf__read_number(body);
        limit->shadow = (int32_t)jf__read(body, 1);
    }
    if (parts & 4U) {
        limit->borrow_max = jf__read_id(body);
        limit->lend_max = jf__read_id(body);
        limit->reserve_pool = jf__read_id(body);
    }
    if (parts & 8U)
        limit->approver = jf__read_number(body);
}

static jf_status replay_limit(replay *work, jf__reader body, jf_error *err)
{
    jf_limit limit = {.size = sizeof limit};

    (void)jf__read(&body, 1);
    limit.unit = id_of(&work->ledger->units, jf__read_number(&body));
    limit.kind = id_of(&work->ledger->kinds, jf__read_number(&body));
    limit.side = (int32_t)jf__read(&body, 1);
    limit.measure = (int32_t)jf__read(&body, 1);
    limit.period_kind = (int32_t)jf__read(&body, 1);
    limit.fiscal_month = (int32_t)jf__read(&body, 1);
    limit.day = jf__read_day(&body);
    limit.state = (int32_t)jf__read(&body, 1);
    limit.amount = jf__read_id(&body);
    (void)jf__read_number(&body);
    read_parts(&body, &limit);
    return jf_ledger_set_limit(work->ledger, &limit, err);
}

static jf_status replay_text(replay *work, jf__reader body, jf_error *err)
{
    jf_status status;
    int64_t id;

    (void)jf__read(&body, 1);
    status = read_name(work, &body, err);
    return status ? status : jf_ledger_text(work->ledger, work->name.items, &id, err);
}

static jf_status read_lines(replay *work, jf__entry *entry, jf_error *err)
{
    if (entry->reader.failed || entry->line_count > JF__LINE_MAX)
        return JF_E_CORRUPT;
    work->lines.count = 0;
    if (!jf__array_reserve(&work->lines, entry->line_count, &work->ledger->allocator))
        return jf__fail_memory(err);
    for (uint32_t i = 0; i < entry->line_count; i++) {
        jf__line line = jf__entry_line(entry);
        jf_line shown = {.unit = id_of(&work->ledger->units, line.unit),
                         .count = line.count,
                         .side = line.side};

        memcpy(shown.amounts, line.amounts, sizeof shown.amounts);
        work->lines.items[work->lines.count++] = shown;
    }
    return JF_OK;
}

static jf_status replay_record(replay *work, const jf__entry *entry, jf_error *err)
{
    const jf__request *request = &entry->request;
    jf_record record = {.size = sizeof record,
                        .day = request->day,
                        .key = request->key,
                        .subject = request->subject,
                        .kind = id_of(&work->ledger->kinds, request->kind),
                        .actor = request->actor,
                        .reason = request->reason,
                        .grants = request->grants_key,
                        .expires = request->expires,
                        .off_plan = request->plan_class};

    return (request->type == JF__ENTRY_ISSUE ? jf_ledger_issue : jf_ledger_hold)(
        work->ledger, &record, work->lines.items, work->lines.count, NULL, err);
}

static jf_status replay_change(replay *work, const jf__entry *entry, jf_error *err)
{
    const jf__request *request = &entry->request;
    jf_ledger *ledger = work->ledger;
    jf_change change = {.size = sizeof change,
                        .day = request->day,
                        .key = request->key,
                        .of = request->of_key,
                        .kind = id_of(&ledger->kinds, request->kind),
                        .actor = request->actor,
                        .reason = request->reason,
                        .grants = request->grants_key,
                        .expires = request->expires,
                        .frees = request->frees};

    switch (request->type) {
    case JF__ENTRY_COMMIT:
        return jf_ledger_commit_lines(ledger, &change, work->lines.items, work->lines.count, NULL,
                                      err);
    case JF__ENTRY_RELEASE:
        return jf_ledger_release(ledger, request->key, request->of_key, NULL, err);
    case JF__ENTRY_REVIVE:
        return jf_ledger_revive(ledger, &change, NULL, err);
    case JF__ENTRY_WITHDRAW:
        return jf_ledger_withdraw(ledger, &change, NULL, err);
    default:
        return jf_ledger_amend(ledger, &change, work->lines.items, work->lines.count, NULL, err);
    }
}

static jf_status replay_attempt(replay *work, jf__reader body, jf_error *err)
{
    jf__entry entry = jf__entry_read(body);
    jf_status status = read_lines(work, &entry, err);

    if (status)
        return status;
    if (entry.request.type == JF__ENTRY_ISSUE || entry.request.type == JF__ENTRY_HOLD)
        return replay_record(work, &entry, err);
    return replay_change(work, &entry, err);
}

static jf_status replay_grants(replay *work, jf__reader body, jf_error *err)
{
    jf_ledger *ledger = work->ledger;
    int64_t key;
    int64_t subject;
    uint32_t count;

    (void)jf__read(&body, 1);
    key = jf__read_id(&body);
    subject = jf__read_id(&body);
    count = jf__read_number(&body);
    if (body.failed || count > JF__GRANT_MAX)
        return JF_E_CORRUPT;
    work->grants.count = 0;
    if (!jf__array_reserve(&work->grants, count, &ledger->allocator))
        return jf__fail_memory(err);
    while (work->grants.count < count) {
        jf_limit shown = {0};
        jf__lift lift;
        uint32_t by;

        if (!jf__entry_grant(&body, &lift, &by) || lift.limit >= ledger->limits.count)
            return JF_E_CORRUPT;
        jf__scope_show(ledger, &ledger->limits.items[lift.limit].scope, &shown);
        work->grants.items[work->grants.count++] = (jf_grant){
            .unit = shown.unit, .kind = shown.kind, .by = by, .side = shown.side,
            .measure = shown.measure, .period_kind = shown.period_kind,
            .fiscal_month = shown.fiscal_month, .day = shown.day, .window = shown.window,
            .window_days = shown.window_days, .plan_class = shown.plan_class, .step = lift.step};
    }
    return jf_ledger_grant(ledger, key, subject, work->grants.items, count, NULL, err);
}

static jf_status replay_expire(replay *work, jf__reader body, jf_error *err)
{
    int64_t count;

    (void)jf__read(&body, 1);
    return jf_ledger_expire(work->ledger, jf__read_day(&body), &count, err);
}

static jf_status replay_move(replay *work, jf__reader body, jf_error *err)
{
    jf_ledger *ledger = work->ledger;
    jf__move read = jf__move_read(body);
    jf_move move = {.size = sizeof move, .key = read.key, .amount = read.amount,
                    .actor = read.actor, .reason = read.reason};
    jf_limit from = {.size = sizeof from};
    jf_limit to = {.size = sizeof to};

    if (read.from >= ledger->limits.count || read.to >= ledger->limits.count)
        return JF_E_CORRUPT;
    jf__scope_show(ledger, &ledger->limits.items[read.from].scope, &from);
    jf__scope_show(ledger, &ledger->limits.items[read.to].scope, &to);
    switch (read.verb) {
    case JF__MOVE_ADJUST:
        return jf_ledger_adjust(ledger, &move, &to, NULL, err);
    case JF__MOVE_TRANSFER:
        return jf_ledger_transfer(ledger, &move, &from, &to, NULL, err);
    case JF__MOVE_BORROW:
        return jf_ledger_borrow(ledger, &move, &from, &to, NULL, err);
    case JF__MOVE_LEND:
        return jf_ledger_lend(ledger, &move, &from, &to, NULL, err);
    case JF__MOVE_REPAY:
        return jf_ledger_repay(ledger, &move, &from, &to, NULL, err);
    case JF__MOVE_DRAW:
        return jf_ledger_draw(ledger, &move, &from, &to, NULL, err);
    default:
        return JF_E_CORRUPT;
    }
}

/* Merges and divides. */
static jf_status replay_end(replay *work, int32_t verb, const jf_reform *reform, jf__reader *body,
                            jf_error *err)
{
    size_t count = jf__read_number(body);

    work->parts.count = 0;
    if (body->failed || count < 1 || count > JF_LEDGER_PART_MAX)
        return JF_E_CORRUPT;
    if (!jf__array_reserve(&work->parts, 2 * count, &work->ledger->allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        work->parts.items[i] = id_of(&work->ledger->units, jf__read_number(body));
        work->parts.items[count + i] = jf__read_id(body);
    }
    if (verb == JF__REFORM_MERGE)
        return jf_ledger_merge_unit(work->ledger, reform, work->parts.items[0], NULL, err);
    return jf_ledger_split_unit(work->ledger, reform, work->parts.items, count,
                                work->parts.items + count, count, NULL, err);
}

static jf_status replay_reform(replay *work, jf__reader body, jf_error *err)
{
    jf_reform reform = {.size = sizeof reform};
    jf_status status;
    int32_t verb;

    (void)jf__read(&body, 1);
    reform.key = jf__read_id(&body);
    verb = (int32_t)jf__read(&body, 1);
    reform.day = jf__read_day(&body);
    reform.actor = jf__read_number(&body);
    reform.reason = jf__read_number(&body);
    reform.unit = id_of(&work->ledger->units, jf__read_number(&body));
    switch (verb) {
    case JF__REFORM_RENAME:
        status = read_name(work, &body, err);
        return status ? status
                      : jf_ledger_rename_unit(work->ledger, &reform, work->name.items, NULL, err);
    case JF__REFORM_MOVE:
        return jf_ledger_move_unit(work->ledger, &reform,
                                   id_of(&work->ledger->units, jf__read_number(&body)), NULL,
                                   err);
    case JF__REFORM_MERGE:
    case JF__REFORM_SPLIT:
        return replay_end(work, verb, &reform, &body, err);
    default:
        return JF_E_CORRUPT;
    }
}

static jf_status replay_entry(replay *work, jf__reader body, jf_error *err)
{
    uint8_t type = body.bytes[0];

    if (jf__entry_is_attempt(type))
        return replay_attempt(work, body, err);
    switch (type) {
    case JF__ENTRY_UNIT:
    case JF__ENTRY_KIND:
        return replay_node(work, (jf__entry_type)type, body, err);
    case JF__ENTRY_LIMIT:
        return replay_limit(work, body, err);
    case JF__ENTRY_TEXT:
        return replay_text(work, body, err);
    case JF__ENTRY_GRANT:
        return replay_grants(work, body, err);
    case JF__ENTRY_EXPIRE:
        return replay_expire(work, body, err);
    case JF__ENTRY_MOVE:
        return replay_move(work, body, err);
    case JF__ENTRY_REFORM:
        return replay_reform(work, body, err);
    case JF__ENTRY_SEAL:
        return jf_ledger_seal_batch(work->ledger, err);
    default:
        return JF_E_CORRUPT;
    }
}

static jf_status read_frame(const replay *work, const uint8_t *bytes, size_t byte_count,
                            size_t offset, jf__reader *body_out, jf_error *err)
{
    uint32_t crc;

    *body_out = jf__entry_body(bytes, byte_count, offset, &crc);
    if (body_out->failed)
        return fail_corrupt(err, offset, "is cut off");
    if (jf__crc32c_of(&work->ledger->journal.crc, body_out->bytes, body_out->size) != crc)
        return fail_corrupt(err, offset, "does not have its CRC");
    return JF_OK;
}

/* The ledger has written its own opening: the one that was read must be the same. */
static jf_status compare_opening(const replay *work, const uint8_t *bytes, size_t byte_count,
                                 jf_error *err)
{
    const jf__segment *opening = &work->ledger->journal.segments.items[0];
    jf__reader body;
    jf_status status = read_frame(work, bytes, byte_count, 0, &body, err);

    if (status)
        return status;
    if (body.size != JF__ENTRY_OPEN_SIZE ||
        memcmp(body.bytes, opening->bytes + JF__FRAME_SIZE, JF__ENTRY_OPEN_HEAD) != 0)
        return fail_corrupt(err, 0, "does not open a journal of this format");
    if (memcmp(bytes, opening->bytes, opening->used) != 0)
        return jf__fail(err, JF_E_STATE, "the journal was opened with another calendar");
    return JF_OK;
}

/* Replays the entry that comes next; what it wrote, and what followed from it, must be the same
 * bytes. */
static jf_status replay_next(replay *work, const uint8_t *bytes, size_t byte_count, jf_error *err)
{
    const jf__journal *journal = &work->ledger->journal;
    size_t offset = journal->size;
    jf__reader body;
    jf_status status = read_frame(work, bytes, byte_count, offset, &body, err);
    size_t size;

    if (status)
        return status;
    status = replay_entry(work, body, NULL);
    if (status == JF_E_NO_MEMORY)
        return jf__fail_memory(err);
    if (status != JF_OK && status != JF_E_LIMIT)
        return fail_corrupt(err, offset, "cannot have come about");
    size = journal->size - offset;
    if (size < JF__FRAME_SIZE + body.size || size > byte_count - offset ||
        !jf__journal_ends_with(journal, offset, bytes + offset, size))
        return fail_corrupt(err, offset, "is not what its attempt gives");
    return JF_OK;
}

jf_ledger *jf_ledger_replay(jf_calendar *calendar, const uint8_t *bytes, size_t byte_count,
                            const jf_ledger_options *opts, jf_error *err)
{
    replay work = {0};
    jf_allocator allocator;
    jf_status status;

    if (!calendar || !bytes) {
        (void)jf__fail_null(err, !calendar ? "calendar" : "bytes");
        return NULL;
    }
    work.ledger = jf__ledger_open(calendar, opts, err);
    if (!work.ledger)
        return NULL;
    allocator = work.ledger->allocator;
    status = compare_opening(&work, bytes, byte_count, err);
    while (!status && work.ledger->journal.size < byte_count)
        status = replay_next(&work, bytes, byte_count, err);
    jf__array_release(&work.lines, &allocator);
    jf__array_release(&work.grants, &allocator);
    jf__array_release(&work.parts, &allocator);
    jf__array_release(&work.name, &allocator);
    if (status) {
        jf_ledger_free(work.ledger);
        return NULL;
    }
    work.ledger->answer.violations.count = work.ledger->answer.notices.count = 0;
    return work.ledger;
}
