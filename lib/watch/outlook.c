/* SPDX-License-Identifier: Apache-2.0 */
/* The limits of one kind and kind of period become a panel; its forecasts become levels. */
#include "watch/outlook.h"

#include <string.h>

#include "jianfu/ledger_count.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/idmap.h"

#define MONTHS 12
#define MILLION 1000000

/* A panel in the making. */
typedef struct outlook {
    const jf_ledger *ledger;
    jf_calendar *calendar;
    const jf_watch_rules *rules;
    const jf_allocator *allocator;
    jf_day today;
    jf__watched *watched;
    const jf_limit *limit; /* one of those that are alike */
    size_t *members; /* indexes of watched, one limit a unit */
    size_t *twins;   /* of each: the limit of the same unit with the other bound, or itself */
    size_t count;
    int32_t years;   /* of history */
    jf_day first;    /* first day of it */
    int64_t *months; /* members x (years + 1) x 12 */
    jf_forecast *forecasts;
} outlook;

static bool is_foreseen(const jf_limit *limit)
{
    return limit->window == JF_WINDOW_PERIOD && limit->period_kind <= JF_PERIOD_MONTH;
}

static bool is_alike(const jf_limit *a, const jf_limit *b)
{
    return a->kind == b->kind && a->period_kind == b->period_kind &&
           jf__watched_fiscal_month(a) == jf__watched_fiscal_month(b) &&
           a->plan_class == b->plan_class && a->window == b->window;
}

/* Those that share a panel with the limit at index; none of them has been looked at. A unit with
 * a cap and a floor is one unit of the panel. */
static bool gather(outlook *self, size_t index, size_t watched_count)
{
    jf__idmap places = {0};
    bool has_room = true;

    self->count = 0;
    for (size_t i = index; has_room && i < watched_count; i++) {
        jf__watched *other = &self->watched[i];
        uint32_t place;

        if (other->is_forecast || !is_alike(&self->watched[index].limit, &other->limit))
            continue;
        other->is_forecast = 1;
        place = jf__idmap_find(&places, other->limit.unit);
        if (place != JF__IDMAP_NONE) {
            self->twins[place] = i;
            continue;
        }
        has_room = jf__idmap_reserve(&places, 1, self->allocator);
        if (has_room)
            jf__idmap_put(&places, other->limit.unit, (uint32_t)self->count);
        self->twins[self->count] = i;
        self->members[self->count++] = i;
    }
    jf__idmap_release(&places, self->allocator);
    return has_room;
}

/* As many years of history as the calendar of the world has, up to those that a forecast uses. */
static jf_status lay_history(outlook *self, const jf_limit *limit, jf_error *err)
{
    jf_period year;
    jf_status status =
        jf_period_containing(self->today, JF_PERIOD_YEAR, jf__watched_fiscal_month(limit),
                             &year, err);

    self->years = 0;
    while (!status && self->years < JF_FORECAST_YEARS) {
        jf_period before;

        if (jf_period_shift(&year, -1, &before, NULL))
            break;
        year = before;
        self->years++;
    }
    self->first = year.first;
    return status;
}

static size_t months_each(const outlook *self)
{
    return ((size_t)self->years + 1) * MONTHS;
}

static jf_status count_months(outlook *self, jf_error *err)
{
    const jf_limit *limit = self->limit;
    const jf_count_query query = {.size = sizeof query,
                                  .side = limit->side,
                                  .measure = limit->measure,
                                  .period_kind = JF_PERIOD_MONTH,
                                  .day = self->first,
                                  .period_count = (int32_t)months_each(self),
                                  .plan_class = limit->plan_class,
                                  .until = self->today,
                                  .joined = 1};
    jf_cell *cells = jf__allocate(self->allocator, self->count, sizeof *cells);
    jf_status status;

    if (!cells)
        return jf__fail_memory(err);
    for (size_t i = 0; i < self->count; i++) {
        const jf_limit *member = &self->watched[self->members[i]].limit;

        cells[i] = (jf_cell){member->unit, member->kind};
    }
    status = jf_ledger_counts(self->ledger, &query, cells, self->count, self->months,
                              self->count * months_each(self), err);
    jf__release(self->allocator, cells);
    return status;
}

/* A panel takes no month above its largest count; such units have no forecast. */
static void leave_out_large(outlook *self)
{
    size_t each = months_each(self);
    size_t kept = 0;

    for (size_t i = 0; i < self->count; i++) {
        bool is_large = false;

        for (size_t k = 0; k < each; k++)
            is_large = is_large || self->months[i * each + k] > JF_FORECAST_COUNT_MAX;
        if (is_large)
            continue;
        self->members[kept] = self->members[i];
        self->twins[kept] = self->twins[i];
        memmove(self->months + kept * each, self->months + i * each,
                each * sizeof *self->months);
        kept++;
    }
    self->count = kept;
}

