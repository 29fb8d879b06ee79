/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define HEAD_SIZE 16 /* before each block: its size; keeps the alignment of malloc */

bench_options bench_options_read(int argc, char **argv)
{
    bench_options options = {BENCH_NORMAL, NULL};

    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--tiny") == 0) {
            options.effort = BENCH_TINY;
        } else if (strcmp(argv[i], "--long") == 0) {
            options.effort = BENCH_LONG;
        } else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
            options.only = argv[++i];
        } else {
            fprintf(stderr, "usage: %s [--tiny | --long] [--only CASE]\n", argv[0]);
            exit(2);
        }
    return options;
}

bool bench_wants(const bench_options *options, const char *case_name)
{
    return !options->only || strncmp(options->only, case_name, strlen(options->only)) == 0;
}

void bench_sample_add(bench_sample *sample, double value)
{
    bench_require(sample->count < BENCH_REPEATS_MAX, "room for one more repeat");
    sample->values[sample->count++] = value;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static bench_sample sorted(const bench_sample *sample)
{
    bench_sample copy = *sample;

    bench_require(copy.count > 0, "a repeat");
    qsort(copy.values, (size_t)copy.count, sizeof copy.values[0], compare);
    return copy;
}

double bench_sample_median(const bench_sample *sample)
{
    bench_sample copy = sorted(sample);

    return (copy.values[(copy.count - 1) / 2] + copy.values[copy.count / 2]) / 2;
}

static double read_clock(clockid_t clock)
{
    struct timespec now;

    bench_require(clock_gettime(clock, &now) == 0, "a clock");
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double bench_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double bench_processor_now(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

uint64_t bench_random(uint64_t *state)
{
    uint64_t x = *state += UINT64_C(0x9e3779b97f4a7c15);

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

double bench_system_now(void)
{
    struct rusage usage;

    bench_require(getrusage(RUSAGE_SELF, &usage) == 0, "a clock");
    return (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec * 1e-6;
}

static void print_head(const char *suite, const char *case_name, const char *metric)
{
    printf("{\"bench\": \"%s\", \"case\": \"%s\", \"metric\": \"%s\"", suite, case_name, metric);
}

static void print_sample(const bench_sample *sample)
{
    bench_sample copy = sorted(sample);

    printf(", \"value\": %.6g, \"min\": %.6g, \"max\": %.6g, \"repeats\": %d}\n",
           bench_sample_median(sample), copy.values[0], copy.values[copy.count - 1], copy.count);
    fflush(stdout);
}

void bench_print(const char *suite, const char *case_name, const char *metric,
                 const bench_sample *sample)
{
    print_head(suite, case_name, metric);
    print_sample(sample);
}

void bench_print_value(const char *suite, const char *case_name, const char *metric, double value)
{
    print_head(suite, case_name, metric);
    printf(", \"value\": %.6g}\n", value);
    fflush(stdout);
}

void bench_print_point(const char *suite, const char *case_name, const char *metric, double x,
                       const bench_sample *sample)
{
    print_head(suite, case_name, metric);
    printf(", \"x\": %.6g", x);
    print_sample(sample);
}

void bench_print_skipped(const char *suite, const char *case_name, const char *why)
{
    printf("{\"bench\": \"%s\", \"case\": \"%s\", \"skipped\": \"%s\"}\n", suite, case_name, why);
    fflush(stdout);
}

void bench_expect(jf_status status, jf_status wanted, const jf_error *error, const char *what)
{
    if (status == wanted)
        return;
    fprintf(stderr, "%s: %s, wanted %s: %s\n", what, jf_status_name(status),
            jf_status_name(wanted), status && error ? error->message : "");
    exit(1);
}

void bench_require(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "missing: %s\n", what);
    exit(1);
}

static void *count_in(bench_memory *memory, void *block, size_t size)
{
    if (!block)
        return NULL;
    memcpy(block, &size, sizeof size);
    memory->live += size;
    return (char *)block + HEAD_SIZE;
}

static void *count_out(bench_memory *memory, void *block)
{
    char *start = (char *)block - HEAD_SIZE;
    size_t size;

    memcpy(&size, start, sizeof size);
    memory->live -= size;
    return start;
}

static void *memory_allocate(size_t size, void *user)
{
    return count_in(user, malloc(size + HEAD_SIZE), size);
}

static void *memory_reallocate(void *block, size_t size, void *user)
{
    bench_memory *memory = user;
    size_t before = memory->live;
    void *start = block ? count_out(memory, block) : NULL;
    void *grown = count_in(memory, realloc(start, size + HEAD_SIZE), size);

    if (!grown)
        memory->live = before;
    return grown;
}

static void memory_release(void *block, void *user)
{
    free(count_out(user, block));
}

void bench_memory_init(bench_memory *memory)
{
    *memory = (bench_memory){
        .allocator = {memory_allocate, memory_reallocate, memory_release, memory}};
}

void *bench_allocate(size_t count, size_t size)
{
    void *block = calloc(count, size);

    bench_require(block != NULL, "memory");
    return block;
}

double bench_memory_available(void)
{
    FILE *file = fopen("/proc/meminfo", "r");
    char line[128];
    double kilobytes = 0;

    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "MemAvailable:", 13) == 0)
            kilobytes = strtod(line + 13, NULL);
    if (file)
        fclose(file);
    return kilobytes * 1024;
}
