/* SPDX-License-Identifier: Apache-2.0 */
/* Text as items. Nothing is copied: lines and words are places in the text. What a line says is
 * held to its shape here; whether it makes sense, the taker says. */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "meeting/item.h"

/* Lines are counted in int32_t. */
#define TEXT_SIZE_MAX ((size_t)INT32_MAX)

/* Holds the longest number and every day. */
#define WORD_SIZE 24

typedef struct word {
    const char *text;
    size_t size; /* 0: the line has no more */
} word;

jf_status jf__item_fail(const jf__item_reader *reader, jf_error *err, const char *problem)
{
    return jf__fail_at(err, JF_E_TEXT, reader->line, "line %d %s", (int)reader->line, problem);
}

static jf_status fail_field(const jf__item_reader *r, jf_error *err, const char *key,
                            const char *problem)
{
    return jf__fail_at(err, JF_E_TEXT, r->line, "line %d: %s %s %s", (int)r->line,
                       r->grammar->shapes[r->shape].word, key, problem);
}

jf_status jf__items_open(jf__item_reader *reader, const jf__grammar *grammar, const uint8_t *bytes,
                         size_t byte_count, jf_error *err)
{
    if (!bytes && byte_count > 0)
        return jf__fail_null(err, "bytes");
    if (byte_count > TEXT_SIZE_MAX)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)TEXT_SIZE_MAX, INT64_MAX,
                              "a text has at most %zu bytes", TEXT_SIZE_MAX);
    *reader =
        (jf__item_reader){.grammar = grammar, .text = (const char *)bytes, .size = byte_count};
    return JF_OK;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static word next_word(jf__item_reader *r)
{
    word found;

    while (r->at < r->line_end && is_blank(r->text[r->at]))
        r->at++;
    found.text = r->size > 0 ? r->text + r->at : "";
    found.size = 0;
    while (r->at < r->line_end && !is_blank(r->text[r->at])) {
        r->at++;
        found.size++;
    }
    return found;
}

static bool is_word(word found, const char *wanted)
{
    return found.size == strlen(wanted) && memcmp(found.text, wanted, found.size) == 0;
}

/* Goes to the next line, without its comment; false at the end of the text. */
static jf_status next_line(jf__item_reader *r, bool *is_there_out, jf_error *err)
{
    size_t left = r->size - r->next;
    const char *line = left > 0 ? r->text + r->next : NULL;
    const char *end = line ? memchr(line, '\n', left) : NULL;
    const char *comment;
    size_t size = end ? (size_t)(end - line) : left;

    r->line++;
    *is_there_out = line != NULL;
    if (!line)
        return JF_OK;
    if (jf__utf8_valid(line, size) < size)
        return jf__fail_at(err, JF_E_ENCODING, r->line, "line %d is not UTF-8", (int)r->line);
    comment = memchr(line, '#', size);
    r->at = r->next;
    r->line_end = r->next + (comment ? (size_t)(comment - line) : size);
    r->next += end ? size + 1 : size;
    return JF_OK;
}

/* The first word of the next line that has one; an empty one at the end of the text. */
static jf_status next_said(jf__item_reader *r, word *word_out, jf_error *err)
{
    bool is_there = true;
    jf_status status = JF_OK;

    word_out->size = 0;
    while (!status && is_there && word_out->size == 0) {
        status = next_line(r, &is_there, err);
        if (!status && is_there)
            *word_out = next_word(r);
    }
    return status;
}

