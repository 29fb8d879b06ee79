/* SPDX-License-Identifier: Apache-2.0 */
/* Random histories of a ledger, each from its seed. Each leaves out random features, aims its
 * changes at all states of holds and records, sends calls again, and breaks calls on purpose. What
 * should come of a call is not known here; only which keys are there and what they were seen to
 * become, so that there is something to aim at. */
#ifndef JIANFU_TESTS_MODEL_HISTORY_H
#define JIANFU_TESTS_MODEL_HISTORY_H

#include "model/trace.h"
#include "support/support.h"

enum { HISTORY_KEYS = 400, HISTORY_CELLS = 14, HISTORY_GRANTS = 16, HISTORY_DAYS = 500 };

/* What a history may leave out. */
typedef enum feature {
    FEATURE_AMOUNTS = 1 << 0,
    FEATURE_FISCAL = 1 << 1,
    FEATURE_TIGHT = 1 << 2, /* small limits */
    FEATURE_HUGE = 1 << 3,  /* numbers near 2^63 */
    FEATURE_HOLDS = 1 << 4,
    FEATURE_LADDER = 1 << 5,
    FEATURE_GRACE = 1 << 6,
    FEATURE_SHADOW = 1 << 7,
    FEATURE_WINDOWS = 1 << 8,
    FEATURE_CLASSES = 1 << 9,
    FEATURE_GRANTS = 1 << 10,
    FEATURE_MOVES = 1 << 11,
    FEATURE_EXPIRY = 1 << 12,
    FEATURE_BATCH = 1 << 13,
    FEATURE_RETRY = 1 << 14,
    FEATURE_BREAK = 1 << 15,
    FEATURE_FLOORS = 1 << 16,
    FEATURE_EDGE_DAYS = 1 << 17,
    FEATURE_REOPEN = 1 << 18,
    FEATURE_LINES = 1 << 19, /* several lines a record */
    FEATURE_WIDE = 1 << 20,  /* days far apart */
    FEATURE_STATES = 1 << 21,  /* limits that are no numbers */
    FEATURE_LANDINGS = 1 << 22,
    FEATURE_ALL = 1 << 23
} feature;

typedef enum aim {
    AIM_REFUSED,
    AIM_HELD,
    AIM_ISSUED,
    AIM_USED, /* committed */
    AIM_RELEASED,
    AIM_EXPIRED,
    AIM_WITHDRAWN,
    AIM_FREED,
    AIM_UNKNOWN,
    AIM_STATES
} aim;

/* A hold or record as it was seen last. */
typedef struct target {
    aim state;
    jf_record record;
    jf_line lines[CALL_LINES];
    size_t line_count;
} target;

typedef struct history history;

struct history {
    void (*after)(history *h, const call *c, const answer *a); /* called behind each call, if set */
    world w;
    trace t;
    jf_test_memory memory;
    uint64_t seed;
    unsigned features;
    jf_day base;
    int64_t spread;
    int64_t texts;
    target targets[HISTORY_KEYS];
    size_t target_count;
    call sent[HISTORY_KEYS]; /* calls that carry a key */
    size_t sent_count;
    jf_limit cells[HISTORY_CELLS];
    size_t cell_count;
    int64_t grants[HISTORY_GRANTS][2]; /* key, subject */
    size_t grant_count;
};

/* random numbers: 0 to bound - 1; true once in so many */
int64_t history_below(history *h, int64_t bound);
bool history_once_in(history *h, int64_t times);
bool history_has(const history *h, feature f);

jf_day history_day(history *h);
/* Fills a call of that verb; valid but for what the state says to it. */
void history_call(history *h, call *c, int32_t verb);
/* An amount near the use of the limit's cell. */
void history_aim_amount(history *h, jf_limit *l);
/* A day of the period of a limit that the target meets, or beside it. */
jf_day history_aim_day(history *h, const target *of);
/* Makes the line and its change meet a limit. */
void history_aim_change(history *h, jf_change *g, jf_line *line);
/* Makes the line and its record meet a limit. */
void history_aim_record(history *h, jf_record *r, jf_line *line);
/* Turns a call that was refused into a new attempt that carries a grant, and gives the grant. */
bool history_plead(history *h, call *again, call *grant);
/* Sets a limit near its use and makes a change that may meet it; false when there is nothing. */
bool history_squeeze(history *h, call *limit, call *change);
/* Breaks one field of a call. */
void history_break(history *h, call *c);

/* Runs and writes one history. */
void history_run(history *h, int64_t seed, int64_t steps);

#endif
