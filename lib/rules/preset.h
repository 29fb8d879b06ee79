/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of presets. A day is YYYYMMDD, 0 for none; the unit test proves that each is a date
 * and each clause can be added. */
#ifndef JIANFU_LIB_RULES_PRESET_H
#define JIANFU_LIB_RULES_PRESET_H

#include "jianfu/rules.h"

typedef struct jf__preset_clause {
    jf_clause clause; /* size, year and days are written when it is added */
    const char *text; /* in our words: where, and what */
} jf__preset_clause;

typedef struct jf__preset {
    const char *name;
    const char *place;
    const char *title;
    const char *source;
    const jf__preset_clause *clauses;
    size_t count;
    int32_t year;
    int32_t from;
    int32_t until;
    int32_t evidence;   /* a jf_evidence */
    int32_t date_basis; /* a jf_date_basis */
} jf__preset;

/* One table a file; each ends with a preset without name. */
extern const jf__preset jf__presets_national[];
extern const jf__preset jf__presets_documents[];
extern const jf__preset jf__presets_meetings[];
extern const jf__preset jf__presets_oversight[];

/* Bits of masks. */
#define JF__BIT(value) (1 << (value))
#define JF__COUNT_OF(table) (sizeof(table) / sizeof(table)[0])

/* NULL when there is none of this name. */
const jf__preset *jf__preset_find(const char *name);

/* Day of YYYYMMDD; JF_DAY_NONE for 0. */
jf_day jf__preset_day(int32_t yyyymmdd);

#endif
