/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of input that cannot be used. Each of these ends the program with status 2. */
#ifndef JIANFU_TESTS_BENCH_WATCH_INPUT_H
#define JIANFU_TESTS_BENCH_WATCH_INPUT_H

#include <stdbool.h>

#include "jianfu/base.h"

/* Line 0 = the whole file. */
_Noreturn void input_refuse(const char *path, int line, const char *what);

/* Refuses unless the condition holds. */
void input_require(bool condition, const char *path, int line, const char *what);

/* Refuses with the message of the library unless the status is JF_OK. */
void input_expect(jf_status status, const jf_error *error, const char *path, int line);

#endif
