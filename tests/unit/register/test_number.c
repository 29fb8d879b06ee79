/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/register_text.h"

#define ZERO_WIDTH "\xE2\x80\x8B"

/* Reads a number that has to be one, and compares the three parts that a register needs. */
static jf_doc_number read(const char *text, const char *series, int32_t year, int32_t serial)
{
    jf_doc_number number = {.size = sizeof number};

    assert_ok(jf_doc_number_parse(text, &number, err));
    assert_int_equal(number.series_length, strlen(series));
    assert_memory_equal(text + number.series_at, series, strlen(series));
    assert_int_equal(number.year, year);
    assert_int_equal(number.serial, serial);
    return number;
}

static void check_wrong(const char *text, jf_status status, int64_t offset)
{
    jf_doc_number number = {.size = sizeof number, .year = -7};
    jf_error error = {0};

    assert_int_equal(jf_doc_number_parse(text, &number, &error), status);
    assert_int_equal(error.status, status);
    assert_int_equal(error.actual, offset);
    assert_int_equal(error.line, offset);
    assert_int_equal(number.year, -7);
    assert_int_equal(jf_doc_number_parse(text, &number, NULL), status);
}

static void tv09_a_notice_in_a_letter_series_is_read_and_does_not_fit(void **state)
{
    jf_doc_number number = read("国办函〔2018〕74号", "国办函", 2018, 74);
    int32_t kind = jf_doc_kind_of("国务院办公厅关于某事的通知");

    (void)state;
    assert_int_equal(number.form, JF_NUMBER_FORM_BRACKET);
    assert_int_equal(number.findings, 0);
    assert_int_equal(kind, JF_DOC_KIND_NOTICE);
    assert_false(jf_series_fits("国办函", kind));
}

static void tv10_a_decree_has_no_year(void **state)
{
    jf_doc_number number = read("国令第707号", "国令", 0, 707);

    (void)state;
    assert_int_equal(number.form, JF_NUMBER_FORM_PLAIN);
    assert_int_equal(number.findings, 0);
}

static void tv11_a_lost_bracket_is_an_error_at_its_place(void **state)
{
    (void)state;
    check_wrong("汉市考办发〔20166号", JF_E_TEXT, 15 + 3 + 4);
}

static void tv12_three_findings_with_their_places(void **state)
{
    jf_doc_number number = read("国资发［２０２３］０７号", "国资发", 2023, 7);

    (void)state;
    assert_int_equal(number.findings,
                     JF_NUMBER_BRACKET | JF_NUMBER_FULL_WIDTH | JF_NUMBER_ZERO);
    assert_int_equal(number.bracket_at, 9);
    assert_int_equal(number.full_width_at, 12);
    assert_int_equal(number.zero_at, 27);
}

static void every_form_is_read(void **state)
{
    (void)state;
    assert_int_equal(read("国发〔2019〕5号", "国发", 2019, 5).form, JF_NUMBER_FORM_BRACKET);
    assert_int_equal(read("国务院令第783号", "国务院令", 0, 783).form, JF_NUMBER_FORM_PLAIN);
    assert_int_equal(read("财政部公告2015年第3号", "财政部公告", 2015, 3).form,
                     JF_NUMBER_FORM_YEAR);
    assert_int_equal(read("HHCR-2023-01005", "HHCR", 2023, 1005).form, JF_NUMBER_FORM_CODE);
    assert_int_equal(read("HHCR-2023-01005", "HHCR", 2023, 1005).digits, 5);
}

