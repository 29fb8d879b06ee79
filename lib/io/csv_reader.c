/* SPDX-License-Identifier: Apache-2.0 */
/* A table of which a block of rows is in memory at a time.
 *
 * The text of the table begins with the header, which stays; behind it come whole rows. A block is
 * cut behind the last line feed that an even number of quotes comes before; blank lines there are
 * held back, since only the end of the file tells whether they say nothing. What is behind the cut
 * waits in `rest`. A wrong row is remembered, and told when the rows before it are read. */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "io/csv_sheet.h"
#include "io/csv_source.h"

/* A quoted cell of the greatest length with every quote doubled, and what is around it. */
#define CELL_MAX (2 * (size_t)JF__TEXT_MAX + 8)

struct jf_csv_reader {
    jf_allocator allocator;
    jf__csv_bounds bounds;
    jf__csv_source source;
    jf_csv *table;
    jf__csv_bytes rest;
    size_t row;       /* data rows of the block that were current */
    bool has_row;     /* the last of them is */
    uint64_t offset;  /* of the block in a file of UTF-8 */
    jf_error problem; /* of the row behind the block; status 0 = none */
};

static bool has_even_quotes(const char *text, size_t size)
{
    const char *end = text + size;
    const char *quote = memchr(text, '"', size);
    bool even = true;

    for (; quote; quote = memchr(quote + 1, '"', (size_t)(end - quote - 1)))
        even = !even;
    return even;
}

/* Bytes of whole rows that text begins with. */
static size_t whole_rows(const char *text, size_t size)
{
    bool even = has_even_quotes(text, size);

    for (; size > 0; size--) {
        if (text[size - 1] == '\n' && even)
            return size;
        if (text[size - 1] == '"')
            even = !even;
    }
    return 0;
}

/* The same without blank lines at the end. */
static size_t rows_to_read(const char *text, size_t size)
{
    size_t rows = whole_rows(text, size);

    while (rows > 0) {
        size_t end = rows - 1;

        if (end > 0 && text[end - 1] == '\r')
            end--;
        if (end > 0 && text[end - 1] != '\n')
            break;
        rows = end;
    }
    return rows;
}

/* Fills the text from `start` on until it holds a whole row, or all that is left of the file. */
static jf_status load(jf_csv_reader *self, size_t start, jf_error *err)
{
    jf__csv_bytes *text = &self->table->text;
    size_t most = self->bounds.column_max * CELL_MAX;
    int32_t row = self->table->column_count ? (int32_t)self->table->rows_before + 2 : 1;
    size_t rows = 0;

    if (!jf__array_reserve(text, self->rest.count + 1, &self->allocator))
        return jf__fail_memory(err);
    if (self->rest.count > 0)
        memcpy(text->items + start, self->rest.items, self->rest.count);
    text->count = start + self->rest.count;
    self->rest.count = 0;
    while (rows == 0 && !self->source.is_ended && text->count - start < most) {
        jf_status status =
            jf__csv_source_read(&self->source, text, self->table->name, start, row, err);

        if (status)
            return status;
        rows = rows_to_read(text->items + start, text->count - start);
    }
    if (rows == 0 || self->source.is_ended)
        rows = text->count - start;
    if (!jf__array_reserve(&self->rest, text->count - start - rows + 1, &self->allocator))
        return jf__fail_memory(err);
    self->rest.count = text->count - start - rows;
    memcpy(self->rest.items, text->items + start + rows, self->rest.count);
    text->count = start + rows;
    text->items[text->count] = '\0';
    return JF_OK;
}

/* Of a block that came as UTF-8; its offset is needed for the message alone. */
static jf_status check_encoding(jf_csv_reader *self, size_t start, jf_error *err)
{
    jf__csv_bytes *text = &self->table->text;
    size_t size = text->count - start;
    int32_t row = self->table->column_count ? (int32_t)self->table->rows_before + 2 : 1;
    size_t wrong = self->source.has_converter ? JF__CSV_NONE_WRONG : jf__csv_not_utf8(text, start);

    if (wrong == JF__CSV_NONE_WRONG) {
        self->offset += size;
        return JF_OK;
    }
    row += jf__csv_row_of(text->items + start, wrong - start) - 1;
    return jf__csv_fail_encoding(err, self->table->name, row,
                                 (size_t)(self->offset + wrong - start), "is not UTF-8");
}

