/* SPDX-License-Identifier: Apache-2.0 */
/* For clang-tidy only, which sees one file at a time: the jf__fail family returns the status it is
 * given, so there is no path on which it returns JF_OK. Included before every file of lib/ but
 * lib/base/error.c. */
#ifndef JIANFU_TESTS_ANALYZER_H
#define JIANFU_TESTS_ANALYZER_H

#include "base/error.h"

#define jf__fail(err, status, ...) (jf__fail((err), (status), __VA_ARGS__), (status))
#define jf__fail_at(err, status, ...) (jf__fail_at((err), (status), __VA_ARGS__), (status))
#define jf__fail_about(err, status, ...) (jf__fail_about((err), (status), __VA_ARGS__), (status))
#define jf__fail_memory(err) (jf__fail_memory(err), JF_E_NO_MEMORY)
#define jf__fail_null(err, argument) (jf__fail_null((err), (argument)), JF_E_ARGUMENT)

#endif
