/* SPDX-License-Identifier: Apache-2.0 */
/* Problems as text: what stands in it, what is left out, in pieces. */
#include "fixture.h"

#include <stdlib.h>

#include "support/calendars.h"
#include "support/meetings.h"

static void assert_text(const jf_problem *problem, const char *wanted)
{
    char *text = jf_test_problem_text(problem);

    assert_string_equal(text, wanted);
    free(text);
}

static void defaults_are_left_out(void **state)
{
    jf_problem *problem = make_problem();
    jf_request request = hour(3);

    (void)state;
    assert_text(problem, "jianfu-problem 1\n"
                         "horizon first=2024-10-04 last=2024-10-13 any_day=1\n"
                         "end items=1\n");
    add_people(problem, 1, 1, 0);
    request.opening = 0;
    add_meeting(problem, request, 1, 1);
    assert_text(problem, "jianfu-problem 1\n"
                         "horizon first=2024-10-04 last=2024-10-13 any_day=1\n"
                         "person id=1\n"
                         "request id=3 minutes=60 first=2024-10-04 last=2024-10-13\n"
                         "topic request=3 topic=7\n"
                         "attendee request=3 person=1\n"
                         "end items=5\n");
    jf_problem_free(problem);
}

static void relate(jf_problem *problem, int32_t kind, int32_t least, int32_t most)
{
    const jf_relation relation = {sizeof relation, kind, 6, 8, least, most};

    assert_ok(jf_problem_add_relation(problem, &relation, err));
}

static void add_all(jf_problem *problem)
{
    jf_meeting_rules rules = {.size = sizeof rules,
                              .basis = JF_BASIS_UNIT,
                              .overlap_permille = 700,
                              .near_days = -1,
                              .growth_minutes = 20,
                              .weight_agenda = -1,
                              .weight_gathering = 7,
                              .weight_superfluous = 2,
                              .weight_shift = 9,
                              .no_merge = 1};
    jf_request request = hour(8);

    assert_ok(jf_problem_set_rules(problem, &rules, err));
    assert_ok(jf_problem_add_blackout(problem, FIRST + 3, FIRST + 4, err));
    assert_ok(jf_problem_add_blackout(problem, JF_DAY_LAST, JF_DAY_LAST + 1, err));
    add_people(problem, 1, 2, 55);
    assert_ok(jf_problem_add_busy(problem, 2, FIRST, 0, 1440, err));
    add_room(problem, 5, 12);
    assert_ok(jf_problem_add_room_hours(problem, 5, FIRST + 1, 510, 300, err));
    assert_ok(jf_problem_add_room_feature(problem, 5, 31, err));
    add_class(problem, 4, 240, 30);
    request.organiser = 55;
    request.meeting_class = 4;
    request.target = FIRST + 2;
    request.secrecy = 3;
    request.statutory = 1;
    request.pin_start = 541;
    request.pin_room = 5;
    assert_ok(jf_problem_add_request(problem, &request, err));
    request = hour(6);
    request.first = JF_DAY_FIRST - 1;
    assert_ok(jf_problem_add_request(problem, &request, err));
    assert_ok(jf_problem_add_topic(problem, 8, 70, err));
    assert_ok(jf_problem_set_generic_topic(problem, 71, err));
    assert_ok(jf_problem_add_attendee(problem, 8, 1, 0, true, err));
    assert_ok(jf_problem_add_unavailable(problem, 6, FIRST, 600, 30, err));
    assert_ok(jf_problem_add_need(problem, 8, 31, err));
    assert_ok(jf_problem_add_conflict(problem, 6, 8, 0, err));
    assert_ok(jf_problem_add_conflict(problem, 6, 8, 40, err));
    assert_ok(jf_problem_add_bar(problem, 8, 6, err));
    relate(problem, JF_RELATION_BEFORE, 15, 90);
    relate(problem, JF_RELATION_BEFORE, 0, -1);
    relate(problem, JF_RELATION_BEFORE, 0, 0);
    relate(problem, JF_RELATION_SAME_DAY, 0, 0);
    relate(problem, JF_RELATION_DIFFERENT_DAY, 0, 0);
    relate(problem, JF_RELATION_ADJACENT, 0, 0);
}

