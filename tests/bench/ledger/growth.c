/* SPDX-License-Identifier: Apache-2.0 */
/* The same charge, while one thing grows that has nothing to do with it: x is how many there are.
 * The curves have to be flat but for what the caches and the pages of the machine make of it. */
#include "ledger/cases.h"
#include "ledger/world.h"

#define REPEATS 9
#define BATCHES 32

static int64_t most_of(const bench_options *options, int64_t normal)
{
    if (options->effort == BENCH_TINY)
        return 10000;
    return options->effort == BENCH_LONG ? 10000000 : normal;
}

static void print_point(const bench_options *options, world *subject, const char *name, int64_t x)
{
    int batches = options->effort == BENCH_TINY ? 1 : BATCHES;
    bench_sample sample = {.count = 0};

    for (int i = 0; i < REPEATS; i++)
        bench_sample_add(&sample, world_measure(subject, WORLD_AT_ONCE, batches));
    bench_print_point(LEDGER_SUITE, name, "ns_per_charge", (double)x, &sample);
}

static void grow_records(const bench_options *options)
{
    world_shape shape = world_shape_20(1024, 1024);
    world *subject;

    if (!bench_wants(options, "growth_records"))
        return;
    subject = world_new(&shape);
    world_warm(subject);
    for (int64_t x = 1000; x <= most_of(options, 10000000); x *= 10) {
        while (subject->charges < x) {
            world_draw(subject);
            (void)world_charge(subject, WORLD_AT_ONCE);
        }
        print_point(options, subject, "growth_records", x);
    }
    world_free(subject);
}

static void grow_elsewhere(const bench_options *options, const char *name, bool limits)
{
    for (int64_t x = 1000; bench_wants(options, name) && x <= most_of(options, 1000000); x *= 10) {
        world_shape shape = world_shape_20(1024, 1024);
        world *subject;

        if (limits)
            shape.limits_elsewhere = x;
        else
            shape.units_elsewhere = x;
        subject = world_new(&shape);
        world_warm(subject);
        (void)world_measure(subject, WORLD_AT_ONCE, options->effort == BENCH_TINY ? 1 : BATCHES);
        print_point(options, subject, name, x);
        world_free(subject);
    }
}

void cases_growth(const bench_options *options)
{
    grow_records(options);
    grow_elsewhere(options, "growth_units", false);
    grow_elsewhere(options, "growth_limits", true);
}
