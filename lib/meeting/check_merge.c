/* SPDX-License-Identifier: Apache-2.0 */
/* Whether merged requests pass the tests, counted anew from the records: every pair on its own
 * bits, then the whole set on length, heads and growth. */
#include "meeting/check.h"

static bool are_barred(const jf_problem *problem, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < problem->bars.count; i++) {
        const jf__pairing *bar = &problem->bars.items[i];

        if ((bar->a == a && bar->b == b) || (bar->a == b && bar->b == a))
            return true;
    }
    for (size_t i = 0; i < problem->relations.count; i++) {
        const jf__relation *own = &problem->relations.items[i];

        if (own->kind != JF_RELATION_SAME_DAY &&
            ((own->a == a && own->b == b) || (own->a == b && own->b == a)))
            return true;
    }
    return false;
}

static bool is_generic(const jf_problem *problem, int64_t topic)
{
    for (size_t i = 0; i < problem->generic_topics.count; i++)
        if (problem->generic_topics.items[i] == topic)
            return true;
    return false;
}

static bool share_subject(const jf_problem *problem, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < problem->subjects.count; i++) {
        const jf__subject *x = &problem->subjects.items[i];

        if (x->request != a || is_generic(problem, x->topic))
            continue;
        for (size_t j = 0; j < problem->subjects.count; j++)
            if (problem->subjects.items[j].request == b &&
                problem->subjects.items[j].topic == x->topic)
                return true;
    }
    return false;
}

static jf_status share_day(jf__checker *self, const jf_request *a, const jf_request *b, bool *out)
{
    const jf_problem_options *horizon = &self->problem->options;
    jf_day first = a->first > b->first ? a->first : b->first;
    jf_day last = a->last < b->last ? a->last : b->last;
    jf_status status = JF_OK;

    *out = false;
    first = first > horizon->first ? first : horizon->first;
    last = last < horizon->last ? last : horizon->last;
    for (jf_day day = first; !status && !*out && day <= last; day++)
        if ((a->pin_start == 0 || a->target == day) && (b->pin_start == 0 || b->target == day))
            status = jf__checker_is_open(self->problem, day, out, self->err);
    return status;
}

/* The same attendee by the basis of the test. */
static bool is_same(const jf_problem *problem, const jf__attendance *x, const jf__attendance *y)
{
    int64_t unit = problem->persons.items[x->person].unit;

    if (problem->rules.basis == JF_BASIS_UNIT && unit != 0)
        return problem->persons.items[y->person].unit == unit;
    return x->person == y->person;
}

/* Whether one of the guests before `end` in the range from `first` is the same attendee. */
static bool is_among(const jf__checker *self, const jf__attendance *guest, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++) {
        const jf__attendance *other = &self->problem->attendances.items[self->guests[k]];

        if (!other->is_optional && is_same(self->problem, guest, other))
            return true;
    }
    return false;
}

static bool are_mostly_the_same(const jf__checker *self, uint32_t a, uint32_t b)
{
    const uint32_t sides[2] = {a, b};
    int64_t distinct[2] = {0, 0};
    int64_t shared = 0;
    int64_t either;

    for (int side = 0; side < 2; side++) {
        size_t first = self->guest_first[sides[side]];
        size_t end = self->guest_first[sides[side] + 1];

        for (size_t k = first; k < end; k++) {
            const jf__attendance *guest = &self->problem->attendances.items[self->guests[k]];

            if (guest->is_optional || is_among(self, guest, first, k))
                continue;
            distinct[side]++;
            if (side == 0 && is_among(self, guest, self->guest_first[b], self->guest_first[b + 1]))
                shared++;
        }
    }
    either = distinct[0] + distinct[1] - shared;
    return either > 0 && shared * 1000 >= either * self->problem->rules.overlap_permille;
}

/* Bits that a set fails by its length, heads and growth. */
static int32_t judge_set(jf__checker *self, const uint32_t *members, size_t count)
{
    const jf_problem *problem = self->problem;
    int64_t length = jf__checker_length(problem, members, count);
    int64_t heads = 0;
    int32_t failed = 0;

    jf__checker_gather(self, members, count);
    for (size_t i = 0; i < self->present_count; i++) {
        const jf__present *own = &self->present[i];

        heads += own->is_required ? own->heads : 0;
        if (own->is_required && length - own->own > problem->rules.growth_minutes)
            failed |= JF_TEST_GROWTH;
    }
    for (size_t i = 0; i < count; i++) {
        int64_t id = problem->requests.items[members[i]].meeting_class;
        uint32_t class_index = jf__idmap_find(&problem->class_ids, id);
        const jf_meeting_class *own;

        if (class_index == JF__IDMAP_NONE)
            continue;
        own = &problem->classes.items[class_index];
        if (own->max_minutes > 0 && length > own->max_minutes)
            failed |= JF_TEST_DURATION;
        if (own->max_heads > 0 && heads > own->max_heads)
            failed |= JF_TEST_HEADS;
    }
    return failed;
}

static jf_status judge_pair(jf__checker *self, uint32_t a, uint32_t b, int32_t *failed_out)
{
    const jf_request *x = &self->problem->requests.items[a];
    const jf_request *y = &self->problem->requests.items[b];
    const uint32_t members[2] = {a, b};
    int64_t apart;
    bool has_day;
    jf_status status = share_day(self, x, y, &has_day);

    if (!status)
        status = jf__checker_days_between(self->problem, x->target, y->target, &apart, self->err);
    if (status)
        return status;
    *failed_out = judge_set(self, members, 2);
    if (x->statutory != 0 || y->statutory != 0)
        *failed_out |= JF_TEST_STATUTORY;
    if (x->secrecy != 0 || y->secrecy != 0)
        *failed_out |= JF_TEST_SECRECY;
    if (are_barred(self->problem, a, b))
        *failed_out |= JF_TEST_BARRED;
    if (!has_day)
        *failed_out |= JF_TEST_WINDOW;
    if (apart > self->problem->rules.near_days)
        *failed_out |= JF_TEST_TIME;
    if (!share_subject(self->problem, a, b))
        *failed_out |= JF_TEST_SUBJECT;
    if (!are_mostly_the_same(self, a, b))
        *failed_out |= JF_TEST_ATTENDEES;
    return JF_OK;
}

static jf_status report(jf__checker *self, uint32_t a, uint32_t b, int32_t failed)
{
    if (failed == 0)
        return JF_OK;
    return jf__checker_add(self, JF_BROKEN_MERGE, self->problem->requests.items[a].id,
                           self->problem->requests.items[b].id, 0, 0, failed);
}

static jf_status check_members(jf__checker *self, const uint32_t *members, size_t count)
{
    jf_status status = JF_OK;
    int32_t failed = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; !status && j < count; j++) {
            status = judge_pair(self, members[i], members[j], &failed);
            if (!status)
                status = report(self, members[i], members[j], failed);
        }
    if (!status && count > 2)
        status = report(self, members[0], members[1], judge_set(self, members, count));
    return status;
}

jf_status jf__checker_merges(jf__checker *self)
{
    jf_status status = JF_OK;
    size_t first = 0;

    while (!status && first < self->order_count) {
        size_t count = jf__checker_members(self, first);

        if (count > 1)
            status = check_members(self, &self->order[first], count);
        first += count;
    }
    return status;
}
