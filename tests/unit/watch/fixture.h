/* SPDX-License-Identifier: Apache-2.0 */
/* A watch on a ledger of one organ with twenty sections, and the calendars of 2022 and 2023. */
#ifndef JIANFU_TESTS_WATCH_FIXTURE_H
#define JIANFU_TESTS_WATCH_FIXTURE_H

#include "support/calendars.h"
#include "support/support.h"

#include <stdlib.h>

#include "jianfu/watch.h"

#define SECTION_COUNT 20

enum { ORGAN = 1, SECTION = 101, OTHER = 102, FIRM = 900 };
enum { DOCUMENT = 10, LETTER = 11 };

typedef struct fixture {
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
    jf_ledger *ledger;
    jf_watch *watch;
    int64_t next_key;
} fixture;

static const jf_watch_rules only_pace = {.size = sizeof only_pace, .forecast_off = 1};

static inline int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    jf_error error = {0};

    assert_non_null(f);
    f->next_key = 1;
    f->calendar = jf_test_china(2022, 2023);
    f->units = assert_made(jf_tree_new(NULL, &error), &error);
    f->kinds = assert_made(jf_tree_new(NULL, &error), &error);
    assert_ok(jf_tree_add(f->units, ORGAN, 0, "示例市国资委", err));
    for (int64_t i = 0; i < SECTION_COUNT; i++)
        assert_ok(jf_tree_add(f->units, SECTION + i, ORGAN, "科", err));
    assert_ok(jf_tree_add(f->units, FIRM, 0, "集团", err));
    assert_ok(jf_tree_add(f->kinds, DOCUMENT, 0, "文件", err));
    assert_ok(jf_tree_add(f->kinds, LETTER, DOCUMENT, "函", err));
    f->ledger = assert_made(jf_ledger_new(f->calendar, f->units, f->kinds, NULL, &error), &error);
    f->watch = assert_made(jf_watch_new(f->calendar, &only_pace, NULL, &error), &error);
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    fixture *f = *state;

    jf_watch_free(f->watch);
    jf_ledger_free(f->ledger);
    jf_tree_free(f->units);
    jf_tree_free(f->kinds);
    jf_calendar_free(f->calendar);
    free(f);
    return 0;
}

static inline void issue(fixture *f, int64_t unit, int64_t kind, const char *day, int64_t count)
{
    jf_record record = {
        .size = sizeof record, .day = jf_test_day(day), .key = f->next_key++, .kind = kind};
    jf_line line = {.unit = unit, .count = count, .side = JF_SIDE_ISSUER};

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

static inline jf_limit limit_of(int64_t unit, int32_t period_kind, const char *day, int64_t amount)
{
    return (jf_limit){.size = sizeof(jf_limit),
                      .unit = unit,
                      .kind = DOCUMENT,
                      .period_kind = period_kind,
                      .day = jf_test_day(day),
                      .amount = amount};
}

static inline void set_limit(fixture *f, jf_limit limit)
{
    assert_ok(jf_ledger_set_limit(f->ledger, &limit, err));
}

static inline void evaluate(fixture *f, const char *today, int64_t season_unit)
{
    assert_ok(jf_watch_evaluate(f->watch, f->ledger, jf_test_day(today), season_unit, err));
}

static inline jf_warning warning_at(const fixture *f, size_t index)
{
    jf_warning warning = {.size = sizeof warning};

    assert_ok(jf_watch_warning_at(f->watch, index, &warning, err));
    return warning;
}

/* Evaluates one limit and gives what was found. */
static inline jf_warning only_warning(fixture *f, jf_limit limit, const char *today)
{
    set_limit(f, limit);
    evaluate(f, today, 0);
    assert_int_equal(jf_watch_warning_count(f->watch), 1);
    return warning_at(f, 0);
}

#define with_watch(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
