/* SPDX-License-Identifier: Apache-2.0 */
/* Random histories of a book of alerts against a slow model, and against the book that its log
 * gives, for every day. */
#include "support/calendars.h"
#include "support/support.h"

#include <stdlib.h>

#include "base/random.h"
#include "watch_alerts_model.h"

enum { HISTORIES = 400, INPUTS = 100 };

/* How the book stood after an input. */
typedef struct picture {
    jf_day day;
    size_t alert_count;
    size_t event_count;
    size_t log_size;
    jf_alert alerts[KEYS];
} picture;

typedef struct world {
    jf__random random;
    jf_calendar *calendar;
    jf_tree *units;
    jf_alerts *book;
    slow_book slow;
    jf_day day;
    picture pictures[INPUTS + 1];
    size_t picture_count;
} world;

/* How often what was to be met was met, over all histories. */
static struct {
    int64_t actions[10];
    int64_t refused;
    int64_t held_back;
    int64_t silenced;
    int64_t ended; /* silences */
} met;

static uint32_t below(world *w, uint32_t bound)
{
    return jf__random_below(&w->random, bound);
}

static jf_alert_rules random_rules(world *w, int32_t rule)
{
    const int32_t off[] = {-1, 2, 10};
    jf_alert_rules rules = {.size = sizeof rules,
                            .rule = rule,
                            .raise_watch_ppm = 400000 + (int32_t)below(w, 100000),
                            .raise_yellow_ppm = 600000 + (int32_t)below(w, 100000),
                            .raise_red_ppm = 800000 + (int32_t)below(w, 100000),
                            .clear_watch_ppm = 300000 + (int32_t)below(w, 100000),
                            .clear_yellow_ppm = 450000 + (int32_t)below(w, 100000),
                            .clear_red_ppm = 650000 + (int32_t)below(w, 100000),
                            .pending_days = (int32_t)below(w, 3) * 2,
                            .dwell_days = off[below(w, 3)],
                            .escalate_workdays = off[below(w, 3)],
                            .small_count = off[below(w, 3)],
                            .small_level = (int32_t)below(w, 2) * 3 - 1,
                            .stale_days = off[below(w, 3)],
                            .fdr_ppm = (int32_t)below(w, 2) * 250000};

    return rules;
}

static void set_rules(world *w)
{
    const int32_t about[] = {0, JF_ALERT_RULE_LEVEL, JF_ALERT_RULE_FORECAST};
    jf_alert_rules rules = random_rules(w, about[below(w, 3)]);

    assert_ok(jf_alerts_set_rules(w->book, &rules, err));
    w->slow.rules[rules.rule] = rules;
}

static jf_alert_sign random_sign(world *w, const jf_alert_key *key)
{
    jf_alert_sign sign = {.size = sizeof sign,
                    .rule = key->rule,
                    .unit = key->unit,
                    .kind = key->kind,
                    .first = key->first,
                    .last = key->last,
                    .missing = below(w, 6) == 0,
                    .value_ppm = (int32_t)below(w, 101) * 10000,
                    .data_day = w->day - (jf_day)(below(w, 3) * below(w, 6)),
                    .count = below(w, 15),
                    .used = below(w, 11),
                    .limit = 9,
                    .has_limit = below(w, 3) > 0,
                    .held_back = below(w, 10) == 0,
                    .silenced = below(w, 10) == 0};

    if (sign.missing && below(w, 2))
        sign.data_day = JF_DAY_NONE;
    return sign;
}

