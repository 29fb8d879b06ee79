/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch.h"

static jf_warning assess_with(const jf_watch_rules *rules, jf_pace_input input)
{
    jf_warning warning = {.size = sizeof warning};

    input.size = sizeof input;
    assert_ok(jf_watch_assess(rules, &input, &warning, err));
    return warning;
}

/* Cap, use, and the season 244 of 530 of the organ at 30 June. */
static jf_warning assess_mid_year(int64_t cap, int64_t used)
{
    return assess_with(
        NULL, (jf_pace_input){
                  .has_limit = 1, .limit = cap, .used = used, .share_done = 244, .share_all = 530});
}

/* Cap and use alone. */
static jf_warning assess_use(int64_t cap, int64_t used)
{
    return assess_with(NULL, (jf_pace_input){.has_limit = 1, .limit = cap, .used = used});
}

static void tv15_pace_warns_before_the_use_does(void **state)
{
    jf_warning warning = assess_mid_year(14, 12);

    (void)state;
    assert_int_equal(warning.projected_milli, 26066);
    assert_int_equal(warning.projected_permille, 1862);
    assert_int_equal(warning.used_permille, 857);
    assert_int_equal(warning.level_by_use, JF_ALERT_WATCH);
    assert_int_equal(warning.level_by_pace, JF_ALERT_RED);
    assert_int_equal(warning.level, JF_ALERT_RED);
    assert_int_equal(warning.cause, JF_CAUSE_PACE);
    assert_int_equal(warning.limit, 14);
    assert_int_equal(warning.used, 12);
    assert_int_equal(warning.share_done, 244);
    assert_int_equal(warning.share_all, 530);
    assert_int_equal(warning.unit, 0);
    assert_int_equal(warning.first, JF_DAY_NONE);
}

static void organ_is_green_while_four_sections_are_not(void **state)
{
    jf_warning organ = assess_mid_year(503, 231);
    const struct {
        int64_t cap;
        int64_t used;
        int64_t percent;
    } sections[] = {{21, 12, 124}, {14, 12, 186}, {33, 22, 145}, {11, 8, 158}};

    (void)state;
    assert_int_equal(organ.projected_milli, 501762);
    assert_int_equal(organ.projected_permille, 998);
    assert_int_equal(organ.used_permille, 459);
    assert_int_equal(organ.level, JF_ALERT_GREEN);
    assert_int_equal(organ.cause, JF_CAUSE_NONE);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        jf_warning warning = assess_mid_year(sections[i].cap, sections[i].used);

        assert_int_equal((warning.projected_permille + 5) / 10, sections[i].percent);
        assert_int_equal(warning.level, JF_ALERT_RED);
        assert_int_equal(warning.cause, JF_CAUSE_PACE);
    }
}

static void small_excess_is_said_but_does_not_warn(void **state)
{
    /* Sections 02, 11 and 18: 17.4 of 17, 13.03 of 13, 15.2 of 15. */
    const int64_t cells[][2] = {{17, 8}, {13, 6}, {15, 7}};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        jf_warning warning = assess_mid_year(cells[i][0], cells[i][1]);

        assert_true(warning.projected_permille > 1000);
        assert_int_equal(warning.level, JF_ALERT_GREEN);
        assert_int_equal(warning.level_by_pace, JF_ALERT_GREEN);
        assert_int_equal(warning.cause, JF_CAUSE_SMALL_COUNT);
    }
}

static void projections_of_the_year_are_those_of_the_season(void **state)
{
    const int64_t past[] = {34, 61, 113, 159, 199, 244, 285, 323, 367, 402, 456, 530};
    const int64_t used[] = {28, 62, 112, 154, 191, 231, 269, 305, 345, 378, 428, 498};
    const int64_t tenths[] = {4365, 5387, 5253, 5133, 5087, 5018,
                              5002, 5005, 4982, 4984, 4975, 4980};

    (void)state;
    for (size_t month = 0; month < 12; month++) {
        jf_warning warning = assess_with(
            NULL,
            (jf_pace_input){.used = used[month], .share_done = past[month], .share_all = past[11]});

        assert_int_equal((warning.projected_milli + 50) / 100, tenths[month]);
    }
}

static void without_season_workdays_decide(void **state)
{
    jf_pace_input input = {
        .has_limit = 1, .limit = 503, .used = 231, .days_done = 123, .days_all = 249};
    jf_warning warning = assess_with(NULL, input);

    (void)state;
    assert_int_equal(warning.projected_milli, 467634);
    assert_int_equal(warning.share_done, 123);
    assert_int_equal(warning.share_all, 249);
    /* A season that had not begun at this point says nothing. */
    input.share_all = 530;
    warning = assess_with(NULL, input);
    assert_int_equal(warning.projected_milli, 467634);
}

