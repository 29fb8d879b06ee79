/* SPDX-License-Identifier: Apache-2.0 */
/* Limits over windows that are no plain period: rolling ones of n days, and averages per month.
 * They keep a sum for each day that has one. An attempt is judged in every window that holds its
 * day, by what it adds there; the worst window speaks: the strictest step, then the most above the
 * amount, then the earliest. */
#include "ledger/ledger.h"

#include "base/checked.h"

bool jf__days_reserve(jf_ledger *self, const jf__limit *limit)
{
    return jf__array_reserve(&self->days.items[limit->days], 1, &self->allocator);
}

/* Where the sums of a day stand, or would stand. */
static size_t place_of(const jf__days *days, jf_day day)
{
    size_t low = 0;
    size_t high = days->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (days->items[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const jf__day_sum *jf__days_find(const jf_ledger *self, const jf__limit *limit, jf_day day)
{
    const jf__days *days = &self->days.items[limit->days];
    size_t at = place_of(days, day);

    return at < days->count && days->items[at].day == day ? &days->items[at] : NULL;
}

void jf__days_drop(jf_ledger *self, const jf__limit *limit, jf_day day)
{
    jf__days *days = &self->days.items[limit->days];

    days->count--;
    for (size_t i = place_of(days, day); i < days->count; i++)
        days->items[i] = days->items[i + 1];
}

void jf__days_put(jf__days *days, jf_day day, int64_t used, int64_t held)
{
    size_t at = place_of(days, day);

    if (at == days->count || days->items[at].day != day) {
        for (size_t i = days->count++; i > at; i--)
            days->items[i] = days->items[i - 1];
        days->items[at] = (jf__day_sum){.day = day};
    }
    days->items[at].used += used;
    days->items[at].held += held;
}

void jf__days_add(jf_ledger *self, const jf__limit *limit, jf_day day, int64_t used, int64_t held)
{
    jf__days_put(&self->days.items[limit->days], day, used, held);
}

jf__day_sum jf__days_sum(const jf_ledger *self, const jf__limit *limit, jf_day first, jf_day last)
{
    const jf__days *days = &self->days.items[limit->days];
    jf__day_sum sum = {.day = first};

    for (size_t i = place_of(days, first); i < days->count && days->items[i].day <= last; i++) {
        sum.used += days->items[i].used;
        sum.held += days->items[i].held;
    }
    return sum;
}

int64_t jf__months_begun(const jf__scope *scope, jf_day day)
{
    jf_civil first = {0};
    jf_civil civil = {0};

    (void)jf_day_civil(scope->first, &first, NULL);
    (void)jf_day_civil(day, &civil, NULL);
    return (int64_t)(civil.year - first.year) * 12 + civil.month - first.month + 1;
}

int64_t jf__times(int64_t amount, int64_t count)
{
    int64_t product;

    return jf__multiply(amount, count, &product) ? product : INT64_MAX;
}

typedef struct judged {
    const jf_ledger *self;
    const jf__limit *limit;
    const jf__touch *touch;
    jf__report worst;
} judged;

static void judge_window(judged *work, jf_day first, jf_day last, int64_t amount)
{
    const jf__charge *charge = &work->self->charge;
    const jf__terms *terms = &work->limit->terms;
    jf__day_sum sum = jf__days_sum(work->self, work->limit, first, last);
    bool gives = charge->give.day >= first && charge->give.day <= last;
    jf__report report = {.step = JF_STEP_NONE, .amount = amount, .used = sum.used,
                         .held = sum.held, .first = first, .last = last};
    int64_t above;

    report.asked = work->touch->take - (gives ? work->touch->give : 0);
    if (report.asked <= 0 || terms->state == JF_LIMIT_UNLIMITED)
        return;
    above = sum.used + sum.held + report.asked - amount;
    report.step = terms->state == JF_LIMIT_NOT_PLANNED
                      ? JF_STEP_REFUSE
                      : jf__ladder_step(terms, amount, above + amount);
    if (report.step > work->worst.step ||
        (report.step == work->worst.step && report.step > JF_STEP_NONE &&
         above > work->worst.used + work->worst.held + work->worst.asked - work->worst.amount))
        work->worst = report;
}

static void judge_average(judged *work, jf_day day)
{
    const jf__scope *scope = &work->limit->scope;

    while (day <= scope->last) {
        jf_period month;

        if (jf_period_containing(day, JF_PERIOD_MONTH, 1, &month, NULL))
            return;
        judge_window(work, scope->first, month.last,
                     jf__times(jf__terms_base(&work->limit->terms),
                               jf__months_begun(scope, day)));
        day = month.last + 1;
    }
}

jf__report jf__days_judge(const jf_ledger *self, uint32_t number, const jf__touch *touch)
{
    const jf__limit *limit = &self->limits.items[number];
    judged work = {self, limit, touch, {.step = JF_STEP_NONE}};
    jf_day day = self->charge.take.day;

    if (limit->scope.window == JF_WINDOW_AVERAGE) {
        judge_average(&work, day);
    } else {
        jf_day span = limit->scope.window_days - 1;
        jf_day first = day - span < JF_DAY_FIRST ? JF_DAY_FIRST : day - span;

        for (; first <= day; first++)
            judge_window(&work, first, first > JF_DAY_LAST - span ? JF_DAY_LAST : first + span,
                         jf__terms_base(&limit->terms));
    }
    return work.worst;
}
