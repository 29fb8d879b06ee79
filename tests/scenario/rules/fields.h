/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts, clauses and events as words `name=value`. */
#ifndef JIANFU_SCENARIO_RULES_FIELDS_H
#define JIANFU_SCENARIO_RULES_FIELDS_H

#include "jianfu/rules.h"

typedef enum record_kind {
    RECORD_DOCUMENT,
    RECORD_MEETING,
    RECORD_INSPECTION,
    RECORD_CLAUSE,
    RECORD_EVENT
} record_kind;

/* Sets a field of a record from `name=value`; NULL, or what is wrong. A number whose record has a
 * has_ field for it becomes known. */
const char *set_field(record_kind kind, void *record, char *word);

#endif
