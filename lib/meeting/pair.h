/* SPDX-License-Identifier: Apache-2.0 */
/* The verdict on a pair of requests, and lists of pairs worth a verdict. */
#ifndef JIANFU_LIB_MEETING_PAIR_H
#define JIANFU_LIB_MEETING_PAIR_H

#include "meeting/tables.h"

/* All tests, all numbers. `tables` may still lack its partners. */
void jf__pair_judge(const jf_problem *problem, const jf__tables *tables, uint32_t a, uint32_t b,
                    jf_pair *out);

/* Pairs a < b in order, with the bits that fail as weight: those that pass every test, found by
 * common topics and windows that meet. */
bool jf__pairs_passing(const jf_problem *problem, const jf__tables *tables, jf__link_rows *out);

/* The same and those that fail one test only, found by common topics or attendees and windows that
 * meet or targets that are near: failing the other of each two is one test already. */
bool jf__pairs_in_question(const jf_problem *problem, const jf__tables *tables, jf__link_rows *out);

#endif
