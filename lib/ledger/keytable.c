/* SPDX-License-Identifier: Apache-2.0 */
/* A page is at most three quarters full. The slot of a tag is by its low bits; those that choose
 * the page are its high ones. A run of equal tags longer than a page cannot be split: refused as
 * memory is, after some 700 keys whose hashes agree in 32 bits. */
#include "ledger/keytable.h"

#include <string.h>

#define PAGE_MAX (JF__PAGE_SLOTS / 4 * 3)
#define DEPTH_MAX 26

uint32_t jf__keytable_next(const jf__keytable *table, uint32_t tag, uint32_t *at)
{
    const jf__key_page *page = jf__keytable_page(table, tag);

    if (!page)
        return UINT32_MAX;
    for (;;) {
        const jf__key_slot *slot = &page->slots[(tag + (*at)++) % JF__PAGE_SLOTS];

        if (slot->value == 0)
            return UINT32_MAX;
        if (slot->tag == tag)
            return slot->value - 1;
    }
}

static void put(jf__key_page *page, jf__key_slot slot)
{
    uint32_t at = slot.tag % JF__PAGE_SLOTS;

    while (page->slots[at].value != 0)
        at = (at + 1) % JF__PAGE_SLOTS;
    page->slots[at] = slot;
    page->count++;
}

static bool deepen(jf__keytable *table, const jf_allocator *allocator)
{
    size_t count = (size_t)1 << table->depth;
    jf__key_page **pages;

    if (table->depth == DEPTH_MAX)
        return false;
    pages = jf__allocate(allocator, count * 2, sizeof(jf__key_page *));
    if (!pages)
        return false;
    for (size_t i = 0; i < count; i++)
        pages[2 * i] = pages[2 * i + 1] = table->pages[i];
    jf__release(allocator, table->pages);
    table->pages = pages;
    table->depth++;
    return true;
}

/* Moves the tags whose next bit is set to a page of their own; what stays is put in again, as its
 * runs may have been broken. */
static bool split(jf__keytable *table, jf__key_page *page, uint32_t tag,
                  const jf_allocator *allocator)
{
    jf__key_page *halves[2] = {NULL, NULL};
    uint32_t bit = 31 - page->depth;
    size_t width = (size_t)1 << (table->depth - page->depth);
    size_t first = (size_t)(tag >> (32 - table->depth)) & ~(width - 1);

    halves[0] = jf__allocate(allocator, 1, sizeof *page);
    halves[1] = jf__allocate(allocator, 1, sizeof *page);
    if (!halves[0] || !halves[1]) {
        jf__release(allocator, halves[0]);
        jf__release(allocator, halves[1]);
        return false;
    }
    halves[0]->depth = halves[1]->depth = page->depth + 1;
    for (uint32_t i = 0; i < JF__PAGE_SLOTS; i++)
        if (page->slots[i].value != 0)
            put(halves[page->slots[i].tag >> bit & 1], page->slots[i]);
    for (size_t i = 0; i < width; i++)
        table->pages[first + i] = halves[i >= width / 2];
    jf__release(allocator, page);
    return true;
}

static bool begin(jf__keytable *table, const jf_allocator *allocator)
{
    jf__key_page **pages = jf__allocate(allocator, 1, sizeof(jf__key_page *));

    if (!pages)
        return false;
    pages[0] = jf__allocate(allocator, 1, sizeof *pages[0]);
    if (!pages[0]) {
        jf__release(allocator, pages);
        return false;
    }
    table->pages = pages;
    return true;
}

bool jf__keytable_reserve(jf__keytable *table, uint32_t tag, const jf_allocator *allocator)
{
    if (!table->pages && !begin(table, allocator))
        return false;
    for (;;) {
        jf__key_page *page = jf__keytable_page(table, tag);

        if (page->count < PAGE_MAX)
            return true;
        if (page->depth == table->depth && !deepen(table, allocator))
            return false;
        if (!split(table, page, tag, allocator))
            return false;
    }
}

void jf__keytable_put(jf__keytable *table, uint32_t tag, uint32_t attempt)
{
    put(jf__keytable_page(table, tag), (jf__key_slot){tag, attempt + 1});
}

/* What follows in the run moves up, unless that would be before its own place. */
void jf__keytable_remove(jf__keytable *table, uint32_t tag, uint32_t attempt)
{
    jf__key_page *page = jf__keytable_page(table, tag);
    jf__key_slot *slots = page->slots;
    uint32_t hole = tag % JF__PAGE_SLOTS;

    while (slots[hole].value != attempt + 1)
        hole = (hole + 1) % JF__PAGE_SLOTS;
    for (uint32_t at = (hole + 1) % JF__PAGE_SLOTS; slots[at].value != 0;
         at = (at + 1) % JF__PAGE_SLOTS) {
        uint32_t home = slots[at].tag % JF__PAGE_SLOTS;

        if ((at - home) % JF__PAGE_SLOTS < (at - hole) % JF__PAGE_SLOTS)
            continue;
        slots[hole] = slots[at];
        hole = at;
    }
    slots[hole] = (jf__key_slot){0};
    page->count--;
}

void jf__keytable_release(jf__keytable *table, const jf_allocator *allocator)
{
    size_t count = table->pages ? (size_t)1 << table->depth : 0;

    for (size_t i = 0; i < count;) {
        jf__key_page *page = table->pages[i];

        i += (size_t)1 << (table->depth - page->depth);
        jf__release(allocator, page);
    }
    jf__release(allocator, table->pages);
    table->pages = NULL;
    table->depth = 0;
}
