/* SPDX-License-Identifier: Apache-2.0 */
/* What holds after every call of a random history, whatever came before:
 *
 * * a unit has what its children have and what is its own, on both sides; no use is negative;
 * * a limit that comes to lie above its amount was cut, or it reported an attempt and let it pass;
 * * transfers and loans leave the sum of all amounts as it was; what is lent is what is borrowed;
 * * landings that are written off are landings that are borne;
 * * a seal holds the digest of all bytes before it. */
#include "model/history.h"

#include <stdlib.h>

enum { HISTORIES = 400, STEPS = 80, LIMITS = 64 };

typedef struct seen {
    jf_limit cells[LIMITS];
    int64_t available[LIMITS];
    size_t limit_count;
    int64_t sum; /* of all amounts that are numbers; what leaves 64 bits comes around again */
    int64_t calls;
    bool is_divided; /* a late fact of a unit that was divided asks the first heir only */
} seen;

static seen now;

/* A cap over a period that says something at its amount, if not before. */
static bool speaks_at_amount(const jf_limit *l)
{
    const int32_t steps[] = {l->notice_permille, l->explain_permille, l->approve_permille,
                             l->refuse_permille};
    bool speaks = false;

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        speaks = speaks || (steps[i] != JF_STEP_NEVER && steps[i] <= 1000);
    return speaks && l->state == JF_LIMIT_NUMBER && l->window == JF_WINDOW_PERIOD &&
           l->bound == JF_BOUND_CAP;
}

static bool names(const jf_violation *v, const jf_limit *l)
{
    return v->unit == l->unit && v->kind == l->kind && v->side == l->side &&
           v->measure == l->measure && v->period_kind == l->period_kind &&
           v->first == l->day && v->plan_class == l->plan_class;
}

static bool is_noticed(const history *h, const jf_limit *l)
{
    for (size_t i = 0; i < jf_ledger_notice_count(h->w.ledger); i++) {
        jf_violation v = {.size = sizeof v};

        assert_ok(jf_ledger_notice_at(h->w.ledger, i, &v, err));
        if (names(&v, l))
            return true;
    }
    return false;
}

/* Whether the call, or an item of it, was let pass by a limit that reported it. */
static bool is_let_pass(const history *h, const call *c, const jf_limit *l)
{
    if (c->verb != CALL_BATCH)
        return is_noticed(h, l);
    for (size_t i = 0; i < c->item_count; i++)
        if (jf_ledger_explain(h->w.ledger, c->items[i].key, NULL, NULL) == JF_OK &&
            is_noticed(h, l))
            return true;
    return false;
}

static void check_limit(history *h, const call *c, size_t i, jf_limit *l, const jf_balance *b)
{
    bool cuts = c->verb == CALL_LIMIT || call_is_move(c->verb) || call_is_reform(c->verb);

    assert_true(b->used >= 0 && b->held >= 0);
    if (speaks_at_amount(l) && b->available < 0 && !cuts && i < now.limit_count &&
        now.available[i] >= 0 && !now.is_divided)
        assert_true(is_let_pass(h, c, l));
    if (i < LIMITS) {
        now.cells[i] = *l;
        now.available[i] = b->available;
    }
}

static void check_limits(history *h, const call *c, const answer *a)
{
    size_t count = jf_ledger_limit_count(h->w.ledger);
    bool only_moves = c->verb >= CALL_TRANSFER && c->verb <= CALL_REPAY && a->status == JF_OK;
    uint64_t sum = 0;
    uint64_t loans = 0;

    for (size_t i = 0; i < count; i++) {
        jf_limit l = {.size = sizeof l};
        jf_balance b = {.size = sizeof b};

        assert_ok(jf_ledger_limit_at(h->w.ledger, i, &l, err));
        assert_ok(jf_ledger_balance(h->w.ledger, &l, &b, err));
        check_limit(h, c, i, &l, &b);
        sum += (uint64_t)l.amount;
        loans += (uint64_t)b.borrowed - (uint64_t)b.lent;
    }
    if (only_moves)
        assert_true(sum == (uint64_t)now.sum);
    assert_true(loans == 0);
    now.sum = (int64_t)sum;
    now.limit_count = count < LIMITS ? count : LIMITS;
}

