/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

#include <stdio.h>
#include <stdlib.h>

static void lines_end_in_lf_or_crlf(void **state)
{
    (void)state;
    check_table("a,b\n1,2\n3,4\n", "1^2|3^4");
    check_table("a,b\r\n1,2\r\n3,4\r\n", "1^2|3^4");
    check_table("a,b\r\n1,2\n3,4\r\n", "1^2|3^4");
}

static void last_line_may_go_without_end(void **state)
{
    (void)state;
    check_table("a,b\n1,2", "1^2");
    check_table("a,b\n1,", "1^");
    check_table("a,b\n\"1\",\"2\"", "1^2");
    check_table("a", "");
}

static void blank_lines_at_the_end_are_ignored(void **state)
{
    (void)state;
    check_table("a,b\n1,2\n\n\n", "1^2");
    check_table("a,b\r\n1,2\r\n\r\n\n", "1^2");
    check_table("a\n1\n\n\n", "1");
    check_table("a\n\n\n", "");
}

static void blank_line_inside_is_an_error(void **state)
{
    (void)state;
    check_refused("a,b\n\n1,2\n", JF_E_TEXT, 2, "t.csv row 2: 0 cells, header has 2");
    check_refused("a,b\r\n1,2\r\n\r\n1,2\r\n", JF_E_TEXT, 3, "t.csv row 3: 0 cells, header has 2");
}

static void blank_line_is_an_empty_cell_of_one_column(void **state)
{
    (void)state;
    check_table("a\n1\n\n\r\n2\n", "1|||2");
    check_table("a\n1\n\"\"\n", "1|");
}

static void header_alone_is_a_table_without_rows(void **state)
{
    jf_csv *table = table_of("a,b,c\n");

    (void)state;
    assert_int_equal(jf_csv_row_count(table), 0);
    assert_int_equal(jf_csv_column_count(table), 3);
    jf_csv_free(table);
}

static void row_too_short_or_too_long_is_told_with_numbers(void **state)
{
    (void)state;
    check_refused("a,b,c\n1,2,3\n4,5\n", JF_E_TEXT, 3, "t.csv row 3: 2 cells, header has 3");
    check_refused("a,b,c\n4\n", JF_E_TEXT, 2, "t.csv row 2: 1 cell, header has 3");
    check_refused("a,b\n1,2,3,,\n", JF_E_TEXT, 2, "t.csv row 2: 5 cells, header has 2");
    check_refused("a\n1,2\n", JF_E_TEXT, 2, "t.csv row 2: 2 cells, header has 1");
}

static void quoted_cells_hold_anything(void **state)
{
    (void)state;
    check_table("a,b\n\"1,2\",\"x\ny\"\n", "1,2^x\ny");
    check_table("a,b\n\"say \"\"no\"\"\",\"\"\"\"\n", "say \"no\"^\"");
    check_table("a,b\n\"\"\"\"\"\",\"\"\n", "\"\"^");
    check_table("\"a\",\"b\"\n1,\"2\"\r\n", "1^2");
}

static void carriage_return_inside_quotes_is_kept(void **state)
{
    (void)state;
    check_table("a,b\n\"x\r\ny\",\"x\ry\r\"\r\n", "x\r\ny^x\ry\r");
}

static void carriage_return_alone_is_an_error(void **state)
{
    (void)state;
    check_refused("a,b\rc,d\r", JF_E_TEXT, 1,
                  "t.csv row 1, cell 2: a carriage return without line feed");
    check_refused("a,b\n1,2\r", JF_E_TEXT, 2,
                  "t.csv row 2, cell 2: a carriage return without line feed");
    check_refused("a,b\n\"1\"\r,2", JF_E_TEXT, 2,
                  "t.csv row 2, cell 1: a carriage return without line feed");
}

static void quote_that_is_not_closed_is_an_error(void **state)
{
    (void)state;
    check_refused("a,b\n1,\"2\n3,4\n", JF_E_TEXT, 2,
                  "t.csv row 2, cell 2: the quote that opens it is never closed");
    check_refused("a,b\n1,\"2\"\"\n", JF_E_TEXT, 2,
                  "t.csv row 2, cell 2: the quote that opens it is never closed");
    check_refused("\"", JF_E_TEXT, 1,
                  "t.csv row 1, cell 1: the quote that opens it is never closed");
}

