/* SPDX-License-Identifier: Apache-2.0 */
/* A draft as the checks see it: a number for each jf_input that is known, whatever its record. */
#ifndef JIANFU_LIB_RULES_FACTS_H
#define JIANFU_LIB_RULES_FACTS_H

#include "jianfu/rules.h"

#define JF__INPUT_COUNT (JF_INPUT_NUMBER_AT_TARGET + 1)
/* Beyond every count and cost, and far from overflow when multiplied by 1000. */
#define JF__NUMBER_MAX INT64_C(1000000000000000)
/* Days that a meeting may take. */
#define JF__DAYS_MAX 366
/* All bits of jf_flag, and of jf_exemption. */
#define JF__FLAGS_ALL (2 * JF_FLAG_GRASSROOTS - 1)
#define JF__EXEMPTIONS_ALL (2 * JF_EXEMPTION_UPPER - 1)

typedef struct jf__facts {
    int32_t draft;   /* a jf_draft_kind */
    int32_t claims; /* bits of jf_exemption */
    uint64_t known; /* bit n: input n is known */
    int64_t values[JF__INPUT_COUNT];
} jf__facts;

static inline bool jf__facts_know(const jf__facts *facts, int32_t input)
{
    return (facts->known >> input & 1) != 0;
}

jf_status jf__facts_of_document(jf__facts *facts, const jf_document_draft *draft, jf_error *err);
jf_status jf__facts_of_meeting(jf__facts *facts, const jf_meeting_draft *draft, jf_error *err);
jf_status jf__facts_of_inspection(jf__facts *facts, const jf_inspection_draft *draft,
                                  jf_error *err);

#endif
