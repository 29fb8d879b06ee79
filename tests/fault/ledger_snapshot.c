/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of restoring, keeping and going back refused, once and from then on: nothing is
 * left behind, and the ledger that was asked is as before. */
#include "unit/ledger/snapshots.h"

typedef struct story {
    fixture *f;
    content snapshot;
    content journal;
    int64_t entry;
} story;

static jf_ledger_options options_with(const jf_allocator *allocator)
{
    return (jf_ledger_options){.size = sizeof(jf_ledger_options), .allocator = *allocator};
}

static jf_status restore_story(const jf_allocator *allocator, void *user)
{
    const story *s = user;
    jf_ledger_options options = options_with(allocator);
    jf_error error = {0};
    jf_ledger *made =
        jf_ledger_restore(s->f->calendar, s->snapshot.bytes, s->snapshot.size, s->journal.bytes,
                          s->journal.size, &options, &error);

    if (made)
        assert_same_ledger(made, s->f->ledger);
    jf_ledger_free(made);
    return made ? JF_OK : (jf_status)error.status;
}

static jf_status as_of_story(const jf_allocator *allocator, void *user)
{
    const story *s = user;
    jf_ledger_options options = options_with(allocator);
    jf_error error = {0};
    jf_ledger *made = jf_ledger_as_of(s->f->ledger, s->entry, &options, &error);

    if (made)
        assert_int_equal(jf_ledger_entry_count(made), s->entry);
    jf_ledger_free(made);
    return made ? JF_OK : (jf_status)error.status;
}

static void restoring_gives_back_what_it_took(void **state)
{
    story s = {.f = *state};

    fill(s.f);
    s.snapshot = snapshot_of(s.f->ledger);
    assert_ok(attempt(s.f, jf_ledger_issue, 50, SECTION, MEETING, 1, err));
    s.journal = journal_of(s.f->ledger);
    assert_in_range(jf_test_every_failure(restore_story, &s), 10, 1000);
    free(s.snapshot.bytes);
    free(s.journal.bytes);
}

static void going_back_gives_back_what_it_took(void **state)
{
    story s = {.f = *state};
    digest before;
    int64_t kept;

    fill_limits(s.f);
    assert_ok(jf_ledger_keep(s.f->ledger, err));
    kept = jf_ledger_entry_count(s.f->ledger);
    fill_records(s.f);
    before = digest_of(s.f->ledger);
    for (s.entry = kept - 1; s.entry <= kept + 1; s.entry++)
        assert_in_range(jf_test_every_failure(as_of_story, &s), 5, 1000);
    s.entry = jf_ledger_entry_count(s.f->ledger);
    assert_in_range(jf_test_every_failure(as_of_story, &s), 5, 1000);
    assert_same_digest(s.f->ledger, before);
}

static jf_status keep_story(const jf_allocator *allocator, void *user)
{
    story *s = user;
    jf_ledger_options options = options_with(allocator);
    jf_error error = {0};
    jf_ledger *made = jf_ledger_as_of(s->f->ledger, 0, &options, &error);
    jf_status status = made ? jf_ledger_keep(made, &error) : (jf_status)error.status;

    if (made)
        assert_int_equal(jf_ledger_kept_count(made), status == JF_OK);
    jf_ledger_free(made);
    return status;
}

static void keeping_gives_back_what_it_took(void **state)
{
    story s = {.f = *state};

    fill(s.f);
    assert_in_range(jf_test_every_failure(keep_story, &s), 5, 1000);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(restoring_gives_back_what_it_took),
        fixture_test(going_back_gives_back_what_it_took),
        fixture_test(keeping_gives_back_what_it_took),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.ledger_snapshot", tests, NULL, NULL);
}
