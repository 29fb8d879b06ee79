/* SPDX-License-Identifier: Apache-2.0 */
/* Groups of random events against a model that looks at all pairs, and ten thousand events in a
 * time that no look at all pairs would meet. The week of a month against a walk over its days. */
#include "support/calendars.h"
#include "support/support.h"

#include <stdlib.h>

#include "base/random.h"
#include "jianfu/rules.h"

enum { EVENTS = 40, LINKS = 60, ROUNDS = 300, MANY = 10000 };

typedef struct world {
    jf_event events[EVENTS];
    jf_event_link links[LINKS];
    int32_t group[EVENTS]; /* the first event that it is together with, itself if with none */
} world;

static jf_rules *rules_of(int32_t check, int32_t draft, int64_t limit)
{
    jf_clause clause = {
        .size = sizeof clause, .check = check, .draft = draft, .limit = limit};
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(NULL, NULL, &error), &error);

    assert_ok(jf_rules_add_clause(rules, &clause, "", "", "", err));
    assert_ok(jf_rules_seal(rules, err));
    return rules;
}

static void make_world(world *made, jf__random *random)
{
    for (int32_t i = 0; i < EVENTS; i++) {
        made->events[i] = (jf_event){.id = 100 - i,
                                     .sponsor = jf__random_below(random, 3),
                                     .basis = jf__random_below(random, 3),
                                     .gathering = jf__random_below(random, 8),
                                     .day = (jf_day)jf__random_below(random, 120)};
        made->group[i] = i;
    }
    for (int32_t i = 0; i < LINKS; i++)
        made->links[i] = (jf_event_link){100 - (int64_t)jf__random_below(random, EVENTS),
                                         1 + jf__random_below(random, 6)};
}

static bool share_a_node(const world *made, int32_t a, int32_t b)
{
    for (int32_t i = 0; i < LINKS; i++)
        for (int32_t k = 0; k < LINKS; k++)
            if (made->links[i].event == made->events[a].id &&
                made->links[k].event == made->events[b].id &&
                made->links[i].node == made->links[k].node)
                return true;
    return false;
}

static bool has_link(const world *made, int32_t a)
{
    return share_a_node(made, a, a);
}

static void join(world *made, int32_t a, int32_t b)
{
    int32_t kept = made->group[a] < made->group[b] ? made->group[a] : made->group[b];
    int32_t gone = made->group[a] < made->group[b] ? made->group[b] : made->group[a];

    for (int32_t i = 0; i < EVENTS; i++)
        if (made->group[i] == gone)
            made->group[i] = kept;
}

/* The members of the finding at index, in the order of events, are those that `wanted` marks. */
static void assert_members(const jf_findings *findings, size_t index, const world *made,
                           const bool *wanted)
{
    size_t next = 0;

    for (int32_t i = 0; i < EVENTS; i++) {
        int64_t id = 0;

        if (!wanted[i])
            continue;
        assert_ok(jf_findings_member_at(findings, index, next++, &id, err));
        assert_int_equal(id, made->events[i].id);
    }
    assert_int_equal(jf_findings_member_count(findings, index), next);
}

static void splits_are_those_of_all_pairs(void **state)
{
    jf_rules *rules = rules_of(JF_CHECK_SPLIT, JF_DRAFT_INSPECTION, 10);
    jf__random random = {20230101};
    world made;

    (void)state;
    for (int32_t round = 0; round < ROUNDS; round++) {
        jf_findings *findings;
        size_t found = 0;

        make_world(&made, &random);
        for (int32_t a = 0; a < EVENTS; a++)
            for (int32_t b = a + 1; b < EVENTS; b++)
                if (made.events[a].sponsor != 0 && made.events[a].basis != 0 &&
                    made.events[a].sponsor == made.events[b].sponsor &&
                    made.events[a].basis == made.events[b].basis &&
                    abs(made.events[a].day - made.events[b].day) <= 10 &&
                    share_a_node(&made, a, b))
                    join(&made, a, b);
        findings =
            jf_rules_find_splits(rules, made.events, EVENTS, made.links, LINKS, NULL);
        for (int32_t a = 0; a < EVENTS; a++) {
            bool wanted[EVENTS];
            int32_t count = 0;

            for (int32_t b = 0; b < EVENTS; b++)
                count += wanted[b] = made.group[b] == a;
            if (count >= 2)
                assert_members(findings, found++, &made, wanted);
        }
        assert_int_equal(jf_findings_count(findings), found);
        jf_findings_free(findings);
    }
    jf_rules_free(rules);
}

