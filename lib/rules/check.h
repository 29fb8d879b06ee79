/* SPDX-License-Identifier: Apache-2.0 */
/* The checks: what each is called, for which items, what it needs, and how it decides. */
#ifndef JIANFU_LIB_RULES_CHECK_H
#define JIANFU_LIB_RULES_CHECK_H

#include "rules/facts.h"

#define JF__CHECK_COUNT (JF_CHECK_UNRELATED + 1)
#define JF__CHECK_INPUTS 3

/* What a check is asked. The inputs that it needs are known, and limit is the number that holds. */
typedef struct jf__question {
    const jf__facts *facts;
    const jf_clause *clause;
    const jf_calendar *calendar; /* NULL: none */
    int64_t limit;
    int32_t input;           /* the first input of the check */
    int32_t week_definition; /* where the clause does not say */
} jf__question;

/* What it answers; it begins as zeros, with days that are none. */
typedef struct jf__answer {
    bool holds;
    int32_t missing; /* a jf_input: it could not be answered */
    int64_t actual;
    int64_t allowed;
    jf_day first;
    jf_day last;
} jf__answer;

typedef void (*jf__check_fn)(const jf__question *asked, jf__answer *answer);

typedef struct jf__check {
    const char *name;
    int32_t drafts; /* bit n: draft kind n */
    int32_t flags; /* bits of jf_flag that a draft must have to be asked at all */
    uint8_t inputs[JF__CHECK_INPUTS];
    jf__check_fn answer; /* NULL: needs several items */
    int64_t limit_max;
} jf__check;

/* Row of a jf_check; row 0 is empty. */
extern const jf__check jf__checks[JF__CHECK_COUNT];

/* Whether what a clause with this check is about may not be at all, so that all else passes. */
bool jf__check_forbids(int32_t check);

/* The checks on days, in check_days.c. */
void jf__check_quiet_day(const jf__question *asked, jf__answer *answer);
void jf__check_quiet_week(const jf__question *asked, jf__answer *answer);
void jf__check_off_day(const jf__question *asked, jf__answer *answer);
void jf__check_filing_workdays(const jf__question *asked, jf__answer *answer);
void jf__check_filing_days(const jf__question *asked, jf__answer *answer);
void jf__check_plan_filed(const jf__question *asked, jf__answer *answer);
void jf__check_interval(const jf__question *asked, jf__answer *answer);
void jf__check_monthly(const jf__question *asked, jf__answer *answer);
void jf__check_review_workdays(const jf__question *asked, jf__answer *answer);

#endif
