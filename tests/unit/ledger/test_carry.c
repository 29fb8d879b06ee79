/* SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

static jf_carry carry_of(int64_t key, int64_t least, int64_t most)
{
    return (jf_carry){.size = sizeof(jf_carry), .key = key, .least = least, .most = most};
}

static jf_limit next_year(int64_t unit, int64_t amount)
{
    jf_limit limit = limit_of(unit, ALL, amount);

    limit.day = NEXT_YEAR;
    return limit;
}

static int64_t amount_of(const fixture *f, jf_limit cell)
{
    return balance_of(f, cell).limit;
}

/* Two years of one section: 20 allowed, so many used. */
static void two_years(fixture *f, int64_t used)
{
    set_limit(f, limit_of(SECTION, ALL, 20));
    set_limit(f, next_year(SECTION, 10));
    if (used > 0)
        assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, used, err));
}

static void carry(fixture *f, jf_carry carried)
{
    jf_limit from = limit_of(SECTION, ALL, 0);
    jf_limit to = next_year(SECTION, 0);

    assert_ok(jf_ledger_carry(f->ledger, &carried, &from, &to, NULL, err));
}

static void what_is_left_is_carried_within_its_bounds(void **state)
{
    static const struct {
        int64_t used, least, most, wanted;
    } cases[] = {{12, 0, 5, 15}, {12, 0, 100, 18}, {20, 0, 5, 10}, {20, 3, 5, 13},
                 {17, 0, 3, 13}, {16, 0, 3, 13},   {18, 0, 3, 12}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fixture *f = *state;

        two_years(f, cases[i].used);
        carry(f, carry_of(50, cases[i].least, cases[i].most));
        assert_int_equal(amount_of(f, next_year(SECTION, 0)), cases[i].wanted);
        assert_replays(f);
        fixture_teardown(state);
        fixture_setup(state);
    }
}

static void overdraft_is_carried_down_to_its_bound(void **state)
{
    fixture *f = *state;
    jf_limit soft = limit_of(SECTION, ALL, 20);
    jf_balance balance;

    soft.refuse_permille = JF_STEP_NEVER;
    set_limit(f, soft);
    set_limit(f, next_year(SECTION, 10));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 35, err));
    carry(f, carry_of(50, -12, 5));
    balance = balance_of(f, next_year(SECTION, 0));
    assert_int_equal(balance.limit, -2);
    assert_int_equal(balance.available, -2);
    assert_replays(f);
}

static void below_zero_any_use_is_above_each_step(void **state)
{
    fixture *f = *state;
    jf_limit soft = limit_of(SECTION, ALL, 20);
    jf_record record = record_of(9, FORMAL, NEXT_YEAR);
    jf_line line = issuer(TEAM, 1);

    soft.refuse_permille = JF_STEP_NEVER;
    set_limit(f, soft);
    set_limit(f, next_year(SECTION, 10));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 35, err));
    carry(f, carry_of(50, -12, 5));
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_int_equal(violation_of(f, 0).amount, -2);
    assert_int_equal(violation_of(f, 0).short_by, 3);
}

static void late_fact_posts_its_difference(void **state)
{
    fixture *f = *state;
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 60, .of = 2, .frees = 1};
    int64_t entries;

    two_years(f, 12);
    carry(f, carry_of(50, 0, 6));
    assert_int_equal(amount_of(f, next_year(SECTION, 0)), 16);
    entries = jf_ledger_entry_count(f->ledger);
    /* still 7 left, of which 6 are carried: no difference */
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 1, err));
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries + 1);
    assert_ok(attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 3, err));
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries + 3);
    assert_int_equal(amount_of(f, next_year(SECTION, 0)), 14);
    assert_ok(jf_ledger_withdraw(f->ledger, &change, NULL, err));
    assert_int_equal(amount_of(f, next_year(SECTION, 0)), 15);
    set_limit(f, limit_of(SECTION, ALL, 18));
    assert_int_equal(amount_of(f, next_year(SECTION, 0)), 13);
    assert_replays(f);
}

