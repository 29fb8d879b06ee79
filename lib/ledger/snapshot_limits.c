/* SPDX-License-Identifier: Apache-2.0 */
/* Limits, their counters, day sums and links, as sections of a snapshot. */
#include "base/checked.h"
#include "ledger/link.h"
#include "ledger/snapshot.h"

static void scope_fields(jf__codec *codec, jf__scope *scope)
{
    jf__pass_number(codec, &scope->unit);
    jf__pass_number(codec, &scope->kind);
    jf__pass_integer(codec, &scope->side);
    jf__pass_integer(codec, &scope->measure);
    jf__pass_integer(codec, &scope->period_kind);
    jf__pass_integer(codec, &scope->fiscal_month);
    jf__pass_integer(codec, &scope->first);
    jf__pass_integer(codec, &scope->bound);
    jf__pass_integer(codec, &scope->window);
    jf__pass_integer(codec, &scope->window_days);
    jf__pass_integer(codec, &scope->plan_class);
}

static void terms_fields(jf__codec *codec, jf__terms *terms)
{
    jf__pass_integer(codec, &terms->state);
    for (int32_t step = JF_STEP_NOTICE; step <= JF_STEP_REFUSE; step++)
        jf__pass_integer(codec, &terms->permille[step]);
    jf__pass_integer(codec, &terms->grace_days);
    jf__pass_integer(codec, &terms->shadow);
    jf__pass_amount(codec, &terms->amount);
    jf__pass_amount(codec, &terms->borrow_max);
    jf__pass_amount(codec, &terms->lend_max);
    jf__pass_amount(codec, &terms->pool);
    jf__pass_number(codec, &terms->approver);
}

static void limit_fields(jf__codec *codec, jf__limit *limit, int64_t *used)
{
    scope_fields(codec, &limit->scope);
    terms_fields(codec, &limit->terms);
    jf__pass_amount(codec, used);
    jf__pass_amount(codec, &limit->held);
    jf__pass_amount(codec, &limit->inherited);
    jf__pass_amount(codec, &limit->borrowed);
    jf__pass_amount(codec, &limit->lent);
    jf__pass_amount(codec, &limit->refusals);
    jf__pass_integer(codec, &limit->since);
    jf__pass_integer(codec, &limit->expiring);
}

void jf__limits_write(const jf_ledger *self, jf__codec *codec)
{
    jf__pass_count(codec, self->limits.count);
    for (size_t i = 0; i < self->limits.count; i++) {
        jf__limit limit = self->limits.items[i];
        int64_t used = jf__limit_used(self, &limit);

        limit_fields(codec, &limit, &used);
    }
}

/* What a limit is about and says has to be what the caller could have set: it is shown and read
 * back. Only an overdraft cannot be set, but be carried over. */
static bool read_meaning(const jf_ledger *self, jf__limit *limit)
{
    jf_limit shown = {.size = sizeof shown};
    int64_t amount = limit->terms.amount;
    bool overdrawn = limit->terms.state == JF_LIMIT_NUMBER && amount < 0;

    if (limit->scope.unit >= self->units.list.count || limit->scope.kind >= self->kinds.list.count)
        return false;
    jf__scope_show(self, &limit->scope, &shown);
    jf__terms_show(&limit->terms, &shown);
    if (overdrawn)
        shown.amount = 0;
    if (jf__scope_read(self, &shown, true, &limit->scope, NULL) ||
        jf__terms_read(self, &shown, &limit->terms, NULL))
        return false;
    limit->terms.amount = amount;
    return true;
}

/* The most that a scope can count: every cell is a part of the totals. */
static int64_t most_of(const jf_ledger *self, int32_t measure)
{
    if (measure == JF_MEASURE_ITEMS)
        return (int64_t)self->attempts.count;
    if (measure >= JF_MEASURE_AMOUNT_1 && measure <= JF_MEASURE_AMOUNT_4)
        return self->totals.of[1 + measure - JF_MEASURE_AMOUNT_1];
    return self->totals.of[0];
}

static bool is_within(int64_t value, int64_t least, int64_t most)
{
    return value >= least && value <= most;
}

