/* SPDX-License-Identifier: Apache-2.0 */
/* Which nodes carry which name or alias. Every text is interned once; its carriers form a list in
 * the order in which they were added, each node once. */
#include "tree/tree.h"

#include <stdio.h>

#include "base/error.h"

#define LISTED_MAX 8 /* ids that the message of an ambiguous name lists */

static bool carries(const jf__tree_names *names, const jf__tree_carriers *list, uint32_t node)
{
    for (uint32_t at = list->first; at != JF__TREE_NONE; at = names->carriers.items[at].next)
        if (names->carriers.items[at].node == node)
            return true;
    return false;
}

bool jf__tree_names_add(jf__tree_names *names, const char *text, uint32_t node, uint32_t *text_out,
                        const jf_allocator *allocator)
{
    uint32_t at = (uint32_t)names->carriers.count;
    jf__tree_carrier carrier = {node, JF__TREE_NONE};
    jf__tree_carriers only = {at, at};

    if (!jf__array_reserve(&names->carriers, 1, allocator) ||
        !jf__array_reserve(&names->lists, 1, allocator) ||
        !jf__texts_intern(&names->texts, text, text_out, allocator))
        return false;
    if (*text_out > names->lists.count) {
        names->lists.items[names->lists.count++] = only;
    } else {
        jf__tree_carriers *list = &names->lists.items[*text_out - 1];

        if (carries(names, list, node))
            return true;
        names->carriers.items[list->last].next = at;
        list->last = at;
    }
    names->carriers.items[names->carriers.count++] = carrier;
    return true;
}

uint32_t jf__tree_names_find(const jf__tree_names *names, const char *text)
{
    uint32_t id = jf__texts_find(&names->texts, text);

    return id == 0 || id == UINT32_MAX ? JF__TREE_NONE : names->lists.items[id - 1].first;
}

void jf__tree_names_release(jf__tree_names *names, const jf_allocator *allocator)
{
    jf__texts_release(&names->texts, allocator);
    jf__array_release(&names->lists, allocator);
    jf__array_release(&names->carriers, allocator);
}

static int64_t id_of(const jf_tree *self, uint32_t carrier)
{
    return self->nodes.items[self->names.carriers.items[carrier].node].id;
}

/* The name comes last in the message: a long one must not push the ids out. */
static jf_status fail_ambiguous(const jf_tree *self, uint32_t first, const char *name,
                                jf_error *err)
{
    const jf__tree_carrier *carriers = self->names.carriers.items;
    char ids[LISTED_MAX * 22];
    size_t length = 0;
    size_t count = 0;

    for (uint32_t at = first; at != JF__TREE_NONE; at = carriers[at].next)
        if (count++ < LISTED_MAX)
            length += (size_t)snprintf(ids + length, sizeof ids - length, "%s%lld",
                                       length ? ", " : "", (long long)id_of(self, at));
    return jf__fail_about(err, JF_E_AMBIGUOUS, 0, id_of(self, first),
                          id_of(self, carriers[first].next), "%zu nodes (%s%s) carry the name %s",
                          count, ids, count > LISTED_MAX ? ", ..." : "", name);
}

/* The first carrier of a checked name. */
static jf_status find_first(const jf_tree *self, const char *name, const int64_t *id_out,
                            uint32_t *first_out, jf_error *err)
{
    jf_status status;

    if (!self || !id_out)
        return jf__fail_null(err, self ? "id_out" : "self");
    status = jf__text_check(name, "name", err);
    if (status)
        return status;
    *first_out = jf__tree_names_find(&self->names, name);
    if (*first_out == JF__TREE_NONE)
        return jf__fail(err, JF_E_NOT_FOUND, "no node carries the name %s", name);
    return JF_OK;
}

jf_status jf_tree_find(const jf_tree *self, const char *name, int64_t *id_out, jf_error *err)
{
    uint32_t first;
    jf_status status = find_first(self, name, id_out, &first, err);

    if (status)
        return status;
    if (self->names.carriers.items[first].next != JF__TREE_NONE)
        return fail_ambiguous(self, first, name, err);
    *id_out = id_of(self, first);
    return JF_OK;
}

jf_status jf_tree_find_on(const jf_tree *self, const char *name, jf_day day, int64_t *id_out,
                          jf_error *err)
{
    int64_t standing = 0;
    uint32_t first;
    jf_status status = find_first(self, name, id_out, &first, err);

    if (status)
        return status;
    if (day < JF_DAY_FIRST || day > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, 0, 0, day, "no day %ld", (long)day);
    for (uint32_t at = first; at != JF__TREE_NONE; at = self->names.carriers.items[at].next) {
        int64_t now;

        if (jf_tree_current(self, id_of(self, at), day, &now, NULL) || now == standing)
            continue;
        if (standing != 0)
            return fail_ambiguous(self, first, name, err);
        standing = now;
    }
    if (standing == 0)
        return jf__fail(err, JF_E_NOT_FOUND, "no node stands for %s on that day", name);
    *id_out = standing;
    return JF_OK;
}
