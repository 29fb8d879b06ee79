/* SPDX-License-Identifier: Apache-2.0 */
/* A bulk question: the use of each unit below, by kind, in one call. */
#include "ledger/cases.h"
#include "ledger/world.h"

#include <stdlib.h>

#include "jianfu/ledger_count.h"

#define REPEATS 5

/* Every unit of the world in each kind. */
static jf_cell *cells_of(const world *subject, size_t *count_out)
{
    size_t kinds = (size_t)subject->shape.kind_depth;
    jf_cell *cells = bench_allocate(subject->unit_count * kinds, sizeof *cells);

    *count_out = 0;
    for (size_t unit = 1; unit <= subject->unit_count; unit++)
        for (size_t kind = 1; kind <= kinds; kind++)
            cells[(*count_out)++] = (jf_cell){.unit = (int64_t)unit, .kind = (int64_t)kind};
    return cells;
}

void cases_counts(const bench_options *options)
{
    bool tiny = options->effort == BENCH_TINY;
    int64_t units = tiny ? 500 : 250000; /* on either side, in two kinds: 10^6 cells and some */
    world_shape shape = world_shape_20(units, units);
    const char *name = tiny ? "counts_2k" : "counts_1m";
    bench_sample sample = {.count = 0};
    int64_t *values;
    jf_cell *cells;
    world *subject;
    size_t count;

    if (!bench_wants(options, name))
        return;
    shape.kind_depth = 2;
    shape.is_unlimited = true;
    subject = world_new(&shape);
    (void)world_measure(subject, WORLD_AT_ONCE, tiny ? 2 : 977); /* 10^6 records */
    cells = cells_of(subject, &count);
    values = bench_allocate(count, sizeof *values);
    for (int i = 0; i < REPEATS; i++) {
        double start = bench_processor_now();
        jf_error error;

        bench_expect(jf_ledger_counts(subject->ledger, NULL, cells, count, values, count, &error),
                     JF_OK, &error, "counts");
        bench_sample_add(&sample, bench_processor_now() - start);
        bench_require(values[0] == subject->charges, "every charge below the root");
    }
    bench_print(LEDGER_SUITE, name, "seconds", &sample);
    bench_print_value(LEDGER_SUITE, name, "cells", (double)count);
    bench_print_value(LEDGER_SUITE, name, "records", (double)subject->charges);
    free(values);
    free(cells);
    world_free(subject);
}
