/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a table as UTF-8 with LF, so that jf_csv_read gives back the same cells.
 *
 * The text always ends in a NUL beyond its count, so that the result needs no allocation. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/records.h"
#include "io/csv.h"

/* Leftovers of crashed runs that a new temporary file steps around. */
#define TEMPORARY_MAX 100

struct jf_csv_writer {
    jf_allocator allocator;
    jf__csv_bytes text;
    size_t row_start;    /* of the open row in text */
    size_t cell_count;   /* of the open row */
    size_t column_count; /* of the first row; 0 = none has ended */
};

jf_csv_writer *jf_csv_writer_new(const jf_csv_options *opts, jf_error *err)
{
    jf_csv_options known;
    jf_allocator allocator;
    jf_csv_writer *self;

    if (jf__options_read(&known, sizeof known, opts, "opts", err) ||
        jf__allocator_init(&allocator, &known.allocator, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    return self;
}

void jf_csv_writer_free(jf_csv_writer *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__array_release(&self->text, &allocator);
    jf__release(&allocator, self);
}

/* A reader would split, cut or trim the cell, or take its first bytes for a byte order mark. */
static bool needs_quotes(const char *text, size_t size)
{
    return text[strcspn(text, ",\"\r\n")] != '\0' || jf__csv_space_first(text, size) > 0 ||
           jf__csv_space_last(text, size) > 0 || strncmp(text, "\xEF\xBB\xBF", 3) == 0;
}

static void put(jf_csv_writer *self, char byte)
{
    self->text.items[self->text.count++] = byte;
}

static void put_cell(jf_csv_writer *self, const char *text, size_t size)
{
    bool quoted = needs_quotes(text, size);

    if (self->cell_count > 0)
        put(self, ',');
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

jf_status jf_csv_writer_text(jf_csv_writer *self, const char *text, jf_error *err)
{
    size_t size;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__text_check(text, "text", err);
    if (status)
        return status;
    size = strlen(text);
    /* Every byte a doubled quote, separator, two quotes, NUL. */
    if (!jf__array_reserve(&self->text, size * 2 + 4, &self->allocator))
        return jf__fail_memory(err);
    put_cell(self, text, size);
    return JF_OK;
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

jf_status jf_csv_writer_end_row(jf_csv_writer *self, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (self->cell_count == 0)
        return jf__fail(err, JF_E_STATE, "the row has no cell");
    if (self->column_count != 0 && self->cell_count != self->column_count)
        return jf__fail_about(err, JF_E_STATE, 0, (int64_t)self->column_count,
                              (int64_t)self->cell_count, "the row has %zu cells, the first has %zu",
                              self->cell_count, self->column_count);
    if (!jf__array_reserve(&self->text, 4, &self->allocator))
        return jf__fail_memory(err);
    /* One empty cell alone would be a blank line. */
    if (self->text.count == self->row_start) {
        put(self, '"');
        put(self, '"');
    }
    put(self, '\n');
    self->text.items[self->text.count] = '\0';
    self->column_count = self->cell_count;
    self->cell_count = 0;
    self->row_start = self->text.count;
    return JF_OK;
}

const char *jf_csv_writer_result(const jf_csv_writer *self)
{
    return self && self->text.items ? self->text.items : "";
}

/* Creates a file that did not exist, beside path; its name is left in `name`. */
static FILE *open_temporary(const char *path, char *name, size_t name_size)
{
    FILE *file = NULL;

    errno = EEXIST;
    for (int i = 0; !file && errno == EEXIST && i < TEMPORARY_MAX; i++) {
        (void)snprintf(name, name_size, "%s.%d.tmp", path, i);
        file = fopen(name, "wbx");
    }
    return file;
}

static bool write_through(FILE *file, const char *text, size_t size)
{
    bool is_written =
        fwrite(text, 1, size, file) == size && fflush(file) == 0 && fsync(fileno(file)) == 0;
    int number = errno;
    bool is_closed = fclose(file) == 0;

    if (!is_written)
        errno = number;
    return is_written && is_closed;
}

jf_status jf_csv_writer_save(const jf_csv_writer *self, const char *path, jf_error *err)
{
    jf_status status = JF_OK;
    size_t name_size;
    char *name;
    FILE *file;

    if (!self || !path)
        return jf__fail_null(err, self ? "path" : "self");
    if (self->cell_count > 0)
        return jf__fail(err, JF_E_STATE, "the last row has not ended");
    name_size = strlen(path) + sizeof ".99.tmp";
    name = jf__allocate(&self->allocator, name_size, 1);
    if (!name)
        return jf__fail_memory(err);
    file = open_temporary(path, name, name_size);
    if (!file) {
        status = jf__csv_fail_io(err, path, "write");
    } else if (!write_through(file, jf_csv_writer_result(self), self->text.count) ||
               rename(name, path) != 0) {
        status = jf__csv_fail_io(err, path, "write");
        (void)remove(name);
    }
    jf__release(&self->allocator, name);
    return status;
}
