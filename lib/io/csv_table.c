/* SPDX-License-Identifier: Apache-2.0 */
/* Looking up and reading the cells of a table. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "io/csv.h"

/* Where a cell stands, and its text without white space around it. */
typedef struct place {
    const jf_csv *table;
    size_t row;
    size_t column;
    const char *text;
    size_t size;
} place;

int32_t jf_csv_encoding(const jf_csv *self)
{
    return self ? self->encoding : JF_ENCODING_DETECT;
}

size_t jf_csv_row_count(const jf_csv *self)
{
    return self ? self->row_count : 0;
}

size_t jf_csv_column_count(const jf_csv *self)
{
    return self ? self->column_count : 0;
}

int32_t jf_csv_row_line(const jf_csv *self, size_t row)
{
    return row < jf_csv_row_count(self) ? (int32_t)(self->rows_before + row) + 2 : 0;
}

/* Row 0 is the header here. */
static const char *cell_at(const jf_csv *self, size_t row, size_t column)
{
    return self->text.items + self->cells.items[row * self->column_count + column];
}

const char *jf_csv_column_name(const jf_csv *self, size_t column)
{
    return column < jf_csv_column_count(self) ? cell_at(self, 0, column) : NULL;
}

const char *jf_csv_text(const jf_csv *self, size_t row, size_t column)
{
    if (row >= jf_csv_row_count(self) || column >= self->column_count)
        return NULL;
    return cell_at(self, row + 1, column);
}

/* false when no column carries the name. */
static bool find_column(const jf_csv *self, const char *name, size_t *column_out)
{
    uint32_t id = jf__texts_find(&self->names, name);

    if (id == 0 || id > self->name_column.count)
        return false;
    *column_out = self->name_column.items[id - 1];
    return true;
}

jf_status jf_csv_column(const jf_csv *self, const char *name, size_t *column_out, jf_error *err)
{
    if (!self || !name || !column_out)
        return jf__fail_null(err, !self ? "self" : !name ? "name" : "column_out");
    if (!find_column(self, name, column_out))
        return jf__fail(err, JF_E_NOT_FOUND, "%s has no column %s", self->name, name);
    return JF_OK;
}

bool jf_csv_has_column(const jf_csv *self, const char *name)
{
    size_t column;

    return self && name && find_column(self, name, &column);
}

static jf_status find_place(const jf_csv *self, size_t row, size_t column, place *place_out,
                            jf_error *err)
{
    place found = {self, row, column, jf_csv_text(self, row, column), 0};
    size_t space;

    if (!found.text)
        return jf__fail(err, JF_E_RANGE, "%s has no cell at data row %zu, column %zu", self->name,
                        row, column);
    found.size = strlen(found.text);
    space = jf__csv_space_first(found.text, found.size);
    found.text += space;
    found.size -= space;
    found.size -= jf__csv_space_last(found.text, found.size);
    *place_out = found;
    return JF_OK;
}

static jf_status fail_place(const place *at, jf_status status, const char *problem, jf_error *err)
{
    int32_t row = jf_csv_row_line(at->table, at->row);
    int size = at->size < 64 ? (int)at->size : 64;

    return jf__fail_at(err, status, row, "%s row %" PRId32 ", %s: %s: %.*s", at->table->name, row,
                       jf_csv_column_name(at->table, at->column), problem, size, at->text);
}

/* U+FF10 to U+FF19. */
static bool has_full_width_digit(const char *text, size_t size)
{
    for (size_t at = 0; size - at >= 3; at++)
        if (memcmp(text + at, "\xEF\xBC", 2) == 0 && (unsigned char)text[at + 2] >= 0x90 &&
            (unsigned char)text[at + 2] <= 0x99)
            return true;
    return false;
}

static jf_status read_integer(const place *at, int64_t *value_out, jf_error *err)
{
    bool is_negative = at->text[0] == '-';
    size_t first = is_negative || at->text[0] == '+' ? 1 : 0;
    uint64_t most = is_negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
    uint64_t value = 0;
    bool is_beyond = false;

    if (has_full_width_digit(at->text, at->size))
        return fail_place(at, JF_E_TEXT, "full-width digits, expected 0 to 9", err);
    for (size_t i = first; i < at->size; i++) {
        uint64_t digit = (uint64_t)(unsigned char)at->text[i] - '0';

        if (digit > 9)
            return fail_place(at, JF_E_TEXT, "not a whole number", err);
        is_beyond = is_beyond || value > (most - digit) / 10;
        value = is_beyond ? value : value * 10 + digit;
    }
    if (first == at->size)
        return fail_place(at, JF_E_TEXT, "not a whole number", err);
    if (is_beyond)
        return fail_place(at, JF_E_RANGE, "number outside 64 bits", err);
    *value_out = is_negative ? -(int64_t)(value - 1) - 1 : (int64_t)value;
    return JF_OK;
}

jf_status jf_csv_integer(const jf_csv *self, size_t row, size_t column, int64_t fallback,
                         int64_t *value_out, jf_error *err)
{
    place at = {.size = 0};
    jf_status status;

    if (!self || !value_out)
        return jf__fail_null(err, self ? "value_out" : "self");
    status = find_place(self, row, column, &at, err);
    if (status)
        return status;
    if (at.size > 0)
        return read_integer(&at, value_out, err);
    *value_out = fallback;
    return JF_OK;
}

static jf_status read_day(const place *at, jf_day *day_out, jf_error *err)
{
    char text[] = "YYYY-MM-DD";
    jf_status status = JF_E_TEXT;

    if (at->size == sizeof text - 1) {
        memcpy(text, at->text, at->size);
        status = jf_day_parse(text, day_out, NULL);
    }
    if (!status)
        return JF_OK;
    return fail_place(
        at, status, status == JF_E_RANGE ? "no such day" : "not a day of the form YYYY-MM-DD", err);
}

jf_status jf_csv_day(const jf_csv *self, size_t row, size_t column, jf_day *day_out, jf_error *err)
{
    place at = {.size = 0};
    jf_status status;

    if (!self || !day_out)
        return jf__fail_null(err, self ? "day_out" : "self");
    status = find_place(self, row, column, &at, err);
    if (status)
        return status;
    if (at.size > 0)
        return read_day(&at, day_out, err);
    *day_out = JF_DAY_NONE;
    return JF_OK;
}
