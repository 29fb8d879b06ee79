/* SPDX-License-Identifier: Apache-2.0 */
/* Listing the shipped schedules and adding one to a calendar: all of it or nothing. */
#include "calendar/schedule.h"

#include "base/error.h"
#include "base/records.h"
#include "calendar/calendar.h"
#include "calendar/day.h"

/* A day of the table: the unit test proves that every entry is a date. */
static jf_day day_of(int32_t yyyymmdd)
{
    return jf__day_of(yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100);
}

static const jf__schedule_notice *notice_of(int32_t year)
{
    for (size_t i = 0; i < jf__schedule_china_count; i++)
        if (jf__schedules_china[i].year == year)
            return &jf__schedules_china[i];
    return NULL;
}

static int32_t count_days(const jf__schedule_notice *notice, int32_t kind)
{
    int32_t count = 0;

    for (size_t i = 0; i < JF__SCHEDULE_RANGES; i++)
        if (notice->ranges[i].kind == kind)
            count += day_of(notice->ranges[i].last) - day_of(notice->ranges[i].first) + 1;
    return count;
}

size_t jf_schedule_count(void)
{
    return jf__schedule_china_count;
}

jf_status jf_schedule_at(size_t index, jf_schedule *schedule_out, jf_error *err)
{
    jf_schedule schedule = {0};
    const jf__schedule_notice *notice;
    jf_status status = jf__record_writable(schedule_out, "schedule_out", err);

    if (status)
        return status;
    if (index >= jf__schedule_china_count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)jf__schedule_china_count, (int64_t)index,
                              "no schedule at index %zu", index);
    notice = &jf__schedules_china[index];
    schedule.year = notice->year;
    schedule.status = notice->status;
    schedule.published = day_of(notice->published);
    schedule.holidays = count_days(notice, JF_DAY_KIND_HOLIDAY);
    schedule.makeups = count_days(notice, JF_DAY_KIND_MAKEUP);
    jf__record_write(schedule_out, &schedule, sizeof schedule);
    return JF_OK;
}

const char *jf_schedule_source(int32_t year)
{
    const jf__schedule_notice *notice = notice_of(year);

    return notice ? notice->source : NULL;
}

static jf_status check_ranges(const jf_calendar *calendar, const jf__schedule_range *ranges,
                              jf_error *err)
{
    jf_status status = JF_OK;

    for (size_t i = 0; i < JF__SCHEDULE_RANGES && ranges[i].kind && !status; i++)
        status = jf__calendar_check_marks(calendar, day_of(ranges[i].first), day_of(ranges[i].last),
                                          ranges[i].kind, err);
    return status;
}

static jf_status put_ranges(jf_calendar *calendar, const jf__schedule_range *ranges, jf_error *err)
{
    for (size_t i = 0; i < JF__SCHEDULE_RANGES && ranges[i].kind; i++)
        if (!jf__calendar_cover(calendar, day_of(ranges[i].first), day_of(ranges[i].last)))
            return jf__fail_memory(err);
    for (size_t i = 0; i < JF__SCHEDULE_RANGES && ranges[i].kind; i++)
        jf__calendar_put_marks(calendar, day_of(ranges[i].first), day_of(ranges[i].last),
                               ranges[i].kind);
    return JF_OK;
}

jf_status jf_calendar_add_schedule(jf_calendar *self, int32_t year, jf_error *err)
{
    const jf__schedule_notice *notice = notice_of(year);
    jf_status status = jf__calendar_check_open(self, err);
    jf_day first;
    jf_day last;

    if (status)
        return status;
    if (!notice)
        return jf__fail_about(err, JF_E_NOT_FOUND, 0, 0, year, "no schedule of %d ships",
                              (int)year);
    first = jf__day_of(year, 1, 1);
    last = jf__day_of(year, 12, 31);
    status = check_ranges(self, notice->ranges, err);
    if (!status)
        status = jf__calendar_check_known(self, first, last, err);
    if (!status)
        status = put_ranges(self, notice->ranges, err);
    if (!status)
        jf__calendar_put_known(self, first, last);
    return status;
}
