/* SPDX-License-Identifier: Apache-2.0 */
/* The sweeps find what looking at all pairs finds. */
#include "fixture.h"

#include "base/random.h"
#include "meeting/pair.h"

#define MANY 40

static jf_problem *make_many(uint64_t seed)
{
    jf__random random = {seed};
    jf_problem *problem = make_problem();

    add_people(problem, 1, 12, 0);
    for (int64_t id = 1; id <= MANY; id++) {
        jf_request request = hour(id);
        int64_t first = 1 + jf__random_below(&random, 3);

        request.minutes = 15 + (int32_t)jf__random_below(&random, 30);
        request.first += (jf_day)jf__random_below(&random, 5);
        request.last = request.first + (jf_day)jf__random_below(&random, 5);
        request.target = request.last;
        request.secrecy = jf__random_below(&random, 9) == 0;
        assert_ok(jf_problem_add_request(problem, &request, err));
        assert_ok(jf_problem_add_topic(problem, id, 1 + jf__random_below(&random, 3), err));
        assert_ok(jf_problem_add_topic(problem, id, 1 + jf__random_below(&random, 3), err));
        for (int64_t person = first; person < first + 4; person++)
            assert_ok(jf_problem_add_attendee(problem, id, person, 1, false, err));
    }
    assert_ok(jf_problem_set_generic_topic(problem, 3, err));
    return problem;
}

static bool is_listed(const jf__link_rows *rows, uint32_t a, uint32_t b, int32_t failed)
{
    size_t hits = 0;

    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].owner == a && rows->items[i].other == b) {
            assert_int_equal(rows->items[i].weight, failed);
            hits++;
        }
    assert_true(hits <= 1);
    return hits == 1;
}

static void passing_pairs_are_those_that_all_pairs_give(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        jf_problem *problem = make_many(seed);
        size_t passing = 0;

        seal(problem);
        for (uint32_t a = 0; a < MANY; a++)
            for (uint32_t b = a + 1; b < MANY; b++) {
                bool passes = judge(problem, a + 1, b + 1).failed == 0;

                passing += passes ? 1 : 0;
                assert_int_equal(jf__bits_get(&problem->tables->mergeable, a, b), passes);
                assert_int_equal(jf__link_find(&problem->tables->partners, b, a) != NULL, passes);
            }
        assert_int_equal(problem->tables->partners.count, 2 * passing);
        assert_true(passing > 0);
        jf_problem_free(problem);
    }
}

static void near_misses_are_those_that_all_pairs_give(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        jf_problem *problem = make_many(seed);
        jf__link_rows rows = {0};
        size_t wanted = 0;

        seal(problem);
        assert_true(jf__pairs_in_question(problem, problem->tables, &rows));
        for (uint32_t a = 0; a < MANY; a++)
            for (uint32_t b = a + 1; b < MANY; b++) {
                int32_t failed = judge(problem, a + 1, b + 1).failed;
                bool one = (failed & (failed - 1)) == 0;

                wanted += one ? 1 : 0;
                assert_int_equal(is_listed(&rows, a, b, failed), one);
            }
        assert_int_equal(rows.count, wanted);
        jf__rows_release(&rows, &problem->allocator);
        jf_problem_free(problem);
    }
}

static void the_rule_against_merging_leaves_no_partners(void **state)
{
    jf_meeting_rules rules = {.size = sizeof rules, .no_merge = 1};
    jf_problem *problem = make_twins();

    (void)state;
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    seal(problem);
    assert_int_equal(problem->tables->partners.count, 0);
    assert_int_equal(judge(problem, 1, 2).failed, 0);
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passing_pairs_are_those_that_all_pairs_give),
        cmocka_unit_test(near_misses_are_those_that_all_pairs_give),
        cmocka_unit_test(the_rule_against_merging_leaves_no_partners),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.candidates", tests, NULL, NULL);
}
