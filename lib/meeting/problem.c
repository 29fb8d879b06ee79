/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of a problem: horizon, hours of the day, rules, classes, blackouts. Defaults are
 * filled in on arrival, so that the rest of the module reads plain numbers. */
#include "meeting/problem.h"

#include "base/error.h"
#include "base/records.h"
#include "meeting/tables.h"

#define HORIZON_MAX 4000

jf_status jf__problem_check_open(const jf_problem *self, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (self->tables)
        return jf__fail(err, JF_E_SEALED, "problem is sealed");
    return JF_OK;
}

jf_status jf__problem_check_sealed(const jf_problem *self, const char *argument, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, argument);
    if (!self->tables)
        return jf__fail(err, JF_E_NOT_SEALED, "problem is not sealed");
    return JF_OK;
}

jf_status jf__problem_find(const jf__idmap *ids, int64_t id, const char *what, uint32_t *index_out,
                           jf_error *err)
{
    uint32_t index = jf__idmap_find(ids, id);

    if (index == JF__IDMAP_NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, id, 0, 0, "no %s %lld", what, (long long)id);
    *index_out = index;
    return JF_OK;
}

jf_status jf__problem_check_new_id(const jf__idmap *ids, int64_t id, const char *what,
                                   jf_error *err)
{
    if (id < 1)
        return jf__fail_about(err, JF_E_ARGUMENT, id, 1, id, "%s id %lld is below 1", what,
                              (long long)id);
    if (jf__idmap_find(ids, id) != JF__IDMAP_NONE)
        return jf__fail_about(err, JF_E_EXISTS, id, 0, 0, "%s %lld exists already", what,
                              (long long)id);
    return JF_OK;
}

jf_status jf__problem_read_time(const jf_problem *self, uint32_t owner, jf_day day, int32_t start,
                                int32_t minutes, jf__taken *out, jf_error *err)
{
    if (day < self->options.first || day > self->options.last)
        return jf__fail_about(err, JF_E_RANGE, 0, self->options.first, day,
                              "day %d is outside the horizon", (int)day);
    if (start < 0 || start >= JF__MINUTES_OF_DAY)
        return jf__fail_about(err, JF_E_RANGE, 0, JF__MINUTES_OF_DAY - 1, start,
                              "minute %d is outside the day", (int)start);
    if (minutes < 1 || minutes > JF__MINUTES_OF_DAY - start)
        return jf__fail_about(err, JF_E_RANGE, 0, JF__MINUTES_OF_DAY - start, minutes,
                              "%d minutes from minute %d leave the day", (int)minutes, (int)start);
    out->owner = owner;
    out->day = day;
    out->start = start;
    out->end = start + minutes;
    return JF_OK;
}

bool jf__problem_in_hours(const jf_problem *self, int32_t start, int32_t end)
{
    const jf_problem_options *day = &self->options;
    bool has_lunch = day->lunch_from < day->lunch_to;

    return start >= day->day_from && end <= day->day_to &&
           !(has_lunch && start < day->lunch_to && end > day->lunch_from);
}

int32_t jf__problem_longest(const jf_problem *self)
{
    const jf_problem_options *day = &self->options;
    bool has_lunch = day->lunch_from < day->lunch_to;
    int32_t longest = 0;

    for (int32_t start = day->day_from; start < day->day_to; start += day->grain) {
        bool in_lunch = has_lunch && start >= day->lunch_from && start < day->lunch_to;
        bool before_lunch = has_lunch && start < day->lunch_from && day->lunch_from < day->day_to;
        int32_t end = before_lunch ? day->lunch_from : day->day_to;

        if (!in_lunch && end - start > longest)
            longest = end - start;
    }
    return longest;
}

static void fill_options(jf_problem_options *options)
{
    if (options->day_from == 0)
        options->day_from = JF__USUAL_DAY_FROM;
    else if (options->day_from == -1)
        options->day_from = 0;
    if (options->day_to == 0)
        options->day_to = JF__USUAL_DAY_TO;
    if (options->lunch_from == 0 && options->lunch_to == 0) {
        options->lunch_from = JF__USUAL_LUNCH_FROM;
        options->lunch_to = JF__USUAL_LUNCH_TO;
    }
    if (options->grain == 0)
        options->grain = JF__USUAL_GRAIN;
}

