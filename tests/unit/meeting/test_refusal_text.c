/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/meeting.h"

/* Requests 1 and 2: 180 and 120 minutes under a cap of 240 minutes and 1 head, persons 1 to 2 and 2
 * to 3, no topic, statutory, days far apart. */
static jf_problem *example(void)
{
    jf_error error = {0};
    jf_problem_options options = {.size = sizeof options, .first = 0, .last = 60, .any_day = 1};
    jf_problem *problem = assert_made(jf_problem_new(NULL, &options, &error), &error);
    jf_meeting_class cap = {.size = sizeof cap, .id = 1, .max_minutes = 240, .max_heads = 1};

    assert_ok(jf_problem_add_class(problem, &cap, err));
    for (int64_t id = 1; id <= 3; id++) {
        jf_person person = {.size = sizeof person, .id = id, .unit = 1};

        assert_ok(jf_problem_add_person(problem, &person, err));
    }
    for (int64_t id = 1; id <= 2; id++) {
        jf_request request = {.size = sizeof request, .id = id, .meeting_class = 1};

        request.minutes = id == 1 ? 180 : 120;
        request.first = request.target = id == 1 ? 0 : 40;
        request.last = request.first + 5;
        request.statutory = id == 2;
        assert_ok(jf_problem_add_request(problem, &request, err));
        assert_ok(jf_problem_add_attendee(problem, id, id, 1, false, err));
        assert_ok(jf_problem_add_attendee(problem, id, id + 1, 1, false, err));
    }
    assert_ok(jf_problem_seal(problem, err));
    return problem;
}

static void every_test_is_told_with_its_numbers(void **state)
{
    static const struct {
        int32_t test;
        const char *text;
    } cases[] = {
        {JF_TEST_STATUTORY, "statutory"},
        {JF_TEST_WINDOW, "window: no common day"},
        {JF_TEST_TIME, "time: targets are 40 working days apart > 10"},
        {JF_TEST_SUBJECT, "subject: no common topic"},
        {JF_TEST_ATTENDEES, "attendees: shared 1 of 3 < 800 per mille"},
        {JF_TEST_DURATION, "duration: 300 min > 240"},
        {JF_TEST_HEADS, "heads: 3 > 1"},
        {JF_TEST_GROWTH, "growth: somebody would sit 180 min more > 15"},
    };
    jf_problem *problem = example();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        jf_refusal refusal = {.size = sizeof refusal, .reason = JF_REFUSAL_TEST};
        char text[JF_REFUSAL_TEXT_SIZE];

        refusal.request_a = 1;
        refusal.request_b = 2;
        refusal.test = cases[i].test;
        assert_ok(jf_refusal_format(problem, &refusal, text, sizeof text, err));
        assert_string_equal(text, cases[i].text);
    }
    jf_problem_free(problem);
}

static void price_and_placement_are_told(void **state)
{
    jf_refusal refusal = {.size = sizeof refusal, .request_a = 1, .request_b = 2};
    jf_problem *problem = example();
    char text[JF_REFUSAL_TEXT_SIZE];

    (void)state;
    refusal.reason = JF_REFUSAL_PRICE;
    refusal.price = 60;
    assert_ok(jf_refusal_format(problem, &refusal, text, sizeof text, err));
    assert_string_equal(text, "price: costs 60 person-minutes more");
    refusal.reason = JF_REFUSAL_PLACEMENT;
    assert_ok(jf_refusal_format(problem, &refusal, text, sizeof text, err));
    assert_string_equal(text, "placement: no common time and room");
    jf_problem_free(problem);
}

static void bad_arguments_are_refused(void **state)
{
    jf_refusal refusal = {.size = sizeof refusal, .reason = JF_REFUSAL_PRICE, .request_a = 1};
    jf_problem *problem = example();
    char text[JF_REFUSAL_TEXT_SIZE];

    (void)state;
    assert_fails(JF_E_ARGUMENT, jf_refusal_format(NULL, &refusal, text, sizeof text, err));
    assert_fails(JF_E_ARGUMENT, jf_refusal_format(problem, NULL, text, sizeof text, err));
    assert_fails(JF_E_ARGUMENT, jf_refusal_format(problem, &refusal, NULL, sizeof text, err));
    refusal.request_b = 9;
    assert_fails(JF_E_NOT_FOUND, jf_refusal_format(problem, &refusal, text, sizeof text, err));
    refusal.request_b = 2;
    assert_fails(JF_E_RANGE, jf_refusal_format(problem, &refusal, text, 8, err));
    jf_problem_free(problem);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_test_is_told_with_its_numbers),
        cmocka_unit_test(price_and_placement_are_told),
        cmocka_unit_test(bad_arguments_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.refusal_text", tests, NULL, NULL);
}
