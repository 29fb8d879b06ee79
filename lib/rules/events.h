/* SPDX-License-Identifier: Apache-2.0 */
/* Events with their links, checked, and sets of events that grow together. */
#ifndef JIANFU_LIB_RULES_EVENTS_H
#define JIANFU_LIB_RULES_EVENTS_H

#include "rules/rules.h"

/* A link with the index of its event. */
typedef struct jf__event_node {
    int64_t node;
    uint32_t event;
} jf__event_node;

typedef struct jf__events {
    const jf_allocator *allocator;
    const jf_event *items;
    size_t count;
    jf__event_node *nodes;
    size_t node_count;
    uint32_t *parents; /* of a forest; a root is the first event of its set */
    uint32_t *order;   /* room for indices */
    int64_t *ids;      /* room for members */
} jf__events;

/* Judges the events by one clause, the one at index, and adds what it finds. */
typedef jf_status (*jf__events_fn)(jf_findings *findings, size_t index, jf__events *events,
                                   jf_error *err);

/* The findings of fn for every clause with this check; NULL with err. */
jf_findings *jf__events_find(jf_rules *rules, const jf_event *items, size_t count,
                             const jf_event_link *links, size_t link_count, int32_t check,
                             jf__events_fn fn, jf_error *err);

/* Negative, 0, positive as a is below, equal to, above b. */
static inline int jf__number_order(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* Every event its own set. */
void jf__events_part(jf__events *events);

uint32_t jf__events_root(jf__events *events, uint32_t event);

void jf__events_join(jf__events *events, uint32_t a, uint32_t b);

/* Whether a clause looks at an event: in force on its day, and no claim lets it pass. */
bool jf__events_counts(const jf__events *events, const jf_clause *clause, uint32_t event);

/* Widens the days of an answer so that they hold the event's day. */
void jf__events_widen(const jf__events *events, uint32_t event, jf__answer *answer);

#endif
