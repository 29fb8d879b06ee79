/* SPDX-License-Identifier: Apache-2.0 */
/* Rules and signs as they are read, and one step of an alert on what has been read. */
#ifndef JIANFU_LIB_WATCH_ALERT_H
#define JIANFU_LIB_WATCH_ALERT_H

#include "jianfu/watch_alert.h"

/* A number of a record and what it may be. */
typedef struct jf__alert_field {
    const char *name;
    int64_t value;
    int64_t least;
    int64_t most;
} jf__alert_field;

/* JF_E_ARGUMENT: the first field that is not in least..most. `record` names it in the message. */
jf_status jf__alert_fields_check(const jf__alert_field *fields, size_t field_count,
                                 const char *record, jf_error *err);

/* Copies `rules` (NULL = all defaults) to *rules_out and fills the defaults in; what says "none"
 * or "never" stays -1. Reading what was read changes nothing. */
jf_status jf__alert_rules_read(jf_alert_rules *rules_out, const jf_alert_rules *rules,
                               jf_error *err);

/* Copies a jf_alert_sign. JF_E_ARGUMENT: a field that is no day. */
jf_status jf__sign_read(jf_alert_sign *sign_out, const void *sign, jf_error *err);

/* JF_E_RANGE: the days of a sign that was read, in a look on `day`, which is a day. */
jf_status jf__sign_days_check(const jf_alert_sign *sign, jf_day day, jf_error *err);

/* JF_E_RANGE: no such day. */
jf_status jf__alert_day_check(jf_day day, const char *what, jf_error *err);

/* JF_E_NOT_SEALED. */
jf_status jf__alert_sealed_check(const jf_calendar *calendar, jf_error *err);

jf_alert_key jf__sign_key(const jf_alert_sign *sign);
jf_alert_key jf__alert_key_of(const jf_alert *alert);

/* Negative, 0, positive as a is before, equal to, after b: by unit, kind, rule, period. */
int jf__alert_key_compare(const jf_alert_key *a, const jf_alert_key *b);

/* No alert yet under this key. */
jf_alert jf__alert_none(const jf_alert_key *key, jf_day day);

/* jf_alert_step in place, on what has been read; a failure leaves *alert half changed. */
jf_status jf__alert_move(const jf_calendar *calendar, const jf_alert_rules *rules, jf_day day,
                         const jf_alert_sign *sign, jf_alert *alert, int32_t *actions_out,
                         jf_error *err);

#endif
