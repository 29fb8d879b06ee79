/* SPDX-License-Identifier: Apache-2.0 */
/* Use and limits of units that were divided, and what reorganisation leaves alone. */
#include "reforms.h"

static void overdrawn_unit_is_divided_with_its_overdraft(void **state)
{
    fixture *f = *state;

    set_limit(f, year_limit(SECTION, 10, JANUARY));
    set_limit(f, year_limit(SECTION, 10, NEXT_JANUARY));
    (void)issue_on(f, SECTION, 31, JANUARY + 5);
    carry_over(f, SECTION, -100, 100);
    add_unit(f, 71, ORGAN);
    add_unit(f, 72, ORGAN);
    split(f, SECTION, 71, 72, NEXT_JANUARY + 50);
    assert_int_equal(limit_on(f, 71, NEXT_JANUARY), -6);
    assert_int_equal(limit_on(f, 72, NEXT_JANUARY), -5);
    assert_rebuilt(f);
}

static void items_of_several_divided_units_never_leave_less_than_nothing(void **state)
{
    fixture *f = *state;
    jf_limit items = {.size = sizeof items, .unit = 71, .kind = ALL,
                      .side = JF_SIDE_RECIPIENT, .period_kind = JF_PERIOD_YEAR, .day = JANUARY,
                      .amount = 12};

    for (int64_t unit = 71; unit < 77; unit++)
        add_unit(f, unit, GROUP);
    for (int64_t key = 1; key <= 10; key++) {
        jf_record record = record_of(key, FORMAL, JANUARY + 5);
        jf_line lines[] = {recipient(73, 1), recipient(74, 1), recipient(75, 1)};

        assert_ok(jf_ledger_issue(f->ledger, &record, lines, 3, NULL, err));
    }
    for (int64_t unit = 73; unit < 76; unit++)
        split(f, unit, 71, 72, JANUARY + 100);
    set_limit(f, items);
    assert_balance(f, items, 0, 0);
    items.state = JF_LIMIT_UNLIMITED;
    items.amount = 0;
    set_limit(f, items);
    assert_balance(f, items, 0, 0);
    assert_rebuilt(f);
}

static void heir_above_the_unit_keeps_what_it_has(void **state)
{
    fixture *f = *state;

    set_limit(f, year_limit(ORGAN, 100, JANUARY));
    (void)issue_on(f, SECTION, 10, JANUARY + 5);
    split(f, SECTION, ORGAN, OTHER, JANUARY + 100);
    assert_int_equal(used_on(f, ORGAN, JANUARY), 10);
    assert_int_equal(used_on(f, OTHER, JANUARY), 5);
    assert_rebuilt(f);
}

static void record_of_a_unit_that_was_merged_is_divided_with_its_heir(void **state)
{
    fixture *f = *state;
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 7, .frees = 1};

    add_unit(f, 71, ORGAN);
    add_unit(f, 72, ORGAN);
    set_limit(f, year_limit(71, 50, JANUARY));
    set_limit(f, year_limit(72, 50, JANUARY));
    change.of = issue_on(f, SECTION, 10, JANUARY + 5);
    merge(f, SECTION, OTHER, JANUARY + 50);
    split(f, OTHER, 71, 72, JANUARY + 100);
    assert_int_equal(used_on(f, 72, JANUARY), 5);
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    assert_int_equal(used_on(f, 71, JANUARY), 0);
    assert_int_equal(used_on(f, 72, JANUARY), 0);
    assert_rebuilt(f);
}

static void divided_limit_stays_above_since_its_day(void **state)
{
    fixture *f = *state;
    jf_limit limit = year_limit(71, 0, JANUARY);
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 7, .frees = 1};

    add_unit(f, 71, ORGAN);
    add_unit(f, 72, ORGAN);
    limit.grace_days = 90;
    set_limit(f, limit);
    split(f, SECTION, 71, 72, JANUARY + 100);
    (void)issue_on(f, SECTION, 2, JANUARY + 5);
    change.of = issue_on(f, SECTION, 6, JANUARY + 6);
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    assert_int_equal(used_on(f, 71, JANUARY), 1);
    assert_int_equal(balance_of(f, limit).since, JANUARY + 5);
    assert_rebuilt(f);
}

static void freed_record_of_a_divided_unit_leaves_its_unlimited_heir_right(void **state)
{
    fixture *f = *state;
    jf_limit open = year_limit(71, 0, JANUARY);
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 7, .frees = 1};

    add_unit(f, 71, ORGAN);
    add_unit(f, 72, ORGAN);
    open.state = JF_LIMIT_UNLIMITED;
    set_limit(f, open);
    change.of = issue_on(f, SECTION, 10, JANUARY + 5);
    split(f, SECTION, 71, 72, JANUARY + 100);
    assert_int_equal(used_on(f, 71, JANUARY), 5);
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    assert_int_equal(used_on(f, 71, JANUARY), 0);
    assert_int_equal(used_on(f, 72, JANUARY), 0);
    assert_rebuilt(f);
}

