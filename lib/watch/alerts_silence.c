/* SPDX-License-Identifier: Apache-2.0 */
/* Silences. The units below one are those of the day on which the silence is made, and are kept
 * and logged with it: a book needs no tree afterwards, and is the same whatever becomes of it. One
 * that ends early keeps its place and gets an earlier last day. */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "base/sort.h"
#include "watch/alerts.h"

static jf_status read_silence(jf_silence *silence_out, const jf_silence *silence, jf_error *err)
{
    jf_silence known;
    jf_status status = jf__record_read(&known, sizeof known, silence, "silence", err);

    if (status)
        return status;

    const jf__alert_field fields[] = {
        {"rule", known.rule, JF_ALERT_RULE_ANY, JF_ALERT_RULE_FLOOR},
        {"unit", known.unit, 0, INT64_MAX},
        {"kind", known.kind, 0, INT64_MAX},
    };

    status = jf__alert_fields_check(fields, sizeof fields / sizeof fields[0], "silence", err);
    if (!status)
        status = jf__alert_day_check(known.first, "silence.first", err);
    if (!status)
        status = jf__alert_day_check(known.last, "silence.last", err);
    if (!status && known.first > known.last)
        status = jf__fail(err, JF_E_RANGE, "the silence ends before it begins");
    if (!status)
        *silence_out = known;
    return status;
}

static int compare_ids(const void *a, const void *b, const void *context)
{
    const int64_t *one = a;
    const int64_t *other = b;

    (void)context;
    return (*one > *other) - (*one < *other);
}

jf_status jf__alerts_add_silence(jf_alerts *self, const jf_silence *silence, const int64_t *units,
                                 size_t unit_count, jf_error *err)
{
    jf__silence kept = {.first_unit = self->silenced_units.count, .unit_count = unit_count};
    jf__log_end end = jf__log_end_of(self);
    jf_status status = read_silence(&kept.silence, silence, err);

    if (status)
        return status;
    if (!jf__array_reserve(&self->silenced_units, unit_count, &self->allocator) ||
        !jf__array_reserve(&self->silences, 1, &self->allocator) ||
        !jf__log_silence(self, &kept.silence, units, unit_count)) {
        jf__log_cut(self, end);
        return jf__fail_memory(err);
    }
    if (unit_count > 0)
        memcpy(self->silenced_units.items + kept.first_unit, units, unit_count * sizeof *units);
    self->silenced_units.count += unit_count;
    self->silences.items[self->silences.count++] = kept;
    return JF_OK;
}

/* The ids of a unit and of what lies below it, ascending; the room is for all of the tree. */
static jf_status collect(jf_tree *units, int64_t unit, int64_t *ids_out, size_t *id_count_out,
                         const jf_allocator *allocator, jf_error *err)
{
    size_t count = jf_tree_count(units);
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        jf_status status = jf_tree_id_at(units, i, &ids_out[found], err);

        if (status)
            return status;
        found += jf_tree_contains(units, unit, ids_out[found]);
    }
    *id_count_out = found;
    return jf__sort(ids_out, found, sizeof *ids_out, compare_ids, NULL, allocator)
               ? JF_OK
               : jf__fail_memory(err);
}

static jf_status silence_below(jf_alerts *self, const jf_silence *silence, jf_tree *units,
                               jf_error *err)
{
    size_t id_count = 0;
    int64_t *ids;
    jf_status status;

    if (!jf_tree_has(units, silence->unit))
        return jf__fail_about(err, JF_E_NOT_FOUND, silence->unit, 0, 0,
                              "unit %" PRId64 " is not in the tree", silence->unit);
    ids = jf__allocate(&self->allocator, jf_tree_count(units), sizeof *ids);
    if (!ids)
        return jf__fail_memory(err);
    status = collect(units, silence->unit, ids, &id_count, &self->allocator, err);
    if (!status)
        status = jf__alerts_add_silence(self, silence, ids, id_count, err);
    jf__release(&self->allocator, ids);
    return status;
}

jf_status jf_alerts_silence(jf_alerts *self, const jf_silence *silence, jf_tree *units,
                            jf_error *err)
{
    jf_silence known = {.size = 0};
    jf_status status =
        self ? read_silence(&known, silence, err) : jf__fail_null(err, "self");

    if (status)
        return status;
    if (units && known.unit != 0)
        return silence_below(self, &known, units, err);
    return jf__alerts_add_silence(self, &known, NULL, 0, err);
}

static bool holds_for_unit(const jf_alerts *self, const jf__silence *kept, int64_t unit)
{
    const int64_t *ids = self->silenced_units.items + kept->first_unit;
    size_t first = 0;
    size_t end = kept->unit_count;

    if (kept->unit_count == 0)
        return kept->silence.unit == 0 || kept->silence.unit == unit;
    while (end - first > 1) {
        size_t middle = first + (end - first) / 2;

        if (ids[middle] <= unit)
            first = middle;
        else
            end = middle;
    }
    return ids[first] == unit;
}

bool jf__alerts_is_silenced(const jf_alerts *self, const jf_alert_key *key, jf_day day)
{
    for (size_t i = 0; i < self->silences.count; i++) {
        const jf__silence *kept = &self->silences.items[i];
        const jf_silence *silence = &kept->silence;

        if (silence->first <= day && day <= silence->last &&
            (silence->rule == JF_ALERT_RULE_ANY || silence->rule == key->rule) &&
            (silence->kind == 0 || silence->kind == key->kind) &&
            holds_for_unit(self, kept, key->unit))
            return true;
    }
    return false;
}

static jf_status fail_index(const jf_alerts *self, size_t index, jf_error *err)
{
    return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->silences.count, (int64_t)index,
                          "no silence %zu of %zu", index, self->silences.count);
}

jf_status jf_alerts_end_silence(jf_alerts *self, size_t index, jf_day last, jf_error *err)
{
    jf_silence *silence;
    jf__log_end end;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (index >= self->silences.count)
        return fail_index(self, index, err);
    status = jf__alert_day_check(last, "last", err);
    if (status)
        return status;
    silence = &self->silences.items[index].silence;
    if (last < silence->first - 1 || last >= silence->last)
        return jf__fail_about(err, JF_E_RANGE, 0, silence->last, last,
                              "silence %zu cannot end on this day", index);
    end = jf__log_end_of(self);
    if (!jf__log_silence_end(self, index, last)) {
        jf__log_cut(self, end);
        return jf__fail_memory(err);
    }
    silence->last = last;
    return JF_OK;
}

size_t jf_alerts_silence_count(const jf_alerts *self)
{
    return self ? self->silences.count : 0;
}

jf_status jf_alerts_silence_at(const jf_alerts *self, size_t index, jf_silence *silence_out,
                               jf_error *err)
{
    jf_status status = self ? jf__record_writable(silence_out, "silence_out", err)
                            : jf__fail_null(err, "self");

    if (status)
        return status;
    if (index >= self->silences.count)
        return fail_index(self, index, err);
    jf__record_write(silence_out, &self->silences.items[index].silence, sizeof(jf_silence));
    return JF_OK;
}
