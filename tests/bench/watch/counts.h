/* SPDX-License-Identifier: Apache-2.0 */
/* Counts of many units by day, read from a table, and their months. */
#ifndef JIANFU_TESTS_BENCH_WATCH_COUNTS_H
#define JIANFU_TESTS_BENCH_WATCH_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "jianfu/calendar.h"

#define MONTHS 12

/* How a table is to be read; the options of tests/peers/score_warnings.py. */
typedef struct counts_options {
    const char *path;
    const char *kinds; /* with commas; NULL = all */
    bool unit_by_kind; /* a unit is unit/kind */
    int start_month;   /* a year begins in it */
} counts_options;

typedef struct counts {
    char **names; /* in the order of their bytes, so that the order of the rows has no influence */
    size_t unit_count;
    size_t *slots; /* of a hash table: index + 1 of a unit; 0 = empty */
    size_t slot_count;
    int32_t first_year;
    int32_t year_count;
    int start_month;
    int64_t *months; /* unit x year x month */
} counts;

/* Ends the program with a message and status 2 when the table cannot be used. */
void counts_read(const counts_options *options, counts *counts_out);
void counts_free(counts *self);

/* Index of a unit; unit_count when there is none. */
size_t counts_find(const counts *self, const char *name);

/* Year that a day belongs to, and its month in it, from 0. */
int32_t counts_year_of(int start_month, jf_day day, int *month_out);

/* Months of a unit in a year; NULL outside the years that there are. */
const int64_t *counts_year(const counts *self, size_t unit, int32_t year);

#endif
