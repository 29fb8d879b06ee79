/* SPDX-License-Identifier: Apache-2.0 */
/* The ledger's own copy of the two trees, in the order of its journal. */
#include "ledger/ledger.h"

#include "ledger/entry.h"

bool jf__node_within(const jf__nodes *nodes, uint32_t above, uint32_t below)
{
    const jf__node *list = nodes->list.items;

    while (list[below].depth > list[above].depth)
        below = list[below].parent;
    return above == below;
}

bool jf__node_fits(const jf__nodes *nodes, int64_t id, uint32_t parent)
{
    if (id < 1 || jf__node_find(nodes, id) != JF__NONE)
        return false;
    if (parent == JF__NONE)
        return true;
    return parent < nodes->list.count && nodes->list.items[parent].depth < JF__DEPTH_MAX;
}

jf_status jf__node_add(jf_ledger *self, jf__entry_type type, int64_t id, uint32_t parent,
                       const char *name, jf_error *err)
{
    jf__nodes *nodes = type == JF__ENTRY_UNIT ? &self->units : &self->kinds;
    uint32_t number = (uint32_t)nodes->list.count;
    jf__node node = {.id = id, .parent = parent, .parents = JF__NONE, .namings = JF__NONE,
                     .end = JF__DAY_NEVER};

    nodes->lineage.count = nodes->list.count;
    if (nodes->list.count >= INT32_MAX || !jf__array_reserve(&nodes->list, 1, &self->allocator) ||
        !jf__array_reserve(&nodes->lineage, 1, &self->allocator) ||
        !jf__idmap_reserve(&nodes->index, 1, &self->allocator) ||
        !jf__texts_intern(&nodes->names, name, &node.name, &self->allocator) ||
        !jf__entry_write_node(self, type, &node, name))
        return jf__fail_memory(err);
    if (parent != JF__NONE)
        node.depth = nodes->list.items[parent].depth + 1;
    nodes->list.items[nodes->list.count++] = node;
    jf__idmap_put(&nodes->index, id, number);
    return JF_OK;
}

void jf__nodes_release(jf__nodes *nodes, const jf_allocator *allocator)
{
    jf__array_release(&nodes->list, allocator);
    jf__array_release(&nodes->epochs, allocator);
    jf__array_release(&nodes->heirs, allocator);
    jf__array_release(&nodes->lineage, allocator);
    jf__idmap_release(&nodes->index, allocator);
    jf__texts_release(&nodes->names, allocator);
}
