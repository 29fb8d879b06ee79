/* SPDX-License-Identifier: Apache-2.0 */
/* meetings.csv and the files around it into a planning problem.
 *
 * A person is a pair (unit, role). Its id is the position of the first attendee or engagement row
 * that names it, plus one; topics get their ids the same way. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/folder.h"

/* Names met so far while a problem is filled. */
typedef struct names {
    jf__texts persons; /* "unit/role" */
    jf__texts topics;
    const jf_allocator *allocator;
} names;

typedef jf_status (*row_reader)(const jf__row *row, jf_problem *problem, names *met);

/* Applies a reader to every row of a file; a failure of the problem itself is given its place. */
static jf_status read_rows(const jf_folder *self, jf__file file, const char *columns,
                           row_reader read, jf_problem *problem, names *met, jf_error *err)
{
    jf_error inner = {0};
    jf__row row = jf__row_first(self, file, &inner);
    jf_status status = JF_OK;

    if (!row.table)
        return JF_OK;
    status = jf__table_requires(self, file, columns, err);
    for (; !status && row.row < jf_csv_row_count(row.table); row.row++) {
        status = read(&row, problem, met);
        if (status && inner.line == 0) {
            row.err = err;
            return jf__row_fail(&row, "row", status, inner.message);
        }
        if (status && err)
            *err = inner;
    }
    return status;
}

static jf_status read_class(const jf__row *row, jf_problem *problem, names *met)
{
    jf_meeting_class meeting_class = {0};
    jf_status status = jf__row_integer(row, "id", 0, 1, INT64_MAX, &meeting_class.id);

    (void)met;
    meeting_class.size = sizeof meeting_class;
    if (!status)
        status = jf__row_int32(row, "max_minutes", 0, 0, 100000, &meeting_class.max_minutes);
    if (!status)
        status = jf__row_int32(row, "max_heads", 0, 0, INT32_MAX, &meeting_class.max_heads);
    return status ? status : jf_problem_add_class(problem, &meeting_class, row->err);
}

static jf_status read_room(const jf__row *row, jf_problem *problem, names *met)
{
    jf_room room = {0};
    jf_status status = jf__row_integer(row, "id", 0, 1, INT64_MAX, &room.id);

    (void)met;
    room.size = sizeof room;
    if (!status)
        status = jf__row_int32(row, "capacity", 0, 0, INT32_MAX, &room.capacity);
    return status ? status : jf_problem_add_room(problem, &room, row->err);
}

static jf_status read_blackout(const jf__row *row, jf_problem *problem, names *met)
{
    jf_day first;
    jf_day last;
    jf_status status = jf__row_needs_day(row, "first", &first);

    (void)met;
    if (!status)
        status = jf__row_needs_day(row, "last", &last);
    return status ? status : jf_problem_add_blackout(problem, first, last, row->err);
}

/* The columns date, start and minutes. */
static jf_status read_time(const jf__row *row, jf_day *day, int32_t *start, int32_t *minutes)
{
    jf_status status = jf__row_needs_day(row, "date", day);

    if (!status)
        status = jf__row_int32(row, "start", -1, 0, 1440, start);
    if (!status)
        status = jf__row_int32(row, "minutes", -1, 1, 1440, minutes);
    return status;
}

static jf_status read_room_hours(const jf__row *row, jf_problem *problem, names *met)
{
    int64_t room;
    jf_day day;
    int32_t start;
    int32_t minutes;
    jf_status status = jf__row_integer(row, "room_id", 0, 1, INT64_MAX, &room);

    (void)met;
    if (!status)
        status = read_time(row, &day, &start, &minutes);
    return status ? status
                  : jf_problem_add_room_hours(problem, room, day, start, minutes, row->err);
}

static jf_status read_topics(const jf__row *row, int64_t meeting, jf_problem *problem, names *met)
{
    const char *rest = jf__row_text(row, "topic_tags");
    char topic[JF__PIECE_SIZE];
    jf_status status = JF_OK;

    while (!status && jf__list_next(&rest, topic)) {
        uint32_t id;

        if (!jf__texts_intern(&met->topics, topic, &id, met->allocator))
            return jf__fail_memory(row->err);
        status = jf_problem_add_topic(problem, meeting, id, row->err);
    }
    return status;
}

/* A room by name or id; 0 where the cell is empty. Two rooms of one name are an error. */
static jf_status read_pinned_room(const jf__row *row, int64_t *out)
{
    const char *name = jf__row_text(row, "room");
    jf__row room = jf__row_first(row->folder, JF__FILE_ROOMS, row->err);
    int64_t id;
    int found = 0;

    *out = 0;
    for (; room.table && *name && room.row < jf_csv_row_count(room.table); room.row++)
        if (strcmp(jf__row_text(&room, "name"), name) == 0) {
            jf_status status = jf__row_integer(&room, "id", 0, 1, INT64_MAX, out);

            if (status || ++found > 1)
                return status ? status
                              : jf__row_fail(row, "room", JF_E_AMBIGUOUS, "two rooms of this name");
        }
    if (found || *name == '\0')
        return JF_OK;
    if (jf__row_integer(row, "room", 0, 1, INT64_MAX, &id))
        return jf__row_fail(row, "room", JF_E_NOT_FOUND, "no room of this name");
    *out = id;
    return JF_OK;
}

