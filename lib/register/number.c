/* SPDX-License-Identifier: Apache-2.0 */
/* Document numbers, read in one pass from left to right:
 *
 *     label? series  open year close  di? serial hao        bracket
 *     label? series  di serial hao                          plain
 *     label? series  year nian di serial hao                year as a word
 *     label? letters - year - serial                        registration code
 *
 * with white space between the parts only. The year has four digits, so a bracket that is missing
 * behind it is seen at its place; digits that begin without a bracket are never cut into year and
 * serial. */
#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "jianfu/register_text.h"
#include "register/glyph.h"
#include "register/number.h"
#include "register/source.h"

#define YEAR_DIGITS 4
#define SERIAL_DIGITS 9
#define YEAR_LEAST 1000

typedef struct reader {
    jf__source source;
    jf_doc_number number;
} reader;

static const char *rest(const reader *self)
{
    return self->source.text + self->source.at;
}

static void note(reader *self, int32_t finding, size_t at, int32_t *place)
{
    if (!(self->number.findings & finding))
        *place = (int32_t)at;
    self->number.findings |= finding;
}

static void skip_space(reader *self)
{
    size_t run = jf__space_run(rest(self));

    if (run == 0)
        return;
    note(self, JF_NUMBER_SPACE, self->source.at, &self->number.space_at);
    self->source.at += run;
}

static void skip_label(reader *self)
{
    static const char *const labels[] = {
        "\xE5\x8F\x91\xE6\x96\x87\xE5\xAD\x97" HAO, /* fawen zihao */
        "\xE5\x8F\x91\xE6\x96\x87\xE6\x96\x87" HAO, /* fawen wenhao */
        "\xE6\x96\x87" HAO,                         /* wenhao */
    };
    size_t start = self->source.at;

    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (!jf__source_takes(&self->source, labels[i]))
            continue;
        self->source.at += jf__space_run(rest(self));
        if (jf__source_takes(&self->source, "\xEF\xBC\x9A") ||
            jf__source_takes(&self->source, ":")) {
            note(self, JF_NUMBER_LABEL, start, &self->number.label_at);
            skip_space(self);
        } else {
            self->source.at = start;
        }
        return;
    }
}

/* CJK ideographs with extension A and what lies beyond the first plane, the ideographic zero,
 * letters in ASCII and full width. */
size_t jf__series_step(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;
    unsigned char lead = byte[0];

    if ((lead | 0x20U) >= 'a' && (lead | 0x20U) <= 'z')
        return 1;
    if (lead < 0xE3 || (byte[1] & 0xC0U) != 0x80U || (byte[2] & 0xC0U) != 0x80U)
        return 0;
    if (lead >= 0xE4 && lead <= 0xE9)
        return lead == 0xE4 && byte[1] == 0xB7 ? 0 : 3;
    if (lead == 0xE3)
        return byte[1] >= 0x90 || (byte[1] == 0x80 && byte[2] == 0x87) ? 3 : 0;
    if (lead == 0xF0)
        return byte[1] >= 0xA0 && (byte[3] & 0xC0U) == 0x80U ? 4 : 0;
    return jf__wide_letter(text) ? 3 : 0;
}

char jf__wide_letter(const char *text)
{
    unsigned char low;

    if (!jf__begins(text, "\xEF\xBC") && !jf__begins(text, "\xEF\xBD"))
        return '\0';
    low = (unsigned char)text[2];
    if ((unsigned char)text[1] == 0xBC)
        return low >= 0xA1 && low <= 0xBA ? (char)('A' + low - 0xA1) : '\0';
    return low >= 0x81 && low <= 0x9A ? (char)('a' + low - 0x81) : '\0';
}

/* Whether a serial in plain form begins here; in the name of a hospital, di is no ordinal. */
static bool begins_plain(const char *text)
{
    jf__numeral numeral;

    if (!jf__begins(text, DI))
        return false;
    text += sizeof DI - 1;
    text += jf__space_run(text);
    numeral = jf__numeral_read(text, SERIAL_DIGITS);
    if (numeral.size == 0 || !(numeral.scripts & JF__SCRIPT_CHINESE))
        return numeral.size > 0;
    text += numeral.size;
    return jf__begins(text + jf__space_run(text), HAO);
}

