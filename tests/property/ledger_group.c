/* SPDX-License-Identifier: Apache-2.0 */
/* Random groups against a copy of the ledger, made from its journal, on which the same attempts
 * are made one by one: the first that is not granted there decides. A group that is granted leaves
 * the standing of the copy; any other leaves the standing of before, with the refusals of one
 * attempt. In between groups, or parts of them, are tried again. */
#include "support/support.h"

#include <stdlib.h>

#include "jianfu/ledger.h"

enum { UNITS = 6, KINDS = 3, LIMITS = 14, MOST = 8, ROUNDS = 60, EPISODES = 70, RECORDS = 2000 };

#define DAY_FIRST 19400
#define DAY_COUNT 90

typedef struct group {
    jf_item items[MOST];
    jf_line lines[2 * MOST];
    int32_t results[MOST];
    size_t item_count;
    size_t line_count;
} group;

typedef struct world {
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
    jf_ledger *ledger;
    jf_limit limits[LIMITS];
    group done[ROUNDS];
    size_t done_count;
    int64_t keys[RECORDS]; /* of records and holds that were asked for */
    size_t key_count;
    int64_t next_key;
    int64_t granted;
    int64_t refused;
    int64_t failed;
} world;

static uint64_t seed;

static int64_t below(int64_t bound)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)bound);
}

static jf_limit random_limit(void)
{
    jf_limit limit = {.size = sizeof limit, .unit = 1 + below(UNITS), .kind = 1 + below(KINDS)};

    limit.side = 1 + (int32_t)below(2);
    limit.measure = 1 + (int32_t)below(3);
    limit.period_kind = 1 + (int32_t)below(5);
    limit.day = DAY_FIRST + (jf_day)below(DAY_COUNT);
    limit.amount = 2 + below(40);
    limit.notice_permille = below(3) ? 0 : 500;
    limit.explain_permille = below(4) ? 0 : 800;
    limit.grace_days = below(4) ? 0 : 20;
    if (below(4) == 0) {
        limit.window = JF_WINDOW_ROLLING;
        limit.window_days = 2 + (int32_t)below(40);
        limit.period_kind = 0;
    } else if (below(5) == 0) {
        limit.window = JF_WINDOW_AVERAGE;
        limit.period_kind = JF_PERIOD_YEAR;
    }
    if (limit.window != JF_WINDOW_PERIOD)
        limit.grace_days = 0;
    return limit;
}

static jf_limit quarter_of(int64_t unit, jf_day day, int64_t amount)
{
    return (jf_limit){.size = sizeof(jf_limit), .unit = unit, .kind = 1, .side = JF_SIDE_ISSUER,
                      .measure = JF_MEASURE_COUNT, .period_kind = JF_PERIOD_QUARTER, .day = day,
                      .amount = amount};
}

/* The second quarter follows from the first, and one unit is divided. */
static void tie(world *w)
{
    const int64_t units[] = {2, 3};
    const int64_t parts[] = {5, 6};
    jf_limit first = quarter_of(1, DAY_FIRST, 30);
    jf_limit next = quarter_of(1, DAY_FIRST + DAY_COUNT, 20);
    jf_carry carry = {.size = sizeof carry, .key = w->next_key++, .least = -5, .most = 20};
    jf_derivation formula = {.size = sizeof formula, .key = w->next_key++,
                             .method = JF_DERIVATION_SHARED, .permille = 900};
    jf_reform split = {.size = sizeof split, .key = w->next_key++, .unit = 4,
                       .day = DAY_FIRST + DAY_COUNT / 2};

    assert_ok(jf_ledger_set_limit(w->ledger, &first, err));
    assert_ok(jf_ledger_set_limit(w->ledger, &next, err));
    assert_ok(jf_ledger_carry(w->ledger, &carry, &first, &next, NULL, err));
    first.amount = next.amount = 0;
    assert_ok(jf_ledger_derive(w->ledger, &formula, &first, &next, units, 2, NULL, err));
    assert_ok(jf_ledger_split_unit(w->ledger, &split, parts, 2, units, 2, NULL, err));
    w->limits[0] = first;
    w->limits[1] = next;
    for (size_t i = 0; i < 2; i++)
        w->limits[2 + i] = quarter_of(units[i], DAY_FIRST + DAY_COUNT, 0);
}

