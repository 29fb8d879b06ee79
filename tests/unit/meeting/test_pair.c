/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static void assert_failed(const jf_problem *problem, int32_t wanted)
{
    assert_int_equal(judge(problem, 1, 2).failed, wanted);
    assert_int_equal(judge(problem, 2, 1).failed, wanted);
}

/* Twins of which the second is changed; four people each, topic SAFETY. */
static jf_problem *make_pair(jf_request second)
{
    jf_problem *problem = make_problem();

    add_people(problem, 1, 8, 0);
    add_class(problem, 1, 240, 0);
    add_class(problem, 2, 0, 5);
    add_meeting(problem, hour(1), 1, 4);
    add_meeting(problem, second, 1, 4);
    return problem;
}

static void twins_pass_with_all_numbers(void **state)
{
    jf_problem *problem = make_pair(hour(2));
    jf_pair pair;

    (void)state;
    seal(problem);
    pair = judge(problem, 1, 2);
    assert_int_equal(pair.failed, 0);
    assert_int_equal(pair.request_a, 1);
    assert_int_equal(pair.request_b, 2);
    assert_int_equal(pair.common_days, DAYS);
    assert_int_equal(pair.days_apart, 0);
    assert_int_equal(pair.near_days, 10);
    assert_int_equal(pair.shared, 4);
    assert_int_equal(pair.either, 4);
    assert_int_equal(pair.overlap_permille, 800);
    assert_int_equal(pair.minutes, 110);
    assert_int_equal(pair.minutes_cap, 0);
    assert_int_equal(pair.heads, 4);
    assert_int_equal(pair.heads_cap, 0);
    assert_int_equal(pair.growth, 0);
    assert_int_equal(pair.growth_cap, 15);
    jf_problem_free(problem);
}

static void statutory_requests_stay_alone(void **state)
{
    jf_request second = hour(2);
    jf_problem *problem;

    (void)state;
    second.statutory = 1;
    problem = make_pair(second);
    seal(problem);
    assert_failed(problem, JF_TEST_STATUTORY);
    jf_problem_free(problem);
}

static void secret_requests_stay_alone(void **state)
{
    jf_request second = hour(2);
    jf_problem *problem;

    (void)state;
    second.secrecy = 1;
    problem = make_pair(second);
    seal(problem);
    assert_failed(problem, JF_TEST_SECRECY);
    jf_problem_free(problem);
}

static void barred_pairs_stay_apart(void **state)
{
    jf_problem *problem = make_pair(hour(2));

    (void)state;
    assert_ok(jf_problem_add_bar(problem, 2, 1, err));
    seal(problem);
    assert_failed(problem, JF_TEST_BARRED);
    jf_problem_free(problem);
}

static void windows_must_share_a_day_for_meetings(void **state)
{
    jf_request second = hour(2);
    jf_problem *problem;

    (void)state;
    second.first = second.target = FIRST + 5;
    problem = make_pair(second);
    assert_ok(jf_problem_add_blackout(problem, FIRST + 5, LAST, err));
    assert_fails(JF_E_RANGE, jf_problem_seal(problem, err));
    jf_problem_free(problem);
    second.last = LAST;
    second.pin_start = MORNING + 1;
    problem = make_pair(second);
    seal(problem);
    assert_int_equal(judge(problem, 1, 2).common_days, 1);
    jf_problem_free(problem);
}

static void disjoint_windows_are_refused(void **state)
{
    jf_request first = hour(1);
    jf_request second = hour(2);
    jf_problem *problem = make_problem();

    (void)state;
    first.last = FIRST + 4;
    second.first = second.target = FIRST + 5;
    add_people(problem, 1, 4, 0);
    add_meeting(problem, first, 1, 4);
    add_meeting(problem, second, 1, 4);
    seal(problem);
    assert_failed(problem, JF_TEST_WINDOW);
    assert_int_equal(judge(problem, 1, 2).common_days, 0);
    assert_int_equal(judge(problem, 1, 2).days_apart, 5);
    jf_problem_free(problem);
}

static void targets_must_be_near(void **state)
{
    jf_meeting_rules rules = {.size = sizeof rules, .near_days = 3};
    jf_request second = hour(2);
    jf_problem *problem;

    (void)state;
    second.target = FIRST + 3;
    problem = make_pair(second);
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    seal(problem);
    assert_failed(problem, 0);
    jf_problem_free(problem);
    second.target = FIRST + 4;
    problem = make_pair(second);
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    seal(problem);
    assert_failed(problem, JF_TEST_TIME);
    jf_problem_free(problem);
}

