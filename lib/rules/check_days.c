/* SPDX-License-Identifier: Apache-2.0 */
/* The checks on days: no-meeting days and weeks, deadlines, intervals. A day that the calendar
 * does not know is a missing input, never a guess. */
#include "rules/check.h"

static jf_day day_of(const jf__question *asked, int32_t input)
{
    return (jf_day)asked->facts->values[input];
}

/* The last day of the meeting: by the days that are paid for, or by its length. */
static jf_day last_day_of(const jf__question *asked)
{
    const int64_t *values = asked->facts->values;
    int64_t by_length = (values[JF_INPUT_MINUTES] - 1) / JF_MEETING_DAY_MINUTES;
    int64_t more = values[JF_INPUT_DAYS] > 0 ? values[JF_INPUT_DAYS] - 1 : 0;
    int64_t last = values[JF_INPUT_DAY] + (more > by_length ? more : by_length);

    return last < JF_DAY_LAST ? (jf_day)last : JF_DAY_LAST;
}

static void break_on(jf__answer *answer, jf_day first, jf_day last)
{
    answer->holds = false;
    answer->actual = 1;
    answer->first = first;
    answer->last = last;
}

void jf__check_quiet_day(const jf__question *asked, jf__answer *answer)
{
    jf_day last = last_day_of(asked);

    answer->holds = true;
    for (jf_day day = day_of(asked, JF_INPUT_DAY); answer->holds && day <= last; day++) {
        int32_t weekday = 0;

        (void)jf_day_weekday(day, &weekday, NULL);
        if (weekday == asked->limit)
            break_on(answer, day, day);
    }
}

/* Week 1 may begin in the month before, and week 6 end in the month after. */
void jf__check_quiet_week(const jf__question *asked, jf__answer *answer)
{
    int32_t definition = asked->clause->per != 0 ? (int32_t)asked->clause->per
                                                 : asked->week_definition;
    jf_day first = day_of(asked, JF_INPUT_DAY);
    jf_day last = last_day_of(asked);
    jf_civil from;
    jf_civil until;
    jf_day week_first;
    jf_day week_last;

    answer->holds = true;
    (void)jf_day_civil(first, &from, NULL);
    (void)jf_day_civil(last, &until, NULL);
    for (int32_t month = from.year * 12 + from.month - 2;
         answer->holds && month <= until.year * 12 + until.month; month++)
        if (!jf_month_week(month / 12, month % 12 + 1, (int32_t)asked->limit, definition,
                           &week_first, &week_last, NULL) &&
            week_first <= last && first <= week_last)
            break_on(answer, week_first, week_last);
}

void jf__check_off_day(const jf__question *asked, jf__answer *answer)
{
    jf_day last = last_day_of(asked);

    answer->holds = true;
    for (jf_day day = day_of(asked, JF_INPUT_DAY); answer->holds && day <= last; day++) {
        bool is_workday = false;

        if (!asked->calendar ||
            jf_calendar_is_workday(asked->calendar, day, &is_workday, NULL)) {
            answer->missing = JF_INPUT_CALENDAR;
            return;
        }
        if (!is_workday)
            break_on(answer, day, day);
    }
}

/* Whether `done` lies at least limit working days before `event`: the workdays from `done` to the
 * day before the event. */
static void workdays_ahead(const jf__question *asked, jf_day event, jf_day done,
                           jf__answer *answer)
{
    answer->allowed = asked->limit;
    answer->last = done;
    if (asked->limit == 0)
        answer->first = event;
    else if (!asked->calendar ||
             jf_calendar_add_workdays(asked->calendar, event, (int32_t)-asked->limit,
                                      &answer->first, NULL))
        answer->missing = JF_INPUT_CALENDAR;
    else if (done < event) /* too late is after the deadline, where the days are known */
        (void)jf_calendar_workday_count(asked->calendar, done, event - 1, &answer->actual, NULL);
    answer->holds = done <= answer->first;
}

void jf__check_filing_workdays(const jf__question *asked, jf__answer *answer)
{
    workdays_ahead(asked, day_of(asked, JF_INPUT_DAY), day_of(asked, JF_INPUT_FILED), answer);
}

void jf__check_review_workdays(const jf__question *asked, jf__answer *answer)
{
    workdays_ahead(asked, day_of(asked, JF_INPUT_NOTIFIED), day_of(asked, JF_INPUT_REVIEWED),
                   answer);
}

/* The days may lie before the first day of all: then nothing can be early enough. */
void jf__check_filing_days(const jf__question *asked, jf__answer *answer)
{
    int64_t deadline = asked->facts->values[JF_INPUT_DAY] - asked->limit;

    answer->actual = asked->facts->values[JF_INPUT_DAY] - asked->facts->values[JF_INPUT_FILED];
    answer->allowed = asked->limit;
    answer->first = deadline < JF_DAY_FIRST ? JF_DAY_FIRST : (jf_day)deadline;
    answer->last = day_of(asked, JF_INPUT_FILED);
    answer->holds = answer->actual >= answer->allowed;
}

/* The month and day of limit exist in every year; a year before the first cannot be kept. */
void jf__check_plan_filed(const jf__question *asked, jf__answer *answer)
{
    jf_civil civil;
    jf_day deadline = JF_DAY_FIRST - 1;

    (void)jf_day_civil(day_of(asked, JF_INPUT_DAY), &civil, NULL);
    (void)jf_day_from_civil(civil.year - (int32_t)asked->clause->per, (int32_t)asked->limit / 100,
                            (int32_t)asked->limit % 100, &deadline, NULL);
    answer->last = day_of(asked, JF_INPUT_PLAN_FILED);
    answer->holds = answer->last <= deadline;
    answer->actual = answer->holds ? 0 : answer->last - deadline;
    answer->first = deadline < JF_DAY_FIRST ? JF_DAY_NONE : deadline;
}

/* A limit that leads beyond the last day is always kept. */
void jf__check_interval(const jf__question *asked, jf__answer *answer)
{
    jf_day latest = JF_DAY_LAST;

    (void)jf_day_add_years(day_of(asked, JF_INPUT_LAST_VISIT), (int32_t)asked->limit, &latest,
                           NULL);
    answer->actual = day_of(asked, JF_INPUT_DAY) - day_of(asked, JF_INPUT_LAST_VISIT);
    answer->allowed = latest - day_of(asked, JF_INPUT_LAST_VISIT);
    answer->first = latest;
    answer->last = day_of(asked, JF_INPUT_DAY);
    answer->holds = answer->last <= latest;
}

void jf__check_monthly(const jf__question *asked, jf__answer *answer)
{
    jf_civil civil;

    (void)jf_day_civil(day_of(asked, JF_INPUT_DAY), &civil, NULL);
    answer->actual = asked->facts->values[JF_INPUT_NUMBER_AT_TARGET];
    answer->allowed = asked->limit * civil.month;
    answer->holds = answer->actual <= answer->allowed;
}
