/* SPDX-License-Identifier: Apache-2.0 */
/* Grants: who lifts which step of which limit for one subject. They are carried by naming their
 * key, and spent by the first attempt that is granted with them. */
#include <inttypes.h>

#include "ledger/entry.h"

jf_status jf__grant_look_up(const jf_ledger *self, jf__request *request, jf_error *err)
{
    uint32_t number;
    jf__reader body;
    int64_t subject;

    number = jf__key_lookup(self, request->grants_key);
    if (number == JF__NONE ||
        jf__attempt_at(&self->attempts, number)->type != JF__ENTRY_GRANT)
        return jf__fail_about(err, JF_E_NOT_FOUND, request->grants_key, 0, 0,
                              "nothing was granted under key %" PRId64, request->grants_key);
    body = jf__journal_body(&self->journal, jf__attempt_at(&self->attempts, number)->offset);
    body.at = 9;
    subject = jf__read_id(&body);
    if (jf__attempt_at(&self->attempts, number)->state == JF__ATTEMPT_SPENT)
        return jf__fail_about(err, JF_E_STATE, request->grants_key, 0, 0,
                              "the grants %" PRId64 " are spent", request->grants_key);
    if (request->of != JF__NONE)
        request->subject = jf__entry_at(self, request->of).request.subject;
    if (subject != request->subject)
        return jf__fail_about(err, JF_E_STATE, request->grants_key, subject, request->subject,
                              "the grants %" PRId64 " are for subject %" PRId64 ", not %" PRId64,
                              request->grants_key, subject, request->subject);
    request->grants = number;
    return JF_OK;
}

bool jf__grant_load(jf_ledger *self, const jf__request *request)
{
    jf__reader body;
    uint32_t count;

    self->charge.lifts.count = 0;
    if (request->grants == JF__NONE)
        return true;
    body = jf__journal_body(&self->journal,
                            jf__attempt_at(&self->attempts, request->grants)->offset);
    body.at = 17;
    count = jf__read_number(&body);
    if (!jf__array_reserve(&self->charge.lifts, count, &self->allocator))
        return false;
    while (self->charge.lifts.count < count)
        (void)jf__entry_grant(&body, &self->charge.lifts.items[self->charge.lifts.count++]);
    return true;
}

static jf_status read_grant(const jf_ledger *self, const jf_grant *grant, jf__lift *lift_out,
                            jf_error *err)
{
    jf_limit cell = {.size = sizeof cell, .side = grant->side, .unit = grant->unit,
                     .kind = grant->kind, .measure = grant->measure,
                     .period_kind = grant->period_kind, .fiscal_month = grant->fiscal_month,
                     .day = grant->day, .window = grant->window,
                     .window_days = grant->window_days, .plan_class = grant->plan_class};
    jf__scope scope;
    jf_status status;

    if (grant->step < JF_STEP_EXPLAIN || grant->step > JF_STEP_REFUSE)
        return jf__fail_about(err, JF_E_ARGUMENT, grant->unit, JF_STEP_REFUSE, grant->step,
                              "step %" PRId32 " cannot be granted", grant->step);
    status = jf__scope_read(self, &cell, true, &scope, err);
    if (!status)
        status = jf__note_find(self, grant->by, "by", &lift_out->by, err);
    if (!status)
        status = jf__note_find(self, grant->reason, "reason", &lift_out->reason, err);
    if (!status && (grant->on < JF_DAY_FIRST || grant->on > JF_DAY_LAST))
        status = jf__fail_about(err, JF_E_RANGE, grant->unit, 0, grant->on,
                                "%" PRId32 " is not a day", grant->on);
    if (status)
        return status;
    lift_out->step = grant->step;
    lift_out->on = grant->on;
    lift_out->limit = jf__limit_find(self, &scope);
    if (lift_out->limit == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, grant->unit, 0, grant->kind,
                              "unit %" PRId64 " has no such limit for kind %" PRId64, grant->unit,
                              grant->kind);
    return JF_OK;
}

/* Writes the entry; what is still to be found wrong is undone by cutting it off. */
static jf_status write_grants(jf_ledger *self, int64_t key, int64_t subject,
                              const jf_grant *grants, size_t grant_count, jf_error *err)
{
    size_t offset = self->journal.size;
    int64_t entry_count = self->journal.entry_count;
    size_t start = jf__journal_begin(&self->journal, JF__ENTRY_GRANT);

    jf__journal_put(&self->journal, (uint64_t)key, 8);
    jf__journal_put(&self->journal, (uint64_t)subject, 8);
    jf__journal_put(&self->journal, grant_count, 4);
    for (size_t i = 0; i < grant_count; i++) {
        jf__lift lift = {0};
        jf_status status = read_grant(self, &grants[i], &lift, err);

        if (status) {
            jf__journal_cut(&self->journal, offset, entry_count, &self->allocator);
            return status;
        }
        jf__journal_put(&self->journal, lift.limit, 4);
        jf__journal_put(&self->journal, (uint64_t)lift.step, 1);
        jf__journal_put(&self->journal, lift.by, 4);
        jf__journal_put(&self->journal, lift.reason, 4);
        jf__journal_put(&self->journal, (uint32_t)lift.on, 4);
    }
    jf__journal_end(&self->journal, start);
    return JF_OK;
}

