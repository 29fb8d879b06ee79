/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of reading a problem and a plan refused in turn: no leak, nothing half built.
 * Writing asks for no memory. */
#include "support/support.h"

#include "support/meetings.h"

static const char problem_text[] =
    "jianfu-problem 1\n"
    "horizon first=2023-09-28 last=2023-10-13\n"
    "days first=2023-09-21 last=2023-10-13\n"
    "off first=2023-09-29 last=2023-10-06\n"
    "work first=2023-10-07 last=2023-10-08\n"
    "rules near_days=3\n"
    "blackout first=2023-10-12 last=2023-10-12\n"
    "person id=1\n"
    "busy person=1 day=2023-10-09 start=510 minutes=30\n"
    "room id=1 capacity=9\n"
    "hours room=1 day=2023-10-09 start=510 minutes=540\n"
    "class id=1 max_minutes=240\n"
    "request id=1 minutes=60 opening=10 class=1 first=2023-09-21 last=2023-10-13\n"
    "request id=2 minutes=60 opening=10 first=2023-09-28 last=2023-10-13\n"
    "topic request=1 topic=4\n"
    "topic request=2 topic=4\n"
    "generic topic=5\n"
    "attendee request=1 person=1\n"
    "attendee request=2 person=1 heads=2\n"
    "unavailable request=1 day=2023-10-09 start=810 minutes=30\n"
    "conflict a=1 b=2 weight=3\n"
    "bar a=2 b=1\n"
    "end items=21\n";

static const char plan_text[] =
    "jianfu-plan 1\n"
    "solved verdict=stopped\n"
    "place request=1 gathering=1 day=2023-10-09 start=540 minutes=60 room=1\n"
    "place request=2 gathering=2 day=2023-10-09 start=840 minutes=60 room=1\n"
    "end items=3\n";

static jf_status story(const jf_allocator *allocator, void *user)
{
    jf_meeting_text_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_test_memory *memory = allocator->user;
    uint8_t bytes[sizeof problem_text] = {0};
    jf_error error = {0};
    jf_problem *problem = jf_problem_read((const uint8_t *)problem_text, sizeof problem_text - 1,
                                          &opts, &error);
    jf_plan *plan = NULL;
    jf_status status = problem ? jf_problem_seal(problem, &error) : (jf_status)error.status;

    (void)user;
    if (!status) {
        plan = jf_plan_read(problem, (const uint8_t *)plan_text, sizeof plan_text - 1, &error);
        status = (jf_status)error.status;
    }
    if (plan) {
        int64_t calls = memory->calls;

        assert_ok(jf_problem_write(problem, 0, bytes, sizeof problem_text - 1, err));
        assert_string_equal((char *)bytes, problem_text);
        memset(bytes, 0, sizeof bytes);
        assert_ok(jf_plan_write(plan, 0, bytes, sizeof plan_text - 1, err));
        assert_string_equal((char *)bytes, plan_text);
        assert_int_equal(memory->calls, calls);
    }
    jf_plan_free(plan);
    jf_problem_free(problem);
    return status;
}

static void every_refusal_is_met_and_leaves_nothing_behind(void **state)
{
    (void)state;
    assert_true(jf_test_every_failure(story, NULL) > 60);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_refusal_is_met_and_leaves_nothing_behind),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.meeting_text", tests, NULL, NULL);
}
