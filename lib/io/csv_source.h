/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a file as UTF-8, a block at a time. */
#ifndef JIANFU_LIB_CSV_SOURCE_H
#define JIANFU_LIB_CSV_SOURCE_H

#include <stdio.h>

#include "io/csv.h"

typedef struct jf__csv_source {
    FILE *file;
    char *path;
    const jf_allocator *allocator;
    int32_t encoding; /* in use, never DETECT */
    bool was_detected;
    bool is_ended;      /* no byte is left in the file */
    bool has_converter; /* of GB18030 */
    iconv_t converter;
    jf__csv_bytes raw; /* of GB18030: bytes of the file that are not converted yet */
    uint64_t consumed; /* bytes of the file before those in raw; of UTF-8: before the block */
} jf__csv_source;

/* Opens the file and settles its encoding. The source is released whatever the outcome. */
jf_status jf__csv_source_open(jf__csv_source *source, const char *path, int32_t encoding,
                              const jf_allocator *allocator, jf_error *err);

/* Appends about a mebibyte to text, less at the end of the file; `name` and `row` (of the source,
 * of the first byte of text from `start` on) are for the message of a wrong byte of GB18030. */
jf_status jf__csv_source_read(jf__csv_source *source, jf__csv_bytes *text, const char *name,
                              size_t start, int32_t row, jf_error *err);

void jf__csv_source_release(jf__csv_source *source);

#endif