static void every_pair_of_brackets_is_read(void **state)
{
    static const char *const texts[] = {"国发[2000]23号", "国发(2000)23号", "国发（2000）23号",
                                        "国发【2000】23号", "国发［2000］23号", "国发(2000〕23号"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_int_equal(read(texts[i], "国发", 2000, 23).findings, JF_NUMBER_BRACKET);
    assert_int_equal(read("国发〔2000]23号", "国发", 2000, 23).bracket_at, 6 + 3 + 4);
}

static void a_label_and_white_space_are_findings(void **state)
{
    jf_doc_number number = read(" 发文字号： 国发〔2019〕5号", "国发", 2019, 5);

    (void)state;
    assert_int_equal(number.findings, JF_NUMBER_LABEL | JF_NUMBER_SPACE);
    assert_int_equal(number.label_at, 1);
    assert_int_equal(number.space_at, 0);
    assert_int_equal(read("文号:国发〔2019〕5号", "国发", 2019, 5).findings, JF_NUMBER_LABEL);
    number = read("渝府〔2023〕8号" ZERO_WIDTH, "渝府", 2023, 8);
    assert_int_equal(number.findings, JF_NUMBER_SPACE);
    assert_int_equal(number.space_at, 6 + 3 + 4 + 3 + 1 + 3);
    assert_int_equal(read("豫政 〔 2010 〕 7 号", "豫政", 2010, 7).space_at, 6);
    assert_int_equal(read("\xC2\xA0\xE3\x80\x80国发〔2019〕5号", "国发", 2019, 5).findings,
                     JF_NUMBER_SPACE);
}

static void an_ordinal_belongs_to_decrees_only(void **state)
{
    (void)state;
    assert_int_equal(read("国发〔2019〕第5号", "国发", 2019, 5).findings, JF_NUMBER_ORDINAL);
    assert_int_equal(read("国发〔2019〕第5号", "国发", 2019, 5).ordinal_at, 16);
}

static void chinese_numerals_are_read(void **state)
{
    (void)state;
    assert_int_equal(read("主席令第二十号", "主席令", 0, 20).numeral_at, 12);
    assert_int_equal(read("主席令第二〇号", "主席令", 0, 20).findings, JF_NUMBER_NUMERAL);
    (void)read("主席令第一百零三号", "主席令", 0, 103);
    (void)read("主席令第十号", "主席令", 0, 10);
    (void)read("主席令第一千二百三十四号", "主席令", 0, 1234);
    (void)read("国发〔二○○六〕十七号", "国发", 2006, 17);
}

static void numerals_that_may_be_two_numbers_are_errors(void **state)
{
    (void)state;
    check_wrong("主席令〔2018〕二百五号", JF_E_TEXT, 9 + 3 + 4 + 3);
    check_wrong("主席令〔2018〕十百号", JF_E_TEXT, 9 + 3 + 4 + 3);
    check_wrong("主席令〔2018〕百号", JF_E_TEXT, 9 + 3 + 4 + 3);
    check_wrong("主席令〔2018〕二十零号", JF_E_TEXT, 9 + 3 + 4 + 3);
    check_wrong("主席令〔2018〕一千零三百号", JF_E_TEXT, 9 + 3 + 4 + 3);
}

static void an_ordinal_inside_a_series_is_part_of_it(void **state)
{
    (void)state;
    (void)read("市第一医院发〔2019〕3号", "市第一医院发", 2019, 3);
    (void)read("市第一医院令第3号", "市第一医院令", 0, 3);
}

static void full_width_letters_belong_to_a_series(void **state)
{
    jf_doc_number number = read("沪ＡＢ发〔2019〕3号", "沪ＡＢ发", 2019, 3);

    (void)state;
    assert_int_equal(number.findings, JF_NUMBER_FULL_WIDTH);
    assert_int_equal(number.full_width_at, 3);
}

static void what_is_broken_is_told_at_its_place(void **state)
{
    (void)state;
    check_wrong("", JF_E_TEXT, 0);
    check_wrong("发文字号：", JF_E_TEXT, 15);
    check_wrong("〔2019〕5号", JF_E_TEXT, 0);
    check_wrong("财行2013531号", JF_E_TEXT, 6);
    check_wrong("国令707号", JF_E_TEXT, 6);
    check_wrong("国发", JF_E_TEXT, 6);
    check_wrong("国发〔19〕5号", JF_E_TEXT, 9);
    check_wrong("国发〔2019〕号", JF_E_TEXT, 16);
    check_wrong("国发〔2012〕18", JF_E_TEXT, 18);
    check_wrong("国发〔2014〕号16", JF_E_TEXT, 16);
    check_wrong("国发〔2000〕48号〔〕", JF_E_TEXT, 21);
    check_wrong("国发〔2019〕5号、6号", JF_E_TEXT, 20);
    check_wrong("国 发〔2019〕5号", JF_E_TEXT, 4);
    check_wrong("国、发〔2019〕5号", JF_E_TEXT, 3);
    check_wrong("公告2018年14号", JF_E_TEXT, 13);
    check_wrong("HHCR-2023", JF_E_TEXT, 9);
    check_wrong("HHCR-2023-二十", JF_E_TEXT, 10);
    check_wrong("国发-2023-5", JF_E_TEXT, 6);
}

static void numbers_outside_their_range_are_told_at_their_place(void **state)
{
    char series[202] = "";

    (void)state;
    check_wrong("国发〔0999〕5号", JF_E_RANGE, 9);
    check_wrong("国发〔2019〕0号", JF_E_RANGE, 16);
    check_wrong("国发〔2019〕1234567890号", JF_E_RANGE, 16);
    (void)read("国发〔2019〕999999999号", "国发", 2019, 999999999);
    for (size_t i = 0; i < 65; i++)
        memcpy(series + 3 * i, "国", 3);
    check_wrong(series, JF_E_RANGE, 192);
}

static void bytes_that_are_not_utf8_are_told_at_their_place(void **state)
{
    (void)state;
    check_wrong("\xB9\xFA", JF_E_ENCODING, 0);
    check_wrong("国发〔2019〕\xFF", JF_E_ENCODING, 16);
    check_wrong("国发\xE5\x8F", JF_E_ENCODING, 6);
}

static void arguments_are_checked(void **state)
{
    jf_doc_number number = {.size = sizeof number};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_doc_number_parse(NULL, &number, err));
    assert_fails(JF_E_ARGUMENT, jf_doc_number_parse("国令第1号", NULL, err));
    number.size = 0;
    assert_fails(JF_E_ARGUMENT, jf_doc_number_parse("国令第1号", &number, err));
}

