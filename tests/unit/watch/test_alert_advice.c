/* SPDX-License-Identifier: Apache-2.0 */
#include "alerts.h"

static jf_advice advise(jf_alert_sign sign, int32_t level)
{
    jf_advice advice = {.size = sizeof advice};

    assert_ok(jf_alert_advice(&sign, level, jf_test_day("2023-06-30"), &advice, err));
    return advice;
}

static jf_alert_sign projected(int64_t used, int64_t projected_milli)
{
    jf_alert_sign sign = sign_on("2023-06-30", 800000);

    sign.used = used;
    sign.projected_milli = projected_milli;
    return sign;
}

static void excess_is_rounded_up(void **state)
{
    const struct {
        int64_t projected_milli;
        int64_t save;
    } cases[] = {{100000, 0}, {100001, 1}, {101000, 1}, {112001, 13}, {0, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jf_advice advice = advise(projected(50, cases[i].projected_milli), JF_ALERT_YELLOW);

        assert_int_equal(advice.save, cases[i].save);
        assert_int_equal(advice.exceeded, 0);
        assert_int_equal(advice.by, jf_test_day("2023-12-31"));
    }
}

static void red_asks_for_one_at_least(void **state)
{
    (void)state;
    assert_int_equal(advise(projected(50, 90000), JF_ALERT_YELLOW).save, 0);
    assert_int_equal(advise(projected(50, 90000), JF_ALERT_RED).save, 1);
}

static void day_is_the_early_end_of_the_forecast(void **state)
{
    jf_alert_sign sign = projected(50, 120000);

    (void)state;
    sign.date_q10 = jf_test_day("2023-10-15");
    assert_int_equal(advise(sign, JF_ALERT_RED).by, sign.date_q10);
    sign.date_q10 = jf_test_day("2024-01-15");
    assert_int_equal(advise(sign, JF_ALERT_RED).by, sign.last);
}

static void fact_is_told_with_the_day_of_the_look(void **state)
{
    jf_alert_sign sign = projected(103, 0);
    jf_advice advice;

    (void)state;
    sign.date_q10 = jf_test_day("2023-05-01");
    advice = advise(sign, JF_ALERT_RED);
    assert_int_equal(advice.exceeded, 1);
    assert_int_equal(advice.save, 3);
    assert_int_equal(advice.by, jf_test_day("2023-06-30"));
}

static void large_numbers_are_exact(void **state)
{
    jf_alert_sign sign = projected(INT64_MAX, INT64_MAX);

    (void)state;
    sign.limit = 0;
    assert_int_equal(advise(sign, JF_ALERT_RED).save, INT64_MAX);
}

static void advice_needs_data_and_a_limit(void **state)
{
    jf_alert_sign sign = projected(50, 120000);
    jf_alert_sign wrong = sign;
    jf_alert_sign missing = missing_sign();
    jf_advice advice = {.size = sizeof advice, .save = 99};
    jf_day day = jf_test_day("2023-06-30");

    (void)state;
    wrong.unit = 0;
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(NULL, 0, day, &advice, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(&wrong, 0, day, &advice, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(&sign, 4, day, &advice, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(&sign, -1, day, &advice, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(&sign, 0, day, NULL, err));
    assert_fails(JF_E_RANGE, jf_alert_advice(&sign, 0, JF_DAY_NONE, &advice, err));
    assert_fails(JF_E_RANGE, jf_alert_advice(&sign, 0, day - 1, &advice, err));
    assert_fails(JF_E_NOT_FOUND, jf_alert_advice(&missing, 0, day, &advice, err));
    sign.has_limit = 0;
    assert_fails(JF_E_NOT_FOUND, jf_alert_advice(&sign, 0, day, &advice, err));
    assert_int_equal(advice.save, 99);
}

static void arguments_come_before_ranges(void **state)
{
    jf_alert_sign wrong = projected(50, 120000);
    jf_advice advice = {.size = sizeof advice};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(&wrong, 4, JF_DAY_NONE, &advice, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(&wrong, 0, JF_DAY_NONE, NULL, err));
    wrong.first = wrong.last + 1;
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(&wrong, 4, wrong.last, &advice, err));
    wrong.unit = 0;
    assert_fails(JF_E_ARGUMENT, jf_alert_advice(&wrong, 0, JF_DAY_NONE, &advice, err));
}

static void floor_asks_for_more(void **state)
{
    const struct {
        int64_t used;
        int64_t projected_milli;
        int64_t more;
    } cases[] = {{50, 99999, 1}, {50, 100000, 0}, {50, 87001, 13}, {90, 0, 10}, {103, 0, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jf_alert_sign sign = projected(cases[i].used, cases[i].projected_milli);
        jf_advice advice;

        sign.rule = JF_ALERT_RULE_FLOOR;
        sign.date_q10 = jf_test_day("2023-10-15");
        advice = advise(sign, JF_ALERT_YELLOW);
        assert_int_equal(advice.more, cases[i].more);
        assert_int_equal(advice.save, 0);
        assert_int_equal(advice.exceeded, 0);
        assert_int_equal(advice.by, jf_test_day("2023-12-31"));
        advice = advise(sign, JF_ALERT_RED);
        assert_int_equal(advice.more, cases[i].more > 0 ? cases[i].more : 1);
        assert_int_equal(advice.save, 0);
    }
    assert_int_equal(advise(projected(50, 120000), JF_ALERT_RED).more, 0);
}

static void siblings_stand_by_their_headroom(void **state)
{
    const jf_sibling siblings[] = {
        {.unit = 1, .limit = 100, .used = 50, .projected_milli = 95001},  /* 4 */
        {.unit = 2, .limit = 100, .used = 50, .projected_milli = 120000}, /* -20 */
        {.unit = 3, .limit = 20, .used = 5, .headroom = 99},              /* 15 */
        {.unit = 4, .limit = 30, .used = 15},                             /* 15 */
        {.unit = 5, .limit = 10, .used = 10, .projected_milli = 9000},    /* 0 */
    };
    const int64_t wanted[][2] = {{3, 15}, {4, 15}, {1, 4}, {5, 0}, {2, -20}};
    jf_sibling all[5];
    jf_sibling two[2];

    (void)state;
    assert_ok(jf_alert_siblings(siblings, 5, all, 5, err));
    assert_ok(jf_alert_siblings(siblings, 5, two, 2, err));
    assert_ok(jf_alert_siblings(NULL, 0, NULL, 0, err));
    assert_ok(jf_alert_siblings(siblings, 5, NULL, 0, err));
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(all[i].unit, wanted[i][0]);
        assert_int_equal(all[i].headroom, wanted[i][1]);
    }
    assert_memory_equal(two, all, sizeof two);
}

static void large_sibling_without_room_has_none(void **state)
{
    const jf_sibling siblings[] = {{.unit = 1, .limit = INT64_MAX, .used = INT64_MAX},
                                   {.unit = 2, .limit = 7, .used = 5}};
    jf_sibling all[2];

    (void)state;
    assert_ok(jf_alert_siblings(siblings, 2, all, 2, err));
    assert_int_equal(all[0].unit, 2);
    assert_int_equal(all[0].headroom, 2);
    assert_int_equal(all[1].headroom, 0);
}

static void siblings_may_be_ranked_where_they_are(void **state)
{
    jf_sibling siblings[] = {
        {.unit = 1, .limit = 1}, {.unit = 2, .limit = 3}, {.unit = 3, .limit = 2}};

    (void)state;
    assert_ok(jf_alert_siblings(siblings, 3, siblings, 3, err));
    assert_int_equal(siblings[0].unit, 2);
    assert_int_equal(siblings[1].unit, 3);
    assert_int_equal(siblings[2].unit, 1);
}

static void wrong_siblings_are_refused(void **state)
{
    const jf_sibling wrong[][2] = {{{.limit = 1}, {.limit = -1}},
                                   {{.limit = 1}, {.used = -1}},
                                   {{.limit = 1}, {.projected_milli = -1}}};
    jf_sibling choices[2] = {{.unit = 99}};
    jf_error error = {0};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_alert_siblings(NULL, 2, choices, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_siblings(wrong[0], 2, NULL, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_siblings(wrong[0], 1, choices, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_siblings(wrong[0], 1048577, choices, 2, err));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(jf_alert_siblings(wrong[i], 2, choices, 2, &error), JF_E_ARGUMENT);
        assert_int_equal(error.line, 2);
    }
    assert_int_equal(choices[0].unit, 99);
}

static void contributors_have_their_share_of_all(void **state)
{
    const jf_contributor parts[] = {
        {.id = 1, .count = 1}, {.id = 2, .count = 4}, {.id = 3, .count = 1}, {.id = 4}};
    jf_contributor shares[3];

    (void)state;
    assert_ok(jf_alert_contributors(parts, 4, shares, 3, err));
    assert_int_equal(shares[0].id, 2);
    assert_int_equal(shares[0].share_permille, 667);
    assert_int_equal(shares[1].id, 1);
    assert_int_equal(shares[1].share_permille, 167);
    assert_int_equal(shares[2].id, 3);
    assert_ok(jf_alert_contributors(&parts[3], 1, shares, 1, err));
    assert_int_equal(shares[0].share_permille, 0);
}

static void wrong_contributors_are_refused(void **state)
{
    const jf_contributor wrong[] = {{.id = 1, .count = 1}, {.id = 2, .count = -1}};
    const jf_contributor large[] = {{.count = INT64_MAX / 1000}, {.count = 1}};
    const jf_contributor larger[] = {{.count = INT64_MAX}, {.count = INT64_MAX}};
    jf_contributor shares[2] = {{.id = 99}};
    jf_error error = {0};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_alert_contributors(NULL, 1, shares, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_contributors(wrong, 1, NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_alert_contributors(wrong, 1, shares, 2, err));
    assert_fails(JF_E_OVERFLOW, jf_alert_contributors(large, 2, shares, 2, err));
    assert_fails(JF_E_OVERFLOW, jf_alert_contributors(larger, 2, shares, 2, err));
    assert_int_equal(jf_alert_contributors(wrong, 2, shares, 2, &error), JF_E_ARGUMENT);
    assert_int_equal(error.line, 2);
    assert_int_equal(shares[0].id, 99);
    assert_ok(jf_alert_contributors(large, 1, shares, 1, err));
    assert_int_equal(shares[0].share_permille, 1000);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(excess_is_rounded_up),
        cmocka_unit_test(red_asks_for_one_at_least),
        cmocka_unit_test(day_is_the_early_end_of_the_forecast),
        cmocka_unit_test(fact_is_told_with_the_day_of_the_look),
        cmocka_unit_test(large_numbers_are_exact),
        cmocka_unit_test(advice_needs_data_and_a_limit),
        cmocka_unit_test(arguments_come_before_ranges),
        cmocka_unit_test(floor_asks_for_more),
        cmocka_unit_test(siblings_stand_by_their_headroom),
        cmocka_unit_test(large_sibling_without_room_has_none),
        cmocka_unit_test(siblings_may_be_ranked_where_they_are),
        cmocka_unit_test(wrong_siblings_are_refused),
        cmocka_unit_test(contributors_have_their_share_of_all),
        cmocka_unit_test(wrong_contributors_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.alert_advice", tests, NULL, NULL);
}
