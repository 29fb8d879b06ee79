/* SPDX-License-Identifier: Apache-2.0 */
/* Use of the limits that are watched, in one pass over the records for all that have the same kind
 * of period. Use of now is that of the limit: what its period's units had. The season is that of
 * those who go on. */
#include "watch/uses.h"

#include "jianfu/ledger_count.h"

#include "base/alloc.h"
#include "base/error.h"

/* Limits with the same kind of period. */
typedef struct group {
    const jf__look *look;
    jf__watched *watched;
    size_t *members; /* indexes of watched */
    jf_cell *cells;
    int64_t *values;
    size_t count;
} group;

int32_t jf__watched_fiscal_month(const jf_limit *limit)
{
    return limit->fiscal_month ? limit->fiscal_month : 1;
}

static bool is_alike(const jf_limit *a, const jf_limit *b)
{
    return a->period_kind == b->period_kind && a->window == b->window &&
           jf__watched_fiscal_month(a) == jf__watched_fiscal_month(b) &&
           a->plan_class == b->plan_class;
}

static void gather(group *self, size_t index, size_t watched_count)
{
    self->count = 0;
    for (size_t i = index; i < watched_count; i++) {
        jf__watched *other = &self->watched[i];

        if (other->is_counted || !is_alike(&self->watched[index].limit, &other->limit))
            continue;
        other->is_counted = 1;
        self->cells[self->count] = (jf_cell){other->limit.unit, other->limit.kind};
        self->members[self->count++] = i;
    }
}

/* Use of the period that holds `day`, up to and with `until`. */
static jf_status count_up_to(group *self, jf_day day, jf_day until, int32_t joined, jf_error *err)
{
    const jf_limit *limit = &self->watched[self->members[0]].limit;
    const jf_count_query query = {.size = sizeof query,
                                  .side = JF_SIDE_ISSUER,
                                  .measure = JF_MEASURE_COUNT,
                                  .period_kind = limit->period_kind,
                                  .fiscal_month = limit->fiscal_month,
                                  .day = day,
                                  .plan_class = limit->plan_class,
                                  .until = until,
                                  .joined = joined};

    return jf_ledger_counts(self->look->ledger, &query, self->cells, self->count, self->values,
                            self->count, err);
}

static jf_status count_now(group *self, jf_error *err)
{
    jf_status status = count_up_to(self, self->look->today, self->look->today, 0, err);

    for (size_t i = 0; !status && i < self->count; i++)
        self->watched[self->members[i]].input.used = self->values[i];
    return status;
}

/* Last day of the season: that of the period, of an average that of the month. */
static jf_status season_end(const group *self, jf_day *last_out, jf_error *err)
{
    const jf_limit *limit = &self->watched[self->members[0]].limit;
    int32_t kind = limit->window == JF_WINDOW_AVERAGE ? JF_PERIOD_MONTH : limit->period_kind;
    int32_t fiscal_month = kind == JF_PERIOD_MONTH ? 0 : limit->fiscal_month;
    jf_period period;
    jf_status status =
        jf_period_containing(self->look->today_last_year, kind, fiscal_month, &period, err);

    if (!status)
        *last_out = period.last;
    return status;
}

static jf_status count_season(group *self, jf_error *err)
{
    jf_day day = self->look->today_last_year;
    jf_day last = day;
    jf_status status = season_end(self, &last, err);

    for (size_t i = 0; self->look->season_unit != 0 && i < self->count; i++)
        self->cells[i].unit = self->look->season_unit;
    if (!status)
        status = count_up_to(self, day, day, 1, err);
    for (size_t i = 0; !status && i < self->count; i++)
        self->watched[self->members[i]].input.share_done = self->values[i];
    if (!status)
        status = count_up_to(self, day, last, 1, err);
    for (size_t i = 0; !status && i < self->count; i++)
        self->watched[self->members[i]].input.share_all = self->values[i];
    return status;
}

static jf_status count_all(group *self, size_t watched_count, jf_error *err)
{
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < watched_count; i++) {
        if (self->watched[i].is_counted)
            continue;
        gather(self, i, watched_count);
        status = count_now(self, err);
        if (!status && self->look->with_season)
            status = count_season(self, err);
    }
    return status;
}

jf_status jf__uses_count(const jf__look *self, jf__watched *watched, size_t watched_count,
                         jf_error *err)
{
    group made = {.look = self, .watched = watched};
    jf_status status;

    if (watched_count == 0)
        return JF_OK;
    made.members = jf__allocate(self->allocator, watched_count, sizeof *made.members);
    made.cells = jf__allocate(self->allocator, watched_count, sizeof *made.cells);
    made.values = jf__allocate(self->allocator, watched_count, sizeof *made.values);
    status = made.members && made.cells && made.values ? count_all(&made, watched_count, err)
                                                       : jf__fail_memory(err);
    jf__release(self->allocator, made.members);
    jf__release(self->allocator, made.cells);
    jf__release(self->allocator, made.values);
    return status;
}
