/* SPDX-License-Identifier: Apache-2.0 */
/* A storm of retries: every request is sent 1 to 5 times, out of order, some of them changed under
 * their key. Each answer is the first one again, what was refused stays refused though there is room
 * by then, and the ledger is byte for byte what the first ones alone make. */
#include "unit/ledger/fixture.h"

enum { REQUESTS = 3000, SENDINGS = 5 * REQUESTS };

static uint64_t seed = 20260301;

static int64_t below(int64_t bound)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)bound);
}

typedef struct request {
    bool is_hold;
    int64_t count;
    int64_t unit;
    jf_day day;
    int64_t resolves; /* the hold that it commits or releases; -1: it is a record */
    bool is_sent;
    jf_status status;
    jf_outcome outcome;
} request;

static request requests[REQUESTS];

static void draw_requests(void)
{
    static const int64_t units[] = {SECTION, OTHER, TEAM};

    for (int64_t i = 0; i < REQUESTS; i++) {
        request *r = &requests[i];

        *r = (request){.is_hold = below(2), .count = 1 + below(4), .unit = units[below(3)],
                       .day = MARCH + (jf_day)below(60), .resolves = -1};
        if (i > 10 && below(3) == 0)
            r->resolves = i - 1 - below(10);
    }
}

static jf_status send(jf_ledger *ledger, int64_t number, bool is_changed, jf_outcome *outcome)
{
    const request *r = &requests[number];
    jf_record record = record_of(number + 1, FORMAL, r->day);
    jf_line line = issuer(r->unit, r->count + (is_changed && r->resolves < 0));

    *outcome = (jf_outcome){.size = sizeof *outcome};
    if (r->resolves >= 0 && r->is_hold != is_changed)
        return jf_ledger_commit(ledger, number + 1, r->resolves + 1, JF_DAY_NONE, outcome, NULL);
    if (r->resolves >= 0)
        return jf_ledger_release(ledger, number + 1, r->resolves + 1, outcome, NULL);
    return (r->is_hold ? jf_ledger_hold : jf_ledger_issue)(ledger, &record, &line, 1, outcome,
                                                           NULL);
}

/* Whether an attempt with this status is remembered. */
static bool is_remembered(jf_status status)
{
    return status == JF_OK || status == JF_E_LIMIT;
}

static void send_first(fixture *f, int64_t number)
{
    request *r = &requests[number];

    r->status = send(f->ledger, number, false, &r->outcome);
    r->is_sent = true;
    if (r->status == JF_E_LIMIT && below(20) == 0) { /* there is room from now on */
        jf_limit limit = limit_of(ORGAN, ALL, below(3000));

        set_limit(f, limit);
    }
}

static void send_again(fixture *f, int64_t number, bool is_changed)
{
    const request *r = &requests[number];
    int64_t entries = jf_ledger_entry_count(f->ledger);
    jf_outcome outcome;
    jf_status status = send(f->ledger, number, is_changed, &outcome);

    if (!is_remembered(r->status)) {
        assert_false(is_remembered(status) && is_changed);
        assert_int_equal(jf_ledger_entry_count(f->ledger), entries + is_remembered(status));
        return;
    }
    assert_int_equal(status, is_changed ? JF_E_EXISTS : r->status);
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries);
    if (is_changed)
        return;
    assert_int_equal(outcome.repeated, 1);
    assert_int_equal(outcome.entry, r->outcome.entry);
    assert_int_equal(outcome.violation_count, r->outcome.violation_count);
}

/* The order of sendings: first ones in order, the others anywhere behind their first. */
static size_t draw_order(int64_t *order)
{
    size_t count = 0;

    for (int64_t i = 0; i < REQUESTS; i++) {
        order[count++] = i;
        for (int64_t again = below(5); again > 0; again--)
            order[count++] = i - below(i < 40 ? i + 1 : 40);
    }
    return count;
}

static void storm_leaves_what_the_first_sendings_make(void **state)
{
    static int64_t order[SENDINGS];
    fixture *f = *state;
    size_t count = draw_order(order);
    size_t again = 0;
    size_t refused = 0;
    digest before;

    draw_requests();
    set_limit(f, limit_of(ORGAN, ALL, 60));
    set_limit(f, limit_of(SECTION, DOCUMENT, 40));
    for (size_t i = 0; i < count; i++) {
        bool is_first = !requests[order[i]].is_sent;

        if (is_first) {
            send_first(f, order[i]);
            refused += requests[order[i]].status == JF_E_LIMIT;
            continue;
        }
        if (!is_remembered(requests[order[i]].status))
            continue; /* it left no trace: a new attempt, not a retry */
        send_again(f, order[i], below(5) == 0);
        again++;
    }
    print_message("%zu sendings, %zu of them again, %zu requests refused\n", count, again, refused);
    assert_true(again * 10 > count * 3);
    assert_true(refused > REQUESTS / 10);
    before = digest_of(f->ledger);
    for (int64_t i = 0; i < REQUESTS; i++)
        if (is_remembered(requests[i].status))
            send_again(f, i, false);
    assert_same_digest(f->ledger, before);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {fixture_test(storm_leaves_what_the_first_sendings_make)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_storm", tests, NULL, NULL);
}
