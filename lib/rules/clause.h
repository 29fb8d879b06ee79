/* SPDX-License-Identifier: Apache-2.0 */
/* One clause: whether it can be, what it is about, and what it says of a draft. */
#ifndef JIANFU_LIB_RULES_CLAUSE_H
#define JIANFU_LIB_RULES_CLAUSE_H

#include "rules/check.h"

/* What a clause says, without its place in the rules. */
typedef struct jf__ruling {
    int32_t severity;
    int32_t exemption;
    jf__answer answer;
} jf__ruling;

/* JF_OK, or why there can be no such clause; writes the default severity into it. */
jf_status jf__clause_check(jf_clause *clause, jf_error *err);

/* Whether the clause is in force on a day; JF_DAY_NONE: whether it always is. */
bool jf__clause_in_force(const jf_clause *clause, jf_day day);

/* The first of the claims that lets a broken clause pass, or JF_EXEMPTION_NONE. */
int32_t jf__clause_exemption(const jf_clause *clause, int32_t claims);

/* The clause is of jf__clause_check. */
void jf__clause_rule(const jf_clause *clause, const jf__facts *facts, const jf_calendar *calendar,
                     int32_t week_definition, jf__ruling *ruling_out);

#endif
