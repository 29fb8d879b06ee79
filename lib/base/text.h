/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 checking and a store of interned texts. */
#ifndef JIANFU_LIB_TEXT_H
#define JIANFU_LIB_TEXT_H

#include "base/array.h"

/* Longest text the library accepts, in bytes (a title of more is a mistake). */
#define JF__TEXT_MAX 65535

/* Offset of the first byte that is not valid UTF-8 (RFC 3629: no overlong forms, no surrogates,
 * at most U+10FFFF), or `size` when all is valid. */
size_t jf__utf8_valid(const char *bytes, size_t size);

/* JF_OK, or JF_E_ARGUMENT / JF_E_ENCODING / JF_E_RANGE (longer than JF__TEXT_MAX); `what` names
 * the argument in the message. Empty text is allowed. */
jf_status jf__text_check(const char *text, const char *what, jf_error *err);

/* Interned texts: equal texts get equal ids; id 0 is the empty text. */
typedef struct jf__texts {
    JF__ARRAY(char) bytes;       /* all texts, each with its NUL */
    JF__ARRAY(uint32_t) offsets; /* id - 1 -> offset in bytes */
    uint32_t *slots;             /* id, or 0; open addressing */
    size_t slot_count;
} jf__texts;

/* Id of a checked text; false when memory is refused or 4 GiB are exceeded. */
bool jf__texts_intern(jf__texts *texts, const char *text, uint32_t *id_out,
                      const jf_allocator *allocator);

/* Id of a text that is interned already, or UINT32_MAX. */
uint32_t jf__texts_find(const jf__texts *texts, const char *text);

/* "" for 0. The pointer lives until the next intern. */
const char *jf__texts_at(const jf__texts *texts, uint32_t id);

void jf__texts_release(jf__texts *texts, const jf_allocator *allocator);

#endif
