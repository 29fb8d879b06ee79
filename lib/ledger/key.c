/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of attempts: the first call under a key is its content for ever. The content is compared
 * with the journal, field by field, so that the error can name what differs. */
#include "ledger/ledger.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct difference {
    const char *field; /* NULL: none */
    int64_t first;
    int64_t again;
} difference;

static bool differs(difference *found, const char *field, int64_t first, int64_t again)
{
    if (first == again)
        return false;
    *found = (difference){field, first, again};
    return true;
}

static bool heads_differ(const jf_ledger *self, const jf__entry *entry, const jf__request *request,
                         size_t line_count, difference *found)
{
    const jf__request *first = &entry->request;
    const jf__node *kinds = self->kinds.list.items;

    if (differs(found, "operation", first->type, request->type))
        return true;
    if (request->type == JF__ENTRY_RELEASE)
        return differs(found, "hold_key", first->hold_key, request->hold_key);
    if (request->type == JF__ENTRY_COMMIT)
        return differs(found, "hold_key", first->hold_key, request->hold_key) ||
               differs(found, "day", first->day, request->day);
    return differs(found, "day", first->day, request->day) ||
           differs(found, "subject", first->subject, request->subject) ||
           differs(found, "kind", kinds[first->kind].id, kinds[request->kind].id) ||
           differs(found, "line_count", entry->line_count, (int64_t)line_count);
}

static bool lines_differ(const jf_ledger *self, const jf__line *first, const jf__line *again,
                         difference *found)
{
    static const char *const names[JF__AMOUNT_COUNT] = {"amounts[0]", "amounts[1]", "amounts[2]",
                                                        "amounts[3]"};
    const jf__node *units = self->units.list.items;

    if (differs(found, "unit", units[first->unit].id, units[again->unit].id) ||
        differs(found, "side", first->side, again->side) ||
        differs(found, "count", first->count, again->count))
        return true;
    for (size_t i = 0; i < JF__AMOUNT_COUNT; i++)
        if (differs(found, names[i], first->amounts[i], again->amounts[i]))
            return true;
    return false;
}

static jf_status fail_exists(jf_error *err, int64_t key, const char *where, const difference *found)
{
    return jf__fail_about(err, JF_E_EXISTS, key, found->first, found->again,
                          "key %" PRId64 " was first used with another %s%s: %" PRId64
                          ", now %" PRId64,
                          key, where, found->field, found->first, found->again);
}

jf_status jf__key_find(const jf_ledger *self, const jf__request *request, uint32_t *attempt_out,
                       jf_error *err)
{
    uint32_t number = jf__idmap_find(&self->keys, request->key);
    difference found = {0};
    jf__entry entry;

    *attempt_out = number;
    if (number == JF__NONE)
        return JF_OK;
    entry = jf__entry_at(self, &self->attempts.items[number]);
    if (heads_differ(self, &entry, request, self->charge.lines.count, &found))
        return fail_exists(err, request->key, "", &found);
    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line first = jf__entry_line(&entry);

        if (lines_differ(self, &first, &self->charge.lines.items[i], &found)) {
            char where[24];

            (void)snprintf(where, sizeof where, "lines[%" PRIu32 "].", i);
            return fail_exists(err, request->key, where, &found);
        }
    }
    return JF_OK;
}
