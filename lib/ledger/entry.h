/* SPDX-License-Identifier: Apache-2.0 */
/* The entries of a journal: entry.c reads them, entry_write.c writes them and has the layout. */
#ifndef JIANFU_LIB_LEDGER_ENTRY_H
#define JIANFU_LIB_LEDGER_ENTRY_H

#include "ledger/ledger.h"

#define JF__ENTRY_OPEN_SIZE 43
#define JF__ENTRY_OPEN_HEAD 3 /* type and version */
#define JF__ENTRY_LIMIT_MAX 128
#define JF__ENTRY_TEXT_HEAD 3
#define JF__ENTRY_KEY_AT 2 /* of an attempt: type and flags before */
#define JF__SEAL_SIZE (1 + 8 + 8 + JF__SHA256_SIZE)
#define JF__FORMAT_VERSION 2

#define JF__ENTRY_REFUSED 1U /* flags of an attempt */
#define JF__ENTRY_SUBJECT 2U
#define JF__ENTRY_DETAIL 4U  /* actor, reason, grants, expiry, class, frees */
#define JF__ENTRY_REPORTS 8U
#define JF__ENTRY_LINES 16U  /* a change has lines of its own */
#define JF__ENTRY_KIND_SET 32U
#define JF__ENTRY_LINKED 64U /* refused because another attempt of its group was */

#define JF__REPORT_SIZE 55
#define JF__GRANT_HEAD 21 /* type, key, subject, count */
#define JF__GRANT_SIZE 17

#define JF__SHAPE_RECIPIENT 1U /* shape of a line */
#define JF__SHAPE_COUNT 2U     /* its count is written; else 1 */
#define JF__SHAPE_AMOUNT 4U    /* amounts[0] is written; shifted left for the others */

/* Head of an attempt's entry; the reader then stands at its first line. */
typedef struct jf__entry {
    jf__reader reader;
    jf__request request;
    uint32_t flags;
    uint32_t line_count;
} jf__entry;

/* Whether entries of a type are attempts on records. */
static inline bool jf__entry_is_attempt(int32_t type)
{
    return (type >= JF__ENTRY_ISSUE && type <= JF__ENTRY_RELEASE) ||
           (type >= JF__ENTRY_REVIVE && type <= JF__ENTRY_AMEND);
}

/* … that make a record; the others change one. */
static inline bool jf__entry_is_record(int32_t type)
{
    return type == JF__ENTRY_ISSUE || type == JF__ENTRY_HOLD;
}

/* Reads the head where it is wanted: what comes by value is copied once more. */
void jf__entry_load(jf__entry *entry, jf__reader body);
jf__entry jf__entry_read(jf__reader body);
jf__entry jf__entry_at(const jf_ledger *self, uint32_t attempt);
/* The entry that holds the lines of a hold or record now. */
jf__entry jf__entry_of_lines(const jf_ledger *self, uint32_t attempt);
/* The next of line_count lines. */
jf__line jf__entry_line(jf__entry *entry);
/* What an attempt was answered; false when memory is refused. */
bool jf__entry_answer(jf_ledger *self, uint32_t attempt, jf__answer *out);
/* One of the reports, which follow their count and the strictest step. */
jf__report jf__entry_report(jf__reader *reader);
/* One of the grants, which follow key, subject and count; false at its end. */
bool jf__entry_grant(jf__reader *reader, jf__lift *lift_out);

bool jf__entry_write_node(jf_ledger *self, jf__entry_type type, const jf__node *node,
                          const char *name);
bool jf__entry_write_open(jf_ledger *self, jf_day first, jf_day last, const uint8_t digest[32]);
void jf__entry_write_text(jf_ledger *self, const char *text);
void jf__entry_write_limit(jf_ledger *self, const jf__limit *limit);
/* What a limit is and says, as part of an entry. */
void jf__entry_put_limit(jf_ledger *self, const jf__limit *limit, uint32_t number);
/* Writes the entry that stands before the attempts of a group; false when memory is refused. */
bool jf__entry_write_group(jf_ledger *self, size_t count, bool refused);
/* Room for the request in charge. */
bool jf__entry_reserve(jf_ledger *self);
/* Writes the entry of a decided request. */
void jf__entry_write_attempt(jf_ledger *self, const jf__request *request);

#endif
