/* SPDX-License-Identifier: Apache-2.0 */
/* Each rule broken by a plan made by hand, and the numbers that say how. */
#include "fixture.h"

/* A sealed problem of two requests with different people, and rooms 1 (4 chairs) and 2 (any). */
static jf_problem *make_rooms(jf_request first, jf_request second)
{
    jf_problem *problem = make_problem();

    add_people(problem, 1, 8, 0);
    add_room(problem, 1, 4);
    add_room(problem, 2, 0);
    add_meeting(problem, first, 1, 4);
    add_meeting(problem, second, 5, 8);
    return problem;
}

static jf_placement in_room(int64_t request, jf_day day, int32_t start, int64_t room)
{
    jf_placement placement = at(request, day, start);

    placement.room = room;
    return placement;
}

/* The only violation of a plan of two placements is this one. Frees the problem. */
static void assert_broken(jf_problem *problem, jf_placement a, jf_placement b, jf_broken wanted)
{
    const jf_placement placements[] = {a, b};
    jf_plan *plan;
    jf_broken found;

    seal(problem);
    plan = plan_of(problem, placements, 2);
    assert_int_equal(jf_plan_broken_count(plan), 1);
    found = broken_at(plan, 0);
    assert_int_equal(found.kind, wanted.kind);
    assert_int_equal(found.request_a, wanted.request_a);
    assert_int_equal(found.request_b, wanted.request_b);
    assert_int_equal(found.subject, wanted.subject);
    assert_int_equal(found.expected, wanted.expected);
    assert_int_equal(found.actual, wanted.actual);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_sound_plan_breaks_nothing(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));
    const jf_placement placements[] = {in_room(1, FIRST, MORNING, 1),
                                       in_room(2, FIRST, MORNING, 2)};
    jf_plan *plan;

    (void)state;
    seal(problem);
    plan = plan_of(problem, placements, 2);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_request_without_place_is_unplaced(void **state)
{
    (void)state;
    assert_broken(make_rooms(hour(1), hour(2)), in_room(1, FIRST, MORNING, 1),
                  (jf_placement){.request = 2},
                  (jf_broken){.kind = JF_BROKEN_UNPLACED, .request_a = 2});
}

static void a_day_outside_the_window_is_broken(void **state)
{
    jf_request second = hour(2);

    (void)state;
    second.first = second.target = FIRST + 3;
    second.last = FIRST + 4;
    assert_broken(
        make_rooms(hour(1), second), in_room(1, FIRST, MORNING, 1),
        in_room(2, FIRST + 2, MORNING, 1),
        (jf_broken){
            .kind = JF_BROKEN_DAY, .request_a = 2, .expected = FIRST + 3, .actual = FIRST + 2});
    assert_broken(
        make_rooms(hour(1), second), in_room(1, FIRST, MORNING, 1),
        in_room(2, FIRST + 5, MORNING, 1),
        (jf_broken){
            .kind = JF_BROKEN_DAY, .request_a = 2, .expected = FIRST + 4, .actual = FIRST + 5});
}

static void a_day_in_a_blackout_is_broken(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));

    (void)state;
    assert_ok(jf_problem_add_blackout(problem, FIRST + 1, FIRST + 1, err));
    assert_broken(problem, in_room(1, FIRST, MORNING, 1), in_room(2, FIRST + 1, MORNING, 1),
                  (jf_broken){.kind = JF_BROKEN_DAY, .request_a = 2, .actual = FIRST + 1});
}

