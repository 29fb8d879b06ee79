/* SPDX-License-Identifier: Apache-2.0 */
/* Many threads with the owner's lock around one ledger: a budget of 100 for 2,000 attempts admits
 * exactly 100, and every thread sees its own answers. */
#include "unit/ledger/fixture.h"

#include <pthread.h>

enum { THREADS = 8, ATTEMPTS = 2000, BUDGET = 100 };

typedef struct shared {
    pthread_mutex_t lock; /* the owner's: a ledger has none */
    jf_ledger *ledger;
    int64_t next_key;
} shared;

typedef struct worker {
    pthread_t thread;
    shared *owner;
    int64_t admitted;
    int64_t refused;
} worker;

static void try_one(worker *w, int64_t key)
{
    jf_record record = record_of(key, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 1);
    jf_outcome outcome = {.size = sizeof outcome};
    jf_status status = jf_ledger_issue(w->owner->ledger, &record, &line, 1, &outcome, NULL);

    w->admitted += status == JF_OK;
    w->refused += status == JF_E_LIMIT && outcome.violation_count == 1;
}

static void *work(void *user)
{
    worker *w = user;
    bool is_over = false;

    while (!is_over) {
        (void)pthread_mutex_lock(&w->owner->lock);
        is_over = w->owner->next_key > ATTEMPTS;
        if (!is_over)
            try_one(w, w->owner->next_key++);
        (void)pthread_mutex_unlock(&w->owner->lock);
    }
    return NULL;
}

static void budget_of_100_admits_exactly_100_of_2000(void **state)
{
    fixture *f = *state;
    shared owner = {.lock = PTHREAD_MUTEX_INITIALIZER, .ledger = f->ledger, .next_key = 1};
    worker workers[THREADS] = {0};
    int64_t admitted = 0;
    int64_t refused = 0;

    set_limit(f, limit_of(ORGAN, ALL, BUDGET));
    for (size_t i = 0; i < THREADS; i++) {
        workers[i].owner = &owner;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        admitted += workers[i].admitted;
        refused += workers[i].refused;
    }
    assert_int_equal(admitted, BUDGET);
    assert_int_equal(refused, ATTEMPTS - BUDGET);
    assert_balance(f, limit_of(ORGAN, ALL, 0), BUDGET, 0);
    assert_int_equal(balance_of(f, limit_of(ORGAN, ALL, 0)).refusals, ATTEMPTS - BUDGET);
}

/* Ledgers share what is sealed, and nothing else: no lock is needed around two of them. */
static void *work_alone(void *user)
{
    worker *w = user;

    for (int64_t key = 1; key <= ATTEMPTS; key++)
        try_one(w, key);
    return NULL;
}

static void ledgers_of_one_calendar_are_used_by_two_threads_without_a_lock(void **state)
{
    fixture *f = *state;
    shared owners[2] = {0};
    worker workers[2] = {0};

    for (size_t i = 0; i < 2; i++) {
        jf_limit limit = limit_of(ORGAN, ALL, BUDGET);

        owners[i].ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
        assert_ok(jf_ledger_set_limit(owners[i].ledger, &limit, err));
        workers[i].owner = &owners[i];
    }
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work_alone, &workers[i]), 0);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_int_equal(workers[i].admitted, BUDGET);
        jf_ledger_free(owners[i].ledger);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(budget_of_100_admits_exactly_100_of_2000),
        fixture_test(ledgers_of_one_calendar_are_used_by_two_threads_without_a_lock),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_threads", tests, NULL, NULL);
}
