/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static int64_t bound_of(jf_problem *problem)
{
    jf_plan *plan;
    int64_t bound;

    seal(problem);
    plan = plan_of(problem, NULL, 0);
    bound = jf_plan_bound(plan);
    jf_plan_free(plan);
    jf_problem_free(problem);
    return bound;
}

static void an_empty_problem_costs_nothing_and_is_optimal(void **state)
{
    jf_problem *problem = make_problem();
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_bound(plan), 0);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_OPTIMAL);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void twins_may_share_one_agenda_and_one_opening(void **state)
{
    (void)state;
    assert_int_equal(bound_of(make_twins()), 4 * 110 + 60 + 120);
}

static void requests_that_cannot_meet_pay_each_for_themselves(void **state)
{
    jf_problem *problem = make_twins();

    (void)state;
    assert_ok(jf_problem_add_bar(problem, 1, 2, err));
    assert_int_equal(bound_of(problem), 2 * (4 * 60 + 60 + 120));
}

static void content_needs_stretches_of_a_day(void **state)
{
    jf_problem *problem = make_problem();

    (void)state;
    add_people(problem, 1, 1, 0);
    for (int64_t id = 1; id <= 3; id++) {
        jf_request request = hour(id);

        request.minutes = 130;
        add_meeting(problem, request, 1, 1);
    }
    /* 360 minutes of content do not fit into 240 */
    assert_int_equal(bound_of(problem), 360 + 10 + 2 * (60 + 120));
}

static void a_target_on_a_closed_day_is_shifted(void **state)
{
    jf_problem *problem = make_problem();
    jf_request request = hour(1);

    (void)state;
    request.target = FIRST + 4;
    add_meeting(problem, request, 1, 0);
    assert_ok(jf_problem_add_blackout(problem, FIRST + 3, FIRST + 6, err));
    assert_int_equal(bound_of(problem), 180 + 2 * 5);
}

static void a_plan_at_the_bound_is_optimal(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_gathering_count(plan), 1);
    assert_int_equal(cost(plan, JF_COST_TOTAL), jf_plan_bound(plan));
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_OPTIMAL);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_problem_costs_nothing_and_is_optimal),
        cmocka_unit_test(twins_may_share_one_agenda_and_one_opening),
        cmocka_unit_test(requests_that_cannot_meet_pay_each_for_themselves),
        cmocka_unit_test(content_needs_stretches_of_a_day),
        cmocka_unit_test(a_target_on_a_closed_day_is_shifted),
        cmocka_unit_test(a_plan_at_the_bound_is_optimal),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.bound", tests, NULL, NULL);
}
