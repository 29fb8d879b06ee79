/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/parts.h"

#include <stdlib.h>

#include "base/touch.h"
#include "ledger/entry.h"

#define GROUP 16 /* as many as a batch fetches ahead */

typedef struct drawn {
    jf__request request;
    jf__line lines[2];
} drawn;

/* Reads charge number `at`; its spans are looked up. */
static drawn read_charge(world *subject, int at)
{
    jf_ledger *ledger = subject->ledger;
    jf_record record = world_record(subject, at);
    jf_error error;
    drawn one;

    bench_expect(jf__request_record(ledger, JF__ENTRY_ISSUE, false, &record,
                                    &subject->lines[2 * at], 2, &one.request, &error),
                 JF_OK, &error, "a charge that is read");
    for (int i = 0; i < 2; i++) {
        jf__content content = {.kind = one.request.kind, .day = record.day};
        const jf__span *span;

        one.lines[i] = ledger->charge.lines.items[i];
        span = jf__plan_find(ledger, one.lines[i].unit, &content, JF_PLAN_CLASS_PLANNED);
        bench_require(span != NULL, "a plan");
        one.lines[i].span = (uint32_t)(span - ledger->plans.spans.items) + 1;
    }
    return one;
}

static drawn *read_all(world *subject)
{
    drawn *all = bench_allocate(WORLD_BATCH, sizeof *all);

    world_draw(subject);
    for (int i = 0; i < WORLD_BATCH; i++)
        all[i] = read_charge(subject, i);
    return all;
}

static void charge_rows(jf_ledger *ledger, const drawn *one)
{
    bool fits;

    ledger->charge.take =
        (jf__content){one->lines, 2, one->request.kind, one->request.day};
    bench_require(jf__plain_decide(ledger, &one->request, &fits), "memory");
    if (fits)
        jf__plain_apply(ledger);
}

/* Brings a group's spans, runs and rows near, link by link, as a batch does. */
static void touch_rows(const jf__plans *plans, const drawn *group)
{
    const jf__run *runs[2 * GROUP];
    size_t counts[2 * GROUP];

    for (int i = 0; i < 2 * GROUP; i++)
        jf__touch_line(&plans->spans.items[group[i / 2].lines[i % 2].span - 1]);
    for (int i = 0; i < 2 * GROUP; i++) {
        const jf__line *line = &group[i / 2].lines[i % 2];

        runs[i] = jf__span_runs(plans, &plans->spans.items[line->span - 1], line->side,
                                &counts[i]);
        jf__touch_line(runs[i]);
    }
    for (int i = 0; i < 2 * GROUP; i++)
        for (size_t j = 0; j < counts[i]; j++)
            jf__touch_line(runs[i][j].row);
}

double parts_rows(world *subject, int batches)
{
    double seconds = 0;

    for (int batch = 0; batch < batches; batch++) {
        drawn *all = read_all(subject);
        double start = bench_processor_now();

        for (int i = 0; i < WORLD_BATCH; i++) {
            if (i % GROUP == 0)
                touch_rows(&subject->ledger->plans, &all[i]);
            charge_rows(subject->ledger, &all[i]);
        }
        seconds += bench_processor_now() - start;
        free(all);
    }
    return seconds / batches / WORLD_BATCH * 1e9;
}

static void touch_group(const jf__keytable *keys, const uint32_t *tags)
{
    for (int i = 0; i < GROUP; i++)
        jf__touch_line(&jf__keytable_page(keys, tags[i])->slots[tags[i] % JF__PAGE_SLOTS]);
}

static void put_key(jf__keytable *keys, uint32_t tag, uint32_t attempt,
                    const jf_allocator *allocator)
{
    uint32_t at = 0;

    while (jf__keytable_next(keys, tag, &at) != UINT32_MAX)
        at++;
    bench_require(jf__keytable_reserve(keys, tag, allocator), "memory");
    jf__keytable_put(keys, tag, attempt);
}

static void put_drawn(jf__keytable *keys, const world *subject, uint32_t attempt)
{
    uint32_t tags[GROUP];

    for (int i = 0; i < WORLD_BATCH; i += GROUP) {
        for (int j = 0; j < GROUP; j++)
            tags[j] = jf__key_tag(subject->items[i + j].key);
        touch_group(keys, tags);
        for (int j = 0; j < GROUP; j++)
            put_key(keys, tags[j], attempt++, &subject->ledger->allocator);
    }
}

double parts_key(world *subject, int batches)
{
    const jf_allocator *allocator = &subject->ledger->allocator;
    jf__keytable keys = {0};
    uint32_t count = (uint32_t)subject->ledger->attempts.count;
    uint64_t random = 7;
    double seconds = 0;

    for (uint32_t i = 0; i < count; i++)
        put_key(&keys, (uint32_t)bench_random(&random), i, allocator);
    for (int batch = 0; batch < batches; batch++) {
        double start;

        world_draw(subject);
        start = bench_processor_now();
        put_drawn(&keys, subject, count);
        seconds += bench_processor_now() - start;
        count += WORLD_BATCH;
    }
    jf__keytable_release(&keys, allocator);
    return seconds / batches / WORLD_BATCH * 1e9;
}

/* The lines are those of the first charge: what is written is as long for each. */
double parts_journal(world *subject, int batches)
{
    jf_ledger *ledger = subject->ledger;
    double seconds = 0;

    for (int batch = 0; batch < batches; batch++) {
        drawn *all = read_all(subject);
        double start = bench_processor_now();

        for (int i = 0; i < WORLD_BATCH; i++) {
            bench_require(jf__entry_reserve(ledger), "memory");
            jf__entry_write_attempt(ledger, &all[i].request);
        }
        seconds += bench_processor_now() - start;
        free(all);
    }
    return seconds / batches / WORLD_BATCH * 1e9;
}
