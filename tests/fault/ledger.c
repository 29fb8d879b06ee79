/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of every ledger function refused, once and from then on: the call says so,
 * the state (journal digest, balances, violations) is as before, and the same call then works. */
#include "support/support.h"

#include <stdlib.h>

#include "jianfu/ledger.h"

#define DAY 19431 /* 2023-03-15 */

typedef struct world {
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
} world;

/* A call under test: gets a ledger with some history, and must be repeatable. */
typedef jf_status (*verb)(jf_ledger *ledger, jf_error *err);

static jf_ledger_options options_with(const jf_allocator *allocator)
{
    return (jf_ledger_options){.size = sizeof(jf_ledger_options), .allocator = *allocator};
}

static jf_limit limit_of(int64_t unit, int32_t side, int64_t amount)
{
    return (jf_limit){.size = sizeof(jf_limit), .unit = unit, .kind = 1, .side = side,
                      .period_kind = JF_PERIOD_YEAR, .day = DAY, .amount = amount};
}

static jf_status attempt(jf_ledger *ledger, int64_t key, jf_day day, int64_t count, int what,
                         jf_error *err)
{
    jf_record record = {.size = sizeof record, .day = day, .key = key, .kind = 2};
    jf_line lines[2] = {{.unit = 3, .count = count, .side = JF_SIDE_ISSUER},
                        {.unit = 2, .count = count, .side = JF_SIDE_RECIPIENT}};

    lines[0].amounts[0] = 7;
    return (what == 0   ? jf_ledger_issue
            : what == 1 ? jf_ledger_hold
                        : jf_ledger_check)(ledger, &record, lines, 2, NULL, err);
}

static jf_status set_new_limit(jf_ledger *ledger, jf_error *err)
{
    jf_limit limit = limit_of(3, JF_SIDE_ISSUER, 9);

    return jf_ledger_set_limit(ledger, &limit, err);
}

static jf_status set_known_limit(jf_ledger *ledger, jf_error *err)
{
    jf_limit limit = limit_of(1, JF_SIDE_ISSUER, 11);

    return jf_ledger_set_limit(ledger, &limit, err);
}

static jf_status issue(jf_ledger *ledger, jf_error *err)
{
    return attempt(ledger, 50, DAY, 1, 0, err);
}

static jf_status issue_refused(jf_ledger *ledger, jf_error *err)
{
    return attempt(ledger, 50, DAY, 100, 0, err);
}

static jf_status issue_on_a_new_day(jf_ledger *ledger, jf_error *err)
{
    return attempt(ledger, 50, DAY + 400, 1, 0, err);
}

static jf_status hold(jf_ledger *ledger, jf_error *err)
{
    return attempt(ledger, 50, DAY, 1, 1, err);
}

static jf_status check(jf_ledger *ledger, jf_error *err)
{
    return attempt(ledger, 50, DAY, 1, 2, err);
}

static jf_status check_refused(jf_ledger *ledger, jf_error *err)
{
    return attempt(ledger, 50, DAY, 100, 2, err);
}

static jf_status retry_refused(jf_ledger *ledger, jf_error *err)
{
    return attempt(ledger, 2, DAY, 30, 0, err);
}

static jf_status commit(jf_ledger *ledger, jf_error *err)
{
    return jf_ledger_commit(ledger, 50, 3, DAY + 400, NULL, err);
}

static jf_status release(jf_ledger *ledger, jf_error *err)
{
    return jf_ledger_release(ledger, 50, 3, NULL, err);
}

static jf_reform reform_of(void)
{
    return (jf_reform){.size = sizeof(jf_reform), .day = DAY - 9, .key = 50, .unit = 3};
}

static jf_status rename_unit(jf_ledger *ledger, jf_error *err)
{
    jf_reform reform = reform_of();

    return jf_ledger_rename_unit(ledger, &reform, "新名称", NULL, err);
}

static jf_status move_unit(jf_ledger *ledger, jf_error *err)
{
    jf_reform reform = reform_of();

    return jf_ledger_move_unit(ledger, &reform, 2, NULL, err);
}