static jf_status check_options(const jf_problem_options *options, jf_error *err)
{
    if (options->any_day != 0 && options->any_day != 1)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 1, options->any_day,
                              "any_day is neither 0 nor 1");
    if (options->day_from < 0 || options->day_from >= options->day_to ||
        options->day_to > JF__MINUTES_OF_DAY)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, options->day_from, options->day_to,
                              "the day runs from minute %d to minute %d", (int)options->day_from,
                              (int)options->day_to);
    if (options->lunch_from < 0 || options->lunch_from > options->lunch_to ||
        options->lunch_to > JF__MINUTES_OF_DAY)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, options->lunch_from, options->lunch_to,
                              "lunch runs from minute %d to minute %d", (int)options->lunch_from,
                              (int)options->lunch_to);
    if (options->grain < 1 || options->grain > JF__MINUTES_OF_DAY)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__MINUTES_OF_DAY, options->grain,
                              "grain %d is outside 1 to 1440", (int)options->grain);
    if (options->first < JF_DAY_FIRST || options->last > JF_DAY_LAST ||
        options->first > options->last)
        return jf__fail_about(err, JF_E_RANGE, 0, options->first, options->last,
                              "the horizon runs from day %d to day %d", (int)options->first,
                              (int)options->last);
    if (options->last - options->first >= HORIZON_MAX)
        return jf__fail_about(err, JF_E_RANGE, 0, HORIZON_MAX, options->last - options->first + 1,
                              "the horizon has %d days, more than %d",
                              (int)(options->last - options->first + 1), HORIZON_MAX);
    return JF_OK;
}

jf_problem *jf__problem_make(jf_calendar *calendar, const jf_problem_options *options,
                             jf_error *err)
{
    jf_allocator allocator;
    jf_problem *self;

    if (check_options(options, err))
        return NULL;
    if (!calendar && options->any_day == 0) {
        (void)jf__fail(err, JF_E_ARGUMENT, "a problem without any_day needs a calendar");
        return NULL;
    }
    if (jf__allocator_init(&allocator, &options->allocator, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->options = *options;
    self->calendar = jf_calendar_retain(calendar);
    (void)jf_problem_set_rules(self, NULL, NULL);
    return self;
}

jf_problem *jf_problem_new(jf_calendar *calendar, const jf_problem_options *opts, jf_error *err)
{
    jf_problem_options options;

    if (!opts) {
        (void)jf__fail_null(err, "opts");
        return NULL;
    }
    if (jf__record_read(&options, sizeof options, opts, "opts", err))
        return NULL;
    fill_options(&options);
    return jf__problem_make(calendar, &options, err);
}

jf_problem *jf_problem_retain(jf_problem *self)
{
    if (self)
        jf__reference_take(&self->reference);
    return self;
}

void jf_problem_free(jf_problem *self)
{
    jf_allocator allocator;

    if (!self || !jf__reference_drop(&self->reference))
        return;
    allocator = self->allocator;
    jf__tables_free(self->tables, &allocator);
    jf__idmap_release(&self->person_ids, &allocator);
    jf__idmap_release(&self->room_ids, &allocator);
    jf__idmap_release(&self->class_ids, &allocator);
    jf__idmap_release(&self->request_ids, &allocator);
    jf__idmap_release(&self->attendance_ids, &allocator);
    jf__array_release(&self->persons, &allocator);
    jf__array_release(&self->rooms, &allocator);
    jf__array_release(&self->classes, &allocator);
    jf__array_release(&self->requests, &allocator);
    jf__array_release(&self->attendances, &allocator);
    jf__array_release(&self->subjects, &allocator);
    jf__array_release(&self->generic_topics, &allocator);
    jf__array_release(&self->busy, &allocator);
    jf__array_release(&self->room_hours, &allocator);
    jf__array_release(&self->unavailable, &allocator);
    jf__array_release(&self->features, &allocator);
    jf__array_release(&self->needs, &allocator);
    jf__array_release(&self->conflicts, &allocator);
    jf__array_release(&self->bars, &allocator);
    jf__array_release(&self->relations, &allocator);
    jf__array_release(&self->blackouts, &allocator);
    jf_calendar_free(self->calendar);
    jf__release(&allocator, self);
}

/* Zero means the default, -1 means zero. */
static int32_t rule_or(int32_t value, int32_t fallback)
{
    return value == 0 ? fallback : value == -1 ? 0 : value;
}

static jf_status check_rules(const jf_meeting_rules *rules, jf_error *err)
{
    const int32_t values[] = {rules->overlap_permille, rules->near_days,
                              rules->growth_minutes,   rules->weight_agenda,
                              rules->weight_gathering, rules->weight_superfluous,
                              rules->weight_shift};

    if (rules->basis != JF_BASIS_PERSON && rules->basis != JF_BASIS_UNIT)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, rules->basis, "no basis %d",
                              (int)rules->basis);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (values[i] < -1)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, -1, values[i], "a rule of %d is below -1",
                                  (int)values[i]);
    if (rules->overlap_permille > 1000)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 1000, rules->overlap_permille,
                              "overlap_permille %d is above 1000", (int)rules->overlap_permille);
    if (rules->no_merge != 0 && rules->no_merge != 1)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 1, rules->no_merge,
                              "no_merge is neither 0 nor 1");
    return JF_OK;
}

