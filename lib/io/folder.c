/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a folder: all tables, then calendar, units and kinds, in that order. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/records.h"
#include "io/folder.h"

#define PATH_SIZE 4096

static jf_status table_path(const char *folder, const char *file, char path[PATH_SIZE],
                            jf_error *err)
{
    int length = snprintf(path, PATH_SIZE, "%s/%s", folder, file);

    if (length < 0 || length >= PATH_SIZE)
        return jf__fail(err, JF_E_RANGE, "path is longer than %d bytes", PATH_SIZE - 1);
    return JF_OK;
}

/* A file that is there and cannot be opened counts: reading it then says why. */
static bool file_exists(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (!file)
        return errno != ENOENT;
    (void)fclose(file);
    return true;
}

static jf_status read_tables(jf_folder *self, const char *folder, int32_t encoding, jf_error *err)
{
    jf_csv_options options = {0};

    options.size = sizeof options;
    options.encoding = encoding;
    options.allocator = self->allocator;
    for (int file = 0; file < JF__FILE_COUNT; file++) {
        char path[PATH_SIZE];
        jf_error inner = {0};
        jf_status status = table_path(folder, jf__file_name((jf__file)file), path, err);

        if (status)
            return status;
        if (file > JF__FILE_SETTINGS && !file_exists(path))
            continue;
        self->tables[file] = jf_csv_read_file(path, &options, &inner);
        if (!self->tables[file]) {
            if (err)
                *err = inner;
            return (jf_status)inner.status;
        }
    }
    return JF_OK;
}

static jf_status add_nodes(jf_folder *self, jf__file file, jf_tree *tree, jf_error *err)
{
    jf__row row = jf__row_first(self, file, err);
    jf_status status = jf__table_requires(self, file, "id;name", err);

    for (; !status && row.row < jf_csv_row_count(row.table); row.row++) {
        int64_t id;
        int64_t parent;
        const char *rest = jf__row_text(&row, "alias");
        char alias[JF__PIECE_SIZE];
        jf_error inner = {0};

        status = jf__row_integer(&row, "id", 0, 1, INT64_MAX, &id);
        if (!status)
            status = jf__row_integer(&row, "parent_id", 0, 1, INT64_MAX, &parent);
        if (status)
            return status;
        status = jf_tree_add(tree, id, parent, jf__row_text(&row, "name"), &inner);
        while (!status && jf__list_next(&rest, alias))
            status = jf_tree_add_alias(tree, id, alias, &inner);
        if (status)
            return jf__row_fail(&row, "id", status, inner.message);
    }
    return status;
}

/* Last days and successors, after all nodes are there. */
static jf_status retire_nodes(jf_folder *self, jf_error *err)
{
    jf__row row = jf__row_first(self, JF__FILE_ORG, err);

    for (; row.row < jf_csv_row_count(row.table); row.row++) {
        int64_t id;
        int64_t successor;
        jf_day last;
        jf_error inner = {0};
        jf_status status = jf__row_integer(&row, "id", 0, 1, INT64_MAX, &id);

        if (!status)
            status = jf__row_integer(&row, "successor_id", 0, 1, INT64_MAX, &successor);
        if (!status)
            status = jf__row_day(&row, "valid_to", &last);
        if (status)
            return status;
        if (last == JF_DAY_NONE)
            continue;
        status = jf_tree_retire(self->units, id, last, successor, &inner);
        if (status)
            return jf__row_fail(&row, "valid_to", status, inner.message);
    }
    return JF_OK;
}

static jf_status build_trees(jf_folder *self, jf_error *err)
{
    jf_tree_options options = {0};
    jf_status status;

    options.size = sizeof options;
    options.allocator = self->allocator;
    self->units = jf_tree_new(&options, err);
    self->kinds = self->units ? jf_tree_new(&options, err) : NULL;
    if (!self->kinds)
        return JF_E_NO_MEMORY;
    status = add_nodes(self, JF__FILE_ORG, self->units, err);
    if (!status)
        status = add_nodes(self, JF__FILE_KINDS, self->kinds, err);
    return status ? status : retire_nodes(self, err);
}

