/* SPDX-License-Identifier: Apache-2.0 */
#include "group.h"

static void every_verb_takes_part_in_a_group(void **state)
{
    fixture *f = *state;
    int64_t entries;
    call c = {0};

    set_limit(f, limit_of(ORGAN, ALL, 9));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
    entries = jf_ledger_entry_count(f->ledger);
    add_record(&c, 2, JF_VERB_HOLD, TEAM, 2)->expires = APRIL;
    add_record(&c, 3, JF_VERB_ISSUE, OTHER, 1);
    add_record(&c, 4, JF_VERB_HOLD, OTHER, 3);
    add(&c, 5, JF_VERB_COMMIT, 2);
    add(&c, 6, JF_VERB_RELEASE, 4);
    add(&c, 7, JF_VERB_AMEND, 1)->line_count = 1;
    c.lines[c.line_count++] = issuer(TEAM, 4);
    add(&c, 8, JF_VERB_WITHDRAW, 3)->frees = 1;
    assert_all_ok(f, &c);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 6, 0);
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries + 8);
    for (int64_t key = 2; key <= 8; key++)
        assert_int_equal(explain(f, key).entry, entries + key);
    assert_replays(f);
}

static void expired_hold_is_revived_in_a_group(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 2);
    int64_t count;
    call c = {0};

    set_limit(f, limit_of(ORGAN, ALL, 3));
    record.expires = MARCH;
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    assert_ok(jf_ledger_expire(f->ledger, MARCH + 1, &count, err));
    add(&c, 2, JF_VERB_REVIVE, 1)->expires = APRIL;
    add_record(&c, 3, JF_VERB_ISSUE, TEAM, 1);
    assert_all_ok(f, &c);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 1, 2);
    assert_replays(f);
}

/* Units of the tree from the team up, and one beside. */
static void set_limits(const fixture *f)
{
    jf_limit rolling = limit_of(SECTION, ALL, 90);

    rolling.window = JF_WINDOW_ROLLING;
    rolling.window_days = 30;
    rolling.period_kind = 0;
    assert_ok(jf_ledger_set_limit(f->ledger, &rolling, err));
    for (int64_t unit = 0; unit < 4; unit++) {
        static const int64_t units[4] = {ORGAN, SECTION, TEAM, OTHER};
        jf_limit limit = limit_of(units[unit], ALL, units[unit] == TEAM ? 20 : 80);

        assert_ok(jf_ledger_set_limit(f->ledger, &limit, err));
    }
}

static void a_group_refused_at_any_position_changes_nothing(void **state)
{
    fixture *f = *state;
    int64_t key = 100;
    int64_t refusals = 0;

    set_limits(f);
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 2, err));
    for (size_t n = 2; n <= MOST; n++)
        for (size_t at = 0; at < n; at++) {
            jf_ledger *before = twin_of(f);
            jf__limit *team = &before->limits.items[3];
            call c = {0};

            for (size_t i = 0; i < n; i++)
                add_record(&c, key++, i % 2 ? JF_VERB_ISSUE : JF_VERB_HOLD, i == at ? TEAM : OTHER,
                           i == at ? 19 : 1);
            assert_decides(f, &c, at, JF_E_LIMIT);
            assert_int_equal(jf_ledger_violation_count(f->ledger), 1);
            assert_int_equal(violation_of(f, 0).unit, TEAM);
            team->refusals++;
            refusals++;
            assert_same_limits(f->ledger, before);
            assert_same_days(f->ledger, before);
            assert_memory_equal(&f->ledger->totals, &before->totals, sizeof before->totals);
            jf_ledger_free(before);
        }
    assert_balance(f, limit_of(ORGAN, ALL, 0), 0, 2);
    assert_int_equal(balance_of(f, limit_of(TEAM, ALL, 0)).refusals, refusals);
    assert_int_equal(balance_of(f, limit_of(ORGAN, ALL, 0)).refusals, 0);
    assert_int_equal(balance_of(f, limit_of(OTHER, ALL, 0)).refusals, 0);
    assert_replays(f);
}

