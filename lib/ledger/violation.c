/* SPDX-License-Identifier: Apache-2.0 */
/* What the last attempt or check violated, as records and as one line of text. */
#include "ledger/ledger.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/checked.h"
#include "base/records.h"

static const char *measure_name(int32_t measure)
{
    static const char *const names[] = {"?",        "count",    "items",   "amount 1",
                                        "amount 2", "amount 3", "amount 4", "landings"};

    return names[measure];
}

static const char *step_name(int32_t step)
{
    static const char *const names[] = {"", "", "needs a reason: ", "needs an approval: ", ""};

    return names[step];
}

static int64_t shortage(const jf__report *violation)
{
    return jf__add_saturated(violation->used + violation->held + violation->asked,
                             -violation->amount);
}

/* Numbers first: a long name at the end may be cut. */
jf_status jf__violation_fail(const jf_ledger *self, jf_error *err)
{
    const jf__report *first = &self->answer.violations.items[0];
    const jf__scope *scope = &self->limits.items[first->limit].scope;
    const jf__node *unit = &self->units.list.items[scope->unit];
    const jf__node *kind = &self->kinds.list.items[scope->kind];
    jf_period period = {scope->period_kind, scope->fiscal_month, scope->first, scope->last};
    char name[JF_PERIOD_NAME_SIZE] = "";
    int64_t total = first->used + first->held + first->asked;

    if (!err)
        return JF_E_LIMIT;
    if (scope->window == JF_WINDOW_ROLLING)
        (void)snprintf(name, sizeof name, "%" PRId32 " days", scope->window_days);
    else
        (void)jf_period_name(&period, name, sizeof name, NULL);
    if (first->state == JF_LIMIT_NOT_PLANNED)
        return jf__fail_about(err, JF_E_LIMIT, unit->id, 0, total,
                              "not planned in %s: asked %" PRId64 " (%s %s) of unit %" PRId64
                              " %s, kind %" PRId64 " %s",
                              name, first->asked,
                              scope->side == JF_SIDE_ISSUER ? "issuer" : "recipient",
                              measure_name(scope->measure), unit->id,
                              jf__unit_name(self, scope->unit, scope->reach), kind->id,
                              jf__texts_at(&self->kinds.names, kind->name));
    return jf__fail_about(err, JF_E_LIMIT, unit->id, first->amount, total,
                          "%slimit %" PRId64 " in %s: used %" PRId64 ", held %" PRId64
                          ", asked %" PRId64 ", short by %" PRId64 " (%s %s) of unit %" PRId64
                          " %s, kind %" PRId64 " %s",
                          step_name(first->step), first->amount, name, first->used, first->held,
                          first->asked,
                          shortage(first),
                          scope->side == JF_SIDE_ISSUER ? "issuer" : "recipient",
                          measure_name(scope->measure), unit->id,
                          jf__unit_name(self, scope->unit, scope->reach), kind->id,
                          jf__texts_at(&self->kinds.names, kind->name));
}

size_t jf_ledger_violation_count(const jf_ledger *self)
{
    return self ? self->answer.violations.count : 0;
}

static void show(const jf_ledger *self, const jf__report *report, jf_violation *violation_out)
{
    const jf__limit *limit = &self->limits.items[report->limit];
    const jf__scope *scope = &limit->scope;
    jf_violation shown = {.side = scope->side,
                          .unit = self->units.list.items[scope->unit].id,
                          .kind = self->kinds.list.items[scope->kind].id,
                          .measure = scope->measure,
                          .period_kind = scope->period_kind,
                          .first = report->first,
                          .last = report->last,
                          .state = report->state,
                          .amount = report->amount,
                          .used = report->used,
                          .held = report->held,
                          .asked = report->asked,
                          .short_by = shortage(report),
                          .window = scope->window,
                          .window_days = scope->window_days,
                          .plan_class = scope->plan_class,
                          .step = report->step,
                          .needed = report->refuses ? report->step : JF_STEP_NONE,
                          .shadow = report->shadow,
                          .approver = limit->terms.approver,
                          .since = report->since,
                          .expiring_count = report->expiring,
                          .fiscal_month = scope->fiscal_month};

    jf__record_write(violation_out, &shown, sizeof shown);
}

static jf_status show_at(const jf_ledger *self, const jf__reports *list, size_t index,
                         jf_violation *violation_out, jf_error *err)
{
    jf_status status = jf__record_writable(violation_out, "violation_out", err);

    if (status)
        return status;
    if (index >= list->count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)list->count, 0, "report %zu of %zu",
                              index, list->count);
    show(self, &list->items[index], violation_out);
    return JF_OK;
}

jf_status jf_ledger_violation_at(const jf_ledger *self, size_t index, jf_violation *violation_out,
                                 jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    return show_at(self, &self->answer.violations, index, violation_out, err);
}

size_t jf_ledger_notice_count(const jf_ledger *self)
{
    return self ? self->answer.notices.count : 0;
}

jf_status jf_ledger_notice_at(const jf_ledger *self, size_t index, jf_violation *notice_out,
                              jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    return show_at(self, &self->answer.notices, index, notice_out, err);
}
