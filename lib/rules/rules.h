/* SPDX-License-Identifier: Apache-2.0 */
/* What rules and findings consist of, for the files of this module. */
#ifndef JIANFU_LIB_RULES_H
#define JIANFU_LIB_RULES_H

#include "jianfu/rules.h"

#include "base/array.h"
#include "base/reference.h"
#include "base/text.h"
#include "rules/clause.h"

/* A clause with its texts. */
typedef struct jf__rule {
    jf_clause clause;
    uint32_t text;
    uint32_t place;
    uint32_t source;
    uint32_t preset; /* name of the preset */
} jf__rule;

struct jf_rules {
    jf__reference reference;
    jf_allocator allocator;
    jf_calendar *calendar; /* NULL: none */
    int32_t week_definition;
    bool sealed;
    jf__texts texts;
    JF__ARRAY(jf__rule) rules;
};

/* A finding, and its members among those of all. */
typedef struct jf__found {
    jf_rule_finding finding;
    size_t member_first;
    size_t member_count;
} jf__found;

struct jf_findings {
    jf_allocator allocator;
    jf_rules *rules;
    uint8_t *severities; /* of each clause */
    JF__ARRAY(jf__found) found;
    JF__ARRAY(int64_t) members;
};

/* Findings of sealed rules, none yet; NULL with err. */
jf_findings *jf__findings_new(jf_rules *rules, jf_error *err);

/* Adds what a clause says, when it is a finding. */
jf_status jf__findings_add(jf_findings *self, size_t clause, const jf__ruling *ruling,
                           jf_error *err);

/* Adds a group that breaks a clause, with the ids of its members. */
jf_status jf__findings_add_group(jf_findings *self, size_t clause, const jf__answer *answer,
                                 const int64_t *members, size_t member_count, jf_error *err);

#endif
