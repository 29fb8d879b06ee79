/* SPDX-License-Identifier: Apache-2.0 */
/* Arithmetic edges at every entry point that takes an amount: 0, 1, the limit less one, the limit,
 * one more, the greatest of all, and what is below zero; under numbers, the greatest number, and
 * no limit. */
#include "unit/ledger/fixture.h"

enum { LIMIT_AMOUNT = 7 };

static const int64_t amounts[] = {0, 1, LIMIT_AMOUNT - 1, LIMIT_AMOUNT, LIMIT_AMOUNT + 1,
                                  INT64_MAX - 1, INT64_MAX, -1, INT64_MIN};

enum { AMOUNTS = sizeof amounts / sizeof amounts[0] };

static void reset(fixture *f)
{
    jf_ledger_free(f->ledger);
    f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
}

/* A status by what the amount is. */
static jf_status wanted(int64_t amount, int64_t limit)
{
    return amount < 0 ? JF_E_ARGUMENT : amount > limit ? JF_E_LIMIT : JF_OK;
}

static void records_and_checks_are_exact_at_the_limit(void **state)
{
    static const fixture_verb verbs[] = {jf_ledger_issue, jf_ledger_hold, jf_ledger_check};
    static const int64_t limits[] = {LIMIT_AMOUNT, INT64_MAX, INT64_MAX - 1, 0, 1};
    fixture *f = *state;

    for (size_t v = 0; v < 3; v++)
        for (size_t l = 0; l < 5; l++)
            for (size_t i = 0; i < AMOUNTS; i++) {
                bool passes = wanted(amounts[i], limits[l]) == JF_OK;
                jf_balance balance;

                reset(f);
                set_limit(f, limit_of(ORGAN, ALL, limits[l]));
                assert_fails(wanted(amounts[i], limits[l]),
                             attempt(f, verbs[v], 1, TEAM, FORMAL, amounts[i], err));
                balance = balance_of(f, limit_of(ORGAN, ALL, 0));
                assert_int_equal(balance.used, v == 0 && passes ? amounts[i] : 0);
                assert_int_equal(balance.held, v == 1 && passes ? amounts[i] : 0);
                assert_int_equal(balance.available, limits[l] - balance.used - balance.held);
            }
}

static void unlimited_takes_all_and_stays_unlimited(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 0);

    limit.state = JF_LIMIT_UNLIMITED;
    set_limit(f, limit);
    for (size_t i = 0; i < 6; i++)
        assert_ok(attempt(f, jf_ledger_check, 0, TEAM, FORMAL, amounts[i], err));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, INT64_MAX, err));
    assert_int_equal(balance_of(f, limit).available, INT64_MAX);
    assert_int_equal(balance_of(f, limit).used, INT64_MAX);
    assert_fails(JF_E_OVERFLOW, attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 0, err));
    limit.state = JF_LIMIT_NUMBER;
    set_limit(f, limit);
    assert_int_equal(balance_of(f, limit).available, -INT64_MAX);
}

static void changes_are_exact_at_the_limit(void **state)
{
    fixture *f = *state;

    for (int amends = 0; amends < 2; amends++)
        for (size_t i = 0; i < AMOUNTS; i++) {
            jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 2, .of = 1};
            jf_line line = issuer(TEAM, amounts[i]);
            bool passes = wanted(amounts[i], LIMIT_AMOUNT) == JF_OK;

            reset(f);
            set_limit(f, limit_of(ORGAN, ALL, LIMIT_AMOUNT));
            assert_ok(attempt(f, amends ? jf_ledger_issue : jf_ledger_hold, 1, TEAM, FORMAL, 1,
                              err));
            assert_fails(wanted(amounts[i], LIMIT_AMOUNT),
                         (amends ? jf_ledger_amend : jf_ledger_commit_lines)(
                             f->ledger, &change, &line, 1, NULL, err));
            assert_balance(f, limit_of(ORGAN, ALL, 0), passes ? amounts[i] : amends ? 1 : 0,
                           passes || amends ? 0 : 1);
        }
}

