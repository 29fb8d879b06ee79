/* SPDX-License-Identifier: Apache-2.0 */
/* Days and calendars for tests. What is asked here has to succeed, else the test fails. */
#ifndef JIANFU_TESTS_CALENDARS_H
#define JIANFU_TESTS_CALENDARS_H

#include "support/support.h"

#include "jianfu/calendar.h"

/* Day of "YYYY-MM-DD". */
jf_day jf_test_day(const char *text);

/* The period of that name, fiscal months ignored. */
jf_period jf_test_period(const char *name);

/* Knows nothing, not sealed. */
jf_calendar *jf_test_calendar_new(int32_t assume_plain_weeks);

/* Knows October 2023: off 1 to 6, make-up workdays 7 and 8; not sealed. */
jf_calendar *jf_test_october(void);

/* Seals it and gives it back. */
jf_calendar *jf_test_sealed(jf_calendar *calendar);

/* Shipped schedules of these years of mainland China, sealed. */
jf_calendar *jf_test_china(int32_t first_year, int32_t last_year);

/* The jf_day_kind of a day. */
int32_t jf_test_kind_on(const jf_calendar *calendar, const char *day);

/* Workdays of a closed range. */
int64_t jf_test_count(const jf_calendar *calendar, const char *first, const char *last);

#endif
