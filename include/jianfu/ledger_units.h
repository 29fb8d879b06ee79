/* SPDX-License-Identifier: Apache-2.0 */
/* Reorganisation: units come, move, merge and go, from a day on; all of it entries.
 */
#ifndef JIANFU_LEDGER_UNITS_H
#define JIANFU_LEDGER_UNITS_H

#include "jianfu/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Adds a unit from a day on; earlier records cannot name it.
 * JF_E_ARGUMENT: id < 1, parent < 0, empty name; JF_E_RANGE: the day, depth over 64, a name of more
 * than 65,535 bytes; JF_E_ENCODING; JF_E_EXISTS: the id; JF_E_NOT_FOUND: the parent. */
JF_API jf_status jf_ledger_add_unit(jf_ledger *self, int64_t id, int64_t parent, const char *name,
                                    jf_day day, jf_error *err);

/** Adds a kind, for all days. Statuses as jf_ledger_add_unit. */
JF_API jf_status jf_ledger_add_kind(jf_ledger *self, int64_t id, int64_t parent, const char *name,
                                    jf_error *err);

/** From `day` on a unit with its subtree belongs to another parent (0 = none). Records count under
 * the ancestors of their day, so past use stays where it was; open holds follow the unit, whatever
 * the limits of the new ancestors (availability may become negative).
 * JF_E_RANGE: the day; JF_E_NOT_FOUND: a unit; JF_E_STATE: the parent lies below the unit, or the
 * unit was changed on a later day already, or is merged; JF_E_RANGE: depth over 64. O(records of
 * the units that move + nodes). */
JF_API jf_status jf_ledger_move(jf_ledger *self, int64_t unit, int64_t parent, jf_day day,
                                jf_error *err);

/** From `day` on a unit is part of another, `into`: its use of all days, its limits and its open
 * holds join those of `into`, limit by limit where `into` has the same cell, whole where it has
 * not. Limits of periods that ended before the day stay. The merged unit takes no records from the
 * day on. JF_E_RANGE; JF_E_NOT_FOUND; JF_E_STATE: as move, or the same unit. O(records). */
JF_API jf_status jf_ledger_merge(jf_ledger *self, int64_t unit, int64_t into, jf_day day,
                                 jf_error *err);

/** Another name of a unit from now on. JF_E_ARGUMENT: empty; JF_E_RANGE; JF_E_ENCODING;
 * JF_E_NOT_FOUND. */
JF_API jf_status jf_ledger_rename(jf_ledger *self, int64_t unit, const char *name, jf_error *err);

/** A unit takes no records after its last day. JF_E_RANGE; JF_E_NOT_FOUND; JF_E_STATE: retired. */
JF_API jf_status jf_ledger_retire(jf_ledger *self, int64_t unit, jf_day last, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
