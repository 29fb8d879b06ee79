/* SPDX-License-Identifier: Apache-2.0 */
/* Writing entries. Every entry is a frame: u32 body size, u32 CRC-32C of the body, body. All
 * numbers are little-endian; the first byte of a body is its type. Callers reserve first.
 *
 *   open     u16 version, i32 known first, i32 known last, 32 bytes calendar digest
 *   unit     i64 id, u32 parent, u16 name size, name           (kind: the same)
 *   text     u16 size, text
 *   limit    u32 unit, u32 kind, u8 side, u8 measure, u8 period kind, u8 fiscal month, i32 first,
 *            u8 state, i64 amount, u32 limit, u8 parts, parts
 *   issue    u8 flags, i64 key, [i64 subject,] i32 day, [detail,] u32 kind, u32 lines, lines,
 *            [reports]
 *   hold     as issue
 *   commit   u8 flags, i64 key, i64 of, i32 day, [detail, u32 kind, u32 lines, lines, reports]
 *   revive, withdraw, amend   as commit
 *   release  u8 flags, i64 key, i64 of
 *   group    u32 attempts, u8 refused; their entries follow, with their differences
 *   expire   i32 today, u32 count
 *   seal     i64 first entry, i64 count, 32 bytes SHA-256 of the journal before it
 *   grant    i64 key, i64 subject, u32 count, each: u32 limit, u8 step, u32 by, u32
 *            reason, i32 on
 *
 *   part     1: u8 bound, u8 window, u16 days, u8 class   2: i32 notice, explain, approve, refuse,
 *            grace days, u8 shadow   4: i64 borrow, lend, pool   8: u32
 *            approver
 *   detail   u32 actor, u32 reason, i64 grants, i32 expires, u8 class, u8 frees
 *   line     u8 shape, u32 unit, [i64 count,] [i64 amounts that are not 0]
 *   reports  u32 count, u8 step, each: u32 limit, u8 state, u8 step, u8 refuses (1) and shadow (2),
 *            i64 amount, used, held, asked, i32 first, last, since, u32 expiring
 *
 * Units, kinds, texts and limits are named by the order of their entries, texts from 1. */
#include "ledger/link.h"

#include <string.h>

#define HEAD_SIZE 80 /* at least: what an attempt has before its lines, and the report count */
#define LINE_SIZE 45

static void put(jf_ledger *self, uint64_t value, size_t byte_count)
{
    jf__journal_put(&self->journal, value, byte_count);
}

bool jf__entry_write_open(jf_ledger *self, jf_day first, jf_day last, const uint8_t digest[32])
{
    size_t start;

    if (!jf__journal_reserve(&self->journal, JF__ENTRY_OPEN_SIZE, 1, &self->allocator))
        return false;
    start = jf__journal_begin(&self->journal, JF__ENTRY_OPEN);
    put(self, JF__FORMAT_VERSION, 2);
    put(self, (uint32_t)first, 4);
    put(self, (uint32_t)last, 4);
    jf__journal_put_bytes(&self->journal, digest, 32);
    jf__journal_end(&self->journal, start);
    return true;
}

bool jf__entry_write_node(jf_ledger *self, jf__entry_type type, const jf__node *node,
                          const char *name)
{
    size_t size = strlen(name);
    size_t start;

    if (!jf__journal_reserve(&self->journal, 15 + size, 1, &self->allocator))
        return false;
    start = jf__journal_begin(&self->journal, (int32_t)type);
    put(self, (uint64_t)node->id, 8);
    put(self, node->parent, 4);
    put(self, size, 2);
    jf__journal_put_bytes(&self->journal, name, size);
    jf__journal_end(&self->journal, start);
    return true;
}

bool jf__entry_write_group(jf_ledger *self, size_t count, bool refused)
{
    size_t start;

    if (!jf__journal_reserve(&self->journal, 6, 1, &self->allocator))
        return false;
    start = jf__journal_begin(&self->journal, JF__ENTRY_GROUP);
    put(self, count, 4);
    put(self, refused, 1);
    jf__journal_end(&self->journal, start);
    return true;
}

