/* SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

/* 2023-04-01 and the days around it. */
#define FIRST_APRIL 19448
#define FEBRUARY (MARCH - 31)
#define MAY (MARCH + 61)

static jf_reform reform_of(int64_t key, int64_t unit, jf_day day)
{
    return (jf_reform){.size = sizeof(jf_reform), .day = day, .key = key, .unit = unit};
}

static void issue(fixture *f, int64_t key, int64_t unit, int64_t count, jf_day day)
{
    jf_record record = record_of(key, FORMAL, day);
    jf_line line = issuer(unit, count);

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

static jf_limit half_of(int64_t unit, jf_day day)
{
    jf_limit cell = limit_of(unit, ALL, 0);

    cell.period_kind = JF_PERIOD_HALF;
    cell.day = day;
    return cell;
}

static jf_limit month_of(int64_t unit, jf_day day)
{
    jf_limit cell = half_of(unit, day);

    cell.period_kind = JF_PERIOD_MONTH;
    return cell;
}

static void tv20_merged_unit_has_what_its_predecessors_had(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, SECTION, FIRST_APRIL);

    issue(f, 1, SECTION, 10, MARCH - 365);
    issue(f, 2, OTHER, 20, MARCH - 365);
    issue(f, 3, SECTION, 4, MARCH);
    issue(f, 4, OTHER, 18, MAY);
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_balance(f, half_of(OTHER, MARCH), 22, 0);
    assert_balance(f, half_of(OTHER, MARCH - 365), 20, 0);
    assert_balance(f, half_of(SECTION, MARCH), 4, 0);
    assert_balance(f, half_of(ORGAN, MARCH), 22, 0);
    assert_balance(f, month_of(OTHER, MARCH), 0, 0);
    assert_replays(f);
}

static void merging_adds_up_limits_and_their_use(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, SECTION, FIRST_APRIL);
    jf_limit organ = limit_of(ORGAN, ALL, 100);

    set_limit(f, limit_of(SECTION, ALL, 13));
    set_limit(f, limit_of(OTHER, ALL, 25));
    set_limit(f, organ);
    issue(f, 1, TEAM, 6, MARCH);
    issue(f, 2, OTHER, 10, MARCH);
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_int_equal(balance_of(f, limit_of(OTHER, ALL, 0)).limit, 38);
    assert_balance(f, limit_of(OTHER, ALL, 0), 16, 0);
    assert_balance(f, organ, 16, 0);
    /* its teams come along, and so does whoever still names the old section */
    issue(f, 3, TEAM, 1, MAY);
    issue(f, 4, SECTION, 2, MAY);
    assert_balance(f, limit_of(OTHER, ALL, 0), 19, 0);
    assert_balance(f, limit_of(SECTION, ALL, 0), 6, 0);
    assert_balance(f, organ, 19, 0);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 5, TEAM, FORMAL, 20, err));
    assert_replays(f);
}

static void heir_without_limit_gets_that_of_the_unit(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, SECTION, FIRST_APRIL);
    jf_limit limit = limit_of(SECTION, ALL, 13);
    jf_limit over = half_of(SECTION, MARCH - 365);

    limit.notice_permille = 800;
    limit.reserve_pool = 4;
    over.amount = 3;
    set_limit(f, limit);
    set_limit(f, over);
    issue(f, 1, SECTION, 2, MARCH);
    assert_ok(jf_ledger_add_unit(f->ledger, 77, ORGAN, "新科", err));
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, 77, NULL, err));
    assert_int_equal(jf_ledger_limit_count(f->ledger), 3);
    assert_ok(jf_ledger_limit_at(f->ledger, 2, &limit, err));
    assert_int_equal(limit.unit, 77);
    assert_int_equal(limit.amount, 13);
    assert_int_equal(limit.notice_permille, 800);
    assert_int_equal(limit.reserve_pool, 4);
    assert_balance(f, limit, 2, 0);
    assert_replays(f);
}

static void move_leaves_past_use_where_it_was(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, TEAM, FIRST_APRIL);
    int64_t parent = 0;

    set_limit(f, limit_of(SECTION, ALL, 10));
    set_limit(f, limit_of(OTHER, ALL, 10));
    set_limit(f, limit_of(ORGAN, ALL, 100));
    issue(f, 1, TEAM, 3, MARCH);
    issue(f, 2, TEAM, 4, MAY); /* recorded before the move is */
    assert_ok(jf_ledger_move_unit(f->ledger, &reform, OTHER, NULL, err));
    issue(f, 3, TEAM, 1, MAY);
    issue(f, 4, TEAM, 1, FIRST_APRIL - 1);
    issue(f, 5, TEAM, 1, FIRST_APRIL);
    assert_balance(f, limit_of(SECTION, ALL, 0), 4, 0);
    assert_balance(f, limit_of(OTHER, ALL, 0), 6, 0);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 10, 0);
    assert_ok(jf_ledger_unit_parent(f->ledger, TEAM, FIRST_APRIL - 1, &parent, err));
    assert_int_equal(parent, SECTION);
    assert_ok(jf_ledger_unit_parent(f->ledger, TEAM, FIRST_APRIL, &parent, err));
    assert_int_equal(parent, OTHER);
    assert_replays(f);
}

