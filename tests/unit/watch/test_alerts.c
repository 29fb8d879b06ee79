/* SPDX-License-Identifier: Apache-2.0 */
#include "book.h"

#include <stdlib.h>

typedef struct fixture {
    jf_calendar *calendar;
    jf_alerts *book;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    f->calendar = jf_test_china(2023, 2023);
    f->book = new_book(f->calendar, NULL);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    jf_alerts_free(f->book);
    jf_calendar_free(f->calendar);
    free(f);
    return 0;
}

static void assert_event(const jf_alerts *book, size_t index, int32_t action, int32_t before,
                         int32_t after)
{
    jf_alert_event event = event_at(book, index);

    assert_int_equal(event.action, action);
    assert_int_equal(event.level_before, before);
    assert_int_equal(event.level_after, after);
}

static void look_steps_each_alert_and_tells(void **state)
{
    fixture *f = *state;
    jf_alert_sign signs[] = {sign_on("2023-03-01", 900000), sign_on("2023-03-01", 100000)};
    jf_alert_event event;

    signs[1].unit = 8;
    assert_int_equal(jf_alerts_day(f->book), JF_DAY_NONE);
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-01"), signs, 2, err));
    assert_int_equal(jf_alerts_day(f->book), jf_test_day("2023-03-01"));
    assert_int_equal(jf_alerts_alert_count(f->book), 1);
    assert_int_equal(alert_at(f->book, 0).level, JF_ALERT_RED);
    assert_int_equal(jf_alerts_event_count(f->book), 1);
    event = event_at(f->book, 0);
    assert_int_equal(event.unit, 7);
    assert_int_equal(event.kind, 10);
    assert_int_equal(event.rule, JF_ALERT_RULE_FORECAST);
    assert_int_equal(event.first, jf_test_day("2023-01-01"));
    assert_int_equal(event.last, jf_test_day("2023-12-31"));
    assert_int_equal(event.day, jf_test_day("2023-03-01"));
    assert_int_equal(event.silenced, 0);
    assert_event(f->book, 0, JF_ACTION_RAISED, JF_ALERT_GREEN, JF_ALERT_RED);
}

static void one_alert_stands_for_a_key_whatever_its_level(void **state)
{
    jf_alert_rules rules = {.size = sizeof rules, .escalate_workdays = -1};
    fixture *f = *state;

    assert_ok(jf_alerts_set_rules(f->book, &rules, err));
    look(f->book, "2023-03-01", 600000);
    look(f->book, "2023-03-02", 900000);
    look(f->book, "2023-03-20", 600000);
    look(f->book, "2023-04-20", 100000);
    look(f->book, "2023-04-21", 600000);
    assert_int_equal(jf_alerts_alert_count(f->book), 1);
    assert_int_equal(jf_alerts_event_count(f->book), 5);
    assert_event(f->book, 1, JF_ACTION_WORSENED, JF_ALERT_WATCH, JF_ALERT_RED);
    assert_event(f->book, 2, JF_ACTION_EASED, JF_ALERT_RED, JF_ALERT_YELLOW);
    assert_event(f->book, 3, JF_ACTION_CLEARED, JF_ALERT_YELLOW, JF_ALERT_GREEN);
    assert_event(f->book, 4, JF_ACTION_RAISED, JF_ALERT_GREEN, JF_ALERT_WATCH);
}

static void alerts_without_a_sign_grow_old(void **state)
{
    fixture *f = *state;
    jf_alert_sign other = sign_on("2023-03-17", 100000);

    other.unit = 8;
    look(f->book, "2023-03-01", 900000);
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-17"), &other, 1, err));
    assert_int_equal(alert_at(f->book, 0).stale, 1);
    assert_int_equal(alert_at(f->book, 0).level, JF_ALERT_RED);
    assert_event(f->book, 1, JF_ACTION_WENT_STALE, JF_ALERT_RED, JF_ALERT_RED);
    assert_event(f->book, 2, JF_ACTION_ESCALATED, JF_ALERT_RED, JF_ALERT_RED);
    assert_int_equal(event_at(f->book, 2).escalations, 2);
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2024-01-01"), NULL, 0, err));
    assert_event(f->book, 3, JF_ACTION_EXPIRED, JF_ALERT_RED, JF_ALERT_RED);
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2024-01-02"), NULL, 0, err));
    assert_int_equal(jf_alerts_event_count(f->book), 4);
}

