/* SPDX-License-Identifier: Apache-2.0 */
/* A lower bound of the cost of every complete plan (merge-model.md, section 9).
 *
 * Requests that are no partners of each other lie in different agendas. So the agendas of an
 * independent set of the candidate graph are all different, and each member pays its own opening:
 * per person over his requests, and for the number of agendas over all of them. Contents are paid
 * whatever is merged; the agendas of a connected part hold all its content, and none is longer
 * than the longest free stretch of a day. The shift is at least that of each request's best day. */
#include "meeting/bound.h"

#include "base/sort.h"

static bool is_partner(const jf__tables *tables, uint32_t a, uint32_t b)
{
    return jf__bits_get(&tables->mergeable, a, b);
}

static int64_t best_shift(const jf__tables *tables, const jf__need *need)
{
    int64_t least = INT64_MAX;

    for (uint32_t at = need->window_first; at < need->window_end; at++) {
        int64_t apart = (int64_t)tables->ranks[tables->open_days[at]] - need->target_rank;

        apart = apart < 0 ? -apart : apart;
        least = apart < least ? apart : least;
    }
    return least;
}

typedef struct weighed {
    int64_t weight;
    uint32_t request;
} weighed;

static int heavier_first(const void *a, const void *b, const void *context)
{
    const weighed *x = a;
    const weighed *y = b;

    (void)context;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

/* Weight of a set of which no two are partners, taken greedily; the items are sorted. */
static int64_t take_independent(const jf__tables *tables, weighed *items, size_t count)
{
    size_t taken = 0;
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        bool is_free = true;

        for (size_t k = 0; k < taken && is_free; k++)
            is_free = !is_partner(tables, items[k].request, items[i].request);
        if (!is_free)
            continue;
        sum += items[i].weight;
        items[taken++] = items[i];
    }
    return sum;
}

/* Contents of all persons, and openings that each has to hear. */
static bool add_attended(const jf_problem *problem, weighed *scratch, int64_t *bound)
{
    const jf__tables *tables = problem->tables;
    const jf__link_rows *rows = &tables->agendas_of;

    for (size_t person = 0; person < problem->persons.count; person++) {
        size_t first = rows->offsets[person];
        size_t count = rows->offsets[person + 1] - first;

        for (size_t i = 0; i < count; i++) {
            const jf__link *link = &rows->items[first + i];
            const jf__need *need = &tables->needs[link->other];

            *bound += (need->minutes - need->opening) * link->weight;
            scratch[i] = (weighed){need->opening * link->weight, link->other};
        }
        if (!jf__sort(scratch, count, sizeof *scratch, heavier_first, NULL, &problem->allocator))
            return false;
        *bound += take_independent(tables, scratch, count);
    }
    return true;
}

/* Collects the connected part of a request in `part`, and marks its members. */
static size_t collect_part(const jf__tables *tables, uint32_t start, uint32_t *part, uint8_t *seen)
{
    const jf__link_rows *partners = &tables->partners;
    size_t count = 0;

    seen[start] = 1;
    part[count++] = start;
    for (size_t i = 0; i < count; i++)
        for (size_t k = partners->offsets[part[i]]; k < partners->offsets[part[i] + 1]; k++) {
            uint32_t other = partners->items[k].other;

            if (seen[other])
                continue;
            seen[other] = 1;
            part[count++] = other;
        }
    return count;
}

/* Longest free stretch of a day, on the grain or not. */
static int64_t longest_stretch(const jf_problem *problem)
{
    const jf_problem_options *day = &problem->options;
    int64_t before = day->lunch_from - day->day_from;
    int64_t after = day->day_to - day->lunch_to;

    if (day->lunch_from == day->lunch_to || before < 0 || after < 0)
        return day->day_to - day->day_from;
    return before > after ? before : after;
}

/* Agendas that a connected part needs at least. Few partners come first: they cost a set least. */
static bool count_agendas(const jf_problem *problem, const uint32_t *part, size_t count,
                          weighed *scratch, int64_t *agendas_out)
{
    const jf__tables *tables = problem->tables;
    int64_t stretch = longest_stretch(problem);
    int64_t content = 0;
    int64_t by_content;
    int64_t by_set = 0;

    for (size_t i = 0; i < count; i++) {
        size_t degree = tables->partners.offsets[part[i] + 1] - tables->partners.offsets[part[i]];

        content += tables->needs[part[i]].minutes - tables->needs[part[i]].opening;
        scratch[i] = (weighed){-(int64_t)degree, part[i]};
    }
    if (!jf__sort(scratch, count, sizeof *scratch, heavier_first, NULL, &problem->allocator))
        return false;
    for (size_t i = 0; i < count; i++)
        scratch[i].weight = 1;
    by_set = take_independent(tables, scratch, count);
    by_content = (content + stretch - 1) / stretch;
    *agendas_out += by_set > by_content ? by_set : by_content;
    return true;
}

static bool add_parts(const jf_problem *problem, weighed *scratch, uint32_t *part, uint8_t *seen,
                      int64_t *bound)
{
    int64_t agendas = 0;

    for (uint32_t i = 0; i < problem->requests.count; i++) {
        size_t count;

        if (seen[i])
            continue;
        count = collect_part(problem->tables, i, part, seen);
        if (!count_agendas(problem, part, count, scratch, &agendas))
            return false;
    }
    *bound += agendas * ((int64_t)problem->rules.weight_agenda + problem->rules.weight_gathering);
    return true;
}

bool jf__bound_make(const jf_problem *problem, int64_t *bound_out)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t count = problem->requests.count;
    weighed *scratch = jf__allocate(allocator, count, sizeof *scratch);
    uint32_t *part = jf__allocate(allocator, count, sizeof *part);
    uint8_t *seen = jf__allocate(allocator, count, sizeof *seen);
    int64_t bound = 0;
    bool done = scratch && part && seen;

    for (size_t i = 0; done && i < count; i++)
        bound +=
            problem->rules.weight_shift * best_shift(problem->tables, &problem->tables->needs[i]);
    done = done && add_attended(problem, scratch, &bound) &&
           add_parts(problem, scratch, part, seen, &bound);
    jf__release(allocator, scratch);
    jf__release(allocator, part);
    jf__release(allocator, seen);
    if (done)
        *bound_out = bound;
    return done;
}
