/* SPDX-License-Identifier: Apache-2.0 */
/* A hold, then every ordered pair and triple of what can happen to it, in a limit with room and in
 * one without: the answer, and what the limit counts, are those of the state machine written here. */
#include "unit/ledger/fixture.h"

enum { HELD_COUNT = 5, PART_COUNT = 3, ABOVE_COUNT = 8, AMENDED_COUNT = 2, WIDE = 10, TIGHT = 5 };

#define LAST_DAY (MARCH + 5)

typedef enum event {
    COMMIT,
    COMMIT_PART,
    COMMIT_ABOVE,
    COMMIT_LATER, /* on another day of the period */
    RELEASE,
    EXPIRE,
    REVIVE,
    WITHDRAW,
    FREE, /* withdraw, and give the quota back */
    AMEND,
    EVENTS
} event;

typedef enum phase { HELD, USED, RELEASED, EXPIRED, WITHDRAWN, FREED } phase;

typedef struct life {
    phase phase;
    int64_t count;
} life;

static bool is_commit(event e)
{
    return e <= COMMIT_LATER;
}

static int64_t count_after(event e, int64_t count)
{
    return e == COMMIT_PART ? PART_COUNT : e == COMMIT_ABOVE ? ABOVE_COUNT
                                       : e == AMEND          ? AMENDED_COUNT
                                                             : count;
}

/* What should come of it. */
static jf_status expected(life *l, event e, int64_t limit)
{
    static const phase needed[EVENTS] = {HELD, HELD,    HELD, HELD, HELD,
                                         HELD, EXPIRED, USED, USED, USED};
    int64_t count = count_after(e, l->count);

    if (l->phase != needed[e])
        return e == EXPIRE ? JF_OK : JF_E_STATE;
    if (count > l->count && count > limit)
        return JF_E_LIMIT;
    l->count = count;
    l->phase = is_commit(e)    ? USED
               : e == RELEASE  ? RELEASED
               : e == EXPIRE   ? EXPIRED
               : e == REVIVE   ? HELD
               : e == WITHDRAW ? WITHDRAWN
               : e == FREE     ? FREED
                               : USED;
    return JF_OK;
}

static jf_status happen(fixture *f, event e, int64_t key)
{
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = key, .of = 1};
    jf_line line = issuer(TEAM, count_after(e, 0));
    int64_t count;

    switch (e) {
    case COMMIT:
        return jf_ledger_commit(f->ledger, key, 1, JF_DAY_NONE, NULL, NULL);
    case COMMIT_LATER:
        return jf_ledger_commit(f->ledger, key, 1, MARCH + 2, NULL, NULL);
    case COMMIT_PART:
    case COMMIT_ABOVE:
        return jf_ledger_commit_lines(f->ledger, &change, &line, 1, NULL, NULL);
    case RELEASE:
        return jf_ledger_release(f->ledger, key, 1, NULL, NULL);
    case EXPIRE:
        return jf_ledger_expire(f->ledger, LAST_DAY + 1, &count, NULL);
    case REVIVE:
        change.expires = LAST_DAY;
        return jf_ledger_revive(f->ledger, &change, NULL, NULL);
    case FREE:
    case WITHDRAW:
        change.frees = e == FREE;
        return jf_ledger_withdraw(f->ledger, &change, NULL, NULL);
    case AMEND:
        return jf_ledger_amend(f->ledger, &change, &line, 1, NULL, NULL);
    case EVENTS:
        break;
    }
    return JF_E_INTERNAL;
}

static void compare(const fixture *f, const life *l, int64_t limit)
{
    bool counts = l->phase == USED || l->phase == WITHDRAWN;

    assert_balance(f, limit_of(ORGAN, ALL, limit), counts ? l->count : 0,
                   l->phase == HELD ? l->count : 0);
}

/* One life; afterwards each event that was remembered is told again, and nothing changes. */
static void live(fixture *f, const event *events, size_t event_count, int64_t limit)
{
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(TEAM, HELD_COUNT);
    life l = {HELD, HELD_COUNT};
    jf_status statuses[3];
    int64_t entries;

    f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
    set_limit(f, limit_of(ORGAN, ALL, limit));
    record.expires = LAST_DAY;
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    for (size_t i = 0; i < event_count; i++) {
        jf_status wanted = expected(&l, events[i], limit);

        statuses[i] = happen(f, events[i], 2 + (int64_t)i);
        assert_int_equal(statuses[i], wanted);
        compare(f, &l, limit);
    }
    entries = jf_ledger_entry_count(f->ledger);
    for (size_t i = 0; i < event_count; i++)
        if (events[i] != EXPIRE && statuses[i] != JF_E_STATE)
            assert_int_equal(happen(f, events[i], 2 + (int64_t)i), statuses[i]);
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries);
    compare(f, &l, limit);
    jf_ledger_free(f->ledger);
    f->ledger = NULL;
}

static void all_pairs_and_triples_do_what_their_states_allow(void **state)
{
    fixture *f = *state;

    jf_ledger_free(f->ledger);
    for (int i = 0; i < EVENTS * EVENTS * EVENTS; i++) {
        const event events[3] = {(event)(i % EVENTS), (event)(i / EVENTS % EVENTS),
                                 (event)(i / EVENTS / EVENTS)};

        live(f, events, 3, WIDE);
        live(f, events, 3, TIGHT);
        if (i < EVENTS * EVENTS)
            live(f, events, 2, WIDE);
    }
    f->ledger = NULL;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(all_pairs_and_triples_do_what_their_states_allow)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_lifecycle", tests, NULL, NULL);
}
