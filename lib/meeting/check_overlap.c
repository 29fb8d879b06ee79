/* SPDX-License-Identifier: Apache-2.0 */
/* Rules on two things at once: persons, rooms, hard conflicts. All engagements of a person or room
 * are sorted by time; one that starts before another has ended is reported with it. */
#include "base/error.h"
#include "base/sort.h"
#include "meeting/check.h"

typedef struct engagement {
    int64_t owner;   /* id of the person or room */
    int64_t request; /* 0: the person is busy otherwise */
    int32_t gathering;
    jf_day day;
    int32_t start;
    int32_t end;
} engagement;

typedef JF__ARRAY(engagement) engagement_array;

static int compare_engagements(const void *a, const void *b, const void *context)
{
    const engagement *x = a;
    const engagement *y = b;

    (void)context;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->gathering > y->gathering) - (x->gathering < y->gathering);
}

static bool add_engagement(jf__checker *self, engagement_array *list, int64_t owner, uint32_t index)
{
    const jf_placement *own = &self->placements[index];

    if (!jf__array_reserve(list, 1, &self->problem->allocator))
        return false;
    list->items[list->count++] = (engagement){owner,    own->request, own->gathering,
                                              own->day, own->start,   own->start + own->minutes};
    return true;
}

static bool list_persons(jf__checker *self, engagement_array *list)
{
    const jf_problem *problem = self->problem;
    size_t first = 0;

    while (first < self->order_count) {
        size_t count = jf__checker_members(self, first);

        jf__checker_gather(self, &self->order[first], count);
        for (size_t i = 0; i < self->present_count; i++)
            if (self->present[i].is_required &&
                !add_engagement(self, list, problem->persons.items[self->present[i].person].id,
                                self->order[first]))
                return false;
        first += count;
    }
    for (size_t i = 0; i < problem->busy.count; i++) {
        const jf__taken *busy = &problem->busy.items[i];

        if (!jf__array_reserve(list, 1, &problem->allocator))
            return false;
        list->items[list->count++] = (engagement){
            problem->persons.items[busy->owner].id, 0, 0, busy->day, busy->start, busy->end};
    }
    return true;
}

static bool list_rooms(jf__checker *self, engagement_array *list)
{
    size_t first = 0;

    while (first < self->order_count) {
        uint32_t index = self->order[first];

        if (self->placements[index].room != 0 &&
            !add_engagement(self, list, self->placements[index].room, index))
            return false;
        first += jf__checker_members(self, first);
    }
    return true;
}

static jf_status report_overlap(jf__checker *self, int32_t kind, const engagement *a,
                                const engagement *b)
{
    if (a->request == 0 && b->request == 0)
        return JF_OK;
    return jf__checker_add(self, kind, a->request ? a->request : b->request,
                           a->request ? b->request : 0, a->owner, a->end, b->start);
}

static jf_status check_engagements(jf__checker *self, int32_t kind, const engagement_array *list)
{
    jf_status status = JF_OK;

    for (size_t i = 0; i < list->count; i++)
        for (size_t j = i + 1; !status && j < list->count; j++) {
            const engagement *a = &list->items[i];
            const engagement *b = &list->items[j];

            if (a->owner != b->owner || a->day != b->day || b->start >= a->end)
                break;
            status = report_overlap(self, kind, a, b);
        }
    return status;
}

static jf_status check_conflicts(jf__checker *self)
{
    const jf_problem *problem = self->problem;
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < problem->conflicts.count; i++) {
        const jf__pairing *conflict = &problem->conflicts.items[i];
        const jf_placement *a = &self->placements[conflict->a];
        const jf_placement *b = &self->placements[conflict->b];

        if (conflict->weight == 0 && a->gathering != b->gathering && a->gathering > 0 &&
            b->gathering > 0 && a->day == b->day && a->start < b->start + b->minutes &&
            b->start < a->start + a->minutes)
            status = jf__checker_add(self, JF_BROKEN_CONFLICT, a->request, b->request, 0, 0,
                                     a->start > b->start ? a->start : b->start);
    }
    return status;
}

jf_status jf__checker_overlaps(jf__checker *self, int32_t kind)
{
    const jf_allocator *allocator = &self->problem->allocator;
    engagement_array list = {0};
    jf_status status;

    if (kind == JF_BROKEN_CONFLICT)
        return check_conflicts(self);
    if (!(kind == JF_BROKEN_PERSON ? list_persons(self, &list) : list_rooms(self, &list)) ||
        !jf__sort(list.items, list.count, sizeof *list.items, compare_engagements, NULL, allocator))
        status = jf__fail_memory(self->err);
    else
        status = check_engagements(self, kind, &list);
    jf__array_release(&list, allocator);
    return status;
}
