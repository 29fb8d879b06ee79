/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

static int64_t integer_of(const char *cell)
{
    char text[128] = "count/件数,b\n";
    jf_csv *table;
    int64_t value = 0;

    strcat(text, cell);
    strcat(text, ",\n");
    table = table_of(text);
    assert_ok(jf_csv_integer(table, 0, 0, -7, &value, err));
    jf_csv_free(table);
    return value;
}

/* Reading the first cell as a number or a day fails so. */
static void check_unreadable(const char *cell, bool is_day, jf_status status, const char *message)
{
    char text[300] = "count/件数,b\n";
    jf_error error = {0};
    jf_csv *table;
    int64_t value = 77;
    jf_day day = 77;
    jf_status got;

    strcat(text, cell);
    strcat(text, ",\n");
    table = table_of(text);
    got = is_day ? jf_csv_day(table, 0, 0, &day, &error)
                 : jf_csv_integer(table, 0, 0, 0, &value, &error);
    assert_string_equal(error.message, message);
    assert_int_equal(got, status);
    assert_int_equal(error.status, status);
    assert_int_equal(error.line, 2);
    assert_int_equal(value, 77);
    assert_int_equal(day, 77);
    jf_csv_free(table);
}

static void each_name_finds_the_column(void **state)
{
    jf_csv *table = table_of("id, doc_number / 发文字号 ,\"时长(分钟)\"\n");
    const char *const names[] = {"doc_number", "发文字号", "doc_number / 发文字号"};
    size_t column = 0;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        column = 0;
        assert_true(jf_csv_has_column(table, names[i]));
        assert_ok(jf_csv_column(table, names[i], &column, err));
        assert_int_equal(column, 1);
    }
    assert_ok(jf_csv_column(table, "时长(分钟)", &column, err));
    assert_int_equal(column, 2);
    jf_csv_free(table);
}

static void missing_column_is_named_with_its_file(void **state)
{
    jf_csv *table = table_of("id,name\n");
    jf_error error = {0};
    size_t column = 77;

    (void)state;
    assert_int_equal(jf_csv_column(table, "sponsor", &column, &error), JF_E_NOT_FOUND);
    assert_string_equal(error.message, "t.csv has no column sponsor");
    assert_int_equal(column, 77);
    assert_false(jf_csv_has_column(table, "sponsor"));
    assert_false(jf_csv_has_column(table, "ID"));
    assert_false(jf_csv_has_column(table, ""));
    jf_csv_free(table);
}

static void header_cells_are_told_as_found(void **state)
{
    jf_csv *table = table_of("id,name/名称\n");

    (void)state;
    assert_string_equal(jf_csv_column_name(table, 0), "id");
    assert_string_equal(jf_csv_column_name(table, 1), "name/名称");
    assert_null(jf_csv_column_name(table, 2));
    jf_csv_free(table);
}

static void a_quoted_header_is_found_as_it_stands_and_without_its_space(void **state)
{
    jf_csv *table = table_of("\" a / b \",c\n1,2\n");
    size_t column = 9;

    (void)state;
    assert_string_equal(jf_csv_column_name(table, 0), " a / b ");
    assert_ok(jf_csv_column(table, " a / b ", &column, err));
    assert_int_equal(column, 0);
    assert_true(jf_csv_has_column(table, "a / b"));
    assert_true(jf_csv_has_column(table, "b"));
    jf_csv_free(table);
}

static void rows_are_those_of_the_spreadsheet(void **state)
{
    jf_csv *table = table_of("a,b\n\"1\n1\",2\n3,4\n");

    (void)state;
    assert_int_equal(jf_csv_row_line(table, 0), 2);
    assert_int_equal(jf_csv_row_line(table, 1), 3);
    assert_int_equal(jf_csv_row_line(table, 2), 0);
    jf_csv_free(table);
}

static void cells_beyond_the_end_do_not_exist(void **state)
{
    jf_csv *table = table_of("a,b\n1,2\n");
    int64_t value;
    jf_day day;

    (void)state;
    assert_null(jf_csv_text(table, 1, 0));
    assert_null(jf_csv_text(table, 0, 2));
    assert_null(jf_csv_text(table, SIZE_MAX, SIZE_MAX));
    assert_fails(JF_E_RANGE, jf_csv_integer(table, 1, 0, 0, &value, err));
    assert_fails(JF_E_RANGE, jf_csv_integer(table, 0, 2, 0, &value, err));
    assert_fails(JF_E_RANGE, jf_csv_day(table, 1, 0, &day, err));
    jf_csv_free(table);
}

static void whole_numbers_are_read(void **state)
{
    (void)state;
    assert_int_equal(integer_of("0"), 0);
    assert_int_equal(integer_of("42"), 42);
    assert_int_equal(integer_of("+42"), 42);
    assert_int_equal(integer_of("-42"), -42);
    assert_int_equal(integer_of("007"), 7);
    assert_int_equal(integer_of("-0"), 0);
    assert_int_equal(integer_of("\" 5 \""), 5);
    assert_int_equal(integer_of("9223372036854775807"), INT64_MAX);
    assert_int_equal(integer_of("-9223372036854775808"), INT64_MIN);
    assert_int_equal(integer_of("00000000000000000000000000000001"), 1);
}

static void empty_cell_gives_the_fallback(void **state)
{
    (void)state;
    assert_int_equal(integer_of(""), -7);
    assert_int_equal(integer_of(" "), -7);
    assert_int_equal(integer_of("\"　\""), -7);
}

