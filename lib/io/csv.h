/* SPDX-License-Identifier: Apache-2.0 */
/* A CSV table in memory and the steps that fill it: bytes, UTF-8 text, cells. */
#ifndef JIANFU_LIB_CSV_H
#define JIANFU_LIB_CSV_H

#include <iconv.h>

#include "base/array.h"
#include "base/text.h"
#include "jianfu/csv.h"

typedef JF__ARRAY(char) jf__csv_bytes;

struct jf_csv {
    jf_allocator allocator;
    char *name;                      /* of the file without its folder, for messages */
    jf__csv_bytes text;              /* every cell, NUL-terminated where it stood in the file */
    size_t header_size; /* of the text that the header and its line end take; 0 = none yet */
    JF__ARRAY(uint32_t) cells;       /* offset in text of each cell, by row; row 0 is the header */
    jf__texts names;                 /* of the columns */
    JF__ARRAY(uint32_t) name_column; /* id of the name - 1 -> column */
    size_t column_count;
    size_t row_count; /* data rows */
    size_t rows_before; /* data rows of the source that came before these */
    int32_t encoding;
};

/* What bounds a table; no zeros. */
typedef struct jf__csv_bounds {
    int32_t encoding;
    unsigned char separator;
    size_t column_max;
    size_t row_max;
    size_t byte_max;
    bool ends_in_crlf; /* of a writer: each row */
    bool has_mark;     /* of a writer: the file begins with a byte order mark */
} jf__csv_bounds;

/* Turns bytes into UTF-8 in place or in a new block, sets *encoding to the one that was used and
 * *start_out to the offset behind a byte order mark. One byte stays free at the end. */
jf_status jf__csv_decode(const char *name, jf__csv_bytes *bytes, int32_t *encoding,
                         size_t *start_out, const jf_allocator *allocator, jf_error *err);

/* Bytes of the byte order mark that bytes begin with: 3 or 0. */
size_t jf__csv_mark_size(const jf__csv_bytes *bytes);

/* What first_wrong offsets are when there is none. */
#define JF__CSV_NONE_WRONG SIZE_MAX

/* Offset of the first byte from `start` on that is not UTF-8. */
size_t jf__csv_not_utf8(const jf__csv_bytes *bytes, size_t start);

/* Opens a converter from GB18030 to UTF-8 or back. */
jf_status jf__csv_converter(const char *to, const char *from, iconv_t *converter_out,
                            jf_error *err);

/* Row, from 1, that holds the byte at offset of bytes that begin with a row. */
int32_t jf__csv_row_of(const char *bytes, size_t offset);

/* JF_E_ENCODING at a row of the source and an offset in it. */
jf_status jf__csv_fail_encoding(jf_error *err, const char *name, int32_t row, size_t wrong,
                                const char *problem);

/* Cuts text (UTF-8, from `start` on) into cells: the header, whose columns get names, where there
 * is none yet, then rows. When a row is wrong, those before it are there. */
jf_status jf__csv_scan(jf_csv *table, size_t start, const jf__csv_bounds *bounds, jf_error *err);

/* Reads the options of a reader or writer. */
jf_status jf__csv_bounds_read(jf__csv_bounds *bounds_out, jf_allocator *allocator_out,
                              const jf_csv_options *opts, jf_error *err);

/* An empty table with the name of the file that path is. */
jf_csv *jf__csv_new(const char *path, const jf_allocator *allocator, jf_error *err);

/* Bytes of white space (space, tab, no-break and full-width space) that text begins with. */
size_t jf__csv_space_first(const char *text, size_t size);

/* The same at its end. */
size_t jf__csv_space_last(const char *text, size_t size);

/* JF_E_IO with the reason that errno gives, in English whatever the locale. */
jf_status jf__csv_fail_io(jf_error *err, const char *path, const char *action);

#endif