static void hold_that_ends_late_posts_its_difference(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(5, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 4);
    int64_t count;

    two_years(f, 12);
    record.expires = MARCH + 400;
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    carry(f, carry_of(50, 0, 100));
    assert_int_equal(amount_of(f, next_year(SECTION, 0)), 14);
    assert_ok(jf_ledger_expire(f->ledger, MARCH + 401, &count, err));
    assert_int_equal(count, 1);
    assert_int_equal(amount_of(f, next_year(SECTION, 0)), 18);
    assert_replays(f);
}

static void differences_run_on_through_the_years(void **state)
{
    fixture *f = *state;
    jf_limit third = next_year(SECTION, 10);
    jf_limit second = next_year(SECTION, 0);
    jf_carry last = carry_of(51, 0, 100);

    third.day += 366;
    two_years(f, 12);
    set_limit(f, third);
    assert_ok(jf_ledger_carry(f->ledger, &last, &second, &third, NULL, err));
    carry(f, carry_of(50, 0, 100)); /* posts 8, and 8 more a year later */
    assert_int_equal(amount_of(f, second), 18);
    assert_int_equal(amount_of(f, third), 28);
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 3, err));
    assert_int_equal(amount_of(f, second), 15);
    assert_int_equal(amount_of(f, third), 25);
    assert_replays(f);
}

static void carry_is_done_once_by_its_key_and_once_a_limit(void **state)
{
    fixture *f = *state;
    jf_limit from = limit_of(SECTION, ALL, 0);
    jf_limit to = next_year(SECTION, 0);
    jf_carry first = carry_of(50, 0, 5);
    jf_carry other = carry_of(50, 0, 6);
    jf_outcome outcome = {.size = sizeof outcome};
    digest before;

    two_years(f, 1);
    assert_ok(jf_ledger_carry(f->ledger, &first, &from, &to, &outcome, err));
    assert_int_equal(outcome.entry, jf_ledger_entry_count(f->ledger));
    before = digest_of(f->ledger);
    assert_ok(jf_ledger_carry(f->ledger, &first, &from, &to, &outcome, err));
    assert_int_equal(outcome.repeated, 1);
    assert_fails(JF_E_EXISTS, jf_ledger_carry(f->ledger, &other, &from, &to, NULL, err));
    other.key = 51;
    assert_fails(JF_E_STATE, jf_ledger_carry(f->ledger, &other, &from, &to, NULL, err));
    assert_same_digest(f->ledger, before);
    assert_int_equal(amount_of(f, to), 15);
}

static void cells_of_a_carry_have_to_fit(void **state)
{
    fixture *f = *state;
    jf_limit from = limit_of(SECTION, ALL, 0);
    jf_limit to = next_year(SECTION, 0);
    jf_limit other = next_year(OTHER, 3);
    jf_limit open = next_year(TEAM, 0);
    jf_limit open_before = limit_of(TEAM, ALL, 1);
    jf_carry good = carry_of(50, 0, 5);
    jf_carry bad = carry_of(50, 6, 5);
    digest before;

    two_years(f, 1);
    open.state = JF_LIMIT_UNLIMITED;
    set_limit(f, other);
    set_limit(f, open);
    set_limit(f, open_before);
    before = digest_of(f->ledger);
    assert_fails(JF_E_ARGUMENT, jf_ledger_carry(f->ledger, &bad, &from, &to, NULL, err));
    bad = carry_of(50, -JF_LEDGER_CARRY_MAX - 1, 5);
    assert_fails(JF_E_RANGE, jf_ledger_carry(f->ledger, &bad, &from, &to, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_carry(f->ledger, &good, &from, &other, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_carry(f->ledger, &good, &to, &from, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_carry(f->ledger, &good, &open_before, &open, NULL, err));
    to.kind = FORMAL;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_carry(f->ledger, &good, &from, &to, NULL, err));
    assert_same_digest(f->ledger, before);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(what_is_left_is_carried_within_its_bounds),
        fixture_test(overdraft_is_carried_down_to_its_bound),
        fixture_test(below_zero_any_use_is_above_each_step),
        fixture_test(late_fact_posts_its_difference),
        fixture_test(hold_that_ends_late_posts_its_difference),
        fixture_test(differences_run_on_through_the_years),
        fixture_test(carry_is_done_once_by_its_key_and_once_a_limit),
        fixture_test(cells_of_a_carry_have_to_fit),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.carry", tests, NULL, NULL);
}
