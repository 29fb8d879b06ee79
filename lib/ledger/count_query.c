/* SPDX-License-Identifier: Apache-2.0 */
/* What a bulk count asks for: its fields, its periods, and the values that a record adds to.
 *
 * Periods follow each other without a gap, so a record lies in at most one of them, and year on
 * year in at most one of those before as well. Both of a pair reach as far as the later one: a
 * unit that goes on for another has its history in the base when it has it now. */
#include <inttypes.h>

#include "base/records.h"
#include "ledger/count.h"

static const char *bad_field(const jf__count *count)
{
    const jf_count_query *query = &count->query;
    bool plain = query->period_kind == 0;
    bool other = query->measure != JF_MEASURE_DEFAULT && query->measure != JF_MEASURE_LANDINGS;
    int32_t last = count->is_flow ? JF_SIDE_ISSUER : JF_SIDE_RECIPIENT;

    return query->side < 0 || query->side > last ? "side"
           : count->is_flow && other             ? "measure"
           : query->period_kind < (count->with_base ? JF_PERIOD_YEAR : 0) ||
                   query->period_kind > JF_PERIOD_WEEK
               ? "period_kind"
           : query->fiscal_month < 0 || query->fiscal_month > 12 ? "fiscal_month"
           : query->period_count < 0 ||
                   query->period_count > (plain ? 1 : JF_LEDGER_PERIOD_MAX)
               ? "period_count"
           : query->plan_class < 0 || query->plan_class > JF_PLAN_CLASS_OFF_PLAN ? "plan_class"
           : query->what < JF_USE_USED || query->what > JF_USE_BOTH              ? "what"
           : query->joined < 0 || query->joined > 1                              ? "joined"
                                                                                 : NULL;
}

static jf_status read_fields(jf__count *count, jf_error *err)
{
    jf_count_query *query = &count->query;
    const char *field = bad_field(count);
    jf_status status;

    if (field)
        return jf__fail(err, JF_E_ARGUMENT, "%s of the query is outside its range", field);
    status = jf__measure_check(query->side, query->measure, err);
    if (status)
        return status;
    query->side = query->side ? query->side : JF_SIDE_ISSUER;
    if (!query->measure)
        query->measure = query->side == JF_SIDE_RECIPIENT ? JF_MEASURE_ITEMS : JF_MEASURE_COUNT;
    count->period_count = query->period_count ? (size_t)query->period_count : 1;
    return JF_OK;
}

static jf_status check_counts(const jf__count *count, size_t row_count, size_t value_count,
                              jf_error *err)
{
    if (row_count < 1 || row_count > JF_LEDGER_CELL_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_LEDGER_CELL_MAX, (int64_t)row_count,
                              "%zu cells or flows are not 1 to %d", row_count,
                              JF_LEDGER_CELL_MAX);
    if ((uint64_t)value_count != (uint64_t)row_count * jf__count_width(count))
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)row_count, (int64_t)value_count,
                              "%zu rows of %zu values are not %zu values", row_count,
                              jf__count_width(count), value_count);
    return JF_OK;
}

static jf_status read_until(jf__count *count, jf_error *err)
{
    jf_day until = count->query.until;

    count->now.until = count->base.until = JF_DAY_LAST;
    if (until == 0 || until == JF_DAY_NONE)
        return JF_OK;
    if (until < JF_DAY_FIRST || until > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, until, "until %" PRId32 " is not a day",
                              until);
    count->now.until = until;
    if (!count->with_base)
        return JF_OK;
    if (count->query.period_kind != JF_PERIOD_WEEK)
        return jf_day_add_years(until, -1, &count->base.until, err);
    count->base.until = until - 364 < JF_DAY_FIRST ? JF_DAY_FIRST : until - 364;
    return JF_OK;
}

static jf_status fill_now(jf__count *count, jf_error *err)
{
    const jf_count_query *query = &count->query;
    jf_period *items = count->now.items;
    jf_status status;

    if (query->period_kind == 0) {
        items[0] = (jf_period){.first = JF_DAY_FIRST, .last = JF_DAY_LAST};
        return JF_OK;
    }
    status = jf_period_containing(query->day, query->period_kind, query->fiscal_month, &items[0],
                                  err);
    for (size_t i = 1; !status && i < count->period_count; i++)
        status = jf_period_shift(&items[i - 1], 1, &items[i], err);
    return status;
}

