/* SPDX-License-Identifier: Apache-2.0 */
/* The slow, obvious model of a ledger: a list of attempts and a list of limits, every number summed
 * anew for every question. Its own periods, trees and sums; no code of the library but its types.
 * For one program only: everything is static. */
#ifndef JIANFU_TESTS_LEDGER_MODEL_H
#define JIANFU_TESTS_LEDGER_MODEL_H

#include "support/support.h"

#include "jianfu/ledger.h"

enum {
    EPISODES = 80,
    STEPS = 320,
    UNITS = 9,
    KINDS = 5,
    LINES = 4,
    LIMITS = 48,
    RECORDS = STEPS,
    DAY_FIRST = 19150, /* 2022-06-07 */
    DAY_COUNT = 500
};

typedef enum phase { REFUSED, USED, HELD, FREED, DONE } phase;

typedef struct attempt {
    int verb; /* 0 issue, 1 hold, 2 commit, 3 release */
    phase phase;
    int64_t key;
    int64_t hold_key;
    jf_day asked_day; /* as given */
    jf_day day;       /* where it counts */
    jf_record record;
    jf_line lines[LINES];
    size_t line_count;
    int64_t entry;
    jf_violation violations[LIMITS];
    size_t violation_count;
} attempt;

typedef struct model {
    int64_t unit_parent[UNITS + 1];
    int64_t kind_parent[KINDS + 1];
    jf_limit limits[LIMITS];
    size_t limit_count;
    attempt attempts[RECORDS];
    size_t attempt_count;
    int64_t entries;
    unsigned features; /* what this episode leaves in */
    jf_calendar *calendar;
    jf_ledger *ledger;
} model;

/* Periods by counting: months since year 0 of each day, found by stepping from 2020-01-01. */
static int64_t month_number(jf_day day)
{
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    jf_day first = 18262;
    int64_t month = 2020 * 12;

    for (;;) {
        int64_t year = month / 12;
        int length = lengths[month % 12] + (month % 12 == 1 && year % 4 == 0);

        if (day < first + length)
            return month;
        first += length;
        month++;
    }
}

static int64_t period_number(jf_day day, int32_t kind, int32_t fiscal_month)
{
    int64_t months = month_number(day) - (fiscal_month ? fiscal_month - 1 : 0);

    switch (kind) {
    case JF_PERIOD_YEAR:
        return months / 12;
    case JF_PERIOD_HALF:
        return months / 6;
    case JF_PERIOD_QUARTER:
        return months / 3;
    case JF_PERIOD_MONTH:
        return month_number(day);
    default:
        return (day + 3) / 7;
    }
}

static int32_t fiscal_of(const jf_limit *limit)
{
    bool fixed = limit->period_kind == JF_PERIOD_MONTH || limit->period_kind == JF_PERIOD_WEEK;

    return fixed || limit->fiscal_month == 0 ? 1 : limit->fiscal_month;
}

static int32_t side_of(const jf_limit *limit)
{
    return limit->side ? limit->side : JF_SIDE_ISSUER;
}

static int32_t measure_of(const jf_limit *limit)
{
    if (limit->measure)
        return limit->measure;
    return side_of(limit) == JF_SIDE_ISSUER ? JF_MEASURE_COUNT : JF_MEASURE_ITEMS;
}

static bool in_period(const jf_limit *limit, jf_day day)
{
    return period_number(day, limit->period_kind, fiscal_of(limit)) ==
           period_number(limit->day, limit->period_kind, fiscal_of(limit));
}

static bool is_below(const int64_t *parents, int64_t above, int64_t node)
{
    while (node != 0 && node != above)
        node = parents[node];
    return node == above;
}

static int64_t line_adds(const model *m, const jf_limit *limit, const jf_line *line)
{
    int32_t measure = measure_of(limit);

    if (line->side != side_of(limit) || !is_below(m->unit_parent, limit->unit, line->unit))
        return 0;
    if (measure == JF_MEASURE_COUNT)
        return line->count;
    if (measure == JF_MEASURE_ITEMS)
        return line->count > 0 ? 1 : 0;
    return line->amounts[measure - JF_MEASURE_AMOUNT_1];
}

