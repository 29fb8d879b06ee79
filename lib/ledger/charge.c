/* SPDX-License-Identifier: Apache-2.0 */
/* Check all, then apply all. An attempt takes from the cells of its lines on its day; what changes
 * a hold or record gives back what that took. A cell is charged with the difference, so a commit
 * inside the same period asks it for nothing. Nothing is written before everything is decided.
 * plain.c has the short way of most issues. */
#include "ledger/link.h"

#include <string.h>

#include "base/checked.h"

static bool takes(const jf__request *request)
{
    return request->type != JF__ENTRY_RELEASE && request->type != JF__ENTRY_WITHDRAW;
}

static bool gives(const jf__request *request)
{
    return request->type == JF__ENTRY_COMMIT || request->type == JF__ENTRY_RELEASE ||
           request->type == JF__ENTRY_AMEND ||
           (request->type == JF__ENTRY_WITHDRAW && request->frees);
}

bool jf__charge_load(jf_ledger *self, uint32_t attempt)
{
    jf__entry entry = jf__entry_of_lines(self, attempt);
    jf__lines *old = &self->charge.old;

    old->count = 0;
    if (!jf__array_reserve(old, entry.line_count, &self->allocator))
        return false;
    for (uint32_t i = 0; i < entry.line_count; i++)
        old->items[old->count++] = jf__entry_line(&entry);
    jf__landings_fill(old->items, old->count);
    return true;
}

/* What is taken and given; a side that does nothing has no lines and no day. */
static bool load_contents(jf_ledger *self, const jf__request *request)
{
    jf__charge *charge = &self->charge;
    jf__content asked = {charge->lines.items, charge->lines.count, request->kind, request->day};

    charge->give = (jf__content){.day = JF_DAY_NONE};
    if (request->of != JF__NONE) {
        const jf__attempt *of = jf__attempt_at(&self->attempts, request->of);
        jf__content now = {.kind = of->kind, .day = of->day};

        if (!jf__charge_load(self, request->of))
            return false;
        now.lines = charge->old.items;
        now.line_count = charge->old.count;
        if (asked.line_count == 0) {
            asked.lines = now.lines;
            asked.line_count = now.line_count;
        }
        asked.kind = asked.kind == JF__NONE ? now.kind : asked.kind;
        asked.day = asked.day == JF_DAY_NONE ? now.day : asked.day;
        if (gives(request))
            charge->give = now;
    }
    charge->take = asked;
    if (!takes(request))
        charge->take.line_count = 0;
    return true;
}

bool jf__totals_add(jf__totals *totals, const jf__line *line)
{
    bool fits = jf__add(totals->of[0], line->count, &totals->of[0]);

    if (!jf__line_has_amounts(line))
        return fits;
    for (size_t i = 0; i < JF__AMOUNT_COUNT; i++)
        fits = jf__add(totals->of[1 + i], line->amounts[i], &totals->of[1 + i]) && fits;
    return fits;
}

static jf_status sum_lines(jf_ledger *self, const jf__request *request, jf_error *err)
{
    const jf__content *give = &self->charge.give;
    const jf__content *take = &self->charge.take;
    jf__totals after = self->totals;

    for (size_t i = 0; i < give->line_count; i++) {
        after.of[0] -= give->lines[i].count;
        for (size_t j = 0; j < JF__AMOUNT_COUNT; j++)
            after.of[1 + j] -= give->lines[i].amounts[j];
    }
    for (size_t i = 0; i < take->line_count; i++)
        if (!jf__totals_add(&after, &take->lines[i]))
            return jf__fail_about(err, JF_E_OVERFLOW, request->key, 0, (int64_t)i,
                                  "line %zu takes a total of the ledger out of 64 bits", i);
    self->charge.after = after;
    return JF_OK;
}

/* The cell's touch; each cell has one. */
static jf__touch *touch_of(jf_ledger *self, uint32_t cell)
{
    uint32_t mark = self->mark.items[cell];
    jf__touch *touches = self->charge.touches.items;

    if (mark < self->charge.touches.count && touches[mark].cell == cell)
        return &touches[mark];
    mark = (uint32_t)self->charge.touches.count++;
    self->mark.items[cell] = mark;
    touches[mark] = (jf__touch){.cell = cell};
    return &touches[mark];
}

