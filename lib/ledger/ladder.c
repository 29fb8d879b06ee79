/* SPDX-License-Identifier: Apache-2.0 */
/* Which step of a limit's ladder an attempt comes to, and what answers it. A step acts when use x
 * 1000 > amount x per mille: exactly when use is above the product divided by 1000 and rounded
 * down, which never leaves 64 bits in two parts. Above an amount below 0, which a carry-over may
 * leave, is above each of its steps. */
#include "ledger/ledger.h"

#include "base/checked.h"

static int64_t threshold(int64_t amount, int32_t permille)
{
    int64_t whole;
    int64_t sum;

    if (amount < 0)
        return amount;
    if (!jf__multiply(amount / 1000, permille, &whole) ||
        !jf__add(whole, amount % 1000 * permille / 1000, &sum))
        return INT64_MAX;
    return sum;
}

int32_t jf__ladder_step(const jf__terms *terms, int64_t amount, int64_t total)
{
    for (int32_t step = JF_STEP_REFUSE; step > JF_STEP_NONE; step--)
        if (terms->permille[step] >= 0 && total > threshold(amount, terms->permille[step]))
            return step;
    return JF_STEP_NONE;
}

int64_t jf__ladder_margin(const jf__limit *limit)
{
    const jf__terms *terms = &limit->terms;
    int64_t lowest = 1000;

    if (limit->scope.bound == JF_BOUND_FLOOR)
        return INT64_MIN;
    if (limit->scope.window != JF_WINDOW_PERIOD)
        return INT64_MAX;
    if (terms->state != JF_LIMIT_NUMBER)
        return terms->state == JF_LIMIT_UNLIMITED ? INT64_MIN : 0;
    if (terms->amount < 0)
        return INT64_MAX;
    for (int32_t step = JF_STEP_NOTICE; step <= JF_STEP_REFUSE; step++)
        if (terms->permille[step] >= 0 && terms->permille[step] < lowest)
            lowest = terms->permille[step];
    return terms->amount - threshold(terms->amount, (int32_t)lowest);
}

static jf__report judge_period(const jf_ledger *self, const jf__limit *limit, int64_t asked)
{
    const jf__terms *terms = &limit->terms;
    jf__report report = {.amount = terms->amount,
                         .used = jf__limit_used(self, limit),
                         .held = limit->held,
                         .asked = asked,
                         .first = limit->scope.first,
                         .last = limit->scope.last};

    if (asked <= 0 || terms->state == JF_LIMIT_UNLIMITED || limit->scope.bound == JF_BOUND_FLOOR)
        return report;
    report.step = terms->state == JF_LIMIT_NOT_PLANNED
                      ? JF_STEP_REFUSE
                      : jf__ladder_step(terms, terms->amount, report.used + report.held + asked);
    return report;
}

/* A planned limit that an off-plan record meets counts it not, but may ask for an approval. */
static jf__report judge_gate(const jf_ledger *self, const jf__request *request,
                             const jf__limit *limit, int64_t asked)
{
    jf__report report = judge_period(self, limit, asked);

    report.step = JF_STEP_NONE;
    if (asked > 0 && limit->terms.state == JF_LIMIT_NOT_PLANNED &&
        request->plan_class == JF_PLAN_CLASS_OFF_PLAN)
        report.step = JF_STEP_APPROVE;
    return report;
}

/* Grace runs from the first day above; it begins with this attempt when none was. */
static bool in_grace(const jf__limit *limit, const jf__report *report, jf_day day)
{
    return limit->terms.grace_days > 0 && limit->terms.state == JF_LIMIT_NUMBER &&
           report->step == JF_STEP_REFUSE &&
           (limit->since == JF_DAY_NONE ||
            (int64_t)day <= (int64_t)limit->since + limit->terms.grace_days);
}

static bool is_lifted(const jf__charge *charge, const jf__request *request, uint32_t limit,
                      int32_t step)
{
    if (step == JF_STEP_EXPLAIN && request->reason != 0)
        return true;
    for (size_t i = 0; i < charge->lifts.count; i++)
        if (charge->lifts.items[i].limit == limit && charge->lifts.items[i].step >= step)
            return true;
    return false;
}

bool jf__ladder_judge(jf_ledger *self, const jf__request *request, const jf__touch *touch)
{
    jf__charge *charge = &self->charge;
    uint32_t number = self->limit_of.items[touch->cell];
    const jf__limit *limit = &self->limits.items[number];
    int64_t asked = touch->take - touch->give;
    jf__report report = touch->gate ? judge_gate(self, request, limit, asked)
                        : limit->days != JF__NONE ? jf__days_judge(self, number, touch)
                                                  : judge_period(self, limit, asked);
    jf__reports *list;

    if (report.step == JF_STEP_NONE)
        return true;
    report.limit = number;
    report.state = limit->terms.state;
    report.shadow = limit->terms.shadow;
    report.since = limit->since;
    report.expiring = limit->expiring;
    report.refuses = report.step > JF_STEP_NOTICE && !limit->terms.shadow &&
                     !in_grace(limit, &report, charge->take.day) &&
                     !is_lifted(charge, request, number, report.step);
    if (!limit->terms.shadow && report.step > charge->answer.step)
        charge->answer.step = report.step;
    list = report.refuses ? &charge->answer.violations : &charge->answer.notices;
    if (!jf__array_reserve(list, 1, &self->allocator))
        return false;
    list->items[list->count++] = report;
    return true;
}
