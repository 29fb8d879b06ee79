/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch_signs.h"

enum { YEARS = 5 };

static jf_relabel assess(const int64_t *falls, const int64_t *rises)
{
    jf_relabel relabel = {.size = sizeof relabel};

    assert_ok(jf_relabel_assess(NULL, falls, YEARS, rises, YEARS, &relabel, err));
    return relabel;
}

/* A steady past and now, the year of the change between. */
static jf_relabel assess_steady(int64_t fall_past, int64_t fall, int64_t rise_past, int64_t rise)
{
    const int64_t falls[] = {fall_past, fall_past, fall_past, -1, fall};
    const int64_t rises[] = {rise_past, rise_past, rise_past, -1, rise};

    return assess(falls, rises);
}

static void a_series_that_collapses_while_another_begins_is_relabelled(void **state)
{
    const int64_t falls[] = {80, 100, 90, 50, 20};
    const int64_t rises[] = {0, 0, 0, 25, 45};
    jf_relabel relabel = assess(falls, rises);

    (void)state;
    assert_int_equal(relabel.sign, JF_SIGN_RELABELLED);
    assert_int_equal(relabel.level, JF_ALERT_YELLOW);
    assert_int_equal(relabel.fall_past_milli, 90000);
    assert_int_equal(relabel.fall_now, 20);
    assert_int_equal(relabel.rise_past_milli, 0);
    assert_int_equal(relabel.rise_now, 45);
    assert_int_equal(relabel.match_permille, 643);
}

static void the_other_way_round_is_no_pair(void **state)
{
    const int64_t falls[] = {0, 0, 0, 25, 45};
    const int64_t rises[] = {80, 100, 90, 50, 20};
    jf_relabel relabel = assess(falls, rises);

    (void)state;
    assert_int_equal(relabel.sign, JF_SIGN_NONE);
    assert_int_equal(relabel.match_permille, 0);
}

static void thresholds_are_met_exactly(void **state)
{
    (void)state;
    assert_int_equal(assess_steady(1000, 333, 0, 667).sign, JF_SIGN_RELABELLED);
    assert_int_equal(assess_steady(1000, 334, 0, 667).sign, JF_SIGN_NONE);
    assert_int_equal(assess_steady(100, 0, 10, 100).sign, JF_SIGN_RELABELLED);
    assert_int_equal(assess_steady(100, 0, 11, 100).sign, JF_SIGN_NONE);
    assert_int_equal(assess_steady(100, 0, 0, 50).match_permille, 500);
    assert_int_equal(assess_steady(100, 0, 0, 50).sign, JF_SIGN_RELABELLED);
    assert_int_equal(assess_steady(100, 0, 0, 49).sign, JF_SIGN_NONE);
    assert_int_equal(assess_steady(100, 0, 0, 200).sign, JF_SIGN_RELABELLED);
    assert_int_equal(assess_steady(100, 0, 0, 201).sign, JF_SIGN_NONE);
}

static void small_series_are_said_but_do_not_warn(void **state)
{
    (void)state;
    assert_int_equal(assess_steady(9, 0, 0, 12).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess_steady(12, 0, 0, 9).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess_steady(12, 0, 0, 9).level, JF_ALERT_GREEN);
    assert_int_equal(assess_steady(10, 0, 0, 10).sign, JF_SIGN_RELABELLED);
}

static void years_that_are_not_known_are_left_out(void **state)
{
    const int64_t falls[] = {1, 90, -1, -1, 10};
    const int64_t rises[] = {-1, -1, 0, 40, 80};
    const int64_t silent[] = {90, 90, 90, 50, -1};
    const int64_t unknown[] = {-1, -1, -1, 0, 80};

    (void)state;
    assert_int_equal(assess(falls, rises).fall_past_milli, 45500);
    assert_int_equal(assess(falls, rises).sign, JF_SIGN_NONE);
    assert_int_equal(assess(silent, rises).sign, JF_SIGN_NO_BASE);
    assert_int_equal(assess(silent, rises).fall_now, -1);
    assert_int_equal(assess(falls, unknown).sign, JF_SIGN_NO_BASE);
    assert_int_equal(assess(falls, unknown).rise_past_milli, 0);
}

