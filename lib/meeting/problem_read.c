/* SPDX-License-Identifier: Apache-2.0 */
/* A problem from its text: each item is added by the function that a caller would use, so that a
 * text can say nothing that a caller could not. The calendar is the one thing that is made here. */
#include "base/error.h"
#include "base/records.h"
#include "jianfu/meeting_text.h"
#include "meeting/problem_items.h"

/* A problem that is read. */
typedef struct draft {
    jf_allocator allocator;
    jf_calendar *calendar; /* NULL with any_day */
    jf_problem *problem;   /* NULL before the horizon */
    bool has_rules;
    int32_t days_line; /* of the calendar's days; 0 = not said yet */
    jf_day first;
    jf_day last;
    int64_t off_until; /* departures ascend, so that the calendar only appends */
    int64_t work_until;
} draft;

static jf_status take_horizon(draft *made, const jf__item_reader *r, jf_error *err)
{
    const int64_t *v = r->values;
    jf_calendar_options calendar = {.size = sizeof calendar, .allocator = made->allocator};
    jf_problem_options options = {.size = sizeof options,
                                  .first = (jf_day)v[0],
                                  .last = (jf_day)v[1],
                                  .any_day = (int32_t)v[2],
                                  .day_from = (int32_t)v[3],
                                  .day_to = (int32_t)v[4],
                                  .lunch_from = (int32_t)v[5],
                                  .lunch_to = (int32_t)v[6],
                                  .grain = (int32_t)v[7],
                                  .allocator = made->allocator};

    if (made->problem)
        return jf__item_fail(r, err, "is a second horizon");
    if (options.any_day == 0) {
        made->calendar = jf_calendar_new(&calendar, err);
        if (!made->calendar)
            return (jf_status)err->status;
    }
    made->problem = jf__problem_make(made->calendar, &options, err);
    return made->problem ? JF_OK : (jf_status)err->status;
}

static jf_status take_days(draft *made, const jf__item_reader *r, jf_error *err)
{
    if (!made->calendar || made->days_line > 0)
        return jf__item_fail(r, err, made->calendar ? "has days again" : "has days, with any_day");
    made->days_line = r->line;
    made->first = (jf_day)r->values[0];
    made->last = (jf_day)r->values[1];
    made->off_until = made->work_until = (int64_t)made->first - 1;
    return jf_calendar_set_known(made->calendar, made->first, made->last, err);
}

static jf_status take_departure(draft *made, const jf__item_reader *r, jf_error *err)
{
    bool is_off = r->shape == JF__ITEM_OFF;
    int64_t *until = is_off ? &made->off_until : &made->work_until;

    if (made->days_line == 0)
        return jf__item_fail(r, err, "stands before the days");
    if (r->values[0] <= *until || r->values[1] > made->last)
        return jf__item_fail(r, err, "is not behind the line before, or leaves the days");
    *until = r->values[1];
    return jf_calendar_mark(made->calendar, (jf_day)r->values[0], (jf_day)r->values[1],
                            is_off ? JF_DAY_KIND_HOLIDAY : JF_DAY_KIND_MAKEUP, err);
}

/* The rules of a caller say -1 for zero. */
static int32_t rule_of(int64_t value)
{
    return value == 0 ? -1 : (int32_t)value;
}

static jf_status take_rules(draft *made, const jf__item_reader *r, jf_error *err)
{
    const int64_t *v = r->values;
    jf_meeting_rules rules = {.size = sizeof rules,
                              .basis = (int32_t)v[0],
                              .overlap_permille = rule_of(v[1]),
                              .near_days = rule_of(v[2]),
                              .growth_minutes = rule_of(v[3]),
                              .weight_agenda = rule_of(v[4]),
                              .weight_gathering = rule_of(v[5]),
                              .weight_superfluous = rule_of(v[6]),
                              .weight_shift = rule_of(v[7]),
                              .no_merge = (int32_t)v[8]};

    if (made->has_rules)
        return jf__item_fail(r, err, "has rules again");
    made->has_rules = true;
    return jf_problem_set_rules(made->problem, &rules, err);
}

static jf_status take_person(jf_problem *problem, const int64_t *v, jf_error *err)
{
    jf_person person = {.size = sizeof person, .id = v[0], .unit = v[1]};

    return jf_problem_add_person(problem, &person, err);
}

static jf_status take_room(jf_problem *problem, const int64_t *v, jf_error *err)
{
    jf_room room = {.size = sizeof room, .id = v[0], .capacity = (int32_t)v[1]};

    return jf_problem_add_room(problem, &room, err);
}

static jf_status take_class(jf_problem *problem, const int64_t *v, jf_error *err)
{
    jf_meeting_class own = {.size = sizeof own,
                            .id = v[0],
                            .max_minutes = (int32_t)v[1],
                            .max_heads = (int32_t)v[2]};

    return jf_problem_add_class(problem, &own, err);
}

static jf_status take_request(jf_problem *problem, const int64_t *v, jf_error *err)
{
    jf_request request = {.size = sizeof request,
                          .id = v[0],
                          .minutes = (int32_t)v[1],
                          .opening = (int32_t)v[2],
                          .organiser = v[3],
                          .meeting_class = v[4],
                          .first = (jf_day)v[5],
                          .last = (jf_day)v[6],
                          .target = (jf_day)v[7],
                          .secrecy = (int32_t)v[8],
                          .statutory = (int32_t)v[9],
                          .pin_start = (int32_t)v[10] + 1,
                          .pin_room = v[11]};

    return jf_problem_add_request(problem, &request, err);
}

