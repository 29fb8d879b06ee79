/* SPDX-License-Identifier: Apache-2.0 */
/* What counts.c and flows.c share: a query that has been read, the rows of values that were asked
 * for, and what a record adds to. */
#ifndef JIANFU_LIB_LEDGER_COUNT_H
#define JIANFU_LIB_LEDGER_COUNT_H

#include "ledger/entry.h"

/* Periods one after the other, cut at a day. */
typedef struct jf__periods {
    jf_period *items;
    jf_day until;
} jf__periods;

typedef struct jf__count {
    const jf_ledger *self;
    bool with_base;       /* year on year */
    bool is_flow;         /* counts landings of issuers */
    jf_count_query query; /* defaults written out */
    size_t period_count;
    jf__periods now;
    jf__periods base; /* those a year before, if with_base */
} jf__count;

/* A value of a row, and how far its period reaches: see jf__scope. */
typedef struct jf__slot {
    size_t index;
    jf_day reach;
} jf__slot;

/* Nodes that were asked for, numbered as they came. */
typedef struct jf__asked {
    uint32_t *numbers; /* by node: its number + 1, or 0 */
    uint32_t count;
} jf__asked;

/* Rows of values by (number of a unit or pair of units, kind). The same may be asked for twice:
 * then the first row has it until jf__count_rows_copy. */
typedef struct jf__count_rows {
    jf__asked kinds;
    uint32_t *kinds_above; /* numbers of those asked for, from a record's kind up */
    size_t above_count;
    jf__idmap index;
    uint32_t *same; /* by row: the row that has its values */
    size_t count;
} jf__count_rows;

/* count_query.c */
/* Values of a row: one for each period, or two. */
static inline size_t jf__count_width(const jf__count *count)
{
    return count->period_count * (count->with_base ? 2 : 1);
}
/* Reads a query for a count with self and with_base, and so many rows and values. JF_E_ARGUMENT;
 * JF_E_RANGE; JF_E_NO_MEMORY. */
jf_status jf__count_begin(jf__count *count, const jf_count_query *query, size_t row_count,
                          size_t value_count, jf_error *err);
void jf__count_end(jf__count *count);
/* The values of a row that a record adds to: none, one, or two. */
size_t jf__count_slots(const jf__count *count, const jf__attempt *attempt, jf__slot slots_out[2]);
/* What a value of a row is about; unit and kind are left to the caller. */
void jf__count_scope(const jf__count *count, size_t index, jf__scope *scope_out);

/* count_rows.c */
bool jf__asked_begin(jf__asked *asked, size_t node_count, const jf_allocator *allocator);
void jf__asked_end(jf__asked *asked, const jf_allocator *allocator);
/* The number of a node from now on. */
uint32_t jf__asked_add(jf__asked *asked, uint32_t node);
/* The node of a row; JF_E_NOT_FOUND. */
jf_status jf__asked_find(const jf__nodes *nodes, const char *what, int64_t id, size_t row,
                         uint32_t *node_out, jf_error *err);
bool jf__count_rows_begin(jf__count_rows *rows, const jf_ledger *self, size_t row_count);
void jf__count_rows_end(jf__count_rows *rows, const jf_allocator *allocator);
/* Adds the next row; whether it is the first of its kind. */
bool jf__count_rows_add(jf__count_rows *rows, uint32_t number, uint32_t kind);
/* Fills kinds_above; false when there is none. */
bool jf__count_rows_climb(jf__count_rows *rows, const jf_ledger *self, uint32_t kind);
/* The row of a number and the i-th of kinds_above, or JF__NONE. */
uint32_t jf__count_rows_find(const jf__count_rows *rows, uint32_t number, size_t i);
/* Gives the rows that were asked for again their values. */
void jf__count_rows_copy(const jf__count_rows *rows, int64_t *values, size_t width);

#endif
