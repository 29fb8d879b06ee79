/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a table, so that jf_csv_read gives back the same cells: in memory, or row by row to a
 * file.
 *
 * The text always ends in a NUL beyond its count, so that the result needs no allocation. What goes
 * to a file leaves the text whenever it holds a mebibyte of whole rows. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "io/csv_sheet.h"
#include "io/csv_sink.h"

#define BLOCK_SIZE ((size_t)1 << 20)

struct jf_csv_writer {
    jf_allocator allocator;
    jf__csv_bounds bounds;
    jf__csv_bytes text;
    jf__csv_sink sink;   /* of a writer to a file */
    bool is_finished;    /* nothing more may be written */
    int32_t sheet;       /* a jf_sheet whose cells are written; 0 = any cells */
    size_t row_start;    /* of the open row in text */
    size_t cell_count;   /* of the open row */
    size_t column_count; /* of the first row; 0 = none has ended */
};

jf_csv_writer *jf_csv_writer_new(const jf_csv_options *opts, jf_error *err)
{
    jf__csv_bounds bounds = {.byte_max = 0};
    jf_allocator allocator = {.user = NULL};
    jf_csv_writer *self;

    if (jf__csv_bounds_read(&bounds, &allocator, opts, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->bounds = bounds;
    return self;
}

jf_csv_writer *jf_csv_writer_open(const char *path, const jf_csv_options *opts, jf_error *err)
{
    jf_csv_writer *self;

    if (!path) {
        (void)jf__fail_null(err, "path");
        return NULL;
    }
    self = jf_csv_writer_new(opts, err);
    if (self && jf__csv_sink_open(&self->sink, path, &self->bounds, &self->allocator, err)) {
        jf_csv_writer_free(self);
        return NULL;
    }
    return self;
}

void jf_csv_writer_free(jf_csv_writer *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__csv_sink_drop(&self->sink);
    jf__array_release(&self->text, &allocator);
    jf__release(&allocator, self);
}

/* A reader would split, cut or trim the cell, or take its first bytes for a byte order mark. */
static bool needs_quotes(const jf_csv_writer *self, const char *text, size_t size)
{
    const char special[] = {'"', '\r', '\n', (char)self->bounds.separator, '\0'};

    return text[strcspn(text, special)] != '\0' || jf__csv_space_first(text, size) > 0 ||
           jf__csv_space_last(text, size) > 0 || strncmp(text, "\xEF\xBB\xBF", 3) == 0;
}

static void put(jf_csv_writer *self, char byte)
{
    self->text.items[self->text.count++] = byte;
}

static void put_cell(jf_csv_writer *self, const char *text, size_t size)
{
    bool quoted = needs_quotes(self, text, size);

    if (self->cell_count > 0)
        put(self, (char)self->bounds.separator);
    if (quoted)
        put(self, '"');
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"')
            put(self, '"');
        put(self, text[i]);
    }
    if (quoted)
        put(self, '"');
    self->text.items[self->text.count] = '\0';
    self->cell_count++;
}

static jf_status check_open(const jf_csv_writer *self, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (self->is_finished)
        return jf__fail(err, JF_E_STATE, "the file is finished, or writing it has failed");
    return JF_OK;
}

static jf_status add_cell(jf_csv_writer *self, const char *text, jf_error *err)
{
    size_t size = strlen(text);

    /* Every byte a doubled quote, separator, two quotes, NUL. */
    if (!jf__array_reserve(&self->text, size * 2 + 4, &self->allocator))
        return jf__fail_memory(err);
    put_cell(self, text, size);
    return JF_OK;
}

jf_status jf_csv_writer_text(jf_csv_writer *self, const char *text, jf_error *err)
{
    jf_status status = check_open(self, err);

    if (!status)
        status = jf__text_check(text, "text", err);
    if (!status && self->sheet)
        status = jf__sheet_check_cell(self->sheet, self->cell_count, text, err);
    return status ? status : add_cell(self, text, err);
}

jf_status jf_csv_writer_integer(jf_csv_writer *self, int64_t value, jf_error *err)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%" PRId64, value);
    return jf_csv_writer_text(self, text, err);
}

