/* SPDX-License-Identifier: Apache-2.0 */
/* From text to cells by RFC 4180, in one pass and in place: a cell ends with a NUL written over
 * the separator, line end or quote behind it, so a table is one block of text and one of offsets.
 *
 * Stricter than many readers, because a guess would move numbers between columns: a quote opens a
 * cell or is doubled inside a quoted one, a carriage return outside quotes stands before a line
 * feed, every row has as many cells as the header. */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "io/csv.h"

/* What ended a cell. */
typedef enum stop { STOP_SEPARATOR, STOP_ROW, STOP_TEXT } stop;

/* A cell in the text, not terminated yet. */
typedef struct span {
    char *first;
    size_t size;
} span;

typedef struct scanner {
    jf_csv *table;
    const jf__csv_bounds *bounds;
    char *at;
    int32_t row;              /* of the source; the header is 1 */
    size_t cell;              /* of the row, from 1 */
    unsigned char stops[256]; /* 1: the byte ends an unquoted cell, or is wrong in it */
} scanner;

static jf_status fail_cell(const scanner *self, jf_status status, const char *problem,
                           jf_error *err)
{
    return jf__fail_at(err, status, self->row, "%s row %" PRId32 ", cell %zu: %s",
                       self->table->name, self->row, self->cell, problem);
}

size_t jf__csv_space_first(const char *text, size_t size)
{
    size_t at = 0;

    while (at < size) {
        if (text[at] == ' ' || text[at] == '\t')
            at += 1;
        else if (size - at >= 2 && memcmp(text + at, "\xC2\xA0", 2) == 0)
            at += 2;
        else if (size - at >= 3 && memcmp(text + at, "\xE3\x80\x80", 3) == 0)
            at += 3;
        else
            break;
    }
    return at;
}

size_t jf__csv_space_last(const char *text, size_t size)
{
    size_t left = size;

    while (left > 0) {
        if (text[left - 1] == ' ' || text[left - 1] == '\t')
            left -= 1;
        else if (left >= 2 && memcmp(text + left - 2, "\xC2\xA0", 2) == 0)
            left -= 2;
        else if (left >= 3 && memcmp(text + left - 3, "\xE3\x80\x80", 3) == 0)
            left -= 3;
        else
            break;
    }
    return size - left;
}

static jf_status read_quoted(scanner *self, span *cell_out, jf_error *err)
{
    const char *end = self->table->text.items + self->table->text.count;
    char *in = self->at + 1;
    char *out = in;

    cell_out->first = in;
    for (;;) {
        char *quote = memchr(in, '"', (size_t)(end - in));

        if (!quote)
            return fail_cell(self, JF_E_TEXT, "the quote that opens it is never closed", err);
        if (out != in)
            memmove(out, in, (size_t)(quote - in));
        out += quote - in;
        in = quote + 1;
        if (*in != '"')
            break;
        *out++ = *in++;
    }
    cell_out->size = (size_t)(out - cell_out->first);
    self->at = in;
    return JF_OK;
}

static span read_plain(scanner *self)
{
    span cell = {self->at, 0};
    char *at = self->at;
    size_t space;

    while (!self->stops[(unsigned char)*at])
        at++;
    cell.size = (size_t)(at - self->at);
    self->at = at;
    space = jf__csv_space_first(cell.first, cell.size);
    cell.first += space;
    cell.size -= space;
    cell.size -= jf__csv_space_last(cell.first, cell.size);
    return cell;
}

/* Steps over what ended a cell. */
static jf_status take_stop(scanner *self, stop *stop_out, jf_error *err)
{
    const char *at = self->at;

    if ((unsigned char)*at == self->bounds->separator) {
        *stop_out = STOP_SEPARATOR;
        self->at += 1;
    } else if (*at == '\n') {
        *stop_out = STOP_ROW;
        self->at += 1;
    } else if (*at == '\r' && at[1] == '\n') {
        *stop_out = STOP_ROW;
        self->at += 2;
    } else if (*at == '\0') {
        *stop_out = STOP_TEXT;
    } else if (*at == '\r') {
        return fail_cell(self, JF_E_TEXT, "a carriage return without line feed", err);
    } else if (*at == '"') {
        return fail_cell(self, JF_E_TEXT, "a quote inside a cell that is not quoted", err);
    } else {
        return fail_cell(self, JF_E_TEXT, "text behind the closing quote", err);
    }
    return JF_OK;
}

