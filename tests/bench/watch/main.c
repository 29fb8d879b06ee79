/* SPDX-License-Identifier: Apache-2.0 */
/* The watch measured, or asked: with --data it answers the questions in --cases and writes --out;
 * docs/BENCHMARKS.md tells how. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "cases.h"

static _Noreturn void refuse(const char *argument, const char *what)
{
    fprintf(stderr, "bench_watch: %s %s\n", argument, what);
    fputs("usage: bench_watch --data FILE.csv --cases CASES.csv --out PRED.csv [--kinds K,...]\n"
          "           [--unit-by-kind] [--period-start-month M] [--refit] [--measure]\n"
          "       bench_watch [--tiny | --long] [--only CASE]\n",
          stderr);
    exit(2);
}

static const char *value_of(int argc, char **argv, int *at)
{
    if (*at + 1 >= argc)
        refuse(argv[*at], "needs a word");
    return argv[++*at];
}

static int read_month(const char *text)
{
    char *end;
    long month = strtol(text, &end, 10);

    if (end == text || *end || month < 1 || month > MONTHS)
        refuse("--period-start-month", "needs a number of 1 to 12");
    return (int)month;
}

static answers_options read_answers_options(int argc, char **argv)
{
    answers_options options = {.data.start_month = 1};

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--data") == 0)
            options.data.path = value_of(argc, argv, &i);
        else if (strcmp(argv[i], "--cases") == 0)
            options.cases = value_of(argc, argv, &i);
        else if (strcmp(argv[i], "--out") == 0)
            options.out = value_of(argc, argv, &i);
        else if (strcmp(argv[i], "--kinds") == 0)
            options.data.kinds = value_of(argc, argv, &i);
        else if (strcmp(argv[i], "--unit-by-kind") == 0)
            options.data.unit_by_kind = true;
        else if (strcmp(argv[i], "--period-start-month") == 0)
            options.data.start_month = read_month(value_of(argc, argv, &i));
        else if (strcmp(argv[i], "--refit") == 0)
            options.refit = true;
        else if (strcmp(argv[i], "--measure") == 0)
            options.measure = true;
        else
            refuse(argv[i], "is unknown");
    }
    if (!options.data.path || !options.cases || !options.out)
        refuse("--data, --cases and --out", "are needed");
    return options;
}

static bool is_asked(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--data") == 0)
            return true;
    return false;
}

int main(int argc, char **argv)
{
    bench_options options;

    if (is_asked(argc, argv)) {
        answers_options questions = read_answers_options(argc, argv);

        answers_write(&questions);
        return 0;
    }
    options = bench_options_read(argc, argv);
    cases_laws(&options);
    cases_panel(&options);
    cases_refit(&options);
    return 0;
}
