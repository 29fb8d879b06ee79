/* SPDX-License-Identifier: Apache-2.0 */
/* Reading and writing records that begin with `uint32_t size`, across versions of the library.
 * Smaller than known: the missing tail is zero. Larger: the unknown tail must be all zero.
 * The rules are those of Linux's extensible-struct helper (copy_struct_from_user). */
#ifndef JIANFU_LIB_RECORDS_H
#define JIANFU_LIB_RECORDS_H

#include "jianfu/base.h"

/* A record larger than this is an argument error, whatever it holds. */
#define JF__RECORD_MAX 4096U

/* Copies *record to *out (out_size bytes, out->size = out_size). `what` names it in messages. */
jf_status jf__record_read(void *out, size_t out_size, const void *record, const char *what,
                          jf_error *err);

/* As jf__record_read, but NULL gives a record of zeros (all defaults). */
jf_status jf__options_read(void *out, size_t out_size, const void *options, const char *what,
                           jf_error *err);

/* JF_OK when *record_out carries a size that can be written to. */
jf_status jf__record_writable(const void *record_out, const char *what, jf_error *err);

/* Copies min(size of *record_out, source_size) bytes; keeps record_out->size, zeroes its rest. */
void jf__record_write(void *record_out, const void *source, size_t source_size);

#endif
