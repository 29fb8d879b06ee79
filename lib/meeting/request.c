/* SPDX-License-Identifier: Apache-2.0 */
/* Requests of a problem: what is wanted, about what, when it cannot be, what it may not meet. */
#include "base/error.h"
#include "base/records.h"
#include "meeting/problem.h"

/* Pairs are kept as bits: 16,384 requests take 64 MiB. */
#define REQUEST_MAX 16384

static bool is_flag(int32_t value)
{
    return value == 0 || value == 1;
}

static jf_status check_fields(const jf_request *request, jf_error *err)
{
    if (request->minutes < 1 || request->minutes > JF__MINUTES_OF_DAY)
        return jf__fail_about(err, JF_E_ARGUMENT, request->id, JF__MINUTES_OF_DAY, request->minutes,
                              "request %lld takes %d minutes", (long long)request->id,
                              (int)request->minutes);
    if (request->opening < 0 || request->opening > request->minutes)
        return jf__fail_about(err, JF_E_ARGUMENT, request->id, request->minutes, request->opening,
                              "request %lld of %d minutes opens for %d", (long long)request->id,
                              (int)request->minutes, (int)request->opening);
    if (request->secrecy < 0 || request->secrecy > 3)
        return jf__fail_about(err, JF_E_ARGUMENT, request->id, 3, request->secrecy,
                              "request %lld has secrecy %d", (long long)request->id,
                              (int)request->secrecy);
    if (request->pin_start < 0 || request->pin_start > JF__MINUTES_OF_DAY)
        return jf__fail_about(err, JF_E_ARGUMENT, request->id, JF__MINUTES_OF_DAY,
                              request->pin_start, "request %lld has pin_start %d",
                              (long long)request->id, (int)request->pin_start);
    if (!is_flag(request->statutory) || request->reserved != 0 || request->organiser < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, request->id, 0, 0,
                              "request %lld has a field outside its values",
                              (long long)request->id);
    return JF_OK;
}

/* A zero target is "not given" unless the window really holds 1970-01-01. */
static void fill_target(jf_request *request)
{
    bool holds_zero = request->first <= 0 && request->last >= 0;

    if (request->target == JF_DAY_NONE || (request->target == 0 && !holds_zero))
        request->target = request->first;
}

static jf_status check_days(const jf_problem *self, const jf_request *request, jf_error *err)
{
    const jf_problem_options *horizon = &self->options;
    long long id = (long long)request->id;

    if (request->first > request->last)
        return jf__fail_about(err, JF_E_RANGE, request->id, request->first, request->last,
                              "request %lld has a window that ends on day %d, before day %d", id,
                              (int)request->last, (int)request->first);
    if (request->last < horizon->first || request->first > horizon->last)
        return jf__fail_about(err, JF_E_RANGE, request->id, horizon->first, request->first,
                              "request %lld has a window outside the horizon", id);
    if (request->target < request->first || request->target > request->last)
        return jf__fail_about(err, JF_E_RANGE, request->id, request->first, request->target,
                              "request %lld has a target, day %d, outside its window", id,
                              (int)request->target);
    if (request->target < JF_DAY_FIRST || request->target > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, request->id, JF_DAY_FIRST, request->target,
                              "request %lld has a target, %d, that is no day", id,
                              (int)request->target);
    if (request->pin_start > 0 &&
        (request->target < horizon->first || request->target > horizon->last))
        return jf__fail_about(err, JF_E_RANGE, request->id, horizon->first, request->target,
                              "request %lld is pinned to day %d, outside the horizon", id,
                              (int)request->target);
    return JF_OK;
}

static jf_status check_hours(const jf_problem *self, const jf_request *request, jf_error *err)
{
    int32_t longest = jf__problem_longest(self);
    int32_t start = request->pin_start - 1;

    if (request->minutes > longest && start < 0)
        return jf__fail_about(err, JF_E_RANGE, request->id, longest, request->minutes,
                              "request %lld takes %d minutes, a day has room for %d at once",
                              (long long)request->id, (int)request->minutes, (int)longest);
    if (start >= 0 && !jf__problem_in_hours(self, start, start + request->minutes))
        return jf__fail_about(err, JF_E_RANGE, request->id, self->options.day_to,
                              start + request->minutes,
                              "request %lld, pinned to minutes %d to %d, leaves the hours of the "
                              "day",
                              (long long)request->id, (int)start, (int)(start + request->minutes));
    return JF_OK;
}

static jf_status check_references(const jf_problem *self, const jf_request *request, jf_error *err)
{
    uint32_t index;
    jf_status status = JF_OK;

    if (request->meeting_class != 0)
        status = jf__problem_find(&self->class_ids, request->meeting_class, "class", &index, err);
    if (!status && request->pin_room != 0)
        status = jf__problem_find(&self->room_ids, request->pin_room, "room", &index, err);
    return status;
}

