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
    uint32_t *directory;

    if (table->depth == DEPTH_MAX)
        return false;
    directory = jf__reallocate(allocator, NULL, count * 2, sizeof *directory);
    if (!directory)
        return false;
    for (size_t i = 0; i < count; i++)
        directory[2 * i] = directory[2 * i + 1] = table->directory[i];
    jf__release(allocator, table->directory);
    table->directory = directory;
    table->depth++;
    return true;
}

static jf__key_slot *new_slots(const jf_allocator *allocator)
{
    return jf__allocate(allocator, JF__PAGE_SLOTS, sizeof(jf__key_slot));
}

/* Moves the tags whose next bit is set to a page of their own; what stays is put in again, as its
 * runs may have been broken. */
static bool split(jf__keytable *table, uint32_t tag, const jf_allocator *allocator)
{
    jf__key_page full = *jf__keytable_page(table, tag);
    jf__key_page halves[2] = {{.depth = full.depth + 1}, {.depth = full.depth + 1}};
    uint32_t bit = 31 - full.depth;
    size_t width = (size_t)1 << (table->depth - full.depth);
    size_t first = (size_t)(tag >> (32 - table->depth)) & ~(width - 1);
    uint32_t number = table->directory[first];

    if (!jf__array_reserve(&table->pages, 1, allocator))
        return false;
    halves[0].slots = new_slots(allocator);
    halves[1].slots = new_slots(allocator);
    if (!halves[0].slots || !halves[1].slots) {
        jf__release(allocator, halves[0].slots);
        jf__release(allocator, halves[1].slots);
        return false;
    }
    for (uint32_t i = 0; i < JF__PAGE_SLOTS; i++)
        if (full.slots[i].value != 0)
            put(&halves[full.slots[i].tag >> bit & 1], full.slots[i]);
    for (size_t i = width / 2; i < width; i++)
        table->directory[first + i] = (uint32_t)table->pages.count;
    table->pages.items[number] = halves[0];
    table->pages.items[table->pages.count++] = halves[1];
    jf__release(allocator, full.slots);
    return true;
}

static bool begin(jf__keytable *table, const jf_allocator *allocator)
{
    jf__key_page page = {.slots = NULL};

    if (!jf__array_reserve(&table->pages, 1, allocator))
        return false;
    page.slots = new_slots(allocator);
    if (!page.slots)
        return false;
    table->directory = jf__allocate(allocator, 1, sizeof *table->directory);
    if (!table->directory) {
        jf__release(allocator, page.slots);
        return false;
    }
    table->pages.items[table->pages.count++] = page;
    return true;
}

bool jf__keytable_reserve(jf__keytable *table, uint32_t tag, const jf_allocator *allocator)
{
    if (!table->directory && !begin(table, allocator))
        return false;
    for (;;) {
        const jf__key_page *page = jf__keytable_page(table, tag);

        if (page->count < PAGE_MAX)
            return true;
        if (page->depth == table->depth && !deepen(table, allocator))
            return false;
        if (!split(table, tag, allocator))
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
    for (size_t i = 0; i < table->pages.count; i++)
        jf__release(allocator, table->pages.items[i].slots);
    jf__array_release(&table->pages, allocator);
    jf__release(allocator, table->directory);
    table->directory = NULL;
    table->depth = 0;
}