static void alerts_are_found_by_their_key(void **state)
{
    fixture *f = *state;
    jf_alert_sign signs[40];
    jf_alert_key key;
    size_t index;

    for (size_t i = 0; i < 40; i++) {
        signs[i] = sign_on("2023-03-01", 900000);
        signs[i].unit = 1 + (int64_t)(i * 7 % 8);
        signs[i].kind = (int64_t)(i / 8);
    }
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-01"), signs, 20, err));
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-01"), &signs[20], 20, err));
    for (size_t i = 0; i < 40; i++) {
        key = key_of(&signs[i]);
        assert_ok(jf_alerts_find(f->book, &key, &index, err));
        assert_int_equal(index, i);
    }
    key.last++;
    assert_fails(JF_E_NOT_FOUND, jf_alerts_find(f->book, &key, &index, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_find(f->book, NULL, &index, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_find(f->book, &key, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_find(NULL, &key, &index, err));
}

static void last_sign_with_data_is_kept(void **state)
{
    fixture *f = *state;
    jf_alert_sign sign = sign_on("2023-03-02", 800000);
    jf_alert_sign missing = missing_sign();
    jf_alert_sign kept = {.size = sizeof kept};

    sign.basis = 3;
    sign.projected_milli = 123456;
    look(f->book, "2023-03-01", 900000);
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-02"), &sign, 1, err));
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-03"), &missing, 1, err));
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2024-03-03"), &sign, 1, err));
    assert_ok(jf_alerts_sign(f->book, 0, &kept, err));
    assert_memory_equal(&kept, &sign, sizeof kept);
}

static void rules_of_one_detector_hold_for_it_alone(void **state)
{
    fixture *f = *state;
    jf_alert_rules rules = {.size = sizeof rules,
                            .rule = JF_ALERT_RULE_PACE,
                            .raise_watch_ppm = 900000,
                            .raise_yellow_ppm = 1000000,
                            .raise_red_ppm = 1200000};
    jf_alert_sign signs[] = {sign_on("2023-03-01", 850000), sign_on("2023-03-01", 850000)};

    signs[0].rule = JF_ALERT_RULE_PACE;
    assert_ok(jf_alerts_set_rules(f->book, &rules, err));
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-01"), signs, 2, err));
    assert_int_equal(jf_alerts_alert_count(f->book), 1);
    assert_int_equal(alert_at(f->book, 0).rule, JF_ALERT_RULE_FORECAST);
    rules.rule = JF_ALERT_RULE_ANY;
    assert_ok(jf_alerts_set_rules(f->book, &rules, err));
    assert_int_equal(alert_at(f->book, 0).level, JF_ALERT_RED);
    rules.rule = 12;
    assert_fails(JF_E_ARGUMENT, jf_alerts_set_rules(f->book, &rules, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_set_rules(f->book, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_set_rules(NULL, &rules, err));
}

static void portfolio_holds_forecasts_back(void **state)
{
    fixture *f = *state;
    jf_alert_rules rules = {.size = sizeof rules, .fdr_ppm = 100000};
    jf_alert_sign signs[5];

    /* Doubts .05 .1 .15 fit (mean .1), .2 does not; a pace is no forecast. */
    for (int i = 0; i < 5; i++) {
        signs[i] = sign_on("2023-03-01", 950000 - i * 50000);
        signs[i].unit = 1 + i;
    }
    signs[4].rule = JF_ALERT_RULE_PACE;
    assert_ok(jf_alerts_set_rules(f->book, &rules, err));
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-01"), signs, 5, err));
    assert_int_equal(jf_alerts_alert_count(f->book), 5);
    assert_int_equal(jf_alerts_event_count(f->book), 4);
    assert_int_equal(alert_at(f->book, 2).level, JF_ALERT_RED);
    assert_int_equal(alert_at(f->book, 3).state, JF_ALERT_STATE_PENDING);
    assert_int_equal(alert_at(f->book, 4).level, JF_ALERT_YELLOW);
    signs[3].missing = 1;
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-02"), signs, 5, err));
    assert_int_equal(jf_alerts_event_count(f->book), 4);
}

static void acknowledgement_is_kept_with_its_note(void **state)
{
    fixture *f = *state;
    jf_alert_sign sign = sign_on("2023-03-01", 900000);
    jf_alert_key key = key_of(&sign);

    look(f->book, "2023-03-01", 900000);
    assert_string_equal(jf_alerts_note(f->book, 0), "");
    assert_ok(jf_alerts_acknowledge(f->book, &key, jf_test_day("2023-03-02"),
                                    jf_test_day("2023-03-31"), "已约谈", err));
    assert_string_equal(jf_alerts_note(f->book, 0), "已约谈");
    assert_null(jf_alerts_note(f->book, 1));
    assert_null(jf_alerts_note(NULL, 0));
    assert_event(f->book, 1, JF_ACTION_ACKNOWLEDGED, JF_ALERT_RED, JF_ALERT_RED);
    assert_int_equal(event_at(f->book, 1).day, jf_test_day("2023-03-02"));
    assert_int_equal(jf_alerts_day(f->book), jf_test_day("2023-03-02"));
    look(f->book, "2023-03-31", 900000);
    assert_int_equal(jf_alerts_event_count(f->book), 2);
    look(f->book, "2023-04-01", 900000);
    assert_event(f->book, 2, JF_ACTION_ACK_ENDED, JF_ALERT_RED, JF_ALERT_RED);
}

static void wrong_acknowledgements_are_refused(void **state)
{
    fixture *f = *state;
    jf_alert_sign sign = sign_on("2023-03-01", 900000);
    jf_alert_key key = key_of(&sign);
    jf_day day = jf_test_day("2023-03-01");
    char *note = calloc(65537, 1);
    size_t size;

    memset(note, 'x', 65536);
    look(f->book, "2023-03-01", 900000);
    size = jf_alerts_log_size(f->book);
    assert_fails(JF_E_ARGUMENT, jf_alerts_acknowledge(NULL, &key, day, day, "", err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_acknowledge(f->book, NULL, day, day, "", err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_acknowledge(f->book, &key, day, day, NULL, err));
    assert_fails(JF_E_RANGE, jf_alerts_acknowledge(f->book, &key, day, day, note, err));
    assert_fails(JF_E_ENCODING, jf_alerts_acknowledge(f->book, &key, day, day, "\xff", err));
    assert_fails(JF_E_RANGE, jf_alerts_acknowledge(f->book, &key, JF_DAY_NONE, day, "", err));
    assert_fails(JF_E_RANGE, jf_alerts_acknowledge(f->book, &key, day - 1, day, "", err));
    assert_fails(JF_E_RANGE, jf_alerts_acknowledge(f->book, &key, day, day - 1, "", err));
    key.unit = 8;
    assert_fails(JF_E_NOT_FOUND, jf_alerts_acknowledge(f->book, &key, day, day - 1, "", err));
    key.unit = 7;
    look(f->book, "2023-04-01", 0);
    day = jf_test_day("2023-04-01");
    assert_fails(JF_E_STATE, jf_alerts_acknowledge(f->book, &key, day, day, "", err));
    assert_int_equal(jf_alerts_event_count(f->book), 2);
    assert_true(jf_alerts_log_size(f->book) > size);
    free(note);
}

/* The book has nothing but one look and says so in every way. */
static void assert_untouched(const jf_alerts *book, size_t log_size)
{
    assert_int_equal(jf_alerts_log_size(book), log_size);
    assert_int_equal(jf_alerts_alert_count(book), 1);
    assert_int_equal(jf_alerts_event_count(book), 1);
    assert_int_equal(jf_alerts_day(book), jf_test_day("2023-03-01"));
}

static void refused_look_leaves_the_book(void **state)
{
    fixture *f = *state;
    jf_alert_sign signs[] = {sign_on("2023-03-02", 0), sign_on("2023-03-02", 0),
                       sign_on("2023-03-02", 0)};
    jf_day day = jf_test_day("2023-03-02");
    jf_error error = {0};
    size_t size;

    look(f->book, "2023-03-01", 900000);
    size = jf_alerts_log_size(f->book);
    assert_fails(JF_E_ARGUMENT, jf_alerts_observe(NULL, day, signs, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_observe(f->book, day, NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_observe(f->book, day, signs, 1048577, err));
    assert_fails(JF_E_RANGE, jf_alerts_observe(f->book, JF_DAY_NONE, signs, 1, err));
    assert_fails(JF_E_RANGE, jf_alerts_observe(f->book, day - 2, NULL, 0, err));
    signs[0].unit = 8;
    signs[1].unit = 9;
    signs[2].unit = 9;
    assert_int_equal(jf_alerts_observe(f->book, day, signs, 3, &error), JF_E_EXISTS);
    assert_int_equal(error.line, 3);
    signs[2].value_ppm = -1;
    assert_int_equal(jf_alerts_observe(f->book, day, signs, 3, &error), JF_E_ARGUMENT);
    assert_int_equal(error.line, 3);
    signs[1].data_day = day + 1;
    assert_int_equal(jf_alerts_observe(f->book, day, signs, 3, &error), JF_E_RANGE);
    assert_int_equal(error.line, 2);
    signs[1].size--;
    assert_int_equal(jf_alerts_observe(f->book, day, signs, 3, &error), JF_E_ARGUMENT);
    assert_int_equal(error.line, 2);
    assert_untouched(f->book, size);
}

static void look_on_days_that_the_calendar_lacks_is_refused(void **state)
{
    fixture *f = *state;
    jf_alert_sign sign = sign_on("2023-03-01", 900000);
    size_t size;

    sign.last = jf_test_day("2024-12-31");
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-01"), &sign, 1, err));
    size = jf_alerts_log_size(f->book);
    assert_fails(JF_E_UNKNOWN_DAY,
                 jf_alerts_observe(f->book, jf_test_day("2024-03-01"), NULL, 0, err));
    assert_untouched(f->book, size);
}

static void signs_of_another_size_are_read(void **state)
{
    struct longer {
        jf_alert_sign sign;
        int64_t more;
    } signs[2] = {{sign_on("2023-03-01", 900000), 0}, {sign_on("2023-03-01", 900000), 0}};
    fixture *f = *state;

    signs[0].sign.size = signs[1].sign.size = sizeof signs[0];
    signs[1].sign.unit = 8;
    assert_ok(jf_alerts_observe(f->book, jf_test_day("2023-03-01"), &signs[0].sign, 2, err));
    assert_int_equal(alert_at(f->book, 1).unit, 8);
    signs[1].more = 1;
    assert_fails(JF_E_ARGUMENT, jf_alerts_observe(f->book, jf_test_day("2023-03-01"),
                                                  &signs[0].sign, 2, err));
}

static void book_begins_with_rules_on_a_sealed_calendar(void **state)
{
    fixture *f = *state;
    jf_calendar *open = jf_test_calendar_new(0);
    jf_alert_rules rules = {.size = sizeof rules, .rule = JF_ALERT_RULE_PACE};
    jf_alerts_options opts = {.size = 3};
    jf_error error = {0};

    assert_null(jf_alerts_new(NULL, NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_alerts_new(f->calendar, &rules, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_alerts_new(f->calendar, NULL, &opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_alerts_new(open, NULL, NULL, &error));
    assert_int_equal(error.status, JF_E_NOT_SEALED);
    jf_alerts_free(NULL);
    jf_calendar_free(open);
}

static void places_beyond_the_end_are_refused(void **state)
{
    fixture *f = *state;
    jf_alert alert = {.size = sizeof alert};
    jf_alert_event event = {.size = sizeof event};
    jf_alert_sign sign = {.size = sizeof sign};
    uint8_t byte;

    assert_fails(JF_E_RANGE, jf_alerts_alert_at(f->book, 0, &alert, err));
    assert_fails(JF_E_RANGE, jf_alerts_event_at(f->book, 0, &event, err));
    assert_fails(JF_E_RANGE, jf_alerts_sign(f->book, 0, &sign, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_alert_at(NULL, 0, &alert, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_event_at(NULL, 0, &event, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_sign(NULL, 0, &sign, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_alert_at(f->book, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_event_at(f->book, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_sign(f->book, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_log_read(NULL, 0, &byte, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_log_read(f->book, 0, NULL, 1, err));
    assert_fails(JF_E_RANGE,
                 jf_alerts_log_read(f->book, jf_alerts_log_size(f->book), &byte, 1, err));
    assert_fails(JF_E_RANGE, jf_alerts_log_read(f->book, SIZE_MAX, &byte, 2, err));
    assert_ok(jf_alerts_log_read(f->book, jf_alerts_log_size(f->book), NULL, 0, err));
    assert_int_equal(jf_alerts_alert_count(NULL) + jf_alerts_event_count(NULL), 0);
    assert_int_equal(jf_alerts_log_size(NULL), 0);
    assert_int_equal(jf_alerts_day(NULL), JF_DAY_NONE);
}

#define with_book(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_book(look_steps_each_alert_and_tells),
        with_book(one_alert_stands_for_a_key_whatever_its_level),
        with_book(alerts_without_a_sign_grow_old),
        with_book(alerts_are_found_by_their_key),
        with_book(last_sign_with_data_is_kept),
        with_book(rules_of_one_detector_hold_for_it_alone),
        with_book(portfolio_holds_forecasts_back),
        with_book(acknowledgement_is_kept_with_its_note),
        with_book(wrong_acknowledgements_are_refused),
        with_book(refused_look_leaves_the_book),
        with_book(look_on_days_that_the_calendar_lacks_is_refused),
        with_book(signs_of_another_size_are_read),
        with_book(book_begins_with_rules_on_a_sealed_calendar),
        with_book(places_beyond_the_end_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.alerts", tests, NULL, NULL);
}
