/* SPDX-License-Identifier: Apache-2.0 */
#include "support/calendars.h"
#include "support/panels.h"
#include "support/support.h"

/* What the organ of the municipal year issued by month in 2022. */
#define ORGAN_2022 34, 27, 52, 46, 40, 45, 41, 38, 44, 35, 54, 74

static int32_t share_on(const jf_panel *panel, const char *today)
{
    return jf_test_forecast(panel, today, 0).share_ppm;
}

static jf_panel *panel_of_organ(jf_calendar *calendar, int32_t joined)
{
    const jf_panel_options opts = {.size = sizeof opts, .joined = joined};
    const int64_t months[24] = {ORGAN_2022};
    jf_panel *panel = jf_test_panel("2023-01-01", calendar, NULL, &opts);

    jf_test_panel_add(panel, 1, 530, 1, months);
    return panel;
}

static void a_unit_alone_has_its_own_season(void **state)
{
    jf_panel *panel = panel_of_organ(NULL, 0);

    (void)state;
    /* 244 of 530 documents, drawn to a flat year that weighs 5 against the root of 530 in the
     * panel, whose season weighs 300 against the unit's own 530. */
    assert_in_range(share_on(panel, "2023-06-30"), 462900, 463000);
    assert_int_equal(share_on(panel, "2023-12-31"), 1000000);
    jf_panel_free(panel);
}

static void days_of_a_month_are_alike_without_a_calendar(void **state)
{
    jf_panel *panel = panel_of_organ(NULL, 0);
    int32_t may = share_on(panel, "2023-05-31");
    int32_t june = share_on(panel, "2023-06-30") - may;

    (void)state;
    for (jf_day day = 1; day <= 30; day++) {
        char today[11];

        assert_ok(jf_day_format(jf_test_day("2023-05-31") + day, today, sizeof today, err));
        assert_in_range(share_on(panel, today) - may - june * day / 30 + 2, 0, 4);
    }
    jf_panel_free(panel);
}

static void joined_months_share_by_workdays(void **state)
{
    jf_calendar *calendar = jf_test_china(2022, 2023);
    jf_panel *panel = panel_of_organ(calendar, 1);
    int64_t january = jf_test_count(calendar, "2023-01-01", "2023-01-31");
    int64_t february = jf_test_count(calendar, "2023-02-01", "2023-02-28");
    int64_t behind = share_on(panel, "2023-01-31");
    int64_t both = share_on(panel, "2023-02-28");

    (void)state;
    assert_int_equal(january, 18);
    assert_int_equal(february, 20);
    assert_in_range(behind * (january + february) - both * january + 100, 0, 200);
    jf_panel_free(panel);
    jf_calendar_free(calendar);
}

/* All documents of both months came in January last year. */
static int32_t share_of_january(int32_t joined)
{
    const jf_panel_options opts = {.size = sizeof opts, .joined = joined};
    const int64_t months[24] = {60, 0, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30};
    jf_calendar *calendar = jf_test_china(2022, 2023);
    jf_panel *panel = jf_test_panel("2023-01-01", calendar, NULL, &opts);
    int32_t share;

    jf_test_panel_add(panel, 1, 360, 1, months);
    share = share_on(panel, "2023-01-31");
    jf_panel_free(panel);
    jf_calendar_free(calendar);
    return share;
}

static void months_that_are_not_joined_keep_their_own_share(void **state)
{
    (void)state;
    assert_in_range(share_of_january(0), 135000, 155000);
    assert_in_range(share_of_january(1), 80000, 100000);
}

static void joined_months_are_found_in_fiscal_years(void **state)
{
    const int64_t months[24] = {40, 45, 41, 38, 44, 35, 54, 74, 34, 27, 52, 46};
    const jf_panel_options opts = {.size = sizeof opts, .fiscal_month = 5, .joined = 1};
    jf_calendar *calendar = jf_test_china(2022, 2024);
    jf_panel *panel = jf_test_panel("2023-05-01", calendar, NULL, &opts);
    int64_t before;
    int64_t january = jf_test_count(calendar, "2024-01-01", "2024-01-31");
    int64_t february = jf_test_count(calendar, "2024-02-01", "2024-02-29");

    (void)state;
    jf_test_panel_add(panel, 1, 530, 1, months);
    before = share_on(panel, "2023-12-31");
    assert_in_range((share_on(panel, "2024-01-31") - before) * february -
                        (share_on(panel, "2024-02-29") - share_on(panel, "2024-01-31")) * january +
                        100,
                    0, 200);
    jf_panel_free(panel);
    jf_calendar_free(calendar);
}

static void holidays_move_no_share(void **state)
{
    jf_calendar *calendar = jf_test_china(2022, 2023);
    jf_panel *panel = panel_of_organ(calendar, 1);

    (void)state;
    /* Spring Festival and the week of October. */
    assert_int_equal(share_on(panel, "2023-01-20"), share_on(panel, "2023-01-27"));
    assert_int_equal(share_on(panel, "2023-09-30"), share_on(panel, "2023-10-06"));
    assert_true(share_on(panel, "2023-10-07") > share_on(panel, "2023-10-06"));
    jf_panel_free(panel);
    jf_calendar_free(calendar);
}

