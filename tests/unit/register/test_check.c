/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "jianfu/register_check.h"
#include "jianfu/register_text.h"

static void add_numbered(const fixture *made, const jf_document *document, const char *number,
                         const char *title)
{
    assert_ok(jf_register_add(made->documents, document, number, title, err));
}

/* The one finding of a kind. */
static jf_finding only(jf_register *documents, int32_t kind)
{
    jf_finding found = {.size = sizeof found};

    assert_int_equal(jf_register_finding_total(documents, kind), 1);
    for (size_t i = 0; i < jf_register_finding_count(documents); i++) {
        assert_ok(jf_register_finding_at(documents, i, &found, err));
        if (found.kind == kind)
            return found;
    }
    fail();
    return found;
}

static void a_sound_document_has_no_finding(void **state)
{
    const fixture *made = *state;

    add_numbered(made, &plain, "国发〔2023〕1号", "某事的通知");
    add_numbered(made, &plain, "", "");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(jf_register_finding_count(made->documents), 0);
}

static void numbers_are_told_with_their_places(void **state)
{
    const fixture *made = *state;
    jf_document row = plain;
    jf_finding found;

    row.row = 7;
    add_numbered(made, &row, "汉市考办发〔20166号", "");
    assert_ok(jf_register_check(made->documents, err));
    found = only(made->documents, JF_FINDING_NUMBER_WRONG);
    assert_int_equal(found.at, 22);
    assert_int_equal(found.actual, JF_E_TEXT);
    assert_int_equal(found.row, 7);
    assert_int_equal(found.other, -1);
    add_numbered(made, &row, "国资发［２０２３］０１号", "");
    assert_int_equal(jf_register_finding_count(made->documents), 0);
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(jf_register_finding_total(made->documents, JF_FINDING_NUMBER_FORM), 3);
    assert_ok(jf_register_finding_at(made->documents, 1, &found, err));
    assert_int_equal(found.document, 1);
    assert_int_equal(found.actual, JF_NUMBER_BRACKET);
    assert_int_equal(found.at, 9);
}

static void duplicates_are_told_whatever_their_form(void **state)
{
    const fixture *made = *state;
    jf_document copy = plain;

    copy.corrects = 1;
    add_numbered(made, &plain, "国发〔2023〕1号", "");
    add_numbered(made, &plain, "国发[2023]1号", "");
    add_numbered(made, &copy, "国发〔2023〕1号", "");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(only(made->documents, JF_FINDING_DUPLICATE).document, 1);
    assert_int_equal(only(made->documents, JF_FINDING_DUPLICATE).other, 0);
}

static void the_year_of_the_number_is_compared_with_the_date(void **state)
{
    const fixture *made = *state;

    add_numbered(made, &plain, "国发〔2022〕1号", "");
    add_numbered(made, &plain, "国令第707号", "某某令");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(only(made->documents, JF_FINDING_YEAR).expected, 2022);
    assert_int_equal(only(made->documents, JF_FINDING_YEAR).actual, 2023);
}

static void tv09_a_series_that_disagrees_with_the_kind(void **state)
{
    const fixture *made = *state;
    jf_document given = plain;

    add_numbered(made, &plain, "国办函〔2023〕1号", "关于某事的通知");
    given.doc_kind = JF_DOC_KIND_LETTER;
    add_numbered(made, &given, "国办函〔2023〕2号", "关于某事的通知");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(only(made->documents, JF_FINDING_SERIES_KIND).document, 0);
    assert_int_equal(only(made->documents, JF_FINDING_SERIES_KIND).actual, JF_DOC_KIND_NOTICE);
}

static void unknown_series_are_told_where_they_are_asked_for(void **state)
{
    const fixture *made = *state;
    jf_register_options opts = {.size = sizeof opts, .needs_series = 1};
    jf_error error = {0};
    jf_register *strict =
        assert_made(jf_register_new(made->units, made->kinds, NULL, &opts, &error), &error);

    assert_ok(jf_tree_add_alias(made->units, 101, "国发", err));
    assert_ok(jf_register_add(strict, &plain, "国发〔2023〕1号", "", err));
    assert_ok(jf_register_add(strict, &plain, "甲发〔2023〕1号", "", err));
    assert_ok(jf_register_check(strict, err));
    assert_int_equal(only(strict, JF_FINDING_SERIES_UNKNOWN).document, 1);
    jf_register_free(strict);
}

static void missing_dates_and_ended_units_are_told(void **state)
{
    const fixture *made = *state;
    jf_document undated = plain;

    undated.date_signed = JF_DAY_NONE;
    assert_ok(jf_tree_retire(made->units, 101, JUNE_30 - 1, 102, err));
    add_numbered(made, &plain, "", "");
    add_numbered(made, &undated, "", "");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(only(made->documents, JF_FINDING_UNDATED).document, 1);
    assert_int_equal(only(made->documents, JF_FINDING_UNIT_ENDED).expected, 102);
    assert_int_equal(only(made->documents, JF_FINDING_UNIT_ENDED).actual, 101);
}