static void hours_lunch_and_grain_are_kept(void **state)
{
    static const struct {
        int32_t start, expected, actual;
    } cases[] = {
        {480, 510, 480}, {1020, 1050, 1080}, {690, 720, 750}, {780, 810, 780}, {605, 600, 605}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_broken(make_rooms(hour(1), hour(2)), in_room(1, FIRST + 1, MORNING, 1),
                      in_room(2, FIRST, cases[i].start, 1),
                      (jf_broken){.kind = JF_BROKEN_HOURS,
                                  .request_a = 2,
                                  .expected = cases[i].expected,
                                  .actual = cases[i].actual});
}

static void a_pinned_start_need_not_lie_on_the_grain(void **state)
{
    jf_request second = hour(2);
    jf_problem *problem;
    jf_plan *plan;

    (void)state;
    second.pin_start = 605 + 1;
    problem = make_rooms(hour(1), second);
    seal(problem);
    plan = solve(problem);
    assert_int_equal(jf_plan_broken_count(plan), 0);
    assert_int_equal(placement_at(plan, 1).start, 605);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void an_agenda_has_the_length_that_its_requests_need(void **state)
{
    jf_placement second = in_room(2, FIRST, MORNING, 2);

    (void)state;
    second.minutes = 50;
    assert_broken(
        make_rooms(hour(1), hour(2)), in_room(1, FIRST, MORNING, 1), second,
        (jf_broken){.kind = JF_BROKEN_LENGTH, .request_a = 2, .expected = 60, .actual = 50});
}

static void nobody_is_in_two_places(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));

    (void)state;
    assert_ok(jf_problem_add_attendee(problem, 2, 4, 1, false, err));
    assert_ok(jf_problem_add_attendee(problem, 2, 3, 1, true, err)); /* a guest may be */
    assert_broken(problem, in_room(1, FIRST, MORNING, 1), in_room(2, FIRST, 540, 2),
                  (jf_broken){.kind = JF_BROKEN_PERSON,
                              .request_a = 1,
                              .request_b = 2,
                              .subject = 4,
                              .expected = 570,
                              .actual = 540});
}

static void nobody_is_planned_while_he_is_busy(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));

    (void)state;
    assert_ok(jf_problem_add_busy(problem, 5, FIRST, 500, 20, err));
    assert_ok(jf_problem_add_busy(problem, 5, FIRST, 500, 10, err));
    assert_broken(problem, in_room(1, FIRST, MORNING, 1), in_room(2, FIRST, MORNING, 2),
                  (jf_broken){.kind = JF_BROKEN_PERSON,
                              .request_a = 2,
                              .subject = 5,
                              .expected = 520,
                              .actual = MORNING});
}

static void a_room_holds_one_gathering(void **state)
{
    (void)state;
    assert_broken(make_rooms(hour(1), hour(2)), in_room(1, FIRST, MORNING, 1),
                  in_room(2, FIRST, 540, 1),
                  (jf_broken){.kind = JF_BROKEN_ROOM,
                              .request_a = 1,
                              .request_b = 2,
                              .subject = 1,
                              .expected = 570,
                              .actual = 540});
}

static void a_problem_with_rooms_needs_one(void **state)
{
    (void)state;
    assert_broken(make_rooms(hour(1), hour(2)), in_room(1, FIRST, MORNING, 1),
                  in_room(2, FIRST, MORNING, 0),
                  (jf_broken){.kind = JF_BROKEN_ROOM, .request_a = 2, .expected = 1});
}

static void a_room_with_hours_is_open_within_one_interval(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));

    (void)state;
    assert_ok(jf_problem_add_room_hours(problem, 2, FIRST, 510, 30, err));
    assert_ok(jf_problem_add_room_hours(problem, 2, FIRST, 540, 30, err));
    assert_broken(
        problem, in_room(1, FIRST, MORNING, 1), in_room(2, FIRST, MORNING, 2),
        (jf_broken){.kind = JF_BROKEN_ROOM, .request_a = 2, .subject = 2, .actual = MORNING});
}

static void optional_guests_need_chairs(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));

    (void)state;
    assert_ok(jf_problem_add_attendee(problem, 1, 5, 3, true, err));
    assert_broken(
        problem, in_room(1, FIRST, MORNING, 1), in_room(2, FIRST, MORNING, 2),
        (jf_broken){
            .kind = JF_BROKEN_CAPACITY, .request_a = 1, .subject = 1, .expected = 4, .actual = 7});
}

