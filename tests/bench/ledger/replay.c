/* SPDX-License-Identifier: Apache-2.0 */
/* The way back from journal bytes: every checksum is verified, every attempt decided again. */
#include "ledger/cases.h"
#include "ledger/world.h"

#include <stdlib.h>
#include <string.h>

static jf_ledger *replay(const world *subject, const uint8_t *bytes, size_t byte_count,
                         bench_memory *memory, double *seconds_out)
{
    jf_ledger_options options = {.size = sizeof options, .allocator = memory->allocator};
    jf_error error;
    jf_ledger *again;
    double start = bench_processor_now();

    again = jf_ledger_replay(subject->calendar, bytes, byte_count, &options, &error);
    *seconds_out = bench_processor_now() - start;
    bench_expect(again ? JF_OK : error.status, JF_OK, &error, "a replayed ledger");
    return again;
}

static void check_digests(jf_ledger *a, jf_ledger *b)
{
    uint8_t digests[2][32];

    bench_expect(jf_ledger_digest(a, digests[0], 32, NULL), JF_OK, NULL, "a digest");
    bench_expect(jf_ledger_digest(b, digests[1], 32, NULL), JF_OK, NULL, "a digest");
    bench_require(memcmp(digests[0], digests[1], 32) == 0, "the same journal");
}

/* The source of a replay: its ledger is gone, its bytes are there. */
static uint8_t *bytes_of(const world *subject, size_t byte_count)
{
    uint8_t *bytes = bench_allocate(byte_count, 1);

    bench_expect(jf_ledger_journal_read(subject->ledger, 0, bytes, byte_count, NULL), JF_OK, NULL,
                 "the journal");
    return bytes;
}

void cases_replay(const bench_options *options)
{
    static const int batches[] = {4, 9766, 9766}; /* 10 million records */
    static const int repeats[] = {1, 3, 5};
    world_shape shape = world_shape_20(1024, 1024);
    const char *name = options->effort == BENCH_TINY ? "replay_4k" : "replay_10m";
    bench_sample sample = {.count = 0};
    size_t byte_count;
    uint8_t *bytes;
    world *subject;
    double entries;
    size_t live = 0;

    if (!bench_wants(options, name))
        return;
    subject = world_new(&shape);
    (void)world_measure(subject, WORLD_AT_ONCE, batches[options->effort]);
    entries = (double)jf_ledger_entry_count(subject->ledger);
    byte_count = jf_ledger_journal_size(subject->ledger);
    bytes = bytes_of(subject, byte_count);
    for (int i = 0; i < repeats[options->effort]; i++) {
        bench_memory memory;
        jf_ledger *again;
        double seconds;

        bench_memory_init(&memory);
        again = replay(subject, bytes, byte_count, &memory, &seconds);
        bench_sample_add(&sample, seconds);
        live = memory.live;
        if (i == 0)
            check_digests(subject->ledger, again);
        jf_ledger_free(again);
    }
    free(bytes);
    bench_print(LEDGER_SUITE, name, "seconds", &sample);
    bench_print_value(LEDGER_SUITE, name, "entries", entries);
    bench_print_value(LEDGER_SUITE, name, "ns_per_entry",
                      bench_sample_median(&sample) / entries * 1e9);
    bench_print_value(LEDGER_SUITE, name, "bytes_per_entry", (double)live / entries);
    bench_print_value(LEDGER_SUITE, name, "journal_bytes_per_entry", (double)byte_count / entries);
    world_free(subject);
}
