/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/peers/workload.h"

#include <stdio.h>
#include <stdlib.h>

#include "jianfu/ledger_batch.h"

#define DAY 20254 /* 2025-06-15 */
#define ROOT (WORKLOAD_UNITS + 1)
#define SPENT 0 /* the unit that has nothing left to issue this month */

typedef struct workload_cell {
    jf_side side;
    jf_period_kind period_kind;
} workload_cell;

static const workload_cell shared_cells[WORKLOAD_SHARED] = {
    {JF_SIDE_ISSUER, JF_PERIOD_YEAR},
    {JF_SIDE_ISSUER, JF_PERIOD_MONTH},
    {JF_SIDE_RECIPIENT, JF_PERIOD_YEAR},
};

static const workload_cell unit_cells[WORKLOAD_UNIT_CELLS] = {
    {JF_SIDE_ISSUER, JF_PERIOD_YEAR},    {JF_SIDE_ISSUER, JF_PERIOD_QUARTER},
    {JF_SIDE_ISSUER, JF_PERIOD_MONTH},   {JF_SIDE_RECIPIENT, JF_PERIOD_YEAR},
    {JF_SIDE_RECIPIENT, JF_PERIOD_MONTH}};

struct workload_ledger {
    jf_ledger *ledger;
    jf_item items[WORKLOAD_BATCH];
    jf_line lines[2 * WORKLOAD_BATCH];
    int32_t statuses[WORKLOAD_BATCH];
};

static uint32_t cell_of(int32_t unit, int number)
{
    return (uint32_t)(WORKLOAD_SHARED + unit * WORKLOAD_UNIT_CELLS + number);
}

int64_t workload_amount(uint32_t cell)
{
    return cell == cell_of(SPENT, 2) ? 0 : WORKLOAD_AMOUNT;
}

workload_charge workload_charge_at(int64_t number)
{
    uint64_t random = (uint64_t)number * UINT64_C(0x632be59bd9b4e019);
    bool refused = bench_random(&random) % 100 == 0;
    uint64_t issuer = bench_random(&random) % (WORKLOAD_UNITS - 1);
    uint64_t recipient = bench_random(&random) % WORKLOAD_UNITS;
    workload_charge charge = {
        .key = (int64_t)(((uint64_t)number + 1) * UINT64_C(0x9e3779b97f4a7c15) & INT64_MAX),
        .issuer = refused ? SPENT : 1 + (int32_t)issuer,
        .recipient = (int32_t)recipient,
    };

    for (int i = 0; i < WORKLOAD_SHARED; i++)
        charge.cells[i] = (uint32_t)i;
    for (int i = 0; i < WORKLOAD_UNIT_CELLS; i++)
        charge.cells[WORKLOAD_SHARED + i] = cell_of(
            unit_cells[i].side == JF_SIDE_ISSUER ? charge.issuer : charge.recipient, i);
    return charge;
}

static void set_limit(jf_ledger *ledger, int64_t unit, const workload_cell *cell, int64_t amount)
{
    jf_limit limit = {.size = sizeof limit,
                      .side = cell->side,
                      .unit = unit,
                      .kind = 1,
                      .measure = JF_MEASURE_COUNT,
                      .period_kind = cell->period_kind,
                      .day = DAY,
                      .amount = amount};
    jf_error error;

    bench_expect(jf_ledger_set_limit(ledger, &limit, &error), JF_OK, &error, "a limit");
}

static jf_tree *units_new(void)
{
    jf_error error;
    jf_tree *units = jf_tree_new(NULL, &error);
    char name[32];

    bench_require(units != NULL, "a tree");
    bench_expect(jf_tree_add(units, ROOT, 0, "root", &error), JF_OK, &error, "a unit");
    for (int unit = 0; unit < WORKLOAD_UNITS; unit++) {
        snprintf(name, sizeof name, "unit %d", unit);
        bench_expect(jf_tree_add(units, unit + 1, ROOT, name, &error), JF_OK, &error, "a unit");
    }
    return units;
}

workload_ledger *workload_ledger_new(void)
{
    jf_calendar_options plain = {.size = sizeof plain, .assume_plain_weeks = 1};
    workload_ledger *self = bench_allocate(1, sizeof *self);
    jf_error error;
    jf_calendar *calendar = jf_calendar_new(&plain, &error);
    jf_tree *kinds = jf_tree_new(NULL, &error);
    jf_tree *units = units_new();

    bench_require(calendar && kinds, "a calendar and a tree");
    bench_expect(jf_calendar_seal(calendar, &error), JF_OK, &error, "a sealed calendar");
    bench_expect(jf_tree_add(kinds, 1, 0, "kind", &error), JF_OK, &error, "a kind");
    self->ledger = jf_ledger_new(calendar, units, kinds, NULL, &error);
    bench_expect(self->ledger ? JF_OK : error.status, JF_OK, &error, "a ledger");
    jf_tree_free(units);
    jf_tree_free(kinds);
    jf_calendar_free(calendar);
    for (int i = 0; i < WORKLOAD_SHARED; i++)
        set_limit(self->ledger, ROOT, &shared_cells[i], workload_amount((uint32_t)i));
    for (int unit = 0; unit < WORKLOAD_UNITS; unit++)
        for (int i = 0; i < WORKLOAD_UNIT_CELLS; i++)
            set_limit(self->ledger, unit + 1, &unit_cells[i], workload_amount(cell_of(unit, i)));
    return self;
}

void workload_ledger_free(workload_ledger *self)
{
    jf_ledger_free(self->ledger);
    free(self);
}

void workload_ledger_prepare(workload_ledger *self, const workload_charge *charges, int count)
{
    for (int i = 0; i < count; i++) {
        self->items[i] = (jf_item){.verb = JF_VERB_ISSUE, .day = DAY, .key = charges[i].key,
                                   .kind = 1, .line_count = 2};
        self->lines[2 * i] =
            (jf_line){.unit = charges[i].issuer + 1, .count = 1, .side = JF_SIDE_ISSUER};
        self->lines[2 * i + 1] =
            (jf_line){.unit = charges[i].recipient + 1, .count = 1, .side = JF_SIDE_RECIPIENT};
    }
}

int64_t workload_ledger_charge(workload_ledger *self, int from, int count)
{
    int64_t refusals = 0;
    jf_error error;

    bench_expect(jf_ledger_batch(self->ledger, self->items + from, (size_t)count,
                                 self->lines + 2 * from, 2 * (size_t)count,
                                 self->statuses + from, (size_t)count, &error),
                 JF_OK, &error, "a batch");
    for (int i = from; i < from + count; i++) {
        bench_require(self->statuses[i] == JF_OK || self->statuses[i] == JF_E_LIMIT,
                      "a charge that is decided");
        refusals += self->statuses[i] == JF_E_LIMIT;
    }
    return refusals;
}
