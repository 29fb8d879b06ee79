/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GROUP 64
#define REFUSED_OF 100

static const int32_t periods[WORLD_PERIODS] = {JF_PERIOD_YEAR, JF_PERIOD_HALF, JF_PERIOD_QUARTER,
                                               JF_PERIOD_MONTH};

world_shape world_shape_20(int64_t issuers, int64_t recipients)
{
    return (world_shape){.issuers = issuers,
                         .recipients = recipients,
                         .unit_depth = 3,
                         .kind_depth = 1,
                         .recipient_limits = true,
                         .amount = INT64_C(1000000000000)};
}

static int64_t inner_count(const world_shape *shape)
{
    return shape->unit_depth - 2;
}

static int64_t group_count(const world_shape *shape)
{
    return (shape->issuers + GROUP - 1) / GROUP;
}

int64_t world_issuer(const world *self, int64_t number)
{
    return inner_count(&self->shape) + group_count(&self->shape) + 1 + number;
}

int64_t world_recipient(const world *self, int64_t number)
{
    return world_issuer(self, self->shape.issuers) + number;
}

static int64_t elsewhere(const world *self, int64_t number)
{
    return world_recipient(self, self->shape.recipients) + number;
}

/* Units that have limits elsewhere stand after those that have none. */
static int64_t limited_elsewhere(const world_shape *shape)
{
    return (shape->limits_elsewhere + WORLD_PERIODS - 1) / WORLD_PERIODS;
}

static void add_node(jf_tree *tree, int64_t id, int64_t parent)
{
    jf_error error;
    char name[32];

    snprintf(name, sizeof name, "unit %lld", (long long)id);
    bench_expect(jf_tree_add(tree, id, parent, name, &error), JF_OK, &error, "a node");
}

static jf_tree *units_new(const world *self)
{
    const world_shape *shape = &self->shape;
    int64_t inner = inner_count(shape);
    int64_t further = shape->units_elsewhere + limited_elsewhere(shape);
    jf_error error;
    jf_tree *tree = jf_tree_new(NULL, &error);

    bench_require(tree != NULL, "a tree");
    for (int64_t id = 1; id <= inner; id++)
        add_node(tree, id, id - 1);
    for (int64_t group = 0; group < group_count(shape); group++)
        add_node(tree, inner + 1 + group, inner);
    for (int64_t i = 0; i < shape->issuers; i++)
        add_node(tree, world_issuer(self, i), inner + 1 + i / GROUP);
    for (int64_t i = 0; i < shape->recipients; i++)
        add_node(tree, world_recipient(self, i), 1);
    for (int64_t i = 0; i < further; i++)
        add_node(tree, elsewhere(self, i), 1);
    return tree;
}

static jf_tree *kinds_new(const world *self)
{
    jf_error error;
    jf_tree *tree = jf_tree_new(NULL, &error);

    bench_require(tree != NULL, "a tree");
    for (int64_t id = 1; id <= self->shape.kind_depth; id++)
        add_node(tree, id, id - 1);
    return tree;
}

static jf_calendar *calendar_new(void)
{
    jf_calendar_options options = {.size = sizeof options, .assume_plain_weeks = 1};
    jf_error error;
    jf_calendar *calendar = jf_calendar_new(&options, &error);

    bench_require(calendar != NULL, "a calendar");
    bench_expect(jf_calendar_seal(calendar, &error), JF_OK, &error, "a sealed calendar");
    return calendar;
}

static void limit_unit(world *self, int64_t unit, jf_side side)
{
    int64_t spent = world_issuer(self, 0);
    jf_error error;

    for (int64_t kind = 1; kind <= self->shape.kind_depth; kind++)
        for (int i = 0; i < WORLD_PERIODS; i++) {
            bool is_spent = unit == spent && periods[i] == JF_PERIOD_MONTH;
            jf_limit limit = {.size = sizeof limit,
                              .side = side,
                              .unit = unit,
                              .kind = kind,
                              .period_kind = periods[i],
                              .day = WORLD_DAY,
                              .amount = is_spent ? 0 : self->shape.amount};

            bench_expect(jf_ledger_set_limit(self->ledger, &limit, &error), JF_OK, &error,
                         "a limit");
            self->limit_count++;
        }
}

static void limit_all(world *self)
{
    const world_shape *shape = &self->shape;
    int64_t first = shape->units_elsewhere;
    int64_t before;

    for (int64_t unit = 1; unit < world_issuer(self, shape->issuers); unit++)
        limit_unit(self, unit, JF_SIDE_ISSUER);
    if (shape->recipient_limits)
        limit_unit(self, 1, JF_SIDE_RECIPIENT);
    for (int64_t i = 0; shape->recipient_limits && i < shape->recipients; i++)
        limit_unit(self, world_recipient(self, i), JF_SIDE_RECIPIENT);
    before = self->limit_count;
    for (int64_t i = 0; i < limited_elsewhere(shape); i++)
        limit_unit(self, elsewhere(self, first + i), JF_SIDE_ISSUER);
    self->limit_count = before;
}