static void the_past_is_of_the_years_that_the_rules_name(void **state)
{
    const jf_sign_rules rules = {.size = sizeof rules, .relabel_years = 1};
    const int64_t falls[] = {1, 1, 90, 50, 10};
    const int64_t rises[] = {99, 99, 0, 40, 80};
    jf_relabel relabel = {.size = sizeof relabel};

    (void)state;
    assert_ok(jf_relabel_assess(&rules, falls, YEARS, rises, YEARS, &relabel, err));
    assert_int_equal(relabel.sign, JF_SIGN_RELABELLED);
    assert_int_equal(relabel.match_permille, 1000);
}

static void two_years_have_no_past(void **state)
{
    const int64_t falls[] = {90, 0};
    const int64_t rises[] = {0, 90};
    jf_relabel relabel = {.size = sizeof relabel};

    (void)state;
    for (size_t years = 1; years <= 2; years++) {
        assert_ok(jf_relabel_assess(NULL, falls, years, rises, years, &relabel, err));
        assert_int_equal(relabel.sign, JF_SIGN_NO_BASE);
    }
}

static void every_pair_among_series_is_found(void **state)
{
    const int64_t totals[4][YEARS] = {
        {90, 90, 90, 50, 20}, {50, 50, 50, 50, 50}, {0, 0, 0, 25, 45}, {0, 0, 0, 0, 70}};
    int64_t pairs[16];

    (void)state;
    memset(pairs, 1, sizeof pairs);
    assert_ok(jf_relabel_find(NULL, totals[0], 4 * YEARS, YEARS, pairs, 16, err));
    for (size_t i = 0; i < 16; i++)
        assert_int_equal(pairs[i], i == 2 ? 643 : i == 3 ? 1000 : 0);
}

static void bad_pairs_are_refused(void **state)
{
    const int64_t row[] = {1, 1, 1};
    const int64_t bad[] = {1, -2, 1};
    jf_relabel relabel = {.size = sizeof relabel, .level = 77};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_relabel_assess(NULL, NULL, 3, row, 3, &relabel, err));
    assert_fails(JF_E_ARGUMENT, jf_relabel_assess(NULL, row, 0, row, 0, &relabel, err));
    assert_fails(JF_E_ARGUMENT, jf_relabel_assess(NULL, row, 3, row, 2, &relabel, err));
    assert_fails(JF_E_ARGUMENT, jf_relabel_assess(NULL, row, 3, row, 3, NULL, err));
    assert_fails(JF_E_RANGE, jf_relabel_assess(NULL, bad, 3, row, 3, &relabel, err));
    assert_fails(JF_E_RANGE, jf_relabel_assess(NULL, row, 3, bad, 3, &relabel, err));
    assert_int_equal(relabel.level, 77);
}

static void bad_tables_are_refused(void **state)
{
    int64_t totals[] = {1, 1, 1, 1, 1, 1};
    int64_t pairs[4] = {7, 7, 7, 7};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_relabel_find(NULL, NULL, 6, 3, pairs, 4, err));
    assert_fails(JF_E_ARGUMENT, jf_relabel_find(NULL, totals, 6, 3, NULL, 4, err));
    assert_fails(JF_E_ARGUMENT, jf_relabel_find(NULL, totals, 6, 0, pairs, 4, err));
    assert_fails(JF_E_ARGUMENT, jf_relabel_find(NULL, totals, 6, 4, pairs, 4, err));
    assert_fails(JF_E_ARGUMENT, jf_relabel_find(NULL, totals, 0, 3, pairs, 0, err));
    assert_fails(JF_E_ARGUMENT, jf_relabel_find(NULL, totals, 6, 3, pairs, 3, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_relabel_find(NULL, totals, JF_SIGN_SERIES_MAX + 1, 1, pairs,
                                 (size_t)(JF_SIGN_SERIES_MAX + 1) * (JF_SIGN_SERIES_MAX + 1), err));
    totals[5] = -2;
    assert_fails(JF_E_RANGE, jf_relabel_find(NULL, totals, 6, 3, pairs, 4, err));
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pairs[i], 7);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_series_that_collapses_while_another_begins_is_relabelled),
        cmocka_unit_test(the_other_way_round_is_no_pair),
        cmocka_unit_test(thresholds_are_met_exactly),
        cmocka_unit_test(small_series_are_said_but_do_not_warn),
        cmocka_unit_test(years_that_are_not_known_are_left_out),
        cmocka_unit_test(the_past_is_of_the_years_that_the_rules_name),
        cmocka_unit_test(two_years_have_no_past),
        cmocka_unit_test(every_pair_among_series_is_found),
        cmocka_unit_test(bad_pairs_are_refused),
        cmocka_unit_test(bad_tables_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_relabel", tests, NULL, NULL);
}
