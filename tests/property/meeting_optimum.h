/* SPDX-License-Identifier: Apache-2.0 */
/* The cheapest complete plan of a small model by trying all: partitions into agendas, days, starts,
 * rooms. Written from the contract of jianfu/meeting.h; no code of the library. */
#ifndef JIANFU_TESTS_MEETING_OPTIMUM_H
#define JIANFU_TESTS_MEETING_OPTIMUM_H

#include "meeting_model.h"

#define OPTIMUM_NONE INT64_MAX

/* A gathering on the way to a plan. */
typedef struct model_gathering {
    int32_t members[MODEL_REQUESTS];
    int32_t count;
    int32_t length;
    int32_t day, start, room;
} model_gathering;

typedef struct model_search {
    const model *given;
    model_gathering gatherings[MODEL_REQUESTS];
    int32_t count;
    int64_t best;
} model_search;

static inline bool optimum_requires(const model *given, int32_t request, int32_t person)
{
    return given->request[request].heads[person] >= 0 && !given->request[request].optional[person];
}

static inline int32_t optimum_length(const model *given, const int32_t *members, int32_t count)
{
    int32_t opening = 0;
    int32_t length = 0;

    for (int32_t i = 0; i < count; i++) {
        const model_request *own = &given->request[members[i]];

        length += own->minutes - own->opening;
        opening = own->opening > opening ? own->opening : opening;
    }
    return length + opening;
}

/* Chairs of one person in a set: the most of any member; -1 when none names (requires) him. */
static inline int32_t optimum_chairs(const model *given, const int32_t *members, int32_t count,
                                     int32_t person, bool required_only)
{
    int32_t chairs = -1;
    bool counts = !required_only;

    for (int32_t i = 0; i < count; i++) {
        int32_t heads = given->request[members[i]].heads[person];

        chairs = heads > chairs ? heads : chairs;
        counts |= optimum_requires(given, members[i], person);
    }
    return counts ? chairs : -1;
}

/* Minutes that a person sits beyond the requests that require him; negative: less. */
static inline int32_t optimum_beyond(const model *given, const int32_t *members, int32_t count,
                                     int32_t person)
{
    int32_t beyond = optimum_length(given, members, count);

    for (int32_t i = 0; i < count; i++)
        if (optimum_requires(given, members[i], person))
            beyond -= given->request[members[i]].minutes;
    return beyond;
}

/* The name under which a person is compared in the attendee test. */
static inline int32_t optimum_name(const model *given, int32_t person)
{
    bool by_unit = given->rules.basis == JF_BASIS_UNIT && given->unit[person] > 0;

    return by_unit ? 100 + given->unit[person] : person;
}

static inline bool optimum_named(const model *given, int32_t request, int32_t name)
{
    for (int32_t p = 0; p < given->persons; p++)
        if (optimum_requires(given, request, p) && optimum_name(given, p) == name)
            return true;
    return false;
}

static inline bool optimum_same_people(const model *given, int32_t a, int32_t b)
{
    int32_t shared = 0;
    int32_t either = 0;

    for (int32_t name = 0; name < 110; name++) {
        bool in_a = optimum_named(given, a, name);
        bool in_b = optimum_named(given, b, name);

        shared += in_a && in_b;
        either += in_a || in_b;
    }
    return either > 0 && 1000 * shared >= given->rules.overlap_permille * either;
}

static inline bool optimum_same_subject(const model_request *x, const model_request *y)
{
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            if (x->topics[i] == y->topics[j] && x->topics[i] != MODEL_GENERIC)
                return true;
    return false;
}

/* Whether a relation lets two requests be one agenda. */
static inline bool optimum_may_be_one(const model *given, int32_t a, int32_t b)
{
    for (int32_t i = 0; i < given->relations; i++) {
        const model_relation *own = &given->relation[i];

        if (own->kind != JF_RELATION_SAME_DAY &&
            ((own->a == a && own->b == b) || (own->a == b && own->b == a)))
            return false;
    }
    return true;
}

static inline bool optimum_pair_passes(const model *given, int32_t a, int32_t b)
{
    const model_request *x = &given->request[a];
    const model_request *y = &given->request[b];
    int32_t apart = x->target > y->target ? x->target - y->target : y->target - x->target;

    return optimum_may_be_one(given, a, b) && !x->secrecy && !y->secrecy && !x->statutory &&
           !y->statutory && !given->barred[a < b ? a : b][a < b ? b : a] &&
           apart <= given->rules.near_days && optimum_same_subject(x, y) &&
           optimum_same_people(given, a, b);
}