world *world_new(const world_shape *shape)
{
    jf_ledger_options options = {.size = sizeof options};
    world *self = bench_allocate(1, sizeof *self);
    jf_tree *units;
    jf_tree *kinds;
    jf_error error;

    self->shape = *shape;
    self->random = 1;
    self->calendar = calendar_new();
    bench_memory_init(&self->memory);
    options.allocator = self->memory.allocator;
    units = units_new(self);
    kinds = kinds_new(self);
    self->ledger = jf_ledger_new(self->calendar, units, kinds, &options, &error);
    bench_expect(self->ledger ? JF_OK : error.status, JF_OK, &error, "a ledger");
    self->unit_count = jf_tree_count(units);
    jf_tree_free(units);
    jf_tree_free(kinds);
    self->bytes_at_open = self->memory.live;
    limit_all(self);
    return self;
}

void world_free(world *self)
{
    jf_ledger_free(self->ledger);
    jf_calendar_free(self->calendar);
    bench_require(self->memory.live == 0, "memory given back");
    free(self);
}

static void put_charge(world *self, int at, int64_t issuer, int64_t recipient)
{
    self->items[at] = (jf_item){.verb = JF_VERB_ISSUE,
                                .day = WORLD_DAY,
                                .kind = self->shape.kind_depth,
                                .line_count = 2};
    self->lines[2 * at] = (jf_line){
        .unit = world_issuer(self, issuer), .count = 1, .side = JF_SIDE_ISSUER};
    self->lines[2 * at + 1] = (jf_line){
        .unit = world_recipient(self, recipient), .count = 1, .side = JF_SIDE_RECIPIENT};
}

void world_draw(world *self)
{
    uint64_t others = (uint64_t)self->shape.issuers - 1;

    for (int i = 0; i < WORLD_BATCH; i++) {
        bool refused = bench_random(&self->random) % REFUSED_OF == 0;
        uint64_t issuer = bench_random(&self->random) % others;
        uint64_t recipient = bench_random(&self->random) % (uint64_t)self->shape.recipients;

        put_charge(self, i, refused ? 0 : 1 + (int64_t)issuer, (int64_t)recipient);
        /* An odd factor is one to one modulo 2^63: each key is new, none follows on another. */
        self->items[i].key = (int64_t)((uint64_t)++self->last_key *
                                         UINT64_C(0x9e3779b97f4a7c15) & INT64_MAX);
    }
}

jf_record world_record(const world *self, int at)
{
    const jf_item *item = &self->items[at];

    return (jf_record){
        .size = sizeof(jf_record), .day = item->day, .key = item->key, .kind = item->kind};
}

static void charge_singly(world *self, int32_t *statuses)
{
    for (int i = 0; i < WORLD_BATCH; i++) {
        jf_record record = world_record(self, i);

        statuses[i] =
            jf_ledger_issue(self->ledger, &record, &self->lines[2 * i], 2, NULL, NULL);
    }
}

double world_charge(world *self, world_manner manner)
{
    int64_t spent = world_issuer(self, 0);
    int32_t statuses[WORLD_BATCH];
    jf_status status = JF_OK;
    jf_error error;
    double seconds;
    double start = bench_processor_now();

    if (manner == WORLD_SINGLY)
        charge_singly(self, statuses);
    else
        status = jf_ledger_batch(self->ledger, self->items, WORLD_BATCH, self->lines,
                                 2 * WORLD_BATCH, statuses, WORLD_BATCH, &error);
    seconds = bench_processor_now() - start;
    bench_expect(status, JF_OK, &error, "a batch");
    for (int i = 0; i < WORLD_BATCH; i++) {
        bool refused = self->shape.amount == 0 || self->lines[2 * i].unit == spent;

        bench_expect(statuses[i], refused ? JF_E_LIMIT : JF_OK, NULL, "a charge");
        self->refusals += refused;
    }
    self->charges += WORLD_BATCH;
    return seconds;
}

void world_warm(world *self)
{
    int64_t most = self->shape.issuers > self->shape.recipients ? self->shape.issuers
                                                                : self->shape.recipients;

    for (int64_t i = 0; i < most; i++) {
        jf_record record;

        put_charge(self, 0, i % self->shape.issuers, i % self->shape.recipients);
        record = world_record(self, 0);
        (void)jf_ledger_check(self->ledger, &record, self->lines, 2, NULL, NULL);
    }
}

double world_measure(world *self, world_manner manner, int batches)
{
    double seconds = 0;

    for (int i = 0; i < batches; i++) {
        world_draw(self);
        seconds += world_charge(self, manner);
    }
    return seconds / batches / WORLD_BATCH * 1e9;
}
