/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/support.h"

#include "jianfu/register_text.h"

static jf_doc_date read(const char *text, const char *day)
{
    jf_doc_date date = {.size = sizeof date};

    assert_ok(jf_doc_date_parse(text, &date, err));
    assert_int_equal(date.day, jf_test_day(day));
    return date;
}

static void check_wrong(const char *text, jf_status status, int64_t offset)
{
    jf_doc_date date = {.size = sizeof date, .day = -7};
    jf_error error = {0};

    assert_int_equal(jf_doc_date_parse(text, &date, &error), status);
    assert_int_equal(error.status, status);
    assert_int_equal(error.actual, offset);
    assert_int_equal(date.day, -7);
}

static void the_plain_form_has_no_finding(void **state)
{
    jf_doc_date date = read("2023-01-05", "2023-01-05");

    (void)state;
    assert_int_equal(date.findings, 0);
    assert_false(date.has_time);
}

static void shapes_are_read_with_a_finding(void **state)
{
    static const char *const texts[] = {"2023/1/5",   "2023/01/05", "2023.1.5",       "2023-1-5",
                                        "20230105",   "2023-01-5",  "2023年01月05日", "2023年1月5日",
                                        "2023．1．5", "2023／1／5"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_int_equal(read(texts[i], "2023-01-05").findings, JF_DATE_SHAPE);
    assert_int_equal(read("2023/1/5", "2023-01-05").shape_at, 4);
}

static void chinese_numerals_with_every_zero_are_read(void **state)
{
    (void)state;
    assert_int_equal(read("二○○五年一月十七日", "2005-01-17").findings,
                     JF_DATE_SHAPE | JF_DATE_NUMERAL);
    (void)read("二00六年九月二十八日", "2006-09-28");
    (void)read("二〇二六年三月十五日", "2026-03-15");
    (void)read("二零二三年十二月三十一日", "2023-12-31");
    assert_int_equal(read("2023年十月1日", "2023-10-01").numeral_at, 7);
}

static void full_width_and_white_space_are_findings(void **state)
{
    jf_doc_date date = read("２０２３年１月５日", "2023-01-05");

    (void)state;
    assert_int_equal(date.findings, JF_DATE_SHAPE | JF_DATE_FULL_WIDTH);
    date = read(" 2023 年 1 月 5 日\xE2\x80\x8B", "2023-01-05");
    assert_int_equal(date.findings, JF_DATE_SHAPE | JF_DATE_SPACE);
    assert_int_equal(date.space_at, 0);
    assert_int_equal(read("2023-01-05 ", "2023-01-05").findings, JF_DATE_SPACE);
    assert_int_equal(read("2023-01-05 ", "2023-01-05").space_at, 10);
}

static void a_time_behind_it_is_told(void **state)
{
    jf_doc_date date = read("2024-04-06 16:40", "2024-04-06");

    (void)state;
    assert_int_equal(date.findings, JF_DATE_TIME);
    assert_int_equal(date.time_at, 11);
    assert_true(date.has_time);
    assert_int_equal(date.minutes, 16 * 60 + 40);
    assert_int_equal(read("2024-04-06T00:00:00", "2024-04-06").minutes, 0);
    assert_int_equal(read("2024-04-06 9:05", "2024-04-06").minutes, 545);
    assert_int_equal(read("2024年4月6日 16：34", "2024-04-06").minutes, 994);
}

static void what_is_no_date_is_told_at_its_place(void **state)
{
    (void)state;
    check_wrong("", JF_E_TEXT, 0);
    check_wrong("23-01-05", JF_E_TEXT, 0);
    check_wrong("05/01/2023", JF_E_TEXT, 0);
    check_wrong("2023", JF_E_TEXT, 4);
    check_wrong("2023年1月", JF_E_TEXT, 11);
    check_wrong("2023年1月5", JF_E_TEXT, 12);
    check_wrong("2023-01/05", JF_E_TEXT, 7);
    check_wrong("2023-001-05", JF_E_TEXT, 7);
    check_wrong("2023015", JF_E_TEXT, 6);
    check_wrong("2023-01-05x", JF_E_TEXT, 10);
    check_wrong("2023-01-05 16", JF_E_TEXT, 13);
    check_wrong("2023-01-05 16:4", JF_E_TEXT, 14);
    check_wrong("44931", JF_E_TEXT, 4);
    check_wrong("2023-01-05\xFF", JF_E_ENCODING, 10);
}

static void days_that_do_not_exist_are_out_of_range(void **state)
{
    (void)state;
    check_wrong("2023-02-29", JF_E_RANGE, 8);
    check_wrong("2023年6月31日", JF_E_RANGE, 11);
    check_wrong("2023-13-01", JF_E_RANGE, 5);
    check_wrong("2023-00-01", JF_E_RANGE, 5);
    check_wrong("2023-01-00", JF_E_RANGE, 8);
    check_wrong("0000-01-01", JF_E_RANGE, 8);
    check_wrong("2023-01-05 24:00", JF_E_RANGE, 11);
    check_wrong("2023-01-05 10:60", JF_E_RANGE, 11);
    (void)read("2024-02-29", "2024-02-29");
    (void)read("9999-12-31", "9999-12-31");
}

static void arguments_are_checked(void **state)
{
    jf_doc_date date = {.size = sizeof date};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_doc_date_parse(NULL, &date, err));
    assert_fails(JF_E_ARGUMENT, jf_doc_date_parse("2023-01-05", NULL, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_form_has_no_finding),
        cmocka_unit_test(shapes_are_read_with_a_finding),
        cmocka_unit_test(chinese_numerals_with_every_zero_are_read),
        cmocka_unit_test(full_width_and_white_space_are_findings),
        cmocka_unit_test(a_time_behind_it_is_told),
        cmocka_unit_test(what_is_no_date_is_told_at_its_place),
        cmocka_unit_test(days_that_do_not_exist_are_out_of_range),
        cmocka_unit_test(arguments_are_checked),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.doc_date", tests, NULL, NULL);
}
