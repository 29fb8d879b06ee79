/* SPDX-License-Identifier: Apache-2.0 */
/* The watch: collects the numbers of each cell of a ledger and applies the detectors.
 *
 * The reference is the period of the same kind that holds the same civil day one year earlier, up
 * to and with that day; 29 February refers to 28 February. */
#include "jianfu/watch.h"

#include "base/array.h"
#include "base/checked.h"
#include "base/error.h"
#include "base/records.h"
#include "watch/outlook.h"
#include "watch/rules.h"

/* Days of the longest period. */
#define PERIOD_DAYS_MAX 366

typedef JF__ARRAY(jf__watched) watched_array;

struct jf_watch {
    jf_allocator allocator;
    jf_calendar *calendar;
    jf_watch_rules rules;
    watched_array watched;
};

/* What an evaluation is asked. */
typedef struct question {
    const jf_ledger *ledger;
    jf_day today;
    jf_day today_last_year;
    int64_t season_unit;
} question;

/* A calendar that is not sealed would fail only in the evaluations that need workdays. */
static jf_status check_sealed(const jf_calendar *calendar, jf_error *err)
{
    int64_t none;
    jf_error inner;

    if (jf_calendar_workday_count(calendar, 0, -1, &none, &inner) != JF_E_NOT_SEALED)
        return JF_OK;
    if (err)
        *err = inner;
    return JF_E_NOT_SEALED;
}