static void a_generic_topic_is_no_subject(void **state)
{
    jf_problem *problem = make_pair(hour(2));

    (void)state;
    assert_ok(jf_problem_set_generic_topic(problem, SAFETY, err));
    assert_ok(jf_problem_add_topic(problem, 1, 8, err));
    assert_ok(jf_problem_add_topic(problem, 2, 9, err));
    seal(problem);
    assert_failed(problem, JF_TEST_SUBJECT);
    jf_problem_free(problem);
}

static void four_of_five_attendees_are_enough(void **state)
{
    jf_request second = hour(2);
    jf_problem *problem;

    (void)state;
    second.minutes = 15;
    problem = make_pair(second);
    assert_ok(jf_problem_add_attendee(problem, 1, 5, 1, false, err));
    seal(problem);
    assert_failed(problem, 0); /* 800 of 1000, and 5 minutes more for one */
    jf_problem_free(problem);
    problem = make_pair(second);
    assert_ok(jf_problem_add_attendee(problem, 1, 5, 1, false, err));
    assert_ok(jf_problem_add_attendee(problem, 1, 6, 1, false, err));
    seal(problem);
    assert_failed(problem, JF_TEST_ATTENDEES);
    jf_problem_free(problem);
}

static void optional_guests_do_not_make_people_mostly_the_same(void **state)
{
    jf_problem *problem = make_problem();

    (void)state;
    add_people(problem, 1, 4, 0);
    add_meeting(problem, hour(1), 1, 4);
    add_meeting(problem, hour(2), 1, 1);
    for (int64_t person = 2; person <= 4; person++)
        assert_ok(jf_problem_add_attendee(problem, 2, person, 1, true, err));
    seal(problem);
    assert_int_equal(judge(problem, 1, 2).shared, 1);
    assert_int_equal(judge(problem, 1, 2).either, 4);
    assert_true((judge(problem, 1, 2).failed & JF_TEST_ATTENDEES) != 0);
    jf_problem_free(problem);
}

static void requests_without_attendees_share_nobody(void **state)
{
    jf_problem *problem = make_problem();

    (void)state;
    add_meeting(problem, hour(1), 1, 0);
    add_meeting(problem, hour(2), 1, 0);
    seal(problem);
    assert_failed(problem, JF_TEST_ATTENDEES);
    jf_problem_free(problem);
}

static void tv16_merge_of_180_and_120_minutes_is_refused_by_the_cap_of_240(void **state)
{
    jf_problem *problem = make_problem();
    jf_request a = hour(1);
    jf_request b = hour(2);
    jf_pair pair;

    (void)state;
    a.minutes = 180;
    b.minutes = 120;
    a.opening = b.opening = 0;
    a.meeting_class = b.meeting_class = 1;
    add_people(problem, 1, 4, 0);
    add_class(problem, 1, 240, 0);
    add_meeting(problem, a, 1, 4);
    add_meeting(problem, b, 1, 4);
    seal(problem);
    pair = judge(problem, 1, 2);
    assert_int_equal(pair.failed, JF_TEST_DURATION);
    assert_int_equal(pair.minutes, 300);
    assert_int_equal(pair.minutes_cap, 240);
    jf_problem_free(problem);
}

static void the_smallest_cap_of_heads_counts(void **state)
{
    jf_request second = hour(2);
    jf_problem *problem;
    jf_pair pair;

    (void)state;
    second.minutes = 15;
    second.meeting_class = 2;
    problem = make_pair(second);
    assert_ok(jf_problem_add_attendee(problem, 1, 5, 2, false, err));
    assert_ok(jf_problem_add_attendee(problem, 2, 6, 7, true, err)); /* optional: not counted */
    seal(problem);
    pair = judge(problem, 1, 2);
    assert_int_equal(pair.failed, JF_TEST_HEADS);
    assert_int_equal(pair.heads, 6);
    assert_int_equal(pair.heads_cap, 5);
    jf_problem_free(problem);
}

static void nobody_sits_much_longer_than_his_own(void **state)
{
    jf_problem *problem = make_pair(hour(2));
    jf_pair pair;

    (void)state;
    assert_ok(jf_problem_add_attendee(problem, 1, 5, 1, false, err));
    seal(problem);
    pair = judge(problem, 1, 2);
    assert_int_equal(pair.failed, JF_TEST_GROWTH);
    assert_int_equal(pair.growth, 50);
    jf_problem_free(problem);
}

