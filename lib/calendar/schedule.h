/* SPDX-License-Identifier: Apache-2.0 */
/* The table of shipped schedules. */
#ifndef JIANFU_LIB_SCHEDULE_H
#define JIANFU_LIB_SCHEDULE_H

#include "jianfu/calendar.h"

#define JF__SCHEDULE_RANGES 16

/* A closed range, its ends as decimal yyyymmdd. */
typedef struct jf__schedule_range {
    int32_t first;
    int32_t last;
    int32_t kind; /* a jf_day_kind; 0 ends the list */
} jf__schedule_range;

typedef struct jf__schedule_notice {
    int32_t year;
    int32_t status;    /* a jf_schedule_status */
    int32_t published; /* decimal yyyymmdd */
    const char *source;
    jf__schedule_range ranges[JF__SCHEDULE_RANGES];
} jf__schedule_notice;

/* Ascending years without a gap. */
extern const jf__schedule_notice jf__schedules_china[];
extern const size_t jf__schedule_china_count;

#endif
