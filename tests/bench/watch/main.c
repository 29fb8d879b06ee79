/* SPDX-License-Identifier: Apache-2.0 */
/* The watch measured, or asked: with --data it answers the questions in --cases and writes --out;
 * docs/BENCHMARKS.md tells how. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "bench.h"

static const char *value_of(int argc, char **argv, int *at)
{
    if (*at + 1 >= argc) {
        fprintf(stderr, "bench_watch: %s needs a word\n", argv[*at]);
        exit(2);
    }
    return argv[++*at];
}

static bool read_answers_options(int argc, char **argv, answers_options *options_out)
{
    *options_out = (answers_options){.data.start_month = 1};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--data") == 0)
            options_out->data.path = value_of(argc, argv, &i);
        else if (strcmp(argv[i], "--cases") == 0)
            options_out->cases = value_of(argc, argv, &i);
        else if (strcmp(argv[i], "--out") == 0)
            options_out->out = value_of(argc, argv, &i);
        else if (strcmp(argv[i], "--kinds") == 0)
            options_out->data.kinds = value_of(argc, argv, &i);
        else if (strcmp(argv[i], "--unit-by-kind") == 0)
            options_out->data.unit_by_kind = true;
        else if (strcmp(argv[i], "--period-start-month") == 0)
            options_out->data.start_month = atoi(value_of(argc, argv, &i));
        else if (strcmp(argv[i], "--refit") == 0)
            options_out->refit = true;
        else
            return false;
    }
    return options_out->data.path && options_out->cases && options_out->out &&
           options_out->data.start_month >= 1 && options_out->data.start_month <= MONTHS;
}

int main(int argc, char **argv)
{
    answers_options options;

    if (!read_answers_options(argc, argv, &options)) {
        fputs("usage: --data FILE.csv --cases CASES.csv --out PRED.csv [--kinds K,...] "
              "[--unit-by-kind] [--period-start-month M] [--refit]\n",
              stderr);
        return 2;
    }
    answers_write(&options);
    return 0;
}
