/* SPDX-License-Identifier: Apache-2.0 */
/* Check all, then apply all. An attempt takes from the cells of its lines on its day; a commit or
 * release gives back what its hold took. A cell is charged with the difference, so a commit inside
 * the same period asks it for nothing. Nothing is written before everything is decided. */
#include "ledger/ledger.h"

#include <string.h>

#include "base/checked.h"

static bool add_line(jf__totals *totals, const jf__line *line)
{
    bool fits = jf__add(totals->of[0], line->count, &totals->of[0]);

    for (size_t i = 0; i < JF__AMOUNT_COUNT; i++)
        fits = jf__add(totals->of[1 + i], line->amounts[i], &totals->of[1 + i]) && fits;
    return fits;
}

/* Totals of the lines; they must fit beside those of the ledger unless they are in it already. */
static jf_status sum_lines(jf_ledger *self, const jf__request *request, jf_error *err)
{
    jf__totals beside = request->hold == JF__NONE ? self->totals : (jf__totals){{0}};
    jf__totals *totals = &self->charge.totals;

    memset(totals, 0, sizeof *totals);
    for (size_t i = 0; i < self->charge.lines.count; i++)
        if (!add_line(totals, &self->charge.lines.items[i]) ||
            !add_line(&beside, &self->charge.lines.items[i]))
            return jf__fail_about(err, JF_E_OVERFLOW, request->key, 0, (int64_t)i,
                                  "line %zu takes a total of the ledger out of 64 bits", i);
    return JF_OK;
}

/* The cell's touch; each cell has one. */
static jf__touch *touch_of(jf_ledger *self, uint32_t cell)
{
    uint32_t mark = self->cells.mark.items[cell];
    jf__touch *touches = self->charge.touches.items;

    if (mark < self->charge.touches.count && touches[mark].cell == cell)
        return &touches[mark];
    mark = (uint32_t)self->charge.touches.count++;
    self->cells.mark.items[cell] = mark;
    touches[mark] = (jf__touch){.cell = cell};
    return &touches[mark];
}

static bool touch_line(jf_ledger *self, const jf__line *line, uint32_t kind, jf_day day, bool give)
{
    const jf__span *span = jf__plan_find(self, line->unit, kind, day);
    size_t start;
    size_t count;

    if (!span)
        return false;
    start = span->start;
    count = span->issuer_count;
    if (line->side == JF_SIDE_RECIPIENT) {
        start += span->issuer_count;
        count = span->recipient_count;
    }
    if (!jf__array_reserve(&self->charge.touches, count, &self->allocator))
        return false;
    for (size_t i = 0; i < count; i++) {
        uint32_t item = self->plans.items.items[start + i];
        int32_t measure = (int32_t)(item % 8);
        int64_t value = jf__line_value(line, measure);
        jf__touch *touch;
        int64_t *sum;

        if (value == 0)
            continue;
        touch = touch_of(self, item / 8);
        sum = give ? &touch->give : &touch->take;
        *sum = measure == JF_MEASURE_ITEMS ? 1 : *sum + value;
    }
    return true;
}

static bool touch_all(jf_ledger *self, uint32_t kind, jf_day day, bool give)
{
    for (size_t i = 0; i < self->charge.lines.count; i++)
        if (!touch_line(self, &self->charge.lines.items[i], kind, day, give))
            return false;
    return true;
}

static bool list_violations(jf_ledger *self)
{
    jf__charge *charge = &self->charge;

    charge->violations.count = 0;
    for (size_t i = 0; i < charge->touches.count; i++) {
        const jf__touch *touch = &charge->touches.items[i];
        int64_t asked = touch->take - touch->give;
        const jf__limit *limit;

        if (asked <= 0 || asked <= self->cells.free_of.items[touch->cell])
            continue;
        if (!jf__array_reserve(&charge->violations, 1, &self->allocator))
            return false;
        limit = &self->limits.items[self->cells.limit_of.items[touch->cell]];
        charge->violations.items[charge->violations.count++] = (jf__violation){
            .limit = self->cells.limit_of.items[touch->cell],
            .state = limit->state,
            .amount = limit->amount,
            .used = jf__limit_used(self, limit),
            .held = limit->held,
            .asked = asked,
        };
    }
    return true;
}

/* The day a request counts on; a hold's own when a commit names none. */
static jf_day day_of(const jf_ledger *self, const jf__request *request)
{
    if (request->type == JF__ENTRY_COMMIT && request->day == JF_DAY_NONE)
        return self->attempts.items[request->hold].day;
    return request->day;
}

jf_status jf__charge_decide(jf_ledger *self, const jf__request *request, jf_error *err)
{
    jf_status status = sum_lines(self, request, err);
    bool done = true;

    if (status)
        return status;
    self->charge.touches.count = 0;
    if (request->type != JF__ENTRY_RELEASE)
        done = touch_all(self, request->kind, day_of(self, request), false);
    if (request->hold != JF__NONE)
        done = done &&
               touch_all(self, request->kind, self->attempts.items[request->hold].day, true);
    return done && list_violations(self) ? JF_OK : jf__fail_memory(err);
}

void jf__charge_apply(jf_ledger *self, const jf__request *request)
{
    for (size_t i = 0; i < self->charge.touches.count; i++) {
        const jf__touch *touch = &self->charge.touches.items[i];

        self->cells.free_of.items[touch->cell] -= touch->take - touch->give;
        if (request->type != JF__ENTRY_ISSUE)
            self->limits.items[self->cells.limit_of.items[touch->cell]].held +=
                (request->type == JF__ENTRY_HOLD ? touch->take : 0) - touch->give;
    }
    for (size_t i = 0; i < 1 + JF__AMOUNT_COUNT; i++) {
        int64_t sum = self->charge.totals.of[i];

        if (request->hold == JF__NONE)
            self->totals.of[i] += sum;
        else if (request->type == JF__ENTRY_RELEASE)
            self->totals.of[i] -= sum;
    }
    if (request->hold != JF__NONE) {
        jf__attempt *hold = &self->attempts.items[request->hold];

        hold->day = request->type == JF__ENTRY_COMMIT ? day_of(self, request) : hold->day;
        hold->state =
            request->type == JF__ENTRY_COMMIT ? JF__ATTEMPT_USED : JF__ATTEMPT_RELEASED;
    }
}
