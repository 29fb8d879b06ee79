/* SPDX-License-Identifier: Apache-2.0 */
/* Features of rooms and needs of requests: what is told, and what the plan makes of it. */
#include "fixture.h"

static void features_are_told_of_rooms_and_needs_of_requests(void **state)
{
    jf_problem *problem = make_twins();

    (void)state;
    add_room(problem, 1, 0);
    assert_ok(jf_problem_add_room_feature(problem, 1, 3, err));
    assert_ok(jf_problem_add_room_feature(problem, 1, 3, err));
    assert_ok(jf_problem_add_need(problem, 1, 3, err));
    assert_ok(jf_problem_add_need(problem, 1, 3, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_room_feature(problem, 9, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_need(problem, 9, 0, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_room_feature(problem, 2, 3, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_need(problem, 3, 3, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_room_feature(NULL, 1, 3, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_need(NULL, 1, 3, err));
    jf_problem_free(problem);
}

static void a_request_gets_a_room_that_has_what_it_needs(void **state)
{
    jf_problem *problem = make_problem();
    jf_plan *plan;

    (void)state;
    add_people(problem, 1, 4, 0);
    add_room(problem, 1, 4);
    add_room(problem, 2, 0);
    add_meeting(problem, hour(1), 1, 4);
    assert_ok(jf_problem_add_room_feature(problem, 2, 3, err));
    assert_ok(jf_problem_add_room_feature(problem, 2, 1, err));
    assert_ok(jf_problem_add_need(problem, 1, 3, err));
    assert_ok(jf_problem_add_need(problem, 1, 1, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(placement_at(plan, 0).room, 2);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_OPTIMAL);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_merged_agenda_needs_what_any_of_its_requests_needs(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    for (int64_t room = 1; room <= 3; room++)
        add_room(problem, room, 0);
    assert_ok(jf_problem_add_room_feature(problem, 1, 1, err));
    assert_ok(jf_problem_add_room_feature(problem, 2, 2, err));
    assert_ok(jf_problem_add_room_feature(problem, 3, 2, err));
    assert_ok(jf_problem_add_room_feature(problem, 3, 1, err));
    assert_ok(jf_problem_add_need(problem, 1, 1, err));
    assert_ok(jf_problem_add_need(problem, 2, 2, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_gathering_count(plan), 1);
    assert_int_equal(placement_at(plan, 0).room, 3);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void no_room_for_all_needs_keeps_a_pair_apart(void **state)
{
    jf_problem *problem = make_twins();
    char text[JF_REFUSAL_TEXT_SIZE];
    jf_refusal refusal;
    jf_plan *plan;

    (void)state;
    add_room(problem, 1, 0);
    add_room(problem, 2, 0);
    assert_ok(jf_problem_add_room_feature(problem, 1, 1, err));
    assert_ok(jf_problem_add_room_feature(problem, 2, 2, err));
    assert_ok(jf_problem_add_need(problem, 1, 1, err));
    assert_ok(jf_problem_add_need(problem, 2, 2, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_gathering_count(plan), 2);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    refusal = refusal_at(plan, 0);
    assert_int_equal(refusal.reason, JF_REFUSAL_PLACEMENT);
    assert_ok(jf_refusal_format(problem, &refusal, text, sizeof text, err));
    assert_string_equal(text, "placement: no common time and room");
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_request_that_no_room_can_hold_stays_unplaced(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    add_room(problem, 1, 0);
    assert_ok(jf_problem_add_need(problem, 2, 5, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_INCOMPLETE);
    assert_int_equal(jf_plan_broken_count(plan), 1);
    assert_int_equal(broken_at(plan, 0).kind, JF_BROKEN_UNPLACED);
    assert_int_equal(broken_at(plan, 0).request_a, 2);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void without_rooms_needs_say_nothing(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    assert_ok(jf_problem_add_need(problem, 1, 5, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_gathering_count(plan), 1);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(features_are_told_of_rooms_and_needs_of_requests),
        cmocka_unit_test(a_request_gets_a_room_that_has_what_it_needs),
        cmocka_unit_test(a_merged_agenda_needs_what_any_of_its_requests_needs),
        cmocka_unit_test(no_room_for_all_needs_keeps_a_pair_apart),
        cmocka_unit_test(a_request_that_no_room_can_hold_stays_unplaced),
        cmocka_unit_test(without_rooms_needs_say_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.feature", tests, NULL, NULL);
}
