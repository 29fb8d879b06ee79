/* SPDX-License-Identifier: Apache-2.0 */
#include "register/source.h"

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
