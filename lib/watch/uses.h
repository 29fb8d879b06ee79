/* SPDX-License-Identifier: Apache-2.0 */
/* Limits that are watched, and their use. */
#ifndef JIANFU_LIB_WATCH_USES_H
#define JIANFU_LIB_WATCH_USES_H

#include "jianfu/watch.h"

/* A limit that is watched, and what is found for it. */
typedef struct jf__watched {
    jf_limit limit;
    jf_period period; /* of an average: up to the end of today's month */
    jf_pace_input input;
    jf_warning warning;
    int32_t is_counted;  /* 1: its use stands in input */
    int32_t is_forecast; /* 1: it has had its forecast, or has none */
} jf__watched;

/* What an evaluation is asked. */
typedef struct jf__look {
    const jf_ledger *ledger;
    const jf_allocator *allocator;
    jf_day today;
    jf_day today_last_year;
    int64_t season_unit;
    bool with_season;
} jf__look;

/* First month of the limit's fiscal year. */
int32_t jf__watched_fiscal_month(const jf_limit *limit);

/* Counts the use of all of them up to and with today, and the season that they refer to. Statuses
 * of jf_ledger_counts; JF_E_RANGE: the period of a year ago leaves the day range. */
jf_status jf__uses_count(const jf__look *self, jf__watched *watched, size_t watched_count,
                         jf_error *err);

#endif
