/* SPDX-License-Identifier: Apache-2.0 */
/* What a counting policy says of one document: pure functions of the two. */
#ifndef JIANFU_LIB_POLICY_H
#define JIANFU_LIB_POLICY_H

#include "jianfu/register.h"

/* What a verdict needs to know of a document beyond its record. */
typedef struct jf__facts {
    int32_t doc_kind;     /* a jf_doc_kind */
    int32_t series_class; /* a jf_series_class; that of documents where there is no series */
    bool repeats;         /* an earlier document has its number */
    bool has_issuers;     /* the issuers of a joint document are known */
} jf__facts;

/* Copies `policy` (NULL = default policy) to *policy_out; JF_E_ARGUMENT: a field outside its
 * range. */
jf_status jf__policy_read(jf_counting_policy *policy_out, const jf_counting_policy *policy,
                          jf_error *err);

/* The day that decides; JF_DAY_NONE when missing. */
jf_day jf__policy_day(const jf_counting_policy *policy, const jf_document *document);

/* Whether it is a letter by series (0) or by kind (1). */
bool jf__policy_is_letter(int32_t letter_basis, const jf__facts *facts);

jf_verdict jf__policy_verdict(const jf_counting_policy *policy, const jf_document *document,
                              const jf__facts *facts);

/* Documents that one record stands for; false when 64 bits do not hold them. */
bool jf__policy_count(const jf_counting_policy *policy, const jf_document *document,
                      int64_t *count_out);

#endif
