/* SPDX-License-Identifier: Apache-2.0 */
/* Changes of what was granted: a hold is committed, released, expires and is revived; a record in
 * use is withdrawn or amended. Each is an attempt with a key of its own. */
#include <inttypes.h>

#include "base/records.h"
#include "ledger/entry.h"

/* States in which each change finds its hold or record. */
static bool is_open_to(const jf__attempt *of, int32_t type)
{
    if (type == JF__ENTRY_COMMIT || type == JF__ENTRY_RELEASE)
        return of->state == JF__ATTEMPT_HELD;
    if (type == JF__ENTRY_REVIVE)
        return of->state == JF__ATTEMPT_EXPIRED;
    return of->state == JF__ATTEMPT_USED;
}

static const char *state_name(uint8_t state)
{
    static const char *const names[] = {"?",    "refused", "in use",    "held", "released",
                                        "done", "expired", "withdrawn", "freed", "spent"};

    return names[state];
}

static bool is_change_of_hold(int32_t type)
{
    return type == JF__ENTRY_COMMIT || type == JF__ENTRY_RELEASE || type == JF__ENTRY_REVIVE;
}

static jf_status find_of(const jf_ledger *self, jf__request *request, jf_error *err)
{
    uint32_t number = jf__key_lookup(self, request->of_key);
    const jf__attempt *of =
        number == JF__NONE ? NULL : jf__attempt_at(&self->attempts, number);
    bool hold_only = is_change_of_hold(request->type);

    if (!of || of->state == JF__ATTEMPT_REFUSED ||
        (of->type != JF__ENTRY_HOLD && (hold_only || of->type != JF__ENTRY_ISSUE)))
        return jf__fail_about(err, JF_E_NOT_FOUND, request->of_key, 0, 0,
                              "no %s was granted under key %" PRId64,
                              hold_only ? "hold" : "record", request->of_key);
    request->of = number;
    request->plan_class = of->flags & JF__ATTEMPT_CLASS;
    return JF_OK;
}

static jf_status check_open(const jf_ledger *self, const jf__request *request, jf_error *err)
{
    const jf__attempt *of = jf__attempt_at(&self->attempts, request->of);

    if (!is_open_to(of, request->type))
        return jf__fail_about(err, JF_E_STATE, request->of_key, 0, of->state,
                              "%s %" PRId64 " is %s already",
                              of->type == JF__ENTRY_HOLD ? "hold" : "record", request->of_key,
                              of->type == JF__ENTRY_HOLD && of->state == JF__ATTEMPT_USED
                                  ? "committed"
                                  : state_name(of->state));
    return request->day == JF_DAY_NONE ? JF_OK
                                       : jf__request_day(request->day, request->key, err);
}

jf_status jf__change_find(const jf_ledger *self, jf__request *request, jf_error *err)
{
    jf_status status = find_of(self, request, err);

    return status ? status : check_open(self, request, err);
}

jf_status jf__change_run(jf_ledger *self, jf__request *request, jf_outcome *outcome_out,
                         jf_error *err)
{
    uint32_t attempt = JF__NONE;
    jf_status status = find_of(self, request, err);
    jf_status same = jf__key_find(self, request, &attempt, status ? NULL : err);

    /* known, although a refused group has left nothing under `of` */
    if (!same && attempt != JF__NONE)
        return jf__attempt_repeat(self, attempt, outcome_out, err);
    if (!status)
        status = same ? same : check_open(self, request, err);
    return status ? status : jf__attempt_answer(self, request, false, outcome_out, err);
}

static jf_status run_change(jf_ledger *self, jf__entry_type type, const jf_change *change,
                            const jf_line *lines, size_t line_count, jf_outcome *outcome_out,
                            jf_error *err)
{
    jf__request request;
    jf_change read;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_read(&read, sizeof read, change, "change", err);
    if (!status)
        status = jf__outcome_check(outcome_out, err);
    if (!status)
        status = jf__request_change(self, type, &read, lines, line_count, &request, err);
    return status ? status : jf__change_run(self, &request, outcome_out, err);
}

jf_status jf_ledger_commit(jf_ledger *self, int64_t key, int64_t hold_key, jf_day day,
                           jf_outcome *outcome_out, jf_error *err)
{
    jf_change change = {.size = sizeof change, .day = day, .key = key, .of = hold_key};

    return run_change(self, JF__ENTRY_COMMIT, &change, NULL, 0, outcome_out, err);
}

jf_status jf_ledger_release(jf_ledger *self, int64_t key, int64_t hold_key,
                            jf_outcome *outcome_out, jf_error *err)
{
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = key, .of = hold_key};

    return run_change(self, JF__ENTRY_RELEASE, &change, NULL, 0, outcome_out, err);
}

jf_status jf_ledger_commit_lines(jf_ledger *self, const jf_change *change, const jf_line *lines,
                                 size_t line_count, jf_outcome *outcome_out, jf_error *err)
{
    return run_change(self, JF__ENTRY_COMMIT, change, lines, line_count, outcome_out, err);
}

jf_status jf_ledger_revive(jf_ledger *self, const jf_change *change, jf_outcome *outcome_out,
                           jf_error *err)
{
    return run_change(self, JF__ENTRY_REVIVE, change, NULL, 0, outcome_out, err);
}

jf_status jf_ledger_withdraw(jf_ledger *self, const jf_change *change, jf_outcome *outcome_out,
                             jf_error *err)
{
    return run_change(self, JF__ENTRY_WITHDRAW, change, NULL, 0, outcome_out, err);
}

jf_status jf_ledger_amend(jf_ledger *self, const jf_change *change, const jf_line *lines,
                          size_t line_count, jf_outcome *outcome_out, jf_error *err)
{
    return run_change(self, JF__ENTRY_AMEND, change, lines, line_count, outcome_out, err);
}