static void quote_in_the_wrong_place_is_an_error(void **state)
{
    (void)state;
    check_refused("a,b\nx\"y\",2\n", JF_E_TEXT, 2,
                  "t.csv row 2, cell 1: a quote inside a cell that is not quoted");
    check_refused("a,b\n1, \"2\"\n", JF_E_TEXT, 2,
                  "t.csv row 2, cell 2: a quote inside a cell that is not quoted");
    check_refused("a,b\n\"1\"x,2\n", JF_E_TEXT, 2,
                  "t.csv row 2, cell 1: text behind the closing quote");
    check_refused("a,b\n\"1\" ,2\n", JF_E_TEXT, 2,
                  "t.csv row 2, cell 1: text behind the closing quote");
}

static void chinese_quotes_and_commas_are_text(void **state)
{
    (void)state;
    check_table("a,b\n“三重一大”，全文,2\n", "“三重一大”，全文^2");
    check_refused("a,b\n1，2\n", JF_E_TEXT, 2, "t.csv row 2: 1 cell, header has 2");
}

static void white_space_around_unquoted_cells_is_removed(void **state)
{
    (void)state;
    check_table("a,b\n  1\t,\xC2\xA0 办公室　 \n", "1^办公室");
    check_table("a,b\n　,　　x　y　\n", "^x　y");
    check_table("a,b\n\" 1 \",\"　\"\n", " 1 ^　");
    /* Characters whose last byte looks like that of a space. */
    check_table("a,b\n\xE4\xB8\x80,\xC3\xA0\n", "一^à");
}

static void nul_is_an_error_wherever_it_stands(void **state)
{
    const char inside[] = "a,b\n1,2\n3,\"x\0y\"\n";
    const char last[] = "a,b\n1,2\0";
    jf_error error = {0};

    (void)state;
    assert_null(read_bytes(inside, sizeof inside - 1, NULL, &error));
    assert_int_equal(error.status, JF_E_TEXT);
    assert_int_equal(error.line, 3);
    assert_string_equal(error.message, "t.csv row 3: an embedded NUL");
    assert_null(read_bytes(last, sizeof last - 1, NULL, &error));
    assert_int_equal(error.line, 2);
}

static void empty_input_is_an_error(void **state)
{
    jf_error error = {0};

    (void)state;
    check_refused("", JF_E_TEXT, 1, "t.csv is empty");
    check_refused("\n\r\n\n", JF_E_TEXT, 1, "t.csv is empty");
    check_refused("\xEF\xBB\xBF", JF_E_TEXT, 1, "t.csv is empty");
    assert_null(jf_csv_read("t.csv", NULL, 0, NULL, &error));
    assert_int_equal(error.status, JF_E_TEXT);
}

static void column_names_are_complete_and_unique(void **state)
{
    (void)state;
    check_refused("a,,c\n", JF_E_TEXT, 1, "t.csv row 1, cell 2: empty column name");
    check_refused("\na,b\n", JF_E_TEXT, 1, "t.csv row 1, cell 1: empty column name");
    check_refused("a/,b\n", JF_E_TEXT, 1, "t.csv row 1, cell 1: empty column name");
    check_refused("a,\" \"\n", JF_E_TEXT, 1, "t.csv row 1, cell 2: empty column name");
    check_refused("a,b,a\n", JF_E_TEXT, 1, "t.csv row 1, cell 3: repeated column name a");
    check_refused("id/编号,name/编号\n", JF_E_TEXT, 1,
                  "t.csv row 1, cell 2: repeated column name 编号");
}

static jf_csv *read_long_cell(size_t length, char quote, jf_error *err)
{
    char *text = malloc(length + 16);
    size_t size = 0;
    jf_csv *table;

    assert_non_null(text);
    text[size++] = 'a';
    text[size++] = '\n';
    if (quote)
        text[size++] = quote;
    memset(text + size, 'x', length);
    size += length;
    if (quote)
        text[size++] = quote;
    table = read_bytes(text, size, NULL, err);
    free(text);
    return table;
}

