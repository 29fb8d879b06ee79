/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of a book of alerts refused in turn: a refused call leaves the book and its log,
 * and what it refused can be done again. */
#include "support/calendars.h"
#include "support/support.h"
#include "support/trees.h"

#include <stdlib.h>

#include "jianfu/watch_alert.h"

enum { SIGNS = 20 };

/* The trees and calendars have their own memory, which is never refused. */
typedef struct fixture {
    jf_calendar *calendar;
    jf_tree *tree;
} fixture;

static void fill(jf_alert_sign *signs, const char *day, int64_t first_unit)
{
    for (int i = 0; i < SIGNS; i++)
        signs[i] = (jf_alert_sign){.size = sizeof signs[i],
                             .rule = JF_ALERT_RULE_FORECAST,
                             .unit = first_unit + i,
                             .first = jf_test_day("2023-01-01"),
                             .last = jf_test_day("2023-12-31"),
                             .value_ppm = 950000,
                             .count = 9,
                             .data_day = jf_test_day(day)};
}

/* What a refused call may not change. */
typedef struct mark {
    size_t log;
    size_t alerts;
    size_t events;
    size_t silences;
    jf_day day;
} mark;

static mark mark_of(const jf_alerts *book)
{
    return (mark){jf_alerts_log_size(book), jf_alerts_alert_count(book),
                  jf_alerts_event_count(book), jf_alerts_silence_count(book),
                  jf_alerts_day(book)};
}

static void assert_as_before(const jf_alerts *book, const mark *before)
{
    mark after = mark_of(book);

    assert_int_equal(after.log, before->log);
    assert_int_equal(after.alerts, before->alerts);
    assert_int_equal(after.events, before->events);
    assert_int_equal(after.silences, before->silences);
    assert_int_equal(after.day, before->day);
}

static jf_status observe(jf_alerts *book, const char *day, int64_t first_unit)
{
    jf_alert_sign signs[SIGNS];

    fill(signs, day, first_unit);
    return jf_alerts_observe(book, jf_test_day(day), signs, SIGNS, NULL);
}

static jf_status do_input(const fixture *made, jf_alerts *book, int number)
{
    jf_alert_rules rules = {.size = sizeof rules, .fdr_ppm = 500000};
    jf_silence silence = {.size = sizeof silence,
                          .unit = 1,
                          .first = jf_test_day("2023-03-01"),
                          .last = jf_test_day("2023-03-31")};
    jf_alert_key key = {.unit = 5,
                        .rule = JF_ALERT_RULE_FORECAST,
                        .first = jf_test_day("2023-01-01"),
                        .last = jf_test_day("2023-12-31")};

    switch (number) {
    case 0: return jf_alerts_set_rules(book, &rules, NULL);
    case 1: return observe(book, "2023-03-01", 1);
    case 2: return jf_alerts_silence(book, &silence, made->tree, NULL);
    case 3: return jf_alerts_silence(book, &silence, NULL, NULL);
    case 4:
        return jf_alerts_acknowledge(book, &key, jf_test_day("2023-03-02"), JF_DAY_NONE, "seen",
                                     NULL);
    case 5: return jf_alerts_end_silence(book, 1, jf_test_day("2023-03-10"), NULL);
    case 6: return observe(book, "2023-03-20", 11);
    default: return jf_alerts_observe(book, jf_test_day("2024-01-01"), NULL, 0, NULL);
    }
}

/* A refused input is tried once more: with one refusal only, that goes through. */
static jf_status do_inputs(const fixture *made, jf_alerts *book)
{
    bool was_refused = false;

    for (int number = 0; number < 8; number++) {
        mark before = mark_of(book);
        jf_status status = do_input(made, book, number);

        if (status == JF_OK)
            continue;
        assert_int_equal(status, JF_E_NO_MEMORY);
        assert_as_before(book, &before);
        if (was_refused || do_input(made, book, number))
            return JF_E_NO_MEMORY;
        was_refused = true;
    }
    assert_int_equal(jf_alerts_alert_count(book), 30);
    assert_int_equal(jf_alerts_silence_count(book), 2);
    return was_refused ? JF_E_NO_MEMORY : JF_OK;
}

static jf_status live_story(const jf_allocator *allocator, void *user)
{
    const fixture *made = user;
    jf_alerts_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_error error = {0};
    jf_alerts *book = jf_alerts_new(made->calendar, NULL, &opts, &error);
    jf_status status;

    if (!book)
        return (jf_status)error.status;
    status = do_inputs(made, book);
    jf_alerts_free(book);
    return status;
}

static void refused_input_leaves_the_book(void **state)
{
    fixture made = {jf_test_china(2022, 2023), jf_test_tree_small()};

    (void)state;
    assert_true(jf_test_every_failure(live_story, &made) >= 30);
    jf_tree_free(made.tree);
    jf_calendar_free(made.calendar);
}

/* A log, and the calendar to read it on. */
typedef struct written {
    jf_calendar *calendar;
    uint8_t *bytes;
    size_t size;
} written;

static jf_status replay_story(const jf_allocator *allocator, void *user)
{
    const written *text = user;
    jf_alerts_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_error error = {0};
    jf_alerts *book = jf_alerts_replay(text->calendar, text->bytes, text->size, JF_DAY_NONE, &opts,
                                       &error);

    if (!book)
        return (jf_status)error.status;
    assert_int_equal(jf_alerts_log_size(book), text->size);
    jf_alerts_free(book);
    return JF_OK;
}

static void refused_replay_leaves_nothing(void **state)
{
    fixture made = {jf_test_china(2022, 2023), jf_test_tree_small()};
    written text = {.calendar = made.calendar};
    jf_error error = {0};
    jf_alerts *book = assert_made(jf_alerts_new(made.calendar, NULL, NULL, &error), &error);

    (void)state;
    assert_int_equal(do_inputs(&made, book), JF_OK);
    text.size = jf_alerts_log_size(book);
    text.bytes = malloc(text.size);
    assert_ok(jf_alerts_log_read(book, 0, text.bytes, text.size, err));
    assert_true(jf_test_every_failure(replay_story, &text) >= 30);
    free(text.bytes);
    jf_alerts_free(book);
    jf_tree_free(made.tree);
    jf_calendar_free(made.calendar);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused_input_leaves_the_book),
        cmocka_unit_test(refused_replay_leaves_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.watch_alerts", tests, NULL, NULL);
}