void jf__entry_write_text(jf_ledger *self, const char *text)
{
    size_t size = strlen(text);
    size_t start = jf__journal_begin(&self->journal, JF__ENTRY_TEXT);

    put(self, size, 2);
    jf__journal_put_bytes(&self->journal, text, size);
    jf__journal_end(&self->journal, start);
}

static uint32_t parts_of(const jf__limit *limit)
{
    const jf__scope *scope = &limit->scope;
    const jf__terms *terms = &limit->terms;
    bool window = scope->bound || scope->window || scope->plan_class;
    bool ladder = terms->permille[JF_STEP_REFUSE] != 1000 || terms->grace_days || terms->shadow;
    bool moves = terms->borrow_max || terms->lend_max || terms->pool;

    for (int32_t step = JF_STEP_NOTICE; step < JF_STEP_REFUSE; step++)
        ladder = ladder || terms->permille[step] >= 0;
    return (window ? 1U : 0) | (ladder ? 2U : 0) | (moves ? 4U : 0) | (terms->approver ? 8U : 0);
}

static void put_parts(jf_ledger *self, const jf__limit *limit, uint32_t parts)
{
    const jf__scope *scope = &limit->scope;
    const jf__terms *terms = &limit->terms;

    if (parts & 1U) {
        put(self, (uint64_t)scope->bound, 1);
        put(self, (uint64_t)scope->window, 1);
        put(self, (uint64_t)scope->window_days, 2);
        put(self, (uint64_t)scope->plan_class, 1);
    }
    if (parts & 2U) {
        for (int32_t step = JF_STEP_NOTICE; step <= JF_STEP_REFUSE; step++)
            put(self, (uint32_t)terms->permille[step], 4);
        put(self, (uint32_t)terms->grace_days, 4);
        put(self, (uint64_t)terms->shadow, 1);
    }
    if (parts & 4U) {
        put(self, (uint64_t)terms->borrow_max, 8);
        put(self, (uint64_t)terms->lend_max, 8);
        put(self, (uint64_t)terms->pool, 8);
    }
    if (parts & 8U)
        put(self, terms->approver, 4);
}

void jf__entry_put_limit(jf_ledger *self, const jf__limit *limit, uint32_t number)
{
    const jf__scope *scope = &limit->scope;
    uint32_t parts = parts_of(limit);

    put(self, scope->unit, 4);
    put(self, scope->kind, 4);
    put(self, (uint64_t)scope->side, 1);
    put(self, (uint64_t)scope->measure, 1);
    put(self, (uint64_t)scope->period_kind, 1);
    put(self, (uint64_t)scope->fiscal_month, 1);
    put(self, (uint32_t)scope->first, 4);
    put(self, (uint64_t)limit->terms.state, 1);
    put(self, (uint64_t)limit->terms.amount, 8);
    put(self, number, 4);
    put(self, parts, 1);
    put_parts(self, limit, parts);
}

void jf__entry_write_limit(jf_ledger *self, const jf__limit *limit)
{
    size_t start = jf__journal_begin(&self->journal, JF__ENTRY_LIMIT);

    jf__entry_put_limit(self, limit, self->limit_of.items[limit->cell]);
    jf__journal_end(&self->journal, start);
}

bool jf__entry_reserve(jf_ledger *self)
{
    const jf__answer *answer = &self->charge.answer;
    size_t size = HEAD_SIZE + self->charge.lines.count * LINE_SIZE +
                  (answer->violations.count + answer->notices.count) * JF__REPORT_SIZE;

    if (jf__charge_is_linked(self))
        return jf__links_reserve(self, size, 1);
    return jf__journal_reserve(&self->journal, size, 1, &self->allocator);
}

static uint8_t *put_line(uint8_t *at, const jf__line *line)
{
    uint8_t *shape_at = at;
    uint32_t shape = line->side == JF_SIDE_RECIPIENT ? JF__SHAPE_RECIPIENT : 0;

    at = jf__store(at + 1, line->unit, 4);
    if (line->count != 1) {
        shape |= JF__SHAPE_COUNT;
        at = jf__store(at, (uint64_t)line->count, 8);
    }
    if (jf__line_has_amounts(line))
        for (size_t i = 0; i < JF__AMOUNT_COUNT; i++)
            if (line->amounts[i] != 0) {
                shape |= JF__SHAPE_AMOUNT << i;
                at = jf__store(at, (uint64_t)line->amounts[i], 8);
            }
    (void)jf__store(shape_at, shape, 1);
    return at;
}

