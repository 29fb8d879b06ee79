/* SPDX-License-Identifier: Apache-2.0 */
/* Persons and rooms of a problem, their times, and who attends what. */
#include "base/error.h"
#include "base/records.h"
#include "meeting/problem.h"

jf_status jf_problem_add_person(jf_problem *self, const jf_person *person, jf_error *err)
{
    jf_person own;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__record_read(&own, sizeof own, person, "person", err);
    if (status)
        return status;
    if (own.unit < 0 || own.reserved != 0)
        return jf__fail_about(err, JF_E_ARGUMENT, own.id, 0, own.unit,
                              "person %lld has unit %lld or a reserved field", (long long)own.id,
                              (long long)own.unit);
    status = jf__problem_check_new_id(&self->person_ids, own.id, "person", err);
    if (status)
        return status;
    if (!jf__problem_reserve(self, &self->persons, &self->person_ids))
        return jf__fail_memory(err);
    jf__idmap_put(&self->person_ids, own.id, (uint32_t)self->persons.count);
    self->persons.items[self->persons.count++] = own;
    return JF_OK;
}

jf_status jf_problem_add_busy(jf_problem *self, int64_t person, jf_day day, int32_t start,
                              int32_t minutes, jf_error *err)
{
    jf__taken taken;
    uint32_t index = 0;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__problem_find(&self->person_ids, person, "person", &index, err);
    if (!status)
        status = jf__problem_read_time(self, index, day, start, minutes, &taken, err);
    if (status)
        return status;
    if (!jf__array_reserve(&self->busy, 1, &self->allocator))
        return jf__fail_memory(err);
    self->busy.items[self->busy.count++] = taken;
    return JF_OK;
}

jf_status jf_problem_add_room(jf_problem *self, const jf_room *room, jf_error *err)
{
    jf_room own;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__record_read(&own, sizeof own, room, "room", err);
    if (status)
        return status;
    if (own.capacity < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, own.id, 0, own.capacity,
                              "room %lld has capacity %d", (long long)own.id, (int)own.capacity);
    status = jf__problem_check_new_id(&self->room_ids, own.id, "room", err);
    if (status)
        return status;
    if (!jf__problem_reserve(self, &self->rooms, &self->room_ids))
        return jf__fail_memory(err);
    jf__idmap_put(&self->room_ids, own.id, (uint32_t)self->rooms.count);
    self->rooms.items[self->rooms.count++] = own;
    return JF_OK;
}

jf_status jf_problem_add_room_hours(jf_problem *self, int64_t room, jf_day day, int32_t start,
                                    int32_t minutes, jf_error *err)
{
    jf__taken hours;
    uint32_t index = 0;
    jf_status status = jf__problem_check_open(self, err);

    if (!status)
        status = jf__problem_find(&self->room_ids, room, "room", &index, err);
    if (!status)
        status = jf__problem_read_time(self, index, day, start, minutes, &hours, err);
    if (status)
        return status;
    if (!jf__array_reserve(&self->room_hours, 1, &self->allocator))
        return jf__fail_memory(err);
    self->room_hours.items[self->room_hours.count++] = hours;
    return JF_OK;
}

jf_status jf_problem_add_attendee(jf_problem *self, int64_t request, int64_t person, int32_t heads,
                                  bool is_optional, jf_error *err)
{
    jf__attendance own = {0, 0, heads, is_optional};
    int64_t key;
    jf_status status = jf__problem_check_open(self, err);

    if (status)
        return status;
    if (heads < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, person, 0, heads, "person %lld has %d heads",
                              (long long)person, (int)heads);
    status = jf__problem_find(&self->request_ids, request, "request", &own.request, err);
    if (!status)
        status = jf__problem_find(&self->person_ids, person, "person", &own.person, err);
    if (status)
        return status;
    key = (int64_t)(((uint64_t)own.request << 32) + own.person + 1);
    if (jf__idmap_find(&self->attendance_ids, key) != JF__IDMAP_NONE)
        return jf__fail_about(err, JF_E_EXISTS, person, 0, 0,
                              "person %lld attends request %lld already", (long long)person,
                              (long long)request);
    if (!jf__problem_reserve(self, &self->attendances, &self->attendance_ids))
        return jf__fail_memory(err);
    jf__idmap_put(&self->attendance_ids, key, (uint32_t)self->attendances.count);
    self->attendances.items[self->attendances.count++] = own;
    return JF_OK;
}
