/* SPDX-License-Identifier: Apache-2.0 */
/* A panel: months of many units, the year they belong to, and how long its months are. */
#include "watch/panel.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "watch/settings.h"

static jf_status read_options(jf_panel *self, const jf_panel_options *opts, jf_error *err)
{
    jf_panel_options known;
    jf_status status = jf__options_read(&known, sizeof known, opts, "opts", err);

    if (status)
        return status;
    if (known.fiscal_month < 0 || known.fiscal_month > JF__MONTHS)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__MONTHS, known.fiscal_month,
                              "opts.fiscal_month is %" PRId32, known.fiscal_month);
    if (known.period_kind < 0 || known.period_kind > JF_PERIOD_MONTH)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_PERIOD_MONTH, known.period_kind,
                              "opts.period_kind is %" PRId32, known.period_kind);
    if (known.joined < 0 || known.joined > 1)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 1, known.joined, "opts.joined is %" PRId32,
                              known.joined);
    if (known.joined && !self->calendar)
        return jf__fail(err, JF_E_ARGUMENT, "opts.joined needs a calendar");
    self->fiscal_month = known.fiscal_month ? known.fiscal_month : 1;
    self->period_kind = known.period_kind ? known.period_kind : JF_PERIOD_YEAR;
    self->joined = known.joined != 0;
    self->january = (JF__MONTHS + 1 - self->fiscal_month) % JF__MONTHS;
    return jf__allocator_init(&self->allocator, &known.allocator, err);
}

/* Monday to Friday; 1970-01-01 was a Thursday. */
static int64_t plain_workdays(jf_day first, jf_day last)
{
    int64_t count = 0;

    for (jf_day day = first; day <= last; day++)
        count += ((int64_t)day + 7 * 200000 + 3) % 7 < 5;
    return count;
}

double jf__panel_workdays(const jf_panel *self, const jf_day month[2], jf_day first, jf_day last)
{
    int64_t count;

    if (first > last)
        return 0.0;
    if (!self->calendar)
        return (double)(last - first) + 1.0;
    if (jf_calendar_workday_count(self->calendar, month[0], month[1] - 1, &count, NULL))
        return (double)plain_workdays(first, last);
    (void)jf_calendar_workday_count(self->calendar, first, last, &count, NULL);
    return (double)count;
}

/* A month without workdays has something of one: documents are issued all the same. */
static void measure_year(const jf_panel *self, const jf_day start[JF__MONTHS + 1],
                         double exposure[JF__MONTHS])
{
    double sum = 0.0;

    for (int i = 0; i < JF__MONTHS; i++) {
        double days = jf__panel_workdays(self, start + i, start[i], start[i + 1] - 1);

        exposure[i] = self->calendar ? days : 1.0;
        if (!(exposure[i] > 0.0))
            exposure[i] = 1.0;
        sum += exposure[i];
    }
    for (int i = 0; i < JF__MONTHS; i++)
        exposure[i] *= JF__MONTHS / sum;
}

static jf_status begin_months(const jf_period *year, jf_day start[JF__MONTHS + 1], jf_error *err)
{
    jf_period month;
    jf_status status = jf_period_containing(year->first, JF_PERIOD_MONTH, 0, &month, err);

    for (int i = 0; !status && i < JF__MONTHS; i++) {
        start[i] = month.first;
        start[i + 1] = month.last + 1;
        if (i + 1 < JF__MONTHS)
            status = jf_period_shift(&month, 1, &month, err);
    }
    return status;
}

static jf_status lay_years(jf_panel *self, jf_day day, jf_error *err)
{
    jf_period year;
    jf_status status = jf_period_containing(day, JF_PERIOD_YEAR, self->fiscal_month, &year, err);

    if (!status)
        status = begin_months(&year, self->start, err);
    for (int row = JF__PANEL_YEARS - 1; !status && row >= 0; row--) {
        jf_day start[JF__MONTHS + 1];

        status = begin_months(&year, start, err);
        if (!status)
            measure_year(self, start, self->exposure[row]);
        if (!status && row > 0)
            status = jf_period_shift(&year, -1, &year, err);
    }
    return status;
}

/* Not knowing a day is no failure here. */
static jf_status check_calendar(const jf_panel *self, jf_error *err)
{
    int64_t count;

    if (self->calendar &&
        jf_calendar_workday_count(self->calendar, 0, 0, &count, NULL) == JF_E_NOT_SEALED)
        return jf__fail(err, JF_E_NOT_SEALED, "calendar is not sealed yet");
    return JF_OK;
}

static jf_status prepare(jf_panel *self, jf_day day, const jf_forecast_settings *settings,
                         const jf_panel_options *opts, jf_error *err)
{
    jf_status status = read_options(self, opts, err);

    if (!status)
        status = jf__settings_read(&self->settings, settings, err);
    if (!status)
        status = check_calendar(self, err);
    return status ? status : lay_years(self, day, err);
}

