/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/register_text.h"

static void check_printed(const char *text, const char *wanted)
{
    jf_doc_number number = {.size = sizeof number};
    char printed[JF_DOC_NUMBER_TEXT_SIZE];
    char again[JF_DOC_NUMBER_TEXT_SIZE];

    assert_ok(jf_doc_number_parse(text, &number, err));
    assert_ok(jf_doc_number_print(&number, text, printed, sizeof printed, err));
    assert_string_equal(printed, wanted);
    assert_ok(jf_doc_number_parse(printed, &number, err));
    assert_int_equal(number.findings, 0);
    assert_ok(jf_doc_number_print(&number, printed, again, sizeof again, err));
    assert_string_equal(again, wanted);
}

static void tv12_the_number_is_normalised(void **state)
{
    (void)state;
    check_printed("国资发［２０２３］０７号", "国资发〔2023〕7号");
}

static void every_form_has_one_print(void **state)
{
    (void)state;
    check_printed("发文字号：晋政办发[2004] 19 号", "晋政办发〔2004〕19号");
    check_printed("国发〔二○○六〕第十七号", "国发〔2006〕17号");
    check_printed("主席令第二十号", "主席令第20号");
    check_printed("财政部公告 2015年第 03号", "财政部公告2015年第3号");
    check_printed("ＨＨCR-２０２３-01005", "HHCR-2023-01005");
    check_printed("沪Ａ发〔2019〕3号", "沪A发〔2019〕3号");
}

static void a_number_of_another_text_is_refused(void **state)
{
    jf_doc_number number = {.size = sizeof number};
    jf_doc_number changed;
    char printed[JF_DOC_NUMBER_TEXT_SIZE] = "as before";

    (void)state;
    assert_ok(jf_doc_number_parse("国办函〔2018〕74号", &number, err));
    assert_fails(JF_E_ARGUMENT, jf_doc_number_print(&number, "国发", printed, 240, err));
    changed = number;
    changed.series_at = 400;
    assert_fails(JF_E_ARGUMENT, jf_doc_number_print(&changed, "国发", printed, 240, err));
    changed = number;
    changed.form = 9;
    assert_fails(JF_E_ARGUMENT, jf_doc_number_print(&changed, "国办函", printed, 240, err));
    changed = number;
    changed.year = 0;
    assert_fails(JF_E_ARGUMENT, jf_doc_number_print(&changed, "国办函", printed, 240, err));
    assert_string_equal(printed, "as before");
}

static void arguments_are_checked(void **state)
{
    jf_doc_number number = {.size = sizeof number};
    char printed[JF_DOC_NUMBER_TEXT_SIZE] = "as before";

    (void)state;
    assert_ok(jf_doc_number_parse("国令第7号", &number, err));
    assert_fails(JF_E_ARGUMENT, jf_doc_number_print(NULL, "国令", printed, 240, err));
    assert_fails(JF_E_ARGUMENT, jf_doc_number_print(&number, NULL, printed, 240, err));
    assert_fails(JF_E_ARGUMENT, jf_doc_number_print(&number, "国令", NULL, 240, err));
    assert_fails(JF_E_RANGE, jf_doc_number_print(&number, "国令", printed, 239, err));
    assert_string_equal(printed, "as before");
}

static void findings_have_names(void **state)
{
    (void)state;
    assert_string_equal(jf_number_finding_name(JF_NUMBER_LABEL), "label");
    assert_string_equal(jf_number_finding_name(JF_NUMBER_NUMERAL), "numeral");
    assert_string_equal(jf_number_finding_name(3), "unknown");
    assert_string_equal(jf_date_finding_name(JF_DATE_SHAPE), "shape");
    assert_string_equal(jf_date_finding_name(JF_DATE_TIME), "time");
    assert_string_equal(jf_date_finding_name(32), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tv12_the_number_is_normalised),
        cmocka_unit_test(every_form_has_one_print),
        cmocka_unit_test(a_number_of_another_text_is_refused),
        cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(findings_have_names),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.number_print", tests, NULL, NULL);
}
