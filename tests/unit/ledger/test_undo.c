/* SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

enum { HOLD = 1, HOLD_2 = 2, ISSUE = 3, EXPIRED = 4, GRANTS = 5, MOVED = 6, FIRST_NEW = 50 };

/* One of everything that an attempt may change. */
static void fill(fixture *f)
{
    jf_limit average = limit_of(ORGAN, ALL, 4);
    jf_limit rolling = limit_of(ORGAN, DOCUMENT, 9);
    jf_record record = record_of(HOLD, FORMAL, MARCH);
    jf_grant grant = {.unit = TEAM, .kind = ALL, .period_kind = JF_PERIOD_YEAR, .day = MARCH,
                      .step = JF_STEP_REFUSE};
    jf_line line = issuer(TEAM, 2);
    int64_t count;

    average.window = JF_WINDOW_AVERAGE;
    rolling.window = JF_WINDOW_ROLLING;
    rolling.window_days = 7;
    rolling.period_kind = 0;
    set_limit(f, limit_of(ORGAN, ALL, 40));
    set_limit(f, average);
    set_limit(f, rolling);
    set_limit(f, limit_of(TEAM, ALL, 9));
    record.expires = APRIL;
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    record.key = HOLD_2;
    record.day = MARCH + 1;
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    record.key = EXPIRED;
    record.expires = MARCH + 2;
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    assert_ok(attempt(f, jf_ledger_issue, ISSUE, TEAM, LETTER, 1, err));
    assert_ok(attempt(f, jf_ledger_issue, MOVED, TEAM, LETTER, 1, err));
    assert_ok(jf_ledger_amend(f->ledger,
                              &(jf_change){.size = sizeof(jf_change), .key = 7, .of = MOVED,
                                           .day = JF_DAY_NONE},
                              &line, 1, NULL, err));
    assert_ok(jf_ledger_grant(f->ledger, GRANTS, FIRST_NEW, &grant, 1, NULL, err));
    assert_ok(jf_ledger_expire(f->ledger, MARCH + 5, &count, err));
    assert_int_equal(count, 1);
}

static jf_change change_of(int64_t of)
{
    return (jf_change){.size = sizeof(jf_change), .key = FIRST_NEW, .of = of, .day = JF_DAY_NONE};
}

static jf_status issue_one(jf_ledger *ledger)
{
    jf_record record = record_of(FIRST_NEW, FORMAL, MARCH + 3);
    jf_line line = issuer(OTHER, 1);

    return jf_ledger_issue(ledger, &record, &line, 1, NULL, NULL);
}

static jf_status issue_plain(jf_ledger *ledger)
{
    jf_record record = record_of(FIRST_NEW, MEETING, NEXT_YEAR);
    jf_line line = issuer(FIRM, 1);

    return jf_ledger_issue(ledger, &record, &line, 1, NULL, NULL);
}

static jf_status issue_with_grants(jf_ledger *ledger)
{
    jf_record record = record_of(FIRST_NEW, MEETING, MARCH);
    jf_line lines[2] = {issuer(TEAM, 2), issuer(TEAM, 1)};

    record.grants = GRANTS;
    return jf_ledger_issue(ledger, &record, lines, 2, NULL, NULL);
}

static jf_status issue_refused(jf_ledger *ledger)
{
    jf_record record = record_of(FIRST_NEW, MEETING, MARCH);
    jf_line line = issuer(TEAM, 30);

    return jf_ledger_issue(ledger, &record, &line, 1, NULL, NULL);
}

static jf_status hold_that_expires(jf_ledger *ledger)
{
    jf_record record = record_of(FIRST_NEW, FORMAL, MARCH + 8);
    jf_line line = issuer(OTHER, 1);

    record.expires = APRIL;
    return jf_ledger_hold(ledger, &record, &line, 1, NULL, NULL);
}

static jf_status commit(jf_ledger *ledger)
{
    return jf_ledger_commit(ledger, FIRST_NEW, HOLD, MARCH + 20, NULL, NULL);
}

