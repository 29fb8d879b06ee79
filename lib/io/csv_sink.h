/* SPDX-License-Identifier: Apache-2.0 */
/* A file that is written whole or not at all: a new file beside it, renamed when it is complete. */
#ifndef JIANFU_LIB_CSV_SINK_H
#define JIANFU_LIB_CSV_SINK_H

#include <stdio.h>

#include "io/csv.h"

typedef struct jf__csv_sink {
    const jf_allocator *allocator;
    FILE *file;      /* NULL = not open */
    char *path;
    char *temporary; /* name of the new file */
    bool has_converter;
    iconv_t converter; /* to GB18030 */
} jf__csv_sink;

/* Opens the new file and writes the byte order mark that the bounds ask for. The sink is dropped
 * whatever the outcome. */
jf_status jf__csv_sink_open(jf__csv_sink *sink, const char *path, const jf__csv_bounds *bounds,
                            const jf_allocator *allocator, jf_error *err);

/* Writes text in UTF-8, which ends with a whole character, in the encoding of the file. */
jf_status jf__csv_sink_write(jf__csv_sink *sink, const char *text, size_t size, jf_error *err);

/* Makes the new file the file at path. */
jf_status jf__csv_sink_finish(jf__csv_sink *sink, jf_error *err);

/* Closes and removes a new file that was not finished. */
void jf__csv_sink_drop(jf__csv_sink *sink);

#endif