static jf_status read_cell(scanner *self, uint32_t *offset_out, stop *stop_out, jf_error *err)
{
    span cell = {self->at, 0};
    jf_status status = JF_OK;

    if (*self->at == '"')
        status = read_quoted(self, &cell, err);
    else
        cell = read_plain(self);
    /* The terminator may fall on the byte that ended the cell: look at that byte first. */
    if (!status)
        status = take_stop(self, stop_out, err);
    if (status)
        return status;
    if (cell.size > JF__TEXT_MAX)
        return fail_cell(self, JF_E_RANGE, "longer than 65535 bytes", err);
    cell.first[cell.size] = '\0';
    *offset_out = (uint32_t)(cell.first - self->table->text.items);
    self->cell++;
    return JF_OK;
}

static jf_status read_header(scanner *self, stop *stop_out, jf_error *err)
{
    jf_csv *table = self->table;

    do {
        jf_status status;

        if (table->cells.count == self->bounds->column_max)
            return jf__fail_at(err, JF_E_RANGE, self->row, "%s row 1: more than %zu columns",
                               table->name, self->bounds->column_max);
        if (!jf__array_reserve(&table->cells, 1, &table->allocator))
            return jf__fail_memory(err);
        status = read_cell(self, &table->cells.items[table->cells.count], stop_out, err);
        if (status)
            return status;
        table->cells.count++;
    } while (*stop_out == STOP_SEPARATOR);
    table->column_count = table->cells.count;
    return JF_OK;
}

/* A row that is too long is read to its end, so that the message can say how long it is. */
static jf_status read_row(scanner *self, stop *stop_out, jf_error *err)
{
    jf_csv *table = self->table;
    size_t columns = table->column_count;
    bool is_blank = *self->at == '\n' || *self->at == '\r';
    uint32_t beyond;
    uint32_t *offsets;

    if (table->rows_before + table->row_count == self->bounds->row_max)
        return jf__fail_at(err, JF_E_RANGE, self->row, "%s row %" PRId32 ": more than %zu rows",
                           table->name, self->row, self->bounds->row_max);
    if (!jf__array_reserve(&table->cells, columns, &table->allocator))
        return jf__fail_memory(err);
    offsets = table->cells.items + table->cells.count;
    self->cell = 1;
    do {
        uint32_t *offset = self->cell <= columns ? &offsets[self->cell - 1] : &beyond;
        jf_status status = read_cell(self, offset, stop_out, err);

        if (status)
            return status;
    } while (*stop_out == STOP_SEPARATOR);
    if (self->cell - 1 != columns)
        return jf__fail_at(err, JF_E_TEXT, self->row, "%s row %" PRId32 ": %zu %s, header has %zu",
                           table->name, self->row, is_blank ? 0 : self->cell - 1,
                           self->cell == 2 && !is_blank ? "cell" : "cells", columns);
    table->cells.count += columns;
    table->row_count++;
    return JF_OK;
}

/* Records that the column carries exactly this name. */
static jf_status add_exact(jf_csv *table, char *text, size_t size, size_t column, jf_error *err)
{
    char behind;
    uint32_t id;
    bool is_done;

    if (size == 0)
        return jf__fail_at(err, JF_E_TEXT, 1, "%s row 1, cell %zu: empty column name", table->name,
                           column + 1);
    behind = text[size];
    text[size] = '\0';
    is_done = jf__array_reserve(&table->name_column, 1, &table->allocator) &&
              jf__texts_intern(&table->names, text, &id, &table->allocator);
    text[size] = behind;
    if (!is_done)
        return jf__fail_memory(err);
    if (id > table->name_column.count)
        table->name_column.items[table->name_column.count++] = (uint32_t)column;
    else if (table->name_column.items[id - 1] != column)
        return jf__fail_at(err, JF_E_TEXT, 1, "%s row 1, cell %zu: repeated column name %s",
                           table->name, column + 1, jf__texts_at(&table->names, id));
    return JF_OK;
}

