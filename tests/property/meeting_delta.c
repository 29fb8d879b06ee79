/* SPDX-License-Identifier: Apache-2.0 */
/* The running cost of the search, move after move, against a state built anew and against the
 * checker; undoing brings back cost and seats; the checker accepts every state the moves reach. */
#include "meeting_model.h"

#include <stdlib.h>

#include "meeting/plan.h"
#include "meeting/search.h"

enum { PROBLEMS = 60, MOVES = 400 };

typedef struct bench {
    jf_problem *problem;
    jf__search search;
    jf__state *again;
    jf__seat seats[MODEL_REQUESTS];
} bench;

static bool bench_open(bench *self, uint64_t seed)
{
    model given;

    model_make(&given, seed, 3 + (int32_t)(seed % (MODEL_REQUESTS - 2)));
    *self = (bench){.problem = model_problem(&given, 1, NULL)};
    if (!self->problem)
        return false;
    self->search.state = jf__state_new(self->problem);
    self->again = jf__state_new(self->problem);
    self->search.random.state = seed;
    assert_non_null(self->search.state);
    assert_non_null(self->again);
    return true;
}

static void bench_close(bench *self)
{
    jf__state_free(self->search.state);
    jf__state_free(self->again);
    jf_problem_free(self->problem);
}

static void compare_with_new_state(bench *self)
{
    jf__state_save(self->search.state, self->seats);
    jf__state_load(self->again, self->seats);
    assert_int_equal(self->again->cost, self->search.state->cost);
    assert_int_equal(self->again->waiting_count, self->search.state->waiting_count);
    assert_int_equal(self->again->vacant_count, self->search.state->vacant_count);
}

/* Unplaced requests are all that a state may lack; a complete one costs what the checker says. */
static void compare_with_checker(bench *self)
{
    jf__best best = {.seats = self->seats, .cost = self->search.state->cost, .is_any = true};
    jf_error error = {0};
    jf_plan *plan =
        assert_made(jf__plan_from_best(self->problem, &best, false, false, &error), &error);

    assert_int_equal(jf_plan_unplaced_count(plan), jf__search_unplaced(self->search.state));
    jf_plan_free(plan);
}

static void try_move(bench *self)
{
    jf__state *state = self->search.state;
    jf__mark mark = jf__state_mark(state);
    jf__seat before[MODEL_REQUESTS];
    jf__seat after[MODEL_REQUESTS];
    bool applied;

    memset(before, 0, sizeof before);
    memset(after, 0, sizeof after);
    jf__state_save(state, before);
    applied = jf__move(&self->search);
    if (applied)
        compare_with_new_state(self);
    if (applied && jf__random_below(&self->search.random, 2) == 0) {
        jf__state_commit(state);
        compare_with_checker(self);
        return;
    }
    jf__state_undo(state, mark);
    jf__state_save(state, after);
    assert_memory_equal(before, after, sizeof before);
    compare_with_new_state(self);
}

static void every_move_keeps_the_running_cost(void **state)
{
    int64_t merged = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        bench own;

        if (!bench_open(&own, seed))
            continue;
        for (int i = 0; i < MOVES; i++) {
            try_move(&own);
            merged += own.search.state->vacant_count > 0;
        }
        bench_close(&own);
    }
    assert_true(merged > PROBLEMS);
}

/* In this model a request that is pinned off the grain leaves an agenda of others. */
static void no_agenda_stays_off_the_grain_without_its_pin(void **state)
{
    bench own;

    (void)state;
    assert_true(bench_open(&own, 1396));
    for (int i = 0; i < MOVES; i++)
        try_move(&own);
    bench_close(&own);
}

static void every_price_of_a_merge_is_what_it_costs(void **state)
{
    int64_t priced = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
        bench own;
        const jf__link_rows *partners;

        if (!bench_open(&own, seed))
            continue;
        partners = &own.problem->tables->partners;
        for (int i = 0; i < MOVES / 4; i++)
            try_move(&own);
        for (size_t i = 0; i < partners->count; i++) {
            jf__state *plan = own.search.state;
            jf__mark mark = jf__state_mark(plan);
            uint32_t a = partners->items[i].owner;
            uint32_t b = partners->items[i].other;
            int64_t price;
            int way;

            if (plan->group_of[a] == plan->group_of[b] || !jf__join_price(plan, a, b, &price, &way))
                continue;
            assert_int_equal(plan->cost, mark.cost);
            assert_true(jf__join_apply(plan, a, b, way));
            assert_int_equal(plan->cost - mark.cost, price);
            assert_int_equal(plan->group_of[a], plan->group_of[b]);
            jf__state_commit(plan);
            compare_with_new_state(&own);
            compare_with_checker(&own);
            priced++;
        }
        bench_close(&own);
    }
    assert_true(priced > PROBLEMS / 4);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_move_keeps_the_running_cost),
        cmocka_unit_test(no_agenda_stays_off_the_grain_without_its_pin),
        cmocka_unit_test(every_price_of_a_merge_is_what_it_costs),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.delta", tests, NULL, NULL);
}
