/* SPDX-License-Identifier: Apache-2.0 */
/* Reading what a caller asks for, in the order of precedence of the contracts: fields, then ids,
 * then days. */
#include <inttypes.h>

#include "base/records.h"
#include "ledger/entry.h"

/* 0 stands for "never expires" inside. */
static jf_day expiry_of(jf_day day)
{
    return day == JF_DAY_NONE ? 0 : day;
}

static jf_status check_record(const jf_record *record, bool is_hold, bool dry, jf_error *err)
{
    if (record->key < (dry ? 0 : 1))
        return jf__fail_about(err, JF_E_ARGUMENT, record->key, 1, record->key,
                              "key %" PRId64 " is not 1 or more", record->key);
    if (record->subject < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, record->key, 0, record->subject,
                              "subject %" PRId64 " is negative", record->subject);
    if (record->grants < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, record->key, 0, record->grants,
                              "grants %" PRId64 " is negative", record->grants);
    if (record->off_plan < JF_PLAN_CLASS_PLANNED || record->off_plan > JF_PLAN_CLASS_EMERGENCY)
        return jf__fail_about(err, JF_E_ARGUMENT, record->key, JF_PLAN_CLASS_EMERGENCY,
                              record->off_plan, "off_plan %" PRId32 " is not a class",
                              record->off_plan);
    if (expiry_of(record->expires) < 0 || record->expires > JF_DAY_LAST ||
        (expiry_of(record->expires) != 0 && !is_hold && !dry))
        return jf__fail_about(err, JF_E_ARGUMENT, record->key, 0, record->expires,
                              "expires %" PRId32 " of %s", record->expires,
                              is_hold ? "a hold is not a day from 1 on" : "what is no hold");
    return JF_OK;
}

static jf_status check_lines(const jf_line *lines, size_t line_count, jf_error *err)
{
    for (size_t i = 0; i < line_count; i++) {
        const jf_line *line = &lines[i];
        bool negative = line->count < 0;

        for (size_t j = 0; j < JF__AMOUNT_COUNT; j++)
            negative = negative || line->amounts[j] < 0;
        if (negative || line->reserved != 0 || line->side < JF_SIDE_ISSUER ||
            line->side > JF_SIDE_RECIPIENT)
            return jf__fail_about(err, JF_E_ARGUMENT, line->unit, 0, (int64_t)i,
                                  "lines[%zu] has %s", i,
                                  negative              ? "a negative count or amount"
                                  : line->reserved != 0 ? "a reserved field that is not 0"
                                                        : "no side");
    }
    return JF_OK;
}

static jf_status check_line_count(const jf_line *lines, size_t line_count, size_t least,
                                  jf_error *err)
{
    if (line_count < least || line_count > JF__LINE_MAX || (!lines && line_count > 0))
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__LINE_MAX, (int64_t)line_count,
                              "a record has 1 to %d lines, not %zu", JF__LINE_MAX,
                              lines ? line_count : 0);
    return check_lines(lines, line_count, err);
}

static jf_status resolve_kind(const jf_ledger *self, int64_t id, uint32_t *kind_out, jf_error *err)
{
    *kind_out = jf__node_find(&self->kinds, id);
    if (*kind_out == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, id, 0, 0, "the ledger has no kind %" PRId64,
                              id);
    return JF_OK;
}