static bool counters_fit(const jf_ledger *self, const jf__limit *limit, int64_t used)
{
    int64_t most = most_of(self, limit->scope.measure);

    return is_within(limit->held, 0, most) && is_within(used, -limit->held, most) &&
           is_within(limit->inherited, -most, most) && limit->borrowed >= 0 && limit->lent >= 0 &&
           is_within(limit->refusals, 0, (int64_t)self->attempts.count) &&
           is_within(limit->expiring, 0, (int64_t)self->expiries.count) &&
           (limit->since == JF_DAY_NONE || is_within(limit->since, JF_DAY_FIRST, JF_DAY_LAST));
}

static jf_status add_limit(jf_ledger *self, const jf__limit *read, int64_t used)
{
    int64_t level;
    jf__limit *limit;

    if (!jf__subtract(jf__terms_base(&read->terms), read->held, &level) ||
        !jf__subtract(level, used, &level))
        return JF_E_CORRUPT;
    if (!jf__limit_reserve(self, 1))
        return JF_E_NO_MEMORY;
    limit = &self->limits.items[jf__limit_add(self, &read->scope)];
    limit->terms = read->terms;
    limit->held = read->held;
    limit->inherited = read->inherited;
    limit->borrowed = read->borrowed;
    limit->lent = read->lent;
    limit->refusals = read->refusals;
    limit->since = read->since;
    limit->expiring = read->expiring;
    *jf__free_of(&self->rows, limit->cell) = level;
    *jf__margin_of(&self->rows, limit->cell) = jf__ladder_margin(limit);
    return JF_OK;
}

jf_status jf__limits_read(jf_ledger *self, jf__codec *codec)
{
    jf_status status = JF_OK;
    uint32_t count = 0;

    jf__pass_number(codec, &count);
    if (count < codec->limit_bound)
        return JF_E_CORRUPT;
    while (count-- > 0 && !status) {
        jf__limit read = {.since = JF_DAY_NONE};
        int64_t used = 0;

        limit_fields(codec, &read, &used);
        if (codec->from.failed || !read_meaning(self, &read) || !counters_fit(self, &read, used))
            return JF_E_CORRUPT;
        status = add_limit(self, &read, used);
    }
    return status;
}

static void day_fields(jf__codec *codec, jf__day_sum *sum)
{
    jf__pass_integer(codec, &sum->day);
    jf__pass_amount(codec, &sum->used);
    jf__pass_amount(codec, &sum->held);
}

void jf__days_write(const jf_ledger *self, jf__codec *codec)
{
    for (size_t i = 0; i < self->days.count; i++) {
        const jf__days *days = &self->days.items[i];

        jf__pass_count(codec, days->count);
        for (size_t j = 0; j < days->count; j++) {
            jf__day_sum sum = days->items[j];

            day_fields(codec, &sum);
        }
    }
}

static jf_status read_sums(jf_ledger *self, jf__codec *codec, jf__days *days, int64_t left)
{
    int64_t before = (int64_t)JF_DAY_FIRST - 1;
    uint32_t count = 0;

    jf__pass_number(codec, &count);
    while (count-- > 0) {
        jf__day_sum sum = {0};

        day_fields(codec, &sum);
        if (codec->from.failed || !is_within(sum.day, before + 1, JF_DAY_LAST) ||
            !is_within(sum.used, 0, left) || !is_within(sum.held, 0, left - sum.used))
            return JF_E_CORRUPT;
        left -= sum.used + sum.held;
        before = sum.day;
        if (!jf__array_reserve(days, 1, &self->allocator))
            return JF_E_NO_MEMORY;
        days->items[days->count++] = sum;
    }
    return JF_OK;
}

/* Day sums are numbered in the order of their limits. */
jf_status jf__days_read(jf_ledger *self, jf__codec *codec)
{
    jf_status status = JF_OK;

    for (size_t i = 0; i < self->limits.count && !status; i++) {
        const jf__limit *limit = &self->limits.items[i];

        if (limit->days != JF__NONE)
            status = read_sums(self, codec, &self->days.items[limit->days],
                               most_of(self, limit->scope.measure));
    }
    return status;
}

