/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "jianfu/csv.h"

static const char *saved(const char *text)
{
    static char path[512];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/reader.csv", jf_test_scratch());
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

static jf_csv_reader *reader_of(const char *text)
{
    jf_error error = {0};

    return assert_made(jf_csv_reader_new(saved(text), NULL, &error), &error);
}

static bool next(jf_csv_reader *reader)
{
    bool has_row = false;

    assert_ok(jf_csv_reader_next(reader, &has_row, err));
    return has_row;
}

static void rows_come_one_after_the_other(void **state)
{
    jf_csv_reader *reader = reader_of("编号/id,日期,名称\r\n1,2023-06-30,\"甲\n科\"\r\n-2,, b \n");
    size_t column = 9;
    int64_t number = 0;
    jf_day day = 0;

    (void)state;
    assert_int_equal(jf_csv_reader_encoding(reader), JF_ENCODING_UTF_8);
    assert_int_equal(jf_csv_reader_column_count(reader), 3);
    assert_string_equal(jf_csv_reader_column_name(reader, 0), "编号/id");
    assert_ok(jf_csv_reader_column(reader, "名称", &column, err));
    assert_int_equal(column, 2);
    assert_fails(JF_E_NOT_FOUND, jf_csv_reader_column(reader, "无", &column, err));
    assert_true(next(reader));
    assert_int_equal(jf_csv_reader_line(reader), 2);
    assert_string_equal(jf_csv_reader_text(reader, 2), "甲\n科");
    assert_ok(jf_csv_reader_day(reader, 1, &day, err));
    assert_int_equal(day, 19538);
    assert_true(next(reader));
    assert_ok(jf_csv_reader_integer(reader, 0, 0, &number, err));
    assert_int_equal(number, -2);
    assert_string_equal(jf_csv_reader_text(reader, 2), "b");
    assert_false(next(reader));
    assert_false(next(reader));
    jf_csv_reader_free(reader);
}

static void without_a_current_row_there_are_no_cells(void **state)
{
    jf_csv_reader *reader = reader_of("a\n1\n");
    int64_t number = 7;
    jf_day day;

    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_null(jf_csv_reader_text(reader, 0));
        assert_int_equal(jf_csv_reader_line(reader), 0);
        assert_fails(JF_E_RANGE, jf_csv_reader_integer(reader, 0, 0, &number, err));
        assert_fails(JF_E_RANGE, jf_csv_reader_day(reader, 0, &day, err));
        assert_int_equal(number, 7);
        (void)next(reader);
        (void)next(reader);
    }
    jf_csv_reader_free(reader);
}

static void a_wrong_row_is_told_after_those_before_it(void **state)
{
    jf_csv_reader *reader = reader_of("a,b\n1,2\n3\n4,5\n");
    bool has_row = true;

    (void)state;
    assert_true(next(reader));
    for (int i = 0; i < 2; i++) {
        jf_error error = {0};

        assert_int_equal(jf_csv_reader_next(reader, &has_row, &error), JF_E_TEXT);
        assert_int_equal(error.line, 3);
        assert_null(jf_csv_reader_text(reader, 0));
    }
    assert_true(has_row);
    jf_csv_reader_free(reader);
}