static jf_status fill_base(jf__count *count, jf_error *err)
{
    static const int32_t years[] = {[JF_PERIOD_YEAR] = 1, [JF_PERIOD_HALF] = 2,
                                    [JF_PERIOD_QUARTER] = 4, [JF_PERIOD_MONTH] = 12,
                                    [JF_PERIOD_WEEK] = 52};
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < count->period_count; i++)
        status = jf_period_shift(&count->now.items[i], -years[count->query.period_kind],
                                 &count->base.items[i], err);
    return status;
}

void jf__count_end(jf__count *count)
{
    jf__release(&count->self->allocator, count->now.items);
    jf__release(&count->self->allocator, count->base.items);
}

static jf_status fill_periods(jf__count *count, jf_error *err)
{
    const jf_allocator *allocator = &count->self->allocator;
    jf_status status;

    count->now.items = jf__allocate(allocator, count->period_count, sizeof *count->now.items);
    count->base.items = jf__allocate(allocator, count->period_count, sizeof *count->base.items);
    status = count->now.items && count->base.items ? fill_now(count, err) : jf__fail_memory(err);
    if (!status && count->with_base)
        status = fill_base(count, err);
    if (status)
        jf__count_end(count);
    return status;
}

jf_status jf__count_begin(jf__count *count, const jf_count_query *query, size_t row_count,
                          size_t value_count, jf_error *err)
{
    jf_status status = jf__options_read(&count->query, sizeof count->query, query, "query", err);

    if (!status)
        status = read_fields(count, err);
    if (!status)
        status = check_counts(count, row_count, value_count, err);
    if (!status)
        status = read_until(count, err);
    return status ? status : fill_periods(count, err);
}

static bool state_counts(const jf__count *count, const jf__attempt *attempt)
{
    int32_t unwanted = jf__state_is_used(attempt->state) ? JF_USE_HELD : JF_USE_USED;
    bool is_planned = (attempt->flags & JF__ATTEMPT_CLASS) == JF_PLAN_CLASS_PLANNED;

    return jf__attempt_is_live(attempt) && count->query.what != unwanted &&
           is_planned == (count->query.plan_class == JF_PLAN_CLASS_PLANNED);
}

static bool find_period(const jf__periods *periods, size_t period_count, jf_day day,
                        size_t *index_out)
{
    size_t low = 0;
    size_t high = period_count - 1;

    if (day > periods->until || day < periods->items[0].first || day > periods->items[high].last)
        return false;
    while (low < high) {
        size_t middle = (low + high) / 2;

        if (day > periods->items[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    *index_out = low;
    return true;
}

static jf_day reach_of(const jf__count *count, size_t period)
{
    return count->query.joined ? JF_DAY_LAST : count->now.items[period].last;
}

size_t jf__count_slots(const jf__count *count, const jf__attempt *attempt, jf__slot slots_out[2])
{
    size_t stride = count->with_base ? 2 : 1;
    size_t found = 0;
    size_t period;

    if (!state_counts(count, attempt))
        return 0;
    if (find_period(&count->now, count->period_count, attempt->day, &period))
        slots_out[found++] =
            (jf__slot){period * stride + stride - 1, reach_of(count, period)};
    if (count->with_base &&
        find_period(&count->base, count->period_count, attempt->day, &period))
        slots_out[found++] = (jf__slot){period * stride, reach_of(count, period)};
    return found;
}

void jf__count_scope(const jf__count *count, size_t index, jf__scope *scope_out)
{
    size_t period = count->with_base ? index / 2 : index;
    const jf__periods *periods = count->with_base && index % 2 == 0 ? &count->base : &count->now;
    const jf_period *days = &periods->items[period];

    *scope_out = (jf__scope){.side = count->query.side,
                             .measure = count->query.measure,
                             .plan_class = count->query.plan_class,
                             .first = days->first,
                             .last = days->last < periods->until ? days->last : periods->until,
                             .reach = reach_of(count, period)};
}