/* What the records in use have at each unit itself. */
static void sum_own(const history *h, int32_t side, int64_t *own)
{
    memset(own, 0, (TRACE_NODES + 1) * sizeof *own);
    for (size_t i = 0; i < jf_ledger_attempt_count(h->w.ledger); i++) {
        jf_attempt at = {.size = sizeof at};

        assert_ok(jf_ledger_attempt_at(h->w.ledger, i, &at, err));
        if ((at.type != JF_ATTEMPT_TYPE_ISSUE && at.type != JF_ATTEMPT_TYPE_HOLD) ||
            (at.state != JF_ATTEMPT_STATE_USED && at.state != JF_ATTEMPT_STATE_WITHDRAWN) ||
            at.plan_class != JF_PLAN_CLASS_PLANNED)
            continue;
        for (int32_t j = 0; j < at.line_count; j++) {
            jf_line line;

            assert_ok(jf_ledger_line_at(h->w.ledger, at.key, (size_t)j, &line, err));
            own[line.unit] += line.side == side ? line.count : 0;
        }
    }
}

static void check_units(const history *h, int32_t side)
{
    int64_t own[TRACE_NODES + 1];
    int64_t values[TRACE_NODES + 1] = {0};

    sum_own(h, side, own);
    for (int64_t kind = 1; kind <= h->w.kind_count; kind++)
        for (int64_t unit = 1; unit <= h->w.unit_count && h->w.kind_parents[kind] == 0; unit++) {
            jf_count_query query = {.size = sizeof query, .side = side,
                                    .measure = JF_MEASURE_COUNT};
            jf_cell cell = {unit, kind};
            int64_t value = 0;

            assert_ok(jf_ledger_counts(h->w.ledger, &query, &cell, 1, &value, 1, err));
            values[unit] += value;
        }
    for (int64_t unit = 1; unit <= h->w.unit_count; unit++) {
        int64_t sum = own[unit];

        for (int64_t below = 1; below <= h->w.unit_count; below++)
            sum += h->w.unit_parents[below] == unit ? values[below] : 0;
        assert_int_equal(values[unit], sum);
    }
}

static void check_trial(const history *h)
{
    jf_trial trial = {.size = sizeof trial};

    assert_ok(jf_ledger_trial(h->w.ledger, 0, 0, &trial, err));
    assert_int_equal(trial.is_balanced, 1);
    assert_int_equal(trial.unbalanced, 0);
    assert_int_equal(trial.written_off + trial.outside, trial.borne);
    assert_int_equal(trial.held_written_off + trial.held_outside, trial.held_borne);
}

/* The seal that is made now, if there is anything to seal. */
static void check_chain(const history *h)
{
    int64_t entries = jf_ledger_entry_count(h->w.ledger);
    uint8_t digest[32];
    char head[JF_LEDGER_HEAD_SIZE];
    char wanted[JF_LEDGER_HEAD_SIZE];

    assert_ok(jf_ledger_digest(h->w.ledger, digest, sizeof digest, err));
    assert_ok(jf_ledger_seal_batch(h->w.ledger, err));
    if (jf_ledger_entry_count(h->w.ledger) == entries)
        return;
    assert_ok(jf_ledger_chain_head(h->w.ledger, head, sizeof head, err));
    for (size_t i = 0; i < sizeof digest; i++)
        (void)snprintf(wanted + 2 * i, 3, "%02x", digest[i]);
    assert_string_equal(head, wanted);
}

static void check(history *h, const call *c, const answer *a)
{
    now.is_divided = now.is_divided || (c->verb == CALL_SPLIT && a->status == JF_OK);
    check_limits(h, c, a);
    if (!history_has(h, FEATURE_REFORMS)) { /* units and their children are the same on all days */
        check_units(h, JF_SIDE_ISSUER);
        check_units(h, JF_SIDE_RECIPIENT);
    }
    check_trial(h);
    if (now.calls++ % 8 == 0)
        check_chain(h);
}

static void invariants_hold_after_every_call(void **state)
{
    static history h;
    int64_t histories =
        jf_test_long() ? 50 * HISTORIES : HISTORIES / (int64_t)jf_test_stride();
    int64_t calls = 0;

    (void)state;
    h.after = check;
    for (int64_t seed = 1; seed <= histories; seed++) {
        memset(&now, 0, sizeof now);
        history_run(&h, 1000000 + seed, STEPS);
        calls += now.calls;
    }
    trace_close(&h.t);
    print_message("after each of %lld calls\n", (long long)calls);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(invariants_hold_after_every_call)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_invariants", tests, NULL, NULL);
}