jf_panel *jf_panel_new(jf_day day, jf_calendar *calendar, const jf_forecast_settings *settings,
                       const jf_panel_options *opts, jf_error *err)
{
    jf_panel made = {.calendar = calendar};
    jf_panel *self;

    if (prepare(&made, day, settings, opts, err))
        return NULL;
    self = jf__allocate(&made.allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    *self = made;
    self->calendar = jf_calendar_retain(calendar);
    return self;
}

void jf_panel_free(jf_panel *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__array_release(&self->cases, &allocator);
    jf__array_release(&self->months, &allocator);
    jf_calendar_free(self->calendar);
    jf__release(&allocator, self);
}

size_t jf_panel_count(const jf_panel *self)
{
    return self ? self->cases.count : 0;
}

static jf_status check_case(const jf_forecast_case *found, size_t index, const int64_t *months,
                            size_t month_count, jf_error *err)
{
    if (found->quota < -1 || found->quota > JF_FORECAST_COUNT_MAX)
        return jf__fail_about(err, JF_E_RANGE, found->unit, JF_FORECAST_COUNT_MAX, (int64_t)index,
                              "quota of unit %" PRId64 " is %" PRId64, found->unit, found->quota);
    for (size_t i = 0; i < month_count; i++)
        if (months[i] < JF_MONTH_MISSING || months[i] > JF_FORECAST_COUNT_MAX)
            return jf__fail_about(err, JF_E_RANGE, found->unit, JF_FORECAST_COUNT_MAX,
                                  (int64_t)index, "month %zu of unit %" PRId64 " has %" PRId64, i,
                                  found->unit, months[i]);
    return JF_OK;
}

static size_t month_count_of(const jf_forecast_case *found)
{
    return ((size_t)found->years + 1) * JF__MONTHS;
}

static jf_status check_lengths(const jf_forecast_case *cases, size_t case_count, size_t month_count,
                               jf_error *err)
{
    size_t rest = month_count;

    for (size_t i = 0; i < case_count; i++) {
        if (cases[i].years < 0)
            return jf__fail_about(err, JF_E_ARGUMENT, cases[i].unit, 0, (int64_t)i,
                                  "unit %" PRId64 " has %" PRId32 " years", cases[i].unit,
                                  cases[i].years);
        if ((size_t)cases[i].years >= rest / JF__MONTHS)
            return jf__fail_about(err, JF_E_ARGUMENT, cases[i].unit, 0, (int64_t)month_count,
                                  "%zu months end within unit %" PRId64, month_count,
                                  cases[i].unit);
        rest -= month_count_of(&cases[i]);
    }
    if (rest)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)(month_count - rest),
                              (int64_t)month_count, "%zu months are given, %zu are needed",
                              month_count, month_count - rest);
    return JF_OK;
}

static jf_status check_cases(const jf_forecast_case *cases, size_t case_count,
                             const int64_t *months, size_t month_count, jf_error *err)
{
    jf_status status = check_lengths(cases, case_count, month_count, err);

    for (size_t i = 0; !status && i < case_count; i++) {
        status = check_case(&cases[i], i, months, month_count_of(&cases[i]), err);
        months += month_count_of(&cases[i]);
    }
    return status;
}

jf_status jf_panel_add(jf_panel *self, const jf_forecast_case *cases, size_t case_count,
                       const int64_t *months, size_t month_count, jf_error *err)
{
    jf_status status;

    if (!self || (!cases && case_count) || (!months && month_count))
        return jf__fail_null(err, !self ? "self" : !cases && case_count ? "cases" : "months");
    status = check_cases(cases, case_count, months, month_count, err);
    if (status)
        return status;
    if (!jf__array_reserve(&self->cases, case_count, &self->allocator) ||
        !jf__array_reserve(&self->months, month_count, &self->allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; i < case_count; i++) {
        int32_t kept = cases[i].years < JF__PANEL_YEARS ? cases[i].years : JF__PANEL_YEARS - 1;
        size_t size = ((size_t)kept + 1) * JF__MONTHS;

        months += (size_t)(cases[i].years - kept) * JF__MONTHS;
        self->cases.items[self->cases.count++] = (jf__panel_case){
            cases[i].unit, cases[i].quota, cases[i].known, kept, self->months.count};
        memcpy(self->months.items + self->months.count, months, size * sizeof *months);
        self->months.count += size;
        months += size;
    }
    return JF_OK;
}

jf_status jf_panel_settings(const jf_panel *self, jf_forecast_settings *settings_out, jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(settings_out, "settings_out", err);
    if (!status)
        jf__record_write(settings_out, &self->settings, sizeof self->settings);
    return status;
}