static bool is_gate(const jf_ledger *self, uint32_t cell, int32_t plan_class)
{
    return plan_class != JF_PLAN_CLASS_PLANNED &&
           self->limits.items[self->limit_of.items[cell]].scope.plan_class ==
               JF_PLAN_CLASS_PLANNED;
}

static void touch_run(jf_ledger *self, int32_t plan_class, const jf__run *run, int64_t value,
                      bool gives_back)
{
    for (uint32_t cell = run->cell; cell < run->cell + run->count; cell++) {
        jf__touch *touch = touch_of(self, cell);
        int64_t *sum = gives_back ? &touch->give : &touch->take;

        touch->gate = is_gate(self, cell, plan_class);
        *sum = run->measure == JF_MEASURE_ITEMS ? 1 : *sum + value;
    }
}

static bool touch_line(jf_ledger *self, int32_t plan_class, const jf__content *content,
                       const jf__line *line)
{
    const jf__span *span = jf__plan_find(self, line->unit, content, plan_class);
    const jf__run *runs;
    size_t count;

    if (!span)
        return false;
    runs = jf__span_runs(&self->plans, span, line->side, &count);
    if (!jf__array_reserve(&self->charge.touches, count * JF__ROW_CELLS, &self->allocator))
        return false;
    for (size_t i = 0; i < count; i++) {
        int64_t value = jf__line_value(line, runs[i].measure);

        if (value != 0)
            touch_run(self, plan_class, &runs[i], value, content == &self->charge.give);
    }
    return true;
}

bool jf__charge_touch(jf_ledger *self, int32_t plan_class, const jf__content *content)
{
    for (size_t i = 0; i < content->line_count; i++)
        if (!touch_line(self, plan_class, content, &content->lines[i]))
            return false;
    return true;
}

/* A window may have less room on one day than the limit as a whole: it always has to look. */
static bool is_free(const jf_ledger *self, const jf__limit *limit, const jf__touch *touch)
{
    int64_t asked = touch->take - touch->give;

    if (limit->days != JF__NONE)
        return touch->take <= 0;
    return asked <= 0 ||
           jf__limit_free(self, limit) - asked >= *jf__margin_of(&self->rows, touch->cell);
}

static bool judge_all(jf_ledger *self, const jf__request *request)
{
    jf__charge *charge = &self->charge;

    for (size_t i = 0; i < charge->touches.count; i++) {
        const jf__touch *touch = &charge->touches.items[i];
        const jf__limit *limit = &self->limits.items[self->limit_of.items[touch->cell]];

        if (limit->days != JF__NONE && !jf__days_reserve(self, limit))
            return false;
        if (!is_free(self, limit, touch) && !jf__ladder_judge(self, request, touch))
            return false;
    }
    return true;
}

jf_status jf__charge_decide(jf_ledger *self, const jf__request *request, jf_error *err)
{
    jf__charge *charge = &self->charge;
    jf_status status;

    charge->answer.violations.count = charge->answer.notices.count = 0;
    charge->answer.step = JF_STEP_NONE;
    charge->touches.count = 0;
    if (!load_contents(self, request))
        return jf__fail_memory(err);
    status = sum_lines(self, request, err);
    if (status)
        return status;
    if (!jf__plain_decide(self, request, &charge->is_plain))
        return jf__fail_memory(err);
    if (charge->is_plain)
        return JF_OK;
    if (!jf__grant_load(self, request) ||
        !jf__charge_touch(self, request->plan_class, &charge->take) ||
        !jf__charge_touch(self, request->plan_class, &charge->give) || !judge_all(self, request))
        return jf__fail_memory(err);
    return JF_OK;
}

