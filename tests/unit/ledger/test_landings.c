/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "ledger/ledger.h"

static jf_limit landings_of(int64_t unit, int64_t kind, int64_t amount)
{
    jf_limit limit = limit_of(unit, kind, amount);

    limit.measure = JF_MEASURE_LANDINGS;
    return limit;
}

static jf_status issue(fixture *f, int64_t key, const jf_line *lines, size_t line_count,
                       jf_error *err)
{
    jf_record record = record_of(key, FORMAL, MARCH);

    return jf_ledger_issue(f->ledger, &record, lines, line_count, NULL, err);
}

static void landings_are_written_off_whole_by_the_lead(void **state)
{
    fixture *f = *state;
    jf_line lines[5] = {issuer(OTHER, 0), issuer(TEAM, 2), recipient(FIRM, 3), issuer(OTHER, 1),
                        recipient(SHOP, 4)};

    assert_ok(issue(f, 1, lines, 5, err));
    assert_balance(f, landings_of(TEAM, FORMAL, 0), 7, 0);
    assert_balance(f, landings_of(ORGAN, ALL, 0), 7, 0);
    assert_balance(f, landings_of(OTHER, ALL, 0), 0, 0);
    assert_balance(f, landings_of(GROUP, ALL, 0), 0, 0);
    assert_balance(f, landings_of(ORGAN, MEETING, 0), 0, 0);
}

static void first_issuer_leads_where_none_has_a_count(void **state)
{
    fixture *f = *state;
    jf_line lines[3] = {recipient(FIRM, 5), issuer(OTHER, 0), issuer(TEAM, 0)};

    assert_ok(issue(f, 1, lines, 3, err));
    assert_balance(f, landings_of(OTHER, ALL, 0), 5, 0);
    assert_balance(f, landings_of(TEAM, ALL, 0), 0, 0);
}

static void record_without_issuer_is_written_off_by_nobody(void **state)
{
    fixture *f = *state;
    jf_line line = recipient(FIRM, 5);

    set_limit(f, landings_of(ORGAN, ALL, 0));
    set_limit(f, landings_of(GROUP, ALL, 0));
    assert_ok(issue(f, 1, &line, 1, err));
    assert_balance(f, landings_of(ORGAN, ALL, 0), 0, 0);
    assert_balance(f, landings_of(GROUP, ALL, 0), 0, 0);
}

static void cap_on_landings_limits_what_a_unit_causes(void **state)
{
    fixture *f = *state;
    jf_line lines[3] = {issuer(TEAM, 1), recipient(FIRM, 4), recipient(SHOP, 3)};
    jf_violation violation;

    set_limit(f, landings_of(SECTION, DOCUMENT, 13));
    assert_ok(issue(f, 1, lines, 3, err));
    assert_fails(JF_E_LIMIT, issue(f, 2, lines, 3, err));
    violation = violation_of(f, 0);
    assert_int_equal(violation.measure, JF_MEASURE_LANDINGS);
    assert_int_equal(violation.used, 7);
    assert_int_equal(violation.asked, 7);
    assert_int_equal(violation.short_by, 1);
    lines[1].count = 3;
    assert_ok(issue(f, 3, lines, 3, err));
    assert_balance(f, landings_of(SECTION, DOCUMENT, 13), 13, 0);
}

static void two_lines_are_charged_with_their_landings(void **state)
{
    fixture *f = *state;
    jf_line lines[2] = {recipient(FIRM, 6), issuer(TEAM, 1)};

    set_limit(f, landings_of(ORGAN, ALL, 11));
    assert_ok(issue(f, 1, lines, 2, err));
    assert_balance(f, landings_of(ORGAN, ALL, 11), 6, 0);
    assert_fails(JF_E_LIMIT, issue(f, 2, lines, 2, err));
}

static void limit_on_landings_set_late_counts_what_was_used_before(void **state)
{
    fixture *f = *state;
    jf_line lines[3] = {issuer(TEAM, 1), recipient(FIRM, 4), recipient(SHOP, 3)};
    jf_record record = record_of(2, FORMAL, MARCH);

    assert_ok(issue(f, 1, lines, 3, err));
    assert_ok(jf_ledger_hold(f->ledger, &record, lines, 2, NULL, err));
    set_limit(f, landings_of(ORGAN, ALL, 100));
    assert_balance(f, landings_of(ORGAN, ALL, 100), 7, 4);
}

