/* SPDX-License-Identifier: Apache-2.0 */
#include "register/source.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "register/glyph.h"

/* Bytes of the longest UTF-8 sequence. */
#define SEQUENCE_MAX 4

static bool is_encoded(const char *text)
{
    size_t size = 0;

    while (size < SEQUENCE_MAX && text[size])
        size++;
    return size == 0 || jf__utf8_valid(text, size) > 0;
}

jf_status jf__source_fail(const jf__source *self, jf_status status, const char *problem)
{
    int32_t at = self->at > INT32_MAX ? INT32_MAX : (int32_t)self->at;
    jf_status actual = is_encoded(self->text + self->at) ? status : JF_E_ENCODING;

    if (self->err) {
        (void)jf__fail_at(self->err, actual, at, "%s, byte %zu: %s", self->what, self->at,
                          actual == status ? problem : "not UTF-8");
        self->err->actual = at;
    }
    return actual;
}

bool jf__source_takes(jf__source *self, const char *bytes)
{
    const char *from = self->text + self->at;

    if (!jf__begins(from, bytes))
        return false;
    while (*bytes++)
        self->at++;
    return true;
}

jf_status jf__source_ends(const jf__source *self)
{
    if (self->text[self->at] != '\0')
        return jf__source_fail(self, JF_E_TEXT, "something stands behind it");
    if (self->at > JF__TEXT_MAX)
        return jf__source_fail(self, JF_E_RANGE, "longer than 65535 bytes");
    return JF_OK;
}

jf_status jf__texts_count(const uint8_t *bytes, size_t byte_count, size_t wanted, jf_error *err)
{
    const uint8_t *at = bytes;
    size_t count = 0;

    if (!bytes && byte_count > 0)
        return jf__fail_null(err, "bytes");
    for (size_t left = byte_count; left > 0; count++) {
        const uint8_t *nul = memchr(at, '\0', left);

        if (!nul)
            return jf__fail(err, JF_E_ARGUMENT, "the last text of bytes has no NUL");
        left -= (size_t)(nul - at) + 1;
        at = nul + 1;
    }
    if (count != wanted)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)wanted, (int64_t)count,
                              "bytes hold %zu texts, not %zu", count, wanted);
    return JF_OK;
}
