/* SPDX-License-Identifier: Apache-2.0 */
/* What the keys of a group are remembered as, and groups of which keys are known. */
#include "group.h"

static void innocent_items_are_remembered_as_linked(void **state)
{
    fixture *f = *state;
    jf_outcome outcome;
    jf_error error = {0};
    call c = {0};

    set_limit(f, limit_of(ORGAN, ALL, 3));
    add_record(&c, 1, JF_VERB_ISSUE, TEAM, 1);
    add_record(&c, 2, JF_VERB_ISSUE, TEAM, 4);
    assert_decides(f, &c, 1, JF_E_LIMIT);
    outcome = explain(f, 1);
    assert_int_equal(outcome.status, JF_E_LINKED);
    assert_int_equal(outcome.violation_count, 0);
    assert_int_equal(outcome.notice_count, 0);
    assert_int_equal(outcome.step, JF_STEP_NONE);
    assert_int_equal(outcome.repeated, 1);
    assert_int_equal(jf_ledger_violation_count(f->ledger), 0);
    outcome = explain(f, 2);
    assert_int_equal(outcome.status, JF_E_LIMIT);
    assert_int_equal(outcome.violation_count, 1);
    assert_int_equal(violation_of(f, 0).used, 1);
    assert_int_equal(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, &error), JF_E_LINKED);
    assert_int_equal(error.status, JF_E_LINKED);
    assert_fails(JF_E_EXISTS, attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 2, err));
    assert_fails(JF_E_NOT_FOUND, jf_ledger_commit(f->ledger, 3, 1, MARCH, NULL, err));
}

static void retry_of_a_group_gives_the_first_outcome(void **state)
{
    fixture *f = *state;
    digest before;
    int32_t first[MOST];
    call granted = {0};
    call refused = {0};

    set_limit(f, limit_of(ORGAN, ALL, 5));
    add_record(&granted, 1, JF_VERB_HOLD, TEAM, 2);
    add(&granted, 2, JF_VERB_COMMIT, 1)->day = APRIL;
    add_record(&granted, 3, JF_VERB_ISSUE, OTHER, 1);
    add_record(&refused, 4, JF_VERB_HOLD, TEAM, 1);
    add(&refused, 5, JF_VERB_COMMIT, 4);
    add_record(&refused, 6, JF_VERB_ISSUE, OTHER, 3);
    add(&refused, 7, JF_VERB_WITHDRAW, 6);
    assert_all_ok(f, &granted);
    assert_decides(f, &refused, 2, JF_E_LIMIT);
    memcpy(first, refused.results, sizeof first);
    set_limit(f, limit_of(ORGAN, ALL, 50)); /* they would not be refused now */
    before = digest_of(f->ledger);
    for (int i = 0; i < 3; i++) {
        run(f, &refused);
        assert_memory_equal(refused.results, first, sizeof first);
        assert_all_ok(f, &granted);
    }
    assert_same_digest(f->ledger, before);
    assert_replays(f);
}

static void part_of_a_group_is_tried_again_alone_or_together(void **state)
{
    fixture *f = *state;
    digest before;
    call c = {0};
    call part = {0};

    set_limit(f, limit_of(ORGAN, ALL, 5));
    add_record(&c, 1, JF_VERB_HOLD, TEAM, 1);
    add(&c, 2, JF_VERB_COMMIT, 1);
    add_record(&c, 3, JF_VERB_ISSUE, OTHER, 5);
    assert_decides(f, &c, 2, JF_E_LIMIT);
    before = digest_of(f->ledger);
    add_record(&part, 3, JF_VERB_ISSUE, OTHER, 5);
    add(&part, 2, JF_VERB_COMMIT, 1);
    run(f, &part);
    assert_int_equal(part.results[0], JF_E_LIMIT);
    assert_int_equal(part.results[1], JF_E_LINKED);
    part.items[0].linked = 0;
    run(f, &part);
    assert_int_equal(part.results[0], JF_E_LIMIT);
    assert_int_equal(part.results[1], JF_E_LINKED);
    assert_fails(JF_E_LINKED, jf_ledger_commit(f->ledger, 2, 1, JF_DAY_NONE, NULL, err));
    assert_fails(JF_E_NOT_FOUND, jf_ledger_commit(f->ledger, 2, 1, MARCH, NULL, err));
    part.items[0].linked = 1;
    part.lines[0].count = 1;
    run(f, &part);
    assert_int_equal(part.results[0], JF_E_EXISTS);
    assert_int_equal(part.results[1], JF_E_LINKED);
    assert_same_digest(f->ledger, before);
}

static void a_known_key_among_new_ones_fails_the_group(void **state)
{
    fixture *f = *state;
    jf_ledger *twin;
    call c = {0};

    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 1, err));
    twin = twin_of(f);
    add_record(&c, 1, JF_VERB_ISSUE, TEAM, 1);
    add_record(&c, 2, JF_VERB_ISSUE, TEAM, 1);
    add_record(&c, 3, JF_VERB_ISSUE, TEAM, 1);
    assert_decides(f, &c, 1, JF_E_EXISTS);
    assert_same_state(f->ledger, twin);
    jf_ledger_free(twin);
}

static void a_key_twice_in_a_group_fails_it(void **state)
{
    fixture *f = *state;
    call c = {0};

    set_limit(f, limit_of(ORGAN, ALL, 5));
    add_record(&c, 1, JF_VERB_ISSUE, TEAM, 1);
    add_record(&c, 2, JF_VERB_ISSUE, TEAM, 1);
    add_record(&c, 1, JF_VERB_ISSUE, TEAM, 1);
    assert_no_trace(f, &c, 2, JF_E_EXISTS);
    /* behind the item that is refused too */
    c.lines[1].count = 9;
    assert_no_trace(f, &c, 2, JF_E_EXISTS);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(innocent_items_are_remembered_as_linked),
        fixture_test(retry_of_a_group_gives_the_first_outcome),
        fixture_test(part_of_a_group_is_tried_again_alone_or_together),
        fixture_test(a_known_key_among_new_ones_fails_the_group),
        fixture_test(a_key_twice_in_a_group_fails_it),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.group_keys", tests, NULL, NULL);
}
