/* SPDX-License-Identifier: Apache-2.0 */
#include "support/meetings.h"

#include <stdio.h>
#include <stdlib.h>

static char *room_for(size_t size)
{
    char *text = calloc(size + 1, 1);

    assert_non_null(text);
    return text;
}

char *jf_test_problem_text(const jf_problem *problem)
{
    size_t size = 0;
    char *text;

    assert_ok(jf_problem_text_size(problem, &size, err));
    text = room_for(size);
    assert_ok(jf_problem_write(problem, 0, (uint8_t *)text, size, err));
    return text;
}

char *jf_test_plan_text(const jf_plan *plan)
{
    size_t size = jf_plan_text_size(plan);
    char *text = room_for(size);

    assert_ok(jf_plan_write(plan, 0, (uint8_t *)text, size, err));
    return text;
}

jf_problem *jf_test_problem_of(const char *text)
{
    jf_error error = {0};
    jf_problem *problem = jf_problem_read((const uint8_t *)text, strlen(text), NULL, &error);

    if (problem && jf_problem_seal(problem, &error) == JF_OK)
        return problem;
    print_message("line %d: %s\n", (int)error.line, error.message);
    jf_problem_free(problem);
    return NULL;
}

void jf_test_problem_round_trip(jf_problem *problem, const jf_solve_options *opts)
{
    char *text = jf_test_problem_text(problem);
    jf_problem *again = jf_test_problem_of(text);
    jf_error error = {0};
    jf_plan *plans[2];
    char *texts[3];

    assert_non_null(again);
    texts[2] = jf_test_problem_text(again);
    assert_string_equal(texts[2], text);
    plans[0] = assert_made(jf_problem_solve(problem, opts, NULL, NULL, &error), &error);
    plans[1] = assert_made(jf_problem_solve(again, opts, NULL, NULL, &error), &error);
    for (size_t i = 0; i < 2; i++)
        texts[i] = jf_test_plan_text(plans[i]);
    assert_string_equal(texts[0], texts[1]);
    assert_int_equal(jf_plan_bound(plans[0]), jf_plan_bound(plans[1]));
    for (int32_t term = JF_COST_TOTAL; term <= JF_COST_CONFLICT; term++) {
        int64_t costs[2] = {0};

        assert_ok(jf_plan_cost(plans[0], term, &costs[0], err));
        assert_ok(jf_plan_cost(plans[1], term, &costs[1], err));
        assert_int_equal(costs[0], costs[1]);
    }
    jf_test_plan_round_trip(again, plans[0]);
    for (size_t i = 0; i < 3; i++)
        free(texts[i]);
    for (size_t i = 0; i < 2; i++)
        jf_plan_free(plans[i]);
    jf_problem_free(again);
    free(text);
}

static void assert_same_lists(const jf_plan *a, const jf_plan *b)
{
    assert_int_equal(jf_plan_broken_count(a), jf_plan_broken_count(b));
    for (size_t i = 0; i < jf_plan_broken_count(a); i++) {
        jf_broken x = {.size = sizeof x};
        jf_broken y = {.size = sizeof y};

        assert_ok(jf_plan_broken_at(a, i, &x, err));
        assert_ok(jf_plan_broken_at(b, i, &y, err));
        assert_memory_equal(&x, &y, sizeof x);
    }
    assert_int_equal(jf_plan_refusal_count(a), jf_plan_refusal_count(b));
    for (size_t i = 0; i < jf_plan_refusal_count(a); i++) {
        jf_refusal x = {.size = sizeof x};
        jf_refusal y = {.size = sizeof y};

        assert_ok(jf_plan_refusal_at(a, i, &x, err));
        assert_ok(jf_plan_refusal_at(b, i, &y, err));
        assert_memory_equal(&x, &y, sizeof x);
    }
}

void jf_test_plan_round_trip(jf_problem *problem, const jf_plan *plan)
{
    char *text = jf_test_plan_text(plan);
    jf_error error = {0};
    jf_plan *again =
        assert_made(jf_plan_read(problem, (const uint8_t *)text, strlen(text), &error), &error);
    char *second = jf_test_plan_text(again);

    assert_string_equal(text, second);
    assert_int_equal(jf_plan_verdict(plan), jf_plan_verdict(again));
    assert_same_lists(plan, again);
    jf_plan_free(again);
    free(second);
    free(text);
}