static void items_of_a_batch_are_exact_at_the_limit(void **state)
{
    fixture *f = *state;

    for (size_t i = 0; i < AMOUNTS; i++) {
        jf_item item = {.key = 1, .kind = FORMAL, .verb = JF_VERB_ISSUE, .day = MARCH,
                        .line_count = 1};
        jf_line line = issuer(TEAM, amounts[i]);
        int32_t status = -1;

        reset(f);
        set_limit(f, limit_of(ORGAN, ALL, LIMIT_AMOUNT));
        assert_ok(jf_ledger_batch(f->ledger, &item, 1, &line, 1, &status, 1, err));
        assert_int_equal(status, wanted(amounts[i], LIMIT_AMOUNT));
    }
}

static void limits_of_every_amount_are_set(void **state)
{
    fixture *f = *state;

    for (int field = 0; field < 4; field++)
        for (size_t i = 0; i < AMOUNTS; i++) {
            jf_limit limit = limit_of(ORGAN, ALL, field == 0 ? amounts[i] : 0);

            limit.borrow_max = field == 1 ? amounts[i] : 0;
            limit.lend_max = field == 2 ? amounts[i] : 0;
            limit.reserve_pool = field == 3 ? amounts[i] : 0;
            assert_fails(amounts[i] < 0 ? JF_E_ARGUMENT : JF_OK,
                         jf_ledger_set_limit(f->ledger, &limit, err));
        }
}

typedef jf_status (*fixture_move)(jf_ledger *, const jf_move *, const jf_limit *, const jf_limit *,
                                  jf_outcome *, jf_error *);

static jf_status moved(int64_t amount, int64_t most)
{
    return amount <= 0 ? JF_E_ARGUMENT : amount > most ? JF_E_LIMIT : JF_OK;
}

/* Both limits 7, all that may be borrowed, lent and drawn 7, the getter's amount at first 0. */
static void moves_are_exact_at_what_may_be_moved(void **state)
{
    static const fixture_move verbs[] = {jf_ledger_transfer, jf_ledger_borrow, jf_ledger_lend,
                                         jf_ledger_draw};
    fixture *f = *state;

    for (size_t v = 0; v < 4; v++)
        for (size_t i = 0; i < AMOUNTS; i++) {
            jf_limit from = limit_of(v == 3 ? ORGAN : OTHER, ALL, LIMIT_AMOUNT);
            jf_limit to = limit_of(SECTION, ALL, 0);
            jf_move move = {.size = sizeof move, .key = 1, .amount = amounts[i]};
            jf_status status = moved(amounts[i], LIMIT_AMOUNT);

            reset(f);
            from.lend_max = from.reserve_pool = to.borrow_max = LIMIT_AMOUNT;
            set_limit(f, from);
            set_limit(f, to);
            if (v == 3 && amounts[i] > INT64_MAX - LIMIT_AMOUNT)
                status = JF_E_OVERFLOW; /* the amount of the pool's limit */
            assert_fails(status, verbs[v](f->ledger, &move, &from, &to, NULL, err));
            assert_int_equal(balance_of(f, to).limit, status ? 0 : amounts[i]);
        }
}

static void repayment_is_exact_at_the_debt(void **state)
{
    fixture *f = *state;

    for (size_t i = 0; i < AMOUNTS; i++) {
        jf_limit lender = limit_of(OTHER, ALL, LIMIT_AMOUNT);
        jf_limit borrower = limit_of(SECTION, ALL, 0);
        jf_move move = {.size = sizeof move, .key = 1, .amount = LIMIT_AMOUNT};
        jf_status status = moved(amounts[i], LIMIT_AMOUNT);

        reset(f);
        lender.lend_max = borrower.borrow_max = LIMIT_AMOUNT;
        set_limit(f, lender);
        set_limit(f, borrower);
        assert_ok(jf_ledger_borrow(f->ledger, &move, &lender, &borrower, NULL, err));
        move = (jf_move){.size = sizeof move, .key = 2, .amount = amounts[i]};
        if (status == JF_E_LIMIT)
            status = JF_E_STATE; /* more than was borrowed */
        assert_fails(status, jf_ledger_repay(f->ledger, &move, &borrower, &lender, NULL, err));
        assert_int_equal(balance_of(f, lender).lent, LIMIT_AMOUNT - (status ? 0 : amounts[i]));
    }
}

