/* SPDX-License-Identifier: Apache-2.0 */
#include "book.h"

#include "support/trees.h"

typedef struct scope {
    int32_t rule;
    int64_t unit;
    int64_t kind;
    const char *first;
    const char *last;
} scope;

static jf_silence silence_of(scope s)
{
    return (jf_silence){.size = sizeof(jf_silence),
                        .rule = s.rule,
                        .unit = s.unit,
                        .kind = s.kind,
                        .first = jf_test_day(s.first),
                        .last = jf_test_day(s.last)};
}

/* Whether the alert of the forecast of unit 7 and kind 10, raised on 1 March, is silenced. */
static int32_t silenced_by(scope s)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);
    jf_silence silence = silence_of(s);
    int32_t silenced;

    assert_ok(jf_alerts_silence(book, &silence, NULL, err));
    look(book, "2023-03-01", 900000);
    silenced = event_at(book, 0).silenced;
    assert_int_equal(alert_at(book, 0).silenced, silenced);
    assert_int_equal(alert_at(book, 0).level, JF_ALERT_RED);
    jf_alerts_free(book);
    jf_calendar_free(calendar);
    return silenced;
}

static void silence_holds_for_its_rule_unit_kind_and_days(void **state)
{
    (void)state;
    assert_true(silenced_by((scope){0, 0, 0, "2023-03-01", "2023-03-01"}));
    assert_false(silenced_by((scope){0, 0, 0, "2023-02-01", "2023-02-28"}));
    assert_false(silenced_by((scope){0, 0, 0, "2023-03-02", "2023-03-31"}));
    assert_true(silenced_by((scope){JF_ALERT_RULE_FORECAST, 7, 10, "2023-02-01", "2023-04-01"}));
    assert_false(silenced_by((scope){JF_ALERT_RULE_PACE, 7, 10, "2023-02-01", "2023-04-01"}));
    assert_false(silenced_by((scope){0, 8, 0, "2023-02-01", "2023-04-01"}));
    assert_false(silenced_by((scope){0, 7, 11, "2023-02-01", "2023-04-01"}));
}

static void silence_ends_and_the_alert_is_told_again(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);
    jf_silence silence = silence_of((scope){0, 7, 0, "2023-03-01", "2023-03-10"});
    jf_silence found = {.size = sizeof found};
    jf_alert_sign sign = sign_on("2023-03-01", 0);
    jf_alert_key key = key_of(&sign);

    (void)state;
    assert_ok(jf_alerts_silence(book, &silence, NULL, err));
    look(book, "2023-03-09", 600000);
    assert_ok(jf_alerts_acknowledge(book, &key, jf_test_day("2023-03-10"), JF_DAY_NONE, "", err));
    look(book, "2023-03-11", 900000);
    assert_int_equal(event_at(book, 0).silenced, 1);
    assert_int_equal(event_at(book, 1).silenced, 1);
    assert_int_equal(event_at(book, 2).silenced, 0);
    assert_int_equal(jf_alerts_silence_count(book), 1);
    assert_int_equal(jf_alerts_silence_count(NULL), 0);
    assert_ok(jf_alerts_silence_at(book, 0, &found, err));
    assert_memory_equal(&found, &silence, sizeof found);
    assert_fails(JF_E_RANGE, jf_alerts_silence_at(book, 1, &found, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_silence_at(book, 0, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_silence_at(NULL, 0, &found, err));
    jf_alerts_free(book);
    jf_calendar_free(calendar);
}

static void silence_of_a_subtree_is_that_of_its_day(void **state)
{
    static const int64_t units[] = {1, 11, 12, 111, 112, 2, 113};
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);
    jf_tree *tree = jf_test_tree_small();
    jf_silence silence = silence_of((scope){0, 11, 0, "2023-03-01", "2023-03-10"});
    jf_alert_sign signs[7];

    (void)state;
    assert_ok(jf_alerts_silence(book, &silence, tree, err));
    assert_ok(jf_tree_add(tree, 113, 11, "new", err));
    for (size_t i = 0; i < 7; i++) {
        signs[i] = sign_on("2023-03-01", 900000);
        signs[i].unit = units[i];
    }
    assert_ok(jf_alerts_observe(book, jf_test_day("2023-03-01"), signs, 7, err));
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(event_at(book, i).silenced,
                         units[i] == 11 || units[i] == 111 || units[i] == 112);
    silence.unit = 0;
    assert_ok(jf_alerts_silence(book, &silence, tree, err));
    silence.unit = 3;
    assert_fails(JF_E_NOT_FOUND, jf_alerts_silence(book, &silence, tree, err));
    jf_tree_free(tree);
    jf_alerts_free(book);
    jf_calendar_free(calendar);
}

#define assert_silence_fails(status, field, wrong)                                                 \
    do {                                                                                           \
        jf_silence changed = silence_of((scope){0, 7, 0, "2023-03-01", "2023-03-10"});             \
        changed.field = (wrong);                                                                   \
        assert_fails(status, jf_alerts_silence(book, &changed, NULL, err));                        \
    } while (0)

