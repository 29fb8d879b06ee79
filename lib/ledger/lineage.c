/* SPDX-License-Identifier: Apache-2.0 */
/* Where a record of a unit counts: the lineage of the unit on the record's day.
 *
 * First come the unit itself and what is above it on that day; a unit that has ended stands for
 * the one that goes on for it. Then, for those of them that end on a later day, the units that go
 * on from then: they take over what was before, in each scope that reaches that day. So a move
 * leaves past use where it was, and a merger joins it.
 *
 * The tree has no circle on any day, so a lineage holds each node at most once, and `lineage` has
 * room for all. */
#include "ledger/ledger.h"

uint32_t jf__epoch_value(const jf__nodes *nodes, uint32_t head, jf_day day, uint32_t before)
{
    for (uint32_t at = head; at != JF__NONE; at = nodes->epochs.items[at].next)
        if (nodes->epochs.items[at].first <= day)
            return nodes->epochs.items[at].value;
    return before;
}

uint32_t jf__unit_parent(const jf__nodes *units, uint32_t unit, jf_day day)
{
    const jf__node *node = &units->list.items[unit];

    return jf__epoch_value(units, node->parents, day, node->parent);
}

static uint32_t heir_of(const jf__nodes *units, uint32_t unit)
{
    return units->heirs.items[units->list.items[unit].heir].into;
}

uint32_t jf__unit_current(const jf__nodes *units, uint32_t unit, jf_day day)
{
    while (units->list.items[unit].end <= day)
        unit = heir_of(units, unit);
    return unit;
}

static void narrow(jf__range *days, jf_day first, jf_day last)
{
    days->first = first > days->first ? first : days->first;
    days->last = last < days->last ? last : days->last;
}

/* Follows heirs as jf__unit_current does; the days on which it would come to the same. */
static uint32_t follow(const jf__nodes *units, uint32_t unit, jf_day day, jf__range *days)
{
    for (;;) {
        jf_day end = units->list.items[unit].end;

        if (end > day) {
            if (end != JF__DAY_NEVER)
                narrow(days, JF_DAY_FIRST, end - 1);
            return unit;
        }
        narrow(days, end, JF_DAY_LAST);
        unit = heir_of(units, unit);
    }
}

/* The parent on a day, and the days on which it stays so. */
static uint32_t parent_of(const jf__nodes *units, uint32_t unit, jf_day day, jf__range *days)
{
    const jf__node *node = &units->list.items[unit];

    for (uint32_t at = node->parents; at != JF__NONE; at = units->epochs.items[at].next) {
        const jf__epoch *epoch = &units->epochs.items[at];

        if (epoch->first <= day) {
            narrow(days, epoch->first, JF_DAY_LAST);
            return epoch->value;
        }
        narrow(days, JF_DAY_FIRST, epoch->first - 1);
    }
    return node->parent;
}

static void add(jf__ancestor *list, size_t *count, uint32_t unit, jf_day from)
{
    for (size_t i = 0; i < *count; i++)
        if (list[i].unit == unit) {
            list[i].from = from < list[i].from ? from : list[i].from;
            return;
        }
    list[(*count)++] = (jf__ancestor){unit, from};
}

/* The units that go on for one that is open on a day, each from its own day on. */
static void add_heirs(const jf__nodes *units, jf__ancestor *list, size_t *count, uint32_t unit)
{
    while (units->list.items[unit].end != JF__DAY_NEVER) {
        jf_day end = units->list.items[unit].end;

        unit = jf__unit_current(units, heir_of(units, unit), end);
        add(list, count, unit, end);
    }
}

size_t jf__lineage_of(const jf__nodes *units, uint32_t unit, jf_day day, jf__range *days)
{
    jf__ancestor *list = units->lineage.items;
    size_t count = 0;
    size_t chain;

    *days = (jf__range){JF_DAY_FIRST, JF_DAY_LAST};
    if (units->epochs.count + units->heirs.count == 0) {
        for (; unit != JF__NONE; unit = units->list.items[unit].parent)
            list[count++] = (jf__ancestor){unit, JF_DAY_FIRST};
        return count;
    }
    while (unit != JF__NONE) {
        unit = follow(units, unit, day, days);
        list[count++] = (jf__ancestor){unit, JF_DAY_FIRST};
        unit = parent_of(units, unit, day, days);
    }
    chain = count;
    for (size_t i = 0; i < chain; i++)
        add_heirs(units, list, &count, list[i].unit);
    return count;
}

bool jf__unit_within(const jf__nodes *units, uint32_t above, uint32_t unit, jf_day day,
                     jf_day last)
{
    jf__range days;
    size_t count;

    if (units->epochs.count + units->heirs.count == 0)
        return jf__node_within(units, above, unit);
    count = jf__lineage_of(units, unit, day, &days);
    for (size_t i = 0; i < count; i++)
        if (units->lineage.items[i].unit == above)
            return units->lineage.items[i].from <= last;
    return false;
}

static bool climbs_to(const jf__nodes *units, uint32_t unit, uint32_t above, jf_day day)
{
    size_t left = units->list.count;

    while (unit != JF__NONE && unit != above && left-- > 0) {
        uint32_t current = unit;

        while (current != above && units->list.items[current].end <= day)
            current = heir_of(units, current);
        unit = current == above ? above : jf__unit_parent(units, current, day);
    }
    return unit != JF__NONE;
}

/* Something changes on such a day only: what holds on them, and on the first, holds on all. */
static bool is_inside(const jf__range *days, jf_day day)
{
    return day > days->first && day <= days->last;
}

bool jf__unit_ever_within(const jf__nodes *units, uint32_t above, uint32_t unit,
                          const jf__range *days)
{
    bool found = climbs_to(units, unit, above, days->first);

    for (size_t i = 0; i < units->epochs.count && !found; i++)
        found = is_inside(days, units->epochs.items[i].first) &&
                climbs_to(units, unit, above, units->epochs.items[i].first);
    for (size_t i = 0; i < units->heirs.count && !found; i++)
        found = is_inside(days, units->heirs.items[i].day) &&
                climbs_to(units, unit, above, units->heirs.items[i].day);
    return found;
}

bool jf__units_are_too_deep(const jf__nodes *units, jf_day day)
{
    for (size_t i = 0; i < units->list.count; i++) {
        uint32_t unit = (uint32_t)i;

        for (size_t depth = 0; unit != JF__NONE; depth++) {
            if (depth > JF__DEPTH_MAX)
                return true;
            unit = jf__unit_parent(units, jf__unit_current(units, unit, day), day);
        }
    }
    return false;
}