static inline bool optimum_set_passes(const model *given, const int32_t *members, int32_t count)
{
    int32_t heads = 0;

    for (int32_t i = 0; i < count; i++)
        for (int32_t j = i + 1; j < count; j++)
            if (!optimum_pair_passes(given, members[i], members[j]))
                return false;
    for (int32_t p = 0; p < given->persons && count > 1; p++) {
        int32_t chairs = optimum_chairs(given, members, count, p, true);

        heads += chairs > 0 ? chairs : 0;
        if (chairs >= 0 && optimum_beyond(given, members, count, p) > given->rules.growth_minutes)
            return false;
    }
    for (int32_t i = 0; i < count && count > 1; i++) {
        const model_request *own = &given->request[members[i]];

        if ((own->max_minutes > 0 && optimum_length(given, members, count) > own->max_minutes) ||
            (own->max_heads > 0 && heads > own->max_heads))
            return false;
    }
    return true;
}

static inline bool optimum_meets(model_interval time, int32_t day, int32_t start, int32_t end)
{
    return time.day == day && time.start < end && start < time.end;
}

/* Whether the members could be held then, whatever else is planned. */
static inline bool optimum_time_fits(const model *given, const model_gathering *own)
{
    int32_t end = own->start + own->length;

    if (given->closed[own->day] || end > 1050 || (own->start < 810 && end > 720))
        return false;
    for (int32_t i = 0; i < own->count; i++) {
        const model_request *request = &given->request[own->members[i]];

        if (own->day < request->first || own->day > request->last ||
            optimum_meets(request->away, own->day, own->start, end) ||
            (request->pin_start >= 0 &&
             (own->day != request->target || own->start != request->pin_start)))
            return false;
        for (int32_t p = 0; p < given->persons; p++)
            if (optimum_requires(given, own->members[i], p) &&
                optimum_meets(given->busy[p], own->day, own->start, end))
                return false;
    }
    return true;
}

static inline bool optimum_room_fits(const model *given, const model_gathering *own)
{
    const model_interval *open = given->open[own->room];
    int32_t chairs = 0;
    bool is_open = open[0].day < 0 && open[1].day < 0;

    for (int32_t p = 0; p < given->persons; p++) {
        int32_t heads = optimum_chairs(given, own->members, own->count, p, false);

        chairs += heads > 0 ? heads : 0;
    }
    for (int32_t i = 0; i < own->count; i++) {
        int32_t pin = given->request[own->members[i]].pin_room;
        uint32_t missing = given->request[own->members[i]].needs & ~given->features[own->room];

        if ((pin >= 0 && pin != own->room) || missing != 0)
            return false;
    }
    for (int i = 0; i < 2; i++)
        is_open |= open[i].day == own->day && open[i].start <= own->start &&
                   own->start + own->length <= open[i].end;
    return is_open && (given->capacity[own->room] == 0 || chairs <= given->capacity[own->room]);
}

static inline bool optimum_has(const model_gathering *own, int32_t request)
{
    for (int32_t i = 0; i < own->count; i++)
        if (own->members[i] == request)
            return true;
    return false;
}

/* Whether all relations from a member of x to one of y are kept. */
static inline bool optimum_relates(const model *given, const model_gathering *x,
                                   const model_gathering *y)
{
    int32_t end = x->day * 1440 + x->start + x->length;
    int32_t start = y->day * 1440 + y->start;

    for (int32_t i = 0; i < given->relations; i++) {
        const model_relation *own = &given->relation[i];

        if (!optimum_has(x, own->a) || !optimum_has(y, own->b))
            continue;
        if ((own->kind == JF_RELATION_SAME_DAY && x->day != y->day) ||
            (own->kind == JF_RELATION_DIFFERENT_DAY && x->day == y->day) ||
            (own->kind == JF_RELATION_ADJACENT && (x->day != y->day || start != end)))
            return false;
        if (own->kind == JF_RELATION_BEFORE &&
            (start - end < own->least || (own->most >= 0 && start - end > own->most)))
            return false;
    }
    return true;
}

