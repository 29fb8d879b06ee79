/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a ledger.
 *
 * Nodes, limits and attempts are numbered from 0 in the order in which they came; the numbers stand
 * in the journal. JF__NONE is no number. The journal holds the content of every attempt; what is
 * kept beside it is only what a charge touches, and can be rebuilt from it.
 *
 * No sum can overflow: `totals` adds up every line that is used or held, each cell is a part of
 * it, and an attempt that would take a total out of 64 bits is an error before anything else. */
#ifndef JIANFU_LIB_LEDGER_STATE_H
#define JIANFU_LIB_LEDGER_STATE_H

#include "base/error.h"
#include "base/idmap.h"
#include "base/text.h"
#include "jianfu/ledger.h"
#include "ledger/journal.h"
#include "ledger/keytable.h"
#include "ledger/node.h"
#include "ledger/row.h"

#define JF__NONE UINT32_MAX
#define JF__LINE_MAX 1048576
#define JF__DEPTH_MAX 64
#define JF__AMOUNT_COUNT 4
#define JF__GRANT_MAX 1024

/* What a cell adds up; all of it but `last` and `reach` is its identity. */
typedef struct jf__scope {
    uint32_t unit;
    uint32_t kind;
    int32_t side;
    int32_t measure;
    int32_t period_kind; /* 0 when rolling */
    int32_t fiscal_month;
    jf_day first;
    jf_day last;
    jf_day reach; /* units that ended up to this day are counted with those that go on for them */
    int32_t bound;
    int32_t window;
    int32_t window_days;
    int32_t plan_class;
} jf__scope;

/* What a limit says; set as a whole. */
typedef struct jf__terms {
    int32_t state;
    int32_t permille[5]; /* by jf_ladder, -1 = never; REFUSE is 1000 unless said otherwise */
    int32_t grace_days;
    int32_t shadow;
    int64_t amount;
    int64_t borrow_max;
    int64_t lend_max;
    int64_t pool; /* what is left of it */
    uint32_t approver;
} jf__terms;

typedef struct jf__limit {
    jf__scope scope;
    jf__terms terms;
    uint32_t cell;
    uint32_t next;    /* limit of the same pair that was set after it */
    uint32_t days;    /* its day sums, when its window is no plain period */
    uint32_t tie;     /* first of the parts that follow from it, or JF__NONE */
    int64_t held;
    int64_t inherited; /* of what is used: divided from units before it, or (less) to others */
    int64_t borrowed;
    int64_t lent;
    int64_t refusals;
    jf_day since;
    int32_t expiring; /* open holds that may expire */
    bool follows;     /* a part of a link may be in its amount */
} jf__limit;

/* The limits of one unit and kind. */
typedef struct jf__pair {
    uint32_t head;
    uint32_t tail;
    uint32_t count;
    uint32_t last_cell;
} jf__pair;

/* Day sums of a limit, ascending. */
typedef struct jf__day_sum {
    jf_day day;
    int64_t used;
    int64_t held;
} jf__day_sum;

typedef JF__ARRAY(jf__day_sum) jf__days;

/* Cells of one measure that stand side by side in a row. */
typedef struct jf__run {
    jf__row *row;
    uint32_t cell; /* the first */
    uint16_t count;
    uint16_t measure;
} jf__run;

/* The cells that a line of (unit, kind) touches on the days [first, last]: a part of `runs` for
 * each side. */
typedef struct jf__span {
    jf_day first;
    jf_day last;
    uint32_t start; /* those of the issuer side, then those of the recipient side */
    uint32_t issuer_count; /* of runs */
    uint32_t recipient_count;
    uint32_t next; /* another span of the same (unit, kind, class) */
} jf__span;

typedef struct jf__plans {
    jf__idmap index;
    JF__ARRAY(jf__span) spans;
    JF__ARRAY(jf__run) runs;
    uint32_t version; /* rises when spans are forgotten */
} jf__plans;

/* What is known of a line before its item is read. */
typedef struct jf__hint {
    const struct jf_item *item;
    int64_t plan;       /* id; 0: none */
    size_t home;        /* of what is looked up next in an index */
    const jf__run *runs;
    size_t run_count;
    uint32_t unit;      /* or JF__NONE */
    uint32_t span;      /* number + 1; 0: not found */
} jf__hint;

#define JF__HINT_MAX 64

/* Hints for lines of the batch that runs; otherwise there are none. */
typedef struct jf__hints {
    const jf_line *lines;
    size_t count;
    uint32_t version; /* of the plans when they were found */
    jf__hint list[JF__HINT_MAX];
} jf__hints;

typedef struct jf__line {
    uint32_t span; /* as in a hint */
    uint32_t unit;
    int32_t side;
    int64_t count;
    int64_t landings; /* of the record, on the line of its lead; not in the journal */
    int64_t amounts[JF__AMOUNT_COUNT];
} jf__line;

typedef JF__ARRAY(jf__line) jf__lines;

