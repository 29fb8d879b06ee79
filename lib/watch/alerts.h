/* SPDX-License-Identifier: Apache-2.0 */
/* What a book of alerts consists of, for the files of this module. */
#ifndef JIANFU_LIB_WATCH_ALERTS_H
#define JIANFU_LIB_WATCH_ALERTS_H

#include "watch/alert.h"

#include "base/array.h"
#include "base/text.h"

/* Most signs of a look. */
#define JF__SIGNS_MAX 1048576

/* An alert, the last sign with data that it rests on, and the note of its acknowledgement. */
typedef struct jf__alert_entry {
    jf_alert alert;
    jf_alert_sign sign;
    uint32_t note; /* interned text */
} jf__alert_entry;

/* A silence; with unit_count 0 it holds for the unit alone, or for any. */
typedef struct jf__silence {
    jf_silence silence;
    size_t first_unit; /* place of its units in silenced_units, ascending */
    size_t unit_count;
} jf__silence;

typedef JF__ARRAY(jf__alert_entry) jf__alert_entries;

struct jf_alerts {
    jf_allocator allocator;
    jf_calendar *calendar;
    jf_alert_rules rules[JF_ALERT_RULE_FLOOR + 1]; /* size 0: has no own, those of ANY hold */
    jf_day day;
    jf__alert_entries entries;  /* in the order in which they came */
    JF__ARRAY(uint32_t) order;  /* indexes of entries by key */
    JF__ARRAY(jf_alert_event) events;
    JF__ARRAY(jf__silence) silences;
    JF__ARRAY(int64_t) silenced_units;
    jf__texts notes;
    JF__ARRAY(char) log;
    uint32_t check; /* of all bytes of the log */
};

/* The end of the log, to go back to. */
typedef struct jf__log_end {
    size_t size;
    uint32_t check;
} jf__log_end;

#define JF__LOG_HEADING "jianfu-alerts 1"
#define JF__LOG_CHECK_BASIS UINT32_C(2166136261)
#define JF__LOG_ENDING_SIZE 10 /* of what ends a line before its line end */

/* The check of the bytes that `check` is of, and these. */
uint32_t jf__log_check(uint32_t check, const char *bytes, size_t size);

/* Writes " #" and the check. */
void jf__log_ending(uint32_t check, char ending_out[JF__LOG_ENDING_SIZE + 1]);

jf__log_end jf__log_end_of(const jf_alerts *self);
void jf__log_cut(jf_alerts *self, jf__log_end end);

/* Each adds one line to the log; false when memory is refused, and part of a line is there then. */
bool jf__log_heading(jf_alerts *self);
bool jf__log_rules(jf_alerts *self, const jf_alert_rules *rules);
bool jf__log_look(jf_alerts *self, jf_day day, size_t sign_count);
bool jf__log_sign(jf_alerts *self, const jf_alert_sign *sign);
bool jf__log_acknowledgement(jf_alerts *self, const jf_alert_key *key, jf_day day, jf_day until,
                             const char *note);
bool jf__log_silence(jf_alerts *self, const jf_silence *silence, const int64_t *units,
                     size_t unit_count);

bool jf__log_silence_end(jf_alerts *self, size_t index, jf_day last);

/* JF_E_RANGE: no such day, or before that of the book. */
jf_status jf__alerts_check_day(const jf_alerts *self, jf_day day, jf_error *err);

/* The rules that hold for a detector. */
const jf_alert_rules *jf__alerts_rules(const jf_alerts *self, int32_t rule);

/* Index of the entry of a key, or UINT32_MAX. */
uint32_t jf__alerts_index(const jf_alerts *self, const jf_alert_key *key);

/* Adds a checked silence for these units, ascending (none: for silence->unit alone). */
jf_status jf__alerts_add_silence(jf_alerts *self, const jf_silence *silence, const int64_t *units,
                                 size_t unit_count, jf_error *err);

/* Whether a silence holds for an alert on a day. */
bool jf__alerts_is_silenced(const jf_alerts *self, const jf_alert_key *key, jf_day day);

/* Adds an event for each action; false when memory is refused. */
bool jf__alerts_tell(jf_alerts *self, const jf_alert *alert, int32_t level_before, int32_t actions);

#endif
