/* SPDX-License-Identifier: Apache-2.0 */
/* A text that is read from left to right, and the one way in which reading it fails. */
#ifndef JIANFU_LIB_SOURCE_H
#define JIANFU_LIB_SOURCE_H

#include "jianfu/base.h"

typedef struct jf__source {
    const char *text;
    size_t at;        /* offset of the next byte */
    const char *what; /* names the text in messages */
    jf_error *err;
} jf__source;

/* Fails at the offset that was reached: JF_E_ENCODING when what stands there is not UTF-8, else
 * `status`. `problem` is what was needed or is wrong there. */
jf_status jf__source_fail(const jf__source *self, jf_status status, const char *problem);

/* Takes bytes when the text goes on with them. */
bool jf__source_takes(jf__source *self, const char *bytes);

/* JF_OK at the end of the text. */
jf_status jf__source_ends(const jf__source *self);

/* JF_OK when bytes are so many texts, each with its NUL; else JF_E_ARGUMENT. */
jf_status jf__texts_count(const uint8_t *bytes, size_t byte_count, size_t wanted, jf_error *err);

#endif
