/* SPDX-License-Identifier: Apache-2.0 */
/* What reconciliation and repair share. */
#ifndef JIANFU_LIB_LEDGER_RECONCILE_H
#define JIANFU_LIB_LEDGER_RECONCILE_H

#include "jianfu/ledger_reconcile.h"
#include "ledger/entry.h"

/* A record in short, as a register outside would have it. */
typedef struct jf__brief {
    int64_t key;
    int64_t subject;
    uint32_t kind;
    uint32_t unit; /* of the lead, or JF__NONE */
    jf_day day;
    int64_t count; /* of its issuer lines together */
    uint32_t line_count;
} jf__brief;

/* brief.c */
jf__brief jf__brief_of(const jf_ledger *self, uint32_t attempt);
/* Whether two units are the same on a day, or one stands for the other. */
bool jf__unit_is_same(const jf_ledger *self, uint32_t a, uint32_t b, jf_day day);
/* Lines that have to be given to make it another unit's, or another count. */
static inline uint32_t jf__brief_line_count(const jf__brief *brief)
{
    return brief->line_count + (brief->unit == JF__NONE);
}

#endif
