/* SPDX-License-Identifier: Apache-2.0 */
/* Small planning problems for the meeting tests: ten plain days from FIRST, 8:30 to 17:30 with the
 * usual lunch, no rooms unless added. The helpers fail the test when a call fails. */
#ifndef JIANFU_TESTS_MEETING_FIXTURE_H
#define JIANFU_TESTS_MEETING_FIXTURE_H

#include "support/support.h"

#include "jianfu/meeting.h"

#define FIRST 20000 /* 2024-10-04 */
#define DAYS 10
#define LAST (FIRST + DAYS - 1)
#define MORNING 510   /* 8:30 */
#define AFTERNOON 810 /* 13:30 */
#define SAFETY 7      /* a topic */

static inline jf_problem *make_problem(void)
{
    jf_problem_options opts = {.size = sizeof opts, .first = FIRST, .last = LAST, .any_day = 1};
    jf_error error = {0};

    return assert_made(jf_problem_new(NULL, &opts, &error), &error);
}

/* Persons first..last, all of one unit (0 = none). */
static inline void add_people(jf_problem *problem, int64_t first, int64_t last, int64_t unit)
{
    for (int64_t id = first; id <= last; id++) {
        jf_person person = {.size = sizeof person, .id = id, .unit = unit};

        assert_ok(jf_problem_add_person(problem, &person, err));
    }
}

static inline void add_room(jf_problem *problem, int64_t id, int32_t capacity)
{
    jf_room room = {.size = sizeof room, .id = id, .capacity = capacity};

    assert_ok(jf_problem_add_room(problem, &room, err));
}

static inline void add_class(jf_problem *problem, int64_t id, int32_t max_minutes,
                             int32_t max_heads)
{
    jf_meeting_class own = {
        .size = sizeof own, .id = id, .max_minutes = max_minutes, .max_heads = max_heads};

    assert_ok(jf_problem_add_class(problem, &own, err));
}

/* An hour with ten minutes of opening, on any day, wanted on the first. */
static inline jf_request hour(int64_t id)
{
    return (jf_request){.size = sizeof(jf_request),
                        .id = id,
                        .minutes = 60,
                        .opening = 10,
                        .first = FIRST,
                        .last = LAST,
                        .target = FIRST};
}

/* A request about SAFETY that persons first..last attend with one head each. */
static inline void add_meeting(jf_problem *problem, jf_request request, int64_t first, int64_t last)
{
    assert_ok(jf_problem_add_request(problem, &request, err));
    assert_ok(jf_problem_add_topic(problem, request.id, SAFETY, err));
    for (int64_t person = first; person <= last; person++)
        assert_ok(jf_problem_add_attendee(problem, request.id, person, 1, false, err));
}

static inline void seal(jf_problem *problem)
{
    assert_ok(jf_problem_seal(problem, err));
}

/* Two hours with the same four people: they may be merged. Not sealed. */
static inline jf_problem *make_twins(void)
{
    jf_problem *problem = make_problem();

    add_people(problem, 1, 4, 0);
    add_meeting(problem, hour(1), 1, 4);
    add_meeting(problem, hour(2), 1, 4);
    return problem;
}

static inline jf_pair judge(const jf_problem *problem, int64_t request_a, int64_t request_b)
{
    jf_pair pair = {.size = sizeof pair};

    assert_ok(jf_problem_pair(problem, request_a, request_b, &pair, err));
    return pair;
}

static inline jf_plan *solve(jf_problem *problem)
{
    jf_solve_options opts = {.size = sizeof opts, .step_max = 2000};
    jf_error error = {0};

    return assert_made(jf_problem_solve(problem, &opts, NULL, NULL, &error), &error);
}

static inline int64_t cost(const jf_plan *plan, int32_t term)
{
    int64_t value = -1;

    assert_ok(jf_plan_cost(plan, term, &value, err));
    return value;
}

/* Request in a gathering of the same number, in room 0. */
static inline jf_placement at(int64_t request, jf_day day, int32_t start)
{
    return (jf_placement){
        .request = request, .gathering = (int32_t)request, .agenda = 1, .day = day, .start = start};
}

static inline jf_plan *plan_of(jf_problem *problem, const jf_placement *placements, size_t count)
{
    jf_error error = {0};

    return assert_made(jf_plan_new(problem, placements, count, &error), &error);
}

static inline jf_broken broken_at(const jf_plan *plan, size_t index)
{
    jf_broken broken = {.size = sizeof broken};

    assert_ok(jf_plan_broken_at(plan, index, &broken, err));
    return broken;
}

static inline jf_refusal refusal_at(const jf_plan *plan, size_t index)
{
    jf_refusal refusal = {.size = sizeof refusal};

    assert_ok(jf_plan_refusal_at(plan, index, &refusal, err));
    return refusal;
}

static inline jf_placement placement_at(const jf_plan *plan, size_t index)
{
    jf_placement placement = {0};

    assert_ok(jf_plan_placement_at(plan, index, &placement, err));
    return placement;
}

#endif
