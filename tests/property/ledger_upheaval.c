/* SPDX-License-Identifier: Apache-2.0 */
/* What turns things over while a hold is open: its limit is cut, its unit is moved, merged, divided,
 * its kind is another by the time it is committed, a circle is tried. Then each way in which a hold
 * ends. Nothing is lost or counted twice, and the journal gives the same ledger again. */
#include "unit/ledger/fixture.h"

enum { HELD_COUNT = 4, LIMIT_AMOUNT = 10 };

#define CHANGE_DAY (MARCH + 3)
#define HOLD_DAY (MARCH + 10)

typedef enum upheaval { NOTHING, CUT, MOVED, MERGED, DIVIDED, CIRCLE, UPHEAVALS } upheaval;

typedef enum ending { COMMIT, COMMIT_KIND, COMMIT_EARLIER, RELEASE, EXPIRE, REVIVE, ENDINGS } ending;

static void hold(fixture *f)
{
    jf_record record = record_of(1, FORMAL, HOLD_DAY);
    jf_line lines[2] = {issuer(SECTION, HELD_COUNT), recipient(FIRM, HELD_COUNT)};

    record.expires = HOLD_DAY + 5;
    assert_ok(jf_ledger_hold(f->ledger, &record, lines, 2, NULL, err));
}

static void upset(fixture *f, upheaval what)
{
    jf_reform reform = {.size = sizeof reform, .day = CHANGE_DAY, .key = 50, .unit = SECTION};
    const int64_t parts[] = {OTHER, GROUP};
    const int64_t shares[] = {1, 1};
    digest before;

    switch (what) {
    case CUT:
        set_limit(f, limit_of(SECTION, ALL, 1));
        set_limit(f, limit_of(ORGAN, ALL, 0));
        break;
    case MOVED:
        assert_ok(jf_ledger_move_unit(f->ledger, &reform, GROUP, NULL, err));
        break;
    case MERGED:
        assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
        break;
    case DIVIDED:
        assert_ok(jf_ledger_split_unit(f->ledger, &reform, parts, 2, shares, 2, NULL, err));
        break;
    case CIRCLE:
        before = digest_of(f->ledger);
        assert_fails(JF_E_STATE, jf_ledger_move_unit(f->ledger, &reform, TEAM, NULL, err));
        assert_same_digest(f->ledger, before);
        break;
    case NOTHING:
    case UPHEAVALS:
        break;
    }
}

static void end(fixture *f, ending how)
{
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 60, .of = 1};
    int64_t count = 0;

    switch (how) {
    case COMMIT:
        assert_ok(jf_ledger_commit(f->ledger, 60, 1, JF_DAY_NONE, NULL, err));
        break;
    case COMMIT_KIND:
        change.kind = MEETING;
        assert_ok(jf_ledger_commit_lines(f->ledger, &change, NULL, 0, NULL, err));
        break;
    case COMMIT_EARLIER: /* before the change */
        assert_ok(jf_ledger_commit(f->ledger, 60, 1, MARCH, NULL, err));
        break;
    case RELEASE:
        assert_ok(jf_ledger_release(f->ledger, 60, 1, NULL, err));
        break;
    case EXPIRE:
    case REVIVE:
        assert_ok(jf_ledger_expire(f->ledger, HOLD_DAY + 6, &count, err));
        assert_int_equal(count, 1);
        if (how == REVIVE && jf_ledger_revive(f->ledger, &change, NULL, NULL) == JF_E_LIMIT)
            assert_true(jf_ledger_violation_count(f->ledger) > 0);
        break;
    case ENDINGS:
        break;
    }
}

/* Used and held of the year, over all kinds. */
static void assert_counts(fixture *f, int64_t unit, int64_t used, int64_t held)
{
    assert_balance(f, limit_of(unit, ALL, 0), used, held);
}

/* Where it counts when its day lies behind the change, and when it lies before. */
static void assert_place(fixture *f, upheaval what, bool is_before, int64_t used, int64_t held)
{
    bool is_merged = what == MERGED || what == DIVIDED;
    bool leaves = what == MOVED && !is_before;
    int64_t away = is_before && what == DIVIDED ? used / 2 : 0;

    assert_counts(f, ORGAN, leaves ? 0 : used, leaves ? 0 : held);
    assert_counts(f, GROUP, leaves ? used : away, leaves ? held : 0);
    assert_counts(f, OTHER, is_merged ? used - away : 0, is_merged ? held : 0);
    if (!is_merged || is_before)
        assert_counts(f, SECTION, used, held);
}

static void assert_replays(fixture *f)
{
    size_t size = jf_ledger_journal_size(f->ledger);
    uint8_t *bytes = malloc(size);
    digest before = digest_of(f->ledger);
    jf_error error = {0};
    jf_ledger *again;

    assert_non_null(bytes);
    assert_ok(jf_ledger_journal_read(f->ledger, 0, bytes, size, err));
    again = assert_made(jf_ledger_replay(f->calendar, bytes, size, NULL, &error), &error);
    assert_same_digest(again, before);
    jf_ledger_free(f->ledger);
    f->ledger = again;
    free(bytes);
}

static void run(fixture *f, upheaval what, ending how)
{
    bool is_cut = what == CUT;
    bool is_used = how == COMMIT || how == COMMIT_KIND || how == COMMIT_EARLIER;
    int64_t held;

    f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
    set_limit(f, limit_of(SECTION, ALL, LIMIT_AMOUNT));
    set_limit(f, limit_of(ORGAN, ALL, LIMIT_AMOUNT));
    set_limit(f, limit_of(OTHER, ALL, LIMIT_AMOUNT));
    hold(f);
    upset(f, what);
    assert_place(f, what, false, 0, HELD_COUNT);
    if (is_cut)
        assert_int_equal(balance_of(f, limit_of(ORGAN, ALL, 0)).available, -HELD_COUNT);
    end(f, how);
    held = how == REVIVE && !is_cut ? HELD_COUNT : 0;
    for (int again = 0; again < 2; again++) {
        assert_place(f, what, how == COMMIT_EARLIER, is_used ? HELD_COUNT : 0, held);
        if (again == 0)
            assert_replays(f);
    }
    jf_ledger_free(f->ledger);
    f->ledger = NULL;
}

static void open_hold_survives_every_upheaval(void **state)
{
    fixture *f = *state;

    jf_ledger_free(f->ledger);
    for (int what = NOTHING; what < UPHEAVALS; what++)
        for (int how = COMMIT; how < ENDINGS; how++)
            run(f, (upheaval)what, (ending)how);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {fixture_test(open_hold_survives_every_upheaval)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_upheaval", tests, NULL, NULL);
}
