/* SPDX-License-Identifier: Apache-2.0 */
/* Problems from text: the forms that are read, and each wrong line with its status. */
#include "fixture.h"

#include <stdlib.h>

#include "support/meetings.h"

#define HEAD "jianfu-problem 1\nhorizon first=2024-10-04 last=2024-10-13 any_day=1\n"
#define DATED "jianfu-problem 1\nhorizon first=2024-10-04 last=2024-10-13\n"

static jf_status status_of(const char *text, size_t size, int32_t *line_out)
{
    jf_error error = {0};
    jf_problem *problem = jf_problem_read((const uint8_t *)text, size, NULL, &error);

    if (problem)
        assert_int_equal(error.status, JF_OK);
    jf_problem_free(problem);
    *line_out = error.line;
    return (jf_status)error.status;
}

typedef struct wrong {
    jf_status status;
    int32_t line;
    const char *text;
} wrong;

static void assert_wrong(const wrong *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int32_t line;
        jf_status status = status_of(cases[i].text, strlen(cases[i].text), &line);

        if (status != cases[i].status || line != cases[i].line)
            fail_msg("%s\nis %s in line %d, expected %s in line %d", cases[i].text,
                     jf_status_name((int32_t)status), (int)line,
                     jf_status_name((int32_t)cases[i].status), (int)cases[i].line);
    }
}

static void comments_blanks_and_any_order_are_read(void **state)
{
    jf_problem *problem =
        jf_test_problem_of("jianfu-problem 1 # of a report\r\n"
                           "\n"
                           "  # 会议\n"
                           "horizon\tlast=2024-10-13   any_day=1 first=20000\r\n"
                           "request id=2 minutes=030 last=2024-10-13 first=2024-10-04#x\n"
                           "person id=1\n"
                           "attendee person=1 request=2 heads=1\n"
                           "rules\n"
                           "end items=5\n"
                           "\n"
                           "# over");
    char *text;

    (void)state;
    assert_non_null(problem);
    text = jf_test_problem_text(problem);
    assert_string_equal(text, HEAD "person id=1\n"
                                   "request id=2 minutes=30 first=2024-10-04 last=2024-10-13\n"
                                   "attendee request=2 person=1\n"
                                   "end items=4\n");
    free(text);
    jf_problem_free(problem);
}

static void zero_is_zero_in_a_text(void **state)
{
    static const char whole[] = "jianfu-problem 1\n"
                                "horizon first=2024-10-04 last=2024-10-13 any_day=1 day_from=0 "
                                "lunch_from=0 lunch_to=0\n"
                                "rules overlap_permille=0 weight_shift=0\n"
                                "end items=2\n";
    jf_problem *problem = jf_test_problem_of(whole);
    char *text;

    (void)state;
    assert_non_null(problem);
    text = jf_test_problem_text(problem);
    assert_string_equal(text, whole);
    free(text);
    jf_problem_free(problem);
}

static void wrong_forms_have_their_line(void **state)
{
    static const wrong cases[] = {
        {JF_E_TEXT, 1, ""},
        {JF_E_TEXT, 1, "\n" HEAD "end items=1\n"},
        {JF_E_TEXT, 1, "jianfu-plan 1\n"},
        {JF_E_TEXT, 1, "jianfu-problem 2\nend items=0\n"},
        {JF_E_TEXT, 1, "jianfu-problem 1 2\nend items=0\n"},
        {JF_E_TEXT, 2, "jianfu-problem 1\n"},
        {JF_E_TEXT, 2, "jianfu-problem 1\nend items=0\n"},
        {JF_E_TEXT, 2, "jianfu-problem 1\nperson id=1\n"},
        {JF_E_TEXT, 2, "jianfu-problem 1\nhorizon first=2024-10-04\n"},
        {JF_E_TEXT, 2, "jianfu-problem 1\nhorizon first=2024-13-04 last=2024-10-13\n"},
        {JF_E_TEXT, 2, "jianfu-problem 1\nhorizon first=2147483648 last=2024-10-13\n"},
        {JF_E_TEXT, 3, HEAD},
        {JF_E_TEXT, 3, HEAD "end items=2\n"},
        {JF_E_TEXT, 3, HEAD "end\n"},
        {JF_E_TEXT, 4, HEAD "end items=1\nend items=1\n"},
        {JF_E_TEXT, 3, HEAD "horizon first=2024-10-04 last=2024-10-13 any_day=1\n"},
        {JF_E_TEXT, 3, HEAD "days first=2024-10-04 last=2024-10-13\n"},
        {JF_E_TEXT, 4, HEAD "rules\nrules\n"},
        {JF_E_TEXT, 3, HEAD "people id=1\n"},
        {JF_E_TEXT, 3, HEAD "person\n"},
        {JF_E_TEXT, 3, HEAD "person id\n"},
        {JF_E_TEXT, 3, HEAD "person id=\n"},
        {JF_E_TEXT, 3, HEAD "person id=1 id=1\n"},
        {JF_E_TEXT, 3, HEAD "person id=1 room=2\n"},
        {JF_E_TEXT, 3, HEAD "person id=1 2\n"},
        {JF_E_TEXT, 3, HEAD "person id=+1\n"},
        {JF_E_TEXT, 3, HEAD "person id=-1\n"},
        {JF_E_TEXT, 3, HEAD "person id=-\n"},
        {JF_E_TEXT, 3, HEAD "person id=1x\n"},
        {JF_E_TEXT, 3, HEAD "person id=9223372036854775808\n"},
        {JF_E_TEXT, 3, HEAD "room id=1 capacity=2147483648\n"},
        {JF_E_TEXT, 3, HEAD "rules basis=0\n"},
        {JF_E_TEXT, 3, HEAD "rules no_merge=2\n"},
        {JF_E_TEXT, 3, HEAD "request id=1 minutes=5 first=20000 last=20000 start=1440\n"},
        {JF_E_ENCODING, 3, HEAD "# \xff\n"},
        {JF_E_ENCODING, 4, HEAD "end items=1\n# \xc3"},
    };

    (void)state;
    assert_wrong(cases, sizeof cases / sizeof cases[0]);
}

