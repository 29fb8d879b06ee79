/* SPDX-License-Identifier: Apache-2.0 */
/* The ledger against the model beside this file. Each episode has a random organisation and leaves
 * out random operations. After every operation all results are compared, and the standing of every
 * limit; at the end of an episode the journal is replayed and must come out byte for byte. */
#include "ledger_model.h"

#include <stdlib.h>

static uint64_t seed;

static int64_t below(int64_t bound)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)bound);
}

static void compare_violations(const model *m, const attempt *a)
{
    assert_int_equal(jf_ledger_violation_count(m->ledger), a->violation_count);
    for (size_t i = 0; i < a->violation_count; i++) {
        jf_violation wanted = a->violations[i];
        jf_violation got = {.size = sizeof got};

        assert_ok(jf_ledger_violation_at(m->ledger, i, &got, err));
        wanted.reserved = 0;
        wanted.step = wanted.needed = JF_STEP_REFUSE;
        wanted.since = got.since; /* depends on the order of attempts: not a sum */
        assert_memory_equal(&got, &wanted, sizeof got);
    }
}

static void compare_balance(const model *m, const jf_limit *cell, const jf_limit *limit)
{
    jf_balance got = {.size = sizeof got};
    jf_limit asked = *cell;

    asked.size = sizeof asked;
    assert_ok(jf_ledger_balance(m->ledger, &asked, &got, err));
    assert_int_equal(got.used, sum_of(m, cell, USED));
    assert_int_equal(got.held, sum_of(m, cell, HELD));
    assert_int_equal(got.state, limit ? limit->state : -1);
    assert_int_equal(got.limit, limit ? limit->amount : 0);
    assert_int_equal(got.available, !limit || limit->state == JF_LIMIT_UNLIMITED
                                        ? INT64_MAX
                                        : limit->amount - got.used - got.held);
}

static jf_day random_day(void)
{
    return DAY_FIRST + (jf_day)below(DAY_COUNT);
}

static jf_limit random_cell(const model *m)
{
    jf_limit limit = {.size = sizeof limit, .unit = 1 + below(UNITS), .kind = 1 + below(KINDS)};

    limit.side = (int32_t)below(3);
    limit.measure = m->features & 1U ? (int32_t)below(7) : (int32_t)below(3);
    limit.period_kind = 1 + (int32_t)below(5);
    limit.fiscal_month = m->features & 2U ? 1 + 3 * (int32_t)below(4) : 0;
    limit.day = random_day();
    return limit;
}

static jf_limit *find_limit(model *m, const jf_limit *cell)
{
    for (size_t i = 0; i < m->limit_count; i++) {
        jf_limit *limit = &m->limits[i];

        if (limit->unit == cell->unit && limit->kind == cell->kind &&
            side_of(limit) == side_of(cell) && measure_of(limit) == measure_of(cell) &&
            limit->period_kind == cell->period_kind && fiscal_of(limit) == fiscal_of(cell) &&
            in_period(limit, cell->day))
            return limit;
    }
    return NULL;
}

static void step_limit(model *m)
{
    jf_limit limit = m->limit_count > 0 && below(2) ? m->limits[below((int64_t)m->limit_count)]
                                                    : random_cell(m);
    jf_limit *known;

    if (m->features & 2U && below(2))
        limit.fiscal_month = (int32_t)below(13);
    known = find_limit(m, &limit);
    limit.state = below(8) > 1 ? JF_LIMIT_NUMBER : (int32_t)below(3);
    limit.amount = limit.state == JF_LIMIT_NUMBER ? below(m->features & 4U ? 12 : 60) : 0;
    if (!known && m->limit_count == LIMITS)
        return;
    assert_ok(jf_ledger_set_limit(m->ledger, &limit, err));
    if (!known)
        known = &m->limits[m->limit_count++];
    *known = limit;
    m->entries++;
    assert_int_equal(jf_ledger_limit_count(m->ledger), m->limit_count);
}

static jf_line random_line(const model *m)
{
    jf_line line = {.unit = 1 + below(UNITS), .side = 1 + (int32_t)below(2), .count = below(4)};

    if (below(4) == 0)
        line.count = below(9);
    for (size_t i = 0; i < 4; i++)
        line.amounts[i] = m->features & 1U && below(3) == 0 ? below(20) : 0;
    if (m->features & 8U && below(6) == 0)
        line.amounts[below(4)] = INT64_MAX / (1 + below(9));
    return line;
}

static attempt *find_attempt(model *m, int64_t key)
{
    for (size_t i = 0; i < m->attempt_count; i++)
        if (m->attempts[i].key == key)
            return &m->attempts[i];
    return NULL;
}