static void wrong_silences_are_refused(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);
    size_t size = jf_alerts_log_size(book);
    jf_silence right = silence_of((scope){0, 7, 0, "2023-03-01", "2023-03-10"});

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_alerts_silence(NULL, &right, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_alerts_silence(book, NULL, NULL, err));
    assert_silence_fails(JF_E_ARGUMENT, size, 3);
    assert_silence_fails(JF_E_ARGUMENT, rule, -1);
    assert_silence_fails(JF_E_ARGUMENT, rule, 12);
    assert_silence_fails(JF_E_ARGUMENT, unit, -1);
    assert_silence_fails(JF_E_ARGUMENT, kind, -1);
    assert_silence_fails(JF_E_RANGE, first, JF_DAY_NONE);
    assert_silence_fails(JF_E_RANGE, last, JF_DAY_LAST + 1);
    assert_silence_fails(JF_E_RANGE, last, jf_test_day("2023-02-28"));
    assert_int_equal(jf_alerts_silence_count(book), 0);
    assert_int_equal(jf_alerts_log_size(book), size);
    jf_alerts_free(book);
    jf_calendar_free(calendar);
}

static void silence_that_ends_early_holds_no_longer(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);
    jf_silence silence = silence_of((scope){0, 7, 0, "2023-03-01", "2023-03-31"});
    jf_silence found = {.size = sizeof found};

    (void)state;
    assert_ok(jf_alerts_silence(book, &silence, NULL, err));
    look(book, "2023-03-02", 600000);
    assert_ok(jf_alerts_end_silence(book, 0, jf_test_day("2023-03-05"), err));
    look(book, "2023-03-05", 750000);
    look(book, "2023-03-06", 900000);
    assert_int_equal(event_at(book, 0).silenced, 1);
    assert_int_equal(event_at(book, 1).silenced, 1);
    assert_int_equal(event_at(book, 2).silenced, 0);
    assert_int_equal(jf_alerts_silence_count(book), 1);
    assert_ok(jf_alerts_silence_at(book, 0, &found, err));
    assert_int_equal(found.last, jf_test_day("2023-03-05"));
    jf_alerts_free(book);
    jf_calendar_free(calendar);
}

static void silence_that_ends_before_it_begins_holds_on_no_day(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);
    jf_silence silence = silence_of((scope){0, 7, 0, "2023-03-01", "2023-03-01"});

    (void)state;
    assert_ok(jf_alerts_silence(book, &silence, NULL, err));
    assert_ok(jf_alerts_end_silence(book, 0, jf_test_day("2023-02-28"), err));
    look(book, "2023-03-01", 900000);
    assert_int_equal(event_at(book, 0).silenced, 0);
    jf_alerts_free(book);
    jf_calendar_free(calendar);
}

static void silence_ends_early_only(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_alerts *book = new_book(calendar, NULL);
    jf_silence silence = silence_of((scope){0, 7, 0, "2023-03-01", "2023-03-10"});
    jf_silence found = {.size = sizeof found};
    size_t size;

    (void)state;
    assert_ok(jf_alerts_silence(book, &silence, NULL, err));
    size = jf_alerts_log_size(book);
    assert_fails(JF_E_ARGUMENT, jf_alerts_end_silence(NULL, 0, silence.first, err));
    assert_fails(JF_E_RANGE, jf_alerts_end_silence(book, 1, silence.first, err));
    assert_fails(JF_E_RANGE, jf_alerts_end_silence(book, 0, JF_DAY_NONE, err));
    assert_fails(JF_E_RANGE, jf_alerts_end_silence(book, 0, JF_DAY_LAST + 1, err));
    assert_fails(JF_E_RANGE, jf_alerts_end_silence(book, 0, silence.first - 2, err));
    assert_fails(JF_E_RANGE, jf_alerts_end_silence(book, 0, silence.last, err));
    assert_ok(jf_alerts_silence_at(book, 0, &found, err));
    assert_memory_equal(&found, &silence, sizeof found);
    assert_int_equal(jf_alerts_log_size(book), size);
    assert_ok(jf_alerts_end_silence(book, 0, silence.first - 1, err));
    assert_fails(JF_E_RANGE, jf_alerts_end_silence(book, 0, silence.first - 1, err));
    jf_alerts_free(book);
    jf_calendar_free(calendar);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_holds_for_its_rule_unit_kind_and_days),
        cmocka_unit_test(silence_ends_and_the_alert_is_told_again),
        cmocka_unit_test(silence_of_a_subtree_is_that_of_its_day),
        cmocka_unit_test(wrong_silences_are_refused),
        cmocka_unit_test(silence_that_ends_early_holds_no_longer),
        cmocka_unit_test(silence_that_ends_before_it_begins_holds_on_no_day),
        cmocka_unit_test(silence_ends_early_only),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.alerts_silence", tests, NULL, NULL);
}
