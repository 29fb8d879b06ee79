/* SPDX-License-Identifier: Apache-2.0 */
/* Units and kinds: nodes of a tree, and what has become of them day by day. */
#ifndef JIANFU_LIB_LEDGER_NODE_H
#define JIANFU_LIB_LEDGER_NODE_H

#include "base/array.h"
#include "base/idmap.h"
#include "base/text.h"
#include "jianfu/calendar.h"

#define JF__DAY_NEVER INT32_MAX

/* A closed range of days. */
typedef struct jf__range {
    jf_day first;
    jf_day last;
} jf__range;

/* A node of a tree, as it was when it was added, and where its changes begin. */
typedef struct jf__node {
    int64_t id;
    uint32_t parent; /* or JF__NONE */
    uint32_t depth;
    uint32_t name;
    uint32_t parents; /* latest of its epochs of parents, or JF__NONE */
    uint32_t namings; /* latest of its epochs of names, or JF__NONE */
    uint32_t heir;    /* first of its heirs */
    uint32_t heir_count;
    jf_day end;       /* the day from which on its heirs stand for it; JF__DAY_NEVER: it is open */
} jf__node;

/* What a node has from a day on: a parent, or a name. */
typedef struct jf__epoch {
    jf_day first;
    uint32_t value;
    uint32_t next; /* that of the same node before it, or JF__NONE */
} jf__epoch;

/* Who goes on for a unit that was merged or divided. The first heir has its records; each further
 * one inherits share / whole of its use. */
typedef struct jf__heir {
    uint32_t unit;
    uint32_t into;
    jf_day day;
    int64_t share;
    int64_t whole; /* sum of the shares; 0 = merged */
} jf__heir;

/* What was found about a unit that has ended, while one question is answered. */
typedef struct jf__memo {
    uint64_t question;
    int64_t inherited;
    int64_t passed_on;
    int64_t use;
} jf__memo;

/* A unit above another, for scopes that end on or after a day. */
typedef struct jf__ancestor {
    uint32_t unit;
    jf_day from;
} jf__ancestor;

typedef struct jf__nodes {
    JF__ARRAY(jf__node) list;
    jf__idmap index;
    jf__texts names;
    JF__ARRAY(jf__epoch) epochs;
    JF__ARRAY(jf__heir) heirs;
    JF__ARRAY(jf__ancestor) lineage; /* scratch, with room for every node */
    JF__ARRAY(jf__memo) memos; /* scratch: the number of the question, then one for each heir */
    jf_day divided; /* use of days before it may have been divided among heirs */
} jf__nodes;

#endif
