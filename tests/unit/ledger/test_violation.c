/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <string.h>

static void refusal_names_limit_and_shortfall(void **state)
{
    fixture *f = *state;
    jf_error error = {0};
    jf_violation violation;

    set_limit(f, limit_of(SECTION, DOCUMENT, 14));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 11, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, SECTION, LETTER, 2, err));
    assert_int_equal(attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 4, &error), JF_E_LIMIT);
    assert_string_equal(error.message, "limit 14 in 2023: used 11, held 2, asked 4, short by 3 "
                                       "(issuer count) of unit 11 单位, kind 10 事项");
    assert_int_equal(error.subject, SECTION);
    assert_int_equal(error.expected, 14);
    assert_int_equal(error.actual, 17);
    violation = violation_of(f, 0);
    assert_int_equal(violation.side, JF_SIDE_ISSUER);
    assert_int_equal(violation.unit, SECTION);
    assert_int_equal(violation.kind, DOCUMENT);
    assert_int_equal(violation.measure, JF_MEASURE_COUNT);
    assert_int_equal(violation.period_kind, JF_PERIOD_YEAR);
    assert_int_equal(violation.first, MARCH - 73);
    assert_int_equal(violation.last, MARCH + 291);
    assert_int_equal(violation.state, JF_LIMIT_NUMBER);
    assert_int_equal(violation.amount, 14);
    assert_int_equal(violation.used, 11);
    assert_int_equal(violation.held, 2);
    assert_int_equal(violation.asked, 4);
    assert_int_equal(violation.short_by, 3);
}

static void off_plan_use_is_named_so(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(FIRM, MEETING, 0);
    jf_record record = record_of(1, MEETING, MARCH);
    jf_line line = recipient(FIRM, 3);
    jf_error error = {0};

    limit.state = JF_LIMIT_NOT_PLANNED;
    limit.side = JF_SIDE_RECIPIENT;
    limit.period_kind = JF_PERIOD_MONTH;
    set_limit(f, limit);
    assert_int_equal(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, &error), JF_E_LIMIT);
    assert_string_equal(error.message, "not planned in 2023-03: asked 1 (recipient items) of unit "
                                       "21 单位, kind 20 事项");
    assert_int_equal(error.expected, 0);
    assert_int_equal(violation_of(f, 0).short_by, 1);
}

static void all_violated_limits_are_listed_in_order(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[2] = {issuer(OTHER, 1), issuer(TEAM, 1)};
    jf_limit month = limit_of(ORGAN, ALL, 0);
    const int64_t wanted[][2] = {{OTHER, ALL},   {ORGAN, FORMAL},    {ORGAN, ALL},
                                 {ORGAN, ALL},   {TEAM, DOCUMENT},   {SECTION, FORMAL},
                                 {SECTION, ALL}};

    set_limit(f, limit_of(SECTION, ALL, 0));
    set_limit(f, limit_of(SECTION, FORMAL, 0));
    set_limit(f, limit_of(ORGAN, ALL, 1));
    set_limit(f, limit_of(ORGAN, DOCUMENT, 2));
    month.period_kind = JF_PERIOD_MONTH;
    set_limit(f, month);
    set_limit(f, limit_of(ORGAN, FORMAL, 0));
    set_limit(f, limit_of(TEAM, DOCUMENT, 0));
    set_limit(f, limit_of(OTHER, ALL, 0));
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
    assert_int_equal(jf_ledger_violation_count(f->ledger), 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(violation_of(f, i).unit, wanted[i][0]);
        assert_int_equal(violation_of(f, i).kind, wanted[i][1]);
    }
    assert_int_equal(violation_of(f, 2).period_kind, JF_PERIOD_YEAR);
    assert_int_equal(violation_of(f, 3).period_kind, JF_PERIOD_MONTH);
}

static void violations_go_after_an_attempt_that_passes(void **state)
{
    fixture *f = *state;
    jf_violation violation = {.size = sizeof violation};

    set_limit(f, limit_of(ORGAN, ALL, 0));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_check, 0, TEAM, FORMAL, 1, err));
    assert_int_equal(jf_ledger_violation_count(f->ledger), 1);
    assert_ok(attempt(f, jf_ledger_check, 0, TEAM, FORMAL, 0, err));
    assert_int_equal(jf_ledger_violation_count(f->ledger), 0);
    assert_fails(JF_E_RANGE, jf_ledger_violation_at(f->ledger, 0, &violation, err));
}

static void long_names_do_not_hide_the_numbers(void **state)
{
    fixture *f = *state;
    jf_tree *units = jf_tree_new(NULL, NULL);
    char name[601] = "";
    jf_error error = {0};

    for (int i = 0; i < 200; i++)
        (void)strcat(name, "单");
    assert_ok(jf_tree_add(units, TEAM, 0, name, err));
    jf_ledger_free(f->ledger);
    f->ledger = jf_ledger_new(f->calendar, units, f->kinds, NULL, NULL);
    jf_tree_free(units);
    set_limit(f, limit_of(TEAM, ALL, 0));
    assert_int_equal(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, &error), JF_E_LIMIT);
    assert_non_null(strstr(error.message, "short by 1"));
    assert_in_range(strlen(error.message), 200, sizeof error.message - 1);
}

static void violation_names_its_limit_as_a_grant_does(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(SECTION, ALL, 2);
    jf_violation told;
    jf_grant grant;

    limit.fiscal_month = 4;
    set_limit(f, limit);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 3, err));
    told = violation_of(f, 0);
    assert_int_equal(told.fiscal_month, 4);
    grant = (jf_grant){.unit = told.unit, .kind = told.kind, .side = told.side,
                       .measure = told.measure, .period_kind = told.period_kind,
                       .fiscal_month = told.fiscal_month, .day = told.first,
                       .window = told.window, .window_days = told.window_days,
                       .plan_class = told.plan_class, .step = told.needed};
    assert_ok(jf_ledger_grant(f->ledger, 2, 1, &grant, 1, NULL, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(violation_names_its_limit_as_a_grant_does),
        fixture_test(refusal_names_limit_and_shortfall),
        fixture_test(off_plan_use_is_named_so),
        fixture_test(all_violated_limits_are_listed_in_order),
        fixture_test(violations_go_after_an_attempt_that_passes),
        fixture_test(long_names_do_not_hide_the_numbers),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.violation", tests, NULL, NULL);
}
