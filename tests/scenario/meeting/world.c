/* SPDX-License-Identifier: Apache-2.0 */
/* Commands that build the problem and make the plan. */
#include "scene.h"

#include "support/meetings.h"

static jf_problem *problem(scene *self)
{
    jf_error error = {0};

    if (!self->problem)
        self->problem = jf_problem_new(self->calendar, &self->options, &error);
    if (!self->problem)
        reject(self, error.message);
    return self->problem;
}

static void horizon(scene *self)
{
    self->options.first = day(self, 1);
    self->options.last = day(self, 2);
}

static void workdays(scene *self)
{
    jf_error error = {0};

    self->has_dates = true;
    self->options.any_day = 0;
    self->calendar = jf_calendar_new(NULL, NULL);
    check(self, jf_calendar_add_schedule(self->calendar, minute(self, 1), &error), &error);
    check(self, jf_calendar_seal(self->calendar, &error), &error);
}

static void hours(scene *self)
{
    self->options.day_from = minute(self, 1);
    self->options.day_to = minute(self, 2);
    self->options.lunch_from = minute(self, 3);
    self->options.lunch_to = minute(self, 4);
    self->options.grain = minute(self, 5);
}

static void rule(scene *self)
{
    const struct {
        const char *name;
        int32_t *field;
    } fields[] = {
        {"basis", &self->rules.basis},
        {"overlap_permille", &self->rules.overlap_permille},
        {"near_days", &self->rules.near_days},
        {"growth_minutes", &self->rules.growth_minutes},
        {"weight_agenda", &self->rules.weight_agenda},
        {"weight_gathering", &self->rules.weight_gathering},
        {"weight_superfluous", &self->rules.weight_superfluous},
        {"weight_shift", &self->rules.weight_shift},
        {"no_merge", &self->rules.no_merge},
    };
    jf_error error = {0};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (is(self, 1, fields[i].name)) {
            *fields[i].field = minute(self, 2);
            check(self, jf_problem_set_rules(problem(self), &self->rules, &error), &error);
            return;
        }
    reject(self, "no such rule");
}

static void people(scene *self)
{
    jf_error error = {0};

    for (int64_t id = number(self, 1); id <= number(self, 2); id++) {
        jf_person person = {.size = sizeof person, .id = id, .unit = number(self, 3)};

        check(self, jf_problem_add_person(problem(self), &person, &error), &error);
    }
}

static void busy(scene *self)
{
    jf_error error = {0};

    check(self,
          jf_problem_add_busy(problem(self), number(self, 1), day(self, 2), minute(self, 3),
                              minute(self, 4), &error),
          &error);
}

static void add_room(scene *self)
{
    jf_room room = {.size = sizeof room, .id = number(self, 1), .capacity = minute(self, 2)};
    jf_error error = {0};

    check(self, jf_problem_add_room(problem(self), &room, &error), &error);
}

static void open_room(scene *self)
{
    jf_error error = {0};

    check(self,
          jf_problem_add_room_hours(problem(self), number(self, 1), day(self, 2), minute(self, 3),
                                    minute(self, 4), &error),
          &error);
}

static void feature(scene *self)
{
    jf_error error = {0};

    for (size_t i = 2; i < self->word_count; i++)
        check(self,
              jf_problem_add_room_feature(problem(self), number(self, 1), number(self, i), &error),
              &error);
}

static void blackout(scene *self)
{
    jf_error error = {0};

    check(self, jf_problem_add_blackout(problem(self), day(self, 1), day(self, 2), &error), &error);
}

static void add_class(scene *self)
{
    jf_meeting_class own = {.size = sizeof own,
                            .id = number(self, 1),
                            .max_minutes = minute(self, 2),
                            .max_heads = minute(self, 3)};
    jf_error error = {0};

    check(self, jf_problem_add_class(problem(self), &own, &error), &error);
}

static void read_extra(const scene *self, size_t index, jf_request *request)
{
    int64_t value = number(self, index + 1);

    if (is(self, index, "class"))
        request->meeting_class = value;
    else if (is(self, index, "secrecy"))
        request->secrecy = (int32_t)value;
    else if (is(self, index, "statutory"))
        request->statutory = (int32_t)value;
    else if (is(self, index, "start"))
        request->pin_start = (int32_t)value + 1;
    else if (is(self, index, "room"))
        request->pin_room = value;
    else
        reject(self, "no such field");
}

