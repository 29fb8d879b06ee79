/* SPDX-License-Identifier: Apache-2.0 */
/* Stories of alerts: what detectors say on which days in, what has to happen out. A line is a
 * command, and `#` begins a comment:
 *
 *     calendar FIRST-YEAR LAST-YEAR       shipped schedules; comes first
 *     unit ID PARENT                      for `below`; 0 = no parent
 *     rules [DETECTOR] WORD VALUE...      more words may follow; what is not said is the default
 *                                         (any detector but `stale`):
 *         raise W Y R   clear W Y R   fdr P         decimals, as in .85
 *         pending DAYS  dwell DAYS  escalate WORKDAYS  stale DAYS  small COUNT  small-level NUMBER
 *     series DETECTOR UNIT KIND PERIOD FIRST-DAY EVERY-DAYS [WORD VALUE]... : VALUE...
 *         a decimal: what the detector says; of `level` the use; `-` there are no data; `_` nothing
 *         is said; words: count N (events it rests on, 100), limit N, lag DAYS (age of the data)
 *     at DAY                              a look on DAY and, before it, on each day that a series
 *                                         has a value for since the last one
 *     ack DETECTOR UNIT KIND PERIOD [until DAY]
 *     silence DETECTOR UNIT KIND FIRST-DAY LAST-DAY [below]      `any` for any of the first three
 *     end-silence PLACE DAY               the silence, counted from 0, ends with DAY
 *     expect DETECTOR UNIT KIND PERIOD STATE LEVEL [MARK]... = [ACTION]...
 *         marks, in this order: acknowledged, silenced, stale, escalated:N
 *         actions since the last `at`, in order, with `~` behind those that are not told
 *     expect none                         nothing has happened since the last `at`
 *     replay                              the book from its log has to be the same; go on with it
 *
 * After an `at`, every alert to which something has happened has to be expected. */
#include "story.h"

static void open_book(story *s)
{
    jf_error error = {0};

    s->calendar = jf_test_china((int32_t)number(s, 1), (int32_t)number(s, 2));
    s->book = assert_made(jf_alerts_new(s->calendar, NULL, NULL, &error), &error);
    s->units = assert_made(jf_tree_new(NULL, &error), &error);
}

static size_t read_thresholds(const story *s, size_t at, int32_t *watch, int32_t *yellow,
                              int32_t *red)
{
    *watch = ppm_of(s, word(s, at + 1));
    *yellow = ppm_of(s, word(s, at + 2));
    *red = ppm_of(s, word(s, at + 3));
    return at + 4;
}

static void set_rules(story *s)
{
    jf_alert_rules rules = {.size = sizeof rules};
    const struct {
        const char *name;
        int32_t *field;
    } fields[] = {
        {"pending", &rules.pending_days},       {"dwell", &rules.dwell_days},
        {"escalate", &rules.escalate_workdays}, {"stale", &rules.stale_days},
        {"small", &rules.small_count},          {"small-level", &rules.small_level},
    };
    size_t at = 1;

    for (int32_t rule = JF_ALERT_RULE_LEVEL; rule <= JF_ALERT_RULE_FLOOR; rule++)
        if (is_word(s, 1, jf_alert_rule_name(rule)) && !is_word(s, 1, "stale")) {
            rules.rule = rule;
            at = 2;
        }
    while (at < s->word_count) {
        size_t i = 0;

        if (is_word(s, at, "raise")) {
            at = read_thresholds(s, at, &rules.raise_watch_ppm, &rules.raise_yellow_ppm,
                                 &rules.raise_red_ppm);
            continue;
        }
        if (is_word(s, at, "clear")) {
            at = read_thresholds(s, at, &rules.clear_watch_ppm, &rules.clear_yellow_ppm,
                                 &rules.clear_red_ppm);
            continue;
        }
        while (i < sizeof fields / sizeof fields[0] && !is_word(s, at, fields[i].name))
            i++;
        if (is_word(s, at, "fdr"))
            rules.fdr_ppm = ppm_of(s, word(s, at + 1));
        else if (i < sizeof fields / sizeof fields[0])
            *fields[i].field = (int32_t)number(s, at + 1);
        else
            reject(s, "no such rule");
        at += 2;
    }
    assert_ok(jf_alerts_set_rules(s->book, &rules, err));
}

static void add_series(story *s)
{
    series *made = &s->series[s->series_count++];
    size_t at = 7;

    assert_in_range(s->series_count, 1, SERIES);
    *made = (series){.key = key_at(s, 1),
                     .first = jf_test_day(word(s, 5)),
                     .every = (int)number(s, 6),
                     .count = 100};
    for (; !is_word(s, at, ":"); at += 2) {
        int64_t value = number(s, at + 1);

        if (is_word(s, at, "count"))
            made->count = value;
        else if (is_word(s, at, "limit"))
            made->limit = value;
        else if (is_word(s, at, "lag"))
            made->lag = (int)value;
        else
            reject(s, "no such word");
    }
    for (at++; at < s->word_count; at++) {
        assert_in_range(made->value_count, 0, VALUES - 1);
        (void)snprintf(made->values[made->value_count++], 12, "%s", s->words[at]);
    }
}