static void adjustments_end_at_zero_and_at_the_greatest(void **state)
{
    static const struct {
        int64_t by;
        jf_status status;
    } cases[] = {{-LIMIT_AMOUNT, JF_OK},
                 {-LIMIT_AMOUNT - 1, JF_E_LIMIT},
                 {INT64_MIN, JF_E_LIMIT},
                 {0, JF_E_ARGUMENT},
                 {1, JF_OK},
                 {INT64_MAX - LIMIT_AMOUNT, JF_OK},
                 {INT64_MAX - LIMIT_AMOUNT + 1, JF_E_OVERFLOW},
                 {INT64_MAX, JF_E_OVERFLOW}};
    fixture *f = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jf_limit limit = limit_of(ORGAN, ALL, LIMIT_AMOUNT);
        jf_move move = {.size = sizeof move, .key = 1, .amount = cases[i].by};

        reset(f);
        set_limit(f, limit);
        assert_fails(cases[i].status, jf_ledger_adjust(f->ledger, &move, &limit, NULL, err));
        assert_int_equal(balance_of(f, limit).limit,
                         LIMIT_AMOUNT + (cases[i].status ? 0 : cases[i].by));
    }
}

/* A share of the greatest amount is not rounded away, nor does it leave 64 bits. */
static void steps_are_exact_at_the_greatest_amounts(void **state)
{
    static const int32_t permilles[] = {1, 999, 1000, 1001, 2000, INT32_MAX};
    static const int64_t limits[] = {1, 1000, INT64_MAX / 1000, INT64_MAX - 1, INT64_MAX};
    fixture *f = *state;

    for (size_t p = 0; p < 6; p++)
        for (size_t l = 0; l < 5; l++) {
            jf_limit limit = limit_of(ORGAN, ALL, limits[l]);
            /* amount x permille / 1000, rounded down, in two parts of 64 bits */
            int64_t rest = limits[l] % 1000 * permilles[p] / 1000;
            int64_t share = limits[l] / 1000 > (INT64_MAX - rest) / permilles[p]
                                ? INT64_MAX
                                : limits[l] / 1000 * permilles[p] + rest;

            reset(f);
            limit.refuse_permille = permilles[p];
            set_limit(f, limit);
            if (share < INT64_MAX)
                assert_fails(JF_E_LIMIT,
                             attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, share + 1, err));
            assert_ok(attempt(f, jf_ledger_issue, 2, TEAM, FORMAL, share, err));
        }
}

static void amounts_and_counts_overflow_apart(void **state)
{
    fixture *f = *state;

    for (int field = 0; field < 5; field++) {
        jf_record record = record_of(1, FORMAL, MARCH);
        jf_line lines[2] = {issuer(TEAM, 0), recipient(FIRM, 0)};

        reset(f);
        for (int i = 0; i < 2; i++)
            *(field ? &lines[i].amounts[field - 1] : &lines[i].count) = INT64_MAX / 2 + 1;
        assert_fails(JF_E_OVERFLOW, jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
        *(field ? &lines[0].amounts[field - 1] : &lines[0].count) -= 1;
        assert_ok(jf_ledger_issue(f->ledger, &record, lines, 2, NULL, err));
        record.key = 2;
        lines[0] = issuer(TEAM, field != 0);
        assert_fails(field ? JF_OK : JF_E_OVERFLOW,
                     jf_ledger_issue(f->ledger, &record, lines, field ? 1 : 2, NULL, err));
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(records_and_checks_are_exact_at_the_limit),
        fixture_test(unlimited_takes_all_and_stays_unlimited),
        fixture_test(changes_are_exact_at_the_limit),
        fixture_test(items_of_a_batch_are_exact_at_the_limit),
        fixture_test(limits_of_every_amount_are_set),
        fixture_test(moves_are_exact_at_what_may_be_moved),
        fixture_test(repayment_is_exact_at_the_debt),
        fixture_test(adjustments_end_at_zero_and_at_the_greatest),
        fixture_test(steps_are_exact_at_the_greatest_amounts),
        fixture_test(amounts_and_counts_overflow_apart),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_edges", tests, NULL, NULL);
}
