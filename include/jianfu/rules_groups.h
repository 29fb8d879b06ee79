/* SPDX-License-Identifier: Apache-2.0 */
/* What only several items together show: one run as several, several run as one.
 *
 * Heuristics, so findings only; the numbers are in the clause (0 = ours): near is 31 days, a group
 * has two members, an outlier three times the median and three annexes. Items are bucketed by
 * sponsor and basis, sponsor, or gathering: O(n log n), no scan over pairs.
 */
#ifndef JIANFU_RULES_GROUPS_H
#define JIANFU_RULES_GROUPS_H

#include "jianfu/rules.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An item among others; frozen. */
typedef struct jf_event {
    int64_t id;         /**< 1 or more, once */
    int64_t sponsor;    /**< unit that drafts, convenes or inspects; 0 = not said */
    int64_t basis;      /**< document or plan item it rests on; 0 = none */
    int64_t gathering;  /**< what it is held together with; 0 = nothing */
    jf_day day;
    int32_t characters; /**< of a document; 0 = not said */
    int32_t annexes;    /**< of a document; 0 or more */
    int32_t claims;     /**< bits of jf_exemption */
} jf_event;

/** A target that an event reaches, or a topic that it has; frozen. */
typedef struct jf_event_link {
    int64_t event; /**< id of the event */
    int64_t node;  /**< the unit, or the topic */
} jf_event_link;

/** One run as several (拆包分包): for each SPLIT clause, groups of at least per (0 = 2) events of
 * one sponsor with one basis, chained by a common target within limit days (0 = 31). Members that
 * have a claim of the clause's exempt are left out. A finding has the group's first day and last,
 * actual = its members, allowed = 1; groups in the order of their first events.
 * JF_E_NOT_SEALED; then event by event and link by link: JF_E_ARGUMENT: a number below its least,
 * or the bits; JF_E_RANGE: the day; JF_E_EXISTS: the id twice; JF_E_NOT_FOUND: a link's event. */
JF_API jf_findings *jf_rules_find_splits(jf_rules *self, const jf_event *events,
                                         size_t event_count, const jf_event_link *links,
                                         size_t link_count, jf_error *err);

/** Unrelated ones tied together (大会套小会): for each UNRELATED clause, gatherings whose events
 * fall into several sets without a common topic; actual = the sets, allowed = limit (0 = 1).
 * Errors as jf_rules_find_splits. */
JF_API jf_findings *jf_rules_find_unrelated(jf_rules *self, const jf_event *events,
                                            size_t event_count, const jf_event_link *links,
                                            size_t link_count, jf_error *err);

/** Several documents in one (多文合一): for each BUNDLED clause, documents of at least per
 * (0 = 3) annexes and more than limit per mille (0 = 3000) of the median length of their sponsor's
 * documents, where these are five or more; actual = characters, allowed = what would not be an
 * outlier. Errors as jf_rules_find_splits. */
JF_API jf_findings *jf_rules_find_bundled(jf_rules *self, const jf_event *events,
                                          size_t event_count, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
