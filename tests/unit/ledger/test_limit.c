/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void limit_comes_back_without_defaults(void **state)
{
    fixture *f = *state;
    jf_limit shown = {.size = sizeof shown};
    jf_limit recipient_side = limit_of(FIRM, MEETING, 4);

    recipient_side.side = JF_SIDE_RECIPIENT;
    recipient_side.period_kind = JF_PERIOD_MONTH;
    recipient_side.fiscal_month = 4;
    set_limit(f, limit_of(ORGAN, DOCUMENT, 14));
    set_limit(f, recipient_side);
    assert_int_equal(jf_ledger_limit_count(f->ledger), 2);
    assert_ok(jf_ledger_limit_at(f->ledger, 0, &shown, err));
    assert_int_equal(shown.side, JF_SIDE_ISSUER);
    assert_int_equal(shown.measure, JF_MEASURE_COUNT);
    assert_int_equal(shown.unit, ORGAN);
    assert_int_equal(shown.kind, DOCUMENT);
    assert_int_equal(shown.fiscal_month, 1);
    assert_int_equal(shown.day, MARCH - 73);
    assert_int_equal(shown.amount, 14);
    assert_ok(jf_ledger_limit_at(f->ledger, 1, &shown, err));
    assert_int_equal(shown.measure, JF_MEASURE_ITEMS);
    assert_int_equal(shown.fiscal_month, 1);
    assert_int_equal(shown.day, MARCH - 14);
    assert_fails(JF_E_RANGE, jf_ledger_limit_at(f->ledger, 2, &shown, err));
}

static void setting_again_replaces(void **state)
{
    fixture *f = *state;
    jf_limit again = limit_of(ORGAN, DOCUMENT, 5);

    set_limit(f, limit_of(ORGAN, DOCUMENT, 14));
    again.day = MARCH + 100;
    again.measure = JF_MEASURE_COUNT;
    set_limit(f, again);
    assert_int_equal(jf_ledger_limit_count(f->ledger), 1);
    assert_int_equal(balance_of(f, again).limit, 5);
}

static void each_part_of_a_cell_makes_another_limit(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, DOCUMENT, 14);

    set_limit(f, limit);
    limit.fiscal_month = 4;
    set_limit(f, limit);
    limit.period_kind = JF_PERIOD_HALF;
    set_limit(f, limit);
    limit.measure = JF_MEASURE_AMOUNT_1;
    set_limit(f, limit);
    limit.side = JF_SIDE_RECIPIENT;
    set_limit(f, limit);
    limit.kind = FORMAL;
    set_limit(f, limit);
    limit.unit = TEAM;
    set_limit(f, limit);
    limit.day = NEXT_YEAR;
    set_limit(f, limit);
    assert_int_equal(jf_ledger_limit_count(f->ledger), 8);
}

static void limit_lowered_below_use_leaves_it_negative(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, DOCUMENT, 5);

    set_limit(f, limit);
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 4, err));
    limit.amount = 1;
    set_limit(f, limit);
    assert_int_equal(balance_of(f, limit).used, 4);
    assert_int_equal(balance_of(f, limit).available, -3);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 0, err));
}

static void unlimited_zero_and_not_planned_differ(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(SECTION, DOCUMENT, 0);

    limit.state = JF_LIMIT_UNLIMITED;
    set_limit(f, limit);
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, INT32_MAX, err));
    assert_int_equal(balance_of(f, limit).available, INT64_MAX);
    limit.state = JF_LIMIT_NOT_PLANNED;
    set_limit(f, limit);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 1, err));
    assert_int_equal(violation_of(f, 0).state, JF_LIMIT_NOT_PLANNED);
    assert_ok(attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 0, err));
    assert_int_equal(balance_of(f, limit).available, -INT32_MAX);
    limit.state = JF_LIMIT_NUMBER;
    set_limit(f, limit);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 4, TEAM, FORMAL, 1, err));
    assert_int_equal(balance_of(f, limit).available, -INT32_MAX);
}

static void ancestors_still_limit_what_is_unlimited_here(void **state)
{
    fixture *f = *state;
    jf_limit here = limit_of(SECTION, DOCUMENT, 0);

    here.state = JF_LIMIT_UNLIMITED;
    set_limit(f, here);
    set_limit(f, limit_of(ORGAN, ALL, 1));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 1, SECTION, DOCUMENT, 2, err));
    assert_int_equal(violation_of(f, 0).unit, ORGAN);
}

static void fields_outside_their_enum_are_refused(void **state)
{
    fixture *f = *state;
    jf_limit good = limit_of(ORGAN, DOCUMENT, 1);
    digest before = digest_of(f->ledger);
    jf_limit bad[] = {good, good, good, good, good, good, good, good, good, good};

    bad[0].side = 3;
    bad[1].measure = 8;
    bad[2].period_kind = 0;
    bad[3].period_kind = 6;
    bad[4].fiscal_month = 13;
    bad[5].state = 3;
    bad[6].amount = -1;
    bad[7].state = JF_LIMIT_UNLIMITED;
    bad[8].reserved = 1;
    bad[9].size = 0;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_fails(JF_E_ARGUMENT, jf_ledger_set_limit(f->ledger, &bad[i], err));
    assert_same_digest(f->ledger, before);
}

static void unknown_unit_kind_and_day_are_refused_in_this_order(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(98, 97, 1);

    limit.day = INT32_MAX;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_set_limit(f->ledger, &limit, err));
    limit.unit = ORGAN;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_set_limit(f->ledger, &limit, err));
    limit.kind = ALL;
    assert_fails(JF_E_RANGE, jf_ledger_set_limit(f->ledger, &limit, err));
    limit.amount = -1;
    assert_fails(JF_E_ARGUMENT, jf_ledger_set_limit(f->ledger, &limit, err));
}

static void more_limits_than_a_row_of_one_pair_all_apply(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 0);

    for (int32_t i = 0; i < 40; i++) {
        limit.period_kind = JF_PERIOD_MONTH;
        limit.day = MARCH + 31 * i;
        limit.amount = i;
        set_limit(f, limit);
    }
    for (int32_t i = 0; i < 40; i++) {
        jf_record record = record_of(1 + i, FORMAL, MARCH + 31 * i);
        jf_line line = issuer(TEAM, 41);

        assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
        assert_int_equal(jf_ledger_violation_count(f->ledger), 1);
        assert_int_equal(violation_of(f, 0).amount, i);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(limit_comes_back_without_defaults),
        fixture_test(setting_again_replaces),
        fixture_test(each_part_of_a_cell_makes_another_limit),
        fixture_test(limit_lowered_below_use_leaves_it_negative),
        fixture_test(unlimited_zero_and_not_planned_differ),
        fixture_test(ancestors_still_limit_what_is_unlimited_here),
        fixture_test(fields_outside_their_enum_are_refused),
        fixture_test(unknown_unit_kind_and_day_are_refused_in_this_order),
        fixture_test(more_limits_than_a_row_of_one_pair_all_apply),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.limit", tests, NULL, NULL);
}
