/* SPDX-License-Identifier: Apache-2.0 */
/* The one path of every attempt: recall, decide, reserve, record; and what it does to the hold or
 * record that it changes. */
#include <inttypes.h>

#include "base/records.h"
#include "ledger/entry.h"

jf_status jf__outcome_check(const jf_outcome *outcome_out, jf_error *err)
{
    return outcome_out ? jf__record_writable(outcome_out, "outcome_out", err) : JF_OK;
}

/* Says how the last decision went. A move that was refused has no violations. */
static jf_status answer(const jf_ledger *self, int64_t entry, jf_status status, bool repeated,
                        jf_outcome *outcome_out, jf_error *err)
{
    jf_outcome outcome = {.status = (int32_t)status,
                          .entry = entry,
                          .violation_count = (int32_t)self->answer.violations.count,
                          .repeated = repeated,
                          .step = self->answer.step,
                          .notice_count = (int32_t)self->answer.notices.count};

    if (outcome_out)
        jf__record_write(outcome_out, &outcome, sizeof outcome);
    if (status == JF_OK)
        return JF_OK;
    if (status == JF_E_LINKED)
        return jf__fail(err, status, "another attempt of its group was refused");
    if (self->answer.violations.count > 0)
        return jf__violation_fail(self, err);
    return jf__fail(err, JF_E_LIMIT, "there is not so much quota to move");
}

static void publish(jf_ledger *self)
{
    jf__answer before = self->answer;

    self->answer = self->charge.answer;
    self->charge.answer = before;
}

jf_status jf__attempt_tell(jf_ledger *self, int64_t entry, bool repeated, jf_outcome *outcome_out,
                           jf_error *err)
{
    jf_status status = self->charge.answer.violations.count > 0 ? JF_E_LIMIT : JF_OK;

    publish(self);
    return answer(self, entry, status, repeated, outcome_out, err);
}

static jf_status status_of(const jf__attempt *attempt)
{
    if (attempt->state != JF__ATTEMPT_REFUSED)
        return JF_OK;
    return attempt->flags & JF__ATTEMPT_LINKED ? JF_E_LINKED : JF_E_LIMIT;
}

static jf_status recall(jf_ledger *self, uint32_t attempt, bool repeated, jf_outcome *outcome_out,
                        jf_error *err)
{
    const jf__attempt *first = jf__attempt_at(&self->attempts, attempt);

    if (!jf__entry_answer(self, attempt, &self->charge.answer))
        return jf__fail_memory(err);
    publish(self);
    return answer(self, first->entry, status_of(first), repeated, outcome_out, err);
}

jf_status jf__attempt_repeat(jf_ledger *self, uint32_t attempt, jf_outcome *outcome_out,
                             jf_error *err)
{
    return recall(self, attempt, true, outcome_out, err);
}

jf_status jf__attempt_first(jf_ledger *self, uint32_t attempt, jf_outcome *outcome_out,
                            jf_error *err)
{
    return recall(self, attempt, false, outcome_out, err);
}

bool jf__attempt_reserve(jf_ledger *self, int64_t key)
{
    jf__attempts *attempts = &self->attempts;
    jf__attempt *shelf;

    if (attempts->count >= JF__NONE - 1 || self->journal.entry_count >= UINT32_MAX ||
        !jf__keytable_reserve(&self->keys, jf__key_tag(key), &self->allocator))
        return false;
    if (attempts->count >> JF__SHELF_BITS < attempts->shelves.count)
        return true;
    if (!jf__array_reserve(&attempts->shelves, 1, &self->allocator))
        return false;
    shelf = jf__reallocate(&self->allocator, NULL, (size_t)1 << JF__SHELF_BITS, sizeof *shelf);
    if (!shelf)
        return false;
    attempts->shelves.items[attempts->shelves.count++] = shelf;
    return true;
}

jf__attempt *jf__attempt_add(jf_ledger *self, const jf__request *request)
{
    uint32_t number = (uint32_t)self->attempts.count++;
    jf__attempt *attempt = jf__attempt_at(&self->attempts, number);

    *attempt = (jf__attempt){.offset = self->journal.size,
                             .entry = (uint32_t)self->journal.entry_count + 1,
                             .kind = request->kind,
                             .day = request->day,
                             .type = (uint8_t)request->type,
                             .state = JF__ATTEMPT_REFUSED,
                             .flags = (uint16_t)request->plan_class};
    jf__keytable_put(&self->keys, jf__key_tag(request->key), number);
    return attempt;
}

static bool reserve(jf_ledger *self, const jf__request *request)
{
    return jf__attempt_reserve(self, request->key) &&
           jf__idmap_reserve(&self->contents, 1, &self->allocator) &&
           jf__array_reserve(&self->expiries, 1, &self->allocator) &&
           jf__entry_reserve(self) && (!self->undo.is_open || jf__undo_keep(self, request));
}

static uint8_t state_after(const jf__request *request)
{
    switch (request->type) {
    case JF__ENTRY_RELEASE:
        return JF__ATTEMPT_RELEASED;
    case JF__ENTRY_REVIVE:
        return JF__ATTEMPT_HELD;
    case JF__ENTRY_WITHDRAW:
        return request->frees ? JF__ATTEMPT_FREED : JF__ATTEMPT_WITHDRAWN;
    default:
        return JF__ATTEMPT_USED;
    }
}

