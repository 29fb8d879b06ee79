/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_problem_options usual(void)
{
    return (jf_problem_options){
        .size = sizeof(jf_problem_options), .first = FIRST, .last = LAST, .any_day = 1};
}

static void assert_refused(const jf_problem_options *opts, jf_status wanted)
{
    jf_error error = {0};

    assert_null(jf_problem_new(NULL, opts, &error));
    assert_int_equal(error.status, wanted);
}

static void options_must_be_given(void **state)
{
    (void)state;
    assert_refused(NULL, JF_E_ARGUMENT);
    assert_refused(&(jf_problem_options){.size = 0}, JF_E_ARGUMENT);
}

static void minutes_out_of_order_are_refused(void **state)
{
    jf_problem_options opts = usual();

    (void)state;
    opts.day_from = 600;
    opts.day_to = 600;
    assert_refused(&opts, JF_E_ARGUMENT);
    opts = usual();
    opts.day_to = 1441;
    assert_refused(&opts, JF_E_ARGUMENT);
    opts = usual();
    opts.lunch_from = 800;
    opts.lunch_to = 700;
    assert_refused(&opts, JF_E_ARGUMENT);
    opts = usual();
    opts.any_day = 2;
    assert_refused(&opts, JF_E_ARGUMENT);
}

static void grain_lies_in_a_day(void **state)
{
    jf_problem_options opts = usual();

    (void)state;
    opts.grain = -1;
    assert_refused(&opts, JF_E_ARGUMENT);
    opts.grain = 1441;
    assert_refused(&opts, JF_E_ARGUMENT);
}

static void horizon_is_in_order_and_at_most_4000_days(void **state)
{
    jf_problem_options opts = usual();

    (void)state;
    opts.last = FIRST - 1;
    assert_refused(&opts, JF_E_RANGE);
    opts.last = FIRST + 4000;
    assert_refused(&opts, JF_E_RANGE);
    opts.last = FIRST + 3999;
    jf_problem_free(jf_problem_new(NULL, &opts, NULL));
    opts = usual();
    opts.last = JF_DAY_LAST + 1;
    opts.first = JF_DAY_LAST;
    assert_refused(&opts, JF_E_RANGE);
}

static void working_days_need_a_calendar(void **state)
{
    jf_problem_options opts = usual();

    (void)state;
    opts.any_day = 0;
    assert_refused(&opts, JF_E_ARGUMENT);
}

static void half_an_allocator_is_refused(void **state)
{
    jf_test_memory memory;
    jf_problem_options opts = usual();

    (void)state;
    jf_test_memory_init(&memory);
    opts.allocator.allocate = memory.allocator.allocate;
    assert_refused(&opts, JF_E_ARGUMENT);
}

static void a_retained_problem_outlives_its_first_owner(void **state)
{
    jf_problem *problem = make_twins();

    (void)state;
    assert_ptr_equal(jf_problem_retain(problem), problem);
    jf_problem_free(problem);
    assert_int_equal(jf_problem_request_count(problem), 2);
    jf_problem_free(problem);
    assert_null(jf_problem_retain(NULL));
    jf_problem_free(NULL);
}

static void requests_are_listed_in_the_order_of_adding(void **state)
{
    jf_problem *problem = make_problem();

    (void)state;
    add_meeting(problem, hour(9), 1, 0);
    add_meeting(problem, hour(3), 1, 0);
    assert_int_equal(jf_problem_request_count(problem), 2);
    assert_int_equal(jf_problem_request_at(problem, 0), 9);
    assert_int_equal(jf_problem_request_at(problem, 1), 3);
    assert_int_equal(jf_problem_request_at(problem, 2), 0);
    assert_int_equal(jf_problem_request_at(NULL, 0), 0);
    assert_int_equal(jf_problem_request_count(NULL), 0);
    jf_problem_free(problem);
}