static jf_status read_pins(const jf__row *row, jf_request *request)
{
    int32_t start = -1;
    jf_status status = read_pinned_room(row, &request->pin_room);

    if (!status)
        status = jf__row_int32(row, "start", -1, 0, 1440, &start);
    if (!status)
        request->pin_start = start + 1;
    return status;
}

static jf_status read_meeting(const jf__row *row, jf_problem *problem, names *met)
{
    jf_request request = {0};
    jf_status status = jf__row_integer(row, "id", 0, 1, INT64_MAX, &request.id);

    request.size = sizeof request;
    if (!status)
        status = jf__row_needs_node(row, "sponsor", row->folder->units, &request.organiser);
    if (!status)
        status = jf__row_integer(row, "meeting_class", 0, 1, INT64_MAX, &request.meeting_class);
    if (!status)
        status = jf__row_int32(row, "duration_min", 0, 1, 1440, &request.minutes);
    if (!status)
        status = jf__row_int32(row, "opening_min", 0, 0, 1440, &request.opening);
    if (!status)
        status = jf__row_needs_day(row, "earliest", &request.first);
    if (!status)
        status = jf__row_needs_day(row, "latest", &request.last);
    if (!status)
        status = jf__row_day(row, "target", &request.target);
    if (!status)
        status = jf__row_int32(row, "secrecy", 0, 0, 3, &request.secrecy);
    if (!status)
        status = jf__row_int32(row, "statutory", 0, 0, 1, &request.statutory);
    if (!status)
        status = read_pins(row, &request);
    if (!status)
        status = jf_problem_add_request(problem, &request, row->err);
    return status ? status : read_topics(row, request.id, problem, met);
}

/* The person of the columns unit_id and role, added when new. */
static jf_status read_person(const jf__row *row, jf_problem *problem, names *met, int64_t *out)
{
    jf_person person = {0};
    char name[JF__PIECE_SIZE + 24];
    size_t before = met->persons.offsets.count;
    uint32_t id;
    jf_status status = jf__row_needs_node(row, "unit_id", row->folder->units, &person.unit);

    if (status)
        return status;
    if (snprintf(name, sizeof name, "%lld/%s", (long long)person.unit,
                 jf__row_text(row, "role")) >= (int)sizeof name)
        return jf__row_fail(row, "role", JF_E_RANGE, "longer than 511 bytes");
    if (!jf__texts_intern(&met->persons, name, &id, met->allocator))
        return jf__fail_memory(row->err);
    *out = id;
    if (met->persons.offsets.count == before)
        return JF_OK;
    person.size = sizeof person;
    person.id = id;
    return jf_problem_add_person(problem, &person, row->err);
}

static jf_status read_attendee(const jf__row *row, jf_problem *problem, names *met)
{
    int64_t meeting;
    int64_t person = 0;
    int32_t heads;
    int32_t required;
    jf_status status = jf__row_integer(row, "meeting_id", 0, 1, INT64_MAX, &meeting);

    if (!status)
        status = jf__row_int32(row, "count", 1, 0, INT32_MAX, &heads);
    if (!status)
        status = jf__row_int32(row, "required", 1, 0, 1, &required);
    if (!status)
        status = read_person(row, problem, met, &person);
    return status ? status
                  : jf_problem_add_attendee(problem, meeting, person, heads, required == 0,
                                            row->err);
}

static jf_status read_busy(const jf__row *row, jf_problem *problem, names *met)
{
    int64_t person = 0;
    jf_day day;
    int32_t start;
    int32_t minutes;
    jf_status status = read_person(row, problem, met, &person);

    if (!status)
        status = read_time(row, &day, &start, &minutes);
    return status ? status : jf_problem_add_busy(problem, person, day, start, minutes, row->err);
}

static jf_status read_unavailable(const jf__row *row, jf_problem *problem, names *met)
{
    int64_t meeting;
    jf_day day;
    int32_t start;
    int32_t minutes;
    jf_status status = jf__row_integer(row, "meeting_id", 0, 1, INT64_MAX, &meeting);

    (void)met;
    if (!status)
        status = read_time(row, &day, &start, &minutes);
    return status ? status
                  : jf_problem_add_unavailable(problem, meeting, day, start, minutes, row->err);
}