static void a_group_that_fails_at_any_position_leaves_no_trace(void **state)
{
    fixture *f = *state;

    set_limits(f);
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 2, err));
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 2, err));
    assert_fails(JF_E_LIMIT, attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 30, err));
    for (size_t n = 2; n <= MOST; n++)
        for (size_t at = 0; at < n; at++) {
            call c = {0};

            for (size_t i = 0; i < n; i++)
                if (i == at)
                    add(&c, 100 + (int64_t)i, JF_VERB_COMMIT, 2);
                else if (i % 3 == 0)
                    add_record(&c, 100 + (int64_t)i, JF_VERB_HOLD, OTHER, 1);
                else
                    add(&c, 100 + (int64_t)i, JF_VERB_AMEND, 2)->day = APRIL;
            assert_no_trace(f, &c, at, JF_E_NOT_FOUND);
        }
}

static void each_kind_of_failure_gets_its_status(void **state)
{
    static const struct {
        jf_item item;
        jf_status status;
    } cases[] = {
        {{.key = 0, .kind = ALL, .verb = JF_VERB_ISSUE, .day = MARCH}, JF_E_ARGUMENT},
        {{.key = 9, .kind = ALL, .verb = JF_VERB_ISSUE, .day = MARCH, .frees = 1}, JF_E_ARGUMENT},
        {{.key = 9, .kind = 77, .verb = JF_VERB_ISSUE, .day = MARCH}, JF_E_NOT_FOUND},
        {{.key = 9, .kind = ALL, .verb = JF_VERB_HOLD, .day = MARCH, .actor = 4}, JF_E_NOT_FOUND},
        {{.key = 9, .kind = ALL, .verb = JF_VERB_HOLD, .day = INT32_MAX}, JF_E_RANGE},
        {{.key = 9, .kind = ALL, .verb = JF_VERB_ISSUE, .day = MARCH, .grants = 5},
         JF_E_NOT_FOUND},
        {{.key = 9, .verb = JF_VERB_COMMIT, .of = 1, .day = INT32_MAX}, JF_E_RANGE},
        {{.key = 9, .verb = JF_VERB_COMMIT, .of = 2, .day = JF_DAY_NONE}, JF_E_STATE},
        {{.key = 9, .verb = JF_VERB_RELEASE, .of = 3}, JF_E_NOT_FOUND},
    };
    fixture *f = *state;

    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_ok(jf_ledger_release(f->ledger, 3, 2, NULL, err));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool is_record = cases[i].item.of == 0;
        call c = {0};

        add_record(&c, 50, JF_VERB_ISSUE, TEAM, 1);
        *add(&c, 0, 0, 0) = cases[i].item;
        c.items[1].line_count = is_record;
        c.lines[c.line_count] = issuer(TEAM, 1);
        c.line_count += is_record;
        add_record(&c, 51, JF_VERB_ISSUE, TEAM, 1);
        c.items[1].linked = 1;
        assert_no_trace(f, &c, 1, cases[i].status);
    }
}

static void sum_that_leaves_64_bits_fails_the_group(void **state)
{
    fixture *f = *state;
    call c = {0};

    add_record(&c, 1, JF_VERB_ISSUE, TEAM, INT64_MAX);
    add_record(&c, 2, JF_VERB_ISSUE, TEAM, 1);
    assert_no_trace(f, &c, 1, JF_E_OVERFLOW);
}

/* Whatever follows the refused item: it is not done. */
static void fields_are_read_before_the_first_item_is_done(void **state)
{
    fixture *f = *state;
    call c = {0};

    set_limit(f, limit_of(ORGAN, ALL, 3));
    add_record(&c, 1, JF_VERB_ISSUE, TEAM, 4);
    add_record(&c, 2, JF_VERB_HOLD, TEAM, 1);
    add(&c, 3, JF_VERB_COMMIT, 2);
    add_record(&c, 4, JF_VERB_ISSUE, 12345, 1);
    assert_no_trace(f, &c, 3, JF_E_NOT_FOUND);
    c.lines[2].unit = TEAM;
    assert_decides(f, &c, 0, JF_E_LIMIT);
    assert_replays(f);
}

