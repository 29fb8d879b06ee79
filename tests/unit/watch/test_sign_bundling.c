/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/watch_signs.h"

/* One year before and now. */
static jf_bundling assess(int64_t documents_past, int64_t documents, int64_t amount_past,
                          int64_t amount)
{
    const int64_t counts[] = {documents_past, documents};
    const int64_t amounts[] = {amount_past, amount};
    jf_bundling bundling = {.size = sizeof bundling};

    assert_ok(jf_bundling_assess(NULL, counts, 2, amounts, 2, &bundling, err));
    return bundling;
}

static void fewer_documents_with_as_much_in_them_are_bundled(void **state)
{
    jf_bundling bundling = assess(40, 28, 200, 204);

    (void)state;
    assert_int_equal(bundling.sign, JF_SIGN_BUNDLED);
    assert_int_equal(bundling.level, JF_ALERT_YELLOW);
    assert_int_equal(bundling.documents_now, 28);
    assert_int_equal(bundling.documents_past_milli, 40000);
    assert_int_equal(bundling.documents_permille, -300);
    assert_int_equal(bundling.amount_now, 204);
    assert_int_equal(bundling.amount_past_milli, 200000);
    assert_int_equal(bundling.amount_permille, 20);
    assert_int_equal(bundling.average_past_milli, 5000);
    assert_int_equal(bundling.average_now_milli, 7286);
}

static void fewer_documents_with_less_in_them_are_a_saving(void **state)
{
    (void)state;
    assert_int_equal(assess(40, 28, 200, 150).sign, JF_SIGN_NONE);
    assert_int_equal(assess(40, 38, 200, 200).sign, JF_SIGN_NONE);
}

static void thresholds_are_met_exactly(void **state)
{
    (void)state;
    assert_int_equal(assess(100, 85, 1000, 950).sign, JF_SIGN_BUNDLED);
    assert_int_equal(assess(100, 86, 1000, 950).sign, JF_SIGN_NONE);
    assert_int_equal(assess(100, 85, 1000, 949).sign, JF_SIGN_NONE);
}

static void small_counts_are_said_but_do_not_warn(void **state)
{
    (void)state;
    assert_int_equal(assess(8, 4, 80, 80).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess(8, 6, 80, 80).sign, JF_SIGN_SMALL_COUNT);
    assert_int_equal(assess(8, 6, 80, 80).level, JF_ALERT_GREEN);
    assert_int_equal(assess(8, 5, 80, 80).sign, JF_SIGN_BUNDLED);
}

static void the_past_is_the_mean_of_its_windows(void **state)
{
    const int64_t counts[] = {30, 50, 28};
    const int64_t amounts[] = {150, 250, 204};
    jf_bundling bundling = {.size = sizeof bundling};

    (void)state;
    assert_ok(jf_bundling_assess(NULL, counts, 3, amounts, 3, &bundling, err));
    assert_int_equal(bundling.documents_past_milli, 40000);
    assert_int_equal(bundling.amount_past_milli, 200000);
    assert_int_equal(bundling.average_past_milli, 5000);
    assert_int_equal(bundling.sign, JF_SIGN_BUNDLED);
}

static void without_a_past_there_is_no_base(void **state)
{
    (void)state;
    assert_int_equal(assess(0, 5, 10, 10).sign, JF_SIGN_NO_BASE);
    assert_int_equal(assess(0, 5, 10, 10).average_past_milli, -1);
    assert_int_equal(assess(5, 0, 0, 0).sign, JF_SIGN_NO_BASE);
    assert_int_equal(assess(5, 0, 0, 0).average_now_milli, -1);
}

static void the_largest_amounts_are_judged(void **state)
{
    int64_t counts[JF_SIGN_WINDOW_MAX];
    int64_t amounts[JF_SIGN_WINDOW_MAX];
    jf_bundling bundling = {.size = sizeof bundling};

    (void)state;
    for (size_t i = 0; i < JF_SIGN_WINDOW_MAX; i++) {
        counts[i] = i + 1 < JF_SIGN_WINDOW_MAX ? JF_SIGN_COUNT_MAX : JF_SIGN_COUNT_MAX / 2;
        amounts[i] = JF_SIGN_AMOUNT_MAX;
    }
    assert_ok(jf_bundling_assess(NULL, counts, JF_SIGN_WINDOW_MAX, amounts, JF_SIGN_WINDOW_MAX,
                                 &bundling, err));
    assert_int_equal(bundling.sign, JF_SIGN_BUNDLED);
    assert_int_equal(bundling.average_now_milli, 2000000000);
}

static void bad_rows_are_refused(void **state)
{
    const int64_t row[] = {1, 1, 1};
    const int64_t large[] = {1, JF_SIGN_COUNT_MAX + 1};
    const int64_t larger[] = {1, JF_SIGN_AMOUNT_MAX + 1};
    jf_bundling bundling = {.size = sizeof bundling, .level = 77};

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_bundling_assess(NULL, NULL, 2, row, 2, &bundling, err));
    assert_fails(JF_E_ARGUMENT, jf_bundling_assess(NULL, row, 1, row, 1, &bundling, err));
    assert_fails(JF_E_ARGUMENT, jf_bundling_assess(NULL, row, 3, row, 2, &bundling, err));
    assert_fails(JF_E_ARGUMENT, jf_bundling_assess(NULL, row, 2, row, 2, NULL, err));
    assert_fails(JF_E_RANGE, jf_bundling_assess(NULL, large, 2, row, 2, &bundling, err));
    assert_fails(JF_E_RANGE, jf_bundling_assess(NULL, row, 2, larger, 2, &bundling, err));
    assert_int_equal(bundling.level, 77);
    assert_ok(jf_bundling_assess(NULL, row, 2, large, 2, &bundling, err));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewer_documents_with_as_much_in_them_are_bundled),
        cmocka_unit_test(fewer_documents_with_less_in_them_are_a_saving),
        cmocka_unit_test(thresholds_are_met_exactly),
        cmocka_unit_test(small_counts_are_said_but_do_not_warn),
        cmocka_unit_test(the_past_is_the_mean_of_its_windows),
        cmocka_unit_test(without_a_past_there_is_no_base),
        cmocka_unit_test(the_largest_amounts_are_judged),
        cmocka_unit_test(bad_rows_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.sign_bundling", tests, NULL, NULL);
}
