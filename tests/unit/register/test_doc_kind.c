/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/register_text.h"

static void each_of_the_fifteen_is_its_own_name(void **state)
{
    (void)state;
    for (int32_t kind = JF_DOC_KIND_OTHER; kind <= JF_DOC_KIND_MINUTES; kind++)
        assert_int_equal(jf_doc_kind_of(jf_doc_kind_name(kind)), kind);
    assert_string_equal(jf_doc_kind_name(16), "其他");
    assert_string_equal(jf_doc_kind_name(-1), "其他");
}

static void a_title_ends_with_its_kind(void **state)
{
    (void)state;
    assert_int_equal(jf_doc_kind_of("关于转发某意见的通知"), JF_DOC_KIND_NOTICE);
    assert_int_equal(jf_doc_kind_of("关于某事的通知（试行）"), JF_DOC_KIND_NOTICE);
    assert_int_equal(jf_doc_kind_of("关于某事的通知(2019) "), JF_DOC_KIND_NOTICE);
    assert_int_equal(jf_doc_kind_of("关于某事的复函"), JF_DOC_KIND_LETTER);
    assert_int_equal(jf_doc_kind_of("会议纪要"), JF_DOC_KIND_MINUTES);
    assert_int_equal(jf_doc_kind_of("某某令"), JF_DOC_KIND_ORDER);
    assert_int_equal(jf_doc_kind_of("命令"), JF_DOC_KIND_ORDER);
    assert_int_equal(jf_doc_kind_of("命令（令）"), JF_DOC_KIND_ORDER);
}

static void what_is_none_of_them_is_other(void **state)
{
    (void)state;
    assert_int_equal(jf_doc_kind_of(""), JF_DOC_KIND_OTHER);
    assert_int_equal(jf_doc_kind_of(NULL), JF_DOC_KIND_OTHER);
    assert_int_equal(jf_doc_kind_of("便笺"), JF_DOC_KIND_OTHER);
    assert_int_equal(jf_doc_kind_of("（通知）"), JF_DOC_KIND_OTHER);
    assert_int_equal(jf_doc_kind_of("通知）"), JF_DOC_KIND_OTHER);
}

static void series_have_a_class(void **state)
{
    (void)state;
    assert_int_equal(jf_series_class_of("国发"), JF_SERIES_DOCUMENT);
    assert_int_equal(jf_series_class_of("国办函"), JF_SERIES_LETTER);
    assert_int_equal(jf_series_class_of("国令"), JF_SERIES_DECREE);
    assert_int_equal(jf_series_class_of("国办发明电"), JF_SERIES_TELEGRAM);
    assert_int_equal(jf_series_class_of("晋政办发电"), JF_SERIES_TELEGRAM);
    assert_int_equal(jf_series_class_of(NULL), JF_SERIES_DOCUMENT);
}

static void series_and_kind_agree_or_not(void **state)
{
    (void)state;
    assert_true(jf_series_fits("国函", JF_DOC_KIND_REPLY));
    assert_true(jf_series_fits("国函", JF_DOC_KIND_LETTER));
    assert_false(jf_series_fits("国函", JF_DOC_KIND_NOTICE));
    assert_false(jf_series_fits("国发", JF_DOC_KIND_LETTER));
    assert_true(jf_series_fits("国发", JF_DOC_KIND_OPINION));
    assert_true(jf_series_fits("国令", JF_DOC_KIND_ORDER));
    assert_false(jf_series_fits("国令", JF_DOC_KIND_NOTICE));
    assert_true(jf_series_fits("国发明电", JF_DOC_KIND_LETTER));
    assert_true(jf_series_fits("国函", JF_DOC_KIND_OTHER));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_the_fifteen_is_its_own_name),
        cmocka_unit_test(a_title_ends_with_its_kind),
        cmocka_unit_test(what_is_none_of_them_is_other),
        cmocka_unit_test(series_have_a_class),
        cmocka_unit_test(series_and_kind_agree_or_not),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.doc_kind", tests, NULL, NULL);
}
