/* SPDX-License-Identifier: Apache-2.0 */
/* One panel a year: all units that issued anything before it, each with all of its past. Of the
 * year itself a forecast is given the whole, and looks at the months up to the day asked about
 * only; test_answers.py changes what comes after and gets the same answers. */
#include "answers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "input.h"
#include "jianfu/csv.h"
#include "jianfu/watch_forecast.h"

typedef struct question {
    size_t unit;
    int32_t year;
    int32_t line;
    int64_t quota;
    jf_day day;
} question;

typedef struct work {
    const answers_options *options;
    counts counts;
    question *questions;
    size_t question_count;
    int64_t *quotas; /* of the units in the year at hand; -1 = none */
    size_t *places;  /* of a unit in the panel, + 1; 0 = it is not there */
    double forecast_seconds;
    double exceed_seconds;
    double forecast_count;
    FILE *out;
} work;

typedef struct columns {
    size_t unit, year, quota, day, issued;
} columns;

static int64_t read_integer(const work *self, const jf_csv *table, size_t row, size_t column)
{
    const char *path = self->options->cases;
    int line = jf_csv_row_line(table, row);
    jf_error error = {0};
    int64_t value;

    input_expect(jf_csv_integer(table, row, column, -1, &value, &error), &error, path, line);
    input_require(value >= 0 && value <= JF_FORECAST_COUNT_MAX, path, line,
                  "year, quota and issued_so_far are to be 0 to 1,000,000,000");
    return value;
}

static void read_question(work *self, const jf_csv *table, size_t row, const columns *at)
{
    const char *path = self->options->cases;
    int line = jf_csv_row_line(table, row);
    question *found = &self->questions[row];
    const int64_t *months;
    int64_t issued = 0;
    jf_error error = {0};
    int month, next;

    found->line = line;
    found->unit = counts_find(&self->counts, jf_csv_text(table, row, at->unit));
    input_require(found->unit < self->counts.unit_count, path, line, "the data have no such unit");
    input_expect(jf_csv_day(table, row, at->day, &found->day, &error), &error, path, line);
    input_require(found->day != JF_DAY_NONE && found->day < JF_DAY_LAST, path, line,
                  "no look_date");
    found->quota = read_integer(self, table, row, at->quota);
    found->year = counts_year_of(self->counts.start_month, found->day, &month);
    (void)counts_year_of(self->counts.start_month, found->day + 1, &next);
    input_require(next != month, path, line, "look_date is not the end of a month");
    input_require(found->year == read_integer(self, table, row, at->year), path, line,
                  "look_date is not in its year");
    months = counts_year(&self->counts, found->unit, found->year);
    input_require(months != NULL, path, line, "the data have no such year");
    for (int i = 0; i <= month; i++)
        issued += months[i];
    input_require(issued == read_integer(self, table, row, at->issued), path, line,
                  "issued_so_far is not what the data say");
}

static size_t column_of(const work *self, const jf_csv *table, const char *name)
{
    jf_error error = {0};
    size_t column = 0;

    input_expect(jf_csv_column(table, name, &column, &error), &error, self->options->cases, 0);
    return column;
}

static void read_questions(work *self)
{
    jf_error error = {0};
    jf_csv *table = jf_csv_read_file(self->options->cases, NULL, &error);
    columns at;

    input_expect(table ? JF_OK : JF_E_IO, &error, self->options->cases, (int)error.line);
    at = (columns){column_of(self, table, "unit"), column_of(self, table, "year"),
                   column_of(self, table, "quota"), column_of(self, table, "look_date"),
                   column_of(self, table, "issued_so_far")};
    self->question_count = jf_csv_row_count(table);
    self->questions = bench_allocate(self->question_count + 1, sizeof *self->questions);
    for (size_t i = 0; i < self->question_count; i++)
        read_question(self, table, i, &at);
    jf_csv_free(table);
}

/* Quotas that the questions of a year name; false when there is no question. */
static bool take_quotas(work *self, int32_t year)
{
    bool any = false;

    for (size_t i = 0; i < self->counts.unit_count; i++)
        self->quotas[i] = -1;
    for (size_t i = 0; i < self->question_count; i++) {
        const question *asked = &self->questions[i];

        if (asked->year != year)
            continue;
        input_require(self->quotas[asked->unit] < 0 || self->quotas[asked->unit] == asked->quota,
                      self->options->cases, asked->line, "a second quota for the unit and year");
        self->quotas[asked->unit] = asked->quota;
        any = true;
    }
    return any;
}

static bool has_past(const work *self, size_t unit, int32_t year)
{
    const int64_t *from = counts_year(&self->counts, unit, self->counts.first_year);
    size_t months = (size_t)(year - self->counts.first_year) * MONTHS;

    for (size_t i = 0; i < months; i++)
        if (from[i] > 0)
            return true;
    return false;
}

/* Units that had a past, or are asked about. */
static jf_panel *make_panel(work *self, int32_t year)
{
    const jf_panel_options opts = {.size = sizeof opts, .fiscal_month = self->counts.start_month};
    const char *path = self->options->data.path;
    jf_error error = {0};
    size_t added = 0;
    jf_panel *panel;
    jf_day first;

    input_expect(jf_day_from_civil(year, self->counts.start_month, 1, &first, &error), &error, path,
                 0);
    panel = jf_panel_new(first, NULL, NULL, &opts, &error);
    input_expect(panel ? JF_OK : JF_E_NO_MEMORY, &error, path, 0);
    for (size_t i = 0; i < self->counts.unit_count; i++) {
        bool known = has_past(self, i, year);
        int32_t years = known ? year - self->counts.first_year : 0;
        jf_forecast_case unit = {(int64_t)i, self->quotas[i], JF_DAY_NONE, years};

        self->places[i] = 0;
        if (!known && self->quotas[i] < 0)
            continue;
        input_expect(jf_panel_add(panel, &unit, 1, counts_year(&self->counts, i, year - years),
                                  ((size_t)years + 1) * MONTHS, &error),
                     &error, path, 0);
        self->places[i] = ++added;
    }
    if (self->options->refit)
        input_expect(jf_panel_refit(panel, &error), &error, path, 0);
    return panel;
}

