/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_clause good_clause(void)
{
    jf_clause clause = {.size = sizeof clause,
                        .check = JF_CHECK_CHARACTERS,
                        .draft = JF_DRAFT_DOCUMENT,
                        .severity = JF_SEVERITY_REFUSE,
                        .limit = 4000};

    return clause;
}

static void assert_refused(jf_status status, const jf_clause *clause)
{
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(NULL, NULL, &error), &error);

    assert_fails(status, jf_rules_add_clause(rules, clause, "", "", "", err));
    assert_int_equal(jf_rules_count(rules), 0);
    jf_rules_free(rules);
}

static void a_check_has_its_kinds_of_draft(void **state)
{
    jf_clause clause = good_clause();

    (void)state;
    clause.draft = JF_DRAFT_MEETING;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.draft = 0;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.draft = 4;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause = good_clause();
    clause.check = 0;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.check = JF_CHECK_UNRELATED + 1;
    assert_refused(JF_E_ARGUMENT, &clause);
}

static void severity_is_one_of_a_breach(void **state)
{
    jf_clause clause = good_clause();
    jf_rules *rules;

    (void)state;
    clause.severity = JF_SEVERITY_SKIPPED;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.severity = JF_SEVERITY_REFUSE + 1;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.severity = 0;
    rules = rules_of(clause);
    assert_ok(jf_rules_at(rules, 0, &clause, err));
    assert_int_equal(clause.severity, JF_SEVERITY_NOTICE);
    jf_rules_free(rules);
}

static void masks_hold_values_that_there_are(void **state)
{
    jf_clause clause = good_clause();

    (void)state;
    clause.bodies = 1 << (JF_BODY_SECTION + 1);
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.bodies = -1;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause = good_clause();
    clause.modes = 2; /* a document has no mode */
    assert_refused(JF_E_ARGUMENT, &clause);
    clause = good_clause();
    clause.months = 1; /* there is no month 0 */
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.months = 1 << 13;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause = good_clause();
    clause.flags = 2 * JF_FLAG_GRASSROOTS;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause = good_clause();
    clause.exempt = 2 * JF_EXEMPTION_UPPER;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause = good_clause();
    clause.reserved = 1;
    assert_refused(JF_E_ARGUMENT, &clause);
}

static void kinds_are_those_of_the_draft(void **state)
{
    jf_clause clause = {.size = sizeof clause, .check = JF_CHECK_COUNT, .limit = 1};

    (void)state;
    clause.kinds = 1 << 16;
    clause.draft = JF_DRAFT_INSPECTION;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.draft = JF_DRAFT_MEETING;
    assert_refused(JF_E_ARGUMENT, &clause);
    clause.draft = JF_DRAFT_DOCUMENT;
    jf_rules_free(rules_of(clause));
    clause.kinds = 1 << JF_OVERSIGHT_CHECK;
    clause.draft = JF_DRAFT_INSPECTION;
    jf_rules_free(rules_of(clause));
}

static void numbers_have_their_range(void **state)
{
    jf_clause clause = good_clause();

    (void)state;
    clause.limit = -2;
    assert_refused(JF_E_RANGE, &clause);
    clause.limit = INT64_MAX;
    assert_refused(JF_E_RANGE, &clause);
    clause = good_clause();
    clause.per = 1;
    assert_refused(JF_E_RANGE, &clause);
    clause = good_clause();
    clause.year = 10000;
    assert_refused(JF_E_RANGE, &clause);
    clause = good_clause();
    clause.effective_from = JF_DAY_LAST + 1;
    assert_refused(JF_E_RANGE, &clause);
    clause.effective_from = jf_test_day("2024-01-02");
    clause.effective_until = jf_test_day("2024-01-01");
    assert_refused(JF_E_RANGE, &clause);
}

static void numbers_of_days_are_days(void **state)
{
    jf_clause clause = {.size = sizeof clause, .draft = JF_DRAFT_MEETING};

    (void)state;
    clause.check = JF_CHECK_QUIET_DAY;
    assert_refused(JF_E_RANGE, &clause);
    clause.limit = 8;
    assert_refused(JF_E_RANGE, &clause);
    clause.check = JF_CHECK_QUIET_WEEK;
    clause.limit = 7;
    assert_refused(JF_E_RANGE, &clause);
    clause.check = JF_CHECK_PLAN_FILED;
    clause.limit = 230;
    assert_refused(JF_E_RANGE, &clause);
    clause.limit = 1130;
    clause.per = 11;
    assert_refused(JF_E_RANGE, &clause);
    clause.check = JF_CHECK_VIDEO_SHARE;
    clause.limit = 1;
    clause.per = 0;
    assert_refused(JF_E_RANGE, &clause);
    clause.check = JF_CHECK_STAFF; /* a share cannot be the caller's number */
    clause.limit = JF_CLAUSE_LIMIT_GIVEN;
    assert_refused(JF_E_RANGE, &clause);
}

static int32_t said_on(const jf_clause *clause, const char *day)
{
    jf_document_draft draft = {
        .size = sizeof draft, .day = day ? jf_test_day(day) : 0, .characters = 4001};
    jf_rules *rules = rules_of(*clause);
    int32_t severity = said(jf_rules_check_document(rules, &draft, NULL));

    jf_rules_free(rules);
    return severity;
}

