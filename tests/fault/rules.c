/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of rules and findings refused in turn: a refused clause or preset is not there,
 * a refused check gives nothing. */
#include "support/support.h"

#include "jianfu/rules.h"

static jf_status add_all(jf_rules *rules, jf_error *error)
{
    jf_clause clause = {.size = sizeof clause,
                        .check = JF_CHECK_SPLIT,
                        .draft = JF_DRAFT_INSPECTION,
                        .severity = JF_SEVERITY_REFUSE};
    jf_status status = jf_rules_add_preset(rules, "cn-rules-2024", error);

    if (status) {
        assert_int_equal(jf_rules_count(rules), 0);
        return status;
    }
    assert_int_equal(jf_rules_count(rules), 17);
    status = jf_rules_add_clause(rules, &clause, "place", "source", "text", error);
    if (!status) {
        clause.check = JF_CHECK_UNRELATED;
        clause.draft = JF_DRAFT_MEETING;
        status = jf_rules_add_clause(rules, &clause, "place", "source", "text 2", error);
        assert_int_equal(jf_rules_count(rules), status ? 18 : 19);
    } else {
        assert_int_equal(jf_rules_count(rules), 17);
    }
    return status ? status : jf_rules_seal(rules, error);
}

/* Frees the findings; JF_OK when there are any and they are `count`. */
static jf_status expect(jf_findings *findings, size_t count, const jf_error *error)
{
    if (!findings)
        return (jf_status)error->status;
    assert_int_equal(jf_findings_count(findings), count);
    jf_findings_free(findings);
    return JF_OK;
}

static jf_status ask_all(jf_rules *rules, jf_error *error)
{
    jf_document_draft document = {.size = sizeof document,
                                  .day = 20000,
                                  .plan = JF_PLAN_STATUS_OFF_PLAN,
                                  .scope = JF_SCOPE_SPECIFIC,
                                  .characters = 9000};
    jf_event events[6] = {{.id = 1, .sponsor = 1, .basis = 1, .gathering = 1, .day = 20000},
                          {.id = 2, .sponsor = 1, .basis = 1, .gathering = 1, .day = 20001}};
    jf_event_link links[] = {{1, 5}, {2, 5}, {1, 6}};
    jf_status status =
        expect(jf_rules_check_document(rules, &document, error), 5, error);

    for (int64_t i = 0; i < 6; i++) {
        events[i].id = i + 1;
        events[i].day = 20000;
        events[i].sponsor = 1;
        events[i].characters = i == 5 ? 9000 : 100;
        events[i].annexes = 5;
    }
    if (!status)
        status = expect(jf_rules_find_splits(rules, events, 6, links, 3, error), 1, error);
    links[1].node = 7;
    if (!status)
        status = expect(jf_rules_find_unrelated(rules, events, 6, links, 2, error), 1, error);
    if (!status)
        status = expect(jf_rules_find_bundled(rules, events, 6, error), 1, error);
    return status;
}

static jf_status story(const jf_allocator *allocator, void *user)
{
    jf_rules_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_error error = {0};
    jf_rules *rules = jf_rules_new(NULL, &opts, &error);
    jf_status status;

    (void)user;
    if (!rules)
        return (jf_status)error.status;
    status = add_all(rules, &error);
    if (!status)
        status = ask_all(rules, &error);
    jf_rules_free(rules);
    return status;
}

static void refused_memory_leaves_rules_as_they_were(void **state)
{
    (void)state;
    assert_true(jf_test_every_failure(story, NULL) >= 30);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(refused_memory_leaves_rules_as_they_were)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.rules", tests, NULL, NULL);
}