static void write_day(FILE *out, jf_day day)
{
    char text[11] = "";

    if (day != JF_DAY_NONE)
        bench_require(jf_day_format(day, text, sizeof text, NULL) == JF_OK, "a day");
    fprintf(out, ",%s", text);
}

/* As a CSV cell: quoted where it has to be. */
static void write_name(FILE *out, const char *name)
{
    if (!strpbrk(name, ",\"\r\n")) {
        fputs(name, out);
        return;
    }
    putc('"', out);
    for (; *name; name++) {
        if (*name == '"')
            putc('"', out);
        putc(*name, out);
    }
    putc('"', out);
}

static void write_answer(const work *self, const question *asked, const jf_forecast *forecast)
{
    write_name(self->out, self->counts.names[asked->unit]);
    fprintf(self->out, ",%" PRId32, asked->year);
    write_day(self->out, asked->day);
    fprintf(self->out, ",%.6f,%.3f,%" PRId64 ",%" PRId64 ",%" PRId64,
            (double)forecast->exceed_ppm / 1e6, (double)forecast->mean_milli / 1e3,
            forecast->total_q10, forecast->total_q50, forecast->total_q90);
    write_day(self->out, forecast->day_q10);
    write_day(self->out, forecast->day_q50);
    write_day(self->out, forecast->day_q90);
    putc('\n', self->out);
}

/* The first day after `seen` that a question of the year asks about; JF_DAY_LAST = none. */
static jf_day next_look(const work *self, int32_t year, jf_day seen)
{
    jf_day day = JF_DAY_LAST;

    for (size_t i = 0; i < self->question_count; i++) {
        const question *asked = &self->questions[i];

        if (asked->year == year && asked->day > seen && asked->day < day)
            day = asked->day;
    }
    return day;
}

/* Forecasts the panel, and measures it where that is asked. */
static void forecast(work *self, const jf_panel *panel, jf_day day, jf_forecast *forecasts_out)
{
    size_t count = jf_panel_count(panel);
    double start = bench_processor_now();
    jf_error error = {0};
    int32_t *results;

    bench_expect(jf_panel_forecast(panel, day, forecasts_out, count, &error), JF_OK, &error,
                 "forecast");
    if (!self->options->measure)
        return;
    self->forecast_seconds += bench_processor_now() - start;
    self->forecast_count += (double)count;
    results = bench_allocate(count + 1, sizeof *results);
    start = bench_processor_now();
    bench_expect(jf_panel_exceed(panel, day, results, count, &error), JF_OK, &error, "exceed");
    self->exceed_seconds += bench_processor_now() - start;
    free(results);
}

static void print_measures(const work *self)
{
    double each = 1e6 / (self->forecast_count > 0 ? self->forecast_count : 1);

    bench_print_value(WATCH_SUITE, "answers", "us_per_forecast", self->forecast_seconds * each);
    bench_print_value(WATCH_SUITE, "answers", "us_per_probability", self->exceed_seconds * each);
}

/* All questions of a year, look by look. */
static void answer_year(work *self, int32_t year)
{
    jf_panel *panel = make_panel(self, year);
    size_t count = jf_panel_count(panel);
    jf_forecast *forecasts = bench_allocate(count + 1, sizeof *forecasts);
    jf_day day = next_look(self, year, JF_DAY_NONE);

    for (; day < JF_DAY_LAST; day = next_look(self, year, day)) {
        forecast(self, panel, day, forecasts);
        for (size_t i = 0; i < self->question_count; i++) {
            const question *asked = &self->questions[i];

            if (asked->year == year && asked->day == day)
                write_answer(self, asked, &forecasts[self->places[asked->unit] - 1]);
        }
    }
    free(forecasts);
    jf_panel_free(panel);
}

void answers_write(const answers_options *options)
{
    work self = {.options = options};
    bool is_written;

    counts_read(&options->data, &self.counts);
    read_questions(&self);
    self.places = bench_allocate(self.counts.unit_count, sizeof *self.places);
    self.quotas = bench_allocate(self.counts.unit_count, sizeof *self.quotas);
    for (int32_t year = 0; year < self.counts.year_count; year++)
        (void)take_quotas(&self, self.counts.first_year + year); /* refuses before it writes */
    self.out = fopen(options->out, "w");
    input_require(self.out != NULL, options->out, 0, "cannot be written");
    fputs("unit,year,look_date,p_exceed,total_mean,total_q10,total_q50,total_q90,"
          "date_q10,date_q50,date_q90\n",
          self.out);
    for (int32_t year = 0; year < self.counts.year_count; year++)
        if (take_quotas(&self, self.counts.first_year + year))
            answer_year(&self, self.counts.first_year + year);
    is_written = !ferror(self.out);
    input_require(fclose(self.out) == 0 && is_written, options->out, 0, "cannot be written");
    if (options->measure)
        print_measures(&self);
    free(self.quotas);
    free(self.places);
    free(self.questions);
    counts_free(&self.counts);
}
