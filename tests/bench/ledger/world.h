/* SPDX-License-Identifier: Apache-2.0 */
/* A ledger to measure, and charges for it.
 *
 * Units: a chain of inner units from the root; groups of 64 issuers below its end; recipients below
 * the root; further units, if any, below the root as well. A charge is a record of the deepest kind
 * with one issuer and one recipient line of one random unit each. One of 100 is about issuer 0,
 * whose limit of the month is 0: it is refused. */
#ifndef JIANFU_TESTS_BENCH_WORLD_H
#define JIANFU_TESTS_BENCH_WORLD_H

#include "bench.h"
#include "jianfu/ledger.h"
#include "jianfu/ledger_batch.h"

#define WORLD_BATCH 1024
#define WORLD_DAY 20254 /* 2025-06-15 */
#define WORLD_PERIODS 4 /* year, half, quarter, month */

typedef struct world_shape {
    int64_t issuers;
    int64_t recipients;
    int32_t unit_depth;      /* units from an issuer to the root, both counted */
    int32_t kind_depth;
    bool recipient_limits;   /* else only the issuer side is limited */
    int64_t units_elsewhere; /* that take no part and have no limit */
    int64_t limits_elsewhere; /* of units that take no part */
    int64_t amount;          /* of every limit but that of issuer 0 */
} world_shape;

typedef struct world {
    world_shape shape;
    bench_memory memory;
    jf_calendar *calendar;
    jf_ledger *ledger;
    int64_t limit_count;  /* without those elsewhere */
    size_t unit_count;
    size_t bytes_at_open; /* live memory before the first limit */
    uint64_t random;
    int64_t last_key;
    jf_item items[WORLD_BATCH]; /* the charges that come next */
    jf_line lines[2 * WORLD_BATCH];
    int64_t refusals; /* so far */
    int64_t charges;
} world;

/* 20 counters a charge: 3 units up x 4 periods that issue, 2 x 4 that receive. */
world_shape world_shape_20(int64_t issuers, int64_t recipients);

world *world_new(const world_shape *shape);
void world_free(world *self);

/* Draws the next WORLD_BATCH charges, with keys that are new. */
void world_draw(world *self);

typedef enum world_manner {
    WORLD_AT_ONCE, /* jf_ledger_batch */
    WORLD_SINGLY   /* jf_ledger_issue, one after the other */
} world_manner;

/* Does what was drawn; seconds it took. The statuses are checked afterwards. */
double world_charge(world *self, world_manner manner);

/* Number `at` of what was drawn, as jf_ledger_issue takes it. */
jf_record world_record(const world *self, int at);

/* Checks a charge of each unit, so that no plan is missing; nothing is recorded. */
void world_warm(world *self);

/* Draws and charges so many batches; nanoseconds a charge. */
double world_measure(world *self, world_manner manner, int batches);

/* The id of the issuer or recipient of that number. */
int64_t world_issuer(const world *self, int64_t number);
int64_t world_recipient(const world *self, int64_t number);

#endif
