/* SPDX-License-Identifier: Apache-2.0 */
/* The trial balance: both sides of every record, each from its own lines. */
#include <inttypes.h>

#include "base/records.h"
#include "ledger/entry.h"

typedef struct sides {
    int64_t written_off;
    int64_t outside;
    int64_t borne;
} sides;

static sides sides_of(const jf_ledger *self, uint32_t attempt)
{
    jf__entry entry = jf__entry_of_lines(self, attempt);
    jf__lead lead = JF__LEAD_NONE;
    sides of = {0};

    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line line = jf__entry_line(&entry);

        jf__lead_add(&lead, &line);
        of.borne += line.side == JF_SIDE_RECIPIENT ? line.count : 0;
    }
    *(lead.line == JF__NONE ? &of.outside : &of.written_off) = lead.landings;
    return of;
}

static void add_record(const jf_ledger *self, uint32_t number, jf_trial *trial)
{
    bool used = jf__state_is_used(jf__attempt_at(&self->attempts, number)->state);
    sides of = sides_of(self, number);

    *(used ? &trial->records : &trial->holds) += 1;
    *(used ? &trial->written_off : &trial->held_written_off) += of.written_off;
    *(used ? &trial->outside : &trial->held_outside) += of.outside;
    *(used ? &trial->borne : &trial->held_borne) += of.borne;
    if (trial->unbalanced == 0 && of.written_off + of.outside != of.borne)
        trial->unbalanced = jf__entry_at(self, number).request.key;
}

static jf_status read_until(jf_day until, jf_day *last_out, jf_error *err)
{
    *last_out = until == 0 || until == JF_DAY_NONE ? JF_DAY_LAST : until;
    if (*last_out < JF_DAY_FIRST || *last_out > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, until, "until %" PRId32 " is not a day",
                              until);
    return JF_OK;
}

jf_status jf_ledger_trial(const jf_ledger *self, int64_t kind, jf_day until, jf_trial *trial_out,
                          jf_error *err)
{
    uint32_t above = JF__NONE;
    jf_trial trial = {0};
    jf_day last;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(trial_out, "trial_out", err);
    if (!status && kind != 0) {
        above = jf__node_find(&self->kinds, kind);
        if (above == JF__NONE)
            status = jf__fail_about(err, JF_E_NOT_FOUND, kind, 0, 0,
                                    "the ledger has no kind %" PRId64, kind);
    }
    if (!status)
        status = read_until(until, &last, err);
    if (status)
        return status;
    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, (uint32_t)i);

        if (jf__attempt_is_live(attempt) && attempt->day <= last &&
            (above == JF__NONE || jf__node_within(&self->kinds, above, attempt->kind)))
            add_record(self, (uint32_t)i, &trial);
    }
    trial.is_balanced = trial.unbalanced == 0;
    jf__record_write(trial_out, &trial, sizeof trial);
    return JF_OK;
}