jf_status jf_problem_set_rules(jf_problem *self, const jf_meeting_rules *rules, jf_error *err)
{
    jf_meeting_rules own;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__options_read(&own, sizeof own, rules, "rules", err);
    if (!status)
        status = check_rules(&own, err);
    if (status)
        return status;
    own.overlap_permille = rule_or(own.overlap_permille, JF__USUAL_OVERLAP);
    own.near_days = rule_or(own.near_days, JF__USUAL_NEAR_DAYS);
    own.growth_minutes = rule_or(own.growth_minutes, JF__USUAL_GROWTH);
    own.weight_agenda = rule_or(own.weight_agenda, JF__USUAL_WEIGHT_AGENDA);
    own.weight_gathering = rule_or(own.weight_gathering, JF__USUAL_WEIGHT_GATHERING);
    own.weight_superfluous = rule_or(own.weight_superfluous, JF__USUAL_WEIGHT_SUPERFLUOUS);
    own.weight_shift = rule_or(own.weight_shift, JF__USUAL_WEIGHT_SHIFT);
    self->rules = own;
    return JF_OK;
}

jf_status jf_problem_add_blackout(jf_problem *self, jf_day first, jf_day last, jf_error *err)
{
    jf_status status = jf__problem_check_open(self, err);

    if (status)
        return status;
    if (first > last)
        return jf__fail_about(err, JF_E_RANGE, 0, first, last,
                              "the blackout ends on day %d, before it begins on day %d", (int)last,
                              (int)first);
    if (!jf__array_reserve(&self->blackouts, 1, &self->allocator))
        return jf__fail_memory(err);
    self->blackouts.items[self->blackouts.count++] = (jf__blackout){first, last};
    return JF_OK;
}

jf_status jf_problem_add_class(jf_problem *self, const jf_meeting_class *meeting_class,
                               jf_error *err)
{
    jf_meeting_class own;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__record_read(&own, sizeof own, meeting_class, "meeting_class", err);
    if (status)
        return status;
    if (own.max_minutes < 0 || own.max_heads < 0 || own.reserved != 0)
        return jf__fail_about(err, JF_E_ARGUMENT, own.id, 0, 0, "class %lld has a negative cap",
                              (long long)own.id);
    status = jf__problem_check_new_id(&self->class_ids, own.id, "class", err);
    if (status)
        return status;
    if (!jf__problem_reserve(self, &self->classes, &self->class_ids))
        return jf__fail_memory(err);
    jf__idmap_put(&self->class_ids, own.id, (uint32_t)self->classes.count);
    self->classes.items[self->classes.count++] = own;
    return JF_OK;
}

size_t jf_problem_request_count(const jf_problem *self)
{
    return self ? self->requests.count : 0;
}

int64_t jf_problem_request_at(const jf_problem *self, size_t index)
{
    return self && index < self->requests.count ? self->requests.items[index].id : 0;
}
