/* SPDX-License-Identifier: Apache-2.0 */
/* Random histories of a ledger: every kind of entry, most of it accepted. What is done depends on
 * the seed and the ledger alone, so that the same seed does the same to an equal ledger. For one
 * program only: everything is static. */
#ifndef JIANFU_TESTS_LEDGER_HISTORY_H
#define JIANFU_TESTS_LEDGER_HISTORY_H

#include "support/support.h"

#include "jianfu/ledger.h"

enum { UNITS = 8, KINDS = 4, DAY_FIRST = 19150, DAY_COUNT = 420 };

typedef struct history {
    uint64_t seed;
    unsigned features; /* bits: without bounds (amounts, limits), windows, reorganisation, moves,
                          carry-over and derived limits */
    int64_t key;       /* last one used */
    jf_ledger *ledger;
} history;

static int64_t below(history *h, int64_t bound)
{
    h->seed = h->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((h->seed >> 33) % (uint64_t)bound);
}

static jf_day random_day(history *h)
{
    return DAY_FIRST + (jf_day)below(h, DAY_COUNT);
}

static int64_t known_key(history *h)
{
    return h->key > 0 ? 1 + below(h, h->key) : 1;
}

/* The key of something that was done of late, mostly. */
static int64_t recent_key(history *h)
{
    return h->key > 20 && below(h, 4) > 0 ? h->key - below(h, 20) : known_key(h);
}

/* The key of a hold or record of late, if one is found. */
static int64_t recent_record(history *h)
{
    int64_t count = (int64_t)jf_ledger_attempt_count(h->ledger);

    for (int i = 0; i < 6 && count > 0; i++) {
        jf_attempt attempt = {.size = sizeof attempt};
        int64_t back = 1 + below(h, count < 40 ? count : 40);

        assert_ok(jf_ledger_attempt_at(h->ledger, (size_t)(count - back), &attempt, err));
        if (attempt.of == 0 && attempt.kind != 0)
            return attempt.key;
    }
    return known_key(h);
}

static jf_limit new_cell(history *h)
{
    jf_limit cell = {.size = sizeof cell};

    cell.unit = 1 + below(h, UNITS);
    cell.kind = 1 + below(h, KINDS);
    cell.side = (int32_t)below(h, 3);
    cell.measure = (int32_t)below(h, 7);
    cell.period_kind = 1 + (int32_t)below(h, 5);
    cell.day = random_day(h);
    cell.plan_class = below(h, 6) == 0;
    if (h->features & 2U && below(h, 2)) {
        cell.window = 1 + (int32_t)below(h, 2);
        cell.window_days = cell.window == JF_WINDOW_ROLLING ? 2 + (int32_t)below(h, 60) : 0;
        cell.period_kind = cell.window == JF_WINDOW_ROLLING ? 0 : 1;
    } else {
        cell.bound = below(h, 10) == 0;
    }
    return cell;
}

/* A cell with a limit, if there is one. */
static jf_limit random_cell(history *h)
{
    size_t count = jf_ledger_limit_count(h->ledger);
    jf_limit cell = {.size = sizeof cell};

    if (count == 0)
        return new_cell(h);
    assert_ok(jf_ledger_limit_at(h->ledger, (size_t)below(h, (int64_t)count), &cell, err));
    return cell;
}

static jf_status step_limit(history *h)
{
    jf_limit limit = below(h, 2) ? new_cell(h) : random_cell(h);

    limit.state = JF_LIMIT_NUMBER;
    if (below(h, 8) == 0)
        limit.state = h->features & 1U ? JF_LIMIT_UNLIMITED : JF_LIMIT_NOT_PLANNED;
    limit.amount = limit.state == JF_LIMIT_NUMBER ? below(h, 40) : 0;
    limit.notice_permille = below(h, 3) ? 0 : 700;
    limit.explain_permille = below(h, 3) ? 0 : 850;
    limit.refuse_permille = below(h, 8) ? 0 : 1200;
    limit.grace_days = below(h, 5) ? 0 : 40;
    limit.shadow = below(h, 10) == 0;
    limit.borrow_max = below(h, 20);
    limit.lend_max = below(h, 20);
    limit.reserve_pool = below(h, 20);
    limit.approver = below(h, 2);
    return jf_ledger_set_limit(h->ledger, &limit, NULL);
}

static size_t random_lines(history *h, jf_line *lines)
{
    size_t count = (size_t)(1 + below(h, 3));

    for (size_t i = 0; i < count; i++) {
        lines[i] = (jf_line){.unit = 1 + below(h, UNITS), .count = below(h, 4),
                             .side = 1 + (int32_t)below(h, 2)};
        for (size_t j = 0; j < 4; j++)
            lines[i].amounts[j] = below(h, 3) ? 0 : below(h, 9);
        if (h->features & 1U && below(h, 9) == 0)
            lines[i].amounts[below(h, 4)] = INT64_MAX / (2 + below(h, 9));
    }
    return count;
}

