/* SPDX-License-Identifier: Apache-2.0 */
/* The handle: how a ledger comes to be, and what it says about its journal as a whole. */
#include "ledger/link.h"

#include "base/digest.h"
#include "base/records.h"

/* SHA-256 over the known range, whether days beyond it are plain weeks, and the kind of each known
 * day: whatever the calendar can answer follows from these. */
static void digest_calendar(const jf_calendar *calendar, jf_day first, jf_day last,
                            uint8_t digest_out[JF__SHA256_SIZE])
{
    jf_day outside = first > JF_DAY_FIRST ? JF_DAY_FIRST : JF_DAY_LAST;
    jf__sha256 digest;
    int32_t kind = 0;
    uint8_t head[9];

    for (size_t i = 0; i < 4; i++) {
        head[i] = (uint8_t)((uint32_t)first >> (8 * i));
        head[4 + i] = (uint8_t)((uint32_t)last >> (8 * i));
    }
    head[8] = jf_calendar_day_kind(calendar, outside, &kind, NULL) == JF_OK;
    jf__sha256_init(&digest);
    jf__sha256_add(&digest, head, sizeof head);
    for (jf_day day = first; day <= last; day++) {
        uint8_t byte;

        (void)jf_calendar_day_kind(calendar, day, &kind, NULL);
        byte = (uint8_t)kind;
        jf__sha256_add(&digest, &byte, 1);
    }
    jf__sha256_finish(&digest, digest_out);
}

/* Nothing known: the empty range after the first day. */
static jf_status write_opening(jf_ledger *self, jf_error *err)
{
    uint8_t digest[JF__SHA256_SIZE];
    jf_day first = JF_DAY_FIRST + 1;
    jf_day last = JF_DAY_FIRST;

    (void)jf_calendar_known(self->calendar, &first, &last, NULL);
    digest_calendar(self->calendar, first, last, digest);
    return jf__entry_write_open(self, first, last, digest) ? JF_OK : jf__fail_memory(err);
}

static jf_status check_sealed(const jf_calendar *calendar, jf_error *err)
{
    int32_t kind;

    if (jf_calendar_day_kind(calendar, 0, &kind, NULL) == JF_E_NOT_SEALED)
        return jf__fail(err, JF_E_NOT_SEALED, "the calendar of a ledger must be sealed");
    return JF_OK;
}