/* How many sets the events of a gathering fall into; wanted marks those that have a topic. */
static int32_t sets_of(world *made, int64_t gathering, bool *wanted)
{
    int32_t sets = 0;

    for (int32_t a = 0; a < EVENTS; a++)
        wanted[a] = made->events[a].gathering == gathering && has_link(made, a);
    for (int32_t a = 0; a < EVENTS; a++)
        for (int32_t b = a + 1; b < EVENTS; b++)
            if (wanted[a] && wanted[b] && share_a_node(made, a, b))
                join(made, a, b);
    for (int32_t a = 0; a < EVENTS; a++)
        sets += wanted[a] && made->group[a] == a;
    return sets;
}

static void unrelated_gatherings_are_those_of_all_pairs(void **state)
{
    jf_rules *rules = rules_of(JF_CHECK_UNRELATED, JF_DRAFT_MEETING, 0);
    jf__random random = {20230102};
    world made;

    (void)state;
    for (int32_t round = 0; round < ROUNDS; round++) {
        jf_findings *findings;
        size_t found = 0;

        make_world(&made, &random);
        findings =
            jf_rules_find_unrelated(rules, made.events, EVENTS, made.links, LINKS, NULL);
        for (int64_t gathering = 1; gathering < 8; gathering++) {
            jf_rule_finding finding = {.size = sizeof finding};
            bool wanted[EVENTS];
            int32_t sets = sets_of(&made, gathering, wanted);

            if (sets < 2)
                continue;
            assert_ok(jf_findings_at(findings, found, &finding, err));
            assert_int_equal(finding.actual, sets);
            assert_members(findings, found++, &made, wanted);
        }
        assert_int_equal(jf_findings_count(findings), found);
        jf_findings_free(findings);
    }
    jf_rules_free(rules);
}

/* All of one sponsor, basis and target, three days apart: one group of all. */
static void ten_thousand_events_are_quick(void **state)
{
    jf_rules *rules = rules_of(JF_CHECK_SPLIT, JF_DRAFT_INSPECTION, 3);
    jf_event *events = calloc(MANY, sizeof *events);
    jf_event_link *links = calloc(MANY, sizeof *links);
    jf_findings *findings;

    (void)state;
    assert_non_null(events);
    assert_non_null(links);
    for (int32_t i = 0; i < MANY; i++) {
        events[i] = (jf_event){.id = i + 1, .sponsor = 1, .basis = 1, .day = 3 * (MANY - i)};
        links[i] = (jf_event_link){i + 1, 1};
    }
    for (int32_t repeat = 0; repeat < 20; repeat++) {
        findings = jf_rules_find_splits(rules, events, MANY, links, MANY, NULL);
        assert_int_equal(jf_findings_count(findings), 1);
        assert_int_equal(jf_findings_member_count(findings, 0), MANY);
        jf_findings_free(findings);
    }
    free(events);
    free(links);
    jf_rules_free(rules);
}

/* Walks from the 1st, and counts the weeks that begin. */
static void weeks_of_months_are_those_of_a_walk(void **state)
{
    (void)state;
    for (int32_t month = 0; month < 12 * 40; month++) {
        jf_day first = 0;
        int32_t mondays = 0;
        bool starts_late = false; /* days before the first Monday are a week of their own */

        assert_ok(jf_day_from_civil(2000 + month / 12, month % 12 + 1, 1, &first, err));
        for (jf_day day = first; day < first + 28; day++) {
            int32_t weekday = 0;
            int32_t containing;
            jf_day found[2] = {0, 0};

            assert_ok(jf_day_weekday(day, &weekday, err));
            starts_late = starts_late || (day == first && weekday != JF_WEEKDAY_MONDAY);
            if (weekday != JF_WEEKDAY_MONDAY)
                continue;
            mondays++;
            assert_ok(jf_month_week(2000 + month / 12, month % 12 + 1, mondays,
                                    JF_WEEK_FIRST_MONDAY, &found[0], &found[1], err));
            assert_int_equal(found[0], day);
            assert_int_equal(found[1], day + 4);
            containing = mondays + (starts_late ? 1 : 0);
            assert_ok(jf_month_week(2000 + month / 12, month % 12 + 1, containing,
                                    JF_WEEK_CONTAINING, &found[0], &found[1], err));
            assert_int_equal(found[0], day);
        }
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_are_those_of_all_pairs),
        cmocka_unit_test(unrelated_gatherings_are_those_of_all_pairs),
        cmocka_unit_test(ten_thousand_events_are_quick),
        cmocka_unit_test(weeks_of_months_are_those_of_a_walk)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.rules_groups", tests, NULL, NULL);
}