static void apply_days(jf_ledger *self, const jf__limit *limit, const jf__touch *touch,
                       bool take_is_held, bool give_is_held)
{
    if (touch->give != 0) /* first: what is there and what comes may leave 64 bits together */
        jf__days_add(self, limit, self->charge.give.day, give_is_held ? 0 : -touch->give,
                     give_is_held ? -touch->give : 0);
    if (touch->take != 0)
        jf__days_add(self, limit, self->charge.take.day, take_is_held ? 0 : touch->take,
                     take_is_held ? touch->take : 0);
}

/* Above from the day of the first record that adds to it then; a change that adds nothing to a
 * limit that was cut is not what took it there. */
static void note_since(const jf_ledger *self, jf__limit *limit, int64_t added)
{
    if (!jf__limit_is_above(self, limit))
        limit->since = JF_DAY_NONE;
    else if (limit->since == JF_DAY_NONE && added > 0)
        limit->since = self->charge.take.day;
}

static bool is_divided(const jf_ledger *self, const jf__content *content)
{
    bool found = false;

    if (self->units.divided == JF_DAY_NONE || content->day >= self->units.divided)
        return false;
    for (size_t i = 0; i < content->line_count && !found; i++)
        found = jf__unit_is_divided(&self->units, content->lines[i].unit, content->day);
    return found;
}

bool jf__charge_is_divided(const jf_ledger *self)
{
    return is_divided(self, &self->charge.take) || is_divided(self, &self->charge.give);
}

static void apply_touch(jf_ledger *self, const jf__request *request, const jf__touch *touch)
{
    uint32_t number = self->limit_of.items[touch->cell];
    jf__limit *limit = &self->limits.items[number];
    int64_t *free_in = jf__free_of(&self->rows, touch->cell);
    bool take_is_held = request->type == JF__ENTRY_HOLD || request->type == JF__ENTRY_REVIVE;
    bool give_is_held = request->type == JF__ENTRY_COMMIT || request->type == JF__ENTRY_RELEASE;
    bool expired = give_is_held && jf__attempt_at(&self->attempts, request->of)->flags &
                                       JF__ATTEMPT_EXPIRES;

    *free_in = jf__subtract_wrapped(*free_in, touch->take - touch->give);
    limit->held += (take_is_held ? touch->take : 0) - (give_is_held ? touch->give : 0);
    limit->expiring += take_is_held && request->expires != 0 && touch->take > 0;
    limit->expiring -= expired && touch->give > 0;
    if (limit->days != JF__NONE)
        apply_days(self, limit, touch, take_is_held, give_is_held);
    if (request->type == JF__ENTRY_RELEASE || !jf__charge_is_divided(self))
        note_since(self, limit, touch->take - touch->give);
    jf__limit_stir(self, number);
}

void jf__charge_apply(jf_ledger *self, const jf__request *request)
{
    self->totals = self->charge.after;
    if (self->charge.is_plain)
        jf__plain_apply(self);
    else
        for (size_t i = 0; i < self->charge.touches.count; i++)
            if (!self->charge.touches.items[i].gate)
                apply_touch(self, request, &self->charge.touches.items[i]);
}

static bool is_linked(const jf_ledger *self, const jf__content *content)
{
    return content->line_count > 0 && content->day >= self->linked.first &&
           content->day <= self->linked.last;
}

bool jf__charge_is_linked(const jf_ledger *self)
{
    return self->links.count > 0 &&
           (is_linked(self, &self->charge.take) || is_linked(self, &self->charge.give));
}

/* What was charged is divided among heirs: only now it shows which limits are above. */
static void settle_divided(jf_ledger *self)
{
    const jf__charge *charge = &self->charge;

    for (size_t i = 0; i < self->limits.count; i++) {
        jf__limit *limit = &self->limits.items[i];
        uint32_t mark = self->mark.items[limit->cell];
        int64_t added = jf__limit_inherit(self, (uint32_t)i);

        if (mark < charge->touches.count && charge->touches.items[mark].cell == limit->cell &&
            !charge->touches.items[mark].gate)
            added += charge->touches.items[mark].take - charge->touches.items[mark].give;
        note_since(self, limit, added);
    }
}

void jf__charge_settle(jf_ledger *self)
{
    if (jf__charge_is_divided(self))
        settle_divided(self);
    jf__links_settle(self);
}
