/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

/* A meeting on 9 October 2023, a Monday, filed two working days ahead, off the plan. */
static jf_findings *findings_of_story_6(void)
{
    static const char *const names[] = {"zhangjiajie-2022"};
    jf_rules *rules = rules_of_presets(names, 1);
    jf_meeting_draft draft = {.size = sizeof draft,
                              .day = jf_test_day("2023-10-09"),
                              .filed = jf_test_day("2023-10-02"),
                              .minutes = 90,
                              .plan = JF_PLAN_STATUS_OFF_PLAN,
                              .claims = JF_EXEMPTION_APPROVED};
    jf_findings *findings = jf_rules_check_meeting(rules, &draft, NULL);

    jf_rules_free(rules); /* the findings keep it */
    assert_non_null(findings);
    return findings;
}

static void findings_stand_in_the_order_of_the_clauses(void **state)
{
    jf_findings *findings = findings_of_story_6();
    static const int32_t checks[] = {JF_CHECK_COUNT, JF_CHECK_SPEAKERS, JF_CHECK_QUIET_DAY,
                                     JF_CHECK_FILING_WORKDAYS, JF_CHECK_PLANNED};

    (void)state;
    assert_int_equal(jf_findings_count(findings), sizeof checks / sizeof checks[0]);
    for (size_t i = 0; i < jf_findings_count(findings); i++)
        assert_int_equal(finding_at(findings, i).check, checks[i]);
    assert_string_equal(jf_findings_text_at(findings, 2), "星期一为无会日");
    assert_string_equal(jf_findings_place_at(findings, 2), "张家界市");
    jf_findings_free(findings);
}

static void a_finding_carries_its_numbers(void **state)
{
    jf_findings *findings = findings_of_story_6();
    jf_rule_finding filing = finding_at(findings, 3);

    (void)state;
    assert_int_equal(filing.severity, JF_SEVERITY_EXEMPT); /* approved */
    assert_int_equal(filing.exemption, JF_EXEMPTION_APPROVED);
    assert_int_equal(filing.actual, 2);
    assert_int_equal(filing.allowed, 5);
    assert_int_equal(filing.first, jf_test_day("2023-09-26"));
    assert_int_equal(filing.last, jf_test_day("2023-10-02"));
    assert_int_equal(filing.clause, 5);
    assert_int_equal(filing.year, 2022);
    assert_int_equal(finding_at(findings, 0).missing, JF_INPUT_NUMBER_IN_YEAR);
    assert_int_equal(finding_at(findings, 0).first, JF_DAY_NONE);
    jf_findings_free(findings);
}

static void the_summary_counts_what_clauses_said(void **state)
{
    jf_findings *findings = findings_of_story_6();
    jf_finding_summary summary = summary_of(findings);
    int32_t severity = -1;

    (void)state;
    assert_int_equal(summary.worst, JF_SEVERITY_REFUSE);
    assert_int_equal(summary.passed, 2);
    assert_int_equal(summary.exempt, 2);
    assert_int_equal(summary.skipped, 2);
    assert_int_equal(summary.refuse, 1);
    assert_int_equal(summary.notices + summary.explain + summary.approve + summary.none, 0);
    assert_ok(jf_findings_severity_of(findings, 1, &severity, err));
    assert_int_equal(severity, JF_SEVERITY_PASSED);
    assert_fails(JF_E_RANGE, jf_findings_severity_of(findings, 7, &severity, err));
    assert_fails(JF_E_ARGUMENT, jf_findings_severity_of(findings, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_findings_severity_of(NULL, 0, &severity, err));
    jf_findings_free(findings);
}

static void a_finding_is_a_line(void **state)
{
    static const char *const lines[] = {
        "skipped  count: number-in-year is not said",
        "skipped  speakers: speakers is not said",
        "refuse   quiet-day: 1, allowed 0 (2023-10-09, 2023-10-09)",
        "exempt   filing-workdays: 2, allowed 5 (2023-09-26, 2023-10-02)",
        "exempt   planned: 2, allowed 1",
    };
    jf_findings *findings = findings_of_story_6();
    char text[JF_FINDING_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_ok(jf_findings_format(findings, i, text, sizeof text, err));
        assert_string_equal(text, lines[i]);
    }
    assert_fails(JF_E_RANGE, jf_findings_format(findings, 5, text, sizeof text, err));
    assert_fails(JF_E_RANGE, jf_findings_format(findings, 0, text, sizeof text - 1, err));
    assert_fails(JF_E_ARGUMENT, jf_findings_format(findings, 0, NULL, sizeof text, err));
    assert_fails(JF_E_ARGUMENT, jf_findings_format(NULL, 0, text, sizeof text, err));
    jf_findings_free(findings);
}

static void beyond_the_end_there_is_nothing(void **state)
{
    jf_findings *findings = findings_of_story_6();
    jf_rule_finding finding = {.size = sizeof finding};
    int64_t id = 0;

    (void)state;
    assert_fails(JF_E_RANGE, jf_findings_at(findings, 5, &finding, err));
    assert_fails(JF_E_ARGUMENT, jf_findings_at(findings, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_findings_at(NULL, 0, &finding, err));
    assert_null(jf_findings_text_at(findings, 5));
    assert_null(jf_findings_place_at(findings, 5));
    assert_int_equal(jf_findings_member_count(findings, 0), 0);
    assert_int_equal(jf_findings_member_count(findings, 5), 0);
    assert_fails(JF_E_RANGE, jf_findings_member_at(findings, 0, 0, &id, err));
    assert_fails(JF_E_RANGE, jf_findings_member_at(findings, 5, 0, &id, err));
    assert_fails(JF_E_ARGUMENT, jf_findings_member_at(findings, 0, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_findings_summary(findings, NULL, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_findings_summary(NULL, &(jf_finding_summary){.size = 4}, err));
    assert_int_equal(jf_findings_count(NULL), 0);
    jf_findings_free(findings);
    jf_findings_free(NULL);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_stand_in_the_order_of_the_clauses),
        cmocka_unit_test(a_finding_carries_its_numbers),
        cmocka_unit_test(the_summary_counts_what_clauses_said),
        cmocka_unit_test(a_finding_is_a_line), cmocka_unit_test(beyond_the_end_there_is_nothing)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.findings", tests, NULL, NULL);
}
