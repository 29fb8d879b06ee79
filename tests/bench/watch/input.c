/* SPDX-License-Identifier: Apache-2.0 */
#include "input.h"

#include <stdio.h>
#include <stdlib.h>

void input_refuse(const char *path, int line, const char *what)
{
    if (line > 0)
        fprintf(stderr, "bench_watch: %s:%d: %s\n", path, line, what);
    else
        fprintf(stderr, "bench_watch: %s: %s\n", path, what);
    exit(2);
}

void input_require(bool condition, const char *path, int line, const char *what)
{
    if (!condition)
        input_refuse(path, line, what);
}

void input_expect(jf_status status, const jf_error *error, const char *path, int line)
{
    if (status)
        input_refuse(path, line, error->message);
}
