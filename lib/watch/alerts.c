/* SPDX-License-Identifier: Apache-2.0 */
/* The book of alerts: what it holds and tells. Its log is written before anything changes, and cut
 * back when a call fails. */
#include "watch/alerts.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/records.h"

static bool begin_log(jf_alerts *self)
{
    return jf__log_heading(self) && jf__log_rules(self, &self->rules[JF_ALERT_RULE_ANY]);
}

jf_alerts *jf_alerts_new(jf_calendar *calendar, const jf_alert_rules *rules,
                         const jf_alerts_options *opts, jf_error *err)
{
    jf_alerts_options known;
    jf_alert_rules checked;
    jf_allocator allocator;
    jf_alerts *self;

    if (!calendar) {
        (void)jf__fail_null(err, "calendar");
        return NULL;
    }
    if (jf__alert_rules_read(&checked, rules, err) ||
        jf__options_read(&known, sizeof known, opts, "opts", err) ||
        jf__allocator_init(&allocator, &known.allocator, err))
        return NULL;
    if (checked.rule != JF_ALERT_RULE_ANY) {
        (void)jf__fail(err, JF_E_ARGUMENT, "a book begins with rules of every detector");
        return NULL;
    }
    if (jf__alert_sealed_check(calendar, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (self) {
        self->allocator = allocator;
        self->rules[JF_ALERT_RULE_ANY] = checked;
        self->day = JF_DAY_NONE;
        self->calendar = jf_calendar_retain(calendar);
    }
    if (!self || !begin_log(self)) {
        jf_alerts_free(self);
        (void)jf__fail_memory(err);
        return NULL;
    }
    return self;
}

void jf_alerts_free(jf_alerts *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__array_release(&self->entries, &allocator);
    jf__array_release(&self->order, &allocator);
    jf__array_release(&self->events, &allocator);
    jf__array_release(&self->silences, &allocator);
    jf__array_release(&self->silenced_units, &allocator);
    jf__array_release(&self->log, &allocator);
    jf__texts_release(&self->notes, &allocator);
    jf_calendar_free(self->calendar);
    jf__release(&allocator, self);
}

const jf_alert_rules *jf__alerts_rules(const jf_alerts *self, int32_t rule)
{
    return &self->rules[self->rules[rule].size > 0 ? rule : JF_ALERT_RULE_ANY];
}

jf_status jf_alerts_set_rules(jf_alerts *self, const jf_alert_rules *rules, jf_error *err)
{
    jf_alert_rules known;
    jf__log_end end;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (!rules)
        return jf__fail_null(err, "rules");
    status = jf__alert_rules_read(&known, rules, err);
    if (status)
        return status;
    end = jf__log_end_of(self);
    if (!jf__log_rules(self, &known)) {
        jf__log_cut(self, end);
        return jf__fail_memory(err);
    }
    self->rules[known.rule] = known;
    return JF_OK;
}

uint32_t jf__alerts_index(const jf_alerts *self, const jf_alert_key *key)
{
    size_t first = 0;
    size_t end = self->order.count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;
        uint32_t index = self->order.items[middle];
        jf_alert_key own = jf__alert_key_of(&self->entries.items[index].alert);
        int order = jf__alert_key_compare(key, &own);

        if (order == 0)
            return index;
        if (order < 0)
            end = middle;
        else
            first = middle + 1;
    }
    return UINT32_MAX;
}

bool jf__alerts_tell(jf_alerts *self, const jf_alert *alert, int32_t level_before, int32_t actions)
{
    jf_alert_event event = {.size = sizeof event,
                            .unit = alert->unit,
                            .kind = alert->kind,
                            .rule = alert->rule,
                            .first = alert->first,
                            .last = alert->last,
                            .day = alert->day,
                            .level_before = level_before,
                            .level_after = alert->level,
                            .escalations = alert->escalations,
                            .silenced = alert->silenced};

    for (event.action = JF_ACTION_RAISED; event.action <= JF_ACTION_ACKNOWLEDGED;
         event.action *= 2) {
        if (!(actions & event.action))
            continue;
        if (!jf__array_reserve(&self->events, 1, &self->allocator))
            return false;
        self->events.items[self->events.count++] = event;
    }
    return true;
}

jf_day jf_alerts_day(const jf_alerts *self)
{
    return self ? self->day : JF_DAY_NONE;
}

size_t jf_alerts_alert_count(const jf_alerts *self)
{
    return self ? self->entries.count : 0;
}

static jf_status fail_index(jf_error *err, const char *what, size_t index, size_t count)
{
    return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)count, (int64_t)index, "no %s %zu of %zu",
                          what, index, count);
}

