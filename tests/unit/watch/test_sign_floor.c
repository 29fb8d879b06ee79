/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch_signs.h"

static jf_floor assess(jf_floor_input input)
{
    jf_floor floor = {.size = sizeof floor};

    input.size = sizeof input;
    assert_ok(jf_floor_assess(NULL, &input, &floor, err));
    return floor;
}

/* A floor of 12 with a usual number of 12, after 123 of 249 workdays. */
static jf_floor assess_mid_year(int64_t used)
{
    return assess((jf_floor_input){
        .floor = 12, .used = used, .usual = 12, .days_done = 123, .days_all = 249});
}

/* The probabilities of these tests were worked out by another program, mass by mass. */
static void a_floor_that_lags_is_in_danger(void **state)
{
    jf_floor floor = assess_mid_year(4);

    (void)state;
    assert_int_equal(floor.sign, JF_SIGN_FLOOR);
    assert_int_equal(floor.level, JF_ALERT_YELLOW);
    assert_int_equal(floor.short_ppm, 818714);
    assert_int_equal(floor.need, 8);
    assert_int_equal(floor.projected_milli, 9091);
    assert_int_equal(floor.short_milli, 2909);
    /* Eight at 12 in 249 workdays take 166 of them. */
    assert_int_equal(floor.last_day, 83);
    assert_int_equal(assess_mid_year(2).level, JF_ALERT_RED);
    assert_int_equal(assess_mid_year(2).short_ppm, 970315);
    assert_int_equal(assess_mid_year(10).level, JF_ALERT_GREEN);
}

static void the_season_counts_before_workdays(void **state)
{
    jf_floor_input input = {.floor = 12,
                            .used = 4,
                            .usual = 12,
                            .share_done = 244,
                            .share_all = 530,
                            .days_done = 123,
                            .days_all = 249};

    (void)state;
    assert_int_equal(assess(input).short_ppm, 761233);
    assert_int_equal(assess(input).projected_milli, 9619);
    assert_int_equal(assess(input).last_day, 83);
}

static void a_floor_that_is_reached_is_green(void **state)
{
    jf_floor floor = assess_mid_year(12);

    (void)state;
    assert_int_equal(floor.level, JF_ALERT_GREEN);
    assert_int_equal(floor.sign, JF_SIGN_NONE);
    assert_int_equal(floor.need, 0);
    assert_int_equal(floor.short_ppm, 0);
    assert_int_equal(floor.short_milli, 0);
    assert_int_equal(floor.last_day, 249);
    assert_int_equal(assess((jf_floor_input){.days_done = 1, .days_all = 1}).level, JF_ALERT_GREEN);
}

static void a_period_that_is_over_decides(void **state)
{
    jf_floor floor = assess((jf_floor_input){.floor = 12,
                                             .used = 11,
                                             .usual = 12,
                                             .share_done = 1,
                                             .share_all = 2,
                                             .days_done = 249,
                                             .days_all = 249});

    (void)state;
    assert_int_equal(floor.level, JF_ALERT_RED);
    assert_int_equal(floor.short_ppm, 1000000);
    assert_int_equal(floor.projected_milli, 11000);
    assert_int_equal(floor.short_milli, 1000);
}

static void without_a_usual_number_its_own_pace_decides(void **state)
{
    jf_floor floor =
        assess((jf_floor_input){.floor = 4, .used = 1, .days_done = 100, .days_all = 200});

    (void)state;
    assert_int_equal(floor.short_ppm, 784447);
    assert_int_equal(floor.projected_milli, 2500);
    /* Three at one in 100 workdays take more than the year has. */
    assert_int_equal(floor.last_day, 0);
    floor = assess((jf_floor_input){.floor = 4, .days_done = 100, .days_all = 200});
    assert_int_equal(floor.last_day, -1);
    assert_int_equal(floor.level, JF_ALERT_RED);
}

