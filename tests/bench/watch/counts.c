/* SPDX-License-Identifier: Apache-2.0 */
/* Reads date,unit,count[,kind] twice: once for the units and years, once for the counts. */
#include "counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "input.h"
#include "jianfu/csv.h"
#include "jianfu/watch_forecast.h"

#define NAME_ROOM 512
#define YEARS_MAX 400
#define SLOTS 65536

typedef struct table {
    const counts_options *options;
    jf_csv_reader *reader;
    size_t day;
    size_t unit;
    size_t count;
    size_t kind;
    bool has_kind;
} table;

typedef struct row {
    jf_day day;
    int64_t count;
    char unit[NAME_ROOM];
} row;

static size_t column_of(const table *from, const char *name)
{
    jf_error error = {0};
    size_t column = 0;

    input_expect(jf_csv_reader_column(from->reader, name, &column, &error), &error,
                 from->options->path, 0);
    return column;
}

static void open_table(const counts_options *options, table *table_out)
{
    jf_error error = {0};

    *table_out = (table){.options = options, .has_kind = options->kinds || options->unit_by_kind};
    table_out->reader = jf_csv_reader_new(options->path, NULL, &error);
    input_expect(table_out->reader ? JF_OK : JF_E_IO, &error, options->path, (int)error.line);
    table_out->day = column_of(table_out, "date");
    table_out->unit = column_of(table_out, "unit");
    table_out->count = column_of(table_out, "count");
    if (table_out->has_kind)
        table_out->kind = column_of(table_out, "kind");
}

static bool is_wanted(const char *kinds, const char *kind)
{
    size_t length = strlen(kind);

    while (kinds && *kinds) {
        size_t part = strcspn(kinds, ",");

        if (part == length && memcmp(kinds, kind, length) == 0)
            return true;
        kinds += part + (kinds[part] == ',');
    }
    return kinds == NULL;
}

/* The current row; its kind. */
static const char *read_row(const table *from, row *row_out)
{
    const char *path = from->options->path;
    const char *kind = from->has_kind ? jf_csv_reader_text(from->reader, from->kind) : "";
    const char *unit = jf_csv_reader_text(from->reader, from->unit);
    int line = jf_csv_reader_line(from->reader);
    jf_error error = {0};
    int length;

    input_expect(jf_csv_reader_day(from->reader, from->day, &row_out->day, &error), &error, path,
                 line);
    input_require(row_out->day != JF_DAY_NONE, path, line, "no date");
    input_expect(jf_csv_reader_integer(from->reader, from->count, -1, &row_out->count, &error),
                 &error, path, line);
    input_require(row_out->count >= 0 && row_out->count <= JF_FORECAST_COUNT_MAX, path, line,
                  "count is to be 0 to 1,000,000,000");
    input_require(unit[strspn(unit, " ")] != '\0', path, line, "empty unit");
    length = snprintf(row_out->unit, sizeof row_out->unit,
                      from->options->unit_by_kind ? "%s/%s" : "%s", unit, kind);
    input_require(length > 0 && length < NAME_ROOM, path, line,
                  "a unit's name is to be shorter than 512 bytes");
    return kind;
}

/* The next row that counts. */
static bool next_row(const table *from, row *row_out)
{
    jf_error error = {0};
    bool has_row;

    for (;;) {
        const char *kind;

        input_expect(jf_csv_reader_next(from->reader, &has_row, &error), &error,
                     from->options->path, (int)error.line);
        if (!has_row)
            return false;
        kind = read_row(from, row_out);
        if (row_out->count > 0 && is_wanted(from->options->kinds, kind))
            return true;
    }
}

int32_t counts_year_of(int start_month, jf_day day, int *month_out)
{
    jf_civil civil = {0};

    bench_require(jf_day_civil(day, &civil, NULL) == JF_OK, "a day");
    *month_out = (civil.month - start_month + MONTHS) % MONTHS;
    return civil.year - (civil.month < start_month);
}

static size_t slot_of(const counts *self, const char *name)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    size_t slot;

    for (const char *at = name; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    slot = (size_t)(hash % self->slot_count);
    while (self->slots[slot] && strcmp(self->names[self->slots[slot] - 1], name) != 0)
        slot = (slot + 1) % self->slot_count;
    return slot;
}

size_t counts_find(const counts *self, const char *name)
{
    size_t found = self->slots[slot_of(self, name)];

    return found ? found - 1 : self->unit_count;
}

static void add_unit(counts *self, const char *path, const char *name)
{
    size_t slot = slot_of(self, name);

    if (self->slots[slot])
        return;
    input_require(self->unit_count < self->slot_count / 2, path, 0, "more than 32,768 units");
    self->names[self->unit_count] = bench_allocate(strlen(name) + 1, 1);
    strcpy(self->names[self->unit_count], name);
    self->slots[slot] = ++self->unit_count;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_units(counts *self)
{
    qsort(self->names, self->unit_count, sizeof *self->names, compare_names);
    memset(self->slots, 0, self->slot_count * sizeof *self->slots);
    for (size_t i = 0; i < self->unit_count; i++)
        self->slots[slot_of(self, self->names[i])] = i + 1;
}

static void survey(const counts_options *options, counts *self)
{
    int32_t last_year = 0;
    bool any = false;
    table from;
    row found;

    open_table(options, &from);
    while (next_row(&from, &found)) {
        int month;
        int32_t year = counts_year_of(options->start_month, found.day, &month);

        if (!any || year < self->first_year)
            self->first_year = year;
        if (!any || year > last_year)
            last_year = year;
        any = true;
        add_unit(self, options->path, found.unit);
    }
    jf_csv_reader_free(from.reader);
    input_require(any, options->path, 0, "no row that counts");
    input_require(last_year - self->first_year < YEARS_MAX, options->path, 0,
                  "spans more than 400 years");
    self->year_count = last_year - self->first_year + 1;
    sort_units(self);
}

static void add_counts(const counts_options *options, counts *self)
{
    table from;
    row found;

    open_table(options, &from);
    while (next_row(&from, &found)) {
        int month;
        int32_t year = counts_year_of(options->start_month, found.day, &month);
        size_t unit = counts_find(self, found.unit);
        size_t at = unit * (size_t)self->year_count + (size_t)(year - self->first_year);
        int64_t *sum = &self->months[at * MONTHS + (size_t)month];

        *sum += found.count;
        input_require(*sum <= JF_FORECAST_COUNT_MAX, options->path, jf_csv_reader_line(from.reader),
                      "a month above 1,000,000,000");
    }
    jf_csv_reader_free(from.reader);
}

void counts_read(const counts_options *options, counts *counts_out)
{
    *counts_out = (counts){.slot_count = SLOTS, .start_month = options->start_month};
    counts_out->slots = bench_allocate(counts_out->slot_count, sizeof *counts_out->slots);
    counts_out->names = bench_allocate(counts_out->slot_count, sizeof *counts_out->names);
    survey(options, counts_out);
    counts_out->months = bench_allocate(
        counts_out->unit_count * (size_t)counts_out->year_count * MONTHS, sizeof(int64_t));
    add_counts(options, counts_out);
}

const int64_t *counts_year(const counts *self, size_t unit, int32_t year)
{
    if (year < self->first_year || year >= self->first_year + self->year_count)
        return NULL;
    return self->months +
           (unit * (size_t)self->year_count + (size_t)(year - self->first_year)) * MONTHS;
}

void counts_free(counts *self)
{
    for (size_t i = 0; i < self->unit_count; i++)
        free(self->names[i]);
    free(self->names);
    free(self->slots);
    free(self->months);
}