jf_ledger *jf__ledger_open(jf_calendar *calendar, const jf_ledger_options *opts, jf_error *err)
{
    jf_ledger_options options;
    jf_allocator allocator;
    jf_ledger *self;

    if (jf__options_read(&options, sizeof options, opts, "opts", err))
        return NULL;
    if (options.reserved != 0) {
        (void)jf__fail(err, JF_E_ARGUMENT, "opts.reserved is not 0");
        return NULL;
    }
    if (jf__allocator_init(&allocator, &options.allocator, err) || check_sealed(calendar, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->calendar = jf_calendar_retain(calendar);
    self->units.divided = JF_DAY_NONE;
    jf__crc32c_init(&self->journal.crc);
    jf__sha256_init(&self->journal.digest);
    if (write_opening(self, err)) {
        jf_ledger_free(self);
        return NULL;
    }
    return self;
}

static jf_status copy_tree(jf_ledger *self, jf__entry_type type, jf_tree *tree, jf_error *err)
{
    jf__nodes *nodes = type == JF__ENTRY_UNIT ? &self->units : &self->kinds;
    size_t count = jf_tree_count(tree);

    for (size_t i = 0; i < count; i++) {
        int64_t id;
        int64_t parent;
        jf_status status = jf_tree_id_at(tree, i, &id, err);

        if (!status)
            status = jf_tree_parent(tree, id, &parent, err);
        if (!status)
            status = jf__node_add(self, type, id, jf__node_find(nodes, parent),
                                  jf_tree_name(tree, id), err);
        if (status)
            return status;
    }
    return JF_OK;
}

jf_ledger *jf_ledger_new(jf_calendar *calendar, jf_tree *units, jf_tree *kinds,
                         const jf_ledger_options *opts, jf_error *err)
{
    jf_ledger *self;

    if (!calendar || !units || !kinds) {
        (void)jf__fail_null(err, !calendar ? "calendar" : !units ? "units" : "kinds");
        return NULL;
    }
    self = jf__ledger_open(calendar, opts, err);
    if (!self)
        return NULL;
    if (copy_tree(self, JF__ENTRY_UNIT, units, err) ||
        copy_tree(self, JF__ENTRY_KIND, kinds, err)) {
        jf_ledger_free(self);
        return NULL;
    }
    return self;
}

static void release_answer(jf__answer *answer, const jf_allocator *allocator)
{
    jf__array_release(&answer->violations, allocator);
    jf__array_release(&answer->notices, allocator);
}

static void release_charge(jf__charge *charge, const jf_allocator *allocator)
{
    jf__array_release(&charge->lines, allocator);
    jf__array_release(&charge->old, allocator);
    jf__array_release(&charge->touches, allocator);
    jf__array_release(&charge->lifts, allocator);
    jf__array_release(&charge->heirs, allocator);
    jf__array_release(&charge->bequests, allocator);
    release_answer(&charge->answer, allocator);
}

void jf_ledger_free(jf_ledger *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf_calendar_free(self->calendar);
    jf__nodes_release(&self->units, &allocator);
    jf__nodes_release(&self->kinds, &allocator);
    jf__texts_release(&self->texts, &allocator);
    jf__array_release(&self->limits, &allocator);
    jf__array_release(&self->pairs, &allocator);
    jf__idmap_release(&self->pair_index, &allocator);
    jf__array_release(&self->limit_of, &allocator);
    jf__array_release(&self->mark, &allocator);
    jf__rows_release(&self->rows, &allocator);
    for (size_t i = 0; i < self->days.count; i++)
        jf__array_release(&self->days.items[i], &allocator);
    jf__array_release(&self->days, &allocator);
    jf__plans_release(&self->plans, &allocator);
    for (size_t i = 0; i < self->links.count; i++)
        jf__link_release(&self->links.items[i], &allocator);
    jf__array_release(&self->links, &allocator);
    for (size_t i = 0; i < self->attempts.shelves.count; i++)
        jf__release(&allocator, self->attempts.shelves.items[i]);
    jf__array_release(&self->attempts.shelves, &allocator);
    jf__keytable_release(&self->keys, &allocator);
    jf__idmap_release(&self->contents, &allocator);
    jf__array_release(&self->expiries, &allocator);
    release_answer(&self->answer, &allocator);
    release_charge(&self->charge, &allocator);
    jf__undo_release(&self->undo, &allocator);
    jf__journal_release(&self->journal, &allocator);
    jf__release(&allocator, self);
}

int64_t jf_ledger_entry_count(const jf_ledger *self)
{
    return self ? self->journal.entry_count : 0;
}

size_t jf_ledger_journal_size(const jf_ledger *self)
{
    return self ? self->journal.size : 0;
}

jf_status jf_ledger_journal_read(const jf_ledger *self, size_t offset, uint8_t *bytes_out,
                                 size_t byte_count, jf_error *err)
{
    size_t size = jf_ledger_journal_size(self);

    if (!self || (!bytes_out && byte_count > 0))
        return jf__fail_null(err, !self ? "self" : "bytes_out");
    if (offset > size || byte_count > size - offset)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)size, 0,
                              "%zu bytes at %zu lie beyond the %zu of the journal", byte_count,
                              offset, size);
    jf__journal_copy(&self->journal, offset, bytes_out, byte_count);
    return JF_OK;
}

const uint8_t *jf_ledger_journal_view(const jf_ledger *self, size_t offset, size_t *size_out)
{
    if (!self && size_out)
        *size_out = 0;
    return self && size_out ? jf__journal_view(&self->journal, offset, size_out) : NULL;
}

jf_status jf_ledger_digest(const jf_ledger *self, uint8_t *digest_out, size_t digest_size,
                           jf_error *err)
{
    if (!self || !digest_out)
        return jf__fail_null(err, !self ? "self" : "digest_out");
    if (digest_size < JF__SHA256_SIZE)
        return jf__fail_about(err, JF_E_RANGE, 0, JF__SHA256_SIZE, (int64_t)digest_size,
                              "a digest needs %d bytes, not %zu", JF__SHA256_SIZE, digest_size);
    jf__journal_digest(&self->journal, digest_out);
    return JF_OK;
}
