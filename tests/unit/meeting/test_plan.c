/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void assert_refused(jf_placement first, jf_placement second, jf_status wanted)
{
    const jf_placement placements[] = {first, second};
    jf_problem *problem = make_twins();
    jf_error error = {0};

    add_room(problem, 1, 0);
    add_room(problem, 2, 0);
    seal(problem);
    assert_null(jf_plan_new(problem, placements, 2, &error));
    assert_int_equal(error.status, wanted);
    jf_problem_free(problem);
}

static void placements_name_known_requests_and_rooms(void **state)
{
    jf_placement second = at(2, FIRST, AFTERNOON);

    (void)state;
    second.request = 9;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_NOT_FOUND);
    second = at(2, FIRST, AFTERNOON);
    second.room = 9;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_NOT_FOUND);
}

static void a_request_is_placed_once(void **state)
{
    (void)state;
    assert_refused(at(1, FIRST, MORNING), at(1, FIRST, MORNING), JF_E_EXISTS);
}

static void agendas_are_the_first_of_their_gathering(void **state)
{
    jf_placement second = at(2, FIRST, AFTERNOON);

    (void)state;
    second.agenda = 2;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_ARGUMENT);
    second.agenda = 1;
    second.gathering = -1;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_ARGUMENT);
    second.gathering = 2;
    second.reserved = 1;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_ARGUMENT);
}

static void placements_lie_in_the_horizon_and_in_a_day(void **state)
{
    jf_placement second = at(2, FIRST, AFTERNOON);

    (void)state;
    assert_refused(at(1, FIRST, MORNING), at(2, FIRST - 1, MORNING), JF_E_RANGE);
    assert_refused(at(1, FIRST, MORNING), at(2, LAST + 1, MORNING), JF_E_RANGE);
    assert_refused(at(1, FIRST, MORNING), at(2, FIRST, -1), JF_E_RANGE);
    assert_refused(at(1, FIRST, MORNING), at(2, FIRST, 1440), JF_E_RANGE);
    second.minutes = 1441;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_RANGE);
}

static void members_of_an_agenda_lie_together(void **state)
{
    jf_placement second = at(2, FIRST, AFTERNOON);

    (void)state;
    second.gathering = 1;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_ARGUMENT);
    second.start = MORNING;
    second.room = 1;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_ARGUMENT);
    second.room = 0;
    second.minutes = 60;
    assert_refused(at(1, FIRST, MORNING), second, JF_E_ARGUMENT);
}

