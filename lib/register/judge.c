/* SPDX-License-Identifier: Apache-2.0 */
/* How the policies of a register apply to its documents: which is in force, its verdict, who holds
 * the quota. */
#include "register/policy.h"
#include "register/state.h"

/* The day that chooses the policy: the first of its dates that is known. */
static jf_day policy_day(const jf_document *document)
{
    if (document->date_signed != JF_DAY_NONE)
        return document->date_signed;
    return document->date_dispatched != JF_DAY_NONE ? document->date_dispatched
                                                    : document->date_published;
}

const jf_counting_policy *jf__register_policy(const jf_register *self,
                                              const jf__document *document)
{
    jf_day day = self->spans.count > 0 ? policy_day(&document->record) : JF_DAY_NONE;

    for (size_t i = 0; i < self->spans.count; i++)
        if (day >= self->spans.items[i].first && day <= self->spans.items[i].last)
            return &self->spans.items[i].policy;
    return &self->policy;
}

jf_verdict jf__register_verdict(const jf_counting_policy *policy, const jf_register *self,
                                const jf__document *document)
{
    size_t index = (size_t)(document - self->documents.items);
    jf__facts facts = {document->doc_kind, document->series_class, document->first != index,
                       document->issuer_count > 0};

    return jf__policy_verdict(policy, &document->record, &facts);
}

int64_t jf__register_body(const jf_register *self, uint32_t series)
{
    int64_t body = 0;

    if (series != 0 && jf_tree_find(self->units, jf__texts_at(&self->texts, series), &body, NULL))
        return 0;
    return body;
}

int64_t jf__register_owner(const jf_register *self, const jf__document *document,
                           const jf_counting_policy *policy)
{
    int64_t body = policy->owner == 1 ? jf__register_body(self, document->series) : 0;

    return body ? body : document->record.sponsor;
}
