/* SPDX-License-Identifier: Apache-2.0 */
/* The groups of cases of the suite; each prints those that are asked for. */
#ifndef JIANFU_TESTS_BENCH_LEDGER_CASES_H
#define JIANFU_TESTS_BENCH_LEDGER_CASES_H

#include "bench.h"

#define LEDGER_SUITE "ledger"

void cases_charge(const bench_options *options);
void cases_refusal(const bench_options *options);
void cases_memory(const bench_options *options);
void cases_replay(const bench_options *options);
void cases_counts(const bench_options *options);
void cases_growth(const bench_options *options);

#endif
