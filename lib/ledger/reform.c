/* SPDX-License-Identifier: Apache-2.0 */
/* Reorganisations of units: reading them, remembering them by their keys, and their entry:
 *
 *   reform   i64 key, u8 verb, i32 day, u32 actor, u32 reason, u32 unit, then of
 *            rename: u16 size, name    move: u32 parent
 *            merge, split: u32 count, each: u32 into, i64 share */
#include "ledger/link.h"
#include "ledger/reform.h"

#include <inttypes.h>
#include <string.h>

#include "base/records.h"

#define HEAD_SIZE 26
#define SHARES_MAX INT64_C(1000000000)

static jf_status find_unit(const jf_ledger *self, int64_t id, uint32_t *unit_out, jf_error *err)
{
    *unit_out = jf__node_find(&self->units, id);
    if (*unit_out == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, id, 0, 0, "the ledger has no unit %" PRId64,
                              id);
    return JF_OK;
}

static jf_status read_reform(jf_ledger *self, const jf_reform *reform, jf__reform *read_out,
                             jf_error *err)
{
    jf_reform read;
    jf_status status = jf__record_read(&read, sizeof read, reform, "reform", err);

    if (status)
        return status;
    if (read.key < 1)
        return jf__fail_about(err, JF_E_ARGUMENT, read.key, 1, read.key,
                              "key %" PRId64 " is not 1 or more", read.key);
    if (read.day < JF_DAY_FIRST || read.day > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, read.key, 0, read.day, "%" PRId32 " is not a day",
                              read.day);
    read_out->key = read.key;
    read_out->day = read.day;
    status = find_unit(self, read.unit, &read_out->unit, err);
    if (!status)
        status = jf__note_find(self, read.actor, "actor", &read_out->actor, err);
    if (!status)
        status = jf__note_find(self, read.reason, "reason", &read_out->reason, err);
    return status;
}

static void write_reform(jf_ledger *self, const jf__reform *reform)
{
    jf__journal *journal = &self->journal;
    size_t start = jf__journal_begin(journal, JF__ENTRY_REFORM);

    jf__journal_put(journal, (uint64_t)reform->key, 8);
    jf__journal_put(journal, (uint64_t)reform->verb, 1);
    jf__journal_put(journal, (uint32_t)reform->day, 4);
    jf__journal_put(journal, reform->actor, 4);
    jf__journal_put(journal, reform->reason, 4);
    jf__journal_put(journal, reform->unit, 4);
    if (reform->verb == JF__REFORM_RENAME) {
        jf__journal_put(journal, strlen(reform->name), 2);
        jf__journal_put_bytes(journal, reform->name, strlen(reform->name));
    } else if (reform->verb == JF__REFORM_MOVE) {
        jf__journal_put(journal, reform->parent, 4);
    } else {
        jf__journal_put(journal, self->charge.heirs.count, 4);
        for (size_t i = 0; i < self->charge.heirs.count; i++) {
            jf__journal_put(journal, self->charge.heirs.items[i].into, 4);
            jf__journal_put(journal, (uint64_t)self->charge.heirs.items[i].share, 8);
        }
    }
    jf__journal_end(journal, start);
}

static const char *field_at(size_t offset)
{
    static const size_t ends[] = {9, 10, 14, 18, 22, HEAD_SIZE};
    static const char *const names[] = {"operation", "operation", "day", "actor", "reason",
                                        "unit"};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (offset < ends[i])
            return names[i];
    return "content";
}

static jf_status run(jf_ledger *self, const jf__reform *reform, jf_outcome *outcome_out,
                     jf_error *err)
{
    jf__request request = {.type = JF__ENTRY_REFORM, .kind = JF__NONE, .key = reform->key};
    uint32_t number = jf__key_lookup(self, reform->key);
    size_t size = HEAD_SIZE + (reform->name ? 2 + strlen(reform->name)
                                            : 4 + 12 * self->charge.heirs.count);
    jf_status status = jf__outcome_check(outcome_out, err);

    if (status)
        return status;
    if (!jf__links_reserve(self, size, 1) ||
        !jf__attempt_reserve(self, reform->key))
        return jf__fail_memory(err);
    if (number != JF__NONE) {
        size_t offset = self->journal.size;

        write_reform(self, reform);
        status = jf__key_same(self, reform->key, number, offset, SIZE_MAX, field_at, err);
        return status ? status : jf__attempt_repeat(self, number, outcome_out, err);
    }
    status = jf__reform_apply(self, reform, err);
    if (status)
        return status;
    number = (uint32_t)self->attempts.count;
    jf__attempt_add(self, &request)->state = JF__ATTEMPT_DONE;
    write_reform(self, reform);
    jf__links_settle(self);
    return jf__attempt_first(self, number, outcome_out, err);
}

