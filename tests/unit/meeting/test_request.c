/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void assert_refused(jf_request request, jf_status wanted)
{
    jf_problem *problem = make_problem();

    assert_fails(wanted, jf_problem_add_request(problem, &request, err));
    assert_int_equal(jf_problem_request_count(problem), 0);
    jf_problem_free(problem);
}

static void fields_outside_their_values_are_refused(void **state)
{
    jf_request request = hour(0);

    (void)state;
    assert_refused(request, JF_E_ARGUMENT);
    request = hour(1);
    request.minutes = 0;
    assert_refused(request, JF_E_ARGUMENT);
    request = hour(1);
    request.opening = 61;
    assert_refused(request, JF_E_ARGUMENT);
    request = hour(1);
    request.secrecy = 4;
    assert_refused(request, JF_E_ARGUMENT);
    request = hour(1);
    request.statutory = 2;
    assert_refused(request, JF_E_ARGUMENT);
    request = hour(1);
    request.pin_start = 1441;
    assert_refused(request, JF_E_ARGUMENT);
    request = hour(1);
    request.reserved = 1;
    assert_refused(request, JF_E_ARGUMENT);
    request.size = 0;
    assert_refused(request, JF_E_ARGUMENT);
}

static void null_is_refused(void **state)
{
    jf_problem *problem = make_problem();
    jf_request request = hour(1);

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_problem_add_request(NULL, &request, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_request(problem, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_topic(NULL, 1, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_set_generic_topic(NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_unavailable(NULL, 1, FIRST, 600, 60, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_conflict(NULL, 1, 2, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_bar(NULL, 1, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_seal(NULL, err));
    jf_problem_free(problem);
}

static void an_id_is_taken_once(void **state)
{
    jf_problem *problem = make_twins();
    jf_request request = hour(2);

    (void)state;
    assert_fails(JF_E_EXISTS, jf_problem_add_request(problem, &request, err));
    jf_problem_free(problem);
}

static void class_and_room_must_exist(void **state)
{
    jf_request request = hour(1);

    (void)state;
    request.meeting_class = 5;
    assert_refused(request, JF_E_NOT_FOUND);
    request = hour(1);
    request.pin_room = 5;
    assert_refused(request, JF_E_NOT_FOUND);
}

static void a_window_is_in_order_and_meets_the_horizon(void **state)
{
    jf_request request = hour(1);

    (void)state;
    request.last = FIRST - 1;
    assert_refused(request, JF_E_RANGE);
    request = hour(1);
    request.first = request.target = LAST + 1;
    request.last = LAST + 2;
    assert_refused(request, JF_E_RANGE);
    request = hour(1);
    request.first = request.target = FIRST - 3;
    request.last = FIRST - 1;
    assert_refused(request, JF_E_RANGE);
}

static void a_target_lies_in_its_window(void **state)
{
    jf_request request = hour(1);

    (void)state;
    request.last = FIRST + 3;
    request.target = FIRST + 4;
    assert_refused(request, JF_E_RANGE);
    request.target = FIRST - 1;
    assert_refused(request, JF_E_RANGE);
}

static void a_target_is_a_day(void **state)
{
    jf_request request = hour(1);

    (void)state;
    request.first = INT32_MIN;
    request.last = INT32_MAX;
    request.target = JF_DAY_NONE;
    assert_refused(request, JF_E_RANGE);
    request.target = INT32_MAX;
    assert_refused(request, JF_E_RANGE);
}

static void no_target_is_the_first_day(void **state)
{
    static const jf_day targets[] = {JF_DAY_NONE, 0};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        jf_problem *problem = make_problem();
        jf_request request = hour(1);
        jf_plan *plan;

        request.first = FIRST + 2;
        request.target = targets[i];
        add_meeting(problem, request, 1, 0);
        seal(problem);
        plan = solve(problem);
        assert_int_equal(placement_at(plan, 0).day, FIRST + 2);
        assert_int_equal(cost(plan, JF_COST_SHIFT), 0);
        jf_plan_free(plan);
        jf_problem_free(problem);
    }
}

static void a_meeting_longer_than_the_free_stretch_names_both_numbers(void **state)
{
    jf_problem *problem = make_problem();
    jf_request request = hour(1);
    jf_error error = {0};

    (void)state;
    request.minutes = 241;
    assert_int_equal(jf_problem_add_request(problem, &request, &error), JF_E_RANGE);
    assert_int_equal(error.subject, 1);
    assert_int_equal(error.expected, 240);
    assert_int_equal(error.actual, 241);
    request.minutes = 240;
    assert_ok(jf_problem_add_request(problem, &request, err));
    jf_problem_free(problem);
}

static void the_grain_shortens_the_free_stretch(void **state)
{
    jf_problem_options opts = {.size = sizeof opts,
                               .first = FIRST,
                               .last = LAST,
                               .any_day = 1,
                               .day_from = 600,
                               .day_to = 1000,
                               .grain = 100};
    jf_problem *problem = jf_problem_new(NULL, &opts, NULL);
    jf_request request = hour(1);

    (void)state;
    request.minutes = 120; /* 10:00 to 12:00 */
    assert_ok(jf_problem_add_request(problem, &request, err));
    request.id = 2;
    request.minutes = 121; /* 13:30 to 16:40 is longer, but starts are 15:00 and later */
    assert_fails(JF_E_RANGE, jf_problem_add_request(problem, &request, err));
    jf_problem_free(problem);
}

static void a_pinned_start_lies_in_the_hours(void **state)
{
    jf_request request = hour(1);

    (void)state;
    request.pin_start = 700 + 1; /* 11:40 for an hour: into lunch */
    assert_refused(request, JF_E_RANGE);
    request.pin_start = 1000 + 1; /* until 17:40 */
    assert_refused(request, JF_E_RANGE);
    request.pin_start = 500 + 1;
    assert_refused(request, JF_E_RANGE);
    request.pin_start = 600 + 1;
    request.first = request.target = FIRST - 1;
    assert_refused(request, JF_E_RANGE);
}

static void topics_are_positive_and_belong_to_a_request(void **state)
{
    jf_problem *problem = make_twins();

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_problem_add_topic(problem, 1, 0, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_topic(problem, 9, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_set_generic_topic(problem, 0, err));
    jf_problem_free(problem);
}

static void unavailable_times_need_a_request_and_a_time(void **state)
{
    jf_problem *problem = make_twins();

    (void)state;
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_unavailable(problem, 9, FIRST, 600, 60, err));
    assert_fails(JF_E_RANGE, jf_problem_add_unavailable(problem, 1, LAST + 1, 600, 60, err));
    assert_ok(jf_problem_add_unavailable(problem, 1, FIRST, 600, 60, err));
    jf_problem_free(problem);
}

static void conflicts_and_bars_are_between_two_requests(void **state)
{
    jf_problem *problem = make_twins();

    (void)state;
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_conflict(problem, 1, 9, 0, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_conflict(problem, 9, 1, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_conflict(problem, 1, 1, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_conflict(problem, 1, 2, -1, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_add_bar(problem, 1, 9, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_add_bar(problem, 2, 2, err));
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_outside_their_values_are_refused),
        cmocka_unit_test(null_is_refused),
        cmocka_unit_test(an_id_is_taken_once),
        cmocka_unit_test(class_and_room_must_exist),
        cmocka_unit_test(a_window_is_in_order_and_meets_the_horizon),
        cmocka_unit_test(a_target_lies_in_its_window),
        cmocka_unit_test(a_target_is_a_day),
        cmocka_unit_test(no_target_is_the_first_day),
        cmocka_unit_test(a_meeting_longer_than_the_free_stretch_names_both_numbers),
        cmocka_unit_test(the_grain_shortens_the_free_stretch),
        cmocka_unit_test(a_pinned_start_lies_in_the_hours),
        cmocka_unit_test(topics_are_positive_and_belong_to_a_request),
        cmocka_unit_test(unavailable_times_need_a_request_and_a_time),
        cmocka_unit_test(conflicts_and_bars_are_between_two_requests),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.request", tests, NULL, NULL);
}
