/* SPDX-License-Identifier: Apache-2.0 */
/* Splitting and tying together, by joining neighbours of a sorted list: two events with a common
 * target within the window are joined by those of the same target that lie between them. */
#include "rules/events.h"

#include "base/error.h"
#include "base/sort.h"

enum { NEAR_DAYS = 31, GROUP_LEAST = 2 };

/* By sponsor, basis, target, day. */
static int by_target(const void *a, const void *b, const void *context)
{
    const jf__event_node *one = a;
    const jf__event_node *two = b;
    const jf_event *items = context;
    const jf_event *first = &items[one->event];
    const jf_event *second = &items[two->event];
    int order = jf__number_order(first->sponsor, second->sponsor);

    if (order == 0)
        order = jf__number_order(first->basis, second->basis);
    if (order == 0)
        order = jf__number_order(one->node, two->node);
    return order != 0 ? order : jf__number_order(first->day, second->day);
}

/* By gathering, topic. */
static int by_topic(const void *a, const void *b, const void *context)
{
    const jf__event_node *one = a;
    const jf__event_node *two = b;
    const jf_event *items = context;
    int order = jf__number_order(items[one->event].gathering, items[two->event].gathering);

    return order != 0 ? order : jf__number_order(one->node, two->node);
}

/* Keeps the links whose events the clause looks at and that have what a bucket needs, sorted. */
static jf_status sort_links(jf__events *events, size_t *count_out, const jf_clause *clause,
                            jf__compare compare, jf_error *err)
{
    bool by_gathering = clause->check == JF_CHECK_UNRELATED;
    jf__event_node *nodes = events->nodes;
    size_t kept = 0;

    for (size_t i = 0; i < events->node_count; i++) {
        const jf_event *event = &events->items[nodes[i].event];
        bool has_bucket = by_gathering ? event->gathering != 0
                                       : event->sponsor != 0 && event->basis != 0;

        if (has_bucket && jf__events_counts(events, clause, nodes[i].event)) {
            jf__event_node link = nodes[i];

            nodes[i] = nodes[kept];
            nodes[kept++] = link;
        }
    }
    *count_out = kept;
    if (!jf__sort(nodes, kept, sizeof *nodes, compare, events->items, events->allocator))
        return jf__fail_memory(err);
    return JF_OK;
}

static bool same_target(const jf__events *events, const jf__event_node *a, const jf__event_node *b)
{
    const jf_event *first = &events->items[a->event];
    const jf_event *second = &events->items[b->event];

    return a->node == b->node && first->sponsor == second->sponsor &&
           first->basis == second->basis;
}

/* Writes the members of the set of `root` to ids, in their order. */
static size_t collect(jf__events *events, uint32_t root, jf__answer *answer)
{
    size_t count = 0;

    for (uint32_t i = root; i != UINT32_MAX; i = events->order[i]) {
        events->ids[count++] = events->items[i].id;
        jf__events_widen(events, i, answer);
    }
    return count;
}

/* order[i] becomes the next event of the same set, UINT32_MAX behind the last. */
static void chain_sets(jf__events *events)
{
    for (size_t i = 0; i < events->count; i++)
        events->order[i] = UINT32_MAX;
    for (size_t i = events->count; i-- > 0;) {
        uint32_t root = jf__events_root(events, (uint32_t)i);

        if (root != i) {
            events->order[i] = events->order[root];
            events->order[root] = (uint32_t)i;
        }
    }
}

