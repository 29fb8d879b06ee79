/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of a log and their words. A line has to end in its check; a word may have any form that
 * is not wrong, since the line that a book writes for it is compared in the end. */
#include "watch/alerts_reader.h"

#include <string.h>

#include "base/error.h"

jf_status jf__log_fail(const jf__log_reader *r, jf_error *err, const char *problem)
{
    return jf__fail_at(err, JF_E_CORRUPT, r->line, "line %d of the log %s", (int)r->line, problem);
}

/* Whether the line ends in the check of what stands before it. */
static bool has_check(jf__log_reader *r)
{
    const char *line = r->text + r->at;
    size_t size = r->line_end - r->at;
    char ending[JF__LOG_ENDING_SIZE + 1];

    if (size < JF__LOG_ENDING_SIZE)
        return false;
    size -= JF__LOG_ENDING_SIZE;
    r->check = jf__log_check(r->check, line, size);
    jf__log_ending(r->check, ending);
    r->check = jf__log_check(r->check, line + size, JF__LOG_ENDING_SIZE + 1);
    return memcmp(ending, line + size, JF__LOG_ENDING_SIZE) == 0;
}

jf_status jf__log_next_line(jf__log_reader *r, jf_error *err)
{
    const char *end = memchr(r->text + r->at, '\n', r->size - r->at);

    r->line++;
    if (!end)
        return jf__log_fail(r, err, "has no end");
    r->line_end = (size_t)(end - r->text);
    return has_check(r) ? JF_OK : jf__log_fail(r, err, "fails its check");
}

size_t jf__log_next_word(jf__log_reader *r, const char **word_out)
{
    const char *word = r->text + r->at;
    const char *end = memchr(word, ' ', r->line_end - r->at);
    size_t size = end ? (size_t)(end - word) : r->line_end - r->at;

    *word_out = word;
    r->at += size + (end != NULL);
    return size;
}

bool jf__log_read_word(jf__log_reader *r, char text_out[JF__LOG_WORD_SIZE])
{
    const char *word;
    size_t size = jf__log_next_word(r, &word);

    if (size >= JF__LOG_WORD_SIZE)
        return false;
    memcpy(text_out, word, size);
    text_out[size] = '\0';
    return true;
}

bool jf__log_is_next(jf__log_reader *r, const char *wanted)
{
    char word[JF__LOG_WORD_SIZE];

    return jf__log_read_word(r, word) && strcmp(word, wanted) == 0;
}

bool jf__log_read_number(jf__log_reader *r, int64_t *number_out)
{
    char text[JF__LOG_WORD_SIZE];
    uint64_t value = 0;
    size_t i;

    if (!jf__log_read_word(r, text))
        return false;
    i = text[0] == '-';
    for (; text[i] >= '0' && text[i] <= '9'; i++) {
        if (value > ((uint64_t)INT64_MAX - 9) / 10 + 1)
            return false;
        value = value * 10 + (uint64_t)(text[i] - '0');
    }
    if (text[i] != '\0' || value > (uint64_t)INT64_MAX)
        return false;
    *number_out = text[0] == '-' ? -(int64_t)value : (int64_t)value;
    return true;
}

static bool read_integer(jf__log_reader *r, int32_t *number_out)
{
    int64_t number;

    if (!jf__log_read_number(r, &number) || number < INT32_MIN || number > INT32_MAX)
        return false;
    *number_out = (int32_t)number;
    return true;
}

bool jf__log_read_day(jf__log_reader *r, jf_day *day_out)
{
    char text[JF__LOG_WORD_SIZE];

    if (!jf__log_read_word(r, text))
        return false;
    *day_out = JF_DAY_NONE;
    return strcmp(text, "-") == 0 || jf_day_parse(text, day_out, NULL) == JF_OK;
}

static bool read_rule(jf__log_reader *r, int32_t *rule_out)
{
    char text[JF__LOG_WORD_SIZE];

    if (!jf__log_read_word(r, text))
        return false;
    for (int32_t rule = JF_ALERT_RULE_ANY; rule <= JF_ALERT_RULE_FLOOR; rule++)
        if (strcmp(text, jf_alert_rule_name(rule)) == 0) {
            *rule_out = rule;
            return true;
        }
    return false;
}

bool jf__log_read_rules(jf__log_reader *r, jf_alert_rules *rules_out)
{
    jf_alert_rules rules = {.size = sizeof rules};
    int32_t *const numbers[] = {
        &rules.raise_watch_ppm,  &rules.raise_yellow_ppm,  &rules.raise_red_ppm,
        &rules.clear_watch_ppm,  &rules.clear_yellow_ppm,  &rules.clear_red_ppm,
        &rules.pending_days,     &rules.dwell_days,        &rules.escalate_workdays,
        &rules.small_count,      &rules.small_level,       &rules.stale_days,
        &rules.fdr_ppm,
    };
    bool read = read_rule(r, &rules.rule);

    for (size_t i = 0; read && i < sizeof numbers / sizeof numbers[0]; i++)
        read = read_integer(r, numbers[i]);
    *rules_out = rules;
    return read;
}

bool jf__log_read_key(jf__log_reader *r, jf_alert_key *key_out)
{
    return read_rule(r, &key_out->rule) && jf__log_read_number(r, &key_out->unit) &&
           jf__log_read_number(r, &key_out->kind) && jf__log_read_day(r, &key_out->first) &&
           jf__log_read_day(r, &key_out->last);
}

bool jf__log_read_sign(jf__log_reader *r, jf_alert_sign *sign_out)
{
    jf_alert_sign sign = {.size = sizeof sign};
    jf_alert_key key = {0};
    bool read = jf__log_read_key(r, &key) && read_integer(r, &sign.missing) &&
                read_integer(r, &sign.value_ppm) && jf__log_read_day(r, &sign.data_day) &&
                read_integer(r, &sign.basis) && jf__log_read_number(r, &sign.count) &&
                jf__log_read_number(r, &sign.used) && jf__log_read_number(r, &sign.limit) &&
                read_integer(r, &sign.has_limit) && read_integer(r, &sign.held_back) &&
                read_integer(r, &sign.silenced) && jf__log_read_day(r, &sign.date_q10) &&
                jf__log_read_day(r, &sign.date_q50) && jf__log_read_day(r, &sign.date_q90) &&
                jf__log_read_number(r, &sign.projected_milli);

    sign.rule = key.rule;
    sign.unit = key.unit;
    sign.kind = key.kind;
    sign.first = key.first;
    sign.last = key.last;
    *sign_out = sign;
    return read;
}

/* Value of a hex digit as the log writes it, or -1. */
static int digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Undoes what the log does to a note; a NUL in it would end it too early and shows in the line. */
bool jf__log_decode_note(const char *word, size_t size, char *note_out)
{
    size_t length = 0;

    if (size == 0 || word[0] != '=')
        return false;
    for (size_t i = 1; i < size; i++) {
        int high = 0;
        int low = 0;

        if (word[i] != '%') {
            note_out[length++] = word[i];
            continue;
        }
        if (size - i > 2) {
            high = digit_of(word[i + 1]);
            low = digit_of(word[i + 2]);
        }
        if (high < 0 || low < 0 || size - i <= 2)
            return false;
        note_out[length++] = (char)(high * 16 + low);
        i += 2;
    }
    note_out[length] = '\0';
    return true;
}
