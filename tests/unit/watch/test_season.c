/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

/* The municipal year: what each section issued in 2022 and in the first half of 2022 and 2023, and
 * its cap of 2023. */
static const struct {
    int64_t past;
    int64_t cap;
    int64_t past_half;
    int64_t half;
} sections[SECTION_COUNT] = {
    {62, 59, 29, 24}, {18, 17, 8, 8},   {24, 23, 11, 10}, {36, 34, 17, 14}, {31, 29, 14, 13},
    {28, 27, 13, 12}, {34, 32, 16, 14}, {22, 21, 10, 12}, {15, 14, 7, 12},  {26, 25, 12, 10},
    {14, 13, 6, 6},   {17, 16, 8, 7},   {44, 42, 20, 16}, {48, 46, 22, 16}, {20, 19, 9, 8},
    {12, 11, 6, 5},   {35, 33, 16, 22}, {16, 15, 7, 7},   {11, 11, 5, 8},   {17, 16, 8, 7},
};

static void fill_municipal_year(fixture *f)
{
    for (int64_t i = 0; i < SECTION_COUNT; i++) {
        set_limit(f, limit_of(SECTION + i, JF_PERIOD_YEAR, "2023-01-01", sections[i].cap));
        issue(f, SECTION + i, DOCUMENT, "2022-06-30", sections[i].past_half);
        issue(f, SECTION + i, LETTER, "2022-12-30", sections[i].past - sections[i].past_half);
        issue(f, SECTION + i, LETTER, "2023-06-30", sections[i].half);
    }
    set_limit(f, limit_of(ORGAN, JF_PERIOD_YEAR, "2023-01-01", 503));
}

static void four_sections_of_the_municipal_year_are_red(void **state)
{
    const int64_t red[] = {8, 9, 17, 19};
    const int64_t percent[] = {124, 186, 145, 158};
    const int64_t small[] = {2, 11, 18};
    size_t red_count = 0;
    size_t small_count = 0;

    fill_municipal_year(*state);
    evaluate(*state, "2023-06-30", ORGAN);
    assert_int_equal(jf_watch_warning_count(((fixture *)*state)->watch), SECTION_COUNT + 1);
    for (int64_t section = 1; section <= SECTION_COUNT; section++) {
        jf_warning warning = warning_at(*state, (size_t)section - 1);

        assert_int_equal(warning.unit, SECTION + section - 1);
        assert_int_equal(warning.share_done, 244);
        assert_int_equal(warning.share_all, 530);
        if (warning.level == JF_ALERT_RED) {
            assert_int_equal(section, red[red_count]);
            assert_int_equal((warning.projected_permille + 5) / 10, percent[red_count++]);
            assert_int_equal(warning.cause, JF_CAUSE_PACE);
        } else {
            assert_int_equal(warning.level, JF_ALERT_GREEN);
        }
        if (warning.cause == JF_CAUSE_SMALL_COUNT)
            assert_int_equal(section, small[small_count++]);
    }
    assert_int_equal(red_count, 4);
    assert_int_equal(small_count, 3);
}

static void tv15_total_of_the_organ_hides_them(void **state)
{
    jf_warning organ;

    fill_municipal_year(*state);
    evaluate(*state, "2023-06-30", 0);
    organ = warning_at(*state, SECTION_COUNT);
    assert_int_equal(organ.unit, ORGAN);
    assert_int_equal(organ.kind, DOCUMENT);
    assert_int_equal(organ.first, jf_test_day("2023-01-01"));
    assert_int_equal(organ.last, jf_test_day("2023-12-31"));
    assert_int_equal(organ.used, 231);
    assert_int_equal(organ.limit, 503);
    assert_int_equal((organ.projected_milli + 50) / 100, 5018);
    assert_int_equal(organ.level, JF_ALERT_GREEN);
}

static void season_is_the_own_one_unless_asked(void **state)
{
    fill_municipal_year(*state);
    evaluate(*state, "2023-06-30", 0);
    assert_int_equal(warning_at(*state, 8).share_done, 7);
    assert_int_equal(warning_at(*state, 8).share_all, 15);
}

