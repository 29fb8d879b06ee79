/* SPDX-License-Identifier: Apache-2.0 */
/* Day arithmetic for the files of this module: the arguments are known to be good. */
#ifndef JIANFU_LIB_DAY_H
#define JIANFU_LIB_DAY_H

#include "jianfu/calendar.h"

/* A day as text, for messages. */
typedef struct jf__day_text {
    char text[24];
} jf__day_text;

/* JF_OK, or JF_E_RANGE when there is no such day. */
jf_status jf__day_check(int64_t day, jf_error *err);

/* Year 0 to 10000, month 1 to 12; a day beyond the end of the month counts on. */
int32_t jf__day_of(int32_t year, int32_t month, int32_t day_of_month);

jf_civil jf__day_civil(jf_day day);

/* 0 Monday to 6 Sunday, for any number. */
int32_t jf__day_of_week(int64_t day);

/* "YYYY-MM-DD", or the bare number when there is no such day. */
jf__day_text jf__day_show(int64_t day);

/* Value of `count` ASCII digits at text, or -1. */
int32_t jf__digits_read(const char *text, size_t count);

/* Writes `count` digits, without a NUL. */
void jf__digits_write(char *text_out, int32_t value, size_t count);

#endif
