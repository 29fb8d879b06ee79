/* SPDX-License-Identifier: Apache-2.0 */
/* histories FIRST COUNT STEPS [--quiet]: writes so many random histories of so many steps, of the
 * seeds from FIRST on, to the standard output; check.py reads them. --quiet: only runs them. */
#include "model/history.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    static history h;
    long long first;
    long long count;

    if (argc < 4) {
        (void)fprintf(stderr, "usage: histories FIRST COUNT STEPS [--quiet]\n");
        return 2;
    }
    first = atoll(argv[1]);
    count = atoll(argv[2]);
    h.t.out = argc > 4 ? NULL : stdout;
    for (long long seed = first; seed < first + count; seed++)
        history_run(&h, seed, atoll(argv[3]));
    trace_close(&h.t);
    return 0;
}
