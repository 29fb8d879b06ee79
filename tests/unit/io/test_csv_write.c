/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

#include <stdio.h>
#include <stdlib.h>

static jf_csv_writer *new_writer(void)
{
    jf_error error = {0};

    return assert_made(jf_csv_writer_new(NULL, &error), &error);
}

static void put_row(jf_csv_writer *writer, const char *const *cells, size_t cell_count)
{
    for (size_t i = 0; i < cell_count; i++)
        assert_ok(jf_csv_writer_text(writer, cells[i], err));
    assert_ok(jf_csv_writer_end_row(writer, err));
}

/* One cell as the writer writes it, first in a row of two. */
static void check_written(const char *cell, const char *wanted)
{
    const char *const cells[] = {cell, "z"};
    char line[128];
    jf_csv_writer *writer = new_writer();

    put_row(writer, cells, 2);
    (void)snprintf(line, sizeof line, "%s,z\n", wanted);
    assert_string_equal(jf_csv_writer_result(writer), line);
    jf_csv_writer_free(writer);
}

static const char *scratch_path(const char *name)
{
    static char path[512];

    (void)snprintf(path, sizeof path, "%s/%s", jf_test_scratch(), name);
    return path;
}

static void texts_numbers_and_days_are_written(void **state)
{
    jf_csv_writer *writer = new_writer();

    (void)state;
    assert_string_equal(jf_csv_writer_result(writer), "");
    assert_ok(jf_csv_writer_text(writer, "通知", err));
    assert_ok(jf_csv_writer_integer(writer, INT64_MIN, err));
    assert_ok(jf_csv_writer_day(writer, 19538, err));
    assert_ok(jf_csv_writer_day(writer, JF_DAY_NONE, err));
    assert_string_equal(jf_csv_writer_result(writer), "通知,-9223372036854775808,2023-06-30,");
    assert_ok(jf_csv_writer_end_row(writer, err));
    assert_string_equal(jf_csv_writer_result(writer), "通知,-9223372036854775808,2023-06-30,\n");
    jf_csv_writer_free(writer);
}

static void quotes_are_set_only_where_needed(void **state)
{
    (void)state;
    check_written("plain text", "plain text");
    check_written("“全文”，", "“全文”，");
    check_written("", "");
    check_written("a,b", "\"a,b\"");
    check_written("say \"no\"", "\"say \"\"no\"\"\"");
    check_written("x\ny", "\"x\ny\"");
    check_written("x\ry", "\"x\ry\"");
    check_written(" x", "\" x\"");
    check_written("x\t", "\"x\t\"");
    check_written("　x", "\"　x\"");
    check_written("\xEF\xBB\xBFx", "\"\xEF\xBB\xBFx\"");
}

static void one_empty_cell_is_not_a_blank_line(void **state)
{
    const char *const rows[] = {"a", "1", "", "2", ""};
    jf_csv_writer *writer = new_writer();
    jf_csv *table;

    (void)state;
    for (size_t i = 0; i < 5; i++)
        put_row(writer, &rows[i], 1);
    assert_string_equal(jf_csv_writer_result(writer), "a\n1\n\"\"\n2\n\"\"\n");
    table = table_of(jf_csv_writer_result(writer));
    check_cells(table, "1||2|");
    jf_csv_free(table);
    jf_csv_writer_free(writer);
}

static void rows_have_the_length_of_the_first(void **state)
{
    const char *const cells[] = {"a", "b", "c"};
    jf_csv_writer *writer = new_writer();
    jf_error error = {0};

    (void)state;
    assert_fails(JF_E_STATE, jf_csv_writer_end_row(writer, err));
    put_row(writer, cells, 2);
    assert_ok(jf_csv_writer_text(writer, "1", err));
    assert_int_equal(jf_csv_writer_end_row(writer, &error), JF_E_STATE);
    assert_int_equal(error.expected, 2);
    assert_int_equal(error.actual, 1);
    assert_string_equal(error.message, "the row has 1 cells, the first has 2");
    assert_ok(jf_csv_writer_text(writer, "2", err));
    assert_ok(jf_csv_writer_end_row(writer, err));
    for (size_t i = 0; i < 3; i++)
        assert_ok(jf_csv_writer_text(writer, cells[i], err));
    assert_fails(JF_E_STATE, jf_csv_writer_end_row(writer, err));
    jf_csv_writer_free(writer);
}

static void cells_that_cannot_be_read_back_are_refused(void **state)
{
    static char giant[65537];
    jf_csv_writer *writer = new_writer();

    (void)state;
    memset(giant, '"', sizeof giant - 1);
    assert_fails(JF_E_ENCODING, jf_csv_writer_text(writer, "\xB0\xEC", err));
    assert_fails(JF_E_RANGE, jf_csv_writer_text(writer, giant, err));
    assert_fails(JF_E_RANGE, jf_csv_writer_day(writer, JF_DAY_LAST + 1, err));
    assert_string_equal(jf_csv_writer_result(writer), "");
    giant[65535] = '\0';
    assert_ok(jf_csv_writer_text(writer, giant, err));
    jf_csv_writer_free(writer);
}

