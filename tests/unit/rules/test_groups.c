/* SPDX-License-Identifier: Apache-2.0 */
/* The scenarios show groups in stories; here are their edges. */
#include "fixture.h"

static jf_event event_on(int64_t id, int64_t sponsor, int64_t basis, jf_day day)
{
    jf_event event = {.id = id, .sponsor = sponsor, .basis = basis, .day = day};

    return event;
}

static int64_t member(const jf_findings *findings, size_t index, size_t place)
{
    int64_t id = 0;

    assert_ok(jf_findings_member_at(findings, index, place, &id, err));
    return id;
}

static void a_chain_is_one_group_however_long(void **state)
{
    jf_clause clause = {.check = JF_CHECK_SPLIT, .draft = JF_DRAFT_INSPECTION};
    jf_event events[] = {event_on(1, 5, 9, 100), event_on(2, 5, 9, 0), event_on(3, 5, 9, 31),
                         event_on(4, 5, 9, 62), event_on(5, 5, 9, 94)};
    jf_event_link links[] = {{1, 8}, {2, 8}, {3, 8}, {4, 8}, {5, 8}};
    jf_rules *rules = rules_of(clause);
    jf_findings *findings = jf_rules_find_splits(rules, events, 5, links, 5, NULL);

    (void)state;
    assert_int_equal(jf_findings_count(findings), 2); /* 62 to 94 is 32 days */
    assert_int_equal(jf_findings_member_count(findings, 0), 2);
    assert_int_equal(member(findings, 0, 0), 1);
    assert_int_equal(member(findings, 0, 1), 5);
    assert_int_equal(finding_at(findings, 0).first, 94);
    assert_int_equal(jf_findings_member_count(findings, 1), 3);
    assert_int_equal(member(findings, 1, 0), 2);
    assert_int_equal(member(findings, 1, 2), 4);
    assert_int_equal(finding_at(findings, 1).last, 62);
    jf_findings_free(findings);
    jf_rules_free(rules);
}

static void what_is_not_said_is_not_grouped(void **state)
{
    jf_clause clause = {.check = JF_CHECK_SPLIT, .draft = JF_DRAFT_INSPECTION};
    jf_event events[] = {event_on(1, 0, 9, 0), event_on(2, 0, 9, 0), event_on(3, 5, 0, 0),
                         event_on(4, 5, 0, 0), event_on(5, 5, 9, 0), event_on(6, 5, 9, 0)};
    jf_event_link links[] = {{1, 8}, {2, 8}, {3, 8}, {4, 8}, {5, 8}};
    jf_rules *rules = rules_of(clause);
    jf_findings *findings = jf_rules_find_splits(rules, events, 6, links, 5, NULL);

    (void)state;
    assert_int_equal(jf_findings_count(findings), 0);
    jf_findings_free(findings);
    jf_rules_free(rules);
}

static void the_same_link_twice_changes_nothing(void **state)
{
    jf_clause clause = {.check = JF_CHECK_UNRELATED, .draft = JF_DRAFT_MEETING};
    jf_event events[] = {{.id = 1, .gathering = 3}, {.id = 2, .gathering = 3}};
    jf_event_link links[] = {{1, 7}, {1, 7}, {2, 9}, {2, 9}};
    jf_rules *rules = rules_of(clause);
    jf_findings *findings = jf_rules_find_unrelated(rules, events, 2, links, 4, NULL);

    (void)state;
    assert_int_equal(jf_findings_count(findings), 1);
    assert_int_equal(finding_at(findings, 0).actual, 2);
    assert_int_equal(jf_findings_member_count(findings, 0), 2);
    jf_findings_free(findings);
    jf_rules_free(rules);
}

static void every_clause_of_a_check_is_asked(void **state)
{
    jf_clause clause = {.size = sizeof clause,
                        .check = JF_CHECK_UNRELATED,
                        .draft = JF_DRAFT_MEETING,
                        .effective_from = jf_test_day("2024-01-01")};
    jf_event events[] = {{.id = 1, .gathering = 3, .day = jf_test_day("2023-05-01")},
                         {.id = 2, .gathering = 3, .day = jf_test_day("2023-05-01")}};
    jf_event_link links[] = {{1, 7}, {2, 9}};
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(NULL, NULL, &error), &error);
    jf_findings *findings;

    (void)state;
    assert_ok(jf_rules_add_clause(rules, &clause, "", "", "later", err));
    clause.effective_from = 0;
    assert_ok(jf_rules_add_clause(rules, &clause, "", "", "always", err));
    clause.limit = 2;
    assert_ok(jf_rules_add_clause(rules, &clause, "", "", "two subjects", err));
    assert_ok(jf_rules_seal(rules, err));
    findings = jf_rules_find_unrelated(rules, events, 2, links, 2, NULL);
    assert_int_equal(jf_findings_count(findings), 1);
    assert_string_equal(jf_findings_text_at(findings, 0), "always");
    jf_findings_free(findings);
    jf_rules_free(rules);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_chain_is_one_group_however_long),
                                       cmocka_unit_test(what_is_not_said_is_not_grouped),
                                       cmocka_unit_test(the_same_link_twice_changes_nothing),
                                       cmocka_unit_test(every_clause_of_a_check_is_asked)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.groups", tests, NULL, NULL);
}