static void without_any_reference_there_is_no_projection(void **state)
{
    jf_warning warning = assess_use(503, 231);

    (void)state;
    assert_int_equal(warning.projected_milli, -1);
    assert_int_equal(warning.projected_permille, -1);
    assert_int_equal(warning.share_done, 0);
    assert_int_equal(warning.share_all, 0);
    warning = assess_with(NULL, (jf_pace_input){.used = 5, .days_all = 249});
    assert_int_equal(warning.projected_milli, -1);
}

static void level_steps_are_met_exactly(void **state)
{
    const struct {
        int64_t used;
        int32_t level;
    } steps[] = {{799, JF_ALERT_GREEN},  {800, JF_ALERT_WATCH},   {949, JF_ALERT_WATCH},
                 {950, JF_ALERT_YELLOW}, {1000, JF_ALERT_YELLOW}, {1001, JF_ALERT_RED}};

    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        jf_warning warning = assess_use(1000, steps[i].used);

        assert_int_equal(warning.level, steps[i].level);
        assert_int_equal(warning.level_by_use, steps[i].level);
        assert_int_equal(warning.cause, steps[i].level ? JF_CAUSE_LEVEL : JF_CAUSE_NONE);
        assert_int_equal(warning.used_permille, steps[i].used);
    }
}

static void level_is_decided_before_rounding(void **state)
{
    jf_warning warning = assess_use(100000, 79960);

    (void)state;
    assert_int_equal(warning.used_permille, 800);
    assert_int_equal(warning.level, JF_ALERT_GREEN);
}

static void pace_steps_are_met_exactly(void **state)
{
    const struct {
        int64_t used;
        int32_t level;
    } steps[] = {
        {500, JF_ALERT_GREEN}, {501, JF_ALERT_YELLOW}, {599, JF_ALERT_YELLOW}, {600, JF_ALERT_RED}};

    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        jf_warning warning = assess_with(NULL, (jf_pace_input){.has_limit = 1,
                                                               .limit = 1000,
                                                               .used = steps[i].used,
                                                               .share_done = 1,
                                                               .share_all = 2});

        assert_int_equal(warning.level_by_pace, steps[i].level);
        assert_int_equal(warning.projected_milli, steps[i].used * 2000);
    }
}

static void pace_is_silent_below_the_small_counts(void **state)
{
    const jf_pace_input few = {
        .has_limit = 1, .limit = 1, .used = 4, .share_done = 1, .share_all = 9};
    const jf_pace_input enough = {
        .has_limit = 1, .limit = 9, .used = 5, .share_done = 1, .share_all = 2};
    const jf_watch_rules stricter = {.size = sizeof stricter, .small_use = 6};
    const jf_watch_rules wider = {.size = sizeof wider, .small_excess_permille = 1001};

    (void)state;
    assert_int_equal(assess_with(NULL, few).level_by_pace, JF_ALERT_GREEN);
    assert_int_equal(assess_with(NULL, enough).level_by_pace, JF_ALERT_YELLOW);
    assert_int_equal(assess_with(&stricter, enough).level_by_pace, JF_ALERT_GREEN);
    assert_int_equal(assess_with(&stricter, enough).cause, JF_CAUSE_SMALL_COUNT);
    assert_int_equal(assess_with(&wider, enough).cause, JF_CAUSE_SMALL_COUNT);
}

static void of_equal_levels_the_use_is_the_cause(void **state)
{
    jf_warning warning = assess_mid_year(10, 11);

    (void)state;
    assert_int_equal(warning.level_by_use, JF_ALERT_RED);
    assert_int_equal(warning.level_by_pace, JF_ALERT_RED);
    assert_int_equal(warning.cause, JF_CAUSE_LEVEL);
}

static void detectors_may_be_off(void **state)
{
    const jf_watch_rules no_level = {.size = sizeof no_level, .level_off = 1};
    const jf_watch_rules no_pace = {.size = sizeof no_pace, .pace_off = 1};
    const jf_pace_input input = {
        .has_limit = 1, .limit = 14, .used = 14, .share_done = 244, .share_all = 530};
    jf_warning warning = assess_with(&no_level, input);

    (void)state;
    assert_int_equal(warning.level_by_use, JF_ALERT_GREEN);
    assert_int_equal(warning.cause, JF_CAUSE_PACE);
    assert_int_equal(warning.used_permille, 1000);
    warning = assess_with(&no_pace, input);
    assert_int_equal(warning.level, JF_ALERT_YELLOW);
    assert_int_equal(warning.cause, JF_CAUSE_LEVEL);
    assert_int_equal(warning.projected_milli, -1);
    assert_int_equal(warning.share_all, 0);
}

