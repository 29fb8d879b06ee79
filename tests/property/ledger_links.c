/* SPDX-License-Identifier: Apache-2.0 */
/* What was carried over or derived stays at what its formula gives, whatever happens in the years
 * before: the amounts are worked out anew after every step, from the standing of the old cells and
 * by arithmetic of this file's own. Late facts, holds that end, corrections and limits that are cut
 * come in any order. At the end of an episode the journal is replayed. */
#include "support/support.h"

#include <stdlib.h>

#include "jianfu/ledger.h"

enum { EPISODES = 400, STEPS = 150, SECTIONS = 4, YEARS = 4, JANUARY = 18628 /* 2021-01-01 */ };

typedef struct world {
    jf_calendar *calendar;
    jf_ledger *ledger;
    int64_t least[SECTIONS][YEARS]; /* of the carry-over from this year */
    int64_t most[SECTIONS][YEARS];
    int64_t plain[SECTIONS][YEARS]; /* amount without what is carried into it */
    int32_t permille;               /* of the derivation, from the first year to the second */
    int64_t last_key;
} world;

static uint64_t seed;

static int64_t below(int64_t bound)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)bound);
}

/* Sections 2, 3 … below 1; kind 1 is carried over, kind 2 derived. */
static jf_limit cell_of(int64_t section, int64_t kind, int year, int64_t amount)
{
    return (jf_limit){.size = sizeof(jf_limit), .unit = 2 + section, .kind = kind,
                      .period_kind = JF_PERIOD_YEAR, .day = JANUARY + 366 * year,
                      .amount = amount, .refuse_permille = JF_STEP_NEVER};
}

static jf_balance balance_of(const world *w, jf_limit cell)
{
    jf_balance balance = {.size = sizeof balance};

    assert_ok(jf_ledger_balance(w->ledger, &cell, &balance, err));
    return balance;
}

static void derive(world *w)
{
    const int64_t units[SECTIONS] = {2, 3, 4, 5};
    jf_derivation formula = {.size = sizeof formula, .method = JF_DERIVATION_SHARED,
                             .key = ++w->last_key, .permille = w->permille};
    jf_limit base = cell_of(0, 2, 0, 0);
    jf_limit target = cell_of(0, 2, 1, 0);

    assert_ok(jf_ledger_derive(w->ledger, &formula, &base, &target, units, SECTIONS, NULL, err));
}

static void begin(world *w)
{
    jf_tree *units = jf_tree_new(NULL, NULL);
    jf_tree *kinds = jf_tree_new(NULL, NULL);

    *w = (world){.permille = 1 + (int32_t)below(1500)};
    w->calendar = jf_calendar_new(NULL, NULL);
    assert_ok(jf_calendar_seal(w->calendar, err));
    for (int64_t unit = 1; unit < 2 + SECTIONS; unit++)
        assert_ok(jf_tree_add(units, unit, unit > 1, "科", err));
    for (int64_t kind = 1; kind <= 2; kind++)
        assert_ok(jf_tree_add(kinds, kind, 0, "事项", err));
    w->ledger = jf_ledger_new(w->calendar, units, kinds, NULL, NULL);
    assert_non_null(w->ledger);
    jf_tree_free(units);
    jf_tree_free(kinds);
    for (int64_t section = 0; section < SECTIONS; section++)
        for (int year = 0; year < YEARS; year++) {
            jf_limit limit = cell_of(section, 1, year, below(60));

            w->plain[section][year] = limit.amount;
            assert_ok(jf_ledger_set_limit(w->ledger, &limit, err));
        }
}

/* Carries from the years in any order, each with bounds of its own. */
static void carry_all(world *w)
{
    for (int64_t section = 0; section < SECTIONS; section++)
        for (int i = 0; i < YEARS - 1; i++) {
            int year = (i + (int)section) % (YEARS - 1);
            jf_limit from = cell_of(section, 1, year, 0);
            jf_limit to = cell_of(section, 1, year + 1, 0);
            jf_carry carry = {.size = sizeof carry, .key = ++w->last_key,
                              .least = below(40) - 30};

            carry.most = carry.least + below(60);
            w->least[section][year] = carry.least;
            w->most[section][year] = carry.most;
            assert_ok(jf_ledger_carry(w->ledger, &carry, &from, &to, NULL, err));
        }
}

