/* SPDX-License-Identifier: Apache-2.0 */
/* A problem as text. The calendar is written as what the problem can ask it: whether the days from
 * the first to the last of horizon and targets are working days. Runs of days off begin and end on
 * days that the plain week would work, so that they depend on nothing else. */
#include "base/error.h"
#include "jianfu/meeting_text.h"
#include "meeting/problem_items.h"

/* Longest range that a calendar can be told at once. */
#define RUN_MAX 366

static void put_horizon(const jf_problem *self, jf__item_writer *w)
{
    const jf_problem_options *own = &self->options;
    const int64_t values[] = {own->first,  own->last,       own->any_day,  own->day_from,
                              own->day_to, own->lunch_from, own->lunch_to, own->grain};

    jf__item_put(w, JF__ITEM_HORIZON, values);
}

/* Days on which the calendar departs from the plain week in one direction. */
typedef struct run {
    size_t shape;
    bool is_open;
    int64_t days[2]; /* first and last */
} run;

static void end_run(run *self, jf__item_writer *w)
{
    if (self->is_open)
        jf__item_put(w, self->shape, self->days);
    self->is_open = false;
}

static void add_to_run(run *self, jf_day day, jf__item_writer *w)
{
    if (self->is_open && day - self->days[0] >= RUN_MAX)
        end_run(self, w);
    if (!self->is_open)
        self->days[0] = day;
    self->days[1] = day;
    self->is_open = true;
}

static jf_status put_departures(const jf_problem *self, jf_day first, jf_day last,
                                jf__item_writer *w, jf_error *err)
{
    run off = {.shape = JF__ITEM_OFF};
    run work = {.shape = JF__ITEM_WORK};
    int32_t weekday;
    jf_status status = jf_day_weekday(first, &weekday, err);

    for (jf_day day = first; !status && day <= last; day++) {
        bool is_weekend = weekday >= JF_WEEKDAY_SATURDAY;
        bool is_workday;

        status = jf_calendar_is_workday(self->calendar, day, &is_workday, err);
        if (status)
            return status;
        end_run(is_workday ? &off : &work, w);
        if (is_workday == is_weekend)
            add_to_run(is_workday ? &work : &off, day, w);
        else if (is_workday)
            end_run(&work, w);
        weekday = weekday % JF_WEEKDAY_SUNDAY + 1;
    }
    end_run(&off, w);
    end_run(&work, w);
    return status;
}

void jf__problem_days(const jf_problem *self, int64_t days_out[2])
{
    days_out[0] = self->options.first;
    days_out[1] = self->options.last;
    for (size_t i = 0; i < self->requests.count; i++) {
        jf_day target = self->requests.items[i].target;

        days_out[0] = target < days_out[0] ? target : days_out[0];
        days_out[1] = target > days_out[1] ? target : days_out[1];
    }
}

static jf_status put_days(const jf_problem *self, jf__item_writer *w, jf_error *err)
{
    int64_t days[2];

    if (self->options.any_day == 1)
        return JF_OK;
    jf__problem_days(self, days);
    jf__item_put(w, JF__ITEM_DAYS, days);
    return put_departures(self, (jf_day)days[0], (jf_day)days[1], w, err);
}

static void put_rules(const jf_problem *self, jf__item_writer *w)
{
    const jf_meeting_rules *own = &self->rules;
    const int64_t values[] = {own->basis,
                              own->overlap_permille,
                              own->near_days,
                              own->growth_minutes,
                              own->weight_agenda,
                              own->weight_gathering,
                              own->weight_superfluous,
                              own->weight_shift,
                              own->no_merge};

    jf__item_put_unusual(w, JF__ITEM_RULES, values);
}

static void put_time(jf__item_writer *w, size_t shape, int64_t owner, const jf__taken *taken)
{
    const int64_t values[] = {owner, taken->day, taken->start, taken->end - taken->start};

    jf__item_put(w, shape, values);
}

static void put_world(const jf_problem *self, jf__item_writer *w)
{
    for (size_t i = 0; i < self->blackouts.count; i++) {
        const jf__blackout *own = &self->blackouts.items[i];

        jf__item_put(w, JF__ITEM_BLACKOUT, (int64_t[]){own->first, own->last});
    }
    for (size_t i = 0; i < self->persons.count; i++) {
        const jf_person *own = &self->persons.items[i];

        jf__item_put(w, JF__ITEM_PERSON, (int64_t[]){own->id, own->unit});
    }
    for (size_t i = 0; i < self->busy.count; i++)
        put_time(w, JF__ITEM_BUSY, self->persons.items[self->busy.items[i].owner].id,
                 &self->busy.items[i]);
    for (size_t i = 0; i < self->rooms.count; i++) {
        const jf_room *own = &self->rooms.items[i];

        jf__item_put(w, JF__ITEM_ROOM, (int64_t[]){own->id, own->capacity});
    }
    for (size_t i = 0; i < self->room_hours.count; i++)
        put_time(w, JF__ITEM_HOURS, self->rooms.items[self->room_hours.items[i].owner].id,
                 &self->room_hours.items[i]);
    for (size_t i = 0; i < self->features.count; i++) {
        const jf__feature *own = &self->features.items[i];

        jf__item_put(w, JF__ITEM_FEATURE,
                     (int64_t[]){self->rooms.items[own->owner].id, own->feature});
    }
    for (size_t i = 0; i < self->classes.count; i++) {
        const jf_meeting_class *own = &self->classes.items[i];

        jf__item_put(w, JF__ITEM_CLASS, (int64_t[]){own->id, own->max_minutes, own->max_heads});
    }
}

