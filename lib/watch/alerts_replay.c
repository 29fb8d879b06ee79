/* SPDX-License-Identifier: Apache-2.0 */
/* From a log back to the book: the check of every line is tried, its input done again, and what the
 * book writes for it compared with what was read, byte by byte. So reading need not be strict. */
#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "watch/alerts_reader.h"

typedef JF__ARRAY(int64_t) silenced_units;

/* Passes what no log can be blamed for; else the line is wrong. `err` is not NULL here. */
static jf_status blame(jf_status status, int32_t line, jf_error *err)
{
    if (status != JF_OK && status != JF_E_NO_MEMORY && status != JF_E_UNKNOWN_DAY) {
        jf_error refusal = *err;

        status = jf__fail(err, JF_E_CORRUPT, "line %d of the log is refused: %s", (int)line,
                          refusal.message);
    }
    if (status)
        err->line = line;
    return status;
}

static jf_status do_rules(jf__log_reader *r, jf_alerts *book, jf_error *err)
{
    jf_alert_rules rules;

    if (!jf__log_read_rules(r, &rules))
        return jf__log_fail(r, err, "is no rules");
    return blame(jf_alerts_set_rules(book, &rules, err), r->line, err);
}

/* Reads the signs of a look into an array that grows with them, not with what the line says. */
static jf_status read_signs(jf__log_reader *r, int64_t sign_count, jf_alert_sign **signs,
                            size_t *capacity, const jf_allocator *allocator, jf_error *err)
{
    for (size_t i = 0; i < (size_t)sign_count; i++) {
        jf_status status;

        if (!jf__has_room(*capacity, i, 1) &&
            !jf__grow(signs, capacity, i, 1, sizeof **signs, allocator))
            return jf__fail_memory(err);
        r->at = r->line_end + 1;
        status = jf__log_next_line(r, err);
        if (status)
            return status;
        if (!jf__log_is_next(r, "sign") || !jf__log_read_sign(r, &(*signs)[i]))
            return jf__log_fail(r, err, "is no sign");
    }
    return JF_OK;
}

static jf_status do_look(jf__log_reader *r, jf_alerts *book, jf_day day, jf_error *err)
{
    int32_t line = r->line;
    jf_alert_sign *signs = NULL;
    size_t capacity = 0;
    int64_t count;
    jf_status status;

    if (!jf__log_read_number(r, &count) || count < 0 || count > JF__SIGNS_MAX)
        return jf__log_fail(r, err, "is no look");
    status = read_signs(r, count, &signs, &capacity, &book->allocator, err);
    if (!status) {
        status = jf_alerts_observe(book, day, signs, (size_t)count, err);
        status = blame(status, line + err->line, err);
    }
    jf__release(&book->allocator, signs);
    return status;
}

static jf_status do_acknowledgement(jf__log_reader *r, jf_alerts *book, const jf_alert_key *key,
                                    jf_day day, jf_error *err)
{
    jf_day until;
    const char *word;
    char *note;
    size_t size;
    jf_status status;

    if (!jf__log_read_day(r, &until))
        return jf__log_fail(r, err, "is no acknowledgement");
    size = jf__log_next_word(r, &word);
    note = jf__allocate(&book->allocator, size + 1, 1);
    if (!note)
        return jf__fail_memory(err);
    if (jf__log_decode_note(word, size, note))
        status = blame(jf_alerts_acknowledge(book, key, day, until, note, err), r->line, err);
    else
        status = jf__log_fail(r, err, "has no note");
    jf__release(&book->allocator, note);
    return status;
}

/* The ids behind the key of a silence: none, or ascending, its own unit among them. */
static jf_status read_units(jf__log_reader *r, int64_t own, silenced_units *units,
                            const jf_allocator *allocator, jf_error *err)
{
    int64_t last = 0;
    bool has_own = false;

    while (r->at < r->line_end && r->text[r->at] != '#') {
        int64_t unit;

        if (!jf__log_read_number(r, &unit) || unit <= last)
            return jf__log_fail(r, err, "has units that do not ascend");
        if (!jf__array_reserve(units, 1, allocator))
            return jf__fail_memory(err);
        units->items[units->count++] = last = unit;
        has_own = has_own || unit == own;
    }
    return units->count == 0 || has_own ? JF_OK : jf__log_fail(r, err, "lacks its own unit");
}

static jf_status do_silence(jf__log_reader *r, jf_alerts *book, jf_error *err)
{
    silenced_units units = {0};
    jf_alert_key key = {0};
    jf_silence silence = {.size = sizeof silence};
    jf_status status;

    if (!jf__log_read_key(r, &key))
        return jf__log_fail(r, err, "is no silence");
    status = read_units(r, key.unit, &units, &book->allocator, err);
    silence.rule = key.rule;
    silence.unit = key.unit;
    silence.kind = key.kind;
    silence.first = key.first;
    silence.last = key.last;
    if (!status)
        status = blame(jf__alerts_add_silence(book, &silence, units.items, units.count, err),
                       r->line, err);
    jf__array_release(&units, &book->allocator);
    return status;
}

