/* SPDX-License-Identifier: Apache-2.0 */
/* Attempts and grants, done again. */
#include "ledger/replay.h"

#include <string.h>

static jf_status read_lines(jf__replay *work, jf__entry *entry, jf_error *err)
{
    if (entry->reader.failed || entry->line_count > JF__LINE_MAX)
        return JF_E_CORRUPT;
    work->lines.count = 0;
    if (!jf__array_reserve(&work->lines, entry->line_count, &work->ledger->allocator))
        return jf__fail_memory(err);
    for (uint32_t i = 0; i < entry->line_count; i++) {
        jf__line line = jf__entry_line(entry);
        jf_line shown = {.unit = jf__replay_id(&work->ledger->units, line.unit),
                         .count = line.count,
                         .side = line.side};

        memcpy(shown.amounts, line.amounts, sizeof shown.amounts);
        work->lines.items[work->lines.count++] = shown;
    }
    return JF_OK;
}

static jf_status replay_record(jf__replay *work, const jf__entry *entry, jf_error *err)
{
    const jf__request *request = &entry->request;
    jf_record record = {.size = sizeof record,
                        .day = request->day,
                        .key = request->key,
                        .subject = request->subject,
                        .kind = jf__replay_id(&work->ledger->kinds, request->kind),
                        .actor = request->actor,
                        .reason = request->reason,
                        .grants = request->grants_key,
                        .expires = request->expires,
                        .off_plan = request->plan_class};

    return (request->type == JF__ENTRY_ISSUE ? jf_ledger_issue : jf_ledger_hold)(
        work->ledger, &record, work->lines.items, work->lines.count, NULL, err);
}

static jf_status replay_change(jf__replay *work, const jf__entry *entry, jf_error *err)
{
    const jf__request *request = &entry->request;
    jf_ledger *ledger = work->ledger;
    jf_change change = {.size = sizeof change,
                        .day = request->day,
                        .key = request->key,
                        .of = request->of_key,
                        .kind = jf__replay_id(&ledger->kinds, request->kind),
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

jf_status jf__replay_attempt(jf__replay *work, jf__reader body, jf_error *err)
{
    jf__entry entry = jf__entry_read(body);
    jf_status status = read_lines(work, &entry, err);

    if (status)
        return status;
    if (entry.request.type == JF__ENTRY_ISSUE || entry.request.type == JF__ENTRY_HOLD)
        return replay_record(work, &entry, err);
    return replay_change(work, &entry, err);
}

jf_status jf__replay_grants(jf__replay *work, jf__reader body, jf_error *err)
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

        if (!jf__entry_grant(&body, &lift) || lift.limit >= ledger->limits.count)
            return JF_E_CORRUPT;
        jf__scope_show(ledger, &ledger->limits.items[lift.limit].scope, &shown);
        work->grants.items[work->grants.count++] = (jf_grant){
            .unit = shown.unit, .kind = shown.kind, .by = lift.by,
            .reason = lift.reason, .side = shown.side,
            .measure = shown.measure, .period_kind = shown.period_kind,
            .fiscal_month = shown.fiscal_month, .day = shown.day, .window = shown.window,
            .window_days = shown.window_days, .plan_class = shown.plan_class, .step = lift.step,
            .on = lift.on};
    }
    return jf_ledger_grant(ledger, key, subject, work->grants.items, count, NULL, err);
}
