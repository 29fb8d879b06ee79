/* SPDX-License-Identifier: Apache-2.0 */
/* Measures the ledger and one other system on the same charges, in batches of 1024 and one by one.
 * Both have to refuse the same number of them, and the peer has to end with the right sums. */
#include "ledger/peers/peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITE "ledger"
#define OURS_COUNT (1024 * 1024)

typedef struct result {
    double ns;
    int64_t refusals;
} result;

/* The same clock for both: processor time where all is done in this process, else time that
 * passes. */
static double now(void)
{
    return peer_measured.in_process ? bench_processor_now() : bench_now();
}

/* Charges in batches, of ours when there is a ledger, else of the peer; seconds that they took. */
static double charge(workload_ledger *ours, const workload_charge *charges, int count, int batch,
                     int64_t *refusals)
{
    double start;

    if (ours)
        workload_ledger_prepare(ours, charges, count);
    start = now();
    for (int at = 0; at < count; at += batch) {
        int size = count - at < batch ? count - at : batch;

        *refusals += ours ? workload_ledger_charge(ours, at, size)
                          : peer_measured.charge(charges + at, size);
    }
    return now() - start;
}

void peer_require(bool condition, const char *what, const char *detail)
{
    if (condition)
        return;
    fprintf(stderr, "%s: %s: %s\n", peer_measured.name, what, detail ? detail : "");
    exit(1);
}

/* Charges [first, first + count) in batches. */
static result measure(workload_ledger *ours, int64_t first, int64_t count, int batch)
{
    workload_charge *charges = bench_allocate(WORKLOAD_BATCH, sizeof *charges);
    result sum = {0, 0};
    double seconds = 0;

    for (int64_t at = 0; at < count; at += WORKLOAD_BATCH) {
        int size = count - at < WORKLOAD_BATCH ? (int)(count - at) : WORKLOAD_BATCH;

        for (int i = 0; i < size; i++)
            charges[i] = workload_charge_at(first + at + i);
        seconds += charge(ours, charges, size, batch, &sum.refusals);
    }
    free(charges);
    sum.ns = seconds / (double)count * 1e9;
    return sum;
}

/* Refusals that are right, and what a cell of all charges has to come to. */
static int64_t wanted_refusals(int64_t first, int64_t count)
{
    int64_t refusals = 0;

    for (int64_t i = 0; i < count; i++) {
        workload_charge charge = workload_charge_at(first + i);

        for (int j = 0; j < WORKLOAD_ASKED; j++)
            if (workload_amount(charge.cells[j]) == 0) {
                refusals++;
                break;
            }
    }
    return refusals;
}

static void print(const char *metric, double ours, double theirs)
{
    printf("{\"bench\": \"%s\", \"case\": \"peer_8\", \"metric\": \"%s\", \"value\": %.6g, "
           "\"peer\": \"%s\", \"peer_how\": \"%s\", \"peer_value\": %.6g, \"ratio\": %.4g}\n",
           SUITE, metric, ours, peer_measured.name, peer_measured.how, theirs, theirs / ours);
    fflush(stdout);
}

/* Ours on charges of its own ledger, so that each peer is compared with the same work. */
static result measure_ours(int64_t count, int batch)
{
    workload_ledger *ledger = workload_ledger_new();
    result ours;

    (void)measure(ledger, 0, OURS_COUNT / 4, batch);
    ours = measure(ledger, OURS_COUNT / 4, count, batch);
    bench_require(ours.refusals == wanted_refusals(OURS_COUNT / 4, count), "our right refusals");
    workload_ledger_free(ledger);
    return ours;
}

static void compare(const char *metric, int64_t first, int64_t count, int batch, int64_t *charged)
{
    result ours = measure_ours(OURS_COUNT, batch);
    result same;
    result theirs;
    workload_ledger *ledger = workload_ledger_new();

    same = measure(ledger, first, count, batch);
    workload_ledger_free(ledger);
    theirs = measure(NULL, first, count, batch);
    bench_require(theirs.refusals == same.refusals, "a peer that refuses the same");
    *charged += count - theirs.refusals;
    for (uint32_t cell = 0; cell < WORKLOAD_SHARED; cell++)
        bench_require(peer_measured.used(cell) == *charged, "a peer whose sums are right");
    print(metric, ours.ns, theirs.ns);
}

int main(int argc, char **argv)
{
    bool is_tiny = argc > 2 && strcmp(argv[2], "--tiny") == 0;
    bool is_long = argc > 2 && strcmp(argv[2], "--long") == 0;
    int64_t many = is_tiny ? 2048 : peer_measured.normal_count * (is_long ? 4 : 1);
    int64_t few = is_tiny ? 64 : peer_measured.single_count * (is_long ? 4 : 1);
    int64_t charged = 0;

    peer_measured.open(argc > 1 ? argv[1] : "");
    compare("ns_per_charge_batch_1024", 0, many, WORKLOAD_BATCH, &charged);
    compare("ns_per_charge_batch_1", many, few, 1, &charged);
    peer_measured.close();
    return 0;
}
