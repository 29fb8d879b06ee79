/* SPDX-License-Identifier: Apache-2.0 */
/* How all limits stand, in one array. */
#include "ledger/ledger.h"

/* The last day of the fullest window of a rolling limit, the earliest of them. A fullest window
 * may be taken to end on a day with use; then what is in it can only have begun earlier. */
static jf_day fullest_of(const jf_ledger *self, const jf__limit *limit)
{
    const jf__days *days = &self->days.items[limit->days];
    jf_day fullest = JF_DAY_FIRST;
    int64_t most = 0;
    int64_t sum = 0;
    size_t first = 0;

    for (size_t i = 0; i < days->count; i++) {
        sum += days->items[i].used + days->items[i].held;
        for (; days->items[first].day <= days->items[i].day - limit->scope.window_days; first++)
            sum -= days->items[first].used + days->items[first].held;
        if (sum > most) {
            most = sum;
            fullest = days->items[i].day;
        }
    }
    return fullest;
}

jf_status jf_ledger_standings(const jf_ledger *self, size_t first, int64_t *values_out,
                              size_t value_count, jf_error *err)
{
    size_t count = value_count / JF_LEDGER_STANDING_VALUES;

    if (!self || (!values_out && value_count > 0))
        return jf__fail_null(err, !self ? "self" : "values_out");
    if (value_count % JF_LEDGER_STANDING_VALUES != 0)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, (int64_t)value_count,
                              "%zu values are no multiple of %d", value_count,
                              JF_LEDGER_STANDING_VALUES);
    if (first > self->limits.count || count > self->limits.count - first)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->limits.count, (int64_t)first,
                              "%zu limits from %zu on lie beyond the %zu there are", count, first,
                              self->limits.count);
    for (size_t i = 0; i < count; i++) {
        const jf__limit *limit = &self->limits.items[first + i];
        bool rolling = limit->scope.window == JF_WINDOW_ROLLING;
        jf_balance balance = jf__limit_balance(
            self, (uint32_t)(first + i), rolling ? fullest_of(self, limit) : limit->scope.last);
        int64_t *values = values_out + i * JF_LEDGER_STANDING_VALUES;

        values[0] = balance.limit;
        values[1] = balance.used;
        values[2] = balance.held;
        values[3] = balance.available;
    }
    return JF_OK;
}