static jf_status do_silence_end(jf__log_reader *r, jf_alerts *book, jf_error *err)
{
    int64_t index;
    jf_day last;

    if (!jf__log_read_number(r, &index) || index < 0 || (uint64_t)index > SIZE_MAX ||
        !jf__log_read_day(r, &last))
        return jf__log_fail(r, err, "ends no silence");
    return blame(jf_alerts_end_silence(book, (size_t)index, last, err), r->line, err);
}

/* Does the input that begins on this line; *is_after_out: it is of a day after the last wanted. */
static jf_status do_input(jf__log_reader *r, jf_alerts *book, bool *is_after_out, jf_error *err)
{
    char word[JF__LOG_WORD_SIZE];
    jf_alert_key key = {0};
    jf_day day;
    bool is_look;

    if (!jf__log_read_word(r, word))
        return jf__log_fail(r, err, "begins with a word that is unknown");
    if (strcmp(word, "rules") == 0)
        return do_rules(r, book, err);
    if (strcmp(word, "silence") == 0)
        return do_silence(r, book, err);
    if (strcmp(word, "end-silence") == 0)
        return do_silence_end(r, book, err);
    is_look = strcmp(word, "look") == 0;
    if (!is_look && strcmp(word, "ack") != 0)
        return jf__log_fail(r, err, "begins with a word that is unknown");
    if ((!is_look && !jf__log_read_key(r, &key)) || !jf__log_read_day(r, &day))
        return jf__log_fail(r, err, "has no day");
    *is_after_out = r->until != JF_DAY_NONE && day > r->until;
    if (*is_after_out)
        return JF_OK;
    return is_look ? do_look(r, book, day, err) : do_acknowledgement(r, book, &key, day, err);
}

/* What the book wrote from `start`, where `line` begins, is what was read. */
static jf_status check_same(const jf__log_reader *r, const jf_alerts *book, size_t start,
                            int32_t line, jf_error *err)
{
    const char *own = book->log.items;
    size_t end = book->log.count;

    if (end == r->line_end + 1 && memcmp(own + start, r->text + start, end - start) == 0)
        return JF_OK;
    for (size_t i = start; i < end && i < r->line_end && own[i] == r->text[i]; i++)
        line += own[i] == '\n';
    return jf__fail_at(err, JF_E_CORRUPT, line, "line %d of the log is not as a book writes it",
                       (int)line);
}

static jf_status do_inputs(jf__log_reader *r, jf_alerts *book, jf_error *err)
{
    while (r->at < r->size) {
        size_t start = r->at;
        bool is_after = false;
        int32_t line;
        jf_status status = jf__log_next_line(r, err);

        line = r->line;
        if (!status)
            status = do_input(r, book, &is_after, err);
        if (!status && is_after)
            return JF_OK;
        if (!status)
            status = check_same(r, book, start, line, err);
        if (status)
            return status;
        r->at = r->line_end + 1;
    }
    return JF_OK;
}

/* The heading and the first rules; without them the text is no such log. */
static jf_status read_opening(jf__log_reader *r, jf_alert_rules *rules_out, jf_error *err)
{
    static const char heading[] = JF__LOG_HEADING " #";
    jf_status status;

    if (r->size < sizeof heading - 1 || memcmp(r->text, heading, sizeof heading - 1) != 0)
        return jf__fail_at(err, JF_E_TEXT, 1, "the first line is not that of a log of alerts");
    status = jf__log_next_line(r, err);
    if (!status) {
        r->at = r->line_end + 1;
        status = jf__log_next_line(r, err);
    }
    if (!status && (!jf__log_is_next(r, "rules") || !jf__log_read_rules(r, rules_out)))
        status = jf__log_fail(r, err, "is no rules");
    return status;
}

static jf_status check_arguments(const jf_calendar *calendar, const jf__log_reader *r,
                                 const jf_alerts_options *opts, jf_error *err)
{
    jf_alerts_options known;
    jf_allocator allocator;
    jf_status status = jf__options_read(&known, sizeof known, opts, "opts", err);

    if (!calendar || (!r->text && r->size > 0))
        return jf__fail_null(err, calendar ? "bytes" : "calendar");
    if (!status)
        status = jf__allocator_init(&allocator, &known.allocator, err);
    if (!status && r->until != JF_DAY_NONE)
        status = jf__alert_day_check(r->until, "until", err);
    return status ? status : jf__alert_sealed_check(calendar, err);
}

jf_alerts *jf_alerts_replay(jf_calendar *calendar, const uint8_t *bytes, size_t byte_count,
                            jf_day until, const jf_alerts_options *opts, jf_error *err)
{
    jf__log_reader r = {.text = (const char *)bytes,
                .size = byte_count,
                .check = JF__LOG_CHECK_BASIS,
                .until = until};
    jf_error own = {0};
    jf_alert_rules rules;
    jf_alerts *book;
    jf_status status = check_arguments(calendar, &r, opts, err);

    if (!status)
        status = read_opening(&r, &rules, err);
    if (status)
        return NULL;
    book = jf_alerts_new(calendar, &rules, opts, &own);
    status = book ? check_same(&r, book, 0, 1, &own) : blame((jf_status)own.status, r.line, &own);
    r.at = r.line_end + 1;
    if (!status)
        status = do_inputs(&r, book, &own);
    if (!status)
        return book;
    jf_alerts_free(book);
    if (err)
        *err = own;
    return NULL;
}