static uint8_t *put_reports(uint8_t *at, const jf__reports *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const jf__report *report = &list->items[i];

        at = jf__store(at, report->limit, 4);
        at = jf__store(at, (uint64_t)report->state, 1);
        at = jf__store(at, (uint64_t)report->step, 1);
        at = jf__store(at, (uint64_t)(report->refuses | report->shadow << 1), 1);
        at = jf__store(at, (uint64_t)report->amount, 8);
        at = jf__store(at, (uint64_t)report->used, 8);
        at = jf__store(at, (uint64_t)report->held, 8);
        at = jf__store(at, (uint64_t)report->asked, 8);
        at = jf__store(at, (uint32_t)report->first, 4);
        at = jf__store(at, (uint32_t)report->last, 4);
        at = jf__store(at, (uint32_t)report->since, 4);
        at = jf__store(at, (uint32_t)report->expiring, 4);
    }
    return at;
}

static uint32_t flags_of(const jf_ledger *self, const jf__request *request)
{
    const jf__answer *answer = &self->charge.answer;
    bool is_record = jf__entry_is_record(request->type);
    bool detail = request->actor || request->reason || request->grants_key || request->expires ||
                  (is_record && request->plan_class) || request->frees;
    bool reports = answer->violations.count + answer->notices.count > 0;

    return (jf__charge_refuses(self, request) ? JF__ENTRY_REFUSED : 0) |
           (request->linked ? JF__ENTRY_LINKED : 0) |
           (is_record && request->subject != request->key ? JF__ENTRY_SUBJECT : 0) |
           (detail ? JF__ENTRY_DETAIL : 0) | (reports ? JF__ENTRY_REPORTS : 0) |
           (!is_record && self->charge.lines.count > 0 ? JF__ENTRY_LINES : 0) |
           (!is_record && request->kind != JF__NONE ? JF__ENTRY_KIND_SET : 0);
}

static uint8_t *put_detail(uint8_t *at, const jf__request *request)
{
    at = jf__store(at, request->actor, 4);
    at = jf__store(at, request->reason, 4);
    at = jf__store(at, (uint64_t)request->grants_key, 8);
    at = jf__store(at, (uint32_t)request->expires, 4);
    at = jf__store(at, jf__entry_is_record(request->type) ? (uint64_t)request->plan_class : 0, 1);
    return jf__store(at, (uint64_t)request->frees, 1);
}

static uint8_t *put_lines(uint8_t *at, const jf__lines *lines)
{
    at = jf__store(at, lines->count, 4);
    for (size_t i = 0; i < lines->count; i++)
        at = put_line(at, &lines->items[i]);
    return at;
}

void jf__entry_write_attempt(jf_ledger *self, const jf__request *request)
{
    const jf__answer *answer = &self->charge.answer;
    bool is_record = jf__entry_is_record(request->type);
    uint32_t flags = flags_of(self, request);
    size_t start = jf__journal_begin(&self->journal, request->type);
    uint8_t *at = jf__journal_tail(&self->journal);

    at = jf__store(at, flags, 1);
    at = jf__store(at, (uint64_t)request->key, 8);
    if (!is_record)
        at = jf__store(at, (uint64_t)request->of_key, 8);
    if (flags & JF__ENTRY_SUBJECT)
        at = jf__store(at, (uint64_t)request->subject, 8);
    if (request->type != JF__ENTRY_RELEASE)
        at = jf__store(at, (uint32_t)request->day, 4);
    if (flags & JF__ENTRY_DETAIL)
        at = put_detail(at, request);
    if (is_record || flags & JF__ENTRY_KIND_SET)
        at = jf__store(at, request->kind, 4);
    if (is_record || flags & JF__ENTRY_LINES)
        at = put_lines(at, &self->charge.lines);
    if (flags & JF__ENTRY_REPORTS) {
        at = jf__store(at, answer->violations.count + answer->notices.count, 4);
        at = jf__store(at, (uint64_t)answer->step, 1);
        at = put_reports(at, &answer->violations);
        at = put_reports(at, &answer->notices);
    }
    jf__journal_filled(&self->journal, at);
    jf__journal_end(&self->journal, start);
}
