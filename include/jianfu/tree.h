/* SPDX-License-Identifier: Apache-2.0 */
/* One tree type, for units (who belongs where) and for kinds (what is counted).
 *
 * Several roots are allowed. Order: children in the order in which they were added, pre-order for
 * jf_tree_id_at. A live handle: one thread at a time.
 */
#ifndef JIANFU_TREE_H
#define JIANFU_TREE_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A forest of named nodes. */
typedef struct jf_tree jf_tree;

/** Options of a tree; zero means default. */
typedef struct jf_tree_options {
    uint32_t size;          /**< sizeof(jf_tree_options) */
    int32_t node_max;       /**< most nodes it may hold; 0 = 16,777,216 */
    jf_allocator allocator;
} jf_tree_options;

/** An empty tree. `opts` may be NULL. */
JF_API jf_tree *jf_tree_new(const jf_tree_options *opts, jf_error *err);

/** Another reference to the same tree; NULL gives NULL. Each reference is freed once. */
JF_API jf_tree *jf_tree_retain(jf_tree *self);

/** Drops a reference; NULL is allowed. */
JF_API void jf_tree_free(jf_tree *self);

/** Adds a node under `parent` (0 = a root). Names need not be unique.
 * JF_E_ARGUMENT: id < 1, parent < 0, empty name; JF_E_EXISTS: id taken; JF_E_NOT_FOUND: parent
 * unknown; JF_E_RANGE: node_max reached, depth over 64, or a name of more than 65,535 bytes;
 * JF_E_ENCODING. */
JF_API jf_status jf_tree_add(jf_tree *self, int64_t id, int64_t parent, const char *name,
                             jf_error *err);

/** A further name under which the node is found. The same alias twice is fine.
 * JF_E_NOT_FOUND; JF_E_ARGUMENT: empty; JF_E_RANGE: more than 65,535 bytes; JF_E_ENCODING. */
JF_API jf_status jf_tree_add_alias(jf_tree *self, int64_t id, const char *alias, jf_error *err);

/** Ends a node's validity: its last day, and `successor` (0 = none), the node that continues it.
 * JF_E_NOT_FOUND; JF_E_RANGE: no such day; JF_E_STATE: retired already, or the successor leads
 * back to this node. */
JF_API jf_status jf_tree_retire(jf_tree *self, int64_t id, jf_day last, int64_t successor,
                                jf_error *err);

/** Which node stands for `id` on a day: itself up to its last day, then its successor, and so on.
 * JF_E_NOT_FOUND: unknown id; JF_E_RANGE: no such day; JF_E_NOT_FOUND: retired without successor
 * (err->subject names where). */
JF_API jf_status jf_tree_current(const jf_tree *self, int64_t id, jf_day day, int64_t *id_out,
                                 jf_error *err);

/** Number of nodes. */
JF_API size_t jf_tree_count(const jf_tree *self);

/** Id of the node at a pre-order position. JF_E_RANGE. */
JF_API jf_status jf_tree_id_at(jf_tree *self, size_t index, int64_t *id_out, jf_error *err);

/** Whether the node exists. */
JF_API bool jf_tree_has(const jf_tree *self, int64_t id);

/** Parent, 0 for a root. JF_E_NOT_FOUND. */
JF_API jf_status jf_tree_parent(const jf_tree *self, int64_t id, int64_t *parent_out,
                                jf_error *err);

/** Depth, 0 for a root. JF_E_NOT_FOUND. */
JF_API jf_status jf_tree_depth(const jf_tree *self, int64_t id, int32_t *depth_out, jf_error *err);

/** Whether `below` is `above` or lies under it, O(1); false for unknown ids. */
JF_API bool jf_tree_contains(jf_tree *self, int64_t above, int64_t below);

/** Name of a node; NULL when unknown. */
JF_API const char *jf_tree_name(const jf_tree *self, int64_t id);

/** The node that carries exactly this name or alias. JF_E_RANGE: more than 65,535 bytes;
 * JF_E_ENCODING; JF_E_NOT_FOUND; JF_E_AMBIGUOUS: several do (err->expected and err->actual are two
 * of them, the message lists more). */
JF_API jf_status jf_tree_find(const jf_tree *self, const char *name, int64_t *id_out,
                              jf_error *err);

/** The node that stands on a day for what carries exactly this name or alias: itself or, after its
 * last day, its successor. A name that several carry is clear when one node stands for all of them.
 * Of the name as jf_tree_find; JF_E_RANGE: no such day; JF_E_NOT_FOUND: all that carry it have
 * ended without successor. */
JF_API jf_status jf_tree_find_on(const jf_tree *self, const char *name, jf_day day,
                                 int64_t *id_out, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
