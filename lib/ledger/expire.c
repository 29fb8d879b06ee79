/* SPDX-License-Identifier: Apache-2.0 */
/* Holds that end by themselves. All that are due are decided before the first is freed, so that no
 * memory can be wanting half way: what they give back has its plans, its touches and its days. */
#include <inttypes.h>

#include "base/records.h"
#include "ledger/link.h"

void jf__expiry_set(jf_ledger *self, uint32_t attempt, jf_day last)
{
    size_t at = self->expiries.count++;

    for (; at > 0 && self->expiries.items[at - 1].attempt > attempt; at--)
        self->expiries.items[at] = self->expiries.items[at - 1];
    self->expiries.items[at] = (jf__expiry){attempt, last};
    jf__attempt_at(&self->attempts, attempt)->flags |= JF__ATTEMPT_EXPIRES;
}

static size_t place_of(const jf_ledger *self, uint32_t attempt)
{
    size_t low = 0;
    size_t high = self->expiries.count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (self->expiries.items[middle].attempt < attempt)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

jf_day jf__expiry_of(const jf_ledger *self, uint32_t attempt)
{
    return self->expiries.items[place_of(self, attempt)].last;
}

void jf__expiry_forget(jf_ledger *self, uint32_t attempt)
{
    self->expiries.count--;
    for (size_t i = place_of(self, attempt); i < self->expiries.count; i++)
        self->expiries.items[i] = self->expiries.items[i + 1];
    jf__attempt_at(&self->attempts, attempt)->flags &= (uint16_t)~JF__ATTEMPT_EXPIRES;
}

static jf__request request_of(uint32_t attempt, const jf__attempt *hold)
{
    return (jf__request){.type = JF__ENTRY_RELEASE, .kind = JF__NONE, .day = JF_DAY_NONE,
                         .of = attempt, .grants = JF__NONE,
                         .plan_class = hold->flags & JF__ATTEMPT_CLASS};
}

static jf_status decide(jf_ledger *self, uint32_t attempt, jf_error *err)
{
    jf__attempt *hold = jf__attempt_at(&self->attempts, attempt);
    jf__request request = request_of(attempt, hold);

    self->charge.lines.count = 0;
    return jf__charge_decide(self, &request, err);
}

static void free_hold(jf_ledger *self, uint32_t attempt)
{
    jf__attempt *hold = jf__attempt_at(&self->attempts, attempt);
    jf__request request = request_of(attempt, hold);

    jf__charge_apply(self, &request);
    hold->state = JF__ATTEMPT_EXPIRED;
    hold->flags &= (uint16_t)~JF__ATTEMPT_EXPIRES;
}

static jf_status decide_due(jf_ledger *self, jf_day today, int64_t *count, jf_error *err)
{
    *count = 0;
    for (size_t i = 0; i < self->expiries.count; i++) {
        jf_status status = JF_OK;

        if (self->expiries.items[i].last >= today)
            continue;
        status = decide(self, self->expiries.items[i].attempt, err);
        if (status)
            return status;
        ++*count;
    }
    return JF_OK;
}

jf_status jf_ledger_expire(jf_ledger *self, jf_day today, int64_t *count_out, jf_error *err)
{
    size_t kept = 0;
    jf_status status;
    int64_t count;

    if (!self || !count_out)
        return jf__fail_null(err, !self ? "self" : "count_out");
    if (today < JF_DAY_FIRST || today > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, today, "%" PRId32 " is not a day", today);
    status = decide_due(self, today, &count, err);
    if (status)
        return status;
    if (count > 0) {
        size_t start;

        if (!jf__links_reserve(self, 9, 1))
            return jf__fail_memory(err);
        start = jf__journal_begin(&self->journal, JF__ENTRY_EXPIRE);
        jf__journal_put(&self->journal, (uint32_t)today, 4);
        jf__journal_put(&self->journal, (uint64_t)count, 4);
        jf__journal_end(&self->journal, start);
    }
    for (size_t i = 0; i < self->expiries.count; i++) {
        jf__expiry expiry = self->expiries.items[i];

        if (expiry.last >= today) {
            self->expiries.items[kept++] = expiry;
        } else {
            (void)decide(self, expiry.attempt, NULL);
            free_hold(self, expiry.attempt);
        }
    }
    self->expiries.count = kept;
    jf__links_settle(self);
    *count_out = count;
    return JF_OK;
}

jf_status jf_ledger_expiring(const jf_ledger *self, const jf_limit *cell, jf_day until,
                             int64_t *keys_out, size_t key_count, int64_t *count_out,
                             jf_error *err)
{
    jf__scope scope;
    jf_status status;
    int64_t count = 0;

    if (!self || (!keys_out && key_count > 0) || !count_out)
        return jf__fail_null(err, !self ? "self" : !count_out ? "count_out" : "keys_out");
    status = jf__cell_read(self, cell, "cell", true, &scope, err);
    if (status)
        return status;
    if (until < JF_DAY_FIRST || until > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, until, "%" PRId32 " is not a day", until);
    for (size_t i = 0; i < self->expiries.count; i++) {
        jf__expiry expiry = self->expiries.items[i];

        if (expiry.last > until ||
            !jf__attempt_counts(self, jf__attempt_at(&self->attempts, expiry.attempt), &scope) ||
            jf__attempt_value(self, expiry.attempt, &scope) == 0)
            continue;
        if ((size_t)count < key_count)
            keys_out[count] = jf__entry_at(self, expiry.attempt).request.key;
        count++;
    }
    *count_out = count;
    return JF_OK;
}
