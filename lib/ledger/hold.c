/* SPDX-License-Identifier: Apache-2.0 */
/* Holds: granted like an issue, then resolved once, by a commit or a release. Both are attempts
 * with a key of their own; the lines come from the hold's entry. */
#include "ledger/ledger.h"

#include <inttypes.h>

static jf_status find_hold(const jf_ledger *self, int64_t hold_key, uint32_t *hold_out,
                           jf_error *err)
{
    uint32_t number = jf__idmap_find(&self->keys, hold_key);

    if (number == JF__NONE || self->attempts.items[number].type != JF__ENTRY_HOLD ||
        self->attempts.items[number].state == JF__ATTEMPT_REFUSED)
        return jf__fail_about(err, JF_E_NOT_FOUND, hold_key, 0, 0,
                              "no hold was granted under key %" PRId64, hold_key);
    *hold_out = number;
    return JF_OK;
}

static jf_status check_keys(int64_t key, int64_t hold_key, jf_error *err)
{
    int64_t bad = key < 1 ? key : hold_key;

    if (bad < 1)
        return jf__fail_about(err, JF_E_ARGUMENT, bad, 1, bad, "%s %" PRId64 " is not 1 or more",
                              key < 1 ? "key" : "hold_key", bad);
    return JF_OK;
}

static jf_status check_open(const jf_ledger *self, const jf__request *request, jf_error *err)
{
    const jf__attempt *hold = &self->attempts.items[request->hold];

    if (hold->state != JF__ATTEMPT_HELD)
        return jf__fail_about(err, JF_E_STATE, request->hold_key, 0, 0,
                              "hold %" PRId64 " is %s already", request->hold_key,
                              hold->state == JF__ATTEMPT_USED ? "committed" : "released");
    if (request->day != JF_DAY_NONE &&
        (request->day < JF_DAY_FIRST || request->day > JF_DAY_LAST))
        return jf__fail_about(err, JF_E_RANGE, request->key, 0, request->day,
                              "%" PRId32 " is not a day", request->day);
    return JF_OK;
}

/* Brings the lines of the hold into the charge. */
static bool load_lines(jf_ledger *self, const jf__attempt *hold)
{
    jf__entry entry = jf__entry_at(self, hold);

    self->charge.lines.count = 0;
    if (!jf__array_reserve(&self->charge.lines, entry.line_count, &self->allocator))
        return false;
    for (uint32_t i = 0; i < entry.line_count; i++)
        self->charge.lines.items[self->charge.lines.count++] = jf__entry_line(&entry);
    return true;
}

static jf_status resolve(jf_ledger *self, jf__request request, jf_outcome *outcome_out,
                         jf_error *err)
{
    uint32_t attempt = JF__NONE;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = check_keys(request.key, request.hold_key, err);
    if (!status)
        status = jf__outcome_check(outcome_out, err);
    if (!status)
        status = find_hold(self, request.hold_key, &request.hold, err);
    if (status)
        return status;
    request.kind = self->attempts.items[request.hold].kind;
    self->charge.lines.count = 0;
    status = jf__key_find(self, &request, &attempt, err);
    if (status)
        return status;
    if (attempt != JF__NONE)
        return jf__attempt_repeat(self, attempt, outcome_out, err);
    status = check_open(self, &request, err);
    if (status)
        return status;
    if (!load_lines(self, &self->attempts.items[request.hold]))
        return jf__fail_memory(err);
    return jf__attempt_run(self, &request, false, outcome_out, err);
}

jf_status jf_ledger_hold(jf_ledger *self, const jf_record *record, const jf_line *lines,
                         size_t line_count, jf_outcome *outcome_out, jf_error *err)
{
    return jf__attempt_record(self, JF__ENTRY_HOLD, false, record, lines, line_count, outcome_out,
                              err);
}

jf_status jf_ledger_commit(jf_ledger *self, int64_t key, int64_t hold_key, jf_day day,
                           jf_outcome *outcome_out, jf_error *err)
{
    jf__request request = {
        .type = JF__ENTRY_COMMIT, .day = day, .key = key, .hold_key = hold_key};

    return resolve(self, request, outcome_out, err);
}

jf_status jf_ledger_release(jf_ledger *self, int64_t key, int64_t hold_key,
                            jf_outcome *outcome_out, jf_error *err)
{
    jf__request request = {
        .type = JF__ENTRY_RELEASE, .day = JF_DAY_NONE, .key = key, .hold_key = hold_key};

    return resolve(self, request, outcome_out, err);
}