/* The ledger knows nothing of the months before its first use. */
static void forget_early(outlook *self)
{
    size_t all = months_each(self);
    size_t known = all - MONTHS;

    for (size_t i = 0; i < self->count; i++)
        for (size_t k = 0; k < known; k++)
            if (self->months[i * all + k] > 0)
                known = k;
    for (size_t i = 0; i < self->count; i++)
        for (size_t k = 0; k < known; k++)
            self->months[i * all + k] = JF_MONTH_MISSING;
}

/* The most that must not be passed: of a floor, the most that falls short, -1 of a floor of 0. */
static int64_t bound_of(const jf_limit *limit)
{
    return limit->bound == JF_BOUND_FLOOR ? limit->amount - 1 : limit->amount;
}

/* As a panel takes it. */
static int64_t quota_of(const jf_limit *limit)
{
    int64_t bound = bound_of(limit);

    if (limit->state != JF_LIMIT_NUMBER)
        return -1;
    return bound < JF_FORECAST_COUNT_MAX ? bound : JF_FORECAST_COUNT_MAX;
}

/* P(total > what must not be passed), also where that is no quota of a panel; -1: no number. */
static int32_t exceed_of(const jf_limit *limit, const jf_forecast *found)
{
    int64_t bound = bound_of(limit);
    const jf_count_law law = {found->usual_mean_milli,   found->usual_variance_milli,
                              found->changed_mean_milli, found->changed_variance_milli,
                              found->changed_ppm,        bound - found->used};
    int32_t ppm = MILLION;

    if (limit->state != JF_LIMIT_NUMBER)
        return -1;
    if (bound >= 0 && bound <= JF_FORECAST_COUNT_MAX)
        return found->exceed_ppm;
    if (bound < found->used)
        return MILLION;
    (void)jf_count_law_exceed(&law, 1, &ppm, 1, NULL);
    return ppm < MILLION ? ppm : MILLION - 1;
}

static jf_status add_units(const outlook *self, jf_panel *panel, jf_error *err)
{
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < self->count; i++) {
        const jf_limit *limit = &self->watched[self->members[i]].limit;
        const jf_forecast_case unit = {limit->unit, quota_of(limit), JF_DAY_NONE, self->years};

        status = jf_panel_add(panel, &unit, 1, self->months + i * months_each(self),
                              months_each(self), err);
    }
    return status;
}

static jf_status forecast(outlook *self, jf_error *err)
{
    const jf_limit *limit = self->limit;
    const jf_panel_options opts = {.size = sizeof opts,
                                   .fiscal_month = limit->fiscal_month,
                                   .period_kind = limit->period_kind,
                                   .joined = !self->rules->seasons_apart,
                                   .allocator = *self->allocator};
    jf_error inner;
    jf_panel *panel = jf_panel_new(self->today, self->calendar, NULL, &opts, &inner);
    jf_status status;

    if (!panel) {
        if (err)
            *err = inner;
        return (jf_status)inner.status;
    }
    status = add_units(self, panel, err);
    if (!status)
        status = jf_panel_forecast(panel, self->today, self->forecasts, self->count, err);
    jf_panel_free(panel);
    return status;
}

static int32_t level_of(const jf_watch_rules *rules, int32_t ppm)
{
    return ppm >= rules->forecast_red_ppm      ? JF_ALERT_RED
           : ppm >= rules->forecast_yellow_ppm ? JF_ALERT_YELLOW
           : ppm >= rules->forecast_watch_ppm  ? JF_ALERT_WATCH
                                               : JF_ALERT_GREEN;
}

/* What keeps the forecast silent; NONE: nothing does. Few documents are no sign of many; of a
 * floor they are what it is about. */
static int32_t silence_of(const jf_watch_rules *rules, const jf_warning *warning, int32_t level)
{
    bool is_early = (int64_t)warning->share_ppm < (int64_t)rules->early_permille * 1000;

    if (level == JF_ALERT_GREEN)
        return JF_CAUSE_NONE;
    if (warning->bound == JF_BOUND_CAP && warning->used < rules->small_use)
        return JF_CAUSE_SMALL_COUNT;
    return is_early && level < JF_ALERT_RED ? JF_CAUSE_EARLY : JF_CAUSE_NONE;
}