static void cells_are_bounded(void **state)
{
    const char quotes[] = {'\0', '"'};
    jf_error error = {0};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        jf_csv *table = assert_made(read_long_cell(65535, quotes[i], &error), &error);

        assert_int_equal(strlen(jf_csv_text(table, 0, 0)), 65535);
        jf_csv_free(table);
        assert_null(read_long_cell(65536, quotes[i], &error));
        assert_int_equal(error.status, JF_E_RANGE);
        assert_string_equal(error.message, "t.csv row 2, cell 1: longer than 65535 bytes");
        error = (jf_error){0};
    }
}

static void check_bound(const char *text, const jf_csv_options *opts, const char *message)
{
    jf_error error = {0};

    assert_null(read_bytes(text, strlen(text), opts, &error));
    assert_int_equal(error.status, JF_E_RANGE);
    assert_string_equal(error.message, message);
}

static void rows_columns_and_bytes_are_bounded(void **state)
{
    jf_csv_options opts = {.size = sizeof opts, .row_max = 2, .column_max = 3, .byte_max = 20};
    jf_error error = {0};
    jf_csv *table = assert_made(read_bytes("a,b,c\n1,2,3\n1,2,3\n\n\n", 20, &opts, &error), &error);

    (void)state;
    assert_int_equal(jf_csv_row_count(table), 2);
    jf_csv_free(table);
    check_bound("a,b,c,d\n", &opts, "t.csv row 1: more than 3 columns");
    check_bound("a\n1\n2\n3\n", &opts, "t.csv row 4: more than 2 rows");
    check_bound("a,b,c\n1,2,3\n1,2,3\n\n\n\n", &opts, "folder/t.csv is larger than 20 bytes");
}

static void columns_are_256_unless_asked(void **state)
{
    char commas[256];
    jf_error error = {0};

    (void)state;
    memset(commas, ',', sizeof commas);
    assert_null(read_bytes(commas, 255, NULL, &error));
    assert_string_equal(error.message, "t.csv row 1, cell 1: empty column name");
    assert_null(read_bytes(commas, 256, NULL, &error));
    assert_string_equal(error.message, "t.csv row 1: more than 256 columns");
}

static void separator_may_be_chosen(void **state)
{
    jf_csv_options opts = {.size = sizeof opts, .separator = '\t'};
    jf_error error = {0};
    jf_csv *table = assert_made(read_bytes("a\tb\n1,5\t 2 \n", 12, &opts, &error), &error);

    (void)state;
    check_cells(table, "1,5^2");
    jf_csv_free(table);
}

static void options_outside_their_range_are_refused(void **state)
{
    const jf_csv_options wrong[] = {
        {.size = 0},
        {.size = sizeof wrong[0], .encoding = -1},
        {.size = sizeof wrong[0], .encoding = 3},
        {.size = sizeof wrong[0], .separator = -1},
        {.size = sizeof wrong[0], .separator = 128},
        {.size = sizeof wrong[0], .separator = '"'},
        {.size = sizeof wrong[0], .separator = '\n'},
        {.size = sizeof wrong[0], .separator = '\r'},
        {.size = sizeof wrong[0], .column_max = -1},
        {.size = sizeof wrong[0], .row_max = -1},
        {.size = sizeof wrong[0], .row_max = INT64_C(1) << 31},
        {.size = sizeof wrong[0], .byte_max = -1},
        {.size = sizeof wrong[0], .byte_max = INT64_C(1) << 32},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        jf_error error = {0};

        assert_null(read_bytes("a\n", 2, &wrong[i], &error));
        assert_int_equal(error.status, JF_E_ARGUMENT);
    }
}

