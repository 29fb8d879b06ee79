/* SPDX-License-Identifier: Apache-2.0 */
/* Histories as numbers for check.py: each is its length and so many int64 of this machine.
 *
 *   history   count, seed, units, kinds, then blocks until `count` numbers are read
 *   units     count, then the parent of each, 0 for a root; ids are 1, 2, ... (kinds alike)
 *   call      verb, its fields, then the answer
 *   answer    status, changed, entry count, subject, expected and actual of the error, the
 *             outcome, violations, notices, values (each list with its length), the standing
 *   standing  -1 when it is byte for byte the one before, else a length and the balances of all
 *             limits, windows on the probe day
 *   grid      TRACE_GRID, period kind, fiscal month, day, class; then the balances of all units,
 *             kinds, sides and measures
 *   limits    TRACE_LIMITS, how many, then each as jf_ledger_limit_at shows it */
#ifndef JIANFU_TESTS_MODEL_TRACE_H
#define JIANFU_TESTS_MODEL_TRACE_H

#include "model/call.h"

#include <stdio.h>

enum { TRACE_GRID = 100, TRACE_LIMITS = 101, TRACE_NODES = 12 };

typedef struct world {
    int64_t unit_parents[TRACE_NODES + 1]; /* by id */
    int64_t kind_parents[TRACE_NODES + 1];
    int64_t unit_count;
    int64_t kind_count;
    jf_calendar *calendar;
    jf_ledger *ledger;
} world;

typedef struct trace {
    FILE *out; /* NULL: nothing is written */
    int64_t *values;
    size_t count;
    size_t capacity;
    int64_t *standing; /* the last one */
    size_t standing_count;
    uint8_t digest[32];
} trace;

/* Makes calendar and ledger of a world whose parents are set. */
void world_open(world *w, const jf_allocator *allocator);
void world_close(world *w);

void trace_begin(trace *t, const world *w, int64_t seed);
void trace_call(trace *t, const call *c);
/* What came of it, and where every limit stands now. */
void trace_answer(trace *t, const world *w, const answer *a, jf_day probe);
void trace_grid(trace *t, const world *w, const jf_limit *like);
void trace_limits(trace *t, const world *w);
void trace_end(trace *t);
void trace_close(trace *t);

#endif
