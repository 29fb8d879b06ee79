/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void documents_come_back_in_the_order_of_adding(void **state)
{
    const fixture *made = *state;
    jf_document first = plain;
    jf_document second = plain;
    jf_document out = {.size = sizeof out};

    first.row = 7;
    first.count = 3;
    second.lead = 1;
    second.characters = 2200;
    assert_ok(jf_register_add(made->documents, &first, "示国资发〔2023〕7号", "通知", err));
    assert_ok(jf_register_add(made->documents, &second, "", "", err));
    assert_int_equal(jf_register_count(made->documents), 2);
    assert_ok(jf_register_at(made->documents, 0, &out, err));
    assert_memory_equal(&out, &first, sizeof out);
    assert_string_equal(jf_register_number_at(made->documents, 0), "示国资发〔2023〕7号");
    assert_string_equal(jf_register_title_at(made->documents, 0), "通知");
    assert_ok(jf_register_at(made->documents, 1, &out, err));
    assert_int_equal(out.lead, 1);
    assert_int_equal(out.characters, 2200);
    assert_string_equal(jf_register_title_at(made->documents, 1), "");
}

static void count_of_zero_stands_for_one(void **state)
{
    const fixture *made = *state;
    jf_document out = {.size = sizeof out};

    add(made, plain);
    assert_ok(jf_register_at(made->documents, 0, &out, err));
    assert_int_equal(out.count, 1);
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30), 1);
}

static void duplicate_numbers_are_both_kept(void **state)
{
    const fixture *made = *state;

    for (int i = 0; i < 2; i++)
        assert_ok(jf_register_add(made->documents, &plain, "示国资发〔2023〕7号", "通知", err));
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30), 2);
}

static void smaller_record_of_an_older_caller_is_read(void **state)
{
    const fixture *made = *state;
    jf_document document = plain;
    jf_document out = {.size = sizeof out};

    document.size = offsetof(jf_document, doc_kind);
    document.direction = 99;
    add(made, document);
    assert_ok(jf_register_at(made->documents, 0, &out, err));
    assert_int_equal(out.direction, JF_DIRECTION_DOWN);
}

static void verdict_and_day_are_told_for_each_document(void **state)
{
    const fixture *made = *state;
    jf_document undated = plain;
    int32_t verdict = -1;
    jf_day day = 0;

    undated.date_signed = JF_DAY_NONE;
    add(made, plain);
    add(made, undated);
    assert_ok(jf_register_verdict_at(made->documents, 0, &verdict, err));
    assert_int_equal(verdict, JF_VERDICT_COUNTED);
    assert_ok(jf_register_day_at(made->documents, 0, &day, err));
    assert_int_equal(day, JUNE_30);
    assert_ok(jf_register_verdict_at(made->documents, 1, &verdict, err));
    assert_int_equal(verdict, JF_VERDICT_UNDATED);
    assert_ok(jf_register_day_at(made->documents, 1, &day, err));
    assert_int_equal(day, JF_DAY_NONE);
}

static void trees_may_be_freed_before_the_register(void **state)
{
    const int64_t sections[] = {101};
    jf_error error = {0};
    jf_tree *units = tree_of(1, sections, 1);
    jf_tree *kinds = tree_of(10, NULL, 0);
    jf_register *documents = assert_made(jf_register_new(units, kinds, NULL, NULL, &error), &error);

    (void)state;
    jf_tree_free(units);
    jf_tree_free(kinds);
    assert_ok(jf_register_add(documents, &plain, "", "", err));
    jf_register_free(documents);
    jf_register_free(NULL);
}