/* The forecast takes the place of the pace; use that has reached a step is a fact. */
static void decide(const jf_watch_rules *rules, jf_warning *warning)
{
    int32_t level = level_of(rules, warning->forecast_ppm);
    int32_t silence = silence_of(rules, warning, level);

    warning->level_by_forecast = silence ? JF_ALERT_GREEN : level;
    if (warning->basis == JF_FORECAST_BY_DEFAULT && warning->bound == JF_BOUND_CAP)
        return;
    warning->level = warning->level_by_use;
    warning->cause = warning->level > JF_ALERT_GREEN ? JF_CAUSE_LEVEL : silence;
    if (warning->level_by_forecast > warning->level) {
        warning->level = warning->level_by_forecast;
        warning->cause = JF_CAUSE_FORECAST;
    }
}

static void tell(const outlook *self, size_t member)
{
    const jf_forecast *found = &self->forecasts[member];
    jf_warning *warning = &self->watched[self->members[member]].warning;
    const jf_limit *limit = &self->watched[self->members[member]].limit;
    int32_t exceed_ppm = exceed_of(limit, found);
    bool is_floor = warning->bound == JF_BOUND_FLOOR;
    bool has_days = !is_floor && limit->amount <= JF_FORECAST_COUNT_MAX;

    warning->has_forecast = 1;
    warning->basis = found->basis;
    warning->changed_ppm = found->changed_ppm;
    warning->share_ppm = found->share_ppm;
    warning->expected_milli = found->mean_milli;
    warning->total_q10 = found->total_q10;
    warning->total_q50 = found->total_q50;
    warning->total_q90 = found->total_q90;
    if (exceed_ppm < 0)
        return;
    warning->forecast_ppm = is_floor ? MILLION - exceed_ppm : exceed_ppm;
    warning->day_q10 = has_days ? found->day_q10 : JF_DAY_NONE;
    warning->day_q50 = has_days ? found->day_q50 : JF_DAY_NONE;
    warning->day_q90 = has_days ? found->day_q90 : JF_DAY_NONE;
    decide(self->rules, warning);
}

/* Puts the twins in the places of their units; false: there are none. */
static bool take_twins(outlook *self)
{
    bool has_twins = false;

    for (size_t i = 0; i < self->count; i++) {
        size_t first = self->members[i];

        has_twins = has_twins || self->twins[i] != first;
        self->members[i] = self->twins[i];
        self->twins[i] = first;
    }
    return has_twins;
}

static jf_status foresee(outlook *self, jf_error *err)
{
    jf_status status = forecast(self, err);

    for (size_t i = 0; !status && i < self->count; i++)
        tell(self, i);
    if (status || !take_twins(self))
        return status;
    status = forecast(self, err);
    for (size_t i = 0; !status && i < self->count; i++)
        if (self->twins[i] != self->members[i])
            tell(self, i);
    return status;
}

static jf_status look(outlook *self, jf_error *err)
{
    jf_status status = lay_history(self, self->limit, err);

    if (status)
        return status;
    self->months =
        jf__allocate(self->allocator, self->count * months_each(self), sizeof *self->months);
    self->forecasts = jf__allocate(self->allocator, self->count, sizeof *self->forecasts);
    if (!self->months || !self->forecasts)
        status = jf__fail_memory(err);
    if (!status)
        status = count_months(self, err);
    if (!status) {
        leave_out_large(self);
        forget_early(self);
        status = foresee(self, err);
    }
    jf__release(self->allocator, self->months);
    jf__release(self->allocator, self->forecasts);
    return status;
}

static jf_status look_at_all(outlook *self, size_t watched_count, jf_error *err)
{
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < watched_count; i++) {
        if (self->watched[i].is_forecast || !is_foreseen(&self->watched[i].limit))
            continue;
        self->limit = &self->watched[i].limit;
        status = gather(self, i, watched_count) ? look(self, err) : jf__fail_memory(err);
    }
    return status;
}

jf_status jf__outlook_add(const jf_ledger *ledger, jf_calendar *calendar,
                          const jf_watch_rules *rules, const jf_allocator *allocator, jf_day today,
                          jf__watched *watched, size_t watched_count, jf_error *err)
{
    outlook self = {.ledger = ledger,
                    .calendar = calendar,
                    .rules = rules,
                    .allocator = allocator,
                    .today = today,
                    .watched = watched};
    jf_status status;

    if (rules->forecast_off || watched_count == 0)
        return JF_OK;
    self.members = jf__allocate(allocator, watched_count, sizeof *self.members);
    self.twins = jf__allocate(allocator, watched_count, sizeof *self.twins);
    status = self.members && self.twins ? look_at_all(&self, watched_count, err)
                                        : jf__fail_memory(err);
    jf__release(allocator, self.members);
    jf__release(allocator, self.twins);
    return status;
}