static const char all_text[] =
    "jianfu-problem 1\n"
    "horizon first=2024-10-04 last=2024-10-13 any_day=1 day_from=0 day_to=1440 lunch_from=1 "
    "lunch_to=1 grain=5\n"
    "rules basis=unit overlap_permille=700 near_days=0 growth_minutes=20 weight_agenda=0 "
    "weight_gathering=7 weight_superfluous=2 weight_shift=9 no_merge=1\n"
    "blackout first=2024-10-07 last=2024-10-08\n"
    "blackout first=9999-12-31 last=2932897\n"
    "person id=1 unit=55\n"
    "person id=2 unit=55\n"
    "busy person=2 day=2024-10-04 start=0 minutes=1440\n"
    "room id=5 capacity=12\n"
    "hours room=5 day=2024-10-05 start=510 minutes=300\n"
    "feature room=5 feature=31\n"
    "class id=4 max_minutes=240 max_heads=30\n"
    "request id=8 minutes=60 opening=10 organiser=55 class=4 first=2024-10-04 last=2024-10-13 "
    "target=2024-10-06 secrecy=3 statutory=1 start=540 room=5\n"
    "request id=6 minutes=60 opening=10 first=-719163 last=2024-10-13 target=2024-10-04\n"
    "topic request=8 topic=70\n"
    "generic topic=71\n"
    "attendee request=8 person=1 heads=0 optional=1\n"
    "unavailable request=6 day=2024-10-04 start=600 minutes=30\n"
    "need request=8 feature=31\n"
    "conflict a=6 b=8\n"
    "conflict a=6 b=8 weight=40\n"
    "bar a=8 b=6\n"
    "relation kind=before a=6 b=8 least=15 most=90\n"
    "relation kind=before a=6 b=8 most=0\n"
    "relation kind=before a=6 b=8\n"
    "relation kind=same-day a=6 b=8\n"
    "relation kind=different-day a=6 b=8\n"
    "relation kind=adjacent a=6 b=8\n"
    "end items=27\n";

static jf_problem *make_all(void)
{
    jf_problem_options opts = {.size = sizeof opts,
                               .first = FIRST,
                               .last = LAST,
                               .any_day = 1,
                               .day_from = -1,
                               .day_to = 1440,
                               .lunch_from = 1,
                               .lunch_to = 1,
                               .grain = 5};
    jf_error error = {0};
    jf_problem *problem = assert_made(jf_problem_new(NULL, &opts, &error), &error);

    add_all(problem);
    return problem;
}

static void everything_is_written_and_read(void **state)
{
    jf_problem *problem = make_all();
    jf_problem *again;

    (void)state;
    assert_text(problem, all_text);
    seal(problem);
    assert_text(problem, all_text);
    again = jf_test_problem_of(all_text);
    assert_non_null(again);
    assert_text(again, all_text);
    jf_problem_free(again);
    jf_problem_free(problem);
}