static void a_clause_is_in_force_on_its_days_only(void **state)
{
    jf_clause clause = good_clause();

    (void)state;
    clause.effective_from = jf_test_day("2023-01-01");
    clause.effective_until = jf_test_day("2023-12-31");
    assert_int_equal(said_on(&clause, "2022-12-31"), JF_SEVERITY_NONE);
    assert_int_equal(said_on(&clause, "2023-01-01"), JF_SEVERITY_REFUSE);
    assert_int_equal(said_on(&clause, "2023-12-31"), JF_SEVERITY_REFUSE);
    assert_int_equal(said_on(&clause, "2024-01-01"), JF_SEVERITY_NONE);
    assert_int_equal(said_on(&clause, NULL), JF_SEVERITY_SKIPPED);
    clause.effective_from = JF_DAY_NONE;
    clause.effective_until = JF_DAY_NONE;
    assert_int_equal(said_on(&clause, NULL), JF_SEVERITY_REFUSE);
}

static void a_mask_needs_what_it_is_about(void **state)
{
    jf_clause clause = good_clause();
    jf_document_draft draft = {.size = sizeof draft, .characters = 4001};
    jf_rules *rules;
    jf_findings *findings;

    (void)state;
    clause.bodies = 1 << JF_BODY_DEPARTMENT;
    clause.scopes = 1 << JF_SCOPE_SPECIFIC;
    rules = rules_of(clause);
    findings = jf_rules_check_document(rules, &draft, NULL);
    assert_int_equal(finding_at(findings, 0).severity, JF_SEVERITY_SKIPPED);
    assert_int_equal(finding_at(findings, 0).missing, JF_INPUT_BODY);
    jf_findings_free(findings);
    draft.scope = JF_SCOPE_GENERAL; /* outside whoever issues it */
    assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)), JF_SEVERITY_NONE);
    draft.scope = JF_SCOPE_SPECIFIC;
    draft.issuer = JF_BODY_DEPARTMENT;
    assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)), JF_SEVERITY_REFUSE);
    draft.issuer = JF_BODY_OFFICE;
    assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)), JF_SEVERITY_NONE);
    jf_rules_free(rules);
}

static void claims_let_pass_what_the_clause_says(void **state)
{
    jf_clause clause = good_clause();
    jf_document_draft draft = {.size = sizeof draft, .characters = 4001};
    static const struct {
        int32_t severity;
        int32_t exempt;
        int32_t passing; /* the claims that let it pass */
    } rows[] = {
        {JF_SEVERITY_NOTICE, 0, 0},
        {JF_SEVERITY_EXPLAIN, 0, JF_EXEMPTION_EXPLAINED | JF_EXEMPTION_APPROVED},
        {JF_SEVERITY_APPROVE, 0, JF_EXEMPTION_APPROVED},
        {JF_SEVERITY_REFUSE, 0, 0},
        {JF_SEVERITY_REFUSE, JF_EXEMPTION_STATUTORY | JF_EXEMPTION_UPPER,
         JF_EXEMPTION_STATUTORY | JF_EXEMPTION_UPPER},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        jf_rules *rules;

        clause.severity = rows[i].severity;
        clause.exempt = rows[i].exempt;
        rules = rules_of(clause);
        for (int32_t claim = 1; claim <= JF_EXEMPTION_UPPER; claim *= 2) {
            bool passes = (rows[i].passing & claim) != 0;

            draft.claims = claim;
            assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)),
                             passes ? JF_SEVERITY_EXEMPT : rows[i].severity);
        }
        jf_rules_free(rules);
    }
}

static void the_number_may_be_the_callers(void **state)
{
    jf_clause clause = good_clause();
    jf_document_draft draft = {.size = sizeof draft, .characters = 1};
    jf_rules *rules;
    jf_findings *findings;

    (void)state;
    clause.limit = JF_CLAUSE_LIMIT_GIVEN;
    rules = rules_of(clause);
    findings = jf_rules_check_document(rules, &draft, NULL);
    assert_int_equal(finding_at(findings, 0).missing, JF_INPUT_CAP);
    jf_findings_free(findings);
    draft.has_cap = 1; /* a cap of 0 is a cap */
    assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)), JF_SEVERITY_REFUSE);
    draft.cap = 1;
    assert_int_equal(said(jf_rules_check_document(rules, &draft, NULL)), JF_SEVERITY_PASSED);
    jf_rules_free(rules);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_check_has_its_kinds_of_draft),
        cmocka_unit_test(severity_is_one_of_a_breach),
        cmocka_unit_test(masks_hold_values_that_there_are),
        cmocka_unit_test(kinds_are_those_of_the_draft),
        cmocka_unit_test(numbers_have_their_range),
        cmocka_unit_test(numbers_of_days_are_days),
        cmocka_unit_test(a_clause_is_in_force_on_its_days_only),
        cmocka_unit_test(a_mask_needs_what_it_is_about),
        cmocka_unit_test(claims_let_pass_what_the_clause_says),
        cmocka_unit_test(the_number_may_be_the_callers)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.clause", tests, NULL, NULL);
}
