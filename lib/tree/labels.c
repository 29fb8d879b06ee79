/* SPDX-License-Identifier: Apache-2.0 */
/* Pre-order labels: a node lies at `enter`, everything below it up to `leave`. They are made anew
 * on the first question after a change; jf_tree_add has reserved the room. */
#include "tree/tree.h"

/* Leaves `at` and every ancestor that is complete with it; gives the next node or NONE. */
static uint32_t leave(jf_tree *self, uint32_t at)
{
    jf__tree_node *nodes = self->nodes.items;

    for (;;) {
        nodes[at].leave = (uint32_t)self->order.count;
        if (nodes[at].next_sibling != JF__TREE_NONE)
            return nodes[at].next_sibling;
        if (nodes[at].parent == JF__TREE_NONE)
            return JF__TREE_NONE;
        at = nodes[at].parent;
    }
}

void jf__tree_label(jf_tree *self)
{
    jf__tree_node *nodes = self->nodes.items;
    uint32_t at = self->first_root;

    if (self->labelled)
        return;
    self->order.count = 0;
    while (at != JF__TREE_NONE) {
        nodes[at].enter = (uint32_t)self->order.count;
        self->order.items[self->order.count++] = at;
        at = nodes[at].first_child != JF__TREE_NONE ? nodes[at].first_child : leave(self, at);
    }
    self->labelled = true;
}
