/* SPDX-License-Identifier: Apache-2.0 */
/* Findings about the numbers of a series in a year, and its meter.
 *
 * Documents that another body leads carry that body's number and stand in none of our series. The
 * others are sorted by series (in the order of their first documents), year, serial, index. */
#include "base/sort.h"
#include "register/check.h"

/* So many documents of a series in January of the next year are a sign that months are shifted: a
 * number is given after signing, so that next to none should be. A convention of ours. */
#define SHIFTED_LEAST 3

typedef JF__ARRAY(uint32_t) index_list;

/* Documents of one series and year: items first to first + count - 1 of an index list. */
typedef struct run {
    const uint32_t *items;
    size_t count;
} run;

static const jf__document *at(const jf_register *self, uint32_t index)
{
    return &self->documents.items[index];
}

static int compare(const void *a, const void *b, const void *context)
{
    const jf_register *self = context;
    uint32_t i = *(const uint32_t *)a;
    uint32_t j = *(const uint32_t *)b;
    const jf__document *x = at(self, i);
    const jf__document *y = at(self, j);

    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    if (x->year != y->year)
        return x->year < y->year ? -1 : 1;
    if (x->serial != y->serial)
        return x->serial < y->serial ? -1 : 1;
    return i < j ? -1 : 1;
}

static bool list_numbered(const jf_register *self, index_list *list)
{
    if (!jf__array_reserve(list, self->documents.count, &self->allocator))
        return false;
    for (uint32_t i = 0; i < self->documents.count; i++)
        if (at(self, i)->series != 0 && !at(self, i)->record.led_elsewhere)
            list->items[list->count++] = i;
    return jf__sort(list->items, list->count, sizeof *list->items, compare, self,
                    &self->allocator);
}

static bool add_gap(jf__checking *checking, uint32_t index, int64_t other, int64_t expected,
                    int64_t missing)
{
    jf_finding *added = jf__checking_add(checking, index, JF_FINDING_GAP);

    if (!added)
        return false;
    added->other = other;
    added->expected = expected;
    added->actual = missing;
    return true;
}

/* Numbers left out before each; a series without years begins anywhere. */
static bool check_gaps(jf__checking *checking, const run *group)
{
    const jf_register *self = checking->self;
    int32_t before = 0;
    int64_t other = -1;

    if (at(self, group->items[0])->year == 0)
        before = at(self, group->items[0])->serial - 1;
    for (size_t i = 0; i < group->count; i++) {
        int32_t serial = at(self, group->items[i])->serial;

        if (serial > before + 1 && !add_gap(checking, group->items[i], other, before + 1,
                                            (int64_t)serial - before - 1))
            return false;
        before = serial;
        other = group->items[i];
    }
    return true;
}

/* Against the last dated document of a lower number. */
static bool check_order(jf__checking *checking, const run *group)
{
    const jf_register *self = checking->self;
    int64_t before = -1;

    for (size_t i = 0; i < group->count; i++) {
        const jf__document *document = at(self, group->items[i]);
        jf_day day = document->record.date_signed;
        jf_finding *added;

        if (day == JF_DAY_NONE)
            continue;
        if (before >= 0 && at(self, (uint32_t)before)->record.date_signed > day &&
            at(self, (uint32_t)before)->serial < document->serial) {
            added = jf__checking_add(checking, group->items[i], JF_FINDING_ORDER);
            if (!added)
                return false;
            added->other = before;
            added->actual = (int64_t)at(self, (uint32_t)before)->record.date_signed - day;
        }
        before = group->items[i];
    }
    return true;
}

/* Documents of the group that are dated January of this year; *first_out is the first of them in
 * the order of adding. */
static int64_t count_january(const jf_register *self, const run *group, int32_t year,
                             uint32_t *first_out)
{
    int64_t count = 0;

    for (size_t i = 0; i < group->count; i++) {
        jf_civil civil;

        if (jf_day_civil(at(self, group->items[i])->record.date_signed, &civil, NULL) ||
            civil.year != year || civil.month != 1)
            continue;
        if (count == 0 || group->items[i] < *first_out)
            *first_out = group->items[i];
        count++;
    }
    return count;
}

/* `next` is the group behind it in the list; empty at the end. */
static bool check_shift(jf__checking *checking, const run *group, const run *next)
{
    const jf_register *self = checking->self;
    const jf__document *one = at(self, group->items[0]);
    uint32_t first = 0;
    uint32_t unused = 0;
    int64_t late = one->year ? count_january(self, group, one->year + 1, &first) : 0;
    int64_t right = 0;
    jf_finding *added;

    if (late < SHIFTED_LEAST)
        return true;
    if (next->count > 0 && at(self, next->items[0])->series == one->series &&
        at(self, next->items[0])->year == one->year + 1)
        right = count_january(self, next, one->year + 1, &unused);
    if (late <= right)
        return true;
    added = jf__checking_add(checking, first, JF_FINDING_MONTH_SHIFT);
    if (!added)
        return false;
    added->expected = right;
    added->actual = late;
    return true;
}

static bool add_meter(jf__checking *checking, const run *group)
{
    const jf_register *self = checking->self;
    const jf__document *first = at(self, group->items[0]);
    const jf__document *last = at(self, group->items[group->count - 1]);
    jf_meter meter = {.size = sizeof meter, .year = first->year, .least = first->serial};
    jf__meter *added;

    if (!jf__array_reserve(&checking->meters, 1, &self->allocator))
        return false;
    meter.body = jf__register_body(self, first->series);
    meter.documents = (int64_t)group->count;
    for (size_t i = 0; i < group->count; i++)
        meter.seen += i == 0 || at(self, group->items[i])->serial !=
                                    at(self, group->items[i - 1])->serial;
    meter.most = last->serial;
    meter.issued = meter.year ? meter.most : meter.most - meter.least + 1;
    meter.missing = meter.issued - meter.seen;
    added = &checking->meters.items[checking->meters.count++];
    added->record = meter;
    added->series = first->series;
    return true;
}

/* The group that begins at an item of the list. */
static run group_at(const jf_register *self, const index_list *list, size_t first)
{
    run found = {list->items + first, 0};

    while (first + found.count < list->count &&
           at(self, found.items[found.count])->series == at(self, found.items[0])->series &&
           at(self, found.items[found.count])->year == at(self, found.items[0])->year)
        found.count++;
    return found;
}

bool jf__check_series(jf__checking *checking)
{
    const jf_register *self = checking->self;
    index_list list = {0};
    bool is_done = list_numbered(self, &list);
    size_t first = 0;

    while (is_done && first < list.count) {
        run now = group_at(self, &list, first);
        run next = group_at(self, &list, first + now.count);

        is_done = check_gaps(checking, &now) && check_order(checking, &now) &&
                  check_shift(checking, &now, &next) && add_meter(checking, &now);
        first += now.count;
    }
    jf__array_release(&list, &self->allocator);
    return is_done;
}