static void open_hold_follows_its_unit(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, SECTION, FIRST_APRIL);
    jf_record record = record_of(1, FORMAL, MAY);
    jf_line line = issuer(SECTION, 3);

    set_limit(f, limit_of(OTHER, ALL, 2));
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_balance(f, limit_of(OTHER, ALL, 0), 0, 3);
    assert_int_equal(balance_of(f, limit_of(OTHER, ALL, 0)).available, -1);
    assert_int_equal(balance_of(f, limit_of(OTHER, ALL, 0)).since, FIRST_APRIL);
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, JF_DAY_NONE, NULL, err));
    assert_balance(f, limit_of(OTHER, ALL, 0), 3, 0);
    assert_replays(f);
}

static void limit_that_was_cut_is_not_above_since_a_reorganisation(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, TEAM, FIRST_APRIL);

    set_limit(f, limit_of(GROUP, ALL, 9));
    issue(f, 1, FIRM, 3, MARCH);
    set_limit(f, limit_of(GROUP, ALL, 1));
    assert_ok(jf_ledger_move_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_int_equal(balance_of(f, limit_of(GROUP, ALL, 0)).since, JF_DAY_NONE);
    assert_replays(f);
}

static void limit_stays_above_since_its_day_when_it_gets_an_amount_with_its_use(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, SECTION, FIRST_APRIL);
    jf_limit limit = limit_of(OTHER, ALL, 1);

    limit.grace_days = 90;
    set_limit(f, limit);
    set_limit(f, limit_of(SECTION, ALL, 9));
    issue(f, 1, OTHER, 5, MARCH);
    issue(f, 2, SECTION, 9, MARCH);
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_int_equal(balance_of(f, limit).available, -4);
    assert_int_equal(balance_of(f, limit).since, MARCH);
}

static void split_divides_amounts_and_use_by_shares(void **state)
{
    fixture *f = *state;
    const int64_t parts[] = {71, 72};
    const int64_t shares[] = {60, 40};
    jf_reform reform = reform_of(50, SECTION, FIRST_APRIL);

    set_limit(f, limit_of(SECTION, ALL, 21));
    issue(f, 1, SECTION, 5, MARCH);
    for (size_t i = 0; i < 2; i++)
        assert_ok(jf_ledger_add_unit(f->ledger, parts[i], ORGAN, "科", err));
    assert_ok(jf_ledger_split_unit(f->ledger, &reform, parts, 2, shares, 2, NULL, err));
    assert_int_equal(balance_of(f, limit_of(71, ALL, 0)).limit, 13);
    assert_int_equal(balance_of(f, limit_of(72, ALL, 0)).limit, 8);
    assert_balance(f, limit_of(71, ALL, 0), 3, 0);
    assert_balance(f, limit_of(72, ALL, 0), 2, 0);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 5, 0);
    issue(f, 2, 72, 1, MAY);
    issue(f, 3, SECTION, 1, MAY); /* the first part goes on for it */
    issue(f, 4, SECTION, 5, MARCH); /* a late fact is divided too */
    assert_balance(f, limit_of(71, ALL, 0), 7, 0);
    assert_balance(f, limit_of(72, ALL, 0), 5, 0);
    assert_balance(f, limit_of(SECTION, ALL, 0), 10, 0);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 12, 0);
    /* a cell without a limit of its own answers alike */
    assert_balance(f, half_of(71, MARCH), 7, 0);
    assert_balance(f, half_of(72, MARCH), 5, 0);
    assert_replays(f);
}

