/* SPDX-License-Identifier: Apache-2.0 */
/* Filling the caller's jf_error. Every failing path ends in one of these calls, as its value. */
#ifndef JIANFU_LIB_ERROR_H
#define JIANFU_LIB_ERROR_H

#include "jianfu/base.h"

#if defined(__GNUC__)
#define JF__PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define JF__PRINTF(text, first)
#endif

/* Writes status and message to err (which may be NULL), zeroes the numbers, returns status. */
jf_status jf__fail(jf_error *err, jf_status status, const char *format, ...) JF__PRINTF(3, 4);

/* As jf__fail, with the numbers of the failure. */
jf_status jf__fail_about(jf_error *err, jf_status status, int64_t subject, int64_t expected,
                         int64_t actual, const char *format, ...) JF__PRINTF(6, 7);

/* As jf__fail, at a line, row or offset of the input. */
jf_status jf__fail_at(jf_error *err, jf_status status, int32_t line, const char *format, ...)
    JF__PRINTF(4, 5);

jf_status jf__fail_memory(jf_error *err);

/* JF_E_ARGUMENT: the named argument must not be NULL. */
jf_status jf__fail_null(jf_error *err, const char *argument);

#endif
