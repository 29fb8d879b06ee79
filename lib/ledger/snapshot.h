/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a snapshot; include/jianfu/ledger_snapshot.h has the layout around its sections.
 *
 * A new part of the state is a section: a function that writes it, one that reads it, and a line
 * in the table of snapshot.c. Each struct has one function that passes its fields both ways. What
 * is read is believed only as far as it can do no harm: every number has to be in its range. */
#ifndef JIANFU_LIB_LEDGER_SNAPSHOT_H
#define JIANFU_LIB_LEDGER_SNAPSHOT_H

#include "ledger/ledger.h"

#define JF__SNAPSHOT_VERSION 1
#define JF__SECTION_COUNT 7

/* Passes numbers to bytes, or from them. */
typedef struct jf__codec {
    uint8_t *to; /* NULL: only counts */
    size_t at;
    jf__reader from;
    bool reads;
    uint32_t limit_bound; /* limits that the journal speaks of have numbers below it */
    bool is_own;          /* as in jf__snapshot */
} jf__codec;

static inline void jf__pass(jf__codec *codec, uint64_t *value, size_t width)
{
    if (codec->reads) {
        *value = jf__read(&codec->from, width);
        return;
    }
    for (size_t i = 0; codec->to && i < width; i++)
        codec->to[codec->at + i] = (uint8_t)(*value >> (8 * i));
    codec->at += width;
}

static inline void jf__pass_byte(jf__codec *codec, uint8_t *value)
{
    uint64_t wide = *value;

    jf__pass(codec, &wide, 1);
    *value = (uint8_t)wide;
}

static inline void jf__pass_number(jf__codec *codec, uint32_t *value)
{
    uint64_t wide = *value;

    jf__pass(codec, &wide, 4);
    *value = (uint32_t)wide;
}

static inline void jf__pass_integer(jf__codec *codec, int32_t *value)
{
    uint64_t wide = (uint32_t)*value;

    jf__pass(codec, &wide, 4);
    *value = (int32_t)(uint32_t)wide;
}

static inline void jf__pass_amount(jf__codec *codec, int64_t *value)
{
    uint64_t wide = (uint64_t)*value;

    jf__pass(codec, &wide, 8);
    *value = (int64_t)wide;
}

static inline void jf__pass_count(jf__codec *codec, size_t count)
{
    uint32_t written = (uint32_t)count;

    jf__pass_number(codec, &written);
}

/* A snapshot whose checksums are right. */
typedef struct jf__snapshot {
    const uint8_t *bytes;
    size_t starts[JF__SECTION_COUNT];
    size_t sizes[JF__SECTION_COUNT];
    int64_t entry_count;
    size_t journal_size;
    uint32_t journal_crc;
    bool is_own; /* made and held in memory: its bytes and its journal need no check */
} jf__snapshot;

/* Sections, in their order. Reading gives JF_E_CORRUPT without a message, or JF_E_NO_MEMORY.
 * snapshot_attempts.c: the state of each attempt, the records that were changed, holds that may
 * expire, totals */
void jf__states_write(const jf_ledger *self, jf__codec *codec);
jf_status jf__states_read(jf_ledger *self, jf__codec *codec);
void jf__places_write(const jf_ledger *self, jf__codec *codec);
jf_status jf__places_read(jf_ledger *self, jf__codec *codec);
void jf__expiries_write(const jf_ledger *self, jf__codec *codec);
jf_status jf__expiries_read(jf_ledger *self, jf__codec *codec);
void jf__totals_write(const jf_ledger *self, jf__codec *codec);
jf_status jf__totals_read(jf_ledger *self, jf__codec *codec);
/* snapshot_limits.c: limits with their counters; day sums of those over windows; links */
void jf__limits_write(const jf_ledger *self, jf__codec *codec);
jf_status jf__limits_read(jf_ledger *self, jf__codec *codec);
void jf__days_write(const jf_ledger *self, jf__codec *codec);
jf_status jf__days_read(jf_ledger *self, jf__codec *codec);
void jf__links_write(const jf_ledger *self, jf__codec *codec);
jf_status jf__links_read(jf_ledger *self, jf__codec *codec);

/* snapshot_scan.c */
/* Takes over the journal up to the snapshot's entry: names, texts, keys, and what each attempt was.
 * limit_bound_out: limits that it speaks of have numbers below. JF_E_CORRUPT; JF_E_STATE;
 * JF_E_NO_MEMORY. */
jf_status jf__snapshot_scan(jf_ledger *self, const jf__snapshot *snapshot, const uint8_t *bytes,
                            uint32_t *limit_bound_out, jf_error *err);

/* snapshot.c */
/* Writes a snapshot, or only gives its size (to: NULL). One for own use lacks its checksums. */
size_t jf__snapshot_put(const jf_ledger *self, uint8_t *to, bool is_own);
/* Fills a ledger that was opened with what a snapshot and the journal say, which may go on behind
 * it. JF_E_CORRUPT; JF_E_STATE; JF_E_NO_MEMORY. */
jf_status jf__snapshot_load(jf_ledger *self, const uint8_t *snapshot, size_t snapshot_size,
                            bool is_own, const uint8_t *bytes, size_t byte_count, jf_error *err);

#endif
