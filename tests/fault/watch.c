/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of a watch refused in turn: a refused evaluation keeps the one before. */
#include "support/calendars.h"
#include "support/support.h"
#include "support/trees.h"

#include "jianfu/watch.h"

/* What the story works on; the ledger has its own memory, which is never refused. */
typedef struct fixture {
    jf_calendar *calendar;
    jf_tree *tree;
    jf_ledger *ledger;
} fixture;

static const int64_t units[] = {1, 11, 12, 111, 112, 2};

#define UNIT_COUNT (sizeof units / sizeof units[0])

static void set_limits(jf_ledger *ledger, const char *day, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (int64_t kind = 1; kind <= 2; kind++) {
            jf_limit limit = {.size = sizeof limit,
                              .unit = units[i],
                              .kind = kind,
                              .period_kind = JF_PERIOD_YEAR,
                              .day = jf_test_day(day),
                              .amount = 10};

            assert_ok(jf_ledger_set_limit(ledger, &limit, err));
        }
}

static jf_status evaluate_twice(const fixture *made, jf_watch *watch)
{
    jf_error error = {0};
    jf_status status = jf_watch_evaluate(watch, made->ledger, jf_test_day("2022-06-30"), 0, &error);
    jf_warning warning = {.size = sizeof warning};

    if (status != JF_OK) {
        assert_int_equal(jf_watch_warning_count(watch), 0);
        return status;
    }
    assert_int_equal(jf_watch_warning_count(watch), 2);
    status = jf_watch_evaluate(watch, made->ledger, jf_test_day("2023-06-30"), 0, &error);
    assert_int_equal(jf_watch_warning_count(watch), status ? 2 : 2 * UNIT_COUNT);
    assert_ok(jf_watch_warning_at(watch, 0, &warning, err));
    assert_int_equal(warning.first, jf_test_day(status ? "2022-01-01" : "2023-01-01"));
    return status;
}

static jf_status story(const jf_allocator *allocator, void *user)
{
    const fixture *made = user;
    jf_watch_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_error error = {0};
    jf_watch *watch = jf_watch_new(made->calendar, NULL, &opts, &error);
    jf_status status;

    if (!watch)
        return (jf_status)error.status;
    status = evaluate_twice(made, watch);
    jf_watch_free(watch);
    return status;
}

static void refused_evaluation_keeps_the_one_before(void **state)
{
    fixture made = {jf_test_china(2022, 2023), jf_test_tree_small(), NULL};
    jf_error error = {0};

    (void)state;
    made.ledger =
        assert_made(jf_ledger_new(made.calendar, made.tree, made.tree, NULL, &error), &error);
    set_limits(made.ledger, "2022-01-01", 1);
    set_limits(made.ledger, "2023-01-01", UNIT_COUNT);
    assert_true(jf_test_every_failure(story, &made) >= 4);
    jf_ledger_free(made.ledger);
    jf_tree_free(made.tree);
    jf_calendar_free(made.calendar);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(refused_evaluation_keeps_the_one_before)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.watch", tests, NULL, NULL);
}
