/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/random.h"

static jf_trial trial_of(const jf_ledger *ledger, int64_t kind, jf_day until)
{
    jf_trial trial = {.size = sizeof trial};

    assert_ok(jf_ledger_trial(ledger, kind, until, &trial, err));
    return trial;
}

static void issue_lines(fixture *f, int64_t key, int64_t kind, jf_day day, const jf_line *lines,
                        size_t line_count)
{
    jf_record record = record_of(key, kind, day);

    assert_ok(jf_ledger_issue(f->ledger, &record, lines, line_count, NULL, err));
}

static void issue_three(fixture *f)
{
    const jf_line inside[] = {issuer(TEAM, 1), recipient(FIRM, 3), recipient(SHOP, 4)};
    const jf_line outside[] = {recipient(FIRM, 10)};

    issue_lines(f, 1, FORMAL, MARCH, inside, 3);
    issue_lines(f, 2, MEETING, APRIL, inside, 2);
    issue_lines(f, 3, LETTER, APRIL, outside, 1);
}

static void trial_has_both_sides(void **state)
{
    fixture *f = *state;
    jf_trial trial;

    issue_three(f);
    trial = trial_of(f->ledger, 0, 0);
    assert_int_equal(trial.records, 3);
    assert_int_equal(trial.written_off, 10);
    assert_int_equal(trial.outside, 10);
    assert_int_equal(trial.borne, 20);
    assert_true(trial.is_balanced);
    assert_int_equal(trial.unbalanced, 0);
}

static void trial_is_of_a_kind_and_ends_on_a_day(void **state)
{
    fixture *f = *state;

    issue_three(f);
    assert_int_equal(trial_of(f->ledger, DOCUMENT, 0).borne, 17);
    assert_int_equal(trial_of(f->ledger, LETTER, 0).outside, 10);
    assert_int_equal(trial_of(f->ledger, 0, APRIL - 1).borne, 7);
    assert_int_equal(trial_of(f->ledger, MEETING, JF_DAY_NONE).written_off, 3);
    assert_int_equal(trial_of(f->ledger, MEETING, MARCH).records, 0);
}

static void holds_are_told_apart(void **state)
{
    fixture *f = *state;
    const jf_line lines[] = {issuer(TEAM, 1), recipient(FIRM, 3)};
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_trial trial;

    record.off_plan = JF_PLAN_CLASS_OFF_PLAN;
    assert_ok(jf_ledger_hold(f->ledger, &record, lines, 2, NULL, err));
    record.key = 2;
    assert_ok(jf_ledger_hold(f->ledger, &record, lines + 1, 1, NULL, err));
    trial = trial_of(f->ledger, ALL, 0);
    assert_int_equal(trial.records, 0);
    assert_int_equal(trial.holds, 2);
    assert_int_equal(trial.held_written_off, 3);
    assert_int_equal(trial.held_outside, 3);
    assert_int_equal(trial.held_borne, 6);
}

