/* SPDX-License-Identifier: Apache-2.0 */
/* Random problems that have little but relations in them, against trying everything: how often the
 * search misses a complete plan where there is one, and that it never claims one where there is
 * none. */
#include "meeting_optimum.h"

enum { PROBLEMS = 1200 };

typedef struct tally {
    int32_t solvable, unsolvable, optimal, incomplete, merged;
    int32_t related[JF_RELATION_ADJACENT + 1]; /* solvable, by kind */
} tally;

/* Up to three requests with wide windows, without pins, and up to four relations. */
static void make_related(model *self, uint64_t seed)
{
    int32_t requests = 2 + (int32_t)(seed % 2);

    model_make(self, 4 * seed, requests);
    for (int32_t i = 0; i < requests; i++) {
        model_request *request = &self->request[i];

        request->first = 0;
        request->last = self->days - 1;
        request->pin_start = request->pin_room = -1;
        request->secrecy = request->statutory = 0;
        request->minutes = 30 + 30 * (int32_t)((seed + (uint64_t)i) % 3);
        request->opening = 0;
        request->topics[1] = 2;
    }
    model_add_relations(self, seed, 1 + (int32_t)(seed / 2 % MODEL_RELATIONS));
}

static void compare(const model *given, tally *counts)
{
    jf_problem *problem = model_problem(given, 1, NULL);
    jf_solve_options opts = {.size = sizeof opts, .step_max = 2000};
    int64_t optimum = model_optimum(given);
    jf_error error = {0};
    jf_plan *plan;

    if (!problem)
        return;
    plan = assert_made(jf_problem_solve(problem, &opts, NULL, NULL, &error), &error);
    assert_int_equal(jf_plan_broken_count(plan), jf_plan_unplaced_count(plan));
    if (optimum == OPTIMUM_NONE) {
        counts->unsolvable++;
        assert_true(jf_plan_unplaced_count(plan) > 0);
    } else {
        counts->solvable++;
        for (int32_t i = 0; i < given->relations; i++)
            counts->related[given->relation[i].kind]++;
        assert_true(jf_plan_bound(plan) <= optimum);
        counts->incomplete += jf_plan_unplaced_count(plan) > 0;
        counts->optimal += jf_plan_unplaced_count(plan) == 0 && model_total(plan) == optimum;
        counts->merged += jf_plan_gathering_count(plan) < (size_t)given->requests;
    }
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void related_requests_are_planned_where_they_can_be(void **state)
{
    tally counts = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        model given;

        make_related(&given, seed);
        compare(&given, &counts);
    }
    print_message("solvable %d, optimum found %d, incomplete %d, merged %d, not solvable %d\n",
                  (int)counts.solvable, (int)counts.optimal, (int)counts.incomplete,
                  (int)counts.merged, (int)counts.unsolvable);
    print_message("of them before %d, same day %d, different day %d, adjacent %d\n",
                  (int)counts.related[1], (int)counts.related[2], (int)counts.related[3],
                  (int)counts.related[4]);
    for (int32_t kind = JF_RELATION_BEFORE; kind <= JF_RELATION_ADJACENT; kind++)
        assert_true(counts.related[kind] > PROBLEMS / 20);
    assert_true(counts.solvable > PROBLEMS / 4);
    assert_true(counts.incomplete * 100 <= counts.solvable);
    assert_true(counts.optimal * 100 >= counts.solvable * 98);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(related_requests_are_planned_where_they_can_be),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.related", tests, NULL, NULL);
}
