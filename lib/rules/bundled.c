/* SPDX-License-Identifier: Apache-2.0 */
/* Several documents in one: a document that is far longer than its sponsor's others and has
 * annexes. The median is the lower one of the sponsor's documents with a known length, the
 * document itself among them. */
#include "rules/events.h"

#include "base/error.h"
#include "base/sort.h"

/* Conventions of ours; fewer documents than SMALL_COUNT have no usual length. */
enum { SMALL_COUNT = 5, OUTLIER_PERMILLE = 3000, ANNEXES_LEAST = 3 };

/* By sponsor, length. */
static int by_length(const void *a, const void *b, const void *context)
{
    const uint32_t *one = a;
    const uint32_t *two = b;
    const jf_event *items = context;
    int order = jf__number_order(items[*one].sponsor, items[*two].sponsor);

    return order != 0 ? order : jf__number_order(items[*one].characters, items[*two].characters);
}

/* Writes to ids of each document of a sponsor the length beyond which it would be an outlier. */
static void write_allowed(jf__events *events, size_t first, size_t last, int64_t permille)
{
    const uint32_t *order = events->order;
    int64_t median = events->items[order[first + (last - first - 1) / 2]].characters;

    for (size_t i = first; i < last; i++)
        events->ids[order[i]] = last - first < SMALL_COUNT ? INT64_MAX : median * permille / 1000;
}

static jf_status find_bundled(jf_findings *findings, size_t index, jf__events *events,
                              jf_error *err)
{
    const jf_clause *clause = &findings->rules->rules.items[index].clause;
    int64_t permille = clause->limit != 0 ? clause->limit : OUTLIER_PERMILLE;
    int64_t least = clause->per != 0 ? clause->per : ANNEXES_LEAST;
    const jf_event *items = events->items;
    size_t count = 0;
    jf_status status = JF_OK;

    for (uint32_t i = 0; i < events->count; i++) {
        events->ids[i] = INT64_MAX;
        if (items[i].sponsor != 0 && items[i].characters != 0 &&
            jf__events_counts(events, clause, i))
            events->order[count++] = i;
    }
    if (!jf__sort(events->order, count, sizeof *events->order, by_length, items,
                  events->allocator))
        return jf__fail_memory(err);
    for (size_t first = 0, last = 0; first < count; first = last) {
        while (last < count &&
               items[events->order[last]].sponsor == items[events->order[first]].sponsor)
            last++;
        write_allowed(events, first, last, permille);
    }
    for (uint32_t i = 0; !status && i < events->count; i++) {
        jf__answer answer = {.actual = items[i].characters,
                             .allowed = events->ids[i],
                             .first = items[i].day,
                             .last = items[i].day};

        if (answer.actual > answer.allowed && items[i].annexes >= least)
            status = jf__findings_add_group(findings, index, &answer, &items[i].id, 1, err);
    }
    return status;
}

jf_findings *jf_rules_find_bundled(jf_rules *self, const jf_event *events, size_t event_count,
                                   jf_error *err)
{
    return jf__events_find(self, events, event_count, NULL, 0, JF_CHECK_BUNDLED, find_bundled, err);
}
