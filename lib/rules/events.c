/* SPDX-License-Identifier: Apache-2.0 */
/* Reading events, and the forest of their sets: a set's root is its first event, so that the order
 * of groups is the order of events, whatever joined them. */
#include "rules/events.h"

#include <inttypes.h>

#include "base/error.h"
#include "base/idmap.h"

static jf_status check_event(const jf_event *event, jf_error *err)
{
    if (event->id < 1 || event->sponsor < 0 || event->basis < 0 || event->gathering < 0 ||
        event->characters < 0 || event->annexes < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, event->id, 0, 0,
                              "event %" PRId64 ": id below 1, or another number below 0",
                              event->id);
    if (event->claims < 0 || event->claims > JF__EXEMPTIONS_ALL)
        return jf__fail_about(err, JF_E_ARGUMENT, event->id, JF__EXEMPTIONS_ALL, event->claims,
                              "event %" PRId64 ": no claims %" PRId32, event->id, event->claims);
    if (event->day < JF_DAY_FIRST || event->day > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, event->id, 0, event->day,
                              "event %" PRId64 ": no day %" PRId32, event->id, event->day);
    return JF_OK;
}

static jf_status map_events(const jf__events *events, jf__idmap *map, jf_error *err)
{
    if (!jf__idmap_reserve(map, events->count, events->allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; i < events->count; i++) {
        jf_status status = check_event(&events->items[i], err);

        if (status)
            return status;
        if (jf__idmap_find(map, events->items[i].id) != JF__IDMAP_NONE)
            return jf__fail_about(err, JF_E_EXISTS, events->items[i].id, 0, 0,
                                  "event %" PRId64 " is there twice", events->items[i].id);
        jf__idmap_put(map, events->items[i].id, (uint32_t)i);
    }
    return JF_OK;
}

static jf_status read_links(jf__events *events, const jf__idmap *map, const jf_event_link *links,
                            jf_error *err)
{
    for (size_t i = 0; i < events->node_count; i++) {
        uint32_t event = JF__IDMAP_NONE;

        if (links[i].event < 1 || links[i].node < 1)
            return jf__fail_about(err, JF_E_ARGUMENT, links[i].event, 1, links[i].node,
                                  "link %zu: an id below 1", i);
        event = jf__idmap_find(map, links[i].event);
        if (event == JF__IDMAP_NONE)
            return jf__fail_about(err, JF_E_NOT_FOUND, links[i].event, 0, 0,
                                  "link %zu: no event %" PRId64, i, links[i].event);
        events->nodes[i] = (jf__event_node){links[i].node, event};
    }
    return JF_OK;
}

static void release(jf__events *events)
{
    jf__release(events->allocator, events->nodes);
    jf__release(events->allocator, events->parents);
    jf__release(events->allocator, events->order);
    jf__release(events->allocator, events->ids);
}

/* What was taken is to be released, also after a failure. */
static jf_status read(jf__events *events, const jf_event_link *links, jf_error *err)
{
    const jf_allocator *allocator = events->allocator;
    jf__idmap map = {0};
    jf_status status;

    if ((!events->items && events->count > 0) || (!links && events->node_count > 0))
        return jf__fail_null(err, links || events->node_count == 0 ? "events" : "links");
    if (events->count >= UINT32_MAX)
        return jf__fail_memory(err);
    events->nodes = jf__allocate(allocator, events->node_count + 1, sizeof *events->nodes);
    events->parents = jf__allocate(allocator, events->count + 1, sizeof *events->parents);
    events->order = jf__allocate(allocator, events->count + 1, sizeof *events->order);
    events->ids = jf__allocate(allocator, events->count + 1, sizeof *events->ids);
    if (!events->nodes || !events->parents || !events->order || !events->ids)
        return jf__fail_memory(err);
    status = map_events(events, &map, err);
    if (!status)
        status = read_links(events, &map, links, err);
    jf__idmap_release(&map, allocator);
    return status;
}

jf_findings *jf__events_find(jf_rules *rules, const jf_event *items, size_t count,
                             const jf_event_link *links, size_t link_count, int32_t check,
                             jf__events_fn fn, jf_error *err)
{
    jf__events events = {.items = items, .count = count, .node_count = link_count};
    jf_findings *findings;
    jf_status status;

    if (!rules) {
        (void)jf__fail_null(err, "self");
        return NULL;
    }
    findings = jf__findings_new(rules, err);
    if (!findings)
        return NULL;
    events.allocator = &rules->allocator;
    status = read(&events, links, err);
    for (size_t i = 0; !status && i < rules->rules.count; i++)
        if (rules->rules.items[i].clause.check == check) {
            findings->severities[i] = JF_SEVERITY_PASSED;
            status = fn(findings, i, &events, err);
        }
    release(&events);
    if (!status)
        return findings;
    jf_findings_free(findings);
    return NULL;
}

void jf__events_part(jf__events *events)
{
    for (size_t i = 0; i < events->count; i++)
        events->parents[i] = (uint32_t)i;
}

uint32_t jf__events_root(jf__events *events, uint32_t event)
{
    while (events->parents[event] != event) {
        events->parents[event] = events->parents[events->parents[event]];
        event = events->parents[event];
    }
    return event;
}

void jf__events_join(jf__events *events, uint32_t a, uint32_t b)
{
    a = jf__events_root(events, a);
    b = jf__events_root(events, b);
    if (a < b)
        events->parents[b] = a;
    else
        events->parents[a] = b;
}

bool jf__events_counts(const jf__events *events, const jf_clause *clause, uint32_t event)
{
    return jf__clause_in_force(clause, events->items[event].day) &&
           jf__clause_exemption(clause, events->items[event].claims) == JF_EXEMPTION_NONE;
}

void jf__events_widen(const jf__events *events, uint32_t event, jf__answer *answer)
{
    jf_day day = events->items[event].day;

    if (answer->first == JF_DAY_NONE || day < answer->first)
        answer->first = day;
    if (answer->last == JF_DAY_NONE || day > answer->last)
        answer->last = day;
}