static void a_room_has_what_its_requests_need(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));

    (void)state;
    assert_ok(jf_problem_add_room_feature(problem, 1, 6, err));
    assert_ok(jf_problem_add_need(problem, 1, 6, err));
    assert_ok(jf_problem_add_need(problem, 2, 6, err));
    assert_broken(
        problem, in_room(1, FIRST, MORNING, 1), in_room(2, FIRST, MORNING, 2),
        (jf_broken){.kind = JF_BROKEN_FEATURE, .request_a = 2, .subject = 2, .expected = 6});
}

static void pins_are_kept(void **state)
{
    jf_request second = hour(2);

    (void)state;
    second.pin_start = 600 + 1;
    assert_broken(
        make_rooms(hour(1), second), in_room(1, FIRST, MORNING, 1), in_room(2, FIRST + 1, 600, 2),
        (jf_broken){.kind = JF_BROKEN_PIN, .request_a = 2, .expected = FIRST, .actual = FIRST + 1});
    assert_broken(
        make_rooms(hour(1), second), in_room(1, FIRST, MORNING, 1), in_room(2, FIRST, 630, 2),
        (jf_broken){.kind = JF_BROKEN_PIN, .request_a = 2, .expected = 600, .actual = 630});
}

static void a_pinned_room_is_kept(void **state)
{
    jf_request second = hour(2);

    (void)state;
    second.pin_room = 2;
    assert_broken(
        make_rooms(hour(1), second), in_room(1, FIRST, MORNING, 2), in_room(2, FIRST, MORNING, 1),
        (jf_broken){
            .kind = JF_BROKEN_PIN, .request_a = 2, .subject = 1, .expected = 2, .actual = 1});
}

static void unavailable_times_are_kept(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));

    (void)state;
    assert_ok(jf_problem_add_unavailable(problem, 2, FIRST, 560, 20, err));
    assert_broken(
        problem, in_room(1, FIRST, MORNING, 1), in_room(2, FIRST, MORNING, 2),
        (jf_broken){
            .kind = JF_BROKEN_UNAVAILABLE, .request_a = 2, .expected = 580, .actual = MORNING});
}

static void hard_conflicts_do_not_overlap(void **state)
{
    jf_problem *problem = make_rooms(hour(1), hour(2));

    (void)state;
    assert_ok(jf_problem_add_conflict(problem, 1, 2, 0, err));
    assert_ok(jf_problem_add_conflict(problem, 1, 2, 9, err));
    assert_broken(
        problem, in_room(1, FIRST, MORNING, 1), in_room(2, FIRST, 540, 2),
        (jf_broken){.kind = JF_BROKEN_CONFLICT, .request_a = 1, .request_b = 2, .actual = 540});
}

static void a_merge_that_tests_refuse_names_their_bits(void **state)
{
    jf_placement first = in_room(1, FIRST, MORNING, 2);
    jf_placement second = in_room(2, FIRST, MORNING, 2);

    (void)state;
    second.gathering = 1;
    assert_broken(make_rooms(hour(1), hour(2)), first, second,
                  (jf_broken){.kind = JF_BROKEN_MERGE,
                              .request_a = 1,
                              .request_b = 2,
                              .actual = JF_TEST_ATTENDEES | JF_TEST_GROWTH});
}