jf_status jf__request_lines(jf_ledger *self, const jf_line *lines, size_t line_count,
                            jf_error *err)
{
    self->charge.lines.count = 0;
    if (!jf__array_reserve(&self->charge.lines, line_count, &self->allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; i < line_count; i++) {
        jf__line line = {.unit = jf__node_find(&self->units, lines[i].unit),
                         .side = lines[i].side,
                         .count = lines[i].count};

        if (line.unit == JF__NONE)
            return jf__fail_about(err, JF_E_NOT_FOUND, lines[i].unit, 0, (int64_t)i,
                                  "the ledger has no unit %" PRId64 " (lines[%zu])", lines[i].unit,
                                  i);
        for (size_t j = 0; j < JF__AMOUNT_COUNT; j++)
            line.amounts[j] = lines[i].amounts[j];
        self->charge.lines.items[self->charge.lines.count++] = line;
    }
    jf__landings_fill(self->charge.lines.items, line_count);
    return JF_OK;
}

static jf_status resolve_notes(const jf_ledger *self, int64_t actor, int64_t reason,
                               jf__request *request, jf_error *err)
{
    jf_status status = jf__note_find(self, actor, "actor", &request->actor, err);

    return status ? status : jf__note_find(self, reason, "reason", &request->reason, err);
}

jf_status jf__request_day(jf_day day, int64_t key, jf_error *err)
{
    if (day < JF_DAY_FIRST || day > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, key, 0, day, "%" PRId32 " is not a day", day);
    return JF_OK;
}

jf_status jf__request_record(jf_ledger *self, jf__entry_type type, bool dry,
                             const jf_record *record, const jf_line *lines, size_t line_count,
                             jf__request *request, jf_error *err)
{
    bool is_hold = type == JF__ENTRY_HOLD;
    jf_status status = check_record(record, is_hold, dry, err);

    *request = (jf__request){.type = (int32_t)type,
                             .of = JF__NONE,
                             .grants = JF__NONE,
                             .day = record->day,
                             .key = record->key,
                             .subject = record->subject ? record->subject : record->key,
                             .grants_key = record->grants,
                             .expires = expiry_of(record->expires),
                             .plan_class = record->off_plan};
    if (!status)
        status = check_line_count(lines, line_count, 1, err);
    if (!status)
        status = resolve_kind(self, record->kind, &request->kind, err);
    if (!status)
        status = jf__request_lines(self, lines, line_count, err);
    if (!status)
        status = resolve_notes(self, record->actor, record->reason, request, err);
    return status ? status : jf__request_day(record->day, record->key, err);
}

jf_status jf__request_keys(int64_t key, int64_t of, jf_error *err)
{
    int64_t bad = key < 1 ? key : of;

    if (bad < 1)
        return jf__fail_about(err, JF_E_ARGUMENT, bad, 1, bad, "%s %" PRId64 " is not 1 or more",
                              key < 1 ? "key" : "hold_key", bad);
    return JF_OK;
}

/* Which fields each kind of change may have. */
static jf_status check_change(const jf_change *change, int32_t type, size_t line_count,
                              jf_error *err)
{
    bool withdraws = type == JF__ENTRY_WITHDRAW;
    bool revives = type == JF__ENTRY_REVIVE;
    const char *field = change->frees != 0 && !withdraws                       ? "frees"
                        : change->frees < 0 || change->frees > 1               ? "frees"
                        : expiry_of(change->expires) != 0 && !revives          ? "expires"
                        : expiry_of(change->expires) < 0                       ? "expires"
                        : change->expires > JF_DAY_LAST                        ? "expires"
                        : change->kind < 0                                     ? "kind"
                        : change->kind != 0 && (withdraws || revives)          ? "kind"
                        : change->day != JF_DAY_NONE && withdraws              ? "day"
                        : line_count > 0 && (withdraws || revives)             ? "lines"
                        : change->grants < 0                                   ? "grants"
                                                                               : NULL;

    if (field)
        return jf__fail_about(err, JF_E_ARGUMENT, change->key, 0, 0,
                              "%s does not fit this change", field);
    return JF_OK;
}

jf_status jf__request_change(jf_ledger *self, jf__entry_type type, const jf_change *change,
                             const jf_line *lines, size_t line_count, jf__request *request,
                             jf_error *err)
{
    jf_status status = jf__request_keys(change->key, change->of, err);

    *request = (jf__request){.type = (int32_t)type,
                             .of = JF__NONE,
                             .grants = JF__NONE,
                             .kind = JF__NONE,
                             .day = change->day,
                             .key = change->key,
                             .of_key = change->of,
                             .grants_key = change->grants,
                             .expires = expiry_of(change->expires),
                             .frees = change->frees};
    if (!status)
        status = check_change(change, request->type, line_count, err);
    if (!status)
        status = check_line_count(lines, line_count, 0, err);
    if (!status && change->kind != 0)
        status = resolve_kind(self, change->kind, &request->kind, err);
    if (!status)
        status = jf__request_lines(self, lines, line_count, err);
    return status ? status : resolve_notes(self, change->actor, change->reason, request, err);
}
