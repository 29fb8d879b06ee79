/* SPDX-License-Identifier: Apache-2.0 */
/* Small random planning problems as plain data, and the jf_problem made from one. */
#ifndef JIANFU_TESTS_MEETING_MODEL_H
#define JIANFU_TESTS_MEETING_MODEL_H

#include "support/support.h"

#include "base/random.h"
#include "jianfu/meeting.h"

enum {
    MODEL_FIRST = 20000, /* day 0 of a model */
    MODEL_REQUESTS = 12,
    MODEL_PERSONS = 6,
    MODEL_DAYS = 4,
    MODEL_ROOMS = 3,
    MODEL_FEATURES = 3,
    MODEL_RELATIONS = 4,
    MODEL_GENERIC = 1 /* the topic that says nothing */
};

/* [start, end) of a day; day -1: none. */
typedef struct model_interval {
    int32_t day;
    int32_t start;
    int32_t end;
} model_interval;

typedef struct model_request {
    int32_t minutes, opening;
    int32_t first, last, target; /* days from 0 */
    int32_t max_minutes, max_heads;
    int32_t secrecy, statutory;
    int32_t pin_start; /* minute, or -1 */
    int32_t pin_room;  /* index, or -1 */
    int32_t topics[2];
    uint32_t needs; /* bits of features */
    int32_t heads[MODEL_PERSONS]; /* -1: does not attend */
    bool optional[MODEL_PERSONS];
    model_interval away;
} model_request;

typedef struct model_relation {
    int32_t kind; /* a jf_relation_kind */
    int32_t a, b;
    int32_t least, most; /* most -1: any number */
} model_relation;

typedef struct model {
    int32_t days, requests, persons, rooms, grain;
    bool closed[MODEL_DAYS];
    model_request request[MODEL_REQUESTS];
    int32_t unit[MODEL_PERSONS];
    model_interval busy[MODEL_PERSONS];
    int32_t capacity[MODEL_ROOMS];
    uint32_t features[MODEL_ROOMS]; /* bits */
    model_interval open[MODEL_ROOMS][2];            /* day -1 in both: always open */
    int64_t weight[MODEL_REQUESTS][MODEL_REQUESTS]; /* a < b; -1: no conflict, 0: hard */
    bool barred[MODEL_REQUESTS][MODEL_REQUESTS];    /* a < b */
    model_relation relation[MODEL_RELATIONS];
    int32_t relations;
    jf_meeting_rules rules;                         /* no zero: every field is given */
} model;

static inline int32_t model_below(jf__random *random, int32_t bound)
{
    return (int32_t)jf__random_below(random, (uint32_t)bound);
}

/* True once in so many times. */
static inline bool model_once(jf__random *random, int32_t times)
{
    return model_below(random, times) == 0;
}

static inline model_interval model_time(jf__random *random, const model *self, int32_t times)
{
    model_interval none = {-1, 0, 0};
    model_interval time = {model_below(random, self->days), 510 + 30 * model_below(random, 14), 0};

    time.end = time.start + 15 + 15 * model_below(random, 12);
    return model_once(random, times) ? time : none;
}

static inline void model_add_people(model *self, model_request *request, jf__random *random)
{
    int32_t most = model_below(random, self->persons + 1);

    /* mostly the same people, so that merges happen */
    for (int32_t p = 0; p < self->persons; p++) {
        bool attends = p < most || model_once(random, 6);

        request->heads[p] = attends ? model_below(random, 3) : -1;
        request->optional[p] = model_once(random, 8);
    }
}

static inline void model_add_request(model *self, int32_t index, jf__random *random)
{
    model_request *request = &self->request[index];

    request->minutes = 30 + 15 * model_below(random, 6);
    request->opening = 5 * model_below(random, 5);
    request->first = model_below(random, self->days);
    request->last = request->first + model_below(random, self->days - request->first);
    request->target = request->first + model_below(random, request->last - request->first + 1);
    request->max_minutes = model_once(random, 3) ? 100 + 20 * model_below(random, 5) : 0;
    request->max_heads = model_once(random, 5) ? 4 + model_below(random, 4) : 0;
    request->secrecy = model_once(random, 9) ? 1 : 0;
    request->statutory = model_once(random, 9) ? 1 : 0;
    request->pin_start = model_once(random, 8) ? 515 + 90 * model_below(random, 2) : -1;
    request->pin_room = model_once(random, 10) && self->rooms > 0 ? 0 : -1;
    request->topics[0] = MODEL_GENERIC + model_below(random, 3);
    request->topics[1] = 2 + (model_once(random, 4) ? 1 : 0);
    request->away = model_time(random, self, 4);
    model_add_people(self, request, random);
    for (int32_t other = 0; other < index; other++) {
        self->barred[other][index] = model_once(random, 12);
        self->weight[other][index] = model_once(random, 4) ? 20 * model_below(random, 6) : -1;
    }
}

