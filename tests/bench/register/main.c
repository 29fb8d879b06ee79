/* SPDX-License-Identifier: Apache-2.0 */
/* What reading documents takes; docs/BENCHMARKS.md tells what each case measures.
 *
 * The rows are those of rows.csv in the folder that JIANFU_BENCH_FILES names, which
 * register/peer.py reads too; without the folder they stay in memory. Seconds are those that this
 * process had of a core, so that others on the machine do not count. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench.h"
#include "jianfu/csv.h"
#include "jianfu/register_check.h"
#include "jianfu/register_text.h"

#define SUITE "register"
#define ROW_ROOM 200

/* Document numbers one behind the other, each with its NUL, and the table that holds them. */
typedef struct world {
    size_t rows;
    char *numbers;
    char *table;
    size_t table_size;
    char path[4096]; /* "" = there is no file */
} world;

static double core_seconds(void)
{
    struct timespec now;

    bench_require(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0, "a clock");
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static size_t rows_of(const bench_options *options)
{
    static const size_t rows[] = {1000, 1000000, 4000000};

    return rows[options->effort];
}

/* One row of ten columns, 140 bytes as in the municipal example. */
static size_t write_row(char *at, const char *number, size_t index)
{
    return (size_t)sprintf(at,
                           "%s,关于做好第%zu批企业安全生产工作的通知,通知,安全生产与社会责任科,"
                           "%d-%02d-%02d,,,%zu;%zu,down,%zu\n",
                           number, index % 997, 2018 + (int)(index % 6), 1 + (int)(index % 12),
                           1 + (int)(index % 28), 201 + index % 15, 1001 + index % 200,
                           500 + index % 6000);
}

static void make_rows(world *self, size_t rows)
{
    static const char *const series[] = {"国办发",   "国发",     "粤府办",   "晋政办发", "沪府发",
                                         "宁政办发", "豫政办",   "国办函",   "渝府发",   "云政任"};
    static const char *const forms[] = {"%s〔%d〕%zu号", "%s〔%d〕%zu号", "%s〔%d〕%zu号",
                                        "%s [%d]%zu号", "发文字号：%s〔%d〕%zu号"};
    char *number;
    char *row;

    self->rows = rows;
    self->numbers = number = bench_allocate(rows, 64);
    self->table = row = bench_allocate(rows + 1, ROW_ROOM + 64);
    row += sprintf(row, "doc_number/发文字号,title/标题,doc_kind/文种,sponsor/主办科室,date_signed,"
                        "date_dispatched,classification,recipients,direction,chars\n");
    for (size_t i = 0; i < rows; i++) {
        int year = 2018 + (int)(i % 6);

        (void)sprintf(number, forms[i % 5], series[i % 10], year, 1 + i / 60);
        row += write_row(row, number, i);
        number += strlen(number) + 1;
    }
    self->table_size = (size_t)(row - self->table);
}

static void save_rows(world *self)
{
    const char *folder = getenv("JIANFU_BENCH_FILES");
    FILE *file;

    if (!folder)
        return;
    (void)snprintf(self->path, sizeof self->path, "%s/rows.csv", folder);
    file = fopen(self->path, "wb");
    bench_require(file && fwrite(self->table, 1, self->table_size, file) == self->table_size &&
                      fclose(file) == 0,
                  "a file to read");
}

/* Seconds of one pass; what it makes of the rows is added up so that nothing is left out. */
typedef double pass(const world *self, int64_t *sum);

static double parse_numbers(const world *self, int64_t *sum)
{
    const char *number = self->numbers;
    double start = core_seconds();

    for (size_t i = 0; i < self->rows; i++) {
        jf_doc_number read = {.size = sizeof read};

        bench_require(jf_doc_number_parse(number, &read, NULL) == JF_OK, "a number");
        *sum += read.year + read.serial;
        number += strlen(number) + 1;
    }
    return core_seconds() - start;
}

static double print_numbers(const world *self, int64_t *sum)
{
    const char *number = self->numbers;
    double start = core_seconds();

    for (size_t i = 0; i < self->rows; i++) {
        jf_doc_number read = {.size = sizeof read};
        char text[JF_DOC_NUMBER_TEXT_SIZE];

        (void)jf_doc_number_parse(number, &read, NULL);
        (void)jf_doc_number_print(&read, number, text, sizeof text, NULL);
        *sum += text[9];
        number += strlen(number) + 1;
    }
    return core_seconds() - start;
}

static double parse_dates(const world *self, int64_t *sum)
{
    static const char *const dates[] = {"2023-01-05", "2023年1月5日", "二○二三年一月五日",
                                        "2023/1/5"};
    double start = core_seconds();

    for (size_t i = 0; i < self->rows; i++) {
        jf_doc_date read = {.size = sizeof read};

        (void)jf_doc_date_parse(dates[i % 4], &read, NULL);
        *sum += read.day;
    }
    return core_seconds() - start;
}

static double read_table(const world *self, int64_t *sum)
{
    jf_error error = {0};
    double start = core_seconds();
    jf_csv *table =
        jf_csv_read("register.csv", (const uint8_t *)self->table, self->table_size, NULL, &error);

    bench_require(table != NULL, error.message);
    *sum += (int64_t)jf_csv_row_count(table);
    start = core_seconds() - start;
    jf_csv_free(table);
    return start;
}

static double read_rows(const world *self, int64_t *sum)
{
    jf_error error = {0};
    bool has_row = true;
    double start = core_seconds();
    jf_csv_reader *reader = jf_csv_reader_new(self->path, NULL, &error);

    bench_require(reader != NULL, error.message);
    while (jf_csv_reader_next(reader, &has_row, &error) == JF_OK && has_row)
        *sum += jf_csv_reader_text(reader, 0)[0];
    bench_require(error.status == JF_OK, error.message);
    jf_csv_reader_free(reader);
    return core_seconds() - start;
}

static double write_rows(const world *self, int64_t *sum)
{
    jf_error error = {0};
    jf_csv *table =
        jf_csv_read("register.csv", (const uint8_t *)self->table, self->table_size, NULL, &error);
    jf_csv_writer *writer = jf_csv_writer_new(NULL, &error);
    double start = core_seconds();

    for (size_t row = 0; row < jf_csv_row_count(table); row++) {
        for (size_t column = 0; column < jf_csv_column_count(table); column++)
            (void)jf_csv_writer_text(writer, jf_csv_text(table, row, column), NULL);
        (void)jf_csv_writer_end_row(writer, NULL);
    }
    start = core_seconds() - start;
    *sum += (int64_t)strlen(jf_csv_writer_result(writer));
    jf_csv_writer_free(writer);
    jf_csv_free(table);
    return start;
}

static double add_and_check(const world *self, int64_t *sum)
{
    jf_error error = {0};
    jf_tree *units = jf_tree_new(NULL, &error);
    jf_tree *kinds = jf_tree_new(NULL, &error);
    jf_document document = {.size = sizeof document, .sponsor = 1, .kind = 1};
    const char *number = self->numbers;
    jf_register *documents;
    double start;

    bench_expect(jf_tree_add(units, 1, 0, "unit", &error), JF_OK, &error, "unit");
    bench_expect(jf_tree_add(kinds, 1, 0, "kind", &error), JF_OK, &error, "kind");
    documents = jf_register_new(units, kinds, NULL, NULL, &error);
    start = core_seconds();
    for (size_t i = 0; i < self->rows; i++) {
        document.date_signed = 17600 + (jf_day)(i % 2191);
        (void)jf_register_add(documents, &document, number, "", NULL);
        number += strlen(number) + 1;
    }
    bench_expect(jf_register_check(documents, &error), JF_OK, &error, "check");
    start = core_seconds() - start;
    *sum += (int64_t)jf_register_finding_count(documents);
    jf_register_free(documents);
    jf_tree_free(units);
    jf_tree_free(kinds);
    return start;
}

/* Work of a pass in units of the metric, a second. */
static void measure(const bench_options *options, const world *self, const char *name,
                    const char *metric, pass *run, double work)
{
    static const int repeats[] = {1, 7, 15};
    bench_sample sample = {.count = 0};
    int64_t sum = 0;

    if (!bench_wants(options, name))
        return;
    (void)run(self, &sum);
    for (int i = 0; i < repeats[options->effort]; i++)
        bench_sample_add(&sample, work / run(self, &sum));
    bench_require(sum != 0, "something that was read");
    bench_print(SUITE, name, metric, &sample);
}

int main(int argc, char **argv)
{
    bench_options options = bench_options_read(argc, argv);
    world self = {0};
    double millions;
    double megabytes;

    make_rows(&self, rows_of(&options));
    save_rows(&self);
    millions = (double)self.rows / 1e6;
    megabytes = (double)self.table_size / 1e6;
    measure(&options, &self, "number_parse", "million_per_second", parse_numbers, millions);
    measure(&options, &self, "number_print", "million_per_second", print_numbers, millions);
    measure(&options, &self, "date_parse", "million_per_second", parse_dates, millions);
    measure(&options, &self, "csv_read", "megabytes_per_second", read_table, megabytes);
    if (*self.path)
        measure(&options, &self, "csv_read_by_row", "megabytes_per_second", read_rows, megabytes);
    else
        bench_print_skipped(SUITE, "csv_read_by_row", "JIANFU_BENCH_FILES names no folder");
    measure(&options, &self, "csv_write", "megabytes_per_second", write_rows, megabytes);
    measure(&options, &self, "register_add_check", "million_per_second", add_and_check, millions);
    free(self.numbers);
    free(self.table);
    return 0;
}