jf_status jf_ledger_rename_unit(jf_ledger *self, const jf_reform *reform, const char *name,
                                jf_outcome *outcome_out, jf_error *err)
{
    jf__reform read = {.verb = JF__REFORM_RENAME, .name = name};
    jf_status status;

    if (!self || !reform || !name)
        return jf__fail_null(err, !self ? "self" : !reform ? "reform" : "name");
    if (!*name)
        return jf__fail(err, JF_E_ARGUMENT, "name is empty");
    status = jf__text_check(name, "name", err);
    if (!status)
        status = read_reform(self, reform, &read, err);
    self->charge.heirs.count = 0;
    return status ? status : run(self, &read, outcome_out, err);
}

jf_status jf_ledger_move_unit(jf_ledger *self, const jf_reform *reform, int64_t parent,
                              jf_outcome *outcome_out, jf_error *err)
{
    jf__reform read = {.verb = JF__REFORM_MOVE, .parent = JF__NONE};
    jf_status status;

    if (!self || !reform)
        return jf__fail_null(err, !self ? "self" : "reform");
    if (parent < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, parent, 0, parent,
                              "parent %" PRId64 " is negative", parent);
    status = read_reform(self, reform, &read, err);
    if (!status && parent != 0)
        status = find_unit(self, parent, &read.parent, err);
    self->charge.heirs.count = 0;
    return status ? status : run(self, &read, outcome_out, err);
}

/* Reads who goes on; no shares: one heir that has all. */
static jf_status read_heirs(jf_ledger *self, const jf__reform *reform, const int64_t *parts,
                            size_t part_count, const int64_t *shares, jf_error *err)
{
    int64_t whole = 0;

    self->charge.heirs.count = 0;
    if (!jf__array_reserve(&self->charge.heirs, part_count, &self->allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; i < part_count; i++)
        whole += shares ? shares[i] : 0;
    for (size_t i = 0; i < part_count; i++) {
        jf__heir heir = {.unit = reform->unit, .day = reform->day,
                         .share = shares ? shares[i] : 0, .whole = whole};
        jf_status status = find_unit(self, parts[i], &heir.into, err);

        if (status)
            return status;
        self->charge.heirs.items[self->charge.heirs.count++] = heir;
    }
    return JF_OK;
}

jf_status jf_ledger_merge_unit(jf_ledger *self, const jf_reform *reform, int64_t into,
                               jf_outcome *outcome_out, jf_error *err)
{
    jf__reform read = {.verb = JF__REFORM_MERGE};
    jf_status status;

    if (!self || !reform)
        return jf__fail_null(err, !self ? "self" : "reform");
    status = read_reform(self, reform, &read, err);
    if (!status)
        status = read_heirs(self, &read, &into, 1, NULL, err);
    return status ? status : run(self, &read, outcome_out, err);
}

static jf_status check_parts(const int64_t *parts, size_t part_count, const int64_t *shares,
                             size_t share_count, jf_error *err)
{
    if (part_count < 2 || part_count > JF_LEDGER_PART_MAX || share_count != part_count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_LEDGER_PART_MAX, (int64_t)part_count,
                              "%zu parts with %zu shares", part_count, share_count);
    for (size_t i = 0; i < part_count; i++) {
        bool twice = false;

        for (size_t j = 0; j < i; j++)
            twice = twice || parts[j] == parts[i];
        if (twice || shares[i] < 1)
            return jf__fail_about(err, JF_E_ARGUMENT, parts[i], 1, shares[i],
                                  "part %" PRId64 " %s", parts[i],
                                  twice ? "stands twice" : "has a share below 1");
    }
    return JF_OK;
}

static jf_status check_shares(const int64_t *shares, size_t share_count, jf_error *err)
{
    int64_t left = SHARES_MAX;

    for (size_t i = 0; i < share_count; i++) {
        if (shares[i] > left)
            return jf__fail_about(err, JF_E_RANGE, 0, SHARES_MAX, shares[i],
                                  "the shares sum to more than %" PRId64, SHARES_MAX);
        left -= shares[i];
    }
    return JF_OK;
}

jf_status jf_ledger_split_unit(jf_ledger *self, const jf_reform *reform, const int64_t *parts,
                               size_t part_count, const int64_t *shares, size_t share_count,
                               jf_outcome *outcome_out, jf_error *err)
{
    jf__reform read = {.verb = JF__REFORM_SPLIT};
    jf_status status;

    if (!self || !reform || !parts || !shares)
        return jf__fail_null(err, !self     ? "self"
                                  : !reform ? "reform"
                                  : !parts  ? "parts"
                                            : "shares");
    status = check_parts(parts, part_count, shares, share_count, err);
    if (!status)
        status = check_shares(shares, share_count, err);
    if (!status)
        status = read_reform(self, reform, &read, err);
    if (!status)
        status = read_heirs(self, &read, parts, part_count, shares, err);
    return status ? status : run(self, &read, outcome_out, err);
}