static void nothing_known_is_no_base(void **state)
{
    jf_floor floor = assess((jf_floor_input){.floor = 12, .days_all = 249});

    (void)state;
    assert_int_equal(floor.sign, JF_SIGN_NO_BASE);
    assert_int_equal(floor.level, JF_ALERT_GREEN);
    assert_int_equal(floor.short_ppm, -1);
    assert_int_equal(floor.projected_milli, -1);
    assert_int_equal(floor.need, 12);
    assert_int_equal(floor.last_day, -1);
}

static void too_late_is_yellow_at_least(void **state)
{
    const jf_sign_rules rules = {.size = sizeof rules,
                                 .floor_watch_permille = 900,
                                 .floor_yellow_permille = 950,
                                 .floor_red_permille = 1000};
    jf_floor_input input = {.size = sizeof input,
                            .floor = 12,
                            .used = 5,
                            .usual = 12,
                            .days_done = 123,
                            .days_all = 249};
    jf_floor floor = {.size = sizeof floor};

    (void)state;
    assert_ok(jf_floor_assess(&rules, &input, &floor, err));
    assert_true(floor.short_ppm < 900000);
    assert_int_equal(floor.last_day, 103);
    assert_int_equal(floor.level, JF_ALERT_YELLOW);
    input.days_done = 103;
    assert_ok(jf_floor_assess(&rules, &input, &floor, err));
    assert_int_equal(floor.level, JF_ALERT_GREEN);
}

static void the_largest_numbers_are_judged(void **state)
{
    const int64_t most = JF_SIGN_COUNT_MAX;
    jf_floor floor = assess((jf_floor_input){.floor = most,
                                             .used = most - 1,
                                             .share_done = 1,
                                             .share_all = most,
                                             .days_done = 1,
                                             .days_all = most});

    (void)state;
    assert_int_equal(floor.level, JF_ALERT_GREEN);
    assert_int_equal(floor.short_ppm, 0);
    floor = assess((jf_floor_input){
        .floor = most, .usual = most, .days_done = 0, .days_all = most});
    assert_int_equal(floor.projected_milli, most * 1000);
}

static void bad_floors_are_refused(void **state)
{
    const jf_floor_input good = {.size = sizeof good, .floor = 1, .days_all = 1};
    const jf_floor_input bad[] = {
        {.size = sizeof good, .floor = -1, .days_all = 1},
        {.size = sizeof good, .used = JF_SIGN_COUNT_MAX + 1, .days_all = 1},
        {.size = sizeof good, .usual = -1, .days_all = 1},
        {.size = sizeof good, .share_done = 2, .share_all = 1, .days_all = 1},
        {.size = sizeof good, .days_done = 2, .days_all = 1},
        {.size = sizeof good},
    };
    const jf_floor_input reserved = {.size = sizeof good, .reserved = 1, .days_all = 1};
    jf_floor floor = {.size = sizeof floor, .level = 77};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_floor_assess(NULL, NULL, &floor, err));
    assert_fails(JF_E_ARGUMENT, jf_floor_assess(NULL, &reserved, &floor, err));
    assert_fails(JF_E_ARGUMENT, jf_floor_assess(NULL, &good, NULL, err));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_fails(JF_E_RANGE, jf_floor_assess(NULL, &bad[i], &floor, err));
    assert_int_equal(floor.level, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_floor_that_lags_is_in_danger),
        cmocka_unit_test(the_season_counts_before_workdays),
        cmocka_unit_test(a_floor_that_is_reached_is_green),
        cmocka_unit_test(a_period_that_is_over_decides),
        cmocka_unit_test(without_a_usual_number_its_own_pace_decides),
        cmocka_unit_test(nothing_known_is_no_base),
        cmocka_unit_test(too_late_is_yellow_at_least),
        cmocka_unit_test(the_largest_numbers_are_judged),
        cmocka_unit_test(bad_floors_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_floor", tests, NULL, NULL);
}
