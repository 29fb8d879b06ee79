/* SPDX-License-Identifier: Apache-2.0 */
/* Asking a sealed calendar. The rank of a day is the number of workdays before it: what plain
 * weeks give since 0001-01-01, a Monday, and what marks add. Counting is a difference of ranks,
 * moving by workdays a binary search for a rank. */
#include "calendar/calendar.h"

#include "base/error.h"
#include "calendar/day.h"

/* A closed range of days that can be asked. */
typedef struct day_range {
    jf_day first;
    jf_day last;
} day_range;

static day_range askable(const jf_calendar *self)
{
    day_range known = {self->known_first, self->known_last};
    day_range all = {JF_DAY_FIRST, JF_DAY_LAST};

    return self->plain_weeks ? all : known;
}

static bool holds(day_range range, jf_day day)
{
    return day >= range.first && day <= range.last;
}

static jf_status check_sealed(const jf_calendar *self, jf_error *err)
{
    if (self->sealed)
        return JF_OK;
    return jf__fail(err, JF_E_NOT_SEALED, "calendar is not sealed yet");
}

static jf_status fail_unknown(const jf_calendar *self, int64_t day, jf_error *err)
{
    if (self->known_first > self->known_last)
        return jf__fail_about(err, JF_E_UNKNOWN_DAY, 0, 0, day, "%s: calendar knows no day",
                              jf__day_show(day).text);
    return jf__fail_about(err, JF_E_UNKNOWN_DAY, 0, 0, day,
                          "%s is outside the known range %s to %s", jf__day_show(day).text,
                          jf__day_show(self->known_first).text,
                          jf__day_show(self->known_last).text);
}

static jf_status check_askable(const jf_calendar *self, jf_day day, jf_error *err)
{
    return holds(askable(self), day) ? JF_OK : fail_unknown(self, day, err);
}

static jf_status check_day(const jf_calendar *self, jf_day day, jf_error *err)
{
    jf_status status = check_sealed(self, err);

    if (!status)
        status = jf__day_check(day, err);
    if (!status)
        status = check_askable(self, day, err);
    return status;
}

static int32_t kind_of(const jf_calendar *self, jf_day day)
{
    int64_t index = (int64_t)day - self->marks_first;
    uint8_t mark = 0;

    if (index >= 0 && index < (int64_t)self->marks.count)
        mark = self->marks.items[index];
    if (mark != 0)
        return mark;
    return jf__day_of_week(day) < 5 ? JF_DAY_KIND_WORKDAY : JF_DAY_KIND_WEEKEND;
}

/* Workdays from 0001-01-01 to the day before `day`, which may be one beyond the last. */
static int32_t rank_of(const jf_calendar *self, jf_day day)
{
    int32_t past = day - JF_DAY_FIRST;
    int32_t rest = past % 7;
    int64_t index = (int64_t)day - self->marks_first;

    if (index < 0)
        index = 0;
    if (index > (int64_t)self->marks.count)
        index = (int64_t)self->marks.count;
    return past / 7 * 5 + (rest < 5 ? rest : 5) + self->shifts[index];
}

/* The day in the range after which `rank` workdays are past; the range has that many. */
static jf_day find_rank(const jf_calendar *self, day_range range, int32_t rank)
{
    while (range.first < range.last) {
        jf_day middle = range.first + (range.last - range.first) / 2;

        if (rank_of(self, middle + 1) >= rank)
            range.last = middle;
        else
            range.first = middle + 1;
    }
    return range.first;
}

jf_status jf_calendar_day_kind(const jf_calendar *self, jf_day day, int32_t *kind_out,
                               jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (!kind_out)
        return jf__fail_null(err, "kind_out");
    status = check_day(self, day, err);
    if (!status)
        *kind_out = kind_of(self, day);
    return status;
}

jf_status jf_calendar_is_workday(const jf_calendar *self, jf_day day, bool *is_workday_out,
                                 jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (!is_workday_out)
        return jf__fail_null(err, "is_workday_out");
    status = check_day(self, day, err);
    if (!status) {
        int32_t kind = kind_of(self, day);

        *is_workday_out = kind == JF_DAY_KIND_WORKDAY || kind == JF_DAY_KIND_MAKEUP;
    }
    return status;
}

/* Sealed, and a range that may be empty, all of it askable. */
static jf_status check_range(const jf_calendar *self, jf_day first, jf_day last, jf_error *err)
{
    jf_status status = check_sealed(self, err);

    if (status)
        return status;
    if (first < JF_DAY_FIRST || last > JF_DAY_LAST || last < first - 1)
        return jf__fail_about(err, JF_E_RANGE, 0, first, last, "%s to %s is not a range of days",
                              jf__day_show(first).text, jf__day_show(last).text);
    if (last < first)
        return JF_OK;
    status = check_askable(self, first, err);
    if (!status)
        status = check_askable(self, last, err);
    return status;
}

jf_status jf_calendar_workday_count(const jf_calendar *self, jf_day first, jf_day last,
                                    int64_t *count_out, jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (!count_out)
        return jf__fail_null(err, "count_out");
    status = check_range(self, first, last, err);
    if (!status)
        *count_out = rank_of(self, last + 1) - rank_of(self, first);
    return status;
}

/* Only the days between `day` and the answer are looked at and must be known. */
jf_status jf_calendar_add_workdays(const jf_calendar *self, jf_day day, int32_t step,
                                   jf_day *day_out, jf_error *err)
{
    int64_t from = (int64_t)day + (step > 0) - (step < 0);
    day_range range;
    jf_status status;
    int64_t rank;

    if (!self)
        return jf__fail_null(err, "self");
    if (!day_out)
        return jf__fail_null(err, "day_out");
    status = check_sealed(self, err);
    if (!status)
        status = jf__day_check(day, err);
    if (!status)
        status = jf__day_check(from, err);
    if (!status)
        status = check_askable(self, (jf_day)from, err);
    if (status)
        return status;
    range = askable(self);
    rank = (int64_t)rank_of(self, step > 0 ? (jf_day)from : day) + step + (step <= 0);
    if (rank <= rank_of(self, range.first) || rank > rank_of(self, range.last + 1)) {
        if (self->plain_weeks)
            return jf__fail(err, JF_E_RANGE, "%d workdays from %s lead out of all days", (int)step,
                            jf__day_show(day).text);
        return fail_unknown(self, step < 0 ? range.first - 1 : range.last + 1, err);
    }
    *day_out = find_rank(self, range, (int32_t)rank);
    return JF_OK;
}

jf_status jf_calendar_workday_bounds(const jf_calendar *self, jf_day first, jf_day last,
                                     jf_day *first_out, jf_day *last_out, jf_error *err)
{
    day_range range = {first, last};
    int32_t before;
    int32_t until;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (!first_out)
        return jf__fail_null(err, "first_out");
    if (!last_out)
        return jf__fail_null(err, "last_out");
    status = check_range(self, first, last, err);
    if (status)
        return status;
    before = rank_of(self, first);
    until = rank_of(self, last + 1);
    if (before == until)
        return jf__fail(err, JF_E_NOT_FOUND, "no working day from %s to %s",
                        jf__day_show(first).text, jf__day_show(last).text);
    *first_out = find_rank(self, range, before + 1);
    *last_out = find_rank(self, range, until);
    return JF_OK;
}