static void table_is_saved_whole(void **state)
{
    const char *path = scratch_path("csv_write.csv");
    const char *const cells[] = {"id", "name/名称"};
    jf_csv_writer *writer = new_writer();
    char *saved;

    (void)state;
    put_row(writer, cells, 2);
    for (int i = 0; i < 2; i++)
        assert_ok(jf_csv_writer_save(writer, path, err));
    saved = jf_test_read_file(path, NULL);
    assert_string_equal(saved, "id,name/名称\n");
    free(saved);
    assert_int_equal(remove(path), 0);
    jf_csv_writer_free(writer);
}

static void saving_nothing_gives_an_empty_file(void **state)
{
    const char *path = scratch_path("csv_none.csv");
    jf_csv_writer *writer = new_writer();
    size_t size = 77;

    (void)state;
    assert_ok(jf_csv_writer_save(writer, path, err));
    free(jf_test_read_file(path, &size));
    assert_int_equal(size, 0);
    assert_int_equal(remove(path), 0);
    jf_csv_writer_free(writer);
}

static void open_row_is_not_saved(void **state)
{
    jf_csv_writer *writer = new_writer();

    (void)state;
    assert_ok(jf_csv_writer_text(writer, "a", err));
    assert_fails(JF_E_STATE, jf_csv_writer_save(writer, scratch_path("csv_open.csv"), err));
    assert_null(fopen(scratch_path("csv_open.csv"), "rb"));
    jf_csv_writer_free(writer);
}

static void leftover_of_a_crash_is_stepped_around(void **state)
{
    const char *const cells[] = {"a"};
    jf_csv_writer *writer = new_writer();
    FILE *leftover = fopen(scratch_path("csv_crash.csv.0.tmp"), "wb");

    (void)state;
    assert_non_null(leftover);
    assert_int_equal(fclose(leftover), 0);
    put_row(writer, cells, 1);
    assert_ok(jf_csv_writer_save(writer, scratch_path("csv_crash.csv"), err));
    assert_int_equal(remove(scratch_path("csv_crash.csv.0.tmp")), 0);
    assert_int_not_equal(remove(scratch_path("csv_crash.csv.1.tmp")), 0);
    assert_int_equal(remove(scratch_path("csv_crash.csv")), 0);
    jf_csv_writer_free(writer);
}

static void file_that_cannot_be_written_is_told(void **state)
{
    jf_csv_writer *writer = new_writer();
    jf_error error = {0};

    (void)state;
    assert_int_equal(jf_csv_writer_save(writer, "nowhere/plan.csv", &error), JF_E_IO);
    assert_string_equal(error.message, "cannot write nowhere/plan.csv: no such file");
    /* A folder in the place of the file: the rename fails, and nothing is left behind. */
    assert_fails(JF_E_IO, jf_csv_writer_save(writer, jf_test_scratch(), err));
    (void)snprintf(error.message, sizeof error.message, "%s.0.tmp", jf_test_scratch());
    assert_null(fopen(error.message, "rb"));
    jf_csv_writer_free(writer);
}

