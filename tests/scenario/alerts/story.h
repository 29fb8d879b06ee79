/* SPDX-License-Identifier: Apache-2.0 */
/* A story of alerts under way, and the words of its lines. */
#ifndef JIANFU_TESTS_SCENARIO_ALERTS_STORY_H
#define JIANFU_TESTS_SCENARIO_ALERTS_STORY_H

#include "support/calendars.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "jianfu/watch_alert.h"

enum { WORDS = 60, SERIES = 12, VALUES = 40, TEXT = 400 };

/* What one detector says of one alert, on days that are equally far apart. */
typedef struct series {
    jf_alert_key key;
    jf_day first;
    int every;
    int64_t count;
    int64_t limit;
    int lag;
    char values[VALUES][12];
    int value_count;
} series;

typedef struct story {
    const char *path;
    int line;
    char *words[WORDS];
    size_t word_count;
    jf_calendar *calendar;
    jf_tree *units;
    jf_alerts *book;
    jf_day day;
    series series[SERIES];
    size_t series_count;
    size_t first_event;   /* since the last `at` */
    size_t looked_events; /* events up to and with its looks */
    bool is_expected[SERIES]; /* of the alerts of the book */
    bool looks_done;
} story;

static inline void reject(const story *s, const char *problem)
{
    fail_msg("%s:%d: %s: %s", s->path, s->line, s->words[0], problem);
}

static inline const char *word(const story *s, size_t index)
{
    if (index >= s->word_count)
        reject(s, "words are missing");
    return s->words[index];
}

static inline bool is_word(const story *s, size_t index, const char *text)
{
    return index < s->word_count && strcmp(s->words[index], text) == 0;
}

static inline int64_t number(const story *s, size_t index)
{
    const char *text = word(s, index);
    char *end;
    long long value = strtoll(text, &end, 10);

    if (end == text || *end)
        reject(s, "not a number");
    return value;
}

/* Millionths of a decimal such as .85 or 1.2. */
static inline int32_t ppm_of(const story *s, const char *text)
{
    char *end;
    long whole = strtol(text, &end, 10);
    long scale = 100000;
    long ppm = whole * 1000000;

    if (*end == '.')
        for (end++; *end >= '0' && *end <= '9'; end++, scale /= 10)
            ppm += (*end - '0') * scale;
    if (*end || end == text)
        reject(s, "not a decimal");
    return (int32_t)ppm;
}

static inline int32_t detector(const story *s, size_t index)
{
    for (int32_t rule = JF_ALERT_RULE_ANY; rule <= JF_ALERT_RULE_FLOOR; rule++)
        if (strcmp(word(s, index), jf_alert_rule_name(rule)) == 0)
            return rule;
    reject(s, "no such detector");
    return 0;
}

static inline jf_alert_key key_at(const story *s, size_t index)
{
    jf_period period = jf_test_period(word(s, index + 3));

    return (jf_alert_key){.unit = number(s, index + 1),
                          .kind = number(s, index + 2),
                          .rule = detector(s, index),
                          .first = period.first,
                          .last = period.last};
}

/* The command `expect`. */
void story_expect(story *s);

/* Fails when something has happened since the last `at` to an alert that was not expected. */
void story_check_expected(const story *s);

/* The command `replay`. */
void story_replay(story *s);

#endif
