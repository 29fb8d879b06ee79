/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void refusal_of_one_limit_charges_none(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[2] = {issuer(TEAM, 1), recipient(FIRM, 1)};
    jf_limit firm = limit_of(FIRM, ALL, 0);

    firm.side = JF_SIDE_RECIPIENT;
    set_limit(f, limit_of(ORGAN, ALL, 5));
    set_limit(f, limit_of(TEAM, FORMAL, 5));
    set_limit(f, firm);
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 0);
    assert_balance(f, limit_of(TEAM, FORMAL, 0), 0, 0);
    assert_balance(f, firm, 0, 0);
}

static void lines_of_one_record_add_up_in_a_cell(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[3] = {issuer(TEAM, 2), issuer(OTHER, 2), issuer(TEAM, 2)};

    set_limit(f, limit_of(ORGAN, ALL, 5));
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, lines, 3, NULL, err));
    assert_int_equal(violation_of(f, 0).asked, 6);
    record.key = 2;
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
    assert_balance(f, limit_of(ORGAN, ALL, 0), 4, 0);
}

static void items_count_a_record_once(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, MEETING, MARCH);
    jf_line lines[3] = {recipient(FIRM, 2), recipient(SHOP, 5), recipient(FIRM, 0)};
    jf_limit items = limit_of(GROUP, MEETING, 1);

    items.side = JF_SIDE_RECIPIENT;
    set_limit(f, items);
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 3, NULL, err));
    assert_balance(f, items, 1, 0);
    record.key = 2;
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, lines, 3, NULL, err));
    record.key = 3;
    assert_ok(jf_ledger_issue(f->ledger, &record, lines + 2, 1, NULL, err));
}

static void joint_issue_has_one_line_an_issuer(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[2] = {issuer(SECTION, 1), issuer(OTHER, 0)};

    set_limit(f, limit_of(SECTION, FORMAL, 1));
    set_limit(f, limit_of(OTHER, FORMAL, 0));
    assert_ok(jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
    assert_balance(f, limit_of(SECTION, FORMAL, 0), 1, 0);
    assert_balance(f, limit_of(OTHER, FORMAL, 0), 0, 0);
}

static void limit_is_reached_exactly_and_not_passed(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(ORGAN, ALL, 3));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 2, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 2, err));
    assert_ok(attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 4, TEAM, FORMAL, 1, err));
}

static void holds_count_against_the_limit(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(ORGAN, ALL, 3));
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 2, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 2, err));
    assert_int_equal(violation_of(f, 0).held, 2);
    assert_int_equal(violation_of(f, 0).used, 0);
}

static void total_of_the_ledger_stays_in_64_bits(void **state)
{
    fixture *f = *state;
    digest before;

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, INT64_MAX - 1, err));
    before = digest_of(f->ledger);
    assert_fails(JF_E_OVERFLOW, attempt(f, jf_ledger_issue, 2, FIRM, MEETING, 2, err));
    assert_same_digest(f->ledger, before);
    assert_ok(attempt(f, jf_ledger_issue, 2, FIRM, MEETING, 1, err));
    assert_ok(jf_ledger_release(f->ledger, 3, 1, NULL, err));
    assert_ok(attempt(f, jf_ledger_issue, 4, FIRM, MEETING, INT64_MAX - 1, err));
    assert_balance(f, limit_of(FIRM, ALL, 0), INT64_MAX, 0);
}

static void lines_of_one_record_may_overflow_too(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line lines[2] = {issuer(TEAM, 0), recipient(FIRM, 0)};

    lines[0].amounts[2] = INT64_MAX;
    lines[1].amounts[2] = 1;
    assert_fails(JF_E_OVERFLOW, jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
    assert_fails(JF_E_OVERFLOW, jf_ledger_check(f->ledger, &record, lines, 2, NULL, err));
}

static void largest_numbers_are_compared_exactly(void **state)
{
    fixture *f = *state;

    set_limit(f, limit_of(ORGAN, ALL, INT64_MAX));
    set_limit(f, limit_of(TEAM, ALL, INT64_MAX - 1));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, INT64_MAX, err));
    assert_int_equal(jf_ledger_violation_count(f->ledger), 1);
    assert_int_equal(violation_of(f, 0).short_by, 1);
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, INT64_MAX - 1, err));
    assert_int_equal(balance_of(f, limit_of(ORGAN, ALL, 0)).available, 1);
    assert_int_equal(balance_of(f, limit_of(TEAM, ALL, 0)).available, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(refusal_of_one_limit_charges_none),
        fixture_test(lines_of_one_record_add_up_in_a_cell),
        fixture_test(items_count_a_record_once),
        fixture_test(joint_issue_has_one_line_an_issuer),
        fixture_test(limit_is_reached_exactly_and_not_passed),
        fixture_test(holds_count_against_the_limit),
        fixture_test(total_of_the_ledger_stays_in_64_bits),
        fixture_test(lines_of_one_record_may_overflow_too),
        fixture_test(largest_numbers_are_compared_exactly),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.charge", tests, NULL, NULL);
}
