/* SPDX-License-Identifier: Apache-2.0 */
/* What a charge takes, by how many cells it touches and how much memory all cells fill. */
#include "ledger/cases.h"
#include "ledger/parts.h"

/* What the cases are named by: the counters of one unit and kind, 64 bytes, and the span and the
 * runs of its plan, 64 to 72. */
#define ROW_BYTES 128
#define ROOM_A_ROW 3200.0 /* memory of everything that a row of the largest case brings along */

static int batches_of(const bench_options *options)
{
    static const int batches[] = {2, 128, 512};

    return batches[options->effort];
}

static int repeats_of(const bench_options *options)
{
    static const int repeats[] = {2, 9, 21};

    return repeats[options->effort];
}

static void measure_part(const bench_options *options, world *subject, const char *name,
                         const char *metric, double (*part)(world *, int))
{
    bench_sample sample = {.count = 0};

    for (int i = 0; i < repeats_of(options); i++)
        bench_sample_add(&sample, part(subject, batches_of(options) / 2));
    bench_print(LEDGER_SUITE, name, metric, &sample);
}

static void measure(const bench_options *options, const char *name, const world_shape *shape)
{
    bench_sample charge = {.count = 0};
    bench_sample single = {.count = 0};
    double system = 0;
    world *subject = world_new(shape);
    double start = bench_processor_now();

    world_warm(subject);
    bench_print_value(LEDGER_SUITE, name, "seconds_to_warm", bench_processor_now() - start);
    (void)world_measure(subject, WORLD_AT_ONCE, batches_of(options));
    for (int i = 0; i < repeats_of(options); i++) {
        start = bench_system_now();
        bench_sample_add(&charge, world_measure(subject, WORLD_AT_ONCE, batches_of(options)));
        system += bench_system_now() - start;
        bench_sample_add(&single, world_measure(subject, WORLD_SINGLY, batches_of(options) / 2));
    }
    bench_print(LEDGER_SUITE, name, "ns_per_charge", &charge);
    bench_print_value(LEDGER_SUITE, name, "ns_system",
                      system / repeats_of(options) / batches_of(options) / WORLD_BATCH * 1e9);
    bench_print(LEDGER_SUITE, name, "ns_per_single_charge", &single);
    bench_print_value(LEDGER_SUITE, name, "refused_permille",
                      1000.0 * (double)subject->refusals / (double)subject->charges);
    measure_part(options, subject, name, "ns_key", parts_key);
    measure_part(options, subject, name, "ns_journal", parts_journal);
    measure_part(options, subject, name, "ns_rows", parts_rows);
    world_free(subject);
}

/* 20 counters; `rows` units and kinds with limits, half of them on either side. */
static void measure_20(const bench_options *options, const char *name, int64_t rows)
{
    world_shape shape = world_shape_20(rows / 2, rows / 2);

    if (!bench_wants(options, name))
        return;
    if (bench_memory_available() < (double)rows * ROOM_A_ROW) {
        bench_print_skipped(LEDGER_SUITE, name, "not enough memory");
        return;
    }
    measure(options, name, &shape);
}

/* 5 units x 2 kinds x 4 periods on the issuer's side. */
static void measure_40(const bench_options *options)
{
    world_shape shape = world_shape_20(1024, 1024);

    shape.unit_depth = 5;
    shape.kind_depth = 2;
    shape.recipient_limits = false;
    if (bench_wants(options, "charge_40_hot"))
        measure(options, "charge_40_hot", &shape);
}

void cases_charge(const bench_options *options)
{
    bool tiny = options->effort == BENCH_TINY;

    measure_20(options, "charge_20_hot", 2048);
    measure_40(options);
    measure_20(options, "charge_20_64mb", tiny ? 4096 : 64000000 / ROW_BYTES);
    measure_20(options, "charge_20_640mb", tiny ? 8192 : 640000000 / ROW_BYTES);
}
