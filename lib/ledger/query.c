/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about use. A cell with a limit answers from its counter, any other from the records. */
#include "ledger/ledger.h"

#include <inttypes.h>
#include <string.h>

#include "base/checked.h"
#include "base/records.h"

/* Use and limit of a window that is no plain period, as they are on a day. */
static void balance_days(const jf_ledger *self, const jf__limit *limit, jf_day day,
                         jf_balance *balance)
{
    const jf__scope *scope = &limit->scope;
    bool rolling = scope->window == JF_WINDOW_ROLLING;
    jf_day first = rolling ? day - scope->window_days + 1 : scope->first;
    jf__day_sum sum = jf__days_sum(self, limit, first, day);

    balance->used = sum.used;
    balance->held = sum.held;
    if (limit->terms.state == JF_LIMIT_UNLIMITED)
        return;
    if (!rolling)
        balance->limit = jf__times(balance->limit, jf__months_begun(scope, day));
    balance->available = balance->limit - sum.used - sum.held;
}

jf_balance jf__limit_balance(const jf_ledger *self, uint32_t number, jf_day day)
{
    const jf__limit *limit = &self->limits.items[number];
    jf_balance balance = {.state = limit->terms.state,
                          .limit = limit->terms.amount,
                          .used = jf__limit_used(self, limit),
                          .held = limit->held,
                          .available = INT64_MAX,
                          .borrowed = limit->borrowed,
                          .lent = limit->lent,
                          .pool = limit->terms.pool,
                          .refusals = limit->refusals,
                          .since = limit->since};

    if (limit->terms.state != JF_LIMIT_UNLIMITED)
        balance.available = jf__limit_available(self, limit);
    if (limit->days != JF__NONE)
        balance_days(self, limit, day, &balance);
    return balance;
}

jf_status jf_ledger_balance(const jf_ledger *self, const jf_limit *cell, jf_balance *balance_out,
                            jf_error *err)
{
    jf_balance balance = {.state = -1, .available = INT64_MAX, .since = JF_DAY_NONE};
    jf__scope scope;
    jf_status status;
    uint32_t number;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(balance_out, "balance_out", err);
    if (!status)
        status = jf__cell_read(self, cell, "cell", true, &scope, err);
    if (status)
        return status;
    number = jf__limit_find(self, &scope);
    if (number != JF__NONE) {
        balance = jf__limit_balance(self, number, cell->day);
    } else {
        if (scope.window == JF_WINDOW_ROLLING)
            scope.first = cell->day - scope.window_days + 1;
        scope.last = scope.window == JF_WINDOW_PERIOD ? scope.last : cell->day;
        jf__scope_sum(self, &scope, &balance.used, &balance.held);
        balance.used = jf__add_saturated(balance.used, jf__scope_inherited(self, &scope));
    }
    jf__record_write(balance_out, &balance, sizeof balance);
    return JF_OK;
}

jf_status jf_ledger_series(const jf_ledger *self, const jf_limit *cell, jf_day first,
                           int64_t *values_out, size_t value_count, jf_error *err)
{
    jf__scope scope;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__cell_read(self, cell, "cell", false, &scope, err);
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
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, (uint32_t)i);

        if (jf__state_is_used(attempt->state) && jf__attempt_counts(self, attempt, &scope))
            values_out[attempt->day - first] += jf__attempt_value(self, (uint32_t)i, &scope);
    }
    return JF_OK;
}