static jf_status merge_unit(jf_ledger *ledger, jf_error *err)
{
    jf_reform reform = reform_of();

    return jf_ledger_merge_unit(ledger, &reform, 2, NULL, err);
}

static jf_status split_unit(jf_ledger *ledger, jf_error *err)
{
    const int64_t parts[] = {2, 1};
    const int64_t shares[] = {2, 1};
    jf_reform reform = reform_of();

    return jf_ledger_split_unit(ledger, &reform, parts, 2, shares, 2, NULL, err);
}

static jf_status add_unit(jf_ledger *ledger, jf_error *err)
{
    return jf_ledger_add_unit(ledger, 77, 3, "新", err);
}

static jf_status carry_under(jf_ledger *ledger, int64_t key, jf_error *err)
{
    jf_carry carried = {.size = sizeof carried, .key = key, .least = 0, .most = 9};
    jf_limit from = limit_of(1, JF_SIDE_ISSUER, 0);
    jf_limit to = from;

    to.day += 366;
    return jf_ledger_carry(ledger, &carried, &from, &to, NULL, err);
}

static jf_status carry(jf_ledger *ledger, jf_error *err)
{
    return carry_under(ledger, 50, err);
}

static jf_status carry_before(jf_ledger *ledger, jf_error *err)
{
    return carry_under(ledger, 4, err);
}

static jf_status derive(jf_ledger *ledger, jf_error *err)
{
    const int64_t units[] = {3, 1, 2};
    jf_derivation formula = {.size = sizeof formula, .key = 50,
                             .method = JF_DERIVATION_SHARED, .permille = 900};
    jf_limit base = limit_of(1, JF_SIDE_ISSUER, 0);
    jf_limit target = base;

    target.day += 366;
    return jf_ledger_derive(ledger, &formula, &base, &target, units, 3, NULL, err);
}

/* An issue, a hold that expires on a day with new plans, a commit with lines of an older hold, and
 * that of the new one. */
static jf_status group(jf_ledger *ledger, int64_t count, jf_error *err)
{
    jf_item items[] = {
        {.key = 50, .kind = 2, .verb = JF_VERB_ISSUE, .day = DAY, .line_count = 1, .linked = 1},
        {.key = 51, .kind = 3, .verb = JF_VERB_HOLD, .day = DAY + 400, .line_count = 2,
         .expires = DAY + 500, .linked = 1},
        {.key = 52, .of = 3, .verb = JF_VERB_COMMIT, .day = DAY + 1, .line_count = 1,
         .linked = 1},
        {.key = 53, .of = 51, .verb = JF_VERB_COMMIT, .day = JF_DAY_NONE}};
    jf_line lines[] = {{.unit = 3, .count = 1, .side = JF_SIDE_ISSUER},
                       {.unit = 3, .count = 2, .side = JF_SIDE_ISSUER},
                       {.unit = 2, .count = 2, .side = JF_SIDE_RECIPIENT},
                       {.unit = 3, .count = count, .side = JF_SIDE_ISSUER}};
    int32_t results[4];
    jf_status status = jf_ledger_batch(ledger, items, 4, lines, 4, results, 4, err);

    for (size_t i = 0; !status && i < 4; i++)
        if (results[i] != JF_E_LINKED)
            status = (jf_status)results[i];
    for (size_t i = 0, decides = 0; status && i < 4; i++) {
        decides += results[i] != JF_E_LINKED;
        assert_true(decides <= 1);
        err->status = (int32_t)status;
    }
    return status;
}

static jf_status group_granted(jf_ledger *ledger, jf_error *err)
{
    return group(ledger, 3, err);
}

static jf_status group_refused(jf_ledger *ledger, jf_error *err)
{
    return group(ledger, 30, err);
}

