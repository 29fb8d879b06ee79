/* SPDX-License-Identifier: Apache-2.0 */
/* Attempts as they are remembered, for whoever asks what is on record. */
#include <inttypes.h>
#include <string.h>

#include "base/records.h"
#include "ledger/entry.h"

size_t jf_ledger_attempt_count(const jf_ledger *self)
{
    return self ? self->attempts.count : 0;
}

static void show(const jf_ledger *self, uint32_t number, jf_attempt *attempt_out)
{
    const jf__attempt *known = jf__attempt_at(&self->attempts, number);
    jf_attempt shown = {.type = known->type, .state = known->state, .entry = known->entry,
                        .day = JF_DAY_NONE, .expires = JF_DAY_NONE};

    if (jf__entry_is_attempt(known->type)) {
        jf__entry entry = jf__entry_at(self, number);
        bool is_record = entry.request.of_key == 0;

        shown.key = entry.request.key;
        shown.of = entry.request.of_key;
        shown.subject = entry.request.subject;
        shown.kind = known->kind == JF__NONE ? 0 : self->kinds.list.items[known->kind].id;
        shown.day = known->day;
        shown.actor = entry.request.actor;
        shown.reason = entry.request.reason;
        shown.grants = entry.request.grants_key;
        shown.plan_class = known->flags & JF__ATTEMPT_CLASS;
        shown.frees = entry.request.frees;
        if (entry.request.expires != 0)
            shown.expires = entry.request.expires;
        if (is_record)
            entry = jf__entry_of_lines(self, number);
        shown.line_count = (int32_t)entry.line_count;
    } else {
        shown.key = shown.subject = jf__key_of(self, number);
    }
    jf__record_write(attempt_out, &shown, sizeof shown);
}

jf_status jf_ledger_attempt_at(const jf_ledger *self, size_t index, jf_attempt *attempt_out,
                               jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(attempt_out, "attempt_out", err);
    if (status)
        return status;
    if (index >= self->attempts.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->attempts.count, 0,
                              "attempt %zu of %zu", index, self->attempts.count);
    show(self, (uint32_t)index, attempt_out);
    return JF_OK;
}

static jf_status find(const jf_ledger *self, int64_t key, uint32_t *number_out, jf_error *err)
{
    *number_out = jf__key_lookup(self, key);
    if (*number_out == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, key, 0, 0,
                              "no attempt is remembered under key %" PRId64, key);
    return JF_OK;
}

jf_status jf_ledger_attempt(const jf_ledger *self, int64_t key, jf_attempt *attempt_out,
                            jf_error *err)
{
    jf_status status;
    uint32_t number;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(attempt_out, "attempt_out", err);
    if (!status)
        status = find(self, key, &number, err);
    if (!status)
        show(self, number, attempt_out);
    return status;
}

static uint32_t count_lines(const jf_ledger *self, uint32_t number, jf__entry *entry_out)
{
    if (!jf__entry_is_attempt(jf__attempt_at(&self->attempts, number)->type))
        return 0;
    *entry_out = jf__entry_of_lines(self, number);
    return entry_out->line_count;
}

size_t jf_ledger_line_count(const jf_ledger *self, int64_t key)
{
    uint32_t number = self ? jf__key_lookup(self, key) : JF__NONE;
    jf__entry entry;

    return number == JF__NONE ? 0 : count_lines(self, number, &entry);
}

jf_status jf_ledger_line_at(const jf_ledger *self, int64_t key, size_t index, jf_line *line_out,
                            jf_error *err)
{
    jf__entry entry = {.line_count = 0};
    jf__line line = {0};
    jf_status status;
    uint32_t number;

    if (!self || !line_out)
        return jf__fail_null(err, !self ? "self" : "line_out");
    status = find(self, key, &number, err);
    if (status)
        return status;
    if (index >= count_lines(self, number, &entry))
        return jf__fail_about(err, JF_E_RANGE, key, entry.line_count, 0, "line %zu of %" PRIu32,
                              index, entry.line_count);
    for (size_t i = 0; i <= index; i++)
        line = jf__entry_line(&entry);
    *line_out = (jf_line){.unit = self->units.list.items[line.unit].id, .count = line.count,
                          .side = line.side};
    memcpy(line_out->amounts, line.amounts, sizeof line_out->amounts);
    return JF_OK;
}