static void thresholds_may_be_chosen(void **state)
{
    const jf_watch_rules rules = {.size = sizeof rules,
                                  .level_watch_permille = 500,
                                  .level_yellow_permille = 600,
                                  .level_red_permille = 700,
                                  .pace_yellow_permille = 900,
                                  .pace_red_permille = 900};

    (void)state;
    assert_int_equal(
        assess_with(&rules, (jf_pace_input){.has_limit = 1, .limit = 10, .used = 5}).level,
        JF_ALERT_WATCH);
    assert_int_equal(
        assess_with(&rules, (jf_pace_input){.has_limit = 1, .limit = 10, .used = 7}).level,
        JF_ALERT_YELLOW);
    assert_int_equal(
        assess_with(&rules, (jf_pace_input){.has_limit = 1, .limit = 10, .used = 8}).level,
        JF_ALERT_RED);
}

static void limit_of_zero_is_exceeded_by_any_use(void **state)
{
    jf_warning unused = assess_mid_year(0, 0);
    jf_warning used = assess_mid_year(0, 1);

    (void)state;
    assert_int_equal(unused.level, JF_ALERT_GREEN);
    assert_int_equal(unused.used_permille, -1);
    assert_int_equal(unused.projected_milli, 0);
    assert_int_equal(unused.projected_permille, -1);
    assert_int_equal(used.level, JF_ALERT_RED);
    assert_int_equal(used.cause, JF_CAUSE_LEVEL);
    assert_int_equal(used.projected_permille, -1);
    assert_int_equal(assess_mid_year(0, 5).level_by_pace, JF_ALERT_RED);
}

static void without_a_limit_there_is_no_warning(void **state)
{
    jf_warning warning =
        assess_with(NULL, (jf_pace_input){.limit = 3, .used = 99, .share_done = 1, .share_all = 2});

    (void)state;
    assert_int_equal(warning.level, JF_ALERT_GREEN);
    assert_int_equal(warning.cause, JF_CAUSE_NO_LIMIT);
    assert_int_equal(warning.limit, 0);
    assert_int_equal(warning.used_permille, -1);
    assert_int_equal(warning.projected_milli, 198000);
    assert_int_equal(warning.projected_permille, -1);
}

static void shown_ratios_are_rounded_half_up(void **state)
{
    (void)state;
    assert_int_equal(assess_use(2000, 1).used_permille, 1);
    assert_int_equal(assess_use(2001, 1).used_permille, 0);
    assert_int_equal(assess_use(1, INT64_C(3000000)).used_permille, INT32_MAX);
    assert_int_equal(
        assess_with(NULL, (jf_pace_input){.used = 1, .share_done = 2000, .share_all = 2001})
            .projected_milli,
        1001);
}

static void check_assess(jf_status wanted, const jf_watch_rules *rules, jf_pace_input input)
{
    jf_warning warning = {.size = sizeof warning, .level = 77};

    input.size = sizeof input;
    assert_fails(wanted, jf_watch_assess(rules, &input, &warning, err));
    assert_int_equal(warning.level, 77);
}

static void numbers_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.has_limit = 2});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.has_limit = -1});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.limit = -1});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.used = -1});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.share_done = -1});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.share_all = -1});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.share_done = 3, .share_all = 2});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.days_done = -1});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.days_all = -1});
    check_assess(JF_E_ARGUMENT, NULL, (jf_pace_input){.days_done = 3, .days_all = 2});
}

