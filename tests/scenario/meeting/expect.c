/* SPDX-License-Identifier: Apache-2.0 */
/* What a scenario expects of the plan. */
#include "scene.h"

static const char *verdict_name(int32_t verdict)
{
    static const char *const names[] = {"none", "optimal", "feasible", "incomplete", "stopped"};

    return names[verdict];
}

static bool expect_cost(scene *self)
{
    static const char *const terms[] = {"total",     "attended", "superfluous", "agenda",
                                        "gathering", "shift",    "conflict"};

    for (int32_t term = 0; term < 7; term++)
        if (is(self, 1, terms[term])) {
            int64_t cost = 0;
            jf_error error = {0};

            check(self, jf_plan_cost(self->plan, term, &cost, &error), &error);
            expect_number(self, terms[term], cost, number(self, 2));
            return true;
        }
    return false;
}

static jf_placement placement_of(const scene *self, int64_t request)
{
    for (size_t i = 0; i < jf_plan_placement_count(self->plan); i++) {
        jf_placement placement = {0};

        (void)jf_plan_placement_at(self->plan, i, &placement, NULL);
        if (placement.request == request)
            return placement;
    }
    reject(self, "no such request");
    return (jf_placement){0};
}

static void expect_together(const scene *self)
{
    int32_t gathering = placement_of(self, number(self, 2)).gathering;

    for (size_t i = 2; i < self->word_count; i++)
        expect_number(self, "the gathering", placement_of(self, number(self, i)).gathering,
                      gathering);
    expect_number(self, "the number of members",
                  (int64_t)jf_plan_member_count(self->plan, gathering),
                  (int64_t)self->word_count - 2);
}

static void expect_at(const scene *self)
{
    jf_placement placement = placement_of(self, number(self, 2));

    expect_number(self, "the day", placement.day, day(self, 3));
    expect_number(self, "the start", placement.start, number(self, 4));
    if (self->word_count > 5)
        expect_number(self, "the room", placement.room, number(self, 5));
}

static int32_t test_of(const scene *self, size_t index)
{
    for (int32_t test = 1; test <= JF_TEST_GROWTH; test *= 2)
        if (is(self, index, jf_merge_test_name(test)))
            return test;
    return 0;
}

static void expect_pair(const scene *self)
{
    jf_pair pair = {.size = sizeof pair};
    jf_error error = {0};
    int32_t failed = 0;

    for (size_t i = 4; i < self->word_count; i++)
        failed |= test_of(self, i);
    if (failed == 0 && !is(self, 4, "passes"))
        reject(self, "no such test");
    check(self, jf_problem_pair(self->problem, number(self, 2), number(self, 3), &pair, &error),
          &error);
    expect_number(self, "the sum of failed tests", pair.failed, failed);
}

static void expect_refusal(scene *self)
{
    jf_refusal refusal = {.size = sizeof refusal};
    jf_error error = {0};
    int32_t reason = is(self, 4, "price")       ? JF_REFUSAL_PRICE
                     : is(self, 4, "placement") ? JF_REFUSAL_PLACEMENT
                                                : JF_REFUSAL_TEST;

    check(self, jf_plan_refusal_at(self->plan, self->refusals++, &refusal, &error), &error);
    expect_number(self, "the first request", refusal.request_a, number(self, 2));
    expect_number(self, "the second request", refusal.request_b, number(self, 3));
    expect_number(self, "the reason", refusal.reason, reason);
    expect_number(self, "the test", refusal.test, test_of(self, 4));
    expect_number(self, "the price", refusal.price,
                  reason == JF_REFUSAL_PRICE ? number(self, 5) : 0);
}

static void expect_broken(scene *self)
{
    jf_broken broken = {.size = sizeof broken};
    jf_error error = {0};

    check(self, jf_plan_broken_at(self->plan, self->broken++, &broken, &error), &error);
    if (!is(self, 2, jf_violation_kind_name(broken.kind)))
        reject(self, jf_violation_kind_name(broken.kind));
    expect_number(self, "the first request", broken.request_a, number(self, 3));
    expect_number(self, "the second request", broken.request_b, number(self, 4));
    expect_number(self, "what is expected", broken.expected, number(self, 5));
    expect_number(self, "what is found", broken.actual, number(self, 6));
}

void expect(scene *self)
{
    if (!self->plan)
        reject(self, "nothing was solved or checked");
    else if (is(self, 1, "verdict") && !is(self, 2, verdict_name(jf_plan_verdict(self->plan))))
        reject(self, verdict_name(jf_plan_verdict(self->plan)));
    else if (is(self, 1, "bound"))
        expect_number(self, "the bound", jf_plan_bound(self->plan), number(self, 2));
    else if (is(self, 1, "together"))
        expect_together(self);
    else if (is(self, 1, "at"))
        expect_at(self);
    else if (is(self, 1, "pair"))
        expect_pair(self);
    else if (is(self, 1, "refusal"))
        expect_refusal(self);
    else if (is(self, 1, "broken"))
        expect_broken(self);
    else if (!is(self, 1, "verdict") && !expect_cost(self))
        reject(self, "no such expectation");
}
