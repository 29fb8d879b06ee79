/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about use. A cell with a limit answers from its counter, any other from the records. */
#include "ledger/ledger.h"

#include <inttypes.h>
#include <string.h>

#include "base/records.h"

static jf_status read_cell(const jf_ledger *self, const jf_limit *cell, bool with_period,
                           jf__scope *scope_out, jf_error *err)
{
    jf_limit read;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_read(&read, sizeof read, cell, "cell", err);
    return status ? status : jf__scope_read(self, &read, with_period, scope_out, err);
}

jf_status jf_ledger_balance(const jf_ledger *self, const jf_limit *cell, jf_balance *balance_out,
                            jf_error *err)
{
    jf_balance balance = {.state = -1, .available = INT64_MAX};
    jf__scope scope;
    jf_status status = jf__record_writable(balance_out, "balance_out", err);
    uint32_t number;

    if (!status)
        status = read_cell(self, cell, true, &scope, err);
    if (status)
        return status;
    number = jf__limit_find(self, &scope);
    if (number == JF__NONE) {
        jf__scope_sum(self, &scope, &balance.used, &balance.held);
    } else {
        const jf__limit *limit = &self->limits.items[number];

        balance.state = limit->state;
        balance.limit = limit->amount;
        balance.used = jf__limit_used(self, limit);
        balance.held = limit->held;
        if (limit->state != JF_LIMIT_UNLIMITED)
            balance.available = self->cells.free_of.items[limit->cell];
    }
    jf__record_write(balance_out, &balance, sizeof balance);
    return JF_OK;
}

jf_status jf_ledger_series(const jf_ledger *self, const jf_limit *cell, jf_day first,
                           int64_t *values_out, size_t value_count, jf_error *err)
{
    jf__scope scope;
    jf_status status = read_cell(self, cell, false, &scope, err);

    if (status)
        return status;
    if (!values_out && value_count > 0)
        return jf__fail_null(err, "values_out");
    if (first < JF_DAY_FIRST || first > JF_DAY_LAST ||
        value_count > (size_t)(JF_DAY_LAST - first) + 1)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_DAY_LAST, first,
                              "%zu days from day %" PRId32 " on leave the day range", value_count,
                              first);
    if (value_count == 0)
        return JF_OK;
    memset(values_out, 0, value_count * sizeof *values_out);
    scope.first = first;
    scope.last = first + (jf_day)(value_count - 1);
    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = &self->attempts.items[i];

        if (attempt->state == JF__ATTEMPT_USED && jf__attempt_counts(self, attempt, &scope))
            values_out[attempt->day - first] += jf__attempt_value(self, attempt, &scope);
    }
    return JF_OK;
}
