/* SPDX-License-Identifier: Apache-2.0 */
/* A CSV table in memory and the steps that fill it: bytes, UTF-8 text, cells. */
#ifndef JIANFU_LIB_CSV_H
#define JIANFU_LIB_CSV_H

#include "base/array.h"
#include "base/text.h"
#include "jianfu/csv.h"

typedef JF__ARRAY(char) jf__csv_bytes;

struct jf_csv {
    jf_allocator allocator;
    char *name;                      /* of the file without its folder, for messages */
    jf__csv_bytes text;              /* every cell, NUL-terminated where it stood in the file */
    JF__ARRAY(uint32_t) cells;       /* offset in text of each cell, by row; row 0 is the header */
    jf__texts names;                 /* of the columns */
    JF__ARRAY(uint32_t) name_column; /* id of the name - 1 -> column */
    size_t column_count;
    size_t row_count; /* data rows */
    int32_t encoding;
};

/* What bounds a table; no zeros. */
typedef struct jf__csv_bounds {
    int32_t encoding;
    unsigned char separator;
    size_t column_max;
    size_t row_max;
    size_t byte_max;
} jf__csv_bounds;

/* Turns bytes into UTF-8 in place or in a new block, sets *encoding to the one that was used and
 * *start_out to the offset behind a byte order mark. One byte stays free at the end. */
jf_status jf__csv_decode(const char *name, jf__csv_bytes *bytes, int32_t *encoding,
                         size_t *start_out, const jf_allocator *allocator, jf_error *err);

/* Row of the source, from 1, that holds the byte at offset. */
int32_t jf__csv_row_of(const char *bytes, size_t offset);

/* Cuts text (UTF-8 without NUL, from `start` on) into cells, and names the columns. */
jf_status jf__csv_scan(jf_csv *table, size_t start, const jf__csv_bounds *bounds, jf_error *err);

/* Bytes of white space (space, tab, no-break and full-width space) that text begins with. */
size_t jf__csv_space_first(const char *text, size_t size);

/* The same at its end. */
size_t jf__csv_space_last(const char *text, size_t size);

/* JF_E_IO with the reason that errno gives, in English whatever the locale. */
jf_status jf__csv_fail_io(jf_error *err, const char *path, const char *action);

#endif