static void the_header_is_read_when_the_file_is_opened(void **state)
{
    jf_csv_options pipe = {.size = sizeof pipe};
    jf_error error = {0};

    (void)state;
    assert_null(jf_csv_reader_new(saved(""), NULL, &error));
    assert_int_equal(error.status, JF_E_TEXT);
    assert_null(jf_csv_reader_new(saved("a,a\n1,2\n"), NULL, &error));
    assert_int_equal(error.status, JF_E_TEXT);
    assert_null(jf_csv_reader_new("/no/such/file.csv", NULL, &error));
    assert_int_equal(error.status, JF_E_IO);
    assert_null(jf_csv_reader_new(jf_test_scratch(), NULL, &error));
    assert_int_equal(error.status, JF_E_IO);
    assert_null(jf_csv_reader_new(NULL, NULL, &error));
    pipe.encoding = 3;
    assert_null(jf_csv_reader_new(saved("a\n"), &pipe, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
}

static void gb18030_is_detected_and_told_where_it_ends(void **state)
{
    jf_csv_reader *reader = reader_of("a,b\n1,\xB0\xEC\xB9\xAB\n");
    jf_csv_reader *marked;
    jf_error error = {0};

    (void)state;
    assert_int_equal(jf_csv_reader_encoding(reader), JF_ENCODING_GB18030);
    assert_true(next(reader));
    assert_string_equal(jf_csv_reader_text(reader, 1), "办公");
    jf_csv_reader_free(reader);
    marked = reader_of("\xEF\xBB\xBFid\n\xE9\x80\x9A\n");
    assert_string_equal(jf_csv_reader_column_name(marked, 0), "id");
    jf_csv_reader_free(marked);
    assert_null(jf_csv_reader_new(saved("a,b\n1,\xCD\xFF\n"), NULL, &error));
    assert_int_equal(error.status, JF_E_ENCODING);
    assert_int_equal(error.line, 2);
    assert_int_equal(error.actual, 6);
    assert_null(jf_csv_reader_new(saved("\xEF\xBB\xBF" "a\n\xCD\n"), NULL, &error));
    assert_int_equal(error.status, JF_E_ENCODING);
}

static size_t largest; /* memory in use at its highest */
static size_t in_use;

static void *reallocate(void *block, size_t size, void *user)
{
    size_t *head = realloc(block ? (char *)block - 16 : NULL, size + 16);

    (void)user;
    if (!head)
        return NULL;
    in_use += size - (block ? *head : 0);
    *head = size;
    largest = in_use > largest ? in_use : largest;
    return (char *)head + 16;
}

static void *allocate(size_t size, void *user)
{
    return reallocate(NULL, size, user);
}

static void release(void *block, void *user)
{
    char *head = (char *)block - 16;
    size_t size;

    (void)user;
    memcpy(&size, head, sizeof size);
    in_use -= size;
    free(head);
}

static void a_million_rows_take_the_memory_of_a_block(void **state)
{
    jf_csv_options opts = {.size = sizeof opts,
                           .allocator = {allocate, reallocate, release, NULL}};
    jf_error error = {0};
    char path[512];
    jf_csv_writer *writer;
    jf_csv_reader *reader;
    size_t rows = 0;

    (void)state;
    (void)snprintf(path, sizeof path, "%s/million.csv", jf_test_scratch());
    writer = assert_made(jf_csv_writer_open(path, &opts, &error), &error);
    for (int64_t i = 0; i <= 1000000; i++) {
        assert_ok(jf_csv_writer_integer(writer, i, err));
        assert_ok(jf_csv_writer_text(writer, "关于做好有关工作的通知", err));
        assert_ok(jf_csv_writer_end_row(writer, err));
    }
    assert_ok(jf_csv_writer_finish(writer, err));
    jf_csv_writer_free(writer);
    assert_true(largest < ((size_t)4 << 20));
    largest = 0;
    reader = assert_made(jf_csv_reader_new(path, &opts, &error), &error);
    while (next(reader))
        rows++;
    assert_int_equal(rows, 1000000);
    jf_csv_reader_free(reader);
    assert_true(largest < ((size_t)8 << 20));
    assert_int_equal(in_use, 0);
    assert_int_equal(remove(path), 0);
}

static void arguments_are_checked(void **state)
{
    bool has_row;
    size_t column;

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_csv_reader_next(NULL, &has_row, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_reader_column(NULL, "a", &column, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_reader_check(NULL, JF_SHEET_ORG, err));
    assert_int_equal(jf_csv_reader_encoding(NULL), JF_ENCODING_DETECT);
    assert_int_equal(jf_csv_reader_column_count(NULL), 0);
    assert_null(jf_csv_reader_column_name(NULL, 0));
    assert_null(jf_csv_reader_text(NULL, 0));
    jf_csv_reader_free(NULL);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_one_after_the_other),
        cmocka_unit_test(without_a_current_row_there_are_no_cells),
        cmocka_unit_test(a_wrong_row_is_told_after_those_before_it),
        cmocka_unit_test(the_header_is_read_when_the_file_is_opened),
        cmocka_unit_test(gb18030_is_detected_and_told_where_it_ends),
        cmocka_unit_test(a_million_rows_take_the_memory_of_a_block),
        cmocka_unit_test(arguments_are_checked),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("io.csv_reader", tests, NULL, NULL);
}
