/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a ledger, and what its files offer each other.
 *
 * Nodes, limits and attempts are numbered from 0 in the order in which they came; the numbers stand
 * in the journal. JF__NONE is no number. The journal holds the content of every attempt; what is
 * kept beside it is only what a charge touches, and can be rebuilt from it.
 *
 * No sum can overflow: `totals` adds up every line that is used or held, each cell is a part of
 * it, and an attempt that would take a total out of 64 bits is an error before anything else. */
#ifndef JIANFU_LIB_LEDGER_H
#define JIANFU_LIB_LEDGER_H

#include "base/array.h"
#include "base/error.h"
#include "base/idmap.h"
#include "base/text.h"
#include "jianfu/ledger.h"
#include "ledger/checksum.h"

#define JF__NONE UINT32_MAX
#define JF__LINE_MAX 1048576
#define JF__DEPTH_MAX 64
#define JF__AMOUNT_COUNT 4

/* Cells of one (unit, kind) are handed out in rows of this many neighbours: one cache line. */
#define JF__ROW_CELLS 8

/* A node of a tree, in pre-order: its subtree is [its number, end). */
typedef struct jf__node {
    int64_t id;
    uint32_t parent; /* or JF__NONE */
    uint32_t end;
    uint32_t depth;
    uint32_t name;
} jf__node;

typedef struct jf__nodes {
    JF__ARRAY(jf__node) list;
    jf__idmap index;
    jf__texts names;
} jf__nodes;

/* What a cell adds up; all of it but the two last fields is its identity. */
typedef struct jf__scope {
    uint32_t unit;
    uint32_t kind;
    int32_t side;
    int32_t measure;
    int32_t period_kind;
    int32_t fiscal_month;
    jf_day first;
    jf_day last;
} jf__scope;

typedef struct jf__limit {
    jf__scope scope;
    int32_t state;
    uint32_t cell;
    uint32_t next; /* limit of the same pair that was set after it */
    int64_t amount;
    int64_t held;
} jf__limit;

/* The limits of one unit and kind. */
typedef struct jf__pair {
    uint32_t head;
    uint32_t tail;
    uint32_t count;
    uint32_t last_cell;
} jf__pair;

/* Live counters. free_of[cell] = base - used - held, where base is the amount of a number,
 * INT64_MAX of unlimited, 0 of not planned: one comparison decides, one subtraction charges. */
typedef struct jf__cells {
    JF__ARRAY(int64_t) free_of;
    JF__ARRAY(uint32_t) limit_of; /* JF__NONE for the unused cells of a row */
    JF__ARRAY(uint32_t) mark;     /* where the cell stands in charge.touches, if it does */
} jf__cells;

/* The cells that a line of (unit, kind) touches on the days [first, last]. */
typedef struct jf__span {
    jf_day first;
    jf_day last;
    uint32_t start; /* in items: those of the issuer side, then those of the recipient side */
    uint32_t issuer_count;
    uint32_t recipient_count;
    uint32_t next; /* another span of the same (unit, kind) */
} jf__span;

/* Compiled plans. An item is cell * 8 + measure. */
typedef struct jf__plans {
    jf__idmap index;
    JF__ARRAY(jf__span) spans;
    JF__ARRAY(uint32_t) items;
} jf__plans;

typedef struct jf__line {
    uint32_t unit;
    int32_t side;
    int64_t count;
    int64_t amounts[JF__AMOUNT_COUNT];
} jf__line;

typedef struct jf__violation {
    uint32_t limit;
    int32_t state;
    int64_t amount;
    int64_t used;
    int64_t held;
    int64_t asked;
} jf__violation;

typedef JF__ARRAY(jf__violation) jf__violations;

/* What one attempt takes from and gives back to a cell. */
typedef struct jf__touch {
    uint32_t cell;
    int64_t take;
    int64_t give;
} jf__touch;

typedef struct jf__totals {
    int64_t of[1 + JF__AMOUNT_COUNT]; /* counts, then amounts */
} jf__totals;

/* Scratch of the attempt that is being decided; no part of the state. */
typedef struct jf__charge {
    JF__ARRAY(jf__line) lines;
    JF__ARRAY(jf__touch) touches;
    jf__violations violations;
    jf__totals totals; /* of the lines */
} jf__charge;

/* Types of journal entries; numbers are never reused. */
typedef enum jf__entry_type {
    JF__ENTRY_OPEN = 1,
    JF__ENTRY_UNIT = 2,
    JF__ENTRY_KIND = 3,
    JF__ENTRY_LIMIT = 4,
    JF__ENTRY_ISSUE = 5,
    JF__ENTRY_HOLD = 6,
    JF__ENTRY_COMMIT = 7,
    JF__ENTRY_RELEASE = 8
} jf__entry_type;