static void status_and_size_are_told(void **state)
{
    const fixture *made = *state;
    jf_document odd = plain;

    odd.status = JF_DOCUMENT_WITHDRAWN;
    odd.characters = 10001;
    add_numbered(made, &odd, "", "");
    odd = plain;
    odd.annexes = 9;
    add_numbered(made, &odd, "", "");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(only(made->documents, JF_FINDING_STATUS).actual, JF_DOCUMENT_WITHDRAWN);
    assert_int_equal(only(made->documents, JF_FINDING_BUNDLED).actual, 10001);
}

static void counting_by_publication_is_told(void **state)
{
    const fixture *made = *state;
    jf_counting_policy policy = {.size = sizeof policy, .date_basis = 2};

    assert_ok(jf_register_add_policy(made->documents, &policy, JUNE_30, JUNE_30, err));
    add_numbered(made, &plain, "", "");
    assert_ok(jf_register_check(made->documents, err));
    (void)only(made->documents, JF_FINDING_PUBLISHED);
    (void)only(made->documents, JF_FINDING_UNDATED);
}

static void remarks_of_an_importer_stay(void **state)
{
    const fixture *made = *state;
    jf_finding remark = {.size = sizeof remark, .kind = JF_FINDING_DATE_FORM, .document = 0,
                         .date = 1, .actual = JF_DATE_NUMERAL, .at = 3};
    jf_finding wrong = remark;
    jf_document row = plain;

    row.row = 9;
    add_numbered(made, &row, "", "");
    wrong.kind = JF_FINDING_GAP;
    assert_fails(JF_E_ARGUMENT, jf_register_remark(made->documents, &wrong, err));
    wrong = remark;
    wrong.date = 3;
    assert_fails(JF_E_ARGUMENT, jf_register_remark(made->documents, &wrong, err));
    wrong = remark;
    wrong.document = 1;
    assert_fails(JF_E_RANGE, jf_register_remark(made->documents, &wrong, err));
    assert_ok(jf_register_remark(made->documents, &remark, err));
    for (int i = 0; i < 2; i++) {
        assert_ok(jf_register_check(made->documents, err));
        assert_int_equal(only(made->documents, JF_FINDING_DATE_FORM).at, 3);
        assert_int_equal(only(made->documents, JF_FINDING_DATE_FORM).row, 9);
    }
}

static void arguments_are_checked(void **state)
{
    const fixture *made = *state;
    jf_finding finding = {.size = sizeof finding};
    jf_meter meter = {.size = sizeof meter};

    assert_fails(JF_E_ARGUMENT, jf_register_check(NULL, err));
    assert_fails(JF_E_RANGE, jf_register_finding_at(made->documents, 0, &finding, err));
    assert_fails(JF_E_ARGUMENT, jf_register_finding_at(NULL, 0, &finding, err));
    assert_fails(JF_E_ARGUMENT, jf_register_finding_at(made->documents, 0, NULL, err));
    assert_fails(JF_E_RANGE, jf_register_meter_at(made->documents, 0, &meter, err));
    assert_fails(JF_E_ARGUMENT, jf_register_meter_at(NULL, 0, &meter, err));
    assert_fails(JF_E_ARGUMENT, jf_register_remark(NULL, &finding, err));
    assert_fails(JF_E_ARGUMENT, jf_register_remark(made->documents, NULL, err));
    assert_null(jf_register_meter_series_at(made->documents, 0));
    assert_int_equal(jf_register_finding_count(NULL), 0);
    assert_int_equal(jf_register_meter_count(NULL), 0);
}

static void findings_have_names(void **state)
{
    (void)state;
    assert_string_equal(jf_finding_name(JF_FINDING_NUMBER_WRONG), "number-wrong");
    assert_string_equal(jf_finding_name(JF_FINDING_MONTH_SHIFT), "month-shift");
    assert_string_equal(jf_finding_name(JF_FINDING_DATE_FORM), "date-form");
    assert_string_equal(jf_finding_name(0), "unknown");
    assert_string_equal(jf_finding_name(JF_FINDING_DATE_FORM + 1), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_register(a_sound_document_has_no_finding),
        with_register(numbers_are_told_with_their_places),
        with_register(duplicates_are_told_whatever_their_form),
        with_register(the_year_of_the_number_is_compared_with_the_date),
        with_register(tv09_a_series_that_disagrees_with_the_kind),
        with_register(unknown_series_are_told_where_they_are_asked_for),
        with_register(missing_dates_and_ended_units_are_told),
        with_register(status_and_size_are_told),
        with_register(counting_by_publication_is_told),
        with_register(remarks_of_an_importer_stay),
        with_register(arguments_are_checked),
        cmocka_unit_test(findings_have_names),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.check", tests, NULL, NULL);
}
