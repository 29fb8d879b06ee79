/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void batch_does_what_the_calls_would(void **state)
{
    fixture *f = *state;
    jf_item items[5] = {
        {.key = 1, .kind = FORMAL, .verb = JF_VERB_ISSUE, .day = MARCH, .line_count = 1},
        {.key = 2, .kind = FORMAL, .verb = JF_VERB_HOLD, .day = MARCH, .line_count = 1},
        {.key = 3, .kind = FORMAL, .verb = JF_VERB_ISSUE, .day = MARCH, .line_count = 1},
        {.key = 4, .of = 2, .verb = JF_VERB_COMMIT, .day = JF_DAY_NONE},
        {.key = 5, .of = 2, .verb = JF_VERB_RELEASE}};
    jf_line lines[3] = {issuer(TEAM, 1), issuer(OTHER, 1), issuer(TEAM, 1)};
    int32_t statuses[5];
    jf_outcome outcome = {.size = sizeof outcome};

    set_limit(f, limit_of(ORGAN, ALL, 2));
    assert_ok(jf_ledger_batch(f->ledger, items, 5, lines, 3, statuses, 5, err));
    assert_int_equal(statuses[0], JF_OK);
    assert_int_equal(statuses[1], JF_OK);
    assert_int_equal(statuses[2], JF_E_LIMIT);
    assert_int_equal(statuses[3], JF_OK);
    assert_int_equal(statuses[4], JF_E_STATE);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 2, 0);
    assert_ok(jf_ledger_explain(f->ledger, 3, &outcome, err));
    assert_int_equal(outcome.status, JF_E_LIMIT);
    assert_int_equal(violation_of(f, 0).unit, ORGAN);
    assert_fails(JF_E_NOT_FOUND, jf_ledger_explain(f->ledger, 99, &outcome, err));
}

static void wrong_batch_does_nothing(void **state)
{
    fixture *f = *state;
    jf_item item = {.key = 1, .kind = FORMAL, .verb = JF_VERB_ISSUE, .day = MARCH,
                    .line_count = 1};
    jf_line line = issuer(TEAM, 1);
    int32_t status = -7;
    digest before = digest_of(f->ledger);

    assert_fails(JF_E_ARGUMENT, jf_ledger_batch(f->ledger, &item, 0, &line, 1, &status, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_batch(f->ledger, &item, 1, &line, 0, &status, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_batch(f->ledger, &item, 1, &line, 1, &status, 2, err));
    item.verb = 8;
    assert_fails(JF_E_ARGUMENT, jf_ledger_batch(f->ledger, &item, 1, &line, 1, &status, 1, err));
    assert_int_equal(status, -7);
    item.verb = JF_VERB_ISSUE;
    for (int32_t linked = -1; linked <= 2; linked++) {
        item.linked = linked;
        if (linked != 0)
            assert_fails(JF_E_ARGUMENT,
                         jf_ledger_batch(f->ledger, &item, 1, &line, 1, &status, 1, err));
    }
    assert_int_equal(status, -7);
    assert_same_digest(f->ledger, before);
    item.linked = 0;
    item.frees = 1;
    assert_ok(jf_ledger_batch(f->ledger, &item, 1, &line, 1, &status, 1, err));
    assert_int_equal(status, JF_E_ARGUMENT);
    assert_same_digest(f->ledger, before);
}

static void items_that_are_not_linked_write_what_the_calls_do(void **state)
{
    fixture *f = *state;
    jf_item items[3] = {
        {.key = 1, .kind = FORMAL, .verb = JF_VERB_HOLD, .day = MARCH, .line_count = 1},
        {.key = 2, .of = 1, .verb = JF_VERB_COMMIT, .day = APRIL},
        {.key = 3, .kind = FORMAL, .verb = JF_VERB_ISSUE, .day = MARCH, .line_count = 1}};
    jf_line lines[2] = {issuer(TEAM, 1), issuer(TEAM, 2)};
    int32_t statuses[3];
    digest batched;

    set_limit(f, limit_of(ORGAN, ALL, 2));
    assert_ok(jf_ledger_batch(f->ledger, items, 3, lines, 2, statuses, 3, err));
    assert_int_equal(statuses[2], JF_E_LIMIT);
    batched = digest_of(f->ledger);
    jf_ledger_free(f->ledger);
    f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
    set_limit(f, limit_of(ORGAN, ALL, 2));
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, APRIL, NULL, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 2, err));
    assert_same_digest(f->ledger, batched);
}

static void keys_are_found_across_many_pages_and_segments(void **state)
{
    enum { COUNT = 40000 };
    fixture *f = *state;
    jf_outcome outcome = {.size = sizeof outcome};

    set_limit(f, limit_of(ORGAN, ALL, COUNT));
    for (int64_t key = 1; key <= COUNT; key++)
        assert_int_equal(attempt(f, jf_ledger_issue, key, TEAM, FORMAL, 1, NULL), JF_OK);
    for (int64_t key = 1; key <= COUNT; key += 7) {
        assert_ok(jf_ledger_explain(f->ledger, key, &outcome, err));
        assert_int_equal(outcome.status, JF_OK);
    }
    assert_fails(JF_E_NOT_FOUND, jf_ledger_explain(f->ledger, COUNT + 1, NULL, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, COUNT + 1, TEAM, FORMAL, 1, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(batch_does_what_the_calls_would),
        fixture_test(wrong_batch_does_nothing),
        fixture_test(items_that_are_not_linked_write_what_the_calls_do),
        fixture_test(keys_are_found_across_many_pages_and_segments),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.batch", tests, NULL, NULL);
}