static jf_status commit_a_part(jf_ledger *ledger)
{
    jf_change change = change_of(HOLD);
    jf_line line = issuer(TEAM, 1);

    return jf_ledger_commit_lines(ledger, &change, &line, 1, NULL, NULL);
}

static jf_status release(jf_ledger *ledger)
{
    return jf_ledger_release(ledger, FIRST_NEW, HOLD_2, NULL, NULL);
}

static jf_status revive(jf_ledger *ledger)
{
    jf_change change = change_of(EXPIRED);

    change.expires = APRIL + 1;
    return jf_ledger_revive(ledger, &change, NULL, NULL);
}

static jf_status withdraw(jf_ledger *ledger)
{
    jf_change change = change_of(ISSUE);

    change.frees = 1;
    return jf_ledger_withdraw(ledger, &change, NULL, NULL);
}

static jf_status amend(jf_ledger *ledger)
{
    jf_change change = change_of(ISSUE);
    jf_line line = issuer(OTHER, 3);

    change.kind = MEETING;
    change.day = MARCH + 2;
    return jf_ledger_amend(ledger, &change, &line, 1, NULL, NULL);
}

static jf_status amend_again(jf_ledger *ledger)
{
    jf_change change = change_of(MOVED);
    jf_line line = issuer(TEAM, 1);

    return jf_ledger_amend(ledger, &change, &line, 1, NULL, NULL);
}

static jf_status hold_and_commit(jf_ledger *ledger)
{
    jf_status status = hold_that_expires(ledger);
    jf_change change = change_of(FIRST_NEW);
    jf_line line = issuer(OTHER, 2);

    change.key++;
    return status ? status : jf_ledger_commit_lines(ledger, &change, &line, 1, NULL, NULL);
}

static jf_status amend_twice_and_withdraw(jf_ledger *ledger)
{
    jf_status status = amend(ledger);
    jf_change change = change_of(ISSUE);
    jf_line line = issuer(TEAM, 2);

    change.key = FIRST_NEW + 1;
    if (!status)
        status = jf_ledger_amend(ledger, &change, &line, 1, NULL, NULL);
    change.key = FIRST_NEW + 2;
    return status ? status : jf_ledger_withdraw(ledger, &change, NULL, NULL);
}

static jf_status revive_and_release(jf_ledger *ledger)
{
    jf_status status = revive(ledger);

    return status ? status : jf_ledger_release(ledger, FIRST_NEW + 1, EXPIRED, NULL, NULL);
}

static void undone_attempts_leave_no_trace(void **state)
{
    static const struct {
        jf_status (*call)(jf_ledger *ledger);
        jf_status wanted;
    } calls[] = {
        {issue_one, JF_OK},       {issue_plain, JF_OK},     {issue_with_grants, JF_OK},
        {issue_refused, JF_E_LIMIT}, {hold_that_expires, JF_OK}, {commit, JF_OK},
        {commit_a_part, JF_OK},   {release, JF_OK},         {revive, JF_OK},
        {withdraw, JF_OK},        {amend, JF_OK},           {amend_again, JF_OK},
        {hold_and_commit, JF_OK}, {amend_twice_and_withdraw, JF_OK}, {revive_and_release, JF_OK},
    };
    fixture *f = *state;
    jf_ledger *twin;

    fill(f);
    twin = twin_of(f);
    assert_same_state(f->ledger, twin);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        assert_true(jf__undo_begin(f->ledger));
        assert_int_equal(calls[i].call(f->ledger), calls[i].wanted);
        assert_true(jf_ledger_entry_count(f->ledger) > jf_ledger_entry_count(twin));
        jf__undo_all(f->ledger);
        assert_same_state(f->ledger, twin);
        assert_int_equal(jf__key_lookup(f->ledger, FIRST_NEW), JF__NONE);
    }
    /* and what follows goes as it would have */
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(amend_twice_and_withdraw(i ? twin : f->ledger), JF_OK);
        assert_ok(jf_ledger_release(i ? twin : f->ledger, 90, HOLD, NULL, err));
    }
    assert_same_state(f->ledger, twin);
    jf_ledger_free(twin);
}