static void what_was_divided_is_joined_and_divided_again(void **state)
{
    fixture *f = *state;
    const int64_t parts[] = {71, 72};
    const int64_t again[] = {OTHER, 73};
    const int64_t shares[] = {1, 1};
    jf_reform split = reform_of(50, SECTION, FIRST_APRIL);
    jf_reform join = reform_of(51, 71, MAY);
    jf_reform second = reform_of(52, 72, MAY + 1);

    issue(f, 1, SECTION, 9, MARCH);
    for (int64_t unit = 71; unit <= 73; unit++)
        assert_ok(jf_ledger_add_unit(f->ledger, unit, ORGAN, "科", err));
    assert_ok(jf_ledger_split_unit(f->ledger, &split, parts, 2, shares, 2, NULL, err));
    issue(f, 2, 72, 2, MAY);
    assert_ok(jf_ledger_merge_unit(f->ledger, &join, OTHER, NULL, err));
    assert_ok(jf_ledger_split_unit(f->ledger, &second, again, 2, shares, 2, NULL, err));
    /* 72 has 4 of 9 and 2 of its own: 3 of them go to 73 */
    assert_balance(f, half_of(71, MARCH), 5, 0);
    assert_balance(f, half_of(72, MARCH), 6, 0);
    assert_balance(f, half_of(OTHER, MARCH), 5 + 3, 0);
    assert_balance(f, half_of(73, MARCH), 3, 0);
    assert_replays(f);
}

static void names_hold_from_their_day_on(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, SECTION, FIRST_APRIL);
    jf_reform earlier = reform_of(51, SECTION, FEBRUARY);

    assert_ok(jf_ledger_rename_unit(f->ledger, &reform, "企业领导人员管理科", NULL, err));
    assert_ok(jf_ledger_rename_unit(f->ledger, &earlier, "干部管理科", NULL, err));
    assert_string_equal(jf_ledger_unit_name(f->ledger, SECTION, FEBRUARY - 1), "单位");
    assert_string_equal(jf_ledger_unit_name(f->ledger, SECTION, MARCH), "干部管理科");
    assert_string_equal(jf_ledger_unit_name(f->ledger, SECTION, MAY), "企业领导人员管理科");
    assert_null(jf_ledger_unit_name(f->ledger, 999, MAY));
    assert_replays(f);
}