static void arguments_must_be_given(void **state)
{
    jf_csv_options opts = {.size = 0};
    jf_csv_writer *writer = new_writer();
    jf_error error = {0};

    (void)state;
    assert_null(jf_csv_writer_new(&opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_fails(JF_E_ARGUMENT, jf_csv_writer_text(NULL, "", err));
    assert_fails(JF_E_ARGUMENT, jf_csv_writer_text(writer, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_writer_integer(NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_writer_day(NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_writer_end_row(NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_writer_save(NULL, "x", err));
    assert_fails(JF_E_ARGUMENT, jf_csv_writer_save(writer, NULL, err));
    assert_string_equal(jf_csv_writer_result(NULL), "");
    jf_csv_writer_free(writer);
    jf_csv_writer_free(NULL);
}

/* Bytes of a file that was written, NUL behind them; released with free. */
static char *written(const char *path)
{
    return jf_test_read_file(path, NULL);
}

static void files_have_the_line_ends_mark_and_encoding_asked_for(void **state)
{
    const char *const cells[] = {"通知", "a;b"};
    jf_csv_options opts = {.size = sizeof opts, .line_end = JF_LINE_END_CRLF, .mark = 1,
                           .separator = ';'};
    jf_error error = {0};
    jf_csv_writer *writer = assert_made(jf_csv_writer_new(&opts, &error), &error);
    char *text;

    (void)state;
    put_row(writer, cells, 2);
    assert_ok(jf_csv_writer_save(writer, scratch_path("options.csv"), err));
    text = written(scratch_path("options.csv"));
    assert_string_equal(text, "\xEF\xBB\xBF通知;\"a;b\"\r\n");
    free(text);
    jf_csv_writer_free(writer);
    opts = (jf_csv_options){.size = sizeof opts, .encoding = JF_ENCODING_GB18030};
    writer = assert_made(jf_csv_writer_new(&opts, &error), &error);
    put_row(writer, cells, 2);
    assert_ok(jf_csv_writer_save(writer, scratch_path("options.csv"), err));
    text = written(scratch_path("options.csv"));
    assert_string_equal(text, "\xCD\xA8\xD6\xAA,a;b\n");
    free(text);
    jf_csv_writer_free(writer);
}

static void options_outside_their_range_are_refused(void **state)
{
    jf_csv_options opts = {.size = sizeof opts, .line_end = 2};
    jf_error error = {0};

    (void)state;
    assert_null(jf_csv_writer_new(&opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    opts.line_end = 0;
    opts.mark = 2;
    assert_null(jf_csv_writer_open(scratch_path("never.csv"), &opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_csv_writer_open(NULL, NULL, &error));
    assert_null(jf_csv_writer_open(scratch_path("no/such/folder.csv"), NULL, &error));
    assert_int_equal(error.status, JF_E_IO);
}

static void a_table_goes_to_a_file_row_by_row(void **state)
{
    const char *const cells[] = {"通知", "x"};
    jf_csv_options opts = {.size = sizeof opts, .encoding = JF_ENCODING_GB18030};
    const char *path = scratch_path("rows_out.csv");
    jf_error error = {0};
    jf_csv_writer *writer = assert_made(jf_csv_writer_open(path, &opts, &error), &error);
    jf_csv *table;

    (void)state;
    (void)remove(path);
    for (int i = 0; i < 300000; i++)
        put_row(writer, cells, 2);
    assert_true(strlen(jf_csv_writer_result(writer)) < (1u << 20));
    assert_null(fopen(path, "rb"));
    assert_fails(JF_E_STATE, jf_csv_writer_save(writer, path, err));
    assert_ok(jf_csv_writer_text(writer, "open", err));
    assert_fails(JF_E_STATE, jf_csv_writer_finish(writer, err));
    assert_ok(jf_csv_writer_text(writer, "row", err));
    assert_ok(jf_csv_writer_end_row(writer, err));
    assert_ok(jf_csv_writer_finish(writer, err));
    assert_fails(JF_E_STATE, jf_csv_writer_finish(writer, err));
    assert_fails(JF_E_STATE, jf_csv_writer_text(writer, "late", err));
    jf_csv_writer_free(writer);
    table = assert_made(jf_csv_read_file(path, &opts, &error), &error);
    assert_int_equal(jf_csv_row_count(table), 300000);
    assert_string_equal(jf_csv_text(table, 299998, 0), "通知");
    jf_csv_free(table);
}

static void a_file_that_is_not_finished_never_was(void **state)
{
    const char *path = scratch_path("dropped.csv");
    jf_error error = {0};
    jf_csv_writer *writer = assert_made(jf_csv_writer_open(path, NULL, &error), &error);
    char temporary[600];

    (void)state;
    (void)snprintf(temporary, sizeof temporary, "%s.0.tmp", path);
    jf_csv_writer_free(writer);
    assert_null(fopen(path, "rb"));
    assert_null(fopen(temporary, "rb"));
    writer = new_writer();
    assert_fails(JF_E_STATE, jf_csv_writer_finish(writer, err));
    jf_csv_writer_free(writer);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_numbers_and_days_are_written),
        cmocka_unit_test(quotes_are_set_only_where_needed),
        cmocka_unit_test(one_empty_cell_is_not_a_blank_line),
        cmocka_unit_test(rows_have_the_length_of_the_first),
        cmocka_unit_test(cells_that_cannot_be_read_back_are_refused),
        cmocka_unit_test(table_is_saved_whole),
        cmocka_unit_test(saving_nothing_gives_an_empty_file),
        cmocka_unit_test(open_row_is_not_saved),
        cmocka_unit_test(leftover_of_a_crash_is_stepped_around),
        cmocka_unit_test(file_that_cannot_be_written_is_told),
        cmocka_unit_test(arguments_must_be_given),
        cmocka_unit_test(files_have_the_line_ends_mark_and_encoding_asked_for),
        cmocka_unit_test(options_outside_their_range_are_refused),
        cmocka_unit_test(a_table_goes_to_a_file_row_by_row),
        cmocka_unit_test(a_file_that_is_not_finished_never_was),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("io.csv_write", tests, NULL, NULL);
}
