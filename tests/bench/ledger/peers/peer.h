/* SPDX-License-Identifier: Apache-2.0 */
/* Another system that is given the workload. Its program defines `peer_measured`. */
#ifndef JIANFU_TESTS_BENCH_PEER_H
#define JIANFU_TESTS_BENCH_PEER_H

#include "ledger/peers/workload.h"

typedef struct peer {
    const char *name;
    const char *how;          /* in process, or over a socket */
    bool in_process;           /* so that processor time is all it takes */
    int64_t normal_count;     /* charges that take it a few seconds, in batches and one by one */
    int64_t single_count;

    /* Connects to `where`, when there is something to connect to; all cells have their limits. */
    void (*open)(const char *where);

    /* Does the charges in one transaction or round trip, each whole or not at all, and remembers
     * their keys with the outcome; how many were refused. */
    int64_t (*charge)(const workload_charge *charges, int count);

    /* What is charged in a cell now. */
    int64_t (*used)(uint32_t cell);

    void (*close)(void);
} peer;

extern const peer peer_measured;

/* Ends the program with the text when the condition does not hold. */
void peer_require(bool condition, const char *what, const char *detail);

#endif