static void null_is_refused_or_empty(void **state)
{
    jf_problem *problem = make_twins();
    jf_error error = {0};
    jf_plan *plan;
    jf_placement placement;
    jf_broken broken = {.size = sizeof broken};
    jf_refusal refusal = {.size = sizeof refusal};
    int64_t value;

    (void)state;
    seal(problem);
    assert_null(jf_plan_new(NULL, NULL, 0, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_plan_new(problem, NULL, 1, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    plan = plan_of(problem, NULL, 0);
    assert_int_equal(jf_plan_unplaced_count(plan), 2);
    assert_fails(JF_E_ARGUMENT, jf_plan_placement_at(plan, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_placement_at(NULL, 0, &placement, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_broken_at(NULL, 0, &broken, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_broken_at(plan, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_refusal_at(NULL, 0, &refusal, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_refusal_at(plan, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_cost(NULL, 0, &value, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_cost(plan, 0, NULL, err));
    assert_int_equal(jf_plan_verdict(NULL), 0);
    assert_int_equal(jf_plan_placement_count(NULL), 0);
    assert_int_equal(jf_plan_gathering_count(NULL), 0);
    assert_int_equal(jf_plan_agenda_count(NULL), 0);
    assert_int_equal(jf_plan_unplaced_count(NULL), 0);
    assert_int_equal(jf_plan_bound(NULL), 0);
    assert_int_equal(jf_plan_broken_count(NULL), 0);
    assert_int_equal(jf_plan_refusal_count(NULL), 0);
    jf_plan_free(NULL);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void indexes_beyond_the_end_are_refused(void **state)
{
    jf_problem *problem = make_twins();
    jf_placement placement;
    jf_broken broken = {.size = sizeof broken};
    jf_refusal refusal = {.size = sizeof refusal};
    int64_t value;
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = plan_of(problem, NULL, 0);
    assert_fails(JF_E_RANGE, jf_plan_placement_at(plan, 2, &placement, err));
    assert_fails(JF_E_RANGE, jf_plan_broken_at(plan, jf_plan_broken_count(plan), &broken, err));
    assert_fails(JF_E_RANGE, jf_plan_refusal_at(plan, jf_plan_refusal_count(plan), &refusal, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_cost(plan, 7, &value, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_cost(plan, -1, &value, err));
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void gatherings_are_numbered_in_order_of_time(void **state)
{
    jf_problem *problem = make_twins();
    const jf_placement placements[] = {
        {.request = 1, .gathering = 70, .agenda = 1, .day = FIRST + 1, .start = MORNING},
        {.request = 2, .gathering = 5, .agenda = 1, .day = FIRST + 1, .start = AFTERNOON}};
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = plan_of(problem, placements, 2);
    assert_int_equal(placement_at(plan, 0).gathering, 1);
    assert_int_equal(placement_at(plan, 1).gathering, 2);
    assert_int_equal(placement_at(plan, 0).minutes, 60);
    assert_int_equal(jf_plan_gathering_count(plan), 2);
    assert_int_equal(jf_plan_agenda_count(plan), 2);
    assert_int_equal(jf_plan_verdict(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void the_terms_of_the_cost_add_up(void **state)
{
    jf_meeting_rules rules = {.size = sizeof rules, .growth_minutes = 100, .overlap_permille = 1};
    jf_problem *problem = make_problem();
    jf_request third = hour(3);
    jf_placement placements[3];
    jf_plan *plan;

    (void)state;
    add_people(problem, 1, 4, 0);
    add_meeting(problem, hour(1), 1, 2);
    add_meeting(problem, hour(2), 2, 2);
    assert_ok(jf_problem_add_attendee(problem, 2, 3, 0, false, err)); /* counts as one */
    third.target = FIRST + 4;
    assert_ok(jf_problem_add_request(problem, &third, err));
    assert_ok(jf_problem_add_attendee(problem, 3, 4, 3, false, err));
    assert_ok(jf_problem_add_conflict(problem, 1, 3, 7, err));
    assert_ok(jf_problem_add_conflict(problem, 3, 1, 4, err));
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    seal(problem);
    placements[0] = placements[1] = placements[2] = at(1, FIRST + 2, MORNING);
    placements[1].request = 2;
    placements[2].request = placements[2].gathering = 3;
    plan = plan_of(problem, placements, 3);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    assert_int_equal(cost(plan, JF_COST_ATTENDED), 3 * 110 + 3 * 60);
    assert_int_equal(cost(plan, JF_COST_SUPERFLUOUS), 2 * 50);
    assert_int_equal(cost(plan, JF_COST_AGENDA), 2 * 60);
    assert_int_equal(cost(plan, JF_COST_GATHERING), 2 * 120);
    assert_int_equal(cost(plan, JF_COST_SHIFT), 5 * (2 + 2 + 2));
    assert_int_equal(cost(plan, JF_COST_CONFLICT), 11);
    assert_int_equal(cost(plan, JF_COST_TOTAL), 510 + 100 + 120 + 240 + 30 + 11);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void members_of_a_gathering_come_in_the_order_of_requests(void **state)
{
    jf_problem *problem = make_twins();
    jf_placement placements[] = {at(2, FIRST, MORNING), at(1, FIRST, MORNING)};
    int64_t request = 0;
    jf_plan *plan;

    (void)state;
    placements[0].gathering = placements[1].gathering = 8;
    seal(problem);
    plan = plan_of(problem, placements, 2);
    assert_int_equal(jf_plan_member_count(plan, 1), 2);
    assert_int_equal(jf_plan_member_count(plan, 2), 0);
    assert_ok(jf_plan_member_at(plan, 1, 0, &request, err));
    assert_int_equal(request, 1);
    assert_ok(jf_plan_member_at(plan, 1, 1, &request, err));
    assert_int_equal(request, 2);
    assert_fails(JF_E_RANGE, jf_plan_member_at(plan, 1, 2, &request, err));
    assert_fails(JF_E_RANGE, jf_plan_member_at(plan, 0, 0, &request, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_member_at(plan, 1, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_member_at(NULL, 1, 0, &request, err));
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_plan_outlives_the_callers_problem(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = plan_of(problem, NULL, 0);
    jf_problem_free(problem);
    assert_int_equal(jf_plan_placement_count(plan), 2);
    jf_plan_free(plan);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placements_name_known_requests_and_rooms),
        cmocka_unit_test(a_request_is_placed_once),
        cmocka_unit_test(agendas_are_the_first_of_their_gathering),
        cmocka_unit_test(placements_lie_in_the_horizon_and_in_a_day),
        cmocka_unit_test(members_of_an_agenda_lie_together),
        cmocka_unit_test(null_is_refused_or_empty),
        cmocka_unit_test(indexes_beyond_the_end_are_refused),
        cmocka_unit_test(gatherings_are_numbered_in_order_of_time),
        cmocka_unit_test(the_terms_of_the_cost_add_up),
        cmocka_unit_test(members_of_a_gathering_come_in_the_order_of_requests),
        cmocka_unit_test(a_plan_outlives_the_callers_problem),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.plan", tests, NULL, NULL);
}