/* Loads and scans the next block. What is wrong with one of its rows is remembered, not told. */
static jf_status read_block(jf_csv_reader *self, jf_error *err)
{
    jf_csv *table = self->table;
    bool is_first = table->column_count == 0;
    size_t start = table->header_size;
    jf_error problem = {0};
    jf_status status;

    table->rows_before += table->row_count;
    table->row_count = 0;
    table->cells.count = table->column_count;
    self->row = 0;
    status = load(self, start, err);
    if (!status)
        status = check_encoding(self, start, err);
    if (status)
        return status;
    if (is_first)
        start = jf__csv_mark_size(&table->text);
    status = jf__csv_scan(table, start, &self->bounds, &problem);
    if (status == JF_E_NO_MEMORY || table->header_size == 0) {
        if (err && status)
            *err = problem;
        return status;
    }
    self->problem = problem;
    return JF_OK;
}

jf_csv_reader *jf_csv_reader_new(const char *path, const jf_csv_options *opts, jf_error *err)
{
    jf__csv_bounds bounds = {.byte_max = 0};
    jf_allocator allocator = {.user = NULL};
    jf_csv_reader *self;

    if (!path) {
        (void)jf__fail_null(err, "path");
        return NULL;
    }
    if (jf__csv_bounds_read(&bounds, &allocator, opts, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->bounds = bounds;
    self->table = jf__csv_new(path, &allocator, err);
    if (!self->table ||
        jf__csv_source_open(&self->source, path, bounds.encoding, &self->allocator, err) ||
        read_block(self, err)) {
        jf_csv_reader_free(self);
        return NULL;
    }
    self->table->encoding = self->source.encoding;
    return self;
}

void jf_csv_reader_free(jf_csv_reader *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__csv_source_release(&self->source);
    jf__array_release(&self->rest, &allocator);
    jf_csv_free(self->table);
    jf__release(&allocator, self);
}

/* Whether bytes of the file are left that are in no block yet. */
static bool has_more(const jf_csv_reader *self)
{
    return !self->problem.status && (!self->source.is_ended || self->rest.count > 0);
}

jf_status jf_csv_reader_next(jf_csv_reader *self, bool *has_row_out, jf_error *err)
{
    if (!self || !has_row_out)
        return jf__fail_null(err, self ? "has_row_out" : "self");
    self->has_row = false;
    while (self->row == self->table->row_count && has_more(self)) {
        jf_error failure = {0};

        if (read_block(self, &failure))
            self->problem = failure;
    }
    if (self->row == self->table->row_count && self->problem.status) {
        if (err)
            *err = self->problem;
        return (jf_status)self->problem.status;
    }
    self->has_row = self->row < self->table->row_count;
    self->row += self->has_row;
    *has_row_out = self->has_row;
    return JF_OK;
}

int32_t jf_csv_reader_encoding(const jf_csv_reader *self)
{
    return self ? self->source.encoding : JF_ENCODING_DETECT;
}

int32_t jf_csv_reader_line(const jf_csv_reader *self)
{
    return self && self->has_row ? jf_csv_row_line(self->table, self->row - 1) : 0;
}

size_t jf_csv_reader_column_count(const jf_csv_reader *self)
{
    return self ? jf_csv_column_count(self->table) : 0;
}

const char *jf_csv_reader_column_name(const jf_csv_reader *self, size_t column)
{
    return self ? jf_csv_column_name(self->table, column) : NULL;
}

jf_status jf_csv_reader_column(const jf_csv_reader *self, const char *name, size_t *column_out,
                               jf_error *err)
{
    return jf_csv_column(self ? self->table : NULL, name, column_out, err);
}

const char *jf_csv_reader_text(const jf_csv_reader *self, size_t column)
{
    return self && self->has_row ? jf_csv_text(self->table, self->row - 1, column) : NULL;
}

static jf_status check_current(const jf_csv_reader *self, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    return self->has_row ? JF_OK
                         : jf__fail(err, JF_E_RANGE, "%s: no row is current", self->table->name);
}

jf_status jf_csv_reader_integer(const jf_csv_reader *self, size_t column, int64_t fallback,
                                int64_t *value_out, jf_error *err)
{
    jf_status status = check_current(self, err);

    return status ? status
                  : jf_csv_integer(self->table, self->row - 1, column, fallback, value_out, err);
}

jf_status jf_csv_reader_day(const jf_csv_reader *self, size_t column, jf_day *day_out,
                            jf_error *err)
{
    jf_status status = check_current(self, err);

    return status ? status : jf_csv_day(self->table, self->row - 1, column, day_out, err);
}

jf_status jf_csv_reader_check(const jf_csv_reader *self, int32_t sheet, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (!jf_sheet_file(sheet))
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, sheet, "no sheet %" PRId32, sheet);
    return jf__sheet_check_row(self->table, sheet, self->has_row ? self->row - 1 : SIZE_MAX, err);
}
