/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void issue_lines(fixture *f, int64_t key, int64_t kind, jf_day day, const jf_line *lines,
                        size_t line_count)
{
    jf_record record = record_of(key, kind, day);

    assert_ok(jf_ledger_issue(f->ledger, &record, lines, line_count, NULL, err));
}

static void issue_all(fixture *f)
{
    const jf_line first[] = {issuer(OTHER, 0), issuer(TEAM, 1), recipient(FIRM, 3),
                             recipient(SHOP, 4)};
    const jf_line second[] = {recipient(FIRM, 10), issuer(OTHER, 2)};
    const jf_line outside[] = {recipient(FIRM, 100)};

    issue_lines(f, 1, FORMAL, MARCH, first, 4);
    issue_lines(f, 2, MEETING, MARCH, second, 2);
    issue_lines(f, 3, LETTER, APRIL, outside, 1);
}

static void flows_go_from_the_lead_to_each_recipient(void **state)
{
    fixture *f = *state;
    const jf_flow flows[] = {{TEAM, FIRM, ALL},    {SECTION, GROUP, ALL}, {OTHER, GROUP, ALL},
                             {ORGAN, GROUP, ALL},  {ORGAN, SHOP, MEETING}, {ORGAN, FIRM, DOCUMENT},
                             {GROUP, ORGAN, ALL},  {TEAM, FIRM, ALL}};
    const int64_t wanted[] = {3, 7, 10, 17, 0, 3, 0, 3};
    int64_t values[8];

    issue_all(f);
    assert_ok(jf_ledger_flows(f->ledger, NULL, flows, 8, values, 8, err));
    assert_memory_equal(values, wanted, sizeof values);
}

static void flows_from_outside_are_those_without_issuer(void **state)
{
    fixture *f = *state;
    const jf_flow flows[] = {{0, GROUP, ALL}, {0, FIRM, LETTER}, {0, SHOP, ALL}};
    const int64_t wanted[] = {100, 100, 0};
    int64_t values[3];

    issue_all(f);
    assert_ok(jf_ledger_flows(f->ledger, NULL, flows, 3, values, 3, err));
    assert_memory_equal(values, wanted, sizeof values);
}

/* What all put on one is what it bears; what one puts on all is what it writes off. */
static void flows_add_up_to_both_sides(void **state)
{
    fixture *f = *state;
    const jf_flow flows[] = {{ORGAN, FIRM, ALL}, {0, FIRM, ALL}, {ORGAN, SHOP, ALL}};
    jf_limit firm = limit_of(FIRM, ALL, 0);
    jf_limit organ = limit_of(ORGAN, ALL, 0);
    int64_t values[3];

    issue_all(f);
    assert_ok(jf_ledger_flows(f->ledger, NULL, flows, 3, values, 3, err));
    firm.side = JF_SIDE_RECIPIENT;
    firm.measure = JF_MEASURE_COUNT;
    organ.measure = JF_MEASURE_LANDINGS;
    assert_int_equal(values[0] + values[1], balance_of(f, firm).used);
    assert_int_equal(values[0] + values[2], balance_of(f, organ).used);
}

static void flows_have_periods_and_an_end(void **state)
{
    fixture *f = *state;
    const jf_flow flows[] = {{ORGAN, FIRM, ALL}, {0, FIRM, ALL}};
    jf_count_query query = {.size = sizeof query, .period_kind = JF_PERIOD_MONTH, .day = MARCH,
                            .period_count = 2};
    const int64_t wanted[] = {13, 0, 0, 100};
    int64_t values[4];

    issue_all(f);
    assert_ok(jf_ledger_flows(f->ledger, &query, flows, 2, values, 4, err));
    assert_memory_equal(values, wanted, sizeof values);
    query.side = JF_SIDE_ISSUER;
    query.measure = JF_MEASURE_LANDINGS;
    assert_ok(jf_ledger_flows(f->ledger, &query, flows, 2, values, 4, err));
    assert_memory_equal(values, wanted, sizeof values);
    query.until = APRIL - 1;
    assert_ok(jf_ledger_flows(f->ledger, &query, flows, 2, values, 4, err));
    assert_int_equal(values[3], 0);
}

