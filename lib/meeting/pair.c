/* SPDX-License-Identifier: Apache-2.0 */
/* Whether two requests may be merged: all tests, in the order of merge-model.md, section 4. */
#include "meeting/pair.h"

#include "base/error.h"
#include "base/records.h"
#include "meeting/layout.h"

static int32_t clamp(int64_t value)
{
    return value > INT32_MAX ? INT32_MAX : (int32_t)value;
}

static int32_t count_common_days(const jf__need *a, const jf__need *b)
{
    uint32_t first = a->window_first > b->window_first ? a->window_first : b->window_first;
    uint32_t end = a->window_end < b->window_end ? a->window_end : b->window_end;

    return first < end ? (int32_t)(end - first) : 0;
}

static int32_t count_shared(const jf__key *items, const size_t *offsets, uint32_t a, uint32_t b)
{
    size_t i = offsets[a];
    size_t j = offsets[b];
    int32_t shared = 0;

    while (i < offsets[a + 1] && j < offsets[b + 1]) {
        int64_t x = items[i].key;
        int64_t y = items[j].key;

        shared += x == y ? 1 : 0;
        i += x <= y ? 1 : 0;
        j += y <= x ? 1 : 0;
    }
    return shared;
}

static void judge_attendees(const jf__tables *tables, uint32_t a, uint32_t b, jf_pair *out)
{
    const size_t *offsets = tables->keys.offsets;
    size_t both = offsets[a + 1] - offsets[a] + offsets[b + 1] - offsets[b];

    out->shared = count_shared(tables->keys.items, offsets, a, b);
    out->either = (int32_t)both - out->shared;
    if (out->either == 0 ||
        (int64_t)1000 * out->shared < (int64_t)out->overlap_permille * out->either)
        out->failed |= JF_TEST_ATTENDEES;
}

static void judge_time(const jf__tables *tables, uint32_t a, uint32_t b, jf_pair *out)
{
    int64_t apart = (int64_t)tables->needs[a].target_rank - (int64_t)tables->needs[b].target_rank;

    out->common_days = count_common_days(&tables->needs[a], &tables->needs[b]);
    out->days_apart = clamp(apart < 0 ? -apart : apart);
    if (out->common_days == 0)
        out->failed |= JF_TEST_WINDOW;
    if (out->days_apart > out->near_days)
        out->failed |= JF_TEST_TIME;
}

static void judge_together(const jf_meeting_rules *rules, const jf__tables *tables, uint32_t a,
                           uint32_t b, jf_pair *out)
{
    const uint32_t members[2] = {a, b};
    size_t cursors[2];
    jf__layout layout;

    jf__layout_make(tables, members, 2, cursors, &layout);
    out->minutes = layout.minutes;
    out->minutes_cap = jf__layout_minutes_cap(tables, members, 2);
    out->heads = clamp(layout.heads);
    out->heads_cap = jf__layout_heads_cap(tables, members, 2);
    out->growth = layout.growth;
    out->failed |= jf__layout_failed(rules, tables, members, 2, &layout);
}

void jf__pair_judge(const jf_problem *problem, const jf__tables *tables, uint32_t a, uint32_t b,
                    jf_pair *out)
{
    const jf_request *x = &problem->requests.items[a];
    const jf_request *y = &problem->requests.items[b];

    *out = (jf_pair){0};
    out->size = sizeof *out;
    out->request_a = x->id;
    out->request_b = y->id;
    out->near_days = problem->rules.near_days;
    out->overlap_permille = problem->rules.overlap_permille;
    out->growth_cap = problem->rules.growth_minutes;
    if (x->statutory == 1 || y->statutory == 1)
        out->failed |= JF_TEST_STATUTORY;
    if (x->secrecy > 0 || y->secrecy > 0)
        out->failed |= JF_TEST_SECRECY;
    if (jf__link_find(&tables->bars, a, b))
        out->failed |= JF_TEST_BARRED;
    judge_time(tables, a, b, out);
    if (count_shared(tables->topics.items, tables->topics.offsets, a, b) == 0)
        out->failed |= JF_TEST_SUBJECT;
    judge_attendees(tables, a, b, out);
    judge_together(&problem->rules, tables, a, b, out);
}

jf_status jf_problem_pair(const jf_problem *self, int64_t request_a, int64_t request_b,
                          jf_pair *pair_out, jf_error *err)
{
    uint32_t a = 0;
    uint32_t b = 0;
    jf_pair pair;
    jf_status status = jf__problem_check_sealed(self, "self", err);

    if (!status)
        status = jf__record_writable(pair_out, "pair_out", err);
    if (!status)
        status = jf__problem_find(&self->request_ids, request_a, "request", &a, err);
    if (!status)
        status = jf__problem_find(&self->request_ids, request_b, "request", &b, err);
    if (status)
        return status;
    if (a == b)
        return jf__fail_about(err, JF_E_ARGUMENT, request_a, 0, 0,
                              "request %lld is paired with itself", (long long)request_a);
    jf__pair_judge(self, self->tables, a, b, &pair);
    jf__record_write(pair_out, &pair, sizeof pair);
    return JF_OK;
}

const char *jf_merge_test_name(int32_t test)
{
    static const char *const names[] = {"statutory", "secrecy",   "barred",   "window", "time",
                                        "subject",   "attendees", "duration", "heads",  "growth"};

    if (test == 0)
        return "none";
    for (int32_t bit = 0; bit < 10; bit++)
        if (test == INT32_C(1) << bit)
            return names[bit];
    return "unknown";
}
