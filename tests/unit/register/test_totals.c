/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "jianfu/register_text.h"

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
    jf_counting_policy policy = {.size = sizeof policy, .date_basis = 1, .informal = 1};
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

/* A register of three bodies 1, 2, 3 that issue one document together, by a joint rule. */
static jf_register *three_bodies(int32_t joint, jf_tree **units_out)
{
    const int64_t bodies[] = {1, 2, 3};
    const int64_t issuers[] = {1, 2, 3};
    jf_counting_policy policy = {.size = sizeof policy, .joint = joint};
    jf_document document = plain;
    jf_error error = {0};
    jf_tree *units = tree_of(9, bodies, 3);
    jf_tree *kinds = tree_of(10, NULL, 0);
    jf_register *documents =
        assert_made(jf_register_new(units, kinds, &policy, NULL, &error), &error);

    document.sponsor = 1;
    assert_ok(jf_register_add(documents, &document, "", "", err));
    assert_ok(jf_register_set_issuers(documents, 0, issuers, 3, err));
    jf_tree_free(kinds);
    *units_out = units;
    return documents;
}

static jf_share share_of(jf_register *documents, int64_t unit)
{
    jf_share share = {.size = sizeof share};

    assert_ok(jf_register_share(documents, unit, 0, JUNE_30, JUNE_30, &share, err));
    return share;
}

static void tv13_lead_each_and_share_of_a_joint_document(void **state)
{
    static const int64_t wanted[3][4][2] = {
        {{1, 1}, {1, 1}, {0, 1}, {0, 1}}, /* all, then A, B, C */
        {{3, 1}, {1, 1}, {1, 1}, {1, 1}},
        {{1, 1}, {1, 3}, {1, 3}, {1, 3}},
    };

    (void)state;
    for (int32_t joint = JF_JOINT_LEAD; joint <= JF_JOINT_SHARE; joint++) {
        jf_tree *units;
        jf_register *documents = three_bodies(joint, &units);

        for (int64_t unit = 0; unit <= 3; unit++) {
            assert_int_equal(share_of(documents, unit).numerator, wanted[joint][unit][0]);
            assert_int_equal(share_of(documents, unit).denominator, wanted[joint][unit][1]);
        }
        jf_register_free(documents);
        jf_tree_free(units);
    }
}

static void shares_are_rounded_once_and_no_whole_number(void **state)
{
    jf_tree *units;
    jf_register *documents = three_bodies(JF_JOINT_SHARE, &units);
    jf_share third = share_of(documents, 2);
    int64_t sum = 77;

    (void)state;
    assert_fails(JF_E_STATE, jf_register_total(documents, 2, 0, JUNE_30, JUNE_30, &sum, err));
    assert_int_equal(sum, 77);
    assert_ok(jf_register_total(documents, 0, 0, JUNE_30, JUNE_30, &sum, err));
    assert_int_equal(sum, 1);
    assert_ok(jf_share_round(&third, 1, JF_ROUNDING_HALF_EVEN, &sum, err));
    assert_int_equal(sum, 3);
    jf_register_free(documents);
    jf_tree_free(units);
}

static void tv20_a_baseline_is_the_sum_of_predecessors(void **state)
{
    const fixture *made = *state;
    const struct {
        int64_t unit;
        jf_day day;
        int64_t count;
    } rows[] = {{101, JUNE_30 - 365, 10}, {102, JUNE_30 - 365, 20}, {101, 19440, 4},
                {102, JUNE_30, 18}};
    int64_t before = 0;
    int64_t after = 0;
    jf_rate rate = {.size = sizeof rate};

    assert_ok(jf_tree_retire(made->units, 101, 19447, 102, err));
    for (size_t i = 0; i < 4; i++) {
        jf_document document = plain;

        document.sponsor = rows[i].unit;
        document.date_signed = rows[i].day;
        document.count = rows[i].count;
        add(made, document);
    }
    assert_ok(jf_register_baseline(made->documents, 102, 0, JUNE_30 - 366, JUNE_30 - 364, JUNE_30,
                                   &before, err));
    assert_ok(jf_register_baseline(made->documents, 102, 0, JUNE_30 - 180, JUNE_30, JUNE_30,
                                   &after, err));
    assert_int_equal(before, 30);
    assert_int_equal(after, 22);
    assert_ok(jf_rate_change(before, after, 1, JF_ROUNDING_HALF_EVEN, &rate, err));
    assert_int_equal(rate.rounded, -267);
    assert_ok(jf_register_baseline(made->documents, 101, 0, JUNE_30 - 366, JUNE_30 - 364, 19447,
                                   &before, err));
    assert_int_equal(before, 10);
    assert_int_equal(total(made, 102, 0, JUNE_30 - 366, JUNE_30 - 364), 20);
    assert_fails(JF_E_RANGE, jf_register_baseline(made->documents, 101, 0, 1, 2, JF_DAY_NONE,
                                                  &before, err));
}