/* 15 units send somebody to each of two meetings, but never the same person. */
static jf_problem *make_units(int32_t basis, int32_t growth_minutes)
{
    jf_meeting_rules rules = {
        .size = sizeof rules, .basis = basis, .growth_minutes = growth_minutes};
    jf_problem *problem = make_problem();

    for (int64_t unit = 1; unit <= 15; unit++) {
        add_people(problem, unit, unit, unit);
        add_people(problem, 100 + unit, 100 + unit, unit);
    }
    add_meeting(problem, hour(1), 1, 15);
    add_meeting(problem, hour(2), 101, 115);
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    seal(problem);
    return problem;
}

static void tv17_persons_of_the_same_units_are_others_on_the_basis_of_persons(void **state)
{
    jf_problem *problem = make_units(JF_BASIS_PERSON, 60);
    jf_pair pair = judge(problem, 1, 2);

    (void)state;
    assert_int_equal(pair.failed, JF_TEST_ATTENDEES);
    assert_int_equal(pair.shared, 0);
    assert_int_equal(pair.either, 30);
    jf_problem_free(problem);
}

static void tv17_the_same_units_pass_on_the_basis_of_units(void **state)
{
    jf_problem *problem = make_units(JF_BASIS_UNIT, 0);
    jf_pair pair = judge(problem, 1, 2);

    (void)state;
    assert_int_equal(pair.failed, JF_TEST_GROWTH);
    assert_int_equal(pair.shared, 15);
    assert_int_equal(pair.either, 15);
    assert_int_equal(pair.growth, 50);
    jf_problem_free(problem);
    problem = make_units(JF_BASIS_UNIT, 60);
    assert_failed(problem, 0);
    jf_problem_free(problem);
}

static void all_failing_tests_are_reported(void **state)
{
    jf_request second = hour(2);
    jf_problem *problem;

    (void)state;
    second.secrecy = 2;
    second.statutory = 1;
    second.target = FIRST + 9;
    problem = make_pair(second);
    assert_ok(jf_problem_add_bar(problem, 1, 2, err));
    seal(problem);
    assert_failed(problem, JF_TEST_STATUTORY | JF_TEST_SECRECY | JF_TEST_BARRED);
    jf_problem_free(problem);
}

static void a_pair_has_two_known_requests(void **state)
{
    jf_problem *problem = make_twins();
    jf_pair pair = {.size = sizeof pair};

    (void)state;
    seal(problem);
    assert_fails(JF_E_NOT_FOUND, jf_problem_pair(problem, 1, 9, &pair, err));
    assert_fails(JF_E_NOT_FOUND, jf_problem_pair(problem, 9, 1, &pair, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_pair(problem, 1, 1, &pair, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_pair(problem, 1, 2, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_pair(NULL, 1, 2, &pair, err));
    pair.size = 0;
    assert_fails(JF_E_ARGUMENT, jf_problem_pair(problem, 1, 2, &pair, err));
    jf_problem_free(problem);
}

static void tests_have_names(void **state)
{
    static const char *const names[] = {"statutory", "secrecy",   "barred",   "window", "time",
                                        "subject",   "attendees", "duration", "heads",  "growth"};

    (void)state;
    for (int32_t i = 0; i < 10; i++)
        assert_string_equal(jf_merge_test_name(INT32_C(1) << i), names[i]);
    assert_string_equal(jf_merge_test_name(0), "none");
    assert_string_equal(jf_merge_test_name(3), "unknown");
    assert_string_equal(jf_merge_test_name(-1), "unknown");
    assert_string_equal(jf_merge_test_name(1024), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twins_pass_with_all_numbers),
        cmocka_unit_test(statutory_requests_stay_alone),
        cmocka_unit_test(secret_requests_stay_alone),
        cmocka_unit_test(barred_pairs_stay_apart),
        cmocka_unit_test(windows_must_share_a_day_for_meetings),
        cmocka_unit_test(disjoint_windows_are_refused),
        cmocka_unit_test(targets_must_be_near),
        cmocka_unit_test(a_generic_topic_is_no_subject),
        cmocka_unit_test(four_of_five_attendees_are_enough),
        cmocka_unit_test(optional_guests_do_not_make_people_mostly_the_same),
        cmocka_unit_test(requests_without_attendees_share_nobody),
        cmocka_unit_test(tv16_merge_of_180_and_120_minutes_is_refused_by_the_cap_of_240),
        cmocka_unit_test(the_smallest_cap_of_heads_counts),
        cmocka_unit_test(nobody_sits_much_longer_than_his_own),
        cmocka_unit_test(tv17_persons_of_the_same_units_are_others_on_the_basis_of_persons),
        cmocka_unit_test(tv17_the_same_units_pass_on_the_basis_of_units),
        cmocka_unit_test(all_failing_tests_are_reported),
        cmocka_unit_test(a_pair_has_two_known_requests),
        cmocka_unit_test(tests_have_names),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.pair", tests, NULL, NULL);
}
