/* SPDX-License-Identifier: Apache-2.0 */
/* Relations of two requests: what is told, and what the plan makes of it. */
#include "fixture.h"

static jf_relation relation(int32_t kind, int64_t request_a, int64_t request_b)
{
    return (jf_relation){.size = sizeof(jf_relation),
                         .kind = kind,
                         .request_a = request_a,
                         .request_b = request_b};
}

static void relate(jf_problem *problem, jf_relation own)
{
    assert_ok(jf_problem_add_relation(problem, &own, err));
}

static void relate_within(jf_problem *problem, int64_t request_a, int64_t request_b, int32_t least,
                          int32_t most)
{
    jf_relation own = relation(JF_RELATION_BEFORE, request_a, request_b);

    own.least = least;
    own.most = most;
    relate(problem, own);
}

static void assert_refused(jf_problem *problem, jf_status status, jf_relation own, int32_t least,
                           int32_t most)
{
    own.least = least;
    own.most = most;
    assert_fails(status, jf_problem_add_relation(problem, &own, err));
}

static void relations_have_two_requests_and_minutes_in_order(void **state)
{
    jf_problem *problem = make_twins();
    jf_relation before = relation(JF_RELATION_BEFORE, 1, 2);

    (void)state;
    assert_refused(problem, JF_E_ARGUMENT, relation(0, 1, 2), 0, 0);
    assert_refused(problem, JF_E_ARGUMENT, relation(5, 1, 2), 0, 0);
    assert_refused(problem, JF_E_ARGUMENT, before, -1, 0);
    assert_refused(problem, JF_E_ARGUMENT, before, 0, -2);
    assert_refused(problem, JF_E_ARGUMENT, before, 1, -1);
    assert_refused(problem, JF_E_ARGUMENT, before, 31, 30);
    assert_refused(problem, JF_E_ARGUMENT, relation(JF_RELATION_SAME_DAY, 1, 2), 1, 0);
    assert_refused(problem, JF_E_ARGUMENT, relation(JF_RELATION_ADJACENT, 1, 2), 0, 1);
    assert_refused(problem, JF_E_NOT_FOUND, relation(JF_RELATION_BEFORE, 1, 9), 0, 0);
    assert_refused(problem, JF_E_NOT_FOUND, relation(JF_RELATION_BEFORE, 9, 9), 0, 0);
    assert_refused(problem, JF_E_ARGUMENT, relation(JF_RELATION_BEFORE, 1, 1), 0, 0);
    assert_fails(JF_E_ARGUMENT, jf_problem_add_relation(problem, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_relation(NULL, &before, err));
    relate_within(problem, 1, 2, 0, -1);
    relate_within(problem, 1, 2, 30, 30);
    jf_problem_free(problem);
}

/* The plan of twins with whatever was added to the problem, which it frees. */
static jf_plan *solve_twins(jf_problem *problem)
{
    jf_plan *plan;

    seal(problem);
    plan = solve(problem);
    jf_problem_free(problem);
    return plan;
}

static void all_but_the_same_day_bar_a_merge(void **state)
{
    (void)state;
    for (int32_t kind = JF_RELATION_BEFORE; kind <= JF_RELATION_ADJACENT; kind++) {
        jf_problem *problem = make_twins();
        bool is_barred = kind != JF_RELATION_SAME_DAY;
        jf_plan *plan;

        relate(problem, relation(kind, 2, 1));
        seal(problem);
        assert_int_equal(judge(problem, 1, 2).failed, is_barred ? JF_TEST_BARRED : 0);
        plan = solve_twins(problem);
        assert_int_equal(jf_plan_broken_count(plan), 0);
        assert_int_equal(jf_plan_gathering_count(plan), is_barred ? 2 : 1);
        jf_plan_free(plan);
    }
}

static void before_holds_across_a_night(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;
    int32_t gap;

    (void)state;
    relate_within(problem, 2, 1, 1000, 1100);
    plan = solve_twins(problem);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    gap = (placement_at(plan, 0).day - placement_at(plan, 1).day) * 1440 +
          placement_at(plan, 0).start - placement_at(plan, 1).start - 60;
    assert_in_range(gap, 1000, 1100);
    jf_plan_free(plan);
}

static void a_chain_of_adjacent_requests_fills_a_day(void **state)
{
    jf_problem *problem = make_problem();
    jf_plan *plan;

    (void)state;
    add_people(problem, 1, 2, 0);
    for (int64_t id = 1; id <= 4; id++)
        add_meeting(problem, hour(id), 1, 2);
    for (int64_t id = 1; id < 4; id++)
        relate(problem, relation(JF_RELATION_ADJACENT, id + 1, id));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_unplaced_count(plan), 0);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void relations_that_nothing_keeps_leave_requests_unplaced(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    relate_within(problem, 1, 2, 0, 0);
    relate_within(problem, 2, 1, 0, 0);
    plan = solve_twins(problem);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_INCOMPLETE);
    assert_int_equal(jf_plan_unplaced_count(plan), 1);
    assert_int_equal(jf_plan_broken_count(plan), 1);
    jf_plan_free(plan);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relations_have_two_requests_and_minutes_in_order),
        cmocka_unit_test(all_but_the_same_day_bar_a_merge),
        cmocka_unit_test(before_holds_across_a_night),
        cmocka_unit_test(a_chain_of_adjacent_requests_fills_a_day),
        cmocka_unit_test(relations_that_nothing_keeps_leave_requests_unplaced),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.relation", tests, NULL, NULL);
}
