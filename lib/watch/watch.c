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

typedef JF__ARRAY(jf__watched) watched_array;

struct jf_watch {
    jf_allocator allocator;
    jf_calendar *calendar;
    jf_watch_rules rules;
    watched_array watched;
};

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

static jf_status add_workdays(const jf_watch *self, jf_day today, const jf_period *period,
                              jf_pace_input *input, jf_error *err)
{
    jf_status status = jf_calendar_workday_count(self->calendar, period->first, today,
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

/* The number to compare with; of an average, that of the months begun. */
static jf_status amount_of(const jf__watched *item, int64_t *amount_out, jf_error *err)
{
    jf_civil first = {0};
    jf_civil last = {0};

    *amount_out = item->limit.amount;
    if (item->limit.window != JF_WINDOW_AVERAGE)
        return JF_OK;
    (void)jf_day_civil(item->period.first, &first, NULL);
    (void)jf_day_civil(item->period.last, &last, NULL);
    if (!jf__multiply(item->limit.amount,
                      (int64_t)(last.year - first.year) * 12 + last.month - first.month + 1,
                      amount_out))
        return jf__fail(err, JF_E_OVERFLOW, "an average over its months leaves 64 bits");
    return JF_OK;
}

static jf_status assess_cell(const jf_watch *self, jf_day today, jf__watched *item, jf_error *err)
{
    const jf_limit *limit = &item->limit;
    jf_status status = JF_OK;

    item->input.size = sizeof item->input;
    item->input.has_limit = limit->state == JF_LIMIT_NUMBER;
    if (!self->rules.pace_off && item->input.share_done == 0)
        status = add_workdays(self, today, &item->period, &item->input, err);
    if (!status)
        status = amount_of(item, &item->input.limit, err);
    item->warning.size = sizeof item->warning;
    if (!status)
        status = jf_watch_assess(&self->rules, &item->input, &item->warning, err);
    if (status)
        return status;
    item->warning.unit = limit->unit;
    item->warning.kind = limit->kind;
    item->warning.first = item->period.first;
    item->warning.last = item->period.last;
    item->warning.bound = limit->bound;
    if (limit->bound == JF_BOUND_FLOOR)
        clear_levels(&item->warning);
    return JF_OK;
}

/* Whether the watch looks at this limit today; its period then. An average is held at the end of
 * each month. */
static bool is_watched(const jf_limit *limit, jf_day today, jf_period *period_out)
{
    jf_period month;
    bool counts = limit->side == JF_SIDE_ISSUER && limit->measure == JF_MEASURE_COUNT;

    if (!counts ||
        jf_period_containing(limit->day, limit->period_kind, limit->fiscal_month, period_out,
                             NULL) ||
        today < period_out->first || today > period_out->last)
        return false;
    if (limit->window == JF_WINDOW_AVERAGE &&
        !jf_period_containing(today, JF_PERIOD_MONTH, 0, &month, NULL))
        period_out->last = month.last;
    return true;
}

static jf_status collect(const jf__look *look, watched_array *found, jf_error *err)
{
    size_t limit_count = jf_ledger_limit_count(look->ledger);

    for (size_t i = 0; i < limit_count; i++) {
        jf__watched item = {.limit = {.size = sizeof item.limit}};
        jf_status status = jf_ledger_limit_at(look->ledger, i, &item.limit, err);

        if (status)
            return status;
        if (!is_watched(&item.limit, look->today, &item.period))
            continue;
        if (!jf__array_reserve(found, 1, look->allocator))
            return jf__fail_memory(err);
        found->items[found->count++] = item;
    }
    return JF_OK;
}

static jf_status assess_all(const jf_watch *self, const jf__look *look, watched_array *found,
                            jf_error *err)
{
    jf_status status = collect(look, found, err);

    if (!status)
        status = jf__uses_count(look, found->items, found->count, err);
    for (size_t i = 0; !status && i < found->count; i++)
        status = assess_cell(self, look->today, &found->items[i], err);
    return status;
}

jf_status jf_watch_evaluate(jf_watch *self, const jf_ledger *ledger, jf_day today,
                            int64_t season_unit, jf_error *err)
{
    jf__look look = {.ledger = ledger, .today = today, .season_unit = season_unit};
    watched_array found = {0};
    jf_status status;

    if (!self || !ledger)
        return jf__fail_null(err, self ? "ledger" : "self");
    look.allocator = &self->allocator;
    look.with_season = !self->rules.pace_off;
    status = one_year_earlier(today, &look.today_last_year, err);
    if (!status)
        status = assess_all(self, &look, &found, err);
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
