/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "rules/preset.h"

static const jf__preset *const tables[] = {jf__presets_national, jf__presets_documents,
                                           jf__presets_meetings, jf__presets_oversight};

static void every_preset_can_be_added(void **state)
{
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(NULL, NULL, &error), &error);
    size_t clauses = 0;

    (void)state;
    for (size_t i = 0; i < jf_preset_count(); i++) {
        jf_preset preset = {.size = sizeof preset};

        assert_ok(jf_preset_at(i, &preset, err));
        assert_ok(jf_rules_add_preset(rules, jf_preset_name(i), err));
        clauses += (size_t)preset.clauses;
        assert_int_equal(jf_rules_count(rules), clauses);
    }
    jf_rules_free(rules);
}

static void names_are_words_and_not_repeated(void **state)
{
    (void)state;
    for (size_t i = 0; i < jf_preset_count(); i++) {
        assert_int_equal(strspn(jf_preset_name(i), "abcdefghijklmnopqrstuvwxyz0123456789-"),
                         strlen(jf_preset_name(i)));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(jf_preset_name(i), jf_preset_name(k));
    }
}

static void every_preset_says_where_it_was_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < jf_preset_count(); i++) {
        jf_preset preset = {.size = sizeof preset};

        assert_ok(jf_preset_at(i, &preset, err));
        assert_true(strlen(jf_preset_place(i)) > 0);
        assert_true(strlen(jf_preset_title(i)) > 0);
        assert_true(strlen(jf_preset_source(i)) > 0);
        assert_in_range(preset.evidence, JF_EVIDENCE_OFFICIAL, JF_EVIDENCE_SECOND_HAND);
        assert_in_range(preset.date_basis, JF_DATE_BASIS_DAY, JF_DATE_BASIS_UNKNOWN);
        assert_true((preset.effective_from == JF_DAY_NONE) ==
                    (preset.date_basis == JF_DATE_BASIS_UNKNOWN));
    }
}

static void dates_of_the_tables_are_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (const jf__preset *preset = tables[i]; preset->name; preset++) {
            assert_true((preset->from == 0) == (jf__preset_day(preset->from) == JF_DAY_NONE));
            assert_true((preset->until == 0) == (jf__preset_day(preset->until) == JF_DAY_NONE));
        }
}

static void no_clause_is_without_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (const jf__preset *preset = tables[i]; preset->name; preset++)
            for (size_t k = 0; k < preset->count; k++)
                assert_true(strlen(preset->clauses[k].text) > 0);
}

static void the_measure_on_fees_has_two_versions_that_do_not_overlap(void **state)
{
    jf_day until = JF_DAY_NONE;
    jf_day from = JF_DAY_NONE;

    (void)state;
    for (size_t i = 0; i < jf_preset_count(); i++) {
        jf_preset preset = {.size = sizeof preset};

        assert_ok(jf_preset_at(i, &preset, err));
        if (strcmp(jf_preset_name(i), "cn-meeting-fee-earlier") == 0)
            until = preset.effective_until;
        if (strcmp(jf_preset_name(i), "cn-meeting-fee-2016") == 0)
            from = preset.effective_from;
    }
    assert_int_equal(until, jf_test_day("2016-06-30"));
    assert_int_equal(from, until + 1);
}

static void beyond_the_end_there_is_nothing(void **state)
{
    jf_preset preset = {.size = sizeof preset};
    size_t count = jf_preset_count();

    (void)state;
    assert_fails(JF_E_RANGE, jf_preset_at(count, &preset, err));
    assert_fails(JF_E_ARGUMENT, jf_preset_at(0, NULL, err));
    assert_null(jf_preset_name(count));
    assert_null(jf_preset_place(count));
    assert_null(jf_preset_title(count));
    assert_null(jf_preset_source(SIZE_MAX));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_preset_can_be_added),
        cmocka_unit_test(names_are_words_and_not_repeated),
        cmocka_unit_test(every_preset_says_where_it_was_read),
        cmocka_unit_test(dates_of_the_tables_are_dates),
        cmocka_unit_test(no_clause_is_without_words),
        cmocka_unit_test(the_measure_on_fees_has_two_versions_that_do_not_overlap),
        cmocka_unit_test(beyond_the_end_there_is_nothing)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.preset", tests, NULL, NULL);
}
