/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "jianfu/calendar.h"

#define MONDAY 19618 /* 2023-09-18 */

/* 2023-09-29 to 2023-10-06 are holidays, 10-07 and 10-08 make-up days. */
static jf_calendar *make_calendar(void)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);

    assert_non_null(calendar);
    assert_ok(jf_calendar_add_schedule(calendar, 2023, err));
    return calendar;
}

static jf_problem *make_weeks(jf_calendar *calendar)
{
    jf_problem_options opts = {.size = sizeof opts, .first = MONDAY, .last = MONDAY + 27};
    jf_error error = {0};

    return assert_made(jf_problem_new(calendar, &opts, &error), &error);
}

static jf_request weeks_hour(int64_t id, jf_day first, jf_day last, jf_day target)
{
    jf_request request = hour(id);

    request.first = first;
    request.last = last;
    request.target = target;
    return request;
}

static void the_calendar_must_be_sealed(void **state)
{
    jf_calendar *calendar = make_calendar();
    jf_problem *problem = make_weeks(calendar);

    (void)state;
    assert_fails(JF_E_NOT_SEALED, jf_problem_seal(problem, err));
    assert_ok(jf_calendar_seal(calendar, err));
    assert_ok(jf_problem_seal(problem, err));
    jf_calendar_free(calendar);
    jf_problem_free(problem);
}

static void the_calendar_must_know_horizon_and_targets(void **state)
{
    jf_calendar *calendar = make_calendar();
    jf_problem_options opts = {.size = sizeof opts, .first = MONDAY, .last = MONDAY + 200};
    jf_problem *problem;

    (void)state;
    assert_ok(jf_calendar_seal(calendar, err));
    problem = jf_problem_new(calendar, &opts, NULL);
    assert_fails(JF_E_UNKNOWN_DAY, jf_problem_seal(problem, err));
    jf_problem_free(problem);
    problem = make_weeks(calendar);
    add_meeting(problem, weeks_hour(1, MONDAY, MONDAY + 400, MONDAY + 400), 1, 0);
    assert_fails(JF_E_UNKNOWN_DAY, jf_problem_seal(problem, err));
    jf_problem_free(problem);
    jf_calendar_free(calendar);
}

static void a_window_without_day_for_meetings_names_its_request(void **state)
{
    jf_calendar *calendar = make_calendar();
    jf_problem *problem = make_weeks(calendar);
    jf_error error = {0};

    (void)state;
    assert_ok(jf_calendar_seal(calendar, err));
    add_meeting(problem, weeks_hour(4, MONDAY + 11, MONDAY + 18, MONDAY + 11), 1, 0);
    assert_int_equal(jf_problem_seal(problem, &error), JF_E_RANGE);
    assert_int_equal(error.subject, 4);
    jf_problem_free(problem);
    jf_calendar_free(calendar);
}

static void blackouts_close_days(void **state)
{
    jf_problem *problem = make_problem();
    jf_error error = {0};

    (void)state;
    add_meeting(problem, hour(1), 1, 0);
    assert_ok(jf_problem_add_blackout(problem, FIRST, LAST, err));
    assert_int_equal(jf_problem_seal(problem, &error), JF_E_RANGE);
    assert_int_equal(error.subject, 1);
    jf_problem_free(problem);
}

static void a_pin_on_a_closed_day_is_refused(void **state)
{
    jf_problem *problem = make_problem();
    jf_request request = hour(1);

    (void)state;
    request.pin_start = MORNING + 1;
    add_meeting(problem, request, 1, 0);
    assert_ok(jf_problem_add_blackout(problem, FIRST, FIRST, err));
    assert_fails(JF_E_RANGE, jf_problem_seal(problem, err));
    jf_problem_free(problem);
}

static void a_refused_seal_leaves_the_problem_open(void **state)
{
    jf_problem *problem = make_problem();
    jf_request request = hour(1);

    (void)state;
    request.last = FIRST;
    add_meeting(problem, request, 1, 0);
    assert_ok(jf_problem_add_blackout(problem, FIRST, FIRST, err));
    assert_fails(JF_E_RANGE, jf_problem_seal(problem, err));
    add_meeting(problem, hour(2), 1, 0);
    assert_int_equal(jf_problem_request_count(problem), 2);
    jf_problem_free(problem);
}

