/* SPDX-License-Identifier: Apache-2.0 */
/* The one path of check, issue, hold, commit and release: read, recall, decide, reserve, record. */
#include "ledger/ledger.h"

#include <inttypes.h>

#include "base/records.h"

jf_status jf__outcome_check(const jf_outcome *outcome_out, jf_error *err)
{
    return outcome_out ? jf__record_writable(outcome_out, "outcome_out", err) : JF_OK;
}

static jf_status check_record(const jf_record *record, bool dry, jf_error *err)
{
    if (record->key < (dry ? 0 : 1))
        return jf__fail_about(err, JF_E_ARGUMENT, record->key, 1, record->key,
                              "key %" PRId64 " is not 1 or more", record->key);
    if (record->subject < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, record->key, 0, record->subject,
                              "subject %" PRId64 " is negative", record->subject);
    return JF_OK;
}

static jf_status check_lines(const jf_line *lines, size_t line_count, jf_error *err)
{
    if (!lines || line_count < 1 || line_count > JF__LINE_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__LINE_MAX, (int64_t)line_count,
                              "a record has 1 to %d lines, not %zu", JF__LINE_MAX,
                              lines ? line_count : 0);
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

static jf_status resolve(jf_ledger *self, const jf_record *record, const jf_line *lines,
                         size_t line_count, jf__request *request, jf_error *err)
{
    request->kind = jf__node_find(&self->kinds, record->kind);
    if (request->kind == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, record->kind, 0, 0,
                              "the ledger has no kind %" PRId64, record->kind);
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
    if (record->day < JF_DAY_FIRST || record->day > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, record->key, 0, record->day,
                              "%" PRId32 " is not a day", record->day);
    request->day = record->day;
    return JF_OK;
}

/* Says how the last decision went; a granted attempt has left no violations. */
static jf_status answer(const jf_ledger *self, int64_t entry, bool repeated,
                        jf_outcome *outcome_out, jf_error *err)
{
    bool refused = self->violations.count > 0;
    jf_outcome outcome = {.status = refused ? JF_E_LIMIT : JF_OK,
                          .entry = entry,
                          .violation_count = (int32_t)self->violations.count,
                          .repeated = repeated};

    if (outcome_out)
        jf__record_write(outcome_out, &outcome, sizeof outcome);
    return refused ? jf__violation_fail(self, err) : JF_OK;
}

static void publish_violations(jf_ledger *self)
{
    jf__violations before = self->violations;

    self->violations = self->charge.violations;
    self->charge.violations = before;
}

static bool reserve(jf_ledger *self, const jf__request *request)
{
    return self->attempts.count < JF__NONE - 1 &&
           jf__array_reserve(&self->attempts, 1, &self->allocator) &&
           jf__idmap_reserve(&self->keys, 1, &self->allocator) &&
           jf__journal_reserve_attempt(self, request);
}

static jf__attempt_state granted_state(int32_t type)
{
    return type == JF__ENTRY_ISSUE  ? JF__ATTEMPT_USED
           : type == JF__ENTRY_HOLD ? JF__ATTEMPT_HELD
                                    : JF__ATTEMPT_DONE;
}

static void write_down(jf_ledger *self, const jf__request *request)
{
    bool refused = self->charge.violations.count > 0;
    jf__attempt attempt = {.offset = self->journal.bytes.count,
                           .kind = request->kind,
                           .day = request->day,
                           .type = (uint8_t)request->type,
                           .state = JF__ATTEMPT_REFUSED};

    jf__journal_attempt(self, request);
    attempt.entry = self->journal.entry_count;
    if (!refused) {
        attempt.state = (uint8_t)granted_state(request->type);
        jf__charge_apply(self, request);
    }
    jf__idmap_put(&self->keys, request->key, (uint32_t)self->attempts.count);
    self->attempts.items[self->attempts.count++] = attempt;
}

jf_status jf__attempt_run(jf_ledger *self, const jf__request *request, bool dry,
                          jf_outcome *outcome_out, jf_error *err)
{
    jf_status status = jf__charge_decide(self, request, err);

    if (status)
        return status;
    if (!dry) {
        if (!reserve(self, request))
            return jf__fail_memory(err);
        write_down(self, request);
    }
    publish_violations(self);
    return answer(self, dry ? 0 : self->journal.entry_count, false, outcome_out, err);
}

jf_status jf__attempt_repeat(jf_ledger *self, uint32_t attempt, jf_outcome *outcome_out,
                             jf_error *err)
{
    const jf__attempt *first = &self->attempts.items[attempt];

    if (!jf__entry_violations(self, first, &self->charge.violations))
        return jf__fail_memory(err);
    publish_violations(self);
    return answer(self, first->entry, true, outcome_out, err);
}

jf_status jf__attempt_record(jf_ledger *self, jf__entry_type type, bool dry,
                             const jf_record *record, const jf_line *lines, size_t line_count,
                             jf_outcome *outcome_out, jf_error *err)
{
    jf__request request = {.type = (int32_t)type, .hold = JF__NONE};
    uint32_t attempt = JF__NONE;
    jf_record read;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_read(&read, sizeof read, record, "record", err);
    if (!status)
        status = check_record(&read, dry, err);
    if (!status)
        status = check_lines(lines, line_count, err);
    if (!status)
        status = jf__outcome_check(outcome_out, err);
    if (!status)
        status = resolve(self, &read, lines, line_count, &request, err);
    if (status)
        return status;
    request.key = read.key;
    request.subject = read.subject ? read.subject : read.key;
    status = jf__key_find(self, &request, &attempt, err);
    if (status)
        return status;
    if (attempt != JF__NONE)
        return jf__attempt_repeat(self, attempt, outcome_out, err);
    return jf__attempt_run(self, &request, dry, outcome_out, err);
}

jf_status jf_ledger_check(jf_ledger *self, const jf_record *record, const jf_line *lines,
                          size_t line_count, jf_outcome *outcome_out, jf_error *err)
{
    return jf__attempt_record(self, JF__ENTRY_ISSUE, true, record, lines, line_count, outcome_out,
                              err);
}

jf_status jf_ledger_issue(jf_ledger *self, const jf_record *record, const jf_line *lines,
                          size_t line_count, jf_outcome *outcome_out, jf_error *err)
{
    return jf__attempt_record(self, JF__ENTRY_ISSUE, false, record, lines, line_count, outcome_out,
                              err);
}