static jf_status step_record(history *h)
{
    jf_record record = {.size = sizeof record, .day = random_day(h), .key = ++h->key,
                        .subject = below(h, 3) ? 0 : 1 + below(h, 5),
                        .kind = 1 + below(h, KINDS), .reason = below(h, 3) == 0};
    bool holds = below(h, 2);
    jf_line lines[3];
    size_t line_count = random_lines(h, lines);

    record.off_plan = below(h, 8) ? 0 : 1 + (int32_t)below(h, 2);
    record.expires = holds && below(h, 2) ? random_day(h) : 0;
    record.grants = below(h, 12) ? 0 : recent_key(h);
    return (holds ? jf_ledger_hold : jf_ledger_issue)(h->ledger, &record, lines, line_count, NULL,
                                                      NULL);
}

static jf_status step_change(history *h)
{
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .of = recent_record(h),
                        .reason = below(h, 2)};
    int64_t verb = below(h, 5);
    jf_line lines[3];
    size_t line_count = below(h, 2) ? random_lines(h, lines) : 0;

    change.key = ++h->key;
    if (verb == 0)
        return jf_ledger_release(h->ledger, change.key, change.of, NULL, NULL);
    if (verb == 1) {
        change.frees = (int32_t)below(h, 2);
        return jf_ledger_withdraw(h->ledger, &change, NULL, NULL);
    }
    change.day = below(h, 2) ? JF_DAY_NONE : random_day(h);
    if (verb == 2) {
        change.expires = below(h, 2) ? random_day(h) : 0;
        return jf_ledger_revive(h->ledger, &change, NULL, NULL);
    }
    change.kind = below(h, 2) ? 0 : 1 + below(h, KINDS);
    return (verb == 3 ? jf_ledger_commit_lines : jf_ledger_amend)(h->ledger, &change, lines,
                                                                  line_count, NULL, NULL);
}

static jf_status step_grant(history *h)
{
    jf_limit cell = random_cell(h);
    jf_grant grant = {.unit = cell.unit, .kind = cell.kind, .by = 1, .side = cell.side,
                      .measure = cell.measure, .period_kind = cell.period_kind,
                      .fiscal_month = cell.fiscal_month, .day = cell.day, .window = cell.window,
                      .window_days = cell.window_days, .plan_class = cell.plan_class,
                      .step = 2 + (int32_t)below(h, 3)};

    return jf_ledger_grant(h->ledger, ++h->key, 1 + below(h, 5), &grant, 1, NULL, NULL);
}

static jf_status step_move(history *h)
{
    static jf_status (*const verbs[])(jf_ledger *, const jf_move *, const jf_limit *,
                                      const jf_limit *, jf_outcome *, jf_error *) = {
        jf_ledger_transfer, jf_ledger_borrow, jf_ledger_lend, jf_ledger_repay, jf_ledger_draw};
    jf_limit from = random_cell(h);
    jf_limit to = from;
    jf_move move = {.size = sizeof move, .key = ++h->key, .amount = 1 + below(h, 9),
                    .actor = below(h, 2)};
    int64_t verb = below(h, 6);

    if (verb == 5) {
        move.amount -= 5;
        return jf_ledger_adjust(h->ledger, &move, &from, NULL, NULL);
    }
    if (verb < 4)
        to.unit = 1 + below(h, UNITS);
    return verbs[verb](h->ledger, &move, &from, &to, NULL, NULL);
}

static jf_status step_reform(history *h)
{
    jf_reform reform = {.size = sizeof reform, .day = random_day(h), .key = ++h->key,
                        .unit = 1 + below(h, UNITS)};
    int64_t parts[2] = {1 + below(h, UNITS), 1 + below(h, UNITS)};
    int64_t shares[2] = {1 + below(h, 5), 1 + below(h, 5)};

    switch (below(h, 6)) {
    case 0:
        return jf_ledger_rename_unit(h->ledger, &reform, "新名称", NULL, NULL);
    case 1:
        return jf_ledger_merge_unit(h->ledger, &reform, parts[0], NULL, NULL);
    case 2:
        return jf_ledger_split_unit(h->ledger, &reform, parts, 2, shares, 2, NULL, NULL);
    case 3:
        return jf_ledger_add_unit(h->ledger, 1 + UNITS + below(h, 50), parts[0], "新单位", NULL);
    case 4:
        return jf_ledger_add_kind(h->ledger, 1 + KINDS + below(h, 50), 1, "新事项", NULL);
    default:
        return jf_ledger_move_unit(h->ledger, &reform, below(h, 1 + UNITS), NULL, NULL);
    }
}

