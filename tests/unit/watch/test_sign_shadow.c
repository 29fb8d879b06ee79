/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch_signs.h"

static jf_shadow assess(const int64_t *formals, const int64_t *informals, size_t count)
{
    jf_shadow shadow = {.size = sizeof shadow};

    assert_ok(jf_shadow_assess(NULL, formals, count, informals, count, &shadow, err));
    return shadow;
}

/* One year before and now. */
static jf_shadow assess_two(int64_t formal_past, int64_t formal, int64_t informal_past,
                            int64_t informal)
{
    const int64_t formals[] = {formal_past, formal};
    const int64_t informals[] = {informal_past, informal};

    return assess(formals, informals, 2);
}

static void formal_papers_that_turn_informal_are_a_substitution(void **state)
{
    jf_shadow shadow = assess_two(20, 16, 3, 11);

    (void)state;
    assert_int_equal(shadow.sign, JF_SIGN_SUBSTITUTION);
    assert_int_equal(shadow.level, JF_ALERT_RED);
    assert_int_equal(shadow.formal_now, 16);
    assert_int_equal(shadow.informal_now, 11);
    assert_int_equal(shadow.formal_past_milli, 20000);
    assert_int_equal(shadow.informal_past_milli, 3000);
    assert_int_equal(shadow.formal_permille, -200);
    assert_int_equal(shadow.informal_permille, 2667);
    assert_int_equal(shadow.share_past_permille, 130);
    assert_int_equal(shadow.share_now_permille, 407);
    assert_int_equal(shadow.shift_permille, 277);
    assert_in_range(shadow.tail_ppm, 1, 50000);
}

static void a_shift_that_is_not_rare_is_a_level_lower(void **state)
{
    jf_shadow shadow = assess_two(20, 17, 10, 14);

    (void)state;
    assert_int_equal(shadow.sign, JF_SIGN_SUBSTITUTION);
    assert_true(shadow.tail_ppm > 50000);
    assert_int_equal(shadow.level, JF_ALERT_YELLOW);
}

static void a_share_that_shifts_while_both_fall_is_a_sign_of_its_own(void **state)
{
    /* State Council, 2016 and 2019: 国发 with 国办发, 国函 with 国办函. */
    jf_shadow shadow = assess_two(193, 86, 319, 260);

    (void)state;
    assert_int_equal(shadow.sign, JF_SIGN_SHARE);
    assert_int_equal(shadow.level, JF_ALERT_WATCH);
    assert_int_equal(shadow.formal_permille, -554);
    assert_int_equal(shadow.informal_permille, -185);
    assert_int_equal(shadow.share_past_permille, 623);
    assert_int_equal(shadow.share_now_permille, 751);
    assert_int_equal(shadow.shift_permille, 128);
}

static void the_past_is_the_mean_of_its_windows(void **state)
{
    const int64_t formals[] = {18, 22, 21, 16};
    const int64_t informals[] = {2, 4, 3, 11};
    jf_shadow shadow = assess(formals, informals, 4);

    (void)state;
    assert_int_equal(shadow.formal_past_milli, 20333);
    assert_int_equal(shadow.informal_past_milli, 3000);
    assert_int_equal(shadow.formal_permille, -213);
    assert_int_equal(shadow.sign, JF_SIGN_SUBSTITUTION);
}

static void each_direction_alone_is_no_sign(void **state)
{
    (void)state;
    /* Formal falls, informal too: a real saving. */
    assert_int_equal(assess_two(40, 20, 20, 10).sign, JF_SIGN_NONE);
    /* Informal rises, formal does not fall enough. */
    assert_int_equal(assess_two(40, 37, 10, 20).sign, JF_SIGN_NONE);
    /* Both rise. */
    assert_int_equal(assess_two(40, 44, 10, 20).sign, JF_SIGN_NONE);
    assert_int_equal(assess_two(40, 44, 10, 20).level, JF_ALERT_GREEN);
}

static void thresholds_are_met_exactly(void **state)
{
    const jf_sign_rules rules = {.size = sizeof rules,
                                 .shadow_fall_permille = 200,
                                 .shadow_rise_permille = 400,
                                 .shadow_shift_permille = 133};
    const int64_t formals[2][2] = {{100, 80}, {100, 81}};
    const int64_t informals[2][2] = {{50, 70}, {50, 69}};
    jf_shadow shadow = {.size = sizeof shadow};

    (void)state;
    assert_ok(jf_shadow_assess(&rules, formals[0], 2, informals[0], 2, &shadow, err));
    assert_int_equal(shadow.sign, JF_SIGN_SUBSTITUTION);
    assert_ok(jf_shadow_assess(&rules, formals[1], 2, informals[0], 2, &shadow, err));
    assert_int_equal(shadow.sign, JF_SIGN_NONE);
    assert_ok(jf_shadow_assess(&rules, formals[0], 2, informals[1], 2, &shadow, err));
    assert_int_equal(shadow.sign, JF_SIGN_NONE);
}

static void small_counts_are_said_but_do_not_warn(void **state)
{
    (void)state;
    /* Four informal papers; two formal ones less; two informal ones more. */
    assert_int_equal(assess_two(10, 6, 1, 4).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess_two(10, 8, 2, 8).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess_two(24, 20, 8, 10).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess_two(24, 20, 8, 10).level, JF_ALERT_GREEN);
    assert_int_equal(assess_two(24, 20, 8, 11).sign, JF_SIGN_SUBSTITUTION);
}

