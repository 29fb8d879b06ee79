/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of attempts: the first call under a key is its content for ever. The content is compared
 * with the journal, field by field, so that the error can name what differs. */
#include <inttypes.h>
#include <stdio.h>

#include "ledger/entry.h"

typedef struct difference {
    const char *field; /* NULL: none */
    int64_t first;
    int64_t again;
} difference;

/* The key in an attempt's entry: behind its type, and the flags if it has any. */
int64_t jf__key_of(const jf_ledger *self, uint32_t attempt)
{
    const jf__attempt *known = jf__attempt_at(&self->attempts, attempt);
    jf__reader body = jf__journal_body(&self->journal, known->offset);

    body.at = jf__entry_is_attempt(known->type) ? 2 : 1;
    return jf__read_id(&body);
}

uint32_t jf__key_lookup(const jf_ledger *self, int64_t key)
{
    uint32_t tag = jf__key_tag(key);
    uint32_t at = 0;
    uint32_t attempt;

    do
        attempt = jf__keytable_next(&self->keys, tag, &at);
    while (attempt != JF__NONE && jf__key_of(self, attempt) != key);
    return attempt;
}

static bool differs(difference *found, const char *field, int64_t first, int64_t again)
{
    if (first == again)
        return false;
    *found = (difference){field, first, again};
    return true;
}

static int64_t kind_id(const jf_ledger *self, uint32_t kind)
{
    return kind == JF__NONE ? 0 : self->kinds.list.items[kind].id;
}

static bool heads_differ(const jf_ledger *self, const jf__entry *entry, const jf__request *request,
                         difference *found)
{
    const jf__request *first = &entry->request;
    bool is_record = jf__entry_is_record(request->type);

    return differs(found, is_record ? "subject" : "hold_key",
                   is_record ? first->subject : first->of_key,
                   is_record ? request->subject : request->of_key) ||
           differs(found, "day", first->day, request->day) ||
           differs(found, "kind", kind_id(self, first->kind), kind_id(self, request->kind)) ||
           differs(found, "actor", first->actor, request->actor) ||
           differs(found, "reason", first->reason, request->reason) ||
           differs(found, "grants", first->grants_key, request->grants_key) ||
           differs(found, "expires", first->expires, request->expires) ||
           (is_record && differs(found, "off_plan", first->plan_class, request->plan_class)) ||
           differs(found, "frees", first->frees, request->frees) ||
           differs(found, "line_count", entry->line_count, (int64_t)self->charge.lines.count);
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

static jf_status compare_bodies(int64_t key, jf__reader first, jf__reader again,
                                const char *(*field_at)(size_t), jf_error *err)
{
    for (size_t i = 0; i < first.size && i < again.size; i++)
        if (first.bytes[i] != again.bytes[i])
            return jf__key_fail(err, key, field_at(i), first.bytes[i], again.bytes[i]);
    if (first.size != again.size)
        return jf__key_fail(err, key, "content", (int64_t)first.size, (int64_t)again.size);
    return JF_OK;
}

jf_status jf__key_same(jf_ledger *self, int64_t key, uint32_t attempt, size_t offset,
                       size_t size, const char *(*field_at)(size_t), jf_error *err)
{
    const jf__attempt *known = jf__attempt_at(&self->attempts, attempt);
    jf__reader first = jf__journal_body(&self->journal, known->offset);
    jf__reader again = jf__journal_body(&self->journal, offset);
    jf_status status;

    if (known->type != again.bytes[0]) {
        status = jf__key_fail(err, key, "operation", known->type, again.bytes[0]);
    } else {
        first.size = first.size < size ? first.size : size;
        again.size = again.size < size ? again.size : size;
        status = compare_bodies(key, first, again, field_at, err);
    }
    jf__journal_cut(&self->journal, offset, self->journal.entry_count - 1, &self->allocator);
    return status;
}

jf_status jf__key_fail(jf_error *err, int64_t key, const char *field, int64_t first, int64_t again)
{
    return jf__fail_about(err, JF_E_EXISTS, key, first, again,
                          "key %" PRId64 " was first used with another %s: %" PRId64
                          ", now %" PRId64,
                          key, field, first, again);
}

static jf_status compare_lines(const jf_ledger *self, const jf__request *request,
                               jf__entry *entry, jf_error *err)
{
    difference found = {0};

    for (uint32_t i = 0; i < entry->line_count; i++) {
        jf__line first = jf__entry_line(entry);

        if (lines_differ(self, &first, &self->charge.lines.items[i], &found)) {
            char field[40];

            (void)snprintf(field, sizeof field, "lines[%" PRIu32 "].%s", i, found.field);
            return jf__key_fail(err, request->key, field, found.first, found.again);
        }
    }
    return JF_OK;
}

jf_status jf__key_find(const jf_ledger *self, const jf__request *request, uint32_t *attempt_out,
                       jf_error *err)
{
    uint32_t number = jf__key_lookup(self, request->key);
    difference found = {0};
    int32_t type;
    jf__entry entry;

    *attempt_out = number;
    if (number == JF__NONE)
        return JF_OK;
    type = jf__attempt_at(&self->attempts, number)->type;
    if (type != request->type)
        return jf__key_fail(err, request->key, "operation", type, request->type);
    entry = jf__entry_at(self, number);
    if (heads_differ(self, &entry, request, &found))
        return jf__key_fail(err, request->key, found.field, found.first, found.again);
    return compare_lines(self, request, &entry, err);
}
