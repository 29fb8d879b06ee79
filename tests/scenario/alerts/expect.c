/* SPDX-License-Identifier: Apache-2.0 */
/* What is expected of the alerts of a story. */
#include "story.h"

void story_check_expected(const story *s)
{
    for (size_t i = s->first_event; s->looks_done && i < jf_alerts_event_count(s->book); i++) {
        jf_alert_event event = {.size = sizeof event};
        jf_alert_key key;
        size_t index;

        assert_ok(jf_alerts_event_at(s->book, i, &event, err));
        key = (jf_alert_key){event.unit, event.kind, event.rule, event.first, event.last};
        assert_ok(jf_alerts_find(s->book, &key, &index, err));
        if (!s->is_expected[index] && event.action != JF_ACTION_ACKNOWLEDGED)
            fail_msg("%s:%d: %s of unit %d was not expected", s->path, s->line,
                     jf_alert_action_name(event.action), (int)event.unit);
    }
}

static void add_word(char *text, const char *added)
{
    size_t length = strlen(text);

    (void)snprintf(text + length, TEXT - length, " %s", added);
}

static void describe(const story *s, const jf_alert_key *key, size_t index, char *text)
{
    jf_alert alert = {.size = sizeof alert};
    char escalated[32];

    assert_ok(jf_alerts_alert_at(s->book, index, &alert, err));
    add_word(text, jf_alert_state_name(alert.state));
    add_word(text, jf_alert_level_name(alert.level));
    if (alert.acknowledged)
        add_word(text, "acknowledged");
    if (alert.silenced)
        add_word(text, "silenced");
    if (alert.stale)
        add_word(text, "stale");
    (void)snprintf(escalated, sizeof escalated, "escalated:%d", (int)alert.escalations);
    if (alert.escalations > 0)
        add_word(text, escalated);
    add_word(text, "=");
    for (size_t i = s->first_event; i < jf_alerts_event_count(s->book); i++) {
        jf_alert_event event = {.size = sizeof event};
        char action[32];

        assert_ok(jf_alerts_event_at(s->book, i, &event, err));
        (void)snprintf(action, sizeof action, "%s%s", jf_alert_action_name(event.action),
                       event.silenced ? "~" : "");
        if (event.unit == key->unit && event.kind == key->kind && event.rule == key->rule &&
            event.first == key->first && event.last == key->last)
            add_word(text, action);
    }
}

void story_expect(story *s)
{
    char wanted[TEXT] = "";
    char found[TEXT] = "";
    jf_alert_key key;
    size_t index;

    if (is_word(s, 1, "none")) {
        assert_int_equal(jf_alerts_event_count(s->book), s->first_event);
        return;
    }
    key = key_at(s, 1);
    for (size_t i = 5; i < s->word_count; i++)
        add_word(wanted, s->words[i]);
    if (jf_alerts_find(s->book, &key, &index, NULL) != JF_OK)
        reject(s, "there is no such alert");
    s->is_expected[index] = true;
    describe(s, &key, index, found);
    if (strcmp(wanted, found) != 0)
        fail_msg("%s:%d:\n  wanted%s\n  found %s", s->path, s->line, wanted, found);
}

void story_replay(story *s)
{
    size_t size = jf_alerts_log_size(s->book);
    uint8_t *bytes = malloc(size);
    jf_error error = {0};
    jf_alerts *again;

    assert_non_null(bytes);
    assert_ok(jf_alerts_log_read(s->book, 0, bytes, size, err));
    again = assert_made(jf_alerts_replay(s->calendar, bytes, size, JF_DAY_NONE, NULL, &error),
                        &error);
    assert_int_equal(jf_alerts_event_count(again), jf_alerts_event_count(s->book));
    for (size_t i = 0; i < jf_alerts_alert_count(s->book); i++) {
        jf_alert one = {.size = sizeof one};
        jf_alert other = {.size = sizeof other};

        assert_ok(jf_alerts_alert_at(s->book, i, &one, err));
        assert_ok(jf_alerts_alert_at(again, i, &other, err));
        assert_memory_equal(&one, &other, sizeof one);
    }
    free(bytes);
    jf_alerts_free(s->book);
    s->book = again;
}
