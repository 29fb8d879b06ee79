/* SPDX-License-Identifier: Apache-2.0 */
/* Building a calendar. Marks are one byte a day from the first marked day to the last: a few
 * kilobytes for the years of a real calendar. Sealing sums what the marks add to or take from
 * plain weeks before each day; workdays.c counts with these sums. */
#include "calendar/calendar.h"

#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "calendar/day.h"

#define MARK_MAX 366

jf_calendar *jf_calendar_new(const jf_calendar_options *opts, jf_error *err)
{
    jf_calendar_options options;
    jf_allocator allocator;
    jf_calendar *self;

    if (jf__options_read(&options, sizeof options, opts, "opts", err))
        return NULL;
    if (options.assume_plain_weeks != 0 && options.assume_plain_weeks != 1) {
        jf__fail_about(err, JF_E_ARGUMENT, 0, 1, options.assume_plain_weeks,
                       "assume_plain_weeks is neither 0 nor 1");
        return NULL;
    }
    if (jf__allocator_init(&allocator, &options.allocator, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->plain_weeks = options.assume_plain_weeks == 1;
    self->known_first = JF_DAY_LAST;
    self->known_last = JF_DAY_FIRST;
    return self;
}

jf_calendar *jf_calendar_retain(jf_calendar *self)
{
    if (self)
        jf__reference_take(&self->reference);
    return self;
}

void jf_calendar_free(jf_calendar *self)
{
    jf_allocator allocator;

    if (!self || !jf__reference_drop(&self->reference))
        return;
    allocator = self->allocator;
    jf__array_release(&self->marks, &allocator);
    jf__release(&allocator, self->shifts);
    jf__release(&allocator, self);
}

jf_status jf__calendar_check_open(const jf_calendar *self, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (self->sealed)
        return jf__fail(err, JF_E_SEALED, "calendar is sealed");
    return JF_OK;
}

/* The mark of a day, 0 for none. */
static int32_t mark_at(const jf_calendar *self, jf_day day)
{
    int64_t index = (int64_t)day - self->marks_first;

    if (index < 0 || index >= (int64_t)self->marks.count)
        return 0;
    return self->marks.items[index];
}

jf_status jf__calendar_check_marks(const jf_calendar *self, jf_day first, jf_day last, int32_t kind,
                                   jf_error *err)
{
    for (jf_day day = first; day <= last; day++) {
        int32_t mark = mark_at(self, day);

        if (mark != 0 && mark != kind)
            return jf__fail_about(err, JF_E_EXISTS, 0, 0, day, "%s is marked as a %s already",
                                  jf__day_show(day).text,
                                  mark == JF_DAY_KIND_HOLIDAY ? "holiday" : "make-up workday");
    }
    return JF_OK;
}

bool jf__calendar_cover(jf_calendar *self, jf_day first, jf_day last)
{
    jf_day old_first = self->marks.count > 0 ? self->marks_first : first;
    jf_day new_first = first < old_first ? first : old_first;
    size_t before = (size_t)(old_first - new_first);
    size_t wanted = (size_t)(last - new_first) + 1;
    size_t count = self->marks.count;

    if (wanted < before + count)
        wanted = before + count;
    if (!jf__array_reserve(&self->marks, wanted - count, &self->allocator))
        return false;
    memmove(self->marks.items + before, self->marks.items, count);
    memset(self->marks.items, 0, before);
    memset(self->marks.items + before + count, 0, wanted - before - count);
    self->marks.count = wanted;
    self->marks_first = new_first;
    return true;
}

void jf__calendar_put_marks(jf_calendar *self, jf_day first, jf_day last, int32_t kind)
{
    memset(self->marks.items + (first - self->marks_first), (int)kind, (size_t)(last - first) + 1);
}

/* Three days in a row hold a weekday. */
static bool has_weekday(jf_day first, jf_day last)
{
    for (int64_t day = first; day <= last && day < (int64_t)first + 3; day++)
        if (jf__day_of_week(day) < 5)
            return true;
    return false;
}

static jf_status check_range(jf_day first, jf_day last, jf_error *err)
{
    jf_status status = jf__day_check(first, err);

    if (!status)
        status = jf__day_check(last, err);
    if (!status && first > last)
        status = jf__fail_about(err, JF_E_RANGE, 0, first, last, "%s is before %s",
                                jf__day_show(last).text, jf__day_show(first).text);
    return status;
}

jf_status jf_calendar_mark(jf_calendar *self, jf_day first, jf_day last, int32_t kind,
                           jf_error *err)
{
    jf_status status = jf__calendar_check_open(self, err);

    if (status)
        return status;
    if (kind != JF_DAY_KIND_HOLIDAY && kind != JF_DAY_KIND_MAKEUP)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, kind, "day kind %d cannot be marked",
                              (int)kind);
    if (kind == JF_DAY_KIND_MAKEUP && has_weekday(first, last))
        return jf__fail(err, JF_E_ARGUMENT, "a make-up workday from %s to %s is a weekday",
                        jf__day_show(first).text, jf__day_show(last).text);
    status = check_range(first, last, err);
    if (status)
        return status;
    if (last - first >= MARK_MAX)
        return jf__fail_about(err, JF_E_RANGE, 0, MARK_MAX, last - first + 1,
                              "%d days are marked at once, more than %d", (int)(last - first + 1),
                              MARK_MAX);
    status = jf__calendar_check_marks(self, first, last, kind, err);
    if (status)
        return status;
    if (!jf__calendar_cover(self, first, last))
        return jf__fail_memory(err);
    jf__calendar_put_marks(self, first, last, kind);
    return JF_OK;
}

static bool knows_any(const jf_calendar *self)
{
    return self->known_first <= self->known_last;
}

jf_status jf__calendar_check_known(const jf_calendar *self, jf_day first, jf_day last,
                                   jf_error *err)
{
    if (!knows_any(self) || (first <= self->known_last + 1 && last >= self->known_first - 1))
        return JF_OK;
    return jf__fail(err, JF_E_STATE, "%s to %s leaves a gap to the known range %s to %s",
                    jf__day_show(first).text, jf__day_show(last).text,
                    jf__day_show(self->known_first).text, jf__day_show(self->known_last).text);
}

void jf__calendar_put_known(jf_calendar *self, jf_day first, jf_day last)
{
    bool any = knows_any(self);

    if (!any || first < self->known_first)
        self->known_first = first;
    if (!any || last > self->known_last)
        self->known_last = last;
}

jf_status jf_calendar_set_known(jf_calendar *self, jf_day first, jf_day last, jf_error *err)
{
    jf_status status = jf__calendar_check_open(self, err);

    if (!status)
        status = check_range(first, last, err);
    if (!status)
        status = jf__calendar_check_known(self, first, last, err);
    if (!status)
        jf__calendar_put_known(self, first, last);
    return status;
}

jf_status jf_calendar_known(const jf_calendar *self, jf_day *first_out, jf_day *last_out,
                            jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (!first_out)
        return jf__fail_null(err, "first_out");
    if (!last_out)
        return jf__fail_null(err, "last_out");
    if (!knows_any(self))
        return jf__fail(err, JF_E_NOT_FOUND, "calendar knows no day");
    *first_out = self->known_first;
    *last_out = self->known_last;
    return JF_OK;
}

/* What a mark adds to the workdays of a plain week. */
static int32_t effect_of(uint8_t mark, jf_day day)
{
    if (mark == JF_DAY_KIND_MAKEUP)
        return 1;
    return mark == JF_DAY_KIND_HOLIDAY && jf__day_of_week(day) < 5 ? -1 : 0;
}

jf_status jf_calendar_seal(jf_calendar *self, jf_error *err)
{
    int32_t *shifts;

    if (!self)
        return jf__fail_null(err, "self");
    if (self->sealed)
        return JF_OK;
    shifts = jf__allocate(&self->allocator, self->marks.count + 1, sizeof *shifts);
    if (!shifts)
        return jf__fail_memory(err);
    for (size_t i = 0; i < self->marks.count; i++)
        shifts[i + 1] = shifts[i] + effect_of(self->marks.items[i], self->marks_first + (jf_day)i);
    self->shifts = shifts;
    self->sealed = true;
    return JF_OK;
}