static void many_numbers_are_read_at_once(void **state)
{
    const char texts[] = "国令第7号\0财行2013531号\0国发〔2019〕5号";
    const uint8_t *bytes = (const uint8_t *)texts;
    jf_doc_number numbers[3];
    int32_t statuses[3];

    (void)state;
    assert_ok(jf_doc_number_parse_all(bytes, sizeof texts, numbers, 3, statuses, 3, err));
    assert_int_equal(statuses[0], JF_OK);
    assert_int_equal(statuses[1], JF_E_TEXT);
    assert_int_equal(numbers[0].serial, 7);
    assert_int_equal(numbers[1].serial, 0);
    assert_int_equal(numbers[1].size, sizeof numbers[1]);
    assert_int_equal(numbers[2].year, 2019);
    assert_ok(jf_doc_number_parse_all(NULL, 0, NULL, 0, NULL, 0, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_doc_number_parse_all(bytes, sizeof texts, numbers, 2, statuses, 2, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_doc_number_parse_all(bytes, sizeof texts, numbers, 3, statuses, 2, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_doc_number_parse_all(bytes, sizeof texts - 1, numbers, 3, statuses, 3, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_doc_number_parse_all(bytes, sizeof texts, NULL, 3, statuses, 3, err));
    assert_fails(JF_E_ARGUMENT, jf_doc_number_parse_all(NULL, 1, numbers, 3, statuses, 3, err));
}

static void a_text_that_is_too_long_is_refused(void **state)
{
    static char text[70000];
    static const char number[] = "国令第1号";

    (void)state;
    memset(text, ' ', sizeof text - 1);
    memcpy(text, number, sizeof number - 1);
    check_wrong(text, JF_E_RANGE, sizeof text - 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tv09_a_notice_in_a_letter_series_is_read_and_does_not_fit),
        cmocka_unit_test(tv10_a_decree_has_no_year),
        cmocka_unit_test(tv11_a_lost_bracket_is_an_error_at_its_place),
        cmocka_unit_test(tv12_three_findings_with_their_places),
        cmocka_unit_test(every_form_is_read),
        cmocka_unit_test(every_pair_of_brackets_is_read),
        cmocka_unit_test(a_label_and_white_space_are_findings),
        cmocka_unit_test(an_ordinal_belongs_to_decrees_only),
        cmocka_unit_test(chinese_numerals_are_read),
        cmocka_unit_test(numerals_that_may_be_two_numbers_are_errors),
        cmocka_unit_test(an_ordinal_inside_a_series_is_part_of_it),
        cmocka_unit_test(full_width_letters_belong_to_a_series),
        cmocka_unit_test(what_is_broken_is_told_at_its_place),
        cmocka_unit_test(numbers_outside_their_range_are_told_at_their_place),
        cmocka_unit_test(bytes_that_are_not_utf8_are_told_at_their_place),
        cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(many_numbers_are_read_at_once),
        cmocka_unit_test(a_text_that_is_too_long_is_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.number", tests, NULL, NULL);
}