/* What a series says on a day; false: nothing. */
static bool says(const story *s, const series *from, jf_day day, jf_alert_sign *sign_out)
{
    int index = (day - from->first) / from->every;
    const char *value;
    bool is_use = from->key.rule == JF_ALERT_RULE_LEVEL;

    if (day < from->first || (day - from->first) % from->every != 0 || index >= from->value_count)
        return false;
    value = from->values[index];
    *sign_out = (jf_alert_sign){.size = sizeof *sign_out,
                          .rule = from->key.rule,
                          .unit = from->key.unit,
                          .kind = from->key.kind,
                          .first = from->key.first,
                          .last = from->key.last,
                          .count = from->count,
                          .limit = from->limit,
                          .has_limit = from->limit > 0,
                          .data_day = day - from->lag};
    if (strcmp(value, "-") == 0) {
        sign_out->missing = 1;
        sign_out->data_day = JF_DAY_NONE;
    } else if (is_use) {
        sign_out->used = strtoll(value, NULL, 10);
        sign_out->value_ppm = (int32_t)(sign_out->used * 1000000 / from->limit);
    } else if (strcmp(value, "_") != 0) {
        sign_out->value_ppm = ppm_of(s, value);
    }
    return strcmp(value, "_") != 0;
}

/* A look on a day that a series speaks on, and on the last one. */
static void look_on(story *s, jf_day day, bool is_last)
{
    jf_alert_sign signs[SERIES];
    size_t count = 0;

    for (size_t i = 0; i < s->series_count; i++)
        count += says(s, &s->series[i], day, &signs[count]);
    if (count > 0 || is_last)
        assert_ok(jf_alerts_observe(s->book, day, signs, count, err));
}

static void look_until(story *s)
{
    jf_day last = jf_test_day(word(s, 1));
    jf_day day = last;

    story_check_expected(s);
    s->first_event = s->looked_events;
    memset(s->is_expected, 0, sizeof s->is_expected);
    for (size_t i = 0; i < s->series_count; i++)
        if (s->series[i].first < day)
            day = s->series[i].first;
    for (day = s->looks_done ? s->day + 1 : day; day <= last; day++)
        look_on(s, day, day == last);
    s->day = last;
    s->looked_events = jf_alerts_event_count(s->book);
    s->looks_done = true;
}

static void acknowledge(story *s)
{
    jf_alert_key key = key_at(s, 1);
    jf_day until = is_word(s, 5, "until") ? jf_test_day(word(s, 6)) : JF_DAY_NONE;

    assert_ok(jf_alerts_acknowledge(s->book, &key, s->day, until, "", err));
}

static void silence(story *s)
{
    jf_silence made = {.size = sizeof made,
                       .rule = detector(s, 1),
                       .unit = is_word(s, 2, "any") ? 0 : number(s, 2),
                       .kind = is_word(s, 3, "any") ? 0 : number(s, 3),
                       .first = jf_test_day(word(s, 4)),
                       .last = jf_test_day(word(s, 5))};

    assert_ok(jf_alerts_silence(s->book, &made, is_word(s, 6, "below") ? s->units : NULL, err));
}

static void end_silence(story *s)
{
    assert_ok(jf_alerts_end_silence(s->book, (size_t)number(s, 1), jf_test_day(word(s, 2)), err));
}

static void add_unit(story *s)
{
    assert_ok(jf_tree_add(s->units, number(s, 1), number(s, 2), "unit", err));
}

static void run_command(story *s)
{
    static const struct {
        const char *name;
        void (*run)(story *s);
    } commands[] = {
        {"calendar", open_book}, {"unit", add_unit},   {"rules", set_rules},
        {"series", add_series},  {"at", look_until},   {"ack", acknowledge},
        {"silence", silence},    {"expect", story_expect},   {"replay", story_replay},
        {"end-silence", end_silence},
    };

    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (is_word(s, 0, commands[i].name)) {
            commands[i].run(s);
            return;
        }
    reject(s, "no such command");
}

static void run_story(void **state)
{
    story *s = calloc(1, sizeof *s);
    char line[TEXT];
    FILE *file = fopen(*state, "r");

    if (!s || !file)
        fail_msg("%s cannot be opened", (const char *)*state);
    s->path = *state;
    while (fgets(line, sizeof line, file)) {
        s->line++;
        s->word_count = 0;
        line[strcspn(line, "#\r\n")] = '\0';
        for (char *at = strtok(line, " \t"); at; at = strtok(NULL, " \t")) {
            assert_in_range(s->word_count, 0, WORDS - 1);
            s->words[s->word_count++] = at;
        }
        if (s->word_count > 0)
            run_command(s);
    }
    (void)fclose(file);
    story_check_expected(s);
    jf_alerts_free(s->book);
    jf_tree_free(s->units);
    jf_calendar_free(s->calendar);
    free(s);
}

int main(int argc, char **argv)
{
    const size_t count = argc > 1 ? (size_t)argc - 1 : 0;
    struct CMUnitTest *tests = calloc(count + 1, sizeof *tests);
    int failed;

    if (!tests || count == 0)
        return 1;
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){
            .name = argv[i + 1], .test_func = run_story, .initial_state = argv[i + 1]};
    failed = _cmocka_run_group_tests("scenario.alerts", tests, count, NULL, NULL);
    free(tests);
    return failed;
}
