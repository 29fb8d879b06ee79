/* SPDX-License-Identifier: Apache-2.0 */
/* Texts of planning problems and plans. */
#ifndef JIANFU_TESTS_SUPPORT_MEETINGS_H
#define JIANFU_TESTS_SUPPORT_MEETINGS_H

#include "support/support.h"

#include "jianfu/meeting_text.h"

/* The whole text, NUL-terminated. Release with free. */
char *jf_test_problem_text(const jf_problem *problem);
char *jf_test_plan_text(const jf_plan *plan);

/* From a text; sealed. NULL, after saying why, when it is refused. */
jf_problem *jf_test_problem_of(const char *text);

/* The problem, written, read and sealed, has the same text, and what is solved of it too. */
void jf_test_problem_round_trip(jf_problem *problem, const jf_solve_options *opts);

/* The plan, written and read, has the same text and the same lists. */
void jf_test_plan_round_trip(jf_problem *problem, const jf_plan *plan);

#endif
