/* SPDX-License-Identifier: Apache-2.0 */
/* Plans as text and back. */
#include "fixture.h"

#include <stdlib.h>

#include "support/meetings.h"

static jf_plan *read_text(jf_problem *problem, const char *text, jf_error *error)
{
    return jf_plan_read(problem, (const uint8_t *)text, strlen(text), error);
}

static void assert_refused(jf_problem *problem, jf_status status, int32_t line, const char *text)
{
    jf_error error = {0};

    assert_null(read_text(problem, text, &error));
    if (error.status != (int32_t)status || error.line != line)
        fail_msg("%s\nis %s in line %d: %s", text, jf_status_name(error.status), (int)error.line,
                 error.message);
}

static void a_solved_plan_keeps_its_conclusion(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;
    char *text;

    (void)state;
    seal(problem);
    plan = solve(problem);
    text = jf_test_plan_text(plan);
    assert_string_equal(text,
                        "jianfu-plan 1\n"
                        "solved verdict=optimal\n"
                        "place request=1 gathering=1 day=2024-10-04 start=510 minutes=110\n"
                        "place request=2 gathering=1 day=2024-10-04 start=510 minutes=110\n"
                        "end items=3\n");
    jf_test_plan_round_trip(problem, plan);
    free(text);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static bool stop(int64_t step, int64_t best_cost, int64_t unplaced, void *user)
{
    (void)step;
    (void)best_cost;
    (void)unplaced;
    (void)user;
    return false;
}

static void stopped_and_unmerged_plans_keep_that(void **state)
{
    jf_solve_options opts = {.size = sizeof opts, .no_merge = 1};
    jf_problem *problem = make_twins();
    jf_error error = {0};
    jf_plan *plan;
    char *text;

    (void)state;
    seal(problem);
    plan = assert_made(jf_problem_solve(problem, &opts, stop, NULL, &error), &error);
    text = jf_test_plan_text(plan);
    assert_non_null(strstr(text, "\nsolved verdict=stopped no_merge=1\n"));
    jf_test_plan_round_trip(problem, plan);
    free(text);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_plan_made_elsewhere_is_unsolved(void **state)
{
    jf_problem *problem = make_twins();
    jf_placement placements[] = {at(2, FIRST + 1, 1000)};
    jf_error error = {0};
    jf_plan *plan;
    char *text;

    (void)state;
    seal(problem);
    plan = plan_of(problem, placements, 1);
    text = jf_test_plan_text(plan);
    assert_string_equal(text,
                        "jianfu-plan 1\n"
                        "place request=2 gathering=1 day=2024-10-05 start=1000 minutes=60\n"
                        "end items=1\n");
    jf_test_plan_round_trip(problem, plan);
    free(text);
    jf_plan_free(plan);
    plan = read_text(problem, "jianfu-plan 1\nend items=0\n", &error);
    assert_int_equal(jf_plan_unplaced_count(assert_made(plan, &error)), 2);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

#define HEAD "jianfu-plan 1\n"
#define ONE "place request=1 gathering=4 day=2024-10-04 start=510\n"

static void wrong_lines_are_named(void **state)
{
    jf_problem *problem = make_twins();

    (void)state;
    add_room(problem, 1, 0);
    seal(problem);
    assert_refused(problem, JF_E_TEXT, 1, "");
    assert_refused(problem, JF_E_TEXT, 1, "jianfu-problem 1\n");
    assert_refused(problem, JF_E_TEXT, 2, HEAD);
    assert_refused(problem, JF_E_TEXT, 2, HEAD "person id=1\n");
    assert_refused(problem, JF_E_TEXT, 2, HEAD "solved verdict=unsolved\n");
    assert_refused(problem, JF_E_TEXT, 3, HEAD "solved verdict=stopped\nsolved verdict=stopped\n");
    assert_refused(problem, JF_E_NOT_FOUND, 2,
                   HEAD "place request=3 gathering=1 day=20000 start=9\n");
    assert_refused(problem, JF_E_NOT_FOUND, 2,
                   HEAD "place request=1 gathering=1 day=20000 start=9 room=2\n");
    assert_refused(problem, JF_E_EXISTS, 4, HEAD ONE "#\n" ONE);
    assert_refused(problem, JF_E_ARGUMENT, 2,
                   HEAD "place request=1 gathering=1 agenda=2 day=20000 start=9\n");
    assert_refused(problem, JF_E_RANGE, 2,
                   HEAD "place request=1 gathering=1 day=19999 start=9\n");
    assert_refused(problem, JF_E_ARGUMENT, 4,
                   HEAD "\n" ONE "place request=2 gathering=4 day=2024-10-04 start=540\n"
                        "end items=2\n");
    jf_problem_free(problem);
}

static void a_conclusion_has_to_be_borne_out(void **state)
{
    jf_problem *problem = make_twins();
    jf_error error = {0};
    jf_plan *plan;

    (void)state;
    seal(problem);
    /* not complete, not optimal, not valid, merged */
    assert_refused(problem, JF_E_CORRUPT, 2,
                   HEAD "solved verdict=feasible\n" ONE "end items=2\n");
    assert_refused(problem, JF_E_CORRUPT, 4,
                   HEAD ONE "place request=2 gathering=5 day=2024-10-05 start=510\n"
                            "solved verdict=optimal\nend items=3\n");
    assert_refused(problem, JF_E_CORRUPT, 2,
                   HEAD "solved verdict=stopped\n"
                        "place request=1 gathering=4 day=2024-10-04 start=1\nend items=2\n");
    assert_refused(problem, JF_E_CORRUPT, 2,
                   HEAD "solved verdict=optimal no_merge=1\n" ONE
                        "place request=2 gathering=4 day=2024-10-04 start=510\nend items=3\n");
    plan = read_text(problem, HEAD "solved verdict=incomplete\n" ONE "end items=2\n", &error);
    assert_int_equal(jf_plan_verdict(assert_made(plan, &error)), JF_PLAN_INCOMPLETE);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void arguments_are_checked(void **state)
{
    jf_problem *problem = make_twins();
    jf_plan *plan;
    uint8_t piece[4] = {0};
    size_t size;

    (void)state;
    assert_refused(NULL, JF_E_ARGUMENT, 0, HEAD);
    assert_refused(problem, JF_E_NOT_SEALED, 0, HEAD);
    seal(problem);
    assert_null(jf_plan_read(problem, NULL, 1, NULL));
    plan = solve(problem);
    size = jf_plan_text_size(plan);
    assert_int_equal(jf_plan_text_size(NULL), 0);
    assert_ok(jf_plan_write(plan, size - 4, piece, 4, err));
    assert_memory_equal(piece, "s=3\n", 4);
    assert_fails(JF_E_RANGE, jf_plan_write(plan, size - 3, piece, 4, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_write(plan, 0, NULL, 4, err));
    assert_fails(JF_E_ARGUMENT, jf_plan_write(NULL, 0, piece, 4, err));
    jf_plan_free(plan);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_solved_plan_keeps_its_conclusion),
        cmocka_unit_test(stopped_and_unmerged_plans_keep_that),
        cmocka_unit_test(a_plan_made_elsewhere_is_unsolved),
        cmocka_unit_test(wrong_lines_are_named),
        cmocka_unit_test(a_conclusion_has_to_be_borne_out),
        cmocka_unit_test(arguments_are_checked),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.plan_text", tests, NULL, NULL);
}
