/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <stdio.h>

#include "jianfu/csv.h"

static jf_csv *table_of(const char *text)
{
    jf_error error = {0};

    return assert_made(
        jf_csv_read("t.csv", (const uint8_t *)text, strlen(text), NULL, &error), &error);
}

/* Checks a table of a sheet; the wanted row of the failure, or 0. */
static void check_sheet(int32_t sheet, const char *text, jf_status wanted, int32_t line)
{
    jf_csv *table = table_of(text);
    jf_error error = {0};

    assert_int_equal(jf_csv_check(table, sheet, &error), wanted);
    assert_int_equal(error.line, line);
    jf_csv_free(table);
}

static void sheets_have_files_and_bilingual_columns(void **state)
{
    (void)state;
    assert_string_equal(jf_sheet_file(JF_SHEET_ORG), "org.csv");
    assert_string_equal(jf_sheet_file(JF_SHEET_APPROVALS), "approvals.csv");
    assert_null(jf_sheet_file(0));
    assert_null(jf_sheet_file(9));
    assert_string_equal(jf_sheet_column_name(JF_SHEET_DOCUMENTS, 0), "doc_number/发文字号");
    assert_null(jf_sheet_column_name(JF_SHEET_CALENDAR, 4));
    assert_int_equal(jf_sheet_column_count(JF_SHEET_CALENDAR), 4);
    assert_int_equal(jf_sheet_column_count(0), 0);
    assert_int_equal(jf_sheet_column_count(99), 0);
}

static void the_sheets_of_the_municipal_example_are_what_they_should_be(void **state)
{
    (void)state;
    for (int32_t sheet = JF_SHEET_ORG; sheet <= JF_SHEET_APPROVALS; sheet++) {
        char path[128];
        jf_error error = {0};
        jf_csv *table;

        (void)snprintf(path, sizeof path, "examples/data/municipal/%s", jf_sheet_file(sheet));
        table = assert_made(jf_csv_read_file(path, NULL, &error), &error);
        assert_ok(jf_csv_check(table, sheet, err));
        jf_csv_free(table);
    }
}

/* Position of the sheet's column in a table, SIZE_MAX without. */
static size_t place_of(const jf_csv *table, int32_t sheet, size_t column)
{
    char name[64];
    size_t at;

    (void)snprintf(name, sizeof name, "%s", jf_sheet_column_name(sheet, column));
    name[strcspn(name, "/")] = '\0';
    return jf_csv_column(table, name, &at, NULL) ? SIZE_MAX : at;
}

static void copy_rows(jf_csv_writer *writer, const jf_csv *table, int32_t sheet)
{
    assert_ok(jf_csv_writer_begin_sheet(writer, sheet, err));
    for (size_t row = 0; row < jf_csv_row_count(table); row++) {
        for (size_t column = 0; column < jf_sheet_column_count(sheet); column++) {
            size_t at = place_of(table, sheet, column);

            assert_ok(jf_csv_writer_text(
                writer, at == SIZE_MAX ? "" : jf_csv_text(table, row, at), err));
        }
        assert_ok(jf_csv_writer_end_row(writer, err));
    }
}

static void every_sheet_is_written_and_read_back(void **state)
{
    (void)state;
    for (int32_t sheet = JF_SHEET_ORG; sheet <= JF_SHEET_APPROVALS; sheet++) {
        char path[128];
        jf_error error = {0};
        jf_csv_writer *writer = assert_made(jf_csv_writer_new(NULL, &error), &error);
        jf_csv *table;
        jf_csv *again;

        (void)snprintf(path, sizeof path, "examples/data/municipal/%s", jf_sheet_file(sheet));
        table = assert_made(jf_csv_read_file(path, NULL, &error), &error);
        copy_rows(writer, table, sheet);
        again = table_of(jf_csv_writer_result(writer));
        assert_ok(jf_csv_check(again, sheet, err));
        assert_int_equal(jf_csv_row_count(again), jf_csv_row_count(table));
        for (size_t row = 0; row < jf_csv_row_count(table); row++)
            for (size_t column = 0; column < jf_sheet_column_count(sheet); column++) {
                size_t at = place_of(table, sheet, column);

                assert_string_equal(jf_csv_text(again, row, column),
                                    at == SIZE_MAX ? "" : jf_csv_text(table, row, at));
            }
        jf_csv_free(again);
        jf_csv_free(table);
        jf_csv_writer_free(writer);
    }
}