/* Amounts that follow from what is used, and use that was divided. */
static void what_followed_is_undone_too(void **state)
{
    fixture *f = *state;
    const int64_t parts[] = {OTHER, SECTION};
    const int64_t shares[] = {1, 2};
    jf_carry carry = {.size = sizeof carry, .key = 30, .least = -9, .most = 99};
    jf_reform split = {.size = sizeof split, .key = 31, .unit = TEAM, .day = MARCH + 15};
    jf_limit next = limit_of(ORGAN, ALL, 5);
    jf_limit from = limit_of(ORGAN, ALL, 0);
    jf_ledger *twin;

    fill(f);
    next.day = NEXT_YEAR;
    next.notice_permille = 500;
    set_limit(f, next);
    set_limit(f, limit_of(OTHER, ALL, 90));
    set_limit(f, limit_of(SECTION, ALL, 90));
    assert_ok(jf_ledger_carry(f->ledger, &carry, &from, &next, NULL, err));
    for (int round = 0; round < 2; round++) {
        if (round > 0)
            assert_ok(jf_ledger_split_unit(f->ledger, &split, parts, 2, shares, 2, NULL, err));
        twin = twin_of(f);
        assert_same_state(f->ledger, twin);
        for (int again = 0; again < 2; again++) {
            int64_t entries = jf_ledger_entry_count(f->ledger);

            assert_true(jf__undo_begin(f->ledger));
            assert_int_equal(amend_twice_and_withdraw(f->ledger), JF_OK);
            assert_int_equal(attempt(f, jf_ledger_issue, 60, TEAM, MEETING, 1, NULL), JF_OK);
            assert_true(jf_ledger_entry_count(f->ledger) > entries + 4);
            jf__undo_all(f->ledger);
            assert_same_state(f->ledger, twin);
        }
        jf_ledger_free(twin);
    }
}

static void what_is_not_undone_stays(void **state)
{
    fixture *f = *state;
    jf_ledger *twin;

    fill(f);
    assert_true(jf__undo_begin(f->ledger));
    assert_int_equal(commit_a_part(f->ledger), JF_OK);
    jf__undo_end(f->ledger);
    twin = twin_of(f);
    assert_same_state(f->ledger, twin);
    jf_ledger_free(twin);
}

static void undoing_gives_back_the_journal_in_whole_segments(void **state)
{
    enum { LINES = 90000 }; /* more than a segment */
    fixture *f = *state;
    jf_line *lines = calloc(LINES, sizeof *lines);
    jf_record record = record_of(FIRST_NEW, FORMAL, MARCH);
    size_t segments = 0;
    jf_ledger *twin;

    assert_non_null(lines);
    for (size_t i = 0; i < LINES; i++)
        lines[i] = issuer(FIRM, 2);
    twin = twin_of(f);
    for (int round = 0; round < 4; round++) {
        assert_true(jf__undo_begin(f->ledger));
        record.key = FIRST_NEW;
        assert_ok(jf_ledger_issue(f->ledger, &record, lines, LINES, NULL, err));
        record.key++;
        assert_ok(jf_ledger_issue(f->ledger, &record, lines, LINES, NULL, err));
        jf__undo_all(f->ledger);
        assert_same_state(f->ledger, twin);
        if (round > 0)
            assert_int_equal(f->ledger->journal.segments.count, segments);
        segments = f->ledger->journal.segments.count;
    }
    assert_int_equal(segments, 2);
    jf_ledger_free(twin);
    free(lines);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(undone_attempts_leave_no_trace),
        fixture_test(what_followed_is_undone_too),
        fixture_test(what_is_not_undone_stays),
        fixture_test(undoing_gives_back_the_journal_in_whole_segments),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.undo", tests, NULL, NULL);
}