static void change_moves_landings_to_the_new_lead(void **state)
{
    fixture *f = *state;
    jf_line lines[2] = {issuer(TEAM, 1), recipient(FIRM, 4)};
    jf_line other[3] = {issuer(OTHER, 1), recipient(FIRM, 4), recipient(SHOP, 9)};
    jf_change change = {.size = sizeof change, .key = 2, .of = 1, .day = JF_DAY_NONE};

    set_limit(f, landings_of(SECTION, ALL, 100));
    set_limit(f, landings_of(OTHER, ALL, 100));
    assert_ok(issue(f, 1, lines, 2, err));
    assert_ok(jf_ledger_amend(f->ledger, &change, other, 3, NULL, err));
    assert_balance(f, landings_of(SECTION, ALL, 100), 0, 0);
    assert_balance(f, landings_of(OTHER, ALL, 100), 13, 0);
    change = (jf_change){.size = sizeof change, .key = 3, .of = 1, .day = NEXT_YEAR};
    assert_ok(jf_ledger_amend(f->ledger, &change, NULL, 0, NULL, err));
    assert_balance(f, landings_of(OTHER, ALL, 100), 0, 0);
}

static void landings_have_a_series(void **state)
{
    fixture *f = *state;
    jf_line lines[3] = {issuer(TEAM, 1), recipient(FIRM, 4), recipient(SHOP, 3)};
    jf_limit cell = landings_of(ORGAN, ALL, 0);
    int64_t values[3];

    assert_ok(issue(f, 1, lines, 3, err));
    assert_ok(jf_ledger_series(f->ledger, &cell, MARCH - 1, values, 3, err));
    assert_int_equal(values[0], 0);
    assert_int_equal(values[1], 7);
    assert_int_equal(values[2], 0);
}

static void recipients_have_no_landings_of_their_own(void **state)
{
    fixture *f = *state;
    jf_limit cell = landings_of(FIRM, ALL, 5);
    jf_balance balance = {.size = sizeof balance};

    cell.side = JF_SIDE_RECIPIENT;
    assert_fails(JF_E_ARGUMENT, jf_ledger_set_limit(f->ledger, &cell, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_balance(f->ledger, &cell, &balance, err));
    cell.side = JF_SIDE_ISSUER;
    cell.measure = JF_MEASURE_LANDINGS + 1;
    assert_fails(JF_E_ARGUMENT, jf_ledger_set_limit(f->ledger, &cell, err));
}

static void landings_beyond_64_bits_are_an_overflow(void **state)
{
    fixture *f = *state;
    jf_line lines[3] = {issuer(TEAM, 1), recipient(FIRM, INT64_MAX - 1), recipient(SHOP, 1)};

    set_limit(f, landings_of(ORGAN, ALL, INT64_MAX));
    assert_fails(JF_E_OVERFLOW, issue(f, 1, lines, 3, err));
    lines[1].count--;
    assert_ok(issue(f, 1, lines, 3, err));
    assert_balance(f, landings_of(ORGAN, ALL, INT64_MAX), INT64_MAX - 1, 0);
}

static void filling_clears_what_was_there(void **state)
{
    jf__line lines[3] = {{.side = JF_SIDE_ISSUER, .count = 0, .landings = 9},
                         {.side = JF_SIDE_ISSUER, .count = 1, .landings = 9},
                         {.side = JF_SIDE_RECIPIENT, .count = 5, .landings = 9}};

    (void)state;
    jf__landings_fill(lines, 3);
    assert_int_equal(lines[0].landings, 0);
    assert_int_equal(lines[1].landings, 5);
    assert_int_equal(lines[2].landings, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(landings_are_written_off_whole_by_the_lead),
        fixture_test(first_issuer_leads_where_none_has_a_count),
        fixture_test(record_without_issuer_is_written_off_by_nobody),
        fixture_test(cap_on_landings_limits_what_a_unit_causes),
        fixture_test(two_lines_are_charged_with_their_landings),
        fixture_test(limit_on_landings_set_late_counts_what_was_used_before),
        fixture_test(change_moves_landings_to_the_new_lead),
        fixture_test(landings_have_a_series),
        fixture_test(recipients_have_no_landings_of_their_own),
        fixture_test(landings_beyond_64_bits_are_an_overflow),
        cmocka_unit_test(filling_clears_what_was_there),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.landings", tests, NULL, NULL);
}
