/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/random.h"

static void options_are_checked(void **state)
{
    static const jf_solve_options cases[] = {
        {.size = 0},
        {.size = sizeof(jf_solve_options), .step_max = -1},
        {.size = sizeof(jf_solve_options), .no_merge = 2},
    };
    jf_problem *problem = make_twins();
    jf_error error = {0};

    (void)state;
    seal(problem);
    for (size_t i = 0; i < 3; i++) {
        assert_null(jf_problem_solve(problem, &cases[i], NULL, NULL, &error));
        assert_int_equal(error.status, JF_E_ARGUMENT);
    }
    assert_null(jf_problem_solve(NULL, NULL, NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    jf_problem_free(problem);
}

/* Four hours fill the morning of the only day; each needs the same person. */
static jf_problem *make_full_morning(int requests)
{
    jf_problem_options opts = {.size = sizeof opts,
                               .first = FIRST,
                               .last = FIRST,
                               .any_day = 1,
                               .day_from = 480,
                               .day_to = 720,
                               .grain = 60};
    jf_problem *problem = jf_problem_new(NULL, &opts, NULL);

    assert_non_null(problem);
    add_people(problem, 1, 1, 0);
    for (int64_t id = 1; id <= requests; id++) {
        jf_request request = hour(id);

        request.last = FIRST;
        assert_ok(jf_problem_add_request(problem, &request, err));
        assert_ok(jf_problem_add_attendee(problem, id, 1, 1, false, err));
    }
    return problem;
}

static void a_full_morning_is_filled(void **state)
{
    jf_problem *problem = make_full_morning(4);
    jf_plan *plan;

    (void)state;
    assert_ok(jf_problem_add_unavailable(problem, 1, FIRST, 480, 180, err));
    assert_ok(jf_problem_add_unavailable(problem, 2, FIRST, 480, 120, err));
    assert_ok(jf_problem_add_unavailable(problem, 3, FIRST, 480, 60, err));
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_OPTIMAL);
    assert_int_equal(placement_at(plan, 0).start, 660);
    assert_int_equal(placement_at(plan, 3).start, 480);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void what_does_not_fit_stays_unplaced(void **state)
{
    jf_problem *problem = make_full_morning(5);
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_INCOMPLETE);
    assert_int_equal(jf_plan_unplaced_count(plan), 1);
    assert_int_equal(jf_plan_broken_count(plan), 1);
    assert_int_equal(broken_at(plan, 0).kind, JF_BROKEN_UNPLACED);
    assert_int_equal(cost(plan, JF_COST_AGENDA), 4 * 60);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static bool stop_at_once(int64_t step, int64_t best_cost, int64_t unplaced, void *user)
{
    int64_t *calls = user;

    assert_int_equal(step, 4096);
    assert_int_equal(best_cost, 4 * 110 + 180);
    assert_int_equal(unplaced, 0);
    (*calls)++;
    return false;
}

/* For UndefinedBehaviorSanitizer of clang: no day has a start, so there is no list of starts. */
static void rooms_that_are_never_open_leave_all_unplaced(void **state)
{
    jf_problem *problem = make_problem();
    jf_request request = hour(1);
    jf_error error = {0};
    jf_plan *plan;

    (void)state;
    add_room(problem, 1, 0);
    assert_ok(jf_problem_add_room_hours(problem, 1, FIRST, 600, 30, err));
    assert_ok(jf_problem_add_request(problem, &request, err));
    assert_ok(jf_problem_seal(problem, err));
    plan = assert_made(jf_problem_solve(problem, NULL, NULL, NULL, &error), &error);
    assert_int_equal(jf_plan_unplaced_count(plan), 1);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_INCOMPLETE);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

/* For UndefinedBehaviorSanitizer: means and prices are made of differences of such costs. */
static void the_greatest_weights_do_not_overflow(void **state)
{
    jf_problem *problem = make_problem();
    jf_error error = {0};
    int64_t conflict = -1;
    jf_plan *plan;

    (void)state;
    add_room(problem, 1, 0);
    for (int64_t id = 1; id <= 4; id++) {
        jf_request request = hour(id);

        request.last = FIRST;
        assert_ok(jf_problem_add_request(problem, &request, err));
    }
    add_room(problem, 2, 0);
    assert_ok(jf_problem_add_conflict(problem, 1, 2, INT64_MAX / 9, err));
    assert_ok(jf_problem_seal(problem, err));
    plan = assert_made(jf_problem_solve(problem, NULL, NULL, NULL, &error), &error);
    assert_ok(jf_plan_cost(plan, JF_COST_CONFLICT, &conflict, err));
    assert_int_equal(conflict, 0);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_stopped_search_gives_its_best_plan(void **state)
{
    jf_problem *problem = make_twins();
    int64_t calls = 0;
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = jf_problem_solve(problem, NULL, stop_at_once, &calls, NULL);
    assert_non_null(plan);
    assert_int_equal(calls, 1);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_STOPPED);
    assert_int_equal(jf_plan_unplaced_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static bool count_calls(int64_t step, int64_t best_cost, int64_t unplaced, void *user)
{
    int64_t *calls = user;

    (void)best_cost;
    (void)unplaced;
    (*calls)++;
    assert_int_equal(step, *calls * 4096);
    return true;
}

static void the_budget_of_steps_is_kept(void **state)
{
    jf_problem *problem = make_twins();
    jf_solve_options opts = {.size = sizeof opts, .step_max = 4096 * 3 + 100};
    int64_t calls = 0;

    (void)state;
    seal(problem);
    jf_plan_free(jf_problem_solve(problem, &opts, count_calls, &calls, NULL));
    assert_int_equal(calls, 3);
    jf_problem_free(problem);
}

static void one_step_is_enough_for_a_plan(void **state)
{
    jf_problem *problem = make_twins();
    jf_solve_options opts = {.size = sizeof opts, .step_max = 1};
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = jf_problem_solve(problem, &opts, NULL, NULL, NULL);
    assert_non_null(plan);
    assert_int_equal(jf_plan_unplaced_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

/* 4 rooms x 6 hours x 5 days = 120 places for 114 requests of one hour, people in several. */
static jf_problem *make_tight(void)
{
    jf__random random = {5};
    jf_problem_options opts = {.size = sizeof opts,
                               .first = FIRST,
                               .last = FIRST + 4,
                               .any_day = 1,
                               .day_from = 480,
                               .day_to = 900,
                               .lunch_from = 720,
                               .lunch_to = 780,
                               .grain = 60};
    jf_problem *problem = jf_problem_new(NULL, &opts, NULL);

    assert_non_null(problem);
    add_people(problem, 1, 60, 0);
    for (int64_t room = 1; room <= 4; room++)
        add_room(problem, room, (int32_t)room + 2);
    for (int64_t id = 1; id <= 114; id++) {
        jf_request request = hour(id);

        request.last = FIRST + 4;
        assert_ok(jf_problem_add_request(problem, &request, err));
        for (int i = 0; i < 3; i++) {
            int64_t person = 20 * i + 1 + (int64_t)jf__random_below(&random, 20);

            assert_ok(jf_problem_add_attendee(problem, id, person, 1, false, err));
        }
    }
    for (int64_t id = 2; id <= 114; id++)
        assert_ok(jf_problem_add_conflict(problem, id - 1, id, id % 5 == 0 ? 0 : 50, err));
    seal(problem);
    return problem;
}

static void rooms_filled_to_95_percent_are_solved(void **state)
{
    jf_problem *problem = make_tight();
    jf_solve_options opts = {.size = sizeof opts, .step_max = 60000};
    jf_plan *plan = jf_problem_solve(problem, &opts, NULL, NULL, NULL);

    (void)state;
    assert_non_null(plan);
    assert_int_equal(jf_plan_unplaced_count(plan), 0);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    assert_int_equal(cost(plan, JF_COST_CONFLICT), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void the_same_seed_gives_the_same_plan(void **state)
{
    jf_problem *problem = make_tight();
    jf_solve_options opts = {.size = sizeof opts, .step_max = 5000, .seed = 42};
    jf_plan *a = jf_problem_solve(problem, &opts, NULL, NULL, NULL);
    jf_plan *b = jf_problem_solve(problem, &opts, NULL, NULL, NULL);

    (void)state;
    assert_non_null(a);
    assert_non_null(b);
    for (size_t i = 0; i < jf_plan_placement_count(a); i++) {
        jf_placement x = placement_at(a, i);
        jf_placement y = placement_at(b, i);

        assert_memory_equal(&x, &y, sizeof x);
    }
    jf_plan_free(a);
    jf_plan_free(b);
    jf_problem_free(problem);
}

static void three_that_pass_in_pairs_and_as_a_set_are_merged(void **state)
{
    jf_problem *problem = make_problem();
    jf_plan *plan;

    (void)state;
    add_people(problem, 1, 4, 0);
    add_room(problem, 1, 4);
    for (int64_t id = 1; id <= 3; id++)
        add_meeting(problem, hour(id), 1, 4);
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_gathering_count(plan), 1);
    assert_int_equal(placement_at(plan, 2).minutes, 160);
    assert_int_equal(placement_at(plan, 2).room, 1);
    assert_int_equal(jf_plan_verdict(plan), JF_PLAN_OPTIMAL);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void pins_lead_a_merge(void **state)
{
    jf_problem *problem = make_problem();
    jf_request first = hour(1);
    jf_plan *plan;

    (void)state;
    first.target = FIRST + 2;
    first.pin_start = 605 + 1;
    first.pin_room = 2;
    add_people(problem, 1, 4, 0);
    add_room(problem, 1, 0);
    add_room(problem, 2, 0);
    add_meeting(problem, first, 1, 4);
    add_meeting(problem, hour(2), 1, 4);
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_gathering_count(plan), 1);
    assert_int_equal(placement_at(plan, 1).day, FIRST + 2);
    assert_int_equal(placement_at(plan, 1).start, 605);
    assert_int_equal(placement_at(plan, 1).room, 2);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_checked),
        cmocka_unit_test(a_full_morning_is_filled),
        cmocka_unit_test(what_does_not_fit_stays_unplaced),
        cmocka_unit_test(rooms_that_are_never_open_leave_all_unplaced),
        cmocka_unit_test(the_greatest_weights_do_not_overflow),
        cmocka_unit_test(a_stopped_search_gives_its_best_plan),
        cmocka_unit_test(the_budget_of_steps_is_kept),
        cmocka_unit_test(one_step_is_enough_for_a_plan),
        cmocka_unit_test(rooms_filled_to_95_percent_are_solved),
        cmocka_unit_test(the_same_seed_gives_the_same_plan),
        cmocka_unit_test(three_that_pass_in_pairs_and_as_a_set_are_merged),
        cmocka_unit_test(pins_lead_a_merge),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.search", tests, NULL, NULL);
}