jf_watch *jf_watch_new(jf_calendar *calendar, const jf_watch_rules *rules,
                       const jf_watch_options *opts, jf_error *err)
{
    jf_watch_options known;
    jf_watch_rules checked;
    jf_allocator allocator;
    jf_watch *self;

    if (!calendar) {
        (void)jf__fail_null(err, "calendar");
        return NULL;
    }
    if (jf__watch_rules_read(&checked, rules, err) ||
        jf__options_read(&known, sizeof known, opts, "opts", err) ||
        jf__allocator_init(&allocator, &known.allocator, err) || check_sealed(calendar, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->rules = checked;
    self->calendar = jf_calendar_retain(calendar);
    return self;
}

void jf_watch_free(jf_watch *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__array_release(&self->watched, &allocator);
    jf_calendar_free(self->calendar);
    jf__release(&allocator, self);
}

static jf_status one_year_earlier(jf_day day, jf_day *day_out, jf_error *err)
{
    jf_civil civil;
    jf_status status = jf_day_civil(day, &civil, err);

    if (status)
        return status;
    if (civil.month == 2 && civil.day == 29)
        civil.day = 28;
    return jf_day_from_civil(civil.year - 1, civil.month, civil.day, day_out, err);
}

/* Use of the cell in first..last, and the part of it up to and with `until`. */
static jf_status sum_use(const question *asked, const jf_limit *cell, const jf_period *period,
                         jf_day until, int64_t *done_out, int64_t *all_out, jf_error *err)
{
    int64_t days[PERIOD_DAYS_MAX];
    size_t day_count = (size_t)(period->last - period->first) + 1;
    int64_t sum = 0;
    jf_status status;

    status = jf_ledger_series(asked->ledger, cell, period->first, days, day_count, err);
    for (size_t i = 0; !status && i < day_count; i++) {
        if (!jf__add(sum, days[i], &sum))
            status = jf__fail(err, JF_E_OVERFLOW, "the use of a period leaves 64 bits");
        else if (period->first + (jf_day)i == until)
            *done_out = sum;
    }
    if (!status)
        *all_out = sum;
    return status;
}

static jf_status add_season(const question *asked, const jf_limit *limit, jf_pace_input *input,
                            jf_error *err)
{
    jf_limit cell = *limit;
    jf_period past;
    jf_status status = jf_period_containing(asked->today_last_year, limit->period_kind,
                                            limit->fiscal_month, &past, err);

    if (status)
        return status;
    if (asked->season_unit != 0)
        cell.unit = asked->season_unit;
    return sum_use(asked, &cell, &past, asked->today_last_year, &input->share_done,
                   &input->share_all, err);
}

static jf_status add_workdays(const jf_watch *self, const question *asked, const jf_period *period,
                              jf_pace_input *input, jf_error *err)
{
    jf_status status = jf_calendar_workday_count(self->calendar, period->first, asked->today,
                                                 &input->days_done, err);

    if (!status)
        status = jf_calendar_workday_count(self->calendar, period->first, period->last,
                                           &input->days_all, err);
    return status;
}

/* Neither use nor pace warns of a floor: it is good to pass it. */
static void clear_levels(jf_warning *warning)
{
    warning->level = JF_ALERT_GREEN;
    warning->level_by_use = JF_ALERT_GREEN;
    warning->level_by_pace = JF_ALERT_GREEN;
    if (warning->cause != JF_CAUSE_NO_LIMIT)
        warning->cause = JF_CAUSE_NONE;
}

static jf_status assess_cell(const jf_watch *self, const question *asked, const jf_limit *limit,
                             const jf_period *period, jf_warning *warning_out, jf_error *err)
{
    jf_pace_input input = {.size = sizeof input};
    jf_warning warning = {.size = sizeof warning};
    int64_t whole_period;
    jf_status status;

    input.has_limit = limit->state == JF_LIMIT_NUMBER;
    input.limit = input.has_limit ? limit->amount : 0;
    status = sum_use(asked, limit, period, asked->today, &input.used, &whole_period, err);
    if (!status && !self->rules.pace_off)
        status = add_season(asked, limit, &input, err);
    if (!status && !self->rules.pace_off && input.share_done == 0)
        status = add_workdays(self, asked, period, &input, err);
    if (!status)
        status = jf_watch_assess(&self->rules, &input, &warning, err);
    if (status)
        return status;
    warning.unit = limit->unit;
    warning.kind = limit->kind;
    warning.first = period->first;
    warning.last = period->last;
    warning.bound = limit->bound;
    if (limit->bound == JF_BOUND_FLOOR)
        clear_levels(&warning);
    *warning_out = warning;
    return JF_OK;
}

/* Whether the watch looks at this limit today; its period then. */
static bool is_watched(const jf_limit *limit, jf_day today, jf_period *period_out)
{
    bool counts = limit->side == JF_SIDE_ISSUER && limit->measure == JF_MEASURE_COUNT;

    return counts &&
           !jf_period_containing(limit->day, limit->period_kind, limit->fiscal_month, period_out,
                                 NULL) &&
           period_out->first <= today && today <= period_out->last;
}

static jf_status assess_all(const jf_watch *self, const question *asked, watched_array *found,
                            jf_error *err)
{
    size_t limit_count = jf_ledger_limit_count(asked->ledger);

    for (size_t i = 0; i < limit_count; i++) {
        jf_limit limit = {.size = sizeof limit};
        jf_period period;
        jf_status status = jf_ledger_limit_at(asked->ledger, i, &limit, err);

        if (status)
            return status;
        if (!is_watched(&limit, asked->today, &period))
            continue;
        if (!jf__array_reserve(found, 1, &self->allocator))
            return jf__fail_memory(err);
        found->items[found->count] = (jf__watched){.limit = limit};
        status =
            assess_cell(self, asked, &limit, &period, &found->items[found->count].warning, err);
        if (status)
            return status;
        found->count++;
    }
    return JF_OK;
}

jf_status jf_watch_evaluate(jf_watch *self, const jf_ledger *ledger, jf_day today,
                            int64_t season_unit, jf_error *err)
{
    question asked = {ledger, today, 0, season_unit};
    watched_array found = {0};
    jf_status status;

    if (!self || !ledger)
        return jf__fail_null(err, self ? "ledger" : "self");
    status = one_year_earlier(today, &asked.today_last_year, err);
    if (!status)
        status = assess_all(self, &asked, &found, err);
    if (!status)
        status = jf__outlook_add(ledger, self->calendar, &self->rules, &self->allocator, today,
                                 found.items, found.count, err);
    if (status) {
        jf__array_release(&found, &self->allocator);
        return status;
    }
    jf__array_release(&self->watched, &self->allocator);
    self->watched = found;
    return JF_OK;
}

size_t jf_watch_warning_count(const jf_watch *self)
{
    return self ? self->watched.count : 0;
}

jf_status jf_watch_warning_at(const jf_watch *self, size_t index, jf_warning *warning_out,
                              jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(warning_out, "warning_out", err);
    if (status)
        return status;
    if (index >= self->watched.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->watched.count, (int64_t)index,
                              "no warning %zu of %zu", index, self->watched.count);
    jf__record_write(warning_out, &self->watched.items[index].warning, sizeof(jf_warning));
    return JF_OK;
}