static void what_the_problem_refuses_has_its_line(void **state)
{
    static const wrong cases[] = {
        {JF_E_RANGE, 2, "jianfu-problem 1\nhorizon first=20001 last=20000 any_day=1\n"},
        {JF_E_ARGUMENT, 2, "jianfu-problem 1\nhorizon first=1 last=2 any_day=1 grain=0\n"},
        {JF_E_ARGUMENT, 2, "jianfu-problem 1\nhorizon first=1 last=2 any_day=1 day_to=0\n"},
        {JF_E_ARGUMENT, 3, HEAD "rules overlap_permille=1001\n"},
        {JF_E_RANGE, 3, HEAD "blackout first=2 last=1\n"},
        {JF_E_ARGUMENT, 3, HEAD "person id=0\n"},
        {JF_E_EXISTS, 4, HEAD "person id=9223372036854775807\nperson id=9223372036854775807\n"},
        {JF_E_NOT_FOUND, 3, HEAD "busy person=1 day=20000 start=1 minutes=1\n"},
        {JF_E_NOT_FOUND, 3, HEAD "hours room=1 day=20000 start=1 minutes=1\n"},
        {JF_E_RANGE, 4, HEAD "room id=1\nhours room=1 day=19999 start=1 minutes=1\n"},
        {JF_E_NOT_FOUND, 3, HEAD "request id=1 minutes=5 class=3 first=20000 last=20000\n"},
        {JF_E_ARGUMENT, 3, HEAD "topic request=1 topic=0\n"},
        {JF_E_NOT_FOUND, 3, HEAD "bar a=1 b=2\n"},
    };

    (void)state;
    assert_wrong(cases, sizeof cases / sizeof cases[0]);
}

static void days_of_the_calendar_have_their_place(void **state)
{
    static const wrong cases[] = {
        {JF_E_TEXT, 3, DATED "end items=1\n"},
        {JF_E_TEXT, 3, DATED "off first=2024-10-04 last=2024-10-04\n"},
        {JF_E_RANGE, 3, DATED "days first=2 last=1\n"},
        {JF_E_RANGE, 3, DATED "days first=-2147483648 last=2147483647\n"},
        {JF_E_TEXT, 4, DATED "days first=20000 last=20009\ndays first=20000 last=20009\n"},
        {JF_E_TEXT, 4, DATED "days first=20000 last=20009\noff first=19999 last=20000\n"},
        {JF_E_TEXT, 4, DATED "days first=20000 last=20009\noff first=20009 last=20010\n"},
        {JF_E_RANGE, 4, DATED "days first=20000 last=20009\noff first=20009 last=20008\n"},
        {JF_E_TEXT, 5, DATED "days first=20000 last=20009\noff first=20000 last=20003\n"
                             "off first=20003 last=20004\n"},
        {JF_E_ARGUMENT, 4, DATED "days first=20000 last=20009\nwork first=20000 last=20000\n"},
        {JF_E_EXISTS, 5, DATED "days first=20000 last=20009\noff first=20000 last=20009\n"
                               "work first=20001 last=20001\n"},
        {JF_E_UNKNOWN_DAY, 3, DATED "days first=20001 last=20009\nend items=2\n"},
        {JF_E_UNKNOWN_DAY, 3, DATED "days first=20000 last=20009\n"
                              "request id=1 minutes=30 first=19999 last=20000\nend items=3\n"},
    };

    (void)state;
    assert_wrong(cases, sizeof cases / sizeof cases[0]);
}

static void arguments_are_checked(void **state)
{
    static const uint8_t text[] = HEAD "end items=1\n";
    jf_meeting_text_options opts = {.size = sizeof opts, .reserved = 1};
    jf_test_memory memory;
    jf_error error = {0};

    (void)state;
    assert_null(jf_problem_read(NULL, 1, NULL, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    assert_null(jf_problem_read(NULL, 0, NULL, &error));
    assert_int_equal(error.status, JF_E_TEXT);
    assert_null(jf_problem_read(text, (size_t)INT32_MAX + 1, NULL, &error));
    assert_int_equal(error.status, JF_E_RANGE);
    assert_null(jf_problem_read(text, sizeof text - 1, &opts, &error));
    assert_int_equal(error.status, JF_E_ARGUMENT);
    opts.reserved = 0;
    jf_test_memory_init(&memory);
    opts.allocator = memory.allocator;
    opts.allocator.release = NULL;
    assert_null(jf_problem_read(text, sizeof text - 1, &opts, NULL));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_blanks_and_any_order_are_read),
        cmocka_unit_test(zero_is_zero_in_a_text),
        cmocka_unit_test(wrong_forms_have_their_line),
        cmocka_unit_test(what_the_problem_refuses_has_its_line),
        cmocka_unit_test(days_of_the_calendar_have_their_place),
        cmocka_unit_test(arguments_are_checked),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.problem_read", tests, NULL, NULL);
}
