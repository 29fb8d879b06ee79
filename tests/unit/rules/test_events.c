/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_rules *split_rules(void)
{
    jf_clause clause = {.check = JF_CHECK_SPLIT, .draft = JF_DRAFT_INSPECTION};

    return rules_of(clause);
}

static void assert_refused(const jf_event *event, jf_status status)
{
    jf_event events[2] = {{.id = 7}, *event};
    jf_rules *rules = split_rules();
    jf_error error = {0};

    assert_null(jf_rules_find_splits(rules, events, 2, NULL, 0, &error));
    assert_int_equal(error.status, status);
    jf_rules_free(rules);
}

static void events_outside_their_range_are_refused(void **state)
{
    (void)state;
    assert_refused(&(jf_event){.id = 0}, JF_E_ARGUMENT);
    assert_refused(&(jf_event){.id = 1, .sponsor = -1}, JF_E_ARGUMENT);
    assert_refused(&(jf_event){.id = 1, .annexes = -1}, JF_E_ARGUMENT);
    assert_refused(&(jf_event){.id = 1, .claims = 32}, JF_E_ARGUMENT);
    assert_refused(&(jf_event){.id = 1, .day = JF_DAY_NONE}, JF_E_RANGE);
    assert_refused(&(jf_event){.id = 7}, JF_E_EXISTS);
}

static void links_lead_to_events(void **state)
{
    jf_event event = {.id = 7};
    jf_event_link links[] = {{7, 1}, {8, 1}};
    jf_rules *rules = split_rules();
    jf_error error = {0};

    (void)state;
    assert_null(jf_rules_find_splits(rules, &event, 1, links, 2, &error));
    assert_int_equal(error.status, JF_E_NOT_FOUND);
    assert_int_equal(error.subject, 8);
    links[1] = (jf_event_link){7, 0};
    assert_null(jf_rules_find_unrelated(rules, &event, 1, links, 2, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_rules_find_splits(rules, NULL, 1, links, 1, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_rules_find_splits(rules, &event, 1, NULL, 1, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_rules_find_splits(NULL, &event, 1, NULL, 0, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    jf_rules_free(rules);
}

static void no_events_give_no_findings(void **state)
{
    jf_rules *rules = split_rules();
    jf_findings *findings = jf_rules_find_splits(rules, NULL, 0, NULL, 0, NULL);

    (void)state;
    assert_int_equal(jf_findings_count(findings), 0);
    assert_int_equal(summary_of(findings).worst, JF_SEVERITY_PASSED);
    jf_findings_free(findings);
    findings = jf_rules_find_unrelated(rules, NULL, 0, NULL, 0, NULL);
    assert_int_equal(summary_of(findings).worst, JF_SEVERITY_NONE); /* no such clause */
    jf_findings_free(findings);
    jf_rules_free(rules);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(events_outside_their_range_are_refused),
                                       cmocka_unit_test(links_lead_to_events),
                                       cmocka_unit_test(no_events_give_no_findings)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.events", tests, NULL, NULL);
}