static void predecessors_are_kept_apart_by_option(void **state)
{
    const fixture *made = *state;
    jf_counting_policy policy = {.size = sizeof policy, .predecessors = 1};
    jf_error error = {0};
    jf_register *apart =
        assert_made(jf_register_new(made->units, made->kinds, &policy, NULL, &error), &error);
    int64_t before = -1;

    assert_ok(jf_tree_retire(made->units, 101, JUNE_30, 102, err));
    assert_ok(jf_register_add(apart, &plain, "", "", err));
    assert_ok(
        jf_register_baseline(apart, 102, 0, JUNE_30, JUNE_30, JUNE_30 + 1, &before, err));
    assert_int_equal(before, 0);
    jf_register_free(apart);
}

static void directions_and_letters_are_told_whatever_counts(void **state)
{
    const fixture *made = *state;
    jf_document document = plain;
    int64_t sum = -1;

    document.direction = JF_DIRECTION_UP;
    assert_ok(jf_register_add(made->documents, &document, "国办函〔2023〕1号", "通知", err));
    document.direction = JF_DIRECTION_LEVEL;
    document.doc_kind = JF_DOC_KIND_LETTER;
    assert_ok(jf_register_add(made->documents, &document, "国发〔2023〕1号", "", err));
    for (int32_t direction = 0; direction < 3; direction++) {
        assert_ok(jf_register_direction_total(made->documents, direction, 1, JUNE_30, JUNE_30,
                                              &sum, err));
        assert_int_equal(sum, direction > 0);
    }
    assert_ok(jf_register_letter_total(made->documents, 0, 1, JUNE_30, JUNE_30, &sum, err));
    assert_int_equal(sum, 0);
    assert_ok(jf_register_letter_total(made->documents, 1, 1, JUNE_30, JUNE_30, &sum, err));
    assert_int_equal(sum, 1);
    assert_fails(JF_E_ARGUMENT,
                 jf_register_direction_total(made->documents, 3, 1, 1, 1, &sum, err));
    assert_fails(JF_E_ARGUMENT, jf_register_letter_total(made->documents, 2, 1, 1, 1, &sum, err));
}

static void a_series_counts_for_its_body_by_option(void **state)
{
    const fixture *made = *state;
    jf_counting_policy policy = {.size = sizeof policy, .owner = 1};
    jf_error error = {0};
    jf_register *by_body =
        assert_made(jf_register_new(made->units, made->kinds, &policy, NULL, &error), &error);
    int64_t owner = -1;
    int64_t sum = -1;

    assert_ok(jf_tree_add_alias(made->units, 102, "国资党发", err));
    for (int i = 0; i < 2; i++) {
        jf_register *documents = i ? by_body : made->documents;

        assert_ok(jf_register_add(documents, &plain, "国资党发[2023]1号", "", err));
        assert_ok(jf_register_owner_at(documents, 0, &owner, err));
        assert_int_equal(owner, i ? 102 : 101);
        assert_ok(jf_register_total(documents, 102, 0, JUNE_30, JUNE_30, &sum, err));
        assert_int_equal(sum, i);
    }
    assert_ok(jf_register_add(by_body, &plain, "国办发〔2023〕1号", "", err));
    assert_ok(jf_register_owner_at(by_body, 1, &owner, err));
    assert_int_equal(owner, 101);
    assert_fails(JF_E_RANGE, jf_register_owner_at(by_body, 2, &owner, err));
    jf_register_free(by_body);
}

static void a_corrected_copy_of_a_number_counts_once(void **state)
{
    const fixture *made = *state;
    jf_document copy = plain;

    copy.corrects = 1;
    assert_ok(jf_register_add(made->documents, &plain, "国发〔2023〕1号", "", err));
    assert_ok(jf_register_add(made->documents, &copy, "国发[2023]01号", "", err));
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30), 1);
    assert_ok(jf_register_add(made->documents, &copy, "国发〔2023〕2号", "", err));
    assert_int_equal(total(made, 0, 0, JUNE_30, JUNE_30), 2);
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
    assert_fails(JF_E_ARGUMENT, jf_register_verdict_total(documents, 21, 0, 1, 1, &sum, err));
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
        cmocka_unit_test(tv13_lead_each_and_share_of_a_joint_document),
        cmocka_unit_test(shares_are_rounded_once_and_no_whole_number),
        with_register(tv20_a_baseline_is_the_sum_of_predecessors),
        with_register(predecessors_are_kept_apart_by_option),
        with_register(directions_and_letters_are_told_whatever_counts),
        with_register(a_series_counts_for_its_body_by_option),
        with_register(a_corrected_copy_of_a_number_counts_once),
        with_register(tv03_rate_of_two_totals),
        with_register(totals_refuse_what_does_not_exist),
        with_register(sum_beyond_64_bits_is_an_overflow),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.totals", tests, NULL, NULL);
}
