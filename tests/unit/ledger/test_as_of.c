/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshots.h"

static jf_ledger *as_of(const fixture *f, int64_t entry)
{
    jf_error error = {0};

    return assert_made(jf_ledger_as_of(f->ledger, entry, NULL, &error), &error);
}

/* Size of the journal up to an entry. */
static size_t size_after(content journal, int64_t entry)
{
    size_t at = 0;

    while (entry-- > 0)
        at += 8 + (journal.bytes[at] | (size_t)journal.bytes[at + 1] << 8);
    return at;
}

static void assert_as_replayed(const fixture *f)
{
    content journal = journal_of(f->ledger);

    for (int64_t entry = 1; entry <= jf_ledger_entry_count(f->ledger); entry++) {
        jf_error error = {0};
        jf_ledger *made = as_of(f, entry);
        jf_ledger *wanted =
            assert_made(jf_ledger_replay(f->calendar, journal.bytes, size_after(journal, entry),
                                         NULL, &error),
                        &error);

        assert_same_ledger(made, wanted);
        jf_ledger_free(made);
        jf_ledger_free(wanted);
    }
    free(journal.bytes);
}

static void as_of_an_entry_is_a_replay_up_to_it(void **state)
{
    fixture *f = *state;

    fill(f);
    assert_as_replayed(f);
}

static void kept_snapshots_change_no_answer(void **state)
{
    fixture *f = *state;
    digest before;

    assert_ok(jf_ledger_keep(f->ledger, err));
    fill_limits(f);
    assert_ok(jf_ledger_keep(f->ledger, err));
    fill_records(f);
    assert_ok(jf_ledger_keep(f->ledger, err));
    assert_ok(jf_ledger_seal_batch(f->ledger, err));
    assert_ok(attempt(f, jf_ledger_hold, 40, TEAM, LETTER, 1, err));
    before = digest_of(f->ledger);
    assert_int_equal(jf_ledger_kept_count(f->ledger), 3);
    assert_as_replayed(f);
    assert_ok(jf_ledger_drop(f->ledger, 1, err));
    assert_as_replayed(f);
    assert_ok(jf_ledger_drop(f->ledger, 1, err));
    assert_ok(jf_ledger_drop(f->ledger, 0, err));
    assert_int_equal(jf_ledger_kept_count(f->ledger), 0);
    assert_fails(JF_E_RANGE, jf_ledger_drop(f->ledger, 0, err));
    assert_as_replayed(f);
    assert_same_digest(f->ledger, before);
}

static void an_entry_is_kept_once(void **state)
{
    fixture *f = *state;
    jf_ledger *copy;

    assert_ok(jf_ledger_keep(f->ledger, err));
    assert_ok(jf_ledger_keep(f->ledger, err));
    assert_int_equal(jf_ledger_kept_count(f->ledger), 1);
    fill(f);
    assert_ok(jf_ledger_keep(f->ledger, err));
    assert_int_equal(jf_ledger_kept_count(f->ledger), 2);
    copy = as_of(f, 0);
    assert_int_equal(jf_ledger_kept_count(copy), 0);
    jf_ledger_free(copy);
}

static void a_copy_goes_its_own_way(void **state)
{
    fixture *f = *state;
    jf_ledger *live = f->ledger;
    jf_balance balance;
    digest before;

    fill(f);
    before = digest_of(live);
    balance = balance_of(f, limit_of(ORGAN, ALL, 0));
    f->ledger = as_of(f, 0);
    assert_same_ledger(f->ledger, live);
    set_limit(f, limit_of(ORGAN, ALL, 500));
    assert_ok(attempt(f, jf_ledger_issue, 70, OTHER, MEETING, 50, err));
    assert_int_equal(balance_of(f, limit_of(ORGAN, ALL, 0)).used, balance.used + 50);
    jf_ledger_free(f->ledger);
    f->ledger = live;
    assert_same_digest(live, before);
    assert_balance(f, limit_of(ORGAN, ALL, 0), balance.used, balance.held);
}

