/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void persons_have_new_ids(void **state)
{
    jf_problem *problem = make_problem();
    jf_person person = {.size = sizeof person, .id = 1};

    (void)state;
    assert_ok(jf_problem_add_person(problem, &person, err));
    assert_fails(JF_E_EXISTS, jf_problem_add_person(problem, &person, err));
    person.id = 0;
    assert_fails(JF_E_ARGUMENT, jf_problem_add_person(problem, &person, err));
    person.id = 2;
    person.unit = -1;
    assert_fails(JF_E_ARGUMENT, jf_problem_add_person(problem, &person, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_person(problem, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_person(NULL, &person, err));
    jf_problem_free(problem);
}

static void rooms_have_new_ids_and_chairs(void **state)
{
    jf_problem *problem = make_problem();
    jf_room room = {.size = sizeof room, .id = 1};

    (void)state;
    assert_ok(jf_problem_add_room(problem, &room, err));
    assert_fails(JF_E_EXISTS, jf_problem_add_room(problem, &room, err));
    room.id = 0;
    assert_fails(JF_E_ARGUMENT, jf_problem_add_room(problem, &room, err));
    room.id = 2;
    room.capacity = -1;
    assert_fails(JF_E_ARGUMENT, jf_problem_add_room(problem, &room, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_room(problem, NULL, err));
    jf_problem_free(problem);
}

static void busy_times_lie_in_the_horizon_and_in_one_day(void **state)
{
    jf_problem *problem = make_problem();

    (void)state;
    add_people(problem, 1, 1, 0);
    assert_ok(jf_problem_add_busy(problem, 1, FIRST, 600, 60, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_busy(problem, 2, FIRST, 600, 60, err));
    assert_fails(JF_E_RANGE, jf_problem_add_busy(problem, 1, FIRST - 1, 600, 60, err));
    assert_fails(JF_E_RANGE, jf_problem_add_busy(problem, 1, LAST + 1, 600, 60, err));
    assert_fails(JF_E_RANGE, jf_problem_add_busy(problem, 1, FIRST, -1, 60, err));
    assert_fails(JF_E_RANGE, jf_problem_add_busy(problem, 1, FIRST, 1440, 1, err));
    assert_fails(JF_E_RANGE, jf_problem_add_busy(problem, 1, FIRST, 600, 0, err));
    assert_fails(JF_E_RANGE, jf_problem_add_busy(problem, 1, FIRST, 1400, 41, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_busy(NULL, 1, FIRST, 600, 60, err));
    jf_problem_free(problem);
}

static void room_hours_need_a_room_and_a_time(void **state)
{
    jf_problem *problem = make_problem();

    (void)state;
    add_room(problem, 1, 0);
    assert_ok(jf_problem_add_room_hours(problem, 1, FIRST, 600, 60, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_room_hours(problem, 2, FIRST, 600, 60, err));
    assert_fails(JF_E_RANGE, jf_problem_add_room_hours(problem, 1, FIRST - 1, 600, 60, err));
    jf_problem_free(problem);
}

static void a_person_attends_a_request_once(void **state)
{
    jf_problem *problem = make_problem();

    (void)state;
    add_people(problem, 1, 1, 0);
    add_meeting(problem, hour(1), 1, 1);
    assert_fails(JF_E_EXISTS, jf_problem_add_attendee(problem, 1, 1, 1, true, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_attendee(problem, 2, 1, 1, true, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_attendee(problem, 1, 2, 1, true, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_attendee(problem, 1, 1, -1, true, err));
    jf_problem_free(problem);
}

static void a_busy_person_is_not_planned(void **state)
{
    jf_problem *problem = make_problem();
    jf_plan *plan;

    (void)state;
    add_people(problem, 1, 1, 0);
    add_meeting(problem, hour(1), 1, 1);
    assert_ok(jf_problem_add_busy(problem, 1, FIRST, 0, 1440, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(placement_at(plan, 0).day, FIRST + 1);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_FEASIBLE);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void an_optional_guest_clashes_with_nothing(void **state)
{
    jf_problem *problem = make_problem();
    jf_request request = hour(1);
    jf_plan *plan;

    (void)state;
    add_people(problem, 1, 1, 0);
    request.last = FIRST;
    add_meeting(problem, request, 1, 0);
    assert_ok(jf_problem_add_attendee(problem, 1, 1, 1, true, err));
    assert_ok(jf_problem_add_busy(problem, 1, FIRST, 0, 1440, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_unplaced_count(plan), 0);
    assert_int_equal(cost(plan, JF_COST_ATTENDED), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_have_new_ids),
        cmocka_unit_test(rooms_have_new_ids_and_chairs),
        cmocka_unit_test(busy_times_lie_in_the_horizon_and_in_one_day),
        cmocka_unit_test(room_hours_need_a_room_and_a_time),
        cmocka_unit_test(a_person_attends_a_request_once),
        cmocka_unit_test(a_busy_person_is_not_planned),
        cmocka_unit_test(an_optional_guest_clashes_with_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.people", tests, NULL, NULL);
}