static jf_status call(const model *m, const attempt *a, bool dry, jf_outcome *outcome)
{
    if (dry)
        return jf_ledger_check(m->ledger, &a->record, a->lines, a->line_count, outcome, NULL);
    switch (a->verb) {
    case 0:
        return jf_ledger_issue(m->ledger, &a->record, a->lines, a->line_count, outcome, NULL);
    case 1:
        return jf_ledger_hold(m->ledger, &a->record, a->lines, a->line_count, outcome, NULL);
    case 2:
        return jf_ledger_commit(m->ledger, a->key, a->hold_key, a->asked_day, outcome, NULL);
    default:
        return jf_ledger_release(m->ledger, a->key, a->hold_key, outcome, NULL);
    }
}

static void compare_outcome(const model *m, const attempt *a, jf_status status,
                            const jf_outcome *outcome, int64_t entry, int32_t repeated)
{
    jf_status wanted = a->violation_count > 0 ? JF_E_LIMIT : JF_OK;

    assert_int_equal(status, wanted);
    assert_int_equal(outcome->status, wanted);
    assert_int_equal(outcome->entry, entry);
    assert_int_equal(outcome->repeated, repeated);
    assert_int_equal(outcome->violation_count, a->violation_count);
    compare_violations(m, a);
}

static void step_record(model *m, int verb, bool dry)
{
    attempt a = {.verb = verb, .key = 1 + below(1000000)};
    jf_outcome outcome = {.size = sizeof outcome};
    jf_status status;

    if (find_attempt(m, a.key))
        return;
    a.day = a.asked_day = random_day();
    a.record = (jf_record){.size = sizeof a.record, .day = a.day, .key = a.key};
    a.record.subject = below(3);
    a.record.kind = 1 + below(KINDS);
    a.line_count = 1 + (size_t)below(LINES);
    for (size_t i = 0; i < a.line_count; i++)
        a.lines[i] = random_line(m);
    status = call(m, &a, dry, &outcome);
    if (!total_fits(m, &a)) {
        assert_int_equal(status, JF_E_OVERFLOW);
        return;
    }
    find_violations(m, &a, NULL);
    if (dry) {
        compare_outcome(m, &a, status, &outcome, 0, 0);
        return;
    }
    a.entry = ++m->entries;
    compare_outcome(m, &a, status, &outcome, a.entry, 0);
    a.phase = a.violation_count > 0 ? REFUSED : verb == 0 ? USED : HELD;
    m->attempts[m->attempt_count++] = a;
}

static void step_resolve(model *m, int verb)
{
    attempt a = {.verb = verb, .key = 1 + below(1000000), .phase = DONE};
    jf_outcome outcome = {.size = sizeof outcome};
    attempt *hold = NULL;
    jf_status status;

    if (find_attempt(m, a.key) || m->attempt_count == 0)
        return;
    for (int tries = 0; tries < 20 && (!hold || hold->phase != HELD); tries++)
        hold = &m->attempts[below((int64_t)m->attempt_count)];
    a.hold_key = hold->key;
    a.asked_day = verb == 3 || below(3) == 0 ? JF_DAY_NONE : random_day();
    status = call(m, &a, false, &outcome);
    if (hold->verb != 1 || hold->phase == REFUSED) {
        assert_int_equal(status, JF_E_NOT_FOUND);
        return;
    }
    if (hold->phase != HELD) {
        assert_int_equal(status, JF_E_STATE);
        return;
    }
    a.record = hold->record;
    memcpy(a.lines, hold->lines, sizeof a.lines);
    a.line_count = hold->line_count;
    a.day = a.asked_day == JF_DAY_NONE ? hold->day : a.asked_day;
    if (verb == 2)
        find_violations(m, &a, hold);
    a.entry = ++m->entries;
    compare_outcome(m, &a, status, &outcome, a.entry, 0);
    if (a.violation_count > 0) {
        a.phase = REFUSED;
    } else {
        hold->phase = verb == 2 ? USED : FREED;
        hold->day = a.day;
    }
    m->attempts[m->attempt_count++] = a;
}

static void step_retry(model *m)
{
    const attempt *a;
    attempt other;
    jf_outcome outcome = {.size = sizeof outcome};
    jf_status status;

    if (m->attempt_count == 0)
        return;
    a = &m->attempts[below((int64_t)m->attempt_count)];
    status = call(m, a, false, &outcome);
    compare_outcome(m, a, status, &outcome, a->entry, 1);
    other = *a;
    if (a->verb < 2)
        other.lines[below((int64_t)a->line_count)].count += 1;
    else
        other.verb = 5 - a->verb;
    assert_int_equal(call(m, &other, false, &outcome), JF_E_EXISTS);
}

