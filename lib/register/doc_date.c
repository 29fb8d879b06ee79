/* SPDX-License-Identifier: Apache-2.0 */
/* Dates: year, month and day in this order, then perhaps a time of day.
 *
 *     year - month - day     the same separator twice: hyphen, slash or point
 *     year nian month yue day ri
 *     YYYYMMDD
 *
 * A year has four digits, month and day one or two, or Chinese units (U+5341 and so on). */
#include "base/error.h"
#include "base/records.h"
#include "jianfu/register_text.h"
#include "register/glyph.h"
#include "register/source.h"

#define NIAN "\xE5\xB9\xB4"
#define YUE "\xE6\x9C\x88"
#define RI "\xE6\x97\xA5"

typedef struct reader {
    jf__source source;
    jf_doc_date date;
    size_t month_at;
    size_t day_at;
    int32_t year;
    int32_t month;
    int32_t day_of_month;
} reader;

static const char *rest(const reader *self)
{
    return self->source.text + self->source.at;
}

static void note(reader *self, int32_t finding, int32_t *place)
{
    if (!(self->date.findings & finding))
        *place = (int32_t)self->source.at;
    self->date.findings |= finding;
}

static void skip_space(reader *self)
{
    size_t run = jf__space_run(rest(self));

    if (run == 0)
        return;
    note(self, JF_DATE_SPACE, &self->date.space_at);
    self->source.at += run;
}

/* A numeral of `least` to `most` digits, or, where that is allowed, of units. */
static jf_status read_part(reader *self, int32_t least, int32_t most, const char *missing,
                           int32_t *value_out)
{
    jf__numeral part = jf__numeral_read(rest(self), most);
    bool has_units = part.size > 0 && part.digits == 0;

    if (part.size == 0 || (has_units ? least == most : part.digits < least))
        return jf__source_fail(&self->source, JF_E_TEXT, missing);
    if (part.scripts & JF__SCRIPT_WIDE)
        note(self, JF_DATE_FULL_WIDTH, &self->date.full_width_at);
    if (part.scripts & JF__SCRIPT_CHINESE)
        note(self, JF_DATE_NUMERAL, &self->date.numeral_at);
    if (part.digits == 1 && most == 2 && !(self->date.findings & JF_DATE_TIME))
        note(self, JF_DATE_SHAPE, &self->date.shape_at);
    *value_out = part.value;
    self->source.at += part.size;
    return JF_OK;
}

/* The mark behind the year says which marks follow month and day. */
typedef struct marks {
    const char *year;
    const char *month;
    const char *day;
    bool is_plain; /* the hyphens of YYYY-MM-DD */
} marks;

static const marks known_marks[] = {
    {"-", "-", "", true},
    {NIAN, YUE, RI, false},
    {"/", "/", "", false},
    {".", ".", "", false},
    {"\xEF\xBC\x8D", "\xEF\xBC\x8D", "", false},
    {"\xEF\xBC\x8F", "\xEF\xBC\x8F", "", false},
    {"\xEF\xBC\x8E", "\xEF\xBC\x8E", "", false},
    {"", "", "", false},
};

#define MARKS_COUNT (sizeof known_marks / sizeof known_marks[0])

static const marks *take_year_mark(reader *self)
{
    const marks *found = &known_marks[MARKS_COUNT - 1];

    for (size_t i = 0; i + 1 < MARKS_COUNT; i++)
        if (jf__begins(rest(self), known_marks[i].year)) {
            found = &known_marks[i];
            break;
        }
    if (!found->is_plain)
        note(self, JF_DATE_SHAPE, &self->date.shape_at);
    (void)jf__source_takes(&self->source, found->year);
    return found;
}

static jf_status take_mark(reader *self, const char *mark)
{
    if (jf__source_takes(&self->source, mark))
        return JF_OK;
    return jf__source_fail(&self->source, JF_E_TEXT, "the mark before the next part is missing");
}

/* Without marks, month and day have two digits each. */
static jf_status read_parts(reader *self)
{
    const marks *between;
    int32_t least;
    jf_status status = read_part(self, 4, 4, "a year of four digits is missing", &self->year);

    if (status)
        return status;
    skip_space(self);
    between = take_year_mark(self);
    least = *between->year ? 1 : 2;
    skip_space(self);
    self->month_at = self->source.at;
    status = read_part(self, least, 2, "a month is missing", &self->month);
    if (status)
        return status;
    skip_space(self);
    status = take_mark(self, between->month);
    if (status)
        return status;
    skip_space(self);
    self->day_at = self->source.at;
    status = read_part(self, least, 2, "a day is missing", &self->day_of_month);
    if (status)
        return status;
    if (*between->day)
        skip_space(self);
    return take_mark(self, between->day);
}

static jf_status fail_part(reader *self, size_t at, const char *problem)
{
    self->source.at = at;
    return jf__source_fail(&self->source, JF_E_RANGE, problem);
}

static jf_status find_day(reader *self)
{
    size_t end = self->source.at;
    jf_status status;

    if (self->month < 1 || self->month > 12)
        return fail_part(self, self->month_at, "no such month");
    status = jf_day_from_civil(self->year, self->month, self->day_of_month, &self->date.day, NULL);
    if (status)
        return fail_part(self, self->day_at, "no such day");
    self->source.at = end;
    return JF_OK;
}

static bool takes_colon(reader *self)
{
    return jf__source_takes(&self->source, ":") ||
           jf__source_takes(&self->source, "\xEF\xBC\x9A");
}

/* hour : minute, perhaps : second. */
static jf_status read_time(reader *self)
{
    size_t first = self->source.at;
    int32_t hour;
    int32_t minute;
    int32_t second = 0;
    jf_status status;

    note(self, JF_DATE_TIME, &self->date.time_at);
    (void)jf__source_takes(&self->source, "T");
    status = read_part(self, 1, 2, "an hour is missing", &hour);
    if (!status && !takes_colon(self))
        status = jf__source_fail(&self->source, JF_E_TEXT, "the colon behind the hour is missing");
    if (!status)
        status = read_part(self, 2, 2, "a minute is missing", &minute);
    if (!status && takes_colon(self))
        status = read_part(self, 2, 2, "a second is missing", &second);
    if (status)
        return status;
    if (hour > 23 || minute > 59 || second > 59)
        return fail_part(self, first, "no such time of day");
    self->date.has_time = 1;
    self->date.minutes = hour * 60 + minute;
    return JF_OK;
}

/* A time stands behind a T or behind white space that ends in a digit. */
static jf_status read_end(reader *self)
{
    size_t before = self->source.at;
    jf_status status = JF_OK;

    if (*rest(self) == 'T') {
        status = read_time(self);
    } else {
        size_t run = jf__space_run(rest(self));

        self->source.at = before + run;
        if (jf__glyph_at(rest(self)).size > 0 && run > 0)
            status = read_time(self);
        else
            self->source.at = before;
    }
    if (status)
        return status;
    skip_space(self);
    return jf__source_ends(&self->source);
}

jf_status jf_doc_date_parse(const char *text, jf_doc_date *date_out, jf_error *err)
{
    reader self = {.source = {text, 0, "date", err}};
    jf_status status;

    if (!text)
        return jf__fail_null(err, "text");
    status = jf__record_writable(date_out, "date_out", err);
    if (status)
        return status;
    skip_space(&self);
    status = read_parts(&self);
    if (!status)
        status = find_day(&self);
    if (!status)
        status = read_end(&self);
    if (status)
        return status;
    jf__record_write(date_out, &self.date, sizeof self.date);
    return JF_OK;
}