/* In every other model, from draws of their own: the rest is as it would be without. */
static inline void model_add_features(model *self, uint64_t seed)
{
    jf__random random = {seed * 2 + 1};

    if (seed % 2 == 0)
        return;
    for (int32_t r = 0; r < self->rooms; r++)
        for (int32_t bit = 0; bit < MODEL_FEATURES; bit++)
            self->features[r] |= model_once(&random, 4) ? 0 : UINT32_C(1) << bit;
    for (int32_t i = 0; i < self->requests; i++)
        for (int32_t bit = 0; bit < MODEL_FEATURES; bit++)
            self->request[i].needs |= model_once(&random, 5) ? UINT32_C(1) << bit : 0;
}

/* So many relations, from draws of their own. A fine grain makes ADJACENT possible. */
static inline void model_add_relations(model *self, uint64_t seed, int32_t relations)
{
    jf__random random = {seed * 2 + 2};

    self->grain = self->requests < 4 ? 30 : self->grain;
    self->relations = relations;
    for (int32_t i = 0; i < self->relations; i++) {
        model_relation *own = &self->relation[i];

        own->kind = JF_RELATION_BEFORE + model_below(&random, 4);
        own->a = model_below(&random, self->requests);
        own->b = (own->a + 1 + model_below(&random, self->requests - 1)) % self->requests;
        own->most = -1;
        if (own->kind == JF_RELATION_BEFORE) {
            own->least = model_once(&random, 2) ? 0 : 60 * model_below(&random, 30);
            own->most = model_once(&random, 2) ? -1 : own->least + 60 * model_below(&random, 30);
        }
    }
}

static inline void model_put_relations(const model *self, jf_problem *problem, int64_t stride)
{
    for (int32_t i = 0; i < self->relations; i++) {
        const model_relation *from = &self->relation[i];
        jf_relation relation = {.size = sizeof relation,
                                .kind = from->kind,
                                .request_a = 1 + from->a * stride,
                                .request_b = 1 + from->b * stride,
                                .least = from->least,
                                .most = from->most < 0 ? 0 : from->most == 0 ? -1 : from->most};

        assert_ok(jf_problem_add_relation(problem, &relation, err));
    }
}

static inline void model_make(model *self, uint64_t seed, int32_t requests)
{
    jf__random random = {seed};

    *self = (model){.requests = requests};
    self->days = 1 + model_below(&random, MODEL_DAYS);
    self->persons = 1 + model_below(&random, MODEL_PERSONS);
    self->rooms = model_below(&random, MODEL_ROOMS + 1);
    self->grain = 60 + 30 * model_below(&random, 4);
    self->rules = (jf_meeting_rules){
        .size = sizeof self->rules,
        .basis = model_below(&random, 2),
        .overlap_permille = 500 + 100 * model_below(&random, 6),
        .near_days = 1 + model_below(&random, 4),
        .growth_minutes = 15 + 30 * model_below(&random, 4),
        .weight_agenda = 60,
        .weight_gathering = 30 + 30 * model_below(&random, 4),
        .weight_superfluous = 1 + model_below(&random, 2),
        .weight_shift = 5 + 20 * model_below(&random, 3),
    };
    for (int32_t p = 0; p < self->persons; p++) {
        self->unit[p] = model_below(&random, 4);
        self->busy[p] = model_time(&random, self, 3);
    }
    for (int32_t r = 0; r < self->rooms; r++) {
        self->capacity[r] = model_once(&random, 2) ? 3 + model_below(&random, 6) : 0;
        self->open[r][0] = (model_interval){-1, 0, 0};
        self->open[r][1] = (model_interval){-1, 0, 0};
        if (model_once(&random, 3)) {
            self->open[r][0] = (model_interval){model_below(&random, self->days), 510, 720};
            self->open[r][1] = (model_interval){model_below(&random, self->days), 800, 1000};
        }
    }
    for (int32_t i = 0; i < requests; i++)
        model_add_request(self, i, &random);
    if (self->days > 1 && model_once(&random, 3))
        self->closed[model_below(&random, self->days)] = true;
    model_add_features(self, seed);
    if (seed % 4 == 2 && requests > 1)
        model_add_relations(self, seed, 1 + (int32_t)(seed / 4 % 2));
}