static void step(world *w)
{
    jf_day day = JANUARY + (jf_day)below(366 * YEARS);
    jf_record record = {.size = sizeof record, .day = day, .key = ++w->last_key,
                        .kind = 1 + below(2)};
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = record.key,
                        .of = 1 + below(w->last_key), .frees = 1};
    jf_line line = {.unit = 2 + below(SECTIONS), .count = below(9), .side = JF_SIDE_ISSUER};
    int64_t count;

    switch (below(8)) {
    case 0:
        record.expires = day + (jf_day)below(90);
        assert_ok(jf_ledger_hold(w->ledger, &record, &line, 1, NULL, err));
        break;
    case 1:
        (void)jf_ledger_withdraw(w->ledger, &change, NULL, NULL);
        break;
    case 2:
        change.frees = 0;
        change.day = day;
        (void)jf_ledger_amend(w->ledger, &change, &line, 1, NULL, NULL);
        break;
    case 3:
        assert_ok(jf_ledger_expire(w->ledger, day, &count, err));
        break;
    case 4:
        (void)jf_ledger_commit(w->ledger, record.key, change.of, day, NULL, NULL);
        break;
    default:
        assert_ok(jf_ledger_issue(w->ledger, &record, &line, 1, NULL, err));
    }
}

static void check_carried(const world *w)
{
    for (int64_t section = 0; section < SECTIONS; section++) {
        int64_t carried = 0;

        for (int year = 0; year < YEARS; year++) {
            jf_balance now = balance_of(w, cell_of(section, 1, year, 0));

            assert_int_equal(now.limit, w->plain[section][year] + carried);
            carried = now.limit - now.used - now.held;
            carried = carried < w->least[section][year] ? w->least[section][year] : carried;
            carried = carried > w->most[section][year] ? w->most[section][year] : carried;
        }
    }
}

/* Largest remainder by giving one after the other to who has most left; ties to the earlier. */
static void check_derived(const world *w)
{
    int64_t used[SECTIONS];
    int64_t left[SECTIONS];
    int64_t shares[SECTIONS];
    int64_t sum = 0;
    int64_t total;

    for (int64_t i = 0; i < SECTIONS; i++)
        sum += used[i] = balance_of(w, cell_of(i, 2, 0, 0)).used;
    total = sum * w->permille / 1000;
    sum = sum > 0 ? sum : 1;
    for (int64_t i = 0; i < SECTIONS; i++) {
        shares[i] = total * used[i] / sum;
        left[i] = total * used[i] % sum;
    }
    for (int64_t given = shares[0] + shares[1] + shares[2] + shares[3]; given < total; given++) {
        int most = 0;

        for (int i = 1; i < SECTIONS; i++)
            most = left[i] > left[most] ? i : most;
        shares[most]++;
        left[most] = -1;
    }
    for (int64_t i = 0; i < SECTIONS; i++)
        assert_int_equal(balance_of(w, cell_of(i, 2, 1, 0)).limit, shares[i]);
}

static void replay_and_end(world *w)
{
    size_t size = jf_ledger_journal_size(w->ledger);
    uint8_t *bytes = malloc(size);
    jf_ledger *live = w->ledger;

    assert_non_null(bytes);
    assert_ok(jf_ledger_journal_read(live, 0, bytes, size, err));
    w->ledger = jf_ledger_replay(w->calendar, bytes, size, NULL, NULL);
    assert_non_null(w->ledger);
    check_carried(w);
    check_derived(w);
    free(bytes);
    jf_ledger_free(live);
    jf_ledger_free(w->ledger);
    jf_calendar_free(w->calendar);
}

static void amounts_stay_at_what_their_formula_gives(void **state)
{
    int episodes = jf_test_long() ? EPISODES * 50 : EPISODES;

    (void)state;
    for (int episode = 1; episode <= episodes; episode += (int)jf_test_stride()) {
        world w;

        seed = (uint64_t)episode * UINT64_C(0x9e3779b97f4a7c15);
        begin(&w);
        for (int i = 0; i < STEPS; i++) {
            if (i == STEPS / 3) {
                carry_all(&w);
                derive(&w);
            }
            step(&w);
            if (i < STEPS / 3)
                continue;
            check_carried(&w);
            check_derived(&w);
        }
        replay_and_end(&w);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(amounts_stay_at_what_their_formula_gives)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_links", tests, NULL, NULL);
}