static jf_status read_series(reader *self)
{
    size_t first = self->source.at;
    size_t step;

    while ((step = jf__series_step(rest(self))) > 0 && !begins_plain(rest(self))) {
        if (step == 3 && jf__wide_letter(rest(self)))
            note(self, JF_NUMBER_FULL_WIDTH, self->source.at, &self->number.full_width_at);
        if (self->source.at - first + step > JF__SERIES_MAX)
            return jf__source_fail(&self->source, JF_E_RANGE, "a series of over 192 bytes");
        self->source.at += step;
    }
    if (self->source.at == first)
        return jf__source_fail(&self->source, JF_E_TEXT, "a series is missing");
    self->number.series_at = (int32_t)first;
    self->number.series_length = (int32_t)(self->source.at - first);
    skip_space(self);
    return JF_OK;
}

/* Takes a bracket; any but the first of the table is a finding. */
static bool takes_bracket(reader *self, const char *const brackets[6])
{
    for (size_t i = 0; i < 6; i++) {
        size_t before = self->source.at;

        if (!jf__source_takes(&self->source, brackets[i]))
            continue;
        if (i > 0)
            note(self, JF_NUMBER_BRACKET, before, &self->number.bracket_at);
        return true;
    }
    return false;
}

/* Takes a numeral that is there, with what there is to say of its digits. */
static void take_numeral(reader *self, const jf__numeral *numeral)
{
    if (numeral->scripts & JF__SCRIPT_WIDE)
        note(self, JF_NUMBER_FULL_WIDTH, self->source.at, &self->number.full_width_at);
    if (numeral->scripts & JF__SCRIPT_CHINESE)
        note(self, JF_NUMBER_NUMERAL, self->source.at, &self->number.numeral_at);
    self->source.at += numeral->size;
}

static jf_status read_year(reader *self)
{
    jf__numeral year = jf__numeral_read(rest(self), YEAR_DIGITS);

    if (year.digits != YEAR_DIGITS)
        return jf__source_fail(&self->source, JF_E_TEXT, "a year of four digits is missing");
    if (year.value < YEAR_LEAST)
        return jf__source_fail(&self->source, JF_E_RANGE, "a year below 1000");
    take_numeral(self, &year);
    self->number.year = year.value;
    return JF_OK;
}

static jf_status read_serial(reader *self)
{
    jf__numeral serial = jf__numeral_read(rest(self), SERIAL_DIGITS);

    if (serial.size == 0 || (serial.digits == 0 && self->number.form == JF_NUMBER_FORM_CODE))
        return jf__source_fail(&self->source, JF_E_TEXT, "a serial number is missing");
    if (serial.is_cut || serial.value == 0)
        return jf__source_fail(&self->source, JF_E_RANGE, "a serial that is not 1 to 999999999");
    if (serial.leading_zero && self->number.form != JF_NUMBER_FORM_CODE)
        note(self, JF_NUMBER_ZERO, self->source.at, &self->number.zero_at);
    take_numeral(self, &serial);
    self->number.serial = serial.value;
    self->number.digits = self->number.form == JF_NUMBER_FORM_CODE ? serial.digits : 0;
    return JF_OK;
}

/* The serial, the word for number, and the end. */
static jf_status read_rest(reader *self)
{
    jf_status status;

    skip_space(self);
    status = read_serial(self);
    if (status)
        return status;
    skip_space(self);
    if (self->number.form != JF_NUMBER_FORM_CODE && !jf__source_takes(&self->source, HAO))
        return jf__source_fail(&self->source, JF_E_TEXT, "the word for number is missing");
    skip_space(self);
    return jf__source_ends(&self->source);
}

static jf_status read_bracket_form(reader *self)
{
    static const char *const closing[6] = {
        CLOSE, "]", ")", "\xEF\xBC\xBD", "\xEF\xBC\x89", "\xE3\x80\x91",
    };
    jf_status status;

    self->number.form = JF_NUMBER_FORM_BRACKET;
    skip_space(self);
    status = read_year(self);
    if (status)
        return status;
    skip_space(self);
    if (!takes_bracket(self, closing))
        return jf__source_fail(&self->source, JF_E_TEXT, "the bracket behind the year is missing");
    skip_space(self);
    if (jf__begins(rest(self), DI)) {
        note(self, JF_NUMBER_ORDINAL, self->source.at, &self->number.ordinal_at);
        self->source.at += sizeof DI - 1;
    }
    return read_rest(self);
}