jf_status jf_alerts_alert_at(const jf_alerts *self, size_t index, jf_alert *alert_out,
                             jf_error *err)
{
    jf_status status = self ? jf__record_writable(alert_out, "alert_out", err)
                            : jf__fail_null(err, "self");

    if (status)
        return status;
    if (index >= self->entries.count)
        return fail_index(err, "alert", index, self->entries.count);
    jf__record_write(alert_out, &self->entries.items[index].alert, sizeof(jf_alert));
    return JF_OK;
}

jf_status jf_alerts_sign(const jf_alerts *self, size_t index, jf_alert_sign *sign_out,
                         jf_error *err)
{
    jf_status status = self ? jf__record_writable(sign_out, "sign_out", err)
                            : jf__fail_null(err, "self");

    if (status)
        return status;
    if (index >= self->entries.count)
        return fail_index(err, "alert", index, self->entries.count);
    jf__record_write(sign_out, &self->entries.items[index].sign, sizeof(jf_alert_sign));
    return JF_OK;
}

const char *jf_alerts_note(const jf_alerts *self, size_t index)
{
    if (!self || index >= self->entries.count)
        return NULL;
    return jf__texts_at(&self->notes, self->entries.items[index].note);
}

jf_status jf_alerts_find(const jf_alerts *self, const jf_alert_key *key, size_t *index_out,
                         jf_error *err)
{
    uint32_t index;

    if (!self || !key || !index_out)
        return jf__fail_null(err, !self ? "self" : !key ? "key" : "index_out");
    index = jf__alerts_index(self, key);
    if (index == UINT32_MAX)
        return jf__fail_about(err, JF_E_NOT_FOUND, key->unit, 0, 0,
                              "no alert of %s, unit %" PRId64 ", kind %" PRId64,
                              jf_alert_rule_name(key->rule), key->unit, key->kind);
    *index_out = index;
    return JF_OK;
}

size_t jf_alerts_event_count(const jf_alerts *self)
{
    return self ? self->events.count : 0;
}

jf_status jf_alerts_event_at(const jf_alerts *self, size_t index, jf_alert_event *event_out,
                             jf_error *err)
{
    jf_status status = self ? jf__record_writable(event_out, "event_out", err)
                            : jf__fail_null(err, "self");

    if (status)
        return status;
    if (index >= self->events.count)
        return fail_index(err, "event", index, self->events.count);
    jf__record_write(event_out, &self->events.items[index], sizeof(jf_alert_event));
    return JF_OK;
}

size_t jf_alerts_log_size(const jf_alerts *self)
{
    return self ? self->log.count : 0;
}

jf_status jf_alerts_log_read(const jf_alerts *self, size_t offset, uint8_t *bytes_out,
                             size_t byte_count, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (!bytes_out && byte_count > 0)
        return jf__fail_null(err, "bytes_out");
    if (offset > self->log.count || byte_count > self->log.count - offset)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->log.count, (int64_t)offset,
                              "%zu bytes from %zu leave the log", byte_count, offset);
    if (byte_count > 0)
        memcpy(bytes_out, self->log.items + offset, byte_count);
    return JF_OK;
}
