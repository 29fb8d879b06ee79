/* SPDX-License-Identifier: Apache-2.0 */
/* The workload that all systems are given: 100,003 cells; a charge has a key that is new and asks
 * 1 of each of 8 cells, of which 3 are shared by all charges; all 8 are charged, or none. One of
 * 100 asks a cell whose limit is 0. A key that was seen before has to be found.
 *
 * For a ledger these are a record with one issuer and one recipient line: 20,000 units below one
 * root; of each unit the year, quarter and month that it issues and the year and month that it
 * receives; of the root the year and month that it issues and the year that it receives. */
#ifndef JIANFU_TESTS_BENCH_WORKLOAD_H
#define JIANFU_TESTS_BENCH_WORKLOAD_H

#include "bench.h"

#define WORKLOAD_UNITS 20000
#define WORKLOAD_UNIT_CELLS 5
#define WORKLOAD_SHARED 3
#define WORKLOAD_CELLS (WORKLOAD_SHARED + WORKLOAD_UNITS * WORKLOAD_UNIT_CELLS)
#define WORKLOAD_ASKED 8
#define WORKLOAD_BATCH 1024
#define WORKLOAD_AMOUNT INT64_C(1000000000)

typedef struct workload_charge {
    int64_t key;
    int32_t issuer;
    int32_t recipient;
    uint32_t cells[WORKLOAD_ASKED]; /* from 0 */
} workload_charge;

/* The limit of a cell. */
int64_t workload_amount(uint32_t cell);

/* Charge number `number`, from 0; the same for everyone. */
workload_charge workload_charge_at(int64_t number);

/* A ledger with these limits. */
typedef struct workload_ledger workload_ledger;

workload_ledger *workload_ledger_new(void);
void workload_ledger_free(workload_ledger *self);

/* Makes items of the charges, at most WORKLOAD_BATCH: a caller has them so to begin with. */
void workload_ledger_prepare(workload_ledger *self, const workload_charge *charges, int count);

/* Does some of those that were prepared, in one call; how many were refused. */
int64_t workload_ledger_charge(workload_ledger *self, int from, int count);

#endif
