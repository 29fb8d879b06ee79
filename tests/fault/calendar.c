/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of a calendar refused in turn: the status, and that nothing has changed. */
#include "support/support.h"

#include "jianfu/calendar.h"

#define SATURDAY 19637 /* 2023-10-07 */

/* Everything that an open calendar can be asked, and a sealed one for a few days. */
typedef struct picture {
    jf_status known;
    jf_day first;
    jf_day last;
    jf_status sealed;
} picture;

static picture picture_of(const jf_calendar *calendar)
{
    picture seen = {JF_OK, 0, 0, JF_OK};
    int64_t count;

    seen.known = jf_calendar_known(calendar, &seen.first, &seen.last, NULL);
    seen.sealed = jf_calendar_workday_count(calendar, 1, 0, &count, NULL);
    return seen;
}

/* What a sealed calendar says does not depend on refusals on the way. */
static void check_answers(const jf_calendar *calendar)
{
    jf_period year;
    int64_t count;
    jf_day day;
    jf_day last;
    int32_t kind;
    bool is_workday;

    assert_ok(jf_period_parse("2022", 1, &year, err));
    assert_ok(jf_calendar_workday_count(calendar, year.first, year.last, &count, err));
    assert_int_equal(count, 249);
    assert_ok(jf_calendar_day_kind(calendar, SATURDAY, &kind, err));
    assert_int_equal(kind, JF_DAY_KIND_MAKEUP);
    assert_ok(jf_calendar_is_workday(calendar, SATURDAY + 7, &is_workday, err));
    assert_true(is_workday);
    assert_ok(jf_calendar_add_workdays(calendar, SATURDAY, -1, &day, err));
    assert_int_equal(day, SATURDAY - 9);
    assert_ok(jf_calendar_workday_bounds(calendar, SATURDAY - 8, SATURDAY, &day, &last, err));
    assert_int_equal(day, SATURDAY);
    assert_int_equal(last, SATURDAY);
}

typedef jf_status (*change)(jf_calendar *calendar, jf_error *err);

static jf_status mark_makeup(jf_calendar *calendar, jf_error *err)
{
    return jf_calendar_mark(calendar, SATURDAY + 7, SATURDAY + 7, JF_DAY_KIND_MAKEUP, err);
}

static jf_status mark_holidays_long_before(jf_calendar *calendar, jf_error *err)
{
    return jf_calendar_mark(calendar, 0, 365, JF_DAY_KIND_HOLIDAY, err);
}

static jf_status add_2023(jf_calendar *calendar, jf_error *err)
{
    return jf_calendar_add_schedule(calendar, 2023, err);
}

static jf_status add_2022(jf_calendar *calendar, jf_error *err)
{
    return jf_calendar_add_schedule(calendar, 2022, err);
}

static jf_status set_known(jf_calendar *calendar, jf_error *err)
{
    return jf_calendar_set_known(calendar, SATURDAY, SATURDAY, err);
}

/* A refused change leaves the picture as it was; it is then tried once more. */
static jf_status apply(jf_calendar *calendar, change make, bool *refused)
{
    picture before = picture_of(calendar);
    picture after;
    jf_error error = {0};

    if (make(calendar, &error) == JF_OK)
        return JF_OK;
    after = picture_of(calendar);
    assert_int_equal(error.status, JF_E_NO_MEMORY);
    assert_memory_equal(&before, &after, sizeof before);
    *refused = true;
    return make(calendar, &error);
}

static jf_status build(jf_calendar *calendar)
{
    static const change changes[] = {
        mark_makeup, add_2023, add_2022, mark_holidays_long_before, set_known, jf_calendar_seal};
    bool refused = false;

    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        jf_status status = apply(calendar, changes[i], &refused);

        if (status)
            return status;
    }
    check_answers(calendar);
    return refused ? JF_E_NO_MEMORY : JF_OK;
}

static jf_status calendar_story(const jf_allocator *allocator, void *user)
{
    jf_calendar_options options = {.size = sizeof options, .allocator = *allocator};
    jf_error error = {0};
    jf_calendar *calendar = jf_calendar_new(&options, &error);
    jf_status status;

    (void)user;
    if (!calendar)
        return (jf_status)error.status;
    jf_calendar_free(jf_calendar_retain(calendar));
    status = build(calendar);
    jf_calendar_free(calendar);
    return status;
}

static void a_refused_allocation_leaves_a_calendar_unchanged(void **state)
{
    (void)state;
    assert_true(jf_test_every_failure(calendar_story, NULL) >= 5);
}

/* A refusal must not leave half of a schedule behind: sealed then, it shows plain weeks. */
static void a_refused_schedule_marks_no_day(void **state)
{
    jf_test_memory memory;
    jf_calendar_options options = {.size = sizeof options, .assume_plain_weeks = 1};
    jf_calendar *calendar;
    int64_t count;

    (void)state;
    for (int64_t fail_at = 1; fail_at < 3; fail_at++) {
        jf_test_memory_init(&memory);
        options.allocator = memory.allocator;
        calendar = jf_calendar_new(&options, NULL);
        assert_non_null(calendar);
        jf_test_memory_fail(&memory, fail_at, true);
        assert_fails(JF_E_NO_MEMORY, jf_calendar_add_schedule(calendar, 2023, err));
        jf_test_memory_fail(&memory, 0, false);
        assert_ok(jf_calendar_seal(calendar, err));
        assert_ok(jf_calendar_workday_count(calendar, 19358, 19722, &count, err));
        assert_int_equal(count, 260);
        jf_calendar_free(calendar);
        assert_no_leak(&memory);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refused_allocation_leaves_a_calendar_unchanged),
        cmocka_unit_test(a_refused_schedule_marks_no_day),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.calendar", tests, NULL, NULL);
}