static jf_status mark_days(jf_folder *self, jf_error *err)
{
    static const char *const kinds[] = {"", "holiday", "makeup", NULL};
    jf__row row = jf__row_first(self, JF__FILE_CALENDAR, err);
    jf_status status;

    if (!row.table)
        return JF_OK;
    status = jf__table_requires(self, JF__FILE_CALENDAR, "date;kind", err);
    for (; !status && row.row < jf_csv_row_count(row.table); row.row++) {
        int32_t kind;
        jf_day day;
        jf_error inner = {0};

        status = jf__row_needs_day(&row, "date", &day);
        if (!status)
            status = jf__row_choice(&row, "kind", kinds, &kind);
        if (status)
            return status;
        status = jf_calendar_mark(self->calendar, day, day,
                                  kind == 2 ? JF_DAY_KIND_MAKEUP : JF_DAY_KIND_HOLIDAY, &inner);
        if (status)
            return jf__row_fail(&row, "date", status, inner.message);
    }
    return status;
}

/* Years without a shipped schedule stay unknown: asking about them is an error, not a guess. */
static jf_status add_schedules(jf_folder *self, jf_error *err)
{
    int64_t year;
    jf_status status = jf_folder_setting_integer(self, "year", 0, &year, err);

    if (!status && (year < 2 || year > 9998))
        status = jf__fail(err, JF_E_RANGE, "settings.csv: year is missing or outside 2 to 9998");
    for (int32_t step = -1; !status && step <= 1; step++) {
        int32_t wanted = (int32_t)year + step;

        if (jf_schedule_source(wanted))
            status = jf_calendar_add_schedule(self->calendar, wanted, err);
    }
    return status;
}

static jf_status build_calendar(jf_folder *self, jf_error *err)
{
    jf_calendar_options options = {0};
    int64_t plain;
    jf_status status = jf_folder_setting_integer(self, "plain_weeks", 0, &plain, err);

    if (status)
        return status;
    options.size = sizeof options;
    options.assume_plain_weeks = plain != 0;
    options.allocator = self->allocator;
    self->calendar = jf_calendar_new(&options, err);
    if (!self->calendar)
        return JF_E_NO_MEMORY;
    if (!plain)
        status = add_schedules(self, err);
    if (!status)
        status = mark_days(self, err);
    return status ? status : jf_calendar_seal(self->calendar, err);
}

jf_folder *jf_folder_open(const char *path, const jf_folder_options *opts, jf_error *err)
{
    jf_folder_options options;
    jf_allocator allocator;
    jf_folder *self;
    jf_status status;

    if (!path) {
        (void)jf__fail_null(err, "path");
        return NULL;
    }
    if (jf__options_read(&options, sizeof options, opts, "opts", err) ||
        jf__allocator_init(&allocator, &options.allocator, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->keeps_wrong_dates = options.keep_wrong_dates != 0;
    status = read_tables(self, path, options.encoding, err);
    if (!status)
        status = jf__table_requires(self, JF__FILE_SETTINGS, "key;value", err);
    if (!status)
        status = build_calendar(self, err);
    if (!status)
        status = build_trees(self, err);
    if (status) {
        jf_folder_free(self);
        return NULL;
    }
    return self;
}

void jf_folder_free(jf_folder *self)
{
    if (!self)
        return;
    for (int file = 0; file < JF__FILE_COUNT; file++)
        jf_csv_free(self->tables[file]);
    jf_calendar_free(self->calendar);
    jf_tree_free(self->units);
    jf_tree_free(self->kinds);
    jf__release(&self->allocator, self);
}

jf_calendar *jf_folder_calendar(const jf_folder *self, jf_error *err)
{
    if (!self)
        (void)jf__fail_null(err, "self");
    return self ? jf_calendar_retain(self->calendar) : NULL;
}

jf_tree *jf_folder_units(const jf_folder *self, jf_error *err)
{
    if (!self)
        (void)jf__fail_null(err, "self");
    return self ? jf_tree_retain(self->units) : NULL;
}

jf_tree *jf_folder_kinds(const jf_folder *self, jf_error *err)
{
    if (!self)
        (void)jf__fail_null(err, "self");
    return self ? jf_tree_retain(self->kinds) : NULL;
}

bool jf_folder_has(const jf_folder *self, const char *file)
{
    if (!self || !file)
        return false;
    for (int at = 0; at < JF__FILE_COUNT; at++)
        if (self->tables[at] && strcmp(jf__file_name((jf__file)at), file) == 0)
            return true;
    return false;
}
