/* SPDX-License-Identifier: Apache-2.0 */
/* Reads date,unit,count[,kind] twice: once for the units and years, once for the counts. */
#include "counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "jianfu/csv.h"

#define NAME_ROOM 512

typedef struct table {
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

static void need(jf_status status, const jf_error *error, const char *path)
{
    if (status) {
        fprintf(stderr, "bench_watch: %s: %s\n", path, error->message);
        exit(2);
    }
}

static void open_table(const counts_options *options, table *table_out)
{
    jf_error error = {0};

    *table_out = (table){.has_kind = options->kinds || options->unit_by_kind};
    table_out->reader = jf_csv_reader_new(options->path, NULL, &error);
    need(table_out->reader ? JF_OK : JF_E_IO, &error, options->path);
    need(jf_csv_reader_column(table_out->reader, "date", &table_out->day, &error), &error,
         options->path);
    need(jf_csv_reader_column(table_out->reader, "unit", &table_out->unit, &error), &error,
         options->path);
    need(jf_csv_reader_column(table_out->reader, "count", &table_out->count, &error), &error,
         options->path);
    if (table_out->has_kind)
        need(jf_csv_reader_column(table_out->reader, "kind", &table_out->kind, &error), &error,
             options->path);
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

/* The next row that counts. */
static bool next_row(const counts_options *options, const table *from, row *row_out)
{
    jf_error error = {0};
    bool has_row;

    for (;;) {
        const char *kind = "";
        int length;

        need(jf_csv_reader_next(from->reader, &has_row, &error), &error, options->path);
        if (!has_row)
            return false;
        if (from->has_kind)
            kind = jf_csv_reader_text(from->reader, from->kind);
        need(jf_csv_reader_day(from->reader, from->day, &row_out->day, &error), &error,
             options->path);
        need(jf_csv_reader_integer(from->reader, from->count, 0, &row_out->count, &error), &error,
             options->path);
        bench_require(row_out->day != JF_DAY_NONE && row_out->count >= 0, "a date and a count");
        if (!is_wanted(options->kinds, kind) || row_out->count == 0)
            continue;
        length =
            snprintf(row_out->unit, sizeof row_out->unit, options->unit_by_kind ? "%s/%s" : "%s",
                     jf_csv_reader_text(from->reader, from->unit), kind);
        bench_require(length > 0 && length < NAME_ROOM, "a short name of a unit");
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

static void add_unit(counts *self, const char *name)
{
    size_t slot = slot_of(self, name);

    if (self->slots[slot])
        return;
    bench_require(self->unit_count < self->slot_count / 2, "at most 32,768 units");
    self->names[self->unit_count] = bench_allocate(strlen(name) + 1, 1);
    strcpy(self->names[self->unit_count], name);
    self->slots[slot] = ++self->unit_count;
}

static void survey(const counts_options *options, counts *self)
{
    int32_t last_year = 0;
    bool any = false;
    table from;
    row found;

    open_table(options, &from);
    while (next_row(options, &from, &found)) {
        int month;
        int32_t year = counts_year_of(options->start_month, found.day, &month);

        if (!any || year < self->first_year)
            self->first_year = year;
        if (!any || year > last_year)
            last_year = year;
        any = true;
        add_unit(self, found.unit);
    }
    jf_csv_reader_free(from.reader);
    bench_require(any, "a row that counts");
    self->year_count = last_year - self->first_year + 1;
}

void counts_read(const counts_options *options, counts *counts_out)
{
    table from;
    row found;

    *counts_out = (counts){.slot_count = 65536, .start_month = options->start_month};
    counts_out->slots = bench_allocate(counts_out->slot_count, sizeof *counts_out->slots);
    memset(counts_out->slots, 0, counts_out->slot_count * sizeof *counts_out->slots);
    counts_out->names = bench_allocate(counts_out->slot_count, sizeof *counts_out->names);
    survey(options, counts_out);
    {
        size_t size = counts_out->unit_count * (size_t)counts_out->year_count * MONTHS;

        counts_out->months = bench_allocate(size, sizeof *counts_out->months);
        memset(counts_out->months, 0, size * sizeof *counts_out->months);
    }
    open_table(options, &from);
    while (next_row(options, &from, &found)) {
        int month;
        int32_t year = counts_year_of(options->start_month, found.day, &month);
        size_t unit = counts_find(counts_out, found.unit);
        size_t at = unit * (size_t)counts_out->year_count +
                    (size_t)(year - counts_out->first_year);

        counts_out->months[at * MONTHS + (size_t)month] += found.count;
    }
    jf_csv_reader_free(from.reader);
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
