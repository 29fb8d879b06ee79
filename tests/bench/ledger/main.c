/* SPDX-License-Identifier: Apache-2.0 */
/* What the ledger takes; docs/BENCHMARKS.md tells what each case measures. */
#include "ledger/cases.h"

int main(int argc, char **argv)
{
    bench_options options = bench_options_read(argc, argv);

    cases_charge(&options);
    cases_refusal(&options);
    cases_memory(&options);
    cases_replay(&options);
    cases_counts(&options);
    cases_growth(&options);
    return 0;
}
