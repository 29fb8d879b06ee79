/* SPDX-License-Identifier: Apache-2.0 */
/* A table that is read row by row is the table that is read whole, down to the failure; across the
 * ends of blocks too. */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "jianfu/csv.h"

static const char *path_of(const char *file)
{
    static char path[4096];

    (void)snprintf(path, sizeof path, "%s/%s", jf_test_scratch(), file);
    return path;
}

static const char *write_bytes(const char *bytes, size_t size)
{
    const char *path = path_of("rows.csv");
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* Compares rows up to the end, or to the failure of the reader; the rows read. */
static size_t compare_rows(jf_csv_reader *reader, const jf_csv *table, jf_error *error)
{
    size_t row = 0;
    bool has_row = false;

    while (jf_csv_reader_next(reader, &has_row, error) == JF_OK && has_row) {
        for (size_t column = 0; table && column < jf_csv_column_count(table); column++)
            assert_string_equal(jf_csv_reader_text(reader, column),
                                jf_csv_text(table, row, column));
        assert_int_equal(jf_csv_reader_line(reader), row + 2);
        row++;
    }
    return row;
}

/* Both readers on the same bytes: the same cells, or the same status at the same row. */
static void check_bytes(const char *bytes, size_t size, int32_t encoding)
{
    jf_csv_options opts = {.size = sizeof opts, .encoding = encoding};
    const char *path = write_bytes(bytes, size);
    jf_error whole = {0};
    jf_error by_row = {0};
    jf_csv *table = jf_csv_read_file(path, &opts, &whole);
    jf_csv_reader *reader = jf_csv_reader_new(path, &opts, &by_row);

    if (reader) {
        size_t rows = compare_rows(reader, table, &by_row);

        if (table)
            assert_int_equal(rows, jf_csv_row_count(table));
    }
    assert_int_equal(by_row.status, whole.status);
    if (whole.status && whole.status != JF_E_ENCODING)
        assert_string_equal(by_row.message, whole.message);
    assert_int_equal(by_row.line, whole.line);
    jf_csv_reader_free(reader);
    jf_csv_free(table);
}

static void likely_bytes_read_the_same(void **state)
{
    static const char *const pieces[] = {"a",    "\"x\"",  "\"a,\"\"b\"", "\"\n\"", " b ", "发文",
                                         "\n",   "\r\n",   ",",           "\"",     "",    "\r",
                                         "\xB9", "a\"b", "\xB9\xFA"};
    jf__random random = {81};
    int rounds = jf_test_long() ? 100000 : 3000;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        char text[1024] = "";
        uint32_t count = jf__random_below(&random, 24);

        strcpy(text, jf__random_below(&random, 3) ? "n,m\n" : "\xEF\xBB\xBFn,m\r\n");
        for (uint32_t i = 0; i < count; i++)
            strcat(text, i % 4 == 3   ? "\n"
                         : i % 4 == 1 ? ","
                                      : pieces[jf__random_below(&random, 15)]);
        check_bytes(text, strlen(text), JF_ENCODING_UTF_8);
        if (round % 4 == 0)
            check_bytes(text, strlen(text), JF_ENCODING_GB18030);
    }
}

/* Rows of every length, so that the ends of blocks fall on every kind of byte. */
static void blocks_end_anywhere(void **state)
{
    static const char *const cells[] = {"\"a\n,\"\"b\"", "发文字号", "1", "\"\"", "x y", "\"\r\n\""};
    jf__random random = {82};
    size_t capacity = (size_t)3 << 20;
    char *text = malloc(capacity + 8192);
    size_t size = 0;

    (void)state;
    assert_non_null(text);
    size = (size_t)sprintf(text, "编号,名称\n");
    while (size < capacity) {
        uint32_t repeat = jf__random_below(&random, 60);

        size += (size_t)sprintf(text + size, "%s,", cells[jf__random_below(&random, 6)]);
        for (uint32_t i = 0; i < repeat; i++)
            size += (size_t)sprintf(text + size, "%s", i % 2 ? "国" : "ab");
        size += (size_t)sprintf(text + size, jf__random_below(&random, 2) ? "\r\n" : "\n");
    }
    check_bytes(text, size, JF_ENCODING_DETECT);
    check_bytes(text, size - 1, JF_ENCODING_UTF_8);
    memset(text + size, '\n', 4000);
    check_bytes(text, size + 4000, JF_ENCODING_UTF_8);
    text[size + 4000] = 'x';
    check_bytes(text, size + 4001, JF_ENCODING_UTF_8);
    text[size / 2] = '"';
    check_bytes(text, size, JF_ENCODING_UTF_8);
    text[size / 2] = '\xFF';
    check_bytes(text, size, JF_ENCODING_UTF_8);
    free(text);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(likely_bytes_read_the_same),
        cmocka_unit_test(blocks_end_anywhere),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.csv_reader", tests, NULL, NULL);
}
