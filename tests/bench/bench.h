/* SPDX-License-Identifier: Apache-2.0 */
/* What the programs that measure share: a clock, numbers that are drawn, results in print.
 *
 * A result is one JSON line {bench, case, metric, value, min, max, repeats}: the median of the
 * repeats with the smallest and the largest. What goes wrong ends the program with status 1. */
#ifndef JIANFU_TESTS_BENCH_H
#define JIANFU_TESTS_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "jianfu/base.h"

#define BENCH_REPEATS_MAX 64

/* How much a program does. */
typedef enum bench_effort {
    BENCH_TINY = 0,   /* only shows that it works */
    BENCH_NORMAL = 1,
    BENCH_LONG = 2
} bench_effort;

/* What the command line asks for: --tiny, --long, --only CASE. */
typedef struct bench_options {
    bench_effort effort;
    const char *only; /* NULL = all */
} bench_options;

/* Ends the program with status 2 when it does not understand. */
bench_options bench_options_read(int argc, char **argv);

/* Whether the case is asked for: `only` is its name or the beginning of it. */
bool bench_wants(const bench_options *options, const char *case_name);

/* Repeats of one case. */
typedef struct bench_sample {
    double values[BENCH_REPEATS_MAX];
    int count;
} bench_sample;

void bench_sample_add(bench_sample *sample, double value);
double bench_sample_median(const bench_sample *sample);

/* Seconds that only rise. */
double bench_now(void);

/* Seconds of processor time of this process, which other programs on the machine do not add to:
 * what is measured in process, on one core, is measured so. */
double bench_processor_now(void);

/* Those of them that the system spent for this process: mostly on memory that it had to clear. */
double bench_system_now(void);

/* splitmix64: the next number of a sequence that begins with any state. */
uint64_t bench_random(uint64_t *state);

/* Prints one result. */
void bench_print(const char *suite, const char *case_name, const char *metric,
                 const bench_sample *sample);

/* As bench_print, of one number that was not repeated. */
void bench_print_value(const char *suite, const char *case_name, const char *metric, double value);

/* As bench_print, for a point of a curve: x is printed beside the value. */
void bench_print_point(const char *suite, const char *case_name, const char *metric, double x,
                       const bench_sample *sample);

/* Prints a line that says why there is no result. */
void bench_print_skipped(const char *suite, const char *case_name, const char *why);

/* Ends the program when the status is not the wanted one. */
void bench_expect(jf_status status, jf_status wanted, const jf_error *error, const char *what);

/* Ends the program unless the condition holds. */
void bench_require(bool condition, const char *what);

/* An allocator that adds up what is in use. */
typedef struct bench_memory {
    jf_allocator allocator;
    size_t live; /* bytes */
} bench_memory;

void bench_memory_init(bench_memory *memory);

/* As malloc; the program ends when it is refused. */
void *bench_allocate(size_t count, size_t size);

/* Bytes of memory that the machine has free for new programs; 0 = unknown. */
double bench_memory_available(void);

#endif