static void begin_episode(world *w)
{
    jf_error error = {0};

    w->ledger = assert_made(jf_ledger_new(w->calendar, w->units, w->kinds, NULL, &error), &error);
    w->done_count = w->key_count = 0;
    w->next_key = 1;
    for (size_t i = 0; i < LIMITS; i++) {
        w->limits[i] = random_limit();
        assert_ok(jf_ledger_set_limit(w->ledger, &w->limits[i], err));
    }
    if (below(2))
        tie(w);
}

static jf_line random_line(int32_t side)
{
    jf_line line = {.unit = 1 + below(UNITS), .side = side, .count = below(4)};

    line.amounts[0] = below(3) ? 0 : below(5);
    return line;
}

static void add_lines(group *g, jf_item *item)
{
    for (int32_t i = 0; i < 1 + (int32_t)below(2); i++) {
        g->lines[g->line_count++] = random_line(i == 0 ? JF_SIDE_ISSUER : 1 + (int32_t)below(2));
        item->line_count++;
    }
}

/* Mostly what exists, sometimes anything. */
static int64_t random_of(const world *w)
{
    if (w->key_count == 0 || below(12) == 0)
        return 1 + below(w->next_key);
    return w->keys[w->key_count - 1 - (size_t)below((int64_t)(w->key_count < 9 ? w->key_count
                                                                               : 9))];
}

static void add_item(world *w, group *g)
{
    jf_item *item = &g->items[g->item_count++];
    int32_t verb = below(3) ? 1 + (int32_t)below(2) : 1 + (int32_t)below(7);
    jf_day day = DAY_FIRST + (jf_day)below(DAY_COUNT);

    *item = (jf_item){.key = w->next_key++, .verb = verb, .linked = 1};
    if (verb == JF_VERB_ISSUE || verb == JF_VERB_HOLD) {
        item->kind = 1 + below(KINDS);
        item->day = day;
        item->expires = verb == JF_VERB_HOLD && below(2) ? day + 10 : 0;
        add_lines(g, item);
        w->keys[w->key_count++] = item->key;
        return;
    }
    item->of = random_of(w);
    item->day = verb == JF_VERB_WITHDRAW || below(2) ? JF_DAY_NONE : day;
    item->expires = verb == JF_VERB_REVIVE ? day + 20 : 0;
    item->frees = verb == JF_VERB_WITHDRAW && below(2);
    if ((verb == JF_VERB_COMMIT || verb == JF_VERB_AMEND) && below(2))
        add_lines(g, item);
    if (below(60) == 0)
        item->key = 1 + below(w->next_key); /* maybe a known one */
}

static group random_group(world *w)
{
    group g = {.item_count = 0};
    int64_t count = 2 + below(MOST - 1);

    while ((int64_t)g.item_count < count)
        add_item(w, &g);
    g.items[g.item_count - 1].linked = 0;
    return g;
}

static void run(jf_ledger *ledger, group *g)
{
    assert_ok(jf_ledger_batch(ledger, g->items, g->item_count, g->lines, g->line_count,
                              g->results, g->item_count, err));
}

static jf_ledger *copy_of(const world *w)
{
    size_t size = jf_ledger_journal_size(w->ledger);
    uint8_t *bytes = malloc(size);
    jf_error error = {0};
    jf_ledger *copy;

    assert_non_null(bytes);
    assert_ok(jf_ledger_journal_read(w->ledger, 0, bytes, size, err));
    copy = assert_made(jf_ledger_replay(w->calendar, bytes, size, NULL, &error), &error);
    free(bytes);
    return copy;
}

