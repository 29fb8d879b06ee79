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

/** Line ends that a writer may use; a reader takes both. */
typedef enum jf_line_end {
    JF_LINE_END_LF = 0,
    JF_LINE_END_CRLF = 1
} jf_line_end;

/** Options of reading and writing; zero means default. A writer uses encoding (0 = UTF-8),
 * separator, line_end and mark, a reader all but the last two. */
typedef struct jf_csv_options {
    uint32_t size;      /**< sizeof(jf_csv_options) */
    int32_t encoding;   /**< a jf_encoding */
    int32_t separator;  /**< one ASCII character, neither quote nor line end; 0 = comma */
    int32_t line_end;   /**< a jf_line_end */
    int32_t mark;       /**< 1: the file begins with a byte order mark */
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

/** A table that is read row by row, in memory that does not grow with the file: a block of a
 * mebibyte, or a few of the longest row. One row is current; a live handle. */
typedef struct jf_csv_reader jf_csv_reader;

/** Opens a file and reads its header; options as for jf_csv_read_file, but byte_max means nothing
 * here. To detect an encoding the file is read twice.
 * JF_E_ARGUMENT; JF_E_IO; JF_E_UNSUPPORTED: this system's iconv has no GB18030, or the encoding of
 * what can be read only once (a pipe) is to be detected; else as jf_csv_read_file. */
JF_API jf_csv_reader *jf_csv_reader_new(const char *path, const jf_csv_options *opts,
                                        jf_error *err);

/** NULL is allowed. */
JF_API void jf_csv_reader_free(jf_csv_reader *self);

/** Makes the next row current; at the end has_row_out is false, and no row is current. Rows are
 * checked as jf_csv_read_file checks them. After a failure no row is current, and the same failure
 * is told again: what has been read of a file is gone. */
JF_API jf_status jf_csv_reader_next(jf_csv_reader *self, bool *has_row_out, jf_error *err);

/** Encoding that is used, a jf_encoding other than DETECT. */
JF_API int32_t jf_csv_reader_encoding(const jf_csv_reader *self);

/** As the functions of jf_csv, for the current row (0, NULL or JF_E_RANGE where there is none). */
JF_API int32_t jf_csv_reader_line(const jf_csv_reader *self);
JF_API size_t jf_csv_reader_column_count(const jf_csv_reader *self);
JF_API const char *jf_csv_reader_column_name(const jf_csv_reader *self, size_t column);
JF_API jf_status jf_csv_reader_column(const jf_csv_reader *self, const char *name,
                                      size_t *column_out, jf_error *err);
JF_API const char *jf_csv_reader_text(const jf_csv_reader *self, size_t column);
JF_API jf_status jf_csv_reader_integer(const jf_csv_reader *self, size_t column, int64_t fallback,
                                       int64_t *value_out, jf_error *err);
JF_API jf_status jf_csv_reader_day(const jf_csv_reader *self, size_t column, jf_day *day_out,
                                   jf_error *err);

/** A table being written. */
typedef struct jf_csv_writer jf_csv_writer;

/** An empty table in memory. Encoding and byte order mark are those of the file that it is saved
 * to. Statuses of options as jf_csv_read. */
JF_API jf_csv_writer *jf_csv_writer_new(const jf_csv_options *opts, jf_error *err);

/** A table that goes to a file row by row, in memory that does not grow with it;
 * jf_csv_writer_finish makes it the file at `path`, before that nothing is there. Statuses of
 * options as jf_csv_read; JF_E_UNSUPPORTED; JF_E_IO. */
JF_API jf_csv_writer *jf_csv_writer_open(const char *path, const jf_csv_options *opts,
                                         jf_error *err);

/** NULL is allowed. */
JF_API void jf_csv_writer_free(jf_csv_writer *self);

/** Begins with the header of a sheet, a jf_sheet; each cell after it is checked as jf_csv_check
 * checks it. JF_E_STATE: finished; JF_E_ARGUMENT: no such sheet; JF_E_STATE: it has cells. */
JF_API jf_status jf_csv_writer_begin_sheet(jf_csv_writer *self, int32_t sheet, jf_error *err);

/** Appends a cell to the current row, quoted where a reader would change it otherwise.
 * JF_E_STATE: finished; JF_E_RANGE: over 65,535 bytes; JF_E_ENCODING: not UTF-8; of a sheet:
 * JF_E_RANGE, JF_E_TEXT: no value of its column. */
JF_API jf_status jf_csv_writer_text(jf_csv_writer *self, const char *text, jf_error *err);
JF_API jf_status jf_csv_writer_integer(jf_csv_writer *self, int64_t value, jf_error *err);

/** Appends a day as "YYYY-MM-DD", an empty cell for JF_DAY_NONE. JF_E_RANGE. */
JF_API jf_status jf_csv_writer_day(jf_csv_writer *self, jf_day day, jf_error *err);

/** Ends the current row. JF_E_STATE: finished, the row has no cell, or another number of cells than
 * the first one (err->expected, err->actual); JF_E_IO: of a table that goes to a file, which ends
 * it. */
JF_API jf_status jf_csv_writer_end_row(jf_csv_writer *self, jf_error *err);

/** The table so far, an open row included, as UTF-8 text; lives until the next call. Of a table
 * that goes to a file, what has not gone there yet. */
JF_API const char *jf_csv_writer_result(const jf_csv_writer *self);

/** Writes the table to a file, whole or not at all (a new file beside it that is then renamed).
 * JF_E_STATE: a row is open, or the table goes to a file row by row; JF_E_UNSUPPORTED; JF_E_IO. */
JF_API jf_status jf_csv_writer_save(const jf_csv_writer *self, const char *path, jf_error *err);

/** Ends a table that goes to a file: all of it is there now, or nothing is. JF_E_STATE: finished,
 * no such table, or a row is open; JF_E_IO. */
JF_API jf_status jf_csv_writer_finish(jf_csv_writer *self, jf_error *err);

/** The spreadsheets of a folder that have a fixed form (docs/FORMATS.md). */
typedef enum jf_sheet {
    JF_SHEET_ORG = 1,
    JF_SHEET_CALENDAR = 2,
    JF_SHEET_DOCUMENTS = 3,
    JF_SHEET_QUOTA = 4,
    JF_SHEET_MEETINGS = 5,
    JF_SHEET_ATTENDEES = 6,
    JF_SHEET_OVERSIGHT = 7,
    JF_SHEET_APPROVALS = 8
} jf_sheet;

/** File name of a sheet, for instance "org.csv"; NULL for any other number. */
JF_API const char *jf_sheet_file(int32_t sheet);

/** Number of columns of a sheet; 0 for any other number. */
JF_API size_t jf_sheet_column_count(int32_t sheet);

/** Header of a column, in English and Chinese where both are in use ("title/..."); NULL beyond the
 * end. */
JF_API const char *jf_sheet_column_name(int32_t sheet, size_t column);

/** Whether a table is that sheet: columns that are required are there, and each cell of a known
 * column is a value of it (a number in its range, a day, 0 or 1, a word); other columns are left
 * alone. The first wrong cell fails, in rows, then columns: err->line is the row.
 * JF_E_ARGUMENT: no such sheet; JF_E_NOT_FOUND: a column; JF_E_TEXT; JF_E_RANGE. O(cells). */
JF_API jf_status jf_csv_check(const jf_csv *self, int32_t sheet, jf_error *err);

/** As jf_csv_check, for the current row of a reader (which the header is, before the first). */
JF_API jf_status jf_csv_reader_check(const jf_csv_reader *self, int32_t sheet, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