static const char *field_at(size_t place)
{
    return place < 17 ? "subject" : place < 21 ? "grant_count" : "grant";
}

jf_status jf_ledger_grant(jf_ledger *self, int64_t key, int64_t subject, const jf_grant *grants,
                          size_t grant_count, jf_outcome *outcome_out, jf_error *err)
{
    jf__request request = {.type = JF__ENTRY_GRANT, .kind = JF__NONE, .key = key};
    size_t offset;
    uint32_t known;
    jf_status status;

    if (!self || !grants)
        return jf__fail_null(err, !self ? "self" : "grants");
    if (key < 1 || subject < 1 || grant_count < 1 || grant_count > JF__GRANT_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, key, JF__GRANT_MAX, (int64_t)grant_count,
                              "key %" PRId64 ", subject %" PRId64 ", %zu grants", key, subject,
                              grant_count);
    status = jf__outcome_check(outcome_out, err);
    if (status)
        return status;
    if (!jf__journal_reserve(&self->journal, JF__GRANT_HEAD + JF__GRANT_SIZE * grant_count, 1,
                             &self->allocator) ||
        !jf__attempt_reserve(self, key))
        return jf__fail_memory(err);
    offset = self->journal.size;
    status = write_grants(self, key, subject, grants, grant_count, err);
    if (status)
        return status;
    known = jf__key_lookup(self, key);
    if (known != JF__NONE) {
        status = jf__key_same(self, key, known, offset, SIZE_MAX, field_at, err);
        return status ? status : jf__attempt_repeat(self, known, outcome_out, err);
    }
    jf__attempt_add(self, &request)->offset = offset;
    jf__attempt_at(&self->attempts, (uint32_t)self->attempts.count - 1)->entry--;
    jf__attempt_at(&self->attempts, (uint32_t)self->attempts.count - 1)->state = JF__ATTEMPT_DONE;
    self->charge.answer.violations.count = self->charge.answer.notices.count = 0;
    self->charge.answer.step = JF_STEP_NONE;
    return jf__attempt_tell(self, self->journal.entry_count, false, outcome_out, err);
}

static jf_status find_grants(const jf_ledger *self, int64_t key, jf__reader *body_out,
                             jf_error *err)
{
    uint32_t number = jf__key_lookup(self, key);

    if (number == JF__NONE || jf__attempt_at(&self->attempts, number)->type != JF__ENTRY_GRANT)
        return jf__fail_about(err, JF_E_NOT_FOUND, key, 0, 0,
                              "nothing was granted under key %" PRId64, key);
    *body_out = jf__journal_body(&self->journal, jf__attempt_at(&self->attempts, number)->offset);
    body_out->at = 17;
    return JF_OK;
}

size_t jf_ledger_grant_count(const jf_ledger *self, int64_t key)
{
    jf__reader body;

    return self && !find_grants(self, key, &body, NULL) ? jf__read_number(&body) : 0;
}

jf_status jf_ledger_grant_at(const jf_ledger *self, int64_t key, size_t index,
                             jf_grant *grant_out, jf_error *err)
{
    jf_limit shown = {0};
    jf__lift lift = {0};
    jf__reader body;
    jf_status status;
    size_t count;

    if (!self || !grant_out)
        return jf__fail_null(err, !self ? "self" : "grant_out");
    status = find_grants(self, key, &body, err);
    if (status)
        return status;
    count = jf__read_number(&body);
    if (index >= count)
        return jf__fail_about(err, JF_E_RANGE, key, (int64_t)count, 0, "grant %zu of %zu", index,
                              count);
    for (size_t i = 0; i <= index; i++)
        (void)jf__entry_grant(&body, &lift);
    jf__scope_show(self, &self->limits.items[lift.limit].scope, &shown);
    *grant_out = (jf_grant){.unit = shown.unit, .kind = shown.kind, .by = lift.by,
                            .reason = lift.reason, .side = shown.side, .measure = shown.measure,
                            .period_kind = shown.period_kind,
                            .fiscal_month = shown.fiscal_month, .day = shown.day,
                            .window = shown.window, .window_days = shown.window_days,
                            .plan_class = shown.plan_class, .step = lift.step, .on = lift.on};
    return JF_OK;
}
