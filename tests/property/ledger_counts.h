/* SPDX-License-Identifier: Apache-2.0 */
/* Random ledgers without limits, with a list of what their records are now; and random queries. */
#ifndef JIANFU_TESTS_LEDGER_COUNTS_H
#define JIANFU_TESTS_LEDGER_COUNTS_H

#include "support/support.h"

#include "base/random.h"
#include "jianfu/ledger.h"

enum {
    EPISODES = 60,
    QUERIES = 12,
    UNITS = 12,
    KINDS = 6,
    RECORDS = 60,
    LINES = 4,
    CELLS = 40,
    PERIODS = 5,
    FIRST = 18800, /* 2021-06-22 */
    DAYS = 1000
};

typedef enum phase { NONE, USED, HELD } phase;

typedef struct record {
    phase phase;
    int64_t kind;
    jf_day day;
    int32_t plan_class;
    jf_line lines[LINES];
    size_t line_count;
} record;

typedef struct model {
    int64_t unit_parent[UNITS + 1];
    int64_t kind_parent[KINDS + 1];
    record records[RECORDS + 1]; /* by key */
    int64_t next_key;
    jf_calendar *calendar;
    jf_ledger *ledger;
} model;

static jf__random source;

static inline int64_t below(int64_t bound)
{
    return jf__random_below(&source, (uint32_t)bound);
}

static inline size_t random_lines(jf_line *lines)
{
    size_t count = 1 + (size_t)below(LINES);

    for (size_t i = 0; i < count; i++) {
        lines[i] = (jf_line){.unit = 1 + below(UNITS), .count = below(4),
                             .side = JF_SIDE_ISSUER + (int32_t)below(2)};
        lines[i].amounts[below(4)] = below(9);
    }
    return count;
}

static inline void add_record(model *m)
{
    int64_t key = m->next_key++;
    record *r = &m->records[key];
    jf_record made = {.size = sizeof made, .key = key, .kind = 1 + below(KINDS),
                      .day = FIRST + (jf_day)below(DAYS), .off_plan = below(4) ? 0 : 1};

    *r = (record){.phase = below(3) ? USED : HELD, .kind = made.kind, .day = made.day,
                  .plan_class = made.off_plan};
    r->line_count = random_lines(r->lines);
    assert_ok((r->phase == USED ? jf_ledger_issue : jf_ledger_hold)(
        m->ledger, &made, r->lines, r->line_count, NULL, err));
}

static inline void change_record(model *m, int64_t key)
{
    int64_t of = 1 + below(m->next_key - 1);
    record *r = &m->records[of];
    jf_change change = {.size = sizeof change, .key = key, .of = of, .day = JF_DAY_NONE};

    if (r->phase == HELD && below(2)) {
        assert_ok(jf_ledger_release(m->ledger, key, of, NULL, err));
        r->phase = NONE;
    } else if (r->phase == HELD) {
        change.day = r->day = FIRST + (jf_day)below(DAYS);
        assert_ok(jf_ledger_commit_lines(m->ledger, &change, NULL, 0, NULL, err));
        r->phase = USED;
    } else if (r->phase == USED && below(2)) {
        change.kind = r->kind = 1 + below(KINDS);
        r->line_count = random_lines(r->lines);
        assert_ok(jf_ledger_amend(m->ledger, &change, r->lines, r->line_count, NULL, err));
    } else if (r->phase == USED) {
        change.frees = 1;
        assert_ok(jf_ledger_withdraw(m->ledger, &change, NULL, err));
        r->phase = NONE;
    }
}

static inline jf_tree *random_tree(int64_t *parents, int64_t count)
{
    jf_tree *tree = jf_tree_new(NULL, NULL);

    for (int64_t id = 1; id <= count; id++) {
        parents[id] = id == 1 || below(8) == 0 ? 0 : 1 + below(id - 1);
        assert_ok(jf_tree_add(tree, id, parents[id], "node", err));
    }
    return tree;
}

static inline void begin(model *m)
{
    jf_tree *units;
    jf_tree *kinds;
    jf_error error = {0};

    memset(m, 0, sizeof *m);
    m->next_key = 1;
    m->calendar = jf_calendar_new(NULL, NULL);
    assert_ok(jf_calendar_seal(m->calendar, err));
    units = random_tree(m->unit_parent, UNITS);
    kinds = random_tree(m->kind_parent, KINDS);
    m->ledger =
        assert_made(jf_ledger_new(m->calendar, units, kinds, NULL, &error), &error);
    jf_tree_free(units);
    jf_tree_free(kinds);
    while (m->next_key <= RECORDS) {
        add_record(m);
        if (below(2))
            change_record(m, 1000 + m->next_key);
    }
}

static inline void finish(model *m)
{
    jf_ledger_free(m->ledger);
    jf_calendar_free(m->calendar);
}

static inline jf_count_query random_query(bool with_base)
{
    jf_count_query query = {.size = sizeof query,
                            .side = (int32_t)below(3),
                            .period_kind = (int32_t)below(6),
                            .fiscal_month = (int32_t)below(13),
                            .day = FIRST + (jf_day)below(DAYS),
                            .period_count = 1 + (int32_t)below(PERIODS),
                            .plan_class = (int32_t)below(2),
                            .what = (int32_t)below(3),
                            .joined = (int32_t)below(2)};

    query.measure = (int32_t)below(query.side == JF_SIDE_RECIPIENT ? 7 : 8);
    if (with_base && query.period_kind == 0)
        query.period_kind = JF_PERIOD_YEAR;
    if (query.period_kind == 0)
        query.period_count = 1;
    query.until = below(3) ? 0 : FIRST + (jf_day)below(DAYS);
    return query;
}

static inline void random_cells(jf_cell cells[CELLS])
{
    for (size_t i = 0; i < CELLS; i++)
        cells[i] = (jf_cell){1 + below(UNITS), 1 + below(KINDS)};
}

#endif
