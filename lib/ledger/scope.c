/* SPDX-License-Identifier: Apache-2.0 */
/* Cells by their names: unit, kind, side, measure, class, and the days over which they add up. */
#include "ledger/ledger.h"

#include <inttypes.h>

#include "base/records.h"

static jf_status check_field(const char *name, int64_t value, int64_t most, jf_error *err)
{
    if (value < 0 || value > most)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, most, value, "%s %" PRId64 " is none", name,
                              value);
    return JF_OK;
}

jf_status jf__measure_check(int32_t side, int32_t measure, jf_error *err)
{
    jf_status status = check_field("measure", measure, JF_MEASURE_LANDINGS, err);

    if (!status && measure == JF_MEASURE_LANDINGS && side == JF_SIDE_RECIPIENT)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_SIDE_ISSUER, side,
                              "landings are written off on the issuer side; a recipient's are its "
                              "count");
    return status;
}

static jf_status check_window(const jf_limit *cell, jf_error *err)
{
    bool rolling = cell->window == JF_WINDOW_ROLLING;
    jf_status status = check_field("bound", cell->bound, JF_BOUND_FLOOR, err);

    if (!status)
        status = check_field("window", cell->window, JF_WINDOW_AVERAGE, err);
    if (!status)
        status = check_field("plan_class", cell->plan_class, JF_PLAN_CLASS_OFF_PLAN, err);
    if (status)
        return status;
    if (cell->bound == JF_BOUND_FLOOR && cell->window != JF_WINDOW_PERIOD)
        return jf__fail(err, JF_E_ARGUMENT, "a floor has a plain period");
    if (rolling ? cell->window_days < 2 || cell->window_days > 366 || cell->period_kind != 0 ||
                      cell->fiscal_month != 0
                : cell->window_days != 0)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 366, cell->window_days,
                              "a rolling limit has 2 to 366 window_days and no period; any other "
                              "has a period and no window_days");
    if (cell->window == JF_WINDOW_AVERAGE && cell->period_kind == JF_PERIOD_WEEK)
        return jf__fail(err, JF_E_ARGUMENT, "an average is over a period of months");
    return JF_OK;
}

static jf_status check_period(const jf_limit *cell, jf_error *err)
{
    if (cell->window == JF_WINDOW_ROLLING)
        return JF_OK;
    if (cell->period_kind < JF_PERIOD_YEAR || cell->period_kind > JF_PERIOD_WEEK)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_PERIOD_WEEK, cell->period_kind,
                              "%" PRId32 " is not a kind of period", cell->period_kind);
    return check_field("fiscal_month", cell->fiscal_month, 12, err);
}

static jf_status check_cell(const jf_limit *cell, bool with_period, jf_error *err)
{
    jf_status status = check_field("side", cell->side, JF_SIDE_RECIPIENT, err);

    if (!status)
        status = jf__measure_check(cell->side, cell->measure, err);
    if (!status && !with_period)
        return check_field("plan_class", cell->plan_class, JF_PLAN_CLASS_OFF_PLAN, err);
    if (!status)
        status = check_window(cell, err);
    return status ? status : check_period(cell, err);
}

static jf_status read_days(const jf_limit *cell, jf__scope *scope, jf_error *err)
{
    jf_period period;
    jf_status status;

    if (cell->window == JF_WINDOW_ROLLING) {
        if (cell->day < JF_DAY_FIRST || cell->day > JF_DAY_LAST)
            return jf__fail_about(err, JF_E_RANGE, 0, 0, cell->day, "%" PRId32 " is not a day",
                                  cell->day);
        return JF_OK;
    }
    status = jf_period_containing(cell->day, cell->period_kind, cell->fiscal_month, &period, err);
    if (status)
        return status;
    scope->period_kind = period.kind;
    scope->fiscal_month = period.fiscal_month;
    scope->first = period.first;
    scope->last = scope->reach = period.last;
    return JF_OK;
}

jf_status jf__scope_read(const jf_ledger *self, const jf_limit *cell, bool with_period,
                         jf__scope *scope_out, jf_error *err)
{
    jf__scope scope = {.first = JF_DAY_FIRST, .last = JF_DAY_LAST, .reach = JF_DAY_LAST};
    jf_status status = check_cell(cell, with_period, err);

    if (status)
        return status;
    scope.side = cell->side ? cell->side : JF_SIDE_ISSUER;
    scope.measure = cell->measure                     ? cell->measure
                    : scope.side == JF_SIDE_RECIPIENT ? JF_MEASURE_ITEMS
                                                      : JF_MEASURE_COUNT;
    scope.plan_class = cell->plan_class;
    scope.unit = jf__node_find(&self->units, cell->unit);
    if (scope.unit == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, cell->unit, 0, 0,
                              "the ledger has no unit %" PRId64, cell->unit);
    scope.kind = jf__node_find(&self->kinds, cell->kind);
    if (scope.kind == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, cell->kind, 0, 0,
                              "the ledger has no kind %" PRId64, cell->kind);
    if (with_period) {
        scope.bound = cell->bound;
        scope.window = cell->window;
        scope.window_days = cell->window_days;
        status = read_days(cell, &scope, err);
    }
    if (!status)
        *scope_out = scope;
    return status;
}

jf_status jf__cell_read(const jf_ledger *self, const jf_limit *cell, const char *what,
                        bool with_period, jf__scope *scope_out, jf_error *err)
{
    jf_limit read;
    jf_status status = jf__record_read(&read, sizeof read, cell, what, err);

    return status ? status : jf__scope_read(self, &read, with_period, scope_out, err);
}

bool jf__scope_equal(const jf__scope *a, const jf__scope *b)
{
    return a->unit == b->unit && a->kind == b->kind && a->first == b->first &&
           a->period_kind == b->period_kind && a->side == b->side && a->measure == b->measure &&
           a->fiscal_month == b->fiscal_month && a->bound == b->bound && a->window == b->window &&
           a->window_days == b->window_days && a->plan_class == b->plan_class;
}

void jf__scope_show(const jf_ledger *self, const jf__scope *scope, jf_limit *limit_out)
{
    limit_out->side = scope->side;
    limit_out->unit = self->units.list.items[scope->unit].id;
    limit_out->kind = self->kinds.list.items[scope->kind].id;
    limit_out->measure = scope->measure;
    limit_out->period_kind = scope->period_kind;
    limit_out->fiscal_month = scope->fiscal_month;
    limit_out->day = scope->first;
    limit_out->bound = scope->bound;
    limit_out->window = scope->window;
    limit_out->window_days = scope->window_days;
    limit_out->plan_class = scope->plan_class;
}
