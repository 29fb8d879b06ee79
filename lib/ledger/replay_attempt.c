/* SPDX-License-Identifier: Apache-2.0 */
/* Attempts and grants, done again. */
#include "ledger/replay.h"

#include <string.h>

static jf_status read_lines(jf__replay *work, jf__entry *entry, jf_error *err)
{
    if (entry->reader.failed || entry->line_count > JF__LINE_MAX)
        return JF_E_CORRUPT;
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

/* Adds the attempt of an entry to those that are done next. */
static jf_status read_item(jf__replay *work, jf__reader body, jf_error *err)
{
    static const int32_t verbs[] = {
        [JF__ENTRY_ISSUE] = JF_VERB_ISSUE,   [JF__ENTRY_HOLD] = JF_VERB_HOLD,
        [JF__ENTRY_COMMIT] = JF_VERB_COMMIT, [JF__ENTRY_RELEASE] = JF_VERB_RELEASE,
        [JF__ENTRY_REVIVE] = JF_VERB_REVIVE, [JF__ENTRY_WITHDRAW] = JF_VERB_WITHDRAW,
        [JF__ENTRY_AMEND] = JF_VERB_AMEND};
    jf__entry entry = jf__entry_read(body);
    const jf__request *request = &entry.request;
    jf_item item = {.key = request->key,
                    .of = request->of_key,
                    .kind = jf__replay_id(&work->ledger->kinds, request->kind),
                    .actor = request->actor,
                    .reason = request->reason,
                    .grants = request->grants_key,
                    .verb = verbs[request->type],
                    .day = request->day,
                    .expires = request->expires,
                    .plan_class = request->plan_class,
                    .frees = request->frees,
                    .line_count = (int32_t)entry.line_count};
    jf_status status = read_lines(work, &entry, err);

    if (status)
        return status;
    if (!jf__array_reserve(&work->items, 1, &work->ledger->allocator) ||
        !jf__array_reserve(&work->results, work->items.count + 1, &work->ledger->allocator))
        return jf__fail_memory(err);
    if (jf__entry_is_record(request->type))
        item.subject = request->subject;
    work->items.items[work->items.count++] = item;
    return JF_OK;
}

static jf_status run_items(jf__replay *work, jf_error *err)
{
    size_t count = work->items.count;
    const int32_t *results = work->results.items;
    jf_status status =
        jf_ledger_batch(work->ledger, work->items.items, count, work->lines.items,
                        work->lines.count, work->results.items, count, err);

    for (size_t i = 0; !status && i < count; i++)
        if (results[i] != JF_E_LIMIT && results[i] != JF_E_LINKED)
            status = (jf_status)results[i];
    return status;
}

jf_status jf__replay_attempt(jf__replay *work, jf__reader body, jf_error *err)
{
    jf_status status;

    work->items.count = work->lines.count = 0;
    status = read_item(work, body, err);
    return status ? status : run_items(work, err);
}

/* Its attempts stand behind it, each with the differences that it has caused. */
jf_status jf__replay_group(jf__replay *work, jf__reader body, jf_error *err)
{
    size_t offset = work->ledger->journal.size + JF__FRAME_SIZE + body.size;
    uint32_t count;

    (void)jf__read(&body, 1);
    count = jf__read_number(&body);
    if (body.failed || count < 2 || count > JF__LINE_MAX)
        return JF_E_CORRUPT;
    work->items.count = work->lines.count = 0;
    while (work->items.count < count) {
        jf__reader member;
        jf_status status = jf__replay_frame(work, offset, &member, NULL);

        if (status)
            return status;
        offset += JF__FRAME_SIZE + member.size;
        if (member.bytes[0] == JF__ENTRY_DIFFERENCE)
            continue;
        if (!jf__entry_is_attempt(member.bytes[0]))
            return JF_E_CORRUPT;
        status = read_item(work, member, err);
        if (status)
            return status;
        work->items.items[work->items.count - 1].linked = work->items.count < count;
    }
    return run_items(work, err);
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
