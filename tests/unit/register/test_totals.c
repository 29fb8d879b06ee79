/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static int64_t verdict_total(const fixture *made, int32_t verdict)
{
    int64_t sum = -1;

    assert_ok(jf_register_verdict_total(made->documents, verdict, 0, JF_DAY_FIRST, JF_DAY_LAST,
                                        &sum, err));
    return sum;
}

static void totals_follow_the_subtrees(void **state)
{
    const fixture *made = *state;
    jf_document letter = plain;

    letter.sponsor = 102;
    letter.kind = 11;
    letter.count = 4;
    add(made, plain);
    add(made, letter);
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30), 5);
    assert_int_equal(total(made, 1, 10, JUNE_30, JUNE_30), 5);
    assert_int_equal(total(made, 101, 0, JUNE_30, JUNE_30), 1);
    assert_int_equal(total(made, 102, 10, JUNE_30, JUNE_30), 4);
    assert_int_equal(total(made, 0, 11, JUNE_30, JUNE_30), 4);
    assert_int_equal(total(made, 101, 11, JUNE_30, JUNE_30), 0);
}

static void totals_follow_closed_day_ranges(void **state)
{
    const fixture *made = *state;

    add(made, plain);
    assert_int_equal(total(made, 0, 0, JUNE_30 - 9, JUNE_30), 1);
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30 + 9), 1);
    assert_int_equal(total(made, 0, 0, JUNE_30 - 9, JUNE_30 - 1), 0);
    assert_int_equal(total(made, 0, 0, JUNE_30 + 1, JUNE_30 + 9), 0);
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30 - 1), 0);
    assert_int_equal(total(made, 0, 0, JF_DAY_FIRST, JF_DAY_FIRST - 1), 0);
    assert_int_equal(total(made, 0, 0, JF_DAY_FIRST, JF_DAY_LAST), 1);
}

static void totals_leave_out_what_the_policy_leaves_out(void **state)
{
    const fixture *made = *state;
    jf_document informal = plain;

    informal.informal = 1;
    informal.count = 60;
    add(made, plain);
    add(made, informal);
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30), 1);
    assert_int_equal(verdict_total(made, JF_VERDICT_INFORMAL), 60);
    assert_int_equal(verdict_total(made, JF_VERDICT_COUNTED), 1);
    assert_int_equal(verdict_total(made, JF_VERDICT_UPWARD), 0);
}

static void undated_documents_stand_in_every_range_of_verdicts(void **state)
{
    const fixture *made = *state;
    jf_document undated = plain;
    int64_t sum = -1;

    undated.date_signed = JF_DAY_NONE;
    add(made, undated);
    assert_int_equal(total(made, 0, 0, JF_DAY_FIRST, JF_DAY_LAST), 0);
    assert_ok(jf_register_verdict_total(made->documents, JF_VERDICT_UNDATED, 101, 5, 5, &sum, err));
    assert_int_equal(sum, 1);
    assert_ok(jf_register_verdict_total(made->documents, JF_VERDICT_UNDATED, 102, 5, 5, &sum, err));
    assert_int_equal(sum, 0);
}

static void policy_of_the_register_decides(void **state)
{
    const fixture *made = *state;
    jf_counting_policy policy = {.size = sizeof policy, .date_basis = 1, .count_informal = 1};
    jf_error error = {0};
    jf_register *other =
        assert_made(jf_register_new(made->units, made->kinds, &policy, NULL, &error), &error);
    jf_document informal = plain;
    int64_t sum = -1;
    jf_day day;

    informal.informal = 1;
    assert_ok(jf_register_add(other, &informal, "", "", err));
    assert_ok(jf_register_day_at(other, 0, &day, err));
    assert_int_equal(day, JUNE_30 + 3);
    assert_ok(jf_register_total(other, 0, 0, JUNE_30 + 3, JUNE_30 + 3, &sum, err));
    assert_int_equal(sum, 1);
    jf_register_free(other);
}

static void tv03_rate_of_two_totals(void **state)
{
    const fixture *made = *state;
    jf_document last_year = plain;
    jf_document this_year = plain;
    jf_rate rate = {.size = sizeof rate};

    last_year.date_signed = JUNE_30 - 365;
    last_year.count = 120;
    this_year.count = 108;
    add(made, last_year);
    add(made, this_year);
    assert_ok(jf_rate_change(total(made, 1, 10, JUNE_30 - 365, JUNE_30 - 365),
                             total(made, 1, 10, JUNE_30, JUNE_30), 1, JF_ROUNDING_HALF_EVEN, &rate,
                             err));
    assert_int_equal(rate.rounded, -100);
}

static void totals_refuse_what_does_not_exist(void **state)
{
    jf_register *documents = ((const fixture *)*state)->documents;
    int64_t sum = 77;

    assert_fails(JF_E_NOT_FOUND, jf_register_total(documents, 9, 0, 1, 1, &sum, err));
    assert_fails(JF_E_NOT_FOUND, jf_register_total(documents, 0, 9, 1, 1, &sum, err));
    assert_fails(JF_E_NOT_FOUND, jf_register_total(documents, -1, 0, 1, 1, &sum, err));
    assert_fails(JF_E_RANGE, jf_register_total(documents, 0, 0, 2, 0, &sum, err));
    assert_fails(JF_E_RANGE, jf_register_total(documents, 0, 0, JF_DAY_NONE, 0, &sum, err));
    assert_fails(JF_E_RANGE, jf_register_total(documents, 0, 0, 0, JF_DAY_LAST + 1, &sum, err));
    assert_fails(JF_E_RANGE,
                 jf_register_total(documents, 0, 0, JF_DAY_LAST + 1, JF_DAY_LAST, &sum, err));
    assert_fails(JF_E_ARGUMENT, jf_register_verdict_total(documents, -1, 0, 1, 1, &sum, err));
    assert_fails(JF_E_ARGUMENT, jf_register_verdict_total(documents, 9, 0, 1, 1, &sum, err));
    assert_fails(JF_E_NOT_FOUND, jf_register_verdict_total(documents, 0, 9, 1, 1, &sum, err));
    assert_fails(JF_E_RANGE, jf_register_verdict_total(documents, 0, 0, 2, 0, &sum, err));
    assert_int_equal(sum, 77);
}

static void sum_beyond_64_bits_is_an_overflow(void **state)
{
    const fixture *made = *state;
    jf_document giant = plain;
    int64_t sum = 77;

    giant.count = INT64_MAX;
    add(made, giant);
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30), INT64_MAX);
    add(made, plain);
    assert_fails(JF_E_OVERFLOW,
                 jf_register_total(made->documents, 0, 0, JUNE_30, JUNE_30, &sum, err));
    assert_int_equal(sum, 77);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_register(totals_follow_the_subtrees),
        with_register(totals_follow_closed_day_ranges),
        with_register(totals_leave_out_what_the_policy_leaves_out),
        with_register(undated_documents_stand_in_every_range_of_verdicts),
        with_register(policy_of_the_register_decides),
        with_register(tv03_rate_of_two_totals),
        with_register(totals_refuse_what_does_not_exist),
        with_register(sum_beyond_64_bits_is_an_overflow),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.totals", tests, NULL, NULL);
}
