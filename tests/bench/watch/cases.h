/* SPDX-License-Identifier: Apache-2.0 */
/* The groups of cases of the suite; each prints those that are asked for. */
#ifndef JIANFU_TESTS_BENCH_WATCH_CASES_H
#define JIANFU_TESTS_BENCH_WATCH_CASES_H

#include "bench.h"

#define WATCH_SUITE "watch"

void cases_laws(const bench_options *options);
void cases_panel(const bench_options *options);
void cases_refit(const bench_options *options);

#endif