/* Which forecasts of the look are left out: by doubts in ascending order, one after the other. */
static void hold_back(const world *w, const jf_alert_sign *signs, size_t count, bool *held_out)
{
    const jf_alert_rules *rules =
        &w->slow.rules[w->slow.rules[JF_ALERT_RULE_FORECAST].size ? JF_ALERT_RULE_FORECAST : 0];
    int64_t doubts = 0;
    size_t chosen = 0;

    for (size_t i = 0; i < count; i++)
        held_out[i] = rules->fdr_ppm > 0 && signs[i].rule == JF_ALERT_RULE_FORECAST &&
                      !signs[i].missing;
    for (;;) {
        size_t best = count;

        for (size_t i = 0; i < count; i++)
            if (held_out[i] && (best == count || signs[i].value_ppm > signs[best].value_ppm))
                best = i;
        if (best == count)
            return;
        doubts += 1000000 - signs[best].value_ppm;
        chosen++;
        if (doubts > (int64_t)chosen * rules->fdr_ppm)
            return;
        held_out[best] = false;
    }
}

static void look(world *w)
{
    jf_alert_sign signs[KEYS];
    slow_alert *told[KEYS];
    bool held[KEYS];
    bool is_told[KEYS] = {false};
    size_t known_count = w->slow.known_count;
    uint32_t turn = below(w, KEYS);
    size_t count = 0;

    w->day += (jf_day)below(w, 7);
    for (uint32_t i = 0; i < KEYS; i++) {
        uint32_t at = (i * 5 + turn) % KEYS;

        if (below(w, 3) == 0)
            continue;
        told[count] = &w->slow.alerts[at];
        is_told[at] = true;
        signs[count++] = random_sign(w, &w->slow.alerts[at].key);
    }
    assert_ok(jf_alerts_observe(w->book, w->day, signs, count, err));
    hold_back(w, signs, count, held);
    for (size_t i = 0; i < count; i++) {
        slow_step(&w->slow, told[i], w->day, &signs[i], held[i]);
        met.held_back += held[i];
    }
    for (size_t place = 0; place < known_count; place++)
        for (size_t i = 0; i < KEYS; i++)
            if (w->slow.alerts[i].is_known && w->slow.alerts[i].place == place && !is_told[i])
                slow_step(&w->slow, &w->slow.alerts[i], w->day, NULL, false);
}

static void acknowledge(world *w)
{
    slow_alert *a = &w->slow.alerts[below(w, KEYS)];
    jf_day until = below(w, 2) ? w->day + (jf_day)below(w, 20) : JF_DAY_NONE;
    jf_status wanted = !a->is_known                              ? JF_E_NOT_FOUND
                       : a->now.state != JF_ALERT_STATE_OPEN ? JF_E_STATE
                                                             : JF_OK;

    assert_int_equal(jf_alerts_acknowledge(w->book, &a->key, w->day, until, "a b", NULL), wanted);
    met.refused += wanted != JF_OK;
    if (wanted)
        return;
    a->now.acknowledged = 1;
    a->now.ack_until = until;
    a->now.silenced = slow_silenced(&w->slow, &a->key, w->day);
    w->slow.actions = JF_ACTION_ACKNOWLEDGED;
    slow_tell(&w->slow, a, w->day, a->now.level);
}

static void silence(world *w)
{
    bool is_deep = below(w, 2) == 0;
    jf_day first = w->day + (jf_day)below(w, 20) - 5;
    jf_silence made = {.size = sizeof made,
                       .rule = below(w, 2) ? JF_ALERT_RULE_LEVEL : 0,
                       .unit = below(w, UNITS + 1),
                       .kind = below(w, 3),
                       .first = first,
                       .last = first + (jf_day)below(w, 20)};

    if (w->slow.silence_count == SILENCES)
        return;
    assert_ok(jf_alerts_silence(w->book, &made, is_deep ? w->units : NULL, err));
    w->slow.silences[w->slow.silence_count] = made;
    w->slow.is_deep[w->slow.silence_count++] = is_deep;
}

static void end_silence(world *w)
{
    size_t index = below(w, (uint32_t)w->slow.silence_count + 1);
    jf_silence *silence = &w->slow.silences[index % SILENCES];
    jf_day last = silence->first + (jf_day)below(w, 24) - 3;
    bool is_fine = index < w->slow.silence_count && last >= silence->first - 1 &&
                   last < silence->last;

    assert_int_equal(jf_alerts_end_silence(w->book, index, last, NULL),
                     is_fine ? JF_OK : JF_E_RANGE);
    if (is_fine)
        silence->last = last;
    met.ended += is_fine;
}

