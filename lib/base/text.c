/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 by RFC 3629; interning by FNV-1a (Fowler, Noll, Vo) and linear probing, load <= 1/2. */
#include "base/text.h"

#include <string.h>

#include "base/error.h"

/* Length of the valid sequence at bytes, or 0. */
static size_t sequence_length(const unsigned char *bytes, size_t size)
{
    unsigned char lead = bytes[0];
    size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    if (length == 0 || lead > 0xF4 || length > size)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((bytes[i] & 0xC0U) != 0x80U)
            return 0;
    if ((lead == 0xE0 && bytes[1] < 0xA0) || (lead == 0xED && bytes[1] > 0x9F) ||
        (lead == 0xF0 && bytes[1] < 0x90) || (lead == 0xF4 && bytes[1] > 0x8F))
        return 0;
    return length;
}

size_t jf__utf8_valid(const char *bytes, size_t size)
{
    size_t at = 0;

    while (at < size) {
        size_t length = sequence_length((const unsigned char *)bytes + at, size - at);

        if (length == 0)
            return at;
        at += length;
    }
    return size;
}

jf_status jf__text_check(const char *text, const char *what, jf_error *err)
{
    size_t size;
    size_t valid;

    if (!text)
        return jf__fail_null(err, what);
    size = strlen(text);
    if (size > JF__TEXT_MAX)
        return jf__fail_about(err, JF_E_RANGE, 0, JF__TEXT_MAX, (int64_t)size,
                              "%s is longer than %d bytes", what, JF__TEXT_MAX);
    valid = jf__utf8_valid(text, size);
    if (valid != size)
        return jf__fail_about(err, JF_E_ENCODING, 0, 0, (int64_t)valid,
                              "%s is not UTF-8 at byte %zu", what, valid);
    return JF_OK;
}

static size_t home_of(const jf__texts *texts, const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (const unsigned char *byte = (const unsigned char *)text; *byte; byte++)
        hash = (hash ^ *byte) * UINT64_C(0x100000001b3);
    return (size_t)(hash ^ (hash >> 29)) & (texts->slot_count - 1);
}

static uint32_t *slot_of(const jf__texts *texts, const char *text)
{
    size_t at = home_of(texts, text);

    while (texts->slots[at] != 0 && strcmp(jf__texts_at(texts, texts->slots[at]), text) != 0)
        at = (at + 1) & (texts->slot_count - 1);
    return &texts->slots[at];
}

static bool grow_slots(jf__texts *texts, const jf_allocator *allocator)
{
    jf__texts grown = *texts;

    if ((texts->offsets.count + 1) * 2 <= texts->slot_count)
        return true;
    grown.slot_count = texts->slot_count ? texts->slot_count * 2 : 16;
    grown.slots = jf__allocate(allocator, grown.slot_count, sizeof *grown.slots);
    if (!grown.slots)
        return false;
    for (uint32_t id = 1; id <= texts->offsets.count; id++)
        *slot_of(&grown, jf__texts_at(texts, id)) = id;
    jf__release(allocator, texts->slots);
    *texts = grown;
    return true;
}

/* Offset of a text that lies in the store itself, which growing moves; else SIZE_MAX. */
static size_t own_offset(const jf__texts *texts, const char *text)
{
    uintptr_t begin = (uintptr_t)texts->bytes.items;
    uintptr_t at = (uintptr_t)text;

    return at >= begin && at < begin + texts->bytes.count ? (size_t)(at - begin) : SIZE_MAX;
}

bool jf__texts_intern(jf__texts *texts, const char *text, uint32_t *id_out,
                      const jf_allocator *allocator)
{
    size_t size = strlen(text) + 1;
    size_t own = own_offset(texts, text);
    uint32_t *slot;

    *id_out = 0;
    if (size == 1)
        return true;
    if (!grow_slots(texts, allocator))
        return false;
    slot = slot_of(texts, text);
    if (*slot == 0) {
        if (size > UINT32_MAX - texts->bytes.count ||
            !jf__array_reserve(&texts->bytes, size, allocator) ||
            !jf__array_reserve(&texts->offsets, 1, allocator))
            return false;
        if (own != SIZE_MAX)
            text = texts->bytes.items + own;
        memcpy(texts->bytes.items + texts->bytes.count, text, size);
        texts->offsets.items[texts->offsets.count++] = (uint32_t)texts->bytes.count;
        texts->bytes.count += size;
        *slot = (uint32_t)texts->offsets.count;
    }
    *id_out = *slot;
    return true;
}

uint32_t jf__texts_find(const jf__texts *texts, const char *text)
{
    uint32_t id;

    if (*text == '\0')
        return 0;
    if (texts->slot_count == 0)
        return UINT32_MAX;
    id = *slot_of(texts, text);
    return id ? id : UINT32_MAX;
}

const char *jf__texts_at(const jf__texts *texts, uint32_t id)
{
    if (id == 0 || id > texts->offsets.count)
        return "";
    return texts->bytes.items + texts->offsets.items[id - 1];
}

void jf__texts_release(jf__texts *texts, const jf_allocator *allocator)
{
    jf__array_release(&texts->bytes, allocator);
    jf__array_release(&texts->offsets, allocator);
    jf__release(allocator, texts->slots);
    texts->slots = NULL;
    texts->slot_count = 0;
}