static void arguments_must_be_given(void **state)
{
    jf_error error = {0};

    (void)state;
    assert_null(jf_csv_read(NULL, (const uint8_t *)"a", 1, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_csv_read("t.csv", NULL, 1, NULL, NULL));
    assert_null(jf_csv_read_file(NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    jf_csv_free(NULL);
}

/* A file in the scratch folder; its path lives until the next call. */
static const char *file_of(const char *name, const char *text, size_t size)
{
    static char path[512];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/%s", jf_test_scratch(), name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void files_are_read_whole(void **state)
{
    const char text[] = "id,name\n1,办公室\n2,\"财务\n监管科\"\n";
    const char *path = file_of("csv_read.csv", text, sizeof text - 1);
    jf_csv_options opts = {.size = sizeof opts, .byte_max = sizeof text - 1};
    jf_error error = {0};
    jf_csv *table = assert_made(jf_csv_read_file(path, &opts, &error), &error);

    (void)state;
    check_cells(table, "1^办公室|2^财务\n监管科");
    jf_csv_free(table);
    opts.byte_max--;
    assert_null(jf_csv_read_file(path, &opts, &error));
    assert_int_equal(error.status, JF_E_RANGE);
    assert_int_equal(remove(path), 0);
}

static void messages_name_the_file_without_its_folder(void **state)
{
    const char *path = file_of("csv_bad.csv", "a,b\n1\n", 6);
    jf_error error = {0};

    (void)state;
    assert_null(jf_csv_read_file(path, NULL, &error));
    assert_string_equal(error.message, "csv_bad.csv row 2: 1 cell, header has 2");
    assert_int_equal(remove(path), 0);
}

static void what_is_not_a_readable_file_is_told(void **state)
{
    char wanted[600];
    jf_error error = {0};

    (void)state;
    assert_null(jf_csv_read_file("nowhere/org.csv", NULL, &error));
    assert_int_equal(error.status, JF_E_IO);
    assert_string_equal(error.message, "cannot open nowhere/org.csv: no such file");
    assert_null(jf_csv_read_file(jf_test_scratch(), NULL, &error));
    assert_int_equal(error.status, JF_E_IO);
    (void)snprintf(wanted, sizeof wanted, "cannot read %s: it is a folder", jf_test_scratch());
    wanted[sizeof error.message - 1] = '\0';
    assert_string_equal(error.message, wanted);
}

static void device_without_size_is_read_too(void **state)
{
    jf_error error = {0};

    (void)state;
    assert_null(jf_csv_read_file("/dev/null", NULL, &error));
    assert_int_equal(error.status, JF_E_TEXT);
    assert_string_equal(error.message, "null is empty");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_in_lf_or_crlf),
        cmocka_unit_test(last_line_may_go_without_end),
        cmocka_unit_test(blank_lines_at_the_end_are_ignored),
        cmocka_unit_test(blank_line_inside_is_an_error),
        cmocka_unit_test(blank_line_is_an_empty_cell_of_one_column),
        cmocka_unit_test(header_alone_is_a_table_without_rows),
        cmocka_unit_test(row_too_short_or_too_long_is_told_with_numbers),
        cmocka_unit_test(quoted_cells_hold_anything),
        cmocka_unit_test(carriage_return_inside_quotes_is_kept),
        cmocka_unit_test(carriage_return_alone_is_an_error),
        cmocka_unit_test(quote_that_is_not_closed_is_an_error),
        cmocka_unit_test(quote_in_the_wrong_place_is_an_error),
        cmocka_unit_test(chinese_quotes_and_commas_are_text),
        cmocka_unit_test(white_space_around_unquoted_cells_is_removed),
        cmocka_unit_test(nul_is_an_error_wherever_it_stands),
        cmocka_unit_test(empty_input_is_an_error),
        cmocka_unit_test(column_names_are_complete_and_unique),
        cmocka_unit_test(cells_are_bounded),
        cmocka_unit_test(rows_columns_and_bytes_are_bounded),
        cmocka_unit_test(columns_are_256_unless_asked),
        cmocka_unit_test(separator_may_be_chosen),
        cmocka_unit_test(options_outside_their_range_are_refused),
        cmocka_unit_test(arguments_must_be_given),
        cmocka_unit_test(files_are_read_whole),
        cmocka_unit_test(messages_name_the_file_without_its_folder),
        cmocka_unit_test(what_is_not_a_readable_file_is_told),
        cmocka_unit_test(device_without_size_is_read_too),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("io.csv_read", tests, NULL, NULL);
}