static void circles_and_ended_units_are_refused(void **state)
{
    fixture *f = *state;
    const int64_t parts[] = {TEAM, OTHER};
    const int64_t shares[] = {1, 1};
    jf_reform move = reform_of(50, SECTION, FIRST_APRIL);
    jf_reform merge = reform_of(51, SECTION, FIRST_APRIL);
    jf_reform again = reform_of(52, SECTION, MAY);
    jf_reform into = reform_of(53, OTHER, MAY);
    jf_reform back = reform_of(54, OTHER, FEBRUARY);
    digest before = digest_of(f->ledger);

    assert_fails(JF_E_STATE, jf_ledger_move_unit(f->ledger, &move, TEAM, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_move_unit(f->ledger, &move, SECTION, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_merge_unit(f->ledger, &merge, TEAM, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_merge_unit(f->ledger, &merge, SECTION, NULL, err));
    assert_fails(JF_E_STATE,
                 jf_ledger_split_unit(f->ledger, &merge, parts, 2, shares, 2, NULL, err));
    assert_same_digest(f->ledger, before);
    assert_ok(jf_ledger_merge_unit(f->ledger, &merge, OTHER, NULL, err));
    before = digest_of(f->ledger);
    assert_fails(JF_E_STATE, jf_ledger_merge_unit(f->ledger, &again, ORGAN, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_move_unit(f->ledger, &again, ORGAN, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_merge_unit(f->ledger, &into, SECTION, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_merge_unit(f->ledger, &back, SECTION, NULL, err));
    assert_same_digest(f->ledger, before);
}

static void reorganisation_is_done_once_by_its_key(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, TEAM, FIRST_APRIL);
    jf_outcome outcome = {.size = sizeof outcome};
    digest before;

    assert_ok(jf_ledger_move_unit(f->ledger, &reform, OTHER, &outcome, err));
    assert_int_equal(outcome.entry, jf_ledger_entry_count(f->ledger));
    assert_int_equal(outcome.repeated, 0);
    before = digest_of(f->ledger);
    assert_ok(jf_ledger_move_unit(f->ledger, &reform, OTHER, &outcome, err));
    assert_int_equal(outcome.repeated, 1);
    assert_fails(JF_E_EXISTS, jf_ledger_move_unit(f->ledger, &reform, ORGAN, NULL, err));
    assert_fails(JF_E_EXISTS, jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    reform.day++;
    assert_fails(JF_E_EXISTS, jf_ledger_move_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_same_digest(f->ledger, before);
}

static void bad_reorganisations_leave_no_trace(void **state)
{
    fixture *f = *state;
    const int64_t parts[] = {OTHER, OTHER};
    const int64_t shares[] = {1, 0};
    const int64_t huge[] = {INT64_MAX, INT64_MAX};
    const int64_t two[] = {OTHER, FIRM};
    jf_reform good = reform_of(50, SECTION, MARCH);
    jf_reform bad = good;
    digest before = digest_of(f->ledger);

    bad.key = 0;
    assert_fails(JF_E_ARGUMENT, jf_ledger_move_unit(f->ledger, &bad, OTHER, NULL, err));
    bad = reform_of(50, 999, MARCH);
    assert_fails(JF_E_NOT_FOUND, jf_ledger_move_unit(f->ledger, &bad, OTHER, NULL, err));
    bad = reform_of(50, SECTION, JF_DAY_LAST + 1);
    assert_fails(JF_E_RANGE, jf_ledger_move_unit(f->ledger, &bad, OTHER, NULL, err));
    bad = good;
    bad.actor = 9;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_move_unit(f->ledger, &bad, OTHER, NULL, err));
    assert_fails(JF_E_NOT_FOUND, jf_ledger_move_unit(f->ledger, &good, 999, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_move_unit(f->ledger, &good, -1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_rename_unit(f->ledger, &good, "", NULL, err));
    assert_fails(JF_E_ENCODING, jf_ledger_rename_unit(f->ledger, &good, "\xff", NULL, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_split_unit(f->ledger, &good, parts, 2, huge, 2, NULL, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_split_unit(f->ledger, &good, two, 2, shares, 2, NULL, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_split_unit(f->ledger, &good, two, 1, huge, 1, NULL, err));
    assert_fails(JF_E_RANGE,
                 jf_ledger_split_unit(f->ledger, &good, two, 2, huge, 2, NULL, err));
    assert_same_digest(f->ledger, before);
}

static void amounts_of_a_merger_stay_in_64_bits(void **state)
{
    fixture *f = *state;
    jf_reform reform = reform_of(50, SECTION, MARCH);
    digest before;

    set_limit(f, limit_of(SECTION, ALL, INT64_MAX));
    set_limit(f, limit_of(SECTION, FORMAL, 3));
    set_limit(f, limit_of(OTHER, ALL, 1));
    before = digest_of(f->ledger);
    assert_fails(JF_E_OVERFLOW, jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_same_digest(f->ledger, before);
    assert_int_equal(jf_ledger_limit_count(f->ledger), 3);
    assert_ok(attempt(f, jf_ledger_issue, 1, OTHER, FORMAL, 1, err));
}

static void no_quota_is_moved_from_a_unit_that_has_ended(void **state)
{
    fixture *f = *state;
    jf_limit from = limit_of(SECTION, ALL, 5);
    jf_limit to = limit_of(FIRM, ALL, 5);
    jf_reform reform = reform_of(50, SECTION, MARCH);
    jf_move move = {.size = sizeof move, .key = 51, .amount = 1};

    set_limit(f, from);
    set_limit(f, to);
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_fails(JF_E_STATE, jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
    from.unit = OTHER;
    assert_ok(jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
}

static void windows_are_joined_as_a_whole(void **state)
{
    fixture *f = *state;
    jf_limit window = {.size = sizeof window, .unit = OTHER, .kind = ALL, .day = MARCH,
                       .window = JF_WINDOW_ROLLING, .window_days = 30, .amount = 10};
    jf_reform reform = reform_of(50, SECTION, MARCH);

    set_limit(f, window);
    issue(f, 1, SECTION, 4, MARCH - 3);
    issue(f, 2, OTHER, 2, MARCH - 2);
    assert_balance(f, window, 2, 0);
    assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    assert_balance(f, window, 6, 0);
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 3, OTHER, FORMAL, 5, err));
    assert_ok(attempt(f, jf_ledger_issue, 4, OTHER, FORMAL, 4, err));
    assert_replays(f);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(tv20_merged_unit_has_what_its_predecessors_had),
        fixture_test(merging_adds_up_limits_and_their_use),
        fixture_test(heir_without_limit_gets_that_of_the_unit),
        fixture_test(move_leaves_past_use_where_it_was),
        fixture_test(open_hold_follows_its_unit),
        fixture_test(limit_that_was_cut_is_not_above_since_a_reorganisation),
        fixture_test(limit_stays_above_since_its_day_when_it_gets_an_amount_with_its_use),
        fixture_test(split_divides_amounts_and_use_by_shares),
        fixture_test(what_was_divided_is_joined_and_divided_again),
        fixture_test(names_hold_from_their_day_on),
        fixture_test(circles_and_ended_units_are_refused),
        fixture_test(reorganisation_is_done_once_by_its_key),
        fixture_test(bad_reorganisations_leave_no_trace),
        fixture_test(amounts_of_a_merger_stay_in_64_bits),
        fixture_test(no_quota_is_moved_from_a_unit_that_has_ended),
        fixture_test(windows_are_joined_as_a_whole),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.reform", tests, NULL, NULL);
}