jf_status jf_problem_add_request(jf_problem *self, const jf_request *request, jf_error *err)
{
    jf_request own;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__record_read(&own, sizeof own, request, "request", err);
    if (!status)
        status = check_fields(&own, err);
    if (!status)
        status = jf__problem_check_new_id(&self->request_ids, own.id, "request", err);
    if (!status)
        status = check_references(self, &own, err);
    if (status)
        return status;
    fill_target(&own);
    status = check_days(self, &own, err);
    if (!status)
        status = check_hours(self, &own, err);
    if (status)
        return status;
    if (self->requests.count >= REQUEST_MAX)
        return jf__fail_about(err, JF_E_RANGE, own.id, REQUEST_MAX, REQUEST_MAX + 1,
                              "a problem holds at most %d requests", REQUEST_MAX);
    if (!jf__problem_reserve(self, &self->requests, &self->request_ids))
        return jf__fail_memory(err);
    jf__idmap_put(&self->request_ids, own.id, (uint32_t)self->requests.count);
    self->requests.items[self->requests.count++] = own;
    return JF_OK;
}

static jf_status check_topic(int64_t topic, jf_error *err)
{
    if (topic < 1)
        return jf__fail_about(err, JF_E_ARGUMENT, topic, 1, topic, "topic %lld is below 1",
                              (long long)topic);
    return JF_OK;
}

jf_status jf_problem_add_topic(jf_problem *self, int64_t request, int64_t topic, jf_error *err)
{
    uint32_t index = 0;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = check_topic(topic, err);
    if (!status)
        status = jf__problem_find(&self->request_ids, request, "request", &index, err);
    if (status)
        return status;
    if (!jf__array_reserve(&self->subjects, 1, &self->allocator))
        return jf__fail_memory(err);
    self->subjects.items[self->subjects.count++] = (jf__subject){index, topic};
    return JF_OK;
}

jf_status jf_problem_set_generic_topic(jf_problem *self, int64_t topic, jf_error *err)
{
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = check_topic(topic, err);
    if (status)
        return status;
    if (!jf__array_reserve(&self->generic_topics, 1, &self->allocator))
        return jf__fail_memory(err);
    self->generic_topics.items[self->generic_topics.count++] = topic;
    return JF_OK;
}

jf_status jf_problem_add_unavailable(jf_problem *self, int64_t request, jf_day day, int32_t start,
                                     int32_t minutes, jf_error *err)
{
    jf__taken taken;
    uint32_t index = 0;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__problem_find(&self->request_ids, request, "request", &index, err);
    if (!status)
        status = jf__problem_read_time(self, index, day, start, minutes, &taken, err);
    if (status)
        return status;
    if (!jf__array_reserve(&self->unavailable, 1, &self->allocator))
        return jf__fail_memory(err);
    self->unavailable.items[self->unavailable.count++] = taken;
    return JF_OK;
}

static jf_status read_pairing(const jf_problem *self, int64_t request_a, int64_t request_b,
                               int64_t weight, jf__pairing *out, jf_error *err)
{
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__problem_find(&self->request_ids, request_a, "request", &out->a, err);
    if (!status)
        status = jf__problem_find(&self->request_ids, request_b, "request", &out->b, err);
    if (status)
        return status;
    if (out->a == out->b)
        return jf__fail_about(err, JF_E_ARGUMENT, request_a, 0, 0,
                              "request %lld is paired with itself", (long long)request_a);
    if (weight < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, request_a, 0, weight,
                              "the conflict of %lld and %lld has weight %lld", (long long)request_a,
                              (long long)request_b, (long long)weight);
    out->weight = weight;
    return JF_OK;
}

jf_status jf_problem_add_conflict(jf_problem *self, int64_t request_a, int64_t request_b,
                                  int64_t weight, jf_error *err)
{
    jf__pairing pairing;
    jf_status status = read_pairing(self, request_a, request_b, weight, &pairing, err);

    if (status)
        return status;
    if (!jf__array_reserve(&self->conflicts, 1, &self->allocator))
        return jf__fail_memory(err);
    self->conflicts.items[self->conflicts.count++] = pairing;
    return JF_OK;
}

jf_status jf_problem_add_bar(jf_problem *self, int64_t request_a, int64_t request_b, jf_error *err)
{
    jf__pairing pairing;
    jf_status status = read_pairing(self, request_a, request_b, 0, &pairing, err);

    if (status)
        return status;
    if (!jf__array_reserve(&self->bars, 1, &self->allocator))
        return jf__fail_memory(err);
    self->bars.items[self->bars.count++] = pairing;
    return JF_OK;
}