static void bad_trials_are_refused(void **state)
{
    fixture *f = *state;
    jf_trial trial = {.size = sizeof trial, .borne = 7};

    assert_fails(JF_E_ARGUMENT, jf_ledger_trial(NULL, 0, 0, &trial, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_trial(f->ledger, 0, 0, NULL, err));
    assert_fails(JF_E_NOT_FOUND, jf_ledger_trial(f->ledger, 999, 0, &trial, err));
    assert_fails(JF_E_RANGE, jf_ledger_trial(f->ledger, 0, JF_DAY_LAST + 1, &trial, err));
    assert_int_equal(trial.borne, 7);
}

/* --- a random history of every verb */

enum { STEPS = 240, KEYS = 60, DAYS = 12 };

static jf__random source;

static uint32_t below(uint32_t bound)
{
    return jf__random_below(&source, bound);
}

static jf_day random_day(void)
{
    return MARCH - 40 + (jf_day)below(DAYS) * 31;
}

static size_t random_lines(jf_line lines[5])
{
    static const int64_t units[] = {ORGAN, SECTION, OTHER, TEAM, GROUP, FIRM, SHOP, 23};
    size_t count = 1 + below(5);

    for (size_t i = 0; i < count; i++) {
        int64_t unit = units[below(8)];

        lines[i] = below(2) ? issuer(unit, below(3)) : recipient(unit, below(20));
        lines[i].amounts[0] = below(5);
    }
    return count;
}

static int64_t random_kind(void)
{
    static const int64_t kinds[] = {ALL, DOCUMENT, FORMAL, LETTER, MEETING};

    return kinds[below(5)];
}

static void begin_one(fixture *f, int64_t key)
{
    jf_line lines[5];
    size_t count = random_lines(lines);
    jf_record record = record_of(key, random_kind(), random_day());

    record.off_plan = below(5) == 0 ? (int32_t)below(3) : 0;
    if (below(2)) {
        record.expires = below(2) ? MARCH + (jf_day)below(200) : 0;
        (void)jf_ledger_hold(f->ledger, &record, lines, count, NULL, NULL);
    } else {
        (void)jf_ledger_issue(f->ledger, &record, lines, count, NULL, NULL);
    }
}

static void change_one(fixture *f, int64_t key)
{
    jf_line lines[5];
    size_t count = below(2) ? random_lines(lines) : 0;
    jf_change change = {.size = sizeof change, .key = key, .of = 1 + below(KEYS),
                        .day = below(2) ? random_day() : JF_DAY_NONE,
                        .kind = below(3) ? 0 : random_kind()};
    jf_item item = {.key = key, .of = change.of, .day = JF_DAY_NONE, .verb = JF_VERB_RELEASE};
    int32_t result;

    switch (below(6)) {
    case 0:
        (void)jf_ledger_commit_lines(f->ledger, &change, lines, count, NULL, NULL);
        break;
    case 1:
        (void)jf_ledger_amend(f->ledger, &change, lines, count, NULL, NULL);
        break;
    case 2:
        change.kind = 0;
        change.day = JF_DAY_NONE;
        change.frees = (int32_t)below(2);
        (void)jf_ledger_withdraw(f->ledger, &change, NULL, NULL);
        break;
    case 3:
        change.kind = 0;
        (void)jf_ledger_revive(f->ledger, &change, NULL, NULL);
        break;
    case 4:
        (void)jf_ledger_commit(f->ledger, key, change.of, change.day, NULL, NULL);
        break;
    default:
        assert_ok(jf_ledger_batch(f->ledger, &item, 1, NULL, 0, &result, 1, err));
    }
}

/* Moves, a merger and a division, below the two roots. */
static void reorganise(fixture *f, int64_t key)
{
    const int64_t parts[] = {SHOP, FIRM};
    const int64_t shares[] = {1, 2};
    jf_reform reform = {.size = sizeof reform, .day = random_day(), .key = 1000 + key};

    reform.unit = key == 100 ? TEAM : key == 130 ? SECTION : 23;
    if (key == 100)
        assert_ok(jf_ledger_move_unit(f->ledger, &reform, OTHER, NULL, err));
    if (key == 130)
        assert_ok(jf_ledger_merge_unit(f->ledger, &reform, OTHER, NULL, err));
    if (key == 160)
        assert_ok(jf_ledger_split_unit(f->ledger, &reform, parts, 2, shares, 2, NULL, err));
}

static void make_history(fixture *f)
{
    jf_limit cap = limit_of(ORGAN, ALL, 60);
    int64_t expired;

    source.state = 7;
    cap.measure = JF_MEASURE_LANDINGS;
    set_limit(f, cap);
    assert_ok(jf_ledger_add_unit(f->ledger, 23, GROUP, "厂", err));
    for (int64_t key = 1; key <= STEPS; key++) {
        if (key <= KEYS)
            begin_one(f, key);
        else
            change_one(f, key);
        reorganise(f, key);
        if (key % 50 == 0)
            assert_ok(jf_ledger_expire(f->ledger, MARCH + (jf_day)key, &expired, err));
    }
}

/* What the cells of the two roots have on one side, up to a day: both plan classes, and holds. */
static int64_t side_of(const jf_ledger *ledger, int64_t kind, jf_day until, int32_t side)
{
    const jf_cell roots[] = {{ORGAN, kind}, {GROUP, kind}};
    jf_count_query query = {.size = sizeof query, .side = side, .until = until,
                            .what = JF_USE_BOTH,
                            .measure = side == JF_SIDE_ISSUER ? JF_MEASURE_LANDINGS
                                                              : JF_MEASURE_COUNT};
    int64_t sum = 0;

    for (; query.plan_class <= JF_PLAN_CLASS_OFF_PLAN; query.plan_class++) {
        int64_t values[2];

        assert_ok(jf_ledger_counts(ledger, &query, roots, 2, values, 2, err));
        sum += values[0] + values[1];
    }
    return sum;
}

static void assert_balanced(const jf_ledger *ledger)
{
    const int64_t kinds[] = {ALL, DOCUMENT, FORMAL, LETTER, MEETING};

    for (int day = 0; day < DAYS; day++)
        for (size_t k = 0; k < 5; k++) {
            jf_day until = MARCH - 40 + day * 31;
            jf_trial trial = trial_of(ledger, kinds[k], until);
            int64_t written_off = side_of(ledger, kinds[k], until, JF_SIDE_ISSUER);
            int64_t borne = side_of(ledger, kinds[k], until, JF_SIDE_RECIPIENT);

            assert_true(trial.is_balanced);
            assert_int_equal(trial.written_off + trial.held_written_off, written_off);
            assert_int_equal(trial.borne + trial.held_borne, borne);
            assert_int_equal(written_off + trial.outside + trial.held_outside, borne);
        }
}

static uint32_t size_of_entry(const uint8_t *bytes)
{
    return 8 + (bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
                (uint32_t)bytes[3] << 24);
}

/* The two sides come from different questions; an entry changes one record at most (expiry apart),
 * so what balances after every entry balances record by record. */
static void landings_written_off_equal_landings_borne_at_every_day_and_entry(void **state)
{
    fixture *f = *state;
    size_t size;
    size_t at = 0;
    uint8_t *bytes;
    int64_t entries = 0;
    int64_t seen[32] = {0}; /* by type of entry */

    make_history(f);
    size = jf_ledger_journal_size(f->ledger);
    bytes = malloc(size);
    assert_non_null(bytes);
    assert_ok(jf_ledger_journal_read(f->ledger, 0, bytes, size, err));
    while (at < size) {
        jf_error error = {0};
        jf_ledger *then;

        seen[bytes[at + 8] % 32]++;
        at += size_of_entry(bytes + at);
        entries++;
        then = assert_made(jf_ledger_replay(f->calendar, bytes, at, NULL, &error), &error);
        assert_int_equal(jf_ledger_entry_count(then), entries);
        if (entries > 13)
            assert_balanced(then);
        jf_ledger_free(then);
    }
    assert_int_equal(at, size);
    for (int type = 5; type <= 14; type++) /* issue to amend, without texts and grants */
        assert_true(seen[type] > 0 || type == 9 || type == 10);
    assert_int_equal(seen[17], 3);
    assert_in_range(trial_of(f->ledger, 0, 0).written_off, 50, 100000);
    assert_in_range(trial_of(f->ledger, 0, 0).outside, 10, 100000);
    free(bytes);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(trial_has_both_sides),
        fixture_test(trial_is_of_a_kind_and_ends_on_a_day),
        fixture_test(holds_are_told_apart),
        fixture_test(bad_trials_are_refused),
        fixture_test(landings_written_off_equal_landings_borne_at_every_day_and_entry),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.trial", tests, NULL, NULL);
}
