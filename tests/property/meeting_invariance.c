/* SPDX-License-Identifier: Apache-2.0 */
/* What must not matter, and what must not hurt: a wider window and a further room never make the
 * optimum dearer; other ids and another run give the same plan. */
#include "meeting_optimum.h"

enum { PROBLEMS = 400 };

static void assert_not_worse(const model *before, const model *after)
{
    assert_true(model_optimum(after) <= model_optimum(before));
}

static void a_wider_window_never_makes_the_optimum_dearer(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        model before;
        model after;

        model_make(&before, seed, 1 + (int32_t)(seed % 4));
        after = before;
        for (int32_t i = 0; i < after.requests; i++) {
            after.request[i].first -= after.request[i].first > 0 ? 1 : 0;
            after.request[i].last += after.request[i].last + 1 < after.days ? 1 : 0;
        }
        assert_not_worse(&before, &after);
    }
}

static void a_further_room_never_makes_the_optimum_dearer(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        model before;
        model after;

        model_make(&before, seed, 1 + (int32_t)(seed % 4));
        if (before.rooms == 0 || before.rooms == MODEL_ROOMS)
            continue;
        after = before;
        after.capacity[after.rooms] = 6;
        after.open[after.rooms][0].day = after.open[after.rooms][1].day = -1;
        after.rooms++;
        assert_not_worse(&before, &after);
    }
}

/* The plan of 2,000 steps; request and room ids are 1 + index x stride. */
static jf_plan *solve(const model *given, int64_t stride)
{
    jf_solve_options opts = {.size = sizeof opts, .step_max = 2000, .seed = 11};
    jf_problem *problem = model_problem(given, stride, NULL);
    jf_error error = {0};
    jf_plan *plan;

    if (!problem)
        return NULL;
    plan = assert_made(jf_problem_solve(problem, &opts, NULL, NULL, &error), &error);
    jf_problem_free(problem);
    return plan;
}

static void assert_same_plan(const jf_plan *a, const jf_plan *b, int64_t stride)
{
    assert_int_equal(jf_plan_placement_count(a), jf_plan_placement_count(b));
    assert_int_equal(jf_plan_refusal_count(a), jf_plan_refusal_count(b));
    assert_int_equal(model_total(a), model_total(b));
    assert_int_equal(jf_plan_bound(a), jf_plan_bound(b));
    for (size_t i = 0; i < jf_plan_placement_count(a); i++) {
        jf_placement x;
        jf_placement y;

        assert_ok(jf_plan_placement_at(a, i, &x, err));
        assert_ok(jf_plan_placement_at(b, i, &y, err));
        x.request = 1 + (x.request - 1) * stride;
        x.room = x.room > 0 ? 1 + (x.room - 1) * stride : 0;
        assert_memory_equal(&x, &y, sizeof x);
    }
}

static void other_ids_and_another_run_give_the_same_plan(void **state)
{
    static const int64_t strides[] = {1, 1000003};

    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS / 2; seed++) {
        model given;
        jf_plan *first;

        model_make(&given, seed, 1 + (int32_t)(seed % MODEL_REQUESTS));
        first = solve(&given, 1);
        for (size_t i = 0; first && i < 2; i++) {
            jf_plan *second = solve(&given, strides[i]);

            assert_same_plan(first, second, strides[i]);
            jf_plan_free(second);
        }
        jf_plan_free(first);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wider_window_never_makes_the_optimum_dearer),
        cmocka_unit_test(a_further_room_never_makes_the_optimum_dearer),
        cmocka_unit_test(other_ids_and_another_run_give_the_same_plan),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.invariance", tests, NULL, NULL);
}
