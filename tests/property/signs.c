/* SPDX-License-Identifier: Apache-2.0 */
/* Signs against models that try every week and window, and that draw papers one by one. */
#include "support/support.h"

#include "base/random.h"
#include "jianfu/watch_signs.h"

enum { ARRIVALS = 60, DAYS = 150, ISSUERS = 9, PAPERS = 400 };

/* A Monday. */
#define MONDAY 19359

static size_t random_arrivals(jf__random *random, jf_arrival *arrivals_out)
{
    size_t count = (size_t)jf__random_below(random, ARRIVALS + 1);
    jf_day day = MONDAY;

    for (size_t i = 0; i < count; i++) {
        day += (jf_day)jf__random_below(random, DAYS / ARRIVALS * 2);
        arrivals_out[i] = (jf_arrival){1 + (int64_t)jf__random_below(random, ISSUERS), day,
                                       (int32_t)jf__random_below(random, 4)};
    }
    return count;
}

static int64_t items_in(const jf_arrival *arrivals, size_t count, jf_day first, jf_day last)
{
    int64_t items = 0;

    for (size_t i = 0; i < count; i++)
        if (arrivals[i].day >= first && arrivals[i].day <= last)
            items += arrivals[i].items;
    return items;
}

static int32_t issuers_in(const jf_arrival *arrivals, size_t count, jf_day first, jf_day last)
{
    int32_t issuers = 0;

    for (int64_t issuer = 1; issuer <= ISSUERS; issuer++) {
        bool comes = false;

        for (size_t i = 0; i < count; i++)
            comes |= arrivals[i].issuer == issuer && arrivals[i].items > 0 &&
                     arrivals[i].day >= first && arrivals[i].day <= last;
        issuers += comes;
    }
    return issuers;
}

/* How many weeks have at most so many items. */
static int64_t weeks_up_to(const jf_arrival *arrivals, size_t count, int64_t weeks, int64_t items)
{
    int64_t found = 0;

    for (int64_t week = 0; week < weeks; week++) {
        jf_day monday = MONDAY + (jf_day)week * 7;

        found += items_in(arrivals, count, monday, monday + 6) <= items;
    }
    return found;
}

static void check_peak(const jf_arrival *arrivals, size_t count, jf_day last)
{
    const jf_peak_input input = {.size = sizeof input, .first = MONDAY + 3, .last = last};
    int64_t weeks = (last - MONDAY) / 7 + 1;
    int64_t most = 0;
    int64_t median = 0;
    jf_day week = JF_DAY_NONE;
    jf_peak peak = {.size = sizeof peak};

    for (jf_day monday = MONDAY; monday <= last; monday += 7)
        if (items_in(arrivals, count, monday, monday + 6) > most) {
            most = items_in(arrivals, count, monday, monday + 6);
            week = monday;
        }
    while (weeks_up_to(arrivals, count, weeks, median) * 2 < weeks)
        median++;
    assert_ok(jf_peak_assess(NULL, &input, arrivals, count, &peak, err));
    assert_int_equal(peak.items, most);
    assert_int_equal(peak.week, week);
    assert_int_equal(peak.weeks, weeks);
    assert_int_equal(peak.median, median);
    assert_int_equal(peak.total, items_in(arrivals, count, MONDAY, last));
    assert_int_equal(peak.sign == JF_SIGN_BUNCHED,
                     most >= 5 && most >= 3 * (median > 0 ? median : 1));
}

static void check_masters(const jf_arrival *arrivals, size_t count, int32_t days)
{
    const jf_sign_rules rules = {.size = sizeof rules, .masters_days = days};
    jf_masters masters = {.size = sizeof masters};
    int32_t most = 0;

    for (size_t i = 0; i < count; i++) {
        int32_t issuers = issuers_in(arrivals, count, arrivals[i].day, arrivals[i].day + days - 1);

        most = issuers > most ? issuers : most;
    }
    assert_ok(jf_masters_assess(&rules, arrivals, count, &masters, err));
    assert_int_equal(masters.issuers, most);
    if (most == 0)
        return;
    assert_true(masters.last - masters.first < days);
    assert_int_equal(issuers_in(arrivals, count, masters.first, masters.last), most);
    assert_int_equal(items_in(arrivals, count, masters.first, masters.last), masters.items);
}

static void fullest_week_and_window_are_those_of_all(void **state)
{
    jf__random random = {20230116};
    int rounds = jf_test_long() ? 100000 : 2000;
    jf_arrival arrivals[ARRIVALS];

    (void)state;
    for (int round = 0; round < rounds; round++) {
        size_t count = random_arrivals(&random, arrivals);
        jf_day last = count > 0 ? arrivals[count - 1].day : MONDAY;

        for (size_t i = 0; i < count; i++)
            arrivals[i].day += 3;
        check_peak(arrivals, count, last + 3 + (jf_day)jf__random_below(&random, 30));
        check_masters(arrivals, count, 1 + (int32_t)jf__random_below(&random, 60));
    }
}

/* P(informal >= least of papers): Polya's urn, one paper after the other. */
static double urn_tail(double share, double rho, int64_t papers, int64_t least)
{
    double strength = 1 / rho - 1;
    double found[PAPERS + 1] = {1};
    double tail = 0;

    for (int64_t drawn = 0; drawn < papers; drawn++)
        for (int64_t k = drawn + 1; k >= 0; k--) {
            double is_new = share * strength + (double)(k - 1);
            double is_old = (1 - share) * strength + (double)(drawn - k);
            double from_new = k > 0 ? found[k - 1] * is_new : 0;
            double from_old = k <= drawn ? found[k] * is_old : 0;

            found[k] = (from_new + from_old) / (strength + (double)drawn);
        }
    for (int64_t k = least; k <= papers; k++)
        tail += found[k];
    return tail;
}

static void tails_are_those_of_papers_drawn_one_by_one(void **state)
{
    jf__random random = {19260817};
    int rounds = jf_test_long() ? 20000 : 400;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        int64_t past = 1 + (int64_t)jf__random_below(&random, 1000);
        int64_t papers = 1 + (int64_t)jf__random_below(&random, PAPERS);
        int64_t informal_past = (int64_t)jf__random_below(&random, (uint32_t)past + 1);
        int64_t informal = (int64_t)jf__random_below(&random, (uint32_t)papers + 1);
        const int64_t formals[] = {past - informal_past, papers - informal};
        const int64_t informals[] = {informal_past, informal};
        const jf_sign_rules rules = {
            .size = sizeof rules,
            .shadow_rho_permille = 1 + (int32_t)jf__random_below(&random, 999)};
        double share = ((double)informal_past + 0.5) / ((double)past + 1);
        double expected = urn_tail(share, rules.shadow_rho_permille / 1000.0, papers, informal);
        jf_shadow shadow = {.size = sizeof shadow};
        double off;

        assert_ok(jf_shadow_assess(&rules, formals, 2, informals, 2, &shadow, err));
        off = shadow.tail_ppm - expected * 1000000;
        assert_true(off < 0.51 && off > -0.51);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fullest_week_and_window_are_those_of_all),
        cmocka_unit_test(tails_are_those_of_papers_drawn_one_by_one),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.signs", tests, NULL, NULL);
}