static void items_of_a_group_see_those_before_them(void **state)
{
    fixture *f = *state;
    call c = {0};

    set_limit(f, limit_of(ORGAN, ALL, 5));
    add_record(&c, 1, JF_VERB_ISSUE, TEAM, 3);
    add_record(&c, 2, JF_VERB_ISSUE, OTHER, 3);
    assert_decides(f, &c, 1, JF_E_LIMIT);
    assert_int_equal(violation_of(f, 0).used, 3);
    assert_int_equal(violation_of(f, 0).short_by, 1);
    c = (call){0};
    add_record(&c, 3, JF_VERB_HOLD, TEAM, 5);
    add(&c, 4, JF_VERB_RELEASE, 3);
    add_record(&c, 5, JF_VERB_ISSUE, OTHER, 5);
    assert_all_ok(f, &c);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 5, 0);
}

static void grants_are_spent_by_a_granted_group_only(void **state)
{
    fixture *f = *state;
    jf_grant grant = {.unit = TEAM, .kind = ALL, .period_kind = JF_PERIOD_YEAR, .day = MARCH,
                      .step = JF_STEP_REFUSE};
    call c = {0};

    set_limit(f, limit_of(TEAM, ALL, 3));
    set_limit(f, limit_of(OTHER, ALL, 3));
    assert_ok(jf_ledger_grant(f->ledger, 5, 77, &grant, 1, NULL, err));
    for (int64_t key = 10; key < 40; key += 10) {
        c = (call){0};
        add_record(&c, key, JF_VERB_ISSUE, TEAM, 9);
        c.items[0].grants = 5;
        c.items[0].subject = 77;
        add_record(&c, key + 1, JF_VERB_ISSUE, OTHER, key == 10 ? 4 : 1);
        if (key == 10)
            assert_decides(f, &c, 1, JF_E_LIMIT);
        else if (key == 20)
            assert_all_ok(f, &c);
        else
            assert_no_trace(f, &c, 0, JF_E_STATE);
    }
    assert_replays(f);
}

static void lone_items_beside_groups_are_as_ever(void **state)
{
    fixture *f = *state;
    int64_t entries;
    call c = {0};

    set_limit(f, limit_of(ORGAN, ALL, 5));
    entries = jf_ledger_entry_count(f->ledger);
    add_record(&c, 1, JF_VERB_ISSUE, TEAM, 1);
    add_record(&c, 2, JF_VERB_ISSUE, TEAM, 1);
    add_record(&c, 3, JF_VERB_ISSUE, TEAM, 4);
    add_record(&c, 4, JF_VERB_ISSUE, TEAM, 4);
    add_record(&c, 5, JF_VERB_ISSUE, TEAM, 1);
    add_record(&c, 6, JF_VERB_ISSUE, TEAM, 1);
    c.items[0].linked = c.items[2].linked = c.items[3].linked = 0;
    run(f, &c);
    assert_int_equal(c.results[0], JF_OK);
    assert_int_equal(c.results[1], JF_E_LINKED);
    assert_int_equal(c.results[2], JF_E_LIMIT);
    assert_int_equal(c.results[3], JF_OK);
    assert_int_equal(c.results[4], JF_E_LIMIT);
    assert_int_equal(c.results[5], JF_E_LINKED);
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries + 2 + 6);
    assert_replays(f);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(every_verb_takes_part_in_a_group),
        fixture_test(expired_hold_is_revived_in_a_group),
        fixture_test(a_group_refused_at_any_position_changes_nothing),
        fixture_test(a_group_that_fails_at_any_position_leaves_no_trace),
        fixture_test(each_kind_of_failure_gets_its_status),
        fixture_test(sum_that_leaves_64_bits_fails_the_group),
        fixture_test(fields_are_read_before_the_first_item_is_done),
        fixture_test(items_of_a_group_see_those_before_them),
        fixture_test(grants_are_spent_by_a_granted_group_only),
        fixture_test(lone_items_beside_groups_are_as_ever),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.group", tests, NULL, NULL);
}
