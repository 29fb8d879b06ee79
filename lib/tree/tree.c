/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes, their place and their validity. Nodes are never removed, so that an index stays good for
 * ever; successor chains end, because a chain that leads back is refused. */
#include "tree/tree.h"

#include "base/error.h"
#include "base/records.h"

#define NODE_MAX 16777216
#define DEPTH_MAX 64

jf_tree *jf_tree_new(const jf_tree_options *opts, jf_error *err)
{
    jf_tree_options options;
    jf_allocator allocator;
    jf_tree *self;

    if (jf__options_read(&options, sizeof options, opts, "opts", err))
        return NULL;
    if (options.node_max < 0) {
        jf__fail_about(err, JF_E_ARGUMENT, 0, 0, options.node_max, "node_max %d is negative",
                       (int)options.node_max);
        return NULL;
    }
    if (jf__allocator_init(&allocator, &options.allocator, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->node_max = options.node_max ? (size_t)options.node_max : NODE_MAX;
    self->first_root = self->last_root = JF__TREE_NONE;
    return self;
}

jf_tree *jf_tree_retain(jf_tree *self)
{
    if (self)
        jf__reference_take(&self->reference);
    return self;
}

void jf_tree_free(jf_tree *self)
{
    jf_allocator allocator;

    if (!self || !jf__reference_drop(&self->reference))
        return;
    allocator = self->allocator;
    jf__array_release(&self->nodes, &allocator);
    jf__array_release(&self->order, &allocator);
    jf__idmap_release(&self->index_of, &allocator);
    jf__tree_names_release(&self->names, &allocator);
    jf__release(&allocator, self);
}

static jf_status fail_unknown(jf_error *err, int64_t id)
{
    return jf__fail_about(err, JF_E_NOT_FOUND, id, 0, 0, "no node %lld", (long long)id);
}

/* Index of a node that must exist. */
static jf_status find_node(const jf_tree *self, int64_t id, uint32_t *index_out, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    *index_out = jf__idmap_find(&self->index_of, id);
    return *index_out == JF__IDMAP_NONE ? fail_unknown(err, id) : JF_OK;
}

static jf_status check_name(const char *name, const char *what, jf_error *err)
{
    if (!name)
        return jf__fail_null(err, what);
    if (*name == '\0')
        return jf__fail(err, JF_E_ARGUMENT, "%s is empty", what);
    return JF_OK;
}

/* Everything that jf_tree_add refuses, in the order of its contract. */
static jf_status check_add(const jf_tree *self, int64_t id, int64_t parent, const char *name,
                           uint32_t *parent_out, jf_error *err)
{
    jf_status status;

    if (id < 1 || parent < 0)
        return jf__fail_about(err, JF_E_ARGUMENT, id, 0, parent,
                              "node %lld under %lld: ids are 1 or more", (long long)id,
                              (long long)parent);
    status = check_name(name, "name", err);
    if (status)
        return status;
    if (jf_tree_has(self, id))
        return jf__fail_about(err, JF_E_EXISTS, id, 0, 0, "node %lld exists", (long long)id);
    *parent_out = JF__TREE_NONE;
    if (parent != 0) {
        status = find_node(self, parent, parent_out, err);
        if (status)
            return status;
    }
    if (self->nodes.count >= self->node_max)
        return jf__fail_about(err, JF_E_RANGE, id, (int64_t)self->node_max,
                              (int64_t)self->nodes.count + 1, "tree is limited to %zu nodes",
                              self->node_max);
    if (parent != 0 && self->nodes.items[*parent_out].depth >= DEPTH_MAX)
        return jf__fail_about(err, JF_E_RANGE, id, DEPTH_MAX, DEPTH_MAX + 1,
                              "node %lld would lie deeper than %d", (long long)id, DEPTH_MAX);
    return jf__text_check(name, "name", err);
}

static void append_child(jf_tree *self, uint32_t parent, uint32_t child)
{
    jf__tree_node *nodes = self->nodes.items;
    uint32_t *first = parent == JF__TREE_NONE ? &self->first_root : &nodes[parent].first_child;
    uint32_t *last = parent == JF__TREE_NONE ? &self->last_root : &nodes[parent].last_child;

    if (*first == JF__TREE_NONE)
        *first = child;
    else
        nodes[*last].next_sibling = child;
    *last = child;
}

jf_status jf_tree_add(jf_tree *self, int64_t id, int64_t parent, const char *name, jf_error *err)
{
    jf__tree_node node = {.id = id,
                          .first_child = JF__TREE_NONE,
                          .last_child = JF__TREE_NONE,
                          .next_sibling = JF__TREE_NONE,
                          .successor = JF__TREE_NONE,
                          .last = JF_DAY_NONE};
    uint32_t index;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = check_add(self, id, parent, name, &node.parent, err);
    if (status)
        return status;
    index = (uint32_t)self->nodes.count;
    if (!jf__array_reserve(&self->nodes, 1, &self->allocator) ||
        !jf__array_reserve(&self->order, self->nodes.count + 1 - self->order.count,
                           &self->allocator) ||
        !jf__idmap_reserve(&self->index_of, 1, &self->allocator) ||
        !jf__tree_names_add(&self->names, name, index, &node.name, &self->allocator))
        return jf__fail_memory(err);
    node.depth = parent ? self->nodes.items[node.parent].depth + 1 : 0;
    self->nodes.items[self->nodes.count++] = node;
    jf__idmap_put(&self->index_of, id, index);
    append_child(self, node.parent, index);
    self->labelled = false;
    return JF_OK;
}

jf_status jf_tree_add_alias(jf_tree *self, int64_t id, const char *alias, jf_error *err)
{
    uint32_t index = JF__TREE_NONE;
    uint32_t text;
    jf_status status;

    if (!alias)
        return jf__fail_null(err, "alias");
    status = find_node(self, id, &index, err);
    if (!status)
        status = check_name(alias, "alias", err);
    if (!status)
        status = jf__text_check(alias, "alias", err);
    if (status)
        return status;
    if (!jf__tree_names_add(&self->names, alias, index, &text, &self->allocator))
        return jf__fail_memory(err);
    return JF_OK;
}

static bool is_retired(const jf__tree_node *node)
{
    return node->last != JF_DAY_NONE;
}

static jf_status check_day(jf_day day, jf_error *err)
{
    if (day >= JF_DAY_FIRST && day <= JF_DAY_LAST)
        return JF_OK;
    return jf__fail_about(err, JF_E_RANGE, 0, 0, day, "no day %d", (int)day);
}

jf_status jf_tree_retire(jf_tree *self, int64_t id, jf_day last, int64_t successor, jf_error *err)
{
    uint32_t index;
    uint32_t next = JF__TREE_NONE;
    jf_status status = find_node(self, id, &index, err);

    if (!status && successor != 0)
        status = find_node(self, successor, &next, err);
    if (!status)
        status = check_day(last, err);
    if (status)
        return status;
    if (is_retired(&self->nodes.items[index]))
        return jf__fail_about(err, JF_E_STATE, id, 0, self->nodes.items[index].last,
                              "node %lld is retired already", (long long)id);
    for (uint32_t at = next; at != JF__TREE_NONE; at = self->nodes.items[at].successor)
        if (at == index)
            return jf__fail_about(err, JF_E_STATE, id, 0, successor,
                                  "successor %lld leads back to node %lld", (long long)successor,
                                  (long long)id);
    self->nodes.items[index].last = last;
    self->nodes.items[index].successor = next;
    return JF_OK;
}

jf_status jf_tree_current(const jf_tree *self, int64_t id, jf_day day, int64_t *id_out,
                          jf_error *err)
{
    const jf__tree_node *node;
    uint32_t index;
    jf_status status;

    if (!id_out)
        return jf__fail_null(err, "id_out");
    status = find_node(self, id, &index, err);
    if (!status)
        status = check_day(day, err);
    if (status)
        return status;
    node = &self->nodes.items[index];
    while (is_retired(node) && day > node->last) {
        if (node->successor == JF__TREE_NONE)
            return jf__fail_about(err, JF_E_NOT_FOUND, node->id, node->last, day,
                                  "node %lld is retired without successor", (long long)node->id);
        node = &self->nodes.items[node->successor];
    }
    *id_out = node->id;
    return JF_OK;
}

size_t jf_tree_count(const jf_tree *self)
{
    return self ? self->nodes.count : 0;
}

jf_status jf_tree_id_at(jf_tree *self, size_t index, int64_t *id_out, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (!id_out)
        return jf__fail_null(err, "id_out");
    if (index >= self->nodes.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->nodes.count, (int64_t)index,
                              "no node at index %zu", index);
    jf__tree_label(self);
    *id_out = self->nodes.items[self->order.items[index]].id;
    return JF_OK;
}

bool jf_tree_has(const jf_tree *self, int64_t id)
{
    return self && jf__idmap_find(&self->index_of, id) != JF__IDMAP_NONE;
}

jf_status jf_tree_parent(const jf_tree *self, int64_t id, int64_t *parent_out, jf_error *err)
{
    uint32_t index;
    uint32_t parent;
    jf_status status;

    if (!parent_out)
        return jf__fail_null(err, "parent_out");
    status = find_node(self, id, &index, err);
    if (status)
        return status;
    parent = self->nodes.items[index].parent;
    *parent_out = parent == JF__TREE_NONE ? 0 : self->nodes.items[parent].id;
    return JF_OK;
}

jf_status jf_tree_depth(const jf_tree *self, int64_t id, int32_t *depth_out, jf_error *err)
{
    uint32_t index;
    jf_status status;

    if (!depth_out)
        return jf__fail_null(err, "depth_out");
    status = find_node(self, id, &index, err);
    if (!status)
        *depth_out = self->nodes.items[index].depth;
    return status;
}

bool jf_tree_contains(jf_tree *self, int64_t above, int64_t below)
{
    uint32_t upper;
    uint32_t lower;
    uint32_t enter;

    if (find_node(self, above, &upper, NULL) || find_node(self, below, &lower, NULL))
        return false;
    jf__tree_label(self);
    enter = self->nodes.items[lower].enter;
    return self->nodes.items[upper].enter <= enter && enter < self->nodes.items[upper].leave;
}

const char *jf_tree_name(const jf_tree *self, int64_t id)
{
    uint32_t index;

    if (find_node(self, id, &index, NULL))
        return NULL;
    return jf__texts_at(&self->names.texts, self->nodes.items[index].name);
}
