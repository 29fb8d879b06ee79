/* SPDX-License-Identifier: Apache-2.0 */
/* A refused attempt with everything that can be said about it, read by the caller. */
#include "ledger/cases.h"
#include "ledger/world.h"

/* Nanoseconds from the attempt to its last violation read. */
static double refuse(world *subject, int batches, size_t wanted)
{
    jf_violation violation = {.size = sizeof violation};
    double seconds = 0;

    for (int batch = 0; batch < batches; batch++) {
        double start;
        size_t found = 0;

        world_draw(subject);
        start = bench_processor_now();
        for (int i = 0; i < WORLD_BATCH; i++) {
            jf_record record = world_record(subject, i);

            subject->lines[2 * i].unit = world_issuer(subject, 0);
            (void)jf_ledger_issue(subject->ledger, &record, &subject->lines[2 * i], 2, NULL, NULL);
            for (size_t j = 0; j < jf_ledger_violation_count(subject->ledger); j++, found++)
                bench_expect(jf_ledger_violation_at(subject->ledger, j, &violation, NULL), JF_OK,
                             NULL, "a violation");
        }
        seconds += bench_processor_now() - start;
        bench_require(found == wanted * WORLD_BATCH, "as many violations as limits");
    }
    return seconds / batches / WORLD_BATCH * 1e9;
}

static void measure(const bench_options *options, const char *name, int64_t amount, size_t wanted)
{
    world_shape shape = world_shape_20(1024, 1024);
    int batches = options->effort == BENCH_TINY ? 1 : 32;
    bench_sample sample = {.count = 0};
    world *subject;

    if (!bench_wants(options, name))
        return;
    shape.amount = amount;
    subject = world_new(&shape);
    world_warm(subject);
    (void)refuse(subject, batches, wanted);
    for (int i = 0; i < 9; i++)
        bench_sample_add(&sample, refuse(subject, batches, wanted));
    bench_print(LEDGER_SUITE, name, "ns_per_refusal", &sample);
    world_free(subject);
}

void cases_refusal(const bench_options *options)
{
    measure(options, "refusal_explained_1", INT64_C(1000000000000), 1);
    measure(options, "refusal_explained_20", 0, 20);
}