static void rules_outside_their_range_are_refused(void **state)
{
    const jf_watch_rules wrong[] = {
        {.size = 0},
        {.size = sizeof wrong[0], .level_watch_permille = -1},
        {.size = sizeof wrong[0], .level_watch_permille = 951},
        {.size = sizeof wrong[0], .level_yellow_permille = 1001},
        {.size = sizeof wrong[0], .level_red_permille = 900},
        {.size = sizeof wrong[0], .pace_yellow_permille = 1201},
        {.size = sizeof wrong[0], .pace_red_permille = 999},
        {.size = sizeof wrong[0], .small_use = -1},
        {.size = sizeof wrong[0], .small_excess_permille = -1},
        {.size = sizeof wrong[0], .level_off = 2},
        {.size = sizeof wrong[0], .pace_off = 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        check_assess(JF_E_ARGUMENT, &wrong[i], (jf_pace_input){.used = 1});
}

static void arguments_must_be_given(void **state)
{
    jf_pace_input input = {.size = sizeof input};
    jf_warning warning = {.size = sizeof warning};
    jf_warning unsized = {.size = 0};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_watch_assess(NULL, NULL, &warning, err));
    assert_fails(JF_E_ARGUMENT, jf_watch_assess(NULL, &input, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_watch_assess(NULL, &input, &unsized, err));
}

static void numbers_beyond_64_bits_are_an_overflow(void **state)
{
    const jf_watch_rules wide = {.size = sizeof wide, .small_excess_permille = INT32_MAX};
    const int64_t large = INT64_MAX / 1000 + 1;

    (void)state;
    check_assess(JF_E_OVERFLOW, NULL, (jf_pace_input){.has_limit = 1, .limit = 1, .used = large});
    check_assess(JF_E_OVERFLOW, NULL, (jf_pace_input){.has_limit = 1, .limit = large});
    check_assess(JF_E_OVERFLOW, NULL,
                 (jf_pace_input){.used = large, .share_done = 1, .share_all = large});
    check_assess(JF_E_OVERFLOW, NULL,
                 (jf_pace_input){.used = large / 2, .share_done = 1, .share_all = 3});
    check_assess(JF_E_OVERFLOW, NULL,
                 (jf_pace_input){.has_limit = 1,
                                 .limit = large / 2,
                                 .used = 1,
                                 .share_done = large / 2,
                                 .share_all = large / 2});
    check_assess(JF_E_OVERFLOW, NULL,
                 (jf_pace_input){.has_limit = 1,
                                 .limit = 9000000000,
                                 .used = 1,
                                 .share_done = 1000000,
                                 .share_all = 1000000});
    check_assess(JF_E_OVERFLOW, &wide,
                 (jf_pace_input){.has_limit = 1,
                                 .limit = 1,
                                 .used = 1,
                                 .share_done = large / 2,
                                 .share_all = large / 2});
}

static void levels_and_causes_have_names(void **state)
{
    (void)state;
    assert_string_equal(jf_alert_level_name(JF_ALERT_GREEN), "green");
    assert_string_equal(jf_alert_level_name(JF_ALERT_WATCH), "watch");
    assert_string_equal(jf_alert_level_name(JF_ALERT_YELLOW), "yellow");
    assert_string_equal(jf_alert_level_name(JF_ALERT_RED), "red");
    assert_string_equal(jf_alert_level_name(4), "unknown");
    assert_string_equal(jf_alert_level_name(-1), "unknown");
    assert_string_equal(jf_alert_cause_name(JF_CAUSE_NONE), "none");
    assert_string_equal(jf_alert_cause_name(JF_CAUSE_LEVEL), "level");
    assert_string_equal(jf_alert_cause_name(JF_CAUSE_PACE), "pace");
    assert_string_equal(jf_alert_cause_name(JF_CAUSE_SMALL_COUNT), "small-count");
    assert_string_equal(jf_alert_cause_name(JF_CAUSE_NO_LIMIT), "no-limit");
    assert_string_equal(jf_alert_cause_name(JF_CAUSE_FORECAST), "forecast");
    assert_string_equal(jf_alert_cause_name(JF_CAUSE_EARLY), "early");
    assert_string_equal(jf_alert_cause_name(7), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tv15_pace_warns_before_the_use_does),
        cmocka_unit_test(organ_is_green_while_four_sections_are_not),
        cmocka_unit_test(small_excess_is_said_but_does_not_warn),
        cmocka_unit_test(projections_of_the_year_are_those_of_the_season),
        cmocka_unit_test(without_season_workdays_decide),
        cmocka_unit_test(without_any_reference_there_is_no_projection),
        cmocka_unit_test(level_steps_are_met_exactly),
        cmocka_unit_test(level_is_decided_before_rounding),
        cmocka_unit_test(pace_steps_are_met_exactly),
        cmocka_unit_test(pace_is_silent_below_the_small_counts),
        cmocka_unit_test(of_equal_levels_the_use_is_the_cause),
        cmocka_unit_test(detectors_may_be_off),
        cmocka_unit_test(thresholds_may_be_chosen),
        cmocka_unit_test(limit_of_zero_is_exceeded_by_any_use),
        cmocka_unit_test(without_a_limit_there_is_no_warning),
        cmocka_unit_test(shown_ratios_are_rounded_half_up),
        cmocka_unit_test(numbers_that_make_no_sense_are_refused),
        cmocka_unit_test(rules_outside_their_range_are_refused),
        cmocka_unit_test(arguments_must_be_given),
        cmocka_unit_test(numbers_beyond_64_bits_are_an_overflow),
        cmocka_unit_test(levels_and_causes_have_names),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.assess", tests, NULL, NULL);
}