/* A number with or without a minus; false when it is none, or leaves 64 bits. */
static bool read_number(word from, int64_t *number_out)
{
    size_t i = from.size > 0 && from.text[0] == '-';
    bool is_negative = i > 0;
    int64_t value = 0;

    if (i == from.size || from.size - i > 19)
        return false;
    for (; i < from.size; i++) {
        int32_t digit = from.text[i] - '0';

        if (digit < 0 || digit > 9 || value > (INT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *number_out = is_negative ? -value : value;
    return true;
}

static bool read_day(word from, int64_t *value_out)
{
    char text[WORD_SIZE];
    jf_day day;

    if (from.size >= sizeof text)
        return false;
    memcpy(text, from.text, from.size);
    text[from.size] = '\0';
    if (jf_day_parse(text, &day, NULL) == JF_OK) {
        *value_out = day;
        return true;
    }
    return read_number(from, value_out) && *value_out >= INT32_MIN && *value_out <= INT32_MAX;
}

static bool read_name(word from, const char *const *names, int64_t *value_out)
{
    for (int64_t i = 0; names[i]; i++)
        if (is_word(from, names[i])) {
            *value_out = i;
            return true;
        }
    return false;
}

static bool read_value(word from, const jf__field *field, int64_t *value_out)
{
    if (field->kind == JF__FIELD_NAME)
        return read_name(from, field->names, value_out);
    if (field->kind == JF__FIELD_DAY)
        return read_day(from, value_out);
    return read_number(from, value_out) && *value_out >= 0 && *value_out <= field->most;
}

/* One `key=value`; *seen has a bit for each field that the line has. */
static jf_status read_field(jf__item_reader *r, word from, uint32_t *seen, jf_error *err)
{
    const jf__field *fields = r->grammar->shapes[r->shape].fields;
    const char *sign = memchr(from.text, '=', from.size);
    word key = {from.text, sign ? (size_t)(sign - from.text) : from.size};
    word value = {sign ? sign + 1 : from.text, sign ? from.size - key.size - 1 : 0};
    size_t i = 0;

    while (fields[i].key && !is_word(key, fields[i].key))
        i++;
    if (!fields[i].key)
        return jf__item_fail(r, err, "has a field that its item does not have");
    if (*seen & (UINT32_C(1) << i))
        return fail_field(r, err, fields[i].key, "is said twice");
    *seen |= UINT32_C(1) << i;
    if (!read_value(value, &fields[i], &r->values[i]))
        return fail_field(r, err, fields[i].key, "has no value that it can have");
    return JF_OK;
}

static jf_status read_fields(jf__item_reader *r, jf_error *err)
{
    const jf__field *fields = r->grammar->shapes[r->shape].fields;
    uint32_t seen = 0;
    word found;

    for (size_t i = 0; fields[i].key; i++)
        r->values[i] = fields[i].usual;
    for (found = next_word(r); found.size > 0; found = next_word(r)) {
        jf_status status = read_field(r, found, &seen, err);

        if (status)
            return status;
    }
    for (size_t i = 0; fields[i].key; i++)
        if (fields[i].is_required && !(seen & (UINT32_C(1) << i)))
            return fail_field(r, err, fields[i].key, "is missing");
    return JF_OK;
}

static jf_status read_heading(jf__item_reader *r, jf_error *err)
{
    bool is_there;
    jf_status status = next_line(r, &is_there, err);

    if (status)
        return status;
    if (!is_there || !is_word(next_word(r), r->grammar->word))
        return jf__fail_at(err, JF_E_TEXT, 1, "the first line is not that of a %s",
                           r->grammar->word);
    if (!is_word(next_word(r), r->grammar->version) || next_word(r).size > 0)
        return jf__fail_at(err, JF_E_TEXT, 1, "the %s is not of version %s", r->grammar->word,
                           r->grammar->version);
    return JF_OK;
}

/* The next item; `end` is one. */
static jf_status next_item(jf__item_reader *r, jf_error *err)
{
    word found;
    jf_status status = next_said(r, &found, err);

    if (status)
        return status;
    if (found.size == 0)
        return jf__item_fail(r, err, "is missing: the text has no end");
    for (r->shape = 0; r->shape <= r->grammar->count; r->shape++)
        if (is_word(found, r->grammar->shapes[r->shape].word))
            return read_fields(r, err);
    return jf__item_fail(r, err, "begins with a word that is unknown");
}

static jf_status read_end(jf__item_reader *r, jf_error *err)
{
    int32_t line = r->line;
    word found;
    jf_status status = JF_OK;

    if (r->values[0] != r->item_count)
        return jf__fail_at(err, JF_E_TEXT, line, "line %d: %" PRId64 " items, not %" PRId64,
                           (int)line, r->item_count, r->values[0]);
    status = next_said(r, &found, err);
    if (!status && found.size > 0)
        status = jf__item_fail(r, err, "stands behind the end");
    r->line = line;
    return status;
}

jf_status jf__items_read(jf__item_reader *reader, void *made, jf__item_taker taker, jf_error *err)
{
    jf_status status = read_heading(reader, err);

    while (!status) {
        status = next_item(reader, err);
        if (!status && reader->shape == reader->grammar->count)
            return read_end(reader, err);
        if (status)
            return status;
        reader->item_count++;
        status = taker(made, reader, err);
        if (status && err->line == 0)
            err->line = reader->line;
    }
    return status;
}
