/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of a register: documents in the order of adding, what their numbers say, the policies. */
#ifndef JIANFU_LIB_REGISTER_STATE_H
#define JIANFU_LIB_REGISTER_STATE_H

#include "base/array.h"
#include "base/text.h"
#include "jianfu/register.h"
#include "jianfu/register_check.h"
#include "jianfu/register_text.h"

typedef struct jf__document {
    jf_document record;
    uint32_t number; /* texts, as they were given */
    uint32_t title;
    uint32_t series;       /* text; 0 = the number was not read */
    uint32_t first;        /* index of the first document of this number; its own when none is */
    uint32_t issuer_first; /* in issuers */
    uint32_t issuer_count; /* 0 = they are not named */
    int32_t year;
    int32_t serial;
    int32_t doc_kind;     /* given, or of the title */
    int32_t series_class; /* a jf_series_class */
} jf__document;

/* A policy and its days. */
typedef struct jf__policy_span {
    jf_counting_policy policy;
    jf_day first;
    jf_day last;
} jf__policy_span;

/* A meter and its series. */
typedef struct jf__meter {
    jf_meter record;
    uint32_t series;
} jf__meter;

struct jf_register {
    jf_allocator allocator;
    jf_tree *units;
    jf_tree *kinds;
    jf_counting_policy policy;
    bool needs_series;
    int32_t characters_most;
    int32_t annexes_most;
    jf__texts texts; /* numbers as given and as printed, titles, series */
    JF__ARRAY(uint32_t) first_of; /* text of a number - 1 -> 1 + index of its first document */
    JF__ARRAY(jf__document) documents;
    JF__ARRAY(int64_t) issuers;
    JF__ARRAY(jf__policy_span) spans;
    JF__ARRAY(jf_finding) remarks;
    JF__ARRAY(jf_finding) findings;
    JF__ARRAY(jf__meter) meters;
};

/* The policy in force for a document. */
const jf_counting_policy *jf__register_policy(const jf_register *self,
                                              const jf__document *document);

/* The verdict of a policy on a document. */
jf_verdict jf__register_verdict(const jf_counting_policy *policy, const jf_register *self,
                                const jf__document *document);

/* Unit that holds the quota. */
int64_t jf__register_owner(const jf_register *self, const jf__document *document,
                           const jf_counting_policy *policy);

/* Unit that has the series as a name or alias; 0 = none, or several. */
int64_t jf__register_body(const jf_register *self, uint32_t series);

/* JF_OK, or JF_E_RANGE naming `what`. */
jf_status jf__register_check_day(jf_day day, const char *what, jf_error *err);

/* JF_OK, or JF_E_NOT_FOUND naming `what`. */
jf_status jf__register_check_node(const jf_tree *tree, int64_t id, const char *what,
                                  jf_error *err);

/* JF_OK when every field of a record that is to be added is in its range. */
jf_status jf__document_check(const jf_register *self, const jf_document *document, jf_error *err);

#endif