static jf_ledger *make_ledger(const world *w, const jf_allocator *allocator)
{
    jf_ledger_options options = options_with(allocator);
    jf_error error = {0};
    jf_ledger *ledger = assert_made(
        jf_ledger_new(w->calendar, w->units, w->kinds, &options, &error), &error);
    jf_limit limits[4] = {limit_of(1, JF_SIDE_ISSUER, 10), limit_of(2, JF_SIDE_RECIPIENT, 90),
                          {.size = sizeof(jf_limit), .unit = 3, .kind = 1, .day = DAY,
                           .window = JF_WINDOW_ROLLING, .window_days = 9, .amount = 1000},
                          limit_of(1, JF_SIDE_ISSUER, 10)};

    limits[3].day += 366;
    for (size_t i = 0; i < 4; i++)
        assert_ok(jf_ledger_set_limit(ledger, &limits[i], err));
    assert_ok(attempt(ledger, 1, DAY, 2, 0, err));
    assert_fails(JF_E_LIMIT, attempt(ledger, 2, DAY, 30, 0, err));
    assert_ok(attempt(ledger, 3, DAY, 2, 1, err));
    return ledger;
}

typedef struct standing {
    uint8_t digest[32];
    size_t violation_count;
    jf_balance balances[3];
} standing;

static standing standing_of(const jf_ledger *ledger)
{
    standing s;

    memset(&s, 0, sizeof s);
    assert_ok(jf_ledger_digest(ledger, s.digest, sizeof s.digest, err));
    s.violation_count = jf_ledger_violation_count(ledger);
    for (int32_t i = 0; i < 3; i++) {
        jf_limit cell = limit_of(1 + i, i == 1 ? JF_SIDE_RECIPIENT : JF_SIDE_ISSUER, 0);

        s.balances[i].size = sizeof s.balances[i];
        assert_ok(jf_ledger_balance(ledger, &cell, &s.balances[i], err));
    }
    return s;
}

typedef struct trial {
    verb call;
    jf_status wanted;
    verb before; /* or NULL */
} trial;

/* Room is rounded up, so some runs begin with arrays filled to the brim by `fill` attempts. */
static void try_every_failure(const world *w, const trial *t, bool on, int64_t fill)
{
    jf_error error = {0};

    for (int64_t n = 1;; n++) {
        jf_test_memory memory;
        jf_ledger *ledger;
        standing before;
        standing after;
        jf_status status;

        jf_test_memory_init(&memory);
        ledger = make_ledger(w, &memory.allocator);
        for (int64_t key = 100; key < 100 + fill; key++)
            assert_ok(attempt(ledger, key, DAY, 0, 0, err));
        if (t->before)
            assert_ok(t->before(ledger, err));
        before = standing_of(ledger);
        jf_test_memory_fail(&memory, n, on);
        status = t->call(ledger, &error);
        jf_test_memory_fail(&memory, 0, false);
        if (memory.refused == 0 && status == t->wanted) {
            jf_ledger_free(ledger);
            assert_no_leak(&memory);
            return;
        }
        assert_int_equal(status, JF_E_NO_MEMORY);
        assert_int_equal(error.status, JF_E_NO_MEMORY);
        after = standing_of(ledger);
        assert_memory_equal(&before, &after, sizeof before);
        assert_int_equal(t->call(ledger, &error), t->wanted);
        jf_ledger_free(ledger);
        assert_no_leak(&memory);
    }
}

