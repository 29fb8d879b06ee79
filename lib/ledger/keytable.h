/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of attempts by hash: pages of 8-byte slots (a 32-bit tag, an attempt). The tag is all there
 * is of the hash, so a page that fills up is split in two without a look at the keys, and no call
 * ever pays for more than one page (Fagin, Nievergelt, Pippenger and Strong, "Extendible hashing",
 * 1979). Equal tags are told apart by the caller, who has the keys in the journal. */
#ifndef JIANFU_LIB_LEDGER_KEYTABLE_H
#define JIANFU_LIB_LEDGER_KEYTABLE_H

#include "base/array.h"

#define JF__PAGE_SLOTS 1024U

typedef struct jf__key_slot {
    uint32_t tag;
    uint32_t value; /* attempt + 1; 0 = empty */
} jf__key_slot;

typedef struct jf__key_page {
    uint32_t depth; /* leading bits that all its tags share */
    uint32_t count;
    jf__key_slot slots[JF__PAGE_SLOTS];
} jf__key_page;

typedef struct jf__keytable {
    jf__key_page **pages; /* by the leading `depth` bits of a tag */
    uint32_t depth;
} jf__keytable;

static inline uint32_t jf__key_tag(int64_t key)
{
    uint64_t x = (uint64_t)key;

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)(x >> 32);
}

/* The page of a tag; NULL in an empty table. */
static inline jf__key_page *jf__keytable_page(const jf__keytable *table, uint32_t tag)
{
    if (!table->pages)
        return NULL;
    return table->pages[table->depth ? tag >> (32 - table->depth) : 0];
}

/* The next attempt with this tag, from *at on (0 to begin with); UINT32_MAX when there is none. */
uint32_t jf__keytable_next(const jf__keytable *table, uint32_t tag, uint32_t *at);

/* Room for one further tag, so that the put that follows cannot fail. */
bool jf__keytable_reserve(jf__keytable *table, uint32_t tag, const jf_allocator *allocator);

void jf__keytable_put(jf__keytable *table, uint32_t tag, uint32_t attempt);

/* Takes out what was put. */
void jf__keytable_remove(jf__keytable *table, uint32_t tag, uint32_t attempt);

void jf__keytable_release(jf__keytable *table, const jf_allocator *allocator);

#endif