static void try_what_is_refused(world *w)
{
    jf_alert_sign signs[] = {random_sign(w, &w->slow.alerts[0].key),
                       random_sign(w, &w->slow.alerts[1].key),
                       random_sign(w, &w->slow.alerts[0].key)};

    assert_fails(JF_E_EXISTS, jf_alerts_observe(w->book, w->day + 1, signs, 3, err));
    signs[1].unit = 0;
    assert_fails(JF_E_ARGUMENT, jf_alerts_observe(w->book, w->day + 1, signs, 3, err));
    if (jf_alerts_day(w->book) != JF_DAY_NONE)
        assert_fails(JF_E_RANGE,
                     jf_alerts_observe(w->book, jf_alerts_day(w->book) - 1, NULL, 0, err));
}

static jf_alert alert_at(const jf_alerts *book, size_t index)
{
    jf_alert alert = {.size = sizeof alert};

    assert_ok(jf_alerts_alert_at(book, index, &alert, err));
    return alert;
}

static void assert_alert(const world *w, const slow_alert *a)
{
    jf_alert alert = alert_at(w->book, a->place);
    size_t place;

    assert_ok(jf_alerts_find(w->book, &a->key, &place, err));
    assert_int_equal(place, a->place);
    assert_int_equal(alert.state, a->now.state);
    assert_int_equal(alert.level, a->now.level);
    assert_int_equal(alert.value_ppm, a->now.value_ppm);
    assert_int_equal(alert.stale, a->now.stale);
    assert_int_equal(alert.silenced, a->now.silenced);
    assert_int_equal(alert.acknowledged, a->now.acknowledged);
    assert_int_equal(alert.ack_until, a->now.ack_until);
    assert_int_equal(alert.escalations, a->now.escalations);
    assert_int_equal(alert.raised_count, a->now.raised_count);
    if (alert.state == JF_ALERT_STATE_OPEN) {
        assert_int_equal(alert.level_since, a->level_day);
        assert_int_equal(alert.waiting_since, a->wait_day);
    }
}

static void compare(world *w, size_t event_count)
{
    assert_int_equal(jf_alerts_alert_count(w->book), w->slow.known_count);
    assert_int_equal(jf_alerts_event_count(w->book), w->slow.event_count);
    for (size_t i = event_count; i < w->slow.event_count; i++) {
        jf_alert_event event = {.size = sizeof event};

        assert_ok(jf_alerts_event_at(w->book, i, &event, err));
        assert_memory_equal(&event, &w->slow.events[i], sizeof event);
        for (int bit = 0; bit < 10; bit++)
            met.actions[bit] += event.action == 1 << bit;
        met.silenced += event.silenced;
    }
    for (size_t i = 0; i < KEYS; i++)
        if (w->slow.alerts[i].is_known)
            assert_alert(w, &w->slow.alerts[i]);
}

static void take_picture(world *w)
{
    picture *p = &w->pictures[w->picture_count++];

    p->day = jf_alerts_day(w->book);
    p->alert_count = jf_alerts_alert_count(w->book);
    p->event_count = jf_alerts_event_count(w->book);
    p->log_size = jf_alerts_log_size(w->book);
    for (size_t i = 0; i < p->alert_count; i++)
        p->alerts[i] = alert_at(w->book, i);
}