static int make_world(void **state)
{
    static world w;
    jf_tree *trees[2];

    w.calendar = jf_calendar_new(NULL, NULL);
    assert_ok(jf_calendar_seal(w.calendar, err));
    for (int i = 0; i < 2; i++) {
        trees[i] = jf_tree_new(NULL, NULL);
        assert_ok(jf_tree_add(trees[i], 1, 0, "总", err));
        assert_ok(jf_tree_add(trees[i], 2, 1, "分", err));
        assert_ok(jf_tree_add(trees[i], 3, 1, "支", err));
    }
    w.units = trees[0];
    w.kinds = trees[1];
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

static void refused_memory_changes_nothing(void **state)
{
    static const trial trials[] = {
        {set_new_limit, JF_OK, NULL},               {set_known_limit, JF_OK, NULL},
        {issue, JF_OK, NULL},                       {issue_refused, JF_E_LIMIT, NULL},
        {issue_on_a_new_day, JF_OK, NULL},          {hold, JF_OK, NULL},
        {check, JF_OK, NULL},                       {check_refused, JF_E_LIMIT, NULL},
        {retry_refused, JF_E_LIMIT, NULL},          {commit, JF_OK, NULL},
        {release, JF_OK, NULL},                     {rename_unit, JF_OK, NULL},
        {move_unit, JF_OK, NULL},                   {merge_unit, JF_OK, NULL},
        {split_unit, JF_OK, NULL},                  {add_unit, JF_OK, NULL},
        {carry, JF_OK, NULL},                       {derive, JF_OK, NULL},
        {group_granted, JF_OK, NULL},               {group_refused, JF_E_LIMIT, NULL},
        {issue, JF_OK, carry_before},               {group_granted, JF_OK, carry_before},
        {group_refused, JF_E_LIMIT, carry_before},
    };

    for (size_t i = 0; i < sizeof trials / sizeof trials[0]; i++)
        for (int64_t fill = 0; fill < 16; fill++) {
            try_every_failure(*state, &trials[i], false, fill);
            try_every_failure(*state, &trials[i], true, fill);
        }
}

static jf_status new_story(const jf_allocator *allocator, void *user)
{
    const world *w = user;
    jf_ledger_options options = options_with(allocator);
    jf_error error = {0};
    jf_ledger *ledger = jf_ledger_new(w->calendar, w->units, w->kinds, &options, &error);

    jf_ledger_free(ledger);
    return ledger ? JF_OK : (jf_status)error.status;
}

static void new_gives_back_what_it_took(void **state)
{
    assert_in_range(jf_test_every_failure(new_story, *state), 5, 1000);
}

typedef struct recording {
    const world *w;
    uint8_t *bytes;
    size_t size;
} recording;

static jf_status replay_story(const jf_allocator *allocator, void *user)
{
    const recording *r = user;
    jf_ledger_options options = options_with(allocator);
    jf_error error = {0};
    jf_ledger *ledger = jf_ledger_replay(r->w->calendar, r->bytes, r->size, &options, &error);

    jf_ledger_free(ledger);
    return ledger ? JF_OK : (jf_status)error.status;
}

static void replay_gives_back_what_it_took(void **state)
{
    jf_test_memory memory;
    jf_ledger *ledger;
    recording r = {*state, NULL, 0};

    jf_test_memory_init(&memory);
    ledger = make_ledger(*state, &memory.allocator);
    assert_fails(JF_E_LIMIT, group_refused(ledger, err));
    assert_ok(jf_ledger_commit(ledger, 60, 3, DAY + 400, NULL, err));
    r.size = jf_ledger_journal_size(ledger);
    r.bytes = malloc(r.size);
    assert_non_null(r.bytes);
    assert_ok(jf_ledger_journal_read(ledger, 0, r.bytes, r.size, err));
    jf_ledger_free(ledger);
    assert_in_range(jf_test_every_failure(replay_story, &r), 10, 1000);
    free(r.bytes);
}

static void questions_need_no_memory(void **state)
{
    jf_test_memory memory;
    jf_ledger *ledger;
    jf_limit cell = limit_of(3, JF_SIDE_ISSUER, 0);
    int64_t values[3];
    int64_t calls;

    jf_test_memory_init(&memory);
    ledger = make_ledger(*state, &memory.allocator);
    calls = memory.calls;
    (void)standing_of(ledger);
    assert_ok(jf_ledger_series(ledger, &cell, DAY, values, 3, err));
    assert_int_equal(memory.calls, calls);
    jf_ledger_free(ledger);
    assert_no_leak(&memory);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused_memory_changes_nothing),
        cmocka_unit_test(new_gives_back_what_it_took),
        cmocka_unit_test(replay_gives_back_what_it_took),
        cmocka_unit_test(questions_need_no_memory),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.ledger", tests, make_world, end_world);
}
