/* SPDX-License-Identifier: Apache-2.0 */
/* Acknowledgements in the book: the pure one, with a note, logged and told. */
#include "base/error.h"
#include "watch/alerts.h"

jf_status jf__alerts_check_day(const jf_alerts *self, jf_day day, jf_error *err)
{
    jf_status status = jf__alert_day_check(day, "day", err);

    if (!status && day < self->day)
        status = jf__fail_about(err, JF_E_RANGE, 0, self->day, day,
                                "the book has gone on to a later day already");
    return status;
}

jf_status jf_alerts_acknowledge(jf_alerts *self, const jf_alert_key *key, jf_day day, jf_day until,
                                const char *note, jf_error *err)
{
    jf_alert alert = {.size = sizeof alert};
    jf__log_end end;
    uint32_t text;
    size_t index;
    jf_status status;

    if (!self || !key)
        return jf__fail_null(err, self ? "key" : "self");
    status = jf__text_check(note, "note", err);
    if (!status)
        status = jf__alerts_check_day(self, day, err);
    if (!status)
        status = jf_alerts_find(self, key, &index, err);
    if (!status)
        status =
            jf_alert_acknowledge(&self->entries.items[index].alert, day, until, &alert, err);
    if (status)
        return status;
    alert.silenced = jf__alerts_is_silenced(self, key, day);
    end = jf__log_end_of(self);
    if (!jf__texts_intern(&self->notes, note, &text, &self->allocator) ||
        !jf__log_acknowledgement(self, key, day, until, note) ||
        !jf__alerts_tell(self, &alert, alert.level, JF_ACTION_ACKNOWLEDGED)) {
        jf__log_cut(self, end);
        return jf__fail_memory(err);
    }
    self->entries.items[index].alert = alert;
    self->entries.items[index].note = text;
    self->day = day;
    return JF_OK;
}
