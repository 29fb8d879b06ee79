/* SPDX-License-Identifier: Apache-2.0 */
/* The one form of a document number, and the names of findings. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "register/number.h"

size_t jf__series_copy(const jf_doc_number *number, const char *text,
                       char series_out[JF__SERIES_MAX + 1])
{
    const char *from = text + number->series_at;
    const char *end = from + number->series_length;
    char *to = series_out;

    if (!(number->findings & JF_NUMBER_FULL_WIDTH)) {
        memcpy(to, from, (size_t)number->series_length);
        to += number->series_length;
        from = end;
    }
    while (from < end) {
        size_t step = jf__series_step(from);
        char letter = step == 3 ? jf__wide_letter(from) : '\0';

        if (letter)
            *to++ = letter;
        else
            to = (char *)memcpy(to, from, step) + step;
        from += step;
    }
    *to = '\0';
    return (size_t)(to - series_out);
}

/* Whether the series lies in the text as reading it left it. */
static bool holds_series(const jf_doc_number *number, const char *text)
{
    size_t left;

    if (number->series_at < 0 || number->series_length < 1 ||
        number->series_length > JF__SERIES_MAX)
        return false;
    left = (size_t)number->series_length;
    if (memchr(text, '\0', (size_t)number->series_at))
        return false;
    for (text += number->series_at; left > 0;) {
        size_t step = jf__series_step(text);

        if (step == 0 || step > left)
            return false;
        text += step;
        left -= step;
    }
    return true;
}

static bool is_number(const jf_doc_number *number)
{
    bool has_year = number->form != JF_NUMBER_FORM_PLAIN;

    return number->form >= JF_NUMBER_FORM_BRACKET && number->form <= JF_NUMBER_FORM_CODE &&
           number->year >= (has_year ? 1000 : 0) && number->year <= (has_year ? 9999 : 0) &&
           number->serial >= 1 && number->serial <= 999999999 && number->digits >= 0 &&
           number->digits <= 9;
}

jf_status jf_doc_number_print(const jf_doc_number *number, const char *text, char *text_out,
                              size_t text_size, jf_error *err)
{
    jf_doc_number known;
    char series[JF__SERIES_MAX + 1];
    jf_status status = jf__record_read(&known, sizeof known, number, "number", err);

    if (status)
        return status;
    if (!text || !text_out)
        return jf__fail_null(err, text ? "text_out" : "text");
    if (!is_number(&known) || !holds_series(&known, text))
        return jf__fail(err, JF_E_ARGUMENT, "number was not read from this text");
    if (text_size < JF_DOC_NUMBER_TEXT_SIZE)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_DOC_NUMBER_TEXT_SIZE, (int64_t)text_size,
                              "text_out has %zu bytes, a document number needs %d", text_size,
                              JF_DOC_NUMBER_TEXT_SIZE);
    (void)jf__series_copy(&known, text, series);
    if (known.form == JF_NUMBER_FORM_BRACKET)
        (void)snprintf(text_out, text_size, "%s" OPEN "%" PRId32 CLOSE "%" PRId32 HAO, series,
                       known.year, known.serial);
    else if (known.form == JF_NUMBER_FORM_PLAIN)
        (void)snprintf(text_out, text_size, "%s" DI "%" PRId32 HAO, series, known.serial);
    else if (known.form == JF_NUMBER_FORM_YEAR)
        (void)snprintf(text_out, text_size, "%s%" PRId32 NIAN DI "%" PRId32 HAO, series,
                       known.year, known.serial);
    else
        (void)snprintf(text_out, text_size, "%s-%" PRId32 "-%0*" PRId32, series, known.year,
                       (int)known.digits, known.serial);
    return JF_OK;
}

/* Name of the one bit that is set; "unknown" for any other number. */
static const char *bit_name(int32_t bit, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (bit == INT32_C(1) << i)
            return names[i];
    return "unknown";
}

const char *jf_number_finding_name(int32_t finding)
{
    static const char *const names[] = {"label", "space",   "bracket", "full-width",
                                        "zero",  "ordinal", "numeral"};

    return bit_name(finding, names, 7);
}

const char *jf_date_finding_name(int32_t finding)
{
    static const char *const names[] = {"shape", "space", "full-width", "numeral", "time"};

    return bit_name(finding, names, 5);
}
