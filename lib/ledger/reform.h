/* SPDX-License-Identifier: Apache-2.0 */
/* A reorganisation as it stands in the journal, and the steps of doing one. */
#ifndef JIANFU_LIB_LEDGER_REFORM_H
#define JIANFU_LIB_LEDGER_REFORM_H

#include "ledger/ledger.h"

/* Numbers are never reused. */
typedef enum jf__reform_verb {
    JF__REFORM_RENAME = 1,
    JF__REFORM_MOVE = 2,
    JF__REFORM_MERGE = 3,
    JF__REFORM_SPLIT = 4
} jf__reform_verb;

/* Heirs stand in charge.heirs. */
typedef struct jf__reform {
    int64_t key;
    int32_t verb; /* a jf__reform_verb */
    jf_day day;
    uint32_t actor;
    uint32_t reason;
    uint32_t unit;
    uint32_t parent;  /* of a move */
    const char *name; /* of a renaming */
} jf__reform;

/* reform_apply.c: does what has been read. JF_E_STATE; JF_E_RANGE; JF_E_OVERFLOW;
 * JF_E_NO_MEMORY: nothing is done. */
jf_status jf__reform_apply(jf_ledger *self, const jf__reform *reform, jf_error *err);

/* bequest.c: what the limits of a unit that ends leave to charge.heirs. */
/* Fills charge.bequests and makes the limits that are missing. JF_E_OVERFLOW; JF_E_NO_MEMORY. */
jf_status jf__bequests_make(jf_ledger *self, const jf__reform *reform, jf_error *err);
/* Takes the limits away that were made. */
void jf__bequests_undo(jf_ledger *self);
/* Gives amounts, pools and loans. */
void jf__bequests_give(jf_ledger *self);

/* recount.c: every counter anew from the records. */
typedef struct jf__tally {
    int64_t used;
    int64_t held;
    int32_t expiring;
    jf__days days;
} jf__tally;

/* A tally for each limit; NULL when memory is refused. */
jf__tally *jf__recount(jf_ledger *self);
/* Puts the tallies in place of the counters and releases them; what is above its amount now and was
 * not, is so since the day. */
void jf__recount_apply(jf_ledger *self, jf__tally *tallies, jf_day day);

#endif
