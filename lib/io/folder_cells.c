/* SPDX-License-Identifier: Apache-2.0 */
/* Cells of a folder's tables. All failures of reading a cell end here, so that all name the file,
 * the row and the column in the same form. */
#include <stdio.h>
#include <string.h>

#include "io/folder.h"

static const char *const file_names[JF__FILE_COUNT] = {
    "org.csv",     "kinds.csv",     "settings.csv",  "calendar.csv",   "documents.csv",
    "quota.csv",   "meetings.csv",  "attendees.csv", "rooms.csv",      "room_hours.csv",
    "classes.csv", "conflicts.csv", "blackouts.csv", "busy.csv",       "unavailable.csv",
};

const char *jf__file_name(jf__file file)
{
    return file_names[file];
}

jf__row jf__row_first(const jf_folder *folder, jf__file file, jf_error *err)
{
    jf__row row = {folder, folder->tables[file], file_names[file], 0, err};

    return row;
}

jf_status jf__row_fail(const jf__row *row, const char *column, jf_status status,
                       const char *problem)
{
    int32_t line = jf_csv_row_line(row->table, row->row);

    return jf__fail_at(row->err, status, line, "%s row %d, %s: %s", row->file, (int)line, column,
                       problem);
}

const char *jf__row_text(const jf__row *row, const char *column)
{
    size_t at;

    if (!jf__table_column(row->table, column, &at))
        return "";
    return jf_csv_text(row->table, row->row, at);
}

jf_status jf__row_integer(const jf__row *row, const char *column, int64_t fallback, int64_t least,
                          int64_t most, int64_t *out)
{
    int64_t value = fallback;
    size_t at;

    if (jf__table_column(row->table, column, &at)) {
        jf_status status =
            jf_csv_integer(row->table, row->row, at, fallback, &value, row->err);

        if (status)
            return status;
    }
    if (value != fallback && (value < least || value > most)) {
        char problem[96];

        (void)snprintf(problem, sizeof problem, "%lld is outside %lld to %lld", (long long)value,
                       (long long)least, (long long)most);
        return jf__row_fail(row, column, JF_E_RANGE, problem);
    }
    *out = value;
    return JF_OK;
}

jf_status jf__row_int32(const jf__row *row, const char *column, int32_t fallback, int32_t least,
                        int32_t most, int32_t *out)
{
    int64_t value;
    jf_status status = jf__row_integer(row, column, fallback, least, most, &value);

    if (!status)
        *out = (int32_t)value;
    return status;
}

jf_status jf__row_day(const jf__row *row, const char *column, jf_day *out)
{
    size_t at;

    *out = JF_DAY_NONE;
    if (!jf__table_column(row->table, column, &at))
        return JF_OK;
    return jf_csv_day(row->table, row->row, at, out, row->err);
}

jf_status jf__row_needs_day(const jf__row *row, const char *column, jf_day *out)
{
    jf_status status = jf__row_day(row, column, out);

    if (!status && *out == JF_DAY_NONE)
        return jf__row_fail(row, column, JF_E_TEXT, "a day is needed");
    return status;
}

jf_status jf__row_choice(const jf__row *row, const char *column, const char *const *names,
                         int32_t *out)
{
    const char *text = jf__row_text(row, column);

    *out = 0;
    if (*text == '\0')
        return JF_OK;
    for (int32_t i = 0; names[i]; i++)
        if (strcmp(names[i], text) == 0) {
            *out = i;
            return JF_OK;
        }
    return jf__row_fail(row, column, JF_E_TEXT, "not one of the words that may stand here");
}

/* The number when text is digits only, else 0. */
static int64_t plain_number(const char *text)
{
    int64_t value = 0;

    for (; *text; text++) {
        if (*text < '0' || *text > '9' || value > (INT64_MAX - 9) / 10)
            return 0;
        value = value * 10 + (*text - '0');
    }
    return value;
}

jf_status jf__row_node_of(const jf__row *row, const char *column, const jf_tree *tree,
                          const char *text, int64_t *out)
{
    int64_t id = plain_number(text);
    jf_error inner = {0};
    jf_status status;

    if (id > 0 && jf_tree_has(tree, id)) {
        *out = id;
        return JF_OK;
    }
    status = jf_tree_find(tree, text, out, &inner);
    return status ? jf__row_fail(row, column, status, inner.message) : JF_OK;
}

jf_status jf__row_node(const jf__row *row, const char *column, const jf_tree *tree, int64_t *out)
{
    const char *text = jf__row_text(row, column);

    *out = 0;
    return *text ? jf__row_node_of(row, column, tree, text, out) : JF_OK;
}

jf_status jf__row_needs_node(const jf__row *row, const char *column, const jf_tree *tree,
                             int64_t *out)
{
    jf_status status = jf__row_node(row, column, tree, out);

    if (!status && *out == 0)
        return jf__row_fail(row, column, JF_E_TEXT, "an id or name is needed");
    return status;
}

bool jf__list_next(const char **rest, char piece[JF__PIECE_SIZE])
{
    while (*rest && **rest) {
        const char *begin = *rest + strspn(*rest, " \t");
        size_t length = strcspn(begin, ";");

        *rest = begin[length] ? begin + length + 1 : NULL;
        while (length > 0 && (begin[length - 1] == ' ' || begin[length - 1] == '\t'))
            length--;
        if (length >= JF__PIECE_SIZE)
            length = JF__PIECE_SIZE - 1;
        memcpy(piece, begin, length);
        piece[length] = '\0';
        if (length > 0)
            return true;
    }
    return false;
}