static void link_fields(jf__codec *codec, jf__link *link, uint32_t *part_count)
{
    jf__pass_integer(codec, &link->type);
    jf__pass_integer(codec, &link->method);
    jf__pass_integer(codec, &link->permille);
    jf__pass_integer(codec, &link->ratchet);
    jf__pass_amount(codec, &link->least);
    jf__pass_amount(codec, &link->most);
    jf__pass_number(codec, part_count);
}

static void derived_fields(jf__codec *codec, jf__derived *part)
{
    jf__pass_number(codec, &part->base);
    jf__pass_number(codec, &part->to);
    jf__pass_amount(codec, &part->posted);
}

void jf__links_write(const jf_ledger *self, jf__codec *codec)
{
    jf__pass_count(codec, self->links.count);
    for (size_t i = 0; i < self->links.count; i++) {
        jf__link link = self->links.items[i];
        uint32_t part_count = (uint32_t)link.part_count;

        link_fields(codec, &link, &part_count);
        for (size_t j = 0; j < link.part_count; j++) {
            jf__derived part = link.parts[j];

            derived_fields(codec, &part);
        }
    }
}

static bool formula_fits(const jf__link *link, uint32_t part_count)
{
    if (link->type == JF__ENTRY_CARRY)
        return part_count == 1 && link->method == 0 && link->permille == 0 &&
               link->ratchet == 0 && link->least <= link->most &&
               is_within(link->least, -JF_LEDGER_CARRY_MAX, JF_LEDGER_CARRY_MAX) &&
               is_within(link->most, -JF_LEDGER_CARRY_MAX, JF_LEDGER_CARRY_MAX);
    return link->type == JF__ENTRY_DERIVE && is_within(part_count, 1, JF_LEDGER_DERIVE_MAX) &&
           is_within(link->method, JF_DERIVATION_EACH, JF_DERIVATION_SHARED) &&
           is_within(link->permille, 1, JF__PERMILLE_MAX) && is_within(link->ratchet, 0, 1) &&
           link->least == 0 && link->most == 0;
}

/* What follows lies later than what it follows from, so that settling comes to an end. */
static bool part_fits(const jf_ledger *self, const jf__link *link, const jf__derived *part)
{
    const jf__scope *base;
    const jf__scope *to;

    if (part->base >= self->limits.count || part->to >= self->limits.count)
        return false;
    base = &self->limits.items[part->base].scope;
    to = &self->limits.items[part->to].scope;
    return base->window == JF_WINDOW_PERIOD && to->window == JF_WINDOW_PERIOD &&
           base->last < to->first &&
           (link->type == JF__ENTRY_CARRY ? is_within(part->posted, link->least, link->most)
                                          : part->posted >= 0);
}

static jf_status read_parts(const jf_ledger *self, jf__codec *codec, jf__link *link,
                            uint32_t part_count)
{
    for (; link->part_count < part_count; link->part_count++) {
        jf__derived *part = &link->parts[link->part_count];

        derived_fields(codec, part);
        if (codec->from.failed || !part_fits(self, link, part))
            return JF_E_CORRUPT;
        part->now = part->posted;
    }
    link->days.first = self->limits.items[link->parts[0].base].scope.first;
    link->days.last = self->limits.items[link->parts[0].base].scope.last;
    return JF_OK;
}

static jf_status read_link(jf_ledger *self, jf__codec *codec)
{
    jf__link link = {.type = 0};
    uint32_t part_count = 0;
    jf_status status;

    link_fields(codec, &link, &part_count);
    if (codec->from.failed || !formula_fits(&link, part_count))
        return JF_E_CORRUPT;
    link.parts = jf__allocate(&self->allocator, part_count, sizeof *link.parts);
    link.weights = jf__allocate(&self->allocator, part_count, sizeof *link.weights);
    status = !link.parts || !link.weights || !jf__array_reserve(&self->links, 1, &self->allocator)
                 ? JF_E_NO_MEMORY
                 : read_parts(self, codec, &link, part_count);
    if (status)
        jf__link_release(&link, &self->allocator);
    else
        jf__links_add(self, &link);
    return status;
}

jf_status jf__links_read(jf_ledger *self, jf__codec *codec)
{
    jf_status status = JF_OK;
    uint32_t count = 0;

    jf__pass_number(codec, &count);
    while (count-- > 0 && !status)
        status = read_link(self, codec);
    return status;
}
