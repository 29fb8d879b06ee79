/* SPDX-License-Identifier: Apache-2.0 */
/* What the last attempt or check violated, as records and as one line of text. */
#include "ledger/ledger.h"

#include <inttypes.h>

#include "base/records.h"

static const char *measure_name(int32_t measure)
{
    static const char *const names[] = {"?",        "count",    "items",   "amount 1",
                                        "amount 2", "amount 3", "amount 4"};

    return names[measure];
}

static int64_t shortage(const jf__violation *violation)
{
    return violation->used + violation->held + violation->asked - violation->amount;
}

/* Numbers first: a long name at the end may be cut. */
jf_status jf__violation_fail(const jf_ledger *self, jf_error *err)
{
    const jf__violation *first = &self->violations.items[0];
    const jf__scope *scope = &self->limits.items[first->limit].scope;
    const jf__node *unit = &self->units.list.items[scope->unit];
    const jf__node *kind = &self->kinds.list.items[scope->kind];
    jf_period period = {scope->period_kind, scope->fiscal_month, scope->first, scope->last};
    char name[JF_PERIOD_NAME_SIZE] = "";
    int64_t total = first->used + first->held + first->asked;

    if (!err)
        return JF_E_LIMIT;
    (void)jf_period_name(&period, name, sizeof name, NULL);
    if (first->state == JF_LIMIT_NOT_PLANNED)
        return jf__fail_about(err, JF_E_LIMIT, unit->id, 0, total,
                              "not planned in %s: asked %" PRId64 " (%s %s) of unit %" PRId64
                              " %s, kind %" PRId64 " %s",
                              name, first->asked,
                              scope->side == JF_SIDE_ISSUER ? "issuer" : "recipient",
                              measure_name(scope->measure), unit->id,
                              jf__texts_at(&self->units.names, unit->name), kind->id,
                              jf__texts_at(&self->kinds.names, kind->name));
    return jf__fail_about(err, JF_E_LIMIT, unit->id, first->amount, total,
                          "limit %" PRId64 " in %s: used %" PRId64 ", held %" PRId64
                          ", asked %" PRId64 ", short by %" PRId64 " (%s %s) of unit %" PRId64
                          " %s, kind %" PRId64 " %s",
                          first->amount, name, first->used, first->held, first->asked,
                          shortage(first),
                          scope->side == JF_SIDE_ISSUER ? "issuer" : "recipient",
                          measure_name(scope->measure), unit->id,
                          jf__texts_at(&self->units.names, unit->name), kind->id,
                          jf__texts_at(&self->kinds.names, kind->name));
}

size_t jf_ledger_violation_count(const jf_ledger *self)
{
    return self ? self->violations.count : 0;
}

jf_status jf_ledger_violation_at(const jf_ledger *self, size_t index, jf_violation *violation_out,
                                 jf_error *err)
{
    jf_violation shown = {0};
    const jf__violation *violation;
    const jf__scope *scope;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(violation_out, "violation_out", err);
    if (status)
        return status;
    if (index >= self->violations.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->violations.count, 0,
                              "violation %zu of %zu", index, self->violations.count);
    violation = &self->violations.items[index];
    scope = &self->limits.items[violation->limit].scope;
    shown.side = scope->side;
    shown.unit = self->units.list.items[scope->unit].id;
    shown.kind = self->kinds.list.items[scope->kind].id;
    shown.measure = scope->measure;
    shown.period_kind = scope->period_kind;
    shown.first = scope->first;
    shown.last = scope->last;
    shown.state = violation->state;
    shown.amount = violation->amount;
    shown.used = violation->used;
    shown.held = violation->held;
    shown.asked = violation->asked;
    shown.short_by = shortage(violation);
    jf__record_write(violation_out, &shown, sizeof shown);
    return JF_OK;
}
