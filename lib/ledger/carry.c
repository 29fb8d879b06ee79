/* SPDX-License-Identifier: Apache-2.0 */
/* Carry-over from a period to a later one. The amount stands behind the formula in the entry:
 *
 *   carry   i64 key, u32 from, u32 to, i64 least, i64 most, u32 actor, u32 reason, i64 carried */
#include "ledger/link.h"

#include <inttypes.h>

#include "base/checked.h"
#include "base/records.h"

#define INPUT_SIZE 41
#define BODY_SIZE (INPUT_SIZE + 8)

typedef struct carrying {
    jf_carry read;
    uint32_t from;
    uint32_t to;
    uint32_t actor;
    uint32_t reason;
} carrying;

static jf_status read_carry(const jf_ledger *self, const jf_carry *carry, carrying *work,
                            jf_error *err)
{
    const jf_carry *read = &work->read;
    jf_status status = jf__record_read(&work->read, sizeof work->read, carry, "carry", err);

    if (status)
        return status;
    if (read->key < 1 || read->reserved != 0 || read->most < read->least)
        return jf__fail_about(err, JF_E_ARGUMENT, read->key, read->least, read->most,
                              "carry-over %" PRId64 " of %" PRId64 " to %" PRId64, read->key,
                              read->least, read->most);
    if (read->least < -JF_LEDGER_CARRY_MAX || read->most > JF_LEDGER_CARRY_MAX)
        return jf__fail_about(err, JF_E_RANGE, read->key, JF_LEDGER_CARRY_MAX, read->most,
                              "carry-over %" PRId64 " is beyond its bounds", read->key);
    status = jf__note_find(self, read->actor, "actor", &work->actor, err);
    return status ? status : jf__note_find(self, read->reason, "reason", &work->reason, err);
}

static jf_status check_fit(const jf_ledger *self, const carrying *work, jf_error *err)
{
    const jf__scope *from = &self->limits.items[work->from].scope;
    const jf__scope *to = &self->limits.items[work->to].scope;
    jf__scope same = *from;

    same.first = to->first;
    if (from->window == JF_WINDOW_PERIOD && from->bound == JF_BOUND_CAP &&
        to->first > from->last && jf__scope_equal(&same, to))
        return JF_OK;
    return jf__fail_about(err, JF_E_ARGUMENT, work->read.key, 0, 0,
                          "what is left does not go from the one cell to the other");
}

static jf_status check_state(const jf_ledger *self, const carrying *work, jf_error *err)
{
    const jf__limit *from = &self->limits.items[work->from];
    const jf__limit *to = &self->limits.items[work->to];
    int64_t sum;

    if (from->terms.state != JF_LIMIT_NUMBER || to->terms.state != JF_LIMIT_NUMBER ||
        jf__limit_is_closed(self, from) || jf__limit_is_closed(self, to))
        return jf__fail_about(err, JF_E_STATE, work->read.key, 0, 0,
                              "a limit is no number, or its unit has ended");
    for (size_t i = 0; i < self->links.count; i++)
        if (self->links.items[i].type == JF__ENTRY_CARRY &&
            self->links.items[i].parts[0].base == work->from)
            return jf__fail_about(err, JF_E_STATE, work->read.key, 0, 0,
                                  "what is left of this limit was carried over already");
    if (!jf__add(to->terms.amount, work->read.most, &sum))
        return jf__fail_about(err, JF_E_OVERFLOW, work->read.key, 0, work->read.most,
                              "the limit might leave 64 bits");
    return JF_OK;
}

static void write_carry(jf_ledger *self, const carrying *work, int64_t carried)
{
    jf__journal *journal = &self->journal;
    size_t start = jf__journal_begin(journal, JF__ENTRY_CARRY);

    jf__journal_put(journal, (uint64_t)work->read.key, 8);
    jf__journal_put(journal, work->from, 4);
    jf__journal_put(journal, work->to, 4);
    jf__journal_put(journal, (uint64_t)work->read.least, 8);
    jf__journal_put(journal, (uint64_t)work->read.most, 8);
    jf__journal_put(journal, work->actor, 4);
    jf__journal_put(journal, work->reason, 4);
    jf__journal_put(journal, (uint64_t)carried, 8);
    jf__journal_end(journal, start);
}

static const char *field_at(size_t place)
{
    return place < 9    ? "key"
           : place < 17 ? "limit"
           : place < 25 ? "least"
           : place < 33 ? "most"
           : place < 37 ? "actor"
                        : "reason";
}

/* Everything that can fail has been done. */
static void apply(jf_ledger *self, const carrying *work, jf__link *link)
{
    jf__derived *part = &link->parts[0];

    (void)jf__link_compute(self, link);
    part->now = part->posted = part->amount;
    write_carry(self, work, part->amount);
    jf__limit_change(self, work->to,
                     jf__add_saturated(self->limits.items[work->to].terms.amount, part->amount));
    jf__links_add(self, link);
    jf__links_settle(self);
}

static jf_status run(jf_ledger *self, const carrying *work, jf_outcome *outcome_out,
                     jf_error *err)
{
    jf__request request = {.type = JF__ENTRY_CARRY, .kind = JF__NONE, .key = work->read.key};
    const jf__scope *days = &self->limits.items[work->from].scope;
    jf__link link = {.type = JF__ENTRY_CARRY, .least = work->read.least, .most = work->read.most,
                     .days = {days->first, days->last}, .part_count = 1};
    uint32_t number = (uint32_t)self->attempts.count;

    if (!jf__array_reserve(&self->links, 1, &self->allocator) ||
        !jf__links_reserve(self, BODY_SIZE, 1) || !jf__attempt_reserve(self, work->read.key))
        return jf__fail_memory(err);
    link.parts = jf__allocate(&self->allocator, 1, sizeof *link.parts);
    if (!link.parts)
        return jf__fail_memory(err);
    link.parts[0] = (jf__derived){.base = work->from, .to = work->to};
    jf__attempt_add(self, &request)->state = JF__ATTEMPT_DONE;
    apply(self, work, &link);
    return jf__attempt_first(self, number, outcome_out, err);
}

static jf_status answer(jf_ledger *self, const carrying *work, jf_outcome *outcome_out,
                        jf_error *err)
{
    uint32_t known = jf__key_lookup(self, work->read.key);
    size_t offset = self->journal.size;
    jf_status status;

    if (known == JF__NONE) {
        status = check_state(self, work, err);
        return status ? status : run(self, work, outcome_out, err);
    }
    if (!jf__journal_reserve(&self->journal, BODY_SIZE, 1, &self->allocator))
        return jf__fail_memory(err);
    write_carry(self, work, 0);
    status = jf__key_same(self, work->read.key, known, offset, INPUT_SIZE, field_at, err);
    return status ? status : jf__attempt_repeat(self, known, outcome_out, err);
}

jf_status jf_ledger_carry(jf_ledger *self, const jf_carry *carry, const jf_limit *from,
                          const jf_limit *to, jf_outcome *outcome_out, jf_error *err)
{
    carrying work;
    jf_status status;

    if (!self || !carry || !from || !to)
        return jf__fail_null(err, !self ? "self" : !carry ? "carry" : !from ? "from" : "to");
    status = read_carry(self, carry, &work, err);
    if (!status)
        status = jf__outcome_check(outcome_out, err);
    if (!status)
        status = jf__limit_of_cell(self, from, "from", &work.from, err);
    if (!status)
        status = jf__limit_of_cell(self, to, "to", &work.to, err);
    if (!status)
        status = check_fit(self, &work, err);
    return status ? status : answer(self, &work, outcome_out, err);
}
