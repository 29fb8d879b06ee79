/* SPDX-License-Identifier: Apache-2.0 */
/* Units and kinds that are added to a ledger, and questions about units. */
#include <inttypes.h>

#include "ledger/entry.h"

static jf_status add_node(jf_ledger *self, jf__entry_type type, int64_t id, int64_t parent,
                          const char *name, jf_error *err)
{
    const jf__nodes *nodes = type == JF__ENTRY_UNIT ? &self->units : &self->kinds;
    const char *what = type == JF__ENTRY_UNIT ? "unit" : "kind";
    uint32_t above = jf__node_find(nodes, parent);
    jf_status status;

    if (id < 1 || parent < 0 || !*name)
        return jf__fail_about(err, JF_E_ARGUMENT, id, 1, id,
                              "%s %" PRId64 " under %" PRId64 " with the name \"%s\"", what, id,
                              parent, name);
    status = jf__text_check(name, "name", err);
    if (status)
        return status;
    if (jf__node_find(nodes, id) != JF__NONE)
        return jf__fail_about(err, JF_E_EXISTS, id, 0, 0, "the ledger has a %s %" PRId64, what,
                              id);
    if (parent != 0 && above == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, parent, 0, 0, "the ledger has no %s %" PRId64,
                              what, parent);
    if (!jf__node_fits(nodes, id, above))
        return jf__fail_about(err, JF_E_RANGE, id, JF__DEPTH_MAX, JF__DEPTH_MAX + 1,
                              "%s %" PRId64 " would stand deeper than %d", what, id,
                              JF__DEPTH_MAX);
    return jf__node_add(self, type, id, above, name, err);
}

jf_status jf_ledger_add_unit(jf_ledger *self, int64_t unit, int64_t parent, const char *name,
                             jf_error *err)
{
    if (!self || !name)
        return jf__fail_null(err, !self ? "self" : "name");
    return add_node(self, JF__ENTRY_UNIT, unit, parent, name, err);
}

jf_status jf_ledger_add_kind(jf_ledger *self, int64_t kind, int64_t parent, const char *name,
                             jf_error *err)
{
    if (!self || !name)
        return jf__fail_null(err, !self ? "self" : "name");
    return add_node(self, JF__ENTRY_KIND, kind, parent, name, err);
}

static jf_status find_current(const jf_ledger *self, int64_t unit, jf_day day,
                              uint32_t *number_out, jf_error *err)
{
    uint32_t number = jf__node_find(&self->units, unit);

    if (number == JF__NONE)
        return jf__fail_about(err, JF_E_NOT_FOUND, unit, 0, 0, "the ledger has no unit %" PRId64,
                              unit);
    if (day < JF_DAY_FIRST || day > JF_DAY_LAST)
        return jf__fail_about(err, JF_E_RANGE, unit, 0, day, "%" PRId32 " is not a day", day);
    *number_out = jf__unit_current(&self->units, number, day);
    return JF_OK;
}

jf_status jf_ledger_unit_current(const jf_ledger *self, int64_t unit, jf_day day,
                                 int64_t *unit_out, jf_error *err)
{
    jf_status status;
    uint32_t number;

    if (!self || !unit_out)
        return jf__fail_null(err, !self ? "self" : "unit_out");
    status = find_current(self, unit, day, &number, err);
    if (!status)
        *unit_out = self->units.list.items[number].id;
    return status;
}

jf_status jf_ledger_unit_parent(const jf_ledger *self, int64_t unit, jf_day day,
                                int64_t *parent_out, jf_error *err)
{
    jf_status status;
    uint32_t number;

    if (!self || !parent_out)
        return jf__fail_null(err, !self ? "self" : "parent_out");
    status = find_current(self, unit, day, &number, err);
    if (status)
        return status;
    number = jf__unit_parent(&self->units, number, day);
    if (number != JF__NONE)
        number = jf__unit_current(&self->units, number, day);
    *parent_out = number == JF__NONE ? 0 : self->units.list.items[number].id;
    return JF_OK;
}

const char *jf__unit_name(const jf_ledger *self, uint32_t unit, jf_day day)
{
    const jf__node *node = &self->units.list.items[unit];

    return jf__texts_at(&self->units.names,
                        jf__epoch_value(&self->units, node->namings, day, node->name));
}

const char *jf_ledger_unit_name(const jf_ledger *self, int64_t unit, jf_day day)
{
    uint32_t number = self ? jf__node_find(&self->units, unit) : JF__NONE;

    return number == JF__NONE ? NULL : jf__unit_name(self, number, day);
}
