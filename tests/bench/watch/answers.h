/* SPDX-License-Identifier: Apache-2.0 */
/* Answers the questions of tests/peers/score_warnings.py with the forecast of the library. */
#ifndef JIANFU_TESTS_BENCH_WATCH_ANSWERS_H
#define JIANFU_TESTS_BENCH_WATCH_ANSWERS_H

#include "counts.h"

typedef struct answers_options {
    counts_options data;
    const char *cases; /* questions: unit,year,quota,look_date,issued_so_far */
    const char *out;   /* predictions */
    bool refit;        /* to the years before that of the question */
    bool measure;      /* prints as result lines what the answers took */
} answers_options;

void answers_write(const answers_options *options);

#endif
