/* SPDX-License-Identifier: Apache-2.0 */
/* Flows: what records led by one part of the organisation land on another. Pairs of units are
 * numbered first, so a record only looks at the pairs that were asked for. */
#include <string.h>

#include "ledger/count.h"

/* A unit that was asked for, and the day from which on it counts what is below it. */
typedef struct end {
    uint32_t number;
    jf_day from;
} end;

typedef struct counting {
    jf__count count;
    jf__count_rows rows;
    jf__asked issuers; /* the number behind the units is the outside */
    jf__asked recipients;
    jf__idmap pairs;
    end *leads; /* of the record that is being counted */
    size_t lead_count;
    int64_t *values;
    jf__slot slots[2];
    size_t slot_count;
    jf_day day;
} counting;

static void release(counting *work)
{
    const jf_allocator *allocator = &work->count.self->allocator;

    jf__count_end(&work->count);
    jf__count_rows_end(&work->rows, allocator);
    jf__asked_end(&work->issuers, allocator);
    jf__asked_end(&work->recipients, allocator);
    jf__idmap_release(&work->pairs, allocator);
    jf__release(allocator, work->leads);
}

static bool reserve(counting *work, size_t flow_count)
{
    const jf_ledger *self = work->count.self;
    size_t unit_count = self->units.list.count;

    work->leads = jf__allocate(&self->allocator, unit_count + 1, sizeof *work->leads);
    return work->leads && jf__asked_begin(&work->issuers, unit_count, &self->allocator) &&
           jf__asked_begin(&work->recipients, unit_count, &self->allocator) &&
           jf__idmap_reserve(&work->pairs, flow_count, &self->allocator) &&
           jf__count_rows_begin(&work->rows, self, flow_count);
}

static uint32_t number_pair(counting *work, uint32_t issuer, uint32_t recipient)
{
    int64_t id = jf__pair_id(jf__asked_add(&work->issuers, issuer),
                             jf__asked_add(&work->recipients, recipient));
    uint32_t number = jf__idmap_find(&work->pairs, id);

    if (number == JF__NONE) {
        number = (uint32_t)work->pairs.count;
        jf__idmap_put(&work->pairs, id, number);
    }
    return number;
}

static jf_status read_flows(counting *work, const jf_flow *list, size_t flow_count, jf_error *err)
{
    const jf_ledger *self = work->count.self;

    if (!reserve(work, flow_count))
        return jf__fail_memory(err);
    for (size_t i = 0; i < flow_count; i++) {
        uint32_t issuer = (uint32_t)self->units.list.count;
        uint32_t recipient;
        uint32_t kind;
        jf_status status = JF_OK;

        if (list[i].issuer != 0)
            status = jf__asked_find(&self->units, "unit", list[i].issuer, i, &issuer, err);
        if (!status)
            status = jf__asked_find(&self->units, "unit", list[i].recipient, i, &recipient, err);
        if (!status)
            status = jf__asked_find(&self->kinds, "kind", list[i].kind, i, &kind, err);
        if (status)
            return status;
        (void)jf__count_rows_add(&work->rows, number_pair(work, issuer, recipient), kind);
    }
    return JF_OK;
}

/* The issuers that were asked for, from the lead up. */
static void find_leads(counting *work, jf__entry entry)
{
    const jf__nodes *units = &work->count.self->units;
    const uint32_t *numbers = work->issuers.numbers;
    jf__lead lead = JF__LEAD_NONE;
    jf__range days;
    size_t length = 0;

    work->lead_count = 0;
    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line line = jf__entry_line(&entry);

        jf__lead_add(&lead, &line);
    }
    if (lead.line != JF__NONE)
        length = jf__lineage_of(units, lead.unit, work->day, &days);
    else if (numbers[units->list.count] != 0)
        work->leads[work->lead_count++] = (end){numbers[units->list.count] - 1, JF_DAY_FIRST};
    for (size_t i = 0; i < length; i++) {
        const jf__ancestor *above = &units->lineage.items[i];

        if (numbers[above->unit] != 0)
            work->leads[work->lead_count++] = (end){numbers[above->unit] - 1, above->from};
    }
}

static void add_pair(counting *work, const end *issuer, const end *recipient, int64_t landings)
{
    size_t width = jf__count_width(&work->count);
    jf_day from = issuer->from > recipient->from ? issuer->from : recipient->from;
    uint32_t pair =
        jf__idmap_find(&work->pairs, jf__pair_id(issuer->number, recipient->number));

    for (size_t k = 0; pair != JF__NONE && k < work->rows.above_count; k++) {
        uint32_t row = jf__count_rows_find(&work->rows, pair, k);

        for (size_t i = 0; row != JF__NONE && i < work->slot_count; i++)
            if (from <= work->slots[i].reach)
                work->values[row * width + work->slots[i].index] += landings;
    }
}

static void add_line(counting *work, const jf__line *line)
{
    const jf__nodes *units = &work->count.self->units;
    jf__range days;
    size_t length = jf__lineage_of(units, line->unit, work->day, &days);

    for (size_t i = 0; i < length; i++) {
        const jf__ancestor *above = &units->lineage.items[i];
        uint32_t number = work->recipients.numbers[above->unit];
        end recipient = {number - 1, above->from};

        for (size_t j = 0; number != 0 && j < work->lead_count; j++)
            add_pair(work, &work->leads[j], &recipient, line->count);
    }
}

static void add_records(counting *work)
{
    const jf_ledger *self = work->count.self;

    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, (uint32_t)i);
        jf__entry entry;

        work->slot_count = jf__count_slots(&work->count, attempt, work->slots);
        if (work->slot_count == 0 || !jf__count_rows_climb(&work->rows, self, attempt->kind))
            continue;
        work->day = attempt->day;
        entry = jf__entry_of_lines(self, (uint32_t)i);
        find_leads(work, entry);
        for (uint32_t j = 0; work->lead_count > 0 && j < entry.line_count; j++) {
            jf__line line = jf__entry_line(&entry);

            if (line.side == JF_SIDE_RECIPIENT && line.count > 0)
                add_line(work, &line);
        }
    }
}

jf_status jf_ledger_flows(const jf_ledger *self, const jf_count_query *query,
                          const jf_flow *flows, size_t flow_count, int64_t *values_out,
                          size_t value_count, jf_error *err)
{
    counting work = {.count = {.self = self, .is_flow = true}, .values = values_out};
    jf_status status;

    if (!self || !flows || !values_out)
        return jf__fail_null(err, !self ? "self" : !flows ? "flows" : "values_out");
    status = jf__count_begin(&work.count, query, flow_count, value_count, err);
    if (status)
        return status;
    status = read_flows(&work, flows, flow_count, err);
    if (!status) {
        memset(values_out, 0, value_count * sizeof *values_out);
        add_records(&work);
        jf__count_rows_copy(&work.rows, values_out, jf__count_width(&work.count));
    }
    release(&work);
    return status;
}