static void the_checker_repeats_every_merge_test(void **state)
{
    jf_meeting_rules rules = {
        .size = sizeof rules, .overlap_permille = -1, .near_days = 2, .growth_minutes = 1000};
    jf_problem *problem = make_problem();
    jf_request first = hour(1);
    jf_request second = hour(2);
    jf_plan *plan;

    (void)state;
    first.last = FIRST + 1;
    first.meeting_class = 1;
    second.first = FIRST + 2;
    second.target = FIRST + 3;
    second.secrecy = second.statutory = 1;
    add_people(problem, 1, 8, 0);
    add_class(problem, 1, 60, 3);
    add_meeting(problem, first, 1, 4);
    add_meeting(problem, second, 3, 8);
    assert_ok(jf_problem_add_bar(problem, 1, 2, err));
    assert_ok(jf_problem_set_generic_topic(problem, SAFETY, err));
    assert_ok(jf_problem_set_rules(problem, &rules, err));
    seal(problem);
    plan = plan_of(
        problem,
        (const jf_placement[]){
            {.request = 1, .gathering = 1, .agenda = 1, .day = FIRST + 1, .start = MORNING},
            {.request = 2, .gathering = 1, .agenda = 1, .day = FIRST + 1, .start = MORNING}},
        2);
    assert_int_equal(jf_plan_broken_count(plan), 2);
    assert_int_equal(broken_at(plan, 0).kind, JF_BROKEN_DAY);
    assert_int_equal(broken_at(plan, 1).kind, JF_BROKEN_MERGE);
    assert_int_equal(broken_at(plan, 1).actual, judge(problem, 1, 2).failed);
    assert_int_equal(broken_at(plan, 1).actual, 1023 - JF_TEST_ATTENDEES - JF_TEST_GROWTH);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void a_set_is_judged_as_a_whole(void **state)
{
    jf_problem *problem = make_problem();
    jf_placement placements[3];
    jf_plan *plan;

    (void)state;
    add_people(problem, 1, 4, 0);
    add_class(problem, 1, 120, 0);
    for (int64_t id = 1; id <= 3; id++) {
        jf_request request = hour(id);

        request.meeting_class = 1;
        add_meeting(problem, request, 1, 4);
        placements[id - 1] = at(id, FIRST, AFTERNOON);
        placements[id - 1].gathering = 5;
    }
    seal(problem);
    plan = plan_of(problem, placements, 3);
    assert_int_equal(jf_plan_broken_count(plan), 1);
    assert_int_equal(broken_at(plan, 0).kind, JF_BROKEN_MERGE);
    assert_int_equal(broken_at(plan, 0).actual, JF_TEST_DURATION);
    jf_plan_free(plan);
    jf_problem_free(problem);
}

static void kinds_have_names(void **state)
{
    static const char *const names[] = {"unplaced",    "day",      "hours",    "length",
                                        "person",      "room",     "capacity", "pin",
                                        "unavailable", "conflict", "merge",    "feature",
                                        "relation"};

    (void)state;
    for (int32_t kind = 1; kind <= 13; kind++)
        assert_string_equal(jf_violation_kind_name(kind), names[kind - 1]);
    assert_string_equal(jf_violation_kind_name(0), "unknown");
    assert_string_equal(jf_violation_kind_name(14), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_plan_breaks_nothing),
        cmocka_unit_test(a_request_without_place_is_unplaced),
        cmocka_unit_test(a_day_outside_the_window_is_broken),
        cmocka_unit_test(a_day_in_a_blackout_is_broken),
        cmocka_unit_test(hours_lunch_and_grain_are_kept),
        cmocka_unit_test(a_pinned_start_need_not_lie_on_the_grain),
        cmocka_unit_test(an_agenda_has_the_length_that_its_requests_need),
        cmocka_unit_test(nobody_is_in_two_places),
        cmocka_unit_test(nobody_is_planned_while_he_is_busy),
        cmocka_unit_test(a_room_holds_one_gathering),
        cmocka_unit_test(a_problem_with_rooms_needs_one),
        cmocka_unit_test(a_room_with_hours_is_open_within_one_interval),
        cmocka_unit_test(optional_guests_need_chairs),
        cmocka_unit_test(a_room_has_what_its_requests_need),
        cmocka_unit_test(pins_are_kept),
        cmocka_unit_test(a_pinned_room_is_kept),
        cmocka_unit_test(unavailable_times_are_kept),
        cmocka_unit_test(hard_conflicts_do_not_overlap),
        cmocka_unit_test(a_merge_that_tests_refuse_names_their_bits),
        cmocka_unit_test(the_checker_repeats_every_merge_test),
        cmocka_unit_test(a_set_is_judged_as_a_whole),
        cmocka_unit_test(kinds_have_names),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("meeting.check", tests, NULL, NULL);
}
