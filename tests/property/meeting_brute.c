/* SPDX-License-Identifier: Apache-2.0 */
/* Random problems of up to five requests against trying everything: bound <= optimum <= plan, and
 * the search finds the optimum, and a complete plan where there is one, in almost all. */
#include "meeting_optimum.h"

enum { PROBLEMS = 1500 };

typedef struct tally {
    int32_t solvable, optimal, incomplete, proven, merged, needy, lacking;
} tally;

/* Whether some room would not do for some request. */
static bool needs_matter(const model *given)
{
    for (int32_t r = 0; r < given->rooms; r++)
        for (int32_t i = 0; i < given->requests; i++)
            if (given->request[i].needs & ~given->features[r])
                return true;
    return false;
}

static void compare(const model *given, tally *counts)
{
    jf_problem *problem = model_problem(given, 1, NULL);
    jf_solve_options opts = {.size = sizeof opts, .step_max = 3000};
    jf_error error = {0};
    int64_t optimum;
    jf_plan *plan;

    if (!problem)
        return;
    optimum = model_optimum(given);
    plan = assert_made(jf_problem_solve(problem, &opts, NULL, NULL, &error), &error);
    assert_int_equal(jf_plan_broken_count(plan), jf_plan_unplaced_count(plan));
    if (optimum != OPTIMUM_NONE) {
        counts->solvable++;
        counts->needy += needs_matter(given);
        assert_true(jf_plan_bound(plan) <= optimum);
    }
    if (jf_plan_unplaced_count(plan) == 0) {
        assert_true(optimum <= model_total(plan));
        counts->optimal += optimum == model_total(plan);
        counts->merged += jf_plan_gathering_count(plan) < (size_t)given->requests;
        counts->proven += jf_plan_verdict(plan) == JF_PLAN_OPTIMAL;
    } else if (optimum != OPTIMUM_NONE) {
        counts->incomplete++;
    } else {
        counts->lacking += needs_matter(given);
    }
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void plans_lie_between_optimum_and_a_little_more(void **state)
{
    tally counts = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        model given;

        model_make(&given, seed, 1 + (int32_t)(seed % 5));
        compare(&given, &counts);
    }
    print_message("solvable %d, optimum found %d, incomplete %d, proven optimal %d, merged %d\n",
                  (int)counts.solvable, (int)counts.optimal, (int)counts.incomplete,
                  (int)counts.proven, (int)counts.merged);
    print_message("with needs that rule out a room: solvable %d, not %d\n", (int)counts.needy,
                  (int)counts.lacking);
    assert_true(counts.needy > PROBLEMS / 20);
    assert_true(counts.lacking > PROBLEMS / 20);
    assert_true(counts.solvable > PROBLEMS / 2);
    assert_true(counts.optimal * 100 >= counts.solvable * 98);
    assert_true(counts.merged > PROBLEMS / 20);
    assert_int_equal(counts.incomplete, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_lie_between_optimum_and_a_little_more),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.brute", tests, NULL, NULL);
}
