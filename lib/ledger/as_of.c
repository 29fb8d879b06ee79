/* SPDX-License-Identifier: Apache-2.0 */
/* The ledger as it was, and the snapshots that are kept to get there sooner. A new ledger is made
 * from the journal's own bytes, so a snapshot that is kept only saves deciding them again. */
#include <inttypes.h>

#include "ledger/replay.h"
#include "ledger/snapshot.h"

/* A snapshot of now, for this process alone. */
static bool take(const jf_ledger *self, const jf_allocator *allocator, jf__kept *kept_out)
{
    *kept_out = (jf__kept){.entry = self->journal.entry_count,
                           .journal_size = self->journal.size,
                           .size = jf__snapshot_put(self, NULL, true)};
    kept_out->bytes = jf__reallocate(allocator, NULL, kept_out->size, 1);
    if (!kept_out->bytes)
        return false;
    (void)jf__snapshot_put(self, kept_out->bytes, true);
    return true;
}

jf_status jf_ledger_keep(jf_ledger *self, jf_error *err)
{
    jf__kept kept;

    if (!self)
        return jf__fail_null(err, "self");
    if (self->kept.count > 0 &&
        self->kept.items[self->kept.count - 1].entry == self->journal.entry_count)
        return JF_OK;
    if (!jf__array_reserve(&self->kept, 1, &self->allocator) ||
        !take(self, &self->allocator, &kept))
        return jf__fail_memory(err);
    self->kept.items[self->kept.count++] = kept;
    return JF_OK;
}

size_t jf_ledger_kept_count(const jf_ledger *self)
{
    return self ? self->kept.count : 0;
}

jf_status jf_ledger_drop(jf_ledger *self, size_t index, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (index >= self->kept.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->kept.count, 0,
                              "kept snapshot %zu of %zu", index, self->kept.count);
    jf__release(&self->allocator, self->kept.items[index].bytes);
    for (size_t i = index + 1; i < self->kept.count; i++)
        self->kept.items[i - 1] = self->kept.items[i];
    self->kept.count--;
    return JF_OK;
}

/* The latest kept snapshot up to an entry, or NULL. */
static const jf__kept *latest(const jf_ledger *self, int64_t entry)
{
    const jf__kept *found = NULL;

    for (size_t i = 0; i < self->kept.count && self->kept.items[i].entry <= entry; i++)
        found = &self->kept.items[i];
    return found;
}

/* Fills a new ledger with a snapshot, if there is one, and the bytes after it. */
static jf_status load(jf_ledger *made, const jf__kept *kept, const uint8_t *bytes,
                      size_t byte_count, jf_error *err)
{
    jf__replay work = {.ledger = made, .bytes = bytes, .byte_count = byte_count};
    jf_status status;

    if (kept)
        return jf__snapshot_load(made, kept->bytes, kept->size, true, bytes, byte_count, err);
    status = jf__replay_until(&work, byte_count, err);
    jf__replay_release(&work);
    return status;
}

/* As it is now: what is known needs not be decided again. */
static jf_status load_now(const jf_ledger *self, jf_ledger *made, const uint8_t *bytes,
                          jf_error *err)
{
    jf__kept now;
    jf_status status;

    if (!take(self, &made->allocator, &now))
        return jf__fail_memory(err);
    status = load(made, &now, bytes, now.journal_size, err);
    jf__release(&made->allocator, now.bytes);
    return status;
}

static jf_status fill(const jf_ledger *self, jf_ledger *made, int64_t entry, jf_error *err)
{
    const jf__kept *kept = latest(self, entry);
    int64_t skipped = kept ? kept->entry : 0;
    size_t size =
        jf__journal_after(&self->journal, kept ? kept->journal_size : 0, entry - skipped);
    uint8_t *bytes = jf__reallocate(&made->allocator, NULL, size, 1);
    jf_status status;

    if (!bytes)
        return jf__fail_memory(err);
    jf__journal_copy(&self->journal, 0, bytes, size);
    status = entry == self->journal.entry_count && skipped < entry
                 ? load_now(self, made, bytes, err)
                 : load(made, kept, bytes, size, err);
    jf__release(&made->allocator, bytes);
    if (status == JF_E_CORRUPT && entry < self->journal.entry_count)
        return jf__fail_about(err, JF_E_RANGE, 0, self->journal.entry_count, entry,
                              "what was done with entry %" PRId64 " goes on in the next", entry);
    return status;
}

jf_ledger *jf_ledger_as_of(const jf_ledger *self, int64_t entry, const jf_ledger_options *opts,
                           jf_error *err)
{
    jf_ledger *made;

    if (!self) {
        (void)jf__fail_null(err, "self");
        return NULL;
    }
    if (entry < 0 || entry > self->journal.entry_count) {
        (void)jf__fail_about(err, JF_E_RANGE, 0, self->journal.entry_count, entry,
                             "entry %" PRId64 " of %" PRId64, entry, self->journal.entry_count);
        return NULL;
    }
    made = jf__ledger_open(self->calendar, opts, err);
    if (made && fill(self, made, entry ? entry : self->journal.entry_count, err)) {
        jf_ledger_free(made);
        return NULL;
    }
    return made;
}
