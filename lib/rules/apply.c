/* SPDX-License-Identifier: Apache-2.0 */
/* All clauses applied to one draft. */
#include "rules/rules.h"

#include "base/error.h"

static jf_findings *apply(jf_rules *self, const jf__facts *facts, jf_error *err)
{
    jf_findings *findings = jf__findings_new(self, err);

    for (size_t i = 0; findings && i < self->rules.count; i++) {
        jf__ruling ruling;

        jf__clause_rule(&self->rules.items[i].clause, facts, self->calendar,
                        self->week_definition, &ruling);
        if (jf__findings_add(findings, i, &ruling, err)) {
            jf_findings_free(findings);
            findings = NULL;
        }
    }
    return findings;
}

static bool is_ready(const jf_rules *self, jf_error *err)
{
    if (!self)
        (void)jf__fail_null(err, "self");
    else if (!self->sealed)
        (void)jf__fail(err, JF_E_NOT_SEALED, "rules are not sealed yet");
    return self && self->sealed;
}

jf_findings *jf_rules_check_document(jf_rules *self, const jf_document_draft *draft, jf_error *err)
{
    jf__facts facts;

    if (!is_ready(self, err) || jf__facts_of_document(&facts, draft, err))
        return NULL;
    return apply(self, &facts, err);
}

jf_findings *jf_rules_check_meeting(jf_rules *self, const jf_meeting_draft *draft, jf_error *err)
{
    jf__facts facts;

    if (!is_ready(self, err) || jf__facts_of_meeting(&facts, draft, err))
        return NULL;
    return apply(self, &facts, err);
}

jf_findings *jf_rules_check_inspection(jf_rules *self, const jf_inspection_draft *draft,
                                       jf_error *err)
{
    jf__facts facts;

    if (!is_ready(self, err) || jf__facts_of_inspection(&facts, draft, err))
        return NULL;
    return apply(self, &facts, err);
}