static void add_request(scene *self)
{
    jf_request request = {.size = sizeof request,
                          .id = number(self, 1),
                          .minutes = minute(self, 2),
                          .opening = minute(self, 3),
                          .first = day(self, 4),
                          .last = day(self, 5),
                          .target = day(self, 6)};
    jf_error error = {0};

    for (size_t i = 7; i < self->word_count; i += 2)
        read_extra(self, i, &request);
    check(self, jf_problem_add_request(problem(self), &request, &error), &error);
}

static void topic(scene *self)
{
    jf_error error = {0};

    for (size_t i = 2; i < self->word_count; i++)
        check(self, jf_problem_add_topic(problem(self), number(self, 1), number(self, i), &error),
              &error);
}

static void need(scene *self)
{
    jf_error error = {0};

    for (size_t i = 2; i < self->word_count; i++)
        check(self, jf_problem_add_need(problem(self), number(self, 1), number(self, i), &error),
              &error);
}

static void generic(scene *self)
{
    jf_error error = {0};

    check(self, jf_problem_set_generic_topic(problem(self), number(self, 1), &error), &error);
}

static void attend(scene *self)
{
    jf_error error = {0};

    for (int64_t person = number(self, 3); person <= number(self, 4); person++)
        check(self,
              jf_problem_add_attendee(problem(self), number(self, 1), person, minute(self, 2),
                                      is(self, 5, "optional"), &error),
              &error);
}

static void away(scene *self)
{
    jf_error error = {0};

    check(self,
          jf_problem_add_unavailable(problem(self), number(self, 1), day(self, 2), minute(self, 3),
                                     minute(self, 4), &error),
          &error);
}

static void conflict(scene *self)
{
    jf_error error = {0};

    check(self,
          jf_problem_add_conflict(problem(self), number(self, 1), number(self, 2), number(self, 3),
                                  &error),
          &error);
}

static void bar(scene *self)
{
    jf_error error = {0};

    check(self, jf_problem_add_bar(problem(self), number(self, 1), number(self, 2), &error),
          &error);
}

static int32_t relation_kind(const scene *self, size_t index)
{
    static const char *const names[] = {"before", "same_day", "different_day", "adjacent"};

    for (int32_t kind = 0; kind < 4; kind++)
        if (is(self, index, names[kind]))
            return kind + JF_RELATION_BEFORE;
    reject(self, "no such relation");
    return 0;
}

static void relate(scene *self)
{
    jf_relation relation = {.size = sizeof relation,
                            .kind = relation_kind(self, 2),
                            .request_a = number(self, 1),
                            .request_b = number(self, 3)};
    jf_error error = {0};

    if (self->word_count > 4) {
        relation.least = minute(self, 4);
        relation.most = minute(self, 5);
    }
    check(self, jf_problem_add_relation(problem(self), &relation, &error), &error);
}

static void place(scene *self)
{
    if (self->place_count == PLACES_MAX)
        reject(self, "too many places");
    self->places[self->place_count++] = (jf_placement){.request = number(self, 1),
                                                       .gathering = minute(self, 2),
                                                       .agenda = 1,
                                                       .day = day(self, 3),
                                                       .start = minute(self, 4),
                                                       .minutes = minute(self, 5),
                                                       .room = number(self, 6)};
}

static void make_plan(scene *self)
{
    jf_solve_options opts = {.size = sizeof opts};
    jf_error error = {0};

    if (self->word_count > 1)
        opts.step_max = number(self, 1);
    check(self, jf_problem_seal(problem(self), &error), &error);
    self->plan = is(self, 0, "solve")
                     ? jf_problem_solve(self->problem, &opts, NULL, NULL, &error)
                     : jf_plan_new(self->problem, self->places, self->place_count, &error);
    if (!self->plan)
        reject(self, error.message);
    jf_test_problem_round_trip(self->problem, &opts);
    jf_test_plan_round_trip(self->problem, self->plan);
}

const command world_commands[] = {
    {"horizon", horizon},
    {"workdays", workdays},
    {"hours", hours},
    {"rule", rule},
    {"people", people},
    {"busy", busy},
    {"room", add_room},
    {"open", open_room},
    {"feature", feature},
    {"blackout", blackout},
    {"class", add_class},
    {"request", add_request},
    {"topic", topic},
    {"need", need},
    {"generic", generic},
    {"attend", attend},
    {"away", away},
    {"conflict", conflict},
    {"bar", bar},
    {"relate", relate},
    {"place", place},
    {"solve", make_plan},
    {"check", make_plan},
    {NULL, NULL},
};