static inline void model_put_world(const model *self, jf_problem *problem, int64_t stride)
{
    for (int32_t d = 0; d < self->days; d++)
        if (self->closed[d])
            assert_ok(jf_problem_add_blackout(problem, MODEL_FIRST + d, MODEL_FIRST + d, err));
    for (int32_t p = 0; p < self->persons; p++) {
        jf_person person = {.size = sizeof person, .id = 1 + p * stride, .unit = self->unit[p]};
        model_interval busy = self->busy[p];

        assert_ok(jf_problem_add_person(problem, &person, err));
        if (busy.day >= 0)
            assert_ok(jf_problem_add_busy(problem, person.id, MODEL_FIRST + busy.day, busy.start,
                                          busy.end - busy.start, err));
    }
    for (int32_t r = 0; r < self->rooms; r++) {
        jf_room room = {.size = sizeof room, .id = 1 + r * stride, .capacity = self->capacity[r]};

        assert_ok(jf_problem_add_room(problem, &room, err));
        for (int32_t bit = 0; bit < MODEL_FEATURES; bit++)
            if (self->features[r] >> bit & 1)
                assert_ok(jf_problem_add_room_feature(problem, room.id, 1 + bit, err));
        for (int i = 0; i < 2; i++) {
            model_interval open = self->open[r][i];

            if (open.day >= 0)
                assert_ok(jf_problem_add_room_hours(problem, room.id, MODEL_FIRST + open.day,
                                                    open.start, open.end - open.start, err));
        }
    }
}

static inline void model_put_request(const model *self, jf_problem *problem, int32_t index,
                                     int64_t stride)
{
    const model_request *from = &self->request[index];
    int64_t id = 1 + index * stride;
    jf_meeting_class own = {.size = sizeof own,
                            .id = id,
                            .max_minutes = from->max_minutes,
                            .max_heads = from->max_heads};
    jf_request request = {.size = sizeof request,
                          .id = id,
                          .minutes = from->minutes,
                          .opening = from->opening,
                          .first = MODEL_FIRST + from->first,
                          .last = MODEL_FIRST + from->last,
                          .target = MODEL_FIRST + from->target,
                          .meeting_class = id,
                          .secrecy = from->secrecy,
                          .statutory = from->statutory,
                          .pin_start = from->pin_start + 1,
                          .pin_room = from->pin_room < 0 ? 0 : 1 + from->pin_room * stride};

    assert_ok(jf_problem_add_class(problem, &own, err));
    assert_ok(jf_problem_add_request(problem, &request, err));
    for (int i = 0; i < 2; i++)
        assert_ok(jf_problem_add_topic(problem, id, from->topics[i], err));
    for (int32_t bit = 0; bit < MODEL_FEATURES; bit++)
        if (from->needs >> bit & 1)
            assert_ok(jf_problem_add_need(problem, id, 1 + bit, err));
    for (int32_t p = 0; p < self->persons; p++)
        if (from->heads[p] >= 0)
            assert_ok(jf_problem_add_attendee(problem, id, 1 + p * stride, from->heads[p],
                                              from->optional[p], err));
    if (from->away.day >= 0)
        assert_ok(jf_problem_add_unavailable(problem, id, MODEL_FIRST + from->away.day,
                                             from->away.start, from->away.end - from->away.start,
                                             err));
}

/* Sealed, or NULL when a request has no day for meetings. Ids are 1 + index x stride, so that the
 * order of adding stays the same under other names. */
static inline jf_problem *model_problem(const model *self, int64_t stride,
                                        const jf_allocator *allocator)
{
    jf_problem_options opts = {.size = sizeof opts,
                               .first = MODEL_FIRST,
                               .last = MODEL_FIRST + self->days - 1,
                               .any_day = 1,
                               .grain = self->grain};
    jf_error error = {0};
    jf_problem *problem;

    if (allocator)
        opts.allocator = *allocator;
    problem = assert_made(jf_problem_new(NULL, &opts, &error), &error);
    assert_ok(jf_problem_set_rules(problem, &self->rules, err));
    assert_ok(jf_problem_set_generic_topic(problem, MODEL_GENERIC, err));
    model_put_world(self, problem, stride);
    for (int32_t i = 0; i < self->requests; i++)
        model_put_request(self, problem, i, stride);
    model_put_relations(self, problem, stride);
    for (int32_t b = 0; b < self->requests; b++)
        for (int32_t a = 0; a < b; a++) {
            if (self->barred[a][b])
                assert_ok(jf_problem_add_bar(problem, 1 + a * stride, 1 + b * stride, err));
            if (self->weight[a][b] >= 0)
                assert_ok(jf_problem_add_conflict(problem, 1 + a * stride, 1 + b * stride,
                                                  self->weight[a][b], err));
        }
    if (jf_problem_seal(problem, &error) == JF_OK)
        return problem;
    assert_int_equal(error.status, JF_E_RANGE);
    jf_problem_free(problem);
    return NULL;
}

static inline int64_t model_total(const jf_plan *plan)
{
    int64_t total = 0;

    assert_ok(jf_plan_cost(plan, JF_COST_TOTAL, &total, err));
    return total;
}

#endif
