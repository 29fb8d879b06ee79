/* SPDX-License-Identifier: Apache-2.0 */
/* What a counting policy says of one document: pure functions of the two. */
#ifndef JIANFU_LIB_POLICY_H
#define JIANFU_LIB_POLICY_H

#include "jianfu/register.h"

/* Copies `policy` (NULL = default policy) to *policy_out; JF_E_ARGUMENT: a field outside 0..1. */
jf_status jf__policy_read(jf_counting_policy *policy_out, const jf_counting_policy *policy,
                          jf_error *err);

/* The day that decides; JF_DAY_NONE when missing. */
jf_day jf__policy_day(const jf_counting_policy *policy, const jf_document *document);

jf_verdict jf__policy_verdict(const jf_counting_policy *policy, const jf_document *document);

#endif
