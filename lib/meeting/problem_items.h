/* SPDX-License-Identifier: Apache-2.0 */
/* The items of a problem's text, in the order in which they are written: each stands behind what it
 * refers to. */
#ifndef JIANFU_LIB_MEETING_PROBLEM_ITEMS_H
#define JIANFU_LIB_MEETING_PROBLEM_ITEMS_H

#include "meeting/item.h"
#include "meeting/problem.h"

typedef enum jf__problem_item {
    JF__ITEM_HORIZON,
    JF__ITEM_DAYS, /* the days that the calendar is asked about; not with any_day */
    JF__ITEM_OFF,  /* days among them that are no working days though the week says so */
    JF__ITEM_WORK, /* the other way round */
    JF__ITEM_RULES,
    JF__ITEM_BLACKOUT,
    JF__ITEM_PERSON,
    JF__ITEM_BUSY,
    JF__ITEM_ROOM,
    JF__ITEM_HOURS,
    JF__ITEM_FEATURE,
    JF__ITEM_CLASS,
    JF__ITEM_REQUEST,
    JF__ITEM_TOPIC,
    JF__ITEM_GENERIC,
    JF__ITEM_ATTENDEE,
    JF__ITEM_UNAVAILABLE,
    JF__ITEM_NEED,
    JF__ITEM_CONFLICT,
    JF__ITEM_BAR,
    JF__ITEM_RELATION,
    JF__PROBLEM_ITEMS
} jf__problem_item;

extern const jf__grammar jf__problem_grammar;

/* First and last day that a problem without any_day can ask its calendar about. */
void jf__problem_days(const jf_problem *self, int64_t days_out[2]);

#endif