static jf_balance balance_of(const jf_ledger *ledger, const jf_limit *limit)
{
    jf_balance balance;

    memset(&balance, 0, sizeof balance);
    balance.size = sizeof balance;
    assert_ok(jf_ledger_balance(ledger, limit, &balance, err));
    return balance;
}

static void compare_standings(const world *w, const jf_balance *wanted)
{
    for (size_t i = 0; i < LIMITS; i++) {
        jf_balance got = balance_of(w->ledger, &w->limits[i]);

        assert_memory_equal(&got, &wanted[i], sizeof got);
    }
}

static void take_standings(const world *w, const jf_ledger *ledger, jf_balance *out)
{
    for (size_t i = 0; i < LIMITS; i++)
        out[i] = balance_of(ledger, &w->limits[i]);
}

/* Does the items one by one, as many as are granted; the index of the one that is not. */
static size_t do_alone(jf_ledger *copy, const group *g, jf_status *status_out)
{
    const jf_line *lines = g->lines;

    for (size_t i = 0; i < g->item_count; i++) {
        jf_item item = g->items[i];
        int32_t result;

        item.linked = 0;
        assert_ok(jf_ledger_batch(copy, &item, 1, lines, (size_t)item.line_count, &result, 1, err));
        *status_out = (jf_status)result;
        if (result)
            return i;
        lines += item.line_count;
    }
    return g->item_count;
}

static void compare_violations(const world *w, const jf_ledger *copy, jf_balance *refused)
{
    size_t count = jf_ledger_violation_count(copy);

    assert_int_equal(jf_ledger_violation_count(w->ledger), count);
    for (size_t i = 0; i < count; i++) {
        jf_violation wanted;
        jf_violation got;

        memset(&wanted, 0, sizeof wanted);
        memset(&got, 0, sizeof got);
        wanted.size = got.size = sizeof got;
        assert_ok(jf_ledger_violation_at(copy, i, &wanted, err));
        assert_ok(jf_ledger_violation_at(w->ledger, i, &got, err));
        assert_memory_equal(&got, &wanted, sizeof got);
    }
    for (size_t i = 0; i < LIMITS; i++)
        refused[i].refusals = balance_of(copy, &w->limits[i]).refusals;
}

static void compare_results(const group *g, size_t at, jf_status status)
{
    for (size_t i = 0; i < g->item_count; i++)
        assert_int_equal(g->results[i], at == g->item_count ? JF_OK
                                        : i == at           ? status
                                                            : JF_E_LINKED);
}

static bool is_known(const world *w, int64_t key)
{
    return jf_ledger_explain(w->ledger, key, NULL, NULL) == JF_OK;
}

/* Keys that are known beforehand, or twice in the group, have rules of their own. */
static bool has_fresh_keys(world *w, const group *g)
{
    for (size_t i = 0; i < g->item_count; i++) {
        if (is_known(w, g->items[i].key))
            return false;
        for (size_t j = 0; j < i; j++)
            if (g->items[j].key == g->items[i].key)
                return false;
    }
    return true;
}

static void assert_same_journal(const jf_ledger *ledger, const uint8_t *before)
{
    uint8_t now[32];

    assert_ok(jf_ledger_digest(ledger, now, sizeof now, err));
    assert_memory_equal(now, before, sizeof now);
}

static void try_stale_group(world *w, group *g)
{
    uint8_t before[32];

    assert_ok(jf_ledger_digest(w->ledger, before, sizeof before, err));
    run(w->ledger, g);
    assert_same_journal(w->ledger, before);
    for (size_t i = 0; i < g->item_count; i++)
        assert_int_not_equal(g->results[i], JF_OK);
}

