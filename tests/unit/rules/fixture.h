/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of one clause, and what they say of a draft. */
#ifndef JIANFU_TESTS_RULES_FIXTURE_H
#define JIANFU_TESTS_RULES_FIXTURE_H

#include "support/calendars.h"
#include "support/support.h"

#include "jianfu/rules.h"

/* Sealed rules without calendar and with one clause; the clause's size is set here. */
static inline jf_rules *rules_of(jf_clause clause)
{
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(NULL, NULL, &error), &error);

    clause.size = sizeof clause;
    assert_ok(jf_rules_add_clause(rules, &clause, "somewhere", "a test", "clause 1", err));
    assert_ok(jf_rules_seal(rules, err));
    return rules;
}

/* Sealed rules of presets on the shipped schedules of 2022 to 2024. */
static inline jf_rules *rules_of_presets(const char *const *names, size_t count)
{
    jf_calendar *calendar = jf_test_china(2022, 2024);
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(calendar, NULL, &error), &error);

    for (size_t i = 0; i < count; i++)
        assert_ok(jf_rules_add_preset(rules, names[i], err));
    assert_ok(jf_rules_seal(rules, err));
    jf_calendar_free(calendar);
    return rules;
}

static inline jf_rule_finding finding_at(const jf_findings *findings, size_t index)
{
    jf_rule_finding finding = {.size = sizeof finding};

    assert_ok(jf_findings_at(findings, index, &finding, err));
    return finding;
}

static inline jf_finding_summary summary_of(const jf_findings *findings)
{
    jf_finding_summary summary = {.size = sizeof summary};

    assert_ok(jf_findings_summary(findings, &summary, err));
    return summary;
}

/* What the first clause says; the findings are freed. */
static inline int32_t said(jf_findings *findings)
{
    int32_t severity = -1;

    assert_non_null(findings);
    assert_ok(jf_findings_severity_of(findings, 0, &severity, err));
    jf_findings_free(findings);
    return severity;
}

#endif
