/* SPDX-License-Identifier: Apache-2.0 */
/* Tables from text, for the tests of csv. */
#ifndef JIANFU_TESTS_TABLES_H
#define JIANFU_TESTS_TABLES_H

#include "support/support.h"

#include "jianfu/csv.h"

static inline jf_csv *read_bytes(const char *bytes, size_t size, const jf_csv_options *opts,
                                 jf_error *err)
{
    return jf_csv_read("folder/t.csv", (const uint8_t *)bytes, size, opts, err);
}

/* The table of a text that has to be one. */
static inline jf_csv *table_of(const char *text)
{
    jf_error error = {0};

    return assert_made(read_bytes(text, strlen(text), NULL, &error), &error);
}

/* The text is refused with this status, at this row. */
static inline void check_refused(const char *text, jf_status status, int32_t row,
                                 const char *message)
{
    jf_error error = {0};

    assert_null(read_bytes(text, strlen(text), NULL, &error));
    assert_string_equal(error.message, message);
    assert_int_equal(error.status, status);
    assert_int_equal(error.line, row);
}

static inline void check_cell(const jf_csv *table, size_t row, size_t column, const char *text)
{
    assert_non_null(jf_csv_text(table, row, column));
    assert_string_equal(jf_csv_text(table, row, column), text);
}

/* Every cell of a table whose rows are separated by '|' and cells by '^' in `wanted`. */
static inline void check_cells(const jf_csv *table, const char *wanted)
{
    char text[512];
    size_t used = 0;

    for (size_t row = 0; row < jf_csv_row_count(table); row++)
        for (size_t column = 0; column < jf_csv_column_count(table); column++) {
            const char *cell = jf_csv_text(table, row, column);

            assert_true(used + strlen(cell) + 2 < sizeof text);
            if (row > 0 || column > 0)
                text[used++] = column > 0 ? '^' : '|';
            memcpy(text + used, cell, strlen(cell));
            used += strlen(cell);
        }
    text[used] = '\0';
    assert_string_equal(text, wanted);
}

/* The text has to be a table with these cells. */
static inline void check_table(const char *text, const char *wanted)
{
    jf_csv *table = table_of(text);

    check_cells(table, wanted);
    jf_csv_free(table);
}

#endif