static void distances_count_working_days(void **state)
{
    jf_calendar *calendar = make_calendar();
    jf_problem *problem = make_weeks(calendar);
    jf_pair pair;

    (void)state;
    assert_ok(jf_calendar_seal(calendar, err));
    add_meeting(problem, weeks_hour(1, MONDAY, MONDAY + 27, MONDAY + 10), 1, 0); /* 09-28 */
    add_meeting(problem, weeks_hour(2, MONDAY, MONDAY + 27, MONDAY + 21), 1, 0); /* 10-09 */
    add_meeting(problem, weeks_hour(3, MONDAY - 60, MONDAY + 27, MONDAY - 3), 1, 0);
    seal(problem);
    pair = judge(problem, 1, 2);
    assert_int_equal(pair.days_apart, 3); /* 10-07, 10-08 and 10-09 */
    assert_int_equal(judge(problem, 2, 1).days_apart, 3);
    /* 09-15 lies before the horizon; 09-18 to 09-22, 09-25 to 09-28 follow */
    assert_int_equal(judge(problem, 1, 3).days_apart, 9);
    assert_int_equal(pair.common_days, 9 + 2 + 5);
    jf_problem_free(problem);
    jf_calendar_free(calendar);
}

static void costs_that_could_leave_64_bits_are_refused(void **state)
{
    jf_problem *problem = make_twins();

    (void)state;
    assert_ok(jf_problem_add_conflict(problem, 1, 2, INT64_MAX, err));
    assert_fails(JF_E_OVERFLOW, jf_problem_seal(problem, err));
    jf_problem_free(problem);
}

static void a_sealed_problem_takes_nothing_more(void **state)
{
    jf_problem *problem = make_twins();
    jf_request request = hour(3);
    jf_person person = {.size = sizeof person, .id = 9};
    jf_room room = {.size = sizeof room, .id = 9};
    jf_meeting_class own = {.size = sizeof own, .id = 9};
    jf_relation relation = {
        .size = sizeof relation, .kind = JF_RELATION_SAME_DAY, .request_a = 1, .request_b = 2};

    (void)state;
    seal(problem);
    seal(problem);
    assert_fails(JF_E_SEALED, jf_problem_add_relation(problem, &relation, err));
    assert_fails(JF_E_SEALED, jf_problem_set_rules(problem, NULL, err));
    assert_fails(JF_E_SEALED, jf_problem_add_person(problem, &person, err));
    assert_fails(JF_E_SEALED, jf_problem_add_busy(problem, 1, FIRST, 600, 60, err));
    assert_fails(JF_E_SEALED, jf_problem_add_room(problem, &room, err));
    assert_fails(JF_E_SEALED, jf_problem_add_room_hours(problem, 1, FIRST, 600, 60, err));
    assert_fails(JF_E_SEALED, jf_problem_add_room_feature(problem, 1, 1, err));
    assert_fails(JF_E_SEALED, jf_problem_add_need(problem, 1, 1, err));
    assert_fails(JF_E_SEALED, jf_problem_add_blackout(problem, FIRST, FIRST, err));
    assert_fails(JF_E_SEALED, jf_problem_add_class(problem, &own, err));
    assert_fails(JF_E_SEALED, jf_problem_add_request(problem, &request, err));
    assert_fails(JF_E_SEALED, jf_problem_add_topic(problem, 1, 1, err));
    assert_fails(JF_E_SEALED, jf_problem_set_generic_topic(problem, 1, err));
    assert_fails(JF_E_SEALED, jf_problem_add_attendee(problem, 1, 1, 1, false, err));
    assert_fails(JF_E_SEALED, jf_problem_add_unavailable(problem, 1, FIRST, 600, 60, err));
    assert_fails(JF_E_SEALED, jf_problem_add_conflict(problem, 1, 2, 0, err));
    assert_fails(JF_E_SEALED, jf_problem_add_bar(problem, 1, 2, err));
    jf_problem_free(problem);
}

static void an_open_problem_answers_nothing(void **state)
{
    jf_problem *problem = make_twins();
    jf_pair pair = {.size = sizeof pair};
    jf_error error = {0};

    (void)state;
    assert_fails(JF_E_NOT_SEALED, jf_problem_pair(problem, 1, 2, &pair, err));
    assert_null(jf_problem_solve(problem, NULL, NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    assert_null(jf_plan_new(problem, NULL, 0, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_calendar_must_be_sealed),
        cmocka_unit_test(the_calendar_must_know_horizon_and_targets),
        cmocka_unit_test(a_window_without_day_for_meetings_names_its_request),
        cmocka_unit_test(blackouts_close_days),
        cmocka_unit_test(a_pin_on_a_closed_day_is_refused),
        cmocka_unit_test(a_refused_seal_leaves_the_problem_open),
        cmocka_unit_test(distances_count_working_days),
        cmocka_unit_test(costs_that_could_leave_64_bits_are_refused),
        cmocka_unit_test(a_sealed_problem_takes_nothing_more),
        cmocka_unit_test(an_open_problem_answers_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.seal", tests, NULL, NULL);
}
