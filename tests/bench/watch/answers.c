/* SPDX-License-Identifier: Apache-2.0 */
/* One panel a year: all units that issued anything before it, each with all of its past. Of the
 * year itself a forecast is given the whole, and looks at the months up to the day asked about
 * only; tests/peers/test_warnings.py shuffles what comes after and gets the same answers. */
#include "answers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "jianfu/csv.h"
#include "jianfu/watch_forecast.h"

typedef struct question {
    size_t unit;
    int32_t year;
    int64_t quota;
    int64_t issued;
    jf_day day;
} question;

typedef struct work {
    const answers_options *options;
    counts counts;
    question *questions;
    size_t question_count;
    size_t *places; /* of a unit in the panel, + 1; 0 = it has no past */
    FILE *out;
} work;

static void need(jf_status status, const jf_error *error, const char *what)
{
    if (status) {
        fprintf(stderr, "bench_watch: %s: %s\n", what, error->message);
        exit(2);
    }
}

static void need_that(bool holds, const char *path, int line, const char *what)
{
    if (!holds) {
        fprintf(stderr, "bench_watch: %s:%d: %s\n", path, line, what);
        exit(2);
    }
}

static void read_question(work *self, const jf_csv *table, size_t row, const size_t columns[5])
{
    const char *path = self->options->cases;
    int line = jf_csv_row_line(table, row);
    question *found = &self->questions[row];
    jf_error error = {0};
    int64_t year;
    int month;

    found->unit = counts_find(&self->counts, jf_csv_text(table, row, columns[0]));
    need_that(found->unit < self->counts.unit_count, path, line, "the data have no such unit");
    need(jf_csv_integer(table, row, columns[1], 0, &year, &error), &error, path);
    need(jf_csv_integer(table, row, columns[2], 0, &found->quota, &error), &error, path);
    need(jf_csv_day(table, row, columns[3], &found->day, &error), &error, path);
    need(jf_csv_integer(table, row, columns[4], 0, &found->issued, &error), &error, path);
    found->year = counts_year_of(self->counts.start_month, found->day, &month);
    need_that(found->year == year, path, line, "look_date is not in its year");
    need_that(counts_year(&self->counts, found->unit, found->year) != NULL, path, line,
              "the data have no such year");
}

static void read_questions(work *self)
{
    static const char *const names[] = {"unit", "year", "quota", "look_date", "issued_so_far"};
    const char *path = self->options->cases;
    jf_error error = {0};
    jf_csv *table = jf_csv_read_file(path, NULL, &error);
    size_t columns[5];

    need(table ? JF_OK : JF_E_IO, &error, path);
    for (size_t i = 0; i < 5; i++)
        need(jf_csv_column(table, names[i], &columns[i], &error), &error, path);
    self->question_count = jf_csv_row_count(table);
    self->questions = bench_allocate(self->question_count + 1, sizeof *self->questions);
    for (size_t i = 0; i < self->question_count; i++)
        read_question(self, table, i, columns);
    jf_csv_free(table);
}

static int64_t quota_of(const work *self, size_t unit, int32_t year)
{
    for (size_t i = 0; i < self->question_count; i++)
        if (self->questions[i].unit == unit && self->questions[i].year == year)
            return self->questions[i].quota;
    return -1;
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

static jf_panel *make_panel(work *self, int32_t year)
{
    const jf_panel_options opts = {.size = sizeof opts, .fiscal_month = self->counts.start_month};
    int32_t years = year - self->counts.first_year;
    jf_error error = {0};
    size_t added = 0;
    jf_panel *panel;
    jf_day first;

    need(jf_day_from_civil(year, self->counts.start_month, 1, &first, &error), &error, "year");
    panel = jf_panel_new(first, NULL, NULL, &opts, &error);
    need(panel ? JF_OK : JF_E_NO_MEMORY, &error, "panel");
    for (size_t i = 0; i < self->counts.unit_count; i++) {
        jf_forecast_case unit = {(int64_t)i, quota_of(self, i, year), JF_DAY_NONE, years};

        self->places[i] = 0;
        if (!has_past(self, i, year))
            continue;
        need(jf_panel_add(panel, &unit, 1,
                          counts_year(&self->counts, i, self->counts.first_year),
                          ((size_t)years + 1) * MONTHS, &error),
             &error, self->counts.names[i]);
        self->places[i] = ++added;
    }
    if (self->options->refit)
        need(jf_panel_refit(panel, &error), &error, "refit");
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
    bench_require(forecast->used == asked->issued, "issued_so_far is what the data say");
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

/* All questions of a year, look by look. */
static void answer_year(work *self, int32_t year)
{
    jf_panel *panel = make_panel(self, year);
    size_t count = jf_panel_count(panel);
    jf_forecast *forecasts = bench_allocate(count + 1, sizeof *forecasts);
    jf_day seen = JF_DAY_NONE;

    for (;;) {
        jf_day day = JF_DAY_LAST;
        jf_error error = {0};

        for (size_t i = 0; i < self->question_count; i++)
            if (self->questions[i].year == year && self->questions[i].day > seen &&
                self->questions[i].day < day)
                day = self->questions[i].day;
        if (day == JF_DAY_LAST)
            break;
        seen = day;
        need(jf_panel_forecast(panel, day, forecasts, count, &error), &error, "forecast");
        for (size_t i = 0; i < self->question_count; i++) {
            const question *asked = &self->questions[i];

            if (asked->year == year && asked->day == day) {
                bench_require(self->places[asked->unit] > 0, "a unit with a past");
                write_answer(self, asked, &forecasts[self->places[asked->unit] - 1]);
            }
        }
    }
    free(forecasts);
    jf_panel_free(panel);
}

void answers_write(const answers_options *options)
{
    work self = {.options = options};
    int32_t last;

    counts_read(&options->data, &self.counts);
    read_questions(&self);
    self.places = bench_allocate(self.counts.unit_count, sizeof *self.places);
    self.out = fopen(options->out, "w");
    bench_require(self.out != NULL, "a file for the predictions");
    fputs("unit,year,look_date,p_exceed,total_mean,total_q10,total_q50,total_q90,"
          "date_q10,date_q50,date_q90\n",
          self.out);
    last = self.counts.first_year + self.counts.year_count - 1;
    for (int32_t year = self.counts.first_year; year <= last; year++)
        for (size_t i = 0; i < self.question_count; i++)
            if (self.questions[i].year == year) {
                answer_year(&self, year);
                break;
            }
    bench_require(fclose(self.out) == 0, "the predictions were written");
    free(self.places);
    free(self.questions);
    counts_free(&self.counts);
}
