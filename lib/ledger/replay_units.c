/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes and reorganisations, done again. */
#include "ledger/reform.h"
#include "ledger/replay.h"

jf_status jf__replay_node(jf__replay *work, jf__entry_type type, jf__reader body, jf_error *err)
{
    jf_ledger *self = work->ledger;
    jf__nodes *nodes = type == JF__ENTRY_UNIT ? &self->units : &self->kinds;
    jf_status status;
    int64_t id;
    uint32_t parent;

    (void)jf__read(&body, 1);
    id = jf__read_id(&body);
    parent = jf__read_number(&body);
    status = jf__replay_name(work, &body, err);
    if (status)
        return status;
    if (!jf__node_fits(nodes, id, parent))
        return JF_E_CORRUPT;
    return jf__node_add(self, type, id, parent, work->name.items, err);
}

/* Merges and divides. */
static jf_status replay_end(jf__replay *work, int32_t verb, const jf_reform *reform,
                            jf__reader *body, jf_error *err)
{
    size_t count = jf__read_number(body);

    work->parts.count = 0;
    if (body->failed || count < 1 || count > JF_LEDGER_PART_MAX)
        return JF_E_CORRUPT;
    if (!jf__array_reserve(&work->parts, 2 * count, &work->ledger->allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        work->parts.items[i] = jf__replay_id(&work->ledger->units, jf__read_number(body));
        work->parts.items[count + i] = jf__read_id(body);
    }
    if (verb == JF__REFORM_MERGE)
        return jf_ledger_merge_unit(work->ledger, reform, work->parts.items[0], NULL, err);
    return jf_ledger_split_unit(work->ledger, reform, work->parts.items, count,
                                work->parts.items + count, count, NULL, err);
}

jf_status jf__replay_reform(jf__replay *work, jf__reader body, jf_error *err)
{
    jf_reform reform = {.size = sizeof reform};
    jf_status status;
    int32_t verb;

    (void)jf__read(&body, 1);
    reform.key = jf__read_id(&body);
    verb = (int32_t)jf__read(&body, 1);
    reform.day = jf__read_day(&body);
    reform.actor = jf__read_number(&body);
    reform.reason = jf__read_number(&body);
    reform.unit = jf__replay_id(&work->ledger->units, jf__read_number(&body));
    switch (verb) {
    case JF__REFORM_RENAME:
        status = jf__replay_name(work, &body, err);
        return status ? status
                      : jf_ledger_rename_unit(work->ledger, &reform, work->name.items, NULL, err);
    case JF__REFORM_MOVE:
        return jf_ledger_move_unit(work->ledger, &reform,
                                   jf__replay_id(&work->ledger->units, jf__read_number(&body)),
                                   NULL, err);
    case JF__REFORM_MERGE:
    case JF__REFORM_SPLIT:
        return replay_end(work, verb, &reform, &body, err);
    default:
        return JF_E_CORRUPT;
    }
}
