/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts that follow from other cells, when units are reorganised or limits set anew. */
#include "reforms.h"

/* Limits of 100 in both years, 40 used in the first, the rest carried over. */
static void two_years(fixture *f, int64_t unit, int64_t used)
{
    set_limit(f, year_limit(unit, 100, JANUARY));
    set_limit(f, year_limit(unit, 100, NEXT_JANUARY));
    if (used > 0)
        (void)issue_on(f, unit, used, JANUARY + 5);
    carry_over(f, unit, 0, 100);
}

static void late_fact_of_a_merged_unit_reaches_its_heir(void **state)
{
    fixture *f = *state;

    two_years(f, SECTION, 40);
    set_limit(f, year_limit(OTHER, 100, NEXT_JANUARY));
    assert_int_equal(limit_on(f, SECTION, NEXT_JANUARY), 160);
    merge(f, SECTION, OTHER, NEXT_JANUARY + 60);
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 260);
    (void)issue_on(f, SECTION, 60, JANUARY + 300);
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 200);
    assert_rebuilt(f);
}

static void what_is_left_counts_once_when_units_merged_in_the_old_year(void **state)
{
    fixture *f = *state;

    two_years(f, SECTION, 40);
    two_years(f, OTHER, 100);
    merge(f, SECTION, OTHER, JANUARY + 273); /* entered late */
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 260);
    (void)issue_on(f, SECTION, 10, JANUARY + 10);
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 250);
    assert_rebuilt(f);
}

static void carry_over_goes_with_a_unit_whose_heir_has_none(void **state)
{
    fixture *f = *state;

    two_years(f, SECTION, 40);
    add_unit(f, 77, ORGAN);
    merge(f, SECTION, 77, JANUARY + 273);
    assert_int_equal(limit_on(f, 77, JANUARY), 100);
    assert_int_equal(limit_on(f, 77, NEXT_JANUARY), 160);
    (void)issue_on(f, 77, 10, JANUARY + 300);
    assert_int_equal(limit_on(f, 77, NEXT_JANUARY), 150);
    assert_rebuilt(f);
}

static void what_a_merged_unit_left_can_still_be_carried_to_its_heir(void **state)
{
    fixture *f = *state;
    jf_carry carry = {.size = sizeof carry, .key = 5, .most = 100};
    jf_limit from = year_limit(SECTION, 100, JANUARY);
    jf_limit to = year_limit(OTHER, 100, NEXT_JANUARY);

    set_limit(f, from);
    set_limit(f, to);
    (void)issue_on(f, SECTION, 40, JANUARY + 5);
    merge(f, SECTION, OTHER, NEXT_JANUARY);
    assert_ok(jf_ledger_carry(f->ledger, &carry, &from, &to, NULL, err));
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 160);
    assert_rebuilt(f);
}

static void what_was_carried_is_divided_with_the_amount(void **state)
{
    fixture *f = *state;

    two_years(f, SECTION, 40);
    add_unit(f, 71, ORGAN);
    add_unit(f, 72, ORGAN);
    split(f, SECTION, 71, 72, NEXT_JANUARY + 10);
    assert_int_equal(limit_on(f, 71, NEXT_JANUARY), 80);
    assert_int_equal(limit_on(f, 72, NEXT_JANUARY), 80);
    (void)issue_on(f, SECTION, 10, JANUARY + 10); /* follows no more */
    assert_int_equal(limit_on(f, 71, NEXT_JANUARY), 80);
    assert_rebuilt(f);
}

static void derived_limit_counts_the_use_of_predecessors(void **state)
{
    fixture *f = *state;
    const int64_t units[] = {OTHER};

    (void)issue_on(f, SECTION, 100, JANUARY + 5);
    (void)issue_on(f, OTHER, 101, JANUARY + 5);
    merge(f, SECTION, OTHER, NEXT_JANUARY);
    derive(f, 500, units, 1);
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 100);
    (void)issue_on(f, SECTION, 20, JANUARY + 6);
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 110);
    assert_rebuilt(f);
}

static void derived_limit_of_a_merged_unit_follows_at_its_heir(void **state)
{
    fixture *f = *state;
    const int64_t units[] = {SECTION, OTHER};

    (void)issue_on(f, SECTION, 100, JANUARY + 5);
    (void)issue_on(f, OTHER, 100, JANUARY + 5);
    derive(f, 1000, units, 2);
    merge(f, SECTION, OTHER, NEXT_JANUARY + 60);
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 200);
    (void)issue_on(f, SECTION, 50, JANUARY + 6);
    assert_int_equal(limit_on(f, OTHER, NEXT_JANUARY), 250);
    assert_rebuilt(f);
}