static jf_limit month_of(history *h, jf_day day)
{
    return (jf_limit){.size = sizeof(jf_limit), .unit = 1 + below(h, UNITS),
                      .kind = 1 + below(h, KINDS), .period_kind = JF_PERIOD_MONTH, .day = day};
}

/* From one month to the next. */
static jf_status step_close(history *h)
{
    jf_day day = random_day(h);
    jf_limit from = below(h, 2) ? random_cell(h) : month_of(h, day);
    jf_limit to = from;
    jf_carry carry = {.size = sizeof carry, .key = ++h->key, .least = below(h, 3) - 1,
                      .most = 1 + below(h, 20)};
    jf_derivation derivation = {.size = sizeof derivation, .key = h->key,
                                .method = (int32_t)below(h, 2),
                                .permille = (int32_t)below(h, 1500), .ratchet = below(h, 2) == 1};
    int64_t units[3];

    for (size_t i = 0; i < 3; i++)
        units[i] = (from.unit + (int64_t)i * 2) % UNITS + 1;
    to.day = from.day + 31 + (jf_day)below(h, 2) * 334;
    to.amount = 0;
    if (below(h, 2))
        return jf_ledger_derive(h->ledger, &derivation, &from, &to, units, 3, NULL, NULL);
    if (below(h, 2))
        (void)jf_ledger_set_limit(h->ledger, &to, NULL);
    return jf_ledger_carry(h->ledger, &carry, &from, &to, NULL, NULL);
}

/* Two or three attempts, all or none; some of them may be refused or fail. */
static jf_status step_group(history *h)
{
    jf_item items[3];
    jf_line lines[9];
    int32_t results[3];
    size_t count = (size_t)(2 + below(h, 2));
    size_t line_count = 0;

    memset(items, 0, sizeof items);
    for (size_t i = 0; i < count; i++) {
        jf_item *item = &items[i];
        bool is_record = below(h, 3) > 0;
        size_t added = random_lines(h, lines + line_count);

        *item = (jf_item){.key = ++h->key, .day = random_day(h), .linked = i + 1 < count,
                          .verb = is_record ? 1 + (int32_t)below(h, 2) : JF_VERB_COMMIT,
                          .of = is_record ? 0 : recent_record(h),
                          .kind = is_record ? 1 + below(h, KINDS) : 0,
                          .line_count = (int32_t)added};
        line_count += added;
    }
    return jf_ledger_batch(h->ledger, items, count, lines, line_count, results, count, NULL);
}

/* What ends in no attempt. */
static jf_status step_beside(history *h)
{
    char text[] = "承办人A";
    int64_t count;

    switch (below(h, 4)) {
    case 0:
        text[sizeof text - 2] = (char)('A' + below(h, 26));
        return jf_ledger_text(h->ledger, text, &count, NULL);
    case 1:
        return jf_ledger_seal_batch(h->ledger, NULL);
    case 2:
        return jf_ledger_explain(h->ledger, known_key(h), NULL, NULL);
    default:
        return jf_ledger_expire(h->ledger, random_day(h), &count, NULL);
    }
}

static jf_status step(history *h)
{
    int64_t choice = below(h, 40);

    if (choice < 4)
        return step_limit(h);
    if (choice < 6)
        return step_group(h);
    if (choice < 22)
        return step_record(h);
    if (choice < 32)
        return step_change(h);
    if (choice < 34)
        return step_grant(h);
    if (choice < 37 && h->features & 8U)
        return step_move(h);
    if (choice < 38 && h->features & 4U)
        return step_reform(h);
    if (choice < 39 && h->features & 16U)
        return step_close(h);
    return step_beside(h);
}

/* An organisation by the seed, and a text for whom it asks. */
static void begin(history *h, jf_calendar *calendar, const jf_ledger_options *opts)
{
    jf_tree *units = jf_tree_new(NULL, NULL);
    jf_tree *kinds = jf_tree_new(NULL, NULL);
    int64_t id;

    for (int64_t i = 1; i <= UNITS; i++)
        assert_ok(jf_tree_add(units, i, i > 2 ? 1 + below(h, i - 1) : 0, "单位", err));
    for (int64_t i = 1; i <= KINDS; i++)
        assert_ok(jf_tree_add(kinds, i, i > 1 ? 1 + below(h, i - 1) : 0, "事项", err));
    h->ledger = jf_ledger_new(calendar, units, kinds, opts, NULL);
    assert_non_null(h->ledger);
    assert_ok(jf_ledger_text(h->ledger, "王处长", &id, err));
    jf_tree_free(units);
    jf_tree_free(kinds);
}

#endif