static jf_status read_conflict(const jf__row *row, jf_problem *problem, names *met)
{
    int64_t a;
    int64_t b;
    int64_t weight;
    jf_status status = jf__row_integer(row, "meeting_a", 0, 1, INT64_MAX, &a);

    (void)met;
    if (!status)
        status = jf__row_integer(row, "meeting_b", 0, 1, INT64_MAX, &b);
    if (!status)
        status = jf__row_integer(row, "weight", 0, 0, INT32_MAX, &weight);
    return status ? status : jf_problem_add_conflict(problem, a, b, weight, row->err);
}

static jf_status set_generic_topics(const jf_folder *self, jf_problem *problem, names *met,
                                    jf_error *err)
{
    const char *rest = jf_folder_setting(self, "generic_topics");
    char topic[JF__PIECE_SIZE];
    jf_status status = JF_OK;

    while (!status && jf__list_next(&rest, topic)) {
        uint32_t id;

        if (!jf__texts_intern(&met->topics, topic, &id, met->allocator))
            return jf__fail_memory(err);
        status = jf_problem_set_generic_topic(problem, id, err);
    }
    return status;
}

static jf_status fill_problem(const jf_folder *self, jf_problem *problem, names *met, jf_error *err)
{
    static const struct {
        jf__file file;
        const char *columns;
        row_reader read;
    } steps[] = {
        {JF__FILE_CLASSES, "id", read_class},
        {JF__FILE_ROOMS, "id", read_room},
        {JF__FILE_ROOM_HOURS, "room_id;date;start;minutes", read_room_hours},
        {JF__FILE_BLACKOUTS, "first;last", read_blackout},
        {JF__FILE_MEETINGS, "id;title;sponsor;duration_min;earliest;latest", read_meeting},
        {JF__FILE_ATTENDEES, "meeting_id;unit_id;role", read_attendee},
        {JF__FILE_BUSY, "unit_id;role;date;start;minutes", read_busy},
        {JF__FILE_UNAVAILABLE, "meeting_id;date;start;minutes", read_unavailable},
        {JF__FILE_CONFLICTS, "meeting_a;meeting_b", read_conflict},
    };
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < sizeof steps / sizeof steps[0]; i++)
        status = read_rows(self, steps[i].file, steps[i].columns, steps[i].read, problem, met, err);
    if (!status)
        status = set_generic_topics(self, problem, met, err);
    return status ? status : jf_problem_seal(problem, err);
}

static jf_status read_minutes(const jf_folder *self, const char *key, int32_t *out, jf_error *err)
{
    int64_t value;
    jf_status status = jf_folder_setting_integer(self, key, 0, &value, err);

    if (!status && (value < 0 || value > 1440))
        status = jf__fail(err, JF_E_RANGE, "settings.csv: %s is outside 0 to 1440", key);
    if (!status)
        *out = (int32_t)value;
    return status;
}

static jf_status read_options(const jf_folder *self, jf_problem_options *options, jf_error *err)
{
    int64_t any_day = 0;
    jf_status status = jf_folder_setting_day(self, "plan_from", &options->first, err);

    if (!status)
        status = jf_folder_setting_day(self, "plan_to", &options->last, err);
    if (!status)
        status = jf_folder_setting_integer(self, "any_day", 0, &any_day, err);
    if (!status)
        status = read_minutes(self, "day_from", &options->day_from, err);
    if (!status)
        status = read_minutes(self, "day_to", &options->day_to, err);
    if (!status)
        status = read_minutes(self, "lunch_from", &options->lunch_from, err);
    if (!status)
        status = read_minutes(self, "lunch_to", &options->lunch_to, err);
    if (!status)
        status = read_minutes(self, "grain", &options->grain, err);
    options->any_day = any_day != 0;
    return status;
}

jf_problem *jf_folder_problem(const jf_folder *self, const jf_meeting_rules *rules, jf_error *err)
{
    jf_problem_options options = {0};
    names met = {0};
    jf_problem *problem;
    jf_status status;

    if (!self) {
        (void)jf__fail_null(err, "self");
        return NULL;
    }
    if (!self->tables[JF__FILE_MEETINGS]) {
        (void)jf__fail(err, JF_E_NOT_FOUND, "the folder holds no meetings.csv");
        return NULL;
    }
    options.size = sizeof options;
    options.allocator = self->allocator;
    if (read_options(self, &options, err))
        return NULL;
    problem = jf_problem_new(self->calendar, &options, err);
    if (!problem)
        return NULL;
    met.allocator = &self->allocator;
    status = jf_problem_set_rules(problem, rules, err);
    if (!status)
        status = fill_problem(self, problem, &met, err);
    jf__texts_release(&met.persons, met.allocator);
    jf__texts_release(&met.topics, met.allocator);
    if (status) {
        jf_problem_free(problem);
        return NULL;
    }
    return problem;
}