jf_status jf_csv_writer_day(jf_csv_writer *self, jf_day day, jf_error *err)
{
    char text[16] = "";

    if (!self)
        return jf__fail_null(err, "self");
    if (day != JF_DAY_NONE) {
        jf_status status = jf_day_format(day, text, sizeof text, err);

        if (status)
            return status;
    }
    return jf_csv_writer_text(self, text, err);
}

static void end_row(jf_csv_writer *self)
{
    /* One empty cell alone would be a blank line. */
    if (self->text.count == self->row_start) {
        put(self, '"');
        put(self, '"');
    }
    if (self->bounds.ends_in_crlf)
        put(self, '\r');
    put(self, '\n');
    self->text.items[self->text.count] = '\0';
    self->column_count = self->cell_count;
    self->cell_count = 0;
    self->row_start = self->text.count;
}

/* Whole rows leave the text for the file. */
static jf_status spill(jf_csv_writer *self, jf_error *err)
{
    jf_status status = jf__csv_sink_write(&self->sink, self->text.items, self->text.count, err);

    self->is_finished = status != JF_OK;
    self->text.count = self->row_start = 0;
    self->text.items[0] = '\0';
    return status;
}

jf_status jf_csv_writer_end_row(jf_csv_writer *self, jf_error *err)
{
    jf_status status = check_open(self, err);

    if (status)
        return status;
    if (self->cell_count == 0)
        return jf__fail(err, JF_E_STATE, "the row has no cell");
    if (self->column_count != 0 && self->cell_count != self->column_count)
        return jf__fail_about(err, JF_E_STATE, 0, (int64_t)self->column_count,
                              (int64_t)self->cell_count, "the row has %zu cells, the first has %zu",
                              self->cell_count, self->column_count);
    if (!jf__array_reserve(&self->text, 5, &self->allocator))
        return jf__fail_memory(err);
    end_row(self);
    return self->sink.file && self->text.count >= BLOCK_SIZE ? spill(self, err) : JF_OK;
}

jf_status jf_csv_writer_begin_sheet(jf_csv_writer *self, int32_t sheet, jf_error *err)
{
    jf_status status = check_open(self, err);
    size_t count = jf_sheet_column_count(sheet);
    size_t start;

    if (status)
        return status;
    if (count == 0)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, sheet, "no sheet %" PRId32, sheet);
    if (self->column_count > 0 || self->cell_count > 0)
        return jf__fail(err, JF_E_STATE, "the table has cells already");
    start = self->text.count;
    for (size_t column = 0; !status && column < count; column++)
        status = add_cell(self, jf_sheet_column_name(sheet, column), err);
    if (!status)
        status = jf_csv_writer_end_row(self, err);
    if (status) {
        self->text.count = start;
        self->cell_count = 0;
        return status;
    }
    self->sheet = sheet;
    return JF_OK;
}

const char *jf_csv_writer_result(const jf_csv_writer *self)
{
    return self && self->text.items ? self->text.items : "";
}

jf_status jf_csv_writer_save(const jf_csv_writer *self, const char *path, jf_error *err)
{
    jf__csv_sink sink;
    jf_status status;

    if (!self || !path)
        return jf__fail_null(err, self ? "path" : "self");
    if (self->cell_count > 0)
        return jf__fail(err, JF_E_STATE, "the last row has not ended");
    if (self->sink.path)
        return jf__fail(err, JF_E_STATE, "this table goes to %s row by row", self->sink.path);
    status = jf__csv_sink_open(&sink, path, &self->bounds, &self->allocator, err);
    if (!status)
        status = jf__csv_sink_write(&sink, jf_csv_writer_result(self), self->text.count, err);
    if (!status)
        status = jf__csv_sink_finish(&sink, err);
    jf__csv_sink_drop(&sink);
    return status;
}

jf_status jf_csv_writer_finish(jf_csv_writer *self, jf_error *err)
{
    jf_status status = check_open(self, err);

    if (status)
        return status;
    if (!self->sink.file)
        return jf__fail(err, JF_E_STATE, "this table goes to no file");
    if (self->cell_count > 0)
        return jf__fail(err, JF_E_STATE, "the last row has not ended");
    status = self->text.count > 0 ? spill(self, err) : JF_OK;
    if (!status)
        status = jf__csv_sink_finish(&self->sink, err);
    self->is_finished = true;
    return status;
}