static void pieces_make_the_whole(void **state)
{
    jf_problem *problem = make_all();
    size_t size = 0;
    uint8_t piece[8] = {0};

    (void)state;
    assert_ok(jf_problem_text_size(problem, &size, err));
    assert_int_equal(size, sizeof all_text - 1);
    for (size_t at = 0; at < size; at += 7) {
        size_t count = size - at < 7 ? size - at : 7;

        piece[count] = 0xee;
        assert_ok(jf_problem_write(problem, at, piece, count, err));
        assert_memory_equal(piece, all_text + at, count);
        assert_int_equal(piece[count], 0xee);
    }
    assert_ok(jf_problem_write(problem, size, NULL, 0, err));
    assert_fails(JF_E_RANGE, jf_problem_write(problem, size, piece, 1, err));
    assert_fails(JF_E_RANGE, jf_problem_write(problem, size + 1, piece, 0, err));
    assert_fails(JF_E_RANGE, jf_problem_write(problem, SIZE_MAX, piece, 2, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_write(problem, 0, NULL, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_write(NULL, 0, piece, 1, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_text_size(NULL, &size, err));
    assert_fails(JF_E_ARGUMENT, jf_problem_text_size(problem, NULL, err));
    jf_problem_free(problem);
}

/* Around the first of October 2023, with a target a week before the horizon. */
static jf_problem *october(jf_calendar *calendar)
{
    jf_problem_options opts = {.size = sizeof opts};
    jf_request request = hour(1);
    jf_error error = {0};
    jf_problem *problem;

    assert_ok(jf_day_parse("2023-09-28", &opts.first, err));
    assert_ok(jf_day_parse("2023-10-13", &opts.last, err));
    request.first = request.target = opts.first - 7;
    request.last = opts.last;
    problem = assert_made(jf_problem_new(calendar, &opts, &error), &error);
    assert_ok(jf_problem_add_request(problem, &request, err));
    return problem;
}

static void the_calendar_is_written_as_departures_from_the_week(void **state)
{
    jf_calendar *calendar = jf_test_china(2023, 2023);
    jf_problem *problem = october(calendar);

    (void)state;
    assert_text(problem, "jianfu-problem 1\n"
                         "horizon first=2023-09-28 last=2023-10-13\n"
                         "days first=2023-09-21 last=2023-10-13\n"
                         "off first=2023-09-29 last=2023-10-06\n"
                         "work first=2023-10-07 last=2023-10-08\n"
                         "request id=1 minutes=60 opening=10 first=2023-09-21 last=2023-10-13\n"
                         "end items=5\n");
    seal(problem);
    jf_test_problem_round_trip(problem, NULL);
    jf_problem_free(problem);
    jf_calendar_free(calendar);
}

static void years_off_are_cut_into_ranges(void **state)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);
    jf_problem_options opts = {.size = sizeof opts};
    jf_error error = {0};
    jf_problem *problem;

    (void)state;
    assert_ok(jf_day_parse("2023-01-02", &opts.first, err)); /* a Monday */
    opts.last = opts.first + 740;
    assert_ok(jf_calendar_set_known(calendar, opts.first, opts.last, err));
    for (jf_day day = opts.first; day < opts.first + 740; day++)
        assert_ok(jf_calendar_mark(calendar, day, day, JF_DAY_KIND_HOLIDAY, err));
    assert_ok(jf_calendar_seal(calendar, err));
    problem = assert_made(jf_problem_new(calendar, &opts, &error), &error);
    assert_text(problem, "jianfu-problem 1\n"
                         "horizon first=2023-01-02 last=2025-01-11\n"
                         "days first=2023-01-02 last=2025-01-11\n"
                         "off first=2023-01-02 last=2024-01-02\n"
                         "off first=2024-01-03 last=2025-01-02\n"
                         "off first=2025-01-03 last=2025-01-10\n"
                         "end items=5\n");
    jf_problem_free(problem);
    jf_calendar_free(calendar);
}

static void what_the_calendar_refuses_is_passed_on(void **state)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);
    jf_problem *problem = october(calendar);
    size_t size = 77;

    (void)state;
    assert_fails(JF_E_NOT_SEALED, jf_problem_text_size(problem, &size, err));
    assert_ok(jf_calendar_seal(calendar, err));
    assert_fails(JF_E_UNKNOWN_DAY, jf_problem_text_size(problem, &size, err));
    assert_fails(JF_E_UNKNOWN_DAY, jf_problem_write(problem, 0, NULL, 0, err));
    assert_int_equal(size, 77);
    jf_problem_free(problem);
    jf_calendar_free(calendar);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_left_out),
        cmocka_unit_test(everything_is_written_and_read),
        cmocka_unit_test(pieces_make_the_whole),
        cmocka_unit_test(the_calendar_is_written_as_departures_from_the_week),
        cmocka_unit_test(years_off_are_cut_into_ranges),
        cmocka_unit_test(what_the_calendar_refuses_is_passed_on),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.problem_write", tests, NULL, NULL);
}
