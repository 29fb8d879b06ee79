/* SPDX-License-Identifier: Apache-2.0 */
/* What the checker works with: who is in which gathering, and days counted by the calendar. */
#include "meeting/check.h"

#include "base/error.h"
#include "base/sort.h"

static int by_gathering(const void *a, const void *b, const void *context)
{
    const jf_placement *placements = context;
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;

    if (placements[x].gathering != placements[y].gathering)
        return placements[x].gathering < placements[y].gathering ? -1 : 1;
    return (x > y) - (x < y);
}

static void list_guests(jf__checker *self)
{
    const jf_problem *problem = self->problem;
    size_t count = problem->requests.count;

    for (size_t i = 0; i < problem->attendances.count; i++)
        self->guest_first[problem->attendances.items[i].request + 1]++;
    for (size_t i = 0; i < count; i++)
        self->guest_first[i + 1] += self->guest_first[i];
    /* filled from the back of each range, which moves its start to where it belongs */
    for (size_t i = problem->attendances.count; i-- > 0;) {
        uint32_t request = problem->attendances.items[i].request;

        self->guests[--self->guest_first[request + 1]] = (uint32_t)i;
    }
    for (size_t i = 0; i < count; i++)
        self->guest_first[i] = self->guest_first[i + 1];
    self->guest_first[count] = problem->attendances.count;
}

jf_status jf__checker_open(jf__checker *self, const jf_problem *problem,
                           const jf_placement *placements, jf_error *err)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t count = problem->requests.count;

    *self = (jf__checker){.problem = problem, .placements = placements, .err = err};
    self->order = jf__allocate(allocator, count, sizeof *self->order);
    self->guest_first = jf__allocate(allocator, count + 1, sizeof *self->guest_first);
    self->guests = jf__allocate(allocator, problem->attendances.count, sizeof *self->guests);
    self->present = jf__allocate(allocator, problem->persons.count, sizeof *self->present);
    self->present_at = jf__allocate(allocator, problem->persons.count, sizeof *self->present_at);
    if (!self->order || !self->guest_first || !self->guests || !self->present || !self->present_at)
        return jf__fail_memory(err);
    for (size_t i = 0; i < count; i++)
        if (placements[i].gathering > 0)
            self->order[self->order_count++] = (uint32_t)i;
    if (!jf__sort(self->order, self->order_count, sizeof *self->order, by_gathering, placements,
                  allocator))
        return jf__fail_memory(err);
    list_guests(self);
    return JF_OK;
}

void jf__checker_close(jf__checker *self)
{
    const jf_allocator *allocator = &self->problem->allocator;

    jf__release(allocator, self->order);
    jf__release(allocator, self->guest_first);
    jf__release(allocator, self->guests);
    jf__release(allocator, self->present);
    jf__release(allocator, self->present_at);
}

size_t jf__checker_members(const jf__checker *self, size_t first)
{
    int32_t gathering = self->placements[self->order[first]].gathering;
    size_t end = first;

    while (end < self->order_count && self->placements[self->order[end]].gathering == gathering)
        end++;
    return end - first;
}

void jf__checker_gather(jf__checker *self, const uint32_t *members, size_t count)
{
    const jf_problem *problem = self->problem;

    for (size_t i = 0; i < self->present_count; i++)
        self->present_at[self->present[i].person] = 0;
    self->present_count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = self->guest_first[members[i] + 1];

        for (size_t k = self->guest_first[members[i]]; k < end; k++) {
            const jf__attendance *guest = &problem->attendances.items[self->guests[k]];
            jf__present *own;

            if (self->present_at[guest->person] == 0) {
                self->present[self->present_count++] = (jf__present){.person = guest->person};
                self->present_at[guest->person] = (uint32_t)self->present_count;
            }
            own = &self->present[self->present_at[guest->person] - 1];
            own->heads = guest->heads > own->heads ? guest->heads : own->heads;
            own->is_required |= !guest->is_optional;
            own->own += guest->is_optional ? 0 : problem->requests.items[members[i]].minutes;
        }
    }
}

jf_status jf__checker_add(jf__checker *self, int32_t kind, int64_t request_a, int64_t request_b,
                          int64_t subject, int64_t expected, int64_t actual)
{
    jf_broken *broken;

    if (!jf__array_reserve(self->broken, 1, &self->problem->allocator))
        return jf__fail_memory(self->err);
    broken = &self->broken->items[self->broken->count++];
    *broken = (jf_broken){.size = sizeof *broken,
                          .kind = kind,
                          .request_a = request_a,
                          .request_b = request_b,
                          .subject = subject,
                          .expected = expected,
                          .actual = actual};
    return JF_OK;
}

jf_status jf__checker_days_between(const jf_problem *problem, jf_day a, jf_day b, int64_t *days_out,
                                   jf_error *err)
{
    jf_day early = a < b ? a : b;
    jf_day late = a < b ? b : a;

    if (problem->options.any_day == 0)
        return jf_calendar_workday_count(problem->calendar, early + 1, late, days_out, err);
    *days_out = (int64_t)late - early;
    return JF_OK;
}
