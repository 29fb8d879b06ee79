/* SPDX-License-Identifier: Apache-2.0 */
/* Lengths and people of an agenda: its members' guest lists, sorted by person, are merged. */
#include "meeting/layout.h"

static int32_t length_of(const jf__tables *tables, const uint32_t *members, size_t count)
{
    int32_t opening = 0;
    int32_t content = 0;

    for (size_t i = 0; i < count; i++) {
        const jf__need *need = &tables->needs[members[i]];

        content += need->minutes - need->opening;
        if (need->opening > opening)
            opening = need->opening;
    }
    return opening + content;
}

/* The next person of the merged lists; JF__NONE at their end. */
static uint32_t next_person(const jf__tables *tables, const uint32_t *members, size_t count,
                            const size_t *cursors)
{
    uint32_t person = JF__NONE;

    for (size_t i = 0; i < count; i++)
        if (cursors[i] < tables->guests.offsets[members[i] + 1] &&
            tables->guests.items[cursors[i]].person < person)
            person = tables->guests.items[cursors[i]].person;
    return person;
}

/* One person over all members. */
typedef struct presence {
    int64_t heads; /* most chairs in any member */
    int32_t own;   /* minutes of the members that require him */
    bool is_required;
} presence;

static presence take_person(const jf__tables *tables, uint32_t person, const uint32_t *members,
                            size_t count, size_t *cursors)
{
    presence found = {0, 0, false};

    for (size_t i = 0; i < count; i++) {
        const jf__guest *guest = &tables->guests.items[cursors[i]];

        if (cursors[i] == tables->guests.offsets[members[i] + 1] || guest->person != person)
            continue;
        cursors[i]++;
        if (guest->heads > found.heads)
            found.heads = guest->heads;
        if (!guest->is_optional) {
            found.own += tables->needs[members[i]].minutes;
            found.is_required = true;
        }
    }
    return found;
}

void jf__layout_make(const jf__tables *tables, const uint32_t *members, size_t count,
                     size_t *cursors, jf__layout *out)
{
    uint32_t person;

    *out = (jf__layout){0};
    out->minutes = length_of(tables, members, count);
    for (size_t i = 0; i < count; i++)
        cursors[i] = tables->guests.offsets[members[i]];
    while ((person = next_person(tables, members, count, cursors)) != JF__NONE) {
        presence found = take_person(tables, person, members, count, cursors);
        int32_t beyond = out->minutes - found.own;
        int64_t charged = found.heads > 0 ? found.heads : 1;

        out->seats += found.heads;
        if (!found.is_required)
            continue;
        out->heads += found.heads;
        out->attended += charged * out->minutes;
        if (beyond > 0)
            out->superfluous += charged * beyond;
        if (beyond > out->growth)
            out->growth = beyond;
    }
}

int64_t jf__layout_cost(const jf_meeting_rules *rules, const jf__layout *layout)
{
    return layout->attended + rules->weight_superfluous * layout->superfluous +
           rules->weight_agenda + rules->weight_gathering;
}

int32_t jf__layout_minutes_cap(const jf__tables *tables, const uint32_t *members, size_t count)
{
    int32_t cap = 0;

    for (size_t i = 0; i < count; i++) {
        int32_t own = tables->needs[members[i]].minutes_cap;

        if (own > 0 && (cap == 0 || own < cap))
            cap = own;
    }
    return cap;
}

int32_t jf__layout_heads_cap(const jf__tables *tables, const uint32_t *members, size_t count)
{
    int32_t cap = 0;

    for (size_t i = 0; i < count; i++) {
        int32_t own = tables->needs[members[i]].heads_cap;

        if (own > 0 && (cap == 0 || own < cap))
            cap = own;
    }
    return cap;
}

int32_t jf__layout_failed(const jf_meeting_rules *rules, const jf__tables *tables,
                          const uint32_t *members, size_t count, const jf__layout *layout)
{
    int32_t minutes_cap = jf__layout_minutes_cap(tables, members, count);
    int32_t heads_cap = jf__layout_heads_cap(tables, members, count);
    int32_t failed = 0;

    if (minutes_cap > 0 && layout->minutes > minutes_cap)
        failed |= JF_TEST_DURATION;
    if (heads_cap > 0 && layout->heads > heads_cap)
        failed |= JF_TEST_HEADS;
    if (layout->growth > rules->growth_minutes)
        failed |= JF_TEST_GROWTH;
    return failed;
}
