/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the meeting planner refused in turn: the status, no leak, and that a refused
 * call has changed nothing, so that it can be made again. */
#include "support/support.h"

#include "jianfu/meeting.h"

enum { FIRST = 20000, REQUESTS = 6 };

static jf_problem *make_problem(const jf_allocator *allocator, jf_error *error)
{
    jf_problem_options opts = {.size = sizeof opts,
                               .first = FIRST,
                               .last = FIRST + 6,
                               .any_day = 1,
                               .allocator = *allocator};

    return jf_problem_new(NULL, &opts, error);
}

/* One call of those that fill a problem. */
typedef jf_status (*filler)(jf_problem *problem, int64_t id);

static jf_status put_person(jf_problem *problem, int64_t id)
{
    jf_person person = {.size = sizeof person, .id = id, .unit = id};

    return jf_problem_add_person(problem, &person, NULL);
}

static jf_status put_room(jf_problem *problem, int64_t id)
{
    jf_room room = {.size = sizeof room, .id = id};

    return jf_problem_add_room(problem, &room, NULL);
}

static jf_status put_class(jf_problem *problem, int64_t id)
{
    jf_meeting_class own = {.size = sizeof own, .id = id, .max_minutes = 200};

    return jf_problem_add_class(problem, &own, NULL);
}

static jf_status put_request(jf_problem *problem, int64_t id)
{
    jf_request request = {.size = sizeof request,
                          .id = id,
                          .minutes = 60,
                          .opening = 10,
                          .meeting_class = id,
                          .first = FIRST,
                          .last = FIRST + 6};

    return jf_problem_add_request(problem, &request, NULL);
}

static jf_status put_topic(jf_problem *problem, int64_t id)
{
    return jf_problem_add_topic(problem, id, 1 + id % 3, NULL);
}

static jf_status put_generic(jf_problem *problem, int64_t id)
{
    return jf_problem_set_generic_topic(problem, 100 + id, NULL);
}

static jf_status put_attendee(jf_problem *problem, int64_t id)
{
    return jf_problem_add_attendee(problem, id, 1 + id % 3, 1, false, NULL);
}

static jf_status put_busy(jf_problem *problem, int64_t id)
{
    return jf_problem_add_busy(problem, id, FIRST, 600, 30, NULL);
}

static jf_status put_hours(jf_problem *problem, int64_t id)
{
    return jf_problem_add_room_hours(problem, id, FIRST + (jf_day)id, 500, 600, NULL);
}

static jf_status put_feature(jf_problem *problem, int64_t id)
{
    return jf_problem_add_room_feature(problem, id, 1 + id % 2, NULL);
}

static jf_status put_need(jf_problem *problem, int64_t id)
{
    return jf_problem_add_need(problem, id, 1 + id % 2, NULL);
}

static jf_status put_blackout(jf_problem *problem, int64_t id)
{
    return jf_problem_add_blackout(problem, FIRST + 50 + (jf_day)id, FIRST + 60 + (jf_day)id, NULL);
}

static jf_status put_away(jf_problem *problem, int64_t id)
{
    return jf_problem_add_unavailable(problem, id, FIRST, 600, 30, NULL);
}

static jf_status put_conflict(jf_problem *problem, int64_t id)
{
    return jf_problem_add_conflict(problem, id, 1 + id % REQUESTS, 10 * (id % 3), NULL);
}

static jf_status put_bar(jf_problem *problem, int64_t id)
{
    return jf_problem_add_bar(problem, id, 1 + id % REQUESTS, NULL);
}

static jf_status put_relation(jf_problem *problem, int64_t id)
{
    jf_relation relation = {
        .size = sizeof relation, .kind = JF_RELATION_BEFORE, .request_a = id, .request_b = id + 3};

    return jf_problem_add_relation(problem, &relation, NULL);
}

/* A refused call is made once more; a refusal that lasts ends the story. */
static jf_status persist(jf_problem *problem, filler fill, int64_t id, jf_status *met)
{
    jf_status status = fill(problem, id);

    if (status != JF_E_NO_MEMORY)
        return status;
    *met = status;
    return fill(problem, id);
}

static jf_status fill_problem(jf_problem *problem, jf_status *met)
{
    static const filler fillers[] = {
        put_person,   put_room, put_class, put_request,  put_topic, put_generic,
        put_attendee, put_busy, put_hours, put_blackout, put_away,  put_conflict,
        put_feature,  put_need,
    };
    jf_status status = JF_OK;

    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++)
        for (int64_t id = 1; !status && id <= REQUESTS; id++)
            status = persist(problem, fillers[i], id, met);
    if (!status)
        status = persist(problem, put_bar, 1, met);
    if (!status)
        status = persist(problem, put_relation, 1, met);
    return status;
}

static jf_status seal(jf_problem *problem, int64_t id)
{
    (void)id;
    return jf_problem_seal(problem, NULL);
}

static void read_plan(const jf_plan *plan)
{
    assert_int_equal(jf_plan_placement_count(plan), REQUESTS);
    assert_int_equal(jf_plan_unplaced_count(plan), 0);
    assert_int_equal(jf_plan_broken_count(plan), 0);
}

/* Plans by search, and the same plan from its placements. */
static jf_status make_plans(jf_problem *problem)
{
    jf_solve_options opts = {.size = sizeof opts, .step_max = 300};
    jf_placement placements[REQUESTS];
    jf_error error = {0};
    jf_plan *plan = jf_problem_solve(problem, &opts, NULL, NULL, &error);
    jf_plan *copy;

    if (!plan)
        return (jf_status)error.status;
    read_plan(plan);
    for (size_t i = 0; i < REQUESTS; i++)
        assert_ok(jf_plan_placement_at(plan, i, &placements[i], err));
    jf_plan_free(plan);
    copy = jf_plan_new(problem, placements, REQUESTS, &error);
    if (!copy)
        return (jf_status)error.status;
    read_plan(copy);
    jf_plan_free(copy);
    return JF_OK;
}

static jf_status whole_story(const jf_allocator *allocator, void *user)
{
    jf_error error = {0};
    jf_status met = JF_OK;
    jf_status status;
    jf_problem *problem = make_problem(allocator, &error);

    (void)user;
    if (!problem)
        return (jf_status)error.status;
    status = fill_problem(problem, &met);
    if (!status) {
        assert_int_equal(jf_problem_request_count(problem), REQUESTS);
        status = persist(problem, seal, 0, &met);
    }
    if (!status)
        status = make_plans(problem);
    jf_problem_free(problem);
    return status ? status : met;
}

static void every_refusal_is_met_and_leaves_nothing_behind(void **state)
{
    (void)state;
    assert_true(jf_test_every_failure(whole_story, NULL) > 100);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_refusal_is_met_and_leaves_nothing_behind),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.fault", tests, NULL, NULL);
}
