/* SPDX-License-Identifier: Apache-2.0 */
/* The log of a book as text: one line an input, of a look one more for each sign.
 *
 * Each line ends in the check of all bytes of the log before it. The check is FNV-1a of 32 bits:
 * each step of it is a bijection of the check so far, so no single changed byte goes unseen. It is
 * no protection against intent. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "watch/alerts.h"

#define CHECK_PRIME UINT32_C(16777619)

/* Holds every line but those with a note or with units. */
#define LINE_SIZE 512

/* A day as it stands in the log. */
typedef struct day_text {
    char text[11];
} day_text;

static day_text text_of(jf_day day)
{
    day_text made = {"-"};

    if (day != JF_DAY_NONE)
        (void)jf_day_format(day, made.text, sizeof made.text, NULL);
    return made;
}

jf__log_end jf__log_end_of(const jf_alerts *self)
{
    return (jf__log_end){self->log.count, self->check};
}

void jf__log_cut(jf_alerts *self, jf__log_end end)
{
    self->log.count = end.size;
    self->check = end.check;
}

uint32_t jf__log_check(uint32_t check, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        check = (check ^ (uint8_t)bytes[i]) * CHECK_PRIME;
    return check;
}

void jf__log_ending(uint32_t check, char ending_out[JF__LOG_ENDING_SIZE + 1])
{
    (void)snprintf(ending_out, JF__LOG_ENDING_SIZE + 1, " #%08" PRIx32, check);
}

static bool add(jf_alerts *self, const char *text)
{
    size_t size = strlen(text);

    if (!jf__array_reserve(&self->log, size, &self->allocator))
        return false;
    memcpy(self->log.items + self->log.count, text, size);
    self->log.count += size;
    self->check = jf__log_check(self->check, text, size);
    return true;
}

static bool end_line(jf_alerts *self)
{
    char ending[JF__LOG_ENDING_SIZE + 1];

    jf__log_ending(self->check, ending);
    return add(self, ending) && add(self, "\n");
}

bool jf__log_heading(jf_alerts *self)
{
    self->check = JF__LOG_CHECK_BASIS;
    return add(self, JF__LOG_HEADING) && end_line(self);
}

bool jf__log_rules(jf_alerts *self, const jf_alert_rules *rules)
{
    char line[LINE_SIZE];

    (void)snprintf(line, sizeof line, "rules %s %d %d %d %d %d %d %d %d %d %d %d %d %d",
                   jf_alert_rule_name(rules->rule), (int)rules->raise_watch_ppm,
                   (int)rules->raise_yellow_ppm, (int)rules->raise_red_ppm,
                   (int)rules->clear_watch_ppm, (int)rules->clear_yellow_ppm,
                   (int)rules->clear_red_ppm, (int)rules->pending_days, (int)rules->dwell_days,
                   (int)rules->escalate_workdays, (int)rules->small_count, (int)rules->small_level,
                   (int)rules->stale_days, (int)rules->fdr_ppm);
    return add(self, line) && end_line(self);
}

bool jf__log_look(jf_alerts *self, jf_day day, size_t sign_count)
{
    char line[LINE_SIZE];

    (void)snprintf(line, sizeof line, "look %s %zu", text_of(day).text, sign_count);
    return add(self, line) && end_line(self);
}

static bool add_key(jf_alerts *self, const char *word, const jf_alert_key *key)
{
    char line[LINE_SIZE];

    (void)snprintf(line, sizeof line, "%s %s %" PRId64 " %" PRId64 " %s %s", word,
                   jf_alert_rule_name(key->rule), key->unit, key->kind, text_of(key->first).text,
                   text_of(key->last).text);
    return add(self, line);
}

bool jf__log_sign(jf_alerts *self, const jf_alert_sign *sign)
{
    char line[LINE_SIZE];
    jf_alert_key key = jf__sign_key(sign);

    (void)snprintf(line, sizeof line,
                   " %d %d %s %d %" PRId64 " %" PRId64 " %" PRId64 " %d %d %d %s %s %s %" PRId64,
                   (int)sign->missing, (int)sign->value_ppm, text_of(sign->data_day).text,
                   (int)sign->basis, sign->count, sign->used, sign->limit, (int)sign->has_limit,
                   (int)sign->held_back, (int)sign->silenced, text_of(sign->date_q10).text,
                   text_of(sign->date_q50).text, text_of(sign->date_q90).text,
                   sign->projected_milli);
    return add_key(self, "sign", &key) && add(self, line) && end_line(self);
}

/* The note in one word: `=`, then its bytes; blanks, controls, `%` and `#` as % and two hex digits.
 */
static bool add_note(jf_alerts *self, const char *note)
{
    char piece[LINE_SIZE] = " =";
    size_t length = 2;

    for (const char *at = note; *at; at++) {
        uint8_t byte = (uint8_t)*at;

        if (byte <= ' ' || byte == 0x7f || byte == '%' || byte == '#')
            length += (size_t)snprintf(piece + length, sizeof piece - length, "%%%02X", byte);
        else
            piece[length++] = *at;
        piece[length] = '\0';
        if (length + 4 < sizeof piece)
            continue;
        if (!add(self, piece))
            return false;
        length = 0;
    }
    piece[length] = '\0';
    return add(self, piece);
}

bool jf__log_acknowledgement(jf_alerts *self, const jf_alert_key *key, jf_day day, jf_day until,
                             const char *note)
{
    char line[LINE_SIZE];

    (void)snprintf(line, sizeof line, " %s %s", text_of(day).text, text_of(until).text);
    return add_key(self, "ack", key) && add(self, line) && add_note(self, note) && end_line(self);
}

bool jf__log_silence(jf_alerts *self, const jf_silence *silence, const int64_t *units,
                     size_t unit_count)
{
    jf_alert_key key = {.unit = silence->unit,
                        .kind = silence->kind,
                        .rule = silence->rule,
                        .first = silence->first,
                        .last = silence->last};
    bool added = add_key(self, "silence", &key);

    for (size_t i = 0; added && i < unit_count; i++) {
        char line[32];

        (void)snprintf(line, sizeof line, " %" PRId64, units[i]);
        added = add(self, line);
    }
    return added && end_line(self);
}

bool jf__log_silence_end(jf_alerts *self, size_t index, jf_day last)
{
    char line[LINE_SIZE];

    (void)snprintf(line, sizeof line, "end-silence %zu %s", index, text_of(last).text);
    return add(self, line) && end_line(self);
}
