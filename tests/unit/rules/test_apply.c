/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_inspection_draft off_plan(int32_t claims)
{
    jf_inspection_draft draft = {.size = sizeof draft,
                                 .day = jf_test_day("2023-05-10"),
                                 .sponsor = JF_BODY_DEPARTMENT,
                                 .scope = JF_SCOPE_SPECIFIC,
                                 .plan = JF_PLAN_STATUS_OFF_PLAN,
                                 .claims = claims,
                                 .approver = claims ? JF_RANK_HEAD : 0};

    return draft;
}

static void tv18_off_plan_is_blocked_without_approval_and_allowed_in_an_emergency(void **state)
{
    static const char *const names[] = {"puer-2019"};
    jf_rules *rules = rules_of_presets(names, 1);
    jf_inspection_draft draft = off_plan(JF_EXEMPTION_NONE);
    jf_findings *findings = jf_rules_check_inspection(rules, &draft, NULL);

    (void)state;
    assert_int_equal(summary_of(findings).worst, JF_SEVERITY_REFUSE);
    assert_int_equal(finding_at(findings, 0).check, JF_CHECK_PLANNED);
    assert_int_equal(finding_at(findings, 0).year, 2019);
    jf_findings_free(findings);
    draft = off_plan(JF_EXEMPTION_EMERGENCY);
    findings = jf_rules_check_inspection(rules, &draft, NULL);
    assert_int_equal(summary_of(findings).worst, JF_SEVERITY_EXEMPT);
    assert_int_equal(summary_of(findings).exempt, 2); /* counted apart */
    assert_int_equal(finding_at(findings, 0).exemption, JF_EXEMPTION_EMERGENCY);
    jf_findings_free(findings);
    draft = off_plan(JF_EXEMPTION_APPROVED);
    findings = jf_rules_check_inspection(rules, &draft, NULL);
    assert_int_equal(summary_of(findings).worst, JF_SEVERITY_EXEMPT);
    jf_findings_free(findings);
    jf_rules_free(rules);
}

static void the_rules_of_2024_say_nothing_of_2023(void **state)
{
    static const char *const names[] = {"cn-rules-2024", "cn-enterprises-2024", "shanxi-2025"};
    jf_rules *rules = rules_of_presets(names, 3);
    jf_document_draft document = {.size = sizeof document,
                                  .day = jf_test_day("2023-06-30"),
                                  .scope = JF_SCOPE_SPECIFIC,
                                  .characters = 9000};
    jf_inspection_draft inspection = off_plan(JF_EXEMPTION_NONE);
    jf_findings *findings = jf_rules_check_document(rules, &document, NULL);

    (void)state;
    assert_int_equal(jf_findings_count(findings), 0);
    assert_int_equal(summary_of(findings).worst, JF_SEVERITY_NONE);
    assert_int_equal(summary_of(findings).none, jf_rules_count(rules));
    jf_findings_free(findings);
    findings = jf_rules_check_inspection(rules, &inspection, NULL);
    assert_int_equal(jf_findings_count(findings), 0);
    jf_findings_free(findings);
    document.day = jf_test_day("2024-08-06");
    findings = jf_rules_check_document(rules, &document, NULL);
    assert_int_equal(finding_at(findings, jf_findings_count(findings) - 1).actual, 9000);
    jf_findings_free(findings);
    jf_rules_free(rules);
}

static void clauses_of_other_drafts_are_not_asked(void **state)
{
    jf_clause clause = {.check = JF_CHECK_COUNT, .draft = JF_DRAFT_MEETING, .limit = 1};
    jf_document_draft document = {.size = sizeof document, .number_in_year = 2};
    jf_meeting_draft meeting = {.size = sizeof meeting, .number_in_year = 2};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said(jf_rules_check_document(rules, &document, NULL)), JF_SEVERITY_NONE);
    assert_int_equal(said(jf_rules_check_meeting(rules, &meeting, NULL)), JF_SEVERITY_NOTICE);
    jf_rules_free(rules);
}

static void what_is_forbidden_passes_when_it_is_not_that(void **state)
{
    jf_clause clause = {.check = JF_CHECK_PURPOSE,
                        .draft = JF_DRAFT_DOCUMENT,
                        .purposes = 1 << JF_PURPOSE_SUPPORTING};
    jf_document_draft draft = {.size = sizeof draft, .purpose = JF_PURPOSE_ORDINARY};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    draft.purpose = JF_PURPOSE_SUPPORTING;
    assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)), JF_SEVERITY_NOTICE);
    draft.purpose = JF_PURPOSE_UNKNOWN;
    assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)), JF_SEVERITY_SKIPPED);
    jf_rules_free(rules);
}

static void rules_are_sealed_before_they_are_asked(void **state)
{
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(NULL, NULL, &error), &error);
    jf_meeting_draft draft = {.size = sizeof draft};

    (void)state;
    assert_null(jf_rules_check_meeting(rules, &draft, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    assert_null(jf_rules_find_bundled(rules, NULL, 0, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    jf_rules_free(rules);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tv18_off_plan_is_blocked_without_approval_and_allowed_in_an_emergency),
        cmocka_unit_test(the_rules_of_2024_say_nothing_of_2023),
        cmocka_unit_test(clauses_of_other_drafts_are_not_asked),
        cmocka_unit_test(what_is_forbidden_passes_when_it_is_not_that),
        cmocka_unit_test(rules_are_sealed_before_they_are_asked)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.apply", tests, NULL, NULL);
}
