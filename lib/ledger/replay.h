/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of replay offer each other. Each of the functions does again what a body says;
 * JF_E_CORRUPT, or what the function that does it returns. */
#ifndef JIANFU_LIB_LEDGER_REPLAY_H
#define JIANFU_LIB_LEDGER_REPLAY_H

#include "ledger/entry.h"

typedef struct jf__replay {
    jf_ledger *ledger;
    const uint8_t *bytes;
    size_t byte_count;
    JF__ARRAY(jf_item) items;
    JF__ARRAY(int32_t) results;
    JF__ARRAY(jf_line) lines; /* of the items */
    JF__ARRAY(jf_grant) grants;
    JF__ARRAY(int64_t) parts; /* then their shares */
    JF__ARRAY(char) name;
} jf__replay;

/* Id of a numbered node; 0, which no node has, for a number that is none. */
static inline int64_t jf__replay_id(const jf__nodes *nodes, uint32_t number)
{
    return number < nodes->list.count ? nodes->list.items[number].id : 0;
}

/* The body of the entry at an offset. */
jf_status jf__replay_frame(const jf__replay *work, size_t offset, jf__reader *body_out,
                           jf_error *err);
/* A text with its size before it, to the end of the body, into work->name; never empty. */
jf_status jf__replay_name(jf__replay *work, jf__reader *body, jf_error *err);

/* replay_attempt.c */
jf_status jf__replay_attempt(jf__replay *work, jf__reader body, jf_error *err);
jf_status jf__replay_group(jf__replay *work, jf__reader body, jf_error *err);
jf_status jf__replay_grants(jf__replay *work, jf__reader body, jf_error *err);

/* replay_limit.c */
jf_status jf__replay_limit(jf__replay *work, jf__reader body, jf_error *err);
jf_status jf__replay_move(jf__replay *work, jf__reader body, jf_error *err);
jf_status jf__replay_carry(jf__replay *work, jf__reader body, jf_error *err);
jf_status jf__replay_derive(jf__replay *work, jf__reader body, jf_error *err);

/* replay_units.c */
jf_status jf__replay_node(jf__replay *work, jf__entry_type type, jf__reader body, jf_error *err);
jf_status jf__replay_reform(jf__replay *work, jf__reader body, jf_error *err);

#endif
