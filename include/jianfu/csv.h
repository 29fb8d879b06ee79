/* SPDX-License-Identifier: Apache-2.0 */
/* CSV tables (RFC 4180) in UTF-8 or GB18030, with errors that name row and column.
 *
 * A table is read whole and immutable afterwards; cells are looked up by row and column name. A
 * header cell may hold several names joined by '/', each of which finds the column, as does the
 * whole. Rows are counted as a spreadsheet counts them: the header is row 1, and a row with line
 * breaks inside quotes is one row. White space is space, tab, no-break and full-width space.
 */
#ifndef JIANFU_CSV_H
#define JIANFU_CSV_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A table of text cells. */
typedef struct jf_csv jf_csv;

/** Encodings of a file. */
typedef enum jf_encoding {
    JF_ENCODING_DETECT = 0, /**< byte order mark, else strict UTF-8, else GB18030 */
    JF_ENCODING_UTF_8 = 1,
    JF_ENCODING_GB18030 = 2
} jf_encoding;

/** Options of reading; zero means default. */
typedef struct jf_csv_options {
    uint32_t size;      /**< sizeof(jf_csv_options) */
    int32_t encoding;   /**< a jf_encoding */
    int32_t separator;  /**< one ASCII character, neither quote nor line end; 0 = comma */
    int32_t column_max; /**< 0 = 256 */
    int64_t row_max;    /**< data rows, at most 2^30; 0 = 16,777,216 */
    int64_t byte_max;   /**< size of the input, at most 2^31; 0 = 1 GiB */
    jf_allocator allocator;
} jf_csv_options;

/** Reads a file. Lines end in LF or CR LF, the last one may go without; blank lines at the end are
 * ignored. A byte order mark is no part of the first name. O(size); memory: the text, and four
 * bytes a cell.
 * JF_E_ARGUMENT; JF_E_IO: it cannot be read (the message says why); JF_E_RANGE: larger than
 * byte_max; JF_E_UNSUPPORTED: this system's iconv has no GB18030; JF_E_ENCODING: err->line is the
 * row and err->actual the offset of the first wrong byte in the file (where both encodings fail, of
 * the one that went further); then the first wrong row, err->line: JF_E_TEXT: an embedded NUL
 * anywhere, an empty file, an empty or repeated column name, a quote that is not closed, stands
 * inside an unquoted cell or is followed by text, a carriage return without line feed outside
 * quotes, a row with too few or too many cells (a blank row has none, but in a table of one column
 * it is an empty cell); JF_E_RANGE: over row_max or column_max, or a cell over 65,535 bytes. */
JF_API jf_csv *jf_csv_read_file(const char *path, const jf_csv_options *opts, jf_error *err);

/** As jf_csv_read_file, from memory; `name` stands for the path in messages. */
JF_API jf_csv *jf_csv_read(const char *name, const uint8_t *bytes, size_t byte_count,
                           const jf_csv_options *opts, jf_error *err);

/** NULL is allowed. */
JF_API void jf_csv_free(jf_csv *self);

/** Encoding that was used, a jf_encoding other than DETECT. */
JF_API int32_t jf_csv_encoding(const jf_csv *self);

/** Number of data rows (the header is not one) and of columns. */
JF_API size_t jf_csv_row_count(const jf_csv *self);
JF_API size_t jf_csv_column_count(const jf_csv *self);

/** Row of the source that a data row is (2 is the first data row); 0 beyond the end. */
JF_API int32_t jf_csv_row_line(const jf_csv *self, size_t row);

/** Header cell of a column as found; NULL beyond the end. */
JF_API const char *jf_csv_column_name(const jf_csv *self, size_t column);

/** Column that carries this name. JF_E_NOT_FOUND (the message names file and column). */
JF_API jf_status jf_csv_column(const jf_csv *self, const char *name, size_t *column_out,
                               jf_error *err);

/** Whether a column carries this name. */
JF_API bool jf_csv_has_column(const jf_csv *self, const char *name);

/** Text of a cell; NULL beyond the end. White space around it is removed, but a quoted cell is kept
 * as it is. */
JF_API const char *jf_csv_text(const jf_csv *self, size_t row, size_t column);

/** Cell as a whole number, white space around it ignored; an empty cell gives `fallback`.
 * JF_E_RANGE: no such cell; JF_E_TEXT: not an optional sign and digits 0 to 9 (full-width digits
 * are told apart in the message); JF_E_RANGE: outside 64 bits. err->line is the row, the message
 * names the column. */
JF_API jf_status jf_csv_integer(const jf_csv *self, size_t row, size_t column, int64_t fallback,
                                int64_t *value_out, jf_error *err);

/** Cell as a day ("YYYY-MM-DD"), white space around it ignored; an empty cell gives JF_DAY_NONE.
 * JF_E_RANGE: no such cell; JF_E_TEXT: another form; JF_E_RANGE: no such day. Else as
 * jf_csv_integer. */
JF_API jf_status jf_csv_day(const jf_csv *self, size_t row, size_t column, jf_day *day_out,
                            jf_error *err);

/** A table being written. */
typedef struct jf_csv_writer jf_csv_writer;

/** An empty table; only the allocator of `opts` is used (NULL = default). */
JF_API jf_csv_writer *jf_csv_writer_new(const jf_csv_options *opts, jf_error *err);

/** NULL is allowed. */
JF_API void jf_csv_writer_free(jf_csv_writer *self);

/** Appends a cell to the current row, quoted where a reader would change it otherwise.
 * JF_E_RANGE: over 65,535 bytes; JF_E_ENCODING: not UTF-8. */
JF_API jf_status jf_csv_writer_text(jf_csv_writer *self, const char *text, jf_error *err);
JF_API jf_status jf_csv_writer_integer(jf_csv_writer *self, int64_t value, jf_error *err);

/** Appends a day as "YYYY-MM-DD", an empty cell for JF_DAY_NONE. JF_E_RANGE. */
JF_API jf_status jf_csv_writer_day(jf_csv_writer *self, jf_day day, jf_error *err);

/** Ends the current row. JF_E_STATE: the row has no cell, or another number of cells than the first
 * one (err->expected, err->actual). */
JF_API jf_status jf_csv_writer_end_row(jf_csv_writer *self, jf_error *err);

/** The table so far, an open row included, as UTF-8 text with LF; lives until the next call. */
JF_API const char *jf_csv_writer_result(const jf_csv_writer *self);

/** Writes the table to a file, whole or not at all (a new file beside it that is then renamed).
 * JF_E_STATE: a row is open; JF_E_IO. */
JF_API jf_status jf_csv_writer_save(const jf_csv_writer *self, const char *path, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