typedef enum jf__attempt_state {
    JF__ATTEMPT_REFUSED = 1,
    JF__ATTEMPT_USED = 2,     /* an issue, or a hold that was committed */
    JF__ATTEMPT_HELD = 3,
    JF__ATTEMPT_RELEASED = 4,
    JF__ATTEMPT_DONE = 5      /* a commit or release that went through */
} jf__attempt_state;

/* A remembered attempt. `day` and `kind` say where an issue or hold counts now. */
typedef struct jf__attempt {
    size_t offset; /* of its entry in the journal */
    int64_t entry; /* sequence number */
    uint32_t kind;
    jf_day day;
    uint8_t type;  /* a jf__entry_type */
    uint8_t state; /* a jf__attempt_state */
} jf__attempt;

typedef struct jf__journal {
    JF__ARRAY(uint8_t) bytes;
    int64_t entry_count;
    jf__crc32c crc;
} jf__journal;

struct jf_ledger {
    jf_allocator allocator;
    jf_calendar *calendar;
    jf__nodes units;
    jf__nodes kinds;
    JF__ARRAY(jf__limit) limits;
    JF__ARRAY(jf__pair) pairs;
    jf__idmap pair_index;
    jf__cells cells;
    jf__plans plans;
    JF__ARRAY(jf__attempt) attempts;
    jf__idmap keys; /* key -> attempt */
    jf__totals totals;
    jf__violations violations; /* of the last attempt or check */
    jf__charge charge;
    jf__journal journal;
};

/* An attempt as asked for, its lines in charge.lines. */
typedef struct jf__request {
    int32_t type; /* a jf__entry_type */
    uint32_t kind;
    jf_day day;   /* as given: JF_DAY_NONE stays */
    uint32_t hold; /* attempt that a commit or release resolves, or JF__NONE */
    int64_t key;
    int64_t subject;
    int64_t hold_key;
} jf__request;

/* ledger.c */
jf_ledger *jf__ledger_open(jf_calendar *calendar, const jf_ledger_options *opts, jf_error *err);

/* node.c */
uint32_t jf__node_find(const jf__nodes *nodes, int64_t id);
static inline bool jf__node_contains(const jf__nodes *nodes, uint32_t above, uint32_t below)
{
    return above <= below && below < nodes->list.items[above].end;
}
/* Whether a node may be added next: a new id, in pre-order, not too deep. */
bool jf__node_fits(const jf__nodes *nodes, int64_t id, uint32_t parent);
/* Adds a node that fits to the units or kinds, and its entry; JF_E_NO_MEMORY. */
jf_status jf__node_add(jf_ledger *self, jf__entry_type type, int64_t id, uint32_t parent,
                       const char *name, jf_error *err);
void jf__nodes_release(jf__nodes *nodes, const jf_allocator *allocator);

/* limit.c */
/* Reads what a cell is about; without a period the scope covers all days. */
jf_status jf__scope_read(const jf_ledger *self, const jf_limit *cell, bool with_period,
                         jf__scope *scope_out, jf_error *err);
uint32_t jf__limit_find(const jf_ledger *self, const jf__scope *scope);
uint32_t jf__pair_find(const jf_ledger *self, uint32_t unit, uint32_t kind);
/* One id for (unit, kind), at least 1. */
static inline int64_t jf__pair_id(uint32_t unit, uint32_t kind)
{
    return (int64_t)((uint64_t)unit << 31 | kind) + 1;
}

/* cell.c */
/* A free cell for the next limit of a pair; room must have been reserved. */
uint32_t jf__cell_add(jf__cells *cells, const jf__pair *pair, uint32_t limit);
bool jf__cells_reserve(jf__cells *cells, const jf_allocator *allocator);
void jf__cells_release(jf__cells *cells, const jf_allocator *allocator);
int64_t jf__limit_base(int32_t state, int64_t amount);
int64_t jf__limit_used(const jf_ledger *self, const jf__limit *limit);
int64_t jf__line_value(const jf__line *line, int32_t measure);
/* What an attempt's lines add to a scope, whatever its day and state. */
int64_t jf__attempt_value(const jf_ledger *self, const jf__attempt *attempt,
                          const jf__scope *scope);
/* Whether an attempt is used or held on a day of the scope, for a kind of it. */
bool jf__attempt_counts(const jf_ledger *self, const jf__attempt *attempt, const jf__scope *scope);
/* Use of a scope, from the records. */
void jf__scope_sum(const jf_ledger *self, const jf__scope *scope, int64_t *used_out,
                   int64_t *held_out);

