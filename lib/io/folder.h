/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of jf_folder: its tables, and cells read by column name; errors name the place. */
#ifndef JIANFU_LIB_FOLDER_H
#define JIANFU_LIB_FOLDER_H

#include "base/alloc.h"
#include "base/error.h"
#include "io/csv_sheet.h"
#include "jianfu/csv.h"
#include "jianfu/folder.h"

typedef enum jf__file {
    JF__FILE_ORG,
    JF__FILE_KINDS,
    JF__FILE_SETTINGS,
    JF__FILE_CALENDAR,
    JF__FILE_DOCUMENTS,
    JF__FILE_QUOTA,
    JF__FILE_MEETINGS,
    JF__FILE_ATTENDEES,
    JF__FILE_ROOMS,
    JF__FILE_ROOM_HOURS,
    JF__FILE_CLASSES,
    JF__FILE_CONFLICTS,
    JF__FILE_BLACKOUTS,
    JF__FILE_BUSY,
    JF__FILE_UNAVAILABLE,
    JF__FILE_COUNT
} jf__file;

struct jf_folder {
    jf_allocator allocator;
    bool keeps_wrong_dates;
    jf_csv *tables[JF__FILE_COUNT]; /* NULL = not there */
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
};

/* One row of one table; `err` is where its failures go. */
typedef struct jf__row {
    const jf_folder *folder;
    const jf_csv *table;
    const char *file;
    size_t row;
    jf_error *err;
} jf__row;

/* Name of a file, for instance "org.csv". */
const char *jf__file_name(jf__file file);

/* Row 0 of a file's table, which must be there; row.row may then be counted up. */
jf__row jf__row_first(const jf_folder *folder, jf__file file, jf_error *err);

/* JF_OK when every one of the `;`-separated columns exists. */
jf_status jf__table_requires(const jf_folder *folder, jf__file file, const char *names,
                             jf_error *err);

/* "" where the column is not there. */
const char *jf__row_text(const jf__row *row, const char *column);

/* Number in least..most; `fallback` where the cell or column is empty. */
jf_status jf__row_integer(const jf__row *row, const char *column, int64_t fallback, int64_t least,
                          int64_t most, int64_t *out);
jf_status jf__row_int32(const jf__row *row, const char *column, int32_t fallback, int32_t least,
                        int32_t most, int32_t *out);

/* JF_DAY_NONE where the cell or column is empty. */
jf_status jf__row_day(const jf__row *row, const char *column, jf_day *out);

/* As jf__row_day, but an empty cell is an error. */
jf_status jf__row_needs_day(const jf__row *row, const char *column, jf_day *out);

/* Position of the cell in `names` (a NULL ends them); empty = 0. */
jf_status jf__row_choice(const jf__row *row, const char *column, const char *const *names,
                         int32_t *out);

/* Node given as id or name; 0 where the cell is empty. */
jf_status jf__row_node(const jf__row *row, const char *column, const jf_tree *tree, int64_t *out);

/* As jf__row_node, but an empty cell is an error. */
jf_status jf__row_needs_node(const jf__row *row, const char *column, const jf_tree *tree,
                             int64_t *out);

/* Node of one text. */
jf_status jf__row_node_of(const jf__row *row, const char *column, const jf_tree *tree,
                          const char *text, int64_t *out);

/* Failure at this row and column: "documents.csv row 7, sponsor: …". */
jf_status jf__row_fail(const jf__row *row, const char *column, jf_status status,
                       const char *problem);

/* Bytes of the longest piece of a list, with its NUL. */
#define JF__PIECE_SIZE 512

/* Next piece of a `;`-separated list without the white space around it; *rest moves on and is
 * NULL at the end. False at the end. A piece that is too long is cut; texts of that length are no
 * names. */
bool jf__list_next(const char **rest, char piece[JF__PIECE_SIZE]);

#endif