/* What a granted change does to the hold or record `of`. */
static void follow(jf_ledger *self, const jf__request *request, uint32_t change)
{
    jf__attempt *of = jf__attempt_at(&self->attempts, request->of);

    if (of->flags & JF__ATTEMPT_EXPIRES && of->state == JF__ATTEMPT_HELD)
        jf__expiry_forget(self, request->of);
    of->state = state_after(request);
    if (request->type == JF__ENTRY_RELEASE || request->type == JF__ENTRY_WITHDRAW)
        return;
    of->day = self->charge.take.day;
    of->kind = self->charge.take.kind;
    if (self->charge.lines.count > 0) {
        of->flags |= JF__ATTEMPT_MOVED;
        jf__idmap_put(&self->contents, (int64_t)request->of + 1, change);
    }
    if (request->expires != 0)
        jf__expiry_set(self, request->of, request->expires);
}

static void count_refusals(jf_ledger *self)
{
    const jf__reports *violations = &self->charge.answer.violations;

    for (size_t i = 0; i < violations->count; i++)
        self->limits.items[violations->items[i].limit].refusals++;
}

static int64_t write_down(jf_ledger *self, const jf__request *request)
{
    uint32_t number = (uint32_t)self->attempts.count;
    jf__attempt *attempt = jf__attempt_add(self, request);

    jf__entry_write_attempt(self, request);
    if (jf__charge_refuses(self, request)) {
        attempt->flags |= request->linked ? JF__ATTEMPT_LINKED : 0;
        count_refusals(self);
        return attempt->entry;
    }
    jf__charge_apply(self, request);
    if (request->grants != JF__NONE)
        jf__attempt_at(&self->attempts, request->grants)->state = JF__ATTEMPT_SPENT;
    attempt->state = request->of != JF__NONE            ? JF__ATTEMPT_DONE
                     : request->type == JF__ENTRY_ISSUE ? JF__ATTEMPT_USED
                                                        : JF__ATTEMPT_HELD;
    if (request->of != JF__NONE)
        follow(self, request, number);
    else if (request->expires != 0)
        jf__expiry_set(self, number, request->expires);
    jf__charge_settle(self);
    return attempt->entry;
}

jf_status jf__attempt_record(jf_ledger *self, const jf__request *request, int64_t *entry_out,
                             jf_error *err)
{
    if (!reserve(self, request))
        return jf__fail_memory(err);
    *entry_out = write_down(self, request);
    return JF_OK;
}

jf_status jf__attempt_run(jf_ledger *self, const jf__request *request, bool dry,
                          jf_outcome *outcome_out, jf_error *err)
{
    jf_status status = jf__charge_decide(self, request, err);
    int64_t entry = 0;

    if (!status && !dry)
        status = jf__attempt_record(self, request, &entry, err);
    return status ? status : jf__attempt_tell(self, entry, false, outcome_out, err);
}

jf_status jf__attempt_answer(jf_ledger *self, jf__request *request, bool dry,
                             jf_outcome *outcome_out, jf_error *err)
{
    uint32_t attempt = JF__NONE;
    jf_status status = jf__key_find(self, request, &attempt, err);

    if (status)
        return status;
    if (attempt != JF__NONE)
        return jf__attempt_repeat(self, attempt, outcome_out, err);
    status = jf__grant_find(self, request, err);
    return status ? status : jf__attempt_run(self, request, dry, outcome_out, err);
}

static jf_status run_record(jf_ledger *self, jf__entry_type type, bool dry,
                            const jf_record *record, const jf_line *lines, size_t line_count,
                            jf_outcome *outcome_out, jf_error *err)
{
    jf__request request;
    jf_record read;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_read(&read, sizeof read, record, "record", err);
    if (!status)
        status = jf__outcome_check(outcome_out, err);
    if (!status)
        status = jf__request_record(self, type, dry, &read, lines, line_count, &request, err);
    return status ? status : jf__attempt_answer(self, &request, dry, outcome_out, err);
}

jf_status jf_ledger_check(jf_ledger *self, const jf_record *record, const jf_line *lines,
                          size_t line_count, jf_outcome *outcome_out, jf_error *err)
{
    return run_record(self, JF__ENTRY_ISSUE, true, record, lines, line_count, outcome_out, err);
}

jf_status jf_ledger_issue(jf_ledger *self, const jf_record *record, const jf_line *lines,
                          size_t line_count, jf_outcome *outcome_out, jf_error *err)
{
    return run_record(self, JF__ENTRY_ISSUE, false, record, lines, line_count, outcome_out, err);
}

jf_status jf_ledger_hold(jf_ledger *self, const jf_record *record, const jf_line *lines,
                         size_t line_count, jf_outcome *outcome_out, jf_error *err)
{
    return run_record(self, JF__ENTRY_HOLD, false, record, lines, line_count, outcome_out, err);
}

jf_status jf_ledger_explain(jf_ledger *self, int64_t key, jf_outcome *outcome_out, jf_error *err)
{
    jf_status status;
    uint32_t attempt;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__outcome_check(outcome_out, err);
    if (status)
        return status;
    attempt = jf__key_lookup(self, key);
    if (attempt == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, key, 0, 0,
                              "no attempt is remembered under key %" PRId64, key);
    status = jf__attempt_repeat(self, attempt, outcome_out, NULL);
    return status == JF_E_NO_MEMORY ? jf__fail_memory(err) : JF_OK;
}
