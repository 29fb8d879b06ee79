/* SPDX-License-Identifier: Apache-2.0 */
/* What mends a difference: an item, and the lines of the record as they should be. Lines come with
 * unit and count as outside has them, so that repairs of both fields agree, in any order. */
#include <inttypes.h>

#include "base/records.h"
#include "ledger/reconcile.h"

static jf_status check_difference(const jf_difference *difference, int64_t key, jf_error *err)
{
    bool has_field = difference->type == JF_DIFFERENCE_DIFFERENT;

    if (difference->type < JF_DIFFERENCE_MISSING || difference->type > JF_DIFFERENCE_MERGED ||
        difference->field < (has_field ? JF_DIFFERENCE_FIELD_DAY : 0) ||
        difference->field > (has_field ? JF_DIFFERENCE_FIELD_COUNT : 0))
        return jf__fail_about(err, JF_E_ARGUMENT, difference->subject, 0, difference->type,
                              "a difference of type %" PRId32 " in field %" PRId32 " is none",
                              difference->type, difference->field);
    if (key < 1)
        return jf__fail_about(err, JF_E_ARGUMENT, key, 1, key, "key %" PRId64 " is not 1 or more",
                              key);
    return JF_OK;
}

/* The record or hold that is to be changed. */
static jf_status find_record(const jf_ledger *self, const jf_difference *difference,
                             uint32_t *attempt_out, jf_error *err)
{
    bool is_missing = difference->type == JF_DIFFERENCE_MISSING;
    const jf__attempt *attempt;

    *attempt_out = jf__key_lookup(self, difference->key);
    attempt = *attempt_out == JF__NONE ? NULL : jf__attempt_at(&self->attempts, *attempt_out);
    if (!attempt || (attempt->type != JF__ENTRY_ISSUE && attempt->type != JF__ENTRY_HOLD))
        return jf__fail_about(err, JF_E_NOT_FOUND, difference->key, 0, 0,
                              "the ledger has no record under key %" PRId64, difference->key);
    if (attempt->state != (is_missing ? JF__ATTEMPT_HELD : JF__ATTEMPT_USED))
        return jf__fail_about(err, JF_E_STATE, difference->key, 0, attempt->state,
                              "record %" PRId64 " %s", difference->key,
                              attempt->state == JF__ATTEMPT_WITHDRAWN
                                  ? "was withdrawn and counts: nothing can change it"
                              : is_missing ? "is no open hold any more"
                                           : "is not in use any more");
    return JF_OK;
}

static jf_line show_line(const jf_ledger *self, const jf__line *line)
{
    jf_line shown = {.unit = self->units.list.items[line->unit].id,
                     .count = line->count,
                     .side = line->side};

    for (size_t i = 0; i < JF__AMOUNT_COUNT; i++)
        shown.amounts[i] = line->amounts[i];
    return shown;
}

/* The lines of a record with its lead first, or a new line of no count in its place. */
static uint32_t copy_lines(const jf_ledger *self, uint32_t attempt, jf_line *lines)
{
    jf__entry entry = jf__entry_of_lines(self, attempt);
    jf__entry again = entry;
    jf__lead lead = JF__LEAD_NONE;
    uint32_t count = 1;

    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line line = jf__entry_line(&entry);

        jf__lead_add(&lead, &line);
    }
    lines[0] = (jf_line){.side = JF_SIDE_ISSUER};
    for (uint32_t i = 0; i < again.line_count; i++) {
        jf__line line = jf__entry_line(&again);

        lines[i == lead.line ? 0 : count++] = show_line(self, &line);
    }
    return count;
}

/* The lead has what other issuers leave of the count; where they leave nothing it has all of it,
 * and they only sign. So it stays the lead. */
static void set_lead(const jf_difference *difference, jf_line *lines, uint32_t line_count)
{
    int64_t others = 0;

    for (uint32_t i = 1; i < line_count; i++)
        others += lines[i].side == JF_SIDE_ISSUER ? lines[i].count : 0;
    if (others >= difference->outside_count) {
        for (uint32_t i = 1; i < line_count; i++)
            lines[i].count = lines[i].side == JF_SIDE_ISSUER ? 0 : lines[i].count;
        others = 0;
    }
    lines[0].unit = difference->outside_unit;
    lines[0].count = difference->outside_count - others;
}

static uint32_t lines_needed(const jf_ledger *self, const jf_difference *difference,
                             uint32_t attempt)
{
    bool is_missing = difference->type == JF_DIFFERENCE_MISSING;
    uint32_t unit = jf__node_find(&self->units, difference->outside_unit);
    jf__brief brief;

    if (attempt == JF__NONE)
        return 1;
    if (!is_missing && difference->field != JF_DIFFERENCE_FIELD_UNIT &&
        difference->field != JF_DIFFERENCE_FIELD_COUNT)
        return 0;
    brief = jf__brief_of(self, attempt);
    if (is_missing && jf__unit_is_same(self, brief.unit, unit, brief.day) &&
        brief.count == difference->outside_count)
        return 0;
    return jf__brief_line_count(&brief);
}

static jf_item item_of(const jf_difference *difference, int64_t key)
{
    jf_item item = {.key = key, .of = difference->key, .verb = JF_VERB_AMEND,
                    .day = JF_DAY_NONE};

    switch (difference->type) {
    case JF_DIFFERENCE_MISSING:
        item.verb = difference->key != 0 ? JF_VERB_COMMIT : JF_VERB_ISSUE;
        item.subject = difference->key != 0 ? 0 : difference->subject;
        item.kind = difference->outside_kind;
        item.day = difference->outside_day;
        break;
    case JF_DIFFERENCE_EXTRA:
    case JF_DIFFERENCE_MERGED:
        item.verb = JF_VERB_WITHDRAW;
        item.frees = 1;
        break;
    case JF_DIFFERENCE_RECLASSED:
        item.kind = difference->outside_kind;
        break;
    default:
        if (difference->field == JF_DIFFERENCE_FIELD_DAY)
            item.day = difference->outside_day;
    }
    return item;
}

static void write_lines(const jf_ledger *self, const jf_difference *difference, uint32_t attempt,
                        jf_line *lines)
{
    uint32_t count = 1;

    if (attempt == JF__NONE)
        lines[0] = (jf_line){.side = JF_SIDE_ISSUER};
    else
        count = copy_lines(self, attempt, lines);
    set_lead(difference, lines, count);
}

jf_status jf_ledger_repair(const jf_ledger *self, const jf_difference *difference, int64_t key,
                           jf_item *item_out, jf_line *lines_out, size_t line_count,
                           jf_error *err)
{
    jf_difference read;
    uint32_t attempt = JF__NONE;
    uint32_t needed;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_read(&read, sizeof read, difference, "difference", err);
    if (!status)
        status = check_difference(&read, key, err);
    if (!status && (!item_out || (!lines_out && line_count > 0)))
        status = jf__fail_null(err, !item_out ? "item_out" : "lines_out");
    if (!status && (read.key != 0 || read.type != JF_DIFFERENCE_MISSING))
        status = find_record(self, &read, &attempt, err);
    if (status)
        return status;
    needed = lines_needed(self, &read, attempt);
    if (line_count < needed)
        return jf__fail_about(err, JF_E_RANGE, read.subject, needed, (int64_t)line_count,
                              "the repair has %" PRIu32 " lines, there is room for %zu", needed,
                              line_count);
    *item_out = item_of(&read, key);
    item_out->line_count = (int32_t)needed;
    if (needed > 0)
        write_lines(self, &read, attempt, lines_out);
    return JF_OK;
}
