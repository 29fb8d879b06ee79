/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a charge, each done alone on the data of a world, by the ledger's own functions. */
#ifndef JIANFU_TESTS_BENCH_PARTS_H
#define JIANFU_TESTS_BENCH_PARTS_H

#include "ledger/world.h"

/* Nanoseconds a charge: decides and charges the rows of plans that are known. The counters of the
 * world are its records' no more. */
double parts_rows(world *subject, int batches);

/* Nanoseconds a charge: looks for a key that is new and remembers it, in a table with as many keys
 * as the world has. */
double parts_key(world *subject, int batches);

/* Nanoseconds a charge: writes its entry, with its checksum. The journal of the world is one no
 * more. */
double parts_journal(world *subject, int batches);

#endif