static void deriving_again_replaces_the_formula(void **state)
{
    fixture *f = *state;
    const int64_t units[] = {SECTION};

    (void)issue_on(f, SECTION, 100, JANUARY + 5);
    derive(f, 900, units, 1);
    derive(f, 800, units, 1);
    assert_int_equal(limit_on(f, SECTION, NEXT_JANUARY), 80);
    (void)issue_on(f, SECTION, 100, JANUARY + 6);
    assert_int_equal(limit_on(f, SECTION, NEXT_JANUARY), 160);
    assert_rebuilt(f);
}

static void amount_that_is_set_by_hand_follows_no_more(void **state)
{
    fixture *f = *state;
    jf_limit ladder = year_limit(SECTION, 160, NEXT_JANUARY);

    two_years(f, SECTION, 40);
    ladder.notice_permille = 500; /* the amount stays as it is: still followed */
    set_limit(f, ladder);
    (void)issue_on(f, SECTION, 10, JANUARY + 6);
    assert_int_equal(limit_on(f, SECTION, NEXT_JANUARY), 150);
    set_limit(f, year_limit(SECTION, 0, NEXT_JANUARY));
    (void)issue_on(f, SECTION, 30, JANUARY + 6);
    assert_int_equal(limit_on(f, SECTION, NEXT_JANUARY), 0);
    carry_over(f, SECTION, 0, 100);
    assert_int_equal(limit_on(f, SECTION, NEXT_JANUARY), 20);
    assert_rebuilt(f);
}

static void overdrawn_limit_may_be_adjusted_up(void **state)
{
    fixture *f = *state;
    jf_limit cell = year_limit(SECTION, 10, NEXT_JANUARY);
    jf_move up = {.size = sizeof up, .key = 7, .amount = 1000};
    jf_move down = {.size = sizeof down, .key = 8, .amount = INT64_MIN};

    set_limit(f, year_limit(SECTION, 10, JANUARY));
    set_limit(f, cell);
    (void)issue_on(f, SECTION, 30, JANUARY + 5);
    carry_over(f, SECTION, -100, 100);
    assert_int_equal(limit_on(f, SECTION, NEXT_JANUARY), -10);
    assert_fails(JF_E_LIMIT, jf_ledger_adjust(f->ledger, &down, &cell, NULL, err));
    assert_ok(jf_ledger_adjust(f->ledger, &up, &cell, NULL, err));
    assert_int_equal(limit_on(f, SECTION, NEXT_JANUARY), 990);
    assert_rebuilt(f);
}

static void links_to_many_limits_take_no_more_journal_than_they_write(void **state)
{
    fixture *f = *state;
    size_t before;

    for (int64_t unit = 2000; unit < 2400; unit++) {
        add_unit(f, unit, ORGAN);
        two_years(f, unit, 0);
    }
    before = jf_ledger_journal_size(f->ledger);
    (void)issue_on(f, 2007, 3, JANUARY + 5);
    assert_int_equal(limit_on(f, 2007, NEXT_JANUARY), 197);
    assert_int_equal(limit_on(f, 2008, NEXT_JANUARY), 200);
    assert_in_range(jf_ledger_journal_size(f->ledger) - before, 1, 200);
    assert_rebuilt(f);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(late_fact_of_a_merged_unit_reaches_its_heir),
        fixture_test(what_is_left_counts_once_when_units_merged_in_the_old_year),
        fixture_test(carry_over_goes_with_a_unit_whose_heir_has_none),
        fixture_test(what_a_merged_unit_left_can_still_be_carried_to_its_heir),
        fixture_test(what_was_carried_is_divided_with_the_amount),
        fixture_test(derived_limit_counts_the_use_of_predecessors),
        fixture_test(derived_limit_of_a_merged_unit_follows_at_its_heir),
        fixture_test(deriving_again_replaces_the_formula),
        fixture_test(amount_that_is_set_by_hand_follows_no_more),
        fixture_test(overdrawn_limit_may_be_adjusted_up),
        fixture_test(links_to_many_limits_take_no_more_journal_than_they_write),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.link", tests, NULL, NULL);
}
