/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void assert_single(const jf_plan *plan, int32_t reason, int32_t test, int64_t price)
{
    jf_refusal refusal;

    assert_int_equal(jf_plan_refusal_count(plan), 1);
    refusal = refusal_at(plan, 0);
    assert_int_equal(refusal.reason, reason);
    assert_int_equal(refusal.request_a, 1);
    assert_int_equal(refusal.request_b, 2);
    assert_int_equal(refusal.test, test);
    assert_int_equal(refusal.price, price);
}

static void a_pair_that_one_test_refuses_is_a_near_miss(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    assert_ok(jf_problem_add_bar(problem, 1, 2, err));
    seal(problem);
    plan = solve(problem);
    assert_single(plan, JF_REFUSAL_TEST, JF_TEST_BARRED, 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void windows_that_do_not_meet_are_a_near_miss_when_targets_are_near(void **state)
{
    jf_problem *problem = make_problem();
    jf_request first = hour(1);
    jf_request second = hour(2);
    jf_plan *plan;

    (void)state;
    first.last = FIRST + 4;
    second.first = second.target = FIRST + 5;
    add_people(problem, 1, 4, 0);
    add_meeting(problem, first, 1, 4);
    add_meeting(problem, second, 1, 4);
    seal(problem);
    plan = solve(problem);
    assert_single(plan, JF_REFUSAL_TEST, JF_TEST_WINDOW, 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_pair_with_other_topics_and_the_same_people_is_a_near_miss(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    assert_ok(jf_problem_set_generic_topic(problem, SAFETY, err));
    seal(problem);
    plan = solve(problem);
    assert_single(plan, JF_REFUSAL_TEST, JF_TEST_SUBJECT, 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void two_failing_tests_are_no_near_miss(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;

    (void)state;
    assert_ok(jf_problem_add_bar(problem, 1, 2, err));
    assert_ok(jf_problem_set_generic_topic(problem, SAFETY, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_refusal_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_pair_without_common_time_is_refused_by_placement(void **state)
{
    jf_problem *problem = make_problem();
    jf_request first = hour(1);
    jf_request second = hour(2);
    jf_plan *plan;

    (void)state;
    first.pin_start = MORNING + 1;
    second.pin_start = AFTERNOON + 1;
    add_people(problem, 1, 4, 0);
    add_meeting(problem, first, 1, 4);
    add_meeting(problem, second, 1, 4);
    seal(problem);
    plan = solve(problem);
    assert_single(plan, JF_REFUSAL_PLACEMENT, 0, 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_merge_longer_than_a_free_stretch_is_refused_by_placement(void **state)
{
    jf_problem *problem = make_problem();
    jf_request first = hour(1);
    jf_request second = hour(2);
    jf_plan *plan;

    (void)state;
    first.minutes = second.minutes = 150;
    add_people(problem, 1, 4, 0);
    add_meeting(problem, first, 1, 4);
    add_meeting(problem, second, 1, 4);
    seal(problem);
    plan = solve(problem);
    assert_single(plan, JF_REFUSAL_PLACEMENT, 0, 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_merge_that_costs_more_has_its_price(void **state)
{
    jf_meeting_rules rules = {.size = sizeof rules, .weight_shift = 100};
    jf_problem *problem = make_problem();
    jf_request second = hour(2);
    jf_plan *plan;

    (void)state;
    second.target = FIRST + 6;
    add_people(problem, 1, 2, 0);
    add_meeting(problem, hour(1), 1, 2);
    add_meeting(problem, second, 1, 2);
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    seal(problem);
    plan = solve(problem);
    /* six days at 100 less an opening for two, an agenda and a gathering */
    assert_single(plan, JF_REFUSAL_PRICE, 0, 600 - 20 - 60 - 120);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_FEASIBLE);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_plan_made_by_hand_shows_what_it_misses(void **state)
{
    jf_problem *problem = make_twins();
    const jf_placement placements[] = {at(1, FIRST, MORNING), at(2, FIRST, AFTERNOON)};
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = plan_of(problem, placements, 2);
    assert_single(plan, JF_REFUSAL_PRICE, 0, -40 - 60 - 120);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void with_merging_off_only_near_misses_are_told(void **state)
{
    jf_problem *problem = make_twins();
    jf_solve_options opts = {.size = sizeof opts, .no_merge = 1};
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = jf_problem_solve(problem, &opts, NULL, NULL, NULL);
    assert_non_null(plan);
    assert_int_equal(jf_plan_gathering_count(plan), 2);
    assert_int_equal(jf_plan_refusal_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

/* 1 and 2 are together; 3 may join 2 but not 1. Its best way is to take 2 away from 1. */
static void the_price_covers_taking_one_out_of_its_group(void **state)
{
    jf_problem *problem = make_problem();
    jf_placement placements[] = {at(1, FIRST, MORNING), at(2, FIRST, MORNING),
                                 at(3, FIRST, AFTERNOON)};
    jf_plan *plan;

    (void)state;
    add_people(problem, 1, 4, 0);
    add_meeting(problem, hour(1), 1, 4);
    add_meeting(problem, hour(2), 1, 4);
    add_meeting(problem, hour(3), 1, 4);
    assert_ok(jf_problem_add_bar(problem, 1, 3, err));
    seal(problem);
    placements[1].gathering = 1;
    plan = plan_of(problem, placements, 3);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    assert_int_equal(jf_plan_refusal_count(plan), 2);
    assert_int_equal(refusal_at(plan, 0).test, JF_TEST_BARRED);
    assert_int_equal(refusal_at(plan, 1).request_a, 2);
    assert_int_equal(refusal_at(plan, 1).request_b, 3);
    assert_int_equal(refusal_at(plan, 1).reason, JF_REFUSAL_PRICE);
    assert_int_equal(refusal_at(plan, 1).price, 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_that_one_test_refuses_is_a_near_miss),
        cmocka_unit_test(windows_that_do_not_meet_are_a_near_miss_when_targets_are_near),
        cmocka_unit_test(a_pair_with_other_topics_and_the_same_people_is_a_near_miss),
        cmocka_unit_test(two_failing_tests_are_no_near_miss),
        cmocka_unit_test(a_pair_without_common_time_is_refused_by_placement),
        cmocka_unit_test(a_merge_longer_than_a_free_stretch_is_refused_by_placement),
        cmocka_unit_test(a_merge_that_costs_more_has_its_price),
        cmocka_unit_test(a_plan_made_by_hand_shows_what_it_misses),
        cmocka_unit_test(with_merging_off_only_near_misses_are_told),
        cmocka_unit_test(the_price_covers_taking_one_out_of_its_group),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.refusal", tests, NULL, NULL);
}
