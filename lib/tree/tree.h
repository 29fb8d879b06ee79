/* SPDX-License-Identifier: Apache-2.0 */
/* What a tree consists of, for the files of this module. */
#ifndef JIANFU_LIB_TREE_H
#define JIANFU_LIB_TREE_H

#include "jianfu/tree.h"

#include "base/idmap.h"
#include "base/reference.h"
#include "base/text.h"

/* No node, no carrier. */
#define JF__TREE_NONE UINT32_MAX

typedef struct jf__tree_node {
    int64_t id;
    uint32_t parent; /* indexes of nodes, or NONE */
    uint32_t first_child;
    uint32_t last_child;
    uint32_t next_sibling;
    uint32_t name; /* interned text */
    uint32_t successor;
    uint32_t enter; /* pre-order position, valid while labelled */
    uint32_t leave; /* one past the last position below */
    jf_day last;    /* last day; JF_DAY_NONE while not retired */
    int32_t depth;
} jf__tree_node;

/* One node that carries a text as name or alias. */
typedef struct jf__tree_carrier {
    uint32_t node;
    uint32_t next;
} jf__tree_carrier;

/* The carriers of one text, in the order in which they were added. */
typedef struct jf__tree_carriers {
    uint32_t first;
    uint32_t last;
} jf__tree_carriers;

/* Which nodes carry which text. */
typedef struct jf__tree_names {
    jf__texts texts;
    JF__ARRAY(jf__tree_carriers) lists; /* text id - 1 -> its carriers */
    JF__ARRAY(jf__tree_carrier) carriers;
} jf__tree_names;

struct jf_tree {
    jf__reference reference;
    jf_allocator allocator;
    size_t node_max;
    JF__ARRAY(jf__tree_node) nodes; /* in the order in which they were added */
    JF__ARRAY(uint32_t) order;      /* pre-order position -> node, valid while labelled */
    jf__idmap index_of;
    jf__tree_names names;
    uint32_t first_root;
    uint32_t last_root;
    bool labelled;
};

/* Gives every node its pre-order labels when they are out of date; needs no memory. */
void jf__tree_label(jf_tree *self);

/* Makes `node` carry a checked text and tells its id; false when memory is refused. */
bool jf__tree_names_add(jf__tree_names *names, const char *text, uint32_t node, uint32_t *text_out,
                        const jf_allocator *allocator);

/* First carrier of a text, or JF__TREE_NONE. */
uint32_t jf__tree_names_find(const jf__tree_names *names, const char *text);

void jf__tree_names_release(jf__tree_names *names, const jf_allocator *allocator);

#endif