static void without_papers_there_is_no_base(void **state)
{
    jf_shadow shadow = assess_two(0, 5, 0, 5);

    (void)state;
    assert_int_equal(shadow.sign, JF_SIGN_NO_BASE);
    assert_int_equal(shadow.tail_ppm, -1);
    assert_int_equal(shadow.share_now_permille, -1);
    assert_int_equal(shadow.share_past_permille, -1);
    assert_int_equal(shadow.formal_permille, INT32_MAX);
    assert_int_equal(assess_two(5, 0, 5, 0).sign, JF_SIGN_NO_BASE);
}

static void the_first_informal_papers_of_a_unit_are_seen(void **state)
{
    jf_shadow shadow = assess_two(30, 20, 0, 10);

    (void)state;
    assert_int_equal(shadow.sign, JF_SIGN_SUBSTITUTION);
    assert_int_equal(shadow.informal_permille, INT32_MAX);
    assert_int_equal(shadow.level, JF_ALERT_RED);
}

static void tails_are_those_of_the_beta_binomial(void **state)
{
    const jf_sign_rules half = {.size = sizeof half, .shadow_rho_permille = 500};
    const int64_t formals[] = {0, 2};
    const int64_t informals[] = {0, 1};
    const int64_t formals_past[] = {1, 2};
    const int64_t informals_past[] = {1, 1};
    jf_shadow shadow = {.size = sizeof shadow};

    (void)state;
    /* Share 1/2 and rho 1/2 give Beta(1/2, 1/2): of 3 papers P(0) = 5/16, so P(>= 1) = 11/16. */
    assert_ok(jf_shadow_assess(&half, formals_past, 2, informals_past, 2, &shadow, err));
    assert_int_equal(shadow.tail_ppm, 687500);
    assert_int_equal(assess(formals, informals, 2).sign, JF_SIGN_NO_BASE);
    assert_int_equal(assess_two(5, 5, 5, 0).tail_ppm, 1000000);
}

static void the_largest_counts_are_judged(void **state)
{
    const int64_t most = JF_SIGN_COUNT_MAX;
    int64_t formals[JF_SIGN_WINDOW_MAX];
    int64_t informals[JF_SIGN_WINDOW_MAX];
    jf_shadow shadow;

    (void)state;
    for (size_t i = 0; i < JF_SIGN_WINDOW_MAX; i++) {
        formals[i] = i + 1 < JF_SIGN_WINDOW_MAX ? most : 0;
        informals[i] = i + 1 < JF_SIGN_WINDOW_MAX ? 0 : most;
    }
    shadow = assess(formals, informals, JF_SIGN_WINDOW_MAX);
    assert_int_equal(shadow.sign, JF_SIGN_SUBSTITUTION);
    assert_int_equal(shadow.shift_permille, 1000);
    assert_int_equal(shadow.tail_ppm, 0);
    shadow = assess_two(most, most, most, most);
    assert_in_range(shadow.tail_ppm, 490000, 510000);
}

static void bad_rows_are_refused(void **state)
{
    const int64_t row[JF_SIGN_WINDOW_MAX + 1] = {1, 1};
    const int64_t bad[2][2] = {{1, -1}, {JF_SIGN_COUNT_MAX + 1, 1}};
    jf_shadow shadow = {.size = sizeof shadow, .level = 77};
    jf_shadow unsized = {.size = 0};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_shadow_assess(NULL, NULL, 2, row, 2, &shadow, err));
    assert_fails(JF_E_ARGUMENT, jf_shadow_assess(NULL, row, 2, NULL, 2, &shadow, err));
    assert_fails(JF_E_ARGUMENT, jf_shadow_assess(NULL, row, 1, row, 1, &shadow, err));
    assert_fails(JF_E_ARGUMENT, jf_shadow_assess(NULL, row, 2, row, 3, &shadow, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_shadow_assess(NULL, row, JF_SIGN_WINDOW_MAX + 1, row, JF_SIGN_WINDOW_MAX + 1,
                                  &shadow, err));
    assert_fails(JF_E_ARGUMENT, jf_shadow_assess(NULL, row, 2, row, 2, &unsized, err));
    assert_fails(JF_E_ARGUMENT, jf_shadow_assess(NULL, row, 2, row, 2, NULL, err));
    assert_fails(JF_E_RANGE, jf_shadow_assess(NULL, bad[0], 2, row, 2, &shadow, err));
    assert_fails(JF_E_RANGE, jf_shadow_assess(NULL, row, 2, bad[1], 2, &shadow, err));
    assert_int_equal(shadow.level, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formal_papers_that_turn_informal_are_a_substitution),
        cmocka_unit_test(a_shift_that_is_not_rare_is_a_level_lower),
        cmocka_unit_test(a_share_that_shifts_while_both_fall_is_a_sign_of_its_own),
        cmocka_unit_test(the_past_is_the_mean_of_its_windows),
        cmocka_unit_test(each_direction_alone_is_no_sign),
        cmocka_unit_test(thresholds_are_met_exactly),
        cmocka_unit_test(small_counts_are_said_but_do_not_warn),
        cmocka_unit_test(without_papers_there_is_no_base),
        cmocka_unit_test(the_first_informal_papers_of_a_unit_are_seen),
        cmocka_unit_test(tails_are_those_of_the_beta_binomial),
        cmocka_unit_test(the_largest_counts_are_judged),
        cmocka_unit_test(bad_rows_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_shadow", tests, NULL, NULL);
}