static jf_status take_relation(jf_problem *problem, const int64_t *v, jf_error *err)
{
    jf_relation relation = {.size = sizeof relation,
                            .kind = (int32_t)v[0] + JF_RELATION_BEFORE,
                            .request_a = v[1],
                            .request_b = v[2],
                            .least = (int32_t)v[3]};

    /* In the record 0 is any number, and -1 none. */
    relation.most = v[4] == -1 ? 0 : v[4] == 0 ? -1 : (int32_t)v[4];
    return jf_problem_add_relation(problem, &relation, err);
}

/* What belongs to a problem whose frame stands. */
static jf_status take_part(jf_problem *problem, const jf__item_reader *r, jf_error *err)
{
    const int64_t *v = r->values;
    int32_t day = (int32_t)v[1];

    switch (r->shape) {
    case JF__ITEM_BLACKOUT:
        return jf_problem_add_blackout(problem, (jf_day)v[0], (jf_day)v[1], err);
    case JF__ITEM_PERSON:
        return take_person(problem, v, err);
    case JF__ITEM_BUSY:
        return jf_problem_add_busy(problem, v[0], day, (int32_t)v[2], (int32_t)v[3], err);
    case JF__ITEM_ROOM:
        return take_room(problem, v, err);
    case JF__ITEM_HOURS:
        return jf_problem_add_room_hours(problem, v[0], day, (int32_t)v[2], (int32_t)v[3], err);
    case JF__ITEM_FEATURE:
        return jf_problem_add_room_feature(problem, v[0], v[1], err);
    case JF__ITEM_CLASS:
        return take_class(problem, v, err);
    case JF__ITEM_REQUEST:
        return take_request(problem, v, err);
    case JF__ITEM_TOPIC:
        return jf_problem_add_topic(problem, v[0], v[1], err);
    case JF__ITEM_GENERIC:
        return jf_problem_set_generic_topic(problem, v[0], err);
    case JF__ITEM_ATTENDEE:
        return jf_problem_add_attendee(problem, v[0], v[1], (int32_t)v[2], v[3] == 1, err);
    case JF__ITEM_UNAVAILABLE:
        return jf_problem_add_unavailable(problem, v[0], day, (int32_t)v[2], (int32_t)v[3], err);
    case JF__ITEM_NEED:
        return jf_problem_add_need(problem, v[0], v[1], err);
    case JF__ITEM_RELATION:
        return take_relation(problem, v, err);
    case JF__ITEM_CONFLICT:
        return jf_problem_add_conflict(problem, v[0], v[1], v[2], err);
    default:
        return jf_problem_add_bar(problem, v[0], v[1], err);
    }
}

static jf_status take_item(void *made, const jf__item_reader *reader, jf_error *err)
{
    draft *own = made;

    if (reader->shape != JF__ITEM_HORIZON && !own->problem)
        return jf__item_fail(reader, err, "stands before the horizon");
    switch (reader->shape) {
    case JF__ITEM_HORIZON:
        return take_horizon(own, reader, err);
    case JF__ITEM_DAYS:
        return take_days(own, reader, err);
    case JF__ITEM_OFF:
    case JF__ITEM_WORK:
        return take_departure(own, reader, err);
    case JF__ITEM_RULES:
        return take_rules(own, reader, err);
    default:
        return take_part(own->problem, reader, err);
    }
}

/* Without this the calendar would be asked for days that it does not know, much later. */
static jf_status check_days(const draft *made, const jf__item_reader *r, jf_error *err)
{
    int64_t needed[2];

    if (!made->calendar)
        return JF_OK;
    if (made->days_line == 0)
        return jf__item_fail(r, err, "ends a problem without days");
    jf__problem_days(made->problem, needed);
    if (needed[0] < made->first || needed[1] > made->last)
        return jf__fail_at(err, JF_E_UNKNOWN_DAY, made->days_line,
                           "line %d has days that do not hold the horizon and every target",
                           (int)made->days_line);
    return jf_calendar_seal(made->calendar, err);
}

static jf_status read_text(draft *made, jf__item_reader *r, jf_error *err)
{
    jf_status status = jf__items_read(r, made, take_item, err);

    if (!status && !made->problem)
        status = jf__item_fail(r, err, "ends a problem without a horizon");
    return status ? status : check_days(made, r, err);
}

jf_problem *jf_problem_read(const uint8_t *bytes, size_t byte_count,
                            const jf_meeting_text_options *opts, jf_error *err)
{
    jf_meeting_text_options options;
    jf__item_reader reader;
    draft made = {0};
    jf_error own = {0};
    jf_status status = jf__items_open(&reader, &jf__problem_grammar, bytes, byte_count, &own);

    if (!status)
        status = jf__options_read(&options, sizeof options, opts, "opts", &own);
    if (!status && options.reserved != 0)
        status = jf__fail(&own, JF_E_ARGUMENT, "a reserved option is not 0");
    if (!status)
        status = jf__allocator_init(&made.allocator, &options.allocator, &own);
    if (!status)
        status = read_text(&made, &reader, &own);
    jf_calendar_free(made.calendar);
    if (!status)
        return made.problem;
    jf_problem_free(made.problem);
    if (err)
        *err = own;
    return NULL;
}