/* Records that the column carries this part of its header cell, without the space around it. */
static jf_status add_name(jf_csv *table, char *text, size_t size, size_t column, jf_error *err)
{
    size_t space = jf__csv_space_first(text, size);

    text += space;
    size -= space;
    size -= jf__csv_space_last(text, size);
    return add_exact(table, text, size, column, err);
}

/* A quoted header cell keeps the space around it, and is found as it stands too. */
static jf_status name_column(jf_csv *table, size_t column, jf_error *err)
{
    char *cell = table->text.items + table->cells.items[column];
    char *part = cell;
    jf_status status = add_exact(table, cell, strlen(cell), column, err);

    if (!status)
        status = add_name(table, cell, strlen(cell), column, err);
    while (!status && part) {
        char *slash = strchr(part, '/');

        status = add_name(table, part, slash ? (size_t)(slash - part) : strlen(part), column, err);
        part = slash ? slash + 1 : NULL;
    }
    return status;
}

static jf_status read_named_header(scanner *self, stop *stop_out, jf_error *err)
{
    jf_csv *table = self->table;
    jf_status status = read_header(self, stop_out, err);

    for (size_t column = 0; !status && column < table->column_count; column++)
        status = name_column(table, column, err);
    if (!status)
        table->header_size = (size_t)(self->at - table->text.items);
    return status;
}

/* Rows of a text are counted from the one after `rows_above`. */
static jf_status check_nul(const jf_csv *table, size_t start, int32_t rows_above, jf_error *err)
{
    const char *from = table->text.items + start;
    const char *nul = memchr(from, '\0', table->text.count - start);
    int32_t row;

    if (!nul)
        return JF_OK;
    row = rows_above + jf__csv_row_of(from, (size_t)(nul - from));
    return jf__fail_at(err, JF_E_TEXT, row, "%s row %" PRId32 ": an embedded NUL", table->name,
                       row);
}

/* Line ends at the end say nothing; those inside a quoted cell stand before its quote. */
static void drop_last_line_ends(jf__csv_bytes *text, size_t start)
{
    while (text->count > start && text->items[text->count - 1] == '\n') {
        text->count--;
        if (text->count > start && text->items[text->count - 1] == '\r')
            text->count--;
    }
    text->items[text->count] = '\0';
}

jf_status jf__csv_scan(jf_csv *table, size_t start, const jf__csv_bounds *bounds, jf_error *err)
{
    bool needs_header = table->column_count == 0;
    int32_t rows_above = needs_header ? 0 : (int32_t)table->rows_before + 1;
    scanner self = {.table = table, .bounds = bounds, .row = rows_above + needs_header, .cell = 1};
    jf__csv_bytes *text = &table->text;
    stop stopped = STOP_ROW;
    jf_status status;

    status = check_nul(table, start, rows_above, err);
    if (status)
        return status;
    drop_last_line_ends(text, start);
    if (text->count == start)
        return needs_header ? jf__fail_at(err, JF_E_TEXT, 1, "%s is empty", table->name) : JF_OK;
    self.at = text->items + start;
    self.stops[bounds->separator] = self.stops['\n'] = self.stops['\r'] = 1;
    self.stops['"'] = self.stops['\0'] = 1;
    if (needs_header)
        status = read_named_header(&self, &stopped, err);
    while (!status && stopped == STOP_ROW) {
        self.row++;
        status = read_row(&self, &stopped, err);
    }
    return status;
}