static jf_status read_year_form(reader *self)
{
    size_t first = self->source.at;
    jf__numeral year = jf__numeral_read(rest(self), YEAR_DIGITS);
    jf_status status;

    if (year.is_cut || !jf__begins(rest(self) + year.size, NIAN))
        return jf__source_fail(&self->source, JF_E_TEXT, "the bracket before the year is missing");
    self->number.form = JF_NUMBER_FORM_YEAR;
    self->source.at = first;
    status = read_year(self);
    if (status)
        return status;
    (void)jf__source_takes(&self->source, NIAN);
    skip_space(self);
    if (!jf__source_takes(&self->source, DI))
        return jf__source_fail(&self->source, JF_E_TEXT, "the ordinal sign is missing");
    return read_rest(self);
}

/* Whether the series is letters only: between other characters a hyphen says nothing. */
static bool is_lettered(const reader *self)
{
    const char *at = self->source.text + self->number.series_at;
    const char *end = at + self->number.series_length;

    while (at < end && (jf__series_step(at) == 1 || jf__wide_letter(at)))
        at += jf__series_step(at);
    return at == end;
}

static jf_status read_code_form(reader *self)
{
    jf_status status;

    self->number.form = JF_NUMBER_FORM_CODE;
    status = read_year(self);
    if (status)
        return status;
    if (!jf__source_takes(&self->source, "-"))
        return jf__source_fail(&self->source, JF_E_TEXT, "the second hyphen is missing");
    return read_rest(self);
}

static jf_status read_form(reader *self)
{
    static const char *const opening[6] = {
        OPEN, "[", "(", "\xEF\xBC\xBB", "\xEF\xBC\x88", "\xE3\x80\x90",
    };

    if (takes_bracket(self, opening))
        return read_bracket_form(self);
    if (begins_plain(rest(self))) {
        (void)jf__source_takes(&self->source, DI);
        self->number.form = JF_NUMBER_FORM_PLAIN;
        return read_rest(self);
    }
    if (jf__numeral_read(rest(self), YEAR_DIGITS).size > 0)
        return read_year_form(self);
    if (is_lettered(self) && jf__source_takes(&self->source, "-"))
        return read_code_form(self);
    return jf__source_fail(&self->source, JF_E_TEXT, "year and serial are missing");
}

static jf_status read_number(reader *self)
{
    jf_status status;

    skip_space(self);
    skip_label(self);
    status = read_series(self);
    return status ? status : read_form(self);
}

jf_status jf_doc_number_parse(const char *text, jf_doc_number *number_out, jf_error *err)
{
    reader self = {.source = {text, 0, "document number", err}};
    jf_status status;

    if (!text)
        return jf__fail_null(err, "text");
    status = jf__record_writable(number_out, "number_out", err);
    if (!status)
        status = read_number(&self);
    if (status)
        return status;
    jf__record_write(number_out, &self.number, sizeof self.number);
    return JF_OK;
}

jf_status jf_doc_number_parse_all(const uint8_t *bytes, size_t byte_count,
                                  jf_doc_number *numbers_out, size_t number_count,
                                  int32_t *results_out, size_t result_count, jf_error *err)
{
    const char *text = (const char *)bytes;
    jf_status status = jf__texts_count(bytes, byte_count, number_count, err);

    if (status)
        return status;
    if (result_count != number_count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)number_count, (int64_t)result_count,
                              "%zu results for %zu numbers", result_count, number_count);
    if (number_count > 0 && (!numbers_out || !results_out))
        return jf__fail_null(err, numbers_out ? "results_out" : "numbers_out");
    for (size_t i = 0; i < number_count; i++) {
        const jf_doc_number none = {.size = sizeof none};
        reader self = {.source = {text, 0, "document number", NULL}};

        results_out[i] = (int32_t)read_number(&self);
        self.number.size = sizeof self.number;
        numbers_out[i] = results_out[i] ? none : self.number;
        text += strlen(text) + 1;
    }
    return JF_OK;
}
