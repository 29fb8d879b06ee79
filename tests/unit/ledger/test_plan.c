/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_status issue_on(fixture *f, int64_t key, int64_t unit, int64_t kind, jf_day day)
{
    jf_record record = record_of(key, kind, day);
    jf_line line = issuer(unit, 1);

    return jf_ledger_issue(f->ledger, &record, &line, 1, NULL, NULL);
}

static void limits_of_all_ancestors_of_unit_and_kind_apply(void **state)
{
    fixture *f = *state;
    const int64_t units[] = {TEAM, SECTION, ORGAN};
    const int64_t kinds[] = {FORMAL, DOCUMENT, ALL};
    int64_t key = 1;

    for (size_t u = 0; u < 3; u++)
        for (size_t k = 0; k < 3; k++) {
            jf_limit limit = limit_of(units[u], kinds[k], 0);

            set_limit(f, limit);
            assert_int_equal(issue_on(f, key++, TEAM, FORMAL, MARCH), JF_E_LIMIT);
            limit.amount = 1000;
            set_limit(f, limit);
            assert_int_equal(issue_on(f, key++, TEAM, FORMAL, MARCH), JF_OK);
            assert_balance(f, limit, (int64_t)(3 * u + k + 1), 0);
        }
}

static void limits_beside_and_below_do_not_apply(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(OTHER, ALL, 0));
    set_limit(f, limit_of(GROUP, ALL, 0));
    set_limit(f, limit_of(TEAM, ALL, 0));
    set_limit(f, limit_of(SECTION, LETTER, 0));
    set_limit(f, limit_of(SECTION, MEETING, 0));
    assert_int_equal(issue_on(f, 1, SECTION, FORMAL, MARCH), JF_OK);
    assert_int_equal(issue_on(f, 2, SECTION, DOCUMENT, MARCH), JF_OK);
}

static void limits_apply_in_their_period_only(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(ORGAN, ALL, 0));
    assert_int_equal(issue_on(f, 1, TEAM, FORMAL, MARCH - 74), JF_OK);
    assert_int_equal(issue_on(f, 2, TEAM, FORMAL, MARCH - 73), JF_E_LIMIT);
    assert_int_equal(issue_on(f, 3, TEAM, FORMAL, MARCH + 291), JF_E_LIMIT);
    assert_int_equal(issue_on(f, 4, TEAM, FORMAL, MARCH + 292), JF_OK);
}

static void gap_between_limited_periods_is_free(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 0);

    limit.period_kind = JF_PERIOD_WEEK;
    set_limit(f, limit);
    limit.day += 14;
    set_limit(f, limit);
    assert_int_equal(issue_on(f, 1, TEAM, FORMAL, MARCH + 7), JF_OK);
    assert_int_equal(issue_on(f, 2, TEAM, FORMAL, MARCH + 2), JF_E_LIMIT);
    assert_int_equal(issue_on(f, 3, TEAM, FORMAL, MARCH + 5), JF_OK);
    assert_int_equal(issue_on(f, 4, TEAM, FORMAL, MARCH + 11), JF_OK);
    assert_int_equal(issue_on(f, 5, TEAM, FORMAL, MARCH + 12), JF_E_LIMIT);
    assert_int_equal(issue_on(f, 6, TEAM, FORMAL, MARCH + 19), JF_OK);
    assert_int_equal(issue_on(f, 7, TEAM, FORMAL, MARCH - 3), JF_OK);
}

static void fiscal_year_has_its_own_days(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 0);

    limit.fiscal_month = 4;
    set_limit(f, limit);
    assert_int_equal(issue_on(f, 1, TEAM, FORMAL, MARCH), JF_E_LIMIT);
    assert_int_equal(issue_on(f, 2, TEAM, FORMAL, MARCH + 17), JF_OK);
}

static void limit_set_after_a_plan_was_compiled_applies(void **state)
{
    fixture *f = *state;

    assert_int_equal(issue_on(f, 1, TEAM, FORMAL, MARCH), JF_OK);
    set_limit(f, limit_of(ORGAN, ALL, 1));
    assert_int_equal(issue_on(f, 2, TEAM, FORMAL, MARCH), JF_E_LIMIT);
}

static void first_and_last_day_of_all_are_days(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 0);

    limit.day = JF_DAY_LAST;
    set_limit(f, limit);
    assert_int_equal(issue_on(f, 1, TEAM, FORMAL, JF_DAY_LAST), JF_E_LIMIT);
    assert_int_equal(issue_on(f, 2, TEAM, FORMAL, JF_DAY_FIRST), JF_OK);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(limits_of_all_ancestors_of_unit_and_kind_apply),
        fixture_test(limits_beside_and_below_do_not_apply),
        fixture_test(limits_apply_in_their_period_only),
        fixture_test(gap_between_limited_periods_is_free),
        fixture_test(fiscal_year_has_its_own_days),
        fixture_test(limit_set_after_a_plan_was_compiled_applies),
        fixture_test(first_and_last_day_of_all_are_days),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.plan", tests, NULL, NULL);
}