static void unknown_years_have_plain_weeks(void **state)
{
    jf_calendar *ignorant = jf_test_sealed(jf_test_calendar_new(0));
    jf_calendar *plain = jf_test_sealed(jf_test_calendar_new(1));
    jf_panel *panels[] = {panel_of_organ(ignorant, 1), panel_of_organ(plain, 1)};
    const char *days[] = {"2023-01-14", "2023-05-01", "2023-08-19", "2023-12-30"};

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        jf_forecast unknown = jf_test_forecast(panels[0], days[i], 0);
        jf_forecast known = jf_test_forecast(panels[1], days[i], 0);

        assert_memory_equal(&unknown, &known, sizeof known);
    }
    jf_panel_free(panels[0]);
    jf_panel_free(panels[1]);
    jf_calendar_free(ignorant);
    jf_calendar_free(plain);
}

/* The calendar knows October 2023 alone, with six days off and two made up. */
static void a_month_that_is_known_counts_its_workdays(void **state)
{
    jf_calendar *calendar = jf_test_sealed(jf_test_october());
    jf_panel *panel = panel_of_organ(calendar, 0);

    (void)state;
    assert_int_equal(share_on(panel, "2023-10-06"), share_on(panel, "2023-09-30"));
    assert_true(share_on(panel, "2023-10-07") > share_on(panel, "2023-10-06"));
    assert_true(share_on(panel, "2023-09-09") == share_on(panel, "2023-09-08"));
    jf_panel_free(panel);
    jf_calendar_free(calendar);
}

static jf_calendar *closed(const char *first, const char *last)
{
    jf_calendar *calendar = jf_test_calendar_new(1);

    assert_ok(jf_calendar_mark(calendar, jf_test_day(first), jf_test_day(last), JF_DAY_KIND_HOLIDAY,
                               err));
    return jf_test_sealed(calendar);
}

static void check_closed(jf_calendar *calendar, int64_t august)
{
    const int64_t months[24] = {ORGAN_2022, 34, 27, 52, 46, 40, 45, 41, august, 44, 35, 54, 74};
    const char *days[] = {"2023-01-31", "2023-07-31", "2023-08-31", "2023-12-31"};
    jf_panel *panel = jf_test_panel("2023-01-01", calendar, NULL, NULL);

    jf_test_panel_add(panel, 1, 530, 1, months);
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        jf_forecast found = jf_test_forecast(panel, days[i], 0);

        jf_test_check_forecast(&found, jf_test_day(days[i]), jf_test_day("2023-12-31"));
        assert_in_range(found.level_milli, 400000, 700000);
        assert_in_range(found.mean_milli, 400000, 700000);
    }
    jf_panel_free(panel);
}

static void a_month_without_workdays_is_no_harm(void **state)
{
    jf_calendar *calendar = closed("2023-08-01", "2023-08-31");

    (void)state;
    check_closed(calendar, 0);
    check_closed(calendar, 5);
    jf_calendar_free(calendar);
}

static void a_year_without_workdays_is_no_harm(void **state)
{
    jf_calendar *calendar = closed("2023-01-01", "2023-12-31");

    (void)state;
    check_closed(calendar, 38);
    jf_calendar_free(calendar);
}

/* Last year's months from `first` on are missing. */
static jf_panel *panel_without(int32_t joined, jf_calendar *calendar, int first, int last)
{
    const jf_panel_options opts = {.size = sizeof opts, .joined = joined};
    int64_t months[24] = {0};
    jf_panel *panel = jf_test_panel("2023-01-01", calendar, NULL, &opts);

    jf_test_fill_year(5, months);
    for (int i = first; i <= last; i++)
        months[i] = JF_MONTH_MISSING;
    jf_test_panel_add(panel, 1, 60, 1, months);
    return panel;
}

static void missing_months_are_no_part_of_the_season(void **state)
{
    jf_panel *panel = panel_without(0, NULL, 6, 11);

    (void)state;
    assert_in_range(share_on(panel, "2023-06-30"), 499999, 500001);
    jf_panel_free(panel);
}

static void a_missing_month_has_the_season_of_the_panel(void **state)
{
    const int64_t others[24] = {50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 550};
    jf_panel *panel = panel_without(0, NULL, 11, 11);

    (void)state;
    for (int64_t unit = 2; unit < 40; unit++)
        jf_test_panel_add(panel, unit, 1000, 1, others);
    assert_in_range(share_on(panel, "2023-11-30"), 500000, 540000);
    jf_panel_free(panel);
}

static void a_missing_month_has_the_rate_of_the_one_it_is_joined_to(void **state)
{
    jf_calendar *calendar = jf_test_china(2022, 2023);

    (void)state;
    for (int missing = 0; missing < 2; missing++) {
        jf_panel *panel = panel_without(1, calendar, missing, missing);
        int64_t january = share_on(panel, "2023-01-31");
        int64_t both = share_on(panel, "2023-02-28");

        assert_in_range(january * 38 - both * 18 + 100, 0, 200);
        jf_panel_free(panel);
    }
    jf_calendar_free(calendar);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_alone_has_its_own_season),
        cmocka_unit_test(days_of_a_month_are_alike_without_a_calendar),
        cmocka_unit_test(joined_months_share_by_workdays),
        cmocka_unit_test(months_that_are_not_joined_keep_their_own_share),
        cmocka_unit_test(joined_months_are_found_in_fiscal_years),
        cmocka_unit_test(holidays_move_no_share),
        cmocka_unit_test(unknown_years_have_plain_weeks),
        cmocka_unit_test(a_month_that_is_known_counts_its_workdays),
        cmocka_unit_test(a_month_without_workdays_is_no_harm),
        cmocka_unit_test(a_year_without_workdays_is_no_harm),
        cmocka_unit_test(missing_months_are_no_part_of_the_season),
        cmocka_unit_test(a_missing_month_has_the_season_of_the_panel),
        cmocka_unit_test(a_missing_month_has_the_rate_of_the_one_it_is_joined_to),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.panel_season", tests, NULL, NULL);
}