static void step_new(world *w)
{
    group g = random_group(w);
    jf_balance standings[LIMITS];
    jf_ledger *copy;
    jf_status status = JF_OK;
    uint8_t before[32];
    size_t at;

    if (!has_fresh_keys(w, &g)) {
        try_stale_group(w, &g);
        return;
    }
    assert_ok(jf_ledger_digest(w->ledger, before, sizeof before, err));
    take_standings(w, w->ledger, standings);
    copy = copy_of(w);
    at = do_alone(copy, &g, &status);
    run(w->ledger, &g);
    compare_results(&g, at, status);
    if (status == JF_OK)
        take_standings(w, copy, standings);
    if (status == JF_E_LIMIT)
        compare_violations(w, copy, standings);
    if (status == JF_OK || status == JF_E_LIMIT)
        w->done[w->done_count++] = g;
    else
        assert_same_journal(w->ledger, before);
    compare_standings(w, standings);
    *(status == JF_OK ? &w->granted : status == JF_E_LIMIT ? &w->refused : &w->failed) += 1;
    jf_ledger_free(copy);
}

/* A whole group, its head or its tail. */
static void step_again(world *w)
{
    group g = w->done[below((int64_t)w->done_count)];
    uint8_t before[32];
    int32_t wanted[MOST];
    size_t skip = (size_t)below(2) * (size_t)below((int64_t)g.item_count);
    size_t lines = 0;

    memcpy(wanted, g.results, sizeof wanted);
    for (size_t i = 0; i < skip; i++)
        lines += (size_t)g.items[i].line_count;
    assert_ok(jf_ledger_digest(w->ledger, before, sizeof before, err));
    assert_ok(jf_ledger_batch(w->ledger, g.items + skip, g.item_count - skip, g.lines + lines,
                              g.line_count - lines, g.results, g.item_count - skip, err));
    assert_memory_equal(g.results, wanted + skip, (g.item_count - skip) * sizeof *wanted);
    assert_same_journal(w->ledger, before);
}

static void step_expire(world *w)
{
    int64_t count;

    assert_ok(jf_ledger_expire(w->ledger, DAY_FIRST + (jf_day)below(DAY_COUNT), &count, err));
}

static void groups_are_granted_as_their_attempts_one_by_one(void **state)
{
    world *w = *state;

    for (uint64_t episode = 1; episode <= EPISODES; episode += jf_test_stride()) {
        jf_ledger *copy;
        uint8_t digest[32];

        seed = episode;
        begin_episode(w);
        for (int round = 0; round < ROUNDS; round++) {
            step_new(w);
            if (w->done_count > 0 && below(3) == 0)
                step_again(w);
            if (below(8) == 0)
                step_expire(w);
        }
        copy = copy_of(w);
        assert_ok(jf_ledger_digest(w->ledger, digest, sizeof digest, err));
        assert_same_journal(copy, digest);
        jf_ledger_free(copy);
        jf_ledger_free(w->ledger);
    }
    assert_true(w->granted * (int64_t)jf_test_stride() >= 500);
    assert_true(w->refused * (int64_t)jf_test_stride() >= 500);
    assert_true(w->failed * (int64_t)jf_test_stride() >= 500);
}

static int make_world(void **state)
{
    static world w;
    static const int64_t parents[] = {0, 1, 1, 2, 2, 3};

    w.calendar = jf_calendar_new(NULL, NULL);
    assert_ok(jf_calendar_seal(w.calendar, err));
    w.units = jf_tree_new(NULL, NULL);
    w.kinds = jf_tree_new(NULL, NULL);
    for (int64_t i = 0; i < UNITS; i++)
        assert_ok(jf_tree_add(w.units, i + 1, parents[i], "单位", err));
    for (int64_t i = 0; i < KINDS; i++)
        assert_ok(jf_tree_add(w.kinds, i + 1, parents[i], "事项", err));
    *state = &w;
    return 0;
}

static int end_world(void **state)
{
    world *w = *state;

    jf_calendar_free(w->calendar);
    jf_tree_free(w->units);
    jf_tree_free(w->kinds);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_are_granted_as_their_attempts_one_by_one),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_group", tests, make_world, end_world);
}
