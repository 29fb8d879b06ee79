/* SPDX-License-Identifier: Apache-2.0 */
/* What a calendar consists of, for the files of this module. */
#ifndef JIANFU_LIB_CALENDAR_H
#define JIANFU_LIB_CALENDAR_H

#include "jianfu/calendar.h"

#include "base/array.h"
#include "base/reference.h"

struct jf_calendar {
    jf__reference reference;
    jf_allocator allocator;
    bool plain_weeks;
    bool sealed;
    jf_day known_first; /* known_first > known_last: nothing is known */
    jf_day known_last;
    jf_day marks_first;       /* day of marks.items[0] */
    JF__ARRAY(uint8_t) marks; /* a jf_day_kind, or 0 where the weekday decides */
    int32_t *shifts; /* after seal, marks.count + 1: workdays more than plain weeks give, before */
};

/* JF_OK, or JF_E_EXISTS when a day of the range is marked as the other kind. */
jf_status jf__calendar_check_marks(const jf_calendar *self, jf_day first, jf_day last, int32_t kind,
                                   jf_error *err);

/* Room for marks in the range; false when memory is refused. */
bool jf__calendar_cover(jf_calendar *self, jf_day first, jf_day last);

/* The range has passed check_marks and is covered. */
void jf__calendar_put_marks(jf_calendar *self, jf_day first, jf_day last, int32_t kind);

/* JF_OK, or JF_E_STATE when the range would leave a gap to what is known. */
jf_status jf__calendar_check_known(const jf_calendar *self, jf_day first, jf_day last,
                                   jf_error *err);

/* The range has passed check_known. */
void jf__calendar_put_known(jf_calendar *self, jf_day first, jf_day last);

jf_status jf__calendar_check_open(const jf_calendar *self, jf_error *err);

#endif