/* The book of the log up to a day is the one that there was before the next day began. */
static void replay_until(const world *w, const uint8_t *bytes, jf_day until)
{
    const picture *wanted = &w->pictures[0];
    jf_error error = {0};
    jf_alerts *again;

    for (size_t i = 1; i < w->picture_count && w->pictures[i].day <= until; i++)
        wanted = &w->pictures[i];
    again = assert_made(jf_alerts_replay(w->calendar, bytes, jf_alerts_log_size(w->book), until,
                                         NULL, &error),
                        &error);
    assert_int_equal(jf_alerts_day(again), wanted->day);
    assert_int_equal(jf_alerts_log_size(again), wanted->log_size);
    assert_int_equal(jf_alerts_event_count(again), wanted->event_count);
    assert_int_equal(jf_alerts_alert_count(again), wanted->alert_count);
    for (size_t i = 0; i < wanted->alert_count; i++) {
        jf_alert alert = alert_at(again, i);

        assert_memory_equal(&alert, &wanted->alerts[i], sizeof alert);
    }
    jf_alerts_free(again);
}

static void begin(world *w, uint64_t seed)
{
    jf_alert_rules rules;
    jf_error error = {0};

    w->random.state = seed;
    w->day = jf_test_day("2023-01-01");
    w->picture_count = 0;
    memset(&w->slow, 0, sizeof w->slow);
    rules = random_rules(w, 0);
    w->slow.rules[0] = rules;
    w->book = assert_made(jf_alerts_new(w->calendar, &rules, NULL, &error), &error);
    for (int i = 0; i < KEYS; i++)
        w->slow.alerts[i] = (slow_alert){
            .key = {.unit = 1 + i % UNITS,
                    .kind = i / UNITS,
                    .rule = i % 3 ? JF_ALERT_RULE_FORECAST : JF_ALERT_RULE_LEVEL,
                    .first = w->day,
                    .last = w->day + (i % 4 ? 364 : 89)},
            .now = {.value_ppm = -1, .ack_until = JF_DAY_NONE}};
    take_picture(w);
}

static void live_through(world *w)
{
    for (int i = 0; i < INPUTS; i++) {
        size_t event_count = w->slow.event_count;
        uint32_t choice = below(w, 20);

        if (choice == 0)
            set_rules(w);
        else if (choice == 1)
            silence(w);
        else if (choice < 5)
            acknowledge(w);
        else if (choice == 5)
            try_what_is_refused(w);
        else if (choice == 6)
            end_silence(w);
        else
            look(w);
        compare(w, event_count);
        take_picture(w);
    }
}

static void book_is_as_the_model_and_as_its_log(void **state)
{
    world *w = calloc(1, sizeof *w);
    jf_error error = {0};

    (void)state;
    assert_non_null(w);
    w->calendar = jf_test_sealed(jf_test_calendar_new(1));
    w->units = assert_made(jf_tree_new(NULL, &error), &error);
    for (int unit = 1; unit <= UNITS; unit++)
        assert_ok(jf_tree_add(w->units, unit, parent_of[unit], "unit", err));
    for (uint64_t seed = 1; seed <= HISTORIES; seed += jf_test_stride()) {
        uint8_t *bytes;

        begin(w, seed);
        live_through(w);
        bytes = malloc(jf_alerts_log_size(w->book));
        assert_non_null(bytes);
        assert_ok(jf_alerts_log_read(w->book, 0, bytes, jf_alerts_log_size(w->book), err));
        for (int i = 0; i < 5; i++)
            replay_until(w, bytes, jf_test_day("2023-01-01") + (jf_day)below(w, 400));
        free(bytes);
        jf_alerts_free(w->book);
    }
    jf_tree_free(w->units);
    jf_calendar_free(w->calendar);
    free(w);
}

static void everything_was_met(void **state)
{
    int64_t least = jf_test_stride() == 1 ? 100 : 10;

    (void)state;
    for (int bit = 0; bit < 10; bit++)
        if (met.actions[bit] < least)
            fail_msg("%s was met %d times", jf_alert_action_name(1 << bit),
                     (int)met.actions[bit]);
    assert_true(met.refused >= least);
    assert_true(met.held_back >= least);
    assert_true(met.silenced >= least);
    assert_true(met.ended >= least);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(book_is_as_the_model_and_as_its_log),
        cmocka_unit_test(everything_was_met),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.watch_alerts", tests, NULL, NULL);
}
