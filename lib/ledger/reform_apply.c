/* SPDX-License-Identifier: Apache-2.0 */
/* Doing a reorganisation: the tree is changed, the counters are counted anew by it, and only when
 * nothing can fail any more they take the place of the old ones; else the tree is put back. */
#include "ledger/reform.h"

#include <inttypes.h>

/* Puts an epoch among those of a node, the latest first; of two of one day the newer counts. */
static void put_epoch(jf__nodes *nodes, uint32_t *head, jf_day first, uint32_t value)
{
    uint32_t number = (uint32_t)nodes->epochs.count;
    uint32_t *at = head;

    while (*at != JF__NONE && nodes->epochs.items[*at].first > first)
        at = &nodes->epochs.items[*at].next;
    nodes->epochs.items[nodes->epochs.count++] = (jf__epoch){first, value, *at};
    *at = number;
}

/* Takes the newest epoch away again. */
static void drop_epoch(jf__nodes *nodes, uint32_t *head)
{
    uint32_t number = (uint32_t)--nodes->epochs.count;
    uint32_t *at = head;

    while (*at != number)
        at = &nodes->epochs.items[*at].next;
    *at = nodes->epochs.items[number].next;
}

static jf_status rename_unit(jf_ledger *self, const jf__reform *reform, jf_error *err)
{
    jf__nodes *units = &self->units;
    uint32_t name;

    if (!jf__array_reserve(&units->epochs, 1, &self->allocator) ||
        !jf__texts_intern(&units->names, reform->name, &name, &self->allocator))
        return jf__fail_memory(err);
    put_epoch(units, &units->list.items[reform->unit].namings, reform->day, name);
    return JF_OK;
}

static jf_status check_open(const jf_ledger *self, const jf__reform *reform, uint32_t unit,
                            jf_day until, jf_error *err)
{
    const jf__node *node = &self->units.list.items[unit];

    if (node->end > until)
        return JF_OK;
    return jf__fail_about(err, JF_E_STATE, node->id, reform->day, node->end,
                          "unit %" PRId64 " ends on day %" PRId32 ": unit %" PRId64
                          " goes on for it",
                          node->id, node->end,
                          self->units.list.items[jf__unit_current(&self->units, unit, node->end)]
                              .id);
}

static jf_status check_circle(const jf_ledger *self, uint32_t unit, uint32_t below,
                              const jf__range *days, jf_error *err)
{
    int64_t id = self->units.list.items[unit].id;

    if (below == JF__NONE || !jf__unit_ever_within(&self->units, unit, below, days))
        return JF_OK;
    return jf__fail_about(err, JF_E_STATE, id, 0, self->units.list.items[below].id,
                          "unit %" PRId64 " would come to lie below itself, under %" PRId64, id,
                          self->units.list.items[below].id);
}

/* The days from a move to the next move of the same unit. */
static jf__range days_of_move(const jf__nodes *units, uint32_t unit, jf_day day)
{
    jf__range days = {day, JF_DAY_LAST};

    for (uint32_t at = units->list.items[unit].parents; at != JF__NONE;
         at = units->epochs.items[at].next)
        if (units->epochs.items[at].first > day)
            days.last = units->epochs.items[at].first - 1;
    return days;
}

/* Counts by the tree as it is now; what cannot be done leaves the counters alone. */
static jf_status recount(jf_ledger *self, jf_day day, jf__tally **tallies_out, jf_error *err)
{
    jf__plans_release(&self->plans, &self->allocator);
    if (jf__units_are_too_deep(&self->units, day))
        return jf__fail_about(err, JF_E_RANGE, 0, JF__DEPTH_MAX, JF__DEPTH_MAX + 1,
                              "units would stand deeper than %d", JF__DEPTH_MAX);
    *tallies_out = jf__recount(self);
    return *tallies_out ? JF_OK : jf__fail_memory(err);
}

static jf_status move_unit(jf_ledger *self, const jf__reform *reform, jf_error *err)
{
    jf__nodes *units = &self->units;
    jf__range days = days_of_move(units, reform->unit, reform->day);
    jf_status status = check_open(self, reform, reform->unit, reform->day, err);
    jf__tally *tallies;

    if (!status)
        status = check_circle(self, reform->unit, reform->parent, &days, err);
    if (status)
        return status;
    if (!jf__array_reserve(&units->epochs, 1, &self->allocator))
        return jf__fail_memory(err);
    put_epoch(units, &units->list.items[reform->unit].parents, reform->day, reform->parent);
    status = recount(self, reform->day, &tallies, err);
    if (status) {
        drop_epoch(units, &units->list.items[reform->unit].parents);
        jf__plans_release(&self->plans, &self->allocator);
        return status;
    }
    jf__recount_apply(self, tallies, reform->day);
    return JF_OK;
}

static jf_status check_heirs(const jf_ledger *self, const jf__reform *reform, jf_error *err)
{
    jf__range days = {reform->day, JF_DAY_LAST};
    jf_status status = check_open(self, reform, reform->unit, JF__DAY_NEVER - 1, err);

    for (size_t i = 0; i < self->charge.heirs.count && !status; i++) {
        uint32_t into = self->charge.heirs.items[i].into;

        status = check_open(self, reform, into, reform->day, err);
        if (!status)
            status = check_circle(self, reform->unit, into, &days, err);
    }
    return status;
}

static void put_heirs(jf_ledger *self, const jf__reform *reform)
{
    jf__nodes *units = &self->units;
    jf__node *node = &units->list.items[reform->unit];

    node->heir = (uint32_t)units->heirs.count;
    node->heir_count = (uint32_t)self->charge.heirs.count;
    node->end = reform->day;
    for (size_t i = 0; i < self->charge.heirs.count; i++)
        units->heirs.items[units->heirs.count++] = self->charge.heirs.items[i];
}

static void drop_heirs(jf_ledger *self, const jf__reform *reform)
{
    jf__node *node = &self->units.list.items[reform->unit];

    self->units.heirs.count -= node->heir_count;
    node->heir_count = 0;
    node->end = JF__DAY_NEVER;
}

static jf_status end_unit(jf_ledger *self, const jf__reform *reform, jf_error *err)
{
    jf__nodes *units = &self->units;
    jf_status status = check_heirs(self, reform, err);
    jf__tally *tallies;

    if (status)
        return status;
    if (!jf__array_reserve(&units->heirs, self->charge.heirs.count, &self->allocator))
        return jf__fail_memory(err);
    status = jf__bequests_make(self, reform, err);
    if (status)
        return status;
    put_heirs(self, reform);
    status = recount(self, reform->day, &tallies, err);
    if (status) {
        drop_heirs(self, reform);
        jf__bequests_undo(self);
        jf__plans_release(&self->plans, &self->allocator);
        return status;
    }
    if (self->charge.heirs.count > 1 && reform->day > units->divided)
        units->divided = reform->day;
    jf__bequests_give(self);
    jf__recount_apply(self, tallies, reform->day);
    return JF_OK;
}

jf_status jf__reform_apply(jf_ledger *self, const jf__reform *reform, jf_error *err)
{
    switch (reform->verb) {
    case JF__REFORM_RENAME:
        return rename_unit(self, reform, err);
    case JF__REFORM_MOVE:
        return move_unit(self, reform, err);
    default:
        return end_unit(self, reform, err);
    }
}