/* What a limit has to say about an attempt. */
typedef struct jf__report {
    uint32_t limit;
    int32_t state;
    int32_t step;
    int32_t refuses;
    int32_t shadow;
    int64_t amount;
    int64_t used;
    int64_t held;
    int64_t asked;
    jf_day first;
    jf_day last;
    jf_day since;
    int32_t expiring;
} jf__report;

typedef JF__ARRAY(jf__report) jf__reports;

typedef struct jf__answer {
    jf__reports violations;
    jf__reports notices;
    int32_t step;
} jf__answer;

/* What one attempt takes from and gives back to a cell. */
typedef struct jf__touch {
    uint32_t cell;
    uint32_t gate; /* the cell is asked but not charged */
    int64_t take;
    int64_t give;
} jf__touch;

typedef struct jf__totals {
    int64_t of[1 + JF__AMOUNT_COUNT]; /* counts, then amounts */
} jf__totals;

/* A record as it counts: its lines and where they count. */
typedef struct jf__content {
    const jf__line *lines;
    size_t line_count;
    uint32_t kind;
    jf_day day;
} jf__content;

typedef struct jf__lift {
    uint32_t limit;
    int32_t step;
    uint32_t by;
    uint32_t reason;
    jf_day on;
} jf__lift;

/* What a unit that ends leaves of a limit to one heir. */
typedef struct jf__bequest {
    uint32_t from;
    uint32_t to;
    uint32_t heir;  /* the unit that goes on */
    bool is_first;  /* of the heirs */
    bool is_made;   /* the limit was made for it */
    int64_t amount;
    int64_t pool;
} jf__bequest;

/* Scratch of the attempt that is being decided; no part of the state. */
typedef struct jf__charge {
    jf__lines lines; /* as asked for */
    jf__lines old;   /* of the hold or record that is changed */
    jf__content take;
    jf__content give;
    JF__ARRAY(jf__touch) touches;
    JF__ARRAY(jf__lift) lifts;
    JF__ARRAY(jf__heir) heirs; /* of a unit that is to end */
    JF__ARRAY(jf__bequest) bequests;
    jf__answer answer;
    jf__totals after;  /* the ledger's, once this is done */
    bool is_plain;     /* decided and applied without touches, */
    uint32_t spans[2]; /* by these spans of its lines */
} jf__charge;

/* One amount that follows from a cell. */
typedef struct jf__derived {
    uint32_t base;  /* the limit it follows from */
    uint32_t to;    /* the limit it is part of */
    uint32_t lead;  /* the part of the link that its base is added to: itself, or another */
    uint32_t has_ended;
    int64_t posted; /* as the journal has it */
    int64_t now;    /* as the limit has it */
    int64_t amount; /* as the formula gives it: scratch */
} jf__derived;

/* A formula that stays in force. */
typedef struct jf__link {
    int32_t type;     /* a jf__entry_type: CARRY or DERIVE */
    int32_t method;   /* a jf_derivation_method */
    int32_t permille;
    int32_t ratchet;
    int64_t least;
    int64_t most;
    jf__range days;   /* of what it follows from */
    jf__derived *parts;
    int64_t *weights; /* scratch, one for each part */
    size_t part_count;
    bool is_due;      /* stands in `due` */
    bool is_settled;  /* and was computed anew */
} jf__link;

typedef JF__ARRAY(jf__link) jf__links;

/* A part that follows from a limit. */
typedef struct jf__tie {
    uint32_t link;
    uint32_t part;
    uint32_t next; /* another of the same limit, or JF__NONE */
} jf__tie;

/* Types of journal entries; numbers are never reused. */
typedef enum jf__entry_type {
    JF__ENTRY_OPEN = 1,
    JF__ENTRY_UNIT = 2,
    JF__ENTRY_KIND = 3,
    JF__ENTRY_LIMIT = 4,
    JF__ENTRY_ISSUE = 5,
    JF__ENTRY_HOLD = 6,
    JF__ENTRY_COMMIT = 7,
    JF__ENTRY_RELEASE = 8,
    JF__ENTRY_TEXT = 9,
    JF__ENTRY_GRANT = 10,
    JF__ENTRY_EXPIRE = 11,
    JF__ENTRY_REVIVE = 12,
    JF__ENTRY_WITHDRAW = 13,
    JF__ENTRY_AMEND = 14,
    JF__ENTRY_MOVE = 15,
    JF__ENTRY_GROUP = 16,
    JF__ENTRY_REFORM = 17,
    JF__ENTRY_CARRY = 18,
    JF__ENTRY_DIFFERENCE = 19,
    JF__ENTRY_SEAL = 20,
    JF__ENTRY_DERIVE = 21
} jf__entry_type;

typedef enum jf__attempt_state {
    JF__ATTEMPT_REFUSED = 1,
    JF__ATTEMPT_USED = 2,      /* an issue, or a hold that was committed */
    JF__ATTEMPT_HELD = 3,
    JF__ATTEMPT_RELEASED = 4,
    JF__ATTEMPT_DONE = 5,      /* any other that went through; grants that wait */
    JF__ATTEMPT_EXPIRED = 6,
    JF__ATTEMPT_WITHDRAWN = 7, /* still counts */
    JF__ATTEMPT_FREED = 8,     /* withdrawn, counts no more */
    JF__ATTEMPT_SPENT = 9      /* grants that were carried */
} jf__attempt_state;