static void other_text_is_no_number(void **state)
{
    const char *const wrong[] = {"x", "1x", "1.0", "1 000", "-", "+", "--1", "0x10", "1e3", "三"};
    char message[128];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        strcpy(message, "t.csv row 2, count/件数: not a whole number: ");
        strcat(message, wrong[i]);
        check_unreadable(wrong[i], false, JF_E_TEXT, message);
    }
}

static void full_width_digits_are_told_apart(void **state)
{
    (void)state;
    check_unreadable("１２", false, JF_E_TEXT,
                     "t.csv row 2, count/件数: full-width digits, expected 0 to 9: １２");
    check_unreadable("1２", false, JF_E_TEXT,
                     "t.csv row 2, count/件数: full-width digits, expected 0 to 9: 1２");
    check_unreadable("＋1", false, JF_E_TEXT, "t.csv row 2, count/件数: not a whole number: ＋1");
}

static void numbers_beyond_64_bits_are_out_of_range(void **state)
{
    const char *const wrong[] = {"9223372036854775808", "-9223372036854775809",
                                 "92233720368547758070"};
    char message[128];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        strcpy(message, "t.csv row 2, count/件数: number outside 64 bits: ");
        strcat(message, wrong[i]);
        check_unreadable(wrong[i], false, JF_E_RANGE, message);
    }
    check_unreadable("92233720368547758080x", false, JF_E_TEXT,
                     "t.csv row 2, count/件数: not a whole number: 92233720368547758080x");
}

static void long_cells_are_cut_in_messages(void **state)
{
    char cell[201] = "";
    jf_error error = {0};
    jf_csv *table;
    int64_t value;
    char text[300] = "a,b\n";

    (void)state;
    for (int i = 0; i < 66; i++)
        strcat(cell, "字");
    strcat(text, cell);
    strcat(text, ",\n");
    table = table_of(text);
    assert_int_equal(jf_csv_integer(table, 0, 0, 0, &value, &error), JF_E_TEXT);
    assert_true(strlen(error.message) < 120);
    jf_csv_free(table);
}

static void days_are_read(void **state)
{
    jf_csv *table = table_of("a,b,c\n1970-01-02,\" 2023-06-30\",\n");
    jf_day day = 77;

    (void)state;
    assert_ok(jf_csv_day(table, 0, 0, &day, err));
    assert_int_equal(day, 1);
    assert_ok(jf_csv_day(table, 0, 1, &day, err));
    assert_int_equal(day, 19538);
    assert_ok(jf_csv_day(table, 0, 2, &day, err));
    assert_int_equal(day, JF_DAY_NONE);
    jf_csv_free(table);
}

static void other_text_is_no_day(void **state)
{
    check_unreadable("2023/06/30", true, JF_E_TEXT,
                     "t.csv row 2, count/件数: not a day of the form YYYY-MM-DD: 2023/06/30");
    check_unreadable("2023-6-30", true, JF_E_TEXT,
                     "t.csv row 2, count/件数: not a day of the form YYYY-MM-DD: 2023-6-30");
    check_unreadable("二〇二三年", true, JF_E_TEXT,
                     "t.csv row 2, count/件数: not a day of the form YYYY-MM-DD: 二〇二三年");
    check_unreadable("2023-06-31", true, JF_E_RANGE,
                     "t.csv row 2, count/件数: no such day: 2023-06-31");
    check_unreadable("2023-02-29", true, JF_E_RANGE,
                     "t.csv row 2, count/件数: no such day: 2023-02-29");
    (void)state;
}

static void null_is_no_table(void **state)
{
    jf_csv *table = table_of("a\n1\n");
    size_t column;
    int64_t value;
    jf_day day;

    (void)state;
    assert_int_equal(jf_csv_row_count(NULL), 0);
    assert_int_equal(jf_csv_column_count(NULL), 0);
    assert_int_equal(jf_csv_encoding(NULL), JF_ENCODING_DETECT);
    assert_int_equal(jf_csv_row_line(NULL, 0), 0);
    assert_null(jf_csv_text(NULL, 0, 0));
    assert_null(jf_csv_column_name(NULL, 0));
    assert_false(jf_csv_has_column(NULL, "a"));
    assert_false(jf_csv_has_column(table, NULL));
    assert_fails(JF_E_ARGUMENT, jf_csv_column(NULL, "a", &column, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_column(table, NULL, &column, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_column(table, "a", NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_integer(NULL, 0, 0, 0, &value, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_integer(table, 0, 0, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_day(NULL, 0, 0, &day, err));
    assert_fails(JF_E_ARGUMENT, jf_csv_day(table, 0, 0, NULL, err));
    jf_csv_free(table);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_name_finds_the_column),
        cmocka_unit_test(missing_column_is_named_with_its_file),
        cmocka_unit_test(header_cells_are_told_as_found),
        cmocka_unit_test(a_quoted_header_is_found_as_it_stands_and_without_its_space),
        cmocka_unit_test(rows_are_those_of_the_spreadsheet),
        cmocka_unit_test(cells_beyond_the_end_do_not_exist),
        cmocka_unit_test(whole_numbers_are_read),
        cmocka_unit_test(empty_cell_gives_the_fallback),
        cmocka_unit_test(other_text_is_no_number),
        cmocka_unit_test(full_width_digits_are_told_apart),
        cmocka_unit_test(numbers_beyond_64_bits_are_out_of_range),
        cmocka_unit_test(long_cells_are_cut_in_messages),
        cmocka_unit_test(days_are_read),
        cmocka_unit_test(other_text_is_no_day),
        cmocka_unit_test(null_is_no_table),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("io.csv_table", tests, NULL, NULL);
}
