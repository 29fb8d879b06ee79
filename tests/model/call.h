/* SPDX-License-Identifier: Apache-2.0 */
/* A call of the ledger as data: what the random and the exhaustive histories are made of. */
#ifndef JIANFU_TESTS_MODEL_CALL_H
#define JIANFU_TESTS_MODEL_CALL_H

#include "jianfu/ledger.h"

enum { CALL_LINES = 12, CALL_ITEMS = 6, CALL_GRANTS = 3, CALL_VALUES = 48 };

/* The numbers stand in the traces: check.py knows them. */
typedef enum call_verb {
    CALL_LIMIT = 1,
    CALL_TEXT = 2,
    CALL_GRANT = 3,
    CALL_CHECK = 4,
    CALL_ISSUE = 5,
    CALL_HOLD = 6,
    CALL_COMMIT = 7,
    CALL_RELEASE = 8,
    CALL_COMMIT_LINES = 9,
    CALL_REVIVE = 10,
    CALL_WITHDRAW = 11,
    CALL_AMEND = 12,
    CALL_EXPIRE = 13,
    CALL_ADJUST = 14,
    CALL_TRANSFER = 15,
    CALL_BORROW = 16,
    CALL_LEND = 17,
    CALL_REPAY = 18,
    CALL_DRAW = 19,
    CALL_EXPLAIN = 20,
    CALL_EXPIRING = 21,
    CALL_BALANCE = 22,
    CALL_SERIES = 23,
    CALL_BATCH = 24,
    CALL_SEAL = 25,
    CALL_REOPEN = 26, /* the journal is replayed, and what follows goes to the new ledger */
    CALL_VERBS = 27
} call_verb;

/* Only what the verb needs is read. */
typedef struct call {
    int32_t verb;
    jf_limit cell; /* the limit, or the cell that gives */
    jf_limit other; /* the cell that gets */
    jf_move move;
    jf_record record;
    jf_change change;
    jf_grant grants[CALL_GRANTS];
    size_t grant_count;
    jf_line lines[CALL_LINES];
    size_t line_count;
    jf_item items[CALL_ITEMS];
    size_t item_count;
    int64_t key;     /* of a grant, or to explain */
    int64_t subject; /* of a grant */
    int64_t text;    /* number of a text; 0: empty, -1: no UTF-8, -2: too long */
    jf_day day;      /* today, until, first */
    size_t value_count;
} call;

typedef struct answer {
    jf_status status;
    jf_error error;     /* zero when it was not written */
    jf_outcome outcome; /* zero when it was not written */
    int64_t values[CALL_VALUES];
    size_t value_count;
} answer;

/* A call with every record zero but for its size. */
void call_begin(call *c, int32_t verb);

/* Whether the verb changes a hold or record. */
bool call_is_change(int32_t verb);
bool call_is_record(int32_t verb);
bool call_is_move(int32_t verb);

/* The key under which it is remembered; 0 for none. */
int64_t call_key(const call *c);

/* Calls the ledger; not for CALL_REOPEN. */
void call_run(jf_ledger *ledger, const call *c, answer *a);

#endif
