/* SPDX-License-Identifier: Apache-2.0 */
/* The arithmetic of the checks at its edges; the scenarios show each check on presets. */
#include "fixture.h"

#include "rules/check.h"

static jf_rule_finding only_finding(jf_findings *findings)
{
    jf_rule_finding finding;

    assert_non_null(findings);
    assert_int_equal(jf_findings_count(findings), 1);
    finding = finding_at(findings, 0);
    jf_findings_free(findings);
    return finding;
}

static void every_check_has_a_name_and_what_it_needs(void **state)
{
    (void)state;
    for (int32_t check = 1; check < JF__CHECK_COUNT; check++) {
        bool is_group = check == JF_CHECK_SPLIT || check == JF_CHECK_BUNDLED ||
                        check == JF_CHECK_UNRELATED;

        assert_string_not_equal(jf_check_name(check), "unknown");
        assert_int_not_equal(jf__checks[check].drafts, 0);
        assert_true((jf__checks[check].answer == NULL) == is_group);
    }
}

static void a_reduction_is_compared_exactly(void **state)
{
    jf_clause clause = {.check = JF_CHECK_REDUCTION, .draft = JF_DRAFT_INSPECTION, .limit = 500};
    jf_inspection_draft draft = {.size = sizeof draft, .has_last_year = 1, .last_year = 29};
    jf_rules *rules = rules_of(clause);

    (void)state;
    draft.number_in_year = 14; /* half of 29 is 14.5 */
    assert_int_equal(said(jf_rules_check_inspection(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    draft.number_in_year = 15;
    assert_int_equal(only_finding(jf_rules_check_inspection(rules, &draft, NULL)).allowed, 14);
    draft.last_year = 0; /* nothing last year allows nothing */
    draft.number_in_year = 1;
    assert_int_equal(only_finding(jf_rules_check_inspection(rules, &draft, NULL)).allowed, 0);
    draft.last_year = JF__NUMBER_MAX;
    draft.number_in_year = JF__NUMBER_MAX;
    assert_int_equal(only_finding(jf_rules_check_inspection(rules, &draft, NULL)).allowed,
                     JF__NUMBER_MAX / 2);
    jf_rules_free(rules);
}

static void cost_is_by_head_and_day_with_staff(void **state)
{
    jf_clause clause = {.check = JF_CHECK_COST, .draft = JF_DRAFT_MEETING, .limit = 55000};
    jf_meeting_draft draft = {.size = sizeof draft, .heads = 3, .days = 2, .cost = 330000};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    draft.cost = 330001;
    assert_int_equal(only_finding(jf_rules_check_meeting(rules, &draft, NULL)).actual, 55001);
    draft.has_staff = 1;
    draft.staff = 1;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    draft.heads = INT32_MAX;
    draft.staff = INT32_MAX;
    draft.days = 366;
    draft.cost = JF__NUMBER_MAX;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    jf_rules_free(rules);
}

static void a_share_of_videos_is_rounded_up(void **state)
{
    jf_clause clause = {
        .check = JF_CHECK_VIDEO_SHARE, .draft = JF_DRAFT_MEETING, .limit = 1, .per = 3};
    jf_meeting_draft draft = {.size = sizeof draft, .meetings_in_year = 10, .videos_in_year = 4};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    draft.videos_in_year = 3;
    assert_int_equal(only_finding(jf_rules_check_meeting(rules, &draft, NULL)).allowed, 4);
    draft.meetings_in_year = 9;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    draft.meetings_in_year = 0;
    draft.videos_in_year = 0;
    assert_int_equal(only_finding(jf_rules_check_meeting(rules, &draft, NULL)).missing,
                     JF_INPUT_MEETINGS_IN_YEAR);
    jf_rules_free(rules);
}

static void staff_is_a_share_of_the_heads(void **state)
{
    jf_clause clause = {.check = JF_CHECK_STAFF, .draft = JF_DRAFT_MEETING, .limit = 50};
    jf_meeting_draft draft = {.size = sizeof draft, .heads = 59, .has_staff = 1, .staff = 2};
    jf_rules *rules = rules_of(clause);

    (void)state;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    draft.staff = 3;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_NOTICE);
    draft.heads = 60;
    assert_int_equal(said(jf_rules_check_meeting(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    jf_rules_free(rules);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_check_has_a_name_and_what_it_needs),
        cmocka_unit_test(a_reduction_is_compared_exactly),
        cmocka_unit_test(cost_is_by_head_and_day_with_staff),
        cmocka_unit_test(a_share_of_videos_is_rounded_up),
        cmocka_unit_test(staff_is_a_share_of_the_heads)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.check", tests, NULL, NULL);
}
