/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

/* "id,name\n1,办公室\n" in GB18030, and the name in UTF-8. */
#define GBK_TEXT "id,name\n1,\xB0\xEC\xB9\xAB\xCA\xD2\n"
#define OFFICE "办公室"

static jf_csv *read_as(const char *text, int32_t encoding, jf_error *err)
{
    jf_csv_options opts = {.size = sizeof opts, .encoding = encoding};

    return read_bytes(text, strlen(text), &opts, err);
}

static void check_office(const char *text, int32_t encoding, int32_t wanted_encoding)
{
    jf_error error = {0};
    jf_csv *table = assert_made(read_as(text, encoding, &error), &error);

    check_cell(table, 0, 1, OFFICE);
    assert_true(jf_csv_has_column(table, "id"));
    assert_int_equal(jf_csv_encoding(table), wanted_encoding);
    jf_csv_free(table);
}

static void check_wrong(const char *text, int32_t encoding, int32_t row, int64_t offset,
                        const char *message)
{
    jf_error error = {0};

    assert_null(read_as(text, encoding, &error));
    assert_string_equal(error.message, message);
    assert_int_equal(error.status, JF_E_ENCODING);
    assert_int_equal(error.line, row);
    assert_int_equal(error.actual, offset);
}

static void utf8_is_recognised(void **state)
{
    (void)state;
    check_office("id,name\n1," OFFICE "\n", JF_ENCODING_DETECT, JF_ENCODING_UTF_8);
}

static void byte_order_mark_is_no_part_of_the_first_name(void **state)
{
    (void)state;
    check_office("\xEF\xBB\xBFid,name\n1," OFFICE "\n", JF_ENCODING_DETECT, JF_ENCODING_UTF_8);
    check_office("\xEF\xBB\xBFid,name\n1," OFFICE "\n", JF_ENCODING_UTF_8, JF_ENCODING_UTF_8);
    /* The mark of GB18030 is the same character. */
    check_office("\x84\x31\x95\x33" GBK_TEXT, JF_ENCODING_DETECT, JF_ENCODING_GB18030);
}

static void gbk_of_a_spreadsheet_is_recognised(void **state)
{
    (void)state;
    check_office(GBK_TEXT, JF_ENCODING_DETECT, JF_ENCODING_GB18030);
    check_office("id,name\r\n1,\xB0\xEC\xB9\xAB\xCA\xD2\r\n", JF_ENCODING_DETECT,
                 JF_ENCODING_GB18030);
}

static void gb18030_reaches_all_of_unicode(void **state)
{
    jf_csv *table = table_of("a\n\x90\x30\x81\x30\n\x95\x32\x82\x36\n\xA2\xE3\n\xA3\xAC\n");

    (void)state;
    check_cell(table, 0, 0, "\xF0\x90\x80\x80");
    check_cell(table, 1, 0, "\xF0\xA0\x80\x80");
    check_cell(table, 2, 0, "€");
    check_cell(table, 3, 0, "，");
    jf_csv_free(table);
}

static void plain_ascii_counts_as_utf8(void **state)
{
    jf_csv *table = table_of("id\n1\n");

    (void)state;
    assert_int_equal(jf_csv_encoding(table), JF_ENCODING_UTF_8);
    jf_csv_free(table);
}

static void encoding_may_be_forced(void **state)
{
    (void)state;
    check_office(GBK_TEXT, JF_ENCODING_GB18030, JF_ENCODING_GB18030);
    check_office("id,name\n1," OFFICE "\n", JF_ENCODING_UTF_8, JF_ENCODING_UTF_8);
}

static void text_that_is_both_follows_the_caller(void **state)
{
    /* Two characters of UTF-8, three of GB18030. */
    const char *text = "a\n通知\n";
    jf_error error = {0};
    jf_csv *table = assert_made(read_as(text, JF_ENCODING_GB18030, &error), &error);

    (void)state;
    check_cell(table, 0, 0, "閫氱煡");
    assert_int_equal(jf_csv_encoding(table), JF_ENCODING_GB18030);
    jf_csv_free(table);
}

static void forced_utf8_names_row_and_byte_of_gbk(void **state)
{
    (void)state;
    check_wrong(GBK_TEXT, JF_ENCODING_UTF_8, 2, 10, "t.csv row 2: byte 10 is not UTF-8");
    check_wrong("\xEF\xBB\xBF" GBK_TEXT, JF_ENCODING_UTF_8, 2, 13,
                "t.csv row 2: byte 13 is not UTF-8");
}