static void bad_rules_are_refused(void **state)
{
    static const struct {
        int32_t basis, overlap, near, no_merge;
    } cases[] = {{2, 0, 0, 0}, {0, 1001, 0, 0}, {0, 0, -2, 0}, {0, 0, 0, 2}};
    jf_problem *problem = make_problem();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jf_meeting_rules rules = {.size = sizeof rules,
                                  .basis = cases[i].basis,
                                  .overlap_permille = cases[i].overlap,
                                  .near_days = cases[i].near,
                                  .no_merge = cases[i].no_merge};

        assert_fails(JF_E_ARGUMENT, jf_problem_set_rules(problem, &rules, err));
    }
    assert_fails(JF_E_ARGUMENT, jf_problem_set_rules(NULL, NULL, err));
    jf_problem_free(problem);
}

static void null_rules_restore_the_defaults(void **state)
{
    jf_problem *problem = make_twins();
    jf_meeting_rules rules = {.size = sizeof rules, .overlap_permille = 1000, .near_days = -1};
    jf_pair pair;

    (void)state;
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    assert_ok(jf_problem_set_rules(problem, NULL, err));
    seal(problem);
    pair = judge(problem, 1, 2);
    assert_int_equal(pair.overlap_permille, 800);
    assert_int_equal(pair.near_days, 10);
    assert_int_equal(pair.growth_cap, 15);
    jf_problem_free(problem);
}

static void minus_one_in_a_rule_means_zero(void **state)
{
    jf_problem *problem = make_twins();
    jf_meeting_rules rules = {
        .size = sizeof rules, .near_days = -1, .growth_minutes = -1, .weight_gathering = -1};
    jf_plan *plan;

    (void)state;
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    seal(problem);
    assert_int_equal(judge(problem, 1, 2).near_days, 0);
    assert_int_equal(judge(problem, 1, 2).growth_cap, 0);
    plan = solve(problem);
    assert_int_equal(cost(plan, JF_COST_GATHERING), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void classes_have_new_ids_and_no_negative_caps(void **state)
{
    jf_problem *problem = make_problem();
    jf_meeting_class own = {.size = sizeof own, .id = 1};

    (void)state;
    assert_ok(jf_problem_add_class(problem, &own, err));
    assert_fails(JF_E_EXISTS, jf_problem_add_class(problem, &own, err));
    own.id = 0;
    assert_fails(JF_E_ARGUMENT, jf_problem_add_class(problem, &own, err));
    own.id = 2;
    own.max_heads = -1;
    assert_fails(JF_E_ARGUMENT, jf_problem_add_class(problem, &own, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_class(problem, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_class(NULL, &own, err));
    jf_problem_free(problem);
}

static void a_blackout_does_not_end_before_it_begins(void **state)
{
    jf_problem *problem = make_problem();

    (void)state;
    assert_fails(JF_E_RANGE, jf_problem_add_blackout(problem, FIRST + 1, FIRST, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_blackout(NULL, FIRST, FIRST, err));
    assert_ok(jf_problem_add_blackout(problem, FIRST - 100, FIRST - 50, err));
    jf_problem_free(problem);
}

static void midnight_is_a_beginning_too(void **state)
{
    jf_problem_options opts = usual();
    jf_problem *problem;
    jf_plan *plan;

    (void)state;
    opts.day_from = -1;
    opts.grain = 60;
    problem = jf_problem_new(NULL, &opts, NULL);
    assert_non_null(problem);
    add_meeting(problem, hour(1), 1, 0);
    seal(problem);
    plan = plan_of(problem, (const jf_placement[]){at(1, FIRST, 0)}, 1);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_must_be_given),
        cmocka_unit_test(minutes_out_of_order_are_refused),
        cmocka_unit_test(grain_lies_in_a_day),
        cmocka_unit_test(horizon_is_in_order_and_at_most_4000_days),
        cmocka_unit_test(working_days_need_a_calendar),
        cmocka_unit_test(half_an_allocator_is_refused),
        cmocka_unit_test(a_retained_problem_outlives_its_first_owner),
        cmocka_unit_test(requests_are_listed_in_the_order_of_adding),
        cmocka_unit_test(bad_rules_are_refused),
        cmocka_unit_test(null_rules_restore_the_defaults),
        cmocka_unit_test(minus_one_in_a_rule_means_zero),
        cmocka_unit_test(classes_have_new_ids_and_no_negative_caps),
        cmocka_unit_test(a_blackout_does_not_end_before_it_begins),
        cmocka_unit_test(midnight_is_a_beginning_too),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.problem", tests, NULL, NULL);
}