#define JF__ATTEMPT_CLASS 3U    /* flags: the jf_plan_class */
#define JF__ATTEMPT_MOVED 4U    /* its lines stand in another entry: see `contents` */
#define JF__ATTEMPT_EXPIRES 8U  /* a hold that may expire: see `expiries` */
#define JF__ATTEMPT_LINKED 16U  /* refused because another attempt of its group was */
#define JF__ATTEMPT_CHANGED 32U /* its day, kind or lines may not be those of its entry */

/* A remembered attempt. `day` and `kind` say where an issue or hold counts now. */
typedef struct jf__attempt {
    size_t offset; /* of its entry in the journal */
    uint32_t entry; /* sequence number */
    uint32_t kind;
    jf_day day;
    uint8_t type;  /* a jf__entry_type */
    uint8_t state; /* a jf__attempt_state */
    uint16_t flags;
} jf__attempt;

#define JF__SHELF_BITS 10

/* Attempts on shelves that never move. */
typedef struct jf__attempts {
    JF__ARRAY(jf__attempt *) shelves;
    size_t count;
} jf__attempts;

static inline jf__attempt *jf__attempt_at(const jf__attempts *attempts, uint32_t number)
{
    return &attempts->shelves.items[number >> JF__SHELF_BITS]
                                   [number & ((1U << JF__SHELF_BITS) - 1)];
}

/* A snapshot that is kept to begin from. */
typedef struct jf__kept {
    int64_t entry;
    size_t journal_size; /* up to that entry */
    uint8_t *bytes;
    size_t size;
} jf__kept;

/* A hold that may expire. */
typedef struct jf__expiry {
    uint32_t attempt;
    jf_day last;
} jf__expiry;

typedef struct jf__limit_before {
    uint32_t number;
    int64_t free;
    int64_t margin;
    jf__limit limit;
} jf__limit_before;

typedef struct jf__day_before {
    uint32_t limit;
    bool is_new; /* it had no sums */
    jf__day_sum sum;
} jf__day_before;

typedef struct jf__attempt_before {
    uint32_t number;
    uint32_t content; /* as in `contents` */
    jf_day expires;   /* as in `expiries` */
    jf__attempt attempt;
} jf__attempt_before;

/* What the attempts of an open group have changed, as it was before them. */
typedef struct jf__undo {
    bool is_open;
    bool has_links; /* what the amounts of all links were is in `parts` */
    size_t journal_size;
    int64_t entry_count;
    size_t attempt_count;
    jf__totals totals;
    JF__ARRAY(jf__limit_before) limits; /* each once */
    JF__ARRAY(uint32_t) mark;           /* by limit: where it stands in `limits`, if it does */
    JF__ARRAY(jf__day_before) days;     /* in the order of the changes */
    JF__ARRAY(jf__attempt_before) attempts;
    JF__ARRAY(jf__derived) parts;
} jf__undo;

struct jf_ledger {
    jf_allocator allocator;
    jf_calendar *calendar;
    jf__nodes units;
    jf__nodes kinds;
    jf__texts texts;
    JF__ARRAY(jf__limit) limits;
    JF__ARRAY(jf__pair) pairs;
    jf__idmap pair_index;
    JF__ARRAY(uint32_t) limit_of; /* by cell; JF__NONE for the unused cells of a row */
    JF__ARRAY(uint32_t) mark;     /* by cell: where it stands in charge.touches, if it does */
    jf__rows rows;
    JF__ARRAY(jf__days) days;
    jf__plans plans;
    jf__hints hints;
    jf__links links;
    jf__range linked;  /* covers the days of all links */
    size_t link_room;  /* bytes of journal that all their differences take */
    JF__ARRAY(jf__tie) ties;
    JF__ARRAY(uint32_t) due; /* a heap of links to be computed anew, those of earlier days first */
    jf__attempts attempts;
    jf__keytable keys;
    jf__idmap contents; /* attempt + 1 -> attempt whose entry holds its lines now */
    JF__ARRAY(jf__expiry) expiries; /* of open holds, in the order of their attempts */
    jf__totals totals;
    jf__answer answer; /* of the last attempt or check */
    jf__charge charge;
    jf__undo undo;
    jf__journal journal;
    JF__ARRAY(jf__kept) kept; /* in the order of their entries; no part of the state */
};

/* An attempt as asked for, its lines in charge.lines. */
typedef struct jf__request {
    int32_t type;    /* a jf__entry_type */
    uint32_t kind;   /* JF__NONE: as it is */
    jf_day day;      /* JF_DAY_NONE: as it is */
    uint32_t of;     /* attempt that it changes, or JF__NONE */
    uint32_t grants; /* attempt that granted, or JF__NONE */
    uint32_t actor;
    uint32_t reason;
    jf_day expires;  /* 0 = never */
    int32_t plan_class;
    int32_t frees;
    bool linked;     /* refused because another attempt of its group was */
    int64_t key;
    int64_t subject;
    int64_t of_key;
    int64_t grants_key;
} jf__request;

#endif