static void a_late_fact_counts_after_its_entry_only(void **state)
{
    fixture *f = *state;
    jf_record record = record_of(2, FORMAL, MARCH - 31);
    jf_line line = issuer(TEAM, 2);
    jf_ledger *live = f->ledger;
    int64_t entry;

    set_limit(f, limit_of(ORGAN, ALL, 10));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 3, err));
    entry = jf_ledger_entry_count(live);
    assert_ok(jf_ledger_keep(live, err));
    assert_ok(jf_ledger_issue(live, &record, &line, 1, NULL, err));
    f->ledger = as_of(f, entry);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 3, 0);
    jf_ledger_free(f->ledger);
    f->ledger = live;
    f->ledger = as_of(f, entry + 1);
    assert_balance(f, limit_of(ORGAN, ALL, 0), 5, 0);
    jf_ledger_free(f->ledger);
    f->ledger = live;
    assert_balance(f, limit_of(ORGAN, ALL, 0), 5, 0);
}

static void assert_inside(const fixture *f, int64_t entry)
{
    jf_error error = {0};

    assert_null(jf_ledger_as_of(f->ledger, entry, NULL, &error));
    assert_int_equal(error.status, JF_E_RANGE);
}

static void there_is_no_entry_inside_a_group(void **state)
{
    fixture *f = *state;
    int64_t before = jf_ledger_entry_count(f->ledger);
    jf_item items[2] = {{.key = 1, .kind = FORMAL, .verb = JF_VERB_ISSUE, .day = MARCH,
                         .line_count = 1, .linked = 1},
                        {.key = 2, .kind = FORMAL, .verb = JF_VERB_ISSUE, .day = MARCH,
                         .line_count = 1}};
    jf_line lines[2] = {issuer(TEAM, 1), issuer(OTHER, 1)};
    int32_t results[2];

    assert_ok(jf_ledger_keep(f->ledger, err));
    assert_ok(jf_ledger_batch(f->ledger, items, 2, lines, 2, results, 2, err));
    assert_int_equal(jf_ledger_entry_count(f->ledger), before + 3);
    assert_inside(f, before + 1);
    assert_inside(f, before + 2);
    for (int64_t entry = before; entry <= before + 3; entry += 3) {
        jf_ledger *made = as_of(f, entry);

        assert_int_equal(jf_ledger_entry_count(made), entry);
        jf_ledger_free(made);
    }
}

static void a_fact_is_not_parted_from_the_difference_it_makes(void **state)
{
    fixture *f = *state;
    jf_limit from = limit_of(ORGAN, ALL, 10);
    jf_limit to = from;
    jf_carry carry = {.size = sizeof carry, .key = 1, .most = 5};
    int64_t before;

    to.day = NEXT_YEAR;
    set_limit(f, from);
    set_limit(f, to);
    assert_ok(jf_ledger_carry(f->ledger, &carry, &from, &to, NULL, err));
    before = jf_ledger_entry_count(f->ledger);
    assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 7, err));
    assert_int_equal(jf_ledger_entry_count(f->ledger), before + 2);
    assert_inside(f, before + 1);
}

static void only_entries_that_are_there_can_be_asked_for(void **state)
{
    fixture *f = *state;
    jf_ledger_options options = {.size = sizeof options, .reserved = 1};
    jf_error error = {0};

    assert_null(jf_ledger_as_of(NULL, 1, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_ledger_as_of(f->ledger, -1, NULL, &error));
    assert_int_equal(error.status, JF_E_RANGE);
    assert_null(jf_ledger_as_of(f->ledger, jf_ledger_entry_count(f->ledger) + 1, NULL, &error));
    assert_int_equal(error.status, JF_E_RANGE);
    assert_null(jf_ledger_as_of(f->ledger, 1, &options, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_fails(JF_E_ARGUMENT, jf_ledger_keep(NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_drop(NULL, 0, err));
    assert_int_equal(jf_ledger_kept_count(NULL), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(as_of_an_entry_is_a_replay_up_to_it),
        fixture_test(kept_snapshots_change_no_answer),
        fixture_test(an_entry_is_kept_once),
        fixture_test(a_copy_goes_its_own_way),
        fixture_test(a_late_fact_counts_after_its_entry_only),
        fixture_test(there_is_no_entry_inside_a_group),
        fixture_test(a_fact_is_not_parted_from_the_difference_it_makes),
        fixture_test(only_entries_that_are_there_can_be_asked_for),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.as_of", tests, NULL, NULL);
}