static void step_ask(model *m)
{
    jf_limit cell = random_cell(m);
    jf_limit probe = cell;
    int64_t values[40];

    compare_balance(m, &cell, find_limit(m, &cell));
    assert_ok(jf_ledger_series(m->ledger, &cell, cell.day, values, 40, err));
    for (jf_day i = 0; i < 40; i++) {
        int64_t sum = 0;

        for (size_t j = 0; j < m->attempt_count; j++) {
            const attempt *a = &m->attempts[j];

            if (a->verb < 2 && a->phase == USED && a->day == cell.day + i)
                sum += record_adds(m, &probe, a->record.kind, a->lines, a->line_count);
        }
        assert_int_equal(values[i], sum);
    }
}

static void step(model *m)
{
    int64_t dice = below(20);

    if (dice < 2)
        step_limit(m);
    else if (dice < 8)
        step_record(m, 0, false);
    else if (dice < 11)
        step_record(m, m->features & 16U ? 1 : 0, false);
    else if (dice < 12)
        step_record(m, 0, true);
    else if (dice < 15)
        step_resolve(m, 2);
    else if (dice < 17)
        step_resolve(m, 3);
    else if (dice < 19)
        step_retry(m);
    else
        step_ask(m);
    for (size_t i = 0; i < m->limit_count; i++)
        compare_balance(m, &m->limits[i], &m->limits[i]);
    assert_int_equal(jf_ledger_entry_count(m->ledger), m->entries);
}

static jf_tree *random_tree(int64_t *parents, int64_t count)
{
    jf_tree *tree = jf_tree_new(NULL, NULL);

    for (int64_t id = 1; id <= count; id++) {
        parents[id] = below(6) == 0 ? 0 : below(id);
        assert_ok(jf_tree_add(tree, id, parents[id], "节点", err));
    }
    return tree;
}

static void begin(model *m)
{
    jf_tree *units;
    jf_tree *kinds;

    memset(m, 0, sizeof *m);
    m->features = (unsigned)below(32) | (below(4) ? 16U : 0);
    m->calendar = jf_calendar_new(NULL, NULL);
    assert_ok(jf_calendar_set_known(m->calendar, DAY_FIRST, DAY_FIRST + 400, err));
    assert_ok(jf_calendar_seal(m->calendar, err));
    units = random_tree(m->unit_parent, UNITS);
    kinds = random_tree(m->kind_parent, KINDS);
    m->ledger = jf_ledger_new(m->calendar, units, kinds, NULL, NULL);
    assert_non_null(m->ledger);
    m->entries = 1 + UNITS + KINDS;
    jf_tree_free(units);
    jf_tree_free(kinds);
}

static void replay_and_end(model *m)
{
    size_t size = jf_ledger_journal_size(m->ledger);
    uint8_t *bytes = malloc(2 * size);
    uint8_t digests[2][32];
    jf_ledger *again;
    jf_error error = {0};

    assert_non_null(bytes);
    assert_ok(jf_ledger_journal_read(m->ledger, 0, bytes, size, err));
    again = assert_made(jf_ledger_replay(m->calendar, bytes, size, NULL, &error), &error);
    assert_int_equal(jf_ledger_journal_size(again), size);
    assert_ok(jf_ledger_journal_read(again, 0, bytes + size, size, err));
    assert_memory_equal(bytes, bytes + size, size);
    assert_ok(jf_ledger_digest(m->ledger, digests[0], 32, err));
    assert_ok(jf_ledger_digest(again, digests[1], 32, err));
    assert_memory_equal(digests[0], digests[1], 32);
    jf_ledger_free(m->ledger);
    m->ledger = again;
    for (size_t i = 0; i < m->limit_count; i++)
        compare_balance(m, &m->limits[i], &m->limits[i]);
    step_retry(m);
    jf_ledger_free(again);
    jf_calendar_free(m->calendar);
    free(bytes);
}

static void ledger_answers_as_the_model(void **state)
{
    static model m;
    int64_t episodes = jf_test_long() ? EPISODES * 50 : EPISODES;

    (void)state;
    for (int64_t episode = 1; episode <= episodes; episode++) {
        seed = (uint64_t)episode * UINT64_C(0x9e3779b97f4a7c15);
        begin(&m);
        for (int i = 0; i < STEPS; i++)
            step(&m);
        replay_and_end(&m);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ledger_answers_as_the_model)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_model", tests, NULL, NULL);
}