static void many_divisions_in_a_row_are_answered_at_once(void **state)
{
    fixture *f = *state;

    (void)issue_on(f, SECTION, 64, JANUARY);
    for (int64_t i = 0; i < 40; i++) {
        int64_t unit = i == 0 ? SECTION : 3000 + 2 * i - 2;

        add_unit(f, 3000 + 2 * i, ORGAN);
        add_unit(f, 3001 + 2 * i, ORGAN);
        split(f, unit, 3000 + 2 * i, 3001 + 2 * i, JANUARY + 1 + (jf_day)i);
        /* and what went apart comes together again */
        merge(f, 3001 + 2 * i, 3000 + 2 * i, JANUARY + 1 + (jf_day)i);
    }
    assert_int_equal(used_on(f, 3078, JANUARY), 64);
    assert_rebuilt(f);
}

static void record_before_a_division_of_others_does_not_touch_its_heirs(void **state)
{
    fixture *f = *state;

    add_unit(f, 71, ORGAN);
    add_unit(f, 72, ORGAN);
    set_limit(f, year_limit(71, 50, JANUARY));
    set_limit(f, year_limit(72, 50, JANUARY));
    (void)issue_on(f, SECTION, 4, JANUARY);
    split(f, SECTION, 71, 72, JANUARY + 300);
    (void)issue_on(f, OTHER, 4, JANUARY + 1);
    (void)issue_on(f, TEAM, 4, JANUARY + 1); /* below the section, so divided too */
    assert_int_equal(used_on(f, 71, JANUARY), 4);
    assert_int_equal(used_on(f, 72, JANUARY), 4);
    assert_rebuilt(f);
}

static void grace_of_a_limit_that_was_cut_is_not_begun_by_a_move_elsewhere(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(SECTION, ALL, 10);
    jf_reform move = reform(FIRM, JANUARY + 20);
    jf_record late = record_of(9, FORMAL, JANUARY + 200);
    jf_line line = issuer(SECTION, 1);

    limit.grace_days = 30;
    set_limit(f, limit);
    (void)issue_on(f, SECTION, 10, JANUARY);
    limit.amount = 5;
    set_limit(f, limit);
    assert_ok(jf_ledger_move_unit(f->ledger, &move, SHOP, NULL, err));
    assert_int_equal(balance_of(f, limit).since, JF_DAY_NONE);
    assert_ok(jf_ledger_issue(f->ledger, &late, &line, 1, NULL, err));
    assert_rebuilt(f);
}

static void heir_taken_above_by_a_late_fact_is_above_since_its_day(void **state)
{
    fixture *f = *state;

    add_unit(f, 71, ORGAN);
    add_unit(f, 72, ORGAN);
    set_limit(f, year_limit(72, 5, JANUARY));
    split(f, SECTION, 71, 72, JANUARY + 100);
    (void)issue_on(f, SECTION, 20, JANUARY + 5);
    assert_int_equal(balance_of(f, year_limit(72, 0, JANUARY)).used, 10);
    assert_int_equal(balance_of(f, year_limit(72, 0, JANUARY)).since, JANUARY + 5);
    assert_rebuilt(f);
}

static void quota_goes_on_to_the_heir_of_an_heir_that_has_ended(void **state)
{
    fixture *f = *state;

    add_unit(f, 71, ORGAN);
    set_limit(f, year_limit(SECTION, 10, JANUARY));
    set_limit(f, year_limit(OTHER, 10, JANUARY));
    set_limit(f, year_limit(71, 10, JANUARY));
    merge(f, OTHER, 71, JANUARY + 100);
    merge(f, SECTION, OTHER, JANUARY + 50); /* entered afterwards */
    assert_int_equal(limit_on(f, 71, JANUARY), 30);
    assert_rebuilt(f);
}

static void name_of_the_ledgers_own_may_be_given_again(void **state)
{
    fixture *f = *state;
    jf_reform renaming = reform(SECTION, MARCH);

    for (int64_t unit = 4000; unit < 4100; unit++) {
        const char *name = jf_ledger_unit_name(f->ledger, ORGAN, MARCH);

        assert_ok(jf_ledger_add_unit(f->ledger, unit, ORGAN, name + 3, err));
    }
    assert_ok(jf_ledger_rename_unit(f->ledger, &renaming,
                                    jf_ledger_unit_name(f->ledger, ORGAN, MARCH) + 3, NULL,
                                    err));
    assert_string_equal(jf_ledger_unit_name(f->ledger, SECTION, MARCH), "位");
    assert_rebuilt(f);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(overdrawn_unit_is_divided_with_its_overdraft),
        fixture_test(items_of_several_divided_units_never_leave_less_than_nothing),
        fixture_test(heir_above_the_unit_keeps_what_it_has),
        fixture_test(record_of_a_unit_that_was_merged_is_divided_with_its_heir),
        fixture_test(divided_limit_stays_above_since_its_day),
        fixture_test(freed_record_of_a_divided_unit_leaves_its_unlimited_heir_right),
        fixture_test(many_divisions_in_a_row_are_answered_at_once),
        fixture_test(record_before_a_division_of_others_does_not_touch_its_heirs),
        fixture_test(grace_of_a_limit_that_was_cut_is_not_begun_by_a_move_elsewhere),
        fixture_test(heir_taken_above_by_a_late_fact_is_above_since_its_day),
        fixture_test(quota_goes_on_to_the_heir_of_an_heir_that_has_ended),
        fixture_test(name_of_the_ledgers_own_may_be_given_again),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.inherit", tests, NULL, NULL);
}