static jf_status find_splits(jf_findings *findings, size_t index, jf__events *events,
                             jf_error *err)
{
    const jf_clause *clause = &findings->rules->rules.items[index].clause;
    int64_t near = clause->limit != 0 ? clause->limit : NEAR_DAYS;
    size_t least = clause->per > GROUP_LEAST ? (size_t)clause->per : GROUP_LEAST;
    size_t count = 0;
    jf_status status = sort_links(events, &count, clause, by_target, err);

    jf__events_part(events);
    for (size_t i = 1; !status && i < count; i++) {
        const jf__event_node *a = &events->nodes[i - 1];
        const jf__event_node *b = &events->nodes[i];
        int64_t gap = (int64_t)events->items[b->event].day - events->items[a->event].day;

        if (same_target(events, a, b) && gap <= near)
            jf__events_join(events, a->event, b->event);
    }
    chain_sets(events);
    for (size_t i = 0; !status && i < events->count; i++) {
        jf__answer answer = {.allowed = 1, .first = JF_DAY_NONE, .last = JF_DAY_NONE};
        size_t members;

        if (jf__events_root(events, (uint32_t)i) != i)
            continue;
        members = collect(events, (uint32_t)i, &answer);
        answer.actual = (int64_t)members;
        if (members >= least)
            status = jf__findings_add_group(findings, index, &answer, events->ids, members, err);
    }
    return status;
}

/* The gathering of links first..last - 1: how many sets of common topics its events fall into.
 * The events of one set are joined, those of a gathering are collected in the order of events. */
static jf_status judge_gathering(jf_findings *findings, size_t index, jf__events *events,
                                 const jf__event_node *nodes, size_t count, jf_error *err)
{
    const jf_clause *clause = &findings->rules->rules.items[index].clause;
    int64_t allowed = clause->limit != 0 ? clause->limit : 1;
    jf__answer answer = {.allowed = allowed, .first = JF_DAY_NONE, .last = JF_DAY_NONE};
    size_t members = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t event = nodes[i].event;

        if (events->order[event] != 0)
            continue; /* seen with another topic */
        events->order[event] = 1;
        events->ids[members++] = events->items[event].id;
        answer.actual += jf__events_root(events, event) == event;
        jf__events_widen(events, event, &answer);
    }
    if (answer.actual <= allowed)
        return JF_OK;
    return jf__findings_add_group(findings, index, &answer, events->ids, members, err);
}

static int64_t gathering_of(const jf__events *events, size_t link)
{
    return events->items[events->nodes[link].event].gathering;
}

/* By gathering, event. */
static int by_event(const void *a, const void *b, const void *context)
{
    const jf__event_node *one = a;
    const jf__event_node *two = b;
    const jf_event *items = context;
    int order = jf__number_order(items[one->event].gathering, items[two->event].gathering);

    return order != 0 ? order : jf__number_order(one->event, two->event);
}

static jf_status find_unrelated(jf_findings *findings, size_t index, jf__events *events,
                                jf_error *err)
{
    const jf_clause *clause = &findings->rules->rules.items[index].clause;
    size_t count = 0;
    jf_status status = sort_links(events, &count, clause, by_topic, err);

    jf__events_part(events);
    for (size_t i = 0; i < events->count; i++)
        events->order[i] = 0;
    for (size_t i = 1; !status && i < count; i++)
        if (gathering_of(events, i - 1) == gathering_of(events, i) &&
            events->nodes[i - 1].node == events->nodes[i].node)
            jf__events_join(events, events->nodes[i - 1].event, events->nodes[i].event);
    if (!status && !jf__sort(events->nodes, count, sizeof *events->nodes, by_event, events->items,
                             events->allocator))
        status = jf__fail_memory(err);
    for (size_t first = 0, last = 0; !status && first < count; first = last) {
        while (last < count && gathering_of(events, last) == gathering_of(events, first))
            last++;
        status = judge_gathering(findings, index, events, events->nodes + first, last - first,
                                 err);
    }
    return status;
}

jf_findings *jf_rules_find_splits(jf_rules *self, const jf_event *events, size_t event_count,
                                  const jf_event_link *links, size_t link_count, jf_error *err)
{
    return jf__events_find(self, events, event_count, links, link_count, JF_CHECK_SPLIT,
                           find_splits, err);
}

jf_findings *jf_rules_find_unrelated(jf_rules *self, const jf_event *events, size_t event_count,
                                     const jf_event_link *links, size_t link_count, jf_error *err)
{
    return jf__events_find(self, events, event_count, links, link_count, JF_CHECK_UNRELATED,
                           find_unrelated, err);
}