static void put_request(const jf_request *own, jf__item_writer *w)
{
    const int64_t values[] = {own->id,
                              own->minutes,
                              own->opening,
                              own->organiser,
                              own->meeting_class,
                              own->first,
                              own->last,
                              own->target == own->first ? JF_DAY_NONE : own->target,
                              own->secrecy,
                              own->statutory,
                              own->pin_start - 1,
                              own->pin_room};

    jf__item_put(w, JF__ITEM_REQUEST, values);
}

static int64_t request_id(const jf_problem *self, uint32_t index)
{
    return self->requests.items[index].id;
}

static void put_wishes(const jf_problem *self, jf__item_writer *w)
{
    for (size_t i = 0; i < self->requests.count; i++)
        put_request(&self->requests.items[i], w);
    for (size_t i = 0; i < self->subjects.count; i++) {
        const jf__subject *own = &self->subjects.items[i];

        jf__item_put(w, JF__ITEM_TOPIC, (int64_t[]){request_id(self, own->request), own->topic});
    }
    for (size_t i = 0; i < self->generic_topics.count; i++)
        jf__item_put(w, JF__ITEM_GENERIC, &self->generic_topics.items[i]);
    for (size_t i = 0; i < self->attendances.count; i++) {
        const jf__attendance *own = &self->attendances.items[i];
        const int64_t values[] = {request_id(self, own->request),
                                  self->persons.items[own->person].id, own->heads,
                                  own->is_optional};

        jf__item_put(w, JF__ITEM_ATTENDEE, values);
    }
    for (size_t i = 0; i < self->unavailable.count; i++)
        put_time(w, JF__ITEM_UNAVAILABLE, request_id(self, self->unavailable.items[i].owner),
                 &self->unavailable.items[i]);
    for (size_t i = 0; i < self->needs.count; i++) {
        const jf__feature *own = &self->needs.items[i];

        jf__item_put(w, JF__ITEM_NEED, (int64_t[]){request_id(self, own->owner), own->feature});
    }
}

/* Minutes at most as the text has them: those of BEFORE; -1 is any number. */
static int64_t most_of(const jf__relation *own)
{
    return own->kind == JF_RELATION_BEFORE && own->most != INT64_MAX ? own->most : -1;
}

static void put_relation(const jf_problem *self, jf__item_writer *w, const jf__relation *own)
{
    const int64_t values[] = {own->kind - JF_RELATION_BEFORE, request_id(self, own->a),
                              request_id(self, own->b), own->least, most_of(own)};

    jf__item_put(w, JF__ITEM_RELATION, values);
}

static void put_pairing(const jf_problem *self, jf__item_writer *w, size_t shape,
                        const jf__pairing *own)
{
    const int64_t values[] = {request_id(self, own->a), request_id(self, own->b), own->weight};

    jf__item_put(w, shape, values);
}

static jf_status put_problem(const void *from, jf__item_writer *w, jf_error *err)
{
    const jf_problem *self = from;
    jf_status status;

    put_horizon(self, w);
    status = put_days(self, w, err);
    if (status)
        return status;
    put_rules(self, w);
    put_world(self, w);
    put_wishes(self, w);
    for (size_t i = 0; i < self->conflicts.count; i++)
        put_pairing(self, w, JF__ITEM_CONFLICT, &self->conflicts.items[i]);
    for (size_t i = 0; i < self->bars.count; i++)
        put_pairing(self, w, JF__ITEM_BAR, &self->bars.items[i]);
    for (size_t i = 0; i < self->relations.count; i++)
        put_relation(self, w, &self->relations.items[i]);
    return JF_OK;
}

jf_status jf_problem_text_size(const jf_problem *self, size_t *size_out, jf_error *err)
{
    if (!self || !size_out)
        return jf__fail_null(err, self ? "size_out" : "self");
    return jf__items_measure(&jf__problem_grammar, self, put_problem, size_out, err);
}

jf_status jf_problem_write(const jf_problem *self, size_t offset, uint8_t *bytes_out,
                           size_t byte_count, jf_error *err)
{
    jf__item_writer window = {.grammar = &jf__problem_grammar,
                              .bytes = bytes_out,
                              .offset = offset,
                              .byte_count = byte_count};

    if (!self)
        return jf__fail_null(err, "self");
    return jf__items_copy(&window, self, put_problem, err);
}
