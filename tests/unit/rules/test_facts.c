/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "rules/facts.h"

static jf_rules *any_rules(void)
{
    jf_clause clause = {.check = JF_CHECK_CHARACTERS, .draft = JF_DRAFT_DOCUMENT, .limit = 1};

    return rules_of(clause);
}

static void zero_is_not_said_and_flagged_zero_is_a_number(void **state)
{
    jf_meeting_draft draft = {.size = sizeof draft, .has_staff = 1, .minutes = 60};
    jf__facts facts;

    (void)state;
    assert_ok(jf__facts_of_meeting(&facts, &draft, err));
    assert_int_equal(facts.draft, JF_DRAFT_MEETING);
    assert_true(jf__facts_know(&facts, JF_INPUT_STAFF));
    assert_true(jf__facts_know(&facts, JF_INPUT_MINUTES));
    assert_int_equal(facts.values[JF_INPUT_MINUTES], 60);
    assert_false(jf__facts_know(&facts, JF_INPUT_HEADS));
    assert_false(jf__facts_know(&facts, JF_INPUT_SPEAKERS));
    assert_false(jf__facts_know(&facts, JF_INPUT_LAST_YEAR));
    assert_false(jf__facts_know(&facts, JF_INPUT_DAY));
}

static void no_day_is_zero_or_none(void **state)
{
    jf_inspection_draft draft = {.size = sizeof draft,
                                 .day = JF_DAY_NONE,
                                 .notified = jf_test_day("2023-03-01")};
    jf__facts facts;

    (void)state;
    assert_ok(jf__facts_of_inspection(&facts, &draft, err));
    assert_false(jf__facts_know(&facts, JF_INPUT_DAY));
    assert_false(jf__facts_know(&facts, JF_INPUT_REVIEWED));
    assert_true(jf__facts_know(&facts, JF_INPUT_NOTIFIED));
}

static void pages_follow_from_characters(void **state)
{
    static const int32_t rows[][2] = {{1, 1},    {616, 1},   {617, 2},
                                      {4000, 7}, {5000, 9},  {6160, 10},
                                      {6161, 11}, {INT32_MAX, 3486175}};
    jf_document_draft draft = {.size = sizeof draft};
    jf__facts facts;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        draft.characters = rows[i][0];
        assert_ok(jf__facts_of_document(&facts, &draft, err));
        assert_int_equal(facts.values[JF_INPUT_PAGES], rows[i][1]);
    }
    draft.pages = 12; /* counted by hand */
    assert_ok(jf__facts_of_document(&facts, &draft, err));
    assert_int_equal(facts.values[JF_INPUT_PAGES], 12);
    draft.pages = 0;
    draft.characters = 0;
    assert_ok(jf__facts_of_document(&facts, &draft, err));
    assert_false(jf__facts_know(&facts, JF_INPUT_PAGES));
}

static void fields_outside_their_range_are_refused(void **state)
{
    jf_rules *rules = any_rules();
    jf_document_draft document = {.size = sizeof document, .issuer = JF_BODY_SECTION + 1};
    jf_meeting_draft meeting = {.size = sizeof meeting, .has_staff = 2};
    jf_inspection_draft inspection = {.size = sizeof inspection, .grade = 31};
    jf_error error = {0};

    (void)state;
    assert_null(jf_rules_check_document(rules, &document, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_string_equal(error.message, "draft.issuer is 7, not 0 to 6");
    document = (jf_document_draft){.size = sizeof document, .characters = -1};
    assert_null(jf_rules_check_document(rules, &document, NULL));
    document = (jf_document_draft){.size = sizeof document, .reserved = 1};
    assert_null(jf_rules_check_document(rules, &document, NULL));
    document = (jf_document_draft){.size = sizeof document, .day = JF_DAY_LAST + 1};
    assert_null(jf_rules_check_document(rules, &document, &error));
    assert_int_equal(error.status, JF_E_RANGE);
    assert_null(jf_rules_check_meeting(rules, &meeting, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    meeting = (jf_meeting_draft){.size = sizeof meeting, .videos_in_year = 1};
    assert_null(jf_rules_check_meeting(rules, &meeting, &error));
    assert_string_equal(error.message, "draft.videos_in_year is 1 of 0 meetings");
    assert_null(jf_rules_check_inspection(rules, &inspection, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    jf_rules_free(rules);
}

static void drafts_carry_their_size(void **state)
{
    jf_rules *rules = any_rules();
    jf_document_draft document = {.size = 0};
    jf_error error = {0};

    (void)state;
    assert_null(jf_rules_check_document(rules, &document, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_rules_check_document(rules, NULL, &error));
    assert_null(jf_rules_check_meeting(rules, NULL, &error));
    assert_null(jf_rules_check_inspection(rules, NULL, &error));
    assert_null(jf_rules_check_document(NULL, &document, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    jf_rules_free(rules);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zero_is_not_said_and_flagged_zero_is_a_number),
        cmocka_unit_test(no_day_is_zero_or_none),
        cmocka_unit_test(pages_follow_from_characters),
        cmocka_unit_test(fields_outside_their_range_are_refused),
        cmocka_unit_test(drafts_carry_their_size)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.facts", tests, NULL, NULL);
}