static void wrong_cells_are_told_by_row(void **state)
{
    (void)state;
    check_sheet(JF_SHEET_CALENDAR, "date,kind\n2023-01-01,holiday\n", JF_OK, 0);
    check_sheet(JF_SHEET_CALENDAR, "date,kind\n2023-01-01,holiday\n2023-01-02,off\n", JF_E_TEXT, 3);
    check_sheet(JF_SHEET_CALENDAR, "date,kind\n2023-02-29,holiday\n", JF_E_RANGE, 2);
    check_sheet(JF_SHEET_CALENDAR, "date,kind\n,holiday\n", JF_E_TEXT, 2);
    check_sheet(JF_SHEET_CALENDAR, "date\n2023-01-01\n", JF_E_NOT_FOUND, 0);
    check_sheet(JF_SHEET_ORG, "id,名称,unknown\n0,甲,x\n", JF_E_RANGE, 2);
    check_sheet(JF_SHEET_ORG, "id,名称,unknown\n1,甲,x\n", JF_OK, 0);
    check_sheet(JF_SHEET_ORG, "id,名称\n99999999999999999999,甲\n", JF_E_RANGE, 2);
    check_sheet(JF_SHEET_DOCUMENTS, "主办科室,成文日期,转发\n甲,2023年1月5日,2\n", JF_E_TEXT, 2);
    check_sheet(JF_SHEET_DOCUMENTS, "主办科室,成文日期\n甲,2023年1月5日\n", JF_OK, 0);
    check_sheet(JF_SHEET_DOCUMENTS, "主办科室,成文日期,密级\n甲,,机密\n", JF_OK, 0);
    check_sheet(JF_SHEET_QUOTA, "year,unit_id,resource,cap\n2023,1,2,unlimited\n", JF_OK, 0);
    check_sheet(JF_SHEET_QUOTA, "year,unit_id,resource,cap\n2023,1,2,\n", JF_OK, 0);
    check_sheet(JF_SHEET_QUOTA, "year,unit_id,resource,cap\n2023,1,2,-1\n", JF_E_TEXT, 2);
    check_sheet(9, "a\n1\n", JF_E_ARGUMENT, 0);
}

static void a_writer_refuses_what_a_reader_would(void **state)
{
    jf_error error = {0};
    jf_csv_writer *writer = assert_made(jf_csv_writer_new(NULL, &error), &error);

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_csv_writer_begin_sheet(writer, 0, err));
    assert_ok(jf_csv_writer_begin_sheet(writer, JF_SHEET_CALENDAR, err));
    assert_string_equal(jf_csv_writer_result(writer), "date,kind,name,source\n");
    assert_fails(JF_E_STATE, jf_csv_writer_begin_sheet(writer, JF_SHEET_CALENDAR, err));
    assert_fails(JF_E_TEXT, jf_csv_writer_text(writer, "1 January", err));
    assert_fails(JF_E_TEXT, jf_csv_writer_text(writer, "", err));
    assert_ok(jf_csv_writer_day(writer, 19358, err));
    assert_fails(JF_E_TEXT, jf_csv_writer_integer(writer, 1, err));
    assert_ok(jf_csv_writer_text(writer, "holiday", err));
    assert_fails(JF_E_STATE, jf_csv_writer_end_row(writer, err));
    jf_csv_writer_free(writer);
}

static void a_reader_checks_header_and_rows(void **state)
{
    jf_error error = {0};
    char path[512];
    jf_csv_writer *writer = assert_made(jf_csv_writer_new(NULL, &error), &error);
    jf_csv_reader *reader;
    bool has_row = false;

    (void)state;
    (void)snprintf(path, sizeof path, "%s/sheet.csv", jf_test_scratch());
    for (int i = 0; i < 2; i++) {
        assert_ok(jf_csv_writer_text(writer, i ? "2023-01-01" : "date", err));
        assert_ok(jf_csv_writer_text(writer, i ? "off" : "kind", err));
        assert_ok(jf_csv_writer_end_row(writer, err));
    }
    assert_ok(jf_csv_writer_save(writer, path, err));
    jf_csv_writer_free(writer);
    reader = assert_made(jf_csv_reader_new(path, NULL, &error), &error);
    assert_ok(jf_csv_reader_check(reader, JF_SHEET_CALENDAR, err));
    assert_fails(JF_E_NOT_FOUND, jf_csv_reader_check(reader, JF_SHEET_ORG, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_reader_check(reader, 0, err));
    assert_ok(jf_csv_reader_next(reader, &has_row, err));
    assert_fails(JF_E_TEXT, jf_csv_reader_check(reader, JF_SHEET_CALENDAR, err));
    jf_csv_reader_free(reader);
    assert_fails(JF_E_ARGUMENT, jf_csv_check(NULL, JF_SHEET_ORG, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_have_files_and_bilingual_columns),
        cmocka_unit_test(the_sheets_of_the_municipal_example_are_what_they_should_be),
        cmocka_unit_test(every_sheet_is_written_and_read_back),
        cmocka_unit_test(wrong_cells_are_told_by_row),
        cmocka_unit_test(a_writer_refuses_what_a_reader_would),
        cmocka_unit_test(a_reader_checks_header_and_rows),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("io.csv_sheet", tests, NULL, NULL);
}