/* plan.c */
/* The span for (unit, kind, day), compiled when it is missing; NULL when memory is refused. */
const jf__span *jf__plan_find(jf_ledger *self, uint32_t unit, uint32_t kind, jf_day day);
/* Forgets all plans: a limit was added. */
void jf__plans_release(jf__plans *plans, const jf_allocator *allocator);

/* charge.c */
/* Finds what the request in charge.lines touches and which limits refuse it.
 * JF_E_NO_MEMORY; JF_E_OVERFLOW. */
jf_status jf__charge_decide(jf_ledger *self, const jf__request *request, jf_error *err);
/* Moves the cells; the request must have been decided and granted. */
void jf__charge_apply(jf_ledger *self, const jf__request *request);

/* attempt.c */
/* Decides a request with a new key and, unless `dry`, records it. */
jf_status jf__attempt_run(jf_ledger *self, const jf__request *request, bool dry,
                          jf_outcome *outcome_out, jf_error *err);
/* Answers an attempt that is remembered. */
jf_status jf__attempt_repeat(jf_ledger *self, uint32_t attempt, jf_outcome *outcome_out,
                             jf_error *err);
/* JF_OK when outcome_out is NULL or can be written. */
jf_status jf__outcome_check(const jf_outcome *outcome_out, jf_error *err);
/* Reads a record and its lines into charge.lines and runs it; `type` says how it is held. */
jf_status jf__attempt_record(jf_ledger *self, jf__entry_type type, bool dry,
                             const jf_record *record, const jf_line *lines, size_t line_count,
                             jf_outcome *outcome_out, jf_error *err);

/* key.c */
/* *attempt_out: the attempt remembered under the request's key, or JF__NONE for a new key.
 * JF_E_EXISTS: the key has other content. */
jf_status jf__key_find(const jf_ledger *self, const jf__request *request, uint32_t *attempt_out,
                       jf_error *err);

/* violation.c */
jf_status jf__violation_fail(const jf_ledger *self, jf_error *err);

/* journal.c: writing */
bool jf__journal_node(jf_ledger *self, jf__entry_type type, const jf__node *node, const char *name);
bool jf__journal_open(jf_ledger *self, jf_day first, jf_day last, const uint8_t digest[32]);
bool jf__journal_reserve(jf_ledger *self, size_t body_size);
/* Room for the request in charge. */
bool jf__journal_reserve_attempt(jf_ledger *self, const jf__request *request);
void jf__journal_limit(jf_ledger *self, const jf__limit *limit);
/* Writes the entry of a decided request. */
void jf__journal_attempt(jf_ledger *self, const jf__request *request);

/* entry.c: reading */
#define JF__FRAME_SIZE 8 /* body size and CRC before each body */
#define JF__ENTRY_OPEN_SIZE 43
#define JF__ENTRY_OPEN_HEAD 3 /* type and version */
#define JF__ENTRY_LIMIT_SIZE 30
#define JF__FORMAT_VERSION 1

#define JF__ENTRY_REFUSED 1U /* flags of an attempt */
#define JF__ENTRY_SUBJECT 2U

#define JF__SHAPE_RECIPIENT 1U /* shape of a line */
#define JF__SHAPE_COUNT 2U     /* its count is written; else 1 */
#define JF__SHAPE_AMOUNT 4U    /* amounts[0] is written; shifted left for the others */

/* Reads little-endian numbers; past the end it gives zeros and `failed` stays set. */
typedef struct jf__reader {
    const uint8_t *bytes;
    size_t size;
    size_t at;
    bool failed;
} jf__reader;

uint64_t jf__read(jf__reader *reader, size_t byte_count);
int64_t jf__read_id(jf__reader *reader);
jf_day jf__read_day(jf__reader *reader);
uint32_t jf__read_number(jf__reader *reader);

/* Body of the entry whose frame begins at offset; failed when it does not fit in the bytes. */
jf__reader jf__entry_body(const uint8_t *bytes, size_t byte_count, size_t offset,
                          uint32_t *crc_out);

/* Head of an attempt's entry; the reader then stands at its first line. */
typedef struct jf__entry {
    jf__reader reader;
    jf__request request;
    uint32_t flags;
    uint32_t line_count;
} jf__entry;

jf__entry jf__entry_read(jf__reader body);
jf__entry jf__entry_at(const jf_ledger *self, const jf__attempt *attempt);
/* The next of line_count lines. */
jf__line jf__entry_line(jf__entry *entry);
/* The violations of a refused attempt; false when memory is refused. */
bool jf__entry_violations(jf_ledger *self, const jf__attempt *attempt, jf__violations *out);

#endif