/* Price of two gatherings as they lie, or OPTIMUM_NONE when they must not. */
static inline int64_t optimum_between(const model *given, const model_gathering *x,
                                      const model_gathering *y)
{
    int64_t price = 0;

    if (!optimum_relates(given, x, y) || !optimum_relates(given, y, x))
        return OPTIMUM_NONE;
    if (x->day != y->day || x->start >= y->start + y->length || y->start >= x->start + x->length)
        return 0;
    if (given->rooms > 0 && x->room == y->room)
        return OPTIMUM_NONE;
    for (int32_t i = 0; i < x->count; i++)
        for (int32_t j = 0; j < y->count; j++) {
            int32_t a = x->members[i] < y->members[j] ? x->members[i] : y->members[j];
            int32_t b = x->members[i] < y->members[j] ? y->members[j] : x->members[i];

            for (int32_t p = 0; p < given->persons; p++)
                if (optimum_requires(given, a, p) && optimum_requires(given, b, p))
                    return OPTIMUM_NONE;
            if (given->weight[a][b] == 0)
                return OPTIMUM_NONE;
            price += given->weight[a][b] > 0 ? given->weight[a][b] : 0;
        }
    return price;
}

static inline int64_t optimum_own_cost(const model *given, const model_gathering *own)
{
    int64_t cost = given->rules.weight_agenda + given->rules.weight_gathering;

    for (int32_t p = 0; p < given->persons; p++) {
        int32_t chairs = optimum_chairs(given, own->members, own->count, p, true);
        int32_t beyond = optimum_beyond(given, own->members, own->count, p);
        int32_t heads = chairs > 0 ? chairs : 1;

        if (chairs < 0)
            continue;
        cost += (int64_t)heads * own->length;
        cost += beyond > 0 ? (int64_t)heads * beyond * given->rules.weight_superfluous : 0;
    }
    return cost;
}

static inline int64_t optimum_shift(const model *given, const model_gathering *own)
{
    int64_t days = 0;

    for (int32_t i = 0; i < own->count; i++) {
        int32_t apart = own->day - given->request[own->members[i]].target;

        days += apart < 0 ? -apart : apart;
    }
    return days * given->rules.weight_shift;
}

static inline void optimum_place(model_search *self, int32_t index, int64_t cost);

static inline void optimum_try_room(model_search *self, int32_t index, int64_t cost)
{
    model_gathering *own = &self->gatherings[index];

    cost += optimum_shift(self->given, own);
    if (self->given->rooms > 0 && !optimum_room_fits(self->given, own))
        return;
    for (int32_t other = 0; other < index; other++) {
        int64_t price = optimum_between(self->given, &self->gatherings[other], own);

        if (price == OPTIMUM_NONE)
            return;
        cost += price;
    }
    optimum_place(self, index + 1, cost);
}

/* Every place of one gathering, then the next one. */
static inline void optimum_place(model_search *self, int32_t index, int64_t cost)
{
    model_gathering *own = &self->gatherings[index];
    int32_t rooms = self->given->rooms > 0 ? self->given->rooms : 1;

    if (cost >= self->best)
        return;
    if (index == self->count) {
        self->best = cost;
        return;
    }
    for (own->day = 0; own->day < self->given->days; own->day++)
        for (own->start = 510; own->start < 1050; own->start += 5) {
            bool on_grain = (own->start - 510) % self->given->grain == 0;

            /* off the grain only pins are held, and optimum_time_fits knows those */
            for (int32_t i = 0; i < own->count; i++)
                on_grain |= self->given->request[own->members[i]].pin_start >= 0;
            if (!on_grain || !optimum_time_fits(self->given, own))
                continue;
            for (own->room = 0; own->room < rooms; own->room++)
                optimum_try_room(self, index, cost);
        }
}

/* Puts a request into each of the gatherings so far, and into a new one. */
static inline void optimum_group(model_search *self, int32_t request)
{
    if (request == self->given->requests) {
        int64_t cost = 0;

        for (int32_t i = 0; i < self->count; i++) {
            model_gathering *own = &self->gatherings[i];

            if (!optimum_set_passes(self->given, own->members, own->count))
                return;
            own->length = optimum_length(self->given, own->members, own->count);
            cost += optimum_own_cost(self->given, own);
        }
        optimum_place(self, 0, cost);
        return;
    }
    for (int32_t i = 0; i <= self->count; i++) {
        bool is_new = i == self->count;
        model_gathering *own = &self->gatherings[i];

        if (is_new) {
            own->count = 0;
            self->count++;
        }
        own->members[own->count++] = request;
        optimum_group(self, request + 1);
        own->count--;
        if (is_new) {
            self->count--;
            return;
        }
    }
}

/* Cost of the cheapest complete plan, or OPTIMUM_NONE when there is none. */
static inline int64_t model_optimum(const model *given)
{
    model_search self = {.given = given, .best = OPTIMUM_NONE};

    optimum_group(&self, 0);
    return self.best;
}

#endif
