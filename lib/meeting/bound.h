/* SPDX-License-Identifier: Apache-2.0 */
/* Lower bound of the cost of every complete plan of a sealed problem. */
#ifndef JIANFU_LIB_MEETING_BOUND_H
#define JIANFU_LIB_MEETING_BOUND_H

#include "meeting/tables.h"

/* False when memory is refused. */
bool jf__bound_make(const jf_problem *problem, int64_t *bound_out);

#endif