/* What a record adds to a limit's cell, were it in its period. */
static int64_t record_adds(const model *m, const jf_limit *limit, int64_t kind,
                           const jf_line *lines, size_t line_count)
{
    int64_t sum = 0;

    if (!is_below(m->kind_parent, limit->kind, kind))
        return 0;
    for (size_t i = 0; i < line_count; i++)
        sum += line_adds(m, limit, &lines[i]);
    return measure_of(limit) == JF_MEASURE_ITEMS && sum > 0 ? 1 : sum;
}

static int64_t sum_of(const model *m, const jf_limit *limit, phase wanted)
{
    int64_t sum = 0;

    for (size_t i = 0; i < m->attempt_count; i++) {
        const attempt *a = &m->attempts[i];

        if (a->phase == wanted && a->verb < 2 && in_period(limit, a->day))
            sum += record_adds(m, limit, a->record.kind, a->lines, a->line_count);
    }
    return sum;
}

/* Adds up what is live and what is asked, by hand, in two halves of 32 bits. */
static bool total_fits(const model *m, const attempt *asked)
{
    for (int what = 0; what < 5; what++) {
        uint64_t high = 0;
        uint64_t low = 0;

        for (size_t i = 0; i <= m->attempt_count; i++) {
            const attempt *a = i < m->attempt_count ? &m->attempts[i] : asked;

            if (a != asked && (a->verb > 1 || (a->phase != USED && a->phase != HELD)))
                continue;
            for (size_t j = 0; j < a->line_count; j++) {
                uint64_t value = (uint64_t)(what == 0 ? a->lines[j].count
                                                      : a->lines[j].amounts[what - 1]);

                low += value & 0xFFFFFFFFU;
                high += value >> 32;
            }
        }
        if (high + (low >> 32) > INT32_MAX)
            return false;
    }
    return true;
}

/* first and last day of the limit's period, by walking. */
static void bounds_of(const jf_limit *limit, jf_day *first, jf_day *last)
{
    *first = *last = limit->day;
    while (in_period(limit, *first - 1))
        (*first)--;
    while (in_period(limit, *last + 1))
        (*last)++;
}

/* Tests the limit against an attempt; `freed` is the part of the cell that its hold gives back. */
static void test_limit(const model *m, attempt *a, const jf_limit *limit, int64_t freed)
{
    jf_violation v = {.size = sizeof v};

    v.used = sum_of(m, limit, USED);
    v.held = sum_of(m, limit, HELD);
    v.asked = record_adds(m, limit, a->record.kind, a->lines, a->line_count) - freed;
    v.amount = limit->amount;
    if (v.asked <= 0 || limit->state == JF_LIMIT_UNLIMITED ||
        (limit->state == JF_LIMIT_NUMBER && v.asked <= limit->amount - v.used - v.held))
        return;
    for (size_t i = 0; i < a->violation_count; i++)
        if (a->violations[i].reserved == (int32_t)(limit - m->limits))
            return;
    v.side = side_of(limit);
    v.unit = limit->unit;
    v.kind = limit->kind;
    v.measure = measure_of(limit);
    v.period_kind = limit->period_kind;
    v.state = limit->state;
    v.short_by = v.used + v.held + v.asked - v.amount;
    v.reserved = (int32_t)(limit - m->limits);
    bounds_of(limit, &v.first, &v.last);
    a->violations[a->violation_count++] = v;
}

/* The limits of one unit and kind, in their order, as far as the line adds to them. */
static void test_limits_at(const model *m, attempt *a, const attempt *hold, const jf_line *line,
                           int64_t unit, int64_t kind)
{
    for (size_t i = 0; i < m->limit_count; i++) {
        const jf_limit *limit = &m->limits[i];
        int64_t freed = 0;

        if (limit->unit != unit || limit->kind != kind || !in_period(limit, a->day) ||
            line_adds(m, limit, line) == 0)
            continue;
        if (hold && in_period(limit, hold->day))
            freed = record_adds(m, limit, hold->record.kind, hold->lines, hold->line_count);
        test_limit(m, a, limit, freed);
    }
}

/* All violated limits: lines, then units up, then kinds up, then limits. */
static void find_violations(const model *m, attempt *a, const attempt *hold)
{
    a->violation_count = 0;
    for (size_t i = 0; i < a->line_count; i++)
        for (int64_t u = a->lines[i].unit; u != 0; u = m->unit_parent[u])
            for (int64_t k = a->record.kind; k != 0; k = m->kind_parent[k])
                test_limits_at(m, a, hold, &a->lines[i], u, k);
}

#endif
