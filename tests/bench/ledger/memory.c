/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that the ledger holds, by its own allocator: room that arrays keep to grow into is in it.
 * Limits and records are as in the case charge_20_hot. */
#include "ledger/cases.h"
#include "ledger/world.h"

void cases_memory(const bench_options *options)
{
    bool tiny = options->effort == BENCH_TINY;
    int64_t units = tiny ? 1000 : 100000;
    int batches = tiny ? 4 : 1000;
    world_shape shape = world_shape_20(units, units);
    size_t before;
    size_t journal;
    world *subject;

    if (!bench_wants(options, "memory"))
        return;
    subject = world_new(&shape);
    bench_print_value(LEDGER_SUITE, "memory", "bytes_per_unit",
                      (double)subject->bytes_at_open / (double)subject->unit_count);
    bench_print_value(LEDGER_SUITE, "memory", "bytes_per_cell",
                      (double)(subject->memory.live - subject->bytes_at_open) /
                          (double)subject->limit_count);
    world_warm(subject);
    before = subject->memory.live;
    journal = jf_ledger_journal_size(subject->ledger);
    (void)world_measure(subject, WORLD_AT_ONCE, batches);
    bench_print_value(LEDGER_SUITE, "memory", "bytes_per_record",
                      (double)(subject->memory.live - before) / (double)subject->charges);
    bench_print_value(LEDGER_SUITE, "memory", "journal_bytes_per_record",
                      (double)(jf_ledger_journal_size(subject->ledger) - journal) /
                          (double)subject->charges);
    world_free(subject);
}
