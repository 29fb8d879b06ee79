/* SPDX-License-Identifier: Apache-2.0 */
/* A move of quota as it stands in the journal. */
#ifndef JIANFU_LIB_LEDGER_MOVE_H
#define JIANFU_LIB_LEDGER_MOVE_H

#include "ledger/ledger.h"

#define JF__MOVE_SIZE 35

/* Numbers are never reused. */
typedef enum jf__move_verb {
    JF__MOVE_ADJUST = 1,
    JF__MOVE_TRANSFER = 2,
    JF__MOVE_BORROW = 3,
    JF__MOVE_LEND = 4,
    JF__MOVE_REPAY = 5,
    JF__MOVE_DRAW = 6
} jf__move_verb;

typedef struct jf__move {
    int64_t key;
    int64_t amount;
    int32_t verb; /* a jf__move_verb */
    uint32_t from;
    uint32_t to;
    uint32_t actor;
    uint32_t reason;
    bool refused;
} jf__move;

jf__move jf__move_read(jf__reader body);

#endif