static void forced_gb18030_names_row_and_byte(void **state)
{
    (void)state;
    check_wrong("a\nb\n\xFF\n", JF_ENCODING_GB18030, 3, 4, "t.csv row 3: byte 4 is not GB18030");
    check_wrong("a\n\xB0", JF_ENCODING_GB18030, 2, 2, "t.csv row 2: byte 2 is not GB18030");
}

static void mark_of_utf8_rules_out_gb18030(void **state)
{
    (void)state;
    check_wrong("\xEF\xBB\xBF" GBK_TEXT, JF_ENCODING_DETECT, 2, 13,
                "t.csv row 2: byte 13 is not UTF-8, which the byte order mark announces");
}

static void of_two_wrong_encodings_the_likelier_is_named(void **state)
{
    (void)state;
    check_wrong("a\n中\n\xFF\n", JF_ENCODING_DETECT, 3, 6,
                "t.csv row 3: byte 6 is not UTF-8, and the file is not GB18030 either");
    check_wrong("a\n\xFF\n", JF_ENCODING_DETECT, 2, 2,
                "t.csv row 2: byte 2 is not UTF-8, and the file is not GB18030 either");
    check_wrong("a\n\xB0\xEC\n\xFF\n", JF_ENCODING_DETECT, 3, 5,
                "t.csv row 3: byte 5 is not GB18030, and the file is not UTF-8 either");
}

static void utf16_is_told_by_name(void **state)
{
    const char bytes[] = "\xFF\xFEi\0d\0";
    jf_error error = {0};

    (void)state;
    assert_null(read_bytes(bytes, sizeof bytes - 1, NULL, &error));
    assert_int_equal(error.status, JF_E_ENCODING);
    assert_string_equal(error.message, "t.csv row 1: byte 0 begins UTF-16, save the file as UTF-8");
    check_wrong("\xFE\xFF", JF_ENCODING_DETECT, 1, 0,
                "t.csv row 1: byte 0 begins UTF-16, save the file as UTF-8");
}

static void utf8_is_strict(void **state)
{
    const char *const wrong[] = {
        "a\n\xC0\xAF\n",         /* overlong */
        "a\n\xE0\x80\xAF\n",     /* overlong */
        "a\n\xED\xA0\x80\n",     /* surrogate */
        "a\n\xF4\x90\x80\x80\n", /* beyond U+10FFFF */
        "a\n\x80\n",             /* continuation alone */
        "a\n\xE4\xB8\n",         /* cut */
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        check_wrong(wrong[i], JF_ENCODING_UTF_8, 2, 2, "t.csv row 2: byte 2 is not UTF-8");
}

static void wrong_byte_is_found_at_every_offset(void **state)
{
    char text[41];
    jf_error error = {0};
    jf_csv_options opts = {.size = sizeof opts, .encoding = JF_ENCODING_UTF_8};

    (void)state;
    for (size_t at = 0; at < sizeof text; at++) {
        memset(text, 'x', sizeof text);
        text[at] = '\xFF';
        assert_null(read_bytes(text, sizeof text, &opts, &error));
        assert_int_equal(error.actual, at);
    }
}

static void rows_are_counted_over_quoted_line_breaks(void **state)
{
    (void)state;
    check_wrong("a,b\n\"1\n2\",\"\"\"\n\"\nx,\xFF\n", JF_ENCODING_UTF_8, 3, 18,
                "t.csv row 3: byte 18 is not UTF-8");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_recognised),
        cmocka_unit_test(byte_order_mark_is_no_part_of_the_first_name),
        cmocka_unit_test(gbk_of_a_spreadsheet_is_recognised),
        cmocka_unit_test(gb18030_reaches_all_of_unicode),
        cmocka_unit_test(plain_ascii_counts_as_utf8),
        cmocka_unit_test(encoding_may_be_forced),
        cmocka_unit_test(text_that_is_both_follows_the_caller),
        cmocka_unit_test(forced_utf8_names_row_and_byte_of_gbk),
        cmocka_unit_test(forced_gb18030_names_row_and_byte),
        cmocka_unit_test(mark_of_utf8_rules_out_gb18030),
        cmocka_unit_test(of_two_wrong_encodings_the_likelier_is_named),
        cmocka_unit_test(utf16_is_told_by_name),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(wrong_byte_is_found_at_every_offset),
        cmocka_unit_test(rows_are_counted_over_quoted_line_breaks),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("io.csv_decode", tests, NULL, NULL);
}