static void without_last_year_workdays_decide(void **state)
{
    fixture *f = *state;
    jf_warning warning;

    issue(f, SECTION, LETTER, "2023-06-30", 231);
    warning = only_warning(f, limit_of(ORGAN, JF_PERIOD_YEAR, "2023-01-01", 503), "2023-06-30");
    assert_int_equal(warning.share_done, 123);
    assert_int_equal(warning.share_all, 249);
    assert_int_equal(warning.projected_milli, 467634);
}

static void season_unit_without_use_leaves_it_to_workdays(void **state)
{
    fixture *f = *state;

    issue(f, SECTION, LETTER, "2022-06-30", 10);
    set_limit(f, limit_of(SECTION, JF_PERIOD_YEAR, "2023-01-01", 9));
    evaluate(f, "2023-06-30", FIRM);
    assert_int_equal(warning_at(f, 0).share_all, 249);
}

static void reference_is_the_same_period_of_last_year(void **state)
{
    const struct {
        int32_t kind;
        const char *before;
        const char *first;
        const char *last;
        const char *after;
    } periods[] = {
        {JF_PERIOD_YEAR, "2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01"},
        {JF_PERIOD_HALF, "2021-12-31", "2022-01-01", "2022-06-30", "2022-07-01"},
        {JF_PERIOD_QUARTER, "2022-03-31", "2022-04-01", "2022-06-30", "2022-07-01"},
        {JF_PERIOD_MONTH, "2022-04-30", "2022-05-01", "2022-05-31", "2022-06-01"},
        {JF_PERIOD_WEEK, "2022-05-15", "2022-05-16", "2022-05-22", "2022-05-23"},
    };
    fixture *f = *state;

    for (size_t i = 0; i < 5; i++) {
        int64_t unit = SECTION + (int64_t)i;

        issue(f, unit, LETTER, periods[i].before, 100000);
        issue(f, unit, LETTER, periods[i].first, 1);
        issue(f, unit, LETTER, "2022-05-17", 10);
        issue(f, unit, LETTER, "2022-05-18", 100);
        issue(f, unit, LETTER, periods[i].last, 1000);
        issue(f, unit, LETTER, periods[i].after, 100000);
        set_limit(f, limit_of(unit, periods[i].kind, "2023-05-17", 99));
    }
    evaluate(f, "2023-05-17", 0);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(warning_at(f, i).share_done, 11);
        assert_int_equal(warning_at(f, i).share_all, 1111);
    }
}

static void leap_day_refers_to_28_february(void **state)
{
    jf_error error = {0};
    fixture *f = *state;
    jf_warning warning;

    jf_watch_free(f->watch);
    jf_calendar_free(f->calendar);
    f->calendar = jf_test_china(2023, 2024);
    f->watch = assert_made(jf_watch_new(f->calendar, NULL, NULL, &error), &error);
    issue(f, SECTION, LETTER, "2023-02-28", 3);
    issue(f, SECTION, LETTER, "2023-03-01", 4);
    warning = only_warning(f, limit_of(SECTION, JF_PERIOD_YEAR, "2024-01-01", 9), "2024-02-29");
    assert_int_equal(warning.share_done, 3);
    assert_int_equal(warning.share_all, 7);
}

static void fiscal_years_are_followed(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(SECTION, JF_PERIOD_YEAR, "2023-05-01", 99);
    jf_warning warning;

    limit.fiscal_month = 4;
    issue(f, SECTION, LETTER, "2022-03-31", 1000);
    issue(f, SECTION, LETTER, "2022-04-01", 1);
    issue(f, SECTION, LETTER, "2023-03-31", 6);
    issue(f, SECTION, LETTER, "2023-04-01", 5);
    warning = only_warning(f, limit, "2023-05-17");
    assert_int_equal(warning.first, jf_test_day("2023-04-01"));
    assert_int_equal(warning.used, 5);
    assert_int_equal(warning.share_done, 1);
    assert_int_equal(warning.share_all, 7);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_watch(four_sections_of_the_municipal_year_are_red),
        with_watch(tv15_total_of_the_organ_hides_them),
        with_watch(season_is_the_own_one_unless_asked),
        with_watch(without_last_year_workdays_decide),
        with_watch(season_unit_without_use_leaves_it_to_workdays),
        with_watch(reference_is_the_same_period_of_last_year),
        with_watch(leap_day_refers_to_28_february),
        with_watch(fiscal_years_are_followed),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.season", tests, NULL, NULL);
}
