/* SPDX-License-Identifier: Apache-2.0 */
/* A plan as CSV, for people: one row a meeting, in the order of gatherings. */
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/sort.h"
#include "io/folder.h"

typedef JF__ARRAY(jf_placement) placement_array;

/* What every row of the file needs. */
typedef struct plan_writer {
    const jf_folder *folder;
    const placement_array *placements;
    jf_csv_writer *table;
    jf_error *err;
} plan_writer;

static bool find_row(const jf_folder *self, jf__file file, int64_t id, jf__row *row)
{
    int64_t found;

    *row = jf__row_first(self, file, NULL);
    for (; row->table && row->row < jf_csv_row_count(row->table); row->row++)
        if (!jf__row_integer(row, "id", 0, 1, INT64_MAX, &found) && found == id)
            return true;
    return false;
}

const char *jf_folder_meeting_title(const jf_folder *self, int64_t meeting)
{
    jf__row row;

    if (!self || !find_row(self, JF__FILE_MEETINGS, meeting, &row))
        return NULL;
    return jf__row_text(&row, "title");
}

/* Unplaced ones last; then by gathering, agenda and the order of the problem (the sort is
 * stable). */
static int compare_placements(const void *left, const void *right, const void *context)
{
    const jf_placement *a = left;
    const jf_placement *b = right;

    (void)context;
    if ((a->gathering == 0) != (b->gathering == 0))
        return a->gathering == 0 ? 1 : -1;
    if (a->gathering != b->gathering)
        return a->gathering < b->gathering ? -1 : 1;
    return (a->agenda > b->agenda) - (a->agenda < b->agenda);
}

static jf_status write_clock(const plan_writer *out, int32_t minute)
{
    char text[16];

    (void)snprintf(text, sizeof text, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
    return jf_csv_writer_text(out->table, text, out->err);
}

static jf_status write_texts(const plan_writer *out, size_t count)
{
    jf_status status = JF_OK;

    while (!status && count-- > 0)
        status = jf_csv_writer_text(out->table, "", out->err);
    return status;
}

/* The other meetings of the same agenda, as a list of ids. */
static jf_status write_companions(const plan_writer *out, const jf_placement *own)
{
    char text[1024] = "";
    size_t length = 0;

    for (size_t i = 0; i < out->placements->count; i++) {
        const jf_placement *other = &out->placements->items[i];

        if (other->gathering == own->gathering && other->agenda == own->agenda &&
            other->request != own->request && length < sizeof text - 24)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%lld",
                                       length ? ";" : "", (long long)other->request);
    }
    return jf_csv_writer_text(out->table, text, out->err);
}

static jf_status write_place(const plan_writer *out, const jf_placement *own)
{
    jf__row room;
    const char *name = "";
    jf_status status;

    if (find_row(out->folder, JF__FILE_ROOMS, own->room, &room))
        name = jf__row_text(&room, "name");
    status = jf_csv_writer_day(out->table, own->day, out->err);
    if (!status)
        status = write_clock(out, own->start);
    if (!status)
        status = write_clock(out, own->start + own->minutes);
    if (!status)
        status = jf_csv_writer_text(out->table, name, out->err);
    return status ? status : write_companions(out, own);
}

static jf_status write_row(const plan_writer *out, const jf_placement *own)
{
    jf__row meeting;
    jf_status status = own->gathering
                           ? jf_csv_writer_integer(out->table, own->gathering, out->err)
                           : jf_csv_writer_text(out->table, "", out->err);

    if (!status)
        status = own->gathering ? jf_csv_writer_integer(out->table, own->agenda, out->err)
                                : jf_csv_writer_text(out->table, "", out->err);
    if (!status)
        status = jf_csv_writer_integer(out->table, own->request, out->err);
    if (!status && find_row(out->folder, JF__FILE_MEETINGS, own->request, &meeting)) {
        status = jf_csv_writer_text(out->table, jf__row_text(&meeting, "title"), out->err);
        if (!status)
            status = jf_csv_writer_text(out->table, jf__row_text(&meeting, "sponsor"), out->err);
    } else if (!status) {
        status = write_texts(out, 2);
    }
    if (!status)
        status = own->gathering ? write_place(out, own) : write_texts(out, 5);
    return status ? status : jf_csv_writer_end_row(out->table, out->err);
}

static jf_status write_table(const plan_writer *out)
{
    static const char *const header[] = {"gathering", "agenda", "meeting_id",
                                         "title",     "sponsor", "date",
                                         "start",     "end",     "room",
                                         "merged_with"};
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < sizeof header / sizeof header[0]; i++)
        status = jf_csv_writer_text(out->table, header[i], out->err);
    if (!status)
        status = jf_csv_writer_end_row(out->table, out->err);
    for (size_t i = 0; !status && i < out->placements->count; i++)
        status = write_row(out, &out->placements->items[i]);
    return status;
}

static jf_status collect(const jf_folder *self, const jf_plan *plan, placement_array *placements,
                         jf_error *err)
{
    size_t count = jf_plan_placement_count(plan);

    if (!jf__array_reserve(placements, count, &self->allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        jf_status status = jf_plan_placement_at(plan, i, &placements->items[i], err);

        if (status)
            return status;
        placements->count++;
    }
    if (!jf__sort(placements->items, count, sizeof *placements->items, compare_placements, NULL,
                  &self->allocator))
        return jf__fail_memory(err);
    return JF_OK;
}

jf_status jf_folder_write_plan(const jf_folder *self, const jf_plan *plan, const char *path,
                               jf_error *err)
{
    jf_csv_options options = {0};
    placement_array placements = {0};
    plan_writer out = {self, &placements, NULL, err};
    jf_status status;

    if (!self || !plan || !path)
        return jf__fail_null(err, !self ? "self" : !plan ? "plan" : "path");
    options.size = sizeof options;
    options.allocator = self->allocator;
    status = collect(self, plan, &placements, err);
    if (!status) {
        out.table = jf_csv_writer_new(&options, err);
        status = out.table ? write_table(&out) : JF_E_NO_MEMORY;
    }
    if (!status)
        status = jf_csv_writer_save(out.table, path, err);
    jf_csv_writer_free(out.table);
    jf__array_release(&placements, &self->allocator);
    return status;
}