static void flows_follow_units_that_were_merged(void **state)
{
    fixture *f = *state;
    const jf_flow flows[] = {{OTHER, SHOP, ALL}, {OTHER, FIRM, ALL}, {SECTION, FIRM, ALL}};
    jf_count_query query = {.size = sizeof query, .period_kind = JF_PERIOD_YEAR, .day = MARCH};
    jf_reform merge = {.size = sizeof merge, .day = MARCH + 17, .key = 8, .unit = TEAM};
    jf_reform firm = {.size = sizeof firm, .day = NEXT_YEAR, .key = 9, .unit = FIRM};
    int64_t values[3];

    issue_all(f);
    assert_ok(jf_ledger_merge_unit(f->ledger, &merge, OTHER, NULL, err));
    assert_ok(jf_ledger_merge_unit(f->ledger, &firm, SHOP, NULL, err));
    assert_ok(jf_ledger_flows(f->ledger, &query, flows, 3, values, 3, err));
    assert_int_equal(values[0], 4); /* the firm was not yet the shop's in that year */
    assert_int_equal(values[1], 13);
    assert_int_equal(values[2], 3);
    query.joined = 1;
    assert_ok(jf_ledger_flows(f->ledger, &query, flows, 3, values, 3, err));
    assert_int_equal(values[0], 17);
}

static void holds_flow_when_they_are_asked_for(void **state)
{
    fixture *f = *state;
    const jf_flow flow = {ORGAN, GROUP, ALL};
    const jf_line lines[] = {issuer(TEAM, 1), recipient(FIRM, 5)};
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_count_query query = {.size = sizeof query, .what = JF_USE_HELD};
    int64_t value;

    assert_ok(jf_ledger_hold(f->ledger, &record, lines, 2, NULL, err));
    assert_ok(jf_ledger_flows(f->ledger, NULL, &flow, 1, &value, 1, err));
    assert_int_equal(value, 0);
    assert_ok(jf_ledger_flows(f->ledger, &query, &flow, 1, &value, 1, err));
    assert_int_equal(value, 5);
}

static void bad_flows_are_refused(void **state)
{
    fixture *f = *state;
    const jf_flow good = {ORGAN, FIRM, ALL};
    const jf_flow bad[] = {{999, FIRM, ALL}, {ORGAN, 999, ALL}, {ORGAN, 0, ALL}, {ORGAN, FIRM, 0}};
    jf_count_query query = {.size = sizeof query, .side = JF_SIDE_RECIPIENT};
    int64_t value = 7;

    assert_fails(JF_E_ARGUMENT, jf_ledger_flows(f->ledger, &query, &good, 1, &value, 1, err));
    query = (jf_count_query){.size = sizeof query, .measure = JF_MEASURE_COUNT};
    assert_fails(JF_E_ARGUMENT, jf_ledger_flows(f->ledger, &query, &good, 1, &value, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_flows(NULL, NULL, &good, 1, &value, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_flows(f->ledger, NULL, NULL, 1, &value, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_flows(f->ledger, NULL, &good, 1, NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_flows(f->ledger, NULL, &good, 1, &value, 2, err));
    for (size_t i = 0; i < 4; i++)
        assert_fails(JF_E_NOT_FOUND,
                     jf_ledger_flows(f->ledger, NULL, &bad[i], 1, &value, 1, err));
    assert_int_equal(value, 7);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(flows_go_from_the_lead_to_each_recipient),
        fixture_test(flows_from_outside_are_those_without_issuer),
        fixture_test(flows_add_up_to_both_sides),
        fixture_test(flows_have_periods_and_an_end),
        fixture_test(flows_follow_units_that_were_merged),
        fixture_test(holds_flow_when_they_are_asked_for),
        fixture_test(bad_flows_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.flows", tests, NULL, NULL);
}