static void new_refuses_bad_arguments(void **state)
{
    const fixture *made = *state;
    jf_counting_policy policy = {.size = sizeof policy, .directions = 8};
    jf_register_options opts = {.size = 0};
    jf_error error = {0};

    assert_null(jf_register_new(NULL, made->kinds, NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_register_new(made->units, NULL, NULL, NULL, NULL));
    assert_null(jf_register_new(made->units, made->kinds, &policy, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_register_new(made->units, made->kinds, NULL, &opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    opts.size = sizeof opts;
    opts.needs_series = 2;
    assert_null(jf_register_new(made->units, made->kinds, NULL, &opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
}

static void issuers_are_named_once(void **state)
{
    const fixture *made = *state;
    const int64_t issuers[] = {102, 1, 102};
    const int64_t unknown[] = {1, 999};
    jf_document out = {.size = sizeof out};

    add(made, plain);
    assert_fails(JF_E_RANGE, jf_register_set_issuers(made->documents, 1, issuers, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_register_set_issuers(made->documents, 0, issuers, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_register_set_issuers(made->documents, 0, issuers, 3, err));
    assert_fails(JF_E_ARGUMENT, jf_register_set_issuers(made->documents, 0, NULL, 1, err));
    assert_fails(JF_E_NOT_FOUND, jf_register_set_issuers(made->documents, 0, unknown, 2, err));
    assert_ok(jf_register_at(made->documents, 0, &out, err));
    assert_int_equal(out.lead, 0);
    assert_ok(jf_register_set_issuers(made->documents, 0, issuers, 2, err));
    assert_ok(jf_register_at(made->documents, 0, &out, err));
    assert_int_equal(out.lead, 102);
    assert_true(out.led_elsewhere);
    assert_fails(JF_E_STATE, jf_register_set_issuers(made->documents, 0, issuers, 1, err));
}

static void documents_are_added_all_or_none(void **state)
{
    const fixture *made = *state;
    const char texts[] = "国发〔2023〕1号\0通知\0国发〔2023〕2号\0\0\xFF\0";
    const uint8_t *bytes = (const uint8_t *)texts;
    const size_t two = sizeof texts - 3;
    jf_document documents[] = {plain, plain, plain};
    jf_error error = {0};

    assert_int_equal(
        jf_register_add_all(made->documents, documents, 3, bytes, sizeof texts, &error),
        JF_E_ENCODING);
    assert_int_equal(error.line, 3);
    assert_int_equal(jf_register_count(made->documents), 0);
    assert_ok(jf_register_add_all(made->documents, documents, 2, bytes, two, err));
    assert_int_equal(jf_register_count(made->documents), 2);
    assert_string_equal(jf_register_title_at(made->documents, 0), "通知");
    assert_string_equal(jf_register_number_at(made->documents, 1), "国发〔2023〕2号");
    assert_ok(jf_register_add_all(made->documents, NULL, 0, NULL, 0, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_register_add_all(made->documents, documents, 1, bytes, two, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_register_add_all(made->documents, NULL, 2, bytes, two, err));
    assert_fails(JF_E_ARGUMENT, jf_register_add_all(NULL, documents, 2, bytes, two, err));
    assert_int_equal(jf_register_count(made->documents), 2);
}

static void policies_hold_on_their_days(void **state)
{
    const fixture *made = *state;
    jf_counting_policy policy = {.size = sizeof policy, .informal = 1};
    jf_counting_policy wrong = {.size = sizeof wrong, .informal = 3};
    jf_document informal = plain;
    int32_t verdict = -1;

    informal.informal = 1;
    add(made, informal);
    informal.date_signed += 1;
    add(made, informal);
    assert_ok(jf_register_add_policy(made->documents, &policy, JUNE_30 + 1, JUNE_30 + 9, err));
    assert_fails(JF_E_EXISTS,
                 jf_register_add_policy(made->documents, &policy, JUNE_30 + 9, JUNE_30 + 9, err));
    assert_fails(JF_E_RANGE, jf_register_add_policy(made->documents, &policy, 9, 8, err));
    assert_fails(JF_E_RANGE, jf_register_add_policy(made->documents, &policy, JF_DAY_NONE, 8, err));
    assert_fails(JF_E_ARGUMENT, jf_register_add_policy(made->documents, &wrong, 8, 9, err));
    assert_fails(JF_E_ARGUMENT, jf_register_add_policy(made->documents, NULL, 8, 9, err));
    assert_ok(jf_register_verdict_at(made->documents, 0, &verdict, err));
    assert_int_equal(verdict, JF_VERDICT_INFORMAL);
    assert_ok(jf_register_verdict_at(made->documents, 1, &verdict, err));
    assert_int_equal(verdict, JF_VERDICT_COUNTED);
}

static void check_refused(const fixture *made, jf_status wanted, jf_document document)
{
    assert_fails(wanted, jf_register_add(made->documents, &document, "", "", err));
    assert_int_equal(jf_register_count(made->documents), 0);
}

static void add_refuses_fields_outside_their_enum(void **state)
{
    const fixture *made = *state;
    const size_t fields[] = {
        offsetof(jf_document, row),
        offsetof(jf_document, doc_kind),
        offsetof(jf_document, corrects),
        offsetof(jf_document, annexes),
        offsetof(jf_document, topics),
        offsetof(jf_document, video),
        offsetof(jf_document, relayed),
        offsetof(jf_document, direction),
        offsetof(jf_document, informal),
        offsetof(jf_document, status),
        offsetof(jf_document, classification),
        offsetof(jf_document, forwarded),
        offsetof(jf_document, minutes),
        offsetof(jf_document, characters),
        offsetof(jf_document, led_elsewhere),
    };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        jf_document document = plain;
        int32_t wrong = -1;

        memcpy((char *)&document + fields[i], &wrong, sizeof wrong);
        check_refused(made, JF_E_ARGUMENT, document);
        if (fields[i] == offsetof(jf_document, row) ||
            fields[i] == offsetof(jf_document, characters) ||
            fields[i] == offsetof(jf_document, annexes) ||
            fields[i] == offsetof(jf_document, topics))
            continue;
        wrong = fields[i] == offsetof(jf_document, doc_kind) ? 16 : 4;
        memcpy((char *)&document + fields[i], &wrong, sizeof wrong);
        check_refused(made, JF_E_ARGUMENT, document);
    }
}

static void add_refuses_a_negative_count(void **state)
{
    jf_document document = plain;

    document.count = -1;
    check_refused(*state, JF_E_ARGUMENT, document);
}

static void add_refuses_unknown_nodes(void **state)
{
    jf_document document = plain;

    document.sponsor = 999;
    check_refused(*state, JF_E_NOT_FOUND, document);
    document = plain;
    document.sponsor = 0;
    check_refused(*state, JF_E_NOT_FOUND, document);
    document = plain;
    document.lead = 999;
    check_refused(*state, JF_E_NOT_FOUND, document);
    document = plain;
    document.kind = 999;
    check_refused(*state, JF_E_NOT_FOUND, document);
}

static void add_refuses_days_that_do_not_exist(void **state)
{
    jf_document document = plain;

    document.date_signed = JF_DAY_LAST + 1;
    check_refused(*state, JF_E_RANGE, document);
    document = plain;
    document.date_dispatched = JF_DAY_FIRST - 1;
    check_refused(*state, JF_E_RANGE, document);
}

static void add_refuses_bad_texts(void **state)
{
    const fixture *made = *state;
    static char giant[65537];

    memset(giant, 'x', sizeof giant - 1);
    assert_fails(JF_E_ENCODING, jf_register_add(made->documents, &plain, "\xB0\xEC", "", err));
    assert_fails(JF_E_ENCODING, jf_register_add(made->documents, &plain, "", "\xB0\xEC", err));
    assert_fails(JF_E_RANGE, jf_register_add(made->documents, &plain, "", giant, err));
    assert_fails(JF_E_ARGUMENT, jf_register_add(made->documents, &plain, NULL, "", err));
    assert_fails(JF_E_ARGUMENT, jf_register_add(made->documents, &plain, "", NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_register_add(made->documents, NULL, "", "", err));
    assert_fails(JF_E_ARGUMENT, jf_register_add(NULL, &plain, "", "", err));
    assert_int_equal(jf_register_count(made->documents), 0);
    giant[65535] = '\0';
    assert_ok(jf_register_add(made->documents, &plain, giant, "", err));
}

static void add_reports_in_the_order_of_the_contract(void **state)
{
    const fixture *made = *state;
    jf_document document = plain;

    document.direction = 9;
    document.kind = 999;
    document.date_signed = JF_DAY_LAST + 1;
    assert_fails(JF_E_ARGUMENT, jf_register_add(made->documents, &document, "\xFF", "", err));
    document.direction = 0;
    assert_fails(JF_E_NOT_FOUND, jf_register_add(made->documents, &document, "\xFF", "", err));
    document.kind = 10;
    assert_fails(JF_E_RANGE, jf_register_add(made->documents, &document, "\xFF", "", err));
    document.date_signed = JUNE_30;
    assert_fails(JF_E_ENCODING, jf_register_add(made->documents, &document, "\xFF", "", err));
}

static void positions_beyond_the_end_are_refused(void **state)
{
    const fixture *made = *state;
    jf_document out = {.size = sizeof out};
    int32_t verdict;
    jf_day day;

    add(made, plain);
    assert_fails(JF_E_RANGE, jf_register_at(made->documents, 1, &out, err));
    assert_fails(JF_E_RANGE, jf_register_verdict_at(made->documents, 1, &verdict, err));
    assert_fails(JF_E_RANGE, jf_register_day_at(made->documents, 1, &day, err));
    assert_null(jf_register_number_at(made->documents, 1));
    assert_null(jf_register_title_at(made->documents, 1));
    assert_null(jf_register_title_at(NULL, 0));
    assert_int_equal(jf_register_count(NULL), 0);
}

static void outputs_must_be_given(void **state)
{
    const fixture *made = *state;
    jf_document unsized = {.size = 0};
    int64_t sum;

    add(made, plain);
    assert_fails(JF_E_ARGUMENT, jf_register_at(made->documents, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_register_at(made->documents, 0, &unsized, err));
    assert_fails(JF_E_ARGUMENT, jf_register_verdict_at(made->documents, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_register_day_at(made->documents, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_register_total(made->documents, 0, 0, 1, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_register_total(NULL, 0, 0, 1, 1, &sum, err));
    assert_fails(JF_E_ARGUMENT, jf_register_verdict_total(made->documents, 0, 0, 1, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_register_verdict_total(NULL, 0, 0, 1, 1, &sum, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_register(documents_come_back_in_the_order_of_adding),
        with_register(count_of_zero_stands_for_one),
        with_register(duplicate_numbers_are_both_kept),
        with_register(smaller_record_of_an_older_caller_is_read),
        with_register(verdict_and_day_are_told_for_each_document),
        cmocka_unit_test(trees_may_be_freed_before_the_register),
        with_register(new_refuses_bad_arguments),
        with_register(issuers_are_named_once),
        with_register(documents_are_added_all_or_none),
        with_register(policies_hold_on_their_days),
        with_register(add_refuses_fields_outside_their_enum),
        with_register(add_refuses_a_negative_count),
        with_register(add_refuses_unknown_nodes),
        with_register(add_refuses_days_that_do_not_exist),
        with_register(add_refuses_bad_texts),
        with_register(add_reports_in_the_order_of_the_contract),
        with_register(positions_beyond_the_end_are_refused),
        with_register(outputs_must_be_given),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.register", tests, NULL, NULL);
}
